#include "canvas/keys.h"

#include "canvas/neighbours.h"
#include "widgets/announce.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

namespace {

struct BlockKey {
    int key;
    const char *block;
};

/// The palette's keys, and the blocks they ask for.
constexpr std::array blockKeys = {
    BlockKey{Qt::Key_J, "job"},     BlockKey{Qt::Key_S, "step.run"},  BlockKey{Qt::Key_A, "step.action"},
    BlockKey{Qt::Key_G, "gate"},    BlockKey{Qt::Key_I, "condition"}, BlockKey{Qt::Key_M, "matrix"},
    BlockKey{Qt::Key_T, "trigger"},
};

} // namespace

bool Keys::press(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return false;
    return arrow(event) || command(event);
}

void Keys::go(const Spot &spot, bool extends)
{
    QList<Spot> spots{spot};
    if (extends) {
        spots = m_board.selection.spots();
        if (!spots.contains(spot))
            spots.append(spot);
    }
    m_board.select(spots, spot);
    if (const auto rect = m_board.rectOf(spot))
        m_board.reveal(*rect);
}

bool Keys::arrow(const QKeyEvent &event)
{
    const auto direction = directionOf(event.key());
    if (!direction)
        return false;
    if (event.modifiers() & Qt::ControlModifier)
        return moveSelected(event.key());
    const Spot &current = m_board.selection.current();
    const int from = m_board.scene.indexOf(current.card);
    if (from < 0) {
        startAt(true);
        return true;
    }
    const bool extends = event.modifiers() & Qt::ShiftModifier;
    if (current.row >= 0) {
        arrowInRows(event.key());
        return true;
    }
    if (const int next = nearest(m_board.scene, from, *direction); next >= 0)
        go({m_board.scene.card(next).id}, extends);
    return true;
}

void Keys::arrowInRows(int key)
{
    const Spot current = m_board.selection.current();
    const int rows = static_cast<int>(m_board.scene.card(m_board.scene.indexOf(current.card)).rows.size());
    if (key == Qt::Key_Down)
        go({current.card, std::min(current.row + 1, rows - 1)}, false);
    else if (key == Qt::Key_Up && current.row > 0)
        go({current.card, current.row - 1}, false);
    else if (key != Qt::Key_Right)
        go({current.card}, false);
}

bool Keys::moveSelected(int key)
{
    const QList<int> nodes = m_board.nodesOf(m_board.selection.cards());
    if (nodes.isEmpty())
        return true;
    constexpr qreal step = dotStep;
    const QPointF by(key == Qt::Key_Left        ? -step
                         : key == Qt::Key_Right ? step
                                                : 0,
                     key == Qt::Key_Up         ? -step
                         : key == Qt::Key_Down ? step
                                               : 0);
    m_board.moveCards(nodes, by);
    Q_EMIT m_board.canvas.viewChanged();
    return true;
}

bool Keys::enter()
{
    if (m_board.selectedLink)
        return false;
    const Spot current = m_board.selection.current();
    const int at = m_board.scene.indexOf(current.card);
    if (at < 0) {
        startAt(true);
        return true;
    }
    const Card &card = m_board.scene.card(at);
    if (current.row < 0 && card.isFolded && card.canFold)
        Q_EMIT m_board.canvas.foldRequested(card.id, false);
    else if (current.row < 0 && showsRows(card))
        go({card.id, 0}, false);
    else
        Q_EMIT m_board.canvas.activated(current);
    return true;
}

bool Keys::leave()
{
    const Spot current = m_board.selection.current();
    if (current.row >= 0) {
        go({current.card}, false);
        return true;
    }
    if (m_board.selection.spots().isEmpty() && current.isNull() && !m_board.selectedLink)
        return false;
    m_board.select({}, {});
    return true;
}

bool Keys::walk(bool forwards)
{
    std::vector<int> order = graphOrder(m_board.scene);
    if (!forwards)
        std::ranges::reverse(order);
    const int current = m_board.scene.indexOf(m_board.selection.current().card);
    const auto here = std::ranges::find(order, current);
    const auto next = here == order.end() ? order.begin() : here + 1;
    if (next == order.end())
        return false;
    go({m_board.scene.card(*next).id}, false);
    return true;
}

void Keys::startAt(bool first)
{
    const std::vector<int> order = graphOrder(m_board.scene);
    if (!order.empty())
        go({m_board.scene.card(first ? order.front() : order.back()).id}, false);
}

bool Keys::addBlock(int key)
{
    const auto found = std::ranges::find(blockKeys, key, &BlockKey::key);
    if (found == blockKeys.end() || m_board.isFrozen())
        return false;
    Q_EMIT m_board.canvas.addRequested(QString::fromLatin1(found->block));
    return true;
}

bool Keys::removeSelected()
{
    if (m_board.isFrozen())
        return false;
    if (m_board.selectedLink) {
        const LinkEnds ends = *m_board.selectedLink;
        const int link = m_board.scene.indexOf(ends);
        if (link >= 0 && m_board.scene.link(link).canCut)
            Q_EMIT m_board.canvas.cutRequested(ends.from, ends.to);
        return true;
    }
    if (!m_board.selection.spots().isEmpty())
        Q_EMIT m_board.canvas.removeRequested();
    return true;
}

void Keys::selectAll()
{
    QList<Spot> spots;
    for (int at = 0; at < m_board.scene.size(); ++at) {
        if (!m_board.scene.node(at).isHidden)
            spots.append({m_board.scene.card(at).id});
    }
    const Spot current = m_board.selection.current();
    m_board.select(spots, current.isNull() && !spots.isEmpty() ? spots.first() : Spot{current.card});
}

bool Keys::command(const QKeyEvent &event)
{
    const bool hasControl = event.modifiers() & Qt::ControlModifier;
    const bool hasShift = event.modifiers() & Qt::ShiftModifier;
    if (hasControl) {
        if (event.key() != Qt::Key_A || hasShift)
            return false;
        selectAll();
        return true;
    }
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return enter();
    case Qt::Key_Escape: return leave();
    case Qt::Key_Delete:
    case Qt::Key_Backspace: return removeSelected();
    case Qt::Key_F2: m_board.canvas.startRenaming(); return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: m_board.canvas.zoomIn(); return true;
    case Qt::Key_Minus: m_board.canvas.zoomOut(); return true;
    case Qt::Key_F:
        if (hasShift)
            m_board.canvas.fit();
        return hasShift;
    case Qt::Key_1:
    case Qt::Key_Exclam:
        if (hasShift)
            m_board.canvas.setZoom(1);
        return hasShift;
    case Qt::Key_C:
        if (!hasShift)
            m_board.canvas.startConnecting();
        return !hasShift;
    default: return !hasShift && addBlock(event.key());
    }
}

} // namespace slipway::canvas
