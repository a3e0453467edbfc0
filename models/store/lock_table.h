#pragma once

#include "store/connection.h"
#include "store/operation.h"

/// The table of locks: one row a key that is held. All but reading happen within the caller's transaction.
namespace slipway::store {

/// All of them for one operation, which may hold some already. Gives the row that is in the way; the caller then takes
/// back what was taken.
base::Result<std::optional<LockRow>> takeLocks(Connection &connection, const QList<LockRow> &locks);
base::Done releaseLocks(Connection &connection, const QString &workspace, const QString &operation);
/// Passes an operation's locks on to another program.
base::Done renameLockHost(Connection &connection, const QString &workspace, const QString &operation,
                          const QString &host);
base::Done touchLocks(Connection &connection, const QString &workspace, const QString &owner, const QDateTime &now);
base::Result<std::optional<LockRow>> readLock(Connection &connection, const QString &workspace, const QString &key);

} // namespace slipway::store
