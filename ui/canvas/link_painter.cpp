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
constexpr qreal leastPiece = 18;

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

void paintSmooth(const Frame &frame, int at, Look look)
{
    const QPolygonF points = shown(frame, frame.scene.line(at).way);
    frame.painter.setRenderHint(QPainter::Antialiasing);
    QPen pen = penOf(frame, look);
    frame.painter.setPen(pen);
    frame.painter.setBrush(Qt::NoBrush);
    frame.painter.drawPolyline(points);
    pen.setStyle(Qt::SolidLine);
    pen.setCapStyle(Qt::RoundCap);
    frame.painter.setPen(pen);
    paintArrow(frame, points.last(), points.last() - points.at(points.size() - 2));
}

void appendRough(const Frame &frame, const std::vector<QPointF> &way, QList<QLineF> &lines)
{
    QPointF last = frame.view.toView(way.front());
    for (std::size_t point = 1; point < way.size(); ++point) {
        const QPointF next = frame.view.toView(way[point]);
        const bool isFar = std::abs(next.x() - last.x()) + std::abs(next.y() - last.y()) >= leastPiece;
        if (!isFar && point + 1 < way.size())
            continue;
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

void paintLinks(const Frame &frame, const std::vector<int> &lines, const Emphasis &emphasis)
{
    std::array<QList<QLineF>, 5> rough;
    std::vector<int> onTop;
    for (const int at : lines) {
        const Look look = lookOf(frame, at, emphasis);
        if (look != Look::Usual && frame.detail.isSmooth)
            onTop.push_back(at);
        else if (frame.detail.isSmooth)
            paintSmooth(frame, at, look);
        else
            appendRough(frame, frame.scene.line(at).way, rough[static_cast<std::size_t>(look)]);
    }
    for (const int at : onTop)
        paintSmooth(frame, at, lookOf(frame, at, emphasis));
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
