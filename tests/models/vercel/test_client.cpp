#include "call_support/call_fixture.h"
#include "samples.h"
#include "vercel/client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::vercel;
using slipway::base::Error;
using slipway::net::RateLimit;
using slipway::net::RawAnswer;
using slipway::test::CallFixture;
using slipway::test::done;
using slipway::test::Outcome;

namespace {

using Call = slipway::test::Call<Client>;

const QDateTime now = QDateTime::fromSecsSinceEpoch(1711031520, QTimeZone::UTC);

const QList<Call> &allCalls()
{
    static const QList<Call> calls{
        {"user", "/v2/user", samples::user, [](const Client &c, std::stop_token s) { return done(c.user(s)); }},
        {"teams", "/v2/teams?limit=100", samples::list(samples::team, "teams"),
         [](const Client &c, std::stop_token s) { return done(c.teams(s)); }},
        {"projects", "/v10/projects?limit=100&teamId=team_loophealth", samples::list(samples::project, "projects"),
         [](const Client &c, std::stop_token s) { return done(c.projects(s)); }},
        {"project", "/v9/projects/my-loop-health?rollbackInfo=true&teamId=team_loophealth", samples::project,
         [](const Client &c, std::stop_token s) { return done(c.project(u"my-loop-health"_s, s)); }},
        {"newest deployments", "/v7/deployments?limit=20&teamId=team_loophealth",
         samples::list(samples::listed, "deployments"),
         [](const Client &c, std::stop_token s) { return done(c.deployments({}, s)); }},
        {"deployments by every filter",
         "/v7/"
         "deployments?projectId=prj_1&target=production&state=READY%2CERROR&branch=hotfix%2Fx&sha=c4&rollbackCandidate="
         "true&since=1711031520000&until=1711031521000&limit=5&teamId=team_loophealth",
         samples::list(samples::listed, "deployments"),
         [](const Client &c, std::stop_token s) {
             return done(c.deployments({u"prj_1"_s, u"production"_s, u"READY,ERROR"_s, u"hotfix/x"_s, u"c4"_s, true,
                                        now, now.addSecs(1), 5, 1},
                                       s));
         }},
        {"deployment", "/v13/deployments/my-1.vercel.app?teamId=team_loophealth", samples::single,
         [](const Client &c, std::stop_token s) { return done(c.deployment(u"my-1.vercel.app"_s, s)); }},
        {"checks", "/v1/deployments/dpl_1/checks?teamId=team_loophealth", samples::list(samples::check, "checks"),
         [](const Client &c, std::stop_token s) { return done(c.checks(u"dpl_1"_s, s)); }},
        {"aliases", "/v4/aliases?projectId=prj_1&limit=100&teamId=team_loophealth",
         samples::list(samples::alias, "aliases"),
         [](const Client &c, std::stop_token s) { return done(c.aliases(u"prj_1"_s, s)); }},
        {"aliases of a deployment", "/v2/deployments/dpl_1/aliases?teamId=team_loophealth",
         samples::list(samples::alias, "aliases"),
         [](const Client &c, std::stop_token s) { return done(c.deploymentAliases(u"dpl_1"_s, s)); }},
        {"domains", "/v9/projects/prj_1/domains?limit=100&teamId=team_loophealth",
         samples::list(samples::domain, "domains"),
         [](const Client &c, std::stop_token s) { return done(c.domains(u"prj_1"_s, s)); }},
        {"variables", "/v10/projects/prj_1/env?teamId=team_loophealth", samples::list(samples::variable, "envs"),
         [](const Client &c, std::stop_token s) { return done(c.variables(u"prj_1"_s, s)); }},
        {"domains that could not be moved",
         "/v1/projects/prj_1/promote/aliases?failedOnly=true&limit=100&teamId=team_loophealth",
         R"({"aliases": [{"alias": "my.loop.health", "id": "als_1", "status": "failed"}], "pagination": {"next": null}})",
         [](const Client &c, std::stop_token s) { return done(c.aliasJobs(u"prj_1"_s, true, s)); }},
        {"promotion", "/v10/projects/prj_1/promote/dpl_1?teamId=team_loophealth", "",
         [](const Client &c, std::stop_token s) { return done(c.promote(u"prj_1"_s, u"dpl_1"_s, s)); }, "POST"},
        {"roll-back", "/v1/projects/prj_1/rollback/dpl_1?teamId=team_loophealth", "",
         [](const Client &c, std::stop_token s) { return done(c.rollback(u"prj_1"_s, u"dpl_1"_s, s)); }, "POST"},
        {"rebuild", "/v13/deployments?forceNew=1&teamId=team_loophealth", samples::single,
         [](const Client &c, std::stop_token s) { return done(c.rebuild({u"web"_s, u"dpl_1"_s, {}, {}}, s)); }, "POST"},
    };
    return calls;
}

class Fixture : public CallFixture
{
public:
    explicit Fixture(const QString &team = u"team_loophealth"_s)
        : client(http, endpoint(server.url(), token()), {team})
    { }
    Client client;
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
    void namesTheTeamByIdOrSlug_data();
    void namesTheTeamByIdOrSlug();
    void keepsVariablesOutOfTheCache();
    void buildsAgainWithItsMarks();
    void tellsThatAMoveIsQueued();
    void sendsAMoveOnce();
    void pagesBackInTime();
    void pagesProjectsByTheirToken();
    void readsTheLimitWhereverItStands();
    void readsComplaints();
};

void TestClient::asksForExactlyThis()
{
    QFETCH(qsizetype, place);
    const Call &call = allCalls().at(place);
    Fixture f;
    f.server.on(call.method, call.target).with("authorization", "Bearer token-of-the-test").answer(200, call.answer);
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
    source.request_stop();
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().kind == Error::Kind::Cancelled);
}

void TestClient::namesTheTeamByIdOrSlug_data()
{
    QTest::addColumn<QString>("team");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("id") << u"team_a"_s << "/v1/deployments/d/checks?teamId=team_a"_ba;
    QTest::newRow("slug") << u"loop-health"_s << "/v1/deployments/d/checks?slug=loop-health"_ba;
    QTest::newRow("personal account") << QString() << "/v1/deployments/d/checks"_ba;
}

void TestClient::namesTheTeamByIdOrSlug()
{
    QFETCH(QString, team);
    QFETCH(QByteArray, target);
    Fixture f(team);
    f.server.on("GET", target).answer(200, samples::list(samples::check, "checks"));
    const Outcome<QList<DeploymentCheck>> outcome(f.client.checks(u"d"_s, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::keepsVariablesOutOfTheCache()
{
    Fixture f;
    f.server.on("GET", "/v10/projects/prj_1/env?teamId=team_loophealth")
        .without("if-none-match")
        .times(2)
        .answer(200, samples::list(samples::variable, "envs"), {{"ETag", "\"1\""}});
    for (int i = 0; i < 2; ++i) {
        const Outcome<QList<VariableName>> outcome(f.client.variables(u"prj_1"_s, {}));
        QTRY_VERIFY(outcome.isValue());
    }
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::buildsAgainWithItsMarks()
{
    Fixture f;
    f.server.on("POST", "/v13/deployments?forceNew=1&teamId=team_loophealth")
        .withBody(R"({"deploymentId":"dpl_1","meta":{"action":"promote"},"name":"web","project":"web",)"
                  R"("target":"production"})")
        .answer(200, samples::single);
    const Outcome<Deployment> outcome(
        f.client.rebuild({u"web"_s, u"dpl_1"_s, u"production"_s, {{u"action"_s, u"promote"_s}}}, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().id, u"dpl_2"_s);
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::tellsThatAMoveIsQueued()
{
    Fixture f;
    f.server.on("POST", "/v10/projects/web/promote/dpl_1?teamId=team_loophealth")
        .answer(202, {}, {{"x-vercel-id", "fra1::abc"}});
    const Outcome<Receipt> outcome(f.client.promote(u"web"_s, u"dpl_1"_s, {}));
    QTRY_VERIFY(outcome.isValue());
    QVERIFY(outcome.value().isQueued);
    QCOMPARE(outcome.value().requestId, u"fra1::abc"_s);
}

void TestClient::sendsAMoveOnce()
{
    Fixture f;
    f.server.on("POST", "/v1/projects/web/rollback/dpl_1?teamId=team_loophealth").reset();
    const Outcome<Receipt> outcome(f.client.rollback(u"web"_s, u"dpl_1"_s, {}));
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().outcomeUnknown);
    QCOMPARE(f.server.seen().size(), 1);
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::pagesBackInTime()
{
    Fixture f;
    const QByteArray first = "{\"deployments\": [" + samples::listed + "], \"pagination\": {\"next\": 1710927120000}}";
    f.server.on("GET", "/v7/deployments?limit=20&teamId=team_loophealth").answer(200, first);
    f.server.on("GET", "/v7/deployments?limit=20&teamId=team_loophealth&until=1710927120000")
        .answer(200, samples::list(samples::single, "deployments"));
    DeploymentFilter filter;
    filter.mostPages = 0;
    const Outcome<QList<Deployment>> outcome(f.client.deployments(filter, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().size(), 2);
    QCOMPARE(outcome.value().last().id, u"dpl_2"_s);
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::pagesProjectsByTheirToken()
{
    Fixture f;
    const QByteArray first = "{\"projects\": [" + samples::project + "], \"pagination\": {\"next\": \"a+b\"}}";
    f.server.on("GET", "/v10/projects?limit=100&teamId=team_loophealth").answer(200, first);
    f.server.on("GET", "/v10/projects?limit=100&teamId=team_loophealth&from=a%2Bb")
        .answer(200, samples::list(samples::project, "projects"));
    const Outcome<QList<Project>> outcome(f.client.projects({}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().size(), 2);
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::readsTheLimitWhereverItStands()
{
    const QByteArray body = R"({"error": {"code": "rate_limited", "message": "Slow down",
        "limit": {"total": 100, "remaining": 0, "reset": 1711031520, "resetMs": 1711031520000}}})";
    RawAnswer answer{429, {}, body};
    QCOMPARE(rateLimitOf(answer), std::optional(RateLimit{{}, 100, 0, now}));
    answer.headers.append("X-RateLimit-Limit", "10");
    answer.headers.append("X-RateLimit-Remaining", "3");
    answer.headers.append("X-RateLimit-Reset", "1711031525");
    QCOMPARE(rateLimitOf(answer), std::optional(RateLimit{{}, 10, 3, now.addSecs(5)}));
    QCOMPARE(rateLimitOf({429, {}, "{}"}), std::nullopt);
    QCOMPARE(rateLimitOf({403, {}, body}), std::nullopt);
}

void TestClient::readsComplaints()
{
    QCOMPARE(complaintOf({403, {}, R"({"error": {"code": "forbidden", "message": "Not authorized"}})"}),
             u"Not authorized"_s);
    QCOMPARE(complaintOf({502, {}, "<html>"}), QString());
}

QTEST_GUILESS_MAIN(TestClient)
#include "test_client.moc"
