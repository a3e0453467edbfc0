#include "overview_page/fleet_delegate.h"

#include "overview/models.h"
#include "overview_page/fact_table.h"
#include "overview_page/other_cells.h"
#include "overview_page/release_cell.h"
#include "theme/focus_ring.h"
#include "theme/paint.h"

#include <QPainter>

namespace slipway::overview_page {

using overview::FleetModel;

namespace {

QColor background(const theme::Tokens &tokens, const QStyleOptionViewItem &option, int column)
{
    if (option.state.testFlag(QStyle::State_MouseOver))
        return tokens.hover;
    return column == FleetModel::DriftColumn ? tokens.header : tokens.base;
}

} // namespace

FleetDelegate::FleetDelegate(const base::Clock &clock, FactTable &table)
    : QStyledItemDelegate(&table)
    , m_clock(clock)
    , m_table(table)
    , m_fonts(table.font())
{ }

QRectF FleetDelegate::content(const QRectF &rect, int column) const
{
    const qreal left = m_fonts.px(column == FleetModel::AppColumn ? theme::gutter : cellPadding);
    QRectF result = rect.adjusted(left, 0, -m_fonts.px(cellPadding), -1);
    if (column != FleetModel::DriftColumn)
        result.setWidth(std::min(result.width(), static_cast<qreal>(m_fonts.px(widestContent))));
    return result;
}

void FleetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const QRectF rect = option.rect;
    painter->save();
    painter->setClipRect(rect);
    painter->fillRect(rect, background(tokens, option, index.column()));
    // Below the last row runs the line between the page's regions.
    if (index.row() + 1 < index.model()->rowCount())
        theme::paintHairline(*painter, rect, Qt::BottomEdge, tokens.line1);
    const Ink ink{*painter, option.palette, tokens, m_fonts, m_clock.now(), m_showsSkeletons, false};
    const auto *model = static_cast<const FleetModel *>(index.model());
    paintContent(ink, content(rect, index.column()), model->rows().at(index.row()), index);
    if (theme::isKeyboardInUse() && m_table.hasFocus() && m_table.currentIndex() == index)
        theme::paintFocusRing(*painter, rect.adjusted(4, 4, -4, -5), theme::controlRadius, tokens.focus);
    painter->restore();
}

void FleetDelegate::paintContent(const Ink &ink, const QRectF &rect, const overview::AppRow &row,
                                 const QModelIndex &index) const
{
    const bool isHot = m_table.hotIndex() == index && !m_table.hotTarget().isEmpty();
    switch (index.column()) {
    case FleetModel::AppColumn: paintApp(ink, rect, row); break;
    case FleetModel::ProductionColumn: paintRelease(ink, rect, row.production, ReleaseStyle::Production, isHot); break;
    case FleetModel::DriftColumn: paintDrift(ink, rect, row.drift); break;
    case FleetModel::StagingColumn: paintRelease(ink, rect, row.staging, ReleaseStyle::Staging, isHot); break;
    case FleetModel::PreviewColumn: paintPreviews(ink, rect, row); break;
    default: break;
    }
}

} // namespace slipway::overview_page
