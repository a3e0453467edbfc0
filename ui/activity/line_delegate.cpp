#include "activity_page/line_delegate.h"

#include "activity_page/row_frame.h"
#include "base/format.h"
#include "operations/audit_model.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QPainter>

namespace slipway::activity_page {

namespace {

constexpr qreal rowHeight = 30;
constexpr qreal timeWidth = 118;
constexpr qreal actorWidth = 110;

} // namespace

LineDelegate::LineDelegate(std::shared_ptr<base::Clock> clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(std::move(clock))
{ }

QSize LineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, qRound(rowHeight * theme::textScale(option.font))};
}

void LineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const auto line = index.data(operations::AuditModel::LineRole).value<operations::AuditLine>();
    const qreal scale = theme::textScale(option.font);
    painter->save();
    paintRowGround(*painter, option);
    QRectF row = QRectF(option.rect).adjusted(theme::gutter, 0, -theme::gutter, 0);
    const QFont small = theme::tabular(theme::font(theme::FontRole::Small, option.font));
    theme::paintText(*painter, {row.left(), row.top(), timeWidth * scale - 8, row.height()},
                     base::format::time(line.at.toLocalTime(), m_clock->now().toLocalTime()), small, tokens.text3);
    row.setLeft(row.left() + timeWidth * scale);
    theme::paintText(*painter, {row.left(), row.top(), actorWidth * scale - 8, row.height()}, line.actor, small,
                     tokens.text2);
    row.setLeft(row.left() + actorWidth * scale);
    theme::paintText(*painter, row, line.words, theme::font(theme::FontRole::Body, option.font), tokens.text);
    paintRowFocus(*painter, option);
    painter->restore();
}

} // namespace slipway::activity_page
