#pragma once

#include "theme/tokens.h"

#include <QFont>
#include <QHash>
#include <QPixmap>
#include <QStaticText>

#include <array>

class QPainter;

namespace slipway::timeline {

enum class Role { Body, Strong, Small, SmallStrong, Caption, CaptionStrong };

/// Texts and icons that were shaped and rendered once, for the next frames. GUI thread.
class Ink
{
public:
    /// Forgets everything where font or device differ.
    void prepare(const QFont &base, qreal ratio);
    /// `designPixels`, for text of 13 px, at this font's size.
    qreal px(qreal designPixels) const { return designPixels * m_scale; }

    qreal width(const QString &words, Role role);
    /// One line in `rect`, left, middle; cut with an ellipsis. Gives its width.
    qreal text(QPainter &painter, const QRectF &rect, const QString &words, Role role, const QColor &colour);
    /// Within `room`, or nothing where less than most of it could be read.
    qreal textOrNothing(QPainter &painter, const QRectF &rect, const QString &words, Role role, const QColor &colour);
    void icon(QPainter &painter, const QPointF &middle, qreal size, const QString &name, const QColor &colour);
    const QFont &font(Role role) const { return m_fonts[static_cast<std::size_t>(role)]; }

private:
    struct TextKey {
        QString words;
        Role role = Role::Body;
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
    const Shaped &shaped(const QString &words, Role role, int width);

    std::array<QFont, 6> m_fonts;
    QFont m_base;
    qreal m_ratio = 0;
    qreal m_scale = 1;
    QHash<TextKey, Shaped> m_texts;
    QHash<TextKey, qreal> m_widths;
    QHash<IconKey, QPixmap> m_icons;
};

} // namespace slipway::timeline
