#pragma once

#include "canvas/measures.h"
#include "canvas/view.h"

#include "theme/tokens.h"

#include <QHash>
#include <QPixmap>
#include <QStaticText>

class QPainter;

namespace slipway::canvas {

/// Words as they may be drawn: one line, not longer than a card could show, few marks stacked on a letter. A name
/// with ten thousand combining characters must not cost more than another.
QString drawable(const QString &words);

/// Texts and icons that were shaped and rendered for one zoom, kept for the next frames. GUI thread.
class Ink
{
public:
    void setMeasures(const Measures &measures);
    void setZoom(qreal zoom);
    qreal zoom() const { return m_zoom; }

    /// One line within `rect`, in pixels of the widget, cut with an ellipsis; gives its width.
    qreal text(QPainter &painter, const QRectF &rect, const QString &words, TextRole role, const QColor &colour,
               Qt::Alignment alignment = Qt::AlignLeft);
    /// How wide the words are, in pixels of the widget.
    qreal widthOf(const QString &words, TextRole role);
    /// Square and centred in `rect`, turned by `turn` degrees.
    void icon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour, qreal turn = 0);

private:
    struct TextKey {
        QString words;
        TextRole role = TextRole::Title;
        int width = 0;

        bool operator==(const TextKey &) const = default;
        friend size_t qHash(const TextKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.words, static_cast<int>(key.role), key.width);
        }
    };
    struct IconKey {
        QString name;
        int size = 0;
        QRgb colour = 0;

        bool operator==(const IconKey &) const = default;
        friend size_t qHash(const IconKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.name, key.size, key.colour);
        }
    };
    struct Shaped {
        QStaticText text;
        qreal width = 0;
    };
    /// How wide the whole words would be at full size; stays over zooms.
    qreal fullWidth(const QString &words, TextRole role);
    const Shaped &shaped(const QString &words, TextRole role, int width);
    const QFont &font(TextRole role) const { return m_fonts[static_cast<std::size_t>(role)]; }

    Measures m_measures;
    qreal m_zoom = 0;
    qreal m_ratio = 1;
    std::array<QFont, textRoles> m_fonts;
    QHash<TextKey, Shaped> m_texts;
    QHash<TextKey, qreal> m_fullWidths;
    QHash<IconKey, QPixmap> m_icons;
};

} // namespace slipway::canvas
