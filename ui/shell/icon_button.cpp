#include "shell/icon_button.h"

#include "theme/icons.h"

#include <QPainter>

namespace slipway::shell {

IconButton::IconButton(const QString &iconName, const QString &name, const QString &keys, QWidget *parent)
    : QToolButton(parent)
    , m_name(name)
{
    setIcon(theme::icon(iconName));
    setIconSize({16, 16});
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(name);
    setToolTip(tr("%1 (%2)").arg(name, keys));
}

void IconButton::setCount(int count, widgets::BadgeTone tone)
{
    m_count = count;
    m_tone = tone;
    setAccessibleName(count > 0 ? tr("%1, %2 new").arg(m_name).arg(count) : m_name);
    update();
}

void IconButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    QPainter painter(this);
    const QSize size = widgets::badgeSize(m_count, font());
    const QRectF corner(width() - size.width() + 2.0, -1, size.width() - 2.0, size.height());
    widgets::paintBadge(painter, corner, m_count, m_tone, font(), palette());
}

} // namespace slipway::shell
