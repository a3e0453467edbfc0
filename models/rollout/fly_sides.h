#pragma once

#include "fly/machines.h"
#include "fly/releases.h"
#include "rollout/planner.h"

/// From which release to which: what the wish, Fly.io's history and the joined releases say together.
namespace slipway::rollout {

struct FlySides {
    releases::Release from;
    releases::Release to;
    QList<releases::Release> others;
    /// What shall run, as configs name it.
    QString image;
    /// Fly.io's id of the release that `to` was.
    QString flyId;
    bool isImageGone = false;
};

/// Errors: notFound where there is no such release or nothing to go back to; invalidInput for an act that is not
/// Fly.io's.
base::Result<FlySides> flySides(const Planner::Setup &setup, const Wish &wish, const QList<fly::Machine> &machines,
                                const QList<fly::Release> &history);
/// A release as a card of the sheet.
Side cardOf(const releases::Release &release, const QDateTime &now, bool isLive);
/// "rollback", "promote", "redeploy", "deploy".
QString actWordOf(Wish::Act act);

} // namespace slipway::rollout
