#include "store/store.h"

#include "store/event_table.h"
#include "store/migrations.h"
#include "store/snapshot_table.h"
#include "store/worker.h"

#include <QFileInfo>

namespace slipway::store {

Store::Store(const Location &location)
    : m_worker(std::make_unique<Worker>(location))
{ }

Store::~Store() = default;

std::unique_ptr<Store> Store::open(const Location &location)
{
    return std::unique_ptr<Store>(new Store(location));
}

QCoro::Task<base::Result<Opened>> Store::opened()
{
    return answer(m_worker->opened());
}

QCoro::Task<base::Done> Store::putSnapshots(QList<Snapshot> snapshots, std::stop_token stop)
{
    return answer(m_worker->run<void>(
        [snapshots = std::move(snapshots)](Connection &connection) { return writeSnapshots(connection, snapshots); },
        std::move(stop)));
}

QCoro::Task<base::Result<QList<Snapshot>>> Store::snapshots(QString workspace, std::stop_token stop)
{
    return answer(m_worker->run<QList<Snapshot>>(
        [workspace = std::move(workspace)](Connection &connection) { return readSnapshots(connection, workspace); },
        std::move(stop)));
}

QCoro::Task<base::Done> Store::forgetSnapshots(QDateTime before, std::stop_token stop)
{
    return answer(m_worker->run<void>(
        [before = std::move(before)](Connection &connection) { return dropSnapshots(connection, before); },
        std::move(stop)));
}

QCoro::Task<base::Done> Store::putEvents(QList<Event> events, std::stop_token stop)
{
    return answer(m_worker->run<void>(
        [events = std::move(events)](Connection &connection) { return writeEvents(connection, events); },
        std::move(stop)));
}

QCoro::Task<base::Result<QList<Event>>> Store::events(EventQuery query, std::stop_token stop)
{
    return answer(m_worker->run<QList<Event>>(
        [query = std::move(query)](Connection &connection) { return readEvents(connection, query); }, std::move(stop)));
}

QCoro::Task<base::Result<QList<DailyCount>>> Store::statistics(StatisticsQuery query, std::stop_token stop)
{
    return answer(m_worker->run<QList<DailyCount>>(
        [query = std::move(query)](Connection &connection) { return readStatistics(connection, query); },
        std::move(stop)));
}

QList<Snapshot> Store::snapshotsAtStart(const Location &location, const QString &workspace)
{
    if (location.kind != Location::Kind::Sqlite || !QFileInfo::exists(location.file))
        return {};
    const auto connection = Connection::open(location, Connection::Access::ReadOnly);
    if (!connection || schemaOf(**connection).value_or(0) != newestSchema())
        return {};
    return readSnapshots(**connection, workspace).value_or(QList<Snapshot>());
}

} // namespace slipway::store
