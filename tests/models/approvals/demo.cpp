#include "approvals_demo/demo.h"

#include "workspace/workspace.h"

using namespace Qt::StringLiterals;

namespace slipway::approvals::demo {

namespace {

QDateTime at(int hour, int minute, int day = 21)
{
    return QDateTime(QDate(2024, 3, day), QTime(hour, minute), QTimeZone::UTC);
}

const QString head = u"d3e84b0f3c1a55e2b7d90c6f1b3b7a0cd41e19f5"_s;
const QString liveSha = u"c41d9e2f3c1a55e2b7d90c6f1b3b7a0cd41e19f5"_s;

workspace::App patientGraph()
{
    workspace::App app;
    app.id = app.name = u"patient-graph-api"_s;
    app.workflow = u"patient-graph-ci-cd.yml"_s;
    app.migrations = u"packages/shared/src/db/migrations"_s;
    app.production = workspace::Place{};
    app.production->flyApp = u"patient-graph-api"_s;
    app.production->sentryProject = u"patient-graph-api"_s;
    app.staging = workspace::Place{};
    app.staging->flyApp = u"patient-graph-api-staging"_s;
    return app;
}

github::Job job(const QString &name, github::Phase phase, const QDateTime &from, int seconds)
{
    github::Job job;
    job.name = name;
    job.phase = {phase, {}};
    job.createdAt = from;
    if (phase == github::Phase::Completed) {
        job.conclusion = {github::Conclusion::Success, u"success"_s};
        job.startedAt = from;
        job.completedAt = from.addSecs(seconds);
    }
    return job;
}

github::Run run()
{
    github::Run run;
    run.id = 9'001'289;
    run.number = 1289;
    run.workflowName = u"Patient Graph CI/CD"_s;
    run.path = u".github/workflows/patient-graph-ci-cd.yml"_s;
    run.branch = u"hotfix/null-encounter"_s;
    run.sha = head;
    run.event = u"workflow_dispatch"_s;
    run.phase = {github::Phase::Waiting, u"waiting"_s};
    run.actor = run.triggeringActor = u"jonas-weil"_s;
    run.commitMessage = u"Guard against encounters without a subject"_s;
    run.createdAt = at(14, 22);
    run.updatedAt = at(14, 26);
    run.page = QUrl(u"https://github.com/loop-health/platform/actions/runs/9001289"_s);
    return run;
}

releases::Release release(qint64 version, const QString &environment, const QString &sha, releases::Verdict verdict)
{
    releases::Release release;
    release.app = u"patient-graph-api"_s;
    release.environment = environment;
    release.flyVersion = version;
    release.version = u'v' + QString::number(version);
    release.id = u"fly/patient-graph-api/"_s + QString::number(version);
    release.sha = sha;
    release.outcome = releases::Outcome::Live;
    release.verdict = verdict;
    release.strategy = u"rolling"_s;
    release.at = at(14, 14);
    return release;
}

github::CheckRun check(const QString &name)
{
    github::CheckRun check;
    check.name = name;
    check.phase = {github::Phase::Completed, u"completed"_s};
    check.conclusion = {github::Conclusion::Success, u"success"_s};
    return check;
}

releases::FileChange file(const QString &path, int added, int removed, const QString &patch = {})
{
    return {path, added, removed, patch};
}

releases::Span span()
{
    releases::Span span;
    span.baseSha = liveSha;
    span.headSha = head;
    span.ahead = 1;
    span.pulls = {620};
    span.files = {
        file(u"apps/patient-graph/src/mappers/encounter.ts"_s, 15, 5,
             u"@@ -21,4 +21,5 @@ encounter.ts\n export function toEncounter(row: EncounterRow): Encounter {\n"
             "-  const subject = row.resource.encounter.subject\n-  const period = row.resource.encounter.period\n"
             "+  const encounter = row.resource?.encounter\n+  if (!hasSubject(encounter)) {\n+    throw new "
             "UnmappedEncounterError(row.id)\n   return {\n"_s),
        file(u"apps/patient-graph/src/routes/treatments.ts"_s, 5, 4),
        file(u"packages/patient-graph/src/guards.ts"_s, 9, 0),
        file(u"apps/patient-graph/test/encounter.spec.ts"_s, 9, 2)};
    return span;
}

std::shared_ptr<releases::History> history(const Evidence &evidence)
{
    auto history = std::make_shared<releases::History>();
    releases::Release staging = release(57, u"staging"_s, head, releases::Verdict::Healthy);
    staging.isLive = true;
    history->releases = {evidence.candidates.first(), *evidence.live, staging};
    history->freezes = {{at(0, 0, 22), at(0, 0, 23), u"hotfixes only"_s}};
    return history;
}

void putPulls(Evidence &evidence)
{
    ReviewedPull reviewed;
    reviewed.pull.number = 620;
    reviewed.pull.title = u"Guard against encounters without a subject"_s;
    reviewed.pull.body = u"Fixes PATIENT-GRAPH-API-3K."_s;
    reviewed.pull.author = u"jonas-weil"_s;
    github::PullReview review;
    review.user = u"aiko-tanaka"_s;
    review.answer = {github::PullReview::Answer::Approved, u"APPROVED"_s};
    review.submittedAt = at(14, 29);
    review.sha = head;
    reviewed.reviews = {review};
    evidence.pulls = {reviewed};
    evidence.owners = CodeOwners("* @loop-health/platform @aiko-tanaka\n");
}

void putCommit(Evidence &evidence)
{
    github::Commit commit;
    commit.sha = head;
    commit.message = evidence.run.commitMessage;
    commit.isVerified = true;
    commit.parents = {liveSha};
    evidence.commit = commit;
    evidence.comparison = github::Comparison{};
    evidence.comparison->aheadBy = evidence.comparison->totalCommits = 1;
    evidence.comparison->commits = {commit};
    evidence.againstMain = evidence.comparison;
    evidence.span = span();
    evidence.branchHead = head;
    evidence.checks = {check(u"Type-check"_s), check(u"Lint"_s), check(u"Tests"_s)};
}

} // namespace

QDateTime now()
{
    return at(14, 32);
}

std::shared_ptr<const workspace::Workspace> workspace()
{
    auto workspace = std::make_shared<workspace::Workspace>();
    workspace->name = u"Loop Health"_s;
    workspace->people = {
        {u"Priya Nair"_s, u"priya-nair"_s}, {u"Jonas Weil"_s, u"jonas-weil"_s}, {u"Aiko Tanaka"_s, u"aiko-tanaka"_s}};
    workspace->organizations.githubRepository = u"loop-health/platform"_s;
    workspace->apps = {patientGraph()};
    workspace->guardrails.hotfixBranches = u"hotfix/*"_s;
    workspace->guardrails.mostFiles = 5;
    workspace::FreezeWindow friday;
    friday.days = {Qt::Friday};
    friday.except = u"hotfix"_s;
    workspace->guardrails.freeze = {friday};
    workspace::BranchPolicy policy;
    policy.branch = u"main"_s;
    policy.approvals = 1;
    policy.codeOwners = policy.linearHistory = policy.signedCommits = true;
    policy.checks = {u"Type-check"_s, u"Lint"_s, u"Tests"_s};
    workspace->branchPolicies = {policy};
    return workspace;
}

github::PendingDeployment pending()
{
    github::PendingDeployment pending;
    pending.environmentId = 1616;
    pending.environment = u"production"_s;
    pending.waitTimer = minutes(5);
    pending.waitTimerStartedAt = at(14, 26);
    pending.canApprove = true;
    const base::Word<github::Reviewer::Kind> user{github::Reviewer::Kind::User, u"User"_s};
    pending.reviewers = {{user, 7, u"priya-nair"_s}, {user, 8, u"aiko-tanaka"_s}, {user, 9, u"jonas-weil"_s}};
    return pending;
}

Evidence evidence()
{
    Evidence evidence;
    evidence.workspace = workspace();
    evidence.now = now();
    evidence.run = run();
    evidence.jobs = {job(u"Tests"_s, github::Phase::Completed, at(14, 22), 240),
                     job(u"deploy"_s, github::Phase::Waiting, at(14, 26), 0)};
    evidence.lastJobs = {job(u"Tests"_s, github::Phase::Completed, at(13, 0), 240),
                         job(u"deploy"_s, github::Phase::Completed, at(13, 5), 80),
                         job(u"Sentry release, Slack"_s, github::Phase::Completed, at(13, 7), 5)};
    const Asking asking{nullptr, evidence.workspace, {u"loop-health"_s, u"platform"_s}, u"priya-nair"_s, now()};
    evidence.what = waitingOf(asking, evidence.run, *evidence.jobs, {pending()}, QStringList{u"production"_s});
    evidence.answers = QList<github::Approval>();
    evidence.siblings = QList<github::Run>();
    evidence.live = release(43, u"production"_s, liveSha, releases::Verdict::Healthy);
    evidence.live->isLive = true;
    evidence.candidates = {release(42, u"production"_s, u"3b7a0cd"_s, releases::Verdict::Healthy)};
    evidence.machines = 3;
    putCommit(evidence);
    putPulls(evidence);
    evidence.history = history(evidence);
    return evidence;
}

Evidence hotfix()
{
    Evidence evidence = demo::evidence();
    evidence.live->verdict = releases::Verdict::Failed;
    evidence.live->note = u"Error rate 6.0×"_s;
    auto history = std::make_shared<releases::History>(*evidence.history);
    history->releases.last().sha = u"aaaaaaa"_s;
    history->releases.last().verdict = releases::Verdict::Failed;
    evidence.history = history;
    return evidence;
}

} // namespace slipway::approvals::demo
