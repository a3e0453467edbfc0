#include "fly/client.h"
#include "github/client.h"
#include "sandbox/sandbox.h"
#include "sentry/client.h"
#include "test_support/outcome.h"
#include "vercel/client.h"

#include <QCoro/QCoroTask>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using slipway::test::Outcome;

namespace {

template<typename T>
QCoro::Task<base::Result<bool>> done(QCoro::Task<base::Result<T>> task)
{
    const auto result = co_await task;
    if (!result)
        co_return std::unexpected(result.error());
    co_return true;
}

/// The demo's sandbox and the clients that production uses, in one process.
class World
{
public:
    World()
    {
        net::HttpClient::Options options;
        options.clock = std::make_shared<base::SystemClock>();
        http = std::make_shared<net::HttpClient>(options);
        m_isReady = sandbox.listen().has_value();
    }

    bool isReady() const { return m_isReady; }
    QUrl url(const char *group, const char *key) const
    {
        return QUrl(sandbox.url(QString::fromLatin1(group), QString::fromLatin1(key)));
    }
    base::Secret token(const char *group) const
    {
        return base::Secret(sandbox.tokens(QString::fromLatin1(group)).full);
    }

    github::Client github() const { return {http, github::endpoint(url("github", "api"), token("github"))}; }
    fly::Client fly() const
    {
        return {http, fly::endpoints({url("fly", "machines"), url("fly", "api"), url("fly", "metrics")}, token("fly"))};
    }
    vercel::Client vercel() const
    {
        return {http, vercel::endpoint(url("vercel", "api"), token("vercel")), {u"loop-health"_s}};
    }
    sentry::Client sentry() const { return {http, sentry::endpoint(url("sentry", "api"), token("sentry"))}; }

    sandbox::Sandbox sandbox{
        *sandbox::scenario(u"loop-health"_s),
        std::make_unique<base::StoryClock>(QDateTime(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC)), 1};
    std::shared_ptr<net::HttpClient> http;

private:
    bool m_isReady = false;
};

using Ask = QCoro::Task<base::Result<bool>> (*)(const World &);

struct Read {
    const char *name;
    Ask ask;
};

const github::RepositoryName platform{u"loop-health"_s, u"platform"_s};
const QString api = u"patient-graph-api"_s;
const QString loop = u"loop-health"_s;
const QString web = u"my-loop-health"_s;

const QList<Read> &githubReads()
{
    static const QList<Read> reads{
        {"GitHub user", [](const World &w) { return done(w.github().user({})); }},
        {"GitHub allowances", [](const World &w) { return done(w.github().allowances({})); }},
        {"GitHub repositories", [](const World &w) { return done(w.github().repositories({})); }},
        {"GitHub repository", [](const World &w) { return done(w.github().repository(platform, {})); }},
        {"GitHub branches", [](const World &w) { return done(w.github().branches(platform, {})); }},
        {"GitHub branch with a slash",
         [](const World &w) { return done(w.github().branch(platform, u"hotfix/null-encounter"_s, {})); }},
        {"GitHub tags", [](const World &w) { return done(w.github().tags(platform, {})); }},
        {"GitHub reference",
         [](const World &w) { return done(w.github().branchReference(platform, u"hotfix/null-encounter"_s, {})); }},
        {"GitHub file",
         [](const World &w) { return done(w.github().file(platform, u".github/workflows/migrations.yml"_s, {}, {})); }},
        {"GitHub commits", [](const World &w) { return done(w.github().commits(platform, {}, {})); }},
        {"GitHub commit", [](const World &w) { return done(w.github().commit(platform, u"main"_s, {})); }},
        {"GitHub comparison",
         [](const World &w) { return done(w.github().compare(platform, u"main"_s, u"hotfix/null-encounter"_s, {})); }},
        {"GitHub pull requests", [](const World &w) { return done(w.github().openPullRequests(platform, {})); }},
        {"GitHub workflows", [](const World &w) { return done(w.github().workflows(platform, {})); }},
        {"GitHub runs", [](const World &w) { return done(w.github().runs(platform, {}, {})); }},
        {"GitHub deployments", [](const World &w) { return done(w.github().deployments(platform, {}, {})); }},
        {"GitHub releases", [](const World &w) { return done(w.github().releases(platform, {})); }},
        {"GitHub check runs", [](const World &w) { return done(w.github().checkRuns(platform, u"main"_s, {})); }},
        {"GitHub environments", [](const World &w) { return done(w.github().environments(platform, {})); }},
        {"GitHub environment",
         [](const World &w) { return done(w.github().environment(platform, u"production"_s, {})); }},
        {"GitHub secrets", [](const World &w) { return done(w.github().secrets(platform, {})); }},
        {"GitHub environment secrets",
         [](const World &w) { return done(w.github().environmentSecrets(platform, u"production"_s, {})); }},
        {"GitHub variables", [](const World &w) { return done(w.github().variables(platform, {})); }},
        {"GitHub protection", [](const World &w) { return done(w.github().protection(platform, u"main"_s, {})); }},
        {"GitHub signatures",
         [](const World &w) { return done(w.github().requiresSignatures(platform, u"main"_s, {})); }},
        {"GitHub branch rules", [](const World &w) { return done(w.github().branchRules(platform, u"main"_s, {})); }},
    };
    return reads;
}

const QList<Read> &otherReads()
{
    static const QList<Read> reads{
        {"Fly apps", [](const World &w) { return done(w.fly().apps(loop, {})); }},
        {"Fly app", [](const World &w) { return done(w.fly().app(api, {})); }},
        {"Fly machines", [](const World &w) { return done(w.fly().machines(api, {})); }},
        {"Fly secrets", [](const World &w) { return done(w.fly().secrets(api, {})); }},
        {"Fly token", [](const World &w) { return done(w.fly().tokenParts({})); }},
        {"Fly releases", [](const World &w) { return done(w.fly().releases(api, 25, {})); }},
        {"Fly current release", [](const World &w) { return done(w.fly().currentRelease(api, {})); }},
        {"Fly history", [](const World &w) { return done(w.fly().releaseHistory(api, 25, {})); }},
        {"Vercel user", [](const World &w) { return done(w.vercel().user({})); }},
        {"Vercel teams", [](const World &w) { return done(w.vercel().teams({})); }},
        {"Vercel projects", [](const World &w) { return done(w.vercel().projects({})); }},
        {"Vercel project", [](const World &w) { return done(w.vercel().project(web, {})); }},
        {"Vercel deployments", [](const World &w) { return done(w.vercel().deployments({}, {})); }},
        {"Vercel domains", [](const World &w) { return done(w.vercel().domains(web, {})); }},
        {"Vercel variables", [](const World &w) { return done(w.vercel().variables(web, {})); }},
        {"Sentry organisations", [](const World &w) { return done(w.sentry().organizations({})); }},
        {"Sentry projects", [](const World &w) { return done(w.sentry().projects(loop, {})); }},
        {"Sentry environments", [](const World &w) { return done(w.sentry().environments(loop, {})); }},
        {"Sentry releases", [](const World &w) { return done(w.sentry().releases(loop, {}, {})); }},
        {"Sentry sessions",
         [](const World &w) {
             sentry::SessionQuery query;
             query.fields = QStringList{u"crash_rate(session)"_s};
             return done(w.sentry().sessions(loop, query, {}));
         }},
        {"Sentry series", [](const World &w) { return done(w.sentry().timeSeries(loop, {}, {})); }},
        {"Sentry issues", [](const World &w) { return done(w.sentry().issues(loop, {}, {})); }},
    };
    return reads;
}

const QList<Read> &allReads()
{
    static const QList<Read> reads = githubReads() + otherReads();
    return reads;
}

} // namespace

class TestClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readWhatTheSandboxSays_data();
    void readWhatTheSandboxSays();
    void findTheRunThatWaits();
    void findWhatIsLive();
    void measureTheReleaseInProduction();

private:
    World m_world;
};

void TestClients::readWhatTheSandboxSays_data()
{
    QTest::addColumn<qsizetype>("place");
    for (qsizetype place = 0; place < allReads().size(); ++place)
        QTest::newRow(allReads().at(place).name) << place;
}

void TestClients::readWhatTheSandboxSays()
{
    QFETCH(qsizetype, place);
    QVERIFY(m_world.isReady());
    const Outcome<bool> outcome(allReads().at(place).ask(m_world));
    QTRY_VERIFY(outcome.isDone());
    QVERIFY2(outcome.isValue(),
             outcome.isError() ? qPrintable(outcome.error().path + u' ' + outcome.error().message) : "");
}

void TestClients::findTheRunThatWaits()
{
    github::RunFilter filter;
    filter.status = u"waiting"_s;
    const auto runs = QCoro::waitFor(m_world.github().runs(platform, filter, {}));
    QVERIFY(runs && !runs->isEmpty());
    QCOMPARE(runs->first().number, 1289);
    QCOMPARE(runs->first().status(), base::Status::Waiting);
    const auto pending = QCoro::waitFor(m_world.github().pendingDeployments(platform, runs->first().id, {}));
    QVERIFY(pending && pending->size() == 1);
    QCOMPARE(pending->first().environment, u"production"_s);
    QVERIFY(pending->first().canApprove);
    const auto jobs = QCoro::waitFor(m_world.github().jobs(platform, runs->first().id, {}, {}));
    QVERIFY(jobs && !jobs->isEmpty());
}

void TestClients::findWhatIsLive()
{
    const auto release = QCoro::waitFor(m_world.fly().currentRelease(api, {}));
    QVERIFY(release && *release);
    QCOMPARE((*release)->version, 43);
    const auto machines = QCoro::waitFor(m_world.fly().machines(api, {}));
    QVERIFY(machines);
    QCOMPARE(machines->size(), 3);
    for (const fly::Machine &machine : *machines)
        QVERIFY(machine.commit().startsWith("c41d9e2"_L1));
    const auto project = QCoro::waitFor(m_world.vercel().project(web, {}));
    QVERIFY(project && project->production);
    QVERIFY(project->production->commit.sha.startsWith("7be02a4"_L1));
}

void TestClients::measureTheReleaseInProduction()
{
    const QDateTime now(QDate(2024, 3, 21), QTime(14, 30), QTimeZone::UTC);
    const fly::Range range{now.addSecs(-3600), now, std::chrono::minutes(5)};
    const QString query = uR"(sum(rate(fly_app_http_responses_count{app="patient-graph-api"}[5m])))"_s;
    const auto series = QCoro::waitFor(m_world.fly().queryRange(loop, query, range, {}));
    QVERIFY(series && !series->isEmpty());
    QVERIFY(series->first().samples.size() > 10);
}

QTEST_GUILESS_MAIN(TestClients)
#include "clients_test.moc"
