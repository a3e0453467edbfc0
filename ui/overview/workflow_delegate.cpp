#include "overview_page/workflow_delegate.h"

#include "overview/models.h"
#include "overview_page/cell_words.h"
#include "overview_page/fact_table.h"
#include "overview_page/run_strip.h"
#include "theme/focus_ring.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"

#include <QPainter>

namespace slipway::overview_page {

using overview::WorkflowModel;
using overview::WorkflowRow;

namespace {

void paintName(const Ink &ink, QRectF rect, const WorkflowRow &row)
{
    const Status status = row.runs.isEmpty() ? Status::Unknown : row.runs.constLast().status;
    const qreal side = ink.px(16);
    theme::paintIcon(ink.painter, QRectF(rect.left(), rect.center().y() - side / 2, side, side),
                     theme::statusIcon(status), ink.fresh(ink.tokens.status(status).solid));
    rect.setLeft(rect.left() + ink.px(23));
    theme::paintText(ink.painter, rect, row.name, ink.fonts.body, ink.fresh(ink.tokens.text));
}

} // namespace

WorkflowDelegate::WorkflowDelegate(const base::Clock &clock, FactTable &table)
    : QStyledItemDelegate(&table)
    , m_clock(clock)
    , m_table(table)
    , m_fonts(table.font())
{ }

QRectF WorkflowDelegate::content(const QRectF &rect, int column) const
{
    const qreal left = m_fonts.px(column == WorkflowModel::NameColumn ? theme::gutter : cellPadding);
    return rect.adjusted(left, 0, -m_fonts.px(cellPadding / 3), -1);
}

void WorkflowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const QRectF rect = option.rect;
    const auto *model = static_cast<const WorkflowModel *>(index.model());
    const WorkflowRow &row = model->rows().at(index.row());
    painter->save();
    painter->setClipRect(rect);
    painter->fillRect(rect, option.state.testFlag(QStyle::State_MouseOver) ? tokens.hover : tokens.base);
    theme::paintHairline(*painter, rect, Qt::BottomEdge, tokens.line1);
    const QDateTime now = m_clock.now();
    const Ink ink{*painter, option.palette, tokens, m_fonts, now, false, isOld(row.freshness, now)};
    paintContent(ink, content(rect, index.column()), row, index);
    if (theme::isKeyboardInUse() && m_table.hasFocus() && m_table.currentIndex() == index)
        theme::paintFocusRing(*painter, rect.adjusted(3, 3, -3, -4), theme::textChipRadius, tokens.focus);
    painter->restore();
}

void WorkflowDelegate::paintContent(const Ink &ink, const QRectF &rect, const WorkflowRow &row,
                                    const QModelIndex &index) const
{
    switch (index.column()) {
    case WorkflowModel::NameColumn: paintName(ink, rect, row); break;
    case WorkflowModel::RunsColumn: paintRunStrip(ink, rect, row); break;
    case WorkflowModel::FileColumn:
        theme::paintText(ink.painter, rect, row.file, ink.fonts.mono, ink.fresh(ink.tokens.text2));
        break;
    case WorkflowModel::TriggerColumn:
        theme::paintText(ink.painter, rect, index.data().toString(), ink.fonts.small, ink.tokens.text3);
        break;
    case WorkflowModel::LatestColumn:
        theme::paintText(ink.painter, rect, index.data().toString(), ink.fonts.small, ink.fresh(ink.tokens.text2));
        break;
    default:
        theme::paintText(ink.painter, rect, index.data().toString(), ink.fonts.figures, ink.fresh(ink.tokens.text2));
    }
}

} // namespace slipway::overview_page
