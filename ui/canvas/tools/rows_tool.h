#pragma once

#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Selects rows, and drags those that are selected to another place of their card or to another card.
class RowsTool final : public Tool
{
public:
    RowsTool(Board &board, Spot spot)
        : Tool(board)
        , m_spot(std::move(spot))
    { }

    void press(const Pointer &pointer) override;
    void drag(const Pointer &pointer) override;
    void release(const Pointer &pointer) override;
    void cancel() override;
    bool scrollsAtEdges() const override { return m_isDragged; }
    void paint(const Frame &frame) const override;
    Qt::CursorShape cursor() const override { return m_isDragged ? Qt::ClosedHandCursor : Qt::ArrowCursor; }

private:
    QString refusal() const;
    /// Whether letting go here would leave all as it is.
    bool isSamePlace() const;

    Spot m_spot;
    QPointF m_from;
    QPointF m_at;
    bool m_isDragged = false;
    bool m_wasSelected = false;
    QList<Spot> m_rows;
    DropSpot m_where;
    QString m_refusal;
};

/// The mark where something would come to be: a line between rows.
void paintGap(const Frame &frame, const Spot &before);

} // namespace slipway::canvas
