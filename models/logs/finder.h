#pragma once

#include "logs/run_log.h"
#include "logs/search.h"

#include <QHash>
#include <QThreadPool>

#include <stop_token>

namespace slipway::logs {

/// Finds a text across all files of a run, on worker threads, and goes on as they grow. GUI thread.
class Finder final : public QObject
{
    Q_OBJECT

public:
    explicit Finder(QObject *parent = nullptr);
    ~Finder() override;

    void setLog(std::shared_ptr<RunLog> log);
    /// Starts anew and forgets what was found. Errors: as Matcher::make; then nothing is found. An empty text stops.
    base::Done find(const Query &query);

    bool isActive() const { return m_matcher.has_value(); }
    bool isSearching() const { return m_pending > 0; }
    const std::optional<Matcher> &matcher() const { return m_matcher; }
    /// Of all files, so far.
    qint64 matches() const;
    /// Lines of `file` that match, in order; null before the first was searched.
    const std::vector<quint32> *lines(const LogFile *file) const;
    qint64 skippedLines() const;

Q_SIGNALS:
    /// More was found, or all was forgotten.
    void changed();
    /// Everything was looked through, for now.
    void finished();

private:
    /// What was found in a file. Whole lines are searched once; the last one, which may go on, each time.
    struct Found {
        Hits hits;
        qint64 searchedBytes = 0;
        quint32 searchedLines = 0;
        qsizetype matchesInTail = 0;
        bool isTailAmongLines = false;
        bool isBusy = false;
    };

    void forget();
    void searchAll();
    void searchFile(const std::shared_ptr<LogFile> &file);
    void searchTail(const LogFile &file, Found &found) const;
    void take(const LogFile *key, const std::shared_ptr<LogFile> &file, qint64 bytes, quint32 lines, Hits hits);

    std::shared_ptr<RunLog> m_log;
    std::optional<Matcher> m_matcher;
    QHash<const LogFile *, Found> m_found;
    std::stop_source m_stop;
    quint64 m_generation = 0;
    int m_pending = 0;
    QThreadPool m_pool;
};

} // namespace slipway::logs
