#include "shell/rail_button.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"

#include <QFontMetrics>
#include <QPainter>

namespace slipway::shell {

namespace {

QFont titleFont(const QFont &base, bool strong)
{
    return theme::font(strong ? theme::FontRole::CaptionStrong : theme::FontRole::Caption, base);
}

} // namespace

RailButton::RailButton(const QString &id, const QString &title, const QString &iconName, QWidget *parent)
    : QAbstractButton(parent)
    , m_id(id)
    , m_iconName(iconName)
{
    setText(title);
    setAccessibleName(title);
    setToolTip(title);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void RailButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
    update();
}

void RailButton::setBadge(int count, widgets::BadgeTone tone)
{
    m_count = count;
    m_tone = tone;
    setAccessibleName(count > 0 ? tr("%1, %2 waiting").arg(text()).arg(count) : text());
    update();
}

QSize RailButton::sizeHint() const
{
    const QFontMetrics metrics(titleFont(font(), true));
    return m_narrow ? QSize(40, 40) : QSize(64, std::max(52, 36 + metrics.height()));
}

void RailButton::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    const bool strong = isChecked();
    if (strong || underMouse())
        theme::paintBox(painter, rect(), theme::cardRadius - 1, strong ? colours.selected : colours.hover, {});

    const QRectF icon((width() - 22) / 2.0, m_narrow ? (height() - 22) / 2.0 : 8, 22, 22);
    theme::paintIcon(painter, icon, m_iconName, strong ? colours.link : colours.text2);
    if (!m_narrow)
        theme::paintText(painter, QRectF(0, 32, width(), height() - 36.0), text(), titleFont(font(), strong),
                         strong ? colours.link : colours.text2, Qt::AlignHCenter | Qt::AlignTop);
    const QSize badge = widgets::badgeSize(m_count, font());
    widgets::paintBadge(painter, QRectF(QPointF(icon.right() - 6, icon.top() - 6), QSizeF(badge)), m_count, m_tone,
                        font(), palette());
}

} // namespace slipway::shell
