#pragma once

#include <QString>

namespace slipway::rollout {

/// "1 machine", "3 machines": `many` has %1 for the number, and keeps its other places.
QString counted(qsizetype count, const QString &one, const QString &many);

} // namespace slipway::rollout
