#include "fixture.h"

#include "net/paging.h"

using namespace Qt::StringLiterals;
using namespace slipway::net;
using slipway::base::Error;
using slipway::base::Result;

namespace {

using Bodies = QList<QByteArray>;

/// Every page's body, or the error that ended the sequence.
QCoro::Task<Result<Bodies>> all(const HttpClient &client, std::shared_ptr<const Endpoint> endpoint, Request first,
                                NextPage next, std::stop_token stop)
{
    Bodies bodies;
    auto sequence = pages(client, std::move(endpoint), std::move(first), std::move(next), std::move(stop));
    for (auto page = co_await sequence.begin(); page != sequence.end(); co_await ++page) {
        if (!*page)
            co_return std::unexpected((*page).error());
        bodies.append((*page)->body);
    }
    co_return bodies;
}

Outcome<Bodies> follow(const Fixture &f, const Request &first, NextPage next, std::stop_token stop = {})
{
    return Outcome<Bodies>(all(*f.client, f.endpoint, first, std::move(next), std::move(stop)));
}

Outcome<QList<Response>> sideBySide(const Fixture &f, const Request &first, int limit, std::stop_token stop = {})
{
    return Outcome<QList<Response>>(numberedPages(*f.client, f.endpoint, first, limit, std::move(stop)));
}

QByteArray link(const Fixture &f, const QByteArray &target, const QByteArray &relation)
{
    return '<' + f.server.url().toEncoded() + target + ">; rel=\"" + relation + '"';
}

Bodies bodiesOf(const QList<Response> &responses)
{
    Bodies bodies;
    for (const Response &response : responses)
        bodies.append(response.body);
    return bodies;
}

} // namespace

class TestPaging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsLinks();
    void followsSentryCursors();
    void followsVercelTimes();
    void followsGraphQlCursors();
    void endsWithTheErrorOfAPage();
    void asksForNoPageBeforeTheOneBeforeIsTaken();
    void refusesAPageElsewhere();
    void refusesToGoInACircle();
    void endsWhenCancelled();
    void givesNumberedPagesInOrder();
    void keepsToTheLimitOfPages();
    void givesASinglePageWithoutALink();
    void followsLinksWhereNoLastPageIsNamed();
    void leavesTheRestOfTheQueryAlone();
    void cancelsTheOtherPagesWhenOneFails();
    void cancelsNumberedPages();
};

void TestPaging::followsLinks()
{
    Fixture f;
    f.server.on("GET", "/runs")
        .answer(200, "1", {{"Link", link(f, "/runs?page=2", "next") + ", " + link(f, "/runs?page=3", "last")}});
    f.server.on("GET", "/runs?page=2")
        .answer(200, "2", {{"Link", link(f, "/runs", "prev") + ", " + link(f, "/runs?page=3", "next")}});
    f.server.on("GET", "/runs?page=3").answer(200, "3", {{"Link", link(f, "/runs", "first")}});
    const auto bodies = follow(f, f.request("GET", u"/runs"_s), linkHeader());
    QTRY_VERIFY(bodies.isValue());
    QCOMPARE(bodies.value(), (Bodies{"1", "2", "3"}));
    NOTHING_AMISS(f);
}

void TestPaging::followsSentryCursors()
{
    Fixture f;
    const auto next = [&](const QByteArray &cursor, const QByteArray &results) {
        return link(f, "/issues/?cursor=" + cursor, "next") + "; results=\"" + results + "\"; cursor=\"" + cursor + '"';
    };
    f.server.on("GET", "/issues/")
        .answer(200, "1",
                {{"Link",
                  link(f, "/issues/?cursor=0:0:1", "previous") + "; results=\"false\", " + next("0:100:0", "true")}});
    f.server.on("GET", "/issues/?cursor=0:100:0").answer(200, "2", {{"Link", next("0:200:0", "false")}});
    const auto bodies = follow(f, f.request("GET", u"/issues/"_s), sentryCursor());
    QTRY_VERIFY(bodies.isValue());
    QCOMPARE(bodies.value(), (Bodies{"1", "2"}));
    NOTHING_AMISS(f);
}

void TestPaging::followsVercelTimes()
{
    Fixture f;
    const QByteArray first = R"({"pagination":{"count":1,"next":1711031520000,"prev":1}})";
    const QByteArray last = R"({"pagination":{"count":1,"next":null,"prev":2}})";
    f.server.on("GET", "/v7/deployments?limit=1").answer(200, first);
    f.server.on("GET", "/v7/deployments?limit=1&until=1711031520000").answer(200, last);
    Request request = f.request("GET", u"/v7/deployments"_s);
    request.url.setQuery(u"limit=1"_s);
    const auto bodies = follow(f, request, vercelUntil());
    QTRY_VERIFY(bodies.isValue());
    QCOMPARE(bodies.value(), (Bodies{first, last}));
    NOTHING_AMISS(f);
}

void TestPaging::followsGraphQlCursors()
{
    Fixture f;
    const QByteArray first = R"({"data":{"app":{"releases":{"pageInfo":{"hasNextPage":true,"endCursor":"c1"}}}}})";
    const QByteArray last = R"({"data":{"app":{"releases":{"pageInfo":{"hasNextPage":false,"endCursor":"c2"}}}}})";
    f.server.on("POST", "/graphql").withBody(R"({"query":"q","variables":{"app":"a"}})").answer(200, first);
    f.server.on("POST", "/graphql").withBody(R"({"query":"q","variables":{"after":"c1","app":"a"}})").answer(200, last);
    Request request = f.request("POST", u"/graphql"_s);
    request.body = R"({"query":"q","variables":{"app":"a"}})";
    const auto bodies = follow(f, request, graphQlCursor(u"data.app.releases.pageInfo"_s, u"after"_s));
    QTRY_VERIFY(bodies.isValue());
    QCOMPARE(bodies.value(), (Bodies{first, last}));
    NOTHING_AMISS(f);
}

void TestPaging::endsWithTheErrorOfAPage()
{
    Fixture f;
    f.server.on("GET", "/runs").answer(200, "1", {{"Link", link(f, "/runs?page=2", "next")}});
    f.server.on("GET", "/runs?page=2").answer(404);
    const auto bodies = follow(f, f.request("GET", u"/runs"_s), linkHeader());
    QTRY_VERIFY(bodies.isError());
    QCOMPARE(bodies.error().kind, Error::Kind::NotFound);
    NOTHING_AMISS(f);
}

void TestPaging::asksForNoPageBeforeTheOneBeforeIsTaken()
{
    Fixture f;
    f.server.on("GET", "/runs").answer(200, "1", {{"Link", link(f, "/runs?page=2", "next")}});
    auto sequence = pages(*f.client, f.endpoint, f.request("GET", u"/runs"_s), linkHeader(), {});
    QVERIFY(f.server.seen().isEmpty());
    const auto first = [](auto &pages) -> QCoro::Task<Result<QByteArray>> {
        const auto page = co_await pages.begin();
        co_return (*page)->body;
    };
    const Outcome<QByteArray> body(first(sequence));
    QTRY_VERIFY(body.isValue());
    QCOMPARE(body.value(), "1"_ba);
    QCOMPARE(f.server.seen().size(), 1);
    NOTHING_AMISS(f);
}

void TestPaging::refusesAPageElsewhere()
{
    Fixture f;
    f.server.on("GET", "/runs").answer(200, "1", {{"Link", "<https://example.com/runs?page=2>; rel=\"next\""}});
    const auto bodies = follow(f, f.request("GET", u"/runs"_s), linkHeader());
    QTRY_VERIFY(bodies.isError());
    QCOMPARE(bodies.error().kind, Error::Kind::Protocol);
    QVERIFY(bodies.error().message.contains(u"example.com"_s));
    NOTHING_AMISS(f);
}

void TestPaging::refusesToGoInACircle()
{
    Fixture f;
    f.server.on("GET", "/runs").answer(200, "1", {{"Link", link(f, "/runs?page=2", "next")}});
    f.server.on("GET", "/runs?page=2").answer(200, "2", {{"Link", link(f, "/runs", "next")}});
    const auto bodies = follow(f, f.request("GET", u"/runs"_s), linkHeader());
    QTRY_VERIFY(bodies.isError());
    QCOMPARE(bodies.error().kind, Error::Kind::Protocol);
    NOTHING_AMISS(f);
}

void TestPaging::endsWhenCancelled()
{
    Fixture f;
    f.server.on("GET", "/runs").answer(200, "1", {{"Link", link(f, "/runs?page=2", "next")}});
    f.server.on("GET", "/runs?page=2").keepSilent();
    std::stop_source stop;
    const auto bodies = follow(f, f.request("GET", u"/runs"_s), linkHeader(), stop.get_token());
    QTRY_COMPARE(f.server.seen().size(), 2);
    stop.request_stop();
    QTRY_VERIFY(bodies.isError());
    QCOMPARE(bodies.error().kind, Error::Kind::Cancelled);
    NOTHING_AMISS(f);
}

void TestPaging::givesNumberedPagesInOrder()
{
    Fixture f;
    f.endpoint->concurrency = 2;
    f.server.on("GET", "/runs?per_page=1")
        .answer(
            200, "1",
            {{"Link", link(f, "/runs?per_page=1&page=2", "next") + ", " + link(f, "/runs?per_page=1&page=4", "last")}});
    for (const char *page : {"2", "3", "4"})
        f.server.on("GET", "/runs?per_page=1&page="_ba + page).held().answer(200, page);
    Request request = f.request("GET", u"/runs"_s);
    request.url.setQuery(u"per_page=1"_s);
    const auto responses = sideBySide(f, request, 0);
    // Two at once, as many as the endpoint allows.
    QTRY_COMPARE(f.server.held(), 2);
    f.server.release();
    QTRY_COMPARE(f.server.seen().size(), 4);
    QTRY_COMPARE(f.server.held(), 2);
    f.server.release();
    f.server.release();
    QTRY_VERIFY(responses.isValue());
    QCOMPARE(bodiesOf(responses.value()), (Bodies{"1", "2", "3", "4"}));
    NOTHING_AMISS(f);
}

void TestPaging::keepsToTheLimitOfPages()
{
    Fixture f;
    f.server.on("GET", "/runs").answer(200, "1", {{"Link", link(f, "/runs?page=900", "last")}});
    f.server.on("GET", "/runs?page=2").answer(200, "2");
    const auto responses = sideBySide(f, f.request("GET", u"/runs"_s), 2);
    QTRY_VERIFY(responses.isValue());
    QCOMPARE(bodiesOf(responses.value()), (Bodies{"1", "2"}));
    NOTHING_AMISS(f);
}

void TestPaging::givesASinglePageWithoutALink()
{
    Fixture f;
    f.server.on("GET", "/runs").answer(200, "1");
    const auto responses = sideBySide(f, f.request("GET", u"/runs"_s), 0);
    QTRY_VERIFY(responses.isValue());
    QCOMPARE(bodiesOf(responses.value()), (Bodies{"1"}));
    NOTHING_AMISS(f);
}

void TestPaging::followsLinksWhereNoLastPageIsNamed()
{
    Fixture f;
    f.server.on("GET", "/alerts").times(2).answer(200, "1", {{"Link", link(f, "/alerts?after=a", "next")}});
    f.server.on("GET", "/alerts?after=a").times(2).answer(200, "2", {{"Link", link(f, "/alerts?after=b", "next")}});
    f.server.on("GET", "/alerts?after=b").answer(200, "3");
    const auto responses = sideBySide(f, f.request("GET", u"/alerts"_s), 0);
    QTRY_VERIFY(responses.isValue());
    QCOMPARE(bodiesOf(responses.value()), (Bodies{"1", "2", "3"}));
    const auto two = sideBySide(f, f.request("GET", u"/alerts"_s), 2);
    QTRY_VERIFY(two.isValue());
    QCOMPARE(bodiesOf(two.value()), (Bodies{"1", "2"}));
    NOTHING_AMISS(f);
}

void TestPaging::leavesTheRestOfTheQueryAlone()
{
    Fixture f;
    const QByteArray target = "/runs?created=%3E%3D2024-03-21T14:00:00%2B00:00&q=a%26b";
    f.server.on("GET", target).answer(200, "1", {{"Link", link(f, "/runs?page=2", "last")}});
    f.server.on("GET", target + "&page=2").answer(200, "2");
    Request request = f.request("GET", u"/runs"_s);
    request.url = f.server.url(QString::fromUtf8(target));
    const auto responses = sideBySide(f, request, 0);
    QTRY_VERIFY(responses.isDone());
    NOTHING_AMISS(f);
}

void TestPaging::cancelsTheOtherPagesWhenOneFails()
{
    Fixture f;
    f.server.on("GET", "/runs").answer(200, "1", {{"Link", link(f, "/runs?page=3", "last")}});
    f.server.on("GET", "/runs?page=2").answer(403);
    f.server.on("GET", "/runs?page=3").keepSilent();
    const auto responses = sideBySide(f, f.request("GET", u"/runs"_s), 0);
    QTRY_VERIFY(responses.isError());
    QCOMPARE(responses.error().kind, Error::Kind::Forbidden);
    QCOMPARE(f.clock->waiting(), 0);
    NOTHING_AMISS(f);
}

void TestPaging::cancelsNumberedPages()
{
    Fixture f;
    f.endpoint->concurrency = 1;
    f.server.on("GET", "/runs").answer(200, "1", {{"Link", link(f, "/runs?page=30", "last")}});
    f.server.on("GET", "/runs?page=2").keepSilent();
    std::stop_source stop;
    const auto responses = sideBySide(f, f.request("GET", u"/runs"_s), 0, stop.get_token());
    QTRY_COMPARE(f.server.seen().size(), 2);
    stop.request_stop();
    QTRY_VERIFY(responses.isError());
    QCOMPARE(responses.error().kind, Error::Kind::Cancelled);
    QCOMPARE(f.server.seen().size(), 2);
    NOTHING_AMISS(f);
}

QTEST_GUILESS_MAIN(TestPaging)
#include "test_paging.moc"
