#include "timeline/look.h"

#include "theme/status_look.h"

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

using base::Status;
using releases::Act;
using releases::Outcome;
using releases::Verdict;

Look statusLook(Status status, const theme::Tokens &colours)
{
    return {theme::statusIcon(status), colours.status(status).solid, colours.status(status).fg};
}

Status healthOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Healthy: return Status::Success;
    case Verdict::Degraded: return Status::Warning;
    case Verdict::Failed: return Status::Failure;
    case Verdict::Inconclusive: return Status::Queued;
    default: return Status::Running;
    }
}

Look canaryLook(const releases::Release &release, const theme::Tokens &colours)
{
    const theme::StatusColours &health = colours.status(healthOf(release.verdict));
    return {u"action-canary"_s, health.solid, health.fg};
}

} // namespace

Look lookOf(const releases::Release &release, const theme::Tokens &colours)
{
    const Look rolledBack{u"status-rolled-back"_s, colours.text2, colours.text2};
    switch (release.outcome) {
    case Outcome::Failed: return statusLook(Status::Failure, colours);
    case Outcome::Aborted: return statusLook(Status::Cancelled, colours);
    case Outcome::Waiting: return statusLook(Status::Waiting, colours);
    case Outcome::Unknown: return statusLook(Status::Unknown, colours);
    case Outcome::RolledBack:
        return release.verdict == Verdict::Failed ? statusLook(Status::Failure, colours) : rolledBack;
    case Outcome::Running:
        return release.act == Act::Canary ? canaryLook(release, colours) : statusLook(Status::Running, colours);
    case Outcome::Live: break;
    }
    if (release.verdict == Verdict::Failed || release.verdict == Verdict::Degraded)
        return statusLook(healthOf(release.verdict), colours);
    return release.act == Act::RollBack ? rolledBack : statusLook(Status::Success, colours);
}

Look lookOf(const releases::Mark &mark, const theme::Tokens &colours)
{
    const theme::StatusColours &status = colours.status(mark.status);
    switch (mark.kind) {
    case releases::Mark::Kind::SecretRotation: return {u"node-secret"_s, status.solid, status.fg};
    case releases::Mark::Kind::Scaling: return {u"machine"_s, status.solid, status.fg};
    case releases::Mark::Kind::RollBack: return {u"action-rollback"_s, status.solid, status.fg};
    case releases::Mark::Kind::Migration: break;
    }
    return {u"migration"_s, status.solid, status.fg};
}

QColor watchColour(const releases::Release &release, const theme::Tokens &colours)
{
    if (release.outcome == Outcome::Failed)
        return colours.failure.solid;
    // Nobody watched it: neither good nor under way.
    if (release.verdict == releases::Verdict::None)
        return colours.status(base::Status::Queued).solid;
    return colours.status(healthOf(release.verdict)).solid;
}

} // namespace slipway::timeline
