#pragma once

#include "canvas/board.h"
#include "widgets/accessible_items.h"

class QAccessibleInterface;

namespace slipway::canvas {

/// The graph as an outline for screen readers: cards and groups as items, rows and what groups hold within them.
/// Interfaces are made when a reader asks, and live until their card or row is gone. GUI thread.
class Outline
{
public:
    explicit Outline(Board &board)
        : m_board(board)
    { }
    Q_DISABLE_COPY_MOVE(Outline)

    Board &board() const { return m_board; }
    /// Null when there is no such card or row.
    QAccessibleInterface *interfaceOf(const Spot &spot);
    /// Cards at the top, or held by `group`, in the picture's order.
    QList<int> cardsIn(int group) const;
    /// The picture changed: forgets what is gone, and says so when a reader listens.
    void refresh();
    /// Tells a reader, once, which card or row has the focus now.
    void announceCurrent();
    /// While held, nothing is announced; then, what is current.
    void setHeld(bool held);
    /// The focus is elsewhere: what is current is news when it comes back.
    void forgetAnnounced() { m_announced = {}; }
    /// The canvas's own interface.
    QAccessibleInterface *root() const;

private:
    using Key = std::pair<QString, int>;

    Board &m_board;
    widgets::AccessibleItems<Key> m_interfaces;
    Spot m_announced;
    bool m_isHeld = false;
};

/// Makes Qt find the interfaces of canvases; once a program.
void installAccessibility();

} // namespace slipway::canvas
