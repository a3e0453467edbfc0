#pragma once

namespace slipway::log_view {

/// Has screen readers get the lines in sight as a text with a cursor. Once a program; further calls do nothing.
void installLogAccess();

} // namespace slipway::log_view
