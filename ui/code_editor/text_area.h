#pragma once

#include "diagnostics/rule.h"

#include <QPlainTextEdit>
#include <QTextBlock>

#include <vector>

namespace slipway::code_editor {

class Gutter;
class TextLayout;

/// Units of the text, from `begin` up to and without `end`.
struct Span {
    int begin = 0;
    int end = 0;

    bool contains(int position) const { return begin <= position && position <= end; }
    bool operator==(const Span &) const = default;
};

/// What a finding looks like in the text.
struct Underline {
    Span span;
    diagnostics::Severity severity = diagnostics::Severity::Warning;
    /// Index among the findings that it was made of.
    int finding = -1;
};

/// What a line is, compared with the repository's version.
enum class LineMark : quint8 { None, Added, Changed, RemovedAbove };

/// The text with its gutter: paints findings, matches of a search, changed lines and the current line. Knows nothing
/// of documents; who does sets what is shown. Spans move with the text as it is typed.
class TextArea final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextArea(QWidget *parent = nullptr);

    /// By rising begin.
    void setUnderlines(std::vector<Underline> underlines);
    const std::vector<Underline> &underlines() const { return m_underlines; }
    /// The worst of those that begin in the line; null when there are none.
    const Underline *underlineIn(const QTextBlock &block) const;
    /// By rising begin; `current` is -1 when none is.
    void setMatches(std::vector<Span> matches, int current);
    void setBrackets(std::vector<Span> brackets);
    /// By line; lines past the end have none.
    void setLineMarks(std::vector<LineMark> marks);
    LineMark lineMark(int line) const;

    /// Room below a line.
    void setRoom(const QTextBlock &block, int height);
    TextLayout &textLayout() const { return *m_layout; }
    Gutter &gutter() const { return *m_gutter; }

    /// Calls `visit(block, rect)` for each line in sight, with its place in the viewport.
    template<typename Visit>
    void forEachLineInSight(const Visit &visit) const;
    QTextBlock lineAt(int y) const;
    QRectF lineRect(const QTextBlock &block) const;
    /// Below the line: where its room is, in the viewport.
    QRect roomRect(const QTextBlock &block) const;

    /// Puts the cursor there; in sight, in the middle if it was not before.
    void reveal(Span span, bool select);

Q_SIGNALS:
    /// Before each painting: lines up to `last` are about to be seen.
    void aboutToPaint(const QTextBlock &last);
    void painted();
    /// A tool tip is asked for at a place of the text.
    void hovered(int position, const QPoint &global);
    /// Ctrl and a click.
    void followed(int position);
    void menuAsked(QMenu *menu);
    void moved();

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void shiftSpans(int position, int removed, int added);
    void layoutGutter();
    void paintBelow(QPainter &painter) const;
    void paintLine(QPainter &painter, const QTextBlock &block, const QRectF &rect) const;
    void paintSpan(QPainter &painter, const QTextBlock &block, Span span, const QColor &fill, const QColor &edge) const;
    void paintAbove(QPainter &painter) const;
    void paintUnderline(QPainter &painter, const QTextBlock &block, const Underline &underline) const;
    template<typename Visit>
    void forEachPiece(const QTextBlock &block, Span span, const Visit &visit) const;

    TextLayout *m_layout = nullptr;
    Gutter *m_gutter = nullptr;
    std::vector<Underline> m_underlines;
    std::vector<Span> m_matches;
    int m_match = -1;
    std::vector<Span> m_brackets;
    std::vector<LineMark> m_lineMarks;
};

template<typename Visit>
void TextArea::forEachLineInSight(const Visit &visit) const
{
    const int bottom = viewport()->height();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        if (!block.isVisible())
            continue;
        const QRectF rect = lineRect(block);
        if (rect.top() > bottom)
            break;
        visit(block, rect);
    }
}

} // namespace slipway::code_editor
