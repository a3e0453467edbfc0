#include "textdiff/unified.h"

#include "textdiff/line_diff.h"

#include <algorithm>

namespace slipway::textdiff {

namespace {

constexpr int context = 3;

QByteArray lineWith(char mark, QByteArrayView line)
{
    QByteArray text = mark + line.toByteArray();
    if (!line.endsWith('\n'))
        text += "\n\\ No newline at end of file\n";
    return text;
}

QByteArray rangeText(LineRange range)
{
    const auto first = QByteArray::number(range.isEmpty() ? range.begin : range.begin + 1);
    return range.size() == 1 ? first : first + ',' + QByteArray::number(range.size());
}

/// Changes from `begin` up to and without `end`, which share their context.
QByteArray section(const std::vector<Hunk> &hunks, size_t begin, size_t end, const Lines &old, const Lines &fresh)
{
    const Hunk &first = hunks[begin];
    const Hunk &last = hunks[end - 1];
    const int above = std::min(context, first.before.begin);
    const int below = std::min(context, int(old.size()) - last.before.end);
    const LineRange before{first.before.begin - above, last.before.end + below};
    const LineRange after{first.after.begin - above, last.after.end + below};
    QByteArray text = "@@ -" + rangeText(before) + " +" + rangeText(after) + " @@\n";
    int line = before.begin;
    for (size_t i = begin; i < end; ++i) {
        for (; line < hunks[i].before.begin; ++line)
            text += lineWith(' ', old[size_t(line)]);
        for (; line < hunks[i].before.end; ++line)
            text += lineWith('-', old[size_t(line)]);
        for (int added = hunks[i].after.begin; added < hunks[i].after.end; ++added)
            text += lineWith('+', fresh[size_t(added)]);
    }
    for (; line < before.end; ++line)
        text += lineWith(' ', old[size_t(line)]);
    return text;
}

} // namespace

QByteArray unifiedDiff(const QString &name, const QByteArray &before, const QByteArray &after)
{
    const Lines old = linesOf(before);
    const Lines fresh = linesOf(after);
    const auto hunks = lineDiff(old, fresh);
    if (hunks.empty())
        return {};
    QByteArray text = "--- " + name.toUtf8() + "\n+++ " + name.toUtf8() + '\n';
    for (size_t begin = 0; begin < hunks.size();) {
        size_t end = begin + 1;
        while (end < hunks.size() && hunks[end].before.begin - hunks[end - 1].before.end <= 2 * context)
            ++end;
        text += section(hunks, begin, end, old, fresh);
        begin = end;
    }
    return text;
}

} // namespace slipway::textdiff
