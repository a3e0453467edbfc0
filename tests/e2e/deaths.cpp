#include "deaths.h"

#include "composition/clients.h"
#include "composition/demo_story.h"
#include "e2e_stage/quiet.h"
#include "net/network_log.h"
#include "workspace/parser.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::e2e {

using operations::OperationState;
using operations::Plan;

namespace {

constexpr int patience = 30'000;
constexpr auto timeStep = 400ms;

/// The signed-in clients of one program.
releases::Clients clientsOf(const std::shared_ptr<net::HttpClient> &http, const composition::SandboxInfo &info)
{
    const composition::Clients all = composition::makeClients(http, info.endpoints, info.tokens, u"loop-health"_s);
    return {.github = std::make_shared<const github::Client>(all.github),
            .fly = std::make_shared<const fly::Client>(all.fly),
            .vercel = std::make_shared<const vercel::Client>(all.vercel),
            .sentry = std::make_shared<const sentry::Client>(all.sentry)};
}

operations::Runner::Consent consentTo(const Plan &plan)
{
    operations::Runner::Consent consent{.actor = u"Priya Nair"_s, .typed = plan.typeToConfirm, .reasons = {}};
    for (const operations::Guard &guard : plan.guards) {
        if (guard.level == operations::Guard::Level::Ask)
            consent.reasons.insert(guard.id, u"the test wants it"_s);
    }
    return consent;
}

} // namespace

Carrier::Carrier(Stage &stage, const store::Location &location)
    : m_stage(stage)
    , m_http(std::make_shared<net::HttpClient>(net::HttpClient::Options{.clock = stage.clock(), .seed = 1}))
{
    m_setup.workspace =
        std::make_shared<const workspace::Workspace>(*workspace::readWorkspace(composition::demoWorkspace()).workspace);
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
        .remoteLock = rollout::githubLock(m_setup.clients.github, u"loop-health/platform"_s, stage.clock()),
        .journal = std::make_shared<operations::MortalJournal>(journal, fate)});
}

Carrier::~Carrier()
{
    m_stage.addFault({{u"kind"_s, u"expired-token"_s}});
    m_runner.reset();
    m_setup = {};
    QTest::qWait(5);
    m_stage.clearFaults();
}

bool Carrier::until(const std::function<bool()> &isSo)
{
    QElapsedTimer all;
    all.start();
    while (!isSo() && !all.hasExpired(patience)) {
        const std::size_t before = m_http->log().exchanges().size();
        letWork(2ms, 200ms);
        if (m_http->log().exchanges().size() == before)
            m_stage.advance(timeStep);
    }
    return isSo();
}

bool Carrier::untilRested(const QString &id)
{
    return until([&] {
        const operations::Operation *found = m_runner->operation(id);
        return isDead() || (found && (operations::isOver(found->state) || found->state == OperationState::Parked));
    });
}

Plan planned(Carrier &carrier, const rollout::Wish &wish)
{
    const auto draft = carrier.wait(rollout::Planner(carrier.setup()).draft(wish, {}));
    if (!draft)
        qFatal("no draft: %s", qPrintable(base::sentence(draft.error())));
    rollout::Choices choices = rollout::presetOf(*draft);
    // The watch has its own tests, and takes a quarter of an hour each time.
    choices.options.removeAll(u"watch"_s);
    return rollout::planOf(*draft, choices);
}

namespace {

void check(Stage &stage, Carrier &carrier, const Shape &shape)
{
    const auto count = [&stage](const QString &effect) { return stage.providers().ledger().count(effect); };
    // It may have been over when it died.
    QVERIFY(carrier.wait(carrier.runner().loadPast({}, 10)));
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

bool round(const Shape &shape, int point)
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

} // namespace

void dieEverywhere(const Shape &shape)
{
    int point = 1;
    while (round(shape, point)) {
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"when it died at point %1"_s.arg(point)));
        ++point;
    }
    QVERIFY2(point > shape.leastPoints, qPrintable(u"only %1 points"_s.arg(point)));
}

} // namespace slipway::e2e
