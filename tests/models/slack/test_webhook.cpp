#include "call_support/call_fixture.h"
#include "slack/webhook.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::slack;
using slipway::base::Error;
using slipway::base::Secret;
using slipway::net::RawAnswer;
using slipway::test::CallFixture;
using slipway::test::Outcome;

class TestWebhook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesAnswers_data();
    void judgesAnswers();
    void tellsWhenToTryAgain();
    void quotesNothingButAWord();
    void knowsAWebhookByItsForm_data();
    void knowsAWebhookByItsForm();
    void postsPlainText();
    void saysWhatSlackRefused_data();
    void saysWhatSlackRefused();
    void postsNowhereElse();
};

void TestWebhook::judgesAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, int status, const QByteArray &body, Verdict verdict, int kind) {
        QTest::newRow(name) << status << body << int(verdict) << kind;
    };
    row("delivered", 200, "ok", Verdict::Delivered, -1);
    row("bad payload", 400, "invalid_payload", Verdict::Refused, int(Error::Kind::InvalidInput));
    row("no such user", 400, "user_not_found", Verdict::Refused, int(Error::Kind::InvalidInput));
    row("prohibited", 403, "action_prohibited", Verdict::NotAllowed, int(Error::Kind::Forbidden));
    row("no such channel", 404, "channel_not_found", Verdict::Gone, int(Error::Kind::NotFound));
    row("archived", 410, "channel_is_archived", Verdict::Gone, int(Error::Kind::NotFound));
    row("too often", 429, "", Verdict::TooOften, int(Error::Kind::RateLimited));
    row("roll-up", 500, "rollup_error", Verdict::Trouble, int(Error::Kind::Network));
    row("a word nobody knows", 400, "posting_to_general_channel_denied", Verdict::Refused,
        int(Error::Kind::InvalidInput));
    row("a proxy that says ok", 502, "ok", Verdict::Trouble, int(Error::Kind::Network));
    row("a known word under another status", 400, "no_service", Verdict::Gone, int(Error::Kind::NotFound));
}

void TestWebhook::judgesAnswers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const RawAnswer answer{status, {}, body};
    QTEST(int(verdictOf(answer)), "verdict");
    const auto outcome = outcomeOf(answer, u"deployments"_s, QDateTime::currentDateTimeUtc());
    QTEST(outcome ? -1 : int(outcome.error().kind), "kind");
}

void TestWebhook::tellsWhenToTryAgain()
{
    const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    RawAnswer answer{429, {}, "rate_limited"};
    QCOMPARE(outcomeOf(answer, u"deployments"_s, now).error().retryAt, std::nullopt);
    answer.headers.append("Retry-After", "30");
    const auto outcome = outcomeOf(answer, u"deployments"_s, now);
    QCOMPARE(outcome.error().retryAt, std::optional(now.addSecs(30)));
    QVERIFY(outcome.error().canRetry);
}

void TestWebhook::quotesNothingButAWord()
{
    const auto outcome =
        outcomeOf({400, {}, "<html>https://hooks.slack.com/services/T/B/secret</html>"}, u"deployments"_s, {});
    QVERIFY(!outcome);
    QVERIFY(!sentence(outcome.error()).contains(u"secret"_s));
}

void TestWebhook::knowsAWebhookByItsForm_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("isPlausible");
    QTest::newRow("Slack's") << "https://hooks.slack.com/services/T0/B0/x"_ba << true;
    QTest::newRow("this machine's") << "http://127.0.0.1:8080/services/T0/B0/x"_ba << true;
    QTest::newRow("plain http") << "http://hooks.slack.com/services/T0/B0/x"_ba << false;
    QTest::newRow("too short") << "https://hooks.slack.com/services/T0"_ba << false;
    QTest::newRow("no address") << "hooks"_ba << false;
    QTest::newRow("nothing") << ""_ba << false;
}

void TestWebhook::knowsAWebhookByItsForm()
{
    QFETCH(QByteArray, url);
    QTEST((Webhook{u"deployments"_s, Secret(url)}.isPlausible()), "isPlausible");
}

void TestWebhook::postsPlainText()
{
    CallFixture f;
    f.server.on("POST", "/services/T0/B0/x")
        .without("authorization")
        .withBody(R"({"mrkdwn":false,"text":"a &lt;b&gt; &amp; c"})")
        .answer(200, "ok");
    const Outcome<void> posted(
        post(f.http, {u"deployments"_s, Secret(f.server.url(u"/services/T0/B0/x"_s).toEncoded())}, u"a <b> & c"_s, {}));
    QTRY_VERIFY(posted.isDone());
    QVERIFY(posted.isValue());
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestWebhook::saysWhatSlackRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::newRow("bad payload") << 400 << "invalid_payload"_ba << int(Error::Kind::InvalidInput);
    QTest::newRow("prohibited") << 403 << "action_prohibited"_ba << int(Error::Kind::Forbidden);
    QTest::newRow("no such channel") << 404 << "channel_not_found"_ba << int(Error::Kind::NotFound);
    QTest::newRow("roll-up") << 500 << "rollup_error"_ba << int(Error::Kind::Network);
}

void TestWebhook::saysWhatSlackRefused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    CallFixture f;
    f.server.on("POST", "/services/T0/B0/x").answer(status, body);
    const Outcome<void> posted(
        post(f.http, {u"deployments"_s, Secret(f.server.url(u"/services/T0/B0/x"_s).toEncoded())}, u"x"_s, {}));
    QTRY_VERIFY(posted.isError());
    QTEST(int(posted.error().kind), "kind");
    QTEST(posted.error().status, "status");
    QVERIFY(!sentence(posted.error()).contains(u"/services/"_s));
    QCOMPARE(f.server.seen().size(), 1);
}

void TestWebhook::postsNowhereElse()
{
    CallFixture f;
    const Outcome<void> posted(post(f.http, {u"deployments"_s, Secret(f.server.url(u"/x"_s).toEncoded())}, u"x"_s, {}));
    QTRY_VERIFY(posted.isError());
    QCOMPARE(posted.error().kind, Error::Kind::InvalidInput);
    QVERIFY(f.server.seen().isEmpty());
}

QTEST_GUILESS_MAIN(TestWebhook)
#include "test_webhook.moc"
