#pragma once

#include <QFocusFrame>
#include <QPointer>

namespace slipway::theme {

/// Whether the keyboard was used last: then whoever has it shows the ring; whoever points knows where they are.
bool isKeyboardInUse();

/// The ring around whichever control has the keyboard: buttons and fields, not item views, whose rows show it.
/// Drawn outside the control, so that a control keeps its size. One a program.
class FocusRing final : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QObject *parent);
    ~FocusRing() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setKeyboardInUse(bool isInUse);
    void follow(QWidget *now);

    QPointer<QFocusFrame> m_frame;
};

} // namespace slipway::theme
