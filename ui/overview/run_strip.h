#pragma once

#include "overview/fleet.h"
#include "overview_page/ink.h"

#include "base/status.h"

/// The newest runs of a workflow as bars, newest right. Height and shape tell them apart before colour does: passed is
/// short and full, failed tall and full, waiting tall and split like a pause sign, running tall and hollow, the rest
/// low.
namespace slipway::overview_page {

inline constexpr qsizetype stripRuns = 20;

/// One bar at the bottom of `slot`.
void paintRunBar(const Ink &ink, const QRectF &slot, base::Status status);

/// The strip; dashes stand where there are fewer runs.
void paintRunStrip(const Ink &ink, const QRectF &cell, const overview::WorkflowRow &row);

/// The place in `row.runs` of the bar at `spot`; -1 for none.
qsizetype runAt(const QRectF &cell, const overview::WorkflowRow &row, const QPointF &spot, const Fonts &fonts);

/// How wide the strip is.
qreal stripWidth(const Fonts &fonts);

} // namespace slipway::overview_page
