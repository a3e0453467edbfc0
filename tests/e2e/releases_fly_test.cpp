#include "e2e_releases/releases_hand.h"

#include "composition/session.h"
#include "operations/runner.h"
#include "shell/main_window.h"
#include "timeline/timeline_view.h"
#include "widgets/sheet.h"

#include <QAction>
#include <QCheckBox>
#include <QCoro/QCoroTask>
#include <QLineEdit>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::ReleasesHand;
using e2e::Stage;
using operations::OperationState;

namespace {

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))

const QString api = u"patient-graph-api"_s;
const QString rollBackKeys = u"Ctrl+Shift+B"_s;
const QString reason = u"reason/migrations-crossed"_s;
const QString updated = u"machine.updated"_s;

} // namespace

/// Fly.io's releases, changed and looked at in the window; the ledger tells what became of it.
class ReleasesFlyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rollBackIsPlannedConfirmedAndShown();
    void everyStrategyReplacesEachMachineOnce_data();
    void everyStrategyReplacesEachMachineOnce();
    void badReleaseGoesBackByItself();
    void migrationsInBetweenAskForAReason();
    void abortHalfWayLeavesTheTruth();
    void machineChangedMeanwhileIsToldAndPlannedAgain();
    void machineChangedAfterThePlanIsNotTouched();
    void foreignLeaseIsNamedThenRetried();
    void revokedTokenParksThenIsRetried();
    void offlineNothingStarts();

private:
    bool open();
    /// The sheet of a roll-back of production, with what it asks for filled in but for the watch.
    bool openRollBack();
    bool fillIn();
    QString started();
    qsizetype count(const QString &effect, const QString &subject = {}) const
    {
        return m_stage->providers().ledger().count(effect, subject);
    }
    /// As a colleague, who has the same rights.
    fly::Client colleague() const { return m_stage->program().session()->clients().fly; }
    QList<fly::Machine> machines() const
    {
        return QCoro::waitFor(colleague().machines(api, {})).value_or(QList<fly::Machine>());
    }
    /// Of the last part of their image's tag: whether they all run the same, and how many of those there are.
    QMap<QString, int> images() const;
    /// A colleague deploys the machine as it is.
    bool changeMachine(const fly::Machine &machine) const;
    bool isEachUpdatedOnce() const;

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ReleasesHand> m_hand;
};

void ReleasesFlyTest::init()
{
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<ReleasesHand>(*m_stage);
}

void ReleasesFlyTest::cleanup()
{
    m_hand.reset();
    m_stage.reset();
}

bool ReleasesFlyTest::open()
{
    return m_stage->start() && m_hand->openPage()
        && m_hand->until([this] { return !m_hand->live(api, u"production"_s).id.isEmpty(); })
        && m_hand->select(api, u"production"_s);
}

bool ReleasesFlyTest::openRollBack()
{
    return open() && m_hand->openSheet(rollBackKeys) && fillIn();
}

bool ReleasesFlyTest::fillIn()
{
    return m_hand->tick(u"watch"_s, false) && m_hand->fill(reason, u"0042 only adds a column"_s)
        && m_hand->fill(u"typeToConfirm"_s, api);
}

QString ReleasesFlyTest::started()
{
    const QString id = m_hand->start();
    if (id.isEmpty())
        qWarning("not started: %s %s", qPrintable(m_hand->failure()), qPrintable(m_hand->sheetWords()));
    return id;
}

QMap<QString, int> ReleasesFlyTest::images() const
{
    QMap<QString, int> counts;
    for (const fly::Machine &machine : machines())
        ++counts[machine.config.value("image"_L1).toString()];
    return counts;
}

bool ReleasesFlyTest::changeMachine(const fly::Machine &machine) const
{
    fly::Change change;
    change.config = machine.config;
    return QCoro::waitFor(colleague().updateMachine(api, machine.id, change, {}, {})).has_value();
}

bool ReleasesFlyTest::isEachUpdatedOnce() const
{
    return std::ranges::all_of(
        machines(), [this](const fly::Machine &machine) { return count(updated, api + u'/' + machine.id) == 1; });
}

#define SUCCEEDS(id)                                                                                                   \
    QVERIFY2(m_hand->untilRested(id), qPrintable(m_hand->standing(id)));                                               \
    QVERIFY2(m_hand->operation(id)->state == OperationState::Succeeded, qPrintable(m_hand->standing(id)))
#define PARKS(id)                                                                                                      \
    QVERIFY2(m_hand->untilRested(id), qPrintable(m_hand->standing(id)));                                               \
    QVERIFY2(m_hand->operation(id)->state == OperationState::Parked, qPrintable(m_hand->standing(id)))

void ReleasesFlyTest::rollBackIsPlannedConfirmedAndShown()
{
    QVERIFY(open());
    const releases::Release before = m_hand->selected();
    QCOMPARE(before.version, u"v43"_s);
    QVERIFY(m_hand->openSheet(rollBackKeys));
    const QString plan = m_hand->sheetWords();
    for (const auto &part : {u"v43"_s, u"v42"_s, u"3b7a0cd"_s, u"Fly.io, 3 machines"_s, u"0042_add_biomarker_batches"_s,
                             u"Lease 3 machines"_s, u"Recorded in Activity as Priya Nair"_s})
        HAS(plan, part);
    QVERIFY(m_hand->tick(u"watch"_s, false));
    QVERIFY(m_hand->fill(reason, u"0042 only adds a column"_s));
    QVERIFY(m_hand->fill(u"typeToConfirm"_s, u"patient-graph"_s));
    QCOMPARE(m_hand->verb(), QString());
    QVERIFY(m_hand->fill(u"typeToConfirm"_s, api));
    QCOMPARE(m_hand->verb(), u"Roll back to v42"_s);
    QVERIFY(m_stage->providers().ledger().entries().isEmpty());

    const QString id = started();
    QVERIFY(!id.isEmpty());
    HAS(m_hand->bar().join(u'\n'), u"Roll back patient-graph-api to v42"_s);
    SUCCEEDS(id);
    QCOMPARE(count(updated), 3);
    QVERIFY(isEachUpdatedOnce());
    QCOMPARE(count(u"release.created"_s), 1);
    QCOMPARE(count(u"release.complete"_s), 1);
    QCOMPARE(images().size(), 1);

    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([this] { return m_hand->live(api, u"production"_s).version == "v44"_L1; }));
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
    const QString told = m_hand->activity();
    for (const auto &part : {u"Roll back patient-graph-api to v42"_s, u"Request: "_s, u"0042 only adds a column"_s,
                             u"Lease 3 machines"_s, u"Close the release record"_s})
        HAS(told, part);
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
    QVERIFY(openRollBack());
    QVERIFY(m_hand->choose(title));
    const QString plan = m_hand->sheetWords();
    QVERIFY2(!plan.contains("of traffic"_L1), qPrintable(plan));
    const QString id = started();
    QVERIFY(!id.isEmpty());
    SUCCEEDS(id);
    QCOMPARE(count(updated), updates);
    QCOMPARE(count(u"machine.created"_s), creations);
    QCOMPARE(count(u"machine.destroyed"_s), creations);
    QCOMPARE(count(u"release.created"_s), 1);
    QCOMPARE(count(u"release.complete"_s), 1);
    QVERIFY(m_hand->until([this] { return images() == QMap<QString, int>{{images().firstKey(), 3}}; }));
}

void ReleasesFlyTest::badReleaseGoesBackByItself()
{
    QVERIFY(openRollBack());
    const QString good = started();
    QVERIFY(!good.isEmpty());
    SUCCEEDS(good);
    const QMap<QString, int> well = images();
    QVERIFY(m_stage->refresh());
    QVERIFY(m_hand->until([this] { return m_hand->live(api, u"production"_s).version == "v44"_L1; }));

    // What fails too often is let out once more, with the way back armed.
    QVERIFY(m_hand->select(api, u"production"_s));
    QVERIFY(m_hand->openSheet(rollBackKeys));
    QVERIFY2(m_hand->chooseOther(u"v43"_s), qPrintable(m_hand->sheetWords()));
    QVERIFY(m_hand->tick(u"watch"_s));
    QVERIFY(m_hand->tick(u"arm-revert"_s));
    if (m_hand->part<QLineEdit>(reason))
        QVERIFY(m_hand->fill(reason, u"the test wants it"_s));
    QVERIFY(m_hand->fill(u"typeToConfirm"_s, api));
    const QString bad = started();
    QVERIFY(!bad.isEmpty());
    QVERIFY(m_hand->until([this] { return count(updated) == 6; }, 1s));
    QVERIFY2(m_hand->untilRested(bad, 4s), qPrintable(m_hand->standing(bad)));
    QVERIFY2(m_hand->operation(bad)->state == OperationState::Compensated, qPrintable(m_hand->standing(bad)));
    QCOMPARE(m_hand->step(bad, u"watch"_s).state, operations::StepState::Failed);
    QCOMPARE(count(updated), 9);
    QCOMPARE(images(), well);
    QVERIFY(m_hand->openActivity());
    HAS(m_hand->activity(), u"The release does badly"_s);
}

void ReleasesFlyTest::migrationsInBetweenAskForAReason()
{
    QVERIFY(open());
    QVERIFY(m_hand->openSheet(rollBackKeys));
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
    const QString id = started();
    QVERIFY(!id.isEmpty());
    SUCCEEDS(id);
    QVERIFY(m_hand->openActivity());
    const QString lines = m_hand->log().join(u'\n');
    HAS(lines, u"v42 reads what 0042 added"_s);
    HAS(lines, u"the guard for migrations in between"_s);
}

void ReleasesFlyTest::abortHalfWayLeavesTheTruth()
{
    QVERIFY(openRollBack());
    const QMap<QString, int> before = images();
    const QString id = started();
    QVERIFY(!id.isEmpty());
    QVERIFY(m_hand->until([this] { return count(updated) == 1; }));
    QVERIFY(m_hand->openActivity());
    QVERIFY(m_hand->press(u"Abort…"_s));
    QVERIFY(m_hand->sheet());
    QVERIFY(m_hand->confirm());
    PARKS(id);
    const qsizetype changed = count(updated);
    QVERIFY(changed < 3);
    QCOMPARE(images().size(), 2);
    QCOMPARE(count(u"release.interrupted"_s), 1);
    QCOMPARE(count(u"release.complete"_s), 0);
    HAS(m_hand->bar().join(u'\n'), u"waits for a person"_s);
    for (const fly::Machine &machine : machines())
        QVERIFY(!QCoro::waitFor(colleague().lease(api, machine.id, {})).value_or(std::nullopt));

    QVERIFY(m_hand->press(u"Undo what was done…"_s));
    QVERIFY(m_hand->sheet());
    for (auto *field : m_hand->sheet()->findChildren<QLineEdit *>()) {
        field->setFocus(Qt::TabFocusReason);
        m_stage->type(field->accessibleName().startsWith("Type"_L1) ? api : u"it is not needed"_s);
    }
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QVERIFY(m_hand->until([&] { return m_hand->operation(id)->state == OperationState::Compensated; }, 1s));
    QCOMPARE(images(), before);
    QCOMPARE(count(updated), 2 * changed);
}

void ReleasesFlyTest::machineChangedMeanwhileIsToldAndPlannedAgain()
{
    QVERIFY(openRollBack());
    QVERIFY(changeMachine(machines().last()));
    // A plan over a minute old is computed again.
    m_stage->advance(61s);
    QVERIFY(m_hand->confirm());
    HAS(m_hand->failure(), u"The target changed meanwhile"_s);
    QCOMPARE(count(u"release.created"_s), 0);
    QCOMPARE(count(updated), 1);
    const QString id = started();
    QVERIFY(!id.isEmpty());
    SUCCEEDS(id);
    QCOMPARE(count(updated), 4);
    QCOMPARE(images().size(), 1);
}

void ReleasesFlyTest::machineChangedAfterThePlanIsNotTouched()
{
    QVERIFY(openRollBack());
    const fly::Machine machine = machines().last();
    QVERIFY(changeMachine(machine));
    const QString id = started();
    QVERIFY(!id.isEmpty());
    PARKS(id);
    QCOMPARE(count(updated), 1);
    QCOMPARE(count(u"release.complete"_s), 0);
    QVERIFY(m_hand->openActivity());
    HAS(m_hand->activity(), machine.id);
}

void ReleasesFlyTest::foreignLeaseIsNamedThenRetried()
{
    QVERIFY(openRollBack());
    const fly::Machine machine = machines().first();
    const auto lease = QCoro::waitFor(colleague().takeLease(api, machine.id, 600s, {}, {}));
    QVERIFY(lease);
    const QString id = started();
    QVERIFY(!id.isEmpty());
    PARKS(id);
    QCOMPARE(count(updated), 0);
    QVERIFY(m_hand->openActivity());
    HAS(m_hand->activity(), machine.id);
    HAS(m_hand->bar().join(u'\n'), u"waits for a person"_s);
    QVERIFY(QCoro::waitFor(colleague().lease(api, machine.id, {})).value_or(std::nullopt));

    QVERIFY(QCoro::waitFor(colleague().releaseLease(api, machine.id, lease->nonce, {})));
    QVERIFY(m_hand->press(u"Retry"_s));
    QVERIFY(m_hand->until([&] { return m_hand->operation(id)->state != OperationState::Parked; }));
    SUCCEEDS(id);
    QCOMPARE(count(updated), 3);
    QVERIFY(isEachUpdatedOnce());
    QCOMPARE(count(u"release.created"_s), 1);
}

void ReleasesFlyTest::revokedTokenParksThenIsRetried()
{
    QVERIFY(openRollBack());
    const QString id = started();
    QVERIFY(!id.isEmpty());
    QVERIFY(m_hand->until([this] { return count(updated) == 1; }));
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
    QCOMPARE(count(updated), 3);
    QVERIFY(isEachUpdatedOnce());
    QCOMPARE(count(u"release.created"_s), 1);
}

void ReleasesFlyTest::offlineNothingStarts()
{
    QVERIFY(open());
    m_stage->program().session()->engine().setOnline(false);
    const auto acts = m_stage->program().window().findChildren<QAction *>();
    const auto found = std::ranges::find(acts, QKeySequence(rollBackKeys), &QAction::shortcut);
    QVERIFY(found != acts.end());
    QVERIFY(m_hand->until([&] { return !(*found)->isEnabled(); }));
    HAS((*found)->toolTip(), u"Offline: nothing can be changed now."_s);
    m_hand->timeline()->setFocus();
    m_stage->press(u"R"_s);
    HAS(m_stage->window().toast(), u"Offline: nothing can be changed now."_s);
    QVERIFY(!m_hand->sheet());
    QVERIFY(m_stage->providers().ledger().entries().isEmpty());
}

QTEST_MAIN(ReleasesFlyTest)
#include "releases_fly_test.moc"
