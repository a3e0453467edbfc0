#pragma once

#include <QString>

namespace slipway::releases {

/// Translated, in this folder's context.
QString tr(const char *text);

} // namespace slipway::releases
