#pragma once

#include "test_support/outcome.h"

namespace slipway::test {

/// What the task gave. Only when it is done.
template<typename T>
base::Result<T> resultOf(const Outcome<T> &outcome)
{
    if (outcome.isError())
        return std::unexpected(outcome.error());
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return outcome.value();
}

} // namespace slipway::test
