#include "commands/unified_diff.h"

#include "yaml/patch.h"

#include <QList>

namespace slipway::commands {

namespace {

constexpr qsizetype context = 3;

using Lines = QList<QByteArrayView>;

/// With their line ends.
Lines linesOf(QByteArrayView text)
{
    Lines lines;
    while (!text.isEmpty()) {
        const auto end = text.indexOf('\n');
        const auto size = end < 0 ? text.size() : end + 1;
        lines.append(text.first(size));
        text = text.sliced(size);
    }
    return lines;
}

/// Lines of the old text that give way to lines of the new one.
struct Change {
    qsizetype old = 0;
    qsizetype oldEnd = 0;
    qsizetype fresh = 0;
    qsizetype freshEnd = 0;
};

/// Which line holds an offset; for the end of the text, the last line if it has no line end, else one more.
qsizetype lineAt(const Lines &lines, qsizetype offset)
{
    qsizetype line = 0;
    for (; line < lines.size() && offset >= lines[line].size(); ++line)
        offset -= lines[line].size();
    const bool isBehindUnended = line > 0 && line == lines.size() && !lines.last().endsWith('\n');
    return isBehindUnended ? line - 1 : line;
}

void shrink(Change &change, const Lines &old, const Lines &fresh)
{
    const auto isEmpty = [&] { return change.old == change.oldEnd || change.fresh == change.freshEnd; };
    while (!isEmpty() && old[change.old] == fresh[change.fresh]) {
        ++change.old;
        ++change.fresh;
    }
    while (!isEmpty() && old[change.oldEnd - 1] == fresh[change.freshEnd - 1]) {
        --change.oldEnd;
        --change.freshEnd;
    }
}

QList<Change> changesOf(const QByteArray &before, const QByteArray &after, const Lines &old, const Lines &fresh)
{
    QList<Change> changes;
    qsizetype shift = 0;
    for (const auto &patch : yaml::difference(before, after)) {
        const auto size = static_cast<qsizetype>(patch.text.size());
        Change change;
        change.old = lineAt(old, patch.range.begin);
        change.oldEnd = std::min(lineAt(old, patch.range.end) + 1, old.size());
        change.fresh = lineAt(fresh, patch.range.begin + shift);
        change.freshEnd = std::min(lineAt(fresh, patch.range.begin + shift + size) + 1, fresh.size());
        shift += size - static_cast<qsizetype>(patch.range.size());
        if (!changes.isEmpty() && change.old < changes.last().oldEnd) {
            changes.last().oldEnd = change.oldEnd;
            changes.last().freshEnd = change.freshEnd;
        } else {
            changes.append(change);
        }
    }
    for (auto &change : changes)
        shrink(change, old, fresh);
    return changes;
}

QByteArray lineWith(char mark, QByteArrayView line)
{
    QByteArray text = mark + line.toByteArray();
    if (!line.endsWith('\n'))
        text += "\n\\ No newline at end of file\n";
    return text;
}

QByteArray rangeText(qsizetype begin, qsizetype end)
{
    const auto size = end - begin;
    const auto first = QByteArray::number(size == 0 ? begin : begin + 1);
    return size == 1 ? first : first + ',' + QByteArray::number(size);
}

/// Changes from `begin` up to and without `end`, which share their context.
QByteArray hunk(const QList<Change> &changes, qsizetype begin, qsizetype end, const Lines &old, const Lines &fresh)
{
    const auto from = std::max<qsizetype>(changes[begin].old - context, 0);
    const auto to = std::min(changes[end - 1].oldEnd + context, old.size());
    const auto freshFrom = changes[begin].fresh - (changes[begin].old - from);
    const auto freshTo = changes[end - 1].freshEnd + (to - changes[end - 1].oldEnd);
    QByteArray text = "@@ -" + rangeText(from, to) + " +" + rangeText(freshFrom, freshTo) + " @@\n";
    qsizetype line = from;
    for (qsizetype i = begin; i < end; ++i) {
        for (; line < changes[i].old; ++line)
            text += lineWith(' ', old[line]);
        for (; line < changes[i].oldEnd; ++line)
            text += lineWith('-', old[line]);
        for (auto added = changes[i].fresh; added < changes[i].freshEnd; ++added)
            text += lineWith('+', fresh[added]);
    }
    for (; line < to; ++line)
        text += lineWith(' ', old[line]);
    return text;
}

} // namespace

QByteArray unifiedDiff(const QString &name, const QByteArray &before, const QByteArray &after)
{
    const auto old = linesOf(before);
    const auto fresh = linesOf(after);
    const auto changes = changesOf(before, after, old, fresh);
    if (changes.isEmpty())
        return {};
    QByteArray text = "--- " + name.toUtf8() + "\n+++ " + name.toUtf8() + '\n';
    for (qsizetype begin = 0; begin < changes.size();) {
        qsizetype end = begin + 1;
        while (end < changes.size() && changes[end].old - changes[end - 1].oldEnd <= 2 * context)
            ++end;
        text += hunk(changes, begin, end, old, fresh);
        begin = end;
    }
    return text;
}

} // namespace slipway::commands
