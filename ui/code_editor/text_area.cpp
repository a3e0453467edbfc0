#include "code_editor/text_area.h"

#include "code_editor/folding.h"
#include "code_editor/gutter.h"
#include "code_editor/plain_paste.h"
#include "code_editor/text_layout.h"
#include "theme/fonts.h"

#include <QHelpEvent>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <memory>

namespace slipway::code_editor {

namespace {

/// Spaces that a tab is wide as.
constexpr int tabWidth = 4;

/// Signs are shown one by one: `--` and `==` are what was typed.
QFont sourceFont()
{
    QFont font = theme::font(theme::FontRole::Mono);
    font.setFeature("calt", 0);
    font.setFeature("liga", 0);
    return font;
}

int shifted(int at, int position, int removed, int added)
{
    if (at <= position)
        return at;
    return at >= position + removed ? at + added - removed : position + std::min(at - position, added);
}

void shift(Span &span, int position, int removed, int added)
{
    // A letter typed right behind the last one, or before the first, belongs to neither.
    const bool isBehind = position >= span.end;
    span.begin =
        position == span.begin && removed == 0 ? span.begin + added : shifted(span.begin, position, removed, added);
    if (!isBehind)
        span.end = shifted(span.end, position, removed, added);
    span.end = std::max(span.begin, span.end);
}

} // namespace

TextArea::TextArea(QWidget *parent)
    : QPlainTextEdit(parent)
{
    auto *text = new QTextDocument(this);
    m_layout = new TextLayout(text);
    text->setDocumentLayout(m_layout);
    setDocument(text);
    m_gutter = new Gutter(*this);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setCursorWidth(2);
    setAccessibleName(tr("Source"));
    setFont(sourceFont());
    setTabStopDistance(tabWidth * fontMetrics().horizontalAdvance(u' '));
    connect(text, &QTextDocument::contentsChange, this, &TextArea::shiftSpans);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &TextArea::layoutGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        viewport()->update();
        m_gutter->update();
    });
    layoutGutter();
}

void TextArea::setUnderlines(std::vector<Underline> underlines)
{
    m_underlines = std::move(underlines);
    viewport()->update();
    m_gutter->update();
}

const Underline *TextArea::underlineIn(const QTextBlock &block) const
{
    const int end = block.position() + block.length();
    auto at = std::ranges::lower_bound(m_underlines, block.position(), {},
                                       [](const Underline &underline) { return underline.span.begin; });
    const Underline *worst = nullptr;
    for (; at != m_underlines.end() && at->span.begin < end; ++at) {
        if (!worst || at->severity < worst->severity)
            worst = &*at;
    }
    return worst;
}

void TextArea::setMatches(std::vector<Span> matches, int current)
{
    m_matches = std::move(matches);
    m_match = current;
    viewport()->update();
}

void TextArea::setBrackets(std::vector<Span> brackets)
{
    if (brackets == m_brackets)
        return;
    m_brackets = std::move(brackets);
    viewport()->update();
}

void TextArea::setLineMarks(std::vector<LineMark> marks)
{
    m_lineMarks = std::move(marks);
    viewport()->update();
    m_gutter->update();
}

LineMark TextArea::lineMark(int line) const
{
    const auto at = static_cast<size_t>(line);
    return at < m_lineMarks.size() ? m_lineMarks[at] : LineMark::None;
}

void TextArea::setRoom(const QTextBlock &block, int height)
{
    m_layout->setRoom(block, height);
    m_gutter->update();
}

QTextBlock TextArea::lineAt(int y) const
{
    QTextBlock found;
    forEachLineInSight([&](const QTextBlock &block, const QRectF &rect) {
        if (rect.top() <= y)
            found = block;
    });
    return found;
}

QRectF TextArea::lineRect(const QTextBlock &block) const
{
    return blockBoundingGeometry(block).translated(contentOffset());
}

QRect TextArea::roomRect(const QTextBlock &block) const
{
    const QRectF rect = lineRect(block);
    const auto below = static_cast<int>(m_layout->QPlainTextDocumentLayout::blockBoundingRect(block).height());
    return {0, static_cast<int>(rect.top()) + below, viewport()->width(), static_cast<int>(rect.height()) - below};
}

void TextArea::reveal(Span span, bool select)
{
    const int last = std::max(0, document()->characterCount() - 1);
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(select ? span.end : span.begin, 0, last));
    if (select) {
        cursor.setPosition(std::clamp(span.begin, 0, last));
        cursor.setPosition(std::clamp(span.end, 0, last), QTextCursor::KeepAnchor);
    }
    unfoldAround(*this, cursor.block());
    const QTextBlock block = document()->findBlock(std::clamp(span.begin, 0, last));
    const QRectF rect = lineRect(block);
    const bool isInSight = rect.top() >= 0 && rect.bottom() <= viewport()->height();
    setTextCursor(cursor);
    if (!isInSight)
        centerCursor();
}

void TextArea::shiftSpans(int position, int removed, int added)
{
    for (Underline &underline : m_underlines)
        shift(underline.span, position, removed, added);
    for (Span &match : m_matches)
        shift(match, position, removed, added);
    m_brackets.clear();
}

void TextArea::layoutGutter()
{
    const int width = m_gutter->neededWidth();
    setViewportMargins(width, 0, 0, 0);
    m_gutter->setGeometry(contentsRect().x(), contentsRect().y(), width, contentsRect().height());
}

bool TextArea::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        emit hovered(cursorForPosition(help->pos()).position(), help->globalPos());
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

void TextArea::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutGutter();
    emit moved();
}

void TextArea::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(sourceFont());
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_gutter) {
        setTabStopDistance(tabWidth * fontMetrics().horizontalAdvance(u' '));
        layoutGutter();
    }
}

void TextArea::mousePressEvent(QMouseEvent *event)
{
    QPlainTextEdit::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier)
        emit followed(cursorForPosition(event->position().toPoint()).position());
}

void TextArea::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    emit menuAsked(&menu);
    if (!menu.isEmpty())
        menu.exec(event->globalPos());
}

void TextArea::insertFromMimeData(const QMimeData *source)
{
    if (!isReadOnly() && source && source->hasText())
        textCursor().insertText(typeable(source->text()));
    ensureCursorVisible();
}

void TextArea::scrollContentsBy(int dx, int dy)
{
    QPlainTextEdit::scrollContentsBy(dx, dy);
    emit moved();
}

} // namespace slipway::code_editor
