#pragma once

#include "timeline/frame.h"

namespace slipway::timeline {

/// All of a history in one strip, a line each pixel, and the brush: what of it the lanes show.
class OverviewStrip
{
public:
    enum class Part { None, Strip, Brush, LeftHandle, RightHandle };

    void paint(const Frame &frame);
    static QRectF brush(Board &board);
    static Part partAt(Board &board, const QPointF &point);

private:
    /// By pixel: the gravest outcome there; 0 none.
    void count(Board &board);
    void paintTicks(const Frame &frame, const QRectF &band) const;
    void paintDates(const Frame &frame, const QRectF &band) const;
    static void paintBrush(const Frame &frame);

    std::vector<quint8> m_columns;
    Scale m_countedFor;
    int m_generation = -1;
};

} // namespace slipway::timeline
