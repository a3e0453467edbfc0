#include "rollout/fly_scene.h"

#include "base/sleep.h"
#include "rollout/fly_ready.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

using base::Error;
using base::milliseconds;

constexpr milliseconds readyDeadline = 5min;
constexpr int mostLaunches = 3;
/// A list that was asked for before the update may still come in.
constexpr int mostStaleLooks = 2;

Error notReady(const QString &machine, const QString &words)
{
    return base::makeError(Error::Kind::Timeout,
                           FlyWords::tr("Machine %1 did not get healthy within 5 minutes: %2.").arg(machine, words),
                           FlyWords::tr("Look at its logs, then put the old image back or retry."));
}

Error failed(const QString &machine, const QString &words)
{
    return base::makeError(Error::Kind::Internal, FlyWords::tr("Machine %1 failed: %2.").arg(machine, words),
                           FlyWords::tr("Look at its logs, then put the old image back."));
}

Error gone(const QString &machine)
{
    return base::makeError(Error::Kind::NotFound, FlyWords::tr("Machine %1 is gone.").arg(machine),
                           FlyWords::tr("See who removed it, then plan anew."));
}

Error changedBy(const QString &machine)
{
    return base::makeError(Error::Kind::Conflict,
                           FlyWords::tr("Machine %1 was changed by somebody else meanwhile.").arg(machine),
                           FlyWords::tr("See what it runs, then plan anew."));
}

} // namespace

FlyScene sceneOf(const FlyClient &client, const Context &context)
{
    const QString app = context.spec().input.value("app"_L1).toString();
    const auto clock = context.sharedClock();
    return {
        client, app,
        context.shared<FlyBoard>(u"fly-board/"_s + app, [&] { return std::make_shared<FlyBoard>(client, app, clock); }),
        context.shared<FlyLeases>(u"fly-leases/"_s + app,
                                  [&] { return std::make_shared<FlyLeases>(client, app, clock); })};
}

QString textOf(const Context &context, QLatin1StringView key)
{
    return context.spec().input.value(key).toString();
}

const operations::StepSpec *openingOf(const Context &context)
{
    const QString app = textOf(context, "app"_L1);
    // By kind, not by id: a plan over several apps names its steps anew.
    const auto &steps = context.plan().steps;
    const auto found = std::ranges::find_if(steps, [&app](const operations::StepSpec &step) {
        return step.kind == "fly.create-release"_L1 && step.input.value("app"_L1) == app;
    });
    return found == steps.cend() ? nullptr : &*found;
}

FlyMark markOf(const Context &context)
{
    const operations::StepSpec *opening = openingOf(context);
    const QJsonObject output = opening ? context.outputOf(opening->id) : QJsonObject();
    return {output.value("release"_L1).toString(), output.value("version"_L1).toString()};
}

QString launchIdOf(const Context &context, const QString &purpose)
{
    return context.operationId() + u'/' + purpose;
}

QString launchKey()
{
    return u"slipway_launch"_s;
}

QJsonObject withMetadata(QJsonObject config, const QString &key, const QString &value)
{
    QJsonObject metadata = config.value("metadata"_L1).toObject();
    if (value.isEmpty())
        metadata.remove(key);
    else
        metadata.insert(key, value);
    config.insert(u"metadata"_s, metadata);
    return config;
}

QJsonObject released(QJsonObject config, const QString &image, const FlyMark &mark)
{
    QJsonObject metadata = config.value("metadata"_L1).toObject();
    metadata.insert(u"fly_release_id"_s, mark.id);
    metadata.insert(u"fly_release_version"_s, mark.version);
    const QList<std::pair<QString, QString>> defaults{{u"fly_platform_version"_s, u"v2"_s},
                                                      {u"fly_process_group"_s, u"app"_s},
                                                      {u"fly_flyctl_version"_s, u"0.0.0-slipway"_s}};
    for (const auto &[key, value] : defaults) {
        if (!metadata.contains(key))
            metadata.insert(key, value);
    }
    for (const auto &key : {"fly_canary"_L1, "fly_bluegreen_deployment_tag"_L1, "slipway_launch"_L1})
        metadata.remove(key);
    config.insert(u"metadata"_s, metadata);
    config.insert(u"image"_s, image);
    return config;
}

std::optional<fly::Machine> launched(const QList<fly::Machine> &machines, const QString &launchId)
{
    std::optional<fly::Machine> newest;
    for (const fly::Machine &machine : machines) {
        const bool isIt = machine.metadata.value(launchKey()) == launchId;
        if (isIt && (!newest || machine.createdAt > newest->createdAt))
            newest = machine;
    }
    return newest;
}

std::optional<fly::Machine> byId(const QList<fly::Machine> &machines, const QString &id)
{
    const auto found = std::ranges::find(machines, id, &fly::Machine::id);
    return found == machines.cend() ? std::nullopt : std::optional(*found);
}

bool isGone(const std::optional<fly::Machine> &machine)
{
    return !machine || machine->state == fly::Machine::State::Destroyed
        || machine->state == fly::Machine::State::Destroying;
}

QCoro::Task<base::Result<QString>> destroyMachine(FlyScene scene, QString machine, std::stop_token stop)
{
    const auto nonce = co_await scene.leases->nonce(machine, stop);
    if (!nonce && nonce.error().kind == Error::Kind::NotFound)
        co_return QString();
    if (!nonce)
        co_return std::unexpected(nonce.error());
    auto destroyed = co_await scene.client->act(scene.app, machine, fly::Client::Act::Destroy, *nonce, stop);
    const bool isGoneAlready = !destroyed && destroyed.error().kind == Error::Kind::NotFound;
    if (destroyed || isGoneAlready)
        scene.leases->forget(machine);
    if (isGoneAlready)
        co_return QString();
    co_return destroyed;
}

QString blueOf(const Context &context)
{
    return textOf(context, "blue"_L1);
}

QString blueGreenKey()
{
    return u"fly_bluegreen_deployment_tag"_s;
}

Error oldOneIsGone(const QString &blue)
{
    return base::makeError(Error::Kind::InvalidInput,
                           FlyWords::tr("The old machine %1 does not serve any more.").arg(blue),
                           FlyWords::tr("The new one stays: roll back with a new release."));
}

QCoro::Task<base::Result<QString>> awaitReady(FlyScene scene, QString machine, QString instanceId, Context context)
{
    const auto clock = context.sharedClock();
    const std::stop_token stop = context.stop();
    const milliseconds deadline = clock->elapsed() + readyDeadline;
    std::optional<milliseconds> startedAt;
    int staleLooks = 0;
    for (;;) {
        const auto machines = co_await scene.board->next(stop);
        if (!machines)
            co_return std::unexpected(machines.error());
        const auto found = byId(*machines, machine);
        if (!found)
            co_return std::unexpected(gone(machine));
        const bool isStale = found->instanceId != instanceId;
        if (isStale && ++staleLooks > mostStaleLooks)
            co_return std::unexpected(changedBy(machine));
        if (isStale)
            continue;
        const milliseconds now = clock->elapsed();
        if (!(found->state == fly::Machine::State::Started))
            startedAt.reset();
        else if (!startedAt)
            startedAt = now;
        const Readiness readiness = readinessOf(*found, startedAt ? now - *startedAt : 0ms);
        if (readiness.state == Readiness::State::Ready)
            co_return readiness.words;
        if (readiness.state == Readiness::State::Failed)
            co_return std::unexpected(failed(machine, readiness.words));
        if (now >= deadline)
            co_return std::unexpected(notReady(machine, readiness.words));
        context.tell(readiness.words);
    }
}

QCoro::Task<base::Result<fly::Receipt<fly::Machine>>> launch(FlyScene scene, fly::Launch wish, QString launchId,
                                                             Context context)
{
    const auto clock = context.sharedClock();
    const std::stop_token stop = context.stop();
    wish.config = withMetadata(wish.config, launchKey(), launchId);
    for (int tries = 1;; ++tries) {
        auto made = co_await scene.client->createMachine(scene.app, wish, stop);
        if (made || !made.error().outcomeUnknown)
            co_return made;
        const Error error = made.error();
        const auto slept = co_await base::sleep(*clock, 500ms, stop);
        if (!slept)
            co_return std::unexpected(error);
        const auto machines = co_await scene.client->machines(scene.app, stop);
        if (!machines)
            co_return std::unexpected(error);
        if (const auto found = launched(*machines, launchId))
            co_return fly::Receipt<fly::Machine>{*found, error.requestId};
        if (tries == mostLaunches)
            co_return std::unexpected(error);
    }
}

Error refused(Error error, const QString &machine)
{
    if (error.message.contains("MANIFEST_UNKNOWN"_L1) || error.advice.contains("MANIFEST_UNKNOWN"_L1)) {
        error.message =
            FlyWords::tr("The image is no longer in Fly.io’s registry; machine %1 was not changed.").arg(machine);
        error.advice = FlyWords::tr("Choose another release, or build the commit again.");
    } else if (error.status == 412) {
        const base::Error changed = changedBy(machine);
        error.message = changed.message;
        error.advice = changed.advice;
    } else if (error.status == 409) {
        error.message = FlyWords::tr("Somebody else holds machine %1.").arg(machine);
        error.advice = FlyWords::tr("Let them finish, then retry.");
    }
    return error;
}

} // namespace slipway::rollout
