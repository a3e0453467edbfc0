#include "timeline/ink.h"

#include "theme/fonts.h"
#include "theme/icons.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace slipway::timeline {

namespace {

constexpr qsizetype mostKept = 4096;
/// Nobody can read more in a lane; a name of a megabyte must not be shaped.
constexpr qsizetype longest = 160;
/// Of a label, in percent: less says nothing.
constexpr qreal leastShare = 0.6;

QString drawable(const QString &words)
{
    return words.left(longest).simplified();
}

} // namespace

void Ink::prepare(const QFont &base, qreal ratio)
{
    if (base == m_base && ratio == m_ratio && m_ratio > 0)
        return;
    using theme::FontRole;
    m_base = base;
    m_ratio = ratio;
    m_scale = theme::textScale(base);
    const std::array roles{FontRole::Body,        FontRole::BodyStrong, FontRole::Small,
                           FontRole::SmallStrong, FontRole::Caption,    FontRole::CaptionStrong};
    for (std::size_t at = 0; at < roles.size(); ++at)
        m_fonts[at] = theme::font(roles[at], base);
    m_texts.clear();
    m_widths.clear();
    m_icons.clear();
}

qreal Ink::width(const QString &words, Role role)
{
    const TextKey key{words, role, 0};
    if (const auto found = m_widths.constFind(key); found != m_widths.cend())
        return *found;
    if (m_widths.size() > mostKept)
        m_widths.clear();
    return *m_widths.insert(key, std::ceil(QFontMetricsF(font(role)).horizontalAdvance(drawable(words))));
}

const Ink::Shaped &Ink::shaped(const QString &words, Role role, int width)
{
    const TextKey key{words, role, width};
    if (const auto found = m_texts.constFind(key); found != m_texts.cend())
        return *found;
    if (m_texts.size() > mostKept)
        m_texts.clear();
    const QFontMetricsF metrics(font(role));
    const QString shown = metrics.elidedText(drawable(words), Qt::ElideRight, width);
    Shaped made;
    made.text.setTextFormat(Qt::PlainText);
    made.text.setPerformanceHint(QStaticText::AggressiveCaching);
    made.text.setText(shown);
    made.text.prepare({}, font(role));
    made.width = metrics.horizontalAdvance(shown);
    return *m_texts.insert(key, made);
}

qreal Ink::text(QPainter &painter, const QRectF &rect, const QString &words, Role role, const QColor &colour)
{
    if (words.isEmpty() || rect.width() < 1)
        return 0;
    const qreal whole = width(words, role);
    const int room = static_cast<int>(std::min(whole, std::floor(rect.width())));
    const Shaped &it = shaped(words, role, room);
    painter.setFont(font(role));
    painter.setPen(colour);
    painter.drawStaticText(
        QPointF(std::round(rect.left()), std::round(rect.center().y() - it.text.size().height() / 2)), it.text);
    return it.width;
}

qreal Ink::textOrNothing(QPainter &painter, const QRectF &rect, const QString &words, Role role, const QColor &colour)
{
    return rect.width() < width(words, role) * leastShare ? 0 : text(painter, rect, words, role, colour);
}

void Ink::icon(QPainter &painter, const QPointF &middle, qreal size, const QString &name, const QColor &colour)
{
    const int side = qRound(size);
    const IconKey key{name, side, colour.rgba()};
    auto found = m_icons.constFind(key);
    if (found == m_icons.cend())
        found = m_icons.insert(key, theme::iconPixmap(name, side, colour, m_ratio));
    const QPointF corner = middle - QPointF(side / 2.0, side / 2.0);
    painter.drawPixmap(QPointF(std::round(corner.x() * m_ratio), std::round(corner.y() * m_ratio)) / m_ratio, *found);
}

} // namespace slipway::timeline
