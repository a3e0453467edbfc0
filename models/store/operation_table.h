#pragma once

#include "store/connection.h"
#include "store/operation.h"

/// The tables of operations and of their journals.
namespace slipway::store {

/// The operation, its locks and its first audit lines: all or none. Gives the lock that is in the way.
base::Result<std::optional<LockRow>> beginOperation(Connection &connection, const OperationRow &operation,
                                                    const QList<LockRow> &locks, const QList<AuditRow> &audit);
/// Journal, audit, state and locks: all or none. Errors: conflict, when another program owns the operation.
base::Done changeOperation(Connection &connection, const OperationChange &change);
/// A sign of life of all that `owner` has open.
base::Done touchOperations(Connection &connection, const QString &workspace, const QString &owner,
                           const QDateTime &now);
/// Nobody owns what `owner` had open.
base::Done leaveOperations(Connection &connection, const QString &workspace, const QString &owner);
/// Gives the operation, as it was read, to `owner` at `host`. Errors: conflict, when its owner changed since.
base::Done adoptOperation(Connection &connection, const OperationRow &previous, const QString &owner,
                          const QString &host, const QDateTime &now, const QList<AuditRow> &audit);
/// Newest first; by id where the times are the same.
base::Result<QList<OperationRow>> readOperations(Connection &connection, const OperationQuery &query);
/// Of all of them, each in its order.
base::Result<QList<JournalRow>> readJournal(Connection &connection, const QString &workspace,
                                            const QStringList &operations);

} // namespace slipway::store
