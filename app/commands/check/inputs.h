#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace slipway::commands::check {

/// A file to check.
struct Input {
    enum class Kind { Workflow, Workspace, Stdin };
    Kind kind = Kind::Workflow;
    /// As given, or below the folder given.
    QString path;

    bool operator==(const Input &) const = default;
};

/// The files that `paths` stand for, each once, those of a folder by name. A folder with `.github/workflows` stands for
/// those and its slipway.yaml; any other for all YAML files below it that are no action's description.
/// Error: notFound, for a path that is not there. Reads the disk.
base::Result<QList<Input>> findInputs(const QStringList &paths);

} // namespace slipway::commands::check
