#pragma once

#include "operations/operation.h"

#include "base/result.h"

#include <QCoro/QCoroTask>

namespace slipway::store {
class Store;
}

namespace slipway::operations {

struct AuditQuery;

/// What a line of the journal says. The words are in the store: a name is never changed.
enum class Act {
    // Of a step.
    Apply,      ///< it is about to be applied
    Done,       ///< it is so; with its outcome
    Failed,     ///< it is not so, and that is certain
    Unsettled,  ///< nobody knows, or somebody else changed the target
    Stopped,    ///< it was not done, as the operation was aborted
    Skipped,    ///< it is not needed
    Revert,     ///< it is about to be taken back
    Reverted,   ///< it is taken back
    Kept,       ///< it cannot be taken back, or need not be
    NotReverted,///< taking it back failed
    // Of the operation.
    Abort,
    Retry,
    Compensate,
    Unreadable, ///< a line that this program does not understand
};

/// One line of the journal: written once, never changed.
struct Entry {
    /// Counts up within an operation from 1.
    qint64 number = 0;
    QDateTime at;
    /// Empty for those of the operation.
    QString stepId;
    Act act = Act::Unreadable;
    QString words;
    QJsonObject output;
    QStringList requestIds;
    std::optional<base::Error> error;
    bool operator==(const Entry &) const = default;
};

/// How an operation stands, beside its journal.
struct Standing {
    OperationState state = OperationState::Running;
    std::optional<QDateTime> endedAt;
    QString next;
    QList<Remedy> remedies;
    /// By guard id; kept with it.
    QMap<QString, QString> reasons;
    bool operator==(const Standing &) const = default;
};

/// All that is written at once, or not at all.
struct Change {
    QString operationId;
    /// Of the Runner that writes: refused (conflict) when another one owns the operation by now.
    QString owner;
    QList<Entry> entries;
    QList<AuditLine> audit;
    std::optional<Standing> standing;
    /// Lets the locks go.
    bool isEnd = false;
};

/// An operation as the journal keeps it.
struct Kept {
    /// Its records are folded from `entries`. A plan that cannot be read is an empty one.
    Operation operation;
    QList<Entry> entries;
    /// Of the runner that carries it out; empty when it was left by a quit.
    QString owner;
    /// The last sign of life.
    QDateTime seenAt;
    /// Another number means that something was written since.
    qint64 revision = 0;
    /// What could not be read, a sentence; empty: nothing.
    QString damage;
};

/// Where operations, locks and the audit log are written. One call is one transaction, in the order of the calls.
/// Errors as the store's: internal (disk full, read-only, damaged), network, timeout. One thread; nothing blocks.
class Journal
{
public:
    template<typename T>
    using Answer = QCoro::Task<base::Result<T>>;

    Journal() = default;
    virtual ~Journal() = default;
    Q_DISABLE_COPY_MOVE(Journal)

    /// The operation, its locks and the lines; nothing of it, and who holds a lock, when one is held.
    virtual Answer<std::optional<LockHolder>> begin(Operation operation, QString owner, QList<AuditLine> audit) = 0;
    /// Errors: conflict, when `owner` does not own it.
    virtual Answer<void> write(Change change) = 0;
    /// A sign of life of all that `owner` has open, and of their locks.
    virtual Answer<void> beat(QString owner, QDateTime now) = 0;
    /// `owner` stops without ending what it has open.
    virtual Answer<void> leave(QString owner) = 0;
    /// Makes `owner` the owner of an operation of `previous`. Errors: conflict, when another one was quicker.
    virtual Answer<void> adopt(Kept previous, QString owner, QString host, QDateTime now, QList<AuditLine> audit) = 0;

    virtual Answer<QList<Kept>> open() = 0;
    /// Those that are over and began before a time, or at it with a lesser id; newest first.
    virtual Answer<QList<Kept>> past(QDateTime before, QString beforeId, int limit) = 0;
    /// Open or over; nothing when there is none.
    virtual Answer<std::optional<Kept>> find(QString id) = 0;

    virtual Answer<void> note(QList<AuditLine> lines) = 0;
    virtual Answer<QList<AuditLine>> audit(AuditQuery query) = 0;
    virtual Answer<std::optional<LockHolder>> holder(QString key) = 0;

    /// A journal in `store`, for one workspace.
    static std::shared_ptr<Journal> in(std::shared_ptr<store::Store> store, const QString &workspace);
};

} // namespace slipway::operations
