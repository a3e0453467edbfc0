#pragma once

#include "logs/line.h"
#include "logs/line_index.h"
#include "logs/source.h"

#include <QObject>

#include <memory>
#include <thread>

class QFileSystemWatcher;

namespace slipway::logs {

/// A log of any size in a file that may still grow. Nothing of it is held but where its lines begin.
///
/// The first screen is there at once; the rest is indexed on two threads and announced by `grew`. Whoever appends to
/// the file, or loads it piece by piece, calls `refresh`, or has it watched. GUI thread.
class LogFile final : public QObject
{
    Q_OBJECT

public:
    /// A longer line is read in parts of so many bytes; the rest stays reachable by its part.
    static constexpr qint64 partBytes = 8 * 1024;

    /// Errors: as Source::open.
    static base::Result<std::shared_ptr<LogFile>> open(const QString &path);
    ~LogFile() override;

    QString path() const;
    /// Lines that are known by now.
    int lineCount() const;
    qint64 bytes() const { return m_index.bytes(); }
    /// Whether all that the file held when it was last looked at is known.
    bool isIndexed() const { return !m_isWorking; }
    /// Line `line`, from 0; `part` of a line longer than `partBytes`. Empty beyond the end and for what is gone.
    Line line(int line, qint64 part = 0) const;
    QByteArray rawLine(int line, qint64 part = 0) const;
    /// The lines [first, last) as they are shown, joined by line feeds; `most` characters of them or little more. Reads
    /// on, so it is quick for many lines.
    QString text(int first, int last, qsizetype most) const;
    /// Bytes of a line, without its line feed; and in how many parts it is read, at least 1.
    qint64 lineBytes(int line) const;
    qint64 partCount(int line) const;
    /// The time stamp of the line, or of the nearest one before it that has one, ms since 1970 UTC.
    std::optional<qint64> timeAt(int line) const;
    /// The first line stamped at `time` or later, lines being in order of time; `lineCount()` if there is none.
    int firstLineSince(qint64 time) const;

    const LineIndex &index() const { return m_index; }
    std::shared_ptr<const Source> source() const { return m_source; }

    /// Looks whether the file grew, was cut, was replaced.
    void refresh();
    /// Refreshes by itself whenever the file changes.
    void setWatched(bool isWatched);

Q_SIGNALS:
    /// There are more lines from `firstLine` on; that one may have been there, unfinished.
    void grew(int firstLine);
    /// The file was cut, replaced or rewritten: nothing that was known holds.
    void restarted();
    /// All is known, for now.
    void indexed();

private:
    explicit LogFile(std::shared_ptr<const Source> source);
    struct Place {
        qint64 offset = 0;
        qint64 bytes = 0;
    };

    void begin();
    void restart(std::shared_ptr<const Source> source);
    bool isSameBegin() const;
    void indexRest();
    void indexOnWorker(qint64 from, qint64 to);
    void take(const IndexPiece &piece, qint64 to);
    void finish();
    Place placeOf(int line) const;

    std::shared_ptr<const Source> m_source;
    LineIndex m_index;
    QByteArray m_begin;
    QFileSystemWatcher *m_watcher = nullptr;
    quint64 m_generation = 0;
    bool m_isWorking = false;
    bool m_looksAgain = false;
    /// Last, so that it has ended before anything else goes.
    std::jthread m_worker;
};

} // namespace slipway::logs
