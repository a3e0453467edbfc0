#include "canvas/canvas_private.h"

#include "canvas/hints.h"
#include "canvas/minimap.h"
#include "canvas/tools/cut_tool.h"
#include "theme/focus_ring.h"
#include "widgets/plain_words.h"

#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace slipway::canvas {

namespace {

/// At first a large graph is shown from its beginning, large enough to be read.
constexpr qreal leastFirstZoom = 0.5;

qreal shareOf(const QRegion &region, const QRectF &area)
{
    qreal painted = 0;
    for (const QRect &rect : region)
        painted += static_cast<qreal>(rect.width()) * rect.height();
    return painted / std::max(1.0, area.width() * area.height());
}

} // namespace

Canvas::Private::Private(Canvas &canvas)
    : board(canvas)
    , keys(board)
    , outline(board)
    , drop(board)
    , rename(new RenameEditor(board))
    , edges(board,
            [this] {
                if (drop.isOver())
                    drop.move(pointer.at);
                else
                    drag();
            })
    , turning(board)
{
    connect(&board.places, &Places::moved, &canvas, [this](bool isTidied) { afterMove(isTidied); });
    connect(&canvas, &Canvas::selectionChanged, &canvas, [this] { outline.announceCurrent(); });
    connect(&board.places, &Places::settled, &canvas, [this](bool isTidied) {
        if (isTidied)
            Q_EMIT board.canvas.viewChanged();
    });
}

void Canvas::Private::start(std::unique_ptr<Tool> made, const Pointer &at)
{
    endTool(true);
    tool = std::move(made);
    isToolOfKeys = false;
    tool->press(at);
    board.viewport().setCursor(tool->cursor());
}

void Canvas::Private::endTool(bool isCancelled)
{
    edges.stop();
    if (!tool)
        return;
    // What it asks for may bring a new picture or another tool before it returns.
    const std::unique_ptr<Tool> ended = std::move(tool);
    isToolOfKeys = false;
    if (isCancelled)
        ended->cancel();
    board.viewport().unsetCursor();
    board.repaint();
}

void Canvas::Private::drag()
{
    if (!tool || isToolOfKeys)
        return;
    tool->drag(pointer);
    if (tool)
        board.viewport().setCursor(tool->cursor());
}

void Canvas::Private::hover(const QPointF &at)
{
    const Hit hit = hitAt(board, at);
    const int link = hit.part == Part::Link || hit.part == Part::CutHandle ? hit.link : -1;
    if (hit.node == board.hoveredNode && link == board.hoveredLink)
        return;
    const auto touch = [this] {
        if (board.hoveredNode >= 0 && board.hoveredNode < board.scene.size()) {
            const int node = board.hoveredNode;
            board.repaintScene(board.scene.areaWith({&node, 1}));
        }
        if (board.hoveredLink >= 0 && board.hoveredLink < board.scene.lineCount())
            board.repaintScene(board.scene.line(board.hoveredLink).bounds.adjusted(-24, -24, 24, 24));
    };
    touch();
    board.hoveredNode = hit.node;
    board.hoveredLink = link;
    touch();
    const bool isHand = hit.part == Part::Port || hit.part == Part::CutHandle || hit.part == Part::Fold;
    board.viewport().setCursor(hit.part == Part::Port ? Qt::CrossCursor
                                   : isHand           ? Qt::PointingHandCursor
                                                      : Qt::ArrowCursor);
}

void Canvas::Private::showTip(const QPointF &at, const QPoint &global)
{
    const Hit hit = hitAt(board, at);
    if (hit.node < 0 || hit.part == Part::Port) {
        QToolTip::hideText();
        return;
    }
    const Card &card = board.scene.card(hit.node);
    QString words = card.subtitle.isEmpty() ? card.title : card.title + u'\n' + card.subtitle;
    if (hit.row >= 0) {
        const Row &row = card.rows[static_cast<std::size_t>(hit.row)];
        words = row.note.isEmpty() ? row.text : row.text + u' ' + row.note;
    }
    constexpr qsizetype longestTip = 400;
    QToolTip::showText(global, widgets::plainTip(words.left(longestTip)), &board.viewport());
}

void Canvas::Private::openMenu(const QPointF &at, const QPoint &global, bool isByKey)
{
    if (isByKey) {
        if (board.selectedLink) {
            const int link = board.scene.indexOf(*board.selectedLink);
            const QPointF place = link < 0 ? board.area().center() : cutHandleOf(board, link).center();
            Q_EMIT board.canvas.linkMenuRequested(board.selectedLink->from, board.selectedLink->to,
                                                  board.viewport().mapToGlobal(place.toPoint()));
            return;
        }
        const Spot &current = board.selection.current();
        const QRectF rect = board.canvas.rectOf(current);
        const QPointF place = rect.isEmpty() ? board.area().center() : QPointF(rect.left() + 24, rect.bottom());
        Q_EMIT board.canvas.menuRequested(current, board.viewport().mapToGlobal(place.toPoint()));
        return;
    }
    const Hit hit = hitAt(board, at);
    if (hit.link >= 0) {
        const Link &link = board.scene.link(hit.link);
        board.selectLink({link.from, link.to});
        Q_EMIT board.canvas.linkMenuRequested(link.from, link.to, global);
        return;
    }
    if (hit.part == Part::Minimap)
        return;
    const Spot spot = spotOf(board, hit);
    if (!board.selection.contains(spot))
        board.select(spot.isNull() ? QList<Spot>() : QList<Spot>{spot}, spot);
    Q_EMIT board.canvas.menuRequested(spot, global);
}

void Canvas::Private::wheel(const QWheelEvent &event)
{
    if (event.modifiers() & Qt::ControlModifier) {
        const qreal steps = event.angleDelta().y() / 120.0;
        board.zoomAt(event.position(), board.view.zoom * std::pow(1.2, steps));
    } else {
        QPoint by = event.pixelDelta();
        constexpr int pixelsPerStep = 64;
        if (by.isNull())
            by = event.angleDelta() * pixelsPerStep / 120;
        if (event.modifiers() & Qt::ShiftModifier && by.x() == 0)
            by = QPoint(by.y(), 0);
        board.pan(by);
    }
    rename->follow();
    Q_EMIT board.canvas.viewChanged();
}

bool Canvas::Private::isOnEmptyButton(const QPointF &at) const
{
    return board.scene.isEmpty() && overlay.buttonRect(board.scene.measures(), board.area()).contains(at);
}

void Canvas::Private::keepSelection()
{
    QList<Spot> spots = board.selection.spots();
    spots.removeIf([this](const Spot &spot) { return !board.rectOf(spot); });
    Spot current = board.selection.current();
    if (!current.isNull() && !board.rectOf(current))
        current.row = -1;
    if (!current.isNull() && !board.rectOf(current))
        current = spots.isEmpty() ? Spot{} : spots.last();
    if (board.selectedLink && board.scene.indexOf(*board.selectedLink) < 0)
        board.selectedLink.reset();
    if (board.selection.set(spots, current))
        board.announceSelection();
}

void Canvas::Private::setPicture(const Picture &picture)
{
    if (picture == board.scene.picture())
        return;
    const bool wasEmpty = board.scene.isEmpty();
    board.hoveredNode = -1;
    board.hoveredLink = -1;
    board.places.setPicture(picture);
    if (wasEmpty)
        restorePlace();
    if (!board.isViewChosen && wasEmpty)
        fitFirst();
    outline.refresh();
    keepSelection();
    rename->follow();
    board.repaint();
}

void Canvas::Private::fitFirst()
{
    board.fit(leastFirstZoom);
}

void Canvas::Private::restorePlace()
{
    if (!centreWanted || board.area().isEmpty())
        return;
    board.view.origin = (board.area().center() - *centreWanted * board.view.zoom).toPoint();
    board.isViewChosen = true;
    board.repaint();
}

void Canvas::Private::afterMove(bool isTidied)
{
    if (!board.isViewChosen && !isTidied)
        fitFirst();
    rename->follow();
    board.startMoving();
    board.repaint();
}

void Canvas::Private::updateMeasures()
{
    const Measures measures(board.canvas.font());
    const qreal factor = measures.scale / board.scene.measures().scale;
    if (factor != 1)
        board.places.scaleBy(factor);
    board.scene.setMeasures(measures);
    board.ink.setMeasures(measures);
    if (!board.isViewChosen)
        fitFirst();
    board.repaint();
}

Emphasis Canvas::Private::emphasis() const
{
    Emphasis result;
    for (const Spot &spot : board.selection.spots()) {
        const int at = board.scene.indexOf(spot.card);
        if (at < 0)
            continue;
        std::vector<int> &rows = result.selected[at];
        if (spot.row >= 0)
            rows.push_back(spot.row);
    }
    const bool hasRing = board.canvas.hasFocus() && theme::isKeyboardInUse() && !isToolOfKeys;
    result.ring = hasRing ? board.selection.current() : Spot{};
    result.hovered = tool ? -1 : board.hoveredNode;
    result.hoveredLink = tool ? -1 : board.hoveredLink;
    result.selectedLink = board.selectedLink ? board.scene.indexOf(*board.selectedLink) : -1;
    if (board.mayConnect() && board.abilities.canStartLink)
        result.hasPort = board.abilities.canStartLink;
    return result;
}

void Canvas::Private::paint(QPaintEvent &event)
{
    QPainter painter(&board.viewport());
    const theme::Tokens &colours = theme::tokens(board.canvas.palette());
    board.ink.setZoom(board.view.zoom);
    Frame frame{
        painter,
        board.scene,
        board.view,
        colours,
        board.ink,
        detailFor(board.scene, board.view, board.area(), shareOf(event.region(), board.area()), board.isMoving()),
        turning.angle()};
    const Emphasis marks = emphasis();
    for (const QRect &rect : event.region()) {
        painter.setClipRect(rect);
        paintScene(frame, rect, marks);
    }
    painter.setClipRegion(event.region());
    if (board.scene.isEmpty())
        overlay.paintEmpty(frame, board.area(), board.canvas.hasFocus() && theme::isKeyboardInUse());
    if (!tool && marks.hoveredLink >= 0 && board.scene.link(marks.hoveredLink).canCut && !board.isFrozen())
        paintCutHandle(frame, cutHandleOf(board, marks.hoveredLink));
    paintHints(frame, board);
    if (board.isFrozen())
        overlay.paintFrozen(frame, board.area(), board.frozenWords);
    if (board.showsMinimap() && !board.scene.isEmpty() && event.region().intersects(board.minimapRect().toRect()))
        Minimap(board.scene, board.minimapRect(), board.view.toScene(board.area())).paint(frame, marks);
    if (tool)
        tool->paint(frame);
    drop.paint(frame);
    turning.resume();
}

} // namespace slipway::canvas
