#include "call_support/call_fixture.h"
#include "github/client.h"
#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::github;
using slipway::base::Error;
using slipway::test::CallFixture;
using slipway::test::done;
using slipway::test::Outcome;

namespace {

using Call = slipway::test::Call<Client>;

const RepositoryName platform{u"loop-health"_s, u"platform"_s};
const QByteArray R = "/repos/loop-health/platform";

const QList<Call> &accountCalls()
{
    static const QList<Call> calls{
        {"user", "/user", samples::user, [](const Client &c, std::stop_token s) { return done(c.user(s)); }},
        {"allowances", "/rate_limit", samples::allowances,
         [](const Client &c, std::stop_token s) { return done(c.allowances(s)); }},
        {"repositories", "/user/repos?sort=pushed&per_page=100", samples::list(samples::repository),
         [](const Client &c, std::stop_token s) { return done(c.repositories(s)); }},
        {"repository", R, samples::repository,
         [](const Client &c, std::stop_token s) { return done(c.repository(platform, s)); }},
        {"branches", R + "/branches?per_page=100", samples::list(samples::branch),
         [](const Client &c, std::stop_token s) { return done(c.branches(platform, s)); }},
        {"branch", R + "/branches/hotfix%2Fnull-encounter", samples::branch,
         [](const Client &c, std::stop_token s) { return done(c.branch(platform, u"hotfix/null-encounter"_s, s)); }},
        {"tags", R + "/tags?per_page=100", samples::list(samples::tag),
         [](const Client &c, std::stop_token s) { return done(c.tags(platform, s)); }},
        {"any reference", R + "/git/ref/slipway/locks/api-production", samples::reference,
         [](const Client &c, std::stop_token s) {
             return done(c.reference(platform, u"slipway/locks/api-production"_s, s));
         }},
        {"branch reference", R + "/git/ref/heads/hotfix/null-encounter", samples::reference,
         [](const Client &c, std::stop_token s) {
             return done(c.branchReference(platform, u"hotfix/null-encounter"_s, s));
         }},
        {"file", R + "/contents/.github/workflows/ci.yml?ref=main", samples::file,
         [](const Client &c, std::stop_token s) {
             return done(c.file(platform, u".github/workflows/ci.yml"_s, u"main"_s, s));
         }},
        {"commits", R + "/commits?sha=main&path=src&since=2024-03-01T00%3A00%3A00Z&per_page=30",
         samples::list(samples::commit),
         [](const Client &c, std::stop_token s) {
             CommitFilter filter;
             filter.from = u"main"_s;
             filter.path = u"src"_s;
             filter.since = QDateTime(QDate(2024, 3, 1), QTime(0, 0), QTimeZone::UTC);
             filter.perPage = 30;
             return done(c.commits(platform, filter, s));
         }},
        {"commit", R + "/commits/c41d9e2", samples::commit,
         [](const Client &c, std::stop_token s) { return done(c.commit(platform, u"c41d9e2"_s, s)); }},
        {"comparison", R + "/compare/main...hotfix%2Fnull-encounter?per_page=100", samples::comparison,
         [](const Client &c, std::stop_token s) {
             return done(c.compare(platform, u"main"_s, u"hotfix/null-encounter"_s, s));
         }},
        {"pull requests of a commit", R + "/commits/c41d9e2/pulls?per_page=100", samples::list(samples::pull),
         [](const Client &c, std::stop_token s) { return done(c.pullRequestsOf(platform, u"c41d9e2"_s, s)); }},
        {"reviews of a pull request", R + "/pulls/618/reviews?per_page=100", samples::list(samples::pullReview),
         [](const Client &c, std::stop_token s) { return done(c.pullReviews(platform, 618, s)); }},
        {"open pull requests", R + "/pulls?state=open&per_page=100", samples::list(samples::pull),
         [](const Client &c, std::stop_token s) { return done(c.openPullRequests(platform, s)); }},
    };
    return calls;
}

const QList<Call> &actionsCalls()
{
    static const QList<Call> calls{
        {"workflows", R + "/actions/workflows?per_page=100", samples::list(samples::workflow, "workflows"),
         [](const Client &c, std::stop_token s) { return done(c.workflows(platform, s)); }},
        {"all runs", R + "/actions/runs?per_page=100", samples::list(samples::run, "workflow_runs"),
         [](const Client &c, std::stop_token s) { return done(c.runs(platform, {}, s)); }},
        {"runs by every filter",
         R
             + "/actions/workflows/ci.yml/"
               "runs?actor=a&branch=hotfix%2Fx&event=push&status=waiting&created=%3E%3D2024-03-01&head_sha=c4&per_page="
               "20",
         samples::list(samples::run, "workflow_runs"),
         [](const Client &c, std::stop_token s) {
             return done(c.runs(
                 platform,
                 {u"ci.yml"_s, u"hotfix/x"_s, u"push"_s, u"waiting"_s, u"a"_s, u"c4"_s, u">=2024-03-01"_s, 20, 1}, s));
         }},
        {"run", R + "/actions/runs/9001", samples::run,
         [](const Client &c, std::stop_token s) { return done(c.run(platform, 9001, s)); }},
        {"jobs", R + "/actions/runs/9001/jobs?per_page=100", samples::list(samples::job, "jobs"),
         [](const Client &c, std::stop_token s) { return done(c.jobs(platform, 9001, {}, s)); }},
        {"jobs of an attempt", R + "/actions/runs/9001/attempts/2/jobs?per_page=100",
         samples::list(samples::job, "jobs"),
         [](const Client &c, std::stop_token s) { return done(c.jobs(platform, 9001, 2, s)); }},
        {"artifacts", R + "/actions/runs/9001/artifacts?per_page=100", samples::list(samples::artifact, "artifacts"),
         [](const Client &c, std::stop_token s) { return done(c.artifacts(platform, 9001, s)); }},
        {"pending deployments", R + "/actions/runs/9001/pending_deployments", samples::list(samples::pending),
         [](const Client &c, std::stop_token s) { return done(c.pendingDeployments(platform, 9001, s)); }},
        {"approvals", R + "/actions/runs/9001/approvals", samples::list(samples::approval),
         [](const Client &c, std::stop_token s) { return done(c.approvals(platform, 9001, s)); }},
    };
    return calls;
}

const QList<Call> &deliveryCalls()
{
    static const QList<Call> calls{
        {"deployments", R + "/deployments?sha=c4&ref=main&environment=production&per_page=10",
         samples::list(samples::deployment),
         [](const Client &c, std::stop_token s) {
             return done(c.deployments(platform, {u"production"_s, u"main"_s, u"c4"_s, 10, 1}, s));
         }},
        {"deployment statuses", R + "/deployments/70/statuses?per_page=100", samples::list(samples::deploymentStatus),
         [](const Client &c, std::stop_token s) { return done(c.deploymentStatuses(platform, 70, s)); }},
        {"releases", R + "/releases?per_page=100", samples::list(samples::release),
         [](const Client &c, std::stop_token s) { return done(c.releases(platform, s)); }},
        {"latest release", R + "/releases/latest", samples::release,
         [](const Client &c, std::stop_token s) { return done(c.latestRelease(platform, s)); }},
        {"release of a tag", R + "/releases/tags/my-loop-health%403.12.1", samples::release,
         [](const Client &c, std::stop_token s) { return done(c.releaseOf(platform, u"my-loop-health@3.12.1"_s, s)); }},
        {"check runs", R + "/commits/c41d9e2/check-runs?per_page=100", samples::list(samples::checkRun, "check_runs"),
         [](const Client &c, std::stop_token s) { return done(c.checkRuns(platform, u"c41d9e2"_s, s)); }},
        {"annotations", R + "/check-runs/90/annotations?per_page=100", samples::list(samples::annotation),
         [](const Client &c, std::stop_token s) { return done(c.annotations(platform, 90, s)); }},
    };
    return calls;
}

const QList<Call> &settingsCalls()
{
    static const QList<Call> calls{
        {"environments", R + "/environments?per_page=100", samples::list(samples::environment, "environments"),
         [](const Client &c, std::stop_token s) { return done(c.environments(platform, s)); }},
        {"environment with a slash", R + "/environments/eu%2Fproduction", samples::environment,
         [](const Client &c, std::stop_token s) { return done(c.environment(platform, u"eu/production"_s, s)); }},
        {"branch policies", R + "/environments/production/deployment-branch-policies?per_page=100",
         samples::list(samples::branchPolicy, "branch_policies"),
         [](const Client &c, std::stop_token s) { return done(c.branchPolicies(platform, u"production"_s, s)); }},
        {"secrets", R + "/actions/secrets?per_page=100", samples::list(samples::secret, "secrets"),
         [](const Client &c, std::stop_token s) { return done(c.secrets(platform, s)); }},
        {"environment secrets", R + "/environments/production/secrets?per_page=100",
         samples::list(samples::secret, "secrets"),
         [](const Client &c, std::stop_token s) { return done(c.environmentSecrets(platform, u"production"_s, s)); }},
        {"variables", R + "/actions/variables?per_page=100", samples::list(samples::variable, "variables"),
         [](const Client &c, std::stop_token s) { return done(c.variables(platform, s)); }},
        {"environment variables", R + "/environments/production/variables?per_page=100",
         samples::list(samples::variable, "variables"),
         [](const Client &c, std::stop_token s) { return done(c.environmentVariables(platform, u"production"_s, s)); }},
        {"protection", R + "/branches/main/protection", samples::protection,
         [](const Client &c, std::stop_token s) { return done(c.protection(platform, u"main"_s, s)); }},
        {"required signatures", R + "/branches/main/protection/required_signatures", samples::signatures,
         [](const Client &c, std::stop_token s) { return done(c.requiresSignatures(platform, u"main"_s, s)); }},
        {"branch rules", R + "/rules/branches/main?per_page=100", samples::list(samples::rule),
         [](const Client &c, std::stop_token s) { return done(c.branchRules(platform, u"main"_s, s)); }},
    };
    return calls;
}

const QList<Call> &allCalls()
{
    static const QList<Call> calls = accountCalls() + actionsCalls() + deliveryCalls() + settingsCalls();
    return calls;
}

class Fixture : public CallFixture
{
public:
    Client client{http, endpoint(server.url(), token())};
};

} // namespace

class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForExactlyThis_data() { ADD_CALL_ROWS(allCalls()) }
    void asksForExactlyThis();
    void stopsWhenAsked_data() { ADD_CALL_ROWS(allCalls()) }
    void stopsWhenAsked();
    void outlivesTheClientThatWasAsked();
    void sendsWhatGitHubWants();
    void readsTheTokensScopes();
    void knowsATokenWithoutScopes();
    void takesAllPagesInOrder();
    void endsAtTheMostPages();
    void findsNothingWhere404SaysSo();
    void asksForALargeFileInRawForm();
    void namesThePathAndTheExchange();
    void readsALargeAnswerOnAnotherThread();
};

void TestClient::asksForExactlyThis()
{
    QFETCH(qsizetype, place);
    const Call &call = allCalls().at(place);
    Fixture f;
    f.server.on(call.method, call.target).answer(200, call.answer);
    const Outcome<bool> outcome(call.make(f.client, {}));
    QTRY_VERIFY(outcome.isDone());
    QVERIFY2(outcome.isValue(), outcome.isError() ? qPrintable(outcome.error().message) : "");
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::stopsWhenAsked()
{
    QFETCH(qsizetype, place);
    const Call &call = allCalls().at(place);
    Fixture f;
    f.server.on(call.method, call.target).keepSilent();
    std::stop_source source;
    const Outcome<bool> outcome(call.make(f.client, source.get_token()));
    QTRY_COMPARE(f.server.seen().size(), 1);
    QVERIFY(!outcome.isDone());
    source.request_stop();
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().kind == Error::Kind::Cancelled);
}

void TestClient::outlivesTheClientThatWasAsked()
{
    CallFixture f;
    f.server.on("GET", R + "/actions/runs/9001").answer(200, samples::run).held();
    auto client = std::make_unique<Client>(f.http, endpoint(f.server.url(), f.token()));
    const Outcome<Run> outcome(client->run(platform, 9001, {}));
    QTRY_COMPARE(f.server.held(), 1);
    client.reset();
    f.server.release();
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().number, 1289);
}

void TestClient::sendsWhatGitHubWants()
{
    Fixture f;
    f.server.on("GET", R)
        .with("authorization", "Bearer token-of-the-test")
        .with("accept", "application/vnd.github+json")
        .with("x-github-api-version", "2022-11-28")
        .with("user-agent", "Slipway/" SLIPWAY_VERSION)
        .answer(200, samples::repository);
    const Outcome<Repository> outcome(f.client.repository(platform, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::readsTheTokensScopes()
{
    Fixture f;
    f.server.on("GET", "/user").answer(200, samples::user, {{"X-OAuth-Scopes", "repo, workflow"}});
    const Outcome<User> outcome(f.client.user({}));
    QTRY_VERIFY(outcome.isValue());
    QVERIFY(outcome.value().mayHave(u"workflow"_s));
    QVERIFY(!outcome.value().mayHave(u"admin:org"_s));
}

void TestClient::knowsATokenWithoutScopes()
{
    Fixture f;
    f.server.on("GET", "/user").answer(200, samples::user);
    const Outcome<User> outcome(f.client.user({}));
    QTRY_VERIFY(outcome.isValue());
    QVERIFY(!outcome.value().scopes);
    QVERIFY(outcome.value().mayHave(u"workflow"_s));
}

void TestClient::takesAllPagesInOrder()
{
    Fixture f;
    const QByteArray base = f.server.url(QString::fromLatin1(R)).toEncoded() + "/tags?per_page=100&page=";
    const QByteArray link = "<" + base + "2>; rel=\"next\", <" + base + "3>; rel=\"last\"";
    const auto tag = [](const QByteArray &name) { return R"([{"name": ")" + name + R"(", "commit": {"sha": "a"}}])"; };
    f.server.on("GET", R + "/tags?per_page=100").answer(200, tag("one"), {{"Link", link}});
    f.server.on("GET", R + "/tags?per_page=100&page=2").answer(200, tag("two"));
    f.server.on("GET", R + "/tags?per_page=100&page=3").answer(200, tag("three"));
    const Outcome<QList<Tag>> outcome(f.client.tags(platform, {}));
    QTRY_VERIFY(outcome.isValue());
    QStringList names;
    for (const Tag &found : outcome.value())
        names.append(found.name);
    QCOMPARE(names, (QStringList{u"one"_s, u"two"_s, u"three"_s}));
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::endsAtTheMostPages()
{
    Fixture f;
    const QByteArray base = f.server.url(QString::fromLatin1(R)).toEncoded() + "/actions/runs?per_page=20&page=";
    f.server.on("GET", R + "/actions/runs?per_page=20")
        .answer(200, samples::list(samples::run, "workflow_runs"),
                {{"Link", "<" + base + "2>; rel=\"next\", <" + base + "50>; rel=\"last\""}});
    RunFilter filter;
    filter.perPage = 20;
    const Outcome<QList<Run>> outcome(f.client.runs(platform, filter, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::findsNothingWhere404SaysSo()
{
    Fixture f;
    const QByteArray body = R"({"message": "Branch not protected"})";
    f.server.on("GET", R + "/branches/develop/protection").answer(404, body);
    f.server.on("GET", R + "/branches/develop/protection/required_signatures").answer(404, body);
    f.server.on("GET", R + "/git/ref/heads/gone").answer(404, body);
    const Outcome<std::optional<Protection>> protection(f.client.protection(platform, u"develop"_s, {}));
    const Outcome<std::optional<bool>> signatures(f.client.requiresSignatures(platform, u"develop"_s, {}));
    const Outcome<std::optional<Reference>> reference(f.client.branchReference(platform, u"gone"_s, {}));
    QTRY_VERIFY(protection.isValue() && signatures.isValue() && reference.isValue());
    QVERIFY(!protection.value() && !signatures.value() && !reference.value());
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::asksForALargeFileInRawForm()
{
    Fixture f;
    const QByteArray bare =
        R"({"type": "file", "encoding": "none", "path": "big", "sha": "b", "size": 3, "content": ""})";
    f.server.on("GET", R + "/contents/big").with("accept", "application/vnd.github+json").answer(200, bare);
    f.server.on("GET", R + "/contents/big").with("accept", "application/vnd.github.raw+json").answer(200, "abc");
    const Outcome<File> outcome(f.client.file(platform, u"big"_s, {}, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().content, "abc"_ba);
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::namesThePathAndTheExchange()
{
    Fixture f;
    f.server.on("GET", R + "/actions/runs/1").answer(200, R"({"id": "one"})", {{"X-GitHub-Request-Id", "AB12"}});
    const Outcome<Run> outcome(f.client.run(platform, 1, {}));
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().kind == Error::Kind::Protocol);
    QCOMPARE(outcome.error().path, u"$.id"_s);
    QCOMPARE(outcome.error().requestId, u"AB12"_s);
}

void TestClient::readsALargeAnswerOnAnotherThread()
{
    Fixture f;
    QByteArray runs = samples::run;
    for (int i = 0; i < 199; ++i)
        runs += "," + samples::run;
    f.server.on("GET", R + "/actions/runs?per_page=100").answer(200, samples::list(runs, "workflow_runs"));
    const Outcome<QList<Run>> outcome(f.client.runs(platform, {}, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().size(), 200);
}

QTEST_GUILESS_MAIN(TestClient)
#include "test_client.moc"
