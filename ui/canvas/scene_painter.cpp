#include "canvas/scene_painter.h"

#include "canvas/link_painter.h"
#include "canvas/stacking.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace slipway::canvas {

namespace {

/// Closer dots would be grey.
constexpr qreal leastDotStep = 12;
/// While something moves, more of these in one frame are drawn with less care.
constexpr qreal mostSmoothLinks = 50;
constexpr qreal mostSmoothCards = 50;
constexpr qreal mostRowsWhileMoving = 160;

void paintDots(const Frame &frame, const QRectF &area)
{
    qreal step = dotStep * frame.view.zoom;
    while (step < leastDotStep)
        step *= 2;
    const QPointF origin(frame.view.origin);
    const int fromColumn = static_cast<int>(std::floor((area.left() - origin.x()) / step));
    const int toColumn = static_cast<int>(std::ceil((area.right() - origin.x()) / step));
    const int fromRow = static_cast<int>(std::floor((area.top() - origin.y()) / step));
    const int toRow = static_cast<int>(std::ceil((area.bottom() - origin.y()) / step));
    QList<QRect> dots;
    dots.reserve(qsizetype(toColumn - fromColumn + 1) * (toRow - fromRow + 1));
    for (int row = fromRow; row <= toRow; ++row) {
        const int y = static_cast<int>(std::lround(row * step)) + frame.view.origin.y();
        for (int column = fromColumn; column <= toColumn; ++column)
            dots.append({static_cast<int>(std::lround(column * step)) + frame.view.origin.x(), y, 2, 2});
    }
    frame.painter.setRenderHint(QPainter::Antialiasing, false);
    frame.painter.setPen(Qt::NoPen);
    frame.painter.setBrush(frame.colours.line2);
    frame.painter.drawRects(dots);
}

CardState stateOf(const Frame &frame, int at, const Emphasis &emphasis)
{
    CardState state;
    const auto selected = emphasis.selected.constFind(at);
    if (selected != emphasis.selected.cend()) {
        state.isSelected = true;
        state.rows = *selected;
    }
    state.isHovered = emphasis.hovered == at;
    const QString &id = frame.scene.card(at).id;
    state.hasRing = !emphasis.ring.isNull() && emphasis.ring.card == id;
    state.ringRow = emphasis.ring.row;
    state.showsPort = frame.detail.hasText && emphasis.hasPort && emphasis.hasPort(id);
    return state;
}

/// Cards as rectangles, each colour in one go.
void paintBlocks(const Frame &frame, const std::vector<int> &nodes, const Emphasis &emphasis)
{
    QHash<QRgb, QList<QRectF>> edges;
    QList<QRectF> fills;
    for (const int at : nodes) {
        const Card &card = frame.scene.card(at);
        const QRectF rect = frame.view.toView(frame.scene.node(at).body);
        const bool isSelected = emphasis.selected.contains(at);
        const bool isSpecial = isSelected || card.status || card.kind == CardKind::Gate;
        const QColor edge = isSpecial ? blockColour(frame, at, isSelected) : frame.colours.line3;
        edges[edge.rgb()].append(rect.adjusted(0, 0, -1, -1));
        if (!card.isGhost)
            fills.append(rect);
    }
    frame.painter.setRenderHint(QPainter::Antialiasing, false);
    frame.painter.setPen(Qt::NoPen);
    frame.painter.setBrush(frame.colours.raised);
    frame.painter.drawRects(fills);
    frame.painter.setBrush(Qt::NoBrush);
    for (auto colour = edges.cbegin(); colour != edges.cend(); ++colour) {
        frame.painter.setPen(QPen(QColor::fromRgb(colour.key()), 1));
        frame.painter.drawRects(colour.value());
    }
}

} // namespace

Detail detailFor(const Scene &scene, const View &view, const QRectF &area, qreal share, bool isMoving)
{
    const QRectF part = view.toScene(area);
    const std::vector<int> nodes = scene.nodesAround(part);
    Detail detail;
    detail.hasText = view.zoom >= leastTextZoom;
    const auto painted = [share](std::size_t count) { return share * static_cast<qreal>(count); };
    const bool isMuch =
        painted(nodes.size()) > mostSmoothCards || painted(scene.linesAround(part).size()) > mostSmoothLinks;
    detail.isSmooth = detail.hasText && !(isMoving && isMuch);
    std::size_t rows = 0;
    for (const int at : nodes)
        rows += showsRows(scene.card(at)) ? scene.card(at).rows.size() : 1;
    detail.hasRowText = detail.hasText && !(isMoving && painted(rows) > mostRowsWhileMoving);
    return detail;
}

void paintScene(const Frame &frame, const QRectF &area, const Emphasis &emphasis)
{
    frame.painter.fillRect(area, frame.colours.canvas);
    paintDots(frame, area);
    const QRectF part = frame.view.toScene(area);
    std::vector<int> cards;
    for (const int at : frame.scene.nodesAround(part)) {
        const Scene::Node &node = frame.scene.node(at);
        if (!node.bounds.intersects(part))
            continue;
        if (node.isFrame)
            paintGroup(frame, at, stateOf(frame, at, emphasis));
        else
            cards.push_back(at);
    }
    std::vector<int> lines = frame.scene.linesAround(part);
    std::erase_if(lines, [&](int at) { return !frame.scene.line(at).bounds.intersects(part); });
    paintLinks(frame, lines, emphasis, area);
    if (!frame.detail.hasText) {
        paintBlocks(frame, cards, emphasis);
        return;
    }
    const auto isRaised = [&](int at) { return emphasis.selected.contains(at) || emphasis.hovered == at; };
    std::ranges::stable_sort(
        cards, [&](int one, int other) { return liesBelow(frame.scene, one, isRaised(one), other, isRaised(other)); });
    for (auto at = cards.cbegin(); at != cards.cend(); ++at) {
        CardState state = stateOf(frame, *at, emphasis);
        state.coversOther = std::any_of(cards.cbegin(), at, [&](int below) {
            return frame.scene.node(below).body.intersects(frame.scene.node(*at).body);
        });
        paintCard(frame, *at, state);
    }
}

} // namespace slipway::canvas
