#include "core_http.h"

#include "sandbox/options.h"
#include "sandbox/sandbox.h"

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::sandbox;

/// The whole sandbox: what the command line may say, and what the ready line says.
class TestSandbox : public QObject
{
    Q_OBJECT

private slots:
    void optionsAreRead();
    void anOptionThatMakesNoSenseIsNamed_data();
    void anOptionThatMakesNoSenseIsNamed();
    void theReadyLineNamesEveryProvider_data();
    void theReadyLineNamesEveryProvider();
    void aPortInUseIsSaid();
    void stopIsAskedFor();

private:
    static std::unique_ptr<Sandbox> start(const QString &name)
    {
        return std::make_unique<Sandbox>(scenario(name).value(), std::make_unique<base::ManualClock>(), 1);
    }
};

void TestSandbox::optionsAreRead()
{
    const auto options = parseOptions({u"--scenario"_s, u"large"_s, u"--port-base"_s, u"4800"_s, u"--seed"_s, u"7"_s,
                                       u"--speed"_s, u"2.5"_s, u"--start"_s, u"2024-04-01T00:00:00Z"_s, u"--record"_s,
                                       u"x.jsonl"_s, u"--fault"_s, u"{\"kind\":\"429\"}"_s, u"--until-stdin-closes"_s});
    QVERIFY(options);
    QCOMPARE(options->scenario, u"large"_s);
    QCOMPARE(options->portBase, 4800);
    QCOMPARE(options->seed, 7U);
    QCOMPARE(options->speed, 2.5);
    QCOMPARE(options->start->date(), QDate(2024, 4, 1));
    QCOMPARE(options->faults.size(), 1);
    QVERIFY(options->untilStdinCloses);
}

void TestSandbox::anOptionThatMakesNoSenseIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown option") << QStringList{u"--sped"_s, u"2"_s} << u"sped"_s;
    QTest::newRow("stray word") << QStringList{u"large"_s} << u"large"_s;
    QTest::newRow("port that needs rights") << QStringList{u"--port-base"_s, u"80"_s} << u"--port-base"_s;
    QTest::newRow("seed that is no number") << QStringList{u"--seed"_s, u"x"_s} << u"--seed"_s;
    QTest::newRow("time that stands still") << QStringList{u"--speed"_s, u"0"_s} << u"--speed"_s;
    QTest::newRow("speed that is no number") << QStringList{u"--speed"_s, u"nan"_s} << u"--speed"_s;
    QTest::newRow("start that is no time") << QStringList{u"--start"_s, u"soon"_s} << u"--start"_s;
    QTest::newRow("fault that is no JSON") << QStringList{u"--fault"_s, u"429"_s} << u"--fault"_s;
    QTest::newRow("fault of no kind") << QStringList{u"--fault"_s, u"{\"kind\":\"gremlin\"}"_s} << u"gremlin"_s;
}

void TestSandbox::anOptionThatMakesNoSenseIsNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto options = parseOptions(arguments);
    QVERIFY(!options);
    QVERIFY2(options.error().message.contains(named), qPrintable(options.error().message));
}

void TestSandbox::theReadyLineNamesEveryProvider_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : scenarioNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestSandbox::theReadyLineNamesEveryProvider()
{
    QFETCH(QString, name);
    const auto sandbox = start(name);
    QVERIFY(sandbox->listen());
    const QJsonObject ready = sandbox->ready();
    const QList<std::pair<QString, QString>> services{
        {u"github"_s, u"api"_s},  {u"github"_s, u"web"_s}, {u"fly"_s, u"machines"_s}, {u"fly"_s, u"api"_s},
        {u"fly"_s, u"metrics"_s}, {u"vercel"_s, u"api"_s}, {u"sentry"_s, u"api"_s},   {u"slack"_s, u"hooks"_s}};
    for (const auto &[group, key] : services) {
        const QString url = ready[group].toObject()[key].toString();
        QVERIFY2(url.startsWith(u"http://127.0.0.1:"_s), qPrintable(group + key));
        QCOMPARE(url, sandbox->url(group, key));
    }
    for (const auto &group : {u"github"_s, u"fly"_s, u"vercel"_s, u"sentry"_s}) {
        for (const auto &kind : {u"full"_s, u"readOnly"_s, u"missingScopes"_s})
            QVERIFY(!ready[u"tokens"_s].toObject()[group].toObject()[kind].toString().isEmpty());
    }
    QCOMPARE(ready[u"now"_s].toString(), u"2024-03-21T14:32:00Z"_s);
    QCOMPARE(ready[u"scenario"_s].toString(), name);
    test::Http http;
    QVERIFY(http.get(sandbox->controlUrl() + u"/workspace"_s).body.contains("version: 1"));
    QCOMPARE(http.get(sandbox->controlUrl() + u"/status"_s).object()[u"scenario"_s].toString(), name);
}

void TestSandbox::aPortInUseIsSaid()
{
    const auto first = start(u"loop-health"_s);
    QVERIFY(first->listen());
    const quint16 taken = static_cast<quint16>(QUrl(first->controlUrl()).port());
    const auto second = start(u"loop-health"_s);
    const auto listening = second->listen(taken);
    QVERIFY(!listening);
    QVERIFY(listening.error().message.contains(QString::number(taken)));
}

void TestSandbox::stopIsAskedFor()
{
    const auto sandbox = start(u"loop-health"_s);
    QVERIFY(sandbox->listen());
    bool stopped = false;
    connect(sandbox.get(), &Sandbox::stopRequested, this, [&stopped] { stopped = true; });
    test::Http http;
    QCOMPARE(http.post(sandbox->controlUrl() + u"/stop"_s).status, 202);
    QTRY_VERIFY(stopped);
}

QTEST_GUILESS_MAIN(TestSandbox)
#include "core_sandbox_test.moc"
