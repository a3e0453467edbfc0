#include "fly/client.h"
#include "operations/runner.h"
#include "rollout/migration_draft.h"
#include "rollout/vercel_draft.h"
#include "rollout/vercel_pin.h"
#include "sandbox_stage.h"
#include "store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::rollout;
using namespace slipway::rollout::test;
using base::Error;
using operations::Operation;
using operations::OperationState;
using operations::Plan;
using operations::Runner;
using operations::Target;

namespace {

const Target portal{u"my.loop.health"_s, u"production"_s};
const Target api{u"patient-graph-api"_s, u"production"_s};
const Target admin{u"admin.loop.health"_s, u"production"_s};

/// The demo with a runner and its journal. The runner can die and another one take its place.
class RunnerStage : public SandboxStage
{
public:
    RunnerStage()
        : store(store::Store::open(store::Location::sqlite(folder.filePath(u"store.sqlite"_s))))
    {
        const fly::Hosts hosts{url("fly", "machines"), url("fly", "api"), url("fly", "metrics")};
        const base::Secret token(QByteArrayView(sandbox.tokens(u"fly"_s).full));
        setup.clients.fly = std::make_shared<const fly::Client>(http, fly::endpoints(hosts, token));
        registerFlySteps(registry, setup);
        start();
    }
    ~RunnerStage() { runner.reset(); }

    void start()
    {
        Runner::Setup made;
        made.store = store;
        made.workspaceKey = u"loop-health"_s;
        made.clock = clock;
        made.registry = std::make_shared<operations::Registry>(registry);
        made.host = u"priya@laptop"_s;
        runner = std::make_unique<Runner>(made);
    }

    std::pair<Draft, Choices> part(const Target &target, Wish::Act act = Wish::Act::RollBack)
    {
        const Wish wish{.act = act, .target = target, .release = {}, .image = {}};
        auto draft = wait(Planner(setup).draft(wish, {}));
        if (!draft)
            qWarning("%s", qPrintable(draft.error().message));
        Draft made = draft.value_or(Draft());
        // Without the watch, whose step is not of this folder.
        Choices choices = presetOf(made);
        choices.options = {u"tell"_s};
        return {made, choices};
    }
    base::Result<QString> begin(const Plan &plan)
    {
        QMap<QString, QString> reasons;
        for (const operations::Guard &guard : plan.guards)
            reasons.insert(guard.id, u"as agreed"_s);
        return wait(runner->start(plan, {u"Priya Nair"_s, plan.typeToConfirm, reasons}));
    }
    const Operation *operation(const QString &id) const { return runner->operation(id); }
    /// Lets time pass until it waits for nobody but a person.
    OperationState settle(const QString &id)
    {
        QElapsedTimer real;
        real.start();
        const auto isMoving = [&] {
            const Operation *one = operation(id);
            return one
                && (one->state == OperationState::Running || one->state == OperationState::Aborting
                    || one->state == OperationState::Compensating);
        };
        while (isMoving() && real.elapsed() < 30'000) {
            // A turn of real time for the sockets, and so little of the story's that no lease runs out meanwhile.
            QTest::qWait(1);
            pass(milliseconds(50));
        }
        return operation(id) ? operation(id)->state : OperationState::Running;
    }
    vercel::Project project(const QString &name)
    {
        return wait(setup.clients.vercel->project(name, {})).value_or(vercel::Project());
    }
    void failMoveOf(const QString &name)
    {
        strike({{u"kind"_s, u"error-before"_s},
                {u"method"_s, u"MOVE"_s},
                {u"path"_s, u"/projects/%1/domains"_s.arg(name)},
                {u"count"_s, 1}});
    }

    QTemporaryDir folder;
    std::shared_ptr<store::Store> store;
    std::unique_ptr<Runner> runner;
};

QStringList idsOf(const Plan &plan)
{
    QStringList ids;
    for (const operations::StepSpec &step : plan.steps)
        ids.append(step.id);
    return ids;
}

} // namespace

/// Plans over one and over several apps, carried out with a journal.
class TestCoordinated : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsFollowEachOther();
    void migrationsComeFirst();
    void rollsBackWithAJournal();
    void aCrashAsksNothingTwice();
    void rollsBackTwoAppsInOrder();
    void rollsBackTheApiAndASite();
    void aFailedApiLeavesTheSite();
    void stopsAtTheFirstFailure();
    void takesBackWhatWasDone();
};

void TestCoordinated::partsFollowEachOther()
{
    RunnerStage stage;
    const Plan plan = coordinated(u"Roll back the portal and its admin"_s,
                                  {stage.part(portal), stage.part(admin, Wish::Act::Redeploy)});
    QCOMPARE(operations::planProblem(plan), QString());
    QCOMPARE(plan.targets, (QList<Target>{portal, admin}));
    const QStringList ids = idsOf(plan);
    QVERIFY(ids.contains(u"my.loop.health/production:vercel/move"_s));
    const auto build =
        std::ranges::find(plan.steps, u"admin.loop.health/production:vercel/build"_s, &operations::StepSpec::id);
    QVERIFY(build != plan.steps.end());
    QCOMPARE(build->after, QStringList{u"my.loop.health/production:vercel/domains"_s});
    const auto wait =
        std::ranges::find(plan.steps, u"admin.loop.health/production:vercel/wait-build"_s, &operations::StepSpec::id);
    QCOMPARE(wait->input.value("deploymentFrom"_L1).toString(), build->id);
    QVERIFY(plan.isDangerous);
    QCOMPARE(plan.typeToConfirm, u"my.loop.health"_s);
    QCOMPARE(plan.command.count(u'\n'), 1);
}

void TestCoordinated::migrationsComeFirst()
{
    RunnerStage stage;
    Draft migration;
    migration.wish = {
        .act = Wish::Act::Migrate, .target = {u"patient-graph-api"_s, u"production"_s}, .release = {}, .image = {}};
    migration.appName = u"patient-graph-api"_s;
    migration.title = u"Migrate production"_s;
    migration.basis = {{u"repository"_s, u"loop-health/platform"_s},
                       {u"workflow"_s, u"migrations.yml"_s},
                       {u"ref"_s, u"main"_s},
                       {u"proof"_s, u"none"_s}};
    const Plan plan = coordinated(u"Ship"_s, {stage.part(portal), {migration, {}}});
    QCOMPARE(operations::planProblem(plan), QString());
    QCOMPARE(plan.steps.first().id, u"patient-graph-api/production:migration/start"_s);
    const auto move =
        std::ranges::find(plan.steps, u"my.loop.health/production:vercel/move"_s, &operations::StepSpec::id);
    QCOMPARE(move->after, QStringList{u"patient-graph-api/production:migration/output"_s});
    // What one part is refused, the whole is.
    QCOMPARE(operations::gate(plan), operations::Guard::Level::Block);
    // Two acts on one target do not get into each other's way.
    QCOMPARE(operations::planProblem(coordinated(u"Twice"_s, {stage.part(portal), stage.part(portal)})), QString());
}

void TestCoordinated::rollsBackWithAJournal()
{
    RunnerStage stage;
    const auto [draft, choices] = stage.part(portal);
    const Plan plan = planOf(draft, choices);
    const auto refused = stage.wait(stage.runner->start(plan, {u"Priya Nair"_s, u"my.loop"_s, {}}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(stage.count(u"project.rollback"_s), 0);
    const auto id = stage.begin(plan);
    QVERIFY2(id, id ? "" : qPrintable(id.error().message));
    QVERIFY2(stage.settle(*id) == OperationState::Succeeded, qPrintable(stage.operation(*id)->next));
    QVERIFY(isPinned(stage.project(u"my-loop-health"_s)));
    QCOMPARE(stage.count(u"project.rollback"_s, u"my-loop-health"_s), 1);
}

void TestCoordinated::aCrashAsksNothingTwice()
{
    RunnerStage stage;
    const auto [draft, choices] = stage.part(portal);
    stage.strike(
        {{u"kind"_s, u"reset-after"_s}, {u"method"_s, u"POST"_s}, {u"path"_s, u"*/rollback/*"_s}, {u"count"_s, 1}});
    const auto id = stage.begin(planOf(draft, choices));
    QVERIFY(id);
    QTRY_COMPARE(stage.count(u"project.rollback"_s), 1);
    // The program dies without a word, right behind the effect.
    stage.runner.reset();
    stage.pass(std::chrono::minutes(5));
    stage.start();
    QVERIFY(stage.wait(stage.runner->resume()));
    QCOMPARE(stage.settle(*id), OperationState::Succeeded);
    QCOMPARE(stage.count(u"project.rollback"_s), 1);
}

void TestCoordinated::rollsBackTwoAppsInOrder()
{
    RunnerStage stage;
    const auto id = stage.begin(coordinated(u"Roll back both"_s, {stage.part(portal), stage.part(admin)}));
    QVERIFY2(id, id ? "" : qPrintable(id.error().message));
    QCOMPARE(stage.settle(*id), OperationState::Succeeded);
    QStringList order;
    for (const auto &entry : stage.sandbox.simulation().ledger().entries()) {
        if (entry.effect == u"project.rollback"_s)
            order.append(entry.subject);
    }
    QCOMPARE(order, (QStringList{u"my-loop-health"_s, u"admin-loop-health"_s}));
}

void TestCoordinated::rollsBackTheApiAndASite()
{
    RunnerStage stage;
    const Plan plan = coordinated(u"Roll back the API and the portal"_s, {stage.part(api), stage.part(portal)});
    QCOMPARE(operations::planProblem(plan), QString());
    const auto id = stage.begin(plan);
    QVERIFY2(id, id ? "" : qPrintable(id.error().message + id.error().advice));
    QVERIFY2(stage.settle(*id) == OperationState::Succeeded, qPrintable(stage.operation(*id)->next));
    qsizetype updated = 0;
    for (const auto &entry : stage.sandbox.simulation().ledger().entries()) {
        if (entry.effect == u"machine.updated"_s)
            ++updated;
        else if (entry.effect == u"project.rollback"_s)
            QVERIFY2(updated > 0, "the portal went before the API");
    }
    QVERIFY(updated > 0);
    QVERIFY(isPinned(stage.project(u"my-loop-health"_s)));
}

void TestCoordinated::aFailedApiLeavesTheSite()
{
    RunnerStage stage;
    const Plan plan = coordinated(u"Roll back the API and the portal"_s, {stage.part(api), stage.part(portal)});
    stage.strike({{u"kind"_s, u"error-before"_s},
                  {u"provider"_s, u"fly"_s},
                  {u"method"_s, u"POST"_s},
                  {u"path"_s, u"/v1/apps/patient-graph-api/machines/*"_s}});
    const auto id = stage.begin(plan);
    QVERIFY2(id, id ? "" : qPrintable(id.error().message + id.error().advice));
    const OperationState state = stage.settle(*id);
    QVERIFY(state == OperationState::Parked || state == OperationState::Failed);
    QCOMPARE(stage.count(u"project.rollback"_s), 0);
    QCOMPARE(stage.count(u"machine.updated"_s), 0);
}

void TestCoordinated::stopsAtTheFirstFailure()
{
    RunnerStage stage;
    stage.failMoveOf(u"my-loop-health"_s);
    const auto id = stage.begin(coordinated(u"Roll back both"_s, {stage.part(portal), stage.part(admin)}));
    QVERIFY(id);
    const OperationState state = stage.settle(*id);
    QVERIFY(state == OperationState::Parked || state == OperationState::Failed);
    QVERIFY(!stage.operation(*id)->next.isEmpty());
    QCOMPARE(stage.count(u"project.rollback"_s, u"admin-loop-health"_s), 0);
}

void TestCoordinated::takesBackWhatWasDone()
{
    RunnerStage stage;
    const QString before = stage.project(u"my-loop-health"_s).production->deploymentId;
    stage.failMoveOf(u"admin-loop-health"_s);
    const auto id = stage.begin(coordinated(u"Roll back both"_s, {stage.part(portal), stage.part(admin)}));
    QVERIFY(id);
    const OperationState state = stage.settle(*id);
    QVERIFY(state == OperationState::Parked || state == OperationState::Failed);
    QVERIFY(stage.operation(*id)->remedies.contains(operations::Remedy::Compensate));
    QVERIFY(stage.wait(stage.runner->compensate(*id, u"Priya Nair"_s, u"the admin failed"_s)));
    QVERIFY2(stage.settle(*id) == OperationState::Compensated, qPrintable(stage.operation(*id)->next));
    QCOMPARE(stage.project(u"my-loop-health"_s).production->deploymentId, before);
    QVERIFY(!isPinned(stage.project(u"my-loop-health"_s)));
}

QTEST_GUILESS_MAIN(TestCoordinated)
#include "test_coordinated.moc"
