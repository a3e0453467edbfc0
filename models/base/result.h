#pragma once

#include "base/error.h"

#include <expected>

namespace slipway::base {

/// A value, or why there is none. No exception crosses a folder's border.
template<typename T>
using Result = std::expected<T, Error>;

/// A call that has nothing to give back but may fail.
using Done = Result<void>;

} // namespace slipway::base
