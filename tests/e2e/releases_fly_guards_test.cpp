#include "e2e_releases/fly_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using operations::OperationState;

/// What holds a roll-back at Fly.io back, and what takes it back, in the window.
class ReleasesFlyGuardsTest final : public e2e::FlyFixture
{
    Q_OBJECT

private Q_SLOTS:
    void migrationsInBetweenAskForAReason();
    void badReleaseGoesBackByItself();
};

void ReleasesFlyGuardsTest::migrationsInBetweenAskForAReason()
{
    QVERIFY(m_hand->open());
    QVERIFY(m_hand->openPlan());
    QVERIFY(m_hand->tick(u"watch"_s, false));
    QVERIFY(m_hand->fill(u"typeToConfirm"_s, api));
    QCOMPARE(m_hand->verb(), QString());
    HAS(m_hand->sheetWords(), u"A migration lies in between"_s);
    // By the runbook first: nothing that this plan could do.
    QVERIFY(m_hand->choose(u"Restore backup…"_s));
    QVERIFY(m_hand->fill(reason, u"v42 reads what 0042 added"_s));
    QCOMPARE(m_hand->verb(), QString());
    QVERIFY(m_hand->choose(u"Keep the schema"_s));
    QCOMPARE(m_hand->verb(), u"Roll back to v42"_s);
    const QString id = m_hand->started();
    QVERIFY(!id.isEmpty());
    SUCCEEDS(id);
    QVERIFY(m_hand->openActivity());
    const QString lines = m_hand->log().join(u'\n');
    HAS(lines, u"v42 reads what 0042 added"_s);
    HAS(lines, u"the guard for migrations in between"_s);
}

void ReleasesFlyGuardsTest::badReleaseGoesBackByItself()
{
    QVERIFY(m_hand->openRollBack());
    const QString good = m_hand->started();
    QVERIFY(!good.isEmpty());
    SUCCEEDS(good);
    const QMap<QString, int> well = m_hand->images();
    QVERIFY(m_hand->untilLive(u"v44"_s));

    // What fails too often is let out once more, with the way back armed.
    QVERIFY(m_hand->select(api, u"production"_s));
    QVERIFY(m_hand->openPlan());
    QVERIFY2(m_hand->goesBackTo(u"v43"_s), qPrintable(m_hand->sheetWords()));
    QVERIFY(m_hand->tick(u"watch"_s));
    QVERIFY(m_hand->tick(u"arm-revert"_s));
    QVERIFY(m_hand->fillIn());
    const QString bad = m_hand->started();
    QVERIFY(!bad.isEmpty());
    QVERIFY(m_hand->until([this] { return m_hand->count(updated) == 6; }, 1s));
    QVERIFY2(m_hand->untilRested(bad, 4s), qPrintable(m_hand->standing(bad)));
    QVERIFY2(m_hand->operation(bad)->state == OperationState::Compensated, qPrintable(m_hand->standing(bad)));
    QCOMPARE(m_hand->step(bad, u"watch"_s).state, operations::StepState::Failed);
    QCOMPARE(m_hand->count(updated), 9);
    QCOMPARE(m_hand->images(), well);
    // Twice there, once back: each has a record of its own.
    QCOMPARE(m_hand->count(u"release.created"_s), 3);
    QVERIFY(m_hand->untilLive(u"v46"_s));
    QVERIFY(m_hand->openActivity());
    TOLD(u"The release does badly"_s);
}

QTEST_MAIN(ReleasesFlyGuardsTest)
#include "releases_fly_guards_test.moc"
