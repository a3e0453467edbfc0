#pragma once

#include <QString>

namespace slipway::operations {

/// This program on `computer` ("priya@laptop"), as an operation names it: "priya@laptop 4711".
QString hostName(const QString &computer);
/// Whether `host` was a program on the same computer that does not run any more, or is this one.
bool isGoneFrom(const QString &host, const QString &computer);
/// Whether `host` is a program on that computer.
bool isOn(const QString &host, const QString &computer);

} // namespace slipway::operations
