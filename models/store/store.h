#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/event.h"
#include "store/location.h"
#include "store/operation.h"
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

    /// The operation, its locks and its first audit lines, or nothing of it and the lock that is in the way.
    QCoro::Task<base::Result<std::optional<LockRow>>> beginOperation(OperationRow operation, QList<LockRow> locks,
                                                                     QList<AuditRow> audit);
    /// Journal, audit, state and locks of an operation, all or none; on the disk once this has answered. Errors:
    /// conflict, when another program owns the operation.
    QCoro::Task<base::Done> changeOperation(OperationChange change);
    /// A sign of life of all operations that `owner` has open, and of their locks.
    QCoro::Task<base::Done> touchOperations(QString workspace, QString owner, QDateTime now);
    /// Nobody owns any more what `owner` has open.
    QCoro::Task<base::Done> leaveOperations(QString workspace, QString owner);
    /// Gives the operation, as it was read, to `owner` at `host`. Errors: conflict, when somebody owns it by now or its
    /// owner gave a sign of life.
    QCoro::Task<base::Done> adoptOperation(OperationRow previous, QString owner, QString host, QDateTime now,
                                           QList<AuditRow> audit);
    /// Newest first.
    QCoro::Task<base::Result<QList<OperationRow>>> operations(OperationQuery query);
    /// Of all of them, one operation after the other, each in its order.
    QCoro::Task<base::Result<QList<JournalRow>>> journal(QString workspace, QStringList operations);
    QCoro::Task<base::Result<std::optional<LockRow>>> lock(QString workspace, QString key);
    QCoro::Task<base::Done> appendAudit(QString workspace, QList<AuditRow> rows);
    /// Newest first.
    QCoro::Task<base::Result<QList<AuditRow>>> audit(AuditRowQuery query);

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
