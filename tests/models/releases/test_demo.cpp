#include "fly/client.h"
#include "github/client.h"
#include "net/http_client.h"
#include "refresh/engine.h"
#include "releases/compare.h"
#include "releases/notes.h"
#include "releases/releases.h"
#include "releases/waiting.h"
#include "sandbox/sandbox.h"
#include "sentry/client.h"
#include "store/store.h"
#include "test_support/outcome.h"
#include "vercel/client.h"
#include "workspace/parser.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::releases;
using std::chrono::milliseconds;

namespace {

const QString api = u"patient-graph-api"_s;
const QString production = u"production"_s;

sandbox::Scenario demo()
{
    return sandbox::scenario(u"loop-health"_s).value();
}

base::Secret secret(const QByteArray &bytes)
{
    return base::Secret(QByteArrayView(bytes));
}

/// The demo's providers over sockets, and the releases that are asked of them.
struct Stage {
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    sandbox::Sandbox providers{demo(), std::make_unique<base::ManualClock>(), 1};
    std::shared_ptr<net::HttpClient> http;
    refresh::Engine engine{clock};
    std::shared_ptr<store::Store> store;
    std::unique_ptr<Releases> releases;

    Stage()
    {
        if (!providers.listen())
            qFatal("the sandbox has no port");
        net::HttpClient::Options options;
        options.clock = std::make_shared<base::SystemClock>();
        options.firstWait = options.longestWait = milliseconds(1);
        options.attempts = 2;
        http = std::make_shared<net::HttpClient>(options);
    }

    QUrl url(const QString &group, const QString &key) const { return QUrl(providers.url(group, key)); }
    base::Secret token(const QString &group) const { return secret(providers.tokens(group).full); }

    Clients clients() const
    {
        Clients made;
        made.github =
            std::make_shared<github::Client>(http, github::endpoint(url(u"github"_s, u"api"_s), token(u"github"_s)));
        const QUrl platform = url(u"fly"_s, u"api"_s);
        made.fly = std::make_shared<fly::Client>(
            http, fly::endpoints({url(u"fly"_s, u"machines"_s), platform, platform}, token(u"fly"_s)));
        made.vercel = std::make_shared<vercel::Client>(
            http, vercel::endpoint(url(u"vercel"_s, u"api"_s), token(u"vercel"_s)), vercel::Scope{u"loop-health"_s});
        made.sentry =
            std::make_shared<sentry::Client>(http, sentry::endpoint(url(u"sentry"_s, u"api"_s), token(u"sentry"_s)));
        return made;
    }

    void make(const Clients &whom)
    {
        releases = std::make_unique<Releases>(
            Releases::Setup{.workspace = std::make_shared<const workspace::Workspace>(
                                *workspace::readWorkspace(sandbox::scenarioWorkspace(demo())).workspace),
                            .workspaceKey = u"demo"_s,
                            .clock = clock,
                            .store = store});
        releases->setClients(whom);
    }

    /// Asks everybody once, and lets the history be joined.
    bool ask()
    {
        releases->addSources(engine);
        QSignalSpy state(&engine, &refresh::Engine::stateChanged);
        engine.start();
        return settles();
    }
    bool settles()
    {
        const bool isAsked = QTest::qWaitFor(
            [this] {
                return engine.state().kind != refresh::SyncState::Kind::Syncing
                    && engine.state().kind != refresh::SyncState::Kind::Never;
            },
            60'000);
        joinNow();
        return isAsked;
    }
    /// Joins are queued by the clock and made by a worker.
    void joinNow()
    {
        for (int i = 0; i < 3; ++i) {
            QSignalSpy changed(releases.get(), &Releases::changed);
            clock->advance(milliseconds(200));
            changed.wait(400);
        }
    }
    Release named(const QString &app, const QString &environment, const QString &version) const
    {
        Release found;
        for (const Release &release : releases->history()->releases) {
            if (release.app == app && release.environment == environment && release.version == version)
                found = release;
        }
        return found;
    }
    template<typename T>
    base::Result<T> wait(QCoro::Task<base::Result<T>> task)
    {
        const test::Outcome<T> outcome(std::move(task));
        if (!QTest::qWaitFor([&outcome] { return outcome.isDone(); }, 30'000))
            return std::unexpected(base::makeError(base::Error::Kind::Timeout, u"It never ended."_s));
        return outcome.isError() ? base::Result<T>(std::unexpected(outcome.error())) : outcome.value();
    }
    void strike(const QJsonObject &fault) { providers.simulation().faults().add(*sandbox::parseFault(fault)); }
};

} // namespace

class TestDemo final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_stage.reset(); }

    void theTimelineTellsTheStory_data();
    void theTimelineTellsTheStory();
    void theHotfixWaits();
    void promotionsLinkTheirLanes_data();
    void promotionsLinkTheirLanes();
    void migrationsHaveTheirMarks();
    void lanesAreThoseOfTheWorkspace();
    void candidatesAreOlderBuilds();
    void detailsTellTheWhole();
    void detailsSurviveAPartThatFails();
    void twoReleasesCompare();
    void whatWaitsToShip();
    void aDraftOfTheNextTag();
    void aProviderThatFailsLeavesItsLanesStale();
    void historySurvivesTheProgram();

private:
    std::unique_ptr<Stage> m_stage;
};

void TestDemo::initTestCase()
{
    m_stage = std::make_unique<Stage>();
    m_stage->make(m_stage->clients());
    QVERIFY(m_stage->ask());
    QCOMPARE(m_stage->engine.state().kind, refresh::SyncState::Kind::Synced);
}

void TestDemo::theTimelineTellsTheStory_data()
{
    QTest::addColumn<QString>("app");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("version");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("sha");
    QTest::addColumn<QString>("note");
    const QString staging = u"staging"_s;
    const QString my = u"my.loop.health"_s;
    const QString admin = u"admin.loop.health"_s;
    const QString luna = u"luna.loop.health"_s;
    const QString docs = u"docs.loop.health"_s;
    using enum Outcome;
    QTest::newRow("v41") << api << production << u"v41"_s << Live << Act::Deploy << QString() << QString();
    QTest::newRow("v42 was good") << api << production << u"v42"_s << Live << Act::Deploy << u"3b7a0cd"_s << QString();
    QTest::newRow("v43 serves") << api << production << u"v43"_s << Live << Act::Deploy << u"c41d9e2"_s << QString();
    QTest::newRow("v54") << api << staging << u"v54"_s << Live << Act::Deploy << u"5f0c2ab"_s << QString();
    QTest::newRow("v55 failed") << api << staging << u"v55"_s << Failed << Act::Deploy << u"e7719d4"_s << QString();
    QTest::newRow("v54 again") << api << staging << u"v56"_s << Live << Act::RollBack << u"5f0c2ab"_s << u"v54 again"_s;
    QTest::newRow("v57 is a canary") << api << staging << u"v57"_s << Running << Act::Canary << u"8d20b6f"_s
                                     << u"1 of 2 machines"_s;
    QTest::newRow("3.12.0 failed") << my << production << u"3.12.0"_s << Failed << Act::Promote << u"4d1f0a7"_s
                                   << u"2 new issues"_s;
    QTest::newRow("back to 3.11.4") << my << production << u"3.11.4"_s << Live << Act::RollBack << u"6f4a1d2"_s
                                    << u"3.11.4 again"_s;
    QTest::newRow("3.12.1") << my << production << u"3.12.1"_s << Live << Act::Promote << u"7be02a4"_s << QString();
    QTest::newRow("3.12.1-rc.1") << my << staging << u"3.12.1-rc.1"_s << Live << Act::Deploy << u"7be02a4"_s
                                 << QString();
    QTest::newRow("3.13.0-rc.1") << my << staging << u"3.13.0-rc.1"_s << Live << Act::Deploy << u"c3f8b25"_s
                                 << QString();
    QTest::newRow("1.48.0") << admin << production << u"1.48.0"_s << Live << Act::Promote << u"e19f5d0"_s << QString();
    QTest::newRow("1.48.0-rc.1") << admin << staging << u"1.48.0-rc.1"_s << Live << Act::Deploy << u"f4e80c2"_s
                                 << QString();
    QTest::newRow("0.32.0 builds") << luna << production << u"0.32.0"_s << Running << Act::Promote << u"1f6a2d8"_s
                                   << u"building, 62 %"_s;
    QTest::newRow("0.32.0-rc.2") << luna << staging << u"0.32.0-rc.2"_s << Live << Act::Deploy << u"2ce91d7"_s
                                 << QString();
    QTest::newRow("1.10.0 aborted") << docs << production << u"1.10.0"_s << Aborted << Act::Deploy << u"9a4b7c1"_s
                                    << u"aborted, 1.9.4 stayed live"_s;
}

void TestDemo::theTimelineTellsTheStory()
{
    QFETCH(const QString, app);
    QFETCH(const QString, environment);
    QFETCH(const QString, version);
    QFETCH(const QString, sha);
    QFETCH(const QString, note);
    const Release release = m_stage->named(app, environment, version);
    QVERIFY2(!release.id.isEmpty(), "nobody tells of it");
    QTEST(release.outcome, "outcome");
    QTEST(release.act, "act");
    QVERIFY2(release.sha.startsWith(sha), qPrintable(release.sha));
    QCOMPARE(release.note, note);
}

void TestDemo::theHotfixWaits()
{
    const Release waiting = m_stage->named(api, production, u"v44"_s);
    QCOMPARE(waiting.outcome, Outcome::Waiting);
    QCOMPARE(waiting.act, Act::Hotfix);
    QCOMPARE(waiting.runNumber, 1289);
    QVERIFY(waiting.sha.startsWith("d3e84b0"_L1));
    const Release live = *m_stage->releases->live(api, production);
    QCOMPARE(live.version, u"v43"_s);
    QCOMPARE(live.runNumber, 1288);
    QCOMPARE(live.verdict, Verdict::Watching);
    // v42 is what its run says.
    QCOMPARE(m_stage->named(api, production, u"v42"_s).runNumber, 1287);
    QCOMPARE(m_stage->named(api, production, u"v42"_s).servedUntil, live.servesSince);
}

void TestDemo::promotionsLinkTheirLanes_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("from");
    QTest::newRow("my.loop.health") << u"3.12.1"_s << u"3.12.1-rc.1"_s;
    QTest::newRow("admin.loop.health") << u"1.48.0"_s << u"1.48.0"_s;
    QTest::newRow("luna.loop.health") << u"0.32.0"_s << u"0.32.0"_s;
}

void TestDemo::promotionsLinkTheirLanes()
{
    QFETCH(const QString, version);
    QFETCH(const QString, from);
    const QString app = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(m_stage->named(app, production, version).from, m_stage->named(app, u"staging"_s, from).id);
}

void TestDemo::migrationsHaveTheirMarks()
{
    QStringList recent;
    for (const Mark &mark : m_stage->releases->history()->marks) {
        if (mark.at > m_stage->clock->now().addDays(-2) && mark.status == base::Status::Success)
            recent.append(mark.name + u' ' + mark.environment);
    }
    QCOMPARE(recent,
             (QStringList{u"0041 staging"_s, u"0041 production"_s, u"0042 staging"_s, u"0042 production"_s,
                          u"0043 staging"_s}));
}

void TestDemo::lanesAreThoseOfTheWorkspace()
{
    const auto history = m_stage->releases->history();
    QCOMPARE(history->lanes.size(), 10);
    for (const Lane &lane : history->lanes)
        QVERIFY2(lane.freshness.state == base::Freshness::State::Fresh, qPrintable(lane.key()));
    // Friday.
    QVERIFY(std::ranges::any_of(history->freezes, [](const Freeze &freeze) {
        return freeze.from == QDateTime(QDate(2024, 3, 22), QTime(0, 0), QTimeZone::UTC)
            && freeze.except == "hotfixes only"_L1;
    }));
}

void TestDemo::candidatesAreOlderBuilds()
{
    const auto fly = m_stage->releases->candidates(api, production);
    QVERIFY(fly.size() > 5);
    QCOMPARE(fly.first().version, u"v42"_s);
    const auto my = m_stage->releases->candidates(u"my.loop.health"_s, production);
    QVERIFY(std::ranges::contains(my, u"3.11.4"_s, &Release::version));
    QVERIFY(!std::ranges::contains(my, u"3.12.1"_s, &Release::version));
}

void TestDemo::detailsTellTheWhole()
{
    const Release live = *m_stage->releases->live(api, production);
    const auto details = m_stage->wait(m_stage->releases->details(live.id, {}));
    QVERIFY(details);
    QCOMPARE(details->previous->version, u"v42"_s);
    QVERIFY(details->span);
    QCOMPARE(details->span->commits.last().sha, live.sha);
    QVERIFY(!details->span->files.isEmpty());
    QCOMPARE(details->span->migrations, QStringList{u"0042_add_biomarker_batches"_s});
    QCOMPARE(details->migrations.size(), 2);
    QCOMPARE(details->machines.size(), 3);
    QCOMPARE(details->reviewedBy, u"Mina Okafor"_s);
    QCOMPARE(details->sentry.size(), 4);
    QVERIFY(details->sentry.at(0).after.value_or(0) > 4 * details->sentry.at(0).before.value_or(1e9));
    // 494 and 612 ms, give or take the minutes.
    QVERIFY(std::abs(details->sentry.at(1).before.value_or(0) - 494) < 20);
    QVERIFY(std::abs(details->sentry.at(1).after.value_or(0) - 612) < 20);
    QVERIFY(!details->issues.isEmpty());
    for (const auto &freshness : details->freshness)
        QCOMPARE(freshness.state, base::Freshness::State::Fresh);
}

void TestDemo::detailsSurviveAPartThatFails()
{
    m_stage->strike({{"kind"_L1, "error-before"_L1}, {"provider"_L1, "sentry"_L1}, {"status"_L1, 502}});
    const auto details = m_stage->wait(m_stage->releases->details(m_stage->releases->live(api, production)->id, {}));
    m_stage->providers.simulation().faults().clear();
    QVERIFY(details);
    QVERIFY(details->span);
    QVERIFY(details->sentry.isEmpty());
    QCOMPARE(details->freshness.value(u"sentry"_s).state, base::Freshness::State::Failed);
    QCOMPARE(details->freshness.value(u"span"_s).state, base::Freshness::State::Fresh);
    const auto nothing = m_stage->wait(m_stage->releases->details(u"fly/x/1"_s, {}));
    QCOMPARE(nothing.error().kind, base::Error::Kind::NotFound);
}

void TestDemo::twoReleasesCompare()
{
    const auto comparison = m_stage->wait(m_stage->releases->compare(m_stage->named(api, production, u"v42"_s).id,
                                                                     m_stage->named(api, production, u"v43"_s).id, {}));
    QVERIFY(comparison);
    QVERIFY(comparison->code);
    QCOMPARE(comparison->schema, QStringList{u"0042_add_biomarker_batches"_s});
    QVERIFY(comparison->secrets);
    QVERIFY(std::ranges::contains(*comparison->secrets, u"DATABASE_URL"_s, &SecretAge::name));
    QVERIFY(std::ranges::none_of(*comparison->secrets, &SecretAge::changedBetween));
    QVERIFY(!comparison->config);
    const base::Freshness config = comparison->freshness.value(u"config"_s);
    QVERIFY(config.error);
    QCOMPARE(config.error->message, u"No machine runs v42 any more, so its settings are not known."_s);
    const Release *site = m_stage->releases->live(u"my.loop.health"_s, production);
    QVERIFY(site);
    const auto other =
        m_stage->wait(m_stage->releases->compare(site->id, m_stage->named(api, production, u"v43"_s).id, {}));
    QVERIFY(other && !other->config);
    QVERIFY(other->freshness.value(u"config"_s).error->message.contains(u"does not run on machines"_s));
}

void TestDemo::whatWaitsToShip()
{
    const auto waiting = m_stage->wait(m_stage->releases->waiting(api, production, {}));
    QVERIFY(waiting);
    QCOMPARE(waiting->branch, u"main"_s);
    QCOMPARE(waiting->ahead, 0);
    QCOMPARE(waiting->waitingApproval, m_stage->named(api, production, u"v44"_s).id);
    const auto luna = m_stage->wait(m_stage->releases->waiting(u"luna.loop.health"_s, production, {}));
    QVERIFY(luna && luna->ahead > 0);
}

void TestDemo::aDraftOfTheNextTag()
{
    const auto draft = m_stage->wait(
        m_stage->releases->draftTag(m_stage->named(u"my.loop.health"_s, u"staging"_s, u"3.13.0-rc.1"_s).id, {}));
    QVERIFY(draft);
    QCOMPARE(draft->previous, u"3.12.1"_s);
    QCOMPARE(draft->tag, u"my-loop-health@3.12.2"_s);
    QVERIFY(!draft->notes.isEmpty());
}

void TestDemo::aProviderThatFailsLeavesItsLanesStale()
{
    Stage stage;
    stage.strike({{"kind"_L1, "error-before"_L1}, {"provider"_L1, "fly"_L1}, {"status"_L1, 502}});
    Clients clients = stage.clients();
    clients.sentry.reset();
    stage.make(clients);
    QVERIFY(stage.ask());
    for (const Lane &lane : stage.releases->history()->lanes)
        QCOMPARE(lane.freshness.state,
                 lane.provider == "fly"_L1 ? base::Freshness::State::Failed : base::Freshness::State::Fresh);
    QVERIFY(stage.releases->live(u"my.loop.health"_s, production));
}

void TestDemo::historySurvivesTheProgram()
{
    const QTemporaryDir folder;
    const auto location = store::Location::sqlite(folder.filePath(u"store.db"_s));
    {
        Stage stage;
        stage.store = store::Store::open(location);
        stage.make(stage.clients());
        QVERIFY(stage.ask());
        stage.releases->setVerdict(stage.named(api, production, u"v43"_s).id, Verdict::Failed, u"6.0× errors"_s);
        stage.joinNow();
        QCOMPARE(stage.named(api, production, u"v43"_s).outcome, Outcome::Failed);
    }
    Stage again;
    again.store = store::Store::open(location);
    again.make({});
    again.releases->restore();
    QVERIFY(QTest::qWaitFor([&again] {
        again.joinNow();
        return !again.releases->history()->releases.isEmpty();
    }));
    const Release live = again.named(api, production, u"v43"_s);
    QCOMPARE(live.outcome, Outcome::Failed);
    QCOMPARE(live.verdict, Verdict::Failed);
    QVERIFY(live.sha.startsWith("c41d9e2"_L1));
    QVERIFY(live.isLive);
    QVERIFY(std::ranges::all_of(again.releases->history()->lanes, [](const Lane &lane) {
        return lane.freshness.state == base::Freshness::State::Stale;
    }));
    QVERIFY(again.releases->history()->marks.size() > 5);
}

QTEST_GUILESS_MAIN(TestDemo)
#include "test_demo.moc"
