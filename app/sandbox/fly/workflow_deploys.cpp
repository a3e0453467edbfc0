#include "sandbox/fly/workflow_deploys.h"

#include "sandbox/core/simulation.h"

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace slipway::sandbox::fly {

namespace {

constexpr milliseconds betweenMachines{6'000};

struct Rollout {
    std::weak_ptr<Platform> platform;
    QString app;
    QString release;
    Image image;
    QStringList machines;
};

void finish(const Rollout &rollout, Platform &platform)
{
    const auto [app, release] = platform.release(rollout.release);
    if (release)
        platform.finishRelease(*app, *release, u"complete"_s);
}

/// Replaces one machine, then arranges for the next.
void step(const std::shared_ptr<Rollout> &rollout, qsizetype index)
{
    const auto platform = rollout->platform.lock();
    if (!platform)
        return;
    if (index == rollout->machines.size())
        return finish(*rollout, *platform);
    App *app = platform->app(rollout->app);
    Machine *machine = app->machine(rollout->machines.at(index));
    const auto [owner, release] = platform->release(rollout->release);
    if (machine && release) {
        QJsonObject config = machine->config();
        QJsonObject metadata = config.value("metadata"_L1).toObject();
        metadata.insert(u"fly_release_id"_s, release->id);
        metadata.insert(u"fly_release_version"_s, QString::number(release->version));
        metadata.remove(u"fly_canary"_s);
        config.insert(u"metadata"_s, metadata);
        config.insert(u"image"_s, rollout->image.reference());
        platform->update(*app, *machine, config, true);
    }
    platform->simulation().after(betweenMachines, [rollout, index] { step(rollout, index + 1); });
}

} // namespace

void rollOut(const std::shared_ptr<Platform> &platform, const QString &name, const QString &commit, const QString &user)
{
    App *app = platform->app(name);
    if (!app)
        return;
    auto rollout = std::make_shared<Rollout>();
    rollout->platform = platform;
    rollout->app = name;
    rollout->image = platform->pushImage(name, u"deployment-"_s + platform->newId(u"image"_s, 12), commit);
    Release &release = platform->createRelease(*app, rollout->image.reference(), u"ROLLING"_s, user);
    release.status = u"running"_s;
    rollout->release = release.id;
    const qint64 now = platform->now();
    for (const Machine &machine : app->machines) {
        if (machine.startedAt(now))
            rollout->machines.append(machine.id);
    }
    step(rollout, 0);
}

void deployFromWorkflows(const std::shared_ptr<Platform> &platform, const WorkflowTarget &target)
{
    Simulation *simulation = &platform->simulation();
    QObject::connect(simulation, &Simulation::jobFinished, simulation,
                     [weak = std::weak_ptr(platform), target](const JobEvent &job) {
                         const auto alive = weak.lock();
                         const QString app = target.apps.value(job.environment);
                         if (alive && job.workflow == target.workflow && job.conclusion == "success"_L1
                             && !app.isEmpty())
                             rollOut(alive, app, job.commit, u"github-actions"_s);
                     });
}

} // namespace slipway::sandbox::fly
