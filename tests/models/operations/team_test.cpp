#include "../store/postgres_server.h"
#include "operations/audit_model.h"
#include "operations/export.h"
#include "operations/operations_model.h"
#include "stage.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::operations;
using Way = World::Way;

namespace {

constexpr auto patience = std::chrono::seconds(20);
const QString jonas = u"Jonas Weil"_s;

/// A plan with something in every member.
Plan fullPlan()
{
    Plan plan = rollingPlan();
    plan.verb = u"Deploy v43"_s;
    plan.isDangerous = true;
    plan.typeToConfirm = u"patient-graph-api"_s;
    plan.pools = {{u"machines"_s, 3}};
    plan.guards = {{u"freeze"_s, Guard::Level::Ask, u"Friday"_s, u"It is."_s, u"the freeze"_s}};
    plan.reverts = {u"commits"_s};
    plan.stays = {u"secrets"_s};
    plan.abortWords = u"Machines stay mixed."_s;
    plan.command = u"flyctl deploy"_s;
    plan.expected = std::chrono::minutes(2);
    plan.madeAt = QDateTime(QDate(2024, 3, 21), QTime(14, 32, 1, 5), QTimeZone::UTC);
    plan.fingerprint = u"f"_s;
    plan.facts = {{u"from"_s, u"v42"_s}};
    plan.obstacle = u"none"_s;
    StepSpec &first = plan.steps[0];
    first.calls = {{u"POST"_s, u"https://api.machines.dev/v1"_s, {{u"ttl"_s, u"13"_s}}},
                   {u"GET"_s, u"https://api.machines.dev/v1"_s, {}}};
    first.detail = u"detail"_s;
    first.heading = u"heading"_s;
    first.pool = u"machines"_s;
    first.expected = milliseconds(7);
    first.input = {{u"app"_s, u"patient-graph-api"_s}};
    return plan;
}

AuditLine lineOf(const QString &words)
{
    AuditLine line;
    line.at = QDateTime(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    line.actor = jonas;
    line.act = u"note"_s;
    line.words = words;
    return line;
}

} // namespace

/// Several programs on one store, SQLite's and PostgreSQL's; what the store itself may do to them; and how it is shown.
class TestTeam : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("isPostgres");
        QTest::newRow("SQLite") << false;
        QTest::newRow("PostgreSQL") << true;
    }
    void initTestCase() { m_whyNoServer = m_server.start(); }
    void init()
    {
        QFETCH_GLOBAL(bool, isPostgres);
        QVERIFY2(!isPostgres || m_whyNoServer.isEmpty(), qPrintable(m_whyNoServer));
        m_location = isPostgres ? m_server.freshDatabase()
                                : store::Location::sqlite(m_folder.filePath(u"%1.db"_s.arg(++m_files)));
        m_stage = std::make_unique<Stage>(m_location);
        m_runner = m_stage->runner();
    }
    void cleanup()
    {
        m_runner.reset();
        m_stage.reset();
    }

    void operationOfAnotherIsWatchedAndNotTouched()
    {
        const QString id = startHanging();
        const auto other = m_stage->runner(u"jonas@desk"_s);
        QVERIFY(wait(other->resume()));
        const Operation *seen = other->operation(id);
        QVERIFY(seen);
        QVERIFY(!seen->isOurs);
        QVERIFY(seen->host.startsWith(u"priya@laptop "));
        QVERIFY(seen->remedies.isEmpty());
        QCOMPARE(wait(other->close(id, jonas, {})).error().kind, base::Error::Kind::Conflict);
        QCOMPARE(wait(other->takeOver(id, jonas)).error().kind, base::Error::Kind::Conflict);
    }

    void silentProgramIsTakenOverAndMayWriteNoMore()
    {
        const QString id = startHanging();
        const auto other = m_stage->runner(u"jonas@desk"_s);
        // Its clock goes on without it, as on a computer that sleeps.
        m_stage->clock->skew(std::chrono::minutes(2));
        m_stage->world->ways.clear();
        QVERIFY(wait(other->resume()));
        QCOMPARE(other->operation(id)->remedies, QList<Remedy>{Remedy::TakeOver});
        QVERIFY(wait(other->takeOver(id, jonas)));
        QVERIFY(QTest::qWaitFor([&] { return isAtRest(*other, id); }, patience));
        QCOMPARE(other->operation(id)->state, OperationState::Succeeded);
        QVERIFY(actsOf(*other).contains(u"take-over"_s));
        m_runner->abort(id);
        QTRY_VERIFY(!m_runner->operation(id)->isOurs);
        QCOMPARE(m_stage->world->doubles, QStringList());
    }

    void clockThatIsSetDoesNotKillTheLiving()
    {
        const QString id = startHanging();
        const auto other = m_stage->runner(u"jonas@desk"_s);
        QVERIFY(wait(other->resume()));
        for (int i = 0; i < 8; ++i) {
            m_stage->clock->skew(i % 2 == 0 ? std::chrono::hours(3) : std::chrono::hours(-3));
            m_stage->clock->advance(std::chrono::seconds(15));
            QTRY_VERIFY(m_stage->clock->waiting() >= 3);
        }
        QCOMPARE(wait(other->takeOver(id, jonas)).error().kind, base::Error::Kind::Conflict);
        QCOMPARE(m_runner->operation(id)->state, OperationState::Running);
    }

    void damagedJournalWaitsForAPerson_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("the plan") << u"UPDATE operations SET plan = CAST('{{' AS {bytes})"_s;
        QTest::newRow("a line") << u"UPDATE journal SET payload = CAST('nonsense' AS {bytes})"_s;
        QTest::newRow("a word from later") << u"UPDATE journal SET act = 'teleported'"_s;
        QTest::newRow("the state") << u"UPDATE operations SET state = 'dreaming'"_s;
    }
    void damagedJournalWaitsForAPerson()
    {
        QFETCH(QString, statement);
        const QString id = startHanging();
        m_runner.reset();
        damage(statement);
        const QStringList before = m_stage->world->ledger;
        m_runner = m_stage->runner();
        QVERIFY(wait(m_runner->resume()));
        const Operation *operation = m_runner->operation(id);
        QCOMPARE(operation->state, OperationState::Parked);
        QVERIFY2(operation->next.contains(u"damaged"), qPrintable(operation->next));
        QCOMPARE(m_stage->world->ledger, before);
        QVERIFY(wait(m_runner->close(id, jonas, u"Looked"_s)));
        QCOMPARE(m_runner->operation(id)->state, OperationState::Failed);
    }

    void manyPastOperationsAreReadPageByPage()
    {
        fillPast(10'000);
        OperationsModel model(m_runner.get());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        // The tester may have asked for the first page.
        if (model.rowCount() == 0)
            model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 50);
        for (int page = 2; page <= 3; ++page) {
            model.fetchMore({});
            QTRY_VERIFY(!model.isLoading());
            QCOMPARE(model.rowCount(), page * 50);
        }
        QCOMPARE(model.index(0).data(OperationsModel::IdRole).toString(), u"past-19999"_s);
        QCOMPARE(model.index(149).data(OperationsModel::IdRole).toString(), u"past-19850"_s);
    }

    void auditIsReadPageByPageAndGrowsOnTop()
    {
        for (int i = 0; i < 25; ++i)
            QVERIFY(wait(m_runner->note(lineOf(u"line %1"_s.arg(i)))));
        AuditModel model(m_runner.get());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        AuditQuery query;
        query.limit = 10;
        model.setQuery(query);
        QTRY_COMPARE(model.rowCount(), 10);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 20);
        QVERIFY(wait(m_runner->note(lineOf(u"newest"_s))));
        QTRY_COMPARE(model.index(0).data().toString(), u"newest"_s);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 26);
        QVERIFY(!model.canFetchMore({}));
    }

    void planComesBackAsItWas()
    {
        const Plan plan = fullPlan();
        QCOMPARE(planOf(toJson(plan)).value(), plan);
        QVERIFY(!planOf(QJsonObject{{u"kind"_s, 7}}));
        QCOMPARE(mutatingCalls(plan).size(), 1);
        QCOMPARE(gate(plan), Guard::Level::Block);
    }

    void exportIsSafeToOpen()
    {
        const QByteArray csv = csvOf({lineOf(u"=HYPERLINK(\"http://x\"),1\nnext"_s)});
        QVERIFY2(csv.contains("\"'=HYPERLINK(\"\"http://x\"\"),1\nnext\""), csv.constData());
        const QByteArray markdown = markdownOf({lineOf(u"<img src=x> | [a](http://b) `c` @jonas\n# d"_s)});
        QCOMPARE(markdown.count('\n'), 3);
        for (const char *hostile : {"<img", "](", "`c`", "@jonas", "http://"})
            QVERIFY2(!markdown.contains(hostile), hostile);
    }

private:
    /// Under way, with `b` hanging.
    QString startHanging()
    {
        m_stage->world->ways[u"b"_s] = Way::Hangs;
        const QString id = started(*m_runner, rollingPlan());
        if (!QTest::qWaitFor([&] { return m_stage->world->hanging == 1; }, patience))
            qWarning("b did not begin");
        return id;
    }
    void damage(QString statement)
    {
        const bool isSqlite = m_location.kind == store::Location::Kind::Sqlite;
        statement.replace(u"{bytes}"_s, isSqlite ? u"BLOB"_s : u"BYTEA"_s);
        {
            auto database = QSqlDatabase::addDatabase(isSqlite ? u"QSQLITE"_s : u"QPSQL"_s, u"damage"_s);
            database.setDatabaseName(isSqlite ? m_location.file : m_location.database);
            database.setHostName(m_location.host);
            database.setPort(m_location.port);
            database.setUserName(m_location.user);
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(statement));
        }
        QSqlDatabase::removeDatabase(u"damage"_s);
    }
    /// So many that are over, thirty of each second, so that a page ends between those of one.
    void fillPast(int count)
    {
        QVERIFY(wait(m_stage->store->opened()));
        const QString plan =
            QString::fromUtf8(QJsonDocument(toJson(operations::planOf({step(u"a"_s)}))).toJson(QJsonDocument::Compact));
        damage(u"INSERT INTO operations (workspace, id, actor, host, owner, state, is_open, started_at, seen_at, "
               "revision, plan, standing) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n "
               "WHERE i < %1) SELECT 'Hello', 'past-' || (10000 + i), 'Priya', 'h', '', 'succeeded', 0, "
               "1700000000000 + (i / 30) * 1000, 0, 1, CAST('%2' AS {bytes}), CAST('{}' AS {bytes}) FROM n"_s.arg(
                   QString::number(count - 1), plan));
    }

    PostgresServer m_server;
    QString m_whyNoServer;
    QTemporaryDir m_folder;
    int m_files = 0;
    store::Location m_location;
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<Runner> m_runner;
};

QTEST_GUILESS_MAIN(TestTeam)
#include "team_test.moc"
