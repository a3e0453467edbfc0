#pragma once

#include <QFrame>

class QVBoxLayout;

namespace slipway::widgets {

/// A raised card that drops from a button and closes on Escape or a click elsewhere; the keyboard then goes back to
/// where it was. Its content goes into `column()`.
class Popover : public QFrame
{
    Q_OBJECT

public:
    explicit Popover(QWidget *parent);

    QVBoxLayout *column() const { return m_column; }
    /// Opens below `anchor` (or above, where there is no room), its right edges aligned, kept within the window.
    void openAt(const QWidget &anchor);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column = nullptr;
};

} // namespace slipway::widgets
