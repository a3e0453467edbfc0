#pragma once

#include <QByteArray>
#include <QString>

namespace slipway::textdiff {

/// What changed, as `diff -u` prints it, with three lines around each change; empty when nothing did. `name` stands
/// for both sides.
QByteArray unifiedDiff(const QString &name, const QByteArray &before, const QByteArray &after);

} // namespace slipway::textdiff
