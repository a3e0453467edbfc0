#include "call_support/json_samples.h"
#include "github/account.h"
#include "github/checks.h"
#include "github/commits.h"
#include "github/deployments.h"
#include "github/environments.h"
#include "github/gate_answers.h"
#include "github/protection.h"
#include "github/pull_reviews.h"
#include "github/releases.h"
#include "github/repository.h"
#include "github/workflows_and_runs.h"
#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::github;
using slipway::base::Status;
using slipway::base::json::read;
using slipway::test::attempt;
using slipway::test::with;
using slipway::test::without;

class TestReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatDoesNotFit_data();
    void namesWhatDoesNotFit();
    void readsRepositoryNames_data();
    void readsRepositoryNames();
    void readsScopes_data();
    void readsScopes();
    void readsAllowances();
    void readsAFileOverItsLineBreaks();
    void noticesAFileThatWasLeftOut();
    void refusesADirectoryForAFile();
    void readsACommit();
    void readsACommitOfAnUnknownAccount();
    void readsAComparison();
    void readsARun();
    void keepsRunsThatTellLittle();
    void mapsPhasesAndConclusions_data();
    void mapsPhasesAndConclusions();
    void keepsWordsNobodyKnows();
    void mapsDeploymentStates_data();
    void mapsDeploymentStates();
    void readsReviewers();
    void tellsHowAGateWasClosed_data();
    void tellsHowAGateWasClosed();
    void readsAnEnvironment();
    void readsWhichBranchesMayDeploy_data();
    void readsWhichBranchesMayDeploy();
    void takesAbsentProtectionsForOff();
    void readsProtection();
};

void TestReading::namesWhatDoesNotFit_data()
{
    slipway::test::addSampleRows({
        {"user", samples::user, attempt<readUser>, {u"id"_s, u"login"_s, u"html_url"_s}},
        {"allowances", samples::allowances, attempt<readAllowances>, {u"resources"_s, u"resources.core.reset"_s}},
        {"repository",
         samples::repository,
         attempt<readRepository>,
         {u"id"_s, u"full_name"_s, u"default_branch"_s, u"private"_s}},
        {"branch", samples::branch, attempt<readBranch>, {u"name"_s, u"commit"_s, u"commit.sha"_s, u"protected"_s}},
        {"tag", samples::tag, attempt<readTag>, {u"name"_s, u"commit.sha"_s}},
        {"reference", samples::reference, attempt<readReference>, {u"ref"_s, u"object"_s, u"object.sha"_s}},
        {"file", samples::file, attempt<readFile>, {u"type"_s, u"path"_s, u"sha"_s, u"size"_s}},
        {"commit",
         samples::commit,
         attempt<readCommit>,
         {u"sha"_s, u"commit"_s, u"commit.message"_s, u"parents[0].sha"_s, u"files[0].filename"_s}},
        {"comparison",
         samples::comparison,
         attempt<readComparison>,
         {u"status"_s, u"ahead_by"_s, u"commits"_s, u"commits[0].sha"_s, u"files[0].status"_s, u"merge_base_commit"_s}},
        {"pull request",
         samples::pull,
         attempt<readPullRequest>,
         {u"number"_s, u"title"_s, u"state"_s, u"head"_s, u"head.ref"_s, u"base.ref"_s, u"updated_at"_s}},
        {"workflow", samples::workflow, attempt<readWorkflow>, {u"id"_s, u"name"_s, u"path"_s, u"state"_s}},
        {"run",
         samples::run,
         attempt<readRun>,
         {u"id"_s, u"workflow_id"_s, u"run_number"_s, u"display_title"_s, u"path"_s, u"head_sha"_s, u"event"_s,
          u"created_at"_s, u"updated_at"_s, u"html_url"_s}},
        {"job",
         samples::job,
         attempt<readJob>,
         {u"id"_s, u"run_id"_s, u"name"_s, u"status"_s, u"labels"_s, u"steps[0].name"_s, u"steps[0].number"_s,
          u"steps[0].status"_s}},
        {"artifact", samples::artifact, attempt<readArtifact>, {u"id"_s, u"name"_s, u"size_in_bytes"_s, u"expired"_s}},
        {"pending deployment",
         samples::pending,
         attempt<readPendingDeployment>,
         {u"environment"_s, u"environment.id"_s, u"wait_timer"_s, u"current_user_can_approve"_s, u"reviewers"_s,
          u"reviewers[1].reviewer.slug"_s}},
        {"review of a pull request", samples::pullReview, attempt<readPullReview>, {u"state"_s}},
        {"approval",
         samples::approval,
         attempt<readApproval>,
         {u"environments"_s, u"environments[0].name"_s, u"state"_s, u"user"_s, u"comment"_s}},
        {"deployment",
         samples::deployment,
         attempt<readDeployment>,
         {u"id"_s, u"sha"_s, u"ref"_s, u"environment"_s, u"created_at"_s}},
        {"deployment status",
         samples::deploymentStatus,
         attempt<readDeploymentStatus>,
         {u"id"_s, u"state"_s, u"created_at"_s}},
        {"release",
         samples::release,
         attempt<readRelease>,
         {u"id"_s, u"tag_name"_s, u"draft"_s, u"author"_s, u"assets[0].size"_s}},
        {"check run",
         samples::checkRun,
         attempt<readCheckRun>,
         {u"id"_s, u"name"_s, u"status"_s, u"output"_s, u"output.annotations_count"_s}},
        {"annotation", samples::annotation, attempt<readAnnotation>, {u"path"_s, u"start_line"_s, u"end_line"_s}},
        {"environment",
         samples::environment,
         attempt<readEnvironment>,
         {u"id"_s, u"name"_s, u"protection_rules[0].type"_s, u"deployment_branch_policy.protected_branches"_s}},
        {"branch policy", samples::branchPolicy, attempt<readBranchPolicy>, {u"id"_s, u"name"_s}},
        {"secret", samples::secret, attempt<readSecretName>, {u"name"_s, u"created_at"_s, u"updated_at"_s}},
        {"variable", samples::variable, attempt<readVariable>, {u"name"_s, u"value"_s, u"updated_at"_s}},
        {"protection",
         samples::protection,
         attempt<readProtection>,
         {u"required_status_checks.contexts"_s, u"required_pull_request_reviews.dismiss_stale_reviews"_s}},
        {"rule", samples::rule, attempt<readBranchRule>, {u"type"_s}},
    });
}

void TestReading::namesWhatDoesNotFit()
{
    QCOMPARE(slipway::test::sampleReport(), QString());
}

void TestReading::readsRepositoryNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isName");
    QTest::newRow("owner and name") << u"loop-health/platform"_s << true;
    QTest::newRow("no slash") << u"platform"_s << false;
    QTest::newRow("two slashes") << u"a/b/c"_s << false;
    QTest::newRow("no owner") << u"/platform"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestReading::readsRepositoryNames()
{
    QFETCH(QString, text);
    QFETCH(bool, isName);
    const auto name = RepositoryName::fromText(text);
    QCOMPARE(name.has_value(), isName);
    QCOMPARE(name ? name->text() : text, text);
}

void TestReading::readsScopes_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QStringList>("scopes");
    QTest::newRow("several") << "repo, workflow"_ba << QStringList{u"repo"_s, u"workflow"_s};
    QTest::newRow("none") << ""_ba << QStringList();
}

void TestReading::readsScopes()
{
    QFETCH(QByteArray, header);
    QTEST(parseScopes(header), "scopes");
}

void TestReading::readsAllowances()
{
    const auto allowances = read(samples::allowances, readAllowances);
    QVERIFY(allowances);
    QCOMPARE(allowances->size(), 2);
    QCOMPARE(allowances->first().resource, u"core"_s);
    QCOMPARE(allowances->first().remaining, 4990);
    QCOMPARE(allowances->first().resetAt, QDateTime::fromString(u"2024-03-21T14:32:00Z"_s, Qt::ISODate));
}

void TestReading::readsAFileOverItsLineBreaks()
{
    const auto file = read(samples::file, readFile);
    QVERIFY(file);
    QCOMPARE(file->content, "hello\n"_ba);
    QVERIFY(!file->isContentMissing);
}

void TestReading::noticesAFileThatWasLeftOut()
{
    const auto file = read(with(with(samples::file, u"encoding"_s, u"none"_s), u"content"_s, u""_s), readFile);
    QVERIFY(file);
    QVERIFY(file->isContentMissing);
}

void TestReading::refusesADirectoryForAFile()
{
    const auto list = read("[]"_ba, readFile);
    QVERIFY(!list);
    QCOMPARE(list.error().path, u"$"_s);
    const auto submodule = read(with(samples::file, u"type"_s, u"submodule"_s), readFile);
    QVERIFY(!submodule);
    QCOMPARE(submodule.error().path, u"$.type"_s);
}

void TestReading::readsACommit()
{
    const auto commit = read(samples::commit, readCommit);
    QVERIFY(commit);
    QCOMPARE(commit->title(), u"Fix null encounter"_s);
    QCOMPARE(commit->authorName, u"Jonas Weil"_s);
    QCOMPARE(commit->authorLogin, u"jonas-weil"_s);
    QVERIFY(commit->isVerified);
    QCOMPARE(commit->parents, QStringList{u"3b7a0cd"_s});
    QCOMPARE(commit->files.first().previousPath, u"src/b.ts"_s);
    QVERIFY(commit->files.first().kind == FileChange::Kind::Renamed);
}

void TestReading::readsACommitOfAnUnknownAccount()
{
    for (const QJsonValue &author : {QJsonValue(), QJsonValue(QJsonObject())}) {
        const auto commit = read(with(samples::commit, u"author"_s, author), readCommit);
        QVERIFY(commit);
        QCOMPARE(commit->authorLogin, QString());
    }
}

void TestReading::readsAComparison()
{
    const auto comparison = read(samples::comparison, readComparison);
    QVERIFY(comparison);
    QVERIFY(comparison->standing == Comparison::Standing::Ahead);
    QCOMPARE(comparison->aheadBy, 6);
    QCOMPARE(comparison->files.first().additions, 38);
    QCOMPARE(comparison->mergeBase, u"c41d9e2"_s);
}

void TestReading::readsARun()
{
    const auto run = read(samples::run, readRun);
    QVERIFY(run);
    QCOMPARE(run->number, 1289);
    QCOMPARE(run->attempt, 2);
    QCOMPARE(run->path, u".github/workflows/patient-graph-ci-cd.yml"_s);
    QCOMPARE(run->branch, u"hotfix/null-encounter"_s);
    QCOMPARE(run->triggeringActor, u"priya-nair"_s);
    QCOMPARE(run->pullRequests, QList<qint64>{620});
    QCOMPARE(run->status(), Status::Success);
    QCOMPARE(run->took(), std::optional<milliseconds>(5min + 30s));
}

void TestReading::keepsRunsThatTellLittle()
{
    QByteArray bare = samples::run;
    for (const QString &key :
         {u"run_attempt"_s, u"run_started_at"_s, u"actor"_s, u"triggering_actor"_s, u"pull_requests"_s})
        bare = without(bare, key);
    for (const QString &key : {u"name"_s, u"head_branch"_s, u"conclusion"_s, u"head_commit"_s})
        bare = with(bare, key, QJsonValue());
    const auto run = read(with(bare, u"status"_s, u"in_progress"_s), readRun);
    QVERIFY(run);
    QCOMPARE(run->attempt, 1);
    QCOMPARE(run->startedAt, run->createdAt);
    QVERIFY(!run->took());
    QCOMPARE(run->status(), Status::Running);
}

void TestReading::mapsPhasesAndConclusions_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<QString>("conclusion");
    QTest::addColumn<Status>("status");
    QTest::newRow("queued") << u"queued"_s << u""_s << Status::Queued;
    QTest::newRow("requested") << u"requested"_s << u""_s << Status::Queued;
    QTest::newRow("running") << u"in_progress"_s << u""_s << Status::Running;
    QTest::newRow("waits for a person") << u"waiting"_s << u""_s << Status::Waiting;
    QTest::newRow("success") << u"completed"_s << u"success"_s << Status::Success;
    QTest::newRow("timed out") << u"completed"_s << u"timed_out"_s << Status::Failure;
    QTest::newRow("could not start") << u"completed"_s << u"startup_failure"_s << Status::Failure;
    QTest::newRow("cancelled") << u"completed"_s << u"cancelled"_s << Status::Cancelled;
    QTest::newRow("neutral") << u"completed"_s << u"neutral"_s << Status::Skipped;
    QTest::newRow("action required") << u"completed"_s << u"action_required"_s << Status::Waiting;
    QTest::newRow("a new conclusion") << u"completed"_s << u"moonlit"_s << Status::Unknown;
    QTest::newRow("a new phase") << u"dreaming"_s << u""_s << Status::Unknown;
}

void TestReading::mapsPhasesAndConclusions()
{
    QFETCH(QString, phase);
    QFETCH(QString, conclusion);
    QTEST(statusOf(phaseOf(phase), conclusionOf(conclusion)), "status");
}

void TestReading::keepsWordsNobodyKnows()
{
    const auto run = read(with(samples::run, u"conclusion"_s, u"moonlit"_s), readRun);
    QVERIFY(run);
    QVERIFY(run->conclusion == Conclusion::Unknown);
    QCOMPARE(wordOf(run->phase, run->conclusion), u"moonlit"_s);
    const auto workflow = read(with(samples::workflow, u"state"_s, u"resting"_s), readWorkflow);
    QVERIFY(workflow);
    QCOMPARE(workflow->state.text, u"resting"_s);
    const auto environment = read(samples::environment, readEnvironment);
    QVERIFY(environment);
    QCOMPARE(environment->otherRules, QStringList{u"moon_phase"_s});
}

void TestReading::mapsDeploymentStates_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<Status>("status");
    QTest::newRow("success") << u"success"_s << Status::Success;
    QTest::newRow("error") << u"error"_s << Status::Failure;
    QTest::newRow("replaced") << u"inactive"_s << Status::Skipped;
    QTest::newRow("in progress") << u"in_progress"_s << Status::Running;
    QTest::newRow("pending") << u"pending"_s << Status::Queued;
    QTest::newRow("a new state") << u"drifting"_s << Status::Unknown;
}

void TestReading::mapsDeploymentStates()
{
    QFETCH(QString, state);
    const auto status = read(with(samples::deploymentStatus, u"state"_s, state), readDeploymentStatus);
    QVERIFY(status);
    QCOMPARE(status->state.text, state);
    QTEST(status->status(), "status");
}

void TestReading::readsReviewers()
{
    const auto pending = read(samples::pending, readPendingDeployment);
    QVERIFY(pending);
    QVERIFY(pending->canApprove);
    QCOMPARE(pending->waitTimer, 5min);
    QCOMPARE(pending->reviewers.size(), 2);
    QCOMPARE(pending->reviewers.first().name, u"priya-nair"_s);
    QCOMPARE(pending->reviewers.last().name, u"release"_s);
}

namespace {

Approval answer(Approval::Answer meaning, const QString &environment, const QString &user)
{
    return {{meaning, {}}, {environment}, user, {}};
}

Job jobThat(const QString &conclusion, bool hasBegun)
{
    Job job;
    job.conclusion = conclusionOf(conclusion);
    if (hasBegun) {
        job.steps.append(Step());
        job.steps.last().startedAt = QDateTime(QDate(2024, 3, 21), QTime(14, 0), QTimeZone::UTC);
    }
    return job;
}

} // namespace

void TestReading::tellsHowAGateWasClosed_data()
{
    using enum Approval::Answer;
    QTest::addColumn<QList<Approval>>("answers");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<qint64>("attempt");
    QTest::addColumn<std::optional<QList<Job>>>("jobs");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QStringList>("by");
    const QString live = u"production"_s;
    const QString aiko = u"aiko"_s;
    const QString mina = u"mina"_s;
    const auto row = [](const char *name, const QList<Approval> &answers, const QString &environment, qint64 attempt,
                        const std::optional<QList<Job>> &jobs, Approval::Answer verdict, const QStringList &by) {
        // Whatever order GitHub lists them in.
        QTest::addRow("%s", name) << answers << environment << attempt << jobs << int(verdict) << by;
        const QList<Approval> reversed(answers.crbegin(), answers.crend());
        const QStringList byReversed(by.crbegin(), by.crend());
        QTest::addRow("%s, the other way round", name)
            << reversed << environment << attempt << jobs << int(verdict) << byReversed;
    };
    const Approval yes = answer(Approved, live, aiko);
    const Approval no = answer(Rejected, live, mina);
    const Approval stagingYes = answer(Approved, u"staging"_s, u"sam"_s);
    const QList<Job> deployed{jobThat(u"success"_s, true)};
    const QList<Job> failed{jobThat(u"failure"_s, true)};
    const QList<Job> turnedAway{jobThat(u"success"_s, true), jobThat(u"failure"_s, false)};
    const QList<Job> left{jobThat(u"cancelled"_s, false)};
    row("nobody answered", {}, live, 1, std::nullopt, Unknown, {});
    row("a remark is no answer", {answer(Pending, live, aiko)}, live, 1, std::nullopt, Unknown, {});
    row("approved", {yes}, live, 1, std::nullopt, Approved, {aiko});
    row("rejected", {no}, live, 1, std::nullopt, Rejected, {mina});
    row("another gate was approved", {stagingYes, no}, live, 1, turnedAway, Rejected, {mina});
    row("the other gate", {stagingYes, no}, u"staging"_s, 1, turnedAway, Approved, {u"sam"_s});
    row("one rejection ends the run", {stagingYes, no}, {}, 1, turnedAway, Rejected, {mina});
    row("both gates approved", {stagingYes, yes}, {}, 1, deployed, Approved, {u"sam"_s, aiko});
    row("one gate approved, cancelled at the other", {stagingYes}, {}, 1, left, Unknown, {});
    row("rejected, then approved in a later attempt", {no, yes}, live, 2, deployed, Approved, {aiko});
    row("the same, and its job failed", {no, yes}, live, 2, failed, Approved, {aiko});
    row("approved, then rejected in a later attempt", {yes, no}, live, 2, turnedAway, Rejected, {mina});
    row("rejected, then a later attempt left alone", {no}, live, 2, left, Unknown, {});
    row("approved, then a later attempt left alone", {yes}, live, 2, left, Unknown, {});
    row("approved in two attempts", {yes, answer(Approved, live, mina)}, live, 2, deployed, Approved, {aiko, mina});
    row("both were said, and no job is known", {yes, no}, live, 2, std::nullopt, Rejected, {mina});
}

void TestReading::tellsHowAGateWasClosed()
{
    QFETCH(QList<Approval>, answers);
    QFETCH(QString, environment);
    QFETCH(qint64, attempt);
    QFETCH(std::optional<QList<Job>>, jobs);
    const GateVerdict verdict = gateVerdict(answers, environment, attempt, jobs);
    QTEST(int(verdict.answer), "verdict");
    QStringList by;
    for (const Approval &word : verdict.words)
        by += word.user;
    QTEST(by, "by");
}

void TestReading::readsAnEnvironment()
{
    const auto environment = read(samples::environment, readEnvironment);
    QVERIFY(environment);
    QCOMPARE(environment->waitTimer, 30min);
    QVERIFY(environment->preventsSelfReview);
    QCOMPARE(environment->reviewers.size(), 1);
    QVERIFY(environment->branches == Environment::Branches::Named);
}

void TestReading::readsWhichBranchesMayDeploy_data()
{
    QTest::addColumn<QJsonValue>("policy");
    QTest::addColumn<int>("branches");
    const auto policy = [](bool isProtected, bool isNamed) {
        return QJsonValue(QJsonObject{{u"protected_branches"_s, isProtected}, {u"custom_branch_policies"_s, isNamed}});
    };
    QTest::newRow("null is any") << QJsonValue() << int(Environment::Branches::Any);
    QTest::newRow("protected ones") << policy(true, false) << int(Environment::Branches::Protected);
    QTest::newRow("named ones") << policy(false, true) << int(Environment::Branches::Named);
}

void TestReading::readsWhichBranchesMayDeploy()
{
    QFETCH(QJsonValue, policy);
    const auto environment = read(with(samples::environment, u"deployment_branch_policy"_s, policy), readEnvironment);
    QVERIFY(environment);
    QTEST(int(environment->branches), "branches");
}

void TestReading::takesAbsentProtectionsForOff()
{
    const auto protection = read("{}"_ba, readProtection);
    QVERIFY(protection);
    QCOMPARE(*protection, Protection());
}

void TestReading::readsProtection()
{
    const auto protection = read(samples::protection, readProtection);
    QVERIFY(protection && protection->checks && protection->reviews);
    QVERIFY(protection->checks->isStrict);
    QCOMPARE(protection->checks->contexts, (QStringList{u"Lint"_s, u"Tests"_s}));
    QCOMPARE(protection->reviews->approvals, 1);
    QVERIFY(protection->enforcesAdmins);
    QVERIFY(protection->requiresLinearHistory);
    QVERIFY(!protection->allowsForcePushes);
}

QTEST_GUILESS_MAIN(TestReading)
#include "test_reading.moc"
