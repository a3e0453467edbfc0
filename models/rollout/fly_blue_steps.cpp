// The old machines, once new ones serve.
#include "rollout/fly_steps.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

using base::Error;
using Act = fly::Client::Act;
using State = fly::Machine::State;

constexpr std::chrono::seconds stopWait{5};
constexpr int mostStopWaits = 6;

bool isRetired(RetireBlue::Way way, const std::optional<fly::Machine> &blue)
{
    if (isGone(blue))
        return true;
    switch (way) {
    case RetireBlue::Way::Tag: return blue->metadata.value(blueGreenKey()) == "safe_to_destroy"_L1;
    case RetireBlue::Way::Cordon: return blue->isCordoned;
    case RetireBlue::Way::Stop: return blue->state == State::Stopped;
    case RetireBlue::Way::Destroy: return false;
    }
    Q_UNREACHABLE_RETURN(false);
}

Answer<Finding> inspectBlue(FlyScene scene, Context context, RetireBlue::Way way)
{
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    Finding finding;
    if (isRetired(way, byId(*machines, blueOf(context))))
        finding.state = Finding::State::Done;
    co_return finding;
}

QCoro::Task<base::Result<QString>> stopped(FlyScene scene, QString blue, QString nonce, std::stop_token stop)
{
    const auto machine = co_await scene.client->machine(scene.app, blue, stop);
    if (!machine)
        co_return std::unexpected(machine.error());
    const auto told = co_await scene.client->act(scene.app, blue, Act::Stop, nonce, stop);
    if (!told)
        co_return told;
    // Short waits: each takes one of the few connections that refresh the leases too.
    for (int tries = 0; tries < mostStopWaits; ++tries) {
        const auto reached =
            co_await scene.client->wait(scene.app, blue, u"stopped"_s, machine->instanceId, stopWait, stop);
        if (!reached)
            co_return std::unexpected(reached.error());
        if (*reached)
            break;
    }
    co_return told;
}

QCoro::Task<base::Result<QString>> retired(FlyScene scene, QString blue, RetireBlue::Way way, std::stop_token stop)
{
    const auto nonce = co_await scene.leases->nonce(blue, stop);
    if (!nonce)
        co_return std::unexpected(nonce.error());
    switch (way) {
    case RetireBlue::Way::Tag:
        co_return co_await scene.client->setMetadata(scene.app, blue, blueGreenKey(), u"safe_to_destroy"_s, *nonce,
                                                     stop);
    case RetireBlue::Way::Cordon: co_return co_await scene.client->act(scene.app, blue, Act::Cordon, *nonce, stop);
    case RetireBlue::Way::Stop: co_return co_await stopped(scene, blue, *nonce, stop);
    case RetireBlue::Way::Destroy: co_return co_await destroyMachine(scene, blue, stop);
    }
    Q_UNREACHABLE();
}

Answer<Outcome> retire(FlyScene scene, Context context, RetireBlue::Way way)
{
    const auto done = co_await retired(scene, blueOf(context), way, context.stop());
    if (done)
        co_return Outcome{{}, FlyWords::tr("Done"), {*done}};
    const Error &error = done.error();
    if (error.kind == Error::Kind::NotFound)
        co_return Outcome{{}, FlyWords::tr("Is gone"), {}};
    if (error.kind == Error::Kind::Cancelled || error.kind == Error::Kind::Unauthorized || error.outcomeUnknown)
        co_return std::unexpected(error);
    // The new machines serve: an old one that stays is a nuisance, not a failure.
    co_return Outcome{QJsonObject{{u"warning"_s, error.message}},
                      FlyWords::tr("Left as it is: %1").arg(base::sentence(error)),
                      {error.requestId}};
}

Answer<Outcome> bringBack(FlyScene scene, Context context, Act act)
{
    const QString blue = blueOf(context);
    const auto nonce = co_await scene.leases->nonce(blue, context.stop());
    if (!nonce)
        co_return std::unexpected(nonce.error());
    const auto done = co_await scene.client->act(scene.app, blue, act, *nonce, context.stop());
    if (!done && done.error().kind == Error::Kind::NotFound)
        co_return std::unexpected(oldOneIsGone(blue));
    if (!done)
        co_return std::unexpected(done.error());
    if (act != Act::Start)
        co_return Outcome{{}, FlyWords::tr("Gets traffic again"), {*done}};
    const auto machine = co_await scene.client->machine(scene.app, blue, context.stop());
    if (!machine)
        co_return std::unexpected(machine.error());
    const auto ready = co_await awaitReady(scene, blue, machine->instanceId, context);
    if (!ready)
        co_return std::unexpected(ready.error());
    co_return Outcome{{}, FlyWords::tr("Runs again, %1").arg(*ready), {*done}};
}

} // namespace

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
