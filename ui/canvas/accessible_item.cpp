#include "canvas/accessible_item.h"

#include <QWindow>

namespace slipway::canvas {

QWindow *ItemInterface::window() const
{
    return m_outline.board().canvas.window()->windowHandle();
}

const Card *ItemInterface::card() const
{
    return isValid() ? &m_outline.board().scene.card(node()) : nullptr;
}

int ItemInterface::rowCount() const
{
    const Card *it = card();
    return it && m_spot.row < 0 && showsRows(*it) ? static_cast<int>(it->rows.size()) : 0;
}

QAccessibleInterface *ItemInterface::parent() const
{
    if (!isValid())
        return nullptr;
    if (m_spot.row >= 0)
        return m_outline.interfaceOf({m_spot.card});
    const Scene &scene = m_outline.board().scene;
    const int group = scene.node(node()).parent;
    return group < 0 ? m_outline.root() : m_outline.interfaceOf({scene.card(group).id});
}

int ItemInterface::childCount() const
{
    if (!isValid() || m_spot.row >= 0)
        return 0;
    return rowCount() + static_cast<int>(m_outline.cardsIn(node()).size());
}

QAccessibleInterface *ItemInterface::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const int rows = rowCount();
    if (index < rows)
        return m_outline.interfaceOf({m_spot.card, index});
    const int held = m_outline.cardsIn(node()).at(index - rows);
    return m_outline.interfaceOf({m_outline.board().scene.card(held).id});
}

int ItemInterface::indexOfChild(const QAccessibleInterface *it) const
{
    for (int index = 0; index < childCount(); ++index) {
        if (child(index) == it)
            return index;
    }
    return -1;
}

QAccessibleInterface *ItemInterface::childAt(int x, int y) const
{
    for (int index = 0; index < childCount(); ++index) {
        QAccessibleInterface *it = child(index);
        if (it && it->rect().contains(x, y))
            return it;
    }
    return nullptr;
}

QString ItemInterface::text(QAccessible::Text kind) const
{
    const Card *it = card();
    if (!it || kind != QAccessible::Name)
        return {};
    if (m_spot.row < 0)
        return it->spoken.isEmpty() ? it->title : it->spoken;
    const Row &row = it->rows[static_cast<std::size_t>(m_spot.row)];
    return row.spoken.isEmpty() ? row.text : row.spoken;
}

QRect ItemInterface::rect() const
{
    const Board &board = m_outline.board();
    const auto scene = board.rectOf(m_spot);
    if (!scene)
        return {};
    const QRect view = board.view.toView(*scene).toAlignedRect();
    return {board.viewport().mapToGlobal(view.topLeft()), view.size()};
}

QAccessible::State ItemInterface::state() const
{
    QAccessible::State state;
    const Card *it = card();
    if (!it) {
        state.invalid = true;
        return state;
    }
    const Board &board = m_outline.board();
    state.focusable = true;
    state.selectable = true;
    state.multiSelectable = true;
    state.selected = board.selection.contains(m_spot);
    state.focused = board.selection.current() == m_spot && board.canvas.hasFocus();
    state.disabled = board.isFrozen();
    if (m_spot.row < 0 && (it->canFold || !it->rows.empty() || board.scene.node(node()).isFrame)) {
        state.expandable = true;
        state.expanded = !it->isFolded;
        state.collapsed = it->isFolded;
    }
    const QRectF view = board.view.toView(*board.rectOf(m_spot));
    state.offscreen = !board.area().intersects(view);
    return state;
}

void *ItemInterface::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
}

QStringList ItemInterface::actionNames() const
{
    return {pressAction(), setFocusAction()};
}

void ItemInterface::doAction(const QString &name)
{
    if (!isValid())
        return;
    Board &board = m_outline.board();
    if (name == setFocusAction() || name == pressAction()) {
        board.canvas.setFocus(Qt::OtherFocusReason);
        board.selectOnly(m_spot);
        board.reveal(*board.rectOf(m_spot));
    }
    if (name == pressAction())
        Q_EMIT board.canvas.activated(m_spot);
}

} // namespace slipway::canvas
