// The record of a release, its command, its leases.
#include "rollout/counting.h"
#include "rollout/fly_steps.h"

#include "base/sleep.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

using base::Error;
using operations::Ending;
using operations::StepTime;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlySteps)
};

template<typename T>
using Answer = operations::Step::Answer<T>;

constexpr int releasesAsked = 20;
constexpr std::chrono::seconds freeingTime{5};

QString textOf(const Context &context, QLatin1StringView key)
{
    return context.spec().input.value(key).toString();
}

QString operationIn(const fly::Release &release)
{
    return release.definition.value("slipway"_L1).toObject().value("operation"_L1).toString();
}

Outcome opened(const fly::Release &release, const QStringList &requestIds)
{
    return {QJsonObject{{u"release"_s, release.id}, {u"version"_s, QString::number(release.version)}},
            Words::tr("Fly.io records it as v%1").arg(release.version), requestIds};
}

/// The record that this operation made; nothing when there is none.
std::optional<fly::Release> ownOf(const QList<fly::Release> &records, const FlyScene &scene, const Context &context)
{
    for (const fly::Release &record : records) {
        if (operationIn(record) == launchIdOf(context, scene.app))
            return record;
    }
    return std::nullopt;
}

/// The app's definition as it was last given, with our mark: what comes after us finds the release command in it.
QJsonObject definitionAfter(const QList<fly::Release> &records, const FlyScene &scene, const Context &context)
{
    const auto last =
        std::ranges::find_if(records, [](const fly::Release &record) { return !record.definition.isEmpty(); });
    QJsonObject definition = last == records.cend() ? QJsonObject() : last->definition;
    definition.insert(u"slipway"_s, QJsonObject{{u"operation"_s, launchIdOf(context, scene.app)}});
    return definition;
}

Answer<Finding> inspectRecord(FlyScene scene, Context context)
{
    const auto records = co_await scene.client->defined(scene.app, context.stop());
    if (!records)
        co_return std::unexpected(records.error());
    Finding finding;
    if (const auto own = ownOf(*records, scene, context)) {
        finding.state = own->state == fly::Release::State::Pending ? Finding::State::Partly : Finding::State::Done;
        finding.outcome = opened(*own, {});
    }
    co_return finding;
}

Answer<Outcome> openRecord(FlyScene scene, Context context)
{
    const std::stop_token stop = context.stop();
    const auto records = co_await scene.client->defined(scene.app, stop);
    if (!records)
        co_return std::unexpected(records.error());
    auto record = ownOf(*records, scene, context);
    QStringList requestIds;
    if (!record) {
        const fly::ReleaseWish wish{.app = scene.app,
                                    .image = textOf(context, "image"_L1),
                                    .strategy = textOf(context, "strategy"_L1),
                                    .definition = definitionAfter(*records, scene, context)};
        const auto made = co_await scene.client->createRelease(wish, stop);
        if (!made)
            co_return std::unexpected(made.error());
        record = made->value;
        requestIds.append(made->requestId);
    }
    const auto running = co_await scene.client->changeRelease(record->id, u"running"_s, {}, stop);
    if (!running)
        co_return std::unexpected(running.error());
    requestIds.append(*running);
    co_return opened(*record, requestIds);
}

bool isClosed(const fly::Release &release)
{
    using State = fly::Release::State;
    return release.state == State::Complete || release.state == State::Failed || release.state == State::Interrupted;
}

QString statusOf(const Context &context)
{
    if (context.spec().time == StepTime::Normal || context.ending() == Ending::Succeeded)
        return u"complete"_s;
    return context.ending() == Ending::Failed ? u"failed"_s : u"interrupted"_s;
}

/// A record that a failure closed says so until a retry succeeds.
bool saysSo(const fly::Release &release, const QString &status)
{
    return release.state == fly::Release::State::Complete || (isClosed(release) && status != "complete"_L1);
}

Answer<Finding> inspectClosing(FlyScene scene, Context context)
{
    Finding finding;
    const FlyMark mark = markOf(context);
    if (mark.id.isEmpty()) {
        finding.state = Finding::State::Done;
        finding.outcome.words = Words::tr("No release was opened");
        co_return finding;
    }
    const auto releases = co_await scene.client->releases(scene.app, releasesAsked, context.stop());
    if (!releases)
        co_return std::unexpected(releases.error());
    const auto found = std::ranges::find(*releases, mark.id, &fly::Release::id);
    if (found != releases->cend() && saysSo(*found, statusOf(context))) {
        finding.state = Finding::State::Done;
        finding.outcome.words = Words::tr("v%1 is closed as %2").arg(mark.version, found->state.text);
    }
    co_return finding;
}

Answer<Outcome> closeRecord(FlyScene scene, Context context)
{
    const auto before = co_await inspectClosing(scene, context);
    if (!before)
        co_return std::unexpected(before.error());
    if (before->state == Finding::State::Done)
        co_return before->outcome;
    const FlyMark mark = markOf(context);
    const QString status = statusOf(context);
    const QJsonObject info{{u"post_deployment_info"_s, QJsonObject{{u"flyctl_version"_s, u"0.0.0-slipway"_s}}}};
    const auto closed = co_await scene.client->changeRelease(mark.id, status, info, context.stop());
    if (!closed)
        co_return std::unexpected(closed.error());
    co_return Outcome{
        QJsonObject{{u"status"_s, status}}, Words::tr("v%1 is closed as %2").arg(mark.version, status), {*closed}};
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
    return base::makeError(Error::Kind::Conflict, message, Words::tr("Close this operation and plan anew."));
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
            return std::unexpected(outdated(Words::tr("Machine %1 is gone.").arg(id)));
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
            outdated(Words::tr("Machine %1 was changed by somebody else since the plan was made.").arg(id)));
    }
    co_return Outcome{{}, counted(present->size(), Words::tr("1 machine leased"), Words::tr("%1 machines leased")), {}};
}

Answer<Outcome> freeLeases(FlyScene scene, Context context)
{
    std::stop_source soon;
    const auto alarm = context.clock().alarm(freeingTime, [&soon] { soon.request_stop(); });
    const int count = co_await scene.leases->freeAll(soon.get_token());
    co_return Outcome{{},
                      count == 0 ? Words::tr("No lease is held")
                                 : counted(count, Words::tr("1 machine freed"), Words::tr("%1 machines freed")),
                      {}};
}

} // namespace

Answer<Finding> CreateRelease::inspect(Context context)
{
    return inspectRecord(sceneOf(m_client, context), context);
}

Answer<Outcome> CreateRelease::apply(Context context)
{
    return openRecord(sceneOf(m_client, context), context);
}

Answer<Finding> CloseRelease::inspect(Context context)
{
    return inspectClosing(sceneOf(m_client, context), context);
}

Answer<Outcome> CloseRelease::apply(Context context)
{
    return closeRecord(sceneOf(m_client, context), context);
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
