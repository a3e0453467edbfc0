#include "e2e_releases/fly_fixture.h"

#include "composition/session.h"
#include "shell/main_window.h"
#include "timeline/timeline_view.h"
#include "widgets/sheet.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::FlyHand;
using operations::OperationState;

/// Roll-backs of Fly.io that do not go as planned, in the window; the ledger tells what became of them.
class ReleasesFlyFaultsTest final : public e2e::FlyFixture
{
    Q_OBJECT

private Q_SLOTS:
    void abortHalfWayLeavesTheTruth();
    void machineChangedMeanwhileIsToldAndPlannedAgain();
    void machineChangedAfterThePlanIsNotTouched();
    void foreignLeaseIsNamedThenRetried();
    void revokedTokenParksThenIsRetried();
    void offlineNothingStarts();
};

void ReleasesFlyFaultsTest::abortHalfWayLeavesTheTruth()
{
    QVERIFY(m_hand->openRollBack());
    const QMap<QString, int> before = m_hand->images();
    const QString id = m_hand->started();
    QVERIFY(!id.isEmpty());
    QVERIFY(m_hand->until([this] { return m_hand->count(updated) == 1; }));
    QVERIFY(m_hand->openActivity());
    QVERIFY(m_hand->press(u"Abort…"_s));
    QVERIFY(m_hand->sheet());
    QVERIFY(m_hand->confirm());
    PARKS(id);
    const qsizetype changed = m_hand->count(updated);
    QVERIFY(changed < 3);
    QCOMPARE(m_hand->images().size(), 2);
    QCOMPARE(m_hand->count(u"release.interrupted"_s), 1);
    QCOMPARE(m_hand->count(u"release.complete"_s), 0);
    QVERIFY(m_hand->until([this] { return m_hand->bar().join(u'\n').contains(u"waits for a person"_s); }));
    const QList<fly::Machine> free = m_hand->machines();
    for (const fly::Machine &machine : free)
        QVERIFY(!m_hand->answer(m_hand->colleague().lease(api, machine.id, {})).value_or(std::nullopt));

    QVERIFY(m_hand->press(u"Undo what was done…"_s));
    QVERIFY(m_hand->sheet());
    for (auto *field : m_hand->sheet()->findChildren<QLineEdit *>()) {
        field->setFocus(Qt::TabFocusReason);
        m_stage->type(field->accessibleName().startsWith("Type"_L1) ? api : u"it is not needed"_s);
    }
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QVERIFY(m_hand->until([&] { return m_hand->operation(id)->state == OperationState::Compensated; }, 1s));
    QCOMPARE(m_hand->images(), before);
    QCOMPARE(m_hand->count(updated), 2 * changed);
}

void ReleasesFlyFaultsTest::machineChangedMeanwhileIsToldAndPlannedAgain()
{
    QVERIFY(m_hand->openRollBack());
    QVERIFY(m_hand->changeMachine(m_hand->machines().last()));
    // A plan over a minute old is computed again. Step by step: all that falls due in a leap would meet Fly.io's limit.
    const QDateTime then = m_stage->clock()->now().addSecs(61);
    QVERIFY(m_hand->until([&] { return m_stage->clock()->now() >= then; }, 1s));
    QVERIFY(m_hand->confirm());
    HAS(m_hand->failure(), u"The target changed meanwhile"_s);
    QCOMPARE(m_hand->count(u"release.created"_s), 0);
    QCOMPARE(m_hand->count(updated), 1);
    const QString id = m_hand->started();
    QVERIFY(!id.isEmpty());
    SUCCEEDS(id);
    QCOMPARE(m_hand->count(updated), 4);
    QCOMPARE(m_hand->images().size(), 1);
}

void ReleasesFlyFaultsTest::machineChangedAfterThePlanIsNotTouched()
{
    QVERIFY(m_hand->openRollBack());
    const fly::Machine machine = m_hand->machines().last();
    QVERIFY(m_hand->changeMachine(machine));
    const QString id = m_hand->started();
    QVERIFY(!id.isEmpty());
    PARKS(id);
    QCOMPARE(m_hand->count(updated), 1);
    QCOMPARE(m_hand->count(u"release.complete"_s), 0);
    QVERIFY(m_hand->openActivity());
    TOLD(machine.id);
}

void ReleasesFlyFaultsTest::foreignLeaseIsNamedThenRetried()
{
    QVERIFY(m_hand->openRollBack());
    const fly::Machine machine = m_hand->machines().first();
    const auto lease = m_hand->answer(m_hand->colleague().takeLease(api, machine.id, 600s, {}, {}));
    QVERIFY(lease);
    const QString id = m_hand->started();
    QVERIFY(!id.isEmpty());
    PARKS(id);
    QCOMPARE(m_hand->count(updated), 0);
    QVERIFY(m_hand->openActivity());
    TOLD(machine.id);
    QVERIFY(m_hand->until([this] { return m_hand->bar().join(u'\n').contains(u"waits for a person"_s); }));
    QVERIFY(m_hand->answer(m_hand->colleague().lease(api, machine.id, {})).value_or(std::nullopt));

    QVERIFY(m_hand->answer(m_hand->colleague().releaseLease(api, machine.id, lease->nonce, {})));
    QVERIFY(m_hand->press(u"Retry"_s));
    QVERIFY(m_hand->until([&] { return m_hand->operation(id)->state != OperationState::Parked; }));
    SUCCEEDS(id);
    QCOMPARE(m_hand->count(updated), 3);
    QVERIFY(m_hand->isEachUpdatedOnce());
    QCOMPARE(m_hand->count(u"release.created"_s), 1);
}

void ReleasesFlyFaultsTest::revokedTokenParksThenIsRetried()
{
    QVERIFY(m_hand->openRollBack());
    const QString id = m_hand->started();
    QVERIFY(!id.isEmpty());
    QVERIFY(m_hand->until([this] { return m_hand->count(updated) == 1; }));
    m_stage->addFault({{u"provider"_s, u"fly"_s}, {u"kind"_s, u"expired-token"_s}});
    PARKS(id);
    QVERIFY(!m_hand->operation(id)->next.isEmpty());
    m_stage->clearFaults();
    QVERIFY(m_hand->openActivity());
    // The leases of before run out meanwhile.
    QVERIFY(m_stage->pass(20s));
    QVERIFY(m_hand->press(u"Retry"_s));
    QVERIFY(m_hand->until([&] { return m_hand->operation(id)->state != OperationState::Parked; }));
    SUCCEEDS(id);
    QCOMPARE(m_hand->count(updated), 3);
    QVERIFY(m_hand->isEachUpdatedOnce());
    QCOMPARE(m_hand->count(u"release.created"_s), 1);
}

void ReleasesFlyFaultsTest::offlineNothingStarts()
{
    QVERIFY(m_hand->open());
    m_stage->program().session()->engine().setOnline(false);
    m_hand->timeline()->setFocus();
    m_stage->press(u"R"_s);
    HAS(m_stage->window().toast(), u"Offline: nothing can be changed now."_s);
    m_stage->press(QString::fromLatin1(FlyHand::rollBackKeys));
    QVERIFY(!m_hand->sheet());
    QVERIFY(m_stage->providers().ledger().entries().isEmpty());
}

QTEST_MAIN(ReleasesFlyFaultsTest)
#include "releases_fly_faults_test.moc"
