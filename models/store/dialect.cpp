#include "store/dialect.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::store::dialect {

using Kind = base::Error::Kind;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Store", text);
}

/// SQLite's primary result codes, from its documentation ("Result and Error Codes").
Trouble sqliteTrouble(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    switch (isNumber ? code & 0xFF : 0) {
    case 1: return error.databaseText().contains(u"no such table") ? Trouble::NoSuchTable : Trouble::Other;
    case 5:
    case 6: return Trouble::Busy;
    case 8:
    case 14: return Trouble::ReadOnly;
    case 11:
    case 26: return Trouble::Damaged;
    case 13: return Trouble::Full;
    default: return Trouble::Other;
    }
}

/// PostgreSQL's SQLSTATE, from its documentation ("PostgreSQL Error Codes").
Trouble postgresTrouble(const QSqlError &error)
{
    const QString state = error.nativeErrorCode();
    if (state == u"42P01")
        return Trouble::NoSuchTable;
    if (state == u"55P03" || state == u"57014" || state.startsWith(u"40"))
        return Trouble::Busy;
    if (state == u"53100")
        return Trouble::Full;
    if (state == u"25006")
        return Trouble::ReadOnly;
    if (state.startsWith(u"28") || state == u"42501" || state == u"3D000")
        return Trouble::Refused;
    // libpq itself has no code for a connection that broke.
    if (state.isEmpty() || state.startsWith(u"08") || state.startsWith(u"57P"))
        return Trouble::Lost;
    return Trouble::Other;
}

} // namespace

QString driver(Location::Kind kind)
{
    return kind == Location::Kind::Sqlite ? u"QSQLITE"_s : u"QPSQL"_s;
}

QString connectOptions(const Location &location, bool isReadOnly)
{
    if (location.kind == Location::Kind::Sqlite) {
        const QString busy = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(patience);
        return isReadOnly ? busy + u";QSQLITE_OPEN_READONLY"_s : busy;
    }
    QStringList options{u"tcp_user_timeout=10000"_s};
    if (!location.options.contains(u"connect_timeout="))
        options.append(u"connect_timeout=5"_s);
    if (!location.options.contains(u"application_name="))
        options.append(u"application_name=slipway"_s);
    if (!location.options.isEmpty())
        options.append(location.options);
    return options.join(u';');
}

QStringList settings(Location::Kind kind)
{
    if (kind == Location::Kind::Sqlite)
        return {u"PRAGMA foreign_keys = ON"_s, u"PRAGMA temp_store = MEMORY"_s, u"PRAGMA cache_size = -16000"_s};
    return {u"SET lock_timeout = %1"_s.arg(patience), u"SET statement_timeout = 30000"_s,
            u"SET client_min_messages = warning"_s};
}

QStringList writeSettings(Location::Kind kind)
{
    if (kind == Location::Kind::Sqlite)
        return {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = NORMAL"_s};
    return {};
}

QStringList beginWrite(Location::Kind kind)
{
    // A deferred transaction of SQLite that begins with reading cannot wait when it comes to write.
    if (kind == Location::Kind::Sqlite)
        return {u"BEGIN IMMEDIATE"_s};
    // The daily counts are worked out from what was there before, so writers take turns. Any number of our own will do.
    return {u"BEGIN"_s, u"SELECT pg_advisory_xact_lock(7310584420)"_s};
}

QString bytesType(Location::Kind kind)
{
    return kind == Location::Kind::Sqlite ? u"BLOB"_s : u"BYTEA"_s;
}

QString counterType(Location::Kind kind)
{
    return kind == Location::Kind::Sqlite ? u"INTEGER PRIMARY KEY AUTOINCREMENT"_s
                                          : u"BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"_s;
}

QStringList beginDurable(Location::Kind kind)
{
    // PostgreSQL's commits are on the disk unless somebody configured otherwise.
    return kind == Location::Kind::Sqlite ? QStringList{u"PRAGMA synchronous = FULL"_s} : QStringList();
}

QStringList endDurable(Location::Kind kind)
{
    return kind == Location::Kind::Sqlite ? QStringList{u"PRAGMA synchronous = NORMAL"_s} : QStringList();
}

Trouble trouble(Location::Kind kind, const QSqlError &error)
{
    return kind == Location::Kind::Sqlite ? sqliteTrouble(error) : postgresTrouble(error);
}

base::Error errorFor(const Location &location, const QSqlError &error)
{
    const QString where = location.display();
    const auto make = [](Kind kind, const QString &message, const QString &advice, bool canRetry) {
        auto made = base::makeError(kind, message, advice);
        made.canRetry = canRetry;
        return made;
    };
    switch (trouble(location.kind, error)) {
    case Trouble::Busy:
        return make(Kind::Timeout, tr("Another program kept the history in %1 busy for too long.").arg(where),
                    tr("Try again in a moment."), true);
    case Trouble::Full:
        return make(Kind::Internal, tr("The disk is full, so the history in %1 was not written.").arg(where),
                    tr("Make room, then try again; nothing that was there is lost."), true);
    case Trouble::ReadOnly:
        return make(Kind::Internal, tr("The history in %1 cannot be written.").arg(where),
                    tr("Check the permissions of the file and its folder; until then nothing new is kept."), true);
    case Trouble::Damaged: return make(Kind::Internal, tr("The history in %1 is damaged.").arg(where), {}, false);
    case Trouble::Lost:
        return make(Kind::Network, tr("The database %1 does not answer.").arg(where),
                    tr("Check the network and the server; Slipway goes on without the history."), true);
    case Trouble::Refused:
        return make(Kind::Forbidden, tr("The database %1 refused: %2.").arg(where, error.databaseText().trimmed()),
                    tr("Check the user, its rights and ~/.pgpass."), false);
    default:
        return make(Kind::Internal, tr("The history in %1 failed: %2.").arg(where, error.databaseText().trimmed()),
                    tr("Slipway goes on without it."), false);
    }
}

} // namespace slipway::store::dialect
