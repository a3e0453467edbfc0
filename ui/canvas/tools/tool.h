#pragma once

#include "canvas/hit.h"

#include <QKeyEvent>

#include <memory>

namespace slipway::canvas {

/// Where a pointer is, in pixels of the widget, and what is held with it.
struct Pointer {
    QPointF at;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;

    bool extends() const { return modifiers & (Qt::ShiftModifier | Qt::ControlModifier); }
};

/// What one press, drag and release of the mouse does. Lives from the press to the release, or until it is cancelled;
/// then nothing has happened. Asks for one change or none.
class Tool
{
public:
    explicit Tool(Board &board)
        : m_board(board)
    { }
    virtual ~Tool() = default;
    Q_DISABLE_COPY_MOVE(Tool)

    virtual void press(const Pointer &) { }
    virtual void drag(const Pointer &) { }
    virtual void release(const Pointer &) { }
    virtual void cancel() { }
    /// Whether the view moves while the pointer rests near an edge.
    virtual bool scrollsAtEdges() const { return false; }
    /// Above the scene.
    virtual void paint(const Frame &) const { }
    virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }
    /// Of a tool that the keyboard uses: whether it took the key. `isDone` then says whether it is over.
    virtual bool key(QKeyEvent &, bool & /*isDone*/) { return false; }

protected:
    Board &board() const { return m_board; }
    /// Whether the pointer went far enough from `from` to mean a drag.
    static bool isDrag(const QPointF &from, const QPointF &to);

private:
    Board &m_board;
};

/// The tool for a press of the left button at `hit`.
std::unique_ptr<Tool> toolFor(Board &board, const Hit &hit);

/// A small label at the pointer with the reason why something may not be done.
void paintReason(const Frame &frame, const QPointF &pointer, const QString &reason);

} // namespace slipway::canvas
