#include "store/worker.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

/// A server that is away is asked again after this long at the earliest.
constexpr std::chrono::seconds betweenAttempts{30};

} // namespace

Store::Worker::Worker(Location location)
    : m_location(std::move(location))
{
    m_thread.setObjectName(u"store"_s);
    m_home.moveToThread(&m_thread);
    m_thread.start(QThread::LowPriority);
    QMetaObject::invokeMethod(&m_home, [this] { (void)ensureOpen(); }, Qt::QueuedConnection);
}

Store::Worker::~Worker()
{
    // Queued behind everything else, on the thread that the connection belongs to.
    QMetaObject::invokeMethod(
        &m_home,
        [this] {
            m_connection.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

QFuture<base::Result<Opened>> Store::Worker::opened()
{
    const auto promise = std::make_shared<QPromise<base::Result<Opened>>>();
    promise->start();
    QMetaObject::invokeMethod(
        &m_home,
        [this, promise] {
            const auto open = ensureOpen();
            promise->addResult(open.transform([this] { return m_opened; }));
            promise->finish();
        },
        Qt::QueuedConnection);
    return promise->future();
}

base::Done Store::Worker::ensureOpen()
{
    if (m_connection)
        return {};
    if (m_failure && (!m_failure->canRetry || !m_nextAttempt.hasExpired()))
        return std::unexpected(*m_failure);
    auto opening = openDatabase(m_location);
    if (!opening) {
        m_failure = opening.error();
        m_nextAttempt = QDeadlineTimer(betweenAttempts);
        return std::unexpected(*m_failure);
    }
    m_connection = std::move(opening->connection);
    m_opened = std::move(opening->opened);
    m_failure.reset();
    return {};
}

base::Error Store::Worker::afterTrouble(base::Error error)
{
    const auto trouble = m_connection->trouble();
    if (trouble == dialect::Trouble::Lost)
        m_connection.reset();
    if (trouble != dialect::Trouble::Damaged || m_location.kind != Location::Kind::Sqlite)
        return error;
    m_connection.reset();
    const auto kept = putAside(m_location);
    if (!kept)
        return kept.error();
    if (!kept->isEmpty()) {
        error.advice =
            QCoreApplication::translate("Store", "It is kept as %1; Slipway goes on with a new one.").arg(*kept);
    }
    return error;
}

} // namespace slipway::store
