#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/event.h"
#include "store/location.h"
#include "store/snapshot.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace slipway::store {

/// What opening did beyond opening.
struct Opened {
    /// A sentence for the person, when something had to be put aside; else empty.
    QString notice;
    /// Where the damaged database is kept now; empty when nothing was damaged.
    QString keptAside;
    bool operator==(const Opened &) const = default;
};

/// History and last known states in SQL.
///
/// One worker thread owns the connection, so nothing blocks the caller; calls are carried out in the order in which
/// they were made. Several programs, or several people on PostgreSQL, may use one database at once. A store that cannot
/// be opened answers every call with the reason; the program goes on without.
///
/// Errors of every call: internal (disk full, read-only, damaged, connection lost), timeout (another program held the
/// database for five seconds), cancelled. Use on one thread. Destroying it waits until what was asked for is written.
class Store final
{
public:
    /// Begins to open and returns at once. Migrates an older database; leaves a newer one as it is, with an error; puts
    /// a damaged SQLite file aside under another name, never deletes it, and starts a new one.
    static std::unique_ptr<Store> open(const Location &location);
    ~Store();
    Q_DISABLE_COPY_MOVE(Store)

    /// How opening went.
    QCoro::Task<base::Result<Opened>> opened();

    QCoro::Task<base::Done> putSnapshots(QList<Snapshot> snapshots, std::stop_token stop = {});
    /// All of a workspace, by key.
    QCoro::Task<base::Result<QList<Snapshot>>> snapshots(QString workspace, std::stop_token stop = {});
    /// Every snapshot fetched before a time is forgotten, whatever its workspace.
    QCoro::Task<base::Done> forgetSnapshots(QDateTime before, std::stop_token stop = {});

    /// Adds events, or brings those already there up to date, with the daily counts; all of them or none.
    QCoro::Task<base::Done> putEvents(QList<Event> events, std::stop_token stop = {});
    /// Newest first; by id where the times are the same.
    QCoro::Task<base::Result<QList<Event>>> events(EventQuery query, std::stop_token stop = {});
    /// By day, then kind, app, environment, status.
    QCoro::Task<base::Result<QList<DailyCount>>> statistics(StatisticsQuery query, std::stop_token stop = {});

    /// The snapshots of a workspace, read on the caller's thread by a connection of its own, for the first frame: a few
    /// milliseconds. SQLite only; a database that is missing, damaged or of another version gives none, and nothing of
    /// it is changed.
    static QList<Snapshot> snapshotsAtStart(const Location &location, const QString &workspace);

private:
    class Worker;
    explicit Store(const Location &location);
    std::unique_ptr<Worker> m_worker;
};

} // namespace slipway::store
