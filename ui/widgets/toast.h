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

    bool operator==(const ToastText &) const = default;
};

/// A message in the bottom right corner of its parent, which it follows. A new text replaces the old; see Toasts for
/// several.
class Toast final : public QWidget
{
    Q_OBJECT

public:
    /// `parent` and `clock` outlive it. `bottomMargin` keeps it clear of a bar at the parent's bottom.
    Toast(base::Clock &clock, int bottomMargin, QWidget *parent);
    ~Toast() override;

    void say(const ToastText &text);
    const ToastText &text() const { return m_text; }
    /// Pixels between the parent's bottom margin and this; 0 at first.
    void setLift(int lift);
    /// What it takes of the stack's height, pixels: the card, without its shadow.
    int cardHeight() const;

Q_SIGNALS:
    void buttonClicked();
    /// Closed by the person, by its button or by time.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    /// It waits while the pointer rests on it.
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void place();
    void leaveSoon();

    base::Clock &m_clock;
    int m_bottomMargin;
    int m_lift = 0;
    ToastText m_text;
    QLabel *m_label = nullptr;
    QPushButton *m_button = nullptr;
    QToolButton *m_close = nullptr;
    std::unique_ptr<base::Alarm> m_leave;
};

} // namespace slipway::widgets
