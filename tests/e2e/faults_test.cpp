#include "e2e_stage/stage.h"

#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::Stage;
using e2e::WindowReader;

/// What the window says while a provider misbehaves, and that nothing else suffers.
class FaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void troubleOfAProvider_data();
    void troubleOfAProvider();
    void brokenAnswersFillNothing_data();
    void brokenAnswersFillNothing();
    void retryButtonAsksAgain();
    void expiredToken_data();
    void expiredToken();
    void secondaryLimitLeavesGitHubAlone();
    void tooManyRequestsAreRepeated();
    void slowAnswersAreGivenUp();
    void unreachableGitHub();
};

namespace {

const QString api = u"patient-graph-api"_s;
const QString portal = u"my.loop.health"_s;

bool isFresh(const QString &sentence)
{
    return !sentence.isEmpty() && !sentence.contains("as of"_L1) && !sentence.contains("nothing known"_L1);
}

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))

} // namespace

void FaultsTest::troubleOfAProvider_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("502") << QJsonObject{{"kind"_L1, "error-before"_L1}, {"status"_L1, 502}} << u"Fly.io answered 502"_s;
    QTest::newRow("reset") << QJsonObject{{"kind"_L1, "reset-before"_L1}} << u"The connection to Fly.io broke off"_s;
    QTest::newRow("half a body") << QJsonObject{{"kind"_L1, "truncated"_L1}}
                                 << u"The answer of Fly.io broke off after"_s;
    QTest::newRow("wrong types") << QJsonObject{{"kind"_L1, "wrongly-typed"_L1}, {"field"_L1, "state"_L1}} << u"at $"_s;
}

void FaultsTest::troubleOfAProvider()
{
    QFETCH(QJsonObject, fault);
    QFETCH(const QString, words);
    Stage stage;
    QVERIFY(stage.start());
    const QString before = stage.window().cell(api, WindowReader::Production);
    QVERIFY2(isFresh(before), qPrintable(before));

    fault.insert("provider"_L1, "fly"_L1);
    stage.addFault(fault);
    QVERIFY(stage.refresh());
    const QString during = stage.window().cell(api, WindowReader::Production);
    HAS(during, u"v43"_s);
    HAS(during, words);
    HAS(during, u"as of 14:32"_s);
    QVERIFY2(isFresh(stage.window().cell(portal, WindowReader::Production)), "Vercel's cells are as fresh as before");
    HAS(stage.window().banners().join(u'\n'), words);
    HAS(stage.window().inbox().join(u'\n'), u"Fly.io could not be asked"_s);
    HAS(stage.window().sync(), u"Sync failed"_s);

    stage.clearFaults();
    QVERIFY(stage.refresh());
    const QString after = stage.window().cell(api, WindowReader::Production);
    QVERIFY2(isFresh(after) && after.contains("v43"_L1), qPrintable(after));
    QCOMPARE(stage.window().banners(), QStringList());
    QVERIFY(!stage.window().inbox().join(u'\n').contains("could not be asked"_L1));
    HAS(stage.window().sync(), u"Synced"_s);
}

void FaultsTest::brokenAnswersFillNothing_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::newRow("half a body") << QJsonObject{{"kind"_L1, "truncated"_L1}};
    QTest::newRow("wrong types") << QJsonObject{{"kind"_L1, "wrongly-typed"_L1}};
    QTest::newRow("reset after the effect") << QJsonObject{{"kind"_L1, "reset-after"_L1}};
}

void FaultsTest::brokenAnswersFillNothing()
{
    QFETCH(QJsonObject, fault);
    Stage stage;
    fault.insert("provider"_L1, "vercel"_L1);
    stage.addFault(fault);
    QVERIFY(stage.start());
    for (const auto column : {WindowReader::Production, WindowReader::Staging, WindowReader::Previews}) {
        const QString sentence = stage.window().cell(portal, column);
        HAS(sentence, u"nothing known"_s);
    }
    QVERIFY(isFresh(stage.window().cell(api, WindowReader::Production)));
    stage.clearFaults();
    QVERIFY(stage.refresh());
    HAS(stage.window().cell(portal, WindowReader::Production), u"3.12.1"_s);
}

void FaultsTest::retryButtonAsksAgain()
{
    Stage stage;
    QVERIFY(stage.start());
    stage.addFault({{"kind"_L1, "error-before"_L1}, {"status"_L1, 503}, {"provider"_L1, "vercel"_L1}});
    QVERIFY(stage.refresh());
    stage.clearFaults();
    QPushButton *retry = stage.window().bannerButton();
    QVERIFY(retry);
    QCOMPARE(retry->text(), u"Retry"_s);
    QTest::mouseClick(retry, Qt::LeftButton);
    QVERIFY(stage.isSettled());
    QCOMPARE(stage.window().banners(), QStringList());
    QVERIFY(isFresh(stage.window().cell(portal, WindowReader::Production)));
}

void FaultsTest::expiredToken_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("app");
    QTest::addColumn<WindowReader::Column>("column");
    QTest::newRow("GitHub") << u"github"_s << u"GitHub"_s << QString() << WindowReader::App;
    QTest::newRow("Fly.io") << u"fly"_s << u"Fly.io"_s << api << WindowReader::Staging;
    QTest::newRow("Vercel") << u"vercel"_s << u"Vercel"_s << portal << WindowReader::Previews;
    // Sentry's facts have no cell of their own.
    QTest::newRow("Sentry") << u"sentry"_s << u"Sentry"_s << QString() << WindowReader::App;
}

void FaultsTest::expiredToken()
{
    QFETCH(const QString, provider);
    QFETCH(const QString, name);
    QFETCH(const QString, app);
    QFETCH(const WindowReader::Column, column);
    Stage stage;
    QVERIFY(stage.start());
    stage.addFault({{"kind"_L1, "expired-token"_L1}, {"provider"_L1, provider}});
    QVERIFY(stage.refresh());
    const QString inbox = stage.window().inbox().join(u'\n');
    HAS(inbox, u"%1 does not let us in"_s.arg(name));
    HAS(inbox, u"%1 did not accept the token."_s.arg(name));
    HAS(inbox, u"Sign in to %1 again under Accounts."_s.arg(name));
    if (provider == "github"_L1)
        HAS(stage.window().workflow(u"Security Scanning"_s), u"the token may not see this"_s);
    if (!app.isEmpty())
        HAS(stage.window().cell(app, column), u"the token may not see this"_s);
    // What was known stays.
    HAS(stage.window().cell(api, WindowReader::Production), u"v43"_s);
    HAS(stage.window().cell(portal, WindowReader::Production), u"3.12.1"_s);
}

void FaultsTest::secondaryLimitLeavesGitHubAlone()
{
    Stage stage;
    QVERIFY(stage.start());
    stage.addFault({{"kind"_L1, "secondary-limit"_L1}, {"provider"_L1, "github"_L1}, {"seconds"_L1, 25}});
    QVERIFY(stage.refresh());
    HAS(stage.window().sync(), u"GitHub calls used up, back at 14:32"_s);
    HAS(stage.window().workflow(u"Security Scanning"_s), u"calls used up, back at 14:32"_s);
    stage.clearFaults();

    const qsizetype asked = stage.exchangesWith(u"GitHub"_s);
    const qsizetype askedFly = stage.exchangesWith(u"Fly.io"_s);
    stage.press(u"F5"_s);
    QTRY_COMPARE_GT(stage.exchangesWith(u"Fly.io"_s), askedFly);
    QVERIFY(stage.pass(15s));
    QCOMPARE(stage.exchangesWith(u"GitHub"_s), asked);

    QVERIFY(stage.pass(15s));
    QCOMPARE_GT(stage.exchangesWith(u"GitHub"_s), asked);
    HAS(stage.window().sync(), u"Synced"_s);
}

void FaultsTest::tooManyRequestsAreRepeated()
{
    Stage stage;
    for (const QString &form : {u"seconds"_s, u"date"_s, u"absent"_s})
        stage.addFault({{"kind"_L1, "429"_L1},
                        {"provider"_L1, "vercel"_L1},
                        {"retryAfter"_L1, form},
                        {"seconds"_L1, 2},
                        {"count"_L1, 2}});
    QVERIFY(stage.start());
    HAS(stage.window().cell(portal, WindowReader::Production), u"3.12.1"_s);
    QCOMPARE(stage.window().banners(), QStringList());
}

void FaultsTest::slowAnswersAreGivenUp()
{
    Stage stage;
    QVERIFY(stage.start());
    stage.addFault({{"kind"_L1, "slow-drip"_L1}, {"provider"_L1, "vercel"_L1}, {"bytes"_L1, 1}, {"ms"_L1, 50}});
    const qsizetype asked = stage.exchangesWith(u"Fly.io"_s);
    stage.press(u"F5"_s);
    QTRY_COMPARE_GT(stage.exchangesWith(u"Fly.io"_s), asked);
    stage.advance(31s);
    QVERIFY(stage.isSettled());
    HAS(stage.window().cell(portal, WindowReader::Production), u"Vercel did not answer within 30 s"_s);
    HAS(stage.window().cell(portal, WindowReader::Production), u"3.12.1"_s);
    stage.clearFaults();
    QVERIFY(stage.refresh());
    QVERIFY(isFresh(stage.window().cell(portal, WindowReader::Production)));
}

void FaultsTest::unreachableGitHub()
{
    Stage stage;
    // Nobody listens on port 1.
    stage.info().endpoints.githubApi = QUrl(u"http://127.0.0.1:1"_s);
    QVERIFY(stage.start());
    HAS(stage.window().inbox().join(u'\n'), u"GitHub could not be asked"_s);
    HAS(stage.window().banners().join(u'\n'), u"GitHub refused the connection"_s);
    HAS(stage.window().cell(api, WindowReader::Drift), u"nothing known"_s);
    HAS(stage.window().cell(api, WindowReader::Production), u"v43"_s);
    HAS(stage.window().sync(), u"Sync failed"_s);
}

QTEST_MAIN(FaultsTest)
#include "faults_test.moc"
