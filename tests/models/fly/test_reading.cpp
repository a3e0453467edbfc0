#include "call_support/json_samples.h"
#include "fly/apps.h"
#include "fly/machines.h"
#include "fly/metrics.h"
#include "fly/releases.h"
#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::fly;
using slipway::base::Error;
using slipway::base::Status;
using slipway::base::json::read;
using slipway::test::attempt;
using slipway::test::with;
using slipway::test::without;

namespace {

template<auto parse>
std::optional<Error> parseAttempt(const QByteArray &bytes)
{
    const auto result = parse(bytes);
    return result ? std::nullopt : std::optional(result.error());
}

} // namespace

class TestReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatDoesNotFit_data();
    void namesWhatDoesNotFit();
    void readsAMachine();
    void readsAMachineWhoseHostIsAway();
    void ignoresTheChecksOfFlyctl();
    void mapsMachineStates_data();
    void mapsMachineStates();
    void mapsReleaseStates_data();
    void mapsReleaseStates();
    void readsAnExit();
    void readsTheHistory();
    void readsRefusalsOfGraphQl_data();
    void readsRefusalsOfGraphQl();
    void readsSeriesWithGaps();
    void readsOneValue();
    void readsAScalar();
    void quotesPrometheus();
};

void TestReading::namesWhatDoesNotFit_data()
{
    slipway::test::addSampleRows({
        {"app", samples::app, attempt<readApp>, {u"name"_s, u"organization.slug"_s}},
        {"secret", samples::secret, attempt<readSecretName>, {u"name"_s}},
        {"machine",
         samples::machine,
         attempt<readMachine>,
         {u"id"_s, u"state"_s, u"created_at"_s, u"updated_at"_s, u"checks[0].name"_s, u"checks[0].status"_s,
          u"events[0].timestamp"_s}},
        {"event", samples::event, attempt<readMachineEvent>, {u"id"_s, u"type"_s, u"timestamp"_s}},
        {"version", samples::version, attempt<readMachineVersion>, {u"version"_s}},
        {"release", samples::release, attempt<readRelease>, {u"id"_s, u"version"_s, u"status"_s, u"created_at"_s}},
        {"history",
         samples::history,
         parseAttempt<parseReleaseHistory>,
         {u"data"_s, u"data.app"_s, u"data.app.releases.nodes"_s, u"data.app.releases.nodes[0].createdAt"_s}},
        {"matrix",
         samples::matrix,
         parseAttempt<parseSeries>,
         {u"status"_s, u"data"_s, u"data.resultType"_s, u"data.result"_s, u"data.result[0].metric"_s,
          u"data.result[0].values"_s}},
    });
}

void TestReading::namesWhatDoesNotFit()
{
    QCOMPARE(slipway::test::sampleReport(), QString());
}

void TestReading::readsAMachine()
{
    const auto machine = read(samples::machine, readMachine);
    QVERIFY(machine);
    QCOMPARE(machine->commit(), u"c41d9e2"_s);
    QCOMPARE(machine->releaseVersion(), 43);
    QCOMPARE(machine->processGroup(), u"app"_s);
    QCOMPARE(machine->image.text(), u"registry.fly.io/patient-graph-api:deployment-43@sha256:aa"_s);
    QVERIFY(machine->isCordoned);
    QVERIFY(machine->host == Machine::Host::Ok);
    QCOMPARE(machine->config.value(u"image"_s).toString(), u"registry.fly.io/x:1"_s);
}

void TestReading::readsAMachineWhoseHostIsAway()
{
    const auto machine =
        read(with(without(samples::machine, u"config"_s), u"host_status"_s, u"unreachable"_s), readMachine);
    QVERIFY(machine);
    QVERIFY(machine->config.isEmpty());
    QCOMPARE(machine->releaseVersion(), 0);
    QCOMPARE(machine->status(), Status::Unknown);
}

void TestReading::ignoresTheChecksOfFlyctl()
{
    const auto machine = read(samples::machine, readMachine);
    QVERIFY(machine);
    QCOMPARE(machine->checks.size(), 1);
    QCOMPARE(machine->checks.first().status(), Status::Success);
}

void TestReading::mapsMachineStates_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("check");
    QTest::addColumn<Status>("status");
    QTest::newRow("started, passing") << u"started"_s << u"passing"_s << Status::Success;
    QTest::newRow("started, a warning") << u"started"_s << u"warning"_s << Status::Warning;
    QTest::newRow("started, critical") << u"started"_s << u"critical"_s << Status::Failure;
    QTest::newRow("updating") << u"updating"_s << u"passing"_s << Status::Running;
    QTest::newRow("asleep") << u"suspended"_s << u"passing"_s << Status::Skipped;
    QTest::newRow("failed to launch") << u"launch_failed"_s << u"passing"_s << Status::Failure;
    QTest::newRow("a new state") << u"hovering"_s << u"passing"_s << Status::Unknown;
}

void TestReading::mapsMachineStates()
{
    QFETCH(QString, state);
    QFETCH(QString, check);
    const auto machine =
        read(with(with(samples::machine, u"state"_s, state), u"checks[0].status"_s, check), readMachine);
    QVERIFY(machine);
    QCOMPARE(machine->state.text, state);
    QTEST(machine->status(), "status");
}

void TestReading::mapsReleaseStates_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<Status>("status");
    QTest::newRow("complete") << u"complete"_s << Status::Success;
    QTest::newRow("running") << u"running"_s << Status::Running;
    QTest::newRow("pending") << u"pending"_s << Status::Queued;
    QTest::newRow("failed") << u"failed"_s << Status::Failure;
    QTest::newRow("interrupted") << u"interrupted"_s << Status::Cancelled;
    QTest::newRow("a new word") << u"paused"_s << Status::Unknown;
}

void TestReading::mapsReleaseStates()
{
    QFETCH(QString, state);
    const auto release = read(with(samples::release, u"status"_s, state), readRelease);
    QVERIFY(release);
    QCOMPARE(release->state.text, state);
    QTEST(release->status(), "status");
}

void TestReading::readsAnExit()
{
    const auto event = read(samples::event, readMachineEvent);
    QVERIFY(event);
    QCOMPARE(event->at, QDateTime::fromString(u"2024-03-21T14:32:00Z"_s, Qt::ISODate));
    QCOMPARE(event->exitCode, std::optional<qint64>(137));
    QVERIFY(event->wasOutOfMemory && !event->wasRequested);
}

void TestReading::readsTheHistory()
{
    const auto history = parseReleaseHistory(samples::history);
    QVERIFY(history);
    QCOMPARE(history->first().version, 43);
    QCOMPARE(history->first().user, u"Jonas Weil"_s);
    QCOMPARE(history->first().description, u"Deploy image"_s);
}

void TestReading::readsRefusalsOfGraphQl_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("kind");
    QTest::newRow("not found") << "NOT_FOUND"_ba << int(Error::Kind::NotFound);
    QTest::newRow("token") << "UNAUTHORIZED"_ba << int(Error::Kind::Unauthorized);
    QTest::newRow("rights") << "FORBIDDEN"_ba << int(Error::Kind::Forbidden);
    QTest::newRow("anything else") << "ODD"_ba << int(Error::Kind::InvalidInput);
}

void TestReading::readsRefusalsOfGraphQl()
{
    QFETCH(QByteArray, code);
    const auto history = parseReleaseHistory(
        R"({"data": null, "errors": [{"message": "Could not find App", "extensions": {"code": ")" + code + R"("}}]})");
    QVERIFY(!history);
    QTEST(int(history.error().kind), "kind");
    QVERIFY(history.error().message.contains(u"Could not find App"_s));
}

void TestReading::readsSeriesWithGaps()
{
    const auto series = parseSeries(samples::matrix);
    QVERIFY(series);
    QCOMPARE(series->size(), 1);
    QCOMPARE(series->first().labels.value(u"app"_s), u"patient-graph-api"_s);
    const auto &points = series->first().samples;
    QCOMPARE(points.size(), 3);
    QCOMPARE(points.at(0).value, std::optional(0.0052));
    QCOMPARE(points.at(1).value, std::nullopt);
    QCOMPARE(points.at(1).at.toMSecsSinceEpoch(), 1711031520500);
    QCOMPARE(points.at(2).value, std::nullopt);
}

void TestReading::readsOneValue()
{
    const auto series = parseSeries(samples::vector);
    QVERIFY(series);
    QCOMPARE(series->first().samples.first().value, std::optional(0.031));
}

void TestReading::readsAScalar()
{
    const auto series = parseSeries(samples::scalar);
    QVERIFY(series);
    QCOMPARE(series->first().samples.first().value, std::optional(2.0));
    QVERIFY(!parseSeries(R"({"status": "success", "data": {"resultType": "scalar", "result": [1, 2]}})"));
}

void TestReading::quotesPrometheus()
{
    const auto series = parseSeries(R"({"status": "error", "errorType": "bad_data", "error": "unexpected end"})");
    QVERIFY(!series);
    QVERIFY(series.error().kind == Error::Kind::InvalidInput);
    QVERIFY(series.error().message.contains(u"unexpected end"_s));
}

QTEST_GUILESS_MAIN(TestReading)
#include "test_reading.moc"
