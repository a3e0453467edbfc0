// The record of a release, its command, its leases.
#include "rollout/counting.h"
#include "rollout/fly_records.h"
#include "rollout/fly_steps.h"

#include "base/sleep.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

using base::Error;

constexpr std::chrono::seconds freeingTime{5};

Outcome opened(const fly::Release &release, const QStringList &requestIds)
{
    return {QJsonObject{{u"release"_s, release.id}, {u"version"_s, QString::number(release.version)}},
            FlyWords::tr("Fly.io records it as v%1").arg(release.version), requestIds};
}

Answer<Finding> inspectOpening(FlyScene scene, Context context)
{
    const auto records = co_await scene.client->defined(scene.app, context.stop());
    if (!records)
        co_return std::unexpected(records.error());
    Finding finding;
    if (const auto own = ownRecord(*records, scene, context, FlyRecord::Release)) {
        finding.state = own->state == fly::Release::State::Pending ? Finding::State::Partly : Finding::State::Done;
        finding.outcome = opened(*own, {});
    }
    co_return finding;
}

Answer<Outcome> openRelease(FlyScene scene, Context context)
{
    const auto made = co_await openRecord(scene, context, FlyRecord::Release, textOf(context, "image"_L1));
    if (!made)
        co_return std::unexpected(made.error());
    co_return opened(made->record, made->requestIds);
}

bool isOurs(const fly::Machine &machine, const Context &context)
{
    const FlyMark mark = markOf(context);
    return (!mark.id.isEmpty() && machine.releaseId() == mark.id)
        || machine.metadata.value(launchKey()).startsWith(context.operationId());
}

/// Whether the plan itself removes the machine, so that it may be gone when the operation goes on after a crash.
bool isToBeRemoved(const Context &context, const QString &machine)
{
    const operations::Plan &plan = context.plan();
    return std::ranges::any_of(plan.steps, [&machine](const operations::StepSpec &step) {
        return step.kind == "fly.destroy"_L1 && step.input.value("blue"_L1) == machine;
    });
}

Error outdated(const QString &message)
{
    return base::makeError(Error::Kind::Conflict, message, FlyWords::tr("Close this operation and plan anew."));
}

/// Which of the planned machines are there to be leased.
base::Result<QStringList> presentOf(const QStringList &planned, const QList<fly::Machine> &machines,
                                    const Context &context)
{
    QStringList present;
    for (const QString &id : planned) {
        const auto machine = byId(machines, id);
        if (machine && !(machine->state == fly::Machine::State::Destroying))
            present.append(id);
        else if (!isToBeRemoved(context, id))
            return std::unexpected(outdated(FlyWords::tr("Machine %1 is gone.").arg(id)));
    }
    return present;
}

Answer<Outcome> takeLeases(FlyScene scene, Context context)
{
    const QJsonObject planned = context.spec().input.value("machines"_L1).toObject();
    const auto machines = co_await scene.board->next(context.stop());
    if (!machines)
        co_return std::unexpected(machines.error());
    const auto present = presentOf(planned.keys(), *machines, context);
    if (!present)
        co_return std::unexpected(present.error());
    const auto versions = co_await scene.leases->take(*present, context.stop());
    if (!versions)
        co_return std::unexpected(versions.error());
    for (const QString &id : *present) {
        const QString version = versions->value(id);
        const auto machine = byId(*machines, id);
        const bool isAsPlanned = version == planned.value(id).toString();
        if (isAsPlanned || (machine && machine->instanceId == version && isOurs(*machine, context)))
            continue;
        std::ignore = co_await scene.leases->freeAll(std::stop_token());
        co_return std::unexpected(
            outdated(FlyWords::tr("Machine %1 was changed by somebody else since the plan was made.").arg(id)));
    }
    co_return Outcome{
        {}, counted(present->size(), FlyWords::tr("1 machine leased"), FlyWords::tr("%1 machines leased")), {}};
}

Answer<Outcome> freeLeases(FlyScene scene, Context context)
{
    std::stop_source soon;
    const auto alarm = context.clock().alarm(freeingTime, [&soon] { soon.request_stop(); });
    const int count = co_await scene.leases->freeAll(soon.get_token());
    co_return Outcome{{},
                      count == 0 ? FlyWords::tr("No lease is held")
                                 : counted(count, FlyWords::tr("1 machine freed"), FlyWords::tr("%1 machines freed")),
                      {}};
}

} // namespace

Answer<Finding> CreateRelease::inspect(Context context)
{
    return inspectOpening(sceneOf(m_client, context), context);
}

Answer<Outcome> CreateRelease::apply(Context context)
{
    return openRelease(sceneOf(m_client, context), context);
}

Answer<Finding> CloseRelease::inspect(Context context)
{
    return inspectRecords(sceneOf(m_client, context), context);
}

Answer<Outcome> CloseRelease::apply(Context context)
{
    return closeRecords(sceneOf(m_client, context), context);
}

Answer<Finding> TakeLeases::inspect(Context)
{
    // Whether we hold them is known to this program alone, and taking them again is how it is found out.
    co_return Finding();
}

Answer<Outcome> TakeLeases::apply(Context context)
{
    return takeLeases(sceneOf(m_client, context), context);
}

Answer<Outcome> TakeLeases::revert(Context context)
{
    return freeLeases(sceneOf(m_client, context), context);
}

Answer<Finding> FreeLeases::inspect(Context)
{
    co_return Finding();
}

Answer<Outcome> FreeLeases::apply(Context context)
{
    return freeLeases(sceneOf(m_client, context), context);
}

} // namespace slipway::rollout
