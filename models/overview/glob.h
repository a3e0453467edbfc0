#pragma once

#include <QRegularExpression>
#include <QString>

namespace slipway::overview {

/// A glob as GitHub's filters write it: `*` and `?` stay within a folder, `**` crosses folders.
QRegularExpression globExpression(const QString &glob);
bool matchesGlob(const QString &glob, const QString &path);

} // namespace slipway::overview
