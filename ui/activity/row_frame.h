#pragma once

class QPainter;
class QStyleOptionViewItem;

namespace slipway::activity_page {

/// What stands behind a row of a list: ground and hairline; within the gutters is room for the words.
void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option);
/// The ring of the row that has the keyboard, after the words.
void paintRowFocus(QPainter &painter, const QStyleOptionViewItem &option);
bool hasRowFocus(const QStyleOptionViewItem &option);

} // namespace slipway::activity_page
