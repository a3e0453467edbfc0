#include "e2e_releases/fly_fixture.h"

#include "composition/session.h"
#include "shell/main_window.h"
#include "timeline/timeline_view.h"
#include "widgets/sheet.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::FlyHand;
using operations::OperationState;

/// Fly.io's releases, changed and looked at in the window; the ledger tells what became of it.
class ReleasesFlyTest final : public e2e::FlyFixture
{
    Q_OBJECT

private Q_SLOTS:
    void rollBackIsPlannedConfirmedAndShown();
    void everyStrategyReplacesEachMachineOnce_data();
    void everyStrategyReplacesEachMachineOnce();
};

void ReleasesFlyTest::rollBackIsPlannedConfirmedAndShown()
{
    QVERIFY(m_hand->open());
    const releases::Release before = m_hand->selected();
    QCOMPARE(before.version, u"v43"_s);
    QVERIFY(m_hand->openPlan());
    const QString plan = m_hand->sheetWords();
    for (const auto &part :
         {u"v43"_s, u"v42"_s, u"3b7a0cd"_s, u"Fly.io, 3 machines in ams, fra"_s, u"0042_add_biomarker_batches"_s,
          u"Lease 3 machines"_s, u"Recorded in Activity as Priya Nair"_s})
        HAS(plan, part);
    QVERIFY(m_hand->tick(u"watch"_s, false));
    QVERIFY(m_hand->fill(reason, u"0042 only adds a column"_s));
    QVERIFY(m_hand->fill(u"typeToConfirm"_s, u"patient-graph"_s));
    QCOMPARE(m_hand->verb(), QString());
    QVERIFY(m_hand->fill(u"typeToConfirm"_s, api));
    QCOMPARE(m_hand->verb(), u"Roll back to v42"_s);
    QVERIFY(m_stage->providers().ledger().entries().isEmpty());

    const QString id = m_hand->started();
    QVERIFY(!id.isEmpty());
    HAS(m_hand->bar().join(u'\n'), u"Roll back patient-graph-api to v42"_s);
    SUCCEEDS(id);
    QCOMPARE(m_hand->count(updated), 3);
    QVERIFY(m_hand->isEachUpdatedOnce());
    QCOMPARE(m_hand->count(u"release.created"_s), 1);
    QCOMPARE(m_hand->count(u"release.complete"_s), 1);
    QCOMPARE(m_hand->images().size(), 1);

    QVERIFY(m_hand->untilLive(u"v44"_s));
    QVERIFY(m_hand->select(api, u"production"_s));
    const releases::Release after = m_hand->selected();
    QCOMPARE(after.version, u"v44"_s);
    // What the arc is drawn from.
    QCOMPARE(after.act, releases::Act::RollBack);
    QCOMPARE(after.operationId, id);
    const releases::Release *origin = m_stage->program().session()->delivery().releases().release(after.from);
    QVERIFY(origin);
    QCOMPARE(origin->version, u"v42"_s);

    QVERIFY(m_hand->openActivity());
    for (const auto &part : {u"Roll back patient-graph-api to v42"_s, u"Request: "_s, u"0042 only adds a column"_s,
                             u"Lease 3 machines"_s, u"Close the release record"_s})
        TOLD(part);
    HAS(m_hand->log().join(u'\n'), u"Priya Nair: "_s);
}

void ReleasesFlyTest::everyStrategyReplacesEachMachineOnce_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<qsizetype>("updates");
    QTest::addColumn<qsizetype>("creations");
    QTest::newRow("immediate") << u"Immediate"_s << qsizetype(3) << qsizetype(0);
    QTest::newRow("canary") << u"Canary"_s << qsizetype(3) << qsizetype(1);
    QTest::newRow("blue-green") << u"Blue-green"_s << qsizetype(0) << qsizetype(3);
}

void ReleasesFlyTest::everyStrategyReplacesEachMachineOnce()
{
    QFETCH(QString, title);
    QFETCH(qsizetype, updates);
    QFETCH(qsizetype, creations);
    QVERIFY(m_hand->openRollBack());
    QVERIFY(m_hand->choose(title));
    const QString plan = m_hand->sheetWords();
    QVERIFY2(!plan.contains("of traffic"_L1), qPrintable(plan));
    const QString id = m_hand->started();
    QVERIFY(!id.isEmpty());
    SUCCEEDS(id);
    QCOMPARE(m_hand->count(updated), updates);
    QCOMPARE(m_hand->count(u"machine.created"_s), creations);
    QCOMPARE(m_hand->count(u"machine.destroyed"_s), creations);
    QCOMPARE(m_hand->count(u"release.created"_s), 1);
    QCOMPARE(m_hand->count(u"release.complete"_s), 1);
    // A machine that is being removed takes a moment.
    QVERIFY(m_hand->until([this] { return m_hand->images().values() == QList<int>{3}; }));
}

QTEST_MAIN(ReleasesFlyTest)
#include "releases_fly_test.moc"
