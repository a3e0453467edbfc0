#pragma once

#include <chrono>

namespace slipway::e2e {

/// Lets the program work until it has had nothing to do for so long: what counts is that it is idle, so that a busy
/// computer makes this longer and not the story faster. Gives up after `most`: some things never rest.
void letWork(std::chrono::milliseconds idle, std::chrono::milliseconds most);

} // namespace slipway::e2e
