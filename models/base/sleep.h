#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QCoro/QCoroTask>

#include <stop_token>

namespace slipway::base {

/// Waits `delay` by `clock`. Error: cancelled, as soon as `stop` is asked for.
/// `clock` outlives the task. The caller's thread; does not block.
QCoro::Task<Done> sleep(Clock &clock, milliseconds delay, std::stop_token stop);

} // namespace slipway::base
