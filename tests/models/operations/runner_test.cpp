#include "stage.h"

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::operations;
using Way = World::Way;

namespace {

constexpr auto patience = std::chrono::seconds(20);

const QString priya = u"Priya Nair"_s;

QString stateName(const Operation *operation)
{
    static const QStringList names{u"Running"_s,   u"Aborting"_s, u"Compensating"_s, u"Parked"_s,
                                   u"Succeeded"_s, u"Failed"_s,   u"Aborted"_s,      u"Compensated"_s};
    return operation ? names.at(static_cast<int>(operation->state)) : u"none"_s;
}

/// A lock at a provider that somebody may hold, and what was asked of it.
class FakeRemoteLock final : public RemoteLock
{
public:
    QCoro::Task<base::Done> take(LockHolder holder, std::stop_token) override
    {
        log.append(u"take "_s + holder.key);
        if (isHeld)
            co_return std::unexpected(base::makeError(base::Error::Kind::Conflict, u"Jonas Weil holds it."_s));
        co_return base::Done();
    }
    QCoro::Task<base::Done> release(LockHolder holder, std::stop_token) override
    {
        log.append(u"release "_s + holder.key);
        co_return base::Done();
    }
    QCoro::Task<base::Result<std::optional<LockHolder>>> holder(QString, std::stop_token) override
    {
        co_return std::nullopt;
    }

    bool isHeld = false;
    QStringList log;
};

} // namespace

class TestRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<Stage>();
        m_runner = m_stage->runner();
    }
    void cleanup() { m_runner.reset(); }

    void stepsRunInTheOrderOfTheirDependencies()
    {
        const QString id = run(rollingPlan());
        QCOMPARE(stateOf(id), u"Succeeded"_s);
        QCOMPARE(ledger(),
                 (QStringList{u"lease"_s, u"apply a"_s, u"apply b"_s, u"apply c"_s, u"apply complete"_s, u"free"_s}));
        const Operation *operation = m_runner->operation(id);
        QCOMPARE(operation->steps.at(1).words, u"a is so"_s);
        QCOMPARE(operation->steps.at(1).requestIds, QStringList{u"request-a"_s});
        QCOMPARE(operation->steps.at(6).state, StepState::Waiting);
        QVERIFY(operation->endedAt);
        QCOMPARE(operation->share(), 1.0);
    }

    void poolsLimitWhatRunsAtOnce()
    {
        QList<StepSpec> steps;
        for (int i = 0; i < 6; ++i) {
            steps.append(step(QString::number(i)));
            steps.last().pool = u"machines"_s;
        }
        Plan plan = operations::planOf(steps);
        plan.pools = {{u"machines"_s, 2}};
        QCOMPARE(stateOf(run(plan)), u"Succeeded"_s);
        QCOMPARE(world().mostRunning, 2);
    }

    void whatIsSoAlreadyIsNotDoneAgain()
    {
        world().done.insert(u"a"_s);
        const QString id = run(operations::planOf({step(u"a"_s)}));
        QCOMPARE(stateOf(id), u"Succeeded"_s);
        QVERIFY(ledger().isEmpty());
        QVERIFY(!actsOf(*m_runner).contains(u"apply a"_s));
    }

    void auditLineIsWrittenBeforeTheMutation()
    {
        QStringList seen;
        world().onEffect = [&](const QString &id) {
            if (actsOf(*m_runner).contains(u"apply "_s + id))
                seen.append(id);
        };
        QCOMPARE(stateOf(run(rollingPlan())), u"Succeeded"_s);
        QCOMPARE(seen, (QStringList{u"a"_s, u"b"_s, u"c"_s, u"complete"_s}));
    }

    void onlyMutationsAreAudited()
    {
        run(operations::planOf({step(u"a"_s), step(u"look"_s, {u"a"_s}, u"watch"_s)}));
        QCOMPARE(actsOf(*m_runner), (QStringList{u"start"_s, u"apply a"_s, u"done a"_s, u"done"_s}));
    }

    void withoutAJournalNothingIsDone()
    {
        const QString id = beginBroken();
        QVERIFY(ledger().isEmpty());
        const Operation *operation = m_runner->operation(id);
        QVERIFY2(operation->next.contains(u"The disk is full"), qPrintable(operation->next));
        QCOMPARE(operation->remedies, (QList<Remedy>{Remedy::Retry, Remedy::Close}));
        m_stage->journal->broken.reset();
        QVERIFY(wait(m_runner->retry(id, priya)));
        settle(id);
        QCOMPARE(stateOf(id), u"Succeeded"_s);
    }

    void journalThatBreaksAfterAnEffectKeepsItsOutcome()
    {
        world().onEffect = [&](const QString &id) {
            if (id == u"b")
                m_stage->journal->broken = diskFull();
        };
        const QString id = run(rollingPlan());
        QCOMPARE(stateOf(id), u"Parked"_s);
        QCOMPARE(ledger(), (QStringList{u"lease"_s, u"apply a"_s, u"apply b"_s, u"freed"_s}));
        world().onEffect = {};
        m_stage->journal->broken.reset();
        QVERIFY(wait(m_runner->retry(id, priya)));
        settle(id);
        QCOMPARE(stateOf(id), u"Succeeded"_s);
        QVERIFY(world().doubles.isEmpty());
        QVERIFY(actsOf(*m_runner).contains(u"done b"_s));
    }

    void failureStartsNothingNewAndRunsTheEnd()
    {
        world().ways[u"b"_s] = Way::Fails;
        const QString id = run(rollingPlan());
        QCOMPARE(stateOf(id), u"Parked"_s);
        QCOMPARE(ledger(), (QStringList{u"lease"_s, u"apply a"_s, u"apply broken"_s, u"free"_s}));
        const Operation *operation = m_runner->operation(id);
        QCOMPARE(operation->remedies, (QList<Remedy>{Remedy::Retry, Remedy::Compensate, Remedy::Close}));
        QVERIFY2(operation->next.startsWith(u"“Do b” failed: Fly.io said no."), qPrintable(operation->next));
    }

    void whatIsUnderWayEndsAfterAFailure()
    {
        world().ways[u"a"_s] = Way::Fails;
        run(operations::planOf({step(u"a"_s), step(u"b"_s), step(u"c"_s, {u"b"_s})}));
        QCOMPARE(ledger(), QStringList{u"apply b"_s});
    }

    void retryGoesOnWithWhatIsLeft()
    {
        world().ways[u"b"_s] = Way::FailsOnce;
        const QString id = run(rollingPlan());
        QCOMPARE(stateOf(id), u"Parked"_s);
        QVERIFY(wait(m_runner->retry(id, priya)));
        settle(id);
        QCOMPARE(stateOf(id), u"Succeeded"_s);
        QCOMPARE(ledger(),
                 (QStringList{u"lease"_s, u"apply a"_s, u"apply broken"_s, u"free"_s, u"lease"_s, u"apply b"_s,
                              u"apply c"_s, u"apply complete"_s, u"free"_s}));
    }

    void unknownOutcomeIsLookedAt_data()
    {
        QTest::addColumn<Way>("way");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QStringList>("effects");
        QTest::newRow("it had its effect") << Way::LostAnswer << u"Succeeded"_s << QStringList{u"apply a"_s};
        QTest::newRow("it had none") << Way::LostRequest << u"Succeeded"_s << QStringList{u"apply a"_s};
        QTest::newRow("it never has one") << Way::AlwaysLost << u"Parked"_s << QStringList();
        QTest::newRow("somebody else is at it") << Way::Foreign << u"Parked"_s << QStringList();
        QTest::newRow("nobody can look") << Way::Blind << u"Parked"_s << QStringList();
    }
    void unknownOutcomeIsLookedAt()
    {
        QFETCH(Way, way);
        QFETCH(QString, state);
        QFETCH(QStringList, effects);
        world().ways[u"a"_s] = way;
        const QString id = run(operations::planOf({step(u"a"_s)}));
        QCOMPARE(stateOf(id), state);
        QCOMPARE(ledger(), effects);
        if (state == u"Parked") {
            QVERIFY(m_runner->operation(id)->remedies.contains(Remedy::Retry));
            QVERIFY(!m_runner->operation(id)->next.isEmpty());
        }
    }

    void abortLeavesWhatIsDoneAndSaysSo()
    {
        world().ways[u"b"_s] = Way::Hangs;
        const QString id = started(*m_runner, rollingPlan());
        QTRY_COMPARE(stepOf(id, 2).attempts, 1);
        m_runner->abort(id, priya);
        settle(id);
        QCOMPARE(stateOf(id), u"Parked"_s);
        QCOMPARE(stepOf(id, 2).state, StepState::Skipped);
        QCOMPARE(ledger(), (QStringList{u"lease"_s, u"apply a"_s, u"apply broken"_s, u"free"_s}));
        QVERIFY(m_runner->operation(id)->next.contains(u"aborted"));
        QVERIFY(wait(m_runner->close(id, priya, u"Good enough"_s)));
        QCOMPARE(stateOf(id), u"Aborted"_s);
        QVERIFY(!wait(m_runner->holder({u"patient-graph-api"_s, u"production"_s})).value());
    }

    void abortedEffectThatLandedIsFound()
    {
        world().ways[u"b"_s] = Way::HangsDone;
        const QString id = started(*m_runner, rollingPlan());
        QTRY_VERIFY(ledger().contains(u"apply b"_s));
        m_runner->abort(id, priya);
        settle(id);
        QCOMPARE(stepOf(id, 2).state, StepState::Done);
        QCOMPARE(stateOf(id), u"Parked"_s);
    }

    void abortBeforeAnythingChangedIsTheEnd()
    {
        world().ways[u"a"_s] = Way::Hangs;
        const QString id = started(*m_runner, operations::planOf({step(u"a"_s)}));
        QTRY_COMPARE(stepOf(id, 0).attempts, 1);
        m_runner->abort(id, priya);
        settle(id);
        QCOMPARE(stateOf(id), u"Aborted"_s);
    }

    void compensationGoesBackwardsUnderALeaseOfItsOwn()
    {
        world().ways[u"c"_s] = Way::FailsAfter;
        const QString id = run(rollingPlan());
        world().ledger.clear();
        QVERIFY(wait(m_runner->compensate(id, priya, u"Customers see errors"_s)));
        settle(id);
        QCOMPARE(stateOf(id), u"Compensated"_s);
        QCOMPARE(ledger(), (QStringList{u"lease"_s, u"revert c"_s, u"revert b"_s, u"revert a"_s, u"free"_s}));
        QVERIFY(!wait(m_runner->holder({u"patient-graph-api"_s, u"production"_s})).value());
    }

    void whatCannotBeTakenBackIsSaid()
    {
        Plan plan = operations::planOf({step(u"a"_s), step(u"b"_s, {u"a"_s}), step(u"c"_s, {u"b"_s})});
        plan.steps[0].canRevert = false;
        plan.steps[0].revertWords = u"the message stays in the channel"_s;
        world().ways[u"c"_s] = Way::Fails;
        const QString id = run(plan);
        QVERIFY(wait(m_runner->compensate(id, priya, {})));
        settle(id);
        QCOMPARE(stateOf(id), u"Compensated"_s);
        QCOMPARE(world().done, QSet<QString>{u"a"_s});
        QCOMPARE(stepOf(id, 0).words, u"the message stays in the channel"_s);
    }

    void compensationThatFailsWaitsForAPerson()
    {
        world().ways = {{u"a"_s, Way::NoRevert}, {u"c"_s, Way::Fails}};
        const QString id = run(rollingPlan());
        QVERIFY(wait(m_runner->compensate(id, priya, {})));
        settle(id);
        QCOMPARE(stateOf(id), u"Parked"_s);
        QCOMPARE(m_runner->operation(id)->remedies, (QList<Remedy>{Remedy::Compensate, Remedy::Close}));
        world().ways.clear();
        QVERIFY(wait(m_runner->compensate(id, priya, {})));
        settle(id);
        QCOMPARE(stateOf(id), u"Compensated"_s);
        QVERIFY(world().doubles.isEmpty());
    }

    void armedRevertNeedsNobody()
    {
        Plan plan = rollingPlan();
        plan.steps.insert(4, step(u"watch"_s, {u"c"_s}, u"watch"_s));
        plan.facts.insert(u"armedRevert"_s, true);
        world().ways[u"watch"_s] = Way::Fails;
        const QString id = run(plan);
        QCOMPARE(stateOf(id), u"Compensated"_s);
        QCOMPARE(ledger(),
                 (QStringList{u"lease"_s, u"apply a"_s, u"apply b"_s, u"apply c"_s, u"revert c"_s, u"revert b"_s,
                              u"revert a"_s, u"apply broken"_s, u"free"_s}));
        QVERIFY(actsOf(*m_runner).contains(u"revert"_s));
    }

    void lockedTargetNamesItsHolder()
    {
        world().ways[u"a"_s] = Way::Fails;
        const QString id = run(operations::planOf({step(u"a"_s)}));
        auto other = m_stage->runner(u"jonas@desk"_s);
        const auto refused = wait(
            other->start(operations::planOf({step(u"b"_s)}), {.actor = u"Jonas Weil"_s, .typed = {}, .reasons = {}}));
        QCOMPARE(refused.error().kind, base::Error::Kind::Conflict);
        QVERIFY2(refused.error().message.contains(u"patient-graph-api/production"),
                 qPrintable(refused.error().message));
        QVERIFY2(refused.error().advice.contains(priya) && refused.error().advice.contains(u"14:32"),
                 qPrintable(refused.error().advice));
        QVERIFY(!started(*other, operations::planOf({step(u"b"_s)}, u"luna"_s)).isEmpty());
        QVERIFY(wait(m_runner->close(id, priya, {})));
        QVERIFY(!started(*other, operations::planOf({step(u"c"_s)})).isEmpty());
    }

    void remoteLockIsTakenAfterOursAndLetGo()
    {
        const auto remote = std::make_shared<FakeRemoteLock>();
        m_stage->remoteLock = remote;
        m_runner = m_stage->runner();
        run(operations::planOf({step(u"a"_s)}));
        QCOMPARE(remote->log,
                 (QStringList{u"take patient-graph-api/production"_s, u"release patient-graph-api/production"_s}));
        remote->isHeld = true;
        const auto refused =
            wait(m_runner->start(operations::planOf({step(u"b"_s)}), {.actor = priya, .typed = {}, .reasons = {}}));
        QCOMPARE(refused.error().message, u"Jonas Weil holds it."_s);
        QVERIFY(!ledger().contains(u"apply b"_s));
        QVERIFY(!wait(m_runner->holder({u"patient-graph-api"_s, u"production"_s})).value());
    }

    void remoteLockThatIsLostStopsWhatFollows()
    {
        const auto remote = std::make_shared<FakeRemoteLock>();
        m_stage->remoteLock = remote;
        m_runner = m_stage->runner();
        QList<base::Error> told;
        connect(m_runner.get(), &Runner::troubled, this, [&](const base::Error &error) { told.append(error); });
        QVERIFY(wait(m_runner->resume()));
        world().ways[u"a"_s] = Way::Hangs;
        const QString id = started(*m_runner, operations::planOf({step(u"a"_s), step(u"b"_s, {u"a"_s})}));
        QTRY_COMPARE(stepOf(id, 0).attempts, 1);
        remote->isHeld = true;
        const auto beat = [&] {
            m_stage->clock->advance(std::chrono::seconds(15));
            return !told.isEmpty();
        };
        QVERIFY(QTest::qWaitFor(beat, 20'000));
        QCOMPARE(told.first().message, u"Jonas Weil holds it."_s);
        m_runner->abort(id, priya);
        settle(id);
        QCOMPARE(stateOf(id), u"Parked"_s);
        QVERIFY2(m_runner->operation(id)->next.contains("Jonas Weil holds it."_L1),
                 qPrintable(m_runner->operation(id)->next));
        QCOMPARE(ledger(), QStringList());

        world().ways[u"a"_s] = Way::Good;
        QCOMPARE(wait(m_runner->retry(id, priya)).error().message, u"Jonas Weil holds it."_s);
        remote->isHeld = false;
        QVERIFY(wait(m_runner->retry(id, priya)));
        settle(id);
        QCOMPARE(stateOf(id), u"Succeeded"_s);
        QCOMPARE(ledger(), (QStringList{u"apply a"_s, u"apply b"_s}));
    }

    void planThatMayNotRunIsRefused_data()
    {
        QTest::addColumn<Plan>("plan");
        QTest::addColumn<QString>("words");
        Plan plan = operations::planOf({step(u"a"_s)});
        plan.obstacle = u"The image is gone."_s;
        QTest::newRow("an obstacle") << plan << u"The image is gone."_s;
        plan = operations::planOf({step(u"a"_s)});
        plan.typeToConfirm = u"patient-graph-api"_s;
        QTest::newRow("the name not typed") << plan << u"Type patient-graph-api to confirm."_s;
        plan = operations::planOf({step(u"a"_s)});
        plan.guards = {{u"freeze"_s, Guard::Level::Ask, u"Friday"_s, {}, u"the Friday freeze"_s}};
        QTest::newRow("no reason given") << plan << u"Give a reason to override the Friday freeze."_s;
        QTest::newRow("a circle") << operations::planOf({step(u"a"_s, {u"b"_s}), step(u"b"_s, {u"a"_s})})
                                  << u"Steps of the plan wait for each other in a circle."_s;
        QTest::newRow("a kind that nobody knows") << operations::planOf({step(u"a"_s, {}, u"teleport"_s)})
                                                  << u"Nobody is signed in who can carry out “teleport”."_s;
    }
    void planThatMayNotRunIsRefused()
    {
        QFETCH(Plan, plan);
        QFETCH(QString, words);
        const auto refused = wait(m_runner->start(plan, {.actor = priya, .typed = {}, .reasons = {}}));
        QCOMPARE(refused.error().kind, base::Error::Kind::InvalidInput);
        QCOMPARE(refused.error().message, words);
        QVERIFY(actsOf(*m_runner).isEmpty());
    }

    void overridesLandInTheAuditLog()
    {
        Plan plan = operations::planOf({step(u"a"_s)});
        plan.guards = {{u"freeze"_s, Guard::Level::Ask, u"Friday"_s, {}, u"the Friday freeze"_s}};
        const auto id =
            wait(m_runner->start(plan, {.actor = priya, .typed = {}, .reasons = {{u"freeze"_s, u"Login is down"_s}}}));
        settle(id.value());
        const auto lines = wait(m_runner->audit({.text = u"FRIDAY"_s})).value();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines.first().act, u"override"_s);
        QCOMPARE(lines.first().words, u"Overrode the Friday freeze: Login is down"_s);
        QVERIFY(wait(m_runner->audit({.text = u"%riday"_s})).value().isEmpty());
    }

    void reasonOfTheWholeLandsInTheAuditLog()
    {
        Plan plan = operations::planOf({step(u"a"_s)});
        plan.facts = {{u"reason"_s, u"Not without a test %1"_s}};
        const auto id = wait(m_runner->start(plan, {.actor = priya, .typed = {}, .reasons = {}}));
        settle(id.value());
        const auto lines = wait(m_runner->audit({.text = u"without a test"_s})).value();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines.first().act, u"note"_s);
        QCOMPARE(lines.first().words, u"The reason given: Not without a test %1"_s);
    }

    void quitFreesWhatIsHeldAndTheNextProgramGoesOn()
    {
        world().ways[u"b"_s] = Way::Hangs;
        const QString id = started(*m_runner, rollingPlan());
        QTRY_COMPARE(stepOf(id, 2).attempts, 1);
        bool hasQuit = false;
        QCoro::connect(m_runner->quit(), this, [&hasQuit] { hasQuit = true; });
        m_stage->clock->advance(std::chrono::seconds(3));
        QTRY_VERIFY(hasQuit);
        QCOMPARE(ledger(), (QStringList{u"lease"_s, u"apply a"_s, u"freed"_s}));
        m_runner = m_stage->runner();
        world().ways.clear();
        QVERIFY(wait(m_runner->resume()));
        settle(id);
        QCOMPARE(stateOf(id), u"Succeeded"_s);
        QVERIFY(world().doubles.isEmpty());
    }

private:
    World &world() { return *m_stage->world; }
    const QStringList &ledger() { return world().ledger; }
    QString stateOf(const QString &id) { return stateName(m_runner->operation(id)); }
    StepRecord stepOf(const QString &id, int index) { return m_runner->operation(id)->steps.at(index); }
    static base::Error diskFull()
    {
        return base::makeError(base::Error::Kind::Internal, u"The disk is full."_s, u"Make room."_s);
    }

    void settle(const QString &id)
    {
        QVERIFY(QTest::qWaitFor([&] { return isAtRest(*m_runner, id); }, patience));
    }
    QString run(const Plan &plan)
    {
        const QString id = started(*m_runner, plan);
        settle(id);
        return id;
    }
    QString beginBroken()
    {
        // The begin is written; what follows is not.
        m_stage->journal->broken = diskFull();
        return run(operations::planOf({step(u"a"_s)}));
    }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<Runner> m_runner;
};

Q_DECLARE_METATYPE(World::Way)

QTEST_GUILESS_MAIN(TestRunner)
#include "runner_test.moc"
