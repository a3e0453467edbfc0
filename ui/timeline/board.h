#pragma once

#include "timeline/ink.h"
#include "timeline/spots.h"

#include <QRectF>

#include <optional>

namespace slipway::timeline {

/// A release or a mark, whichever the keyboard is on.
struct Item {
    bool isMark = false;
    QString id;
    bool isNull() const { return id.isEmpty(); }
    bool operator==(const Item &) const = default;
};

/// Where a row is, from the top of all rows.
struct Row {
    qreal top = 0;
    qreal height = 0;
    bool operator==(const Row &) const = default;
};

/// What a timeline shows, and where: the state that painting, keys, pointer and screen readers share. GUI thread.
class Board
{
public:
    Chronicle chronicle;
    Scale scale;
    Ink ink;
    Item current;
    /// In the zone that times are shown in.
    QDateTime now;
    /// A roll-back that is only proposed, by release ids.
    QString proposedFrom;
    QString proposedTo;
    /// What is said of deploys that run too long, by release id.
    QHash<QString, QString> slow;
    /// What running shapes are turned by, in degrees.
    qreal turn = 0;

    /// Takes a size, a font and a device; keeps what the width stands for.
    void layOut(const QRectF &area, const QFont &font, qreal ratio);
    void setChronicle(Chronicle made);

    const QRectF &area() const { return m_area; }
    qreal headWidth() const { return m_headWidth; }
    /// Right of the heads: the strip with the brush, the axis, the lanes.
    QRectF overview() const;
    QRectF axis() const;
    QRectF lanes() const;
    /// Heads and lanes.
    QRectF rowsArea() const;

    const std::vector<Row> &rows() const { return m_rows; }
    /// In pixels of the widget.
    QRectF rowRect(int row) const;
    /// -1 beside all rows.
    int rowAt(qreal y) const;
    qreal contentHeight() const;
    qreal scroll() const { return m_scroll; }
    void setScroll(qreal scroll);

    qreal markerSize(int row) const;
    /// Middle of a row's markers.
    qreal markerY(int row) const;
    QRectF spotRect(const Spot &spot) const;
    qreal nowX() const { return scale.x(instantOf(now)); }

    /// The markers in sight, row by row, from left to right; what waits comes last in its row.
    const std::vector<Spot> &spots();
    /// Those of a row, as places in `spots`.
    std::pair<std::size_t, std::size_t> spotsOf(int row) const;
    /// Null when there is none.
    const Spot *spotAt(const QPointF &point);
    const Spot *spotOf(const Item &item);
    Item itemOf(const Spot &spot) const;
    /// The track of an item; -1 when it is not shown.
    int trackOf(const Item &item) const;
    QString spoken(const Spot &spot) const;
    QString spoken(const Item &item) const;
    QString tip(const Spot &spot) const;

    /// What the overview strip stands for. Holds the view, and stays while the view moves within it.
    const Scale &overviewScale();
    /// While the brush is dragged, the strip stands still.
    void setOverviewHeld(bool held) { m_isOverviewHeld = held; }

    /// Moves time and rows so that the place is in sight.
    void reveal(const Place &place);
    /// Keeps the view within reach of what there is.
    void keepInReach();
    int generation() const { return m_generation; }

private:
    struct Seen {
        Scale scale;
        qreal scroll = 0;
        int generation = -1;
        QDateTime now;
        bool operator==(const Seen &) const = default;
    };
    void makeRows();
    void gather();
    void addWaiting(int row);
    void fitOverview();

    QRectF m_area;
    qreal m_headWidth = 0;
    qreal m_scroll = 0;
    std::vector<Row> m_rows;
    std::vector<Spot> m_spots;
    std::vector<std::size_t> m_rowStarts;
    Seen m_seen;
    Scale m_overview;
    bool m_isOverviewHeld = false;
    int m_generation = 0;
};

} // namespace slipway::timeline
