#include "approvals/people.h"

#include "approvals/words.h"
#include "base/format.h"
#include "workspace/workspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

namespace {

QStringList othersOf(const QList<Gate> &gates)
{
    QStringList names;
    for (const Gate &gate : gates) {
        for (const Reviewer &reviewer : gate.reviewers) {
            if (!reviewer.isYou && !reviewer.isBarred && !names.contains(reviewer.name))
                names += reviewer.name;
        }
    }
    return names;
}

QString withAdvice(const QString &what, const QStringList &others)
{
    return others.isEmpty() ? what : what + u' ' + tr("Ask %1.").arg(anyOf(others));
}

/// No person is asked at this gate: what else keeps it shut.
QString withoutReviewers(const Gate &gate, const QDateTime &now)
{
    if (const auto opens = gate.opensAt(); opens && *opens > now)
        return tr("Nobody has to approve. The wait timer of %1 ends at %2.")
            .arg(gate.environment, base::format::time(*opens, now));
    return tr("Nobody has to approve. A rule of %1 still holds the run.").arg(gate.environment);
}

} // namespace

std::optional<QDateTime> Gate::opensAt() const
{
    if (waitTimer.count() <= 0 || !waitStartedAt)
        return std::nullopt;
    return waitStartedAt->addSecs(std::chrono::seconds(waitTimer).count());
}

Standing standingOf(const github::Run &run, const QString &viewer)
{
    Standing standing{viewer, {}, {}};
    for (const QString &login : {run.actor, run.triggeringActor}) {
        if (!login.isEmpty() && !standing.initiators.contains(login))
            standing.initiators += login;
    }
    return standing;
}

Gate gateOf(const github::PendingDeployment &pending, const workspace::Workspace &workspace, const Standing &standing)
{
    Gate gate{pending.environmentId,      pending.environment, pending.waitTimer,
              pending.waitTimerStartedAt, pending.canApprove,  {}};
    const bool barsSelf = standing.barsSelf && standing.barsSelf->contains(pending.environment);
    for (const github::Reviewer &asked : pending.reviewers) {
        Reviewer reviewer;
        reviewer.login = asked.name;
        reviewer.isTeam = asked.kind == github::Reviewer::Kind::Team;
        reviewer.name = reviewer.isTeam ? asked.name : workspace.personName(asked.name);
        reviewer.isYou = !reviewer.isTeam && !standing.viewer.isEmpty() && asked.name == standing.viewer;
        reviewer.isBarred = barsSelf && !reviewer.isTeam && standing.initiators.contains(asked.name);
        gate.reviewers += reviewer;
    }
    return gate;
}

QString objectionOf(const QList<Gate> &gates, const Standing &standing, const QDateTime &now)
{
    if (gates.isEmpty())
        return tr("The run does not wait for anybody.");
    if (std::ranges::any_of(gates, &Gate::canApprove))
        return {};
    const Gate &gate = gates.first();
    if (gate.reviewers.isEmpty())
        return withoutReviewers(gate, now);
    const bool isInitiator = !standing.viewer.isEmpty() && standing.initiators.contains(standing.viewer);
    const QStringList others = othersOf(gates);
    if (isInitiator && (!standing.barsSelf || standing.barsSelf->contains(gate.environment)))
        return withAdvice(
            tr("You asked for this deployment, and %1 forbids to approve one's own.").arg(gate.environment), others);
    return withAdvice(tr("You are not a reviewer of %1.").arg(gate.environment), others);
}

QString laneEnvironment(const QString &name)
{
    const QString lower = name.toLower();
    for (const workspace::Environment environment : workspace::environments()) {
        const QString id = workspace::environmentId(environment);
        if (lower.startsWith(id))
            return id;
    }
    return name;
}

} // namespace slipway::approvals
