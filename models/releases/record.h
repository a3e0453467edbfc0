#pragma once

#include "base/result.h"
#include "releases/evidence.h"
#include "store/event.h"

/// Releases, marks and statements as the store keeps them. Any thread.
namespace slipway::releases {

store::Event eventOf(const QString &workspaceKey, const Release &release);
store::Event eventOf(const QString &workspaceKey, const Mark &mark);
store::Event eventOf(const QString &workspaceKey, const QString &releaseId, const Statement &statement,
                     const QDateTime &at);

/// Nothing for events of others, and for what cannot be read.
std::optional<Release> releaseOf(const store::Event &event);
/// Also what others wrote of scalings and rotations, by their status and the words in their payload.
std::optional<Mark> markOf(const store::Event &event);
std::optional<std::pair<QString, Statement>> statementOf(const store::Event &event);

/// Whether a release is worth keeping: GitHub tells again what waits or runs.
bool isWorthKeeping(const Release &release);
/// What others wrote is theirs.
bool isWorthKeeping(const Mark &mark);

} // namespace slipway::releases
