// History at a size that a team reaches in years: a million events in, a range and the statistics out.
// Prints figures; `bench_store [ROWS]`.

#include "sqlite_api.h"
#include "store/event_table.h"
#include "store/opening.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway::store;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QList<Event> makeEvents(qsizetype count)
{
    const QDateTime begin(QDate(2022, 1, 1), QTime(0, 0), QTimeZone::UTC);
    const QStringList apps{u"patient-graph-api"_s, u"my.loop.health"_s, u"admin.loop.health"_s, u"luna.loop.health"_s};
    const QStringList words{u"success"_s, u"success"_s, u"success"_s, u"failure"_s, u"cancelled"_s};
    QList<Event> events;
    events.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        events.append({u"Loop Health"_s, static_cast<Event::Kind>(1 + i % 3), u"github/%1"_s.arg(8'000'000'000 + i),
                       apps.at(i % apps.size()), i % 2 == 0 ? u"production"_s : u"staging"_s, begin.addSecs(i * 60),
                       milliseconds(1'000 + i % 90'000), words.at(i % words.size()), "{\"branch\":\"main\"}"});
    }
    return events;
}

template<typename Work>
double elapsed(Work work, int times)
{
    double best = 1e12;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

void line(const QString &what, double store, double yardstick)
{
    out() << what.leftJustified(34) << QString::number(store, 'f', 2).rightJustified(12) << " ms";
    if (yardstick > 0)
        out() << QString::number(yardstick, 'f', 2).rightJustified(12) << " ms"
              << QString::number(store / yardstick, 'f', 2).rightJustified(8) << "x";
    out() << Qt::endl;
}

void copySchema(SqliteApi &api)
{
    api.execute("PRAGMA journal_mode = WAL");
    api.execute("PRAGMA synchronous = NORMAL");
    api.execute("CREATE TABLE events (workspace TEXT NOT NULL, kind BIGINT NOT NULL, external_id TEXT NOT NULL, "
                "app TEXT NOT NULL, environment TEXT NOT NULL, happened_at BIGINT NOT NULL, took BIGINT, "
                "status TEXT NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (workspace, kind, external_id))");
    api.execute("CREATE INDEX events_by_time ON events (workspace, happened_at)");
    api.execute("CREATE INDEX events_by_app ON events (workspace, app, happened_at)");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const qsizetype rows = argc > 1 ? QByteArray(argv[1]).toLongLong() : 1'000'000;
    constexpr qsizetype batch = 50'000;
    const QTemporaryDir folder;
    const QList<Event> events = makeEvents(rows);
    const auto opening = openDatabase(Location::sqlite(folder.filePath(u"store.db"_s)));
    SqliteApi api(folder.filePath(u"api.db"_s));
    if (!opening || !api.isAvailable())
        return 1;
    Connection &connection = *opening->connection;
    copySchema(api);

    out() << "                                          store           C API" << Qt::endl;
    const double inserted = elapsed(
        [&] {
            for (qsizetype i = 0; i < rows; i += batch) {
                if (!writeEvents(connection, events.mid(i, batch)))
                    qFatal("not written");
            }
        },
        1);
    const double imported = elapsed([&] { api.insert(events); }, 1);
    line(u"insert %1, daily counts too"_s.arg(rows), inserted, imported);

    const EventQuery range{.workspace = u"Loop Health"_s, .app = u"my.loop.health"_s, .limit = 1'000};
    const double ranged = elapsed([&] { (void)readEvents(connection, range); }, 20);
    const double rangedByApi = elapsed(
        [&] {
            (void)api.events(
                "SELECT workspace, kind, external_id, app, environment, happened_at, took, status, payload FROM events "
                "WHERE workspace = 'Loop Health' AND app = 'my.loop.health' "
                "ORDER BY happened_at DESC, external_id DESC LIMIT 1000");
        },
        20);
    line(u"newest 1,000 of an app"_s, ranged, rangedByApi);

    const QDate last = events.last().at.date();
    const StatisticsQuery month{.workspace = u"Loop Health"_s,
                                .kind = Event::Kind::Run,
                                .app = u"my.loop.health"_s,
                                .environment = {},
                                .from = last.addDays(-30),
                                .to = last};
    const double counted = elapsed([&] { (void)readStatistics(connection, month); }, 20);
    const double scanned = elapsed(
        [&] {
            api.execute("SELECT status, happened_at / 86400000, COUNT(*), SUM(took) FROM events "
                        "WHERE workspace = 'Loop Health' AND kind = 1 AND app = 'my.loop.health' GROUP BY 1, 2");
        },
        1);
    line(u"statistics of 30 days, against scan"_s, counted, scanned);
    const double again = elapsed([&] { (void)writeEvents(connection, events.first(std::min(rows, batch))); }, 1);
    line(u"bring 50,000 up to date"_s, again, 0);
    return 0;
}
