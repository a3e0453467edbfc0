#include "fly/endpoint.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::fly;
using slipway::base::Secret;

class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesTheScheme_data();
    void choosesTheScheme();
    void takesPlacesForEachInterface();
    void readsComplaints_data();
    void readsComplaints();
};

void TestEndpoint::choosesTheScheme_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QByteArray>("scheme");
    QTest::newRow("macaroon") << "fm2_abc"_ba << "fm2_abc"_ba << "FlyV1"_ba;
    QTest::newRow("macaroons") << "fm1r_a,fm1a_b"_ba << "fm1r_a,fm1a_b"_ba << "FlyV1"_ba;
    QTest::newRow("an older token before a macaroon") << "old,fm2_b"_ba << "old,fm2_b"_ba << "FlyV1"_ba;
    QTest::newRow("older token") << "oauth"_ba << "oauth"_ba << "Bearer"_ba;
    QTest::newRow("pasted with FlyV1") << "FlyV1 fm2_abc\n"_ba << "fm2_abc"_ba << "FlyV1"_ba;
    QTest::newRow("pasted with Bearer") << " bearer oauth "_ba << "oauth"_ba << "Bearer"_ba;
    QTest::newRow("none") << ""_ba << ""_ba << "Bearer"_ba;
}

void TestEndpoint::choosesTheScheme()
{
    QFETCH(QByteArray, pasted);
    const Secret bare = stripped(Secret(pasted));
    QTEST(bare.reveal(), "kept");
    QTEST(schemeOf(bare), "scheme");
    const auto made = endpoints({}, Secret(pasted));
    QTEST(made.machines->scheme, "scheme");
    QCOMPARE(made.platform->scheme, "Bearer"_ba);
    QTEST(made.metrics->token.reveal(), "kept");
}

void TestEndpoint::takesPlacesForEachInterface()
{
    const auto made =
        endpoints({QUrl(u"http://127.0.0.1:1/"_s), QUrl(u"http://127.0.0.1:2"_s), QUrl(u"http://127.0.0.1:3/m"_s)}, {});
    QCOMPARE(made.machines->url(u"/v1/apps"_s), QUrl(u"http://127.0.0.1:1/v1/apps"_s));
    QCOMPARE(made.graphQl->url(u"/graphql"_s), QUrl(u"http://127.0.0.1:2/graphql"_s));
    QCOMPARE(made.metrics->url(u"/prometheus/o/api/v1/query"_s),
             QUrl(u"http://127.0.0.1:3/m/prometheus/o/api/v1/query"_s));
}

void TestEndpoint::readsComplaints_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("error") << "application/json"_ba << R"({"error": "app not found"})"_ba << u"app not found"_s;
    QTest::newRow("message") << "application/json"_ba
                             << R"({"error": "e", "status": "unknown", "message": "no room"})"_ba << u"no room"_s;
    QTest::newRow("plain text") << "text/plain; charset=utf-8"_ba << "404 page not found\n"_ba
                                << u"404 page not found"_s;
    QTest::newRow("a proxy's page") << "text/html"_ba << "<html>"_ba << QString();
    QTest::newRow("nothing") << "application/json"_ba << ""_ba << QString();
}

void TestEndpoint::readsComplaints()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    slipway::net::RawAnswer answer{404, {}, body};
    answer.headers.append("content-type", type);
    QTEST(complaintOf(answer), "complaint");
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "test_endpoint.moc"
