#include "canvas/link_painter.h"

#include "canvas/edge_curve.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace slipway::canvas {

namespace {

constexpr qreal gapBeforeTip = 2;
constexpr qreal arrowSize = 6.5;
/// Of a rough line; shorter pieces are put together.
constexpr qreal leastPiece = 28;

enum class Look : quint8 { Usual, Hovered, Critical, NotTaken, Failing };

Look lookOf(const Frame &frame, int at, const Emphasis &emphasis)
{
    if (at == emphasis.selectedLink)
        return Look::Critical;
    const Scene::Line &line = frame.scene.line(at);
    switch (frame.scene.link(at).look) {
    case LinkLook::Critical: return Look::Critical;
    case LinkLook::NotTaken: return Look::NotTaken;
    case LinkLook::Failing: return Look::Failing;
    case LinkLook::Usual: break;
    }
    const bool isHovered = at == emphasis.hoveredLink || line.from == emphasis.hovered || line.to == emphasis.hovered;
    return isHovered ? Look::Hovered : Look::Usual;
}

QPen penOf(const Frame &frame, Look look)
{
    const theme::Tokens &colours = frame.colours;
    const qreal zoom = std::clamp(frame.view.zoom, 0.5, 2.0);
    QPen pen(colours.line3, 1.75 * zoom, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    switch (look) {
    case Look::Usual: break;
    case Look::Hovered: pen.setColor(colours.text2); break;
    case Look::Critical:
        pen.setColor(colours.focus);
        pen.setWidthF(2.5 * zoom);
        break;
    case Look::Failing: pen.setColor(colours.failure.solid); break;
    case Look::NotTaken:
        pen.setColor(colours.line3);
        pen.setDashPattern({4 / 1.75, 4 / 1.75});
        break;
    }
    return pen;
}

QPolygonF shown(const Frame &frame, const std::vector<QPointF> &way)
{
    QPolygonF points;
    points.reserve(static_cast<qsizetype>(way.size()));
    for (const QPointF &point : way)
        points.append(frame.view.toView(point));
    points.last() -= QPointF(gapBeforeTip, 0);
    return points;
}

/// Whether a piece of a line may be seen in `area`.
bool isNear(const QPointF &from, const QPointF &to, const QRectF &area)
{
    constexpr qreal width = 4;
    return std::max(from.x(), to.x()) + width >= area.left() && std::min(from.x(), to.x()) - width <= area.right()
        && std::max(from.y(), to.y()) + width >= area.top() && std::min(from.y(), to.y()) - width <= area.bottom();
}

/// Only the pieces in `area`: antialiasing costs as much for what is clipped away.
void paintPieces(QPainter &painter, const QPolygonF &points, const QRectF &area)
{
    qsizetype first = 0;
    for (qsizetype point = 1; point < points.size(); ++point) {
        const bool isSeen = isNear(points.at(point - 1), points.at(point), area);
        if (isSeen && point + 1 < points.size())
            continue;
        const qsizetype last = isSeen ? point : point - 1;
        if (last > first)
            painter.drawPolyline(points.constData() + first, static_cast<int>(last - first + 1));
        first = point;
    }
}

void paintSmooth(const Frame &frame, int at, Look look, const QRectF &area)
{
    const QPolygonF points = shown(frame, frame.scene.line(at).way);
    frame.painter.setRenderHint(QPainter::Antialiasing);
    QPen pen = penOf(frame, look);
    frame.painter.setPen(pen);
    frame.painter.setBrush(Qt::NoBrush);
    // Dashes are counted from the beginning.
    if (look == Look::NotTaken)
        frame.painter.drawPolyline(points);
    else
        paintPieces(frame.painter, points, area);
    const qreal reach = 2 * frame.at(arrowSize);
    if (!area.adjusted(-reach, -reach, reach, reach).contains(points.last()))
        return;
    pen.setStyle(Qt::SolidLine);
    pen.setCapStyle(Qt::RoundCap);
    frame.painter.setPen(pen);
    paintArrow(frame, points.last(), points.last() - points.at(points.size() - 2));
}

void appendRough(const Frame &frame, const std::vector<QPointF> &way, const QRectF &area, QList<QLineF> &lines)
{
    QPointF last = frame.view.toView(way.front());
    for (std::size_t point = 1; point < way.size(); ++point) {
        const QPointF next = frame.view.toView(way[point]);
        const bool isFar = std::abs(next.x() - last.x()) + std::abs(next.y() - last.y()) >= leastPiece;
        if (!isFar && point + 1 < way.size())
            continue;
        if (isNear(last, next, area))
            lines.append(QLineF(last, next));
        last = next;
    }
}

void paintWords(const Frame &frame, int at)
{
    const Link &link = frame.scene.link(at);
    if (link.words.isEmpty() || !frame.detail.hasText)
        return;
    const QPointF middle = frame.view.toView(middleOf(frame.scene.line(at).way));
    const qreal height = frame.at(frame.scene.measures().lineHeight(TextRole::Subtitle));
    const qreal width = frame.scaled(80);
    frame.ink.text(frame.painter, {middle.x() - width / 2, middle.y() - height - frame.at(3), width, height},
                   link.words, TextRole::Subtitle, frame.colours.text3, Qt::AlignHCenter);
}

} // namespace

void paintArrow(const Frame &frame, const QPointF &tip, const QPointF &direction)
{
    const qreal length = std::hypot(direction.x(), direction.y());
    if (length <= 0)
        return;
    const QPointF along = direction / length * frame.at(arrowSize);
    const QPointF across(-along.y() * 0.7, along.x() * 0.7);
    const std::array<QPointF, 3> points{tip - along + across, tip, tip - along - across};
    frame.painter.drawPolyline(points.data(), static_cast<int>(points.size()));
}

void paintLinks(const Frame &frame, const std::vector<int> &lines, const Emphasis &emphasis, const QRectF &area)
{
    std::array<QList<QLineF>, 5> rough;
    std::vector<int> onTop;
    for (const int at : lines) {
        const Look look = lookOf(frame, at, emphasis);
        if (look != Look::Usual && frame.detail.isSmooth)
            onTop.push_back(at);
        else if (frame.detail.isSmooth)
            paintSmooth(frame, at, look, area);
        else
            appendRough(frame, frame.scene.line(at).way, area, rough[static_cast<std::size_t>(look)]);
    }
    for (const int at : onTop)
        paintSmooth(frame, at, lookOf(frame, at, emphasis), area);
    frame.painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t look = 0; look < rough.size(); ++look) {
        if (rough[look].isEmpty())
            continue;
        // Thicker or dashed lines are stroked one by one, which is far slower.
        frame.painter.setPen(QPen(penOf(frame, static_cast<Look>(look)).color(), 1));
        frame.painter.drawLines(rough[look]);
    }
    for (const int at : lines)
        paintWords(frame, at);
}

} // namespace slipway::canvas
