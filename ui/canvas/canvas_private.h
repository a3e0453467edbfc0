#pragma once

#include "canvas/accessible.h"
#include "canvas/board.h"
#include "canvas/edge_scroll.h"
#include "canvas/keys.h"
#include "canvas/overlay.h"
#include "canvas/tools/drop_target.h"
#include "canvas/tools/rename_editor.h"
#include "canvas/tools/tool.h"
#include "canvas/turning.h"

namespace slipway::canvas {

/// The canvas's parts, and what leads events to them.
struct Canvas::Private {
    explicit Private(Canvas &canvas);
    /// The editor refers to the board, and belongs to the viewport, which lives longer.
    ~Private() { delete rename; }
    Q_DISABLE_COPY_MOVE(Private)

    void start(std::unique_ptr<Tool> tool, const Pointer &pointer);
    void endTool(bool isCancelled);
    /// The pointer moved, or the scene under it.
    void drag();
    void hover(const QPointF &at);
    void showTip(const QPointF &at, const QPoint &global);
    void openMenu(const QPointF &at, const QPoint &global, bool isByKey);
    void wheel(const QWheelEvent &event);
    bool isOnEmptyButton(const QPointF &at) const;

    void setPicture(const Picture &picture);
    void keepSelection();
    void afterMove(bool isTidied);
    void updateMeasures();
    void fitFirst();
    void restorePlace();

    void paint(QPaintEvent &event);
    Emphasis emphasis() const;

    Board board;
    Keys keys;
    Overlay overlay;
    Outline outline;
    DropTarget drop;
    RenameEditor *rename = nullptr;
    std::unique_ptr<Tool> tool;
    /// Connecting by keys.
    bool isToolOfKeys = false;
    bool isSpaceHeld = false;
    bool hasSpacePanned = false;
    Pointer pointer;
    EdgeScroll edges;
    Turning turning;
    /// To be brought into sight as soon as there is a size.
    std::optional<QPointF> centreWanted;
};

} // namespace slipway::canvas
