#include "base/format.h"
#include "fake_source.h"
#include "fly/client.h"
#include "health/live_source.h"
#include "health/watches.h"
#include "net/http_client.h"
#include "operations/context_data.h"
#include "operations/step.h"
#include "sandbox/sandbox.h"
#include "sentry/client.h"
#include "store/store.h"
#include "test_support/outcome.h"
#include "test_support/scripted_server.h"
#include "workspace/workspace.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::health;
using slipway::test::FakeSource;
using slipway::test::Outcome;

namespace {

const QDateTime deployed(QDate(2024, 3, 21), QTime(14, 20), QTimeZone::UTC);
const QString newId = u"fly/patient-graph-api/43"_s;
const QString oldId = u"fly/patient-graph-api/42"_s;
const QString badCommit = u"c41d9e2"_s;

releases::Release release(const QString &id, const QDateTime &at)
{
    releases::Release result;
    result.id = id;
    result.app = u"patient-graph-api"_s;
    result.environment = u"production"_s;
    result.version = id.section(u'/', -1);
    result.at = at.addSecs(-120);
    result.servesSince = at.addSecs(-60);
    result.servesAll = at;
    result.sentryVersion = u"patient-graph-api@"_s + id.section(u'/', -1);
    return result;
}

std::shared_ptr<workspace::Workspace> workspaceOfApi()
{
    auto workspace = std::make_shared<workspace::Workspace>();
    workspace->organizations.sentry = u"loop-health"_s;
    workspace::App app;
    app.id = u"patient-graph-api"_s;
    app.name = app.id;
    workspace::Place place;
    place.flyApp = app.id;
    place.sentryProject = app.id;
    app.production = place;
    workspace->apps = {app};
    return workspace;
}

health::Minute usual(const QDateTime &at)
{
    return {at, 200.0, 1.0, 400.0};
}

/// As before until the release, `times` the errors from then on.
std::function<health::Minute(const QDateTime &)> worse(double times)
{
    return [times](const QDateTime &at) {
        health::Minute minute = usual(at);
        if (at >= deployed)
            minute.errors = times;
        return minute;
    };
}

base::Error failure(base::Error::Kind kind = base::Error::Kind::Timeout)
{
    return base::makeError(kind, u"Sentry did not answer."_s);
}

/// A third one, whose deploy began just now.
releases::Release deploying(const QDateTime &at, releases::Outcome outcome)
{
    releases::Release result = release(u"fly/patient-graph-api/44"_s, at);
    result.at = at;
    result.servesSince = {};
    result.servesAll = {};
    result.outcome = outcome;
    result.note = u"1 of 2 machines"_s;
    return result;
}

/// Watches over two releases whose figures a test makes up.
class Desk
{
public:
    explicit Desk(std::shared_ptr<store::Store> given = {})
        : store(std::move(given))
    {
        source->minuteAt = usual;
        open();
    }

    void open()
    {
        const auto workspace = workspaceOfApi();
        workspace->alerts.slowDeploy = slowRule;
        Watches::Setup setup;
        setup.workspace = workspace;
        setup.workspaceKey = u"demo"_s;
        setup.clock = clock;
        setup.store = store;
        setup.book.release = [this](const QString &id) {
            const auto found = std::ranges::find(known, id, &releases::Release::id);
            return found == known.end() ? std::nullopt : std::optional(*found);
        };
        setup.book.live = [this](const QString &, const QString &) { return live; };
        setup.book.lane = [this](const QString &, const QString &) { return known; };
        setup.book.underWay = [this] {
            QList<releases::Release> found;
            std::ranges::copy_if(known, std::back_inserter(found), [](const releases::Release &one) {
                return one.outcome == releases::Outcome::Running || one.outcome == releases::Outcome::Waiting;
            });
            return found;
        };
        setup.book.setVerdict = [this](const QString &, Verdict verdict, const QString &words) {
            verdicts.append({verdict, words});
        };
        setup.note = [this](const operations::AuditLine &line) { notes.append(line); };
        watches = std::make_unique<Watches>(setup);
        watches->setSource(source);
    }

    void pass(std::chrono::minutes time)
    {
        for (auto left = base::milliseconds(time); left.count() > 0; left -= base::milliseconds(5'000)) {
            clock->advance(base::milliseconds(5'000));
            // What slept goes on with the next turn of the loop.
            QCoreApplication::processEvents();
        }
    }
    const WatchState &state() const { return *watches->state(newId); }
    const VerificationItem &item(const QString &id) const
    {
        return *std::ranges::find(state().items, id, &VerificationItem::id);
    }

    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>(deployed.addSecs(5));
    std::shared_ptr<store::Store> store;
    std::shared_ptr<FakeSource> source = std::make_shared<FakeSource>();
    QList<releases::Release> known{release(oldId, deployed.addDays(-2)), release(newId, deployed)};
    std::optional<releases::Release> live;
    QList<std::pair<Verdict, QString>> verdicts;
    QList<operations::AuditLine> notes;
    std::optional<workspace::AlertRules::SlowDeploy> slowRule = workspace::AlertRules::SlowDeploy{};
    std::unique_ptr<Watches> watches;
};

} // namespace

class WatchTest : public QObject
{
    Q_OBJECT

private slots:
    void goodReleaseIsHealthyAfterItsWatch();
    void judgedEachMinuteAtNinetySeconds();
    void badReleaseFailsEarlyAndStaysSo();
    void slowReleaseIsDegraded();
    void tooLittleDataGetsMoreTime();
    void failedQueryIsUnknown();
    void slowDeployIsToldOnceWhileItRuns();
    void waitingForPeopleIsNotRunning();
    void slowDeployIsNotToldAgainAfterARestart();
    void withoutARuleNoDeployIsSlow();
    void lateFiguresStillCount();
    void baselineLeavesOutDeploysAndIncidents();
    void threeProbesFail();
    void ourOwnNetworkIsNotTheApps();
    void probeWithoutAnswerIsUnknown();
    void aClockThatIsSetNeitherEndsNorHoldsIt_data();
    void aClockThatIsSetNeitherEndsNorHoldsIt();
    void goesOnAfterARestart();
    void restartAfterTheEndJudgesAtOnce();
    void endedByAPerson();
    void ticksAreAudited();
    void unknownReleaseIsNotWatched();
    void signedOutIsUnknown();
    void stepWaitsForTheVerdict();
    void stepWatchesAnewWhatCameBack();
    void stepFailsWithTheRelease();
    void stepAsksForWhatIsLive();
    void healthPathIsProbed_data();
    void healthPathIsProbed();
    void demoReleaseFailsBySentry();
};

void WatchTest::goodReleaseIsHealthyAfterItsWatch()
{
    Desk desk;
    QVERIFY(desk.watches->start(newId));
    QCOMPARE(desk.state().until, deployed.addSecs(15 * 60));
    desk.pass(std::chrono::minutes(10));
    QCOMPARE(desk.state().verdict, Verdict::Watching);
    QCOMPARE(progressWords(desk.state()), u"Minute 9 of 15, healthy so far"_s);
    QCOMPARE(desk.watches->running(), QStringList{newId});
    desk.pass(std::chrono::minutes(6));
    QVERIFY(desk.state().isOver);
    QCOMPARE(desk.state().verdict, Verdict::Healthy);
    QCOMPARE(desk.verdicts.size(), 2);
    QCOMPARE(desk.verdicts.first().first, Verdict::Watching);
    QCOMPARE(desk.verdicts.last().first, Verdict::Healthy);
    QVERIFY(desk.watches->running().isEmpty());
    QCOMPARE(desk.item(u"health-endpoint"_s).status, base::Status::Success);

    const int asked = desk.source->minutesAsked;
    const int probed = desk.source->probesAsked;
    QVERIFY(probed >= 90);
    desk.pass(std::chrono::minutes(5));
    QCOMPARE(desk.source->minutesAsked, asked);
    QCOMPARE(desk.source->probesAsked, probed);
}

void WatchTest::judgedEachMinuteAtNinetySeconds()
{
    Desk desk;
    QVERIFY(desk.watches->start(newId));
    desk.clock->advance(std::chrono::seconds(84));
    QCOMPARE(desk.source->minutesAsked, 0);
    desk.clock->advance(std::chrono::seconds(1));
    QCOMPARE(desk.state().minutesJudged, 1);
    QCOMPARE(desk.source->periods.last(), (Period{deployed, deployed.addSecs(60)}));
    // Six hours before, and the same time a day and a week ago.
    QCOMPARE(desk.source->periods.size(), 4);
    QVERIFY(desk.source->periods.contains(Period{deployed.addDays(-7), deployed.addDays(-7).addSecs(15 * 60)}));
    QVERIFY(desk.source->periods.contains(Period{deployed.addSecs(-60 - 6 * 3600), deployed.addSecs(-60)}));
    desk.clock->advance(std::chrono::seconds(60));
    QCOMPARE(desk.state().minutesJudged, 2);
    QCOMPARE(desk.source->periods.size(), 5);
}

void WatchTest::badReleaseFailsEarlyAndStaysSo()
{
    Desk desk;
    desk.source->minuteAt = worse(12);
    QSignalSpy judged(desk.watches.get(), &Watches::judged);
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(5));
    QCOMPARE(desk.state().verdict, Verdict::Failed);
    QVERIFY(!desk.state().isOver);
    QVERIFY2(desk.state().words.contains(u"12×"_s), qPrintable(desk.state().words));
    QCOMPARE(desk.verdicts.last().first, Verdict::Failed);
    desk.source->minuteAt = usual;
    desk.pass(std::chrono::minutes(12));
    QVERIFY(desk.state().isOver);
    QCOMPARE(desk.state().verdict, Verdict::Failed);
    QCOMPARE(judged.size(), 1);
    QCOMPARE(desk.item(u"performance"_s).status, base::Status::Success);
}

void WatchTest::slowReleaseIsDegraded()
{
    Desk desk;
    desk.source->minuteAt = [](const QDateTime &at) {
        health::Minute minute = usual(at);
        minute.p95 = at >= deployed ? 520.0 : 400.0;
        return minute;
    };
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(17));
    QCOMPARE(desk.state().verdict, Verdict::Degraded);
    QCOMPARE(desk.state().words, u"p95 520 ms against 400 ms"_s);
}

void WatchTest::tooLittleDataGetsMoreTime()
{
    Desk desk;
    desk.source->minuteAt = [](const QDateTime &at) {
        health::Minute minute = usual(at);
        if (at >= deployed)
            minute.requests = at == deployed ? 41.0 : 0.0;
        minute.errors = at >= deployed ? 0.0 : 1.0;
        return minute;
    };
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(16));
    QVERIFY(!desk.state().isOver);
    QCOMPARE(desk.state().until, deployed.addSecs(30 * 60));
    QCOMPARE(progressWords(desk.state()), u"Minute 15 of 30, nothing bad so far"_s);
    desk.pass(std::chrono::minutes(44));
    QVERIFY(!desk.state().isOver);
    desk.pass(std::chrono::minutes(2));
    QVERIFY(desk.state().isOver);
    QCOMPARE(desk.state().verdict, Verdict::Inconclusive);
    QCOMPARE(desk.state().words, u"inconclusive: 41 requests, need 200"_s);
    QCOMPARE(progressWords(desk.state()), desk.state().words);
}

void WatchTest::slowDeployIsToldOnceWhileItRuns()
{
    Desk desk;
    desk.known.append(deploying(desk.clock->now(), releases::Outcome::Running));
    const QString id = desk.known.last().id;
    QSignalSpy told(desk.watches.get(), &Watches::slowDeploy);
    QSignalSpy moved(desk.watches.get(), &Watches::changed);
    desk.pass(std::chrono::minutes(10));
    QCOMPARE(told.size(), 0);
    QVERIFY(desk.watches->slowWords(id).isEmpty());
    desk.pass(std::chrono::minutes(2));
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().at(0).toString(), id);
    const QString words = desk.watches->slowWords(id);
    QVERIFY2(words.contains(u"1 of 2 machines"_s), qPrintable(words));
    QVERIFY2(words.contains(base::format::duration(std::chrono::minutes(2))), "what took how long before");
    QVERIFY2(moved.size() > 1, "the time that it takes moves on");
    QCOMPARE(desk.notes.size(), 1);
    QCOMPARE(desk.notes.first().app, u"patient-graph-api"_s);
    desk.known.last().outcome = releases::Outcome::Live;
    QVERIFY(desk.watches->slowWords(id).isEmpty());
}

void WatchTest::waitingForPeopleIsNotRunning()
{
    Desk desk;
    desk.known.append(deploying(desk.clock->now(), releases::Outcome::Waiting));
    QSignalSpy told(desk.watches.get(), &Watches::slowDeploy);
    desk.pass(std::chrono::minutes(30));
    desk.known.last().outcome = releases::Outcome::Running;
    desk.pass(std::chrono::minutes(9));
    QCOMPARE(told.size(), 0);
    desk.pass(std::chrono::minutes(2));
    QCOMPARE(told.size(), 1);
}

void WatchTest::slowDeployIsNotToldAgainAfterARestart()
{
    QTemporaryDir folder;
    Desk desk(store::Store::open(store::Location::sqlite(folder.filePath(u"slow.db"_s))));
    desk.known.append(deploying(desk.clock->now(), releases::Outcome::Running));
    desk.pass(std::chrono::minutes(11));
    QCOMPARE(desk.notes.size(), 1);
    desk.open();
    const Outcome<void> resumed(desk.watches->resume());
    QTRY_VERIFY(resumed.isDone());
    QSignalSpy told(desk.watches.get(), &Watches::slowDeploy);
    desk.pass(std::chrono::minutes(2));
    QCOMPARE(told.size(), 0);
    QVERIFY(!desk.watches->slowWords(desk.known.last().id).isEmpty());
}

void WatchTest::withoutARuleNoDeployIsSlow()
{
    Desk desk;
    desk.slowRule = {};
    desk.open();
    desk.known.append(deploying(desk.clock->now(), releases::Outcome::Running));
    desk.pass(std::chrono::minutes(60));
    QVERIFY(desk.watches->slowWords(desk.known.last().id).isEmpty());
    QVERIFY(desk.notes.isEmpty());
}

void WatchTest::failedQueryIsUnknown()
{
    Desk desk;
    desk.source->minutesError = failure();
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(62));
    QCOMPARE(desk.state().verdict, Verdict::Inconclusive);
    QVERIFY2(desk.state().words.contains(u"Sentry did not answer."_s), qPrintable(desk.state().words));
    QCOMPARE(desk.item(u"performance"_s).status, base::Status::Unknown);
}

void WatchTest::lateFiguresStillCount()
{
    Desk desk;
    desk.source->minuteAt = worse(12);
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(2));
    desk.source->minutesError = failure();
    desk.pass(std::chrono::minutes(8));
    QCOMPARE(desk.state().verdict, Verdict::Watching);
    desk.source->minutesError.reset();
    desk.pass(std::chrono::minutes(1));
    QCOMPARE(desk.state().verdict, Verdict::Failed);
}

void WatchTest::baselineLeavesOutDeploysAndIncidents()
{
    Desk desk;
    releases::Release bad = release(u"fly/patient-graph-api/41"_s, deployed.addSecs(-4 * 3600));
    bad.verdict = Verdict::Failed;
    bad.servedUntil = deployed.addSecs(-2 * 3600);
    desk.known.insert(1, bad);
    // While it served, everything failed; against that the new release would look well.
    desk.source->minuteAt = [bad](const QDateTime &at) {
        health::Minute minute = worse(12)(at);
        if (at >= *bad.servesSince && at < *bad.servedUntil)
            minute.errors = 100;
        return minute;
    };
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(5));
    QCOMPARE(desk.state().verdict, Verdict::Failed);
}

void WatchTest::threeProbesFail()
{
    Desk desk;
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(1));
    desk.source->probed = ProbeAnswer{false, 12, u"503 in 12 ms"_s};
    desk.pass(std::chrono::minutes(2));
    QCOMPARE(desk.state().verdict, Verdict::Failed);
    QVERIFY2(desk.state().words.contains(u"503 in 12 ms"_s), qPrintable(desk.state().words));
    QCOMPARE(desk.item(u"health-endpoint"_s).status, base::Status::Failure);
}

void WatchTest::ourOwnNetworkIsNotTheApps()
{
    Desk desk;
    desk.source->probed = ProbeAnswer{false, 5'000, u"No answer"_s};
    desk.source->isReachable = false;
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(5));
    QCOMPARE(desk.state().verdict, Verdict::Watching);
    QVERIFY(!desk.state().probes.last().isKnown);
    desk.source->isReachable = true;
    desk.pass(std::chrono::minutes(2));
    QCOMPARE(desk.state().verdict, Verdict::Failed);
}

void WatchTest::probeWithoutAnswerIsUnknown()
{
    Desk desk;
    desk.source->probed = std::unexpected(failure(base::Error::Kind::Unauthorized));
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(16));
    QVERIFY(!desk.state().isOver);
    QVERIFY(!desk.state().probes.last().isKnown);
    QCOMPARE(desk.item(u"health-endpoint"_s).status, base::Status::Unknown);
}

void WatchTest::aClockThatIsSetNeitherEndsNorHoldsIt_data()
{
    QTest::addColumn<std::chrono::hours>("by");
    QTest::newRow("forward") << std::chrono::hours(3);
    QTest::newRow("back") << std::chrono::hours(-3);
}

void WatchTest::aClockThatIsSetNeitherEndsNorHoldsIt()
{
    QFETCH(std::chrono::hours, by);
    Desk desk;
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(5));
    desk.clock->skew(by);
    desk.pass(std::chrono::minutes(5));
    QVERIFY(!desk.state().isOver);
    QCOMPARE(progressWords(desk.state()), u"Minute 9 of 15, healthy so far"_s);
    desk.pass(std::chrono::minutes(6));
    QVERIFY(desk.state().isOver);
    QCOMPARE(desk.state().verdict, Verdict::Healthy);
}

void WatchTest::goesOnAfterARestart()
{
    const QTemporaryDir folder;
    const auto location = store::Location::sqlite(folder.filePath(u"slipway.db"_s));
    {
        Desk desk(store::Store::open(location));
        QVERIFY(desk.watches->start(newId));
        desk.pass(std::chrono::minutes(5));
        desk.watches->tick(newId, u"manual-1"_s, u"Priya Nair"_s, true);
        desk.watches.reset();
    }
    Desk desk(store::Store::open(location));
    desk.clock->advance(std::chrono::minutes(8));
    QVERIFY(QCoro::waitFor(desk.watches->resume()));
    QCOMPARE(desk.watches->running(), QStringList{newId});
    QCOMPARE(desk.item(u"manual-1"_s).status, base::Status::Success);
    QVERIFY(!desk.state().probes.isEmpty());
    desk.pass(std::chrono::minutes(1));
    QVERIFY(desk.state().minutesJudged >= 8);
    desk.pass(std::chrono::minutes(7));
    QCOMPARE(desk.state().verdict, Verdict::Healthy);
    QCOMPARE(desk.verdicts.last().first, Verdict::Healthy);
}

void WatchTest::restartAfterTheEndJudgesAtOnce()
{
    const QTemporaryDir folder;
    const auto location = store::Location::sqlite(folder.filePath(u"slipway.db"_s));
    {
        Desk desk(store::Store::open(location));
        QVERIFY(desk.watches->start(newId));
        desk.watches.reset();
    }
    Desk desk(store::Store::open(location));
    desk.source->minuteAt = worse(12);
    desk.clock->advance(std::chrono::hours(3));
    QVERIFY(QCoro::waitFor(desk.watches->resume()));
    desk.clock->advance(std::chrono::seconds(1));
    QVERIFY(desk.state().isOver);
    QCOMPARE(desk.state().verdict, Verdict::Failed);
}

void WatchTest::endedByAPerson()
{
    Desk desk;
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(3));
    desk.watches->end(newId, u"Priya Nair"_s);
    QVERIFY(desk.state().isOver);
    QCOMPARE(desk.state().verdict, Verdict::Inconclusive);
    QVERIFY(desk.state().words.contains(u"Priya Nair"_s));
    QCOMPARE(desk.notes.size(), 1);
    QCOMPARE(desk.notes.first().actor, u"Priya Nair"_s);
    const int asked = desk.source->minutesAsked;
    desk.pass(std::chrono::minutes(3));
    QCOMPARE(desk.source->minutesAsked, asked);
}

void WatchTest::ticksAreAudited()
{
    Desk desk;
    QVERIFY(desk.watches->start(newId));
    QSignalSpy changed(desk.watches.get(), &Watches::changed);
    desk.watches->tick(newId, u"manual-2"_s, u"Mina Okafor"_s, true);
    QCOMPARE(changed.size(), 1);
    QVERIFY(desk.item(u"manual-2"_s).words.startsWith(u"Mina Okafor, "_s));
    QCOMPARE(desk.notes.size(), 1);
    QCOMPARE(desk.notes.first().app, u"patient-graph-api"_s);
    QVERIFY(desk.notes.first().words.contains(desk.item(u"manual-2"_s).title));
    desk.watches->tick(newId, u"migrations"_s, u"Mina Okafor"_s, true);
    desk.watches->tick(u"nobody"_s, u"manual-2"_s, u"Mina Okafor"_s, true);
    QCOMPARE(desk.notes.size(), 1);
}

void WatchTest::unknownReleaseIsNotWatched()
{
    Desk desk;
    const auto started = desk.watches->start(u"fly/patient-graph-api/99"_s);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, base::Error::Kind::NotFound);
    QVERIFY(!desk.watches->state(u"fly/patient-graph-api/99"_s));
}

void WatchTest::signedOutIsUnknown()
{
    Desk desk;
    desk.watches->setSource(nullptr);
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(5));
    QCOMPARE(desk.state().verdict, Verdict::Watching);
    QVERIFY(desk.state().words.contains(u"Not signed in"_s));
    desk.watches->setSource(desk.source);
    desk.pass(std::chrono::minutes(12));
    QCOMPARE(desk.state().verdict, Verdict::Healthy);
}

namespace {

/// A step of the kind, as the runner would make and apply it.
class Applied
{
public:
    Applied(Desk &desk, const QJsonObject &input)
    {
        registerHealthSteps(m_registry, *desk.watches);
        auto data = std::make_shared<operations::Context::Data>();
        data->common = std::make_shared<operations::Common>();
        data->common->clock = desk.clock;
        data->spec.kind = u"health.watch"_s;
        data->spec.input = input;
        data->stop = stop.get_token();
        data->tell = [this](const QString &words, double) { told.append(words); };
        m_step = m_registry.make(data->spec);
        m_context = std::make_unique<operations::Context>(data);
        outcome.emplace(m_step->apply(*m_context));
    }

    operations::Finding::State inspected()
    {
        const Outcome<operations::Finding> finding(m_step->inspect(*m_context));
        return finding.value().state;
    }

    QStringList told;
    std::stop_source stop;
    std::optional<Outcome<operations::Outcome>> outcome;

private:
    operations::Registry m_registry;
    std::unique_ptr<operations::Step> m_step;
    std::unique_ptr<operations::Context> m_context;
};

QJsonObject inputOf(const QString &id)
{
    return {
        {u"app"_s, u"patient-graph-api"_s}, {u"environment"_s, u"production"_s}, {u"release"_s, id}, {u"minutes"_s, 5}};
}

} // namespace

void WatchTest::stepWaitsForTheVerdict()
{
    Desk desk;
    Applied step(desk, inputOf(newId));
    desk.pass(std::chrono::minutes(3));
    QVERIFY(!step.outcome->isDone());
    QCOMPARE(step.told.last(), u"Minute 2 of 5, healthy so far"_s);
    QCOMPARE(step.inspected(), operations::Finding::State::Partly);
    desk.pass(std::chrono::minutes(3));
    QVERIFY(step.outcome->isValue());
    QCOMPARE(step.outcome->value().output.value("verdict"_L1).toString(), releases::verdictWord(Verdict::Healthy));
    QCOMPARE(step.inspected(), operations::Finding::State::Done);
}

void WatchTest::stepWatchesAnewWhatCameBack()
{
    Desk desk;
    QVERIFY(desk.watches->start(newId));
    desk.pass(std::chrono::minutes(17));
    QCOMPARE(desk.state().verdict, Verdict::Healthy);
    desk.pass(std::chrono::minutes(60));
    desk.known.last().servesAll = desk.clock->now();
    Applied step(desk, inputOf(newId));
    QCOMPARE(step.inspected(), operations::Finding::State::Partly);
    QCOMPARE(desk.watches->running(), QStringList{newId});
    desk.pass(std::chrono::minutes(7));
    QVERIFY(step.outcome->isValue());
    QCOMPARE(step.inspected(), operations::Finding::State::Done);
}

void WatchTest::stepFailsWithTheRelease()
{
    Desk desk;
    desk.source->minuteAt = worse(12);
    Applied step(desk, inputOf(newId));
    desk.pass(std::chrono::minutes(4));
    QVERIFY(step.outcome->isError());
    QVERIFY2(step.outcome->error().message.contains(u"12×"_s), qPrintable(step.outcome->error().message));
    QVERIFY(!step.outcome->error().outcomeUnknown);
}

void WatchTest::stepAsksForWhatIsLive()
{
    Desk desk;
    Applied step(desk, inputOf({}));
    desk.pass(std::chrono::minutes(1));
    QVERIFY(!step.outcome->isDone());
    QVERIFY(desk.watches->running().isEmpty());
    desk.live = desk.known.last();
    desk.pass(std::chrono::minutes(1));
    QCOMPARE(desk.watches->running(), QStringList{newId});
    step.stop.request_stop();
    QTRY_VERIFY(step.outcome->isError());
    QCOMPARE(step.outcome->error().kind, base::Error::Kind::Cancelled);

    // What served when the plan was made is not what it brings.
    Desk moved;
    moved.live = moved.known.first();
    QJsonObject input = inputOf({});
    input.insert(u"previous"_s, oldId);
    Applied brought(moved, input);
    moved.pass(std::chrono::minutes(1));
    QVERIFY(moved.watches->running().isEmpty());
    moved.live = moved.known.last();
    moved.pass(std::chrono::minutes(1));
    QCOMPARE(moved.watches->running(), QStringList{newId});

    // A build that came back is watched as what it is now.
    Desk back;
    back.known.last().vercelId = u"dpl_old"_s;
    back.live = back.known.first();
    QJsonObject build = inputOf({});
    build.insert(u"deployment"_s, u"dpl_old"_s);
    Applied returned(back, build);
    back.pass(std::chrono::minutes(1));
    QVERIFY(back.watches->running().isEmpty());
    back.live = back.known.last();
    back.pass(std::chrono::minutes(1));
    QCOMPARE(back.watches->running(), QStringList{newId});

    // Nobody ever hears of it.
    Desk lost;
    Applied never(lost, inputOf(u"fly/patient-graph-api/99"_s));
    lost.pass(std::chrono::minutes(4));
    QVERIFY(never.outcome->isError());
    QCOMPARE(never.outcome->error().kind, base::Error::Kind::NotFound);
}

void WatchTest::healthPathIsProbed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("well") << 200 << true;
    QTest::newRow("no content") << 204 << true;
    QTest::newRow("gone") << 404 << false;
    QTest::newRow("refused") << 401 << false;
    QTest::newRow("too often") << 429 << false;
    QTest::newRow("down") << 503 << false;
}

void WatchTest::healthPathIsProbed()
{
    QFETCH(int, status);
    QFETCH(bool, isGood);
    test::ScriptedServer server;
    server.on("GET", "/health/ready").answer(status);
    server.on("GET", "/control").answer(404);
    net::HttpClient::Options options;
    options.clock = std::make_shared<base::SystemClock>();
    SourceClients clients;
    clients.clock = options.clock;
    clients.probes = std::make_shared<net::HttpClient>(options);
    clients.control = server.url(u"/control"_s);
    const auto source = liveSource(clients);
    Subject subject;
    subject.health = server.url(u"/health/ready"_s);
    const Outcome<ProbeAnswer> probe(source->probe(subject, {}));
    QTRY_VERIFY(probe.isDone());
    QVERIFY(probe.isValue());
    QCOMPARE(probe.value().isGood, isGood);
    QVERIFY2(probe.value().words.startsWith(QString::number(status)), qPrintable(probe.value().words));
    QVERIFY(QCoro::waitFor(source->isOnline({})));
    QCOMPARE(server.mistakes(), QStringList());
}

void WatchTest::demoReleaseFailsBySentry()
{
    const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    sandbox::Sandbox sandbox(*sandbox::scenario(u"loop-health"_s), std::make_unique<base::StoryClock>(now), 1);
    QVERIFY(sandbox.listen());
    net::HttpClient::Options options;
    options.clock = std::make_shared<base::SystemClock>();
    const auto http = std::make_shared<net::HttpClient>(options);
    const auto url = [&](const char *group, const char *key) {
        return QUrl(sandbox.url(QString::fromLatin1(group), QString::fromLatin1(key)));
    };
    Desk desk;
    SourceClients clients;
    clients.clock = desk.clock;
    clients.sentry = std::make_shared<sentry::Client>(
        http, sentry::endpoint(url("sentry", "api"), base::Secret(sandbox.tokens(u"sentry"_s).full)));
    clients.fly =
        std::make_shared<fly::Client>(http,
                                      fly::endpoints({url("fly", "machines"), url("fly", "api"), url("fly", "metrics")},
                                                     base::Secret(sandbox.tokens(u"fly"_s).full)));
    const Outcome<QList<sentry::Release>> found(
        clients.sentry->releases(u"loop-health"_s, {{u"patient-graph-api"_s}, {u"production"_s}, {}, 100, 1}, {}));
    QTRY_VERIFY(found.isValue());
    for (const sentry::Release &one : found.value()) {
        if (one.version.contains(badCommit))
            desk.known.last().sentryVersion = one.version;
    }
    QVERIFY(desk.known.last().sentryVersion.contains(badCommit));
    desk.watches->setSource(liveSource(clients));
    desk.clock->advance(base::milliseconds(desk.clock->now().msecsTo(now)));
    QVERIFY(desk.watches->start(newId));
    desk.clock->advance(base::milliseconds(10'000));
    QTRY_COMPARE(desk.state().verdict, Verdict::Failed);
    QVERIFY(desk.state().minutesJudged >= 11);
    QTRY_VERIFY(!desk.state().probes.isEmpty());
    QVERIFY2(desk.state().probes.first().words.contains(u"checks passing"_s),
             qPrintable(desk.state().probes.first().words));
    QCOMPARE(desk.item(u"new-errors"_s).status, base::Status::Failure);
    QCOMPARE(desk.item(u"sentry-release"_s).status, base::Status::Success);
}

QTEST_GUILESS_MAIN(WatchTest)

#include "watch_test.moc"
