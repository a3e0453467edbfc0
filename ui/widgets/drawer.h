#pragma once

#include <QWidget>

namespace slipway::widgets {

/// The right pane of a page where the window is too narrow to show it beside the rest: it lies over that. Esc asks to
/// close it. GUI thread.
class Drawer final : public QWidget
{
    Q_OBJECT

public:
    /// Lies over the right of `over`, and follows it; both have the same parent.
    explicit Drawer(QWidget *over);

    /// Takes the pane. `width` is what it would like to have, in pixels of text of the usual size; it gets more where
    /// it cannot be smaller, and never more than there is.
    void setPane(QWidget *pane, int width);

Q_SIGNALS:
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void place();

    QWidget *m_over;
    QWidget *m_pane = nullptr;
    int m_wanted = 0;
};

} // namespace slipway::widgets
