#include "pipelines_page/workflow_delegate.h"

#include "pipelines_page/workflow_entries.h"
#include "theme/focus_ring.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr qreal rowHeight = 48;
constexpr qreal iconSize = 16;
constexpr qreal barWidth = 3;
constexpr qreal dotSize = 6;

} // namespace

QSize WorkflowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, qRound(rowHeight * theme::textScale(option.font))};
}

void WorkflowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const auto entry = index.data(WorkflowEntries::EntryRole).value<WorkflowEntry>();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF rect = option.rect;
    const qreal scale = theme::textScale(option.font);
    painter->save();
    painter->fillRect(rect, isSelected ? tokens.selected : isHovered ? tokens.hover : tokens.header);
    QRectF row = rect.adjusted(12, 0, -12, 0);
    const qreal side = iconSize * scale;
    const bool isKnown = entry.status != base::Status::Unknown;
    theme::paintIcon(*painter, {row.left(), row.center().y() - side / 2, side, side},
                     isKnown ? theme::statusIcon(entry.status) : u"nav-pipelines"_s,
                     entry.isDisabled || !isKnown ? tokens.text3 : tokens.status(entry.status).solid);
    row.setLeft(row.left() + side + 8);
    if (entry.isChanged) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.focus);
        painter->drawEllipse(QRectF(row.right() - dotSize, row.center().y() - dotSize / 2, dotSize, dotSize));
        row.setRight(row.right() - dotSize - 6);
    }
    const QRectF upper(row.left(), rect.top() + 6 * scale, row.width(), 18 * scale);
    const QRectF lower(row.left(), rect.top() + 24 * scale, row.width(), 18 * scale);
    theme::paintText(*painter, upper, entry.name, theme::font(theme::FontRole::BodyStrong, option.font),
                     entry.isDisabled ? tokens.text3 : tokens.text);
    theme::paintText(*painter, lower, entry.detail, theme::font(theme::FontRole::Small, option.font),
                     isSelected ? tokens.text2 : tokens.text3);
    if (option.state.testFlag(QStyle::State_HasFocus) && theme::isKeyboardInUse())
        theme::paintFocusRing(*painter, rect.adjusted(3, 3, -3, -3), theme::textChipRadius, tokens.focus);
    else if (isSelected)
        painter->fillRect(QRectF(rect.left(), rect.top(), barWidth, rect.height()), tokens.focus);
    painter->restore();
}

} // namespace slipway::pipelines_page
