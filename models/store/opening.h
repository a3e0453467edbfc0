#pragma once

#include "store/connection.h"
#include "store/store.h"

namespace slipway::store {

/// A connection to a database of our schema, and what had to be done for it.
struct Opening {
    std::unique_ptr<Connection> connection;
    Opened opened;
};

/// Opens, migrates, and puts a damaged SQLite file aside as "NAME.corrupt-TIME", then starts a new one.
base::Result<Opening> openDatabase(const Location &location);

/// Puts the file aside, unless it is sound by now: another program may have been quicker. Gives the new name; empty
/// when nothing was done. Errors: internal, when it cannot be renamed.
base::Result<QString> putAside(const Location &location);

} // namespace slipway::store
