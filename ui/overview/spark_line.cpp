#include "overview_page/spark_line.h"

#include "overview_page/cell_words.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace slipway::overview_page {

using overview::Health;

namespace {

constexpr qreal strokeWidth = 1.5;
constexpr qreal dotRadius = 2;
/// Twice the usual rate is what alarms, so that much must fit above the middle.
constexpr double headRoom = 2.2;
/// A calm line fills this share of the height at most; what moves less than these shares of its middle, or than this
/// rate, moves less on the screen too.
constexpr double calmShare = 0.4;
constexpr double calmMiddle = 0.42;
constexpr double leastRelativeSpread = 0.12;
constexpr double leastSpread = 0.00004;

/// The values at the bottom and at the top of the plot.
struct Scale {
    double bottom = 0;
    double top = 1;
};

Scale scaleOf(const Health &health)
{
    QList<double> known;
    known.reserve(health.points.size());
    for (const auto &point : health.points) {
        if (point)
            known.append(*point);
    }
    if (known.isEmpty())
        return {};
    std::ranges::sort(known);
    const double middle = known.at(known.size() / 2);
    // What is wrong is measured from nothing, so that its size is honest.
    if (hasManyErrors(health) || known.last() > headRoom * middle + leastSpread)
        return {0, std::max(known.last(), headRoom * middle)};
    const double spread = std::max({known.last() - known.first(), leastRelativeSpread * middle, leastSpread});
    const double height = spread / calmShare;
    const double bottom = (known.last() + known.first()) / 2 - calmMiddle * height;
    return {bottom, bottom + height};
}

/// The first point of the stretch up to now that lies above twice the baseline; the size when there is none.
qsizetype alarmBegin(const Health &health)
{
    qsizetype begin = health.points.size();
    if (!hasManyErrors(health))
        return begin;
    const double threshold = 2 * *health.baselineErrorRate;
    while (begin > 0 && health.points.at(begin - 1).value_or(0) > threshold)
        --begin;
    return begin;
}

/// Draws the stretch [first, last] of neighbouring points and the area below it.
void paintStretch(QPainter &painter, const QPolygonF &points, qreal bottom, const QColor &line, const QColor &area)
{
    if (points.isEmpty())
        return;
    QPolygonF below = points;
    below << QPointF(points.last().x(), bottom) << QPointF(points.first().x(), bottom);
    painter.setPen(Qt::NoPen);
    painter.setBrush(area);
    painter.drawPolygon(below);
    painter.setPen(QPen(line, strokeWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(points);
}

struct Plot {
    QRectF rect;
    Scale scale;
    qsizetype count = 0;

    QPointF at(qsizetype index, double value) const
    {
        const qreal step = count > 1 ? rect.width() / static_cast<qreal>(count - 1) : 0;
        const double share = std::clamp((value - scale.bottom) / (scale.top - scale.bottom), 0.0, 1.0);
        return {rect.left() + step * static_cast<qreal>(index), rect.bottom() - rect.height() * share};
    }
};

} // namespace

void paintSparkLine(const Ink &ink, const QRectF &rect, const Health &health)
{
    const Plot plot{rect.adjusted(0, dotRadius, -dotRadius, -dotRadius), scaleOf(health), health.points.size()};
    const qsizetype alarm = alarmBegin(health);
    const QColor calm = ink.tokens.text3;
    const QColor alarming = ink.fresh(ink.tokens.failure.solid);

    ink.painter.save();
    ink.painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF stretch;
    const auto flush = [&](bool isAlarm) {
        QColor area = isAlarm ? alarming : calm;
        area.setAlphaF(isAlarm ? 0.2F : 0.13F);
        paintStretch(ink.painter, stretch, rect.bottom(), isAlarm ? alarming : calm, area);
    };
    for (qsizetype i = 0; i < health.points.size(); ++i) {
        if (!health.points.at(i)) {
            flush(i > alarm);
            stretch.clear();
            continue;
        }
        stretch.append(plot.at(i, *health.points.at(i)));
        // The alarming stretch starts where the calm one ends, so that the line does not break.
        if (i + 1 == alarm) {
            flush(false);
            stretch = {stretch.last()};
        }
    }
    flush(alarm < health.points.size());
    if (!stretch.isEmpty()) {
        ink.painter.setPen(Qt::NoPen);
        ink.painter.setBrush(alarm < health.points.size() ? alarming : calm);
        ink.painter.drawEllipse(stretch.last(), dotRadius, dotRadius);
    }
    ink.painter.restore();
}

} // namespace slipway::overview_page
