#pragma once

#include "base/status.h"

#include <QString>

namespace slipway::theme {

/// The icon that stands for a status: shape tells it, colour only repeats it.
QString statusIcon(base::Status status);

/// The word that stands for a status, sentence case: "Failing" is the page's to say, this is "Failed".
QString statusWord(base::Status status);

} // namespace slipway::theme
