#include "github/endpoint.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::github;
using slipway::net::RawAnswer;

using Headers = QList<std::pair<QByteArray, QByteArray>>;
Q_DECLARE_METATYPE(Headers)

namespace {

RawAnswer answerOf(int status, const Headers &headers, const QByteArray &body = {})
{
    RawAnswer answer{status, {}, body};
    for (const auto &[name, value] : headers)
        answer.headers.append(name, value);
    return answer;
}

const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);

} // namespace

class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsALimitFromARefusal_data();
    void tellsALimitFromARefusal();
    void readsTheAllowance();
    void tellsNoAllowanceFromHalfOfIt();
    void readsComplaints_data();
    void readsComplaints();
    void pinsTheVersion();
};

void TestEndpoint::tellsALimitFromARefusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("seconds");
    const QByteArray secondary = R"({"message": "You have exceeded a secondary rate limit. Please wait."})";
    const std::pair<QByteArray, QByteArray> limit{"x-ratelimit-limit", "5000"};
    const std::pair<QByteArray, QByteArray> none{"x-ratelimit-remaining", "0"};
    const std::pair<QByteArray, QByteArray> reset{"x-ratelimit-reset", "1711031610"};
    QTest::newRow("primary") << 403 << Headers{limit, none, reset} << "{}"_ba << 90;
    QTest::newRow("primary as 429") << 429 << Headers{limit, none, reset} << "{}"_ba << 90;
    QTest::newRow("primary, already over")
        << 403 << Headers{limit, none, {"x-ratelimit-reset", "1711031000"}} << "{}"_ba << 1;
    QTest::newRow("secondary") << 403 << Headers{limit, {"x-ratelimit-remaining", "4000"}, reset} << secondary << 60;
    QTest::newRow("secondary as 429") << 429 << Headers{} << secondary << 60;
    QTest::newRow("429 without a time is left to the general rule") << 429 << Headers{} << "{}"_ba << -1;
    QTest::newRow("a plain 403") << 403 << Headers{{"x-ratelimit-remaining", "4000"}}
                                 << R"({"message": "Must have admin rights"})"_ba << -1;
    QTest::newRow("success") << 200 << Headers{none, reset} << "{}"_ba << -1;
}

void TestEndpoint::tellsALimitFromARefusal()
{
    QFETCH(int, status);
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    const auto wait = throttleOf(answerOf(status, headers, body), now);
    QTEST(wait ? int(wait->count()) : -1, "seconds");
}

void TestEndpoint::readsTheAllowance()
{
    const auto limit = rateLimitOf(answerOf(200,
                                            {{"X-RateLimit-Limit", "5000"},
                                             {"X-RateLimit-Remaining", "4990"},
                                             {"X-RateLimit-Reset", "1711031520"},
                                             {"X-RateLimit-Resource", "core"}}));
    QVERIFY(limit);
    QCOMPARE(limit->resource, u"core"_s);
    QCOMPARE(limit->remaining, 4990);
    QCOMPARE(limit->resetAt, now);
}

void TestEndpoint::tellsNoAllowanceFromHalfOfIt()
{
    QVERIFY(!rateLimitOf(answerOf(200, {{"X-RateLimit-Limit", "5000"}})));
    QVERIFY(!rateLimitOf(
        answerOf(200, {{"X-RateLimit-Limit", "many"}, {"X-RateLimit-Remaining", "1"}, {"X-RateLimit-Reset", "1"}})));
}

void TestEndpoint::readsComplaints_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("message") << R"({"message": "Bad credentials"})"_ba << u"Bad credentials"_s;
    QTest::newRow("fields")
        << R"({"message": "Validation Failed", "errors": [{"resource": "Issue", "field": "title", "code": "missing"}]})"_ba
        << u"Validation Failed; Issue title missing"_s;
    QTest::newRow("field with a message")
        << R"({"message": "Validation Failed", "errors": [{"code": "custom", "message": "No commits"}]})"_ba
        << u"Validation Failed; No commits"_s;
    QTest::newRow("texts") << R"({"message": "Oh", "errors": ["one", "two"]})"_ba << u"Oh; one; two"_s;
    QTest::newRow("a proxy's page") << "<html>"_ba << QString();
    QTest::newRow("wrong types") << R"({"message": 3, "errors": {"a": 1}})"_ba << QString();
}

void TestEndpoint::readsComplaints()
{
    QFETCH(QByteArray, body);
    QTEST(complaintOf(answerOf(422, {}, body)), "complaint");
}

void TestEndpoint::pinsTheVersion()
{
    const auto made = endpoint(QUrl(u"https://ghe.example/api/v3/"_s), slipway::base::Secret("t"));
    QCOMPARE(made->headers.value("x-github-api-version").toByteArray(), "2022-11-28"_ba);
    QCOMPARE(made->url(u"/user"_s), QUrl(u"https://ghe.example/api/v3/user"_s));
    QCOMPARE(made->scheme, "Bearer"_ba);
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "test_endpoint.moc"
