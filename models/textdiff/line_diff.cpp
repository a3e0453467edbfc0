#include "textdiff/line_diff.h"

#include "textdiff/shortest_edit.h"

#include <algorithm>
#include <limits>

namespace slipway::textdiff {

namespace {

std::vector<int> numbersOf(const Lines &lines, Numbers &numbers)
{
    std::vector<int> all;
    all.reserve(lines.size());
    for (const QByteArrayView line : lines)
        all.push_back(numbers.of(line));
    return all;
}

/// How far a line stands in; blank lines farther than all.
qsizetype indentation(QByteArrayView line)
{
    qsizetype column = 0;
    while (column < line.size() && (line[column] == ' ' || line[column] == '\t'))
        ++column;
    return withoutLineEnd(line).size() == column ? std::numeric_limits<qsizetype>::max() : column;
}

/// Lines that were added, or removed, can often be said to stand a few lines higher or lower. The place is taken where
/// the first of them stands out most, the lowest of several.
void slide(LineRange &own, LineRange &other, const Lines &lines, int lowest, int highest)
{
    const auto line = [&lines](int at) { return lines[size_t(at)]; };
    int up = 0;
    while (own.begin - up > lowest && line(own.begin - up - 1) == line(own.end - up - 1))
        ++up;
    int down = 0;
    while (own.end + down < highest && line(own.begin + down) == line(own.end + down))
        ++down;
    int best = down;
    for (int by = down - 1; by >= -up; --by) {
        if (indentation(line(own.begin + by)) < indentation(line(own.begin + best)))
            best = by;
    }
    own = {own.begin + best, own.end + best};
    other = {other.begin + best, other.end + best};
}

void slideAll(std::vector<Hunk> &hunks, const Lines &before, const Lines &after)
{
    for (size_t i = 0; i < hunks.size(); ++i) {
        Hunk &hunk = hunks[i];
        const bool isLast = i + 1 == hunks.size();
        // A line between two changes keeps them apart.
        if (hunk.isAddition()) {
            const int low = i == 0 ? 0 : hunks[i - 1].after.end + 1;
            const int high = isLast ? int(after.size()) : hunks[i + 1].after.begin - 1;
            slide(hunk.after, hunk.before, after, low, high);
        } else if (hunk.isRemoval()) {
            const int low = i == 0 ? 0 : hunks[i - 1].before.end + 1;
            const int high = isLast ? int(before.size()) : hunks[i + 1].before.begin - 1;
            slide(hunk.before, hunk.after, before, low, high);
        }
    }
}

} // namespace

std::vector<Hunk> lineDiff(QByteArrayView before, QByteArrayView after)
{
    return lineDiff(linesOf(before), linesOf(after));
}

std::vector<Hunk> lineDiff(const Lines &before, const Lines &after)
{
    Numbers numbers;
    const auto old = numbersOf(before, numbers);
    const auto fresh = numbersOf(after, numbers);
    auto hunks = shortestEdit(old, fresh);
    slideAll(hunks, before, after);
    return hunks;
}

} // namespace slipway::textdiff
