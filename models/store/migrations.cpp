#include "store/migrations.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

/// Step n makes schema n of schema n - 1. A step that was released is never changed; a new one is added.
const QList<QStringList> &steps()
{
    static const QList<QStringList> list{
        {
            u"CREATE TABLE snapshots (workspace TEXT NOT NULL, name TEXT NOT NULL, fetched_at BIGINT NOT NULL, "
            "bytes {bytes} NOT NULL, PRIMARY KEY (workspace, name))"_s,
            u"CREATE TABLE events (workspace TEXT NOT NULL, kind BIGINT NOT NULL, external_id TEXT NOT NULL, "
            "app TEXT NOT NULL, environment TEXT NOT NULL, happened_at BIGINT NOT NULL, took BIGINT, "
            "status TEXT NOT NULL, payload {bytes} NOT NULL, PRIMARY KEY (workspace, kind, external_id))"_s,
            u"CREATE INDEX events_by_time ON events (workspace, happened_at)"_s,
            u"CREATE INDEX events_by_app ON events (workspace, app, happened_at)"_s,
        },
        {
            u"CREATE TABLE daily (workspace TEXT NOT NULL, kind BIGINT NOT NULL, app TEXT NOT NULL, "
            "environment TEXT NOT NULL, status TEXT NOT NULL, day_number BIGINT NOT NULL, happened BIGINT NOT NULL, "
            "ended BIGINT NOT NULL, total BIGINT NOT NULL, "
            "PRIMARY KEY (workspace, kind, app, environment, status, day_number))"_s,
            u"INSERT INTO daily SELECT workspace, kind, app, environment, status, happened_at / 86400000, COUNT(*), "
            "COUNT(took), COALESCE(SUM(took), 0) FROM events "
            "GROUP BY workspace, kind, app, environment, status, happened_at / 86400000"_s,
        },
        {
            u"CREATE TABLE operations (workspace TEXT NOT NULL, id TEXT NOT NULL, actor TEXT NOT NULL, "
            "host TEXT NOT NULL, owner TEXT NOT NULL, state TEXT NOT NULL, is_open BIGINT NOT NULL, "
            "started_at BIGINT NOT NULL, ended_at BIGINT, seen_at BIGINT NOT NULL, revision BIGINT NOT NULL, "
            "plan {bytes} NOT NULL, standing {bytes} NOT NULL, PRIMARY KEY (workspace, id))"_s,
            u"CREATE INDEX operations_by_time ON operations (workspace, is_open, started_at)"_s,
            u"CREATE TABLE journal (workspace TEXT NOT NULL, operation TEXT NOT NULL, number BIGINT NOT NULL, "
            "happened_at BIGINT NOT NULL, step TEXT NOT NULL, act TEXT NOT NULL, payload {bytes} NOT NULL, "
            "PRIMARY KEY (workspace, operation, number))"_s,
            u"CREATE TABLE locks (workspace TEXT NOT NULL, name TEXT NOT NULL, operation TEXT NOT NULL, "
            "actor TEXT NOT NULL, host TEXT NOT NULL, title TEXT NOT NULL, since BIGINT NOT NULL, "
            "seen_at BIGINT NOT NULL, PRIMARY KEY (workspace, name))"_s,
            u"CREATE TABLE audit (id {counter}, workspace TEXT NOT NULL, happened_at BIGINT NOT NULL, "
            "actor TEXT NOT NULL, operation TEXT NOT NULL, step TEXT NOT NULL, act TEXT NOT NULL, app TEXT NOT NULL, "
            "environment TEXT NOT NULL, words TEXT NOT NULL)"_s,
            u"CREATE INDEX audit_by_workspace ON audit (workspace, id)"_s,
        },
    };
    return list;
}

base::Error tooNew(const Location &location)
{
    return base::makeError(
        base::Error::Kind::Conflict,
        QCoreApplication::translate("Store", "The history in %1 was written by a newer Slipway.")
            .arg(location.display()),
        QCoreApplication::translate("Store", "Use that one, or name another place with --store; it is left as it is."));
}

base::Done runAll(Connection &connection, const QStringList &statements)
{
    for (QString statement : statements) {
        statement.replace("{bytes}"_L1, dialect::bytesType(connection.location().kind));
        statement.replace("{counter}"_L1, dialect::counterType(connection.location().kind));
        if (const auto done = connection.execute(statement); !done)
            return done;
    }
    return {};
}

} // namespace

int newestSchema()
{
    return static_cast<int>(steps().size());
}

base::Result<int> schemaOf(Connection &connection)
{
    const auto query = connection.run(u"SELECT MAX(number) FROM schema_number"_s);
    if (!query && connection.trouble() == dialect::Trouble::NoSuchTable)
        return 0;
    if (!query)
        return std::unexpected(query.error());
    const int number = (*query)->next() ? (*query)->value(0).toInt() : 0;
    (*query)->finish();
    return number;
}

base::Done migrate(Connection &connection, int target)
{
    const auto before = schemaOf(connection);
    if (!before)
        return std::unexpected(before.error());
    if (*before > newestSchema())
        return std::unexpected(tooNew(connection.location()));
    if (const auto set = runAll(connection, dialect::writeSettings(connection.location().kind)); !set)
        return set;
    if (*before >= target)
        return {};

    const auto transaction = Transaction::begin(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto table = connection.execute(u"CREATE TABLE IF NOT EXISTS schema_number (number BIGINT NOT NULL)"_s);
        !table)
        return table;
    // Another program may have done it while this one waited for its turn.
    const auto now = schemaOf(connection);
    if (!now)
        return std::unexpected(now.error());
    if (*now > newestSchema())
        return std::unexpected(tooNew(connection.location()));
    for (int number = *now + 1; number <= target; ++number) {
        if (const auto done = runAll(connection, steps().at(number - 1)); !done)
            return done;
        if (const auto noted = connection.execute(u"INSERT INTO schema_number VALUES (?)"_s, {number}); !noted)
            return noted;
    }
    return (*transaction)->commit();
}

} // namespace slipway::store
