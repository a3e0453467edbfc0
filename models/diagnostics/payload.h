#pragma once

#include "diagnostics/estimate.h"
#include "diagnostics/starts.h"

#include <span>

namespace slipway::diagnostics {

/// What `github.…` is for this start; `path` is what follows `github`. Unknown where the run alone can tell.
Estimate gitHubValue(std::span<const std::string_view> path, const Start &start);

} // namespace slipway::diagnostics
