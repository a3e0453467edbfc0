#include "overview_page/run_strip.h"

#include "theme/paint.h"

#include <QPainter>

namespace slipway::overview_page {

using base::Status;
using overview::WorkflowRow;

namespace {

constexpr qreal barWidth = 5;
constexpr qreal barHeight = 16;
constexpr qreal barPitch = 7;
constexpr qreal passedHeight = 12;
constexpr qreal lowHeight = 8;
constexpr qreal dashHeight = 3;
constexpr qreal barRadius = 1.5;

QRectF slotAt(const QRectF &cell, qsizetype place, const Fonts &fonts)
{
    const qreal height = fonts.px(barHeight);
    return {cell.left() + static_cast<qreal>(place) * fonts.px(barPitch), cell.center().y() - height / 2,
            static_cast<qreal>(fonts.px(barWidth)), height};
}

QRectF bottomPart(const QRectF &slot, qreal height)
{
    return {slot.left(), slot.bottom() - height, slot.width(), height};
}

qsizetype emptyPlaces(const WorkflowRow &row)
{
    return std::max<qsizetype>(stripRuns - row.runs.size(), 0);
}

qsizetype firstShown(const WorkflowRow &row)
{
    return std::max<qsizetype>(row.runs.size() - stripRuns, 0);
}

} // namespace

void paintRunBar(const Ink &ink, const QRectF &slot, Status status)
{
    const QColor colour = ink.fresh(ink.tokens.status(status).solid);
    const auto full = [&](const QRectF &rect) { theme::paintBox(ink.painter, rect, barRadius, colour, {}); };
    switch (status) {
    case Status::Success: full(bottomPart(slot, ink.px(passedHeight))); break;
    case Status::Failure:
    case Status::Warning: full(slot); break;
    case Status::Waiting: {
        const qreal half = slot.height() / 2 - 1;
        full(QRectF(slot.left(), slot.top(), slot.width(), half));
        full(bottomPart(slot, half));
        break;
    }
    case Status::Running: theme::paintBox(ink.painter, slot, barRadius, {}, colour); break;
    default: full(bottomPart(slot, ink.px(lowHeight)));
    }
}

void paintRunStrip(const Ink &ink, const QRectF &cell, const WorkflowRow &row)
{
    const qsizetype empty = emptyPlaces(row);
    for (qsizetype place = 0; place < empty; ++place)
        theme::paintBox(ink.painter, bottomPart(slotAt(cell, place, ink.fonts), ink.px(dashHeight)), 1,
                        ink.tokens.line2, {});
    for (qsizetype run = firstShown(row), place = empty; run < row.runs.size(); ++run, ++place)
        paintRunBar(ink, slotAt(cell, place, ink.fonts), row.runs.at(run).status);
}

qsizetype runAt(const QRectF &cell, const WorkflowRow &row, const QPointF &spot, const Fonts &fonts)
{
    if (spot.x() < cell.left() || !slotAt(cell, 0, fonts).adjusted(0, -4, cell.width(), 4).contains(spot))
        return -1;
    const auto place = static_cast<qsizetype>((spot.x() - cell.left()) / fonts.px(barPitch));
    const qsizetype run = place - emptyPlaces(row) + firstShown(row);
    return place < stripRuns && run >= firstShown(row) && run < row.runs.size() ? run : -1;
}

qreal stripWidth(const Fonts &fonts)
{
    return static_cast<qreal>(stripRuns - 1) * fonts.px(barPitch) + fonts.px(barWidth);
}

} // namespace slipway::overview_page
