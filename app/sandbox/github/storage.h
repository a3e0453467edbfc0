#pragma once

#include "sandbox/core/call.h"
#include "sandbox/github/world.h"

namespace slipway::sandbox::github {

/// The storage that logs and artifacts are redirected to: another origin, where a link carries its own permission for
/// a minute and a token is not welcome.

/// 302 to `path` in the repository's part of the storage, as in "logs/8365000049".
Reply toStorage(const World &world, const Repository &repository, const QString &path, const QDateTime &now);

/// Why the storage does not answer this call; nothing when it does.
std::optional<Reply> storageRefusal(const Call &call, const QDateTime &now);

Reply storedJobLog(const Call &call, World &world);
Reply storedRunLogs(const Call &call, World &world);
Reply storedArtifact(const Call &call, World &world);

} // namespace slipway::sandbox::github
