// New machines beside the old ones.
#include "rollout/fly_steps.h"

#include "base/sleep.h"
#include "rollout/fly_ready.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

using base::Error;
using Act = fly::Client::Act;
using State = fly::Machine::State;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlySteps)
};

template<typename T>
using Answer = operations::Step::Answer<T>;

constexpr int mostUncordons = 5;
const QString tagKey = u"fly_bluegreen_deployment_tag"_s;

QString blueOf(const Context &context)
{
    return context.spec().input.value("blue"_L1).toString();
}

bool isWarm(const Context &context)
{
    return context.spec().input.value("warm"_L1).toBool(true);
}

QString greenId(const Context &context, const QString &blue)
{
    return launchIdOf(context, u"green/"_s + blue);
}

bool isGone(const std::optional<fly::Machine> &machine)
{
    return !machine || machine->state == State::Destroyed || machine->state == State::Destroying;
}

QCoro::Task<FlyBoard::Machines> list(FlyScene scene, std::stop_token stop)
{
    return scene.client->machines(scene.app, stop);
}

Finding found(Finding::State state, const std::optional<fly::Machine> &machine)
{
    Finding finding;
    finding.state = state;
    if (machine)
        finding.outcome.output = {{u"green"_s, machine->id}, {u"instance"_s, machine->instanceId}};
    return finding;
}

Answer<Finding> inspectGreen(FlyScene scene, Context context)
{
    const auto machines = co_await list(scene, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto green = launched(*machines, greenId(context, blueOf(context)));
    co_return found(isGone(green) ? Finding::State::NotDone : Finding::State::Done, green);
}

Outcome created(const fly::Machine &green, const QString &requestId)
{
    return {QJsonObject{{u"green"_s, green.id}, {u"instance"_s, green.instanceId}},
            Words::tr("Is machine %1").arg(green.id),
            {requestId}};
}

Answer<Outcome> createGreen(FlyScene scene, Context context)
{
    const auto machines = co_await list(scene, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const QString launchId = greenId(context, blueOf(context));
    if (const auto green = launched(*machines, launchId); !isGone(green))
        co_return created(*green, {});
    const auto blue = byId(*machines, blueOf(context));
    if (!blue)
        co_return std::unexpected(base::makeError(Error::Kind::Conflict,
                                                  Words::tr("Machine %1 is gone.").arg(blueOf(context)),
                                                  Words::tr("See who removed it, then plan anew.")));
    const QString image = context.spec().input.value("image"_L1).toString();
    fly::Launch wish;
    wish.region = blue->region;
    wish.config = withMetadata(released(blue->config, image, markOf(context)), tagKey,
                               QString::number(context.clock().now().toSecsSinceEpoch()));
    wish.skipLaunch = !isWarm(context);
    wish.skipServiceRegistration = true;
    wish.leaseTtl = leaseTtl;
    const auto made = co_await launch(scene, wish, launchId, context);
    if (!made)
        co_return std::unexpected(refused(made.error(), Words::tr("like %1").arg(blue->id)));
    scene.leases->adopt(made->value.id, made->value.nonce);
    co_return created(made->value, made->requestId);
}

bool serves(const std::optional<fly::Machine> &machine, bool isMeantToRun)
{
    return !isGone(machine) && !machine->isCordoned && (!isMeantToRun || machine->state == State::Started);
}

Error oldOneIsGone(const QString &blue)
{
    return base::makeError(Error::Kind::InvalidInput,
                           Words::tr("The old machine %1 does not serve any more.").arg(blue),
                           Words::tr("The new one stays: roll back with a new release."));
}

QCoro::Task<base::Result<QString>> destroy(FlyScene scene, QString machine, std::stop_token stop)
{
    const auto nonce = scene.leases->nonce(machine);
    if (!nonce)
        co_return std::unexpected(nonce.error());
    auto gone = co_await scene.client->act(scene.app, machine, Act::Destroy, *nonce, stop);
    if (gone || gone.error().kind == Error::Kind::NotFound)
        scene.leases->forget(machine);
    if (!gone && gone.error().kind == Error::Kind::NotFound)
        co_return QString();
    co_return gone;
}

Answer<Outcome> removeGreen(FlyScene scene, Context context)
{
    const auto machines = co_await list(scene, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto green = launched(*machines, greenId(context, blueOf(context)));
    if (isGone(green))
        co_return Outcome{{}, Words::tr("Is gone"), {}};
    if (!serves(byId(*machines, blueOf(context)), isWarm(context)))
        co_return std::unexpected(oldOneIsGone(blueOf(context)));
    const auto removed = co_await destroy(scene, green->id, context.stop());
    if (!removed)
        co_return std::unexpected(removed.error());
    co_return Outcome{{}, Words::tr("Is removed"), {*removed}};
}

/// The new machines of this operation, by the old ones.
QMap<QString, fly::Machine> greensOf(const QList<fly::Machine> &machines, const Context &context)
{
    const QString prefix = greenId(context, {});
    QMap<QString, fly::Machine> greens;
    for (const fly::Machine &machine : machines) {
        const QString id = machine.metadata.value(launchKey());
        if (id.startsWith(prefix) && !isGone(machine))
            greens.insert(id.sliced(prefix.size()), machine);
    }
    return greens;
}

Answer<Outcome> awaitGreens(FlyScene scene, Context context)
{
    const auto machines = co_await list(scene, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const QMap<QString, fly::Machine> greens = greensOf(*machines, context);
    int healthy = 0;
    for (auto green = greens.cbegin(); green != greens.cend(); ++green) {
        // One made of a machine that was off stays off.
        if (green->state == State::Stopped || green->state == State::Created)
            continue;
        context.tell(Words::tr("%1 of %2 new machines are healthy").arg(healthy).arg(greens.size()));
        const auto ready = co_await awaitReady(scene, green->id, green->instanceId, context);
        if (!ready)
            co_return std::unexpected(ready.error());
        ++healthy;
    }
    co_return Outcome{{}, Words::tr("%1 of %2 new machines are healthy").arg(healthy).arg(greens.size()), {}};
}

Answer<Finding> inspectUncordon(FlyScene scene, Context context)
{
    const auto machines = co_await list(scene, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto green = launched(*machines, greenId(context, blueOf(context)));
    if (isGone(green))
        co_return found(Finding::State::Foreign, std::nullopt);
    co_return found(green->isCordoned ? Finding::State::NotDone : Finding::State::Done, green);
}

Answer<Outcome> setTraffic(FlyScene scene, Context context, Act act)
{
    const auto clock = context.sharedClock();
    const auto machines = co_await list(scene, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto green = launched(*machines, greenId(context, blueOf(context)));
    if (isGone(green))
        co_return std::unexpected(base::makeError(Error::Kind::Conflict, Words::tr("The new machine is gone."),
                                                  Words::tr("See who removed it, then plan anew.")));
    if (act == Act::Cordon && !serves(byId(*machines, blueOf(context)), isWarm(context)))
        co_return std::unexpected(oldOneIsGone(blueOf(context)));
    for (int tries = 1;; ++tries) {
        const auto nonce = scene.leases->nonce(green->id);
        if (!nonce)
            co_return std::unexpected(nonce.error());
        const auto done = co_await scene.client->act(scene.app, green->id, act, *nonce, context.stop());
        if (done)
            co_return Outcome{QJsonObject{{u"green"_s, green->id}},
                              act == Act::Uncordon ? Words::tr("Machine %1 gets traffic").arg(green->id)
                                                   : Words::tr("Machine %1 gets no traffic").arg(green->id),
                              {*done}};
        if (tries == mostUncordons || !done.error().canRetry)
            co_return std::unexpected(done.error());
        const auto slept = co_await base::sleep(*clock, 1s, context.stop());
        if (!slept)
            co_return std::unexpected(slept.error());
    }
}

Answer<Outcome> destroyGreens(FlyScene scene, Context context)
{
    const auto machines = co_await list(scene, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const QMap<QString, fly::Machine> greens = greensOf(*machines, context);
    for (const fly::Machine &green : greens) {
        if (!green.isCordoned)
            co_return Outcome{
                {}, Words::tr("Nothing is removed: new machines serve already, and old ones may too"), {}};
    }
    QStringList requestIds;
    for (auto green = greens.cbegin(); green != greens.cend(); ++green) {
        const auto removed = co_await destroy(scene, green->id, context.stop());
        if (!removed)
            co_return std::unexpected(removed.error());
        requestIds.append(*removed);
    }
    co_return Outcome{{}, Words::tr("%n new machine(s) removed", nullptr, static_cast<int>(greens.size())), requestIds};
}

bool isRetired(RetireBlue::Way way, const std::optional<fly::Machine> &blue)
{
    if (isGone(blue))
        return true;
    switch (way) {
    case RetireBlue::Way::Tag: return blue->metadata.value(tagKey) == "safe_to_destroy"_L1;
    case RetireBlue::Way::Cordon: return blue->isCordoned;
    case RetireBlue::Way::Stop: return blue->state == State::Stopped;
    case RetireBlue::Way::Destroy: return false;
    }
    Q_UNREACHABLE_RETURN(false);
}

Answer<Finding> inspectBlue(FlyScene scene, Context context, RetireBlue::Way way)
{
    const auto machines = co_await list(scene, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    co_return found(isRetired(way, byId(*machines, blueOf(context))) ? Finding::State::Done : Finding::State::NotDone,
                    std::nullopt);
}

QCoro::Task<base::Result<QString>> stopped(FlyScene scene, QString blue, QString nonce, std::stop_token stop)
{
    const auto machine = co_await scene.client->machine(scene.app, blue, stop);
    if (!machine)
        co_return std::unexpected(machine.error());
    const auto told = co_await scene.client->act(scene.app, blue, Act::Stop, nonce, stop);
    if (!told)
        co_return told;
    const auto reached = co_await scene.client->wait(scene.app, blue, u"stopped"_s, machine->instanceId, 30s, stop);
    if (!reached)
        co_return std::unexpected(reached.error());
    co_return told;
}

QCoro::Task<base::Result<QString>> retired(FlyScene scene, QString blue, RetireBlue::Way way, std::stop_token stop)
{
    const auto nonce = scene.leases->nonce(blue);
    if (!nonce)
        co_return std::unexpected(nonce.error());
    switch (way) {
    case RetireBlue::Way::Tag:
        co_return co_await scene.client->setMetadata(scene.app, blue, tagKey, u"safe_to_destroy"_s, *nonce, stop);
    case RetireBlue::Way::Cordon: co_return co_await scene.client->act(scene.app, blue, Act::Cordon, *nonce, stop);
    case RetireBlue::Way::Stop: co_return co_await stopped(scene, blue, *nonce, stop);
    case RetireBlue::Way::Destroy: co_return co_await destroy(scene, blue, stop);
    }
    Q_UNREACHABLE();
}

Answer<Outcome> retire(FlyScene scene, Context context, RetireBlue::Way way)
{
    const auto done = co_await retired(scene, blueOf(context), way, context.stop());
    if (done)
        co_return Outcome{{}, Words::tr("Done"), {*done}};
    const Error &error = done.error();
    if (error.kind == Error::Kind::NotFound)
        co_return Outcome{{}, Words::tr("Is gone"), {}};
    if (error.kind == Error::Kind::Cancelled || error.kind == Error::Kind::Unauthorized || error.outcomeUnknown)
        co_return std::unexpected(error);
    // The new machines serve: an old one that stays is a nuisance, not a failure.
    co_return Outcome{QJsonObject{{u"warning"_s, error.message}},
                      Words::tr("Left as it is: %1").arg(base::sentence(error)),
                      {error.requestId}};
}

Answer<Outcome> bringBack(FlyScene scene, Context context, Act act)
{
    const QString blue = blueOf(context);
    const auto nonce = scene.leases->nonce(blue);
    if (!nonce)
        co_return std::unexpected(nonce.error());
    const auto done = co_await scene.client->act(scene.app, blue, act, *nonce, context.stop());
    if (!done && done.error().kind == Error::Kind::NotFound)
        co_return std::unexpected(oldOneIsGone(blue));
    if (!done)
        co_return std::unexpected(done.error());
    if (act != Act::Start)
        co_return Outcome{{}, Words::tr("Gets traffic again"), {*done}};
    const auto machine = co_await scene.client->machine(scene.app, blue, context.stop());
    if (!machine)
        co_return std::unexpected(machine.error());
    const auto ready = co_await awaitReady(scene, blue, machine->instanceId, context);
    if (!ready)
        co_return std::unexpected(ready.error());
    co_return Outcome{{}, Words::tr("Runs again, %1").arg(*ready), {*done}};
}

} // namespace

Answer<Finding> CreateGreen::inspect(Context context)
{
    return inspectGreen(sceneOf(m_client, context), context);
}

Answer<Outcome> CreateGreen::apply(Context context)
{
    return createGreen(sceneOf(m_client, context), context);
}

Answer<Outcome> CreateGreen::revert(Context context)
{
    return removeGreen(sceneOf(m_client, context), context);
}

Answer<Finding> AwaitGreens::inspect(Context)
{
    co_return Finding();
}

Answer<Outcome> AwaitGreens::apply(Context context)
{
    return awaitGreens(sceneOf(m_client, context), context);
}

Answer<Finding> Uncordon::inspect(Context context)
{
    return inspectUncordon(sceneOf(m_client, context), context);
}

Answer<Outcome> Uncordon::apply(Context context)
{
    return setTraffic(sceneOf(m_client, context), context, Act::Uncordon);
}

Answer<Outcome> Uncordon::revert(Context context)
{
    return setTraffic(sceneOf(m_client, context), context, Act::Cordon);
}

Answer<Finding> DestroyGreens::inspect(Context)
{
    co_return Finding();
}

Answer<Outcome> DestroyGreens::apply(Context context)
{
    return destroyGreens(sceneOf(m_client, context), context);
}

Answer<Finding> RetireBlue::inspect(Context context)
{
    return inspectBlue(sceneOf(m_client, context), context, m_way);
}

Answer<Outcome> RetireBlue::apply(Context context)
{
    return retire(sceneOf(m_client, context), context, m_way);
}

Answer<Outcome> RetireBlue::revert(Context context)
{
    // What was marked or removed stays so; RetireBlue is asked only for what its plan says can be taken back.
    return bringBack(sceneOf(m_client, context), context, m_way == Way::Stop ? Act::Start : Act::Uncordon);
}

} // namespace slipway::rollout
