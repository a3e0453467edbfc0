#include "canvas/board.h"

#include "canvas/hints.h"
#include "canvas/minimap.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace slipway::canvas {

namespace {

constexpr qreal fitMargin = 12;
constexpr auto settleTime = 140ms;

QRect alignedRect(const QRectF &rect)
{
    return rect.toAlignedRect().adjusted(-2, -2, 2, 2);
}

} // namespace

Board::Board(Canvas &it)
    : canvas(it)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    QObject::connect(&m_settle, &QTimer::timeout, &canvas, [this] { repaint(); });
}

QRectF Board::area() const
{
    return QRectF(viewport().rect());
}

bool Board::mayConnect() const
{
    return abilities.refusalToConnect && !isFrozen();
}

bool Board::mayConnectFrom(int node) const
{
    return mayConnect() && node >= 0 && abilities.canStartLink && abilities.canStartLink(scene.card(node).id);
}

void Board::announceSelection()
{
    Q_EMIT canvas.selectionChanged();
    repaint();
}

void Board::select(const QList<Spot> &spots, const Spot &current)
{
    const bool hadLink = selectedLink.has_value();
    selectedLink.reset();
    if (selection.set(spots, current))
        announceSelection();
    else if (hadLink)
        repaint();
}

void Board::toggle(const Spot &spot)
{
    selectedLink.reset();
    if (selection.toggle(spot))
        announceSelection();
}

void Board::selectLink(const LinkEnds &ends)
{
    selectedLink = ends;
    if (selection.clear())
        Q_EMIT canvas.selectionChanged();
    repaint();
}

void Board::startMoving()
{
    m_settle.start();
}

void Board::repaint()
{
    viewport().update();
}

void Board::repaintScene(const QRectF &part)
{
    const QRectF seen = view.toView(part);
    viewport().update(alignedRect(seen));
    // They give way to cards.
    if (const QRectF hints = hintsRect(*this); hints.intersects(seen))
        viewport().update(alignedRect(hints));
    if (showsMinimap())
        viewport().update(alignedRect(minimapRect()));
}

void Board::pan(const QPoint &by)
{
    if (by.isNull())
        return;
    view.origin += by;
    isViewChosen = true;
    startMoving();
    if (isFrozen() || std::abs(by.x()) >= viewport().width() || std::abs(by.y()) >= viewport().height()) {
        repaint();
        return;
    }
    viewport().scroll(by.x(), by.y(), viewport().rect());
    // What does not move with the scene was moved with the pixels.
    QList<QRect> fixed;
    if (showsMinimap())
        fixed.append(alignedRect(minimapRect()));
    if (const QRectF hints = hintsRect(*this); !hints.isEmpty())
        fixed.append(alignedRect(hints.adjusted(-4, -2, 4, 2)));
    for (const QWidget *child : viewport().findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (child->isVisible())
            fixed.append(child->geometry());
    }
    for (const QRect &rect : fixed) {
        viewport().update(rect);
        viewport().update(rect.translated(by));
    }
}

void Board::zoomChanged()
{
    startMoving();
    repaint();
    Q_EMIT canvas.zoomChanged(view.zoom);
}

void Board::zoomAt(const QPointF &fixed, qreal zoom)
{
    const qreal wanted = std::clamp(zoom, leastZoom, mostZoom);
    if (qFuzzyCompare(wanted, view.zoom))
        return;
    const QPointF kept = view.toScene(fixed);
    view.zoom = wanted;
    view.origin = (fixed - kept * wanted).toPoint();
    isViewChosen = true;
    zoomChanged();
}

void Board::centreOn(const QPointF &scenePoint)
{
    const QPoint origin = (area().center() - scenePoint * view.zoom).toPoint();
    pan(origin - view.origin);
}

void Board::reveal(const QRectF &part)
{
    const QRectF inner = area().adjusted(fitMargin, fitMargin, -fitMargin, -fitMargin);
    const QRectF rect = view.toView(part);
    QPointF by;
    const auto shift = [](qreal from, qreal to, qreal least, qreal most) {
        if (from < least || to - from > most - least)
            return least - from;
        return to > most ? most - to : 0.0;
    };
    by.setX(shift(rect.left(), rect.right(), inner.left(), inner.right()));
    by.setY(shift(rect.top(), rect.bottom(), inner.top(), inner.bottom()));
    const bool isOut = !inner.contains(rect) && !(rect.contains(inner));
    if (isOut)
        pan(by.toPoint());
}

void Board::fit(qreal least)
{
    const QRectF all = scene.bounds();
    if (all.isEmpty() || area().isEmpty())
        return;
    // Nearly at full size text is blurred for nothing, so a narrower margin is better.
    const bool isNearlyFull = all.width() <= area().width() && all.height() <= area().height();
    const qreal margin = isNearlyFull ? 0 : fitMargin;
    const QRectF inner = area().adjusted(margin, margin, -margin, -margin);
    const qreal wanted = std::min({1.0, inner.width() / all.width(), inner.height() / all.height()});
    const qreal zoom = std::clamp(wanted, std::max(least, leastZoom), 1.0);
    const bool isChanged = !qFuzzyCompare(zoom, view.zoom);
    view.zoom = zoom;
    QPointF origin = inner.center() - all.center() * zoom;
    // What does not fit is read from its beginning.
    if (all.width() * zoom > inner.width())
        origin.setX(inner.left() - all.left() * zoom);
    if (all.height() * zoom > inner.height())
        origin.setY(inner.top() - all.top() * zoom);
    view.origin = origin.toPoint();
    repaint();
    if (isChanged)
        zoomChanged();
}

void Board::moveCards(std::span<const int> nodes, const QPointF &by)
{
    places.keep();
    isViewChosen = true;
    repaintScene(scene.move(nodes, by));
}

bool Board::isRaised(int node) const
{
    return node == hoveredNode || selection.touches(scene.card(node).id);
}

QRectF Board::minimapRect() const
{
    return minimapArea(area());
}

bool Board::showsMinimap() const
{
    constexpr qreal leastHeight = 340;
    return isMinimapShown && area().height() >= leastHeight;
}

std::optional<QRectF> Board::rectOf(const Spot &spot) const
{
    const int at = scene.indexOf(spot.card);
    if (at < 0 || scene.node(at).isHidden)
        return {};
    const Scene::Node &node = scene.node(at);
    const Card &card = scene.card(at);
    if (spot.row < 0)
        return node.body.adjusted(0, 0, 0, card.kind == CardKind::Gate ? node.shape.below : 0);
    if (spot.row >= static_cast<int>(card.rows.size()))
        return {};
    return rowRect(card, node.body, spot.row, scene.measures());
}

QList<int> Board::nodesOf(const QList<QString> &cards) const
{
    QList<int> result;
    for (const QString &card : cards) {
        if (const int at = scene.indexOf(card); at >= 0)
            result.append(at);
    }
    return result;
}

} // namespace slipway::canvas
