#pragma once

#include "logs/line.h"

namespace slipway::logs {

/// Applies the parameters of one SGR code ("1;38;5;208", without introducer and "m") to `ink`. What is not known
/// changes nothing.
void applyColours(QByteArrayView parameters, Ink &ink);

/// Where the escape code that begins at `at` ends (one past it). A code that never ends is given up after its
/// introducer, so that it hides nothing.
qsizetype escapeEnd(QByteArrayView bytes, qsizetype at);

/// The parameters of the code in [at, end) if it is an SGR code.
std::optional<QByteArrayView> colourParameters(QByteArrayView bytes, qsizetype at, qsizetype end);

} // namespace slipway::logs
