#pragma once

#include "canvas/board.h"

#include <QKeyEvent>

#include <functional>

namespace slipway::canvas {

/// What keys do while the canvas has the focus and no tool takes them.
class Keys
{
public:
    explicit Keys(Board &board)
        : m_board(board)
    { }

    /// Whether the key meant something here.
    bool press(const QKeyEvent &event);
    /// Tab and Shift+Tab: false when the walk is at its end, and the focus goes on.
    bool walk(bool forwards);
    /// When the focus arrives and nothing is current.
    void startAt(bool first);

private:
    bool arrow(const QKeyEvent &event);
    void arrowInRows(int key);
    void go(const Spot &spot, bool extends);
    bool moveSelected(int key);
    bool enter();
    bool leave();
    bool command(const QKeyEvent &event);
    bool addBlock(int key);
    bool removeSelected();
    void selectAll();

    Board &m_board;
};

} // namespace slipway::canvas
