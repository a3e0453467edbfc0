#include "store/snapshot_table.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::store {

base::Done writeSnapshots(Connection &connection, const QList<Snapshot> &snapshots)
{
    const auto transaction = Transaction::begin(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    for (const Snapshot &snapshot : snapshots) {
        // Two programs may write the same thing: the newer state stays, whoever comes last.
        const auto written = connection.execute(
            u"INSERT INTO snapshots (workspace, name, fetched_at, bytes) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (workspace, name) DO UPDATE SET fetched_at = excluded.fetched_at, bytes = excluded.bytes "
            "WHERE snapshots.fetched_at <= excluded.fetched_at"_s,
            {textValue(snapshot.workspace), textValue(snapshot.key), snapshot.fetchedAt.toMSecsSinceEpoch(),
             bytesValue(snapshot.bytes)});
        if (!written)
            return written;
    }
    return (*transaction)->commit();
}

base::Result<QList<Snapshot>> readSnapshots(Connection &connection, const QString &workspace)
{
    const auto query = connection.run(
        u"SELECT name, fetched_at, bytes FROM snapshots WHERE workspace = ? ORDER BY name"_s, {textValue(workspace)});
    if (!query)
        return std::unexpected(query.error());
    QList<Snapshot> snapshots;
    while ((*query)->next()) {
        snapshots.append({workspace, (*query)->value(0).toString(),
                          QDateTime::fromMSecsSinceEpoch((*query)->value(1).toLongLong(), QTimeZone::UTC),
                          (*query)->value(2).toByteArray()});
    }
    (*query)->finish();
    return snapshots;
}

base::Done dropSnapshots(Connection &connection, const QDateTime &before)
{
    return connection.execute(u"DELETE FROM snapshots WHERE fetched_at < ?"_s, {before.toMSecsSinceEpoch()});
}

} // namespace slipway::store
