#pragma once

#include "store/connection.h"
#include "store/operation.h"

/// The table of the audit log.
namespace slipway::store {

/// Within the caller's transaction.
base::Done addAuditRows(Connection &connection, const QString &workspace, const QList<AuditRow> &rows);
/// In a transaction of its own.
base::Done appendAuditRows(Connection &connection, const QString &workspace, const QList<AuditRow> &rows);
/// Newest first.
base::Result<QList<AuditRow>> readAuditRows(Connection &connection, const AuditRowQuery &query);

} // namespace slipway::store
