#pragma once

#include "base/result.h"

#include <QString>

namespace slipway::store {

/// Where a store is: a SQLite file of one's own, or a PostgreSQL database that a team shares.
struct Location {
    enum class Kind { Sqlite, Postgres };
    Kind kind = Kind::Sqlite;
    /// Of SQLite: the file. Its folder is made when it is missing.
    QString file;
    /// Of PostgreSQL. An empty host is libpq's default; one that begins with a slash is a socket's folder.
    QString host;
    int port = 5432;
    QString database;
    QString user;
    /// libpq's options after the question mark, "sslmode=require" and its like, joined by semicolons.
    QString options;

    bool operator==(const Location &) const = default;

    static Location sqlite(const QString &file);
    /// A path, or "postgresql://user@host:port/database?sslmode=require" ("postgres://" too; "?host=/folder" for a
    /// socket). Errors: invalidInput, also for a password in the address: it would stand in the list of processes.
    /// libpq takes it from ~/.pgpass, PGPASSFILE or PGPASSWORD.
    static base::Result<Location> parse(const QString &text);
    /// For messages: the file, or "database at host".
    QString display() const;
};

} // namespace slipway::store
