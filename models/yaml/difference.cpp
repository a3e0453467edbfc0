#include "yaml/patch.h"

#include <algorithm>
#include <string_view>

namespace slipway::yaml {

namespace {

/// More changed lines than this are taken as one change: the search takes time in proportion to its square.
constexpr int mostChanges = 1'000;

using Lines = std::vector<std::string_view>;

Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto size = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

/// Lines of `from` that give way to lines of `to`.
struct Change {
    int from = 0;
    int fromEnd = 0;
    int to = 0;
    int toEnd = 0;
};

/// The shortest list of line changes, by E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
class Search
{
public:
    Search(const Lines &from, const Lines &to)
        : m_from(from)
        , m_to(to)
        , m_rows(static_cast<int>(from.size()))
        , m_columns(static_cast<int>(to.size()))
    { }

    std::vector<Change> changes()
    {
        const int found = walk();
        if (found < 0)
            return {{0, m_rows, 0, m_columns}};
        return trace(found);
    }

private:
    int &reach(int diagonal) { return m_reach[static_cast<size_t>(diagonal + mostChanges + 1)]; }

    int step(int diagonal, int count)
    {
        const bool isDown = diagonal == -count || (diagonal != count && reach(diagonal - 1) < reach(diagonal + 1));
        return isDown ? reach(diagonal + 1) : reach(diagonal - 1) + 1;
    }

    int walk()
    {
        m_reach.assign(2 * mostChanges + 3, 0);
        for (int count = 0; count <= std::min(mostChanges, m_rows + m_columns); ++count) {
            m_history.emplace_back(m_reach.begin() + mostChanges + 1 - count,
                                   m_reach.begin() + mostChanges + 2 + count);
            for (int diagonal = -count; diagonal <= count; diagonal += 2) {
                int row = step(diagonal, count);
                while (row < m_rows && row - diagonal < m_columns
                       && m_from[static_cast<size_t>(row)] == m_to[static_cast<size_t>(row - diagonal)])
                    ++row;
                reach(diagonal) = row;
                if (row >= m_rows && row - diagonal >= m_columns)
                    return count;
            }
        }
        return -1;
    }

    std::vector<Change> trace(int count)
    {
        std::vector<Change> changes;
        int row = m_rows;
        int column = m_columns;
        for (; count > 0; --count) {
            const auto &before = m_history[static_cast<size_t>(count)];
            const int diagonal = row - column;
            const auto past = [&](int of) { return before[static_cast<size_t>(of + count)]; };
            const bool isDown = diagonal == -count || (diagonal != count && past(diagonal - 1) < past(diagonal + 1));
            const int from = isDown ? diagonal + 1 : diagonal - 1;
            row = past(from);
            column = row - from;
            const Change one{row, row + (isDown ? 0 : 1), column, column + (isDown ? 1 : 0)};
            if (!changes.empty() && changes.back().from == one.fromEnd && changes.back().to == one.toEnd) {
                changes.back().from = one.from;
                changes.back().to = one.to;
            } else {
                changes.push_back(one);
            }
        }
        std::ranges::reverse(changes);
        return changes;
    }

    const Lines &m_from;
    const Lines &m_to;
    int m_rows = 0;
    int m_columns = 0;
    std::vector<int> m_reach;
    std::vector<std::vector<int>> m_history;
};

bool isInsideCharacter(std::string_view text, size_t at)
{
    return at < text.size() && (text[at] & 0xC0) == 0x80;
}

/// Leaves out what the two have in common at their begin and end, whole characters alone.
Patch trimmed(quint32 begin, std::string_view from, std::string_view to)
{
    const auto shorter = std::min(from.size(), to.size());
    size_t head = 0;
    while (head < shorter && from[head] == to[head])
        ++head;
    while (head > 0 && (isInsideCharacter(from, head) || isInsideCharacter(to, head)))
        --head;
    size_t tail = 0;
    while (tail < shorter - head && from[from.size() - tail - 1] == to[to.size() - tail - 1])
        ++tail;
    while (tail > 0 && isInsideCharacter(from, from.size() - tail))
        --tail;
    const auto first = begin + static_cast<quint32>(head);
    return {{first, first + static_cast<quint32>(from.size() - head - tail)},
            std::string(to.substr(head, to.size() - head - tail))};
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

/// Where each of the lines begins, and the end of the last.
std::vector<size_t> offsetsOf(const Lines &lines)
{
    std::vector<size_t> offsets{0};
    for (const auto line : lines)
        offsets.push_back(offsets.back() + line.size());
    return offsets;
}

} // namespace

Patches difference(const QByteArray &from, const QByteArray &to)
{
    const auto whole = trimmed(0, viewOf(from), viewOf(to));
    if (whole.range.isEmpty() && whole.text.empty())
        return {};
    const auto fromText = viewOf(from);
    const auto lineBegin = whole.range.begin == 0 ? 0 : fromText.rfind('\n', whole.range.begin - 1) + 1;
    const auto lineEnd = fromText.find('\n', whole.range.end);
    const auto tail = lineEnd == std::string_view::npos ? 0 : fromText.size() - lineEnd - 1;
    const auto toText = viewOf(to);
    const auto fromLines = linesOf(fromText.substr(lineBegin, fromText.size() - tail - lineBegin));
    const auto toLines = linesOf(toText.substr(lineBegin, toText.size() - tail - lineBegin));
    const auto fromOffsets = offsetsOf(fromLines);
    const auto toOffsets = offsetsOf(toLines);
    Patches patches;
    for (const auto &change : Search(fromLines, toLines).changes()) {
        const auto begin = lineBegin + fromOffsets[static_cast<size_t>(change.from)];
        const auto end = lineBegin + fromOffsets[static_cast<size_t>(change.fromEnd)];
        const auto toBegin = lineBegin + toOffsets[static_cast<size_t>(change.to)];
        const auto toEnd = lineBegin + toOffsets[static_cast<size_t>(change.toEnd)];
        patches.push_back(trimmed(static_cast<quint32>(begin), fromText.substr(begin, end - begin),
                                  toText.substr(toBegin, toEnd - toBegin)));
    }
    return patches;
}

} // namespace slipway::yaml
