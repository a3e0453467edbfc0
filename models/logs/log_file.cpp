#include "logs/log_file.h"

#include <QFileSystemWatcher>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <utility>

namespace slipway::logs {

namespace {

/// Indexed before the file is given out: a few screens.
constexpr qint64 firstBytes = 64 * 1024;
/// A log that grew by less is indexed at once.
constexpr qint64 smallBytes = 1024 * 1024;
/// What is announced at a time, half of it a thread's.
constexpr qint64 sliceBytes = 256 * 1024 * 1024;
/// Of the file's begin, to notice that it was written anew.
constexpr qint64 beginBytes = 128;
/// How far back a time stamp is looked for.
constexpr int stampedWithin = 64;

} // namespace

LogFile::LogFile(std::shared_ptr<const Source> source)
    : m_source(std::move(source))
{ }

LogFile::~LogFile() = default;

base::Result<std::shared_ptr<LogFile>> LogFile::open(const QString &path)
{
    auto source = Source::open(path);
    if (!source)
        return std::unexpected(source.error());
    std::shared_ptr<LogFile> file(new LogFile(std::move(*source)));
    file->begin();
    return file;
}

QString LogFile::path() const
{
    return m_source->path();
}

int LogFile::lineCount() const
{
    return static_cast<int>(std::min<quint32>(m_index.lineCount(), std::numeric_limits<int>::max()));
}

void LogFile::begin()
{
    m_begin = m_source->read(0, beginBytes);
    const qint64 to = std::min(m_source->size(), firstBytes);
    take(indexStretch(*m_source, 0, to, {}), to);
    indexRest();
}

void LogFile::restart(std::shared_ptr<const Source> source)
{
    m_worker = {};
    ++m_generation;
    m_isWorking = false;
    m_source = std::move(source);
    m_index = {};
    const QSignalBlocker blocker(this);
    begin();
}

void LogFile::indexRest()
{
    const qint64 from = m_index.bytes();
    const qint64 to = m_source->size();
    if (to - from > smallBytes) {
        indexOnWorker(from, to);
        return;
    }
    if (to > from)
        take(indexStretch(*m_source, from, to, {}), to);
    finish();
}

void LogFile::indexOnWorker(qint64 from, qint64 to)
{
    m_isWorking = true;
    const quint64 generation = m_generation;
    m_worker = std::jthread([this, source = m_source, from, to, generation](const std::stop_token &stop) {
        for (qint64 at = from; at < to && !stop.stop_requested();) {
            const qint64 end = std::min(at + sliceBytes, to);
            const qint64 middle = at + (end - at) / 2;
            IndexPiece second;
            {
                const std::jthread other([&] { second = indexStretch(*source, middle, end, stop); });
                IndexPiece first = indexStretch(*source, at, middle, stop);
                QMetaObject::invokeMethod(this, [this, generation, first = std::move(first), middle] {
                    if (generation == m_generation)
                        take(first, middle);
                });
            }
            QMetaObject::invokeMethod(this, [this, generation, second = std::move(second), end] {
                if (generation == m_generation)
                    take(second, end);
            });
            at = end;
        }
        QMetaObject::invokeMethod(this, [this, generation] {
            if (generation == m_generation)
                finish();
        });
    });
}

void LogFile::take(const IndexPiece &piece, qint64 to)
{
    const int before = lineCount();
    const bool wasWhole = m_index.endsLine();
    LineKind lastKind = LineKind::Plain;
    if (!wasWhole)
        lastKind = kindOf(m_source->read(m_index.lastStart(), 256));
    m_index.append(piece, to, lastKind);
    Q_EMIT grew(std::max(0, wasWhole ? before : before - 1));
}

void LogFile::finish()
{
    m_isWorking = false;
    Q_EMIT indexed();
    if (std::exchange(m_looksAgain, false))
        refresh();
}

bool LogFile::isSameBegin() const
{
    return m_source->read(0, m_begin.size()) == m_begin;
}

void LogFile::refresh()
{
    if (m_source->isReplaced()) {
        if (auto source = Source::open(path())) {
            restart(std::move(*source));
            if (m_watcher)
                m_watcher->addPath(path());
            Q_EMIT restarted();
            return;
        }
    }
    const qint64 size = m_source->size();
    if (size < m_index.bytes() || !isSameBegin()) {
        restart(m_source);
        Q_EMIT restarted();
    } else if (m_isWorking) {
        m_looksAgain = true;
    } else if (size > m_index.bytes()) {
        if (m_begin.size() < beginBytes)
            m_begin = m_source->read(0, beginBytes);
        indexRest();
    }
}

void LogFile::setWatched(bool isWatched)
{
    if (!isWatched) {
        delete std::exchange(m_watcher, nullptr);
        return;
    }
    if (m_watcher)
        return;
    m_watcher = new QFileSystemWatcher({path()}, this);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, &LogFile::refresh);
    refresh();
}

LogFile::Place LogFile::placeOf(int line) const
{
    if (line < 0 || line >= lineCount())
        return {};
    const auto wanted = static_cast<quint32>(line);
    const Checkpoint start = m_index.before(wanted);
    const Checkpoint next = m_index.after(wanted);
    // The last line of a stretch ends where the next begins, however long it is.
    const bool isLast = wanted + 1 == next.line;
    quint32 at = start.line;
    qint64 begin = start.offset;
    std::array<char, 16 * 1024> buffer;
    for (qint64 offset = start.offset; offset < next.offset;) {
        if (isLast && at == wanted)
            break;
        const auto size = static_cast<size_t>(std::min<qint64>(buffer.size(), next.offset - offset));
        const qint64 got = m_source->read(offset, std::span(buffer).first(size));
        if (got <= 0)
            break;
        const char *const end = buffer.data() + got;
        for (const char *from = buffer.data(); from < end;) {
            const auto *feed = static_cast<const char *>(memchr(from, '\n', static_cast<size_t>(end - from)));
            if (!feed)
                break;
            const qint64 ends = offset + (feed - buffer.data());
            if (at == wanted)
                return {begin, ends - begin};
            ++at;
            begin = ends + 1;
            from = feed + 1;
        }
        offset += got;
    }
    if (at != wanted)
        return {};
    const bool hasFeed = next.offset < m_index.bytes() || m_index.endsLine();
    return {begin, std::max<qint64>(0, next.offset - begin - (hasFeed ? 1 : 0))};
}

QByteArray LogFile::rawLine(int line, qint64 part) const
{
    const Place place = placeOf(line);
    const qint64 from = std::clamp<qint64>(part * partBytes, 0, place.bytes);
    return m_source->read(place.offset + from, std::min(partBytes, place.bytes - from));
}

Line LogFile::line(int line, qint64 part) const
{
    return readLine(rawLine(line, part));
}

QString LogFile::text(int first, int last, qsizetype most) const
{
    QString text;
    const qint64 end = last >= lineCount() ? m_index.bytes() : placeOf(last).offset;
    QByteArray buffer;
    for (qint64 offset = placeOf(first).offset; offset < end && text.size() < most;) {
        const QByteArray block = m_source->read(offset, std::min(smallBytes, end - offset));
        if (block.isEmpty())
            break;
        offset += block.size();
        buffer += block;
        // A line without end is taken in pieces.
        const bool takesAll = offset >= end || buffer.size() > 4 * smallBytes;
        const qsizetype whole = takesAll ? buffer.size() : buffer.lastIndexOf('\n') + 1;
        for (qsizetype begin = 0; begin < whole && text.size() < most;) {
            const qsizetype feed = buffer.indexOf('\n', begin);
            const qsizetype stop = feed < 0 || feed >= whole ? whole : feed;
            text += readLine(QByteArrayView(buffer).sliced(begin, stop - begin)).text;
            if (stop < whole)
                text += u'\n';
            begin = stop + 1;
        }
        buffer.remove(0, whole);
    }
    if (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

qint64 LogFile::lineBytes(int line) const
{
    return placeOf(line).bytes;
}

qint64 LogFile::partCount(int line) const
{
    return std::max<qint64>(1, (lineBytes(line) + partBytes - 1) / partBytes);
}

std::optional<qint64> LogFile::timeAt(int line) const
{
    for (int at = std::min(line, lineCount() - 1), tries = 0; at >= 0 && tries < stampedWithin; --at, ++tries) {
        const QByteArray bytes = rawLine(at);
        if (const auto time = readLine(bytes.first(timeStampBytes(bytes))).time)
            return time;
    }
    return std::nullopt;
}

int LogFile::firstLineSince(qint64 time) const
{
    int low = 0;
    int high = lineCount();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const auto at = timeAt(middle);
        if (at && *at >= time)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

} // namespace slipway::logs
