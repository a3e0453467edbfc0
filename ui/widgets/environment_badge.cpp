#include "widgets/environment_badge.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace slipway::widgets {

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Production: return QCoreApplication::translate("widgets::environment", "Production");
    case Environment::Staging: return QCoreApplication::translate("widgets::environment", "Staging");
    case Environment::Preview: break;
    }
    return QCoreApplication::translate("widgets::environment", "Preview");
}

QSize environmentBadgeSize(Environment environment, const QFont &base)
{
    const QFontMetrics metrics(theme::font(theme::FontRole::CaptionStrong, base));
    return {metrics.horizontalAdvance(environmentName(environment)) + 13, std::max(18, metrics.height() + 2)};
}

void paintEnvironmentBadge(QPainter &painter, const QRectF &rect, Environment environment, const QFont &base,
                           const QPalette &palette)
{
    const theme::Tokens &colours = theme::tokens(palette);
    const QSize size = environmentBadgeSize(environment, base);
    const QRectF badge(rect.left(), rect.center().y() - size.height() / 2.0, size.width(), size.height());
    QColor words = colours.text;
    switch (environment) {
    case Environment::Production:
        theme::paintBox(painter, badge, theme::textChipRadius, colours.text, {});
        words = colours.base;
        break;
    case Environment::Staging: theme::paintBox(painter, badge, theme::textChipRadius, {}, colours.text3); break;
    case Environment::Preview:
        theme::paintBox(painter, badge, theme::textChipRadius, {}, colours.text3, Qt::DashLine);
        words = colours.text2;
        break;
    }
    theme::paintText(painter, badge, environmentName(environment), theme::font(theme::FontRole::CaptionStrong, base),
                     words, Qt::AlignCenter);
}

EnvironmentBadge::EnvironmentBadge(Environment environment, QWidget *parent)
    : QWidget(parent)
    , m_environment(environment)
{
    setAccessibleName(environmentName(environment));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize EnvironmentBadge::sizeHint() const
{
    return environmentBadgeSize(m_environment, font());
}

void EnvironmentBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintEnvironmentBadge(painter, rect(), m_environment, font(), palette());
}

} // namespace slipway::widgets
