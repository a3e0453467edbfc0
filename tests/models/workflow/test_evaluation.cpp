#include "workflow/evaluation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using workflow::Answer;
using workflow::Event;

namespace {

QString printed(Answer answer)
{
    return answer == Answer::Yes ? u"yes"_s : answer == Answer::No ? u"no"_s : u"unknown"_s;
}

Event push(const char *branch)
{
    return {.name = "push", .branch = branch};
}

/// "job=yes job=no", with "/step=…" behind the job that has it.
QString printed(const workflow::Document &document, const workflow::Outlook &outlook)
{
    QStringList words;
    for (const workflow::JobOutlook &job : outlook.jobs) {
        const std::string id(document.workflow().jobs[size_t(job.job)].id());
        QString word = QString::fromStdString(id) + u'=' + printed(job.verdict.answer);
        for (const workflow::StepOutlook &step : job.steps)
            word += u"/%1=%2"_s.arg(step.step).arg(printed(step.verdict.answer));
        words += word;
    }
    return words.join(u' ');
}

} // namespace

class TestEvaluation : public QObject
{
    Q_OBJECT

private slots:
    void filtersLetEventsThrough_data();
    void filtersLetEventsThrough();
    void saysWhyNot();
    void forecastsJobsAndSteps_data();
    void forecastsJobsAndSteps();
    void saysWhatItDependsOn();
    void hasNoJobsWhenItDoesNotStart();
};

void TestEvaluation::filtersLetEventsThrough_data()
{
    QTest::addColumn<QByteArray>("on");
    QTest::addColumn<Event>("event");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *name, const QByteArray &on, const Event &event, const QString &answer) {
        QTest::newRow(name) << on << event << answer;
    };
    const Event tag = {.name = "push", .tag = "v1"};
    row("a word", "push"_ba, push("main"), u"yes"_s);
    row("another event", "[fork, watch]"_ba, push("main"), u"no"_s);
    row("a branch that is named", "{push: {branches: [main]}}"_ba, push("main"), u"yes"_s);
    row("a branch that is not", "{push: {branches: [main]}}"_ba, push("dev"), u"no"_s);
    row("a branch that is left out", "{push: {branches-ignore: ['d*']}}"_ba, push("dev"), u"no"_s);
    row("a branch nobody tells", "{push: {branches: [main]}}"_ba, Event{.name = "push"}, u"unknown"_s);
    row("a tag with branches named", "{push: {branches: [main]}}"_ba, tag, u"no"_s);
    row("a branch with tags named", "{push: {tags: ['v*']}}"_ba, push("main"), u"no"_s);
    row("a tag that is named", "{push: {branches: [main], tags: ['v*']}}"_ba, tag, u"yes"_s);
    row("a tag does not look at paths", "{push: {tags: ['v*'], paths: [x]}}"_ba, tag, u"yes"_s);
    Event changes = push("main");
    changes.changedPaths = {"docs/a.md", "src/b.c"};
    row("a path that is named", "{push: {paths: ['src/**']}}"_ba, changes, u"yes"_s);
    row("no path that is named", "{push: {paths: ['x/**', '!src/**']}}"_ba, changes, u"no"_s);
    row("not all paths left out", "{push: {paths-ignore: ['docs/**']}}"_ba, changes, u"yes"_s);
    row("all paths left out", "{push: {paths-ignore: ['docs/**', '**.c']}}"_ba, changes, u"no"_s);
    row("paths nobody tells", "{push: {paths: [x]}}"_ba, push("main"), u"unknown"_s);
    const Event opened = {.name = "pull_request", .type = "opened", .branch = "topic", .baseBranch = "main"};
    const Event labeled = {.name = "pull_request", .type = "labeled", .branch = "topic", .baseBranch = "main"};
    row("the branch that a pull request is for", "{pull_request: {branches: [main]}}"_ba, opened, u"yes"_s);
    row("not the one it comes from", "{pull_request: {branches: [topic]}}"_ba, opened, u"no"_s);
    row("a type by default", "pull_request"_ba, opened, u"yes"_s);
    row("a type that is not of the default", "pull_request"_ba, labeled, u"no"_s);
    row("a type that is named", "{pull_request: {types: [labeled]}}"_ba, labeled, u"yes"_s);
    row("a type that is not named", "{issues: {types: [opened]}}"_ba, Event{.name = "issues", .type = "closed"},
        u"no"_s);
    row("a workflow that ran", "{workflow_run: {workflows: [CI]}}"_ba,
        Event{.name = "workflow_run", .type = "completed", .workflow = "CI"}, u"yes"_s);
    row("another workflow that ran", "{workflow_run: {workflows: [CI]}}"_ba,
        Event{.name = "workflow_run", .type = "completed", .workflow = "Docs"}, u"no"_s);
    row("its schedule", "{schedule: [{cron: 1 2 3 4 5}]}"_ba, Event{.name = "schedule", .cron = "1 2 3 4 5"}, u"yes"_s);
    row("another schedule", "{schedule: [{cron: 1 2 3 4 5}]}"_ba, Event{.name = "schedule", .cron = "9 2 3 4 5"},
        u"no"_s);
}

void TestEvaluation::filtersLetEventsThrough()
{
    QFETCH(const QByteArray, on);
    QFETCH(const Event, event);
    QFETCH(const QString, answer);
    const auto document = workflow::Document::open("on: " + on + "\njobs: {}\n");
    const workflow::Verdict verdict = workflow::wouldStart(document, event);
    QCOMPARE(printed(verdict.answer), answer);
    QVERIFY(!verdict.reason.isEmpty());
}

void TestEvaluation::saysWhyNot()
{
    const auto document = workflow::Document::open("on: {push: {branches: [main]}}\n"_ba);
    QCOMPARE(workflow::wouldStart(document, push("dev")).reason, u"branches does not hold dev."_s);
}

void TestEvaluation::forecastsJobsAndSteps_data()
{
    QTest::addColumn<QByteArray>("jobs");
    QTest::addColumn<QString>("outlook");
    const auto row = [](const char *name, const QByteArray &jobs, const QString &outlook) {
        QTest::newRow(name) << jobs << outlook;
    };
    row("without conditions", "{a: {}, b: {needs: a}}"_ba, u"a=yes b=yes"_s);
    row("a branch", "{a: {if: github.ref == 'refs/heads/main'}, b: {if: github.ref_name == 'x'}}"_ba, u"a=yes b=no"_s);
    row("behind a skipped one", "{a: {if: false}, b: {needs: a}, c: {needs: b}}"_ba, u"a=no b=no c=no"_s);
    row("behind a skipped one, always", "{a: {if: false}, b: {needs: a, if: always()}}"_ba, u"a=no b=yes"_s);
    row("behind a skipped one, by its result",
        "{a: {if: false}, b: {needs: a, if: \"!cancelled() && needs.a.result == 'skipped'\"}}"_ba, u"a=no b=yes"_s);
    row("when one fails", "{a: {}, b: {needs: a, if: failure()}}"_ba, u"a=yes b=no"_s);
    row("a variable", "{a: {if: vars.X == 'y'}, b: {needs: a}}"_ba, u"a=unknown b=unknown"_s);
    row("an output", "{a: {}, b: {needs: a, if: needs.a.outputs.x == 'y'}}"_ba, u"a=yes b=unknown"_s);
    row("what it is not, whatever the rest", "{a: {if: vars.X && github.event_name == 'fork'}}"_ba, u"a=no"_s);
    row("a cycle", "{a: {needs: b}, b: {needs: a}}"_ba, u"a=no b=no"_s);
    row("steps",
        "{a: {steps: [{run: x}, {if: env.A == '1', run: y}, {if: failure(), run: z}, {if: steps.x.outputs.y, run: w}]}}"_ba,
        u"a=yes/1=yes/2=no/3=unknown"_s);
    row("a broken condition", "{a: {if: 'x ==='}}"_ba, u"a=unknown"_s);
}

void TestEvaluation::forecastsJobsAndSteps()
{
    QFETCH(const QByteArray, jobs);
    QFETCH(const QString, outlook);
    const auto document = workflow::Document::open("on: push\nenv: {A: 1}\njobs: " + jobs + "\n");
    QCOMPARE(printed(document, workflow::outlook(document, push("main"))), outlook);
}

void TestEvaluation::saysWhatItDependsOn()
{
    const auto document = workflow::Document::open("on: push\njobs: {a: {if: vars.X == 'y'}}\n"_ba);
    QCOMPARE(workflow::outlook(document, push("main")).jobs[0].verdict.reason, u"It depends on vars.X."_s);
}

void TestEvaluation::hasNoJobsWhenItDoesNotStart()
{
    const auto document = workflow::Document::open("on: fork\njobs: {a: {}}\n"_ba);
    QVERIFY(workflow::outlook(document, push("main")).jobs.empty());
}

QTEST_GUILESS_MAIN(TestEvaluation)
#include "test_evaluation.moc"
