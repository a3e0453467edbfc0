#include "call_support/call_fixture.h"
#include "fly/client.h"
#include "samples.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::fly;
using slipway::base::Error;
using slipway::test::CallFixture;
using slipway::test::done;
using slipway::test::Outcome;

namespace {

using Act = Client::Act;
using Made = QCoro::Task<slipway::base::Result<bool>>;

const QString api = u"api"_s;
const QByteArray M = "/v1/apps/api/machines/m1";
const QByteArray lease = R"({"status": "success", "data": {"nonce": "n1", "expires_at": 1711031533,
    "owner": "jonas@loop.health", "description": "deploy", "version": "01HS"}})";
const QJsonObject config{{u"image"_s, u"registry.fly.io/api:1"_s}, {u"later"_s, QJsonObject{{u"kept"_s, true}}}};

/// A call that changes something.
struct Writing {
    const char *name;
    QByteArray method;
    QByteArray target;
    QByteArray answer;
    /// What is sent; empty: nothing.
    QByteArray body;
    bool isLeased;
    Made (*make)(const Client &, std::stop_token);
};

QByteArray compact(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).toJson(QJsonDocument::Compact);
}

Made act(const Client &client, Act act, std::stop_token stop)
{
    return done(client.act(api, u"m1"_s, act, u"n1"_s, stop));
}

const QList<Writing> &changes()
{
    static const QList<Writing> all{
        {"create", "POST", "/v1/apps/api/machines", samples::machine,
         R"({"config": {"image": "registry.fly.io/api:1", "later": {"kept": true}}, "name": "green", "region": "fra",
             "skip_launch": true, "skip_service_registration": true, "lease_ttl": 13, "min_secrets_version": 7})",
         false,
         [](const Client &c, std::stop_token s) {
             return done(c.createMachine(api,
                                         {.name = u"green"_s,
                                          .region = u"fra"_s,
                                          .config = config,
                                          .skipLaunch = true,
                                          .skipServiceRegistration = true,
                                          .leaseTtl = 13s,
                                          .minSecretsVersion = 7},
                                         s));
         }},
        {"update", "POST", M, samples::machine,
         R"({"config": {"image": "registry.fly.io/api:1", "later": {"kept": true}}, "current_version": "01HR"})", true,
         [](const Client &c, std::stop_token s) {
             return done(c.updateMachine(
                 api, u"m1"_s,
                 {.config = config, .currentVersion = u"01HR"_s, .skipLaunch = false, .minSecretsVersion = 0}, u"n1"_s,
                 s));
         }},
        {"start", "POST", M + "/start", R"({"previous_state": "stopped"})", "{}", true,
         [](const Client &c, std::stop_token s) { return act(c, Act::Start, s); }},
        {"stop", "POST", M + "/stop", R"({"ok": true})", "{}", true,
         [](const Client &c, std::stop_token s) { return act(c, Act::Stop, s); }},
        {"suspend", "POST", M + "/suspend", R"({"ok": true})", "{}", true,
         [](const Client &c, std::stop_token s) { return act(c, Act::Suspend, s); }},
        {"cordon", "POST", M + "/cordon", R"({"ok": true})", "{}", true,
         [](const Client &c, std::stop_token s) { return act(c, Act::Cordon, s); }},
        {"uncordon", "POST", M + "/uncordon", R"({"ok": true})", "{}", true,
         [](const Client &c, std::stop_token s) { return act(c, Act::Uncordon, s); }},
        {"destroy",
         "DELETE",
         M + "?force=true",
         R"({"ok": true})",
         {},
         true,
         [](const Client &c, std::stop_token s) { return act(c, Act::Destroy, s); }},
        {"metadata", "POST", M + "/metadata/a%2Fb", "", R"({"value": "x"})", true,
         [](const Client &c, std::stop_token s) {
             return done(c.setMetadata(api, u"m1"_s, u"a/b"_s, u"x"_s, u"n1"_s, s));
         }},
        {"refresh of a lease", "POST", M + "/lease?ttl=13", lease, R"({"ttl": 13, "description": "Slipway"})", true,
         [](const Client &c, std::stop_token s) { return done(c.takeLease(api, u"m1"_s, 13s, u"n1"_s, s)); }},
        {"release of a lease",
         "DELETE",
         M + "/lease",
         R"({"ok": true})",
         {},
         true,
         [](const Client &c, std::stop_token s) { return done(c.releaseLease(api, u"m1"_s, u"n1"_s, s)); }},
        {"release record", "POST", "/api/v1/releases", R"({"release": )" + samples::release + "}",
         R"({"app_name": "api", "image": "x", "strategy": "BLUEGREEN", "definition": {"slipway": 1}})", false,
         [](const Client &c, std::stop_token s) {
             return done(c.createRelease({.app = api,
                                          .image = u"x"_s,
                                          .strategy = u"bluegreen"_s,
                                          .definition = QJsonObject{{u"slipway"_s, 1}}},
                                         s));
         }},
        {"close of a record", "PATCH", "/api/v1/releases/r1", samples::release,
         R"({"status": "complete", "metadata": {"a": 1}})", false,
         [](const Client &c, std::stop_token s) {
             return done(c.changeRelease(u"r1"_s, u"complete"_s, QJsonObject{{u"a"_s, 1}}, s));
         }},
    };
    return all;
}

class Fixture : public CallFixture
{
public:
    Fixture()
        : client(http,
                 endpoints({server.url(), server.url(), server.url()}, slipway::base::Secret("fm2_of-the-test"_ba)))
    { }
    Client client;
};

} // namespace

/// What changes something at Fly.io.
class TestChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForExactlyThis_data() { ADD_CALL_ROWS(changes()) }
    void asksForExactlyThis();
    void knowsWhenNobodyKnows_data();
    void knowsWhenNobodyKnows();
    void readsALease();
    void findsNoLeaseWhereNobodyHoldsOne();
    void namesAConflict();
    void waitsWithAnAnswer_data();
    void waitsWithAnAnswer();
    void listsTheDestroyedToo();
    void readsVolumes();
    void tellsWhatWasKeptWithARelease();
};

void TestChanges::asksForExactlyThis()
{
    QFETCH(qsizetype, place);
    const Writing &call = changes().at(place);
    Fixture f;
    auto &expected = f.server.on(call.method, call.target);
    if (call.isLeased)
        expected.with("fly-machine-lease-nonce", "n1");
    expected.answer(call.answer.isEmpty() ? 204 : 200, call.answer);
    const Outcome<bool> outcome(call.make(f.client, {}));
    QTRY_VERIFY(outcome.isDone());
    QVERIFY2(outcome.isValue(), outcome.isError() ? qPrintable(outcome.error().message) : "");
    QCOMPARE(f.server.mistakes(), QStringList());
    QCOMPARE(compact(f.server.seen().last().body), compact(call.body));
}

void TestChanges::knowsWhenNobodyKnows_data()
{
    QTest::addColumn<qsizetype>("place");
    for (qsizetype place = 0; place < changes().size(); ++place) {
        // What sends no body says how things shall be in the end: asking again is enough.
        if (!changes().at(place).body.isEmpty())
            QTest::newRow(changes().at(place).name) << place;
    }
}

void TestChanges::knowsWhenNobodyKnows()
{
    QFETCH(qsizetype, place);
    const Writing &call = changes().at(place);
    Fixture f;
    f.server.on(call.method, call.target).keepSilent();
    const Outcome<bool> outcome(call.make(f.client, {}));
    QTRY_COMPARE(f.server.seen().size(), 1);
    for (int i = 0; i < 40 && !outcome.isDone(); ++i) {
        f.clock->advance(30s);
        QTest::qWait(1);
    }
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().outcomeUnknown);
}

void TestChanges::readsALease()
{
    Fixture f;
    f.server.on("GET", M + "/lease").answer(200, lease);
    const Outcome<std::optional<Lease>> outcome(f.client.lease(api, u"m1"_s, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value()->owner, u"jonas@loop.health"_s);
    QCOMPARE(outcome.value()->nonce, u"n1"_s);
    QCOMPARE(outcome.value()->version, u"01HS"_s);
    QCOMPARE(outcome.value()->expiresAt.toSecsSinceEpoch(), 1711031533);
}

void TestChanges::findsNoLeaseWhereNobodyHoldsOne()
{
    Fixture f;
    f.server.on("GET", M + "/lease").answer(404, R"({"error": "lease not found"})");
    const Outcome<std::optional<Lease>> outcome(f.client.lease(api, u"m1"_s, {}));
    QTRY_VERIFY(outcome.isValue());
    QVERIFY(!outcome.value());
}

void TestChanges::namesAConflict()
{
    Fixture f;
    f.server.on("POST", M + "/cordon").answer(409, R"({"error": "machine is leased by jonas@loop.health"})");
    const Outcome<bool> outcome(act(f.client, Act::Cordon, {}));
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().kind == Error::Kind::Conflict);
    QVERIFY(!outcome.error().outcomeUnknown);
    QVERIFY(slipway::base::sentence(outcome.error()).contains("jonas@loop.health"_L1));
}

void TestChanges::waitsWithAnAnswer_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("expected");
    QTest::newRow("there") << u"started"_s << 200 << u"yes"_s;
    QTest::newRow("not yet") << u"started"_s << 408 << u"no"_s;
    QTest::newRow("gone, as it should be") << u"destroyed"_s << 404 << u"yes"_s;
    QTest::newRow("gone") << u"started"_s << 404 << u"error"_s;
}

void TestChanges::waitsWithAnAnswer()
{
    QFETCH(QString, state);
    QFETCH(int, status);
    Fixture f;
    f.server.on("GET", M + "/wait?state=" + state.toLatin1() + "&timeout=30&instance_id=01HS").answer(status, "{}");
    const Outcome<bool> outcome(f.client.wait(api, u"m1"_s, state, u"01HS"_s, 30s, {}));
    QTRY_VERIFY(outcome.isDone());
    QTEST(outcome.isError() ? u"error"_s : outcome.value() ? u"yes"_s : u"no"_s, "expected");
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestChanges::listsTheDestroyedToo()
{
    Fixture f;
    f.server.on("GET", "/v1/apps/api/machines?include_deleted=true").answer(200, samples::list(samples::machine));
    const Outcome<QList<Machine>> outcome(f.client.machinesEver(api, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().size(), 1);
}

void TestChanges::readsVolumes()
{
    Fixture f;
    f.server.on("GET", "/v1/apps/api/volumes")
        .answer(200, R"([{"id": "vol_1", "name": "data", "region": "fra", "state": "created",
                          "attached_machine_id": "m1"}])");
    const Outcome<QList<Volume>> outcome(f.client.volumes(api, {}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().first(), (Volume{u"vol_1"_s, u"data"_s, u"fra"_s, u"created"_s, u"m1"_s}));
}

void TestChanges::tellsWhatWasKeptWithARelease()
{
    Fixture f;
    QByteArray answer = samples::history;
    answer.replace(R"("reason": "")", R"("reason": "", "configDefinition": {"slipway": {"operation": "o1"}})");
    f.server.on("POST", "/graphql").answer(200, answer);
    const Outcome<QList<Release>> outcome(f.client.defined(api, {}));
    QTRY_VERIFY(outcome.isValue());
    const QJsonObject definition = outcome.value().first().definition;
    QCOMPARE(definition.value("slipway"_L1).toObject().value("operation"_L1).toString(), u"o1"_s);
    QVERIFY(f.server.seen().last().body.contains("configDefinition"));
}

QTEST_GUILESS_MAIN(TestChanges)
#include "test_changes.moc"
