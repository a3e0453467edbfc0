#pragma once

#include <QStyleOption>

class QPainter;
class QWidget;

/// The drawing of single controls, for Style.
namespace slipway::theme::controls {

void paintButton(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void paintToolButton(QPainter &painter, const QStyleOption &option);
void paintInput(QPainter &painter, const QStyleOption &option);
void paintCheckBox(QPainter &painter, const QStyleOption &option);
void paintRadioButton(QPainter &painter, const QStyleOption &option);
void paintMenuBarItem(QPainter &painter, const QStyleOptionMenuItem &option);
void paintHeaderSection(QPainter &painter, const QStyleOption &option);
void paintComboBox(QPainter &painter, const QStyleOptionComboBox &option);
void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider);
/// Where a part of a scroll bar is; there are no arrow buttons.
QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part);
/// A tab's ground: words over a line, which is the accent's under the chosen one.
void paintTab(QPainter &painter, const QStyleOptionTab &option);
void paintSplitter(QPainter &painter, const QStyleOption &option);
void paintFocusFrame(QPainter &painter, const QStyleOption &option);

/// `option` with the words' colour that the button's tone asks for.
QStyleOptionButton labelOption(const QStyleOptionButton &option, const QWidget *widget);

} // namespace slipway::theme::controls
