#include "textdiff/diff_rows.h"

#include "textdiff/line_diff.h"

#include <algorithm>

namespace slipway::textdiff {

namespace {

using Kind = DiffRow::Kind;

/// Ranges of bytes as ranges of UTF-16 units.
std::vector<ByteRange> inUnits(QByteArrayView line, const std::vector<ByteRange> &ranges)
{
    std::vector<ByteRange> units;
    const auto unit = [line](qsizetype at) { return QString::fromUtf8(line.first(at)).size(); };
    units.reserve(ranges.size());
    for (const ByteRange range : ranges)
        units.push_back({unit(range.begin), unit(range.end)});
    return units;
}

class Rows
{
public:
    Rows(QByteArrayView before, QByteArrayView after, int context)
        : m_before(linesOf(before))
        , m_after(linesOf(after))
        , m_hunks(lineDiff(m_before, m_after))
        , m_context(context)
    { }

    std::vector<DiffRow> all()
    {
        if (m_hunks.empty())
            return {};
        int shown = 0;
        for (size_t i = 0; i < m_hunks.size(); ++i) {
            const Hunk &hunk = m_hunks[i];
            addSame(shown, hunk.before.begin, hunk.after.begin - hunk.before.begin, i > 0, true);
            addChange(hunk);
            shown = hunk.before.end;
        }
        const Hunk &last = m_hunks.back();
        addSame(shown, int(m_before.size()), last.after.end - last.before.end, true, false);
        return std::move(m_rows);
    }

private:
    void addLine(Kind kind, int before, int after, const Lines &lines, int line)
    {
        const QByteArrayView text = lines[size_t(line)];
        m_rows.push_back({.kind = kind,
                          .before = before,
                          .after = after,
                          .text = QString::fromUtf8(withoutLineEnd(text)),
                          .isUnended = !text.endsWith('\n')});
    }

    /// Lines that stay, those far from a change as a gap. `shift`: from the line before to the line after.
    void addSame(int begin, int end, int shift, bool followsChange, bool leadsToChange)
    {
        const int head = followsChange ? std::min(begin + m_context, end) : begin;
        const int tail = leadsToChange ? std::max(end - m_context, head) : end;
        const auto add = [this, shift](int from, int to) {
            for (int line = from; line < to; ++line)
                addLine(Kind::Same, line, line + shift, m_before, line);
        };
        add(begin, head);
        const int gapEnd = leadsToChange ? tail : end;
        if (gapEnd > head)
            m_rows.push_back({.kind = Kind::Gap, .before = head, .after = head + shift, .leftOut = gapEnd - head});
        if (leadsToChange)
            add(gapEnd, end);
    }

    void addChange(const Hunk &hunk)
    {
        const size_t first = m_rows.size();
        for (int line = hunk.before.begin; line < hunk.before.end; ++line)
            addLine(Kind::Removed, line, -1, m_before, line);
        const size_t second = m_rows.size();
        for (int line = hunk.after.begin; line < hunk.after.end; ++line)
            addLine(Kind::Added, -1, line, m_after, line);
        // Line by line as far as both sides go: a changed line mostly stands where it stood.
        for (int i = 0; i < std::min(hunk.before.size(), hunk.after.size()); ++i) {
            const auto old = withoutLineEnd(m_before[size_t(hunk.before.begin + i)]);
            const auto fresh = withoutLineEnd(m_after[size_t(hunk.after.begin + i)]);
            const WordMarks marks = wordMarks(old, fresh);
            m_rows[first + size_t(i)].marks = inUnits(old, marks.before);
            m_rows[second + size_t(i)].marks = inUnits(fresh, marks.after);
        }
    }

    Lines m_before;
    Lines m_after;
    std::vector<Hunk> m_hunks;
    int m_context = 0;
    std::vector<DiffRow> m_rows;
};

} // namespace

std::vector<DiffRow> diffRows(QByteArrayView before, QByteArrayView after, int context)
{
    return Rows(before, after, context).all();
}

LineCounts countLines(QByteArrayView before, QByteArrayView after)
{
    LineCounts counts;
    for (const Hunk &hunk : lineDiff(before, after)) {
        counts.added += hunk.after.size();
        counts.removed += hunk.before.size();
    }
    return counts;
}

} // namespace slipway::textdiff
