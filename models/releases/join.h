#pragma once

#include "releases/evidence.h"

namespace slipway::releases {

/// How far the clocks of two providers may be apart.
constexpr milliseconds clockSkew{120'000};

/// The evidence as one history: what belongs to the same release by commit, time and metadata becomes one. Pure, any
/// thread; the same evidence gives the same ids in the same order. O(n log n).
History join(const Evidence &evidence);

/// Whether a workflow carries out database migrations, by its file's name.
bool isMigrations(const QString &workflowFile);
/// Whether the branch is one for hot-fixes, by the workspace's glob.
bool isHotfix(const workspace::Workspace &workspace, const QString &branch);
/// The key of GitHubEvidence::migrations.
QString migrationsKey(const QString &app, const QString &branch);

} // namespace slipway::releases
