#include "canvas/measures.h"

#include "theme/fonts.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QLineF>

#include <algorithm>
#include <cmath>

namespace slipway::canvas {

namespace {

constexpr qreal designPixels = 13;
constexpr qreal leastWidth = 222;
constexpr qreal mostWidth = 254;
constexpr qreal leastTriggerWidth = 140;
constexpr qreal mostTriggerWidth = 220;
constexpr qreal mostNameWidth = 140;
/// Icon, gaps and ends beside a title.
constexpr qreal besideTitle = 48;

/// Some names are of wide letters.
constexpr qreal slack = 1.07;
/// Letters as they are frequent in names.
constexpr char sample[] = "Install dependencies, test and deploy";

/// Caption's size, and every character by itself: code is read letter by letter.
QFont smallMono(const QFont &base)
{
    QFont font = theme::font(theme::FontRole::Mono, theme::font(theme::FontRole::Small, base));
    font.setFeature("liga", 0);
    font.setFeature("calt", 0);
    return font;
}

qreal widthOfCard(const Card &card, const Measures &measures)
{
    // The aside ends the head's last line, so that a title has its line for itself.
    // A job's duration and mark arrive later than the job; it must not grow into its neighbour then.
    const bool isJob = card.kind == CardKind::Job;
    const QString usual = QStringLiteral("00:00");
    const QString duration = isJob && card.aside.size() < usual.size() ? usual : card.aside;
    const qreal aside = duration.isEmpty() ? 0 : measures.guessWidth(TextRole::Aside, duration) + 8;
    const qreal mark = card.mark.isEmpty() && !isJob ? 0 : 20 * measures.scale;
    const qreal title = measures.guessWidth(TextRole::Title, card.title) + (card.subtitle.isEmpty() ? aside : 0);
    const qreal below = card.subtitle.isEmpty() ? 0 : measures.guessWidth(TextRole::Subtitle, card.subtitle) + aside;
    qreal wanted = std::max(title, below) + mark + besideTitle;
    for (const Row &row : card.rows) {
        const qreal note = std::max(measures.guessWidth(TextRole::Note, row.note), row.share ? 34 * measures.scale : 0);
        const qreal marks = 20.0 * static_cast<qreal>(row.marks.size()) + (row.share ? 56 : 0)
            + (row.chip.isEmpty() ? 0 : measures.guessWidth(TextRole::Note, row.chip) + 16);
        wanted = std::max(wanted, measures.guessWidth(TextRole::Row, row.text) + note + besideTitle + marks);
    }
    return std::clamp(std::ceil(wanted), leastWidth * measures.scale, mostWidth * measures.scale);
}

Shape shapeOfGate(const Card &card, const Measures &measures)
{
    const qreal most = mostNameWidth * measures.scale;
    const qreal words = std::min(most,
                                 std::max(measures.guessWidth(TextRole::Name, card.title),
                                          measures.guessWidth(TextRole::Subtitle, card.subtitle)));
    Shape shape{QSizeF(measures.diamond, measures.diamond)};
    shape.side = std::max(0.0, std::ceil((words + 8 - measures.diamond) / 2));
    shape.below = 4 + (card.title.isEmpty() ? 0 : measures.lineHeight(TextRole::Name))
        + (card.subtitle.isEmpty() ? 0 : measures.lineHeight(TextRole::Subtitle));
    return shape;
}

Shape shapeOfTrigger(const Card &card, const Measures &measures)
{
    const qreal words = std::max(measures.guessWidth(TextRole::Title, card.title),
                                 measures.guessWidth(TextRole::Subtitle, card.subtitle));
    const qreal width = std::clamp(std::ceil(words + 54 * measures.scale), leastTriggerWidth * measures.scale,
                                   mostTriggerWidth * measures.scale);
    const qreal rows = showsRows(card) ? measures.row * static_cast<qreal>(card.rows.size()) + 2 * rowsPadding : 0;
    return {QSizeF(width, headHeight(card, measures) + rows)};
}

} // namespace

Measures::Measures(const QFont &base)
{
    using theme::FontRole;
    fonts = {theme::font(FontRole::Section, base),
             theme::font(FontRole::Caption, base),
             theme::font(FontRole::Small, base),
             smallMono(base),
             theme::tabular(theme::font(FontRole::Section, base)),
             smallMono(base),
             theme::font(FontRole::CaptionStrong, base)};
    for (std::size_t role = 0; role < textRoles; ++role) {
        const QFontMetricsF metrics(fonts[role]);
        heights[role] = std::ceil(metrics.height());
        averages[role] = metrics.horizontalAdvance(QString::fromLatin1(sample)) / (sizeof(sample) - 1) * slack;
    }
    scale = std::max(1.0, QFontInfo(base).pixelSize() / designPixels);
    row = std::max(22.0, lineHeight(TextRole::Row) + 6);
    lowHead = std::max(36.0, lineHeight(TextRole::Title) + 18);
    head = std::max(44.0, lineHeight(TextRole::Title) + lineHeight(TextRole::Subtitle) + 12);
    pill = std::max(20.0, lineHeight(TextRole::Pill) + 4);
    diamond = std::round(52 * std::sqrt(scale));
    frameHead = std::max(32.0, lineHeight(TextRole::Title) + 14);
}

qreal Measures::guessWidth(TextRole role, const QString &text) const
{
    constexpr qsizetype enough = 60;
    return averages[static_cast<std::size_t>(role)] * static_cast<qreal>(std::min(text.size(), enough));
}

bool showsRows(const Card &card)
{
    return !card.isFolded && !card.rows.empty() && card.kind != CardKind::Gate;
}

qreal headHeight(const Card &card, const Measures &measures)
{
    const qreal height = card.subtitle.isEmpty() ? measures.lowHead : measures.head;
    return card.kind == CardKind::Trigger ? height + 8 : height;
}

Shape shapeOf(const Card &card, const Measures &measures)
{
    Shape shape;
    if (card.kind == CardKind::Gate) {
        shape = shapeOfGate(card, measures);
    } else if (card.kind == CardKind::Trigger) {
        shape = shapeOfTrigger(card, measures);
    } else {
        const qreal rows = showsRows(card) ? measures.row * static_cast<qreal>(card.rows.size()) + 2 * rowsPadding : 0;
        shape.body = QSizeF(widthOfCard(card, measures), headHeight(card, measures) + rows);
        shape.room = card.kind == CardKind::Job ? measures.row : 0;
    }
    if (!card.pill.isEmpty())
        shape.above = measures.pill + pillGap;
    return shape;
}

QRectF headRect(const Card &card, const QRectF &body, const Measures &measures)
{
    return {body.topLeft(), QSizeF(body.width(), std::min(body.height(), headHeight(card, measures)))};
}

QRectF rowRect(const Card &card, const QRectF &body, int row, const Measures &measures)
{
    if (!showsRows(card))
        return headRect(card, body, measures);
    return {body.left(), body.top() + headHeight(card, measures) + rowsPadding + measures.row * row, body.width(),
            measures.row};
}

QRectF foldRect(const Card &card, const QRectF &body, const Measures &measures)
{
    const bool isFrame = card.kind == CardKind::Group && !card.isFolded;
    const qreal height = isFrame ? measures.frameHead : headHeight(card, measures);
    constexpr qreal side = 24;
    return {body.right() - side - 4, body.top() + (height - side) / 2, side, side};
}

int gapAt(const Card &card, const QRectF &body, qreal y, const Measures &measures)
{
    const int rows = static_cast<int>(card.rows.size());
    if (!showsRows(card))
        return rows;
    const qreal first = body.top() + headHeight(card, measures) + rowsPadding;
    return std::clamp(static_cast<int>(std::lround((y - first) / measures.row)), 0, rows);
}

QLineF gapLine(const Card &card, const QRectF &body, int gap, const Measures &measures)
{
    const qreal y = showsRows(card) ? body.top() + headHeight(card, measures) + rowsPadding + measures.row * gap
                                    : body.bottom() - 2;
    return {body.left() + 4, y, body.right() - 4, y};
}

} // namespace slipway::canvas
