#pragma once

#include "store/connection.h"
#include "store/snapshot.h"

/// The table of last known states.
namespace slipway::store {

base::Done writeSnapshots(Connection &connection, const QList<Snapshot> &snapshots);
base::Result<QList<Snapshot>> readSnapshots(Connection &connection, const QString &workspace);
base::Done dropSnapshots(Connection &connection, const QDateTime &before);

} // namespace slipway::store
