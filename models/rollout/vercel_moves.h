#pragma once

#include "operations/step.h"
#include "vercel/client.h"

/// Moving a project's production domains, once whatever happens in between: the project's last alias request is
/// compared with the one there was when the plan was made. Source: delivery-semantics B5.
namespace slipway::rollout {

using SharedVercel = std::shared_ptr<const vercel::Client>;
template<typename T>
using StepAnswer = operations::Step::Answer<T>;

/// A promotion or roll-back that is wanted.
struct Move {
    QString project;
    QString deployment;
    vercel::AliasRequest::Kind kind = vercel::AliasRequest::Kind::Rollback;
    /// Requests up to this time were there before; invalid: there was none.
    QDateTime lastRequest;
};

/// The step's `deployment`, or the one that the step named by `deploymentFrom` gave.
QString deploymentOf(const operations::Context &context);
/// Of the step's input: {project, deployment or deploymentFrom (a step's id), lastRequestedAt, from}.
Move moveOf(const operations::Context &context, vercel::AliasRequest::Kind kind);
/// The one that takes it back: to `from`, by the other kind.
Move moveBackOf(const operations::Context &context, vercel::AliasRequest::Kind kind);

enum class MoveState {
    NotAsked,
    UnderWay,
    Done,
    Failed,
    Foreign, ///< somebody else moved the domains since
};
/// Pure.
MoveState stateOf(const Move &move, const vercel::Project &project);

/// Not done also where it was done and is taken back by now.
StepAnswer<operations::Finding> inspectMove(SharedVercel client, vercel::AliasRequest::Kind kind,
                                            operations::Context context);
/// Asks for it unless it is under way, and watches for three minutes. Output: {deployment, requestedAt, from}. Errors:
/// conflict (somebody else moves them), network with the domains that failed, timeout (the job goes on at Vercel).
StepAnswer<operations::Outcome> makeMove(SharedVercel client, Move move, operations::Context context);

} // namespace slipway::rollout
