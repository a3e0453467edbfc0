#include "widgets/action_button.h"

#include <QAction>

namespace slipway::widgets {

ActionButton::ActionButton(QAction *action, QWidget *parent)
    : QPushButton(parent)
    , m_action(action)
{
    connect(action, &QAction::changed, this, &ActionButton::sync);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    setObjectName(action->objectName());
    sync();
}

void ActionButton::sync()
{
    setText(m_action->text());
    setIcon(m_action->icon());
    setToolTip(m_action->toolTip());
    setAccessibleName(m_action->text());
    setAccessibleDescription(m_action->statusTip());
    setEnabled(m_action->isEnabled());
    // One that has no parent yet would become a window of its own.
    if (!m_action->isVisible() || testAttribute(Qt::WA_WState_ExplicitShowHide))
        setVisible(m_action->isVisible());
}

} // namespace slipway::widgets
