#pragma once

#include <QProxyStyle>

class QAbstractButton;
class QStyleOptionButton;
class QStyleOptionComplex;
class QStyleOptionMenuItem;
class QStyleOptionSlider;

namespace slipway::theme {

/// How much a button asks for attention.
enum class Tone {
    Plain,      ///< raised, with an edge
    Primary,    ///< accent fill; at most one a page
    Danger,     ///< data or service may be lost
    Quiet,      ///< words alone until hovered
    Link,       ///< words in the link colour
};

void setTone(QAbstractButton &button, Tone tone);
Tone tone(const QWidget *button);

/// Makes a control 24 px high instead of 28.
void setCompact(QWidget &control);

/// Fusion with the design's controls: 28 px, radius 5, thin scroll bars, hairlines. Colours come from the palette by
/// `tokens()`. The focus ring is drawn around controls by FocusRing, and inside rows of item views here.
class Style final : public QProxyStyle
{
    Q_OBJECT

public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *result) const override;
};

} // namespace slipway::theme
