#pragma once

#include "base/result.h"
#include "commands/check/surroundings.h"

#include <QByteArray>

namespace slipway::commands::check {

/// The text after the fixes of its errors and warnings, again and again until none is left, at most ten rounds. Fixes
/// that touch the same bytes take turns; one after which the text reads worse than before is left out. A hint's fix is
/// for people to choose.
QByteArray fixed(const QByteArray &source, const QString &path, const Surroundings &around);

/// The same, written to `path` where it differs: the file is replaced as a whole or stays.
/// Error: internal, when it cannot be written.
base::Result<QByteArray> fixFile(const QString &path, const QByteArray &source, const Surroundings &around);

} // namespace slipway::commands::check
