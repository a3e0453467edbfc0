#include "store/operation_table.h"

#include "store/audit_table.h"
#include "store/lock_table.h"
#include "store/where.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

using Transacted = base::Result<std::unique_ptr<Transaction>>;

Transacted beginDurable(Connection &connection)
{
    return Transaction::begin(connection, Transaction::Durability::Disk);
}

base::Error ownedByAnother()
{
    return base::makeError(
        base::Error::Kind::Conflict,
        QCoreApplication::translate("Store", "Another Slipway carries this operation out by now."),
        QCoreApplication::translate("Store", "Follow it there, or take it over once it gives no sign of life."));
}

OperationRow operationAt(const QSqlQuery &query)
{
    const auto text = [&query](int column) { return query.value(column).toString(); };
    return {text(0),
            text(1),
            text(2),
            text(3),
            text(4),
            text(5),
            query.value(6).toInt() != 0,
            timeOf(query.value(7)),
            optionalTimeOf(query.value(8)),
            timeOf(query.value(9)),
            query.value(10).toLongLong(),
            query.value(11).toByteArray(),
            query.value(12).toByteArray()};
}

JournalRow journalAt(const QSqlQuery &query)
{
    const auto text = [&query](int column) { return query.value(column).toString(); };
    return {text(0), query.value(1).toLongLong(), timeOf(query.value(2)), text(3),
            text(4), query.value(5).toByteArray()};
}

base::Done insertOperation(Connection &connection, const OperationRow &row)
{
    return connection.execute(
        u"INSERT INTO operations (workspace, id, actor, host, owner, state, is_open, started_at, ended_at, seen_at, "
        "revision, plan, standing) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
        {textValue(row.workspace), textValue(row.id), textValue(row.actor), textValue(row.host), textValue(row.owner),
         textValue(row.state), row.isOpen ? 1 : 0, row.startedAt.toMSecsSinceEpoch(), timeValue(row.endedAt),
         row.seenAt.toMSecsSinceEpoch(), row.revision, bytesValue(row.plan), bytesValue(row.standing)});
}

/// How many rows a statement changed.
base::Result<int> changedRows(Connection &connection, const QString &sql, const QVariantList &values)
{
    return connection.run(sql, values).transform([](QSqlQuery *query) {
        const int count = query->numRowsAffected();
        query->finish();
        return count;
    });
}

/// Marks a write of its owner; conflict for everybody else.
base::Done claim(Connection &connection, const OperationChange &change)
{
    const auto rows = changedRows(
        connection, u"UPDATE operations SET revision = revision + 1 WHERE workspace = ? AND id = ? AND owner = ?"_s,
        {textValue(change.workspace), textValue(change.operation), textValue(change.owner)});
    if (!rows)
        return std::unexpected(rows.error());
    return *rows == 1 ? base::Done() : std::unexpected(ownedByAnother());
}

/// Whether a line was added; false when all of them were there.
base::Result<bool> addJournal(Connection &connection, const OperationChange &change)
{
    bool isNew = change.journal.isEmpty();
    for (const JournalRow &row : change.journal) {
        const auto added =
            changedRows(connection,
                        u"INSERT INTO journal (workspace, operation, number, happened_at, step, act, payload) "
                        "VALUES (?,?,?,?,?,?,?) ON CONFLICT (workspace, operation, number) DO NOTHING"_s,
                        {textValue(change.workspace), textValue(change.operation), row.number,
                         row.at.toMSecsSinceEpoch(), textValue(row.step), textValue(row.act), bytesValue(row.payload)});
        if (!added)
            return std::unexpected(added.error());
        isNew = isNew || *added > 0;
    }
    return isNew;
}

base::Done setStanding(Connection &connection, const OperationChange &change)
{
    const auto &standing = *change.standing;
    return connection.execute(
        u"UPDATE operations SET state = ?, is_open = ?, ended_at = ?, standing = ? WHERE workspace = ? AND id = ?"_s,
        {textValue(standing.state), standing.isOpen ? 1 : 0, timeValue(standing.endedAt), bytesValue(standing.bytes),
         textValue(change.workspace), textValue(change.operation)});
}

} // namespace

base::Result<std::optional<LockRow>> beginOperation(Connection &connection, const OperationRow &operation,
                                                    const QList<LockRow> &locks, const QList<AuditRow> &audit)
{
    const auto transaction = beginDurable(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto inTheWay = takeLocks(connection, locks);
    if (!inTheWay || *inTheWay)
        return inTheWay;
    const auto written = insertOperation(connection, operation)
                             .and_then([&] { return addAuditRows(connection, operation.workspace, audit); })
                             .and_then([&] { return (*transaction)->commit(); });
    if (!written)
        return std::unexpected(written.error());
    return std::nullopt;
}

base::Done changeOperation(Connection &connection, const OperationChange &change)
{
    const auto transaction = beginDurable(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto claimed = claim(connection, change); !claimed)
        return claimed;
    const auto isNew = addJournal(connection, change);
    if (!isNew)
        return std::unexpected(isNew.error());
    if (!*isNew)
        return {};
    auto done = addAuditRows(connection, change.workspace, change.audit);
    if (done && change.standing)
        done = setStanding(connection, change);
    if (done && change.releasesLocks)
        done = releaseLocks(connection, change.workspace, change.operation);
    return done.and_then([&] { return (*transaction)->commit(); });
}

base::Done touchOperations(Connection &connection, const QString &workspace, const QString &owner, const QDateTime &now)
{
    const auto transaction = Transaction::begin(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    return connection
        .execute(u"UPDATE operations SET seen_at = ? WHERE workspace = ? AND owner = ? AND is_open = 1"_s,
                 {now.toMSecsSinceEpoch(), textValue(workspace), textValue(owner)})
        .and_then([&] { return touchLocks(connection, workspace, owner, now); })
        .and_then([&] { return (*transaction)->commit(); });
}

base::Done leaveOperations(Connection &connection, const QString &workspace, const QString &owner)
{
    return connection.execute(
        u"UPDATE operations SET owner = '', revision = revision + 1 WHERE workspace = ? AND owner = ? AND is_open = 1"_s,
        {textValue(workspace), textValue(owner)});
}

base::Done adoptOperation(Connection &connection, const OperationRow &previous, const QString &owner,
                          const QString &host, const QDateTime &now, const QList<AuditRow> &audit)
{
    const auto transaction = beginDurable(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    // The sign of life too: who gave one meanwhile is alive.
    const auto rows =
        changedRows(connection,
                    u"UPDATE operations SET owner = ?, host = ?, seen_at = ?, revision = revision + 1 "
                    "WHERE workspace = ? AND id = ? AND owner = ? AND seen_at = ? AND is_open = 1"_s,
                    {textValue(owner), textValue(host), now.toMSecsSinceEpoch(), textValue(previous.workspace),
                     textValue(previous.id), textValue(previous.owner), previous.seenAt.toMSecsSinceEpoch()});
    if (!rows)
        return std::unexpected(rows.error());
    if (*rows != 1)
        return std::unexpected(ownedByAnother());
    return renameLockHost(connection, previous.workspace, previous.id, host)
        .and_then([&] { return addAuditRows(connection, previous.workspace, audit); })
        .and_then([&] { return (*transaction)->commit(); });
}

base::Result<QList<OperationRow>> readOperations(Connection &connection, const OperationQuery &query)
{
    Where where;
    where.addText(u"workspace = ?"_s, query.workspace);
    where.addText(u"id = ?"_s, query.id);
    if (query.isOpen)
        where.add(u"is_open = ?"_s, *query.isOpen ? 1 : 0);
    if (query.startedBefore.isValid()) {
        const qint64 before = query.startedBefore.toMSecsSinceEpoch();
        where.addAll(u"(started_at < ? OR (started_at = ? AND id < ?))"_s, {before, before, textValue(query.beforeId)});
    }
    return readRows<OperationRow>(
        connection,
        u"SELECT workspace, id, actor, host, owner, state, is_open, started_at, ended_at, seen_at, revision, plan, "
        "standing FROM operations"_s
            + where.clause() + u" ORDER BY started_at DESC, id DESC LIMIT ?"_s,
        where.valuesWithLimit(query.limit), operationAt);
}

base::Result<QList<JournalRow>> readJournal(Connection &connection, const QString &workspace,
                                            const QStringList &operations)
{
    QList<JournalRow> all;
    for (const QString &operation : operations) {
        auto rows = readRows<JournalRow>(connection,
                                         u"SELECT operation, number, happened_at, step, act, payload FROM journal "
                                         "WHERE workspace = ? AND operation = ? ORDER BY number"_s,
                                         {textValue(workspace), textValue(operation)}, journalAt);
        if (!rows)
            return rows;
        all += *std::move(rows);
    }
    return all;
}

} // namespace slipway::store
