#include "code_editor/text_sync.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

/// When a pane is not painted, what was typed waits no longer than this.
constexpr auto longestWait = std::chrono::milliseconds(30);
/// Where the document takes longer than a frame to follow, it waits for a pause between letters.
constexpr auto pauseBetweenLetters = std::chrono::milliseconds(120);
constexpr qint64 frameMilliseconds = 16;

/// One patch that does what `first` and then `next` do, when they touch and no line is broken.
std::optional<yaml::Patch> joined(const yaml::Patch &first, const yaml::Patch &next)
{
    const quint32 begin = first.range.begin;
    const auto end = static_cast<quint32>(begin + first.text.size());
    const bool isWithin = begin <= next.range.begin && next.range.end <= end;
    if (!isWithin || first.text.contains('\n') || next.text.contains('\n'))
        return std::nullopt;
    yaml::Patch both = first;
    both.text.replace(next.range.begin - begin, next.range.size(), next.text);
    return both;
}

quint32 moved(quint32 offset, const yaml::Patches &patches)
{
    qint64 by = 0;
    for (const auto &patch : patches) {
        const auto size = static_cast<qint64>(patch.text.size());
        if (offset >= patch.range.end)
            by += size - patch.range.size();
        else if (offset > patch.range.begin)
            return static_cast<quint32>(patch.range.begin + by + std::min<qint64>(offset - patch.range.begin, size));
        else
            break;
    }
    return static_cast<quint32>(offset + by);
}

} // namespace

TextSync::TextSync(QPlainTextEdit &pane)
    : QObject(&pane)
    , m_pane(pane)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &TextSync::flush);
    connect(pane.document(), &QTextDocument::contentsChange, this, &TextSync::contentsChanged);
}

TextSync::~TextSync() = default;

void TextSync::setHistory(workflow::History *history)
{
    flush();
    if (m_history)
        disconnect(m_history, nullptr, this, nullptr);
    m_history = history;
    m_map.reset(history ? history->document().source() : QByteArray());
    {
        const QScopedValueRollback applying(m_isApplying, true);
        m_pane.setPlainText(m_map.text());
    }
    if (history)
        connect(history, &workflow::History::changed, this, &TextSync::documentChanged);
    emit settled();
}

void TextSync::contentsChanged(int position, int removed, int added)
{
    if (m_isApplying || !m_history)
        return;
    // The end of the last line, which is no part of the text, may be among the counted.
    const int end = std::min(position + added, m_pane.document()->characterCount() - 1);
    QString text;
    QTextBlock block = m_pane.document()->findBlock(position);
    for (int at = position; block.isValid() && at < end; block = block.next()) {
        const int past = block.position() + block.length() - 1;
        text += QStringView(block.text()).sliced(at - block.position(), std::min(end, past) - at);
        if (past < end)
            text += u'\n';
        at = past + 1;
    }
    if (const auto patch = m_map.patchFor({position, removed, text}))
        take(*patch);
}

void TextSync::take(const yaml::Patch &patch)
{
    const auto both = m_pending ? joined(*m_pending, patch) : patch;
    if (!both)
        flush();
    m_map.apply(patch);
    m_pending = both.value_or(patch);
    if (m_map.source().size() < largestAtOnce) {
        flush();
        return;
    }
    setWaiting(true);
    m_later.start(m_isSlow ? pauseBetweenLetters : longestWait);
}

void TextSync::painted()
{
    if (m_pending && !m_isSlow)
        m_later.start(0);
}

void TextSync::flush()
{
    setWaiting(false);
    if (!m_pending || !m_history)
        return;
    const yaml::Patch patch = *std::exchange(m_pending, std::nullopt);
    {
        const QScopedValueRollback own(m_isOwn, true);
        QElapsedTimer timer;
        timer.start();
        const auto done = m_history->apply({patch}, tr("Typing"), workflow::History::Merge::Typing);
        m_isSlow = timer.elapsed() > frameMilliseconds;
        Q_ASSERT(done);
    }
    emit settled();
}

/// What was typed goes into the document before anybody else acts on it: a key, a click or a shortcut that is not for
/// the text comes first here.
void TextSync::setWaiting(bool isWaiting)
{
    if (isWaiting) {
        qApp->removeEventFilter(this);
        qApp->installEventFilter(this);
    } else {
        m_later.stop();
        qApp->removeEventFilter(this);
    }
}

bool TextSync::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        if (watched != &m_pane && watched->isWidgetType())
            flush();
        break;
    case QEvent::Shortcut:
    case QEvent::MouseButtonPress:
    case QEvent::FocusOut:
    case QEvent::Close:
    case QEvent::DragEnter:
    case QEvent::Quit: flush(); break;
    default: break;
    }
    return false;
}

void TextSync::documentChanged(const yaml::Patches &patches)
{
    if (m_isOwn || m_history->document().source() == m_map.source())
        return;
    if (!m_pending) {
        show(patches);
        emit settled();
        return;
    }
    // Something else came between a letter and the document: the letter moves along, and follows.
    const quint32 begin = moved(m_pending->range.begin, patches);
    m_pending->range = {begin, std::max(begin, moved(m_pending->range.end, patches))};
    if (const auto target = yaml::apply(m_history->document().source(), {*m_pending}))
        show(yaml::difference(m_map.source(), *target));
    emit settled();
}

void TextSync::show(const yaml::Patches &patches)
{
    const QScopedValueRollback applying(m_isApplying, true);
    const QTextCursor top(m_pane.document()->findBlock(m_pane.cursorForPosition({0, 0}).position()));
    const int topValue = m_pane.verticalScrollBar()->value();
    const int topLine = top.block().firstLineNumber();
    QTextCursor cursor(m_pane.document());
    cursor.beginEditBlock();
    for (auto patch = patches.rbegin(); patch != patches.rend(); ++patch) {
        const TextEdit edit = m_map.apply(*patch);
        cursor.setPosition(static_cast<int>(edit.position));
        cursor.setPosition(static_cast<int>(edit.position + edit.removed), QTextCursor::KeepAnchor);
        cursor.insertText(edit.added);
        m_lastShown = cursor.position();
    }
    cursor.endEditBlock();
    m_pane.verticalScrollBar()->setValue(topValue + top.block().firstLineNumber() - topLine);
}

void TextSync::edit(const std::vector<TextEdit> &edits, const QString &name)
{
    flush();
    if (!m_history)
        return;
    yaml::Patches patches;
    for (const TextEdit &edit : edits) {
        if (auto patch = m_map.patchFor(edit))
            patches.push_back(std::move(*patch));
    }
    apply(patches, name);
}

void TextSync::apply(const yaml::Patches &patches, const QString &name)
{
    flush();
    if (!m_history || patches.empty())
        return;
    const auto done = m_history->apply(patches, name);
    Q_ASSERT(done);
}

} // namespace slipway::code_editor
