#include "e2e_releases/releases_hand.h"

#include "composition/session.h"
#include "timeline/timeline_view.h"

#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::ReleasesHand;
using e2e::Stage;
using operations::OperationState;

namespace {

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))

const QString portal = u"my.loop.health"_s;
const QString project = u"my-loop-health"_s;
const QString production = u"production"_s;
const QString rolledBack = u"project.rollback"_s;

} // namespace

/// Two people with a window each, who want the same of the same app at the same time.
class ReleasesOperatorsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_user = qgetenv("USER"); }
    void cleanupTestCase() { qputenv("USER", m_user); }
    void init();
    void cleanup();

    void oneActsAtATime_data();
    void oneActsAtATime();

private:
    /// The other one's window comes to the front.
    void turn() { m_other = m_stage->changePlaces(std::move(m_other)); }
    /// The sheet of the portal's roll-back, filled in.
    bool openRollBack();

    QByteArray m_user;
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<composition::Program> m_other;
    std::unique_ptr<ReleasesHand> m_hand;
};

void ReleasesOperatorsTest::init()
{
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<ReleasesHand>(*m_stage);
}

void ReleasesOperatorsTest::cleanup()
{
    m_hand.reset();
    m_other.reset();
    m_stage.reset();
}

bool ReleasesOperatorsTest::openRollBack()
{
    return m_hand->openPage() && m_hand->until([this] { return !m_hand->live(portal, production).id.isEmpty(); })
        && m_hand->select(portal, production) && m_hand->openSheet(u"Ctrl+Shift+B"_s) && m_hand->tick(u"watch"_s, false)
        && m_hand->fill(u"typeToConfirm"_s, portal);
}

void ReleasesOperatorsTest::oneActsAtATime_data()
{
    QTest::addColumn<bool>("isStoreShared");
    QTest::addColumn<QString>("holder");
    QTest::newRow("one store") << true << u"Priya Nair has held it since 14:32"_s;
    QTest::newRow("a store each, by a reference at GitHub") << false << u"Priya Nair holds the lock since 14:32"_s;
}

void ReleasesOperatorsTest::oneActsAtATime()
{
    QFETCH(bool, isStoreShared);
    QFETCH(QString, holder);
    qputenv("USER", "mina");
    m_stage->makeProgram();
    composition::Program::Folders folders = m_stage->folders();
    folders.settings = m_stage->path(u"other"_s);
    folders.cache = folders.settings;
    if (!isStoreShared)
        folders.store = store::Location::sqlite(m_stage->path(u"other.db"_s));
    m_other = std::make_unique<composition::Program>(folders);
    m_other->openDemoAt(m_stage->info(), m_stage->clock());
    turn();
    QVERIFY(m_stage->isSettled());
    qputenv("USER", "priya");
    turn();
    m_stage->program().openDemoAt(m_stage->info(), m_stage->clock());
    QVERIFY(m_stage->isSettled());

    // Mina has read her plan when Priya starts the same.
    turn();
    QVERIFY(openRollBack());
    turn();
    QVERIFY(openRollBack());
    const QString first = m_hand->start();
    QVERIFY2(!first.isEmpty(), qPrintable(m_hand->failure()));
    QVERIFY(m_hand->until([this] { return m_stage->providers().ledger().count(rolledBack, project) == 1; }, 100ms));

    turn();
    QVERIFY(m_hand->confirm());
    QVERIFY(m_hand->sheet());
    HAS(m_hand->failure(), holder);
    QCOMPARE(m_stage->providers().ledger().count(rolledBack, project), 1);
    QVERIFY(m_hand->cancel());

    turn();
    QVERIFY2(m_hand->untilRested(first, 1s), qPrintable(m_hand->standing(first)));
    QCOMPARE(m_hand->operation(first)->state, OperationState::Succeeded);
    turn();
    QVERIFY(m_stage->refresh());
    QVERIFY(openRollBack());
    const QString second = m_hand->start();
    QVERIFY2(!second.isEmpty(), qPrintable(m_hand->failure() + m_hand->sheetWords()));
    QVERIFY2(m_hand->untilRested(second, 1s), qPrintable(m_hand->standing(second)));
    QCOMPARE(m_hand->operation(second)->state, OperationState::Succeeded);
    QCOMPARE(m_stage->providers().ledger().count(rolledBack, project), 2);
    QCOMPARE(m_stage->providers().ledger().count(u"ref.created"_s),
             m_stage->providers().ledger().count(u"ref.deleted"_s));
}

QTEST_MAIN(ReleasesOperatorsTest)
#include "releases_operators_test.moc"
