#include "code_editor/change_marks.h"

#include "code_editor/text_area.h"
#include "code_editor/text_sync.h"
#include "textdiff/line_diff.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

ChangeMarks::ChangeMarks(TextArea &area, TextSync &sync)
    : QObject(&area)
    , m_area(area)
    , m_sync(sync)
{
    connect(&sync, &TextSync::settled, this, &ChangeMarks::compare);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ChangeMarks::arrived);
}

ChangeMarks::~ChangeMarks()
{
    m_watcher.waitForFinished();
}

void ChangeMarks::setFile(editing::OpenFile *file)
{
    if (m_file)
        disconnect(m_file, nullptr, this, nullptr);
    m_file = file;
    m_changes.clear();
    m_area.setLineMarks({});
    if (file)
        connect(file, &editing::OpenFile::stateChanged, this, &ChangeMarks::compare);
    compare();
}

void ChangeMarks::compare()
{
    if (!m_file)
        return;
    if (m_watcher.isRunning()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    m_compared = m_file->document().source();
    m_watcher.setFuture(QtConcurrent::run([before = m_file->base(), after = m_compared] {
        std::vector<Change> changes;
        if (before.isEmpty())
            return changes;
        const auto lines = textdiff::linesOf(before);
        for (const auto &hunk : textdiff::lineDiff(before, after))
            changes.push_back({hunk.after.begin, hunk.after.end, textdiff::joined(lines, hunk.before)});
        return changes;
    }));
}

void ChangeMarks::arrived()
{
    m_changes = m_watcher.result();
    std::vector<LineMark> marks;
    const auto mark = [&](int line, LineMark what) {
        if (static_cast<size_t>(line) >= marks.size())
            marks.resize(static_cast<size_t>(line) + 1);
        marks[static_cast<size_t>(line)] = what;
    };
    for (const Change &change : m_changes) {
        if (change.begin == change.end)
            mark(std::min(change.begin, m_sync.map().lineCount() - 1), LineMark::RemovedAbove);
        for (int line = change.begin; line < change.end; ++line)
            mark(line, change.before.isEmpty() ? LineMark::Added : LineMark::Changed);
    }
    m_area.setLineMarks(std::move(marks));
    if (m_isStale)
        compare();
}

const ChangeMarks::Change *ChangeMarks::changeAt(int line) const
{
    const auto at = std::ranges::find_if(m_changes, [&](const Change &change) {
        const int last = m_sync.map().lineCount() - 1;
        return change.begin == change.end ? line == std::min(change.begin, last)
                                          : change.begin <= line && line < change.end;
    });
    return at == m_changes.end() ? nullptr : &*at;
}

QByteArray ChangeMarks::oldText(int line) const
{
    const Change *change = changeAt(line);
    return change ? change->before : QByteArray();
}

void ChangeMarks::restore(int line)
{
    m_sync.flush();
    const Change *change = changeAt(line);
    // Only where the comparison is of what stands there now.
    if (!m_file || !change || m_compared != m_file->document().source() || m_area.isReadOnly())
        return;
    const auto lines = textdiff::linesOf(m_compared);
    const auto offset = [&](int of) {
        const bool isEnd = static_cast<size_t>(of) >= lines.size();
        return static_cast<quint32>(isEnd ? m_compared.size()
                                          : lines[static_cast<size_t>(of)].data() - m_compared.constData());
    };
    m_sync.apply({{{offset(change->begin), offset(change->end)}, change->before.toStdString()}}, tr("Restore lines"));
}

void ChangeMarks::step(bool forward)
{
    if (m_changes.empty())
        return;
    const int line = m_area.textCursor().blockNumber();
    const Change *target = forward ? &m_changes.front() : &m_changes.back();
    for (const Change &change : m_changes) {
        if (forward && change.begin > line) {
            target = &change;
            break;
        }
        if (!forward && change.begin < line)
            target = &change;
    }
    const QTextBlock block = m_area.document()->findBlockByNumber(std::min(target->begin, m_area.blockCount() - 1));
    m_area.reveal({block.position(), block.position()}, false);
}

} // namespace slipway::code_editor
