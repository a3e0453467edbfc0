#include "overview/models.h"
#include "overview/words.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::overview;
using base::Freshness;
using base::Status;

namespace {

QDateTime at(int hour, int minute)
{
    return {QDate(2024, 3, 21), QTime(hour, minute), QTimeZone::UTC};
}

AppRow app(const QString &id)
{
    AppRow row;
    row.id = id;
    row.name = id;
    row.provider = u"Vercel"_s;
    return row;
}

QList<AppRow> apps(const QStringList &ids)
{
    QList<AppRow> rows;
    for (const QString &id : ids)
        rows += app(id);
    return rows;
}

QStringList idsOf(const QAbstractItemModel &model, int role)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids += model.index(row, 0).data(role).toString();
    return ids;
}

LiveRelease failingApi()
{
    LiveRelease release;
    release.status = Status::Failure;
    release.version = u"v43"_s;
    release.commit = u"c41d9e2f00112233445566778899aabbccddeeff"_s;
    release.since = at(14, 20);
    release.health =
        Health{.errorRate = 0.031, .baselineErrorRate = 0.0052, .latencyName = u"p95"_s, .latency = milliseconds{612}};
    release.watchedUntil = at(14, 35);
    return release;
}

WorkflowRow::Run run(qint64 number, Status status, std::optional<milliseconds> took)
{
    return {.id = number,
            .number = number,
            .status = status,
            .startedAt = at(11, 30),
            .took = took,
            .page = QUrl(u"https://github.test/runs/%1"_s.arg(number))};
}

InboxItem item(const QString &id, InboxItem::Urgency urgency, const QDateTime &since)
{
    InboxItem made;
    made.id = id;
    made.urgency = urgency;
    made.title = id;
    made.text = u"Text."_s;
    made.since = since;
    return made;
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsKeepTheirIdentity_data();
    void rowsKeepTheirIdentity();
    void onlyWhatDiffersIsReported();
    void aCellSaysWhatItShows();
    void aCellSaysHowFarToTrustIt_data();
    void aCellSaysHowFarToTrustIt();
    void copyAndOpenFollowTheCell();
    void workflowsAreSummedUp();
    void anAbsentFigureIsADash();
    void theMostPressingItemIsFirst();
    void headersHaveNames();
};

void TestModels::rowsKeepTheirIdentity_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");

    QTest::newRow("from nothing") << QStringList{} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("to nothing") << QStringList{u"a"_s, u"b"_s} << QStringList{};
    QTest::newRow("one more in the middle") << QStringList{u"a"_s, u"c"_s} << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("one less") << QStringList{u"a"_s, u"b"_s, u"c"_s} << QStringList{u"a"_s, u"c"_s};
    QTest::newRow("reversed") << QStringList{u"a"_s, u"b"_s, u"c"_s} << QStringList{u"c"_s, u"b"_s, u"a"_s};
    QTest::newRow("all at once") << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s} << QStringList{u"d"_s, u"x"_s, u"b"_s};
}

void TestModels::rowsKeepTheirIdentity()
{
    QFETCH(const QStringList, before);
    QFETCH(const QStringList, after);
    FleetModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setRows(apps(before));
    QList<QPersistentModelIndex> held;
    for (int row = 0; row < model.rowCount(); ++row)
        held += model.index(row, 0);

    model.setRows(apps(after));

    QCOMPARE(idsOf(model, FleetModel::IdRole), after);
    for (qsizetype i = 0; i < held.size(); ++i) {
        if (after.contains(before.at(i)))
            QCOMPARE(held.at(i).data(FleetModel::IdRole).toString(), before.at(i));
        else
            QVERIFY(!held.at(i).isValid());
    }
    QCOMPARE(resets.size(), 0);
}

void TestModels::onlyWhatDiffersIsReported()
{
    FleetModel model;
    auto rows = apps({u"a"_s, u"b"_s});
    model.setRows(rows);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setRows(rows);
    QCOMPARE(changes.size(), 0);
    rows[1].description = u"new"_s;
    model.setRows(rows);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex().row(), 1);
}

void TestModels::aCellSaysWhatItShows()
{
    FleetModel model;
    model.setClock(std::make_shared<base::ManualClock>());
    auto row = app(u"patient-graph-api"_s);
    row.production = {failingApi(), Freshness::fresh(at(14, 32))};
    row.drift = {Drift{.commitsAhead = 6, .migrations = 1}, Freshness::fresh(at(14, 32))};
    row.previews.isApplicable = false;
    row.provider = u"Fly.io"_s;
    model.setRows({row});

    const auto text = [&model](int column, int role) {
        return model.index(0, column).data(role).toString().replace(QChar(0xA0), u' ');
    };
    QCOMPARE(text(FleetModel::ProductionColumn, Qt::DisplayRole), u"v43 c41d9e2"_s);
    QCOMPARE(
        text(FleetModel::ProductionColumn, Qt::AccessibleTextRole),
        u"Production: v43, commit c41d9e2, failing, live for 12 min, error rate 3.1 %, 6.0× the baseline, p95 612 ms, watched for 3 min more."_s);
    QCOMPARE(text(FleetModel::DriftColumn, Qt::DisplayRole), u"6 commits ahead"_s);
    QCOMPARE(text(FleetModel::DriftColumn, Qt::AccessibleTextRole),
             u"Drift: staging is 6 commits ahead of production, 1 migration."_s);
    QCOMPARE(text(FleetModel::PreviewColumn, Qt::DisplayRole), u"No previews on Fly.io"_s);
}

void TestModels::aCellSaysHowFarToTrustIt_data()
{
    QTest::addColumn<Freshness>("freshness");
    QTest::addColumn<QString>("words");

    const auto now = at(14, 32);
    const auto error = base::makeError(base::Error::Kind::Network, u"Fly.io could not be reached."_s);
    auto limited = base::makeError(base::Error::Kind::RateLimited, u"Too many calls"_s);
    limited.retryAt = at(14, 58);
    QTest::newRow("fresh") << Freshness::fresh(now) << QString();
    QTest::newRow("loading") << Freshness{} << u"loading"_s;
    QTest::newRow("stale") << Freshness{Freshness::State::Stale, at(14, 20), {}} << u"as of 14:20"_s;
    QTest::newRow("failed") << Freshness::failed(Freshness::fresh(at(14, 31)), error)
                            << u"Fly.io could not be reached, as of 14:31"_s;
    QTest::newRow("failed at once") << Freshness::failed({}, error) << u"Fly.io could not be reached"_s;
    QTest::newRow("forbidden") << Freshness::failed({}, base::makeError(base::Error::Kind::Forbidden, u"No"_s))
                               << u"the token may not see this"_s;
    QTest::newRow("rate limited") << Freshness::failed(Freshness::fresh(at(14, 31)), limited)
                                  << u"calls used up, back at 14:58, as of 14:31"_s;
}

void TestModels::aCellSaysHowFarToTrustIt()
{
    QFETCH(const Freshness, freshness);
    QFETCH(const QString, words);
    QCOMPARE(overview::words::freshness(freshness, at(14, 32)), words);
}

void TestModels::copyAndOpenFollowTheCell()
{
    FleetModel model;
    auto row = app(u"api"_s);
    row.production.facts = failingApi();
    row.production.facts->page = QUrl(u"https://fly.test/api"_s);
    row.staging.facts = LiveRelease{.commit = u"8d20b6f"_s};
    model.setRows({row});
    QCOMPARE(model.index(0, FleetModel::ProductionColumn).data(FleetModel::CopyRole).toString(), failingApi().commit);
    QCOMPARE(model.index(0, FleetModel::StagingColumn).data(FleetModel::CopyRole).toString(), u"8d20b6f"_s);
    QCOMPARE(model.index(0, FleetModel::ProductionColumn).data(FleetModel::PageRole).toUrl(),
             QUrl(u"https://fly.test/api"_s));
    QVERIFY(model.index(0, FleetModel::DriftColumn).data(FleetModel::PageRole).toUrl().isEmpty());
}

void TestModels::workflowsAreSummedUp()
{
    WorkflowModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClock(std::make_shared<base::ManualClock>());
    WorkflowRow row{.id = u"ci.yml"_s, .name = u"CI"_s, .file = u"ci.yml"_s, .trigger = u"Push to main"_s};
    row.runs = {run(1, Status::Success, milliseconds{60'000}),  run(2, Status::Failure, milliseconds{5'000}),
                run(3, Status::Success, milliseconds{100'000}), run(4, Status::Cancelled, milliseconds{1'000}),
                run(5, Status::Success, milliseconds{90'000}),  run(6, Status::Waiting, std::nullopt)};
    model.setRows({row});
    QCOMPARE(model.index(0, 0).data(WorkflowModel::PassedRole).toDouble(), 0.75);
    QCOMPARE(model.index(0, 0).data(WorkflowModel::MedianRole).toLongLong(), 90'000);
    QCOMPARE(model.index(0, WorkflowModel::LatestColumn).data().toString(), u"#6 waits for approval"_s);
    QCOMPARE(model.index(0, 0).data(WorkflowModel::PageRole).toUrl(), QUrl(u"https://github.test/runs/6"_s));
    QVERIFY(model.index(0, WorkflowModel::RunsColumn).data().toString().contains(u"3 passed"_s));

    row.runs.removeLast();
    model.setRows({row});
    QCOMPARE(model.index(0, WorkflowModel::LatestColumn).data().toString().replace(QChar(0xA0), u' '),
             u"#5 passed, 3 h ago"_s);
}

void TestModels::anAbsentFigureIsADash()
{
    WorkflowModel workflows;
    workflows.setRows({WorkflowRow{.id = u"ci.yml"_s}});
    QCOMPARE(workflows.index(0, WorkflowModel::PassedColumn).data().toString(), words::unknown());
    QCOMPARE(workflows.index(0, WorkflowModel::MedianColumn).data().toString(), words::unknown());
    QVERIFY(!workflows.index(0, 0).data(WorkflowModel::MedianRole).isValid());
    FleetModel fleet;
    fleet.setRows({app(u"a"_s)});
    QCOMPARE(fleet.index(0, FleetModel::ProductionColumn).data().toString(), words::unknown());
    QCOMPARE(fleet.index(0, FleetModel::DriftColumn).data().toString(), words::unknown());
}

void TestModels::theMostPressingItemIsFirst()
{
    InboxModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClock(std::make_shared<base::ManualClock>());
    using Urgency = InboxItem::Urgency;
    model.setItems({item(u"secret"_s, Urgency::Due, at(9, 0)), item(u"freeze"_s, Urgency::Due, at(23, 32)),
                    item(u"canary"_s, Urgency::Warning, at(14, 23)), item(u"hotfix"_s, Urgency::Approval, at(14, 26)),
                    item(u"errors"_s, Urgency::Page, at(14, 30))});
    QCOMPARE(idsOf(model, InboxModel::IdRole),
             QStringList({u"errors"_s, u"hotfix"_s, u"canary"_s, u"secret"_s, u"freeze"_s}));
    const auto sentence = [&model](int row) {
        return model.index(row).data(Qt::AccessibleTextRole).toString().replace(QChar(0xA0), u' ');
    };
    QCOMPARE(sentence(0), u"Urgent: errors, for 2 min. Text."_s);
    QCOMPARE(sentence(4), u"Due: freeze, in 9 h. Text."_s);
    model.setItems({item(u"errors"_s, Urgency::Page, at(14, 32))});
    QCOMPARE(sentence(0), u"Urgent: errors, now. Text."_s);
}

void TestModels::headersHaveNames()
{
    const FleetModel fleet;
    for (int column = 0; column < FleetModel::ColumnCount; ++column)
        QVERIFY(!fleet.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    const WorkflowModel workflows;
    for (int column = 0; column < WorkflowModel::ColumnCount; ++column)
        QVERIFY(!workflows.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestModels)
#include "test_models.moc"
