#pragma once

#include "checkout/clone.h"
#include "editing/open_file.h"

namespace slipway::desk {

/// A file as it was found.
struct Found {
    editing::Origin origin;
    /// What changes are counted against; empty when the repository has no such file.
    QByteArray base;
    /// What the disk has; nothing for a file that lives at GitHub only.
    std::optional<QByteArray> disk;
    /// Its other files; null where they could not be read.
    std::shared_ptr<const workflow::Repository> repository = {};
};

/// The file on the disk, and the version that the clone's branch follows. Errors: those of checkout::Clone; notFound
/// when neither has it; internal when it cannot be read.
base::Result<Found> findInClone(const checkout::Clone &clone, const QString &path);

} // namespace slipway::desk
