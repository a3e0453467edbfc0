#include "runs/control.h"

#include "base/sleep.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using namespace std::chrono_literals;
using Kind = Wish::Kind;
using SharedActions = std::shared_ptr<Actions>;
using SharedClock = std::shared_ptr<base::Clock>;
using Found = QCoro::Task<base::Result<Outcome>>;

/// GitHub lists a new run a moment after it took the dispatch.
constexpr int mostLooks = 5;
constexpr milliseconds betweenLooks = 1s;
/// Clocks differ; a run that began so long before the dispatch is another one.
constexpr qint64 clockSlackSeconds = 5;

QString tr(const char *text)
{
    return QCoreApplication::translate("runs", text);
}

QString numberOf(const RunFact &run)
{
    return u'#' + QString::number(run.number);
}

bool isOfRun(Kind kind)
{
    return kind != Kind::Dispatch && kind != Kind::Enable && kind != Kind::Disable;
}

/// Why the run is not what the plan was made for; empty when it is.
QString changeSince(const Wish &wish, const RunFact &now)
{
    if (now.attempt != wish.run.attempt)
        return tr("Run %1 has begun attempt %2 meanwhile.").arg(numberOf(now)).arg(now.attempt);
    const bool needsActive = wish.kind == Kind::Cancel || wish.kind == Kind::ForceCancel || wish.kind == Kind::Approve
        || wish.kind == Kind::Reject;
    if (needsActive && now.isCompleted)
        return tr("Run %1 has ended meanwhile.").arg(numberOf(now));
    if (!needsActive && now.isActive())
        return tr("Run %1 is under way again.").arg(numberOf(now));
    return {};
}

QString wordsOf(const Wish &wish)
{
    const QString number = numberOf(wish.run);
    switch (wish.kind) {
    case Kind::Dispatch: return tr("%1 was started.").arg(wish.workflow.name);
    case Kind::Cancel:
    case Kind::ForceCancel: return tr("Run %1 is being aborted.").arg(number);
    case Kind::RerunAll:
    case Kind::RerunFailed:
    case Kind::RerunJob: return tr("Run %1 begins attempt %2.").arg(number, QString::number(wish.run.attempt + 1));
    case Kind::Enable: return tr("%1 is enabled.").arg(wish.workflow.name);
    case Kind::Disable: return tr("%1 is disabled.").arg(wish.workflow.name);
    case Kind::Approve: return tr("Run %1 goes on.").arg(number);
    case Kind::Reject: return tr("Run %1 was rejected.").arg(number);
    }
    return {};
}

Actions::Told send(Actions &actions, const Wish &wish, std::stop_token stop)
{
    QList<qint64> environments;
    for (const GateFact &gate : wish.gates)
        environments += gate.environmentId;
    switch (wish.kind) {
    case Kind::Cancel: return actions.cancel(wish.run.id, stop);
    case Kind::ForceCancel: return actions.forceCancel(wish.run.id, stop);
    case Kind::RerunAll: return actions.rerun(wish.run.id, wish.withDebugLogs, stop);
    case Kind::RerunFailed: return actions.rerunFailed(wish.run.id, wish.withDebugLogs, stop);
    case Kind::RerunJob: return actions.rerunJob(wish.job.id, wish.withDebugLogs, stop);
    case Kind::Enable:
    case Kind::Disable: return actions.setWorkflowEnabled(wish.workflow.id, wish.kind == Kind::Enable, stop);
    case Kind::Approve:
    case Kind::Reject:
    case Kind::Dispatch: break;
    }
    return actions.review(wish.run.id, environments, wish.kind == Kind::Approve, wish.comment, stop);
}

/// Whether what nobody confirmed had its effect; an error when that cannot be told.
QCoro::Task<base::Result<bool>> hadEffect(SharedActions actions, Wish wish, std::stop_token stop)
{
    if (wish.kind == Kind::Enable || wish.kind == Kind::Disable) {
        const auto workflows = co_await actions->workflows(stop);
        if (!workflows)
            co_return std::unexpected(workflows.error());
        const auto found = std::ranges::find(*workflows, wish.workflow.id, &WorkflowFact::id);
        co_return found != workflows->end() && found->isActive == (wish.kind == Kind::Enable);
    }
    if (wish.kind == Kind::Approve || wish.kind == Kind::Reject) {
        const auto gates = co_await actions->gates(wish.run.id, stop);
        if (!gates)
            co_return std::unexpected(gates.error());
        co_return std::ranges::none_of(*gates, [&wish](const GateFact &gate) {
            return std::ranges::contains(wish.gates, gate.environmentId, &GateFact::environmentId);
        });
    }
    const auto run = co_await actions->run(wish.run.id, stop);
    if (!run)
        co_return std::unexpected(run.error());
    const bool isCancel = wish.kind == Kind::Cancel || wish.kind == Kind::ForceCancel;
    co_return isCancel ? run->isCompleted : run->attempt > wish.run.attempt;
}

base::Error uncertain(base::Error error)
{
    error.outcomeUnknown = true;
    error.message = tr("GitHub did not say whether it took the request.");
    error.advice = tr("Look at the list of runs before you try again.");
    return error;
}

/// The run that a dispatch started: the newest by hand on the branch that nobody knew before.
QCoro::Task<std::optional<RunFact>> findStarted(SharedActions actions, SharedClock clock, Wish wish, QDateTime since,
                                                QList<qint64> known, std::stop_token stop)
{
    RunQuery query;
    query.workflow = wish.workflow.file();
    query.event = u"workflow_dispatch"_s;
    query.branch = wish.ref;
    query.count = 10;
    for (int look = 0; look < mostLooks; ++look) {
        if (look > 0 && !co_await base::sleep(*clock, betweenLooks, stop))
            co_return std::nullopt;
        const auto runs = co_await actions->runs(query, stop);
        if (!runs)
            continue;
        for (const RunFact &run : *runs) {
            if (!known.contains(run.id) && run.createdAt >= since)
                co_return run;
        }
    }
    co_return std::nullopt;
}

QCoro::Task<base::Result<Outcome>> dispatch(SharedActions actions, SharedClock clock, Wish wish, std::stop_token stop)
{
    RunQuery before;
    before.workflow = wish.workflow.file();
    before.event = u"workflow_dispatch"_s;
    before.count = 10;
    const auto runs = co_await actions->runs(before, stop);
    if (!runs)
        co_return std::unexpected(runs.error());
    QList<qint64> known;
    for (const RunFact &run : *runs)
        known += run.id;
    const QDateTime since = clock->now().addSecs(-clockSlackSeconds);
    const auto told = co_await actions->dispatch(wish.workflow.file(), wish.ref, wish.inputs, stop);
    if (!told && !told.error().outcomeUnknown)
        co_return std::unexpected(told.error());
    Outcome outcome{.words = wordsOf(wish)};
    if (told && *told) {
        outcome.run = *told;
        co_return outcome;
    }
    const auto started = co_await findStarted(actions, clock, wish, since, known, stop);
    if (started)
        outcome.run = started->id;
    else if (!told)
        co_return std::unexpected(uncertain(told.error()));
    co_return outcome;
}

} // namespace

Found carryOut(SharedActions actions, SharedClock clock, Wish wish, std::stop_token stop)
{
    if (wish.kind == Kind::Dispatch) {
        const auto outcome = co_await dispatch(actions, clock, wish, stop);
        co_return outcome;
    }
    if (isOfRun(wish.kind)) {
        const auto run = co_await actions->run(wish.run.id, stop);
        if (!run)
            co_return std::unexpected(run.error());
        if (const QString change = changeSince(wish, *run); !change.isEmpty())
            co_return std::unexpected(base::makeError(base::Error::Kind::Conflict, change, tr("Look at it again.")));
    }
    const auto told = co_await send(*actions, wish, stop);
    if (told)
        co_return Outcome{.words = wordsOf(wish)};
    if (!told.error().outcomeUnknown)
        co_return std::unexpected(told.error());
    const auto effect = co_await hadEffect(actions, wish, stop);
    if (effect && *effect)
        co_return Outcome{.words = wordsOf(wish)};
    co_return std::unexpected(uncertain(told.error()));
}

} // namespace slipway::runs
