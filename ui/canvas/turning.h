#pragma once

#include "base/clock.h"

#include <QRectF>

#include <memory>
#include <vector>

namespace slipway::canvas {

class Board;

/// Turns the shapes of what runs once a second, while any is in sight and things may move. Repaints these shapes alone,
/// and asks the clock for time only meanwhile. GUI thread.
class Turning
{
public:
    explicit Turning(Board &board)
        : m_board(board)
    { }

    /// In degrees; 0 while nothing may turn.
    qreal angle() const;
    /// After a frame was painted: has them turn on when there are any.
    void resume();
    void stop() { m_alarm.reset(); }

private:
    bool mayTurn() const;
    void step();
    /// In pixels of the widget.
    std::vector<QRectF> shapesInSight() const;

    Board &m_board;
    std::unique_ptr<base::Alarm> m_alarm;
};

} // namespace slipway::canvas
