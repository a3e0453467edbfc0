#include "theme/style.h"

#include "theme/focus_ring.h"
#include "theme/paint.h"
#include "theme/style_controls.h"
#include "theme/tokens.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace slipway::theme {

namespace {

constexpr char toneProperty[] = "slipwayTone";
constexpr char compactProperty[] = "slipwayCompact";

int heightOf(const QWidget *control)
{
    return control && control->property(compactProperty).toBool() ? compactHeight : controlHeight;
}

void paintRowFocus(QPainter &painter, const QStyleOption &option)
{
    painter.setPen(QPen(tokens(option.palette).focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(1, 1, -1, -1));
}

} // namespace

void setTone(QAbstractButton &button, Tone tone)
{
    button.setProperty(toneProperty, static_cast<int>(tone));
    button.update();
}

Tone tone(const QWidget *button)
{
    return button ? static_cast<Tone>(button->property(toneProperty).toInt()) : Tone::Plain;
}

void setCompact(QWidget &control)
{
    control.setProperty(compactProperty, true);
    control.updateGeometry();
}

Style::Style()
    : QProxyStyle(u"Fusion"_s)
{
    setObjectName(u"slipway"_s);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: controls::paintButton(*painter, *option, widget); return;
    case PE_PanelButtonTool: controls::paintToolButton(*painter, *option); return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            controls::paintInput(*painter, *option);
        return;
    case PE_FrameLineEdit: return;
    case PE_IndicatorCheckBox: controls::paintCheckBox(*painter, *option); return;
    case PE_IndicatorRadioButton: controls::paintRadioButton(*painter, *option); return;
    case PE_FrameFocusRect:
        if (isKeyboardInUse() && qobject_cast<const QAbstractItemView *>(widget))
            paintRowFocus(*painter, *option);
        return;
    case PE_Frame:
    case PE_FrameMenu: paintBox(*painter, option->rect, 0, {}, tokens(option->palette).line2); return;
    case PE_PanelMenu: {
        const Tokens &colours = tokens(option->palette);
        paintBox(*painter, option->rect, 0, colours.raised, colours.line2);
        return;
    }
    case PE_FrameTabBarBase: return;
    case PE_PanelTipLabel: painter->fillRect(option->rect, option->palette.toolTipBase()); return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const auto *menuItem = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (element == CE_MenuBarItem && menuItem) {
        controls::paintMenuBarItem(*painter, *menuItem);
    } else if (element == CE_MenuBarEmptyArea) {
        painter->fillRect(option->rect, tokens(option->palette).window);
    } else if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        controls::paintHeaderSection(*painter, *option);
    } else if (element == CE_TabBarTabShape) {
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            controls::paintTab(*painter, *tab);
    } else if (element == CE_Splitter) {
        controls::paintSplitter(*painter, *option);
    } else if (element == CE_FocusFrame) {
        controls::paintFocusFrame(*painter, *option);
    } else if (element == CE_PushButtonBevel && button) {
        proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    } else if (element == CE_PushButtonLabel && button) {
        const QStyleOptionButton label = controls::labelOption(*button, widget);
        QProxyStyle::drawControl(element, &label, painter, widget);
    } else {
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (control == CC_ScrollBar && slider) {
        controls::paintScrollBar(*painter, *slider, subControlRect(control, option, SC_ScrollBarSlider, widget));
    } else if (control == CC_ComboBox && combo) {
        controls::paintComboBox(*painter, *combo);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); bar && control == CC_ScrollBar)
        return controls::scrollBarPart(*bar, part);
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return option->rect.adjusted(10, 1, -26, -1);
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(7, 1, -7, -1) : option->rect;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                              const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const int height = heightOf(widget);
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const int padding = height == compactHeight ? 18 : 24;
        const int menu = button && button->features.testFlag(QStyleOptionButton::HasMenu) ? 16 : 0;
        return {contents.width() + padding + menu, std::max(height, contents.height() + 6)};
    }
    case CT_LineEdit: return {size.width(), std::max(height, contents.height() + 6)};
    case CT_ComboBox: return {contents.width() + 40, std::max(height, contents.height() + 6)};
    case CT_MenuBarItem: return {contents.width() + 18, std::max(26, contents.height())};
    case CT_ItemViewItem: return {size.width(), std::max(controlHeight, contents.height())};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            size.setHeight(std::max(size.height(), controlHeight));
        return size;
    default: return size;
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 24;
    case PM_SplitterWidth: return 1;
    case PM_DefaultFrameWidth: return qobject_cast<const QComboBox *>(widget) ? 3 : 1;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    case PM_MenuBarVMargin:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarItemSpacing:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_MenuBarHMargin: return 6;
    case PM_MenuVMargin: return 4;
    // Item views take it as the margin of their words.
    case PM_FocusFrameHMargin: return qobject_cast<const QAbstractItemView *>(widget) ? 7 : 3;
    case PM_FocusFrameVMargin: return 3;
    case PM_HeaderMargin: return 6;
    case PM_TabBarTabHSpace: return 24;
    case PM_TabBarTabVSpace: return 14;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap: return 0;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return gutter;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget: return 1;
    case SH_ComboBox_Popup: return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText: return 0;
    case SH_UnderlineShortcut: return 1;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace slipway::theme
