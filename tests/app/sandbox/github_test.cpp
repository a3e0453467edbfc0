#include "core_http.h"

#include "sandbox/core/server.h"
#include "sandbox/core/simulation.h"
#include "sandbox/github/world.h"
#include "sandbox/scenarios/loop_health_facts.h"
#include "sandbox/scenarios/loop_health_github.h"

#include <sodium.h>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::sandbox;
using namespace std::chrono_literals;

/// GitHub of loop-health over real sockets, its time moved by hand. With SLIPWAY_EXCHANGES set, writes
/// the exchanges into that folder, for validate-exchange.mjs.
class TestSandboxGitHub : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void accessIsControlled();
    void everyReadAnswers_data();
    void everyReadAnswers();
    void listsArePaged();
    void filteredListsEndAtAThousand();
    void runsAreFiltered_data();
    void runsAreFiltered();
    void unchangedAnswersAreFree();
    void theLimitIsKept();
    void secondaryLimitsSpeakGitHubsWords();
    void theStoryIsAsInThePicture();
    void driftsAreAsInThePicture_data();
    void driftsAreAsInThePicture();
    void aDispatchedRunAdvances();
    void aDispatchThatDoesNotFitIsRefused_data();
    void aDispatchThatDoesNotFitIsRefused();
    void theHotfixIsApproved();
    void theHotfixIsRejected();
    void aRunIsCancelledAndRunAgain();
    void logsLieOnAnotherHostWithoutTheToken();
    void fivehundredAfterTheEffectHappensOnce();
    void filesAreWrittenOnce();
    void branchesBecomePullRequests();
    void secretsAreTakenSealedForTheirOwnVault();
    void deploymentsAndTheirStatuses();
    void protectionIsReplacedWhole();
    void theDeviceFlowEndsInAToken();
    void theSameSeedTellsTheSameStory();

private:
    void build(quint64 seed);
    test::Answer get(const QString &below) { return m_http->get(m_api + u"/repos/loop-health/platform"_s + below); }
    test::Answer send(const QByteArray &method, const QString &below, const QJsonObject &body = {})
    {
        return m_http->send(method, m_api + u"/repos/loop-health/platform"_s + below, body);
    }
    QJsonObject newestRun(const QString &file)
    {
        return get(u"/actions/workflows/%1/runs?per_page=1"_s.arg(file)).object()["workflow_runs"_L1][0].toObject();
    }
    QString runPath(qint64 id) const { return u"/actions/runs/%1"_s.arg(id); }

    base::ManualClock *m_clock = nullptr;
    std::vector<std::unique_ptr<Server>> m_servers;
    std::vector<Offer> m_offers;
    std::unique_ptr<Simulation> m_simulation;
    std::unique_ptr<test::Http> m_http;
    QString m_api;
    QString m_web;
    int m_records = 0;
};

void TestSandboxGitHub::build(quint64 seed)
{
    m_servers.clear();
    m_offers.clear();
    auto clock = std::make_unique<base::ManualClock>();
    m_clock = clock.get();
    m_simulation = std::make_unique<Simulation>(std::move(clock), seed);
    m_offers = loop_health::githubServices(*m_simulation);
    for (const Offer &offer : m_offers) {
        m_servers.push_back(std::make_unique<Server>(*m_simulation, *offer.service));
        QVERIFY(m_servers.back()->listen(0));
    }
    m_api = m_servers[0]->origin();
    m_web = m_servers[1]->origin();
    m_http = std::make_unique<test::Http>();
    m_http->token = m_offers[0].service->tokens().full;
    if (const QString record = qEnvironmentVariable("SLIPWAY_EXCHANGES"); !record.isEmpty())
        QVERIFY(m_simulation->recorder().open(u"%1/github%2.jsonl"_s.arg(record).arg(++m_records)));
}

void TestSandboxGitHub::init()
{
    build(1);
}

void TestSandboxGitHub::accessIsControlled()
{
    const Tokens tokens = m_offers[0].service->tokens();
    const QString dispatch = u"/actions/workflows/migrations.yml/dispatches"_s;
    QCOMPARE(get({}).status, 200);
    m_http->token.clear();
    QCOMPARE(get({}).status, 401);
    m_http->token = "ghp_guess"_ba;
    QCOMPARE(get({}).object()["message"_L1].toString(), u"Bad credentials"_s);
    m_http->token = tokens.readOnly;
    QCOMPARE(get({}).status, 200);
    QCOMPARE(send("POST", dispatch, {{u"ref"_s, u"main"_s}}).status, 403);
    m_http->token = tokens.missingScopes;
    QCOMPARE(get({}).status, 403);
    QCOMPARE(get({}).header("x-accepted-oauth-scopes"), "repo"_ba);
    m_http->token = tokens.full;
    QCOMPARE(m_http->get(m_api + u"/repos/loop-health/hidden"_s).status, 404);
    QVERIFY(m_simulation->ledger().entries().isEmpty());
}

void TestSandboxGitHub::everyReadAnswers_data()
{
    QTest::addColumn<QString>("below");
    for (const auto below : {"",
                             "/branches",
                             "/branches/main",
                             "/branches?protected=true",
                             "/tags",
                             "/commits?per_page=5",
                             "/commits/main",
                             "/commits/hotfix/null-encounter",
                             "/commits?sha=develop&path=docs",
                             "/pulls",
                             "/pulls?state=all",
                             "/pulls/619",
                             "/pulls/619/files",
                             "/pulls/619/commits",
                             "/pulls/619/reviews",
                             "/compare/main...develop",
                             "/compare/main...hotfix/null-encounter",
                             "/git/ref/heads/main",
                             "/contents/.github/workflows/migrations.yml",
                             "/contents/.github/workflows",
                             "/git/trees/main",
                             "/actions/workflows",
                             "/actions/workflows/security.yml",
                             "/actions/runs?per_page=5",
                             "/actions/workflows/migrations.yml/runs",
                             "/environments",
                             "/environments/production",
                             "/environments/production/secrets",
                             "/environments/production/secrets/public-key",
                             "/environments/production/secrets/DATABASE_URL",
                             "/environments/production/variables",
                             "/environments/production/deployment-branch-policies",
                             "/actions/secrets",
                             "/actions/secrets/public-key",
                             "/actions/variables",
                             "/actions/permissions",
                             "/deployments?per_page=3",
                             "/deployments?environment=production&per_page=3",
                             "/releases",
                             "/releases/latest",
                             "/releases/tags/my-loop-health%403.12.1",
                             "/branches/main/protection",
                             "/branches/main/protection/required_signatures",
                             "/rulesets",
                             "/rules/branches/main",
                             "/code-scanning/alerts",
                             "/dependabot/alerts",
                             "/commits/hotfix%2Fnull-encounter/check-runs",
                             "/commits/main/status"})
        QTest::newRow(*below ? below : "the repository") << QString::fromLatin1(below);
}

void TestSandboxGitHub::everyReadAnswers()
{
    QFETCH(QString, below);
    QCOMPARE(get(below).status, 200);
}

void TestSandboxGitHub::listsArePaged()
{
    const auto first = get(u"/commits?per_page=10"_s);
    QCOMPARE(first.array().size(), 10);
    QVERIFY(!first.header("link").contains("rel=\"prev\""));
    QVERIFY(first.header("link").contains("page=2>; rel=\"next\""));
    const auto second = get(u"/commits?per_page=10&page=2"_s);
    for (const auto relation : {"first", "prev", "next", "last"})
        QVERIFY2(second.header("link").contains(QByteArray("rel=\"") + relation + '"'), relation);
    QVERIFY(first.array()[9][u"sha"_s] != second.array()[0][u"sha"_s]);
    QVERIFY(get(u"/pulls?per_page=100"_s).header("link").isEmpty());
}

void TestSandboxGitHub::filteredListsEndAtAThousand()
{
    const auto all = get(u"/actions/runs?per_page=100"_s);
    QVERIFY(all.object()["total_count"_L1].toInt() > 500);
    QVERIFY(all.header("link").contains("rel=\"next\""));
    QCOMPARE(get(u"/actions/runs?status=success&per_page=100&page=11"_s).object()["workflow_runs"_L1].toArray().size(),
             0);
}

void TestSandboxGitHub::runsAreFiltered_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("count");
    QTest::newRow("waiting") << u"status=waiting"_s << 1;
    QTest::newRow("branch") << u"branch=hotfix/null-encounter"_s << 1;
    QTest::newRow("running") << u"status=in_progress"_s << 2;
    QTest::newRow("created at a time") << u"created=2024-03-21T14:22:04Z"_s << 1;
    QTest::newRow("nobody's") << u"actor=nobody"_s << 0;
    QTest::newRow("head sha") << u"head_sha="_s + loop_health::commit(u"d3e84b0") << 1;
}

void TestSandboxGitHub::runsAreFiltered()
{
    QFETCH(QString, filter);
    QTEST(get(u"/actions/runs?"_s + filter).object()["total_count"_L1].toInt(), "count");
}

void TestSandboxGitHub::unchangedAnswersAreFree()
{
    const auto first = get(u"/actions/workflows"_s);
    const QByteArray left = first.header("x-ratelimit-remaining");
    QCOMPARE(left, "4211"_ba);
    m_http->extra = {{"If-None-Match", first.header("etag")}};
    const auto second = get(u"/actions/workflows"_s);
    QCOMPARE(second.status, 304);
    QVERIFY(second.body.isEmpty());
    QCOMPARE(second.header("x-ratelimit-remaining"), left);
    m_http->extra.clear();
    QCOMPARE(get(u"/actions/workflows"_s).header("x-ratelimit-remaining"), "4210"_ba);
}

void TestSandboxGitHub::theLimitIsKept()
{
    QCOMPARE(get({}).header("x-ratelimit-limit"), "5000"_ba);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_http->get(m_api + u"/rate_limit"_s).object()["rate"_L1][u"used"_s].toInt(), 789);
    m_clock->advance(38min);
    QCOMPARE(m_http->get(m_api + u"/rate_limit"_s).object()["rate"_L1][u"used"_s].toInt(), 0);
}

void TestSandboxGitHub::secondaryLimitsSpeakGitHubsWords()
{
    m_simulation->faults().add(parseFault({{u"kind"_s, u"secondary-limit"_s}, {u"seconds"_s, 9}}).value());
    const auto answer = get({});
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.header("retry-after"), "9"_ba);
    QVERIFY(answer.object()["message"_L1].toString().contains(u"secondary rate limit"_s));
}

void TestSandboxGitHub::theStoryIsAsInThePicture()
{
    const QList<std::tuple<QString, int, QString>> newest{
        {u"patient-graph-ci-cd.yml"_s, 1289, u"waiting"_s}, {u"vercel-deploy.yml"_s, 2204, u"in_progress"_s},
        {u"migrations.yml"_s, 96, u"completed"_s},          {u"api-docs-validation.yml"_s, 377, u"completed"_s},
        {u"lighthouse-ci.yml"_s, 731, u"completed"_s},      {u"security.yml"_s, 418, u"in_progress"_s}};
    for (const auto &[file, number, status] : newest) {
        const QJsonObject run = newestRun(file);
        QCOMPARE(run["run_number"_L1].toInt(), number);
        QCOMPARE(run["status"_L1].toString(), status);
    }
    const auto runs =
        get(u"/actions/workflows/patient-graph-ci-cd.yml/runs?per_page=100"_s).object()["workflow_runs"_L1].toArray();
    QString strip;
    for (int i = 19; i >= 0; --i)
        strip += runs[i][u"status"_s] == u"waiting"_s ? u'w' : runs[i][u"conclusion"_s].toString().front();
    QCOMPARE(strip, u"sssssfssssssfssssssw"_s);
    const auto pending = get(runPath(runs[0][u"id"_s].toInteger()) + u"/pending_deployments"_s).array();
    QCOMPARE(pending[0][u"environment"_s][u"name"_s].toString(), u"production"_s);
    QVERIFY(pending[0][u"current_user_can_approve"_s].toBool());
    QCOMPARE(get(u"/branches/main/protection/required_signatures"_s).object()["enabled"_L1].toBool(), false);
}

void TestSandboxGitHub::driftsAreAsInThePicture_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("head");
    QTest::addColumn<int>("ahead");
    QTest::addColumn<int>("migrations");
    QTest::addColumn<bool>("onlyDocs");
    QTest::newRow("api") << u"c41d9e2"_s << u"8d20b6f"_s << 6 << 1 << false;
    QTest::newRow("my") << u"7be02a4"_s << u"a90e4c1"_s << 3 << 0 << false;
    QTest::newRow("admin") << u"e19f5d0"_s << u"e19f5d0"_s << 0 << 0 << false;
    QTest::newRow("luna") << u"90c6f1b"_s << u"1f6a2d8"_s << 9 << 0 << false;
    QTest::newRow("docs") << u"55a7c3e"_s << u"c07b9e3"_s << 11 << 0 << true;
}

void TestSandboxGitHub::driftsAreAsInThePicture()
{
    QFETCH(QString, base);
    QFETCH(QString, head);
    const auto answer = get(u"/compare/"_s + loop_health::commit(base) + u"..."_s + loop_health::commit(head)).object();
    QTEST(answer["ahead_by"_L1].toInt(), "ahead");
    QCOMPARE(answer["behind_by"_L1].toInt(), 0);
    int migrations = 0;
    int docs = 0;
    const auto files = answer["files"_L1].toArray();
    for (const QJsonValue &file : files) {
        migrations += file[u"filename"_s].toString().startsWith(u"packages/shared/src/db/migrations"_s) ? 1 : 0;
        docs += file[u"filename"_s].toString().startsWith(u"docs/"_s) ? 1 : 0;
    }
    QTEST(migrations, "migrations");
    QTEST(!files.isEmpty() && docs == files.size(), "onlyDocs");
}

void TestSandboxGitHub::aDispatchedRunAdvances()
{
    const auto answer = send("POST", u"/actions/workflows/migrations.yml/dispatches"_s,
                             {{u"ref"_s, u"main"_s},
                              {u"inputs"_s, QJsonObject{{u"environment"_s, u"staging"_s}}},
                              {u"return_run_details"_s, true}});
    QCOMPARE(answer.status, 200);
    const QString run = runPath(answer.object()["workflow_run_id"_L1].toInteger());
    QCOMPARE(get(run).object()["status"_L1].toString(), u"queued"_s);
    m_clock->advance(20s);
    QCOMPARE(get(run).object()["status"_L1].toString(), u"in_progress"_s);
    const auto steps = get(run + u"/jobs"_s).object()["jobs"_L1][0][u"steps"_s].toArray();
    QCOMPARE(steps[0][u"conclusion"_s].toString(), u"success"_s);
    QCOMPARE(steps[4][u"status"_s].toString(), u"in_progress"_s);
    QCOMPARE(steps[9][u"status"_s].toString(), u"queued"_s);
    m_clock->advance(3min);
    const auto done = get(run).object();
    QCOMPARE(done["conclusion"_L1].toString(), u"success"_s);
    QCOMPARE(done["run_number"_L1].toInt(), 97);
    QCOMPARE(get(u"/deployments?environment=staging&per_page=1"_s).array()[0][u"sha"_s], done["head_sha"_L1]);
    QCOMPARE(m_simulation->ledger().count(u"workflow.dispatched"_s), 1);
}

void TestSandboxGitHub::aDispatchThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("workflow");
    QTest::addColumn<QJsonObject>("body");
    const QJsonObject staging{{u"environment"_s, u"staging"_s}};
    QTest::newRow("unknown ref") << u"migrations.yml"_s << QJsonObject{{u"ref"_s, u"none"_s}, {u"inputs"_s, staging}};
    QTest::newRow("missing input") << u"migrations.yml"_s << QJsonObject{{u"ref"_s, u"main"_s}};
    QTest::newRow("choice not offered") << u"migrations.yml"_s
                                        << QJsonObject{{u"ref"_s, u"main"_s},
                                                       {u"inputs"_s, QJsonObject{{u"environment"_s, u"moon"_s}}}};
    QTest::newRow("unknown input") << u"patient-graph-ci-cd.yml"_s
                                   << QJsonObject{{u"ref"_s, u"main"_s}, {u"inputs"_s, staging}};
    QTest::newRow("no such trigger") << u"security.yml"_s << QJsonObject{{u"ref"_s, u"main"_s}};
}

void TestSandboxGitHub::aDispatchThatDoesNotFitIsRefused()
{
    QFETCH(QString, workflow);
    QFETCH(QJsonObject, body);
    QCOMPARE(send("POST", u"/actions/workflows/%1/dispatches"_s.arg(workflow), body).status, 422);
    QVERIFY(m_simulation->ledger().entries().isEmpty());
}

void TestSandboxGitHub::theHotfixIsApproved()
{
    QList<JobEvent> finished;
    connect(m_simulation.get(), &Simulation::jobFinished, this, [&](const JobEvent &job) { finished.append(job); });
    const qint64 id = newestRun(u"patient-graph-ci-cd.yml"_s)["id"_L1].toInteger();
    const QString path = runPath(id) + u"/pending_deployments"_s;
    const qint64 environment = get(path).array()[0][u"environment"_s][u"id"_s].toInteger();
    const QJsonObject body{
        {u"environment_ids"_s, QJsonArray{environment}}, {u"state"_s, u"approved"_s}, {u"comment"_s, u"Looks right"_s}};
    QCOMPARE(send("POST", path, body).array().size(), 1);
    QCOMPARE(send("POST", path, body).status, 422);
    QCOMPARE(get(path).array().size(), 0);
    QCOMPARE(get(runPath(id) + u"/approvals"_s).array()[0][u"user"_s][u"login"_s].toString(), u"priya-nair"_s);
    m_clock->advance(4min);
    QCOMPARE(get(runPath(id)).object()["conclusion"_L1].toString(), u"success"_s);
    const auto deploy = std::ranges::find(finished, u"production"_s, &JobEvent::environment);
    QVERIFY(deploy != finished.end());
    QCOMPARE(deploy->commit, loop_health::commit(u"d3e84b0"));
    QCOMPARE(m_simulation->ledger().count(u"deployment.approved"_s), 1);
}

void TestSandboxGitHub::theHotfixIsRejected()
{
    const qint64 id = newestRun(u"patient-graph-ci-cd.yml"_s)["id"_L1].toInteger();
    const QString path = runPath(id) + u"/pending_deployments"_s;
    const qint64 environment = get(path).array()[0][u"environment"_s][u"id"_s].toInteger();
    const QJsonObject body{
        {u"environment_ids"_s, QJsonArray{environment}}, {u"state"_s, u"rejected"_s}, {u"comment"_s, u""_s}};
    QCOMPARE(send("POST", path, body).status, 200);
    QCOMPARE(get(runPath(id)).object()["conclusion"_L1].toString(), u"failure"_s);
}

void TestSandboxGitHub::aRunIsCancelledAndRunAgain()
{
    const qint64 id = newestRun(u"security.yml"_s)["id"_L1].toInteger();
    QCOMPARE(send("POST", runPath(id) + u"/rerun"_s).status, 403);
    QCOMPARE(send("POST", runPath(id) + u"/cancel"_s).status, 202);
    m_clock->advance(5s);
    QCOMPARE(get(runPath(id)).object()["conclusion"_L1].toString(), u"cancelled"_s);
    QCOMPARE(send("POST", runPath(id) + u"/cancel"_s).status, 409);
    QCOMPARE(send("POST", runPath(id) + u"/rerun-failed-jobs"_s).status, 201);
    const auto again = get(runPath(id)).object();
    QCOMPARE(again["run_attempt"_L1].toInt(), 2);
    QCOMPARE(get(runPath(id) + u"/attempts/1"_s).object()["conclusion"_L1].toString(), u"cancelled"_s);
    QCOMPARE(get(runPath(id) + u"/jobs?filter=all"_s).object()["total_count"_L1].toInt(), 4);
    m_clock->advance(10min);
    QCOMPARE(get(runPath(id)).object()["conclusion"_L1].toString(), u"success"_s);
}

void TestSandboxGitHub::logsLieOnAnotherHostWithoutTheToken()
{
    const qint64 id = newestRun(u"lighthouse-ci.yml"_s)["id"_L1].toInteger();
    const qint64 job = get(runPath(id) + u"/jobs"_s).object()["jobs"_L1][0][u"id"_s].toInteger();
    const auto answer = get(u"/actions/jobs/%1/logs"_s.arg(job));
    QCOMPARE(answer.status, 302);
    const QString location = QString::fromUtf8(answer.header("location"));
    QVERIFY(location.startsWith(m_web));
    QCOMPARE(m_http->get(location).status, 400);
    m_http->token.clear();
    QVERIFY(m_http->get(location).body.contains("##[group]Run treosh/lighthouse-ci-action@v10"));
    m_clock->advance(61s);
    QCOMPARE(m_http->get(location).status, 403);
}

void TestSandboxGitHub::fivehundredAfterTheEffectHappensOnce()
{
    m_simulation->faults().add(
        parseFault({{u"kind"_s, u"error-after"_s}, {u"method"_s, u"POST"_s}, {u"status"_s, 502}, {u"count"_s, 1}})
            .value());
    const QJsonObject body{{u"ref"_s, u"main"_s}};
    QCOMPARE(send("POST", u"/actions/workflows/patient-graph-ci-cd.yml/dispatches"_s, body).status, 502);
    QCOMPARE(m_simulation->ledger().count(u"workflow.dispatched"_s), 1);
    QCOMPARE(newestRun(u"patient-graph-ci-cd.yml"_s)["run_number"_L1].toInt(), 1290);
}

void TestSandboxGitHub::filesAreWrittenOnce()
{
    const QString path = u"/contents/.github/workflows/migrations.yml"_s;
    const QString sha = get(path).object()["sha"_L1].toString();
    QJsonObject body{{u"message"_s, u"Shorten"_s}, {u"content"_s, u"bmFtZTogeAo="_s}, {u"branch"_s, u"develop"_s}};
    QCOMPARE(send("PUT", path, body).status, 422);
    body.insert(u"sha"_s, sha);
    QCOMPARE(send("PUT", path, body).status, 200);
    QCOMPARE(send("PUT", path, body).status, 409);
    QCOMPARE(get(path + u"?ref=develop"_s).object()["content"_L1].toString(), u"bmFtZTogeAo=\n"_s);
}

void TestSandboxGitHub::branchesBecomePullRequests()
{
    const QString main = get(u"/git/ref/heads/main"_s).object()["object"_L1][u"sha"_s].toString();
    const QString tree = get(u"/git/commits/"_s + main).object()["tree"_L1][u"sha"_s].toString();
    const QJsonObject file{
        {u"path"_s, u"NEW.md"_s}, {u"mode"_s, u"100644"_s}, {u"type"_s, u"blob"_s}, {u"content"_s, u"x\n"_s}};
    const auto newTree = send("POST", u"/git/trees"_s, {{u"base_tree"_s, tree}, {u"tree"_s, QJsonArray{file}}});
    QCOMPARE(newTree.status, 201);
    const auto commit = send(
        "POST", u"/git/commits"_s,
        {{u"message"_s, u"Add a file"_s}, {u"tree"_s, newTree.object()["sha"_L1]}, {u"parents"_s, QJsonArray{main}}});
    QCOMPARE(commit.status, 201);
    const QJsonObject reference{{u"ref"_s, u"refs/heads/slipway/new"_s}, {u"sha"_s, commit.object()["sha"_L1]}};
    QCOMPARE(send("POST", u"/git/refs"_s, reference).status, 201);
    QCOMPARE(send("POST", u"/git/refs"_s, reference).status, 422);
    const QJsonObject pull{{u"title"_s, u"Add"_s}, {u"head"_s, u"slipway/new"_s}, {u"base"_s, u"main"_s}};
    const auto opened = send("POST", u"/pulls"_s, pull);
    QCOMPARE(opened.status, 201);
    QCOMPARE(opened.object()["changed_files"_L1].toInt(), 1);
    QCOMPARE(send("POST", u"/pulls"_s, pull).status, 422);
}

void TestSandboxGitHub::secretsAreTakenSealedForTheirOwnVault()
{
    const auto sealed = [](const QJsonObject &key, const QByteArray &value) {
        const QByteArray publicKey = QByteArray::fromBase64(key["key"_L1].toString().toLatin1());
        QByteArray box(value.size() + static_cast<qsizetype>(crypto_box_SEALBYTES), '\0');
        crypto_box_seal(reinterpret_cast<unsigned char *>(box.data()),
                        reinterpret_cast<const unsigned char *>(value.constData()),
                        static_cast<unsigned long long>(value.size()),
                        reinterpret_cast<const unsigned char *>(publicKey.constData()));
        return QString::fromLatin1(box.toBase64());
    };
    const QString production = u"/environments/production/secrets"_s;
    const QJsonObject key = get(production + u"/public-key"_s).object();
    const QJsonObject other = get(u"/actions/secrets/public-key"_s).object();
    QVERIFY(key["key"_L1] != other["key"_L1]);
    const QString path = production + u"/DATABASE_URL"_s;
    const auto put = [&](const QString &name, const QJsonObject &sealedFor) {
        return send("PUT", production + u'/' + name,
                    {{u"encrypted_value"_s, sealed(sealedFor, "postgres://new")}, {u"key_id"_s, key["key_id"_L1]}})
            .status;
    };
    QCOMPARE(put(u"DATABASE_URL"_s, other), 422);
    QCOMPARE(put(u"DATABASE_URL"_s, key), 204);
    QCOMPARE(put(u"NEW_ONE"_s, key), 201);
    QCOMPARE(put(u"GITHUB_NO"_s, key), 422);
    QCOMPARE(get(path).object()["updated_at"_L1].toString(), u"2024-03-21T14:32:00Z"_s);
    QCOMPARE(m_simulation->ledger().count(u"secret.set"_s), 2);
    QVERIFY(!QJsonDocument(m_simulation->ledger().toJson()).toJson().contains("postgres"));
}

void TestSandboxGitHub::deploymentsAndTheirStatuses()
{
    const auto made =
        send("POST", u"/deployments"_s,
             {{u"ref"_s, u"main"_s}, {u"environment"_s, u"staging"_s}, {u"required_contexts"_s, QJsonArray()}});
    QCOMPARE(made.status, 201);
    const QString statuses = u"/deployments/%1/statuses"_s.arg(made.object()["id"_L1].toInteger());
    QCOMPARE(send("POST", statuses, {{u"state"_s, u"in_progress"_s}}).status, 201);
    QCOMPARE(
        send("POST", statuses, {{u"state"_s, u"success"_s}, {u"environment_url"_s, u"https://staging.loop.health"_s}})
            .status,
        201);
    const auto list = get(statuses).array();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0][u"state"_s].toString(), u"success"_s);
}

void TestSandboxGitHub::protectionIsReplacedWhole()
{
    const QString path = u"/branches/main/protection"_s;
    const QJsonObject body{{u"required_status_checks"_s, QJsonValue::Null},
                           {u"enforce_admins"_s, true},
                           {u"required_pull_request_reviews"_s, QJsonValue::Null},
                           {u"restrictions"_s, QJsonValue::Null}};
    QCOMPARE(send("POST", path + u"/required_signatures"_s).status, 200);
    QCOMPARE(send("PUT", path, body).status, 200);
    const auto after = get(path).object();
    QVERIFY(!after.contains("required_status_checks"_L1));
    QVERIFY(after["required_signatures"_L1][u"enabled"_s].toBool());
}

void TestSandboxGitHub::theDeviceFlowEndsInAToken()
{
    m_http->token.clear();
    m_http->extra = {{"Accept", "application/json"}};
    const auto begun = m_http->post(m_web + u"/login/device/code"_s,
                                    {{u"client_id"_s, u"slipway"_s}, {u"scope"_s, u"repo workflow"_s}});
    const QJsonObject poll{{u"client_id"_s, u"slipway"_s},
                           {u"device_code"_s, begun.object()["device_code"_L1]},
                           {u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s}};
    const QString path = m_web + u"/login/oauth/access_token"_s;
    QCOMPARE(m_http->post(path, poll).object()["error"_L1].toString(), u"authorization_pending"_s);
    QCOMPARE(m_http->post(path, poll).object()["error"_L1].toString(), u"slow_down"_s);
    m_clock->advance(15s);
    QCOMPARE(m_http->post(path, poll).object()["access_token"_L1].toString().toLatin1(),
             m_offers[0].service->tokens().full);
}

void TestSandboxGitHub::theSameSeedTellsTheSameStory()
{
    const auto told = [this](quint64 seed) {
        build(seed);
        QByteArray runs = get(u"/actions/runs?per_page=50"_s).body;
        return runs.replace(m_api.toUtf8(), "").replace(m_web.toUtf8(), "");
    };
    const QByteArray first = told(5);
    QCOMPARE(told(5), first);
    QVERIFY(told(6) != first);
}

QTEST_GUILESS_MAIN(TestSandboxGitHub)
#include "github_test.moc"
