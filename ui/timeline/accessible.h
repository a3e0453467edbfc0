#pragma once

#include "timeline/board.h"
#include "widgets/accessible_items.h"

namespace slipway::timeline {

class TimelineView;

/// The markers in sight as a list for screen readers. Interfaces are made when a reader asks, and live until their
/// marker is gone. GUI thread.
class Outline
{
public:
    Outline(TimelineView &view, Board &board)
        : m_view(view)
        , m_board(board)
    { }
    Q_DISABLE_COPY_MOVE(Outline)

    TimelineView &view() const { return m_view; }
    Board &board() const { return m_board; }
    /// Of the marker that shows an item; null when there is no such item.
    QAccessibleInterface *interfaceOf(const Item &item);
    /// Of the markers between the widget's edges, row by row.
    std::vector<Item> itemsInSight() const;
    /// The history changed: forgets what is gone.
    void refresh();
    /// The view moved: forgets what is out of sight, but for the current.
    void prune();
    /// Tells a reader, once, which marker has the focus now.
    void announceCurrent();
    void forgetAnnounced() { m_announced = {}; }

private:
    using Key = std::pair<bool, QString>;

    TimelineView &m_view;
    Board &m_board;
    widgets::AccessibleItems<Key> m_interfaces;
    Item m_announced;
};

/// Makes Qt find the interfaces of timelines; once a program.
void installAccessibility();

} // namespace slipway::timeline
