#pragma once

#include "base/error.h"
#include "store/location.h"

#include <QSqlError>
#include <QStringList>

/// All that SQLite and PostgreSQL do differently.
namespace slipway::store::dialect {

/// How long a call waits for another program that holds the database, in ms.
constexpr int patience = 5'000;

/// The name of Qt's driver and its options for opening.
QString driver(Location::Kind kind);
QString connectOptions(const Location &location, bool isReadOnly);
/// Run once a connection is open: first those that leave the file as it is, then those that set it up for writing.
QStringList settings(Location::Kind kind);
QStringList writeSettings(Location::Kind kind);
/// Begins a transaction that is the only one to write until it ends.
QStringList beginWrite(Location::Kind kind);
/// The type of a column of bytes, for `{bytes}` in a statement.
QString bytesType(Location::Kind kind);
/// The type of a primary key that counts up by itself and never comes again, for `{counter}` in a statement.
QString counterType(Location::Kind kind);
/// Run before and after a transaction that has to be on the disk, whatever happens to the power, once it is committed.
QStringList beginDurable(Location::Kind kind);
QStringList endDurable(Location::Kind kind);

/// What a failure means to us.
enum class Trouble { Other, NoSuchTable, Damaged, Busy, Full, ReadOnly, Lost, Refused };
Trouble trouble(Location::Kind kind, const QSqlError &error);
/// The failure in words, for people.
base::Error errorFor(const Location &location, const QSqlError &error);

} // namespace slipway::store::dialect
