#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <span>

namespace slipway::logs {

/// The bytes of a file that others may append to, shorten, replace or delete at any time.
///
/// Read by pread() into small buffers and never mapped: a mapped file that is cut short kills the program with SIGBUS,
/// and reading from the page cache is as fast (tests/bench/log.cpp). What is gone reads as nothing; a deleted file
/// stays readable. Any thread.
class Source
{
public:
    /// Errors: notFound; forbidden; invalidInput for a folder.
    static base::Result<std::shared_ptr<const Source>> open(const QString &path);
    ~Source();
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;

    QString path() const { return m_path; }
    /// In bytes, now.
    qint64 size() const;
    /// Whether another file is at the path now (rotated, or written anew by renaming); false when there is none.
    bool isReplaced() const;
    /// Fills `buffer` from `offset` on; gives how many bytes there were.
    qint64 read(qint64 offset, std::span<char> buffer) const;
    QByteArray read(qint64 offset, qint64 size) const;

private:
    Source(QString path, int descriptor);

    QString m_path;
    int m_descriptor;
};

} // namespace slipway::logs
