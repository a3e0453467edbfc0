#include "sandbox/core/bend.h"
#include "sandbox/core/router.h"
#include "sandbox/core/simulation.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::sandbox;
using namespace std::chrono_literals;

class TestSandboxCore : public QObject
{
    Q_OBJECT

private slots:
    void routerFindsTheHandler_data();
    void routerFindsTheHandler();
    void globsMatch_data();
    void globsMatch();
    void aFaultThatDoesNotFitIsNamed_data();
    void aFaultThatDoesNotFitIsNamed();
    void faultsStrikeAsOftenAsTheySay();
    void retryAfterHasThreeForms();
    void wrongTypesReplaceTheField();
    void eventsSeeTheTimeTheyWereSetFor();
    void advanceRunsWhatItSkips();
    void theSameSeedGivesTheSameChance();
    void expectationsNameWhatNeverCame();
};

namespace {

Call callFor(const QByteArray &method, const QString &path)
{
    Call call;
    call.method = method;
    call.path = path;
    call.segments = path.split(u'/', Qt::SkipEmptyParts);
    return call;
}

Fault faultFrom(const char *json)
{
    return parseFault(QJsonDocument::fromJson(json).object()).value();
}

} // namespace

void TestSandboxCore::routerFindsTheHandler_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");

    QTest::newRow("literal before parameter") << "GET"_ba << u"/runs/latest"_s << u"latest"_s;
    QTest::newRow("parameter") << "GET"_ba << u"/runs/7"_s << u"run 7"_s;
    QTest::newRow("method counts") << "POST"_ba << u"/runs/7"_s << u"posted 7"_s;
    QTest::newRow("several parts in the middle")
        << "GET"_ba << u"/branches/fix/a/protection"_s << u"protection of fix/a"_s;
    QTest::newRow("several parts at the end") << "GET"_ba << u"/branches/fix/a"_s << u"branch fix/a"_s;
    QTest::newRow("unknown path") << "GET"_ba << u"/nothing"_s << u"none"_s;
    QTest::newRow("known path, other method") << "PUT"_ba << u"/runs/7"_s << u"wrong method"_s;
}

void TestSandboxCore::routerFindsTheHandler()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QString, expected);

    Router router;
    const auto add = [&router](const QByteArray &verb, const QString &pattern, const QString &prefix,
                               const QString &name) {
        router.add(verb, pattern, [prefix, name](const Call &call, const Answer &answer) {
            answer(Reply::text(prefix + call.parameter(name)));
        });
    };
    add("GET"_ba, u"/runs/{id}"_s, u"run "_s, u"id"_s);
    add("GET"_ba, u"/runs/latest"_s, u"latest"_s, {});
    add("POST"_ba, u"/runs/{id}"_s, u"posted "_s, u"id"_s);
    add("GET"_ba, u"/branches/{name+}"_s, u"branch "_s, u"name"_s);
    add("GET"_ba, u"/branches/{name+}/protection"_s, u"protection of "_s, u"name"_s);

    Call call = callFor(method, path);
    const auto match = router.find(method, call.segments);
    QString result = match.wrongMethod ? u"wrong method"_s : u"none"_s;
    call.parameters = match.parameters;
    if (match.handler)
        (*match.handler)(call, [&result](const Reply &reply) { result = QString::fromUtf8(reply.body); });
    QCOMPARE(result, expected);
}

void TestSandboxCore::globsMatch_data()
{
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");

    QTest::newRow("same text") << u"/user"_s << u"/user"_s << true;
    QTest::newRow("star over slashes") << u"/repos/*/runs"_s << u"/repos/a/b/actions/runs"_s << true;
    QTest::newRow("star at the end takes nothing") << u"/runs*"_s << u"/runs"_s << true;
    QTest::newRow("question mark is one") << u"/v?/x"_s << u"/v1/x"_s << true;
    QTest::newRow("too short") << u"/v?/x"_s << u"/v/x"_s << false;
    QTest::newRow("rest left over") << u"/user"_s << u"/user/repos"_s << false;
}

void TestSandboxCore::globsMatch()
{
    QFETCH(QString, glob);
    QFETCH(QString, text);
    QTEST(globMatches(glob, text), "matches");
}

void TestSandboxCore::aFaultThatDoesNotFitIsNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");

    QTest::newRow("no kind") << "{}"_ba << u"kind"_s;
    QTest::newRow("unknown kind") << R"({"kind":"gremlin"})"_ba << u"gremlin"_s;
    QTest::newRow("unknown member") << R"({"kind":"429","pathh":"/x"})"_ba << u"pathh"_s;
    QTest::newRow("status that is no failure") << R"({"kind":"error-before","status":200})"_ba << u"status"_s;
    QTest::newRow("unknown Retry-After form") << R"({"kind":"429","retryAfter":"later"})"_ba << u"later"_s;
    QTest::newRow("text for a number") << R"({"kind":"latency","ms":"80"})"_ba << u"ms"_s;
}

void TestSandboxCore::aFaultThatDoesNotFitIsNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, named);
    const auto fault = parseFault(QJsonDocument::fromJson(json).object());
    QVERIFY(!fault);
    QCOMPARE(fault.error().kind, base::Error::Kind::InvalidInput);
    QVERIFY2(fault.error().message.contains(named), qPrintable(fault.error().message));
}

void TestSandboxCore::faultsStrikeAsOftenAsTheySay()
{
    Faults faults;
    faults.add(
        faultFrom(R"({"kind":"error-before","provider":"github","method":"GET","path":"/a*","skip":1,"count":2})"));
    faults.add(faultFrom(R"({"kind":"latency","ms":40})"));

    const auto struck = [&faults](const QString &provider, const QByteArray &method, const QString &path) {
        return faults.strike(provider, callFor(method, path)).fault.has_value();
    };
    QVERIFY(!struck(u"fly"_s, "GET"_ba, u"/a"_s));
    QVERIFY(!struck(u"github"_s, "POST"_ba, u"/a"_s));
    QVERIFY(!struck(u"github"_s, "GET"_ba, u"/b"_s));
    QVERIFY(!struck(u"github"_s, "GET"_ba, u"/a1"_s));
    QVERIFY(struck(u"github"_s, "GET"_ba, u"/a2"_s));
    QVERIFY(struck(u"github"_s, "GET"_ba, u"/a3"_s));
    QVERIFY(!struck(u"github"_s, "GET"_ba, u"/a4"_s));
    QCOMPARE(faults.list().size(), 1);
    QCOMPARE(faults.strike(u"github"_s, callFor("GET"_ba, u"/a"_s)).latency, 40ms);
}

void TestSandboxCore::retryAfterHasThreeForms()
{
    const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    QCOMPARE(retryAfterHeader(faultFrom(R"({"kind":"429","seconds":7})"), now), "7"_ba);
    QCOMPARE(retryAfterHeader(faultFrom(R"({"kind":"429","seconds":60,"retryAfter":"date"})"), now),
             "Thu, 21 Mar 2024 14:33:00 GMT"_ba);
    QVERIFY(!retryAfterHeader(faultFrom(R"({"kind":"429","retryAfter":"absent"})"), now));
}

void TestSandboxCore::wrongTypesReplaceTheField()
{
    const Reply reply =
        Reply::json(QJsonObject{{u"runs"_s, QJsonArray{QJsonObject{{u"id"_s, 7}, {u"name"_s, u"x"_s}}}}});
    QCOMPARE(QJsonDocument::fromJson(withWrongTypes(reply, u"id"_s).body)[u"runs"_s][0][u"id"_s].type(),
             QJsonValue::String);
    QCOMPARE(QJsonDocument::fromJson(withWrongTypes(reply, u"name"_s).body)[u"runs"_s][0][u"name"_s].type(),
             QJsonValue::Array);
    QVERIFY(withWrongTypes(reply, u"absent"_s).body.startsWith('"'));
}

void TestSandboxCore::eventsSeeTheTimeTheyWereSetFor()
{
    auto owned = std::make_unique<base::ManualClock>();
    auto *clock = owned.get();
    Simulation simulation(std::move(owned), 1);
    const QDateTime begin = simulation.now();
    QList<qint64> seen;
    const auto note = [&] { seen.append(begin.secsTo(simulation.now())); };
    simulation.after(20s, note);
    simulation.after(10s, [&] {
        note();
        simulation.after(5s, note);
    });
    clock->advance(60s);
    QCOMPARE(seen, (QList<qint64>{10, 15, 20}));
    QCOMPARE(simulation.now(), begin.addSecs(60));
}

void TestSandboxCore::advanceRunsWhatItSkips()
{
    Simulation simulation(std::make_unique<base::ManualClock>(), 1);
    const QDateTime begin = simulation.now();
    QDateTime rang;
    simulation.after(90s, [&] { rang = simulation.now(); });
    simulation.advance(89s);
    QVERIFY(!rang.isValid());
    simulation.advance(1h);
    QCOMPARE(rang, begin.addSecs(90));
    QCOMPARE(simulation.now(), begin.addSecs(89 + 3600));
}

void TestSandboxCore::theSameSeedGivesTheSameChance()
{
    const auto drawn = [](quint64 seed, const QString &name) {
        Random random = Random::named(seed, name);
        return random.hex(40) + QString::fromLatin1(random.word(8)) + QString::number(random.around(5, 1));
    };
    QCOMPARE(drawn(7, u"runs"_s), drawn(7, u"runs"_s));
    QVERIFY(drawn(7, u"runs"_s) != drawn(8, u"runs"_s));
    QVERIFY(drawn(7, u"runs"_s) != drawn(7, u"jobs"_s));
}

void TestSandboxCore::expectationsNameWhatNeverCame()
{
    Expectations expectations;
    QVERIFY(expectations.add({{u"path"_s, u"/user"_s}}));
    QVERIFY(expectations.add({{u"path"_s, u"/repos/*"_s}, {u"method"_s, u"post"_s}, {u"times"_s, 2}}));
    QVERIFY(!expectations.add({{u"method"_s, u"GET"_s}}));
    expectations.note(u"github"_s, callFor("GET"_ba, u"/user"_s));
    expectations.note(u"github"_s, callFor("POST"_ba, u"/repos/x"_s));
    QCOMPARE(expectations.missing().size(), 1);
    QCOMPARE(expectations.missing()[0][u"came"_s].toInt(), 1);
}

QTEST_GUILESS_MAIN(TestSandboxCore)
#include "core_test.moc"
