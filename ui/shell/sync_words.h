#pragma once

#include "base/clock.h"
#include "base/status.h"
#include "refresh/engine.h"

#include <QString>

namespace slipway::shell {

/// What the sync indicator says, and when that will no longer be right.
struct SyncWords {
    QString icon;
    QString words;
    /// One sentence more, for the tooltip.
    QString detail;
    base::Status tone = base::Status::Success;
    /// After this time the words are another; not positive = they stay until the state changes.
    base::milliseconds validFor{0};
};

/// "Synced 8 s ago", "Offline, as of 14:20", "GitHub calls used up, back at 14:58". `now` is in the zone that times
/// are shown in. Words are good for ten seconds during the first minute, for a minute afterwards.
SyncWords syncWords(const refresh::SyncState &state, const QDateTime &now);

} // namespace slipway::shell
