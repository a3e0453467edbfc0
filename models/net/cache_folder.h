#pragma once

#include "net/cached_answers.h"

#include <QDateTime>
#include <QHash>

#include <mutex>

namespace slipway::net {

/// A folder of answers, a file each, named by their keys, readable by their owner alone.
///
/// A file that is cut short, changed or of another version is taken for none and removed. Whatever the disk refuses is
/// let go. `installKey` and `mayHold` from any thread, the others from one at a time.
class CacheFolder
{
public:
    CacheFolder(QString path, qint64 bytes);

    /// What keys are made with: 32 random bytes, made at the first start and kept in the folder.
    QByteArray installKey() const;
    static QByteArray newInstallKey();

    /// False when there is surely no such answer; true as well before the folder has been listed.
    bool mayHold(const QByteArray &key) const;

    std::shared_ptr<const StoredAnswer> read(const QByteArray &key);
    void write(const QByteArray &key, const StoredAnswer &answer);
    void touch(const QByteArray &key);

private:
    struct Entry {
        qint64 bytes = 0;
        QDateTime used;
    };

    QString file(const QByteArray &key) const;
    void list();
    void forget(const QByteArray &key);
    void makeRoom();

    QString m_path;
    qint64 m_mostBytes;
    mutable std::mutex m_mutex;
    bool m_isListed = false;
    QHash<QByteArray, Entry> m_entries;
    qint64 m_bytes = 0;
};

} // namespace slipway::net
