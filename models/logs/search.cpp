#include "logs/search.h"

#include "logs/byte_loops.h"
#include "logs/colours.h"
#include "logs/line.h"
#include "logs/needle.h"

#include <algorithm>
#include <array>
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
/// A time stamp and the blank after it are shorter.
constexpr qsizetype mostOfStamp = 48;

quint32 lineFeeds(const char *from, const char *to)
{
    return countLineFeeds(QByteArrayView(from, to - from));
}

/// `bytes` without escape codes, line feeds kept.
void removeEscapes(QByteArrayView bytes, QByteArray &clean)
{
    clean.resize(bytes.size());
    char *to = clean.data();
    const auto copy = [&to](const char *from, qsizetype size) {
        std::memcpy(to, from, static_cast<size_t>(size));
        to += size;
    };
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype found = bytes.indexOf('\x1b', at);
        const qsizetype code = found < 0 ? bytes.size() : found;
        copy(bytes.data() + at, code - at);
        if (code >= bytes.size())
            break;
        // Longest codes are links and titles; a line feed ends any of them.
        const QByteArrayView rest = bytes.sliced(code, std::min<qsizetype>(bytes.size() - code, 4096));
        const qsizetype end = rest.first(escapeEnd(rest, 0)).indexOf('\n');
        at = code + (end < 0 ? escapeEnd(rest, 0) : end);
    }
    clean.truncate(to - clean.constData());
}

/// Whether a pattern can be held against many lines at once: it does not ask where the text begins or ends, nor what
/// stands around.
bool looksAtOneLine(const QString &pattern)
{
    for (const QLatin1StringView sign :
         {"\\A"_L1, "\\Z"_L1, "\\z"_L1, "\\G"_L1, "\\K"_L1, "(?="_L1, "(?!"_L1, "(?<"_L1, "(*"_L1}) {
        if (pattern.contains(sign))
            return false;
    }
    return true;
}

/// Collects hits of a stretch that is given block by block, each of whole lines but in a line that is too long.
class BlockSearch
{
public:
    BlockSearch(const Matcher &matcher, quint32 firstLine, std::stop_token stop)
        : m_matcher(matcher)
        , m_stop(std::move(stop))
        , m_line(firstLine)
        , m_findsInBlocks(looksAtOneLine(matcher.query().text))
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
            m_lower.resize(text.size());
            copyInLowerCase(text, m_lower.data());
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
            if (at - begin < mostOfStamp) {
                const qsizetype stamp = stampBytes({begin, std::min<qsizetype>(text.end() - begin, mostOfStamp)});
                if (at - begin < stamp) {
                    at = m_needle->find(begin + stamp, text.end());
                    continue;
                }
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
        std::array<char, mostOfStamp> upper{};
        std::ranges::transform(head, upper.begin(),
                               [](char one) { return one == 't' || one == 'z' ? static_cast<char>(one - 32) : one; });
        return timeStampBytes(QByteArrayView(upper.data(), head.size()));
    }

    /// `bytes` without time stamps, line feeds kept.
    void removeStamps(QByteArrayView bytes)
    {
        m_plain.resize(bytes.size());
        char *to = m_plain.data();
        for (qsizetype begin = 0; begin < bytes.size();) {
            const qsizetype feed = bytes.indexOf('\n', begin);
            const qsizetype end = feed < 0 ? bytes.size() : feed + 1;
            const QByteArrayView line = bytes.sliced(begin, end - begin);
            const QByteArrayView shown = line.sliced(std::min(timeStampBytes(line), line.size()));
            std::memcpy(to, shown.data(), static_cast<size_t>(shown.size()));
            to += shown.size();
            begin = end;
        }
        m_plain.truncate(to - m_plain.constData());
    }

    void findPattern(QByteArrayView bytes)
    {
        removeStamps(bytes);
        const QString text = QString::fromUtf8(m_plain);
        quint32 line = m_line;
        for (qsizetype begin = 0; begin < text.size() && !m_stop.stop_requested();) {
            if (m_findsInBlocks) {
                // No line before the block's next match has one of its own.
                const auto match = m_matcher.pattern().matchView(text, begin);
                m_findsInBlocks = match.isValid();
                if (m_findsInBlocks && !match.hasMatch())
                    return;
                if (m_findsInBlocks) {
                    const qsizetype before = text.lastIndexOf(u'\n', match.capturedStart() - 1);
                    const qsizetype start = match.capturedStart() == 0 ? 0 : std::max(begin, before + 1);
                    line += static_cast<quint32>(QStringView(text).sliced(begin, start - begin).count(u'\n'));
                    begin = start;
                }
            }
            const qsizetype feed = text.indexOf(u'\n', begin);
            const qsizetype end = feed < 0 ? text.size() : feed;
            findInLine(QStringView(text).sliced(begin, end - begin), line++);
            begin = end + 1;
        }
    }

    void findInLine(QStringView text, quint32 line)
    {
        if (m_hits.skippedLines >= patience) {
            ++m_hits.skippedLines;
            return;
        }
        text.truncate(std::min(text.size(), Matcher::mostOfLine));
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
    bool m_findsInBlocks;
    QByteArray m_clean;
    QByteArray m_plain;
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
