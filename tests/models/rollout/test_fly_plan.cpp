#include "rollout/fly_draft.h"
#include "rollout/fly_drift.h"
#include "rollout/fly_plan.h"
#include "rollout/fly_pools.h"
#include "rollout/fly_ready.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using namespace slipway::rollout;
using operations::Guard;
using operations::Plan;
using operations::StepSpec;
using operations::StepTime;

namespace {

FlyMachine machine(int number, const QString &group = u"app"_s, bool isWarm = true)
{
    return {.id = u"m%1"_s.arg(number, 2, 10, QChar(u'0')),
            .region = u"iad"_s,
            .instanceId = u"01H%1"_s.arg(number),
            .group = group,
            .isWarm = isWarm,
            .hasVolume = false,
            .hasChecks = true,
            .image = u"registry.fly.io/api:new@sha256:bb"_s,
            .digest = u"sha256:bb"_s,
            .releaseId = u"rel_43"_s,
            .releaseVersion = u"43"_s};
}

FlyFacts facts(int machines = 3)
{
    FlyFacts facts;
    facts.app = u"api-prod"_s;
    facts.appId = u"api"_s;
    facts.environment = u"production"_s;
    facts.act = u"rollback"_s;
    facts.isProduction = true;
    facts.image = u"registry.fly.io/api:old@sha256:aa"_s;
    facts.digest = u"sha256:aa"_s;
    facts.fromVersion = u"v43"_s;
    facts.toVersion = u"v42"_s;
    facts.fromRelease = u"fly/api/43"_s;
    facts.toRelease = u"fly/api/42"_s;
    facts.nextVersion = 44;
    for (int i = 0; i < machines; ++i)
        facts.machines.append(machine(i));
    return facts;
}

Draft draftOf(const FlyFacts &facts)
{
    Draft draft;
    draft.wish.act = Wish::Act::RollBack;
    draft.wish.target = {u"api"_s, u"production"_s};
    draft.provider = u"fly"_s;
    draft.strategies = flyStrategies(facts);
    draft.basis = toJson(facts);
    return draft;
}

Plan planned(const FlyFacts &facts, const QString &strategy = u"rolling"_s, const QStringList &options = {},
             const QString &schema = u"keep"_s)
{
    return planOf(draftOf(facts), {strategy, schema, options});
}

QStringList ids(const Plan &plan)
{
    QStringList list;
    for (const StepSpec &step : plan.steps)
        list.append(step.id);
    return list;
}

StepSpec step(const Plan &plan, const QString &id)
{
    const auto found = std::ranges::find(plan.steps, id, &StepSpec::id);
    if (found == plan.steps.cend())
        qFatal("no such step: %s", qPrintable(id));
    return *found;
}

Guard::Level level(const Plan &plan, const QString &guard)
{
    const auto found = std::ranges::find(plan.guards, guard, &Guard::id);
    if (found == plan.guards.cend())
        qFatal("no such guard: %s", qPrintable(guard));
    return found->level;
}

fly::Machine running(const QString &state, const QStringList &checks, const QJsonObject &config)
{
    fly::Machine machine;
    machine.state = {state == "started"_L1 ? fly::Machine::State::Started : fly::Machine::State::Starting, state};
    machine.config = config;
    for (const QString &check : checks) {
        const auto meaning = check == "passing"_L1 ? fly::Check::State::Passing
            : check == "warning"_L1                ? fly::Check::State::Warning
                                                   : fly::Check::State::Critical;
        machine.checks.append({.name = u"ready"_s, .state = {meaning, check}, .output = {}, .updatedAt = {}});
    }
    return machine;
}

const QJsonObject withChecks{{u"checks"_s, QJsonObject{{u"ready"_s, QJsonObject()}}}};

fly::MachineEvent happened(const QString &type, std::optional<qint64> code = {}, bool wasRequested = false)
{
    fly::MachineEvent made;
    made.type = type;
    made.exitCode = code;
    made.wasRequested = wasRequested;
    return made;
}

} // namespace

class TestFlyPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void factsSurviveTheJournal();
    void everyPlanIsSound_data();
    void everyPlanIsSound();
    void rollingGoesOneThenMany();
    void groupsAndColdMachinesGoBesideEachOther();
    void blueGreenKeepsItsOrder();
    void aCanaryIsNoShareOfTraffic();
    void theWatchComesWhenTheMachinesAreFree();
    void theCommandIsOneThatExists();
    void productionIsTyped();
    void guards_data();
    void guards();
    void strategiesSayWhyNot_data();
    void strategiesSayWhyNot();
    void pools_data();
    void pools();
    void fingerprintsTellWhatMoved();
    void driftNamesWhatChangedAndNoValue();
    void secretsThatChangedSince();
    void readiness_data();
    void readiness();
    void machinesThatADeployTouches_data();
    void machinesThatADeployTouches();
};

void TestFlyPlan::factsSurviveTheJournal()
{
    FlyFacts all = facts();
    all.leftAlone = {u"m9 is left alone."_s};
    all.migrations = {u"0042_add"_s};
    all.changedSecrets = {u"KEY"_s};
    all.isHotfix = all.isImageGone = all.isSpanUnknown = true;
    all.releaseCommand = u"npm run migrate"_s;
    QCOMPARE(flyFactsOf(toJson(all)), all);
}

void TestFlyPlan::everyPlanIsSound_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<int>("machines");
    QTest::addColumn<QStringList>("options");
    const QStringList everything{u"watch"_s, u"arm-revert"_s, u"hold-others"_s};
    for (const auto &strategy : {u"rolling"_s, u"immediate"_s, u"canary"_s, u"bluegreen"_s}) {
        QTest::addRow("%s, one machine", qPrintable(strategy)) << strategy << 1 << QStringList();
        QTest::addRow("%s, fifty machines, watched", qPrintable(strategy)) << strategy << 50 << everything;
    }
}

void TestFlyPlan::everyPlanIsSound()
{
    QFETCH(QString, strategy);
    QFETCH(int, machines);
    QFETCH(QStringList, options);
    FlyFacts all = facts(machines);
    all.releaseCommand = u"npm run migrate"_s;
    const Plan plan = planned(all, strategy, options);
    QCOMPARE(operations::planProblem(plan), QString());
    QCOMPARE(operations::planOf(operations::toJson(plan)), std::optional(plan));
    QCOMPARE(plan.obstacle, QString());
    QVERIFY(plan.expected > 0ms);
    QVERIFY(!plan.abortWords.isEmpty());
    for (const StepSpec &each : plan.steps) {
        QVERIFY2(!each.title.isEmpty() && !each.title.endsWith(u'.'), qPrintable(each.id));
        QVERIFY2(!each.canRevert || !each.revertWords.isEmpty(), qPrintable(each.id));
    }
    QCOMPARE(step(plan, u"release"_s).after, QStringList());
    QCOMPARE(step(plan, u"leases/free"_s).time, StepTime::Always);
    QCOMPARE(step(plan, u"release/close"_s).after, QStringList{u"leases/free"_s});
    QCOMPARE(planned(all, strategy, options), plan);
}

void TestFlyPlan::rollingGoesOneThenMany()
{
    const Plan plan = planned(facts(10));
    QCOMPARE(step(plan, u"machine/m00/update"_s).after, QStringList{u"leases"_s});
    for (int i = 1; i < 10; ++i)
        QCOMPARE(step(plan, u"machine/m0%1/update"_s.arg(i)).after, QStringList{u"machine/m00/update"_s});
    QCOMPARE(plan.pools.value(step(plan, u"machine/m01/update"_s).pool), 4);
    QCOMPARE(step(plan, u"machine/m01/update"_s).revertWords,
             u"Puts the image of v43 back on machine m01; its config stays as it is then."_s);
    QVERIFY(step(plan, u"leases"_s).isEphemeral);
}

void TestFlyPlan::groupsAndColdMachinesGoBesideEachOther()
{
    FlyFacts all = facts(2);
    all.machines.append({machine(2, u"worker"_s), machine(3, u"app"_s, false), machine(4, u"app"_s, false)});
    const Plan plan = planned(all);
    for (const auto &first : {u"m00"_s, u"m02"_s, u"m03"_s})
        QCOMPARE(step(plan, u"machine/%1/update"_s.arg(first)).after, QStringList{u"leases"_s});
    QCOMPARE(step(plan, u"machine/m04/update"_s).after, QStringList{u"machine/m03/update"_s});
    QCOMPARE(plan.pools.value(u"cold/app"_s), coldPool);
    const auto calls = step(plan, u"machine/m03/update"_s).calls;
    QVERIFY(calls.first().body.contains(std::pair(u"skip_launch"_s, u"true"_s)));
}

void TestFlyPlan::blueGreenKeepsItsOrder()
{
    const Plan plan = planned(facts(1), u"bluegreen"_s);
    const QStringList order{u"leases"_s,        u"green/m00/create"_s, u"greens/ready"_s,    u"green/m00/uncordon"_s,
                            u"blue/m00/tag"_s,  u"settle/new"_s,       u"blue/m00/cordon"_s, u"settle/old"_s,
                            u"blue/m00/stop"_s, u"blue/m00/destroy"_s};
    for (qsizetype i = 1; i < order.size(); ++i)
        QCOMPARE(step(plan, order.at(i)).after, QStringList{order.at(i - 1)});
    QCOMPARE(step(plan, u"greens/destroy"_s).time, StepTime::OnFailure);
    QVERIFY(!step(plan, u"blue/m00/destroy"_s).canRevert);
}

void TestFlyPlan::aCanaryIsNoShareOfTraffic()
{
    const Plan plan = planned(facts(2), u"canary"_s);
    const StepSpec canary = step(plan, u"canary/app"_s);
    QVERIFY2(canary.detail.contains("1 of 3 machine"_L1), qPrintable(canary.detail));
    for (const StepSpec &each : plan.steps)
        QVERIFY2(!each.title.contains(u'%') && !each.detail.contains(u'%'), qPrintable(each.id));
    QCOMPARE(step(plan, u"leases"_s).after, QStringList{u"canary/app"_s});
}

void TestFlyPlan::theWatchComesWhenTheMachinesAreFree()
{
    const Plan plan = planned(facts(), u"rolling"_s, {u"watch"_s, u"arm-revert"_s});
    const StepSpec watch = step(plan, u"watch"_s);
    QCOMPARE(watch.kind, u"health.watch"_s);
    QCOMPARE(watch.after, QStringList{u"release/complete"_s});
    QCOMPARE(step(plan, u"release/complete"_s).after, QStringList{u"leases/return"_s});
    QCOMPARE(watch.input.value("app"_L1).toString(), u"api"_s);
    QCOMPARE(watch.input.value("release"_L1).toString(), u"fly/api-prod/44"_s);
    QCOMPARE(plan.facts.value("release"_L1), watch.input.value("release"_L1));
    QCOMPARE(watch.input.value("flyApp"_L1), step(plan, u"release"_s).input.value("app"_L1));
    QCOMPARE(plan.facts.value("armedRevert"_L1).toBool(), true);
    QVERIFY(!ids(planned(facts())).contains(u"watch"_s));
    QCOMPARE(planned(facts(), u"rolling"_s, {u"arm-revert"_s}).facts.value("armedRevert"_L1).toBool(), false);
}

void TestFlyPlan::theCommandIsOneThatExists()
{
    QCOMPARE(planned(facts()).command,
             u"flyctl deploy --image registry.fly.io/api:old@sha256:aa --strategy rolling -a api-prod"_s);
}

void TestFlyPlan::productionIsTyped()
{
    QCOMPARE(planned(facts()).typeToConfirm, u"api"_s);
    QVERIFY(planned(facts()).isDangerous);
    FlyFacts staging = facts();
    staging.isProduction = false;
    QCOMPARE(planned(staging).typeToConfirm, QString());
}

void TestFlyPlan::guards_data()
{
    QTest::addColumn<std::function<void(FlyFacts &)>>("change");
    QTest::addColumn<QString>("guard");
    QTest::addColumn<Guard::Level>("level");
    const auto row = [](const char *name, std::function<void(FlyFacts &)> change, const QString &guard,
                        Guard::Level level) { QTest::newRow(name) << std::move(change) << guard << level; };
    row("nothing special", [](FlyFacts &) { }, u"migrations-crossed"_s, Guard::Level::Pass);
    row(
        "a migration in between", [](FlyFacts &f) { f.migrations = {u"0042_add"_s}; }, u"migrations-crossed"_s,
        Guard::Level::Ask);
    row(
        "a migration that comes with it",
        [](FlyFacts &f) {
            f.act = u"promote"_s;
            f.migrations = {u"0042_add"_s};
        },
        u"migrations-crossed"_s, Guard::Level::Warn);
    row(
        "nobody knows what lies between", [](FlyFacts &f) { f.isSpanUnknown = true; }, u"migrations-crossed"_s,
        Guard::Level::Ask);
    row("secrets changed", [](FlyFacts &f) { f.changedSecrets = {u"KEY"_s}; }, u"secrets-drift"_s, Guard::Level::Warn);
    row("frozen", [](FlyFacts &f) { f.freezeWords = u"until Monday"_s; }, u"freeze"_s, Guard::Level::Ask);
    row(
        "frozen, but a hot-fix",
        [](FlyFacts &f) {
            f.freezeWords = u"until Monday"_s;
            f.isHotfix = true;
        },
        u"freeze"_s, Guard::Level::Pass);
    row("the image is gone", [](FlyFacts &f) { f.isImageGone = true; }, u"image"_s, Guard::Level::Block);
}

void TestFlyPlan::guards()
{
    QFETCH(std::function<void(FlyFacts &)>, change);
    QFETCH(QString, guard);
    FlyFacts all = facts();
    change(all);
    const Plan plan = planned(all);
    QTEST(level(plan, guard), "level");
    const auto found = std::ranges::find(plan.guards, guard, &Guard::id);
    QCOMPARE(found->overrides.isEmpty(), found->level != Guard::Level::Ask);
}

void TestFlyPlan::strategiesSayWhyNot_data()
{
    QTest::addColumn<std::function<void(FlyFacts &)>>("change");
    QTest::addColumn<QStringList>("refused");
    const auto row = [](const char *name, std::function<void(FlyFacts &)> change, const QStringList &refused) {
        QTest::newRow(name) << std::move(change) << refused;
    };
    row("healthy, without volumes", [](FlyFacts &) { }, {});
    row("a volume", [](FlyFacts &f) { f.machines[0].hasVolume = true; }, {u"canary"_s, u"bluegreen"_s});
    row("no checks",
        [](FlyFacts &f) {
            for (FlyMachine &each : f.machines)
                each.hasChecks = false;
        },
        {u"bluegreen"_s});
    row("several images", [](FlyFacts &f) { f.machines[1].digest = u"sha256:cc"_s; }, {u"bluegreen"_s});
    row("the first deploy", [](FlyFacts &f) { f.fromRelease.clear(); }, {u"canary"_s});
}

void TestFlyPlan::strategiesSayWhyNot()
{
    QFETCH(std::function<void(FlyFacts &)>, change);
    FlyFacts all = facts();
    change(all);
    QStringList refused;
    for (const Offer &offer : flyStrategies(all)) {
        if (!offer.obstacle.isEmpty())
            refused.append(offer.id);
        QCOMPARE(planned(all, offer.id).obstacle, offer.obstacle);
    }
    QTEST(refused, "refused");
}

void TestFlyPlan::pools_data()
{
    QTest::addColumn<int>("machines");
    QTest::addColumn<int>("warm");
    QTest::addColumn<int>("green");
    QTest::newRow("one") << 1 << 1 << 1;
    QTest::newRow("three") << 3 << 1 << 1;
    QTest::newRow("four") << 4 << 2 << 2;
    QTest::newRow("fifty") << 50 << 17 << 8;
}

void TestFlyPlan::pools()
{
    QFETCH(int, machines);
    QTEST(warmPool(machines), "warm");
    QTEST(greenPool(facts(machines)), "green");
}

void TestFlyPlan::fingerprintsTellWhatMoved()
{
    const QString before = planned(facts()).fingerprint;
    FlyFacts moved = facts();
    moved.machines[2].instanceId = u"01HX"_s;
    QVERIFY(planned(moved).fingerprint != before);
    FlyFacts released = facts();
    released.nextVersion = 45;
    QVERIFY(planned(released).fingerprint != before);
    QCOMPARE(planned(facts(), u"canary"_s).fingerprint, before);
}

void TestFlyPlan::driftNamesWhatChangedAndNoValue()
{
    const QJsonObject then{
        {u"env"_s, QJsonObject{{u"MODE"_s, u"quiet-then"_s}, {u"OLD"_s, u"1"_s}}},
        {u"guest"_s, QJsonObject{{u"cpus"_s, 1}, {u"cpu_kind"_s, u"shared"_s}, {u"memory_mb"_s, 512}}},
        {u"image"_s, u"a"_s},
        {u"restart"_s, QJsonObject{{u"policy"_s, u"no"_s}}}};
    const QJsonObject now{
        {u"env"_s, QJsonObject{{u"MODE"_s, u"loud-now"_s}, {u"FRESH"_s, u"1"_s}}},
        {u"guest"_s, QJsonObject{{u"cpus"_s, 1}, {u"cpu_kind"_s, u"shared"_s}, {u"memory_mb"_s, 1024}}},
        {u"image"_s, u"b"_s},
        {u"restart"_s, QJsonObject{{u"policy"_s, u"always"_s}}}};
    const QString lines = configDrift(then, now).join(u'\n');
    for (const auto &word : {"FRESH"_L1, "OLD"_L1, "MODE"_L1, "512"_L1, "1024"_L1, "restart"_L1})
        QVERIFY2(lines.contains(word), qPrintable(lines));
    QVERIFY(!lines.contains("loud-now"_L1) && !lines.contains("quiet-then"_L1) && !lines.contains("image"_L1));
    QCOMPARE(configDrift(now, now), QStringList());
    QCOMPARE(configDrift({}, now), QStringList());
}

void TestFlyPlan::secretsThatChangedSince()
{
    const QDateTime when(QDate(2024, 3, 20), QTime(12, 0), QTimeZone::UTC);
    const QList<fly::SecretName> secrets{
        {u"KEPT"_s, {}, {}, when.addDays(-1)}, {u"TURNED"_s, {}, {}, when.addSecs(60)}, {u"UNKNOWN"_s, {}, {}, {}}};
    QCOMPARE(changedSecrets(secrets, when), QStringList{u"TURNED"_s});
    QCOMPARE(changedSecrets(secrets, {}), QStringList());
}

void TestFlyPlan::readiness_data()
{
    using State = Readiness::State;
    QTest::addColumn<fly::Machine>("machine");
    QTest::addColumn<int>("upFor");
    QTest::addColumn<State>("state");
    const auto row = [](const char *name, const fly::Machine &machine, int upFor, State state) {
        QTest::newRow(name) << machine << upFor << state;
    };
    const auto withEvents = [](fly::Machine machine, const QList<fly::MachineEvent> &events) {
        machine.events = events;
        return machine;
    };
    const fly::Machine well = running(u"started"_s, {u"passing"_s}, withChecks);
    row("still starting", running(u"starting"_s, {}, withChecks), 0, State::Waiting);
    row("well, but not for long", well, 3, State::Waiting);
    row("well", well, 10, State::Ready);
    row("no result yet", running(u"started"_s, {}, withChecks), 60, State::Waiting);
    row("a warning is no pass", running(u"started"_s, {u"passing"_s, u"warning"_s}, withChecks), 60, State::Waiting);
    row("critical", running(u"started"_s, {u"critical"_s}, withChecks), 60, State::Waiting);
    row("without checks", running(u"started"_s, {}, {}), 10, State::Ready);
    row("crashed", withEvents(well, {happened(u"exit"_s, 1), happened(u"update"_s)}), 3, State::Failed);
    row("stopped on request", withEvents(well, {happened(u"exit"_s, 143, true), happened(u"update"_s)}), 10,
        State::Ready);
    row("crashed before the update", withEvents(well, {happened(u"update"_s), happened(u"exit"_s, 1)}), 10,
        State::Ready);
}

void TestFlyPlan::readiness()
{
    QFETCH(fly::Machine, machine);
    QFETCH(int, upFor);
    QTEST(readinessOf(machine, std::chrono::seconds(upFor)).state, "state");
}

void TestFlyPlan::machinesThatADeployTouches_data()
{
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("group");
    QTest::addColumn<bool>("isTouched");
    QTest::newRow("an app's") << u"v2"_s << u"app"_s << true;
    QTest::newRow("a worker") << u"v2"_s << u"worker"_s << true;
    QTest::newRow("made by hand") << QString() << u"app"_s << false;
    QTest::newRow("the release command's") << u"v2"_s << u"fly_app_release_command"_s << false;
    QTest::newRow("a console") << u"v2"_s << u"fly_app_console"_s << false;
}

void TestFlyPlan::machinesThatADeployTouches()
{
    QFETCH(QString, platform);
    QFETCH(QString, group);
    fly::Machine machine = running(u"started"_s, {}, {});
    machine.metadata = {{u"fly_platform_version"_s, platform}, {u"fly_process_group"_s, group}};
    QTEST(isTouched(machine), "isTouched");
    machine.state = {fly::Machine::State::Destroyed, u"destroyed"_s};
    QVERIFY(!isTouched(machine));
}

QTEST_GUILESS_MAIN(TestFlyPlan)

#include "test_fly_plan.moc"
