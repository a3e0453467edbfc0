#include "runs/dispatch_form.h"
#include "runs/plan.h"
#include "runs_demo/facts.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;
using Kind = Wish::Kind;

namespace {

const QByteArray dispatchText = R"(on:
  workflow_dispatch:
    inputs:
      environment: {type: environment, required: true}
      app: {type: choice, options: [api, web], description: Which app}
      dry: {type: boolean}
      count: {type: number, default: 3}
      note: {required: false}
jobs:
  up: {runs-on: x, environment: production, steps: [{run: a}]}
)";

Wish wishOf(Kind kind)
{
    const RunState state = kind == Kind::Approve || kind == Kind::Reject ? demo::waitingAtGate() : demo::running();
    Wish wish{.kind = kind, .run = state.run, .jobs = state.jobs, .gates = state.gates};
    wish.job = state.jobs.first();
    wish.workflow = {.id = 11, .name = u"Migrations"_s, .path = u".github/workflows/migrations.yml"_s};
    wish.ref = u"main"_s;
    const bool isRerun = kind == Kind::RerunAll || kind == Kind::RerunFailed || kind == Kind::RerunJob;
    if (isRerun) {
        wish.run = demo::run(1287, Status::Failure, 0, 400);
        wish.jobs[1].status = Status::Failure;
    }
    wish.workflow.isActive = kind != Kind::Enable;
    return wish;
}

Standing standing()
{
    return {.canWrite = true, .repository = u"loop-health/platform"_s, .now = demo::at(420)};
}

} // namespace

/// What is said before anything is done.
class TestRunPlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachPlanNamesItsCall_data();
    void eachPlanNamesItsCall();
    void obstaclesAreSaidBefore_data();
    void obstaclesAreSaidBefore();
    void whatWasDeployedStays();
    void aCommandQuotesWhatPeopleTyped();
    void inputsAreTyped();
    void aFormComplainsOfWrongValues_data();
    void aFormComplainsOfWrongValues();
    void presetsAreKeptPerWorkflow();
    void brokenPresetsAreLeftOut();
};

void TestRunPlans::eachPlanNamesItsCall_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("call");
    QTest::addColumn<bool>("isDangerous");
    QTest::newRow("cancel") << Kind::Cancel << u"POST /actions/runs/1287/cancel"_s << true;
    QTest::newRow("force") << Kind::ForceCancel << u"POST /actions/runs/1287/force-cancel"_s << true;
    QTest::newRow("all again") << Kind::RerunAll << u"POST /actions/runs/1287/rerun"_s << false;
    QTest::newRow("failed again") << Kind::RerunFailed << u"POST /actions/runs/1287/rerun-failed-jobs"_s << false;
    QTest::newRow("one again") << Kind::RerunJob << u"POST /actions/jobs/1/rerun"_s << false;
    QTest::newRow("enable") << Kind::Enable << u"PUT /actions/workflows/11/enable"_s << false;
    QTest::newRow("disable") << Kind::Disable << u"PUT /actions/workflows/11/disable"_s << true;
    QTest::newRow("approve") << Kind::Approve << u"POST /actions/runs/1287/pending_deployments"_s << false;
    QTest::newRow("reject") << Kind::Reject << u"POST /actions/runs/1287/pending_deployments"_s << true;
    QTest::newRow("start") << Kind::Dispatch << u"POST /actions/workflows/migrations.yml/dispatches"_s << false;
}

void TestRunPlans::eachPlanNamesItsCall()
{
    QFETCH(Kind, kind);
    const Plan plan = planOf(wishOf(kind), standing());
    QCOMPARE(plan.calls.size(), 1);
    QTEST(QString(plan.calls.first().method + u' ' + plan.calls.first().path), "call");
    QTEST(plan.isDangerous, "isDangerous");
    QCOMPARE(plan.obstacle, QString());
    QVERIFY(!plan.steps.isEmpty());
    QVERIFY(!plan.stays.isEmpty());
    QVERIFY(!plan.verb.isEmpty());
}

void TestRunPlans::obstaclesAreSaidBefore_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<Standing>("standing");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Wish &wish, const Standing &with, const QString &words) {
        QTest::newRow(name) << wish << with << words;
    };
    Standing reader = standing();
    reader.canWrite = false;
    row("no right to write", wishOf(Kind::Cancel), reader, u"Needs write access"_s);
    Standing offline = standing();
    offline.isOnline = false;
    row("offline", wishOf(Kind::Approve), offline, u"cannot be reached"_s);
    Wish ended = wishOf(Kind::Cancel);
    ended.run.isCompleted = true;
    row("a run that ended", ended, standing(), u"has ended already"_s);
    Wish running = wishOf(Kind::RerunAll);
    running.run = demo::running().run;
    row("a run under way", running, standing(), u"still under way"_s);
    Wish passed = wishOf(Kind::RerunFailed);
    passed.jobs[1].status = Status::Success;
    row("nothing failed", passed, standing(), u"No job of this run failed"_s);
    Wish old = wishOf(Kind::RerunAll);
    old.run.createdAt = demo::at(0).addDays(-31);
    row("too old", old, standing(), u"after 30 days"_s);
    Wish disabled = wishOf(Kind::Dispatch);
    disabled.workflow.isActive = false;
    row("a disabled workflow", disabled, standing(), u"Enable it first"_s);
    Wish closed = wishOf(Kind::Dispatch);
    closed.canBeDispatched = false;
    row("no trigger", closed, standing(), u"no workflow_dispatch trigger at main"_s);
    Wish stranger = wishOf(Kind::Approve);
    stranger.gates[0].canApprove = false;
    row("no reviewer", stranger, standing(), u"Ask priya-nair, aiko-tanaka."_s);
    Wish open = wishOf(Kind::Approve);
    open.gates.clear();
    row("nothing waits", open, standing(), u"Nothing of run #1287 waits"_s);
    row(
        "enabled already",
        [] {
            auto wish = wishOf(Kind::Enable);
            wish.workflow.isActive = true;
            return wish;
        }(),
        standing(), u"enabled already"_s);
}

void TestRunPlans::obstaclesAreSaidBefore()
{
    QFETCH(Wish, wish);
    QFETCH(Standing, standing);
    QFETCH(QString, words);
    const Plan plan = planOf(wish, standing);
    QVERIFY2(plan.obstacle.contains(words), qPrintable(plan.obstacle));
}

void TestRunPlans::whatWasDeployedStays()
{
    const Plan plan = planOf(wishOf(Kind::Cancel), standing());
    QCOMPARE(plan.steps, QStringList{u"One running job is stopped; its steps with always() still run."_s});
    QCOMPARE(plan.stays.first(), u"One job has ended: what it deployed stays live."_s);
}

void TestRunPlans::aCommandQuotesWhatPeopleTyped()
{
    Wish wish = wishOf(Kind::Dispatch);
    wish.inputs = {{u"note"_s, u"it's; rm -rf /"_s}};
    QCOMPARE(
        planOf(wish, standing()).command,
        u"gh workflow run 'migrations.yml' --ref 'main' -f 'note=it'\\''s; rm -rf /' --repo loop-health/platform"_s);
}

void TestRunPlans::inputsAreTyped()
{
    const DispatchForm form = dispatchForm(workflow::Document::open(dispatchText));
    QVERIFY(form.canBeDispatched);
    QCOMPARE(form.inputs.size(), 5);
    QCOMPARE(form.inputs.at(0).type, DispatchInput::Type::Environment);
    QVERIFY(form.inputs.at(0).isRequired);
    QCOMPARE(form.inputs.at(1).options, (QStringList{u"api"_s, u"web"_s}));
    QCOMPARE(form.inputs.at(1).defaultValue, u"api"_s);
    QCOMPARE(form.inputs.at(2).defaultValue, u"false"_s);
    QCOMPARE(form.inputs.at(3).defaultValue, u"3"_s);
    QCOMPARE(form.environments, QStringList{u"production"_s});
    QVERIFY(!dispatchForm(workflow::Document::open("on: push\n")).canBeDispatched);
}

void TestRunPlans::aFormComplainsOfWrongValues_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("problem");
    QTest::newRow("required") << u"environment"_s << QString() << u"environment is required."_s;
    QTest::newRow("no such choice") << u"app"_s << u"db"_s << u"app takes one of: api, web."_s;
    QTest::newRow("no number") << u"count"_s << u"three"_s << u"count takes a number."_s;
    QTest::newRow("no truth") << u"dry"_s << u"yes"_s << u"dry is true or false."_s;
    QTest::newRow("all is well") << u"note"_s << QString() << QString();
}

void TestRunPlans::aFormComplainsOfWrongValues()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const DispatchForm form = dispatchForm(workflow::Document::open(dispatchText));
    auto values = form.defaults();
    values[u"environment"_s] = u"production"_s;
    values[name] = value;
    QTEST(firstProblem(form, values), "problem");
}

void TestRunPlans::presetsAreKeptPerWorkflow()
{
    QTemporaryDir folder;
    const auto settings = std::make_shared<QSettings>(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    Presets presets(settings, u"Loop Health/1"_s);
    const Preset staging{u"Staging"_s, u"develop"_s, {{u"app"_s, u"api"_s}}};
    presets.save(u"a.yml"_s, staging);
    presets.save(u"a.yml"_s, {u"All"_s, u"main"_s, {}});
    Preset changed = staging;
    changed.ref = u"main"_s;
    presets.save(u"a.yml"_s, changed);
    QCOMPARE(presets.of(u"a.yml"_s), (QList<Preset>{{u"All"_s, u"main"_s, {}}, changed}));
    QVERIFY(presets.of(u"b.yml"_s).isEmpty());
    QVERIFY(Presets(settings, u"Other"_s).of(u"a.yml"_s).isEmpty());
    presets.remove(u"a.yml"_s, u"All"_s);
    QCOMPARE(presets.of(u"a.yml"_s).size(), 1);
}

void TestRunPlans::brokenPresetsAreLeftOut()
{
    QTemporaryDir folder;
    const auto settings = std::make_shared<QSettings>(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    Presets presets(settings, u"w"_s);
    settings->setValue(u"runPresets/w/a.yml"_s, QByteArray(R"([{"ref": 3}, "x", {"name": "ok", "values": 4}])"));
    QCOMPARE(presets.of(u"a.yml"_s), (QList<Preset>{{u"ok"_s, {}, {}}}));
    QVERIFY(Presets(nullptr, u"w"_s).of(u"a.yml"_s).isEmpty());
}

Q_DECLARE_METATYPE(slipway::runs::Wish)
Q_DECLARE_METATYPE(slipway::runs::Standing)

QTEST_GUILESS_MAIN(TestRunPlans)
#include "test_plans.moc"
