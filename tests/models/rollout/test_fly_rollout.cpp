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
    void aPrunedImageChangesNothing();
    void aDraftTellsWhatIsAnotherNow();
    void aDraftNeedsSomethingToGoBackTo_data();
    void aDraftNeedsSomethingToGoBackTo();

private:
    std::unique_ptr<FlyStage> stage;
};

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
    QVERIFY2(operation.state == OperationState::Succeeded, qPrintable(stage->troubleOf(id)));
    // A machine that is being destroyed takes a moment.
    QVERIFY(stage->until([this] { return stage->tags() == all(u"old"_s, 3); }, 1));
    QCOMPARE(stage->count(updated), updates);
    QCOMPARE(stage->count(u"machine.created"_s), creations);
    QCOMPARE(stage->count(u"release.created"_s), records + 1);
    QCOMPARE(stage->newestRecord().status, u"complete"_s);
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
    const qsizetype records = stage->count(u"release.created"_s);
    const QString image = stage->pushBadImage().reference();
    const QString id = stage->start(stage->plan(u"rolling"_s, {}, Wish::Act::Deploy, image));
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(stage->troubleOf(id).contains("no database"_L1), qPrintable(stage->troubleOf(id)));
    QStringList tags = stage->tags();
    tags.sort();
    QCOMPARE(tags, (QStringList{u"bad"_s, u"new"_s, u"new"_s}));
    QCOMPARE(stage->newestRecord().status, u"failed"_s);
    QVERIFY(!stage->isAnyLeased());

    QVERIFY(stage->wait(stage->runner->compensate(id, u"priya"_s, u"it is bad"_s)));
    QVERIFY(stage->until([&] { return stage->operation(id).state == OperationState::Compensated; }));
    QCOMPARE(stage->tags(), all(u"new"_s, 3));
    QVERIFY(stage->until([this] { return !stage->isAnyLeased(); }, 1));
    // The bad machine went there and back; nothing else moved.
    QCOMPARE(stage->count(updated), qsizetype(2));
    QCOMPARE(stage->count(u"release.created"_s), records + 2);
    QCOMPARE(stage->app().releases.back().image, stage->newImage.reference());
    QCOMPARE(stage->newestRecord().status, u"complete"_s);
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
    QVERIFY2(stage->troubleOf(id).contains("code 7"_L1), qPrintable(stage->troubleOf(id)));
    QVERIFY(stage->clock->elapsed() - begun < std::chrono::minutes(1));
    QCOMPARE(stage->count(updated), qsizetype(1));
}

void TestFlyRollout::badGreensAreRemovedAgain()
{
    const QString image = stage->pushBadImage().reference();
    const QString id = stage->start(stage->plan(u"bluegreen"_s, {}, Wish::Act::Deploy, image));
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QVERIFY(stage->until([this] { return stage->tags() == all(u"new"_s, 3); }, 1));
    QCOMPARE(stage->count(u"machine.uncordoned"_s), qsizetype(0));
    QCOMPARE(stage->count(u"machine.cordoned"_s), qsizetype(0));
    QCOMPARE(stage->newestRecord().status, u"failed"_s);
}

void TestFlyRollout::aBadCanaryIsLeftToLookAt()
{
    const QString image = stage->pushBadImage().reference();
    const QString id = stage->start(stage->plan(u"canary"_s, {}, Wish::Act::Deploy, image));
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QCOMPARE(stage->tags(), (QStringList{u"new"_s, u"new"_s, u"new"_s, u"bad"_s}));
    QCOMPARE(stage->count(updated), qsizetype(0));

    // That somebody tidied it away does not prove the release: a retry tries another one.
    stage->platform->destroy(stage->app(), stage->app().machines.back());
    QVERIFY(stage->until([this] { return stage->tags() == all(u"new"_s, 3); }, 1));
    QVERIFY(stage->wait(stage->runner->retry(id, u"priya"_s)));
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
    stage->giveReleaseCommand(exitCode);
    const QString id = stage->start(stage->plan(u"rolling"_s, options));
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == state, qPrintable(stage->troubleOf(id)));
    QTEST(stage->count(u"machine.created"_s), "commands");
    QCOMPARE(stage->count(updated), state == OperationState::Succeeded ? qsizetype(3) : qsizetype(0));
    if (state == OperationState::Parked)
        QVERIFY(stage->troubleOf(id).contains("code 3"_L1));
}

void TestFlyRollout::aPrunedImageChangesNothing()
{
    const auto plan = stage->plan(u"rolling"_s);
    stage->platform->pruneImage(stage->oldImage.reference());
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(stage->troubleOf(id).contains("registry"_L1), qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->count(updated), qsizetype(0));
    QCOMPARE(stage->tags(), all(u"new"_s, 3));
    QVERIFY(!stage->isAnyLeased());
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
