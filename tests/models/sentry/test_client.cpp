#include "call_support/call_fixture.h"
#include "samples.h"
#include "sentry/client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::sentry;
using slipway::base::Error;
using slipway::net::RawAnswer;
using slipway::test::CallFixture;
using slipway::test::done;
using slipway::test::Outcome;

namespace {

using Call = slipway::test::Call<Client>;

const QString loop = u"loop-health"_s;
const QByteArray O = "/api/0/organizations/loop-health";
const QDateTime now = QDateTime::fromSecsSinceEpoch(1711031520, QTimeZone::UTC);

SessionQuery sessionQuery()
{
    SessionQuery query;
    query.fields = QStringList{u"crash_rate(session)"_s, u"sum(session)"_s};
    query.groupBy = QStringList{u"release"_s};
    query.query = u"release:my-loop-health@3.12.1"_s;
    query.projects = QStringList{u"my-loop-health"_s};
    query.environments = QStringList{u"production"_s};
    query.span = {{}, now.addSecs(-3600), now};
    return query;
}

SeriesQuery seriesQuery()
{
    SeriesQuery query;
    query.dataset = u"spans"_s;
    query.yAxis = u"p75(measurements.lcp)"_s;
    query.projects = QStringList{u"42"_s};
    query.span.period = u"6h"_s;
    query.groupBy = QStringList{u"project"_s};
    query.topEvents = 5;
    query.sort = u"-count()"_s;
    return query;
}

const QList<Call> &allCalls()
{
    static const QList<Call> calls{
        {"organisations", "/api/0/organizations/", samples::list(samples::organization),
         [](const Client &c, std::stop_token s) { return done(c.organizations(s)); }},
        {"projects", O + "/projects/?per_page=100", samples::list(samples::project),
         [](const Client &c, std::stop_token s) { return done(c.projects(loop, s)); }},
        {"environments", O + "/environments/", samples::list(samples::environment),
         [](const Client &c, std::stop_token s) { return done(c.environments(loop, s)); }},
        {"releases", O + "/releases/?query=3.12&per_page=10&project=42&project=43&environment=production",
         samples::list(samples::release),
         [](const Client &c, std::stop_token s) {
             return done(c.releases(loop, {{u"42"_s, u"43"_s}, {u"production"_s}, u"3.12"_s, 10, 1}, s));
         }},
        {"release, its version encoded", O + "/releases/my-loop-health%403.12.1/", samples::release,
         [](const Client &c, std::stop_token s) { return done(c.release(loop, u"my-loop-health@3.12.1"_s, s)); }},
        {"deploys", O + "/releases/my-loop-health%403.12.1/deploys/", samples::list(samples::deploy),
         [](const Client &c, std::stop_token s) { return done(c.deploys(loop, u"my-loop-health@3.12.1"_s, s)); }},
        {"new deploy", O + "/releases/web%401/deploys/", samples::deploy,
         [](const Client &c, std::stop_token s) {
             return done(c.createDeploy(loop, u"web@1"_s, {u"production"_s, u"Roll back"_s, {}, {}, now}, s));
         },
         "POST"},
        {"changed release", O + "/releases/web%401/", samples::release,
         [](const Client &c, std::stop_token s) {
             return done(c.updateRelease(loop, u"web@1"_s, {now, u"c0ffee"_s, {}}, s));
         },
         "PUT"},
        {"sessions",
         O
             + "/sessions/"
               "?field=crash_rate%28session%29&field=sum%28session%29&groupBy=release&project=my-loop-health&"
               "environment=production&start=2024-03-21T13%3A32%3A00Z&end=2024-03-21T14%3A32%3A00Z&interval=1h&query="
               "release%3Amy-loop-health%403.12.1",
         samples::sessions,
         [](const Client &c, std::stop_token s) { return done(c.sessions(loop, sessionQuery(), s)); }},
        {"errors over time", O + "/events-timeseries/?dataset=errors&yAxis=count%28%29&interval=300&statsPeriod=24h",
         samples::list(samples::series, "timeSeries"),
         [](const Client &c, std::stop_token s) { return done(c.timeSeries(loop, {}, s)); }},
        {"largest paint over time",
         O
             + "/events-timeseries/"
               "?dataset=spans&yAxis=p75%28measurements.lcp%29&interval=300&sort=-count%28%29&topEvents=5&groupBy="
               "project&project=42&statsPeriod=6h",
         samples::list(samples::series, "timeSeries"),
         [](const Client &c, std::stop_token s) { return done(c.timeSeries(loop, seriesQuery(), s)); }},
        {"issues",
         O
             + "/issues/"
               "?query=firstRelease%3A%22web%401.0.0%22%20is%3Aunresolved&statsPeriod=14d&sort=freq&limit=25&project="
               "42&environment=production",
         samples::list(samples::issue),
         [](const Client &c, std::stop_token s) {
             return done(c.issues(loop,
                                  {uR"(firstRelease:"web@1.0.0" is:unresolved)"_s,
                                   {u"42"_s},
                                   {u"production"_s},
                                   u"14d"_s,
                                   u"freq"_s,
                                   25,
                                   1},
                                  s));
         }},
    };
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
    void endsWhereSentrySaysNoResults();
    void findsNoUnknownRelease();
    void readsTheAllowance();
    void readsComplaints_data();
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

void TestClient::endsWhereSentrySaysNoResults()
{
    Fixture f;
    const QByteArray base = f.server.url(QString::fromLatin1(O)).toEncoded() + "/projects/?per_page=100&cursor=";
    const auto link = [&base](const QByteArray &cursor, const QByteArray &results) {
        return QByteArray("<" + base + cursor + ">; rel=\"next\"; results=\"" + results + "\"; cursor=\"" + cursor
                          + "\"");
    };
    f.server.on("GET", O + "/projects/?per_page=100")
        .answer(200, samples::list(samples::project), {{"Link", link("0:100:0", "true")}});
    f.server.on("GET", O + "/projects/?per_page=100&cursor=0:100:0")
        .answer(200, samples::list(samples::project), {{"Link", link("0:200:0", "false")}});
    const Outcome<QList<Project>> outcome(f.client.projects(loop, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().size(), 2);
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestClient::findsNoUnknownRelease()
{
    Fixture f;
    f.server.on("GET", O + "/releases/gone/").answer(404, R"({"detail": "not found"})");
    const Outcome<std::optional<Release>> outcome(f.client.release(loop, u"gone"_s, {}));
    QTRY_VERIFY(outcome.isValue());
    QVERIFY(!outcome.value());
}

void TestClient::readsTheAllowance()
{
    RawAnswer answer{200, {}, {}};
    QCOMPARE(rateLimitOf(answer), std::nullopt);
    answer.headers.append("X-Sentry-Rate-Limit-Limit", "40");
    answer.headers.append("X-Sentry-Rate-Limit-Remaining", "12");
    answer.headers.append("X-Sentry-Rate-Limit-Reset", "1711031520");
    QCOMPARE(rateLimitOf(answer), std::optional(slipway::net::RateLimit{{}, 40, 12, now}));
}

void TestClient::readsComplaints_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("detail") << R"({"detail": "You do not have permission"})"_ba << u"You do not have permission"_s;
    QTest::newRow("detail as an object") << R"({"detail": {"code": "sso", "message": "Sign in"}})"_ba << u"Sign in"_s;
    QTest::newRow("validation") << R"({"version": ["This field is required."]})"_ba
                                << u"version: This field is required."_s;
    QTest::newRow("a proxy's page") << "<html>"_ba << QString();
}

void TestClient::readsComplaints()
{
    QFETCH(QByteArray, body);
    QTEST(complaintOf({400, {}, body}), "complaint");
}

QTEST_GUILESS_MAIN(TestClient)
#include "test_client.moc"
