#include "canvas/tools/connect_tool.h"

#include "canvas/edge_curve.h"
#include "canvas/neighbours.h"
#include "theme/paint.h"
#include "widgets/announce.h"

#include <QPainter>

namespace slipway::canvas {

QString ConnectTool::refusalFor(const QString &to) const
{
    if (!m_refusals.contains(to))
        m_refusals.insert(to, board().abilities.refusalToConnect(m_from, to));
    return m_refusals.value(to);
}

void ConnectTool::aimAt(const QString &target)
{
    if (target == m_target)
        return;
    m_target = target;
    m_refusal = target.isEmpty() ? QString() : refusalFor(target);
    board().repaint();
}

void ConnectTool::press(const Pointer &pointer)
{
    m_at = pointer.at;
    board().repaint();
}

void ConnectTool::drag(const Pointer &pointer)
{
    m_at = pointer.at;
    const int node = nodeAt(board(), pointer.at);
    const QString id = node < 0 ? QString() : board().scene.card(node).id;
    aimAt(id == m_from ? QString() : id);
    board().repaint();
}

bool ConnectTool::join()
{
    if (m_target.isEmpty() || !m_refusal.isEmpty())
        return false;
    Q_EMIT board().canvas.connectRequested(m_from, m_target);
    return true;
}

void ConnectTool::release(const Pointer &)
{
    if (!m_isByKeys)
        join();
    board().repaint();
}

void ConnectTool::cancel()
{
    board().repaint();
}

void ConnectTool::startByKeys()
{
    m_isByKeys = true;
    const int from = board().scene.indexOf(m_from);
    // The nearest that may be joined; if none may, the nearest says why.
    QString first;
    for (const int at : byDistance(board().scene, from)) {
        const QString &id = board().scene.card(at).id;
        if (first.isEmpty())
            first = id;
        if (refusalFor(id).isEmpty()) {
            first = id;
            break;
        }
    }
    aimAt(first);
    const int aimed = board().scene.indexOf(first);
    if (aimed >= 0)
        widgets::announce(board().canvas, m_refusal.isEmpty() ? board().scene.card(aimed).spoken : m_refusal);
    if (const auto rect = board().rectOf({first}))
        board().reveal(*rect);
}

bool ConnectTool::key(QKeyEvent &event, bool &isDone)
{
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        isDone = join();
        if (!isDone && !m_refusal.isEmpty())
            widgets::announce(board().canvas, m_refusal);
        return true;
    }
    // The way to cut a link without a mouse.
    if (event.key() == Qt::Key_Delete) {
        const int link = board().scene.indexOf(LinkEnds{m_from, m_target});
        isDone = link >= 0 && board().scene.link(link).canCut;
        if (isDone)
            Q_EMIT board().canvas.cutRequested(m_from, m_target);
        return true;
    }
    const auto way = directionOf(event.key());
    const int from = board().scene.indexOf(m_target.isEmpty() ? m_from : m_target);
    if (!way || from < 0)
        return false;
    m_isByKeys = true;
    const int next = nearest(board().scene, from, *way, board().scene.indexOf(m_from));
    if (next >= 0) {
        aimAt(board().scene.card(next).id);
        widgets::announce(board().canvas, m_refusal.isEmpty() ? board().scene.card(next).spoken : m_refusal);
        if (const auto rect = board().rectOf({m_target}))
            board().reveal(*rect);
    }
    return true;
}

void ConnectTool::paintTargets(const Frame &frame) const
{
    const QRectF part = frame.view.toScene(board().area());
    for (const int at : frame.scene.nodesAround(part)) {
        const QString &id = frame.scene.card(at).id;
        if (id == m_from || frame.scene.node(at).isFrame || !refusalFor(id).isEmpty())
            continue;
        const QRectF rect = frame.view.toView(frame.scene.node(at).body);
        const bool isAimed = id == m_target;
        QColor ring = frame.colours.focus;
        ring.setAlpha(isAimed ? 255 : 110);
        frame.painter.setRenderHint(QPainter::Antialiasing);
        frame.painter.setPen(QPen(ring, isAimed ? 2.5 : 1.5));
        frame.painter.setBrush(Qt::NoBrush);
        const qreal radius = frame.at(theme::cardRadius) + 2;
        frame.painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), radius, radius);
    }
}

void ConnectTool::paint(const Frame &frame) const
{
    const int from = frame.scene.indexOf(m_from);
    if (from < 0)
        return;
    paintTargets(frame);
    const int target = frame.scene.indexOf(m_target);
    const bool isJoined = target >= 0 && (m_refusal.isEmpty() || m_isByKeys);
    const QPointF end = isJoined ? frame.scene.inPort(target) : frame.view.toScene(m_at);
    if (m_isByKeys && target < 0)
        return;
    QPolygonF points;
    for (const QPointF &point : curveBetween(frame.scene.outPort(from), end))
        points.append(frame.view.toView(point));
    const QColor colour = m_refusal.isEmpty() ? frame.colours.focus : frame.colours.failure.solid;
    QPen pen(colour, 2);
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setBrush(Qt::NoBrush);
    pen.setDashPattern({3, 2});
    frame.painter.setPen(pen);
    frame.painter.drawPolyline(points);
    frame.painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    paintArrow(frame, points.last(), points.last() - points.at(points.size() - 2));
    const QPointF label = m_isByKeys ? frame.view.toView(frame.scene.inPort(target)) : m_at;
    paintReason(frame, label, m_refusal);
}

} // namespace slipway::canvas
