#pragma once

#include <QPushButton>

class QAction;

namespace slipway::widgets {

/// A button that shows an action: its words, its tooltip, whether it may be pressed, whether it is there.
class ActionButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit ActionButton(QAction *action, QWidget *parent = nullptr);

private:
    void sync();

    QAction *m_action;
};

} // namespace slipway::widgets
