#include "fly_stage.h"

#include "operations/step.h"
#include "rollout/steps.h"
#include "sandbox/scenarios/fly_config.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::test {

namespace {

/// One clock in two hands: the sandbox owns its own.
class SharedClock final : public base::Clock
{
public:
    explicit SharedClock(std::shared_ptr<base::ManualClock> clock)
        : m_clock(std::move(clock))
    { }
    QDateTime now() const override { return m_clock->now(); }
    base::milliseconds elapsed() const override { return m_clock->elapsed(); }
    std::unique_ptr<base::Alarm> alarm(base::milliseconds delay, std::function<void()> then) override
    {
        return m_clock->alarm(delay, std::move(then));
    }

private:
    std::shared_ptr<base::ManualClock> m_clock;
};

/// Stands for the watch over a release.
class Watch final : public operations::Step
{
public:
    explicit Watch(bool isBad)
        : m_isBad(isBad)
    { }
    Answer<operations::Finding> inspect(operations::Context) override { co_return operations::Finding(); }
    Answer<operations::Outcome> apply(operations::Context) override
    {
        if (m_isBad)
            co_return std::unexpected(base::makeError(base::Error::Kind::Conflict, u"The release does badly."_s));
        co_return operations::Outcome();
    }

private:
    bool m_isBad;
};

std::shared_ptr<const workspace::Workspace> madeWorkspace()
{
    workspace::Place place;
    place.flyApp = u"api-prod"_s;
    workspace::App app;
    app.id = u"api"_s;
    app.name = u"API"_s;
    app.production = place;
    workspace::Workspace workspace;
    workspace.apps = {app};
    return std::make_shared<const workspace::Workspace>(workspace);
}

} // namespace

FlyStage::FlyStage(int machines)
    : simulation(std::make_unique<sandbox::Simulation>(std::make_unique<SharedClock>(clock), 7))
{
    build(machines);
    const auto tokens = sandbox::fly::demoTokens();
    m_machines = std::make_unique<sandbox::fly::MachinesApi>(platform, tokens);
    m_api = std::make_unique<sandbox::fly::PlatformApi>(platform, tokens);
    m_machinesServer = std::make_unique<sandbox::Server>(*simulation, *m_machines);
    m_apiServer = std::make_unique<sandbox::Server>(*simulation, *m_api);
    if (!m_machinesServer->listen(0) || !m_apiServer->listen(0))
        qFatal("no port");
    http = std::make_shared<net::HttpClient>(net::HttpClient::Options{.clock = clock, .seed = 1});
    const slipway::fly::Hosts hosts{.machines = QUrl(m_machinesServer->origin()),
                                    .platform = QUrl(m_apiServer->origin()),
                                    .metrics = QUrl(m_apiServer->origin())};
    client =
        std::make_shared<const slipway::fly::Client>(http, slipway::fly::endpoints(hosts, base::Secret(tokens.full)));
    setup.workspace = madeWorkspace();
    setup.clock = clock;
    setup.clients.fly = client;
    m_store = store::Store::open(store::Location::sqlite(m_folder.filePath(u"history.db"_s)));
    restart();
}

FlyStage::~FlyStage()
{
    runner.reset();
    setup = {};
    client.reset();
    http.reset();
}

void FlyStage::build(int machines)
{
    const qint64 now = simulation->now().toMSecsSinceEpoch();
    auto traffic = std::make_shared<sandbox::Traffic>(7, now);
    traffic->addService(u"api-prod"_s, 10.0, {});
    platform = std::make_shared<sandbox::fly::Platform>(*simulation, traffic, u"loop-health"_s);
    auto &made = platform->addApp(u"api-prod"_s);
    oldImage = platform->pushImage(u"api-prod"_s, u"deployment-old"_s, QString(40, u'a'));
    newImage = platform->pushImage(u"api-prod"_s, u"deployment-new"_s, QString(40, u'b'));
    for (const auto &image : {oldImage, newImage}) {
        auto &release = platform->createRelease(made, image.reference(), u"ROLLING"_s, u"jonas@loop.health"_s);
        release.status = u"complete"_s;
        release.createdAt = now - (made.releases.size() == 1 ? 7'200'000 : 3'600'000);
    }
    for (int i = 0; i < machines; ++i) {
        auto &machine =
            platform->place(made, u"fra"_s, sandbox::flyConfig(oldImage, made.releases.at(0)), now - 7'200'000);
        platform->placeVersion(made, machine, sandbox::flyConfig(newImage, made.releases.at(1)), now - 3'600'000);
    }
}

bool FlyStage::until(const std::function<bool()> &isSo, int minutes)
{
    const auto end = clock->elapsed() + std::chrono::minutes(minutes);
    while (!isSo() && clock->elapsed() < end) {
        QTest::qWait(1);
        clock->advance(turn);
    }
    return isSo();
}

rollout::Draft FlyStage::draft(rollout::Wish::Act act, const QString &image)
{
    rollout::Wish wish;
    wish.act = act;
    wish.target = {u"api"_s, u"production"_s};
    wish.image = image;
    const auto made = wait(rollout::Planner(setup).draft(wish, {}));
    if (!made)
        qFatal("no draft: %s", qPrintable(base::sentence(made.error())));
    return *made;
}

operations::Plan FlyStage::plan(const QString &strategy, const QStringList &options, rollout::Wish::Act act,
                                const QString &image)
{
    return rollout::planOf(draft(act, image), {.strategy = strategy, .schema = u"keep"_s, .options = options});
}

QString FlyStage::start(const operations::Plan &plan)
{
    operations::Runner::Consent consent{.actor = u"priya"_s, .typed = plan.typeToConfirm, .reasons = {}};
    for (const operations::Guard &guard : plan.guards) {
        if (guard.level == operations::Guard::Level::Ask)
            consent.reasons.insert(guard.id, u"the test says so"_s);
    }
    const auto id = wait(runner->start(plan, consent));
    if (!id)
        qFatal("not started: %s", qPrintable(base::sentence(id.error())));
    return *id;
}

const operations::Operation &FlyStage::ended(const QString &id)
{
    using operations::OperationState;
    until([this, &id] {
        const operations::Operation *found = runner->operation(id);
        return found && (isOver(found->state) || found->state == OperationState::Parked);
    });
    return operation(id);
}

const operations::StepRecord &FlyStage::record(const QString &id, const QString &step)
{
    const operations::Operation &found = operation(id);
    for (qsizetype i = 0; i < found.plan.steps.size(); ++i) {
        if (found.plan.steps.at(i).id == step)
            return found.steps.at(i);
    }
    qFatal("no such step: %s", qPrintable(step));
}

QString FlyStage::troubleOf(const QString &id)
{
    for (const operations::StepRecord &each : operation(id).steps) {
        if (each.error && each.state != operations::StepState::Skipped)
            return base::sentence(*each.error);
    }
    return {};
}

sandbox::fly::Image FlyStage::pushBadImage()
{
    const QString commit(40, u'c');
    platform->describeIllness(
        commit, {.checks = {u"readiness"_s}, .after = 0, .output = u"HTTP 503: no database"_s, .exitCode = {}});
    return platform->pushImage(u"api-prod"_s, u"deployment-bad"_s, commit);
}

void FlyStage::giveReleaseCommand(int exitCode)
{
    app().releases.back().definition = {{u"deploy"_s, QJsonObject{{u"release_command"_s, u"npm run migrate"_s}}}};
    platform->describeReleaseCommand(oldImage.commit, exitCode);
}

void FlyStage::restart()
{
    runner.reset();
    auto registry = std::make_shared<operations::Registry>();
    rollout::registerFlySteps(*registry, setup);
    registry->add(u"health.watch"_s,
                  [isBad = isWatchBad](const operations::StepSpec &) { return std::make_unique<Watch>(isBad); });
    runner = std::make_unique<operations::Runner>(operations::Runner::Setup{.store = m_store,
                                                                            .workspaceKey = u"test"_s,
                                                                            .clock = clock,
                                                                            .registry = registry,
                                                                            .host = u"priya@laptop"_s,
                                                                            .remoteLock = nullptr});
}

QStringList FlyStage::tags()
{
    QStringList tags;
    for (const auto &machine : app().machines) {
        if (machine.state(platform->now()) != "destroyed"_L1)
            tags.append(machine.image.tag.section(u'-', -1));
    }
    return tags;
}

bool FlyStage::isAnyLeased()
{
    return std::ranges::any_of(app().machines,
                               [this](const auto &machine) { return machine.lease(platform->now()) != nullptr; });
}

void FlyStage::fault(const QJsonObject &fault)
{
    const auto parsed = sandbox::parseFault(fault);
    if (!parsed)
        qFatal("no such fault: %s", qPrintable(parsed.error().message));
    simulation->faults().add(*parsed);
}

} // namespace slipway::test
