#include "store/event_table.h"

#include "store/daily_changes.h"
#include "store/where.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

/// Rows of one statement. Fewer statements cost less; both databases take many more values than this makes.
constexpr qsizetype rowsAtOnce = 128;

struct EventKey {
    QString workspace;
    Event::Kind kind = Event::Kind::Run;
    QString externalId;
    bool operator==(const EventKey &) const = default;
    friend size_t qHash(const EventKey &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.workspace, static_cast<int>(key.kind), key.externalId);
    }
};

EventKey keyOf(const Event &event)
{
    return {event.workspace, event.kind, event.externalId};
}

/// As the tables hold it: whole milliseconds and no NUL, so that counts taken from it and from them agree.
Event asStored(Event event)
{
    for (QString *text : {&event.workspace, &event.externalId, &event.app, &event.environment, &event.status})
        *text = plainText(*text);
    return event;
}

/// The events by key, the last of those said twice.
QList<Event> unique(const QList<Event> &events)
{
    QHash<EventKey, qsizetype> places;
    places.reserve(events.size());
    QList<Event> result;
    result.reserve(events.size());
    for (const Event &given : events) {
        Event event = asStored(given);
        const auto place = places.constFind(keyOf(event));
        if (place != places.cend()) {
            result[*place] = std::move(event);
            continue;
        }
        places.insert(keyOf(event), result.size());
        result.append(std::move(event));
    }
    return result;
}

QString repeated(const QString &text, qsizetype times)
{
    return QStringList(times, text).join(u',');
}

std::optional<milliseconds> durationOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(milliseconds(value.toLongLong()));
}

Event eventAt(const QSqlQuery &query)
{
    return {query.value(0).toString(),   static_cast<Event::Kind>(query.value(1).toInt()),
            query.value(2).toString(),   query.value(3).toString(),
            query.value(4).toString(),   timeOf(query.value(5)),
            durationOf(query.value(6)),  query.value(7).toString(),
            query.value(8).toByteArray()};
}

QVariantList valuesOf(const Event &event)
{
    return {event.workspace,
            static_cast<int>(event.kind),
            event.externalId,
            event.app,
            event.environment,
            event.at.toMSecsSinceEpoch(),
            event.took ? QVariant(qint64(event.took->count())) : QVariant(QMetaType::fromType<qint64>()),
            event.status,
            bytesValue(event.payload)};
}

QString insertStatement(qsizetype rows)
{
    return u"INSERT INTO events (workspace, kind, external_id, app, environment, happened_at, took, status, payload) VALUES "_s
        + repeated(u"(?,?,?,?,?,?,?,?,?)"_s, rows);
}

/// Adds all of them when none is there yet, else none; whether it did. Most of a history is new, and is then not looked
/// for row by row.
base::Result<bool> insertIfAllNew(Connection &connection, std::span<const Event> events)
{
    const QString sql = insertStatement(static_cast<qsizetype>(events.size()))
        + u" ON CONFLICT (workspace, kind, external_id) DO NOTHING"_s;
    QVariantList values;
    values.reserve(static_cast<qsizetype>(events.size()) * 9);
    for (const Event &event : events)
        values += valuesOf(event);
    if (const auto marked = connection.execute(u"SAVEPOINT rows"_s); !marked)
        return std::unexpected(marked.error());
    const auto query = connection.run(sql, values);
    if (!query)
        return std::unexpected(query.error());
    const bool isAllNew = (*query)->numRowsAffected() == static_cast<int>(events.size());
    (*query)->finish();
    const auto left = isAllNew ? base::Done() : connection.execute(u"ROLLBACK TO SAVEPOINT rows"_s);
    const auto released = left.and_then([&] { return connection.execute(u"RELEASE SAVEPOINT rows"_s); });
    return released.transform([&] { return isAllNew; });
}

/// Takes the event, as it stands in the table, out of the counts; whether it stands there.
base::Result<bool> discount(Connection &connection, const QVariantList &key, DailyChanges &changes)
{
    const auto query =
        connection.run(u"SELECT workspace, kind, external_id, app, environment, happened_at, took, status, "
                       "payload FROM events WHERE workspace = ? AND kind = ? AND external_id = ?"_s,
                       key);
    if (!query)
        return std::unexpected(query.error());
    const bool isThere = (*query)->next();
    if (isThere)
        changes.remove(eventAt(**query));
    (*query)->finish();
    return isThere;
}

base::Done putOne(Connection &connection, const Event &event, DailyChanges &changes)
{
    const QVariantList values = valuesOf(event);
    const QVariantList key = values.first(3);
    const auto isThere = discount(connection, key, changes);
    if (!isThere)
        return std::unexpected(isThere.error());
    if (!*isThere)
        return connection.execute(insertStatement(1), values);
    return connection.execute(u"UPDATE events SET app = ?, environment = ?, happened_at = ?, took = ?, status = ?, "
                              "payload = ? WHERE workspace = ? AND kind = ? AND external_id = ?"_s,
                              values.sliced(3) + key);
}

base::Done put(Connection &connection, std::span<const Event> events, DailyChanges &changes)
{
    const auto isDone = events.size() > 1 ? insertIfAllNew(connection, events) : base::Result<bool>(false);
    if (!isDone)
        return std::unexpected(isDone.error());
    for (const Event &event : events) {
        if (const auto done = *isDone ? base::Done() : putOne(connection, event, changes); !done)
            return done;
        changes.add(event);
    }
    return {};
}

} // namespace

base::Done writeEvents(Connection &connection, const QList<Event> &events)
{
    const QList<Event> batch = unique(events);
    const auto transaction = Transaction::begin(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    DailyChanges changes;
    // The rest goes row by row: a statement of each size would have to be prepared for one use.
    for (qsizetype start = 0; start < batch.size();) {
        const qsizetype count = batch.size() - start >= rowsAtOnce ? rowsAtOnce : 1;
        const std::span rows(batch.constData() + start, static_cast<size_t>(count));
        if (const auto done = put(connection, rows, changes); !done)
            return done;
        start += count;
    }
    if (const auto done = changes.write(connection); !done)
        return done;
    return (*transaction)->commit();
}

base::Result<QList<Event>> readEvents(Connection &connection, const EventQuery &query)
{
    Where where;
    where.addText(u"workspace = ?"_s, query.workspace);
    if (query.kind)
        where.add(u"kind = ?"_s, static_cast<int>(*query.kind));
    where.addText(u"app = ?"_s, query.app);
    where.addText(u"environment = ?"_s, query.environment);
    where.addTime(u"happened_at >= ?"_s, query.from);
    where.addTime(u"happened_at < ?"_s, query.before);
    const QString sql = u"SELECT workspace, kind, external_id, app, environment, happened_at, took, status, payload "
                        "FROM events"_s
        + where.clause() + u" ORDER BY happened_at DESC, external_id DESC LIMIT ?"_s;
    return readRows<Event>(connection, sql, where.valuesWithLimit(query.limit), eventAt);
}

base::Result<QList<DailyCount>> readStatistics(Connection &connection, const StatisticsQuery &query)
{
    Where where;
    where.addText(u"workspace = ?"_s, query.workspace);
    if (query.kind)
        where.add(u"kind = ?"_s, static_cast<int>(*query.kind));
    where.addText(u"app = ?"_s, query.app);
    where.addText(u"environment = ?"_s, query.environment);
    const QDate epoch(1970, 1, 1);
    if (query.from.isValid())
        where.add(u"day_number >= ?"_s, epoch.daysTo(query.from));
    if (query.to.isValid())
        where.add(u"day_number <= ?"_s, epoch.daysTo(query.to));
    const auto rows = connection.run(
        u"SELECT kind, app, environment, status, day_number, SUM(happened), SUM(ended), SUM(total) FROM daily"_s
            + where.clause()
            + u" GROUP BY day_number, kind, app, environment, status ORDER BY day_number, kind, app, environment, status"_s,
        where.values());
    if (!rows)
        return std::unexpected(rows.error());
    QList<DailyCount> counts;
    while ((*rows)->next()) {
        const auto value = [&](int column) { return (*rows)->value(column); };
        counts.append({static_cast<Event::Kind>(value(0).toInt()), value(1).toString(), value(2).toString(),
                       value(3).toString(), epoch.addDays(value(4).toLongLong()), value(5).toLongLong(),
                       value(6).toLongLong(), milliseconds(value(7).toLongLong())});
    }
    (*rows)->finish();
    return counts;
}

} // namespace slipway::store
