// New machines beside the old ones.
#include "rollout/fly_steps.h"

#include "base/sleep.h"
#include "rollout/counting.h"
#include "rollout/fly_ready.h"
#include "rollout/fly_records.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

using base::Error;
using Act = fly::Client::Act;
using State = fly::Machine::State;

constexpr int mostUncordons = 5;

bool isWarm(const Context &context)
{
    return context.spec().input.value("warm"_L1).toBool(true);
}

QString greenId(const Context &context, const QString &blue)
{
    return launchIdOf(context, u"green/"_s + blue);
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
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto green = launched(*machines, greenId(context, blueOf(context)));
    co_return found(isGone(green) ? Finding::State::NotDone : Finding::State::Done, green);
}

Outcome created(const fly::Machine &green, const QString &requestId)
{
    return {QJsonObject{{u"green"_s, green.id}, {u"instance"_s, green.instanceId}},
            FlyWords::tr("Is machine %1").arg(green.id),
            {requestId}};
}

Answer<Outcome> createGreen(FlyScene scene, Context context)
{
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const QString launchId = greenId(context, blueOf(context));
    if (const auto green = launched(*machines, launchId); !isGone(green))
        co_return created(*green, {});
    const auto blue = byId(*machines, blueOf(context));
    if (!blue)
        co_return std::unexpected(base::makeError(Error::Kind::Conflict,
                                                  FlyWords::tr("Machine %1 is gone.").arg(blueOf(context)),
                                                  FlyWords::tr("See who removed it, then plan anew.")));
    const QString image = context.spec().input.value("image"_L1).toString();
    fly::Launch wish;
    wish.region = blue->region;
    wish.config = withMetadata(released(blue->config, image, markOf(context)), blueGreenKey(),
                               QString::number(context.clock().now().toSecsSinceEpoch()));
    wish.skipLaunch = !isWarm(context);
    wish.skipServiceRegistration = true;
    wish.leaseTtl = leaseTtl;
    const auto made = co_await launch(scene, wish, launchId, context);
    if (!made)
        co_return std::unexpected(refused(made.error(), FlyWords::tr("like %1").arg(blue->id)));
    scene.leases->adopt(made->value.id, made->value.nonce);
    co_return created(made->value, made->requestId);
}

bool serves(const std::optional<fly::Machine> &machine, bool isMeantToRun)
{
    return !isGone(machine) && !machine->isCordoned && (!isMeantToRun || machine->state == State::Started);
}

Answer<Outcome> removeGreen(FlyScene scene, Context context)
{
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto green = launched(*machines, greenId(context, blueOf(context)));
    if (isGone(green))
        co_return Outcome{{}, FlyWords::tr("Is gone"), {}};
    if (!serves(byId(*machines, blueOf(context)), isWarm(context)))
        co_return std::unexpected(oldOneIsGone(blueOf(context)));
    const auto removed = co_await destroyMachine(scene, green->id, context.stop());
    if (!removed)
        co_return std::unexpected(removed.error());
    co_return Outcome{{}, FlyWords::tr("Is removed"), {*removed}};
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

/// The old machines that get new ones, and whether those shall run.
QMap<QString, bool> plannedGreens(const Context &context)
{
    QMap<QString, bool> planned;
    const QJsonValue app = context.spec().input.value("app"_L1);
    for (const operations::StepSpec &step : context.plan().steps) {
        if (step.kind == "fly.create-green"_L1 && step.input.value("app"_L1) == app)
            planned.insert(step.input.value("blue"_L1).toString(), step.input.value("warm"_L1).toBool(true));
    }
    return planned;
}

Answer<Outcome> awaitGreens(FlyScene scene, Context context)
{
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const QMap<QString, fly::Machine> greens = greensOf(*machines, context);
    const QMap<QString, bool> planned = plannedGreens(context);
    int healthy = 0;
    for (auto wanted = planned.cbegin(); wanted != planned.cend(); ++wanted) {
        const auto green = greens.constFind(wanted.key());
        if (green == greens.cend())
            co_return std::unexpected(base::makeError(
                Error::Kind::Conflict, FlyWords::tr("The new machine like %1 is gone.").arg(wanted.key()),
                FlyWords::tr("See who removed it, then plan anew.")));
        context.tell(FlyWords::tr("%1 of %2 new machines are healthy").arg(healthy).arg(planned.size()));
        // One made of a machine that was off stays off.
        if (*wanted) {
            const auto ready = co_await awaitReady(scene, green->id, green->instanceId, context);
            if (!ready)
                co_return std::unexpected(ready.error());
        }
        ++healthy;
    }
    co_return Outcome{{}, FlyWords::tr("%1 of %2 new machines are healthy").arg(healthy).arg(planned.size()), {}};
}

Answer<Finding> inspectUncordon(FlyScene scene, Context context)
{
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto green = launched(*machines, greenId(context, blueOf(context)));
    if (isGone(green))
        co_return found(Finding::State::Foreign, std::nullopt);
    co_return found(green->isCordoned ? Finding::State::NotDone : Finding::State::Done, green);
}

/// The old machine serves again, under a record of its own.
Answer<FlyMark> nameAgain(FlyScene scene, fly::Machine blue, Context context)
{
    auto back = co_await openTakingBack(scene, context, blue.config.value("image"_L1).toString());
    if (!back || blue.releaseId() == back->id)
        co_return back;
    const auto nonce = co_await scene.leases->nonce(blue.id, context.stop());
    if (!nonce)
        co_return std::unexpected(nonce.error());
    const QList<std::pair<QString, QString>> texts{{u"fly_release_version"_s, back->version},
                                                   {u"fly_release_id"_s, back->id}};
    for (const auto &[key, text] : texts) {
        const auto set = co_await scene.client->setMetadata(scene.app, blue.id, key, text, *nonce, context.stop());
        if (!set)
            co_return std::unexpected(set.error());
    }
    co_return back;
}

Answer<Outcome> setTraffic(FlyScene scene, Context context, Act act)
{
    const auto clock = context.sharedClock();
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto green = launched(*machines, greenId(context, blueOf(context)));
    if (isGone(green))
        co_return std::unexpected(base::makeError(Error::Kind::Conflict, FlyWords::tr("The new machine is gone."),
                                                  FlyWords::tr("See who removed it, then plan anew.")));
    if (act == Act::Cordon) {
        const auto blue = byId(*machines, blueOf(context));
        if (!serves(blue, isWarm(context)))
            co_return std::unexpected(oldOneIsGone(blueOf(context)));
        const auto named = co_await nameAgain(scene, *blue, context);
        if (!named)
            co_return std::unexpected(named.error());
    }
    for (int tries = 1;; ++tries) {
        const auto nonce = co_await scene.leases->nonce(green->id, context.stop());
        if (!nonce)
            co_return std::unexpected(nonce.error());
        const auto done = co_await scene.client->act(scene.app, green->id, act, *nonce, context.stop());
        if (done)
            co_return Outcome{QJsonObject{{u"green"_s, green->id}},
                              act == Act::Uncordon ? FlyWords::tr("Machine %1 gets traffic").arg(green->id)
                                                   : FlyWords::tr("Machine %1 gets no traffic").arg(green->id),
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
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const QMap<QString, fly::Machine> greens = greensOf(*machines, context);
    for (const fly::Machine &green : greens) {
        if (!green.isCordoned)
            co_return Outcome{
                {}, FlyWords::tr("Nothing is removed: new machines serve already, and old ones may too"), {}};
    }
    QStringList requestIds;
    for (auto green = greens.cbegin(); green != greens.cend(); ++green) {
        const auto removed = co_await destroyMachine(scene, green->id, context.stop());
        if (!removed)
            co_return std::unexpected(removed.error());
        requestIds.append(*removed);
    }
    co_return Outcome{
        {},
        counted(greens.size(), FlyWords::tr("1 new machine removed"), FlyWords::tr("%1 new machines removed")),
        requestIds};
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

} // namespace slipway::rollout
