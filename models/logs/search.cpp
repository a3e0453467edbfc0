#include "logs/search.h"

#include "logs/colours.h"
#include "logs/line.h"
#include "logs/needle.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <thread>

using namespace Qt::StringLiterals;

namespace slipway::logs {

namespace {

constexpr qint64 shareBytes = 8 * 1024 * 1024;
constexpr qint64 blockBytes = 512 * 1024;
/// A line longer than this is searched in pieces.
constexpr qsizetype longestWhole = 4 * 1024 * 1024;
/// Lines on which a pattern may run out of steps before the rest of a share is given up.
constexpr qint64 patience = 20;

quint32 lineFeeds(const char *from, const char *to)
{
    return static_cast<quint32>(std::count(from, to, '\n'));
}

/// `bytes` without escape codes, line feeds kept.
void removeEscapes(QByteArrayView bytes, QByteArray &clean)
{
    clean.resize(0);
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype found = bytes.indexOf('\x1b', at);
        const qsizetype code = found < 0 ? bytes.size() : found;
        clean.append(bytes.sliced(at, code - at));
        if (code >= bytes.size())
            break;
        // Longest codes are links and titles; a line feed ends any of them.
        const QByteArrayView rest = bytes.sliced(code, std::min<qsizetype>(bytes.size() - code, 4096));
        at = code + escapeEnd(rest, 0);
    }
}

void toLowerAscii(QByteArrayView bytes, QByteArray &lower)
{
    lower.resize(bytes.size());
    std::ranges::transform(bytes, lower.begin(), [](char one) {
        return static_cast<char>(one >= 'A' && one <= 'Z' ? one + ('a' - 'A') : one);
    });
}

/// Collects hits of a stretch that is given block by block, each of whole lines but in a line that is too long.
class BlockSearch
{
public:
    BlockSearch(const Matcher &matcher, quint32 firstLine, std::stop_token stop)
        : m_matcher(matcher)
        , m_stop(std::move(stop))
        , m_line(firstLine)
    {
        if (!matcher.needle().isEmpty())
            m_needle.emplace(matcher.needle());
    }

    void take(QByteArrayView block)
    {
        QByteArrayView text = block;
        if (text.contains('\x1b')) {
            removeEscapes(text, m_clean);
            text = m_clean;
        }
        if (m_needle)
            findNeedle(text);
        else
            findPattern(text);
        m_line += lineFeeds(block.begin(), block.end());
    }

    Hits &hits() { return m_hits; }

private:
    void add(quint32 line)
    {
        ++m_hits.matches;
        if ((m_hits.lines.empty() || m_hits.lines.back() != line) && m_hits.lines.size() < Hits::mostLines)
            m_hits.lines.push_back(line);
    }

    void findNeedle(QByteArrayView text)
    {
        if (!m_matcher.query().isCaseSensitive) {
            toLowerAscii(text, m_lower);
            text = m_lower;
        }
        const char *counted = text.begin();
        quint32 line = m_line;
        for (const char *at = m_needle->find(text.begin(), text.end()); at;) {
            line += lineFeeds(counted, at);
            counted = at;
            const auto *feed =
                static_cast<const char *>(memrchr(text.begin(), '\n', static_cast<size_t>(at - text.begin())));
            const char *const begin = feed ? feed + 1 : text.begin();
            const qsizetype stamp = stampBytes({begin, std::min<qsizetype>(text.end() - begin, 48)});
            if (at - begin < stamp) {
                at = m_needle->find(begin + stamp, text.end());
                continue;
            }
            add(line);
            at = m_needle->find(at + m_needle->size(), text.end());
        }
    }

    /// The stamp's letters are in lower case when the case does not count.
    static qsizetype stampBytes(QByteArrayView head)
    {
        if (head.size() < 20 || head[4] != '-')
            return 0;
        return timeStampBytes(head.toByteArray().toUpper());
    }

    void findPattern(QByteArrayView text)
    {
        quint32 line = m_line;
        for (qsizetype begin = 0; begin < text.size() && !m_stop.stop_requested(); ++line) {
            const qsizetype feed = text.indexOf('\n', begin);
            const qsizetype end = feed < 0 ? text.size() : feed;
            if (m_hits.skippedLines < patience)
                findInLine(text.sliced(begin, end - begin), line);
            else
                ++m_hits.skippedLines;
            begin = end + 1;
        }
    }

    void findInLine(QByteArrayView bytes, quint32 line)
    {
        const QByteArrayView shown = bytes.sliced(timeStampBytes(bytes));
        const QString text = QString::fromUtf8(shown.first(std::min(shown.size(), Matcher::mostOfLine)));
        for (qsizetype from = 0; from <= text.size();) {
            const auto match = m_matcher.pattern().matchView(text, from);
            if (!match.isValid())
                ++m_hits.skippedLines;
            if (!match.hasMatch())
                return;
            if (match.capturedLength() > 0)
                add(line);
            from = std::max(match.capturedEnd(), from + 1);
        }
    }

    const Matcher &m_matcher;
    std::stop_token m_stop;
    std::optional<Needle> m_needle;
    Hits m_hits;
    quint32 m_line;
    QByteArray m_clean;
    QByteArray m_lower;
};

} // namespace

void merge(Hits &all, Hits part)
{
    const size_t room = Hits::mostLines - std::min(Hits::mostLines, all.lines.size());
    const auto end = part.lines.begin() + static_cast<std::ptrdiff_t>(std::min(room, part.lines.size()));
    all.lines.insert(all.lines.end(), part.lines.begin(), end);
    all.matches += part.matches;
    all.skippedLines += part.skippedLines;
}

std::vector<Share> sharesOf(const LineIndex &index, Checkpoint begin)
{
    std::vector<Share> shares;
    if (begin.offset >= index.wholeBytes())
        return shares;
    shares.push_back({begin.offset, index.wholeBytes(), begin.line});
    for (const Checkpoint &place : index.shares(shareBytes)) {
        if (place.offset <= begin.offset || place.offset >= index.wholeBytes())
            continue;
        shares.back().to = place.offset;
        shares.push_back({place.offset, index.wholeBytes(), place.line});
    }
    return shares;
}

Hits searchShare(const Source &source, const Share &share, const Matcher &matcher, const std::stop_token &stop)
{
    BlockSearch search(matcher, share.firstLine, stop);
    QByteArray buffer;
    for (qint64 offset = share.from; offset < share.to && !stop.stop_requested();) {
        const qsizetype kept = buffer.size();
        const qint64 wanted = std::min(blockBytes, share.to - offset);
        buffer.resize(kept + wanted);
        const qint64 got = source.read(offset, std::span(buffer.data() + kept, static_cast<size_t>(wanted)));
        buffer.truncate(kept + got);
        offset += got;
        if (got <= 0)
            break;
        qsizetype whole = buffer.lastIndexOf('\n') + 1;
        if (offset >= share.to || (whole == 0 && buffer.size() >= longestWhole))
            whole = buffer.size();
        search.take(QByteArrayView(buffer).first(whole));
        buffer.remove(0, whole);
    }
    if (!buffer.isEmpty() && !stop.stop_requested())
        search.take(buffer);
    return std::move(search.hits());
}

Hits search(const Source &source, const std::vector<Share> &shares, const Matcher &matcher, const std::stop_token &stop)
{
    std::vector<Hits> found(shares.size());
    std::atomic<size_t> next = 0;
    const auto work = [&] {
        for (size_t share = next++; share < shares.size() && !stop.stop_requested(); share = next++)
            found[share] = searchShare(source, shares[share], matcher, stop);
    };
    {
        const std::jthread other(work);
        work();
    }
    Hits all;
    for (Hits &part : found)
        merge(all, std::move(part));
    return all;
}

} // namespace slipway::logs
