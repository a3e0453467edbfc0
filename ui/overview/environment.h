#pragma once

#include <QMetaType>

namespace slipway::overview_page {

/// Which environments the page shows.
enum class EnvironmentFilter { All, Production, Staging, Preview };

} // namespace slipway::overview_page

Q_DECLARE_METATYPE(slipway::overview_page::EnvironmentFilter)
