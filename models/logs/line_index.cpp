#include "logs/line_index.h"

#include "logs/line.h"
#include "logs/line_ends.h"

#include <QByteArrayView>

#include <algorithm>

namespace slipway::logs {

namespace {

constexpr quint32 linesApart = 64;
constexpr qint64 bytesApart = 256 * 1024;
constexpr qint64 bufferBytes = 512 * 1024;
/// How much of a line tells its kind; read beyond the buffer's end.
constexpr qint64 headBytes = 256;

class Scan
{
public:
    Scan(IndexPiece &piece, qint64 from)
        : m_piece(piece)
        , m_lastOffset(from)
    { }

    /// `bytes` are to be scanned; `all` has those and the heads of lines that begin at their end.
    void take(std::span<const char> bytes, std::span<const char> all, qint64 offset)
    {
        forEachLineEnd(bytes, [&](size_t end) {
            const qint64 start = offset + static_cast<qint64>(end) + 1;
            const quint32 line = ++m_piece.lineStarts;
            m_piece.lastStart = start;
            if (line - m_lastLine >= linesApart || start - m_lastOffset >= bytesApart) {
                m_piece.checkpoints.push_back({start, line});
                m_lastLine = line;
                m_lastOffset = start;
            }
            const auto head = all.subspan(end + 1, std::min<size_t>(headBytes, all.size() - end - 1));
            const LineKind kind = kindOf(QByteArrayView(head.data(), static_cast<qsizetype>(head.size())));
            if (kind > LineKind::Plain && kind != LineKind::Command && kind != LineKind::Debug
                && m_piece.marks.size() < LineIndex::mostMarks)
                m_piece.marks.push_back({line, kind});
        });
        if (!bytes.empty())
            m_piece.endsLine = bytes.back() == '\n';
    }

private:
    IndexPiece &m_piece;
    quint32 m_lastLine = 0;
    qint64 m_lastOffset;
};

} // namespace

IndexPiece indexStretch(const Source &source, qint64 from, qint64 to, const std::stop_token &stop)
{
    IndexPiece piece;
    Scan scan(piece, from);
    std::vector<char> buffer(static_cast<size_t>(std::min(bufferBytes, to - from) + headBytes));
    for (qint64 offset = from; offset < to && !stop.stop_requested();) {
        const auto got = source.read(offset, buffer);
        const qint64 used = std::min({got, bufferBytes, to - offset});
        if (used <= 0)
            break;
        const std::span<const char> all(buffer.data(), static_cast<size_t>(got));
        scan.take(all.first(static_cast<size_t>(used)), all, offset);
        offset += used;
    }
    return piece;
}

LineIndex::LineIndex()
    : m_offsets{0}
    , m_lines{0}
{ }

void LineIndex::append(const IndexPiece &piece, qint64 to, LineKind lastKind)
{
    const quint32 last = m_lineStarts - 1;
    const bool isKnown = !m_marks.empty() && m_marks.back().line == last;
    if (lastKind != LineKind::Plain && lastKind != LineKind::Command && lastKind != LineKind::Debug && !isKnown)
        m_marks.push_back({last, lastKind});
    for (const Checkpoint &checkpoint : piece.checkpoints) {
        m_offsets.push_back(checkpoint.offset);
        m_lines.push_back(last + checkpoint.line);
    }
    for (const Mark &mark : piece.marks) {
        if (m_marks.size() >= mostMarks)
            break;
        m_marks.push_back({last + mark.line, mark.kind});
    }
    m_lineStarts += piece.lineStarts;
    if (piece.lastStart >= 0)
        m_lastStart = piece.lastStart;
    if (to > m_bytes)
        m_endsLine = piece.endsLine;
    m_bytes = to;
}

quint32 LineIndex::lineCount() const
{
    return m_bytes == 0 ? 0 : m_lineStarts - (m_endsLine ? 1 : 0);
}

Checkpoint LineIndex::before(quint32 line) const
{
    const auto next = std::ranges::upper_bound(m_lines, line);
    const auto index = static_cast<size_t>(next - m_lines.begin()) - 1;
    return {m_offsets[index], m_lines[index]};
}

Checkpoint LineIndex::after(quint32 line) const
{
    const auto next = std::ranges::upper_bound(m_lines, line);
    if (next == m_lines.end())
        return {m_bytes, lineCount()};
    return {m_offsets[static_cast<size_t>(next - m_lines.begin())], *next};
}

std::vector<Checkpoint> LineIndex::shares(qint64 bytes) const
{
    std::vector<Checkpoint> shares{{0, 0}};
    for (size_t index = 1; index < m_offsets.size(); ++index) {
        if (m_offsets[index] - shares.back().offset >= bytes)
            shares.push_back({m_offsets[index], m_lines[index]});
    }
    return shares;
}

qint64 LineIndex::memory() const
{
    return static_cast<qint64>(m_offsets.capacity() * sizeof(qint64) + m_lines.capacity() * sizeof(quint32)
                               + m_marks.capacity() * sizeof(Mark));
}

} // namespace slipway::logs
