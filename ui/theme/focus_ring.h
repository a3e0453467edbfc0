#pragma once

#include <QFocusFrame>
#include <QPointer>

namespace slipway::theme {

/// The ring around whichever control has the keyboard: buttons and fields, not item views, whose rows show it.
/// Drawn outside the control, so that a control keeps its size. One a program.
class FocusRing final : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QObject *parent);
    ~FocusRing() override;

private:
    void follow(QWidget *now);

    QPointer<QFocusFrame> m_frame;
};

} // namespace slipway::theme
