#include "call_support/call_fixture.h"
#include "fly/client.h"
#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::fly;
using slipway::base::Error;
using slipway::test::CallFixture;
using slipway::test::done;
using slipway::test::Outcome;

namespace {

using Call = slipway::test::Call<Client>;

const QString api = u"patient-graph-api"_s;
const QByteArray A = "/v1/apps/patient-graph-api";

const QList<Call> &allCalls()
{
    static const QList<Call> calls{
        {"apps", "/v1/apps?org_slug=loop-health", samples::list(samples::app, "apps"),
         [](const Client &c, std::stop_token s) { return done(c.apps(u"loop-health"_s, s)); }},
        {"app", A, samples::app, [](const Client &c, std::stop_token s) { return done(c.app(api, s)); }},
        {"machines", A + "/machines", samples::list(samples::machine),
         [](const Client &c, std::stop_token s) { return done(c.machines(api, s)); }},
        {"machines of the organisation", "/v1/orgs/loop-health/machines?summary=true&limit=500",
         R"({"machines":[{"id":"m1","app_name":"api"}]})",
         [](const Client &c, std::stop_token s) { return done(c.machinesOfOrganization(u"loop-health"_s, s)); }},
        {"machine", A + "/machines/m1", samples::machine,
         [](const Client &c, std::stop_token s) { return done(c.machine(api, u"m1"_s, s)); }},
        {"events", A + "/machines/m1/events?limit=20", samples::list(samples::event),
         [](const Client &c, std::stop_token s) { return done(c.events(api, u"m1"_s, 20, s)); }},
        {"versions", A + "/machines/m1/versions", samples::list(samples::version),
         [](const Client &c, std::stop_token s) { return done(c.versions(api, u"m1"_s, s)); }},
        {"metadata", A + "/machines/m1/metadata", R"({"fly_canary": "true"})",
         [](const Client &c, std::stop_token s) { return done(c.metadata(api, u"m1"_s, s)); }},
        {"secrets", A + "/secrets", samples::list(samples::secret, "secrets"),
         [](const Client &c, std::stop_token s) { return done(c.secrets(api, s)); }},
        {"token", "/v1/tokens/current", samples::list(samples::token, "tokens"),
         [](const Client &c, std::stop_token s) { return done(c.tokenParts(s)); }},
        {"releases", "/api/v1/apps/patient-graph-api/releases?limit=25", samples::list(samples::release, "releases"),
         [](const Client &c, std::stop_token s) { return done(c.releases(api, 25, s)); }},
        {"current release", "/api/v1/apps/patient-graph-api/releases/current", samples::release,
         [](const Client &c, std::stop_token s) { return done(c.currentRelease(api, s)); }},
        {"release history", "/graphql", samples::history,
         [](const Client &c, std::stop_token s) { return done(c.releaseHistory(api, 25, s)); }, "POST"},
        {"query",
         "/prometheus/loop-health/api/v1/"
         "query?query=sum%28rate%28x%7Bapp%3D%22a%22%2Cstatus%3D~%225..%22%7D%5B5m%5D%29%29%2B1%20%25%202&time="
         "1711031520",
         samples::vector,
         [](const Client &c, std::stop_token s) {
             return done(c.query(u"loop-health"_s, uR"(sum(rate(x{app="a",status=~"5.."}[5m]))+1 % 2)"_s,
                                 QDateTime::fromSecsSinceEpoch(1711031520), s));
         }},
        {"query now", "/prometheus/loop-health/api/v1/query?query=up", samples::vector,
         [](const Client &c, std::stop_token s) { return done(c.query(u"loop-health"_s, u"up"_s, {}, s)); }},
        {"range query", "/prometheus/loop-health/api/v1/query_range?query=up&start=1711028000&end=1711031600&step=300",
         samples::matrix,
         [](const Client &c, std::stop_token s) {
             return done(c.queryRange(
                 u"loop-health"_s, u"up"_s,
                 {QDateTime::fromSecsSinceEpoch(1711028000), QDateTime::fromSecsSinceEpoch(1711031600), 300s}, s));
         }},
    };
    return calls;
}

class Fixture : public CallFixture
{
public:
    explicit Fixture(const QByteArray &token = "fm2_of-the-test")
        : client(http, endpoints({server.url(), server.url(), server.url()}, slipway::base::Secret(token)))
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
    void sendsTheTokenAsEachInterfaceWantsIt();
    void takesTheHistoryWhereReleasesAreMissing_data();
    void takesTheHistoryWhereReleasesAreMissing();
    void keepsARefusalOfReleases();
    void findsNoReleaseOfANewApp();
    void followsTheListOfAnOrganisation();
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
    source.request_stop();
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().kind == Error::Kind::Cancelled);
}

void TestClient::sendsTheTokenAsEachInterfaceWantsIt()
{
    Fixture f("FlyV1 fm2_a,fm2_b");
    f.server.on("GET", A).with("authorization", "FlyV1 fm2_a,fm2_b").answer(200, samples::app);
    f.server.on("GET", "/api/v1/apps/patient-graph-api/releases/current")
        .with("authorization", "Bearer fm2_a,fm2_b")
        .answer(200, samples::release);
    f.server.on("POST", "/graphql").with("authorization", "FlyV1 fm2_a,fm2_b").answer(200, samples::history);
    const Outcome<App> app(f.client.app(api, {}));
    const Outcome<std::optional<Release>> release(f.client.currentRelease(api, {}));
    const Outcome<QList<Release>> history(f.client.releaseHistory(api, 1, {}));
    QTRY_VERIFY(app.isValue() && release.isValue() && history.isValue());
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::takesTheHistoryWhereReleasesAreMissing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no such path") << 404 << "404 page not found"_ba;
    QTest::newRow("another shape") << 200 << R"({"items": []})"_ba;
}

void TestClient::takesTheHistoryWhereReleasesAreMissing()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Fixture f;
    f.server.on("GET", "/api/v1/apps/patient-graph-api/releases?limit=5").answer(status, body);
    f.server.on("POST", "/graphql").with("content-type", "application/json").answer(200, samples::history);
    const Outcome<QList<Release>> outcome(f.client.releases(api, 5, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().first().description, u"Deploy image"_s);
    const QByteArray asked = f.server.seen().last().body;
    QVERIFY(asked.contains(R"("variables":{"appName":"patient-graph-api","limit":5})"));
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::keepsARefusalOfReleases()
{
    Fixture f;
    f.server.on("GET", "/api/v1/apps/patient-graph-api/releases?limit=5").answer(403, R"({"error": "no"})");
    const Outcome<QList<Release>> outcome(f.client.releases(api, 5, {}));
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().kind == Error::Kind::Forbidden);
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::findsNoReleaseOfANewApp()
{
    Fixture f;
    f.server.on("GET", "/api/v1/apps/patient-graph-api/releases/current").answer(404, "{}");
    const Outcome<std::optional<Release>> outcome(f.client.currentRelease(api, {}));
    QTRY_VERIFY(outcome.isValue());
    QVERIFY(!outcome.value());
}

void TestClient::followsTheListOfAnOrganisation()
{
    Fixture f;
    const QByteArray path = "/v1/orgs/loop-health/machines?summary=true&limit=500";
    f.server.on("GET", path)
        .answer(200, R"({"machines":[{"id":"m1","app_name":"api","instance_id":"i1"}],"next_cursor":"a"})");
    // The last page's cursor leads back: it is not followed.
    f.server.on("GET", path + "&cursor=a")
        .answer(200, R"({"machines":[{"id":"m2","app_name":"web"}],"next_cursor":"a"})");
    const Outcome<QList<MachineBrief>> outcome(f.client.machinesOfOrganization(u"loop-health"_s, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().size(), 2);
    QCOMPARE(outcome.value().first().instanceId, u"i1"_s);
    QCOMPARE(outcome.value().last().app, u"web"_s);
    QCOMPARE(f.server.mistakes(), QStringList());
}

QTEST_GUILESS_MAIN(TestClient)
#include "test_client.moc"
