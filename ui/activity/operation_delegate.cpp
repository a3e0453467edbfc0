#include "activity_page/operation_delegate.h"

#include "activity_page/row_frame.h"
#include "activity_page/words.h"
#include "base/format.h"
#include "operations/operations_model.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"
#include "widgets/progress.h"
#include "widgets/status_chip.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::activity_page {

namespace {

constexpr qreal rowHeight = 48;
constexpr qreal iconSize = 16;
constexpr qreal barWidth = 3;
constexpr qreal progressWidth = 84;

/// How far it is, or how it ended, at the right of `room`; gives the width that it takes.
qreal paintState(QPainter &painter, const QRectF &room, const operations::Operation &operation,
                 const QStyleOptionViewItem &option)
{
    if (operation.state == operations::OperationState::Running) {
        const QRectF bar(room.right() - progressWidth, room.top(), progressWidth, room.height());
        widgets::paintProgressBar(painter, bar, operation.share(), theme::tokens(option.palette).running.solid,
                                  option.palette);
        return progressWidth;
    }
    const QString words = stateWords(operation.state);
    const qreal width = widgets::statusChipSize(words, option.font, true).width();
    widgets::paintStatusChip(painter, {room.right() - width, room.top(), width, room.height()},
                             operations::statusOf(operation.state), words, option.font, option.palette, true);
    return width;
}

} // namespace

OperationDelegate::OperationDelegate(std::shared_ptr<base::Clock> clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(std::move(clock))
{ }

QSize OperationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, qRound(rowHeight * theme::textScale(option.font))};
}

void OperationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const auto operation = index.data(operations::OperationsModel::OperationRole).value<operations::Operation>();
    const base::Status status = operations::statusOf(operation.state);
    const QRectF rect = option.rect;
    const qreal scale = theme::textScale(option.font);
    painter->save();
    paintRowGround(*painter, option);
    QRectF row = rect.adjusted(theme::gutter, 0, -theme::gutter, 0);
    const qreal side = iconSize * scale;
    theme::paintIcon(*painter, {row.left(), row.center().y() - side / 2, side, side}, theme::statusIcon(status),
                     tokens.status(status).solid);
    row.setLeft(row.left() + side + 10);

    const QFont small = theme::tabular(theme::font(theme::FontRole::Small, option.font));
    const QString time = base::format::time(operation.startedAt.toLocalTime(), m_clock->now().toLocalTime());
    const qreal timeWidth = QFontMetricsF(small).horizontalAdvance(time) + 1;
    QRectF upper(row.left(), rect.top() + 6 * scale, row.width(), 18 * scale);
    QRectF lower(row.left(), rect.top() + 24 * scale, row.width(), 18 * scale);
    theme::paintText(*painter, upper, time, small, tokens.text3, Qt::AlignRight | Qt::AlignVCenter);
    upper.setRight(upper.right() - timeWidth - 12);
    lower.setRight(lower.right() - paintState(*painter, lower, operation, option) - 12);
    theme::paintText(*painter, upper, operation.plan.title, theme::font(theme::FontRole::BodyStrong, option.font),
                     tokens.text);
    theme::paintText(*painter, lower, summary(operation), theme::font(theme::FontRole::Small, option.font),
                     tokens.text2);
    paintRowFocus(*painter, option);
    if (option.state.testFlag(QStyle::State_Selected) && !hasRowFocus(option))
        painter->fillRect(QRectF(rect.left(), rect.top(), barWidth, rect.height()), tokens.focus);
    painter->restore();
}

} // namespace slipway::activity_page
