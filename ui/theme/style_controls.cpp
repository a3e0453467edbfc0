#include "theme/style_controls.h"

#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::theme::controls {

namespace {

constexpr int smallestThumb = 24;

struct Fill {
    QColor inside;
    QColor edge;
};

Fill filled(const QColor &usual, const QColor &hovered, bool isHovered, bool isPressed)
{
    return {isHovered || isPressed ? hovered : usual, {}};
}

Fill buttonFill(Tone tone, QStyle::State state, const Tokens &colours)
{
    const bool pressed = state.testAnyFlags(QStyle::State_Sunken | QStyle::State_On);
    const bool hovered = state.testFlag(QStyle::State_MouseOver);
    const bool enabled = state.testFlag(QStyle::State_Enabled);
    if (!enabled && tone != Tone::Quiet && tone != Tone::Link)
        return {colours.pressed, colours.line2};
    switch (tone) {
    case Tone::Primary: return filled(colours.accent, colours.accentHover, hovered, pressed);
    case Tone::Danger: return filled(colours.danger, colours.dangerHover, hovered, pressed);
    case Tone::Quiet:
    case Tone::Link:
        if (!enabled)
            return {};
        return {pressed ? colours.pressed : hovered ? colours.hover : QColor(), {}};
    case Tone::Plain: break;
    }
    return {pressed ? colours.pressed : hovered ? colours.hover : colours.raised, colours.line2};
}

} // namespace

void paintButton(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const auto [inside, edge] = buttonFill(tone(widget), option.state, tokens(option.palette));
    if (inside.isValid() || edge.isValid())
        paintBox(painter, option.rect, controlRadius, inside, edge);
}

void paintToolButton(QPainter &painter, const QStyleOption &option)
{
    const auto [inside, edge] = buttonFill(Tone::Quiet, option.state, tokens(option.palette));
    if (inside.isValid())
        paintBox(painter, option.rect, controlRadius, inside, edge);
}

void paintInput(QPainter &painter, const QStyleOption &option)
{
    const Tokens &colours = tokens(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    paintBox(painter, option.rect, controlRadius, enabled ? colours.base : colours.pressed,
             enabled ? colours.line3 : colours.line2);
}

void paintCheckBox(QPainter &painter, const QStyleOption &option)
{
    const Tokens &colours = tokens(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool marked = option.state.testAnyFlags(QStyle::State_On | QStyle::State_NoChange);
    if (!marked) {
        paintBox(painter, option.rect, textChipRadius, enabled ? colours.base : colours.pressed,
                 enabled ? colours.line3 : colours.line2);
        return;
    }
    paintBox(painter, option.rect, textChipRadius, enabled ? colours.accent : colours.pressed, {});
    const QColor mark = enabled ? colours.accentText : colours.disabled;
    if (option.state.testFlag(QStyle::State_On))
        paintIcon(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), u"action-check"_s, mark);
    else
        painter.fillRect(QRectF(option.rect).adjusted(4, 7, -4, -7), mark);
}

void paintRadioButton(QPainter &painter, const QStyleOption &option)
{
    const Tokens &colours = tokens(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool on = option.state.testFlag(QStyle::State_On);
    const qreal radius = option.rect.width() / 2.0;
    if (!on) {
        paintBox(painter, option.rect, radius, enabled ? colours.base : colours.pressed,
                 enabled ? colours.line3 : colours.line2);
        return;
    }
    paintBox(painter, option.rect, radius, enabled ? colours.accent : colours.pressed, {});
    const QRectF dot = QRectF(option.rect).adjusted(5, 5, -5, -5);
    paintBox(painter, dot, dot.width() / 2, enabled ? colours.accentText : colours.disabled, {});
}

void paintMenuBarItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Tokens &colours = tokens(option.palette);
    painter.fillRect(option.rect, colours.window);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (enabled && option.state.testFlag(QStyle::State_Selected)) {
        const bool open = option.state.testFlag(QStyle::State_Sunken);
        paintBox(painter, QRectF(option.rect).adjusted(1, 2, -1, -2), controlRadius,
                 open ? colours.pressed : colours.hover, {});
    }
    painter.setPen(enabled ? colours.text2 : colours.disabled);
    painter.setFont(option.font);
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, option.text);
}

void paintHeaderSection(QPainter &painter, const QStyleOption &option)
{
    const Tokens &colours = tokens(option.palette);
    painter.fillRect(option.rect, colours.header);
    paintHairline(painter, option.rect, Qt::BottomEdge, colours.line1);
}

void paintComboBox(QPainter &painter, const QStyleOptionComboBox &option)
{
    const Tokens &colours = tokens(option.palette);
    if (option.editable) {
        paintInput(painter, option);
    } else {
        const auto [inside, edge] = buttonFill(Tone::Plain, option.state & ~QStyle::State_On, colours);
        paintBox(painter, option.rect, controlRadius, inside, edge);
    }
    const QRectF place(option.rect.right() - 24, option.rect.top(), 16, option.rect.height());
    paintIcon(painter, place, u"chevron-down"_s,
              option.state.testFlag(QStyle::State_Enabled) ? colours.text2 : colours.disabled);
}

void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider)
{
    const Tokens &colours = tokens(option.palette);
    if (option.minimum == option.maximum)
        return;
    const bool active = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    const bool flat = option.orientation == Qt::Horizontal;
    const QRectF thumb = flat ? QRectF(slider).adjusted(2, 3, -2, -3) : QRectF(slider).adjusted(3, 2, -3, -2);
    const qreal radius = std::min(thumb.width(), thumb.height()) / 2;
    paintBox(painter, thumb, radius, active ? colours.line3 : colours.line2, {});
}

QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const QRect all = option.rect;
    const bool flat = option.orientation == Qt::Horizontal;
    const int length = flat ? all.width() : all.height();
    const qint64 range = qint64(option.maximum) - option.minimum;
    int size = length;
    if (range > 0)
        size = std::clamp(static_cast<int>(qint64(length) * option.pageStep / (range + option.pageStep)),
                          std::min(smallestThumb, length), length);
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      length - size, option.upsideDown);
    const auto piece = [&](int from, int to) {
        return flat ? QRect(all.left() + from, all.top(), to - from, all.height())
                    : QRect(all.left(), all.top() + from, all.width(), to - from);
    };
    switch (part) {
    case QStyle::SC_ScrollBarAddLine:
    case QStyle::SC_ScrollBarSubLine: return {};
    case QStyle::SC_ScrollBarSlider: return piece(start, start + size);
    case QStyle::SC_ScrollBarSubPage: return piece(0, start);
    case QStyle::SC_ScrollBarAddPage: return piece(start + size, length);
    default: return all;
    }
}

void paintTab(QPainter &painter, const QStyleOptionTab &option)
{
    const Tokens &tokens = theme::tokens(option.palette);
    const bool isChosen = option.state.testFlag(QStyle::State_Selected);
    if (!isChosen && option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, tokens.hover);
    if (isChosen)
        painter.fillRect(QRect(option.rect.left() + 4, option.rect.bottom() - 1, option.rect.width() - 8, 2),
                         tokens.focus);
}

void paintSplitter(QPainter &painter, const QStyleOption &option)
{
    const QRectF rect(option.rect);
    const bool flat = option.state.testFlag(QStyle::State_Horizontal);
    const QRectF line = flat ? QRectF(rect.center().x() - 0.5, rect.top(), 1, rect.height())
                             : QRectF(rect.left(), rect.center().y() - 0.5, rect.width(), 1);
    painter.fillRect(line, tokens(option.palette).line2);
}

void paintFocusFrame(QPainter &painter, const QStyleOption &option)
{
    paintFocusRing(painter, QRectF(option.rect).adjusted(3, 3, -3, -3), controlRadius, tokens(option.palette).focus);
}

QStyleOptionButton labelOption(const QStyleOptionButton &option, const QWidget *widget)
{
    QStyleOptionButton result = option;
    const Tokens &colours = tokens(option.palette);
    const auto say = [&](const QColor &colour) {
        if (option.state.testFlag(QStyle::State_Enabled))
            result.palette.setColor(QPalette::ButtonText, colour);
    };
    switch (tone(widget)) {
    case Tone::Primary: say(colours.accentText); break;
    case Tone::Danger: say(colours.dangerText); break;
    case Tone::Quiet: say(colours.text2); break;
    case Tone::Link: say(colours.link); break;
    case Tone::Plain: break;
    }
    // A pressed button keeps its words where they are.
    result.state &= ~QStyle::State_Sunken;
    return result;
}

} // namespace slipway::theme::controls
