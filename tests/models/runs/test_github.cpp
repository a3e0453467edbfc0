#include "github/client.h"
#include "runs/actions.h"
#include "runs/github_facts.h"
#include "test_support/call_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;

namespace {

const QByteArray run = R"({"id": 9001, "workflow_id": 11, "run_number": 1289, "run_attempt": 2, "name": "CI/CD",
    "display_title": "Fix null encounter", "path": ".github/workflows/ci.yml@main",
    "head_branch": "main", "head_sha": "d3e84b0", "event": "push", "status": "in_progress",
    "conclusion": null, "actor": {"login": "jonas-weil"}, "triggering_actor": {"login": "priya-nair"},
    "head_commit": {"message": "Fix null encounter\n\nMore", "author": {"name": "Jonas Weil"}},
    "pull_requests": [], "created_at": "2024-03-21T14:20:00Z", "updated_at": "2024-03-21T14:31:30Z",
    "run_started_at": "2024-03-21T14:26:00Z", "html_url": "https://github.com/run"})";

struct Bench {
    test::CallFixture calls;
    std::shared_ptr<Actions> actions =
        githubActions(std::make_shared<github::Client>(calls.http, github::endpoint(calls.server.url(), calls.token())),
                      {u"loop-health"_s, u"platform"_s});
};

} // namespace

/// What is asked of GitHub, and what is made of its answers.
class TestRunsOfGithub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsAreAskedByFilter();
    void writesGoWhereThePlanSays();
    void aQueuedJobHasNotStarted();
};

void TestRunsOfGithub::runsAreAskedByFilter()
{
    Bench bench;
    bench.calls.server
        .on("GET",
            "/repos/loop-health/platform/actions/workflows/ci.yml/runs?actor=priya-nair&branch=main&event=push"
            "&status=success&created=%3C%3D2024-03-21T14%3A32%3A00Z&per_page=5")
        .answer(200, "{\"total_count\": 1, \"workflow_runs\": [" + run + "]}");
    RunQuery query{.workflow = u"ci.yml"_s,
                   .branch = u"main"_s,
                   .actor = u"priya-nair"_s,
                   .status = u"success"_s,
                   .event = u"push"_s,
                   .until = bench.calls.clock->now(),
                   .count = 5};
    test::Outcome<QList<RunFact>> runs(bench.actions->runs(query, {}));
    QTRY_VERIFY(!bench.calls.server.seen().isEmpty());
    QCOMPARE(bench.calls.server.mistakes().join(u'\n'), QString());
    QTRY_VERIFY(runs.isValue());
    const RunFact &fact = runs.value().first();
    QCOMPARE(fact.file(), u"ci.yml"_s);
    QCOMPARE(fact.status, Status::Running);
    QCOMPARE(fact.actor, u"priya-nair"_s);
    QCOMPARE(fact.commitTitle, u"Fix null encounter"_s);
    QVERIFY(fact.isActive());
}

void TestRunsOfGithub::writesGoWhereThePlanSays()
{
    Bench bench;
    bench.calls.server.on("POST", "/repos/loop-health/platform/actions/runs/9001/cancel").answer(202, "{}");
    bench.calls.server.on("PUT", "/repos/loop-health/platform/actions/workflows/11/disable").answer(204);
    test::Outcome<bool> cancelled(test::done(bench.actions->cancel(9001, {})));
    QTRY_VERIFY(cancelled.isValue());
    test::Outcome<bool> disabled(test::done(bench.actions->setWorkflowEnabled(11, false, {})));
    QTRY_VERIFY(disabled.isDone());
    QVERIFY(disabled.isValue());
    QCOMPARE(bench.calls.server.mistakes(), QStringList());
}

void TestRunsOfGithub::aQueuedJobHasNotStarted()
{
    github::Job job;
    job.phase = github::phaseOf(u"queued"_s);
    job.createdAt = job.startedAt = QDateTime::fromString(u"2024-03-21T14:20:00Z"_s, Qt::ISODate);
    QVERIFY(!factOf(job).startedAt);
    job.phase = github::phaseOf(u"in_progress"_s);
    QVERIFY(factOf(job).startedAt);
    job.phase = github::phaseOf(u"completed"_s);
    job.conclusion = github::conclusionOf(u"skipped"_s);
    QVERIFY(!factOf(job).startedAt);
    QVERIFY(!factOf(job).queued(*job.createdAt));
}

QTEST_GUILESS_MAIN(TestRunsOfGithub)
#include "test_github.moc"
