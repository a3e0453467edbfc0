#include "code_editor/text_area.h"

#include "code_editor/folding.h"
#include "code_editor/gutter.h"
#include "theme/tokens.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

/// Of the wave below a finding, in logical pixels.
constexpr qreal waveHeight = 2;
constexpr qreal waveLength = 4;

QColor colourOf(diagnostics::Severity severity, const theme::Tokens &tokens)
{
    switch (severity) {
    case diagnostics::Severity::Error: return tokens.failure.solid;
    case diagnostics::Severity::Warning: return tokens.warning.solid;
    case diagnostics::Severity::Hint: break;
    }
    return tokens.text3;
}

template<typename Spans, typename Visit>
void forEachIn(const Spans &spans, const QTextBlock &block, const Visit &visit)
{
    const int end = block.position() + block.length();
    for (const auto &span : spans) {
        if (span.begin >= end)
            break;
        if (span.end >= block.position())
            visit(span);
    }
}

} // namespace

void TextArea::paintEvent(QPaintEvent *event)
{
    QTextBlock last = firstVisibleBlock();
    forEachLineInSight([&](const QTextBlock &block, const QRectF &) { last = block; });
    emit aboutToPaint(last);
    {
        QPainter painter(viewport());
        painter.setClipRegion(event->region());
        paintBelow(painter);
    }
    QPlainTextEdit::paintEvent(event);
    {
        QPainter painter(viewport());
        painter.setClipRegion(event->region());
        paintAbove(painter);
    }
    emit painted();
}

void TextArea::paintBelow(QPainter &painter) const
{
    forEachLineInSight([&](const QTextBlock &block, const QRectF &rect) { paintLine(painter, block, rect); });
}

void TextArea::paintLine(QPainter &painter, const QTextBlock &block, const QRectF &rect) const
{
    const theme::Tokens &tokens = theme::tokens(palette());
    QRectF line(0, rect.top(), viewport()->width(), rect.height());
    const int room = roomRect(block).height();
    line.setHeight(line.height() - room);
    const LineMark mark = lineMark(block.blockNumber());
    if (mark == LineMark::Added || mark == LineMark::Changed)
        painter.fillRect(line, tokens.diffAdded);
    else if (block == textCursor().block() && !textCursor().hasSelection())
        painter.fillRect(line, tokens.hover);
    const auto at = std::ranges::lower_bound(m_matches, block.position(), {}, &Span::end);
    for (auto match = at; match != m_matches.end() && match->begin < block.position() + block.length(); ++match) {
        const bool isCurrent = match - m_matches.begin() == m_match;
        paintSpan(painter, block, *match, isCurrent ? tokens.warning.bg : tokens.selectedOption,
                  isCurrent ? tokens.warning.solid : tokens.line2);
    }
    for (const Span &bracket : m_brackets)
        paintSpan(painter, block, bracket, tokens.band, tokens.line3);
}

template<typename Visit>
void TextArea::forEachPiece(const QTextBlock &block, Span span, const Visit &visit) const
{
    const int begin = std::max(span.begin - block.position(), 0);
    const int end = std::min(span.end - block.position(), block.length() - 1);
    const QTextLine line = block.layout()->lineForTextPosition(std::max(0, begin));
    if (!line.isValid() || begin > block.length() - 1 || end < 0)
        return;
    const QPointF origin = lineRect(block).topLeft();
    const qreal left = line.cursorToX(begin);
    const qreal right = std::max(line.cursorToX(end), left);
    visit(QRectF(origin.x() + std::min(left, right), origin.y() + line.y(), right - left, line.height()));
}

void TextArea::paintSpan(QPainter &painter, const QTextBlock &block, Span span, const QColor &fill,
                         const QColor &edge) const
{
    if (span.end < block.position() || span.begin >= block.position() + block.length())
        return;
    forEachPiece(block, span, [&](const QRectF &rect) {
        painter.setPen(edge);
        painter.setBrush(fill);
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
    });
}

void TextArea::paintAbove(QPainter &painter) const
{
    const theme::Tokens &tokens = theme::tokens(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    forEachLineInSight([&](const QTextBlock &block, const QRectF &rect) {
        const int end = block.position() + block.length();
        for (const Underline &underline : m_underlines) {
            if (underline.span.begin >= end)
                break;
            if (underline.span.end >= block.position())
                paintUnderline(painter, block, underline);
        }
        if (isFolded(block)) {
            const qreal right = block.layout()->lineAt(0).naturalTextWidth() + rect.left() + 8;
            painter.setPen(tokens.text3);
            painter.drawText(QPointF(right, rect.top() + fontMetrics().ascent()), u"⋯"_s);
        }
    });
}

void TextArea::paintUnderline(QPainter &painter, const QTextBlock &block, const Underline &underline) const
{
    const theme::Tokens &tokens = theme::tokens(palette());
    forEachPiece(block, underline.span, [&](const QRectF &rect) {
        const qreal left = std::max(rect.left(), 0.0);
        const qreal right = std::min(std::max(rect.right(), rect.left() + 2 * waveLength), viewport()->width() + 0.0);
        const qreal base = rect.bottom() - 1;
        QPainterPath wave(QPointF(left, base));
        bool isUp = true;
        for (qreal x = left + waveLength / 2; x <= right; x += waveLength / 2, isUp = !isUp)
            wave.lineTo(x, isUp ? base - waveHeight : base);
        painter.setPen(QPen(colourOf(underline.severity, tokens), 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(wave);
    });
}

} // namespace slipway::code_editor
