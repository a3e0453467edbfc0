#include "canvas/accessible.h"

#include "canvas/accessible_item.h"

#include <QAccessibleWidget>

namespace slipway::canvas {

namespace {

/// The canvas itself: an outline of cards.
class CanvasInterface final : public QAccessibleWidget
{
public:
    explicit CanvasInterface(Canvas *canvas)
        : QAccessibleWidget(canvas, QAccessible::Tree)
    { }

    int childCount() const override { return static_cast<int>(outline().cardsIn(-1).size()); }
    QAccessibleInterface *child(int index) const override
    {
        const QList<int> cards = outline().cardsIn(-1);
        if (index < 0 || index >= cards.size())
            return nullptr;
        return outline().interfaceOf({outline().board().scene.card(cards.at(index)).id});
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int index = 0; index < childCount(); ++index) {
            if (this->child(index) == child)
                return index;
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const Board &board = outline().board();
        const QPointF point = board.viewport().mapFromGlobal(QPointF(x, y));
        const Spot spot = spotOf(board, hitAt(board, point));
        return spot.isNull() ? nullptr : outline().interfaceOf(spot);
    }
    QAccessibleInterface *focusChild() const override
    {
        const Spot &current = outline().board().selection.current();
        if (current.isNull() || !widget()->hasFocus())
            return QAccessibleWidget::focusChild();
        return outline().interfaceOf(current);
    }

private:
    Outline &outline() const { return outlineOf(*static_cast<Canvas *>(widget())); }
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<Canvas *>(object);
    return canvas ? new CanvasInterface(canvas) : nullptr;
}

} // namespace

void installAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

QAccessibleInterface *Outline::root() const
{
    return QAccessible::queryAccessibleInterface(&m_board.canvas);
}

QAccessibleInterface *Outline::interfaceOf(const Spot &spot)
{
    if (!m_board.rectOf(spot))
        return nullptr;
    return m_interfaces.of({spot.card, spot.row}, [&] { return new ItemInterface(*this, spot); });
}

QList<int> Outline::cardsIn(int group) const
{
    QList<int> cards;
    for (int at = 0; at < m_board.scene.size(); ++at) {
        if (m_board.scene.node(at).parent == group && !m_board.scene.node(at).isHidden)
            cards.append(at);
    }
    return cards;
}

void Outline::refresh()
{
    m_interfaces.forget([this](const Key &key) { return !m_board.rectOf({key.first, key.second}); });
}

void Outline::setHeld(bool held)
{
    m_isHeld = held;
    if (!held)
        announceCurrent();
}

void Outline::announceCurrent()
{
    const Spot &current = m_board.selection.current();
    if (m_isHeld || !m_board.canvas.hasFocus() || current == m_announced)
        return;
    m_announced = current;
    widgets::announceFocus(interfaceOf(current));
}

} // namespace slipway::canvas
