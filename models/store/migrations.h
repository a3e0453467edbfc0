#pragma once

#include "store/connection.h"

namespace slipway::store {

/// The number of the newest schema this program knows.
int newestSchema();
/// The database's schema; 0 for an empty one.
base::Result<int> schemaOf(Connection &connection);
/// Brings an older database up to `target`, all steps or none. Errors: conflict for a newer one, which stays as it is.
base::Done migrate(Connection &connection, int target = newestSchema());

} // namespace slipway::store
