#pragma once

#include "overview/fleet.h"
#include "overview_page/ink.h"

namespace slipway::overview_page {

/// The error rate of the last hours as a line without an axis: steady traffic stays in the lower half, and the end
/// turns into the failure colour where it left twice the baseline. Points without data leave a gap.
void paintSparkLine(const Ink &ink, const QRectF &rect, const overview::Health &health);

} // namespace slipway::overview_page
