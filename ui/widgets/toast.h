#pragma once

#include "base/clock.h"
#include "base/status.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace slipway::widgets {

/// What a toast says. A failure stays until it is closed, anything else leaves after 6 s.
struct ToastText {
    base::Status tone = base::Status::Success;
    QString words;
    /// Words of the button, "Undo" for instance; empty = none.
    QString button;
};

/// A message in the bottom right corner of its parent, which it follows. One at a time: a new text replaces the old.
class Toast final : public QWidget
{
    Q_OBJECT

public:
    /// `parent` and `clock` outlive it. `bottomMargin` keeps it clear of a bar at the parent's bottom.
    Toast(base::Clock &clock, int bottomMargin, QWidget *parent);
    ~Toast() override;

    void say(const ToastText &text);
    QString words() const;

Q_SIGNALS:
    void buttonClicked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    /// It waits while the pointer rests on it.
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void place();
    void leaveSoon();

    base::Clock &m_clock;
    int m_bottomMargin;
    ToastText m_text;
    QLabel *m_label = nullptr;
    QPushButton *m_button = nullptr;
    QToolButton *m_close = nullptr;
    std::unique_ptr<base::Alarm> m_leave;
};

} // namespace slipway::widgets
