#include "canvas/ink.h"

#include "theme/icons.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QScreen>

#include <algorithm>

namespace slipway::canvas {

namespace {

constexpr qsizetype mostCharacters = 160;
constexpr int mostStacked = 3;
constexpr qsizetype mostTexts = 20'000;
constexpr qsizetype mostIcons = 2'000;

bool isPlain(QStringView words)
{
    return std::ranges::all_of(words, [](QChar letter) {
        return letter.unicode() >= 0x20 && letter.unicode() < 0x300 && letter.unicode() != 0x7F;
    });
}

qreal pointsPerPixel()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    return 72.0 / (screen ? screen->logicalDotsPerInchY() : 96.0);
}

} // namespace

QString drawable(const QString &words)
{
    if (words.size() <= mostCharacters && isPlain(words))
        return words;
    QString result;
    int stacked = 0;
    qsizetype seen = 0;
    for (const QChar letter : words) {
        // Much longer than what is drawn, it holds nothing but marks that are left out.
        if (result.size() >= mostCharacters || ++seen > 8 * mostCharacters)
            break;
        stacked = letter.isMark() ? stacked + 1 : 0;
        if (stacked > mostStacked)
            continue;
        const bool isControl = letter.category() == QChar::Other_Control || letter == QChar::LineSeparator
            || letter == QChar::ParagraphSeparator;
        result += isControl ? QChar(u' ') : letter;
    }
    if (!result.isEmpty() && result.back().isHighSurrogate())
        result.chop(1);
    return result;
}

void Ink::setMeasures(const Measures &measures)
{
    m_measures = measures;
    m_zoom = 0;
    m_icons.clear();
    m_fullWidths.clear();
}

void Ink::setZoom(qreal zoom)
{
    if (zoom == m_zoom)
        return;
    m_zoom = zoom;
    m_texts.clear();
    m_fonts = m_measures.fonts;
    for (QFont &font : m_fonts) {
        // Between whole sizes letters must be as wide as they are at full size, or names would be cut elsewhere.
        if (zoom != 1)
            font.setHintingPreference(QFont::PreferNoHinting);
        // Points need not be whole, as pixels must.
        const qreal points = font.pointSizeF() > 0 ? font.pointSizeF() : font.pixelSize() * pointsPerPixel();
        if (zoom != 1)
            font.setPointSizeF(std::max(0.5, points * zoom));
    }
}

qreal Ink::fullWidth(const QString &words, TextRole role)
{
    if (m_fullWidths.size() > mostTexts)
        m_fullWidths.clear();
    const TextKey key{words, role, -1};
    if (const auto found = m_fullWidths.constFind(key); found != m_fullWidths.cend())
        return *found;
    const qreal width = QFontMetricsF(m_measures.font(role)).horizontalAdvance(drawable(words));
    m_fullWidths.insert(key, width);
    return width;
}

const Ink::Shaped &Ink::shaped(const QString &words, TextRole role, int width)
{
    // Cutting costs more than shaping, and most words need none.
    if (width >= 0 && fullWidth(words, role) * m_zoom <= width)
        width = -1;
    if (m_texts.size() > mostTexts)
        m_texts.clear();
    const TextKey key{words, role, width};
    if (const auto found = m_texts.constFind(key); found != m_texts.cend())
        return *found;
    Shaped &made = m_texts[key];
    const QFontMetricsF metrics(font(role));
    QString shown = drawable(words);
    if (width >= 0)
        shown = metrics.elidedText(shown, Qt::ElideRight, width + 1);
    made.text.setTextFormat(Qt::PlainText);
    made.text.setPerformanceHint(QStaticText::AggressiveCaching);
    made.text.setText(shown);
    made.text.prepare({}, font(role));
    made.width = made.text.size().width();
    return made;
}

qreal Ink::text(QPainter &painter, const QRectF &rect, const QString &words, TextRole role, const QColor &colour,
                Qt::Alignment alignment)
{
    if (rect.width() < 2 || words.isEmpty())
        return 0;
    const Shaped &it = shaped(words, role, static_cast<int>(rect.width()));
    QPointF corner(rect.left(), rect.center().y() - it.text.size().height() / 2);
    if (alignment & Qt::AlignRight)
        corner.setX(rect.right() - it.width);
    else if (alignment & Qt::AlignHCenter)
        corner.setX(rect.center().x() - it.width / 2);
    painter.setFont(font(role));
    painter.setPen(colour);
    painter.drawStaticText(QPointF(std::round(corner.x()), std::round(corner.y())), it.text);
    return it.width;
}

qreal Ink::widthOf(const QString &words, TextRole role)
{
    return words.isEmpty() ? 0 : std::ceil(shaped(words, role, -1).width);
}

void Ink::icon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour, qreal turn)
{
    const int size = qRound(std::min(rect.width(), rect.height()));
    if (size < 3 || name.isEmpty())
        return;
    const qreal ratio = painter.device()->devicePixelRatioF();
    if (ratio != m_ratio || m_icons.size() > mostIcons) {
        m_ratio = ratio;
        m_icons.clear();
    }
    QPixmap &pixmap = m_icons[IconKey{name, size, colour.rgba()}];
    if (pixmap.isNull())
        pixmap = theme::iconPixmap(name, size, colour, ratio);
    const QPointF corner = rect.center() - QPointF(size, size) / 2;
    const QPointF place(std::round(corner.x()), std::round(corner.y()));
    if (turn == 0) {
        painter.drawPixmap(place, pixmap);
        return;
    }
    const QPointF half(size / 2.0, size / 2.0);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(place + half);
    painter.rotate(turn);
    painter.drawPixmap(-half, pixmap);
    painter.restore();
}

} // namespace slipway::canvas
