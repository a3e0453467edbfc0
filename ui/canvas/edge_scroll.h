#pragma once

#include "base/clock.h"

#include <QPointF>

#include <functional>
#include <memory>

namespace slipway::canvas {

class Board;

/// Moves what is in sight while a drag rests near an edge. Asks the clock for time only meanwhile. GUI thread.
class EdgeScroll
{
public:
    /// `follow` is called after each step, as other things lie under the pointer then.
    EdgeScroll(Board &board, std::function<void()> follow)
        : m_board(board)
        , m_follow(std::move(follow))
    { }

    /// The drag is at `at` now, in pixels of the widget.
    void dragTo(const QPointF &at);
    void stop();

private:
    void step();
    /// Pixels a second; null away from edges, and where nothing is left to be brought into sight.
    QPointF speed() const;

    Board &m_board;
    std::function<void()> m_follow;
    QPointF m_at;
    /// Less than a pixel, for the next step.
    QPointF m_rest;
    base::milliseconds m_last{0};
    std::unique_ptr<base::Alarm> m_alarm;
    bool m_hasScrolled = false;
};

} // namespace slipway::canvas
