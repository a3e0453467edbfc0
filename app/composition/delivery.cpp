#include "composition/delivery.h"

#include "composition/current_lock.h"
#include "health/live_source.h"
#include "refresh/engine.h"
#include "workspace/workspace.h"

#include <QCoro/QCoroTask>
#include <QEventLoop>
#include <QSysInfo>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::composition {

namespace {

constexpr auto patienceAtQuit = std::chrono::seconds(2);

/// Which program acts: another one of the same person's on the same computer would be the same.
QString hostName()
{
    const QString person = qEnvironmentVariable("USER", u"slipway"_s);
    return person + u'@' + QSysInfo::machineHostName();
}

} // namespace

Delivery::Delivery(Setup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_lock(std::make_shared<CurrentLock>())
    , m_registry(std::make_shared<operations::Registry>())
{
    using namespace operations;
    m_releases = std::make_unique<releases::Releases>(releases::Releases::Setup{
        .workspace = m_setup.workspace, .workspaceKey = m_setup.key, .clock = m_setup.clock, .store = m_setup.store});
    m_runner = std::make_unique<Runner>(Runner::Setup{.store = m_setup.store,
                                                      .workspaceKey = m_setup.key,
                                                      .clock = m_setup.clock,
                                                      .registry = m_registry,
                                                      .host = hostName(),
                                                      .remoteLock = m_lock});
    m_watches = std::make_unique<health::Watches>(
        health::Watches::Setup{.workspace = m_setup.workspace,
                               .workspaceKey = m_setup.key,
                               .clock = m_setup.clock,
                               .store = m_setup.store,
                               .book = health::bookOf(*m_releases),
                               .note = [runner = m_runner.get()](const AuditLine &line) { runner->note(line); }});
    m_approvals = std::make_unique<approvals::Approvals>(approvals::Approvals::Setup{.workspace = m_setup.workspace,
                                                                                     .workspaceKey = m_setup.key,
                                                                                     .clock = m_setup.clock,
                                                                                     .releases = m_releases.get(),
                                                                                     .repositories = {}});
    m_releases->restore();
    connect(m_runner.get(), &Runner::troubled, this,
            [this](const base::Error &error) { Q_EMIT troubled(tr("Nothing can be changed now"), error); });
    connect(m_runner.get(), &Runner::finished, this, &Delivery::noteOperation);
    connect(m_releases.get(), &releases::Releases::changed, this, &Delivery::watchWhatIsNew);
    connect(m_watches.get(), &health::Watches::judged, this, &Delivery::noteVerdict);
}

Delivery::~Delivery()
{
    freeWhatIsHeld();
    // Its steps use the clients and the watches.
    m_runner.reset();
    m_approvals.reset();
    m_watches.reset();
}

void Delivery::freeWhatIsHeld()
{
    const auto isAtWork = [](const operations::Operation &operation) {
        return operation.isOurs && operation.state != operations::OperationState::Parked
            && !operations::isOver(operation.state);
    };
    if (!std::ranges::any_of(m_runner->operations(), isAtWork))
        return;
    // By the machine's time: whoever quits does not wait for a story's.
    QEventLoop loop;
    QTimer::singleShot(patienceAtQuit, &loop, &QEventLoop::quit);
    QCoro::connect(m_runner->quit(patienceAtQuit), &loop, [&loop] { loop.quit(); });
    loop.exec(QEventLoop::ExcludeUserInputEvents);
}

void Delivery::setClients(const releases::Clients &clients)
{
    const workspace::Organizations &organizations = m_setup.workspace->organizations;
    m_releases->setClients(clients);
    m_approvals->setClient(clients.github);
    m_watches->setSource(health::liveSource({.sentry = clients.sentry,
                                             .fly = clients.fly,
                                             .probes = m_setup.probes,
                                             .control = m_setup.control,
                                             .releases = m_releases.get(),
                                             .clock = m_setup.clock}));
    const rollout::Planner::Setup planning{
        .workspace = m_setup.workspace, .clock = m_setup.clock, .clients = clients, .releases = m_releases.get()};
    // A provider that one has signed out of does nothing more.
    *m_registry = operations::Registry();
    health::registerHealthSteps(*m_registry, *m_watches);
    rollout::registerSteps(*m_registry, planning);
    m_planner = std::make_shared<const rollout::Planner>(planning);
    // A store that all share holds the locks for all.
    const bool needsLock = !m_setup.isStoreShared && clients.github && !organizations.githubRepository.isEmpty();
    m_lock->set(needsLock ? rollout::githubLock(clients.github, organizations.githubRepository, m_setup.clock)
                          : nullptr);
    Q_EMIT clientsChanged();
    if (!std::exchange(m_isResumed, true))
        resume();
}

void Delivery::addSources(refresh::Engine &engine)
{
    m_releases->addSources(engine);
    m_approvals->addSources(engine);
}

void Delivery::resume()
{
    QCoro::connect(m_runner->resume(), this, [this](const base::Done &done) {
        if (!done)
            Q_EMIT troubled(tr("What was under way is not known"), done.error());
    });
    QCoro::connect(m_watches->resume(), this, [](const base::Done &) { });
}

void Delivery::watchWhatIsNew()
{
    const auto history = m_releases->history();
    const QDateTime since = m_setup.clock->now().addDuration(-m_setup.workspace->alerts.watch);
    for (const releases::Release &release : history->releases) {
        const bool isNew = release.isLive && release.servesAll && *release.servesAll > since;
        if (isNew && release.environment == "production"_L1 && !m_watches->state(release.id))
            std::ignore = m_watches->start(release.id);
    }
}

void Delivery::noteVerdict(const QString &releaseId, releases::Verdict verdict, const QString &words)
{
    const releases::Release *release = m_releases->release(releaseId);
    if (!release || verdict == releases::Verdict::Watching)
        return;
    const bool isGood = verdict == releases::Verdict::Healthy;
    const base::Status tone = isGood           ? base::Status::Success
        : verdict == releases::Verdict::Failed ? base::Status::Failure
                                               : base::Status::Warning;
    Q_EMIT noticed(tone, tr("%1 %2: %3").arg(release->app, release->version, releases::verdictWord(verdict)), words);
}

void Delivery::noteOperation(const QString &id)
{
    const operations::Operation *operation = m_runner->operation(id);
    if (!operation)
        return;
    const base::Status tone = operations::statusOf(operation->state);
    const QString words = operation->next.isEmpty() ? operation->words() : operation->next;
    Q_EMIT noticed(tone, operation->plan.title, words);
}

} // namespace slipway::composition
