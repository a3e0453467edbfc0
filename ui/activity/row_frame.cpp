#include "activity_page/row_frame.h"

#include "theme/focus_ring.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace slipway::activity_page {

void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    const auto &tokens = theme::tokens(option.palette);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter.fillRect(option.rect, isSelected ? tokens.selected : isHovered ? tokens.hover : tokens.base);
    theme::paintHairline(painter, option.rect, Qt::BottomEdge, tokens.line1);
}

bool hasRowFocus(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_HasFocus) && theme::isKeyboardInUse();
}

void paintRowFocus(QPainter &painter, const QStyleOptionViewItem &option)
{
    if (hasRowFocus(option))
        theme::paintFocusRing(painter, QRectF(option.rect).adjusted(3, 3, -3, -3), theme::textChipRadius,
                              theme::tokens(option.palette).focus);
}

} // namespace slipway::activity_page
