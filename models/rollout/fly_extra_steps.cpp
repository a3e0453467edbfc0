// Machines that come and go again: the release command's and canaries.
#include "rollout/fly_records.h"
#include "rollout/fly_steps.h"

#include "base/sleep.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

using base::Error;
using base::milliseconds;
using State = fly::Machine::State;

constexpr milliseconds commandDeadline = 5min;
constexpr milliseconds lookInterval = 1'500ms;

/// The config of a machine that runs one command and is gone.
QJsonObject commandConfig(QJsonObject config, const Context &context)
{
    for (const auto &key : {"services"_L1, "mounts"_L1, "checks"_L1, "standbys"_L1})
        config.remove(key);
    QJsonObject environment = config.value("env"_L1).toObject();
    environment.insert(u"RELEASE_COMMAND"_s, u"1"_s);
    config.insert(u"env"_s, environment);
    const QJsonArray command{u"/bin/sh"_s, u"-c"_s, textOf(context, "command"_L1)};
    config.insert(u"init"_s, QJsonObject{{u"cmd"_s, command}});
    config.insert(u"auto_destroy"_s, true);
    config.insert(u"restart"_s, QJsonObject{{u"policy"_s, u"no"_s}});
    config.insert(u"dns"_s, QJsonObject{{u"skip_registration"_s, true}});
    return withMetadata(config, u"fly_process_group"_s, u"fly_app_release_command"_s);
}

/// How the command ended; nothing while it has not.
std::optional<qint64> exitCodeOf(const fly::Machine &machine)
{
    for (const fly::MachineEvent &event : machine.events) {
        if (event.type == "exit"_L1)
            return event.exitCode.value_or(0);
        if (event.type == "start"_L1)
            break;
    }
    return std::nullopt;
}

QCoro::Task<base::Result<std::optional<fly::Machine>>> ownMachine(FlyScene scene, QString purpose, Context context)
{
    const auto machines = co_await scene.client->machinesEver(scene.app, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    co_return launched(*machines, launchIdOf(context, purpose));
}

Outcome ran(qint64 code)
{
    return {QJsonObject{{u"exitCode"_s, code}}, FlyWords::tr("Ended with code %1").arg(code), {}};
}

Answer<Finding> inspectCommand(FlyScene scene, Context context)
{
    const auto machine = co_await ownMachine(scene, context.spec().id, context);
    if (!machine)
        co_return std::unexpected(machine.error());
    Finding finding;
    if (!*machine)
        co_return finding;
    const auto code = exitCodeOf(**machine);
    // One that ended badly is judged by `apply`, which knows whether it was told of already.
    finding.state = code == 0 ? Finding::State::Done : Finding::State::Partly;
    if (code)
        finding.outcome = ran(*code);
    co_return finding;
}

Error commandFailed(qint64 code)
{
    return base::makeError(Error::Kind::Internal, FlyWords::tr("The release command ended with code %1.").arg(code),
                           FlyWords::tr("Look at its log. No machine of the app was changed."));
}

/// Until it has ended; Fly.io keeps machines that are gone in its list for a while.
Answer<Outcome> awaitCommand(FlyScene scene, Context context)
{
    const auto clock = context.sharedClock();
    const milliseconds deadline = clock->elapsed() + commandDeadline;
    bool isStarted = false;
    for (;;) {
        const auto machine = co_await ownMachine(scene, context.spec().id, context);
        if (!machine)
            co_return std::unexpected(machine.error());
        const auto code = *machine ? exitCodeOf(**machine) : std::nullopt;
        if (code && *code != 0)
            co_return std::unexpected(commandFailed(*code));
        if (code)
            co_return ran(*code);
        if (isGone(*machine))
            co_return std::unexpected(
                base::makeError(Error::Kind::NotFound,
                                FlyWords::tr("The release command’s machine is gone, and Fly.io does "
                                             "not tell how the command ended."),
                                FlyWords::tr("Look at its log before going on.")));
        if (!isStarted && (*machine)->state == State::Stopped) {
            const auto started =
                co_await scene.client->act(scene.app, (*machine)->id, fly::Client::Act::Start, {}, context.stop());
            if (!started)
                co_return std::unexpected(started.error());
            isStarted = true;
        }
        if (clock->elapsed() >= deadline)
            co_return std::unexpected(
                base::makeError(Error::Kind::Timeout, FlyWords::tr("The release command did not end within 5 minutes."),
                                FlyWords::tr("Look at its log: it may still run. No machine of the app was changed.")));
        context.tell((*machine)->state.text);
        const auto slept = co_await base::sleep(*clock, lookInterval, context.stop());
        if (!slept)
            co_return std::unexpected(slept.error());
    }
}

Answer<Outcome> startCommand(FlyScene scene, Context context)
{
    const auto like = co_await scene.client->machine(scene.app, textOf(context, "like"_L1), context.stop());
    if (!like)
        co_return std::unexpected(like.error());
    fly::Launch wish;
    wish.region = like->region;
    wish.config = commandConfig(released(like->config, textOf(context, "image"_L1), markOf(context)), context);
    wish.skipLaunch = true;
    const auto made = co_await launch(scene, wish, launchIdOf(context, context.spec().id), context);
    if (!made)
        co_return std::unexpected(refused(made.error(), FlyWords::tr("of the release command")));
    auto outcome = co_await awaitCommand(scene, context);
    if (outcome)
        outcome->requestIds.append(made->requestId);
    co_return outcome;
}

/// Whether the failure of a command that is over was told already: the record is closed then, and going on means that
/// a person wants it to run once more. It is open again from here on, so that a crash does not make that two runs.
Answer<bool> opensAgain(FlyScene scene, Context context)
{
    const auto record = co_await openedRecord(scene, context);
    if (!record)
        co_return std::unexpected(record.error());
    if (!*record || !isClosed(**record))
        co_return false;
    const auto running = co_await scene.client->changeRelease((*record)->id, u"running"_s, {}, context.stop());
    if (!running)
        co_return std::unexpected(running.error());
    co_return true;
}

Answer<Outcome> runCommand(FlyScene scene, Context context)
{
    const auto own = co_await ownMachine(scene, context.spec().id, context);
    if (!own)
        co_return std::unexpected(own.error());
    if (!*own)
        co_return co_await startCommand(scene, context);
    const bool isOver = isGone(*own) || exitCodeOf(**own);
    if (isOver) {
        const auto isAgain = co_await opensAgain(scene, context);
        if (!isAgain)
            co_return std::unexpected(isAgain.error());
        if (*isAgain)
            co_return co_await startCommand(scene, context);
    }
    co_return co_await awaitCommand(scene, context);
}

QString canaryId(const Context &context)
{
    return launchIdOf(context, u"canary/"_s + textOf(context, "group"_L1));
}

/// Metadata key that a canary gets when it proved to be well, before it is removed.
QString wellKey()
{
    return u"slipway_canary_was_well"_s;
}

bool wasWell(const fly::Machine &canary)
{
    return canary.metadata.value(wellKey()) == "true"_L1;
}

Answer<Finding> inspectCanary(FlyScene scene, Context context)
{
    const auto machines = co_await scene.client->machinesEver(scene.app, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    Finding finding;
    const auto canary = launched(*machines, canaryId(context));
    // One that a person removed proved nothing.
    if (canary && !isGone(canary))
        finding.state = Finding::State::Partly;
    else if (canary && wasWell(*canary))
        finding.state = Finding::State::Done;
    co_return finding;
}

QCoro::Task<base::Result<fly::Machine>> canary(FlyScene scene, Context context)
{
    const auto machines = co_await scene.client->machines(scene.app, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    if (const auto found = launched(*machines, canaryId(context)); !isGone(found))
        co_return *found;
    const auto like = byId(*machines, textOf(context, "like"_L1));
    if (!like)
        co_return std::unexpected(base::makeError(Error::Kind::NotFound, FlyWords::tr("The machine to copy is gone."),
                                                  FlyWords::tr("Plan anew.")));
    fly::Launch wish;
    wish.region = like->region;
    wish.config =
        withMetadata(released(like->config, textOf(context, "image"_L1), markOf(context)), u"fly_canary"_s, u"true"_s);
    const auto made = co_await launch(scene, wish, canaryId(context), context);
    if (!made)
        co_return std::unexpected(refused(made.error(), FlyWords::tr("(canary)")));
    co_return made->value;
}

/// So that whoever finds it gone knows why.
QCoro::Task<base::Done> markWell(FlyScene scene, fly::Machine canary, std::stop_token stop)
{
    if (wasWell(canary))
        co_return base::Done();
    const auto nonce = co_await scene.leases->nonce(canary.id, stop);
    if (!nonce)
        co_return std::unexpected(nonce.error());
    const auto marked = co_await scene.client->setMetadata(scene.app, canary.id, wellKey(), u"true"_s, *nonce, stop);
    if (!marked)
        co_return std::unexpected(marked.error());
    co_return base::Done();
}

Answer<Outcome> tryCanary(FlyScene scene, Context context)
{
    const auto machine = co_await canary(scene, context);
    if (!machine)
        co_return std::unexpected(machine.error());
    const auto ready = co_await awaitReady(scene, machine->id, machine->instanceId, context);
    if (!ready) {
        Error error = ready.error();
        if (error.kind != Error::Kind::Cancelled)
            error.advice =
                FlyWords::tr("Machine %1 is left for you to look at; no other machine was changed. Compensating "
                             "removes it.")
                    .arg(machine->id);
        co_return std::unexpected(error);
    }
    const auto marked = co_await markWell(scene, *machine, context.stop());
    if (!marked)
        co_return std::unexpected(marked.error());
    const auto removed = co_await destroyMachine(scene, machine->id, context.stop());
    if (!removed)
        co_return std::unexpected(removed.error());
    co_return Outcome{
        QJsonObject{{u"canary"_s, machine->id}}, FlyWords::tr("Was well (%1) and is removed").arg(*ready), {*removed}};
}

Answer<Outcome> removeCanary(FlyScene scene, Context context)
{
    const auto machines = co_await scene.client->machines(scene.app, context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto found = launched(*machines, canaryId(context));
    if (isGone(found))
        co_return Outcome{{}, FlyWords::tr("Is gone"), {}};
    const auto removed = co_await destroyMachine(scene, found->id, context.stop());
    if (!removed)
        co_return std::unexpected(removed.error());
    co_return Outcome{{}, FlyWords::tr("Is removed"), {*removed}};
}

} // namespace

Answer<Finding> ReleaseCommand::inspect(Context context)
{
    return inspectCommand(sceneOf(m_client, context), context);
}

Answer<Outcome> ReleaseCommand::apply(Context context)
{
    return runCommand(sceneOf(m_client, context), context);
}

Answer<Finding> Canary::inspect(Context context)
{
    return inspectCanary(sceneOf(m_client, context), context);
}

Answer<Outcome> Canary::apply(Context context)
{
    return tryCanary(sceneOf(m_client, context), context);
}

Answer<Outcome> Canary::revert(Context context)
{
    return removeCanary(sceneOf(m_client, context), context);
}

} // namespace slipway::rollout
