#include "store/lock_table.h"

#include "store/where.h"

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

LockRow rowAt(const QSqlQuery &query)
{
    const auto text = [&query](int column) { return query.value(column).toString(); };
    return {text(0), text(1), text(2), text(3), text(4), text(5), timeOf(query.value(6)), timeOf(query.value(7))};
}

} // namespace

base::Result<std::optional<LockRow>> takeLocks(Connection &connection, const QList<LockRow> &locks)
{
    for (const LockRow &lock : locks) {
        const auto taken =
            connection.execute(u"INSERT INTO locks (workspace, name, operation, actor, host, title, since, seen_at) "
                               "VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (workspace, name) DO NOTHING"_s,
                               {textValue(lock.workspace), textValue(lock.key), textValue(lock.operation),
                                textValue(lock.actor), textValue(lock.host), textValue(lock.title),
                                lock.since.toMSecsSinceEpoch(), lock.seenAt.toMSecsSinceEpoch()});
        if (!taken)
            return std::unexpected(taken.error());
        const auto held = readLock(connection, lock.workspace, lock.key);
        if (!held || (*held && (*held)->operation != plainText(lock.operation)))
            return held;
    }
    return std::nullopt;
}

base::Done releaseLocks(Connection &connection, const QString &workspace, const QString &operation)
{
    return connection.execute(u"DELETE FROM locks WHERE workspace = ? AND operation = ?"_s,
                              {textValue(workspace), textValue(operation)});
}

base::Done renameLockHost(Connection &connection, const QString &workspace, const QString &operation,
                          const QString &host)
{
    return connection.execute(u"UPDATE locks SET host = ? WHERE workspace = ? AND operation = ?"_s,
                              {textValue(host), textValue(workspace), textValue(operation)});
}

base::Done touchLocks(Connection &connection, const QString &workspace, const QString &owner, const QDateTime &now)
{
    return connection.execute(u"UPDATE locks SET seen_at = ? WHERE workspace = ? AND operation IN "
                              "(SELECT id FROM operations WHERE workspace = ? AND owner = ? AND is_open = 1)"_s,
                              {now.toMSecsSinceEpoch(), textValue(workspace), textValue(workspace), textValue(owner)});
}

base::Result<std::optional<LockRow>> readLock(Connection &connection, const QString &workspace, const QString &key)
{
    const auto rows = readRows<LockRow>(connection,
                                        u"SELECT workspace, name, operation, actor, host, title, since, seen_at "
                                        "FROM locks WHERE workspace = ? AND name = ?"_s,
                                        {textValue(workspace), textValue(key)}, rowAt);
    return rows.transform(
        [](const QList<LockRow> &found) { return found.isEmpty() ? std::nullopt : std::optional(found.first()); });
}

} // namespace slipway::store
