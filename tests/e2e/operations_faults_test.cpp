#include "e2e_releases/releases_hand.h"

#include "../models/operations/mortal_journal.h"

#include "composition/clients.h"
#include "composition/demo_story.h"
#include "composition/session.h"
#include "net/network_log.h"
#include "operations/runner.h"
#include "rollout/github_specs.h"
#include "rollout/planner.h"
#include "shell/main_window.h"
#include "store/store.h"
#include "test_support/outcome.h"
#include "workspace/parser.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::ReleasesHand;
using e2e::Stage;
using operations::Fate;
using operations::OperationState;
using operations::Plan;
using rollout::Wish;

namespace {

constexpr int patience = 30'000;
constexpr auto timeStep = 400ms;
const QString api = u"patient-graph-api"_s;
const QString repository = u"loop-health/platform"_s;
const github::RepositoryName platform{u"loop-health"_s, u"platform"_s};

/// The signed-in clients of one program.
releases::Clients clientsOf(const std::shared_ptr<net::HttpClient> &http, const composition::SandboxInfo &info)
{
    const composition::Clients all = composition::makeClients(http, info.endpoints, info.tokens, u"loop-health"_s);
    return {.github = std::make_shared<const github::Client>(all.github),
            .fly = std::make_shared<const fly::Client>(all.fly),
            .vercel = std::make_shared<const vercel::Client>(all.vercel),
            .sentry = std::make_shared<const sentry::Client>(all.sentry)};
}

/// What of the program carries operations out, with the steps, the lock and the store that it has: it can die at any
/// write to its journal.
class Carrier
{
public:
    Carrier(Stage &stage, const store::Location &location)
        : m_stage(stage)
        , m_http(std::make_shared<net::HttpClient>(net::HttpClient::Options{.clock = stage.clock(), .seed = 1}))
    {
        m_setup.workspace = std::make_shared<const workspace::Workspace>(
            *workspace::readWorkspace(composition::demoWorkspace()).workspace);
        m_setup.clock = stage.clock();
        m_setup.clients = clientsOf(m_http, stage.info());
        auto registry = std::make_shared<operations::Registry>();
        rollout::registerSteps(*registry, m_setup);
        const std::shared_ptr<store::Store> store = store::Store::open(location);
        const auto journal = operations::Journal::in(store, u"demo"_s);
        m_runner = std::make_unique<operations::Runner>(operations::Runner::Setup{
            .store = store,
            .workspaceKey = u"demo"_s,
            .clock = stage.clock(),
            .registry = registry,
            .host = u"priya@laptop"_s,
            .remoteLock = rollout::githubLock(m_setup.clients.github, repository, stage.clock()),
            .journal = std::make_shared<operations::MortalJournal>(journal, fate)});
    }
    /// As a process does that is killed: it says nothing to anybody any more.
    ~Carrier()
    {
        m_stage.addFault({{u"kind"_s, u"expired-token"_s}});
        m_runner.reset();
        m_setup = {};
        QTest::qWait(5);
        m_stage.clearFaults();
    }
    Q_DISABLE_COPY_MOVE(Carrier)

    operations::Runner &runner() { return *m_runner; }
    const rollout::Planner::Setup &setup() const { return m_setup; }
    bool isDead() const { return fate->isDead(); }

    bool until(const std::function<bool()> &isSo)
    {
        QElapsedTimer all;
        all.start();
        while (!isSo() && !all.hasExpired(patience)) {
            const std::size_t before = m_http->log().exchanges().size();
            QTest::qWait(2);
            if (m_http->log().exchanges().size() == before)
                m_stage.advance(timeStep);
        }
        return isSo();
    }
    /// What the task gives, or that it died meanwhile.
    template<typename T>
    base::Result<T> wait(QCoro::Task<base::Result<T>> task)
    {
        const test::Outcome<T> outcome(std::move(task));
        if (!until([&] { return outcome.isDone() || isDead(); }) || !outcome.isDone())
            return std::unexpected(base::cancelled());
        if (outcome.isError())
            return std::unexpected(outcome.error());
        if constexpr (std::is_void_v<T>)
            return {};
        else
            return outcome.value();
    }
    /// Until it is over, waits for a person, or died.
    bool untilRested(const QString &id)
    {
        return until([&] {
            const operations::Operation *found = m_runner->operation(id);
            return isDead() || (found && (operations::isOver(found->state) || found->state == OperationState::Parked));
        });
    }

    std::shared_ptr<Fate> fate = std::make_shared<Fate>();

private:
    Stage &m_stage;
    std::shared_ptr<net::HttpClient> m_http;
    rollout::Planner::Setup m_setup;
    std::unique_ptr<operations::Runner> m_runner;
};

/// An operation, and how often what it does happens in all.
struct Shape {
    std::function<Plan(Carrier &)> plan;
    QMap<QString, qsizetype> effects;
    int leastPoints = 8;
};

operations::Runner::Consent consentTo(const Plan &plan)
{
    operations::Runner::Consent consent{.actor = u"Priya Nair"_s, .typed = plan.typeToConfirm, .reasons = {}};
    for (const operations::Guard &guard : plan.guards) {
        if (guard.level == operations::Guard::Level::Ask)
            consent.reasons.insert(guard.id, u"the test wants it"_s);
    }
    return consent;
}

Plan planned(Carrier &carrier, const Wish &wish)
{
    const auto draft = carrier.wait(rollout::Planner(carrier.setup()).draft(wish, {}));
    if (!draft)
        qFatal("no draft: %s", qPrintable(base::sentence(draft.error())));
    rollout::Choices choices = rollout::presetOf(*draft);
    // The watch has its own tests, and takes a quarter of an hour each time.
    choices.options.removeAll(u"watch"_s);
    return rollout::planOf(*draft, choices);
}

Plan approval(Carrier &carrier)
{
    const github::Client &client = *carrier.setup().clients.github;
    github::RunFilter waiting;
    waiting.status = u"waiting"_s;
    const auto runs = carrier.wait(client.runs(platform, waiting, {}));
    if (!runs || runs->isEmpty())
        qFatal("nothing waits");
    const auto gates = carrier.wait(client.pendingDeployments(platform, runs->first().id, {}));
    rollout::Review review{.repository = repository, .run = runs->first().id, .comment = u"Looks safe"_s};
    for (const github::PendingDeployment &gate : gates.value_or(QList<github::PendingDeployment>())) {
        review.environmentIds += gate.environmentId;
        review.environments += gate.environment;
    }
    Plan plan;
    plan.kind = u"approve"_s;
    plan.title = u"Approve a run"_s;
    plan.targets = {{api, u"production"_s}};
    plan.steps = {rollout::reviewSpec(u"review"_s, review)};
    return plan;
}

} // namespace

/// Real operations on the demo's providers: the program dies before and after every write to its journal, another one
/// takes up what it left, and nothing happens twice.
class OperationsFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flyRollBackSurvivesEveryDeath();
    void vercelRollBackSurvivesEveryDeath();
    void approvalSurvivesEveryDeath();
    void migrationSurvivesEveryDeath();
    void windowGoesOnWithWhatWasLeft();

private:
    static void dieEverywhere(const Shape &shape);
    /// Dies at `point`, goes on and looks; whether that point was met.
    static bool round(const Shape &shape, int point);
    static void check(Stage &stage, Carrier &carrier, const Shape &shape);
};

void OperationsFaultsTest::check(Stage &stage, Carrier &carrier, const Shape &shape)
{
    const auto count = [&stage](const QString &effect) { return stage.providers().ledger().count(effect); };
    if (carrier.runner().operations().isEmpty()) {
        // It died before anything was written, and so before anything was done.
        for (const QString &effect : shape.effects.keys())
            QCOMPARE(count(effect), 0);
        return;
    }
    const QString id = carrier.runner().operations().first().id;
    QVERIFY(carrier.untilRested(id));
    if (carrier.runner().operation(id)->state == OperationState::Parked) {
        const operations::Operation parked = *carrier.runner().operation(id);
        QVERIFY(!parked.next.isEmpty());
        QVERIFY(parked.remedies.contains(operations::Remedy::Retry));
        QVERIFY(carrier.wait(carrier.runner().retry(id, u"Priya Nair"_s)));
        QVERIFY(carrier.untilRested(id));
    }
    const operations::Operation operation = *carrier.runner().operation(id);
    QVERIFY2(operation.state == OperationState::Succeeded, qPrintable(operation.next));
    for (auto effect = shape.effects.cbegin(); effect != shape.effects.cend(); ++effect)
        QCOMPARE(count(effect.key()), effect.value());
}

bool OperationsFaultsTest::round(const Shape &shape, int point)
{
    Stage stage;
    const auto location = store::Location::sqlite(stage.path(u"operations.db"_s));
    auto carrier = std::make_unique<Carrier>(stage, location);
    const Plan plan = shape.plan(*carrier);
    carrier->fate->dieAt(point);
    const auto started = carrier->wait(carrier->runner().start(plan, consentTo(plan)));
    if (!started && !carrier->isDead())
        qFatal("not started: %s", qPrintable(base::sentence(started.error())));
    if (started)
        carrier->untilRested(*started);
    const bool isDead = carrier->isDead();
    if (isDead) {
        carrier.reset();
        carrier = std::make_unique<Carrier>(stage, location);
        if (!carrier->wait(carrier->runner().resume()))
            qFatal("cannot resume");
    }
    check(stage, *carrier, shape);
    return isDead;
}

void OperationsFaultsTest::dieEverywhere(const Shape &shape)
{
    int point = 1;
    while (round(shape, point)) {
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"when it died at point %1"_s.arg(point)));
        ++point;
    }
    QVERIFY2(point > shape.leastPoints, qPrintable(u"only %1 points"_s.arg(point)));
}

void OperationsFaultsTest::flyRollBackSurvivesEveryDeath()
{
    dieEverywhere({.plan =
                       [](Carrier &carrier) {
                           return planned(carrier, {.act = Wish::Act::RollBack, .target = {api, u"production"_s}});
                       },
                   .effects = {{u"machine.updated"_s, 3}, {u"release.created"_s, 1}, {u"release.complete"_s, 1}},
                   .leastPoints = 20});
}

void OperationsFaultsTest::vercelRollBackSurvivesEveryDeath()
{
    dieEverywhere({.plan =
                       [](Carrier &carrier) {
                           const operations::Target portal{u"my.loop.health"_s, u"production"_s};
                           return planned(carrier, {.act = Wish::Act::RollBack, .target = portal});
                       },
                   .effects = {{u"project.rollback"_s, 1}}});
}

void OperationsFaultsTest::approvalSurvivesEveryDeath()
{
    dieEverywhere({.plan = approval, .effects = {{u"deployment.approved"_s, 1}}, .leastPoints = 5});
}

void OperationsFaultsTest::migrationSurvivesEveryDeath()
{
    dieEverywhere({.plan =
                       [](Carrier &carrier) {
                           return planned(carrier, {.act = Wish::Act::Migrate, .target = {api, u"staging"_s}});
                       },
                   .effects = {{u"workflow.dispatched"_s, 1}}});
}

void OperationsFaultsTest::windowGoesOnWithWhatWasLeft()
{
    Stage stage;
    ReleasesHand hand(stage);
    const auto updates = [&stage] { return stage.providers().ledger().count(u"machine.updated"_s); };
    QVERIFY(stage.start() && hand.openPage());
    QVERIFY(hand.until([&hand] { return !hand.live(api, u"production"_s).id.isEmpty(); }));
    QVERIFY(hand.select(api, u"production"_s));
    QVERIFY(hand.openSheet(u"Ctrl+Shift+B"_s));
    QVERIFY(hand.tick(u"watch"_s, false));
    QVERIFY(hand.fill(u"reason/migrations-crossed"_s, u"0042 only adds a column"_s));
    QVERIFY(hand.fill(u"typeToConfirm"_s, api));
    const QString id = hand.start();
    QVERIFY(!id.isEmpty());
    QVERIFY(hand.until([&updates] { return updates() == 2; }));

    stage.addFault({{u"kind"_s, u"expired-token"_s}});
    stage.end();
    QTest::qWait(5);
    stage.clearFaults();
    QVERIFY(stage.start());
    QVERIFY(hand.until([&hand, &id] { return hand.operation(id); }));
    QVERIFY(hand.untilRested(id));
    QVERIFY(hand.openActivity());
    QVERIFY2(hand.operation(id)->state == OperationState::Succeeded, qPrintable(hand.activity()));
    QCOMPARE(updates(), 3);
    QCOMPARE(stage.providers().ledger().count(u"release.created"_s), 1);
    QCOMPARE(stage.providers().ledger().count(u"release.complete"_s), 1);
}

QTEST_MAIN(OperationsFaultsTest)
#include "operations_faults_test.moc"
