#include "workflow/document.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

QString words(const workflow::List &list)
{
    QStringList all;
    for (const yaml::Node item : list.items)
        all += text(item.text());
    return all.join(u' ');
}

} // namespace

class TestModel : public QObject
{
    Q_OBJECT

private slots:
    void readsOnInEachSpelling_data();
    void readsOnInEachSpelling();
    void readsFiltersInputsAndSchedules();
    void readsWhatACalledWorkflowTakesAndGives();
    void readsEverySettingOfAJob();
    void readsShortFormsAsTheLongOnes();
    void tellsStepsApart_data();
    void tellsStepsApart();
    void readsStepsWithinParallelOnes();
    void readsACallingJob();
    void looksThroughAliases();
    void countsTheFirstOfKeysWrittenTwice();
    void findsJobsWhateverTheirLettersCase();
    void keepsAPartialModelOfABrokenFile_data();
    void keepsAPartialModelOfABrokenFile();
    void refusesToFollowAnAliasBomb();
};

void TestModel::readsOnInEachSpelling_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<int>("spelling");
    QTest::addColumn<QString>("events");
    const auto as = [](workflow::Spelling spelling) { return int(spelling); };
    QTest::newRow("a word") << "on: push\n"_ba << as(workflow::Spelling::Word) << u"push"_s;
    QTest::newRow("a flow list") << "on: [push, fork]\n"_ba << as(workflow::Spelling::List) << u"push fork"_s;
    QTest::newRow("a block list") << "on:\n  - push\n  - fork\n"_ba << as(workflow::Spelling::List) << u"push fork"_s;
    QTest::newRow("a mapping") << "on:\n  push:\n  fork:\n"_ba << as(workflow::Spelling::Mapping) << u"push fork"_s;
    QTest::newRow("a quoted key") << "\"on\": push\n"_ba << as(workflow::Spelling::Word) << u"push"_s;
    QTest::newRow("nothing") << "on:\n"_ba << as(workflow::Spelling::None) << QString();
    QTest::newRow("absent") << "name: x\n"_ba << as(workflow::Spelling::None) << QString();
    QTest::newRow("a list with a mapping in it")
        << "on: [push, {fork: x}]\n"_ba << as(workflow::Spelling::List) << u"push"_s;
}

void TestModel::readsOnInEachSpelling()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const int, spelling);
    QFETCH(const QString, events);
    const auto document = workflow::Document::open(yaml);
    const workflow::Triggers &on = document.workflow().on;
    QCOMPARE(int(on.spelling), spelling);
    QStringList found;
    for (const workflow::Trigger &trigger : on.events)
        found += text(trigger.text());
    QCOMPARE(found.join(u' '), events);
}

void TestModel::readsFiltersInputsAndSchedules()
{
    const auto document = workflow::Document::open(R"(on:
  push:
    branches: [main, 'v*']
    branches-ignore: old
    tags: [t]
    tags-ignore: [u]
    paths: ['src/**']
    paths-ignore: ['*.md']
  issues:
    types: opened
  workflow_run:
    workflows: [CI]
    types: [completed]
  schedule:
    - cron: '0 4 * * *'
      timezone: Europe/Berlin
    - cron: '0 5 * * *'
  workflow_dispatch:
    inputs:
      Level:
        description: How much
        type: choice
        required: true
        default: low
        options: [low, high]
)"_ba);
    const workflow::Triggers &on = document.workflow().on;
    const workflow::Trigger *push = on.find("push");
    QVERIFY(push);
    QCOMPARE(words(push->branches), u"main v*"_s);
    QCOMPARE(words(push->branchesIgnore), u"old"_s);
    QCOMPARE(words(push->tags) + words(push->tagsIgnore), u"tu"_s);
    QCOMPARE(words(push->paths) + words(push->pathsIgnore), u"src/***.md"_s);
    QCOMPARE(words(on.find("issues")->types), u"opened"_s);
    QCOMPARE(words(on.find("workflow_run")->workflows), u"CI"_s);
    const workflow::Trigger *schedule = on.find("schedule");
    QCOMPARE(schedule->schedules.size(), 2U);
    QCOMPARE(text(schedule->schedules[0].timezone.text()), u"Europe/Berlin"_s);
    QCOMPARE(text(schedule->schedules[1].cron.text()), u"0 5 * * *"_s);
    const workflow::Input *level = on.find("workflow_dispatch")->input("level");
    QVERIFY(level && level->isRequired());
    QCOMPARE(words(level->options), u"low high"_s);
    QCOMPARE(text(level->defaultValue.text()), u"low"_s);
}

void TestModel::readsWhatACalledWorkflowTakesAndGives()
{
    const auto document = workflow::Document::open(R"(on:
  workflow_call:
    inputs: {level: {type: number, default: 3}}
    outputs:
      url: {description: Where, value: "${{ jobs.a.outputs.url }}"}
    secrets:
      token: {required: true}
      other:
)"_ba);
    const workflow::Trigger *call = document.workflow().on.find("workflow_call");
    QVERIFY(call);
    QCOMPARE(text(call->input("LEVEL")->type.text()), u"number"_s);
    QVERIFY(call->output("url")->value.isDynamic());
    QVERIFY(call->secret("token")->isRequired());
    QVERIFY(call->secret("other") && !call->secret("other")->isRequired());
    QVERIFY(!call->secret("absent"));
}

void TestModel::readsEverySettingOfAJob()
{
    const auto document = workflow::Document::open(R"(name: CI
run-name: run ${{ github.actor }}
permissions: {contents: read}
env: {A: 1}
defaults: {run: {shell: bash, working-directory: w}}
concurrency: {group: g, cancel-in-progress: true, queue: max}
jobs:
  ship:
    name: Ship it
    needs: [a, b]
    if: always()
    permissions: write-all
    runs-on: {group: big, labels: [linux, x64]}
    environment: {name: production, url: https://x, deployment: false}
    concurrency: {group: h, queue: single}
    outputs: {o: "1"}
    env: {B: 2}
    defaults: {run: {shell: sh}}
    timeout-minutes: 5
    cancel-timeout-minutes: 6
    continue-on-error: true
    strategy:
      fail-fast: false
      max-parallel: 2
      matrix: {os: [a, b], include: [{os: c}], exclude: [{os: a}]}
    container:
      image: i
      credentials: {username: u, password: p}
      env: {C: 3}
      ports: [80]
      volumes: [v]
      options: --x
    services:
      db: {image: postgres, command: c, entrypoint: e}
      plain: redis
    snapshot: {image-name: s, version: 1.*, if: true}
    steps:
      - run: x
)"_ba);
    const workflow::Workflow &read = document.workflow();
    QVERIFY(read.runName.isDynamic());
    QCOMPARE(text(read.permissions.scopes[0].name()), u"contents"_s);
    QCOMPARE(text(read.env.find("A").text()), u"1"_s);
    QCOMPARE(text(read.defaults.workingDirectory.text()), u"w"_s);
    QCOMPARE(text(read.concurrency.queue.text()), u"max"_s);
    const workflow::Job &job = *read.job("ship");
    QCOMPARE(words(job.needs), u"a b"_s);
    QCOMPARE(text(job.condition.text()), u"always()"_s);
    QCOMPARE(text(job.permissions.forAll()), u"write-all"_s);
    QCOMPARE(words(job.runsOn.labels), u"linux x64"_s);
    QCOMPARE(text(job.runsOn.group.text()), u"big"_s);
    QCOMPARE(text(job.environment.name.text()), u"production"_s);
    QCOMPARE(text(job.environment.url.text()), u"https://x"_s);
    QCOMPARE(text(job.environment.deployment.text()), u"false"_s);
    QCOMPARE(text(job.concurrency.group.text()), u"h"_s);
    QCOMPARE(job.outputs.entries.size(), 1U);
    QCOMPARE(text(job.defaults.shell.text()), u"sh"_s);
    QCOMPARE(text(job.timeoutMinutes.text()) + text(job.cancelTimeoutMinutes.text()), u"56"_s);
    QCOMPARE(text(job.continueOnError.text()), u"true"_s);
    QCOMPARE(text(job.strategy.maxParallel.text()), u"2"_s);
    QCOMPARE(job.strategy.matrix.rows.size(), 1U);
    QCOMPARE(job.strategy.matrix.row("OS")->values.size(), 2U);
    QVERIFY(job.strategy.matrix.include && job.strategy.matrix.exclude && !job.strategy.matrix.isDynamic());
    QCOMPARE(text(job.container.credentials.password.text()), u"p"_s);
    QCOMPARE(words(job.container.ports) + words(job.container.volumes), u"80v"_s);
    QCOMPARE(job.services.size(), 2U);
    QCOMPARE(text(job.services[0].command.text()) + text(job.services[0].entrypoint.text()), u"ce"_s);
    QCOMPARE(text(job.services[1].image.text()), u"redis"_s);
    QCOMPARE(text(job.snapshot.imageName.text()), u"s"_s);
    QCOMPARE(document.tree()->text(job.timeoutMinutes.range()), std::string_view("5"));
}

void TestModel::readsShortFormsAsTheLongOnes()
{
    const auto document = workflow::Document::open(R"(concurrency: g
jobs:
  a:
    runs-on: ubuntu-latest
    needs: b
    environment: production
    container: node:20
    snapshot: image
    strategy: ${{ fromJSON('{}') }}
  b:
    runs-on: [self-hosted, linux]
    strategy: {matrix: "${{ fromJSON(x) }}"}
)"_ba);
    QCOMPARE(text(document.workflow().concurrency.group.text()), u"g"_s);
    const workflow::Job &a = document.workflow().jobs[0];
    QCOMPARE(words(a.runsOn.labels) + words(a.needs), u"ubuntu-latestb"_s);
    QCOMPARE(text(a.environment.name.text()) + text(a.container.image.text()), u"productionnode:20"_s);
    QCOMPARE(text(a.snapshot.imageName.text()), u"image"_s);
    QVERIFY(a.strategy.field.isDynamic());
    QCOMPARE(words(document.workflow().jobs[1].runsOn.labels), u"self-hosted linux"_s);
    QVERIFY(document.workflow().jobs[1].strategy.matrix.isDynamic());
}

void TestModel::tellsStepsApart_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<int>("kind");
    const auto as = [](workflow::StepKind kind) { return int(kind); };
    QTest::newRow("run") << "{name: n, run: x}"_ba << as(workflow::StepKind::Run);
    QTest::newRow("uses") << "{uses: a/b@v1, with: {k: v}}"_ba << as(workflow::StepKind::Uses);
    QTest::newRow("parallel") << "{parallel: []}"_ba << as(workflow::StepKind::Parallel);
    QTest::newRow("wait") << "{wait: [a]}"_ba << as(workflow::StepKind::Wait);
    QTest::newRow("wait-all without a value") << "{wait-all: }"_ba << as(workflow::StepKind::WaitAll);
    QTest::newRow("cancel") << "{cancel: a}"_ba << as(workflow::StepKind::Cancel);
    QTest::newRow("in the background") << "{background: true, run: x}"_ba << as(workflow::StepKind::Run);
    QTest::newRow("two kinds: the first written") << "{uses: a, run: x}"_ba << as(workflow::StepKind::Uses);
    QTest::newRow("none") << "{name: n}"_ba << as(workflow::StepKind::Unknown);
    QTest::newRow("no mapping") << "text"_ba << as(workflow::StepKind::Unknown);
}

void TestModel::tellsStepsApart()
{
    QFETCH(const QByteArray, step);
    QFETCH(const int, kind);
    const auto document = workflow::Document::open("jobs: {a: {steps: [" + step + "]}}\n");
    QCOMPARE(document.workflow().jobs.size(), 1U);
    QCOMPARE(document.workflow().jobs[0].steps.size(), 1U);
    QCOMPARE(int(document.workflow().jobs[0].steps[0].kind), kind);
}

void TestModel::readsStepsWithinParallelOnes()
{
    const auto document = workflow::Document::open(R"(jobs:
  a:
    steps:
      - run: first
      - parallel:
          - {id: one, run: x}
          - parallel: [{id: Two, run: y}]
      - run: last
)"_ba);
    const workflow::Job &job = document.workflow().jobs[0];
    QCOMPARE(job.steps.size(), 3U);
    int count = 0;
    workflow::forEachStep(job.steps, [&count](const workflow::Step &) { ++count; });
    QCOMPARE(count, 6);
    QVERIFY(job.step("two"));
    QCOMPARE(text(job.step("two")->run.text()), u"y"_s);
    QVERIFY(!job.step("three"));
}

void TestModel::readsACallingJob()
{
    const auto document = workflow::Document::open(R"(jobs:
  a: {uses: ./.github/workflows/b.yml, with: {level: 1}, secrets: inherit}
  b: {uses: o/r/.github/workflows/b.yml@v1, secrets: {token: "${{ secrets.T }}"}}
)"_ba);
    const workflow::Job &a = document.workflow().jobs[0];
    QVERIFY(a.isCall() && a.inheritsSecrets());
    QCOMPARE(text(a.with.findAnyCase("LEVEL").text()), u"1"_s);
    const workflow::Job &b = document.workflow().jobs[1];
    QVERIFY(b.isCall() && !b.inheritsSecrets());
    QVERIFY(b.secrets.find("token").isDynamic());
}

void TestModel::looksThroughAliases()
{
    const auto document = workflow::Document::open(R"(jobs:
  a:
    runs-on: &label ubuntu-latest
    env: &env {A: 1}
    steps: &steps
      - run: x
      - &step {run: y}
  b:
    runs-on: *label
    env: *env
    steps: *steps
  c:
    steps: [*step]
)"_ba);
    const workflow::Job &b = document.workflow().jobs[1];
    QCOMPARE(words(b.runsOn.labels), u"ubuntu-latest"_s);
    QCOMPARE(text(b.env.find("A").text()), u"1"_s);
    QCOMPARE(b.steps.size(), 2U);
    QCOMPARE(text(document.workflow().jobs[2].steps[0].run.text()), u"y"_s);
}

void TestModel::countsTheFirstOfKeysWrittenTwice()
{
    const auto document = workflow::Document::open("name: one\nname: two\njobs:\n  a: {name: x}\n  A: {name: y}\n"_ba);
    QCOMPARE(text(document.workflow().name.text()), u"one"_s);
    QCOMPARE(document.workflow().jobs.size(), 2U);
    QCOMPARE(document.workflow().indexOf("a"), 0);
}

void TestModel::findsJobsWhateverTheirLettersCase()
{
    const auto document = workflow::Document::open("jobs:\n  Build: {}\n"_ba);
    QVERIFY(document.workflow().job("bUILD"));
    QCOMPARE(document.workflow().indexOf("ship"), -1);
}

void TestModel::keepsAPartialModelOfABrokenFile_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<int>("jobs");
    QTest::addColumn<int>("steps");
    QTest::newRow("empty") << ""_ba << 0 << 0;
    QTest::newRow("a comment alone") << "# x\n"_ba << 0 << 0;
    QTest::newRow("a list as the root") << "- a\n- b\n"_ba << 0 << 0;
    QTest::newRow("a word as the root") << "hello\n"_ba << 0 << 0;
    QTest::newRow("jobs is a list") << "jobs:\n  - a\n"_ba << 0 << 0;
    QTest::newRow("jobs is null") << "jobs:\n"_ba << 0 << 0;
    QTest::newRow("a job is a word") << "jobs:\n  a: x\n"_ba << 1 << 0;
    QTest::newRow("a job is null") << "jobs:\n  a:\n"_ba << 1 << 0;
    QTest::newRow("a job is a list") << "jobs:\n  a: [x]\n"_ba << 1 << 0;
    QTest::newRow("steps is a mapping") << "jobs:\n  a: {steps: {run: x}}\n"_ba << 1 << 0;
    QTest::newRow("steps holds all types") << "jobs:\n  a: {steps: [x, , [y], {run: [z]}]}\n"_ba << 1 << 4;
    QTest::newRow("needs is a mapping") << "jobs:\n  a: {needs: {x: y}, steps: [{run: x}]}\n"_ba << 1 << 1;
    QTest::newRow("strategy is a list") << "jobs:\n  a: {strategy: [x], steps: [{run: x}]}\n"_ba << 1 << 1;
    QTest::newRow("matrix of maps and null") << "jobs:\n  a: {strategy: {matrix: {os: {x: y}, v: }}}\n"_ba << 1 << 0;
    QTest::newRow("services and container of wrong types")
        << "jobs:\n  a: {services: [x], container: [y], environment: [z], concurrency: [], runs-on: }\n"_ba << 1 << 0;
    QTest::newRow("a key that is a list") << "jobs:\n  [a]: {steps: [{run: x}]}\n"_ba << 1 << 1;
    QTest::newRow("NUL in a name") << QByteArray("jobs:\n  a\0b:\n", 12) << -1 << -1;
    QTest::newRow("invalid UTF-8") << "jobs:\n  \xff\xfe:\n"_ba << -1 << -1;
    QTest::newRow("in the middle of typing") << "jobs:\n  a:\n    steps:\n      - run: x\n      - us"_ba << 1 << 2;
    QTest::newRow("an open bracket") << "jobs:\n  a:\n    needs: [x\n    steps:\n      - run: x\n"_ba << -1 << -1;
}

void TestModel::keepsAPartialModelOfABrokenFile()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const int, jobs);
    QFETCH(const int, steps);
    const auto document = workflow::Document::open(yaml);
    const workflow::Workflow &read = document.workflow();
    QVERIFY(document.expressions().all().empty());
    if (jobs < 0)
        return;
    QCOMPARE(int(read.jobs.size()), jobs);
    QCOMPARE(jobs > 0 ? int(read.jobs[0].steps.size()) : 0, steps);
}

void TestModel::refusesToFollowAnAliasBomb()
{
    QByteArray yaml = "a0: &a0 [{run: x}]\n";
    for (int level = 1; level < 12; ++level) {
        const QByteArray before = "*a" + QByteArray::number(level - 1);
        yaml += "a" + QByteArray::number(level) + ": &a" + QByteArray::number(level) + " [";
        for (int copy = 0; copy < 9; ++copy)
            yaml += (copy ? ", " : "") + before;
        yaml += "]\n";
    }
    yaml += "jobs:\n  a: {steps: [{parallel: *a11}]}\n";
    const auto document = workflow::Document::open(yaml);
    QVERIFY(document.tree()->isBroken());
    QVERIFY(!document.workflow().isRead);
    QVERIFY(document.workflow().jobs.empty());
    QVERIFY(document.expressions().all().empty());
}

QTEST_GUILESS_MAIN(TestModel)
#include "test_model.moc"
