#include "overview_page/fact_header.h"

#include "overview/models.h"
#include "theme/paint.h"
#include "widgets/environment_badge.h"

#include <QEvent>
#include <QPainter>

namespace slipway::overview_page {

using overview::FleetModel;

namespace {

constexpr qreal fleetHeight = 30;

} // namespace

FactHeader::FactHeader(qreal designHeight, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_designHeight(designHeight)
    , m_fonts(font())
{
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

QSize FactHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), m_fonts.px(m_designHeight)};
}

void FactHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        m_fonts = Fonts(font());
    QHeaderView::changeEvent(event);
}

void FactHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const auto &tokens = theme::tokens(palette());
    painter->fillRect(rect, tokens.header);
    theme::paintHairline(*painter, rect, Qt::BottomEdge, tokens.line1);
    const qreal left = m_fonts.px(section == 0 ? theme::gutter : cellPadding);
    const Ink ink{*painter, palette(), tokens, m_fonts, {}, false, false};
    paintTitle(ink, QRectF(rect).adjusted(left, 0, -m_fonts.px(rightPadding()), 0), section,
               model()->headerData(section, Qt::Horizontal).toString());
}

void FactHeader::paintTitle(const Ink &ink, const QRectF &content, int, const QString &title) const
{
    theme::paintText(ink.painter, content, title, ink.fonts.small, ink.tokens.text2);
}

FleetHeader::FleetHeader(QWidget *parent)
    : FactHeader(fleetHeight, parent)
{ }

void FleetHeader::paintTitle(const Ink &ink, const QRectF &content, int section, const QString &title) const
{
    using widgets::Environment;
    const auto paintBadge = [&](Environment environment) {
        widgets::paintEnvironmentBadge(ink.painter, content, environment, ink.fonts.body, ink.palette);
    };
    switch (section) {
    case FleetModel::DriftColumn:
        theme::paintText(ink.painter, content, title, ink.fonts.small, ink.tokens.text2, Qt::AlignCenter);
        break;
    case FleetModel::ProductionColumn: {
        QRectF inner = content;
        inner.setWidth(std::min(content.width(), static_cast<qreal>(ink.px(widestContent))));
        theme::paintText(ink.painter, inner, tr("Live for"), ink.fonts.small, ink.tokens.text2,
                         Qt::AlignRight | Qt::AlignVCenter);
        paintBadge(Environment::Production);
        break;
    }
    case FleetModel::StagingColumn: paintBadge(Environment::Staging); break;
    case FleetModel::PreviewColumn: paintBadge(Environment::Preview); break;
    default: FactHeader::paintTitle(ink, content, section, title);
    }
}

} // namespace slipway::overview_page
