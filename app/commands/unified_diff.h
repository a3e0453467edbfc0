#pragma once

#include <QByteArray>
#include <QString>

namespace slipway::commands {

/// What changed, as `diff -u` prints it, with three lines around each change; empty when nothing did. `name` stands
/// for both sides.
QByteArray unifiedDiff(const QString &name, const QByteArray &before, const QByteArray &after);

} // namespace slipway::commands
