#pragma once

#include "sandbox/fly/app.h"

namespace slipway::sandbox {

/// A machine's config as flyctl writes it: one service with a check, two checks of the machine, metadata of the
/// release.
QJsonObject flyConfig(const fly::Image &image, const fly::Release &release);

} // namespace slipway::sandbox
