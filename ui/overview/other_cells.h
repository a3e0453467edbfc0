#pragma once

#include "overview/fleet.h"
#include "overview_page/ink.h"

/// The cells of the fleet that show no release: the app, the drift between environments, the previews.
namespace slipway::overview_page {

void paintApp(const Ink &ink, const QRectF &cell, const overview::AppRow &row);

/// How far staging is ahead, with an arrow towards production at the left.
void paintDrift(const Ink &ink, const QRectF &cell, const overview::Cell<overview::Drift> &drift);

void paintPreviews(const Ink &ink, const QRectF &cell, const overview::AppRow &row);

/// Where a preview's number stands, for clicks.
struct PreviewSpot {
    QRectF rect;
    QUrl page;
};
QList<PreviewSpot> previewSpots(const QRectF &cell, const overview::Cell<overview::Previews> &previews,
                                const Fonts &fonts, const QDateTime &now);

} // namespace slipway::overview_page
