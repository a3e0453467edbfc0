#pragma once

#include "logs/source.h"

#include <stop_token>
#include <vector>

namespace slipway::logs {

/// What a line is, by how it begins: GitHub's markers (`##[group]`, `::error …::`), or the words with which tools
/// begin a failure ("npm ERR!", "FAIL ").
/// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
enum class LineKind : quint8 { Plain, Group, EndGroup, Error, Warning, Notice, Debug, Command, LooksWrong };

/// Whether it belongs among the problems of a run.
constexpr bool isProblem(LineKind kind)
{
    return kind == LineKind::Error || kind == LineKind::Warning || kind == LineKind::LooksWrong;
}

/// A line of a kind that structures a log: groups, problems and notices.
struct Mark {
    quint32 line = 0;
    LineKind kind = LineKind::Plain;
    bool operator==(const Mark &) const = default;
};

/// A place with a known line: `offset` is where `line` begins, both from 0.
struct Checkpoint {
    qint64 offset = 0;
    quint32 line = 0;
    bool operator==(const Checkpoint &) const = default;
};

/// Where lines begin in a stretch of a file. Lines count from the stretch's begin: the first that begins in it is 1, as
/// line 0 began before.
struct IndexPiece {
    std::vector<Checkpoint> checkpoints;
    std::vector<Mark> marks;
    quint32 lineStarts = 0;
    /// Where the last of them begins; -1 when none does.
    qint64 lastStart = -1;
    /// Whether the last byte is a line feed.
    bool endsLine = false;
};

/// Reads [from, to) of `source` on the calling thread. A cancelled or shortened read gives what came until then.
IndexPiece indexStretch(const Source &source, qint64 from, qint64 to, const std::stop_token &stop);

/// Where lines begin: every 64th, or the next after 256 KB, so 12 bytes for some 64 lines. A value.
class LineIndex
{
public:
    /// More structure than this is not kept: a hostile log cannot fill memory with it.
    static constexpr size_t mostMarks = 500'000;
    /// As a log of more lines would not fit 32 bits.
    static constexpr quint32 mostLines = 0xFFFF'FFF0;

    LineIndex();

    /// Takes the piece that was read from `bytes()` to `to`. `lastKind` is what the line that had no end yet has
    /// become.
    void append(const IndexPiece &piece, qint64 to, LineKind lastKind = LineKind::Plain);
    /// Where the last line begins that is known to begin.
    qint64 lastStart() const { return m_lastStart; }
    bool endsLine() const { return m_endsLine; }
    /// Bytes that are known.
    qint64 bytes() const { return m_bytes; }
    /// Complete lines, and the one that has no end yet.
    quint32 lineCount() const;
    /// Up to the last line feed: what will not change while the file only grows.
    qint64 wholeBytes() const { return m_endsLine ? m_bytes : m_lastStart; }
    quint32 wholeLines() const { return m_lineStarts - 1; }
    /// The last known place at or before `line`.
    Checkpoint before(quint32 line) const;
    /// The first known place after `line`'s stretch; past the last one, the end.
    Checkpoint after(quint32 line) const;
    /// Known places at least `bytes` apart from 0 on, for sharing out work.
    std::vector<Checkpoint> shares(qint64 bytes) const;
    /// In order of lines.
    const std::vector<Mark> &marks() const { return m_marks; }
    qint64 memory() const;

private:
    std::vector<qint64> m_offsets;
    std::vector<quint32> m_lines;
    std::vector<Mark> m_marks;
    qint64 m_bytes = 0;
    qint64 m_lastStart = 0;
    quint32 m_lineStarts = 1;
    bool m_endsLine = false;
};

} // namespace slipway::logs
