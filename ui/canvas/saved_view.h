#pragma once

#include <QByteArray>
#include <QHash>
#include <QPointF>
#include <QString>

#include <optional>

namespace slipway::canvas {

/// Where cards stood and what was in sight, in scene units of 13 px text.
struct SavedView {
    QHash<QString, QPointF> corners;
    qreal zoom = 1;
    /// The scene's point in the middle of the widget.
    QPointF centre;
    bool isViewChosen = false;
};

/// As JSON.
QByteArray write(const SavedView &view);
/// Nothing when the bytes are no such view; places that make no sense are left out.
std::optional<SavedView> readView(const QByteArray &bytes);

} // namespace slipway::canvas
