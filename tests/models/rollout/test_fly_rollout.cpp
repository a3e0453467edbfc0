#include "fly_stage.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::test;
using operations::OperationState;
using operations::StepState;
using rollout::Wish;

namespace {

const QString updated = u"machine.updated"_s;

QStringList all(const QString &tag, int count)
{
    return QStringList(count, tag);
}

/// What failed, in the words of the step that did.
QString troubleOf(const operations::Operation &operation)
{
    for (const operations::StepRecord &record : operation.steps) {
        if (record.error && record.state != StepState::Skipped)
            return base::sentence(*record.error);
    }
    return {};
}

} // namespace

/// Deploys to Fly.io, carried out over sockets against the sandbox.
class TestFlyRollout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { stage = std::make_unique<FlyStage>(); }
    void cleanup() { stage.reset(); }
    void aGoodReleaseRunsEverywhere_data();
    void aGoodReleaseRunsEverywhere();
    void theFirstMachineGoesAlone();
    void machinesThatAreOffStayOff();
    void aBadReleaseStopsWithBothVersionsAndGoesBack();
    void aProgramThatEndsIsNotWaitedFor();
    void badGreensAreRemovedAgain();
    void aBadCanaryIsLeftToLookAt();
    void theReleaseCommandGoesFirst_data();
    void theReleaseCommandGoesFirst();
    void anAbortLeavesTheTruth();
    void aForeignLeaseIsNamedAndNotBroken();
    void aMachineChangedMeanwhileIsNotTouched();
    void aLostAnswerMakesNothingTwice_data();
    void aLostAnswerMakesNothingTwice();
    void aLostLeaseStopsWhatFollows();
    void anArmedRevertGoesBackByItself();
    void aRevokedTokenParks();
    void aPrunedImageChangesNothing();
    void aNewProgramGoesOn_data();
    void aNewProgramGoesOn();
    void aDraftTellsWhatIsAnotherNow();
    void aDraftNeedsSomethingToGoBackTo_data();
    void aDraftNeedsSomethingToGoBackTo();

private:
    sandbox::fly::Image badImage();
    QString recordStatus() { return stage->app().releases.back().status; }
    std::unique_ptr<FlyStage> stage;
};

sandbox::fly::Image TestFlyRollout::badImage()
{
    const QString commit(40, u'c');
    stage->platform->describeIllness(
        commit, {.checks = {u"readiness"_s}, .after = 0, .output = u"HTTP 503: no database"_s, .exitCode = {}});
    return stage->platform->pushImage(u"api-prod"_s, u"deployment-bad"_s, commit);
}

void TestFlyRollout::aGoodReleaseRunsEverywhere_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<qsizetype>("updates");
    QTest::addColumn<qsizetype>("creations");
    QTest::newRow("rolling") << u"rolling"_s << qsizetype(3) << qsizetype(0);
    QTest::newRow("immediate") << u"immediate"_s << qsizetype(3) << qsizetype(0);
    QTest::newRow("canary") << u"canary"_s << qsizetype(3) << qsizetype(1);
    QTest::newRow("blue-green") << u"bluegreen"_s << qsizetype(0) << qsizetype(3);
}

void TestFlyRollout::aGoodReleaseRunsEverywhere()
{
    QFETCH(QString, strategy);
    QFETCH(qsizetype, updates);
    QFETCH(qsizetype, creations);
    const qsizetype records = stage->count(u"release.created"_s);
    const QString id = stage->start(stage->plan(strategy));
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == OperationState::Succeeded, qPrintable(troubleOf(operation)));
    // A machine that is being destroyed takes a moment.
    QVERIFY(stage->until([this] { return stage->tags() == all(u"old"_s, 3); }, 1));
    QCOMPARE(stage->count(updated), updates);
    QCOMPARE(stage->count(u"machine.created"_s), creations);
    QCOMPARE(stage->count(u"release.created"_s), records + 1);
    QCOMPARE(recordStatus(), u"complete"_s);
    QVERIFY(!stage->isAnyLeased());
    const auto &machine = stage->app().machines.back();
    const QJsonObject metadata = machine.config().value("metadata"_L1).toObject();
    QCOMPARE(metadata.value("fly_process_group"_L1).toString(), u"app"_s);
    if (strategy != "canary"_L1) {
        QCOMPARE(metadata.value("fly_release_id"_L1).toString(), stage->app().releases.back().id);
        QVERIFY(!machine.cordoned);
    }
}

void TestFlyRollout::theFirstMachineGoesAlone()
{
    stage = std::make_unique<FlyStage>(7);
    const QString id = stage->start(stage->plan(u"rolling"_s));
    qsizetype mostAtOnce = 0;
    QVERIFY(stage->until([this] { return stage->count(updated) == 1; }, 1));
    const auto running = [&] {
        const auto &steps = stage->operation(id).steps;
        const auto &specs = stage->operation(id).plan.steps;
        qsizetype count = 0;
        for (qsizetype i = 0; i < steps.size(); ++i)
            count += specs.at(i).kind == "fly.update-machine"_L1 && steps.at(i).state == StepState::Running ? 1 : 0;
        return count;
    };
    QCOMPARE(running(), qsizetype(1));
    QVERIFY(stage->until([&] {
        mostAtOnce = std::max(mostAtOnce, running());
        return operations::isOver(stage->operation(id).state);
    }));
    QCOMPARE(stage->operation(id).state, OperationState::Succeeded);
    // A third of seven, rounded up.
    QCOMPARE(mostAtOnce, qsizetype(3));
}

void TestFlyRollout::machinesThatAreOffStayOff()
{
    auto &off = stage->app().machines.front();
    stage->platform->stop(stage->app(), off, u"stopped"_s);
    stage->until([&] { return off.state(stage->platform->now()) == "stopped"_L1; }, 1);
    const QString id = stage->start(stage->plan(u"rolling"_s));
    QCOMPARE(stage->ended(id).state, OperationState::Succeeded);
    QCOMPARE(stage->tags(), all(u"old"_s, 3));
    QCOMPARE(stage->app().machines.front().state(stage->platform->now()), u"stopped"_s);
}

void TestFlyRollout::aBadReleaseStopsWithBothVersionsAndGoesBack()
{
    const QString image = badImage().reference();
    const QString id = stage->start(stage->plan(u"rolling"_s, {}, Wish::Act::Deploy, image));
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(troubleOf(operation).contains("no database"_L1), qPrintable(troubleOf(operation)));
    QStringList tags = stage->tags();
    tags.sort();
    QCOMPARE(tags, (QStringList{u"bad"_s, u"new"_s, u"new"_s}));
    QCOMPARE(recordStatus(), u"failed"_s);
    QVERIFY(!stage->isAnyLeased());

    QVERIFY(stage->wait([](FlyStage *at, QString which) -> QCoro::Task<base::Result<bool>> {
        const auto done = co_await at->runner->compensate(which, u"priya"_s, u"it is bad"_s);
        co_return done ? base::Result<bool>(true) : std::unexpected(done.error());
    }(stage.get(), id)));
    QVERIFY(stage->until([&] { return stage->operation(id).state == OperationState::Compensated; }));
    QCOMPARE(stage->tags(), all(u"new"_s, 3));
    QVERIFY(stage->until([this] { return !stage->isAnyLeased(); }, 1));
    // The bad machine went there and back; nothing else moved.
    QCOMPARE(stage->count(updated), qsizetype(2));
}

void TestFlyRollout::aProgramThatEndsIsNotWaitedFor()
{
    const QString commit(40, u'd');
    stage->platform->describeIllness(commit, {.checks = {}, .after = 2'000, .output = {}, .exitCode = 7});
    const auto image = stage->platform->pushImage(u"api-prod"_s, u"deployment-crash"_s, commit);
    const auto plan = stage->plan(u"rolling"_s, {}, Wish::Act::Deploy, image.reference());
    const auto begun = stage->clock->elapsed();
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(troubleOf(operation).contains("code 7"_L1), qPrintable(troubleOf(operation)));
    QVERIFY(stage->clock->elapsed() - begun < std::chrono::minutes(1));
    QCOMPARE(stage->count(updated), qsizetype(1));
}

void TestFlyRollout::badGreensAreRemovedAgain()
{
    const QString image = badImage().reference();
    const QString id = stage->start(stage->plan(u"bluegreen"_s, {}, Wish::Act::Deploy, image));
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QVERIFY(stage->until([this] { return stage->tags() == all(u"new"_s, 3); }, 1));
    QCOMPARE(stage->count(u"machine.uncordoned"_s), qsizetype(0));
    QCOMPARE(stage->count(u"machine.cordoned"_s), qsizetype(0));
    QCOMPARE(recordStatus(), u"failed"_s);
}

void TestFlyRollout::aBadCanaryIsLeftToLookAt()
{
    const QString image = badImage().reference();
    const QString id = stage->start(stage->plan(u"canary"_s, {}, Wish::Act::Deploy, image));
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QCOMPARE(stage->tags(), (QStringList{u"new"_s, u"new"_s, u"new"_s, u"bad"_s}));
    QCOMPARE(stage->count(updated), qsizetype(0));

    // That somebody tidied it away does not prove the release: a retry tries another one.
    stage->platform->destroy(stage->app(), stage->app().machines.back());
    QVERIFY(stage->until([this] { return stage->tags() == all(u"new"_s, 3); }, 1));
    QVERIFY(stage->wait([](FlyStage *at, QString which) -> QCoro::Task<base::Result<bool>> {
        const auto done = co_await at->runner->retry(which, u"priya"_s);
        co_return done ? base::Result<bool>(true) : std::unexpected(done.error());
    }(stage.get(), id)));
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QCOMPARE(stage->count(updated), qsizetype(0));
}

void TestFlyRollout::theReleaseCommandGoesFirst_data()
{
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<OperationState>("state");
    QTest::addColumn<qsizetype>("commands");
    QTest::newRow("ends well") << 0 << QStringList() << OperationState::Succeeded << qsizetype(1);
    QTest::newRow("ends badly, and nothing else changes")
        << 3 << QStringList() << OperationState::Parked << qsizetype(1);
    QTest::newRow("skipped") << 3 << QStringList{u"skip-release-command"_s} << OperationState::Succeeded
                             << qsizetype(0);
}

void TestFlyRollout::theReleaseCommandGoesFirst()
{
    QFETCH(int, exitCode);
    QFETCH(QStringList, options);
    QFETCH(OperationState, state);
    stage->app().releases.back().definition = {
        {u"deploy"_s, QJsonObject{{u"release_command"_s, u"npm run migrate"_s}}}};
    stage->platform->describeReleaseCommand(stage->oldImage.commit, exitCode);
    const QString id = stage->start(stage->plan(u"rolling"_s, options));
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == state, qPrintable(troubleOf(operation)));
    QTEST(stage->count(u"machine.created"_s), "commands");
    QCOMPARE(stage->count(updated), state == OperationState::Succeeded ? qsizetype(3) : qsizetype(0));
    if (state == OperationState::Parked)
        QVERIFY(troubleOf(operation).contains("code 3"_L1));
}

void TestFlyRollout::anAbortLeavesTheTruth()
{
    const QString id = stage->start(stage->plan(u"rolling"_s));
    QVERIFY(stage->until([this] { return stage->count(updated) == 2; }, 5));
    stage->runner->abort(id, u"priya"_s);
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QStringList tags = stage->tags();
    tags.sort();
    QCOMPARE(tags, (QStringList{u"new"_s, u"old"_s, u"old"_s}));
    QVERIFY(!stage->isAnyLeased());
    QCOMPARE(recordStatus(), u"interrupted"_s);
}

void TestFlyRollout::aForeignLeaseIsNamedAndNotBroken()
{
    const auto plan = stage->plan(u"rolling"_s);
    stage->platform->takeLease(stage->app(), stage->app().machines.at(1), u"jonas@loop.health"_s, {}, 600'000);
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(troubleOf(operation).contains("jonas@loop.health"_L1), qPrintable(troubleOf(operation)));
    QCOMPARE(stage->count(updated), qsizetype(0));
    QCOMPARE(stage->app().machines.at(1).lease(stage->platform->now())->owner, u"jonas@loop.health"_s);
    QVERIFY(!stage->app().machines.at(0).lease(stage->platform->now()));
}

void TestFlyRollout::aMachineChangedMeanwhileIsNotTouched()
{
    const auto plan = stage->plan(u"rolling"_s);
    auto &machine = stage->app().machines.at(2);
    const QJsonObject config = machine.config();
    stage->platform->update(stage->app(), machine, config, true);
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(troubleOf(operation).contains(machine.id), qPrintable(troubleOf(operation)));
    QCOMPARE(stage->count(updated), qsizetype(1));
    QVERIFY(!stage->isAnyLeased());
    QVERIFY(stage->draft().obstacle.isEmpty());
    QVERIFY(stage->plan(u"rolling"_s).fingerprint != plan.fingerprint);
}

void TestFlyRollout::aLostAnswerMakesNothingTwice_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("path");
    const QString machines = u"/v1/apps/api-prod/machines"_s;
    for (const auto &kind : {u"error-after"_s, u"reset-after"_s}) {
        QTest::addRow("release record, %s", qPrintable(kind)) << u"rolling"_s << kind << u"/api/v1/releases"_s;
        QTest::addRow("update, %s", qPrintable(kind)) << u"rolling"_s << kind << machines + u"/??????????????"_s;
        QTest::addRow("green, %s", qPrintable(kind)) << u"bluegreen"_s << kind << machines;
        QTest::addRow("canary, %s", qPrintable(kind)) << u"canary"_s << kind << machines;
    }
}

void TestFlyRollout::aLostAnswerMakesNothingTwice()
{
    QFETCH(QString, strategy);
    const qsizetype records = stage->count(u"release.created"_s);
    const auto plan = stage->plan(strategy);
    QFETCH(QString, kind);
    QFETCH(QString, path);
    stage->fault(
        {{u"provider"_s, u"fly"_s}, {u"method"_s, u"POST"_s}, {u"path"_s, path}, {u"kind"_s, kind}, {u"count"_s, 1}});
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == OperationState::Succeeded, qPrintable(troubleOf(operation)));
    QVERIFY(stage->until([this] { return stage->tags() == all(u"old"_s, 3); }, 1));
    QCOMPARE(stage->count(u"release.created"_s), records + 1);
    QCOMPARE(stage->count(updated), strategy == "bluegreen"_L1 ? qsizetype(0) : qsizetype(3));
    QCOMPARE(stage->count(u"machine.created"_s),
             strategy == "bluegreen"_L1    ? qsizetype(3)
                 : strategy == "canary"_L1 ? qsizetype(1)
                                           : qsizetype(0));
}

void TestFlyRollout::aLostLeaseStopsWhatFollows()
{
    const QString id = stage->start(stage->plan(u"rolling"_s));
    QVERIFY(stage->until([this] { return stage->count(updated) == 1; }, 5));
    auto &machines = stage->app().machines;
    auto &last = *std::ranges::max_element(machines, {}, [](const auto &machine) { return machine.id; });
    last.setLease(sandbox::fly::Lease{.nonce = u"of jonas"_s,
                                      .owner = u"jonas@loop.health"_s,
                                      .description = {},
                                      .expiresAt = stage->platform->now() + 600'000});
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(troubleOf(operation).contains(last.id), qPrintable(troubleOf(operation)));
    QCOMPARE(last.image.tag, u"deployment-new"_s);
    QCOMPARE(last.lease(stage->platform->now())->owner, u"jonas@loop.health"_s);
}

void TestFlyRollout::anArmedRevertGoesBackByItself()
{
    stage->isWatchBad = true;
    stage->restart();
    const QString id = stage->start(stage->plan(u"rolling"_s, {u"watch"_s, u"arm-revert"_s}));
    QVERIFY(stage->until([this] { return stage->tags() == all(u"old"_s, 3); }));
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == OperationState::Compensated, qPrintable(troubleOf(operation)));
    QCOMPARE(stage->tags(), all(u"new"_s, 3));
    QCOMPARE(stage->count(updated), qsizetype(6));
    QVERIFY(stage->until([this] { return !stage->isAnyLeased(); }, 1));
}

void TestFlyRollout::aRevokedTokenParks()
{
    const QString id = stage->start(stage->plan(u"rolling"_s));
    QVERIFY(stage->until([this] { return stage->count(updated) == 1; }, 5));
    stage->fault({{u"provider"_s, u"fly"_s}, {u"kind"_s, u"expired-token"_s}});
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY(!operation.next.isEmpty());
    QVERIFY(operation.remedies.contains(operations::Remedy::Retry));

    stage->simulation->faults().clear();
    // What was held meanwhile runs out.
    QVERIFY(stage->until([this] { return !stage->isAnyLeased(); }, 1));
    QVERIFY(stage->wait([](FlyStage *at, QString which) -> QCoro::Task<base::Result<bool>> {
        const auto done = co_await at->runner->retry(which, u"priya"_s);
        co_return done ? base::Result<bool>(true) : std::unexpected(done.error());
    }(stage.get(), id)));
    QVERIFY2(stage->ended(id).state == OperationState::Succeeded, qPrintable(troubleOf(stage->operation(id))));
    QCOMPARE(stage->tags(), all(u"old"_s, 3));
    QCOMPARE(stage->count(updated), qsizetype(3));
}

void TestFlyRollout::aPrunedImageChangesNothing()
{
    const auto plan = stage->plan(u"rolling"_s);
    stage->platform->pruneImage(stage->oldImage.reference());
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(troubleOf(operation).contains("registry"_L1), qPrintable(troubleOf(operation)));
    QCOMPARE(stage->count(updated), qsizetype(0));
    QCOMPARE(stage->tags(), all(u"new"_s, 3));
    QVERIFY(!stage->isAnyLeased());
}

void TestFlyRollout::aNewProgramGoesOn_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("effect");
    QTest::newRow("after the record") << u"rolling"_s << u"release.running"_s;
    QTest::newRow("after the leases") << u"rolling"_s << u"machine.leased"_s;
    QTest::newRow("in the midst of an update") << u"rolling"_s << updated;
    QTest::newRow("in the midst of the canary") << u"canary"_s << u"machine.created"_s;
    QTest::newRow("in the midst of the greens") << u"bluegreen"_s << u"machine.created"_s;
    QTest::newRow("in the midst of the switch") << u"bluegreen"_s << u"machine.uncordoned"_s;
    QTest::newRow("in the midst of removing") << u"bluegreen"_s << u"machine.destroyed"_s;
}

void TestFlyRollout::aNewProgramGoesOn()
{
    QFETCH(QString, strategy);
    QFETCH(QString, effect);
    const qsizetype records = stage->count(u"release.created"_s);
    const QString id = stage->start(stage->plan(strategy));
    QVERIFY(stage->until([&] { return stage->count(effect) > 0; }, 5));
    stage->restart();
    QVERIFY(stage->wait([](FlyStage *at) -> QCoro::Task<base::Result<bool>> {
        const auto done = co_await at->runner->resume();
        co_return done ? base::Result<bool>(true) : std::unexpected(done.error());
    }(stage.get())));
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == OperationState::Succeeded, qPrintable(troubleOf(operation)));
    QVERIFY(stage->until([this] { return stage->tags() == all(u"old"_s, 3); }, 1));
    QCOMPARE(stage->count(u"release.created"_s), records + 1);
    QCOMPARE(stage->count(updated), strategy == "bluegreen"_L1 ? qsizetype(0) : qsizetype(3));
}

void TestFlyRollout::aDraftTellsWhatIsAnotherNow()
{
    stage->platform->setSecrets(stage->app(), {{u"DATABASE_URL"_s, u"of-the-test"_s}});
    for (auto &machine : stage->app().machines)
        machine.versions.back().config.insert(u"env"_s, QJsonObject{{u"MODE"_s, u"another-value"_s}});
    const rollout::Draft draft = stage->draft();
    QCOMPARE(draft.from.version, u"v2"_s);
    QCOMPARE(draft.to.version, u"v1"_s);
    QVERIFY(draft.where.contains("fra"_L1));
    const QString drift = draft.drift.join(u'\n');
    QVERIFY2(drift.contains("DATABASE_URL"_L1) && drift.contains("MODE"_L1), qPrintable(drift));
    QVERIFY(!drift.contains("another-value"_L1) && !drift.contains("of-the-test"_L1));
    QCOMPARE(rollout::presetOf(draft).strategy, u"rolling"_s);
    QCOMPARE(rollout::planOf(draft, rollout::presetOf(draft)).facts.value("digest"_L1).toString(),
             stage->oldImage.digest);
}

void TestFlyRollout::aDraftNeedsSomethingToGoBackTo_data()
{
    QTest::addColumn<QString>("release");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<bool>("isSignedIn");
    QTest::addColumn<base::Error::Kind>("kind");
    QTest::newRow("a release nobody knows")
        << u"fly/api/99"_s << u"production"_s << true << base::Error::Kind::NotFound;
    QTest::newRow("an environment it has not") << QString() << u"staging"_s << true << base::Error::Kind::NotFound;
    QTest::newRow("nobody is signed in") << QString() << u"production"_s << false << base::Error::Kind::Unauthorized;
}

void TestFlyRollout::aDraftNeedsSomethingToGoBackTo()
{
    QFETCH(QString, release);
    QFETCH(QString, environment);
    QFETCH(bool, isSignedIn);
    rollout::Planner::Setup setup = stage->setup;
    if (!isSignedIn)
        setup.clients.fly = nullptr;
    rollout::Wish wish;
    wish.target = {u"api"_s, environment};
    wish.release = release;
    const auto draft = stage->wait(rollout::Planner(setup).draft(wish, {}));
    QVERIFY(!draft);
    QTEST(draft.error().kind, "kind");
    QVERIFY(!draft.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestFlyRollout)

#include "test_fly_rollout.moc"
