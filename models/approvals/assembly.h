#pragma once

#include "approvals/evidence.h"

namespace slipway::approvals {

/// What the page shows, of what was asked. Pure.
Review reviewOf(const Evidence &evidence);

} // namespace slipway::approvals
