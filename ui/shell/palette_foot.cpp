#include "shell/palette_foot.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/key_caps.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace slipway::shell {

PaletteFoot::PaletteFoot(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Up and down choose, Enter opens, Escape closes, # searches runs"));
}

void PaletteFoot::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Square above, where the list ends; round below, as the card is.
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(0, -theme::popoverRadius, 0, 0), theme::popoverRadius - 1,
                         theme::popoverRadius - 1);
    painter.setClipRect(rect());
    painter.fillPath(shape, colours.header);
    theme::paintHairline(painter, rect(), Qt::TopEdge, colours.line1);

    struct Hint {
        QStringList keys;
        QString words;
    };
    const Hint hints[] = {{{u"↑"_s, u"↓"_s}, tr("choose")}, {{tr("Enter")}, tr("open")}, {{tr("Esc")}, tr("close")}};
    const QFont small = theme::font(theme::FontRole::Small, font());
    qreal x = 14;
    for (const Hint &hint : hints) {
        const int caps = widgets::keyCapsSize(hint.keys, font()).width();
        widgets::paintKeyCaps(painter, QRectF(x, 0, caps, height()), hint.keys, font(), palette());
        x += caps + 8;
        x += theme::paintText(painter, QRectF(x, 0, 200, height()), hint.words, small, colours.text2) + 16;
    }
    const QRectF right(0, 0, width() - 14.0, height());
    const qreal words =
        theme::paintText(painter, right, tr("runs"), small, colours.text2, Qt::AlignRight | Qt::AlignVCenter);
    widgets::paintKeyCaps(painter, right.adjusted(0, 0, -words - 8, 0), {u"#"_s}, font(), palette());
}

void paintEscapeCap(QPainter &painter, const QRectF &rect, const QFont &base, const QPalette &palette)
{
    widgets::paintKeyCaps(painter, rect, {PaletteFoot::tr("Esc")}, base, palette);
}

} // namespace slipway::shell
