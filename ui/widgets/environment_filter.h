#pragma once

#include <QMetaType>

namespace slipway::widgets {

/// Which environments pages show.
enum class EnvironmentFilter { All, Production, Staging, Preview };

} // namespace slipway::widgets

Q_DECLARE_METATYPE(slipway::widgets::EnvironmentFilter)
