#include "canvas/canvas.h"

#include "canvas/canvas_private.h"
#include "canvas/saved_view.h"
#include "canvas/tools/connect_tool.h"
#include "widgets/announce.h"

#include <algorithm>

namespace slipway::canvas {

namespace {

constexpr qreal zoomStep = 1.2;
constexpr int tidyTime = 150;

} // namespace

Canvas::Canvas(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    m_d = std::make_unique<Private>(*this);
    installAccessibility();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    // All of it is painted, so what was painted can be scrolled.
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setAutoFillBackground(false);
    setAcceptDrops(true);
    viewport()->setAcceptDrops(true);
    setAccessibleName(tr("Graph"));
    m_d->updateMeasures();
}

Canvas::~Canvas() = default;

Outline &outlineOf(const Canvas &canvas)
{
    return *canvas.outline();
}

Outline *Canvas::outline() const
{
    return &m_d->outline;
}

void Canvas::setPicture(const Picture &picture)
{
    m_d->setPicture(picture);
}

const Picture &Canvas::picture() const
{
    return m_d->board.scene.picture();
}

void Canvas::setAbilities(Abilities abilities)
{
    m_d->board.abilities = std::move(abilities);
    m_d->board.repaint();
}

void Canvas::setFrozen(const QString &words)
{
    if (words == m_d->board.frozenWords)
        return;
    m_d->board.frozenWords = words;
    setAccessibleDescription(words.isEmpty() ? m_d->overlay.emptyWords : words);
    widgets::announce(*this, words);
    if (!words.isEmpty()) {
        m_d->endTool(true);
        m_d->rename->stop();
    }
    m_d->board.repaint();
}

void Canvas::setEmptyWords(const QString &words, const QString &button)
{
    m_d->overlay.emptyWords = words;
    m_d->overlay.emptyButton = button;
    if (!m_d->board.isFrozen())
        setAccessibleDescription(words);
    m_d->board.repaint();
}

void Canvas::setMotionReduced(bool reduced)
{
    m_d->board.isMotionReduced = reduced;
    m_d->board.repaint();
}

QList<Spot> Canvas::selection() const
{
    return m_d->board.selection.spots();
}

Spot Canvas::current() const
{
    return m_d->board.selection.current();
}

void Canvas::setSelection(const QList<Spot> &spots, const Spot &current)
{
    QList<Spot> known = spots;
    known.removeIf([this](const Spot &spot) { return !m_d->board.rectOf(spot); });
    m_d->board.select(known, m_d->board.rectOf(current) ? current : Spot{});
}

qreal Canvas::zoom() const
{
    return m_d->board.view.zoom;
}

void Canvas::setZoom(qreal zoom)
{
    m_d->board.zoomAt(m_d->board.area().center(), zoom);
    m_d->rename->follow();
    Q_EMIT viewChanged();
}

void Canvas::zoomIn()
{
    setZoom(zoom() * zoomStep);
}

void Canvas::zoomOut()
{
    setZoom(zoom() / zoomStep);
}

void Canvas::fit()
{
    m_d->board.fit(0);
    m_d->board.isViewChosen = false;
    m_d->rename->follow();
    Q_EMIT viewChanged();
}

void Canvas::tidy()
{
    m_d->endTool(true);
    m_d->board.places.tidy(m_d->board.isMotionReduced ? 0 : tidyTime);
}

void Canvas::renameCard(const QString &from, const QString &to)
{
    m_d->board.places.rename(from, to);
}

void Canvas::expectNewAt(const QPointF &at)
{
    m_d->board.places.expectNew(at);
}

void Canvas::reveal(const Spot &spot)
{
    if (const auto rect = m_d->board.rectOf(spot))
        m_d->board.reveal(*rect);
}

void Canvas::startConnecting()
{
    const int from = m_d->board.scene.indexOf(current().card);
    if (!m_d->board.mayConnectFrom(from))
        return;
    auto tool = std::make_unique<ConnectTool>(m_d->board, from);
    ConnectTool &connecting = *tool;
    m_d->start(std::move(tool), {m_d->board.view.toView(m_d->board.scene.outPort(from))});
    m_d->isToolOfKeys = true;
    connecting.startByKeys();
}

void Canvas::startRenaming()
{
    m_d->endTool(true);
    m_d->rename->start(current());
}

void Canvas::setMinimapShown(bool shown)
{
    m_d->board.isMinimapShown = shown;
    m_d->board.repaint();
}

void Canvas::setHintsShown(bool shown)
{
    m_d->board.areHintsShown = shown;
    m_d->board.repaint();
}

void Canvas::setClock(base::Clock &clock)
{
    m_d->edges.stop();
    m_d->turning.stop();
    m_d->board.setClock(clock);
    m_d->board.repaint();
}

QByteArray Canvas::saveView() const
{
    Board &board = m_d->board;
    SavedView view;
    const qreal scale = board.scene.measures().scale;
    view.corners = board.places.known();
    for (QPointF &corner : view.corners)
        corner /= scale;
    view.isViewChosen = board.isViewChosen;
    view.zoom = board.view.zoom;
    view.centre = board.view.toScene(board.area().center()) / scale;
    return write(view);
}

void Canvas::restoreView(const QByteArray &bytes)
{
    auto view = bytes.isEmpty() ? std::optional(SavedView()) : readView(bytes);
    if (!view)
        return;
    Board &board = m_d->board;
    m_d->endTool(true);
    const qreal scale = board.scene.measures().scale;
    for (QPointF &corner : view->corners)
        corner *= scale;
    board.places.restore(view->corners);
    if (view->isViewChosen) {
        board.view.zoom = view->zoom;
        m_d->centreWanted = view->centre * scale;
        m_d->restorePlace();
        Q_EMIT zoomChanged(board.view.zoom);
    } else {
        m_d->fitFirst();
    }
    board.repaint();
}

QRectF Canvas::rectOf(const Spot &spot) const
{
    const auto rect = m_d->board.rectOf(spot);
    if (!rect)
        return {};
    const QRectF view = m_d->board.view.toView(*rect);
    return view.intersects(m_d->board.area()) ? view : QRectF();
}

QPointF Canvas::outPortOf(const QString &card) const
{
    const int at = m_d->board.scene.indexOf(card);
    return at < 0 ? QPointF() : m_d->board.view.toView(m_d->board.scene.outPort(at));
}

QPainterPath Canvas::pathOf(const QString &from, const QString &to) const
{
    const int link = m_d->board.scene.indexOf(LinkEnds{from, to});
    QPainterPath path;
    if (link < 0)
        return path;
    const std::vector<QPointF> &way = m_d->board.scene.line(link).way;
    path.moveTo(m_d->board.view.toView(way.front()));
    for (std::size_t point = 1; point < way.size(); ++point)
        path.lineTo(m_d->board.view.toView(way[point]));
    return path;
}

} // namespace slipway::canvas
