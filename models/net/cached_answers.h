#pragma once

#include "net/endpoint.h"
#include "net/request.h"

#include <QCache>
#include <QCoro/QCoroTask>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace slipway::net {

class CacheFolder;

/// An answer as it was given, to be used again when the provider says that it still holds.
struct StoredAnswer {
    int status = 0;
    QHttpHeaders headers;
    QByteArray body;
};

/// Answers by address and token: the newest in memory, all of them in a folder that survives the program.
///
/// Never fails a call: a folder that cannot be read or written leaves what memory holds. Reading and writing files
/// happens on a thread of its own, in the order asked for. GUI thread; outlives the tasks of `find`.
class CachedAnswers
{
public:
    /// `folder` empty keeps memory alone; `bytes` bounds the folder, least recently used out first.
    CachedAnswers(const QString &folder, qint64 bytes);
    /// Waits for what is still to be written.
    ~CachedAnswers();

    /// The name of the request's answer for this token. Says nothing about the token to who has no install key.
    QByteArray key(const Endpoint &endpoint, const Request &request) const;

    /// Null when there is none. Never fails.
    QCoro::Task<std::shared_ptr<const StoredAnswer>> find(QByteArray key);

    /// Keeps a 200 that can be asked for conditionally and may be stored; others are ignored.
    void store(const QByteArray &key, const RawAnswer &answer);

    /// The answer has been used again.
    void touch(const QByteArray &key);

private:
    void remember(const QByteArray &key, const std::shared_ptr<const StoredAnswer> &answer);

    std::shared_ptr<CacheFolder> m_folder;
    QByteArray m_installKey;
    QCache<QByteArray, std::shared_ptr<const StoredAnswer>> m_memory;
    std::shared_ptr<std::atomic<qint64>> m_unwritten = std::make_shared<std::atomic<qint64>>(0);
    QThreadPool m_worker;
};

} // namespace slipway::net
