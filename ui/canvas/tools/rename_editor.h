#pragma once

#include "canvas/tools/tool.h"

#include <QLineEdit>

namespace slipway::canvas {

/// A field over a card's title or a row, for its name. Enter asks for the change, Esc leaves it; another place takes it
/// as Enter does.
class RenameEditor final : public QLineEdit
{
    Q_OBJECT

public:
    explicit RenameEditor(Board &board);

    /// False when this has no name to change.
    bool start(const Spot &spot);
    /// Keeps it over its row after the scene moved; ends it when that is gone.
    void follow();
    void stop();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void commit();

    Board &m_board;
    Spot m_spot;
    QString m_before;
};

} // namespace slipway::canvas
