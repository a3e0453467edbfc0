#pragma once

#include "theme/tokens.h"

namespace slipway::theme {

/// The table of ui.md section 3 for one scheme.
Tokens tokensFromTable(bool dark);

} // namespace slipway::theme
