#pragma once

#include "canvas/tools/tool.h"

class QMimeData;

namespace slipway::canvas {

/// Takes blocks of the palette, and text of other programs, that are dragged over the canvas.
class DropTarget
{
public:
    explicit DropTarget(Board &board)
        : m_board(board)
    { }

    /// Whether this kind of thing is taken at all.
    bool enter(const QMimeData &data);
    /// Whether it may be let go there.
    bool move(const QPointF &at);
    void leave();
    bool isOver() const { return m_isOver; }
    void drop(const QMimeData &data, const QPointF &at);
    void paint(const Frame &frame) const;

private:
    bool isStep() const;

    Board &m_board;
    bool m_isOver = false;
    QString m_block;
    bool m_isText = false;
    QPointF m_at;
    DropSpot m_where;
    QString m_refusal;
};

} // namespace slipway::canvas
