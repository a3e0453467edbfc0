#pragma once

#include "store/opening.h"
#include "store/store.h"

#include <QCoro/QCoroFuture>
#include <QDeadlineTimer>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <optional>

namespace slipway::store {

/// What the worker gives, for the caller's coroutine.
template<typename T>
QCoro::Task<base::Result<T>> answer(QFuture<base::Result<T>> future)
{
    co_return co_await future;
}

/// The thread that owns the connection. Everything but `run` and the destructor happens there.
class Store::Worker
{
public:
    explicit Worker(Location location);
    /// Waits until all that was asked for is done.
    ~Worker();
    Q_DISABLE_COPY_MOVE(Worker)

    /// Does `work` with the connection, after all that was asked for before.
    template<typename T>
    QFuture<base::Result<T>> run(std::function<base::Result<T>(Connection &)> work, std::stop_token stop)
    {
        const auto promise = std::make_shared<QPromise<base::Result<T>>>();
        promise->start();
        QMetaObject::invokeMethod(
            &m_home,
            [this, promise, work = std::move(work), stop = std::move(stop)] {
                promise->addResult(stop.stop_requested() ? std::unexpected(base::cancelled()) : perform(work));
                promise->finish();
            },
            Qt::QueuedConnection);
        return promise->future();
    }
    /// How opening went, after all that was asked for before.
    QFuture<base::Result<Opened>> opened();

private:
    template<typename T>
    base::Result<T> perform(const std::function<base::Result<T>(Connection &)> &work)
    {
        if (const auto open = ensureOpen(); !open)
            return std::unexpected(open.error());
        auto result = work(*m_connection);
        if (!result)
            result = std::unexpected(afterTrouble(result.error()));
        return result;
    }
    base::Done ensureOpen();
    /// Drops a connection that broke, puts a file aside that turned out damaged; the failure as it is to be told.
    base::Error afterTrouble(base::Error error);

    Location m_location;
    QThread m_thread;
    QObject m_home;
    std::unique_ptr<Connection> m_connection;
    Opened m_opened;
    std::optional<base::Error> m_failure;
    QDeadlineTimer m_nextAttempt;
};

} // namespace slipway::store
