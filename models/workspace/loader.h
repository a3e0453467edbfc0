#pragma once

#include "base/result.h"
#include "workspace/parser.h"

#include <QDir>

namespace slipway::workspace {

/// The name that is looked for in a folder.
constexpr QLatin1StringView workspaceFileName{"slipway.yaml"};

/// A workspace's file as it was read.
struct Loaded {
    /// Absolute path of the file.
    QString file;
    Reading reading;
};

/// Reads a workspace's file; `path` is the file, or a folder that holds `slipway.yaml` (or `slipway.yml`).
/// Errors: notFound; invalidInput (a file above 1 MB, or none at all); forbidden (not readable). What is wrong inside
/// the file is in Loaded::reading. Any thread; reads the disk.
base::Result<Loaded> loadWorkspace(const QString &path);

} // namespace slipway::workspace
