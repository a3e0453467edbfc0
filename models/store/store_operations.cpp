#include "store/audit_table.h"
#include "store/lock_table.h"
#include "store/operation_table.h"
#include "store/store.h"
#include "store/worker.h"

namespace slipway::store {

QCoro::Task<base::Result<std::optional<LockRow>>> Store::beginOperation(OperationRow operation, QList<LockRow> locks,
                                                                        QList<AuditRow> audit)
{
    return answer(m_worker->run<std::optional<LockRow>>(
        [operation = std::move(operation), locks = std::move(locks), audit = std::move(audit)](Connection &connection) {
            return store::beginOperation(connection, operation, locks, audit);
        },
        {}));
}

QCoro::Task<base::Done> Store::changeOperation(OperationChange change)
{
    return answer(m_worker->run<void>(
        [change = std::move(change)](Connection &connection) { return store::changeOperation(connection, change); },
        {}));
}

QCoro::Task<base::Done> Store::touchOperations(QString workspace, QString owner, QDateTime now)
{
    return answer(m_worker->run<void>(
        [workspace = std::move(workspace), owner = std::move(owner), now = std::move(now)](Connection &connection) {
            return store::touchOperations(connection, workspace, owner, now);
        },
        {}));
}

QCoro::Task<base::Done> Store::leaveOperations(QString workspace, QString owner)
{
    return answer(m_worker->run<void>(
        [workspace = std::move(workspace), owner = std::move(owner)](Connection &connection) {
            return store::leaveOperations(connection, workspace, owner);
        },
        {}));
}

QCoro::Task<base::Done> Store::adoptOperation(OperationRow previous, QString owner, QString host, QDateTime now,
                                              QList<AuditRow> audit)
{
    return answer(m_worker->run<void>(
        [previous = std::move(previous), owner = std::move(owner), host = std::move(host), now = std::move(now),
         audit = std::move(audit)](Connection &connection) {
            return store::adoptOperation(connection, previous, owner, host, now, audit);
        },
        {}));
}

QCoro::Task<base::Result<QList<OperationRow>>> Store::operations(OperationQuery query)
{
    return answer(m_worker->run<QList<OperationRow>>(
        [query = std::move(query)](Connection &connection) { return readOperations(connection, query); }, {}));
}

QCoro::Task<base::Result<QList<JournalRow>>> Store::journal(QString workspace, QStringList operations)
{
    return answer(m_worker->run<QList<JournalRow>>(
        [workspace = std::move(workspace), operations = std::move(operations)](Connection &connection) {
            return readJournal(connection, workspace, operations);
        },
        {}));
}

QCoro::Task<base::Result<std::optional<LockRow>>> Store::lock(QString workspace, QString key)
{
    return answer(m_worker->run<std::optional<LockRow>>(
        [workspace = std::move(workspace), key = std::move(key)](Connection &connection) {
            return readLock(connection, workspace, key);
        },
        {}));
}

QCoro::Task<base::Done> Store::appendAudit(QString workspace, QList<AuditRow> rows)
{
    return answer(
        m_worker->run<void>([workspace = std::move(workspace), rows = std::move(rows)](
                                Connection &connection) { return appendAuditRows(connection, workspace, rows); },
                            {}));
}

QCoro::Task<base::Result<QList<AuditRow>>> Store::audit(AuditRowQuery query)
{
    return answer(m_worker->run<QList<AuditRow>>(
        [query = std::move(query)](Connection &connection) { return readAuditRows(connection, query); }, {}));
}

} // namespace slipway::store
