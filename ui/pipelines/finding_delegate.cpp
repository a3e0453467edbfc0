#include "pipelines_page/finding_delegate.h"

#include "pipelines_page/finding_model.h"
#include "theme/focus_ring.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr qreal rowHeight = 28;
constexpr qreal iconSize = 16;
constexpr qreal placeWidth = 230;
/// A fix's title is short; a longer one gives way to the message.
constexpr qreal widestFix = 240;

QRectF content(const QRectF &rect)
{
    return rect.adjusted(theme::gutter, 0, -theme::gutter, 0);
}

QFont small(const QFont &base)
{
    return theme::font(theme::FontRole::Small, base);
}

} // namespace

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, qRound(rowHeight * theme::textScale(option.font))};
}

QRectF FindingDelegate::fixRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString words = index.data(FindingModel::FixRole).toString();
    if (words.isEmpty())
        return {};
    const qreal scale = theme::textScale(option.font);
    const qreal width = std::min(QFontMetricsF(small(option.font)).horizontalAdvance(words) + 4, widestFix * scale);
    const QRectF row = content(option.rect);
    return {row.right() - placeWidth * scale - width, row.top(), width, row.height()};
}

void FindingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->fillRect(option.rect, isSelected ? tokens.selected : isHovered ? tokens.hover : tokens.base);
    QRectF row = content(option.rect);
    const qreal scale = theme::textScale(option.font);
    const auto status = index.data(FindingModel::StatusRole).value<base::Status>();
    const bool isHint = status == base::Status::Unknown;
    const QRectF icon(row.left(), row.center().y() - iconSize * scale / 2, iconSize * scale, iconSize * scale);
    theme::paintIcon(*painter, icon, isHint ? u"status-info"_s : theme::statusIcon(status),
                     isHint ? tokens.focus : tokens.status(status).solid);
    const QRectF fix = fixRect(option, index);
    const QString place =
        tr("%1 · line %2")
            .arg(index.data(FindingModel::RuleRole).toString(), index.data(FindingModel::LineRole).toString());
    theme::paintText(*painter, row.adjusted(row.width() - placeWidth * scale + 12, 0, 0, 0), place, small(option.font),
                     tokens.text3, Qt::AlignRight | Qt::AlignVCenter);
    theme::paintText(*painter, fix, index.data(FindingModel::FixRole).toString(), small(option.font), tokens.link);
    row.setLeft(icon.right() + 8);
    row.setRight((fix.isNull() ? row.right() - placeWidth * scale : fix.left()) - 12);
    theme::paintText(*painter, row, index.data().toString(), option.font, tokens.text);
    if (option.state.testFlag(QStyle::State_HasFocus) && theme::isKeyboardInUse())
        theme::paintFocusRing(*painter, QRectF(option.rect).adjusted(3, 3, -3, -3), theme::textChipRadius,
                              tokens.focus);
    painter->restore();
}

bool FindingDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && fixRect(option, index).contains(mouse->position())) {
            Q_EMIT fixRequested(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace slipway::pipelines_page
