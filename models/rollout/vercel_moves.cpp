#include "rollout/vercel_moves.h"

#include "rollout/polling.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using base::Error;
using operations::Context;
using operations::Finding;
using operations::Outcome;
using vercel::AliasRequest;
using vercel::Project;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::VercelMoves)
};

constexpr std::chrono::minutes watchedFor{3};

QDateTime momentOf(const QJsonValue &value)
{
    const qint64 at = value.toInteger();
    return at > 0 ? QDateTime::fromMSecsSinceEpoch(at, QTimeZone::UTC) : QDateTime();
}

QString servingId(const Project &project)
{
    return project.production ? project.production->deploymentId : QString();
}

StepAnswer<Project> askProject(SharedVercel client, QString project, Context context)
{
    const std::stop_token stop = context.stop();
    return patiently<Project>(context.sharedClock(), stop,
                              [client, project, stop] { return client->project(project, stop); });
}

Outcome outcomeOf(const Move &move, const Project &project, const QString &requestId)
{
    const AliasRequest &request = *project.lastAliasRequest;
    return {{{u"deployment"_s, move.deployment},
             {u"requestedAt"_s, request.requestedAt.toMSecsSinceEpoch()},
             {u"from"_s, request.fromDeploymentId}},
            Words::tr("The production domains point to %1").arg(move.deployment),
            requestId.isEmpty() ? QStringList() : QStringList{requestId}};
}

Error foreign()
{
    return makeError(Error::Kind::Conflict, Words::tr("Somebody else moved the production domains meanwhile."),
                     Words::tr("Look at what serves production now, and make a new plan."));
}

Error stillMoving()
{
    auto error = makeError(Error::Kind::Timeout, Words::tr("Vercel is still moving the domains after 3 minutes."),
                           Words::tr("Its job goes on. Try again to keep watching; nothing is asked for twice."));
    error.canRetry = true;
    return error;
}

StepAnswer<Outcome> failedDomains(SharedVercel client, Move move, Context context)
{
    const auto failed = co_await client->aliasJobs(move.project, true, context.stop());
    QStringList names;
    for (const auto &job : failed.value_or(QList<vercel::AliasJob>()))
        names.append(job.alias);
    const QString which = names.isEmpty() ? Words::tr("the production domains") : names.join(u", "_s);
    auto error = makeError(Error::Kind::Network, Words::tr("Vercel could not move %1.").arg(which),
                           Words::tr("Look at these domains in Vercel, then try again."));
    error.canRetry = true;
    co_return std::unexpected(error);
}

/// Another move came after ours: the one that takes it back, or somebody else's.
Finding movedOn(const Project &project, AliasRequest::Kind kind, const Context &context)
{
    // What was never done is not taken back.
    const bool wasDone = !context.outputOf(context.spec().id).isEmpty();
    switch (wasDone ? stateOf(moveBackOf(context, kind), project) : MoveState::Foreign) {
    case MoveState::Done: return {Finding::State::NotDone, {{}, Words::tr("It is taken back"), {}}};
    case MoveState::UnderWay:
    case MoveState::Failed: return {Finding::State::Partly, {}};
    case MoveState::NotAsked:
    case MoveState::Foreign: break;
    }
    return {Finding::State::Foreign, {{}, foreign().message, {}}};
}

/// The answer to the wish, or why it was not taken. A server's trouble leaves open whether it was.
StepAnswer<vercel::Receipt> request(SharedVercel client, Move move, std::stop_token stop)
{
    base::Result<vercel::Receipt> receipt = std::unexpected(base::cancelled());
    if (move.kind == AliasRequest::Kind::Rollback)
        receipt = co_await client->rollback(move.project, move.deployment, stop);
    else
        receipt = co_await client->promote(move.project, move.deployment, stop);
    if (!receipt && receipt.error().status >= 500)
        receipt.error().outcomeUnknown = true;
    co_return receipt;
}

void tellMoving(const Context &context, const Project &project)
{
    const bool hasBegun =
        project.lastAliasRequest && project.lastAliasRequest->state == AliasRequest::State::InProgress;
    context.tell(hasBegun ? Words::tr("Vercel moves the domains") : Words::tr("Vercel has queued the move"));
}

StepAnswer<Outcome> watchMove(SharedVercel client, Move move, Context context, QString requestId)
{
    const milliseconds begun = context.clock().elapsed();
    while (context.clock().elapsed() - begun < watchedFor) {
        const auto slept =
            co_await base::sleep(context.clock(), pollDelay(context.clock().elapsed() - begun), context.stop());
        if (!slept)
            co_return std::unexpected(slept.error());
        const auto project = co_await askProject(client, move.project, context);
        if (!project)
            co_return std::unexpected(project.error());
        switch (stateOf(move, *project)) {
        case MoveState::Done: co_return outcomeOf(move, *project, requestId);
        case MoveState::Failed: co_return co_await failedDomains(client, move, context);
        case MoveState::Foreign: co_return std::unexpected(foreign());
        case MoveState::NotAsked:
        case MoveState::UnderWay: tellMoving(context, *project);
        }
    }
    co_return std::unexpected(stillMoving());
}

} // namespace

QString deploymentOf(const Context &context)
{
    const QJsonObject &input = context.spec().input;
    const QString maker = input.value("deploymentFrom"_L1).toString();
    return maker.isEmpty() ? input.value("deployment"_L1).toString()
                           : context.outputOf(maker).value("deployment"_L1).toString();
}

Move moveOf(const Context &context, AliasRequest::Kind kind)
{
    const QJsonObject &input = context.spec().input;
    return {input.value("project"_L1).toString(), deploymentOf(context), kind,
            momentOf(input.value("lastRequestedAt"_L1))};
}

Move moveBackOf(const Context &context, AliasRequest::Kind kind)
{
    const QJsonObject &input = context.spec().input;
    const QJsonObject output = context.outputOf(context.spec().id);
    const bool isRollback = kind == AliasRequest::Kind::Rollback;
    return {input.value("project"_L1).toString(), input.value("from"_L1).toString(),
            isRollback ? AliasRequest::Kind::Promote : AliasRequest::Kind::Rollback,
            momentOf(output.isEmpty() ? input.value("lastRequestedAt"_L1) : output.value("requestedAt"_L1))};
}

MoveState stateOf(const Move &move, const Project &project)
{
    const auto &last = project.lastAliasRequest;
    if (!last || (move.lastRequest.isValid() && last->requestedAt <= move.lastRequest))
        return MoveState::NotAsked;
    if (last->toDeploymentId != move.deployment || last->kind != move.kind)
        return MoveState::Foreign;
    switch (last->state.meaning) {
    case AliasRequest::State::Succeeded: return MoveState::Done;
    case AliasRequest::State::Failed: return MoveState::Failed;
    case AliasRequest::State::Skipped:
        return servingId(project) == move.deployment ? MoveState::Done : MoveState::Failed;
    case AliasRequest::State::Pending:
    case AliasRequest::State::InProgress:
    case AliasRequest::State::Unknown: break;
    }
    return MoveState::UnderWay;
}

StepAnswer<Finding> inspectMove(SharedVercel client, AliasRequest::Kind kind, Context context)
{
    const Move move = moveOf(context, kind);
    const auto project = co_await askProject(client, move.project, context);
    if (!project)
        co_return std::unexpected(project.error());
    switch (stateOf(move, *project)) {
    case MoveState::Done: co_return Finding{Finding::State::Done, outcomeOf(move, *project, {})};
    case MoveState::UnderWay: co_return Finding{Finding::State::Partly, outcomeOf(move, *project, {})};
    case MoveState::Foreign: co_return movedOn(*project, kind, context);
    case MoveState::NotAsked:
    case MoveState::Failed: break;
    }
    co_return Finding{Finding::State::NotDone, {}};
}

StepAnswer<Outcome> makeMove(SharedVercel client, Move move, Context context)
{
    const auto project = co_await askProject(client, move.project, context);
    if (!project)
        co_return std::unexpected(project.error());
    switch (stateOf(move, *project)) {
    case MoveState::Done: co_return outcomeOf(move, *project, {});
    case MoveState::Foreign: co_return std::unexpected(foreign());
    case MoveState::UnderWay: co_return co_await watchMove(client, move, context, {});
    case MoveState::Failed:
    case MoveState::NotAsked: break;
    }
    const auto receipt = co_await request(client, move, context.stop());
    if (!receipt)
        co_return std::unexpected(receipt.error());
    if (receipt->isQueued)
        context.tell(Words::tr("Vercel has queued it behind a rolling release"));
    // An earlier request of ours that failed is not the answer to this one.
    if (project->lastAliasRequest)
        move.lastRequest = project->lastAliasRequest->requestedAt;
    co_return co_await watchMove(client, move, context, receipt->requestId);
}

} // namespace slipway::rollout
