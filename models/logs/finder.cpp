#include "logs/finder.h"

#include <QSet>

#include <utility>

namespace slipway::logs {

Finder::Finder(QObject *parent)
    : QObject(parent)
{
    // A search takes two threads by itself.
    m_pool.setMaxThreadCount(1);
}

Finder::~Finder()
{
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void Finder::setLog(std::shared_ptr<RunLog> log)
{
    if (m_log)
        m_log->disconnect(this);
    m_log = std::move(log);
    if (m_log) {
        connect(m_log.get(), &RunLog::changed, this, &Finder::searchAll);
        connect(m_log.get(), &RunLog::restarted, this, [this] {
            forget();
            searchAll();
        });
        connect(m_log.get(), &RunLog::grew, this, [this](int section) {
            if (m_matcher)
                searchFile(m_log->sections().at(section).file);
        });
    }
    forget();
    searchAll();
}

base::Done Finder::find(const Query &query)
{
    if (m_matcher && m_matcher->query() == query)
        return {};
    forget();
    m_matcher.reset();
    if (query.text.isEmpty()) {
        Q_EMIT changed();
        return {};
    }
    auto matcher = Matcher::make(query);
    if (!matcher) {
        Q_EMIT changed();
        return std::unexpected(matcher.error());
    }
    m_matcher = std::move(*matcher);
    Q_EMIT changed();
    searchAll();
    return {};
}

void Finder::forget()
{
    m_stop.request_stop();
    m_stop = {};
    ++m_generation;
    m_found.clear();
    m_pending = 0;
}

qint64 Finder::matches() const
{
    qint64 all = 0;
    for (const Found &found : m_found)
        all += found.hits.matches + found.matchesInTail;
    return all;
}

qint64 Finder::skippedLines() const
{
    qint64 all = 0;
    for (const Found &found : m_found)
        all += found.hits.skippedLines;
    return all;
}

const std::vector<quint32> *Finder::lines(const LogFile *file) const
{
    const auto found = m_found.constFind(file);
    return found == m_found.cend() ? nullptr : &found->hits.lines;
}

void Finder::searchAll()
{
    if (!m_log || !m_matcher)
        return;
    QSet<const LogFile *> there;
    for (const Section &section : m_log->sections()) {
        if (!there.contains(section.file.get()))
            searchFile(section.file);
        there.insert(section.file.get());
    }
    m_found.removeIf([&there](const auto &found) { return !there.contains(found.key()); });
}

void Finder::searchFile(const std::shared_ptr<LogFile> &file)
{
    Found &found = m_found[file.get()];
    if (found.isBusy)
        return;
    const LineIndex &index = file->index();
    const qint64 bytes = index.wholeBytes();
    if (bytes <= found.searchedBytes) {
        searchTail(*file, found);
        Q_EMIT changed();
        return;
    }
    found.isBusy = true;
    ++m_pending;
    const auto shares = sharesOf(index, {found.searchedBytes, found.searchedLines});
    m_pool.start([this, source = file->source(), shares, matcher = *m_matcher, stop = m_stop.get_token(),
                  generation = m_generation, key = file.get(), keep = std::weak_ptr(file), bytes,
                  lines = index.wholeLines()] {
        Hits hits = search(*source, shares, matcher, stop);
        QMetaObject::invokeMethod(this, [this, generation, key, keep, bytes, lines, hits = std::move(hits)]() mutable {
            if (generation == m_generation)
                take(key, keep.lock(), bytes, lines, std::move(hits));
        });
    });
}

void Finder::take(const LogFile *key, const std::shared_ptr<LogFile> &file, qint64 bytes, quint32 lines, Hits hits)
{
    --m_pending;
    if (const auto own = m_found.find(key); own != m_found.end()) {
        Found &found = *own;
        found.isBusy = false;
        if (std::exchange(found.isTailAmongLines, false))
            found.hits.lines.pop_back();
        found.matchesInTail = 0;
        merge(found.hits, std::move(hits));
        found.searchedBytes = bytes;
        found.searchedLines = lines;
        // It may have grown meanwhile.
        if (file)
            searchFile(file);
    }
    Q_EMIT changed();
    if (m_pending == 0)
        Q_EMIT finished();
}

void Finder::searchTail(const LogFile &file, Found &found) const
{
    if (std::exchange(found.isTailAmongLines, false))
        found.hits.lines.pop_back();
    found.matchesInTail = 0;
    const LineIndex &index = file.index();
    if (index.lineCount() <= index.wholeLines())
        return;
    found.matchesInTail = m_matcher->in(file.line(static_cast<int>(index.wholeLines())).text).size();
    if (found.matchesInTail == 0)
        return;
    found.hits.lines.push_back(index.wholeLines());
    found.isTailAmongLines = true;
}

} // namespace slipway::logs
