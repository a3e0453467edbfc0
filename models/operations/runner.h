#pragma once

#include "operations/operation.h"
#include "operations/step.h"

#include <QObject>

namespace slipway::store {
class Store;
}

namespace slipway::operations {

class Journal;

/// A lock at a provider, for teams whose computers share no store. GUI thread; may be cancelled.
class RemoteLock
{
public:
    RemoteLock() = default;
    virtual ~RemoteLock() = default;
    Q_DISABLE_COPY_MOVE(RemoteLock)

    /// Conflict names who holds it and until when. Repeatable for the same operation.
    virtual QCoro::Task<base::Done> take(LockHolder holder, std::stop_token stop) = 0;
    virtual QCoro::Task<base::Done> release(LockHolder holder, std::stop_token stop) = 0;
    /// Nothing when nobody holds it.
    virtual QCoro::Task<base::Result<std::optional<LockHolder>>> holder(QString key, std::stop_token stop) = 0;
};

/// Which lines of the audit log; empty members do not narrow.
struct AuditQuery {
    QString actor;
    QString app;
    QString environment;
    QString text;
    QDateTime from;
    QDateTime before;
    /// Pages: lines older than this one, or newer; 0 = any.
    qint64 beforeId = 0;
    qint64 afterId = 0;
    /// 1..10,000.
    int limit = 500;
};

/// Carries plans out: journal before and after every step, locks, audit, resume, abort, retry, compensation.
///
/// The intent is in the store before a step is applied, with its audit line; where that cannot be written, nothing is
/// done. GUI thread; nothing blocks.
class Runner final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        std::shared_ptr<store::Store> store;
        QString workspaceKey;
        std::shared_ptr<base::Clock> clock;
        std::shared_ptr<const Registry> registry;
        /// "name@computer"; tests give their own.
        QString host;
        /// May be null.
        std::shared_ptr<RemoteLock> remoteLock;
        /// Where it is written; made of `store` when it is null.
        std::shared_ptr<Journal> journal = nullptr;
    };
    /// What a person said before it starts.
    struct Consent {
        QString actor;
        /// What was typed; compared with Plan::typeToConfirm.
        QString typed;
        /// By guard id.
        QMap<QString, QString> reasons;
    };

    explicit Runner(Setup setup, QObject *parent = nullptr);
    /// Stops what runs at once; the journal is kept. Wait for `quit` before, where leases shall be freed.
    ~Runner() override;

    /// Why the plan may not start with this consent; empty: it may. Pure.
    static QString objection(const Plan &plan, const Consent &consent);

    /// Takes the locks, writes journal and audit, starts; gives the operation's id. Errors: invalidInput (objection,
    /// planProblem), conflict (somebody holds a lock; `advice` says who and since when), internal (store).
    QCoro::Task<base::Result<QString>> start(Plan plan, Consent consent);
    /// Reads what the last program left and goes on with it: once, at start, when the clients are there.
    QCoro::Task<base::Done> resume();
    /// Before the program ends: lets steps under way end and reverts the ephemeral ones, for at most `patience`. The
    /// operations stay open in the journal and go on with `resume`.
    QCoro::Task<> quit(milliseconds patience = std::chrono::seconds(5));

    /// Stops what is under way, frees what is held. What was done stays; the operation is then parked, or over when
    /// nothing was done. Of a compensation: no further step is taken back.
    void abort(const QString &id, const QString &actor = {});
    QCoro::Task<base::Done> retry(QString id, QString actor);
    QCoro::Task<base::Done> compensate(QString id, QString actor, QString reason);
    /// Leaves everything as it is and lets the locks go.
    QCoro::Task<base::Done> close(QString id, QString actor, QString reason);
    /// Takes an operation over whose program gives no sign of life; audited.
    QCoro::Task<base::Done> takeOver(QString id, QString actor);

    /// Running and parked first, then newest first; past ones as far as `loadPast` went.
    const QList<Operation> &operations() const;
    const Operation *operation(const QString &id) const;
    /// Those that began before `before`; all, when it is invalid. Newest first.
    QCoro::Task<base::Done> loadPast(QDateTime before, int limit);
    /// Whether there may be older ones than were loaded.
    bool hasMorePast() const;
    QCoro::Task<base::Result<QList<AuditLine>>> audit(AuditQuery query);
    /// A line of its own, such as who ticked a check.
    QCoro::Task<base::Done> note(AuditLine line);
    QCoro::Task<base::Result<std::optional<LockHolder>>> holder(Target target);

Q_SIGNALS:
    /// An operation appeared, moved or ended.
    void changed(const QString &id);
    void finished(const QString &id);
    /// There may be new lines in the audit log.
    void audited();
    /// The journal cannot be written, or was damaged: nothing more is done until it can.
    void troubled(const slipway::base::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::operations
