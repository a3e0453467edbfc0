#include "textdiff/merge3.h"

#include "textdiff/line_diff.h"

#include <algorithm>

namespace slipway::textdiff {

namespace {

using Kind = MergePart::Kind;

/// The changes of one side, gone through by rising line of the base.
class Changes
{
public:
    Changes(const Lines &base, const Lines &own)
        : m_hunks(lineDiff(base, own))
    { }

    bool isDone() const { return m_next == m_hunks.size(); }
    const Hunk &next() const { return m_hunks[m_next]; }
    /// Takes the changes that touch the base's lines up to `end`; gives where they end.
    int takeUpTo(int end)
    {
        while (!isDone() && next().before.begin <= end) {
            end = std::max(end, next().before.end);
            m_shift = next().after.end - next().before.end;
            ++m_next;
        }
        return end;
    }
    /// From a line of the base, which is behind all changes taken, to the same line here.
    int shift() const { return m_shift; }

private:
    std::vector<Hunk> m_hunks;
    size_t m_next = 0;
    int m_shift = 0;
};

class Merger
{
public:
    Merger(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
        : m_base(linesOf(base))
        , m_mine(linesOf(mine))
        , m_theirs(linesOf(theirs))
        , m_myChanges(m_base, m_mine)
        , m_theirChanges(m_base, m_theirs)
    { }

    Merge run()
    {
        while (!m_myChanges.isDone() || !m_theirChanges.isDone()) {
            const int begin = nextChange();
            addPart(begin);
            int end = begin;
            for (int reached = -1; reached != end;) {
                reached = end;
                end = m_theirChanges.takeUpTo(m_myChanges.takeUpTo(end));
            }
            addPart(end);
        }
        addPart(int(m_base.size()));
        return std::move(m_merge);
    }

private:
    int nextChange() const
    {
        if (m_myChanges.isDone())
            return m_theirChanges.next().before.begin;
        if (m_theirChanges.isDone())
            return m_myChanges.next().before.begin;
        return std::min(m_myChanges.next().before.begin, m_theirChanges.next().before.begin);
    }

    /// What stands between the last part and line `end` of the base.
    void addPart(int end)
    {
        MergePart part{.base = {m_baseAt, end},
                       .mine = {m_mineAt, end + m_myChanges.shift()},
                       .theirs = {m_theirsAt, end + m_theirChanges.shift()}};
        m_baseAt = part.base.end;
        m_mineAt = part.mine.end;
        m_theirsAt = part.theirs.end;
        part.baseText = joined(m_base, part.base);
        part.mineText = joined(m_mine, part.mine);
        part.theirsText = joined(m_theirs, part.theirs);
        if (part.baseText.isEmpty() && part.mineText.isEmpty() && part.theirsText.isEmpty())
            return;
        part.kind = kindOf(part);
        m_merge.parts.push_back(std::move(part));
    }

    static Kind kindOf(const MergePart &part)
    {
        const bool isMine = part.mineText != part.baseText;
        const bool isTheirs = part.theirsText != part.baseText;
        if (isMine && isTheirs)
            return part.mineText == part.theirsText ? Kind::Both : Kind::Conflict;
        if (isMine)
            return Kind::Mine;
        return isTheirs ? Kind::Theirs : Kind::Same;
    }

    Lines m_base;
    Lines m_mine;
    Lines m_theirs;
    Changes m_myChanges;
    Changes m_theirChanges;
    int m_baseAt = 0;
    int m_mineAt = 0;
    int m_theirsAt = 0;
    Merge m_merge;
};

/// One text behind the other, each on lines of its own.
QByteArray stacked(QByteArray first, const QByteArray &second)
{
    if (!first.isEmpty() && !first.endsWith('\n') && !second.isEmpty())
        first += '\n';
    return first + second;
}

QByteArray chosen(const MergePart &part, Side side)
{
    switch (side) {
    case Side::Mine: return part.mineText;
    case Side::Theirs: return part.theirsText;
    case Side::Both: return stacked(part.mineText, part.theirsText);
    }
    return part.mineText;
}

} // namespace

int Merge::conflictCount() const
{
    return int(std::ranges::count(parts, Kind::Conflict, &MergePart::kind));
}

QByteArray Merge::text(const std::vector<Side> &sides) const
{
    QByteArray all;
    size_t conflict = 0;
    for (const MergePart &part : parts) {
        switch (part.kind) {
        case Kind::Same:
        case Kind::Theirs: all = stacked(all, part.theirsText); break;
        case Kind::Mine:
        case Kind::Both: all = stacked(all, part.mineText); break;
        case Kind::Conflict: {
            const Side side = conflict < sides.size() ? sides[conflict] : Side::Mine;
            all = stacked(all, chosen(part, side));
            ++conflict;
            break;
        }
        }
    }
    return all;
}

Merge merge3(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    return Merger(base, mine, theirs).run();
}

} // namespace slipway::textdiff
