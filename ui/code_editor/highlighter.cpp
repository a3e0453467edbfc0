#include "code_editor/highlighter.h"

#include "code_editor/folding.h"
#include "code_editor/text_area.h"
#include "theme/tokens.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <QElapsedTimer>
#include <QEvent>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QTextLayout>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

using Style = KSyntaxHighlighting::Theme::TextStyle;
using State = KSyntaxHighlighting::State;

/// Lines out of sight are coloured in slices this long.
constexpr int sliceMilliseconds = 4;
/// More changed lines are coloured when they are painted.
constexpr int mostLinesAtOnce = 50;

/// Read from the resources when the first pane needs it.
KSyntaxHighlighting::Definition workflowDefinition()
{
    static KSyntaxHighlighting::Repository repository;
    static const KSyntaxHighlighting::Definition found = [] {
        repository.addCustomSearchPath(u":/syntax-definition"_s);
        return repository.definitionForName(u"Slipway Workflow"_s);
    }();
    return found;
}

theme::Token tokenOf(const KSyntaxHighlighting::Format &format)
{
    using theme::Tokens;
    switch (format.textStyle()) {
    case Style::Attribute: return &Tokens::syntaxKey;
    case Style::String:
    case Style::VerbatimString:
    case Style::Char:
    case Style::SpecialChar: return &Tokens::syntaxString;
    case Style::SpecialString:
    case Style::Variable: return &Tokens::syntaxExpression;
    case Style::DecVal:
    case Style::BaseN:
    case Style::Float:
    case Style::Constant: return &Tokens::syntaxNumber;
    case Style::Keyword:
    case Style::ControlFlow:
    case Style::Import:
    case Style::Preprocessor: return &Tokens::syntaxKeyword;
    case Style::Comment:
    case Style::Documentation:
    case Style::Annotation: return &Tokens::syntaxComment;
    default: return nullptr;
    }
}

QTextCharFormat charFormat(const QColor &colour)
{
    QTextCharFormat format;
    format.setForeground(colour);
    return format;
}

/// What the next line needs to know.
struct LineState {
    State state;
    /// The column of what a block text belongs to; -1 outside of one.
    int textColumn = -1;

    bool operator==(const LineState &) const = default;
};

/// The column of what a line begins a block text for, as in `- run: |`; -1 when it begins none.
int blockTextColumn(const QString &line)
{
    static const QRegularExpression pattern(uR"(^( *(?:- +)*)(?:[^#\s].*?:\s+|)[|>][-+0-9]{0,2}\s*(?:#.*)?$)"_s);
    const auto end = line.trimmed();
    if (!end.contains(u'|') && !end.contains(u'>'))
        return -1;
    const auto match = pattern.match(line);
    if (!match.hasMatch())
        return -1;
    const auto column = static_cast<int>(match.capturedLength(1));
    const bool isBareItem = match.capturedEnd(1) < line.size() && (line[column] == u'|' || line[column] == u'>');
    return isBareItem ? static_cast<int>(line.lastIndexOf(u'-', column)) : column;
}

bool isScriptLine(const QString &line)
{
    static const QRegularExpression pattern(uR"(^ *(?:- +)*run\s*:\s)"_s);
    return pattern.match(line).hasMatch();
}

QList<Span> expressionsIn(const QString &line)
{
    QList<Span> spans;
    for (auto at = line.indexOf("${{"_L1); at >= 0; at = line.indexOf("${{"_L1, at)) {
        const auto end = line.indexOf("}}"_L1, at);
        const auto past = end < 0 ? line.size() : end + 2;
        spans.append({static_cast<int>(at), static_cast<int>(past)});
        at = past;
    }
    return spans;
}

} // namespace

struct Highlighter::Private final : KSyntaxHighlighting::AbstractHighlighter {
    explicit Private(TextArea &pane)
        : area(pane)
    {
        setDefinition(workflowDefinition());
    }

    LineState highlight(const QTextBlock &block, const LineState &before);
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;
    void overlay(const QList<Span> &spans);
    void show(QTextBlock block);
    void tell(const QTextBlock &block);

    TextArea &area;
    QTimer idle;
    /// After each line; lines from `done` on were never read.
    std::vector<LineState> states;
    int done = 0;
    int lineCount = 1;
    /// Lines that changed since: what is below them may have to be read anew.
    int dirtyBegin = -1;
    int dirtyEnd = -1;
    QList<QTextLayout::FormatRange> ranges;
    /// Formats were set, and the layout does not know yet; within a change of the text it will.
    bool isUntold = false;
    bool isChanging = false;
};

LineState Highlighter::Private::highlight(const QTextBlock &block, const LineState &before)
{
    QString line = block.text();
    LineState after = before;
    ranges.clear();
    const int column = indentation(line);
    if (after.textColumn >= 0 && column >= 0 && column <= after.textColumn)
        after = {};
    if (line.size() > longestLine) {
        after.state = highlightLine({}, after.state);
        return after;
    }
    const bool isInText = after.textColumn >= 0;
    const bool isScript = isInText || isScriptLine(line);
    const QList<Span> expressions = expressionsIn(line);
    if (isScript) {
        // To the shell, an expression is a word: what it holds is none of its signs.
        for (const Span &span : expressions)
            line.replace(span.begin, span.end - span.begin, QString(span.end - span.begin, u'_'));
    }
    after.state = highlightLine(line, after.state);
    if (isScript)
        overlay(expressions);
    if (!isInText) {
        after.textColumn = blockTextColumn(line);
        if (isScript && after.textColumn < 0)
            after = {};
    }
    return after;
}

void Highlighter::Private::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    const theme::Token token = length > 0 ? tokenOf(format) : nullptr;
    if (!token)
        return;
    const QColor colour = theme::tokens(area.palette()).*token;
    ranges.append({offset, length, charFormat(colour)});
}

/// Lays expressions over what the shell's rules said of their places.
void Highlighter::Private::overlay(const QList<Span> &spans)
{
    if (spans.isEmpty())
        return;
    QList<QTextLayout::FormatRange> result;
    for (const auto &range : std::as_const(ranges)) {
        int begin = range.start;
        const int end = range.start + range.length;
        for (const Span &span : spans) {
            if (span.end <= begin || span.begin >= end)
                continue;
            if (span.begin > begin)
                result.append({begin, span.begin - begin, range.format});
            begin = std::min(end, span.end);
        }
        if (begin < end)
            result.append({begin, end - begin, range.format});
    }
    const auto format = charFormat(theme::tokens(area.palette()).syntaxExpression);
    for (const Span &span : spans)
        result.append({span.begin, span.end - span.begin, format});
    ranges = result;
}

void Highlighter::Private::show(QTextBlock block)
{
    QTextLayout *layout = block.layout();
    if (layout->formats() == ranges)
        return;
    layout->setFormats(ranges);
    isUntold = true;
}

/// Formats count as a change of the text, and the next letter would be told along with all of them.
void Highlighter::Private::tell(const QTextBlock &block)
{
    if (isUntold && !isChanging)
        area.document()->markContentsDirty(block.position(), 0);
    isUntold = false;
}

Highlighter::Highlighter(TextArea &area)
    : QObject(&area)
    , m_d(std::make_unique<Private>(area))
{
    m_d->idle.setInterval(0);
    connect(&m_d->idle, &QTimer::timeout, this, &Highlighter::goOn);
    connect(area.document(), &QTextDocument::contentsChange, this, &Highlighter::contentsChanged);
    connect(&area, &TextArea::aboutToPaint, this, &Highlighter::ensure);
    area.installEventFilter(this);
}

Highlighter::~Highlighter() = default;

int Highlighter::doneLines() const
{
    return m_d->dirtyBegin >= 0 ? std::min(m_d->dirtyBegin, m_d->done) : m_d->done;
}

bool Highlighter::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        restart();
    return false;
}

void Highlighter::restart()
{
    m_d->states.clear();
    m_d->done = 0;
    m_d->dirtyBegin = m_d->dirtyEnd = -1;
    m_d->idle.start();
}

void Highlighter::contentsChanged(int position, int, int added)
{
    const QTextDocument &text = *m_d->area.document();
    const int first = std::max(0, text.findBlock(position).blockNumber());
    const QTextBlock lastBlock = text.findBlock(std::min(position + added, text.characterCount() - 1));
    const int last = std::max(first, lastBlock.blockNumber());
    m_d->idle.start();
    if (first >= m_d->done) {
        m_d->lineCount = text.blockCount();
        return;
    }
    // What was read beyond the change is kept at the lines that it belongs to now.
    const int shift = text.blockCount() - m_d->lineCount;
    m_d->lineCount = text.blockCount();
    const auto behind = m_d->states.begin() + first + 1;
    if (shift > 0)
        m_d->states.insert(behind, static_cast<size_t>(shift), LineState());
    else if (shift < 0)
        m_d->states.erase(behind, behind + std::min<qsizetype>(-shift, m_d->states.end() - behind));
    m_d->done = std::clamp(static_cast<int>(m_d->states.size()), first, text.blockCount());
    m_d->states.resize(static_cast<size_t>(m_d->done));
    if (m_d->dirtyEnd > first)
        m_d->dirtyEnd += shift;
    m_d->dirtyBegin = m_d->dirtyBegin < 0 ? first : std::min(m_d->dirtyBegin, first);
    m_d->dirtyEnd = std::max(m_d->dirtyEnd, last);
    if (last - first < mostLinesAtOnce) {
        const QScopedValueRollback changing(m_d->isChanging, true);
        ensure(text.findBlockByNumber(last));
    }
}

void Highlighter::goOn()
{
    QElapsedTimer timer;
    timer.start();
    const QTextDocument &text = *m_d->area.document();
    while (timer.elapsed() < sliceMilliseconds) {
        const int next = doneLines();
        if (next >= text.blockCount()) {
            m_d->idle.stop();
            return;
        }
        ensure(text.findBlockByNumber(std::min(next + 20, text.blockCount() - 1)));
    }
}

void Highlighter::ensure(const QTextBlock &last)
{
    Private &d = *m_d;
    d.lineCount = d.area.document()->blockCount();
    int line = doneLines();
    QTextBlock block = d.area.document()->findBlockByNumber(line);
    while (block.isValid() && line <= last.blockNumber()) {
        const LineState after = d.highlight(block, line > 0 ? d.states[static_cast<size_t>(line) - 1] : LineState());
        d.show(block);
        const bool isKnown = line < d.done;
        const bool isSame = isKnown && d.states[static_cast<size_t>(line)] == after;
        if (!isKnown)
            d.states.emplace_back();
        d.states[static_cast<size_t>(line)] = after;
        d.done = std::max(d.done, line + 1);
        ++line;
        if (d.dirtyBegin >= 0)
            d.dirtyBegin = line;
        if (d.dirtyBegin >= 0 && ((isSame && line > d.dirtyEnd) || line >= d.done)) {
            d.dirtyBegin = d.dirtyEnd = -1;
            line = d.done;
            block = d.area.document()->findBlockByNumber(line);
        } else {
            block = block.next();
        }
    }
    d.tell(last);
}

} // namespace slipway::code_editor
