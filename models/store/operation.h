#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

/// Operations as the tables hold them: who carries one out, what it wrote down, what it holds. What the bytes and words
/// mean is known to those who put them here. Times are UTC, to the millisecond. Never holds a secret value.
namespace slipway::store {

struct OperationRow {
    QString workspace;
    /// Unique in its workspace.
    QString id;
    QString actor;
    QString host;
    /// The one program that may write; another one takes it over by `adoptOperation`. Empty: nobody.
    QString owner;
    QString state;
    bool isOpen = true;
    QDateTime startedAt;
    std::optional<QDateTime> endedAt;
    /// The last sign of life.
    QDateTime seenAt;
    /// Counts the writes.
    qint64 revision = 0;
    QByteArray plan;
    QByteArray standing;
    bool operator==(const OperationRow &) const = default;
};

/// A line of an operation's journal. Lines are added, never changed.
struct JournalRow {
    QString operation;
    /// Unique in its operation.
    qint64 number = 0;
    QDateTime at;
    QString step;
    QString act;
    QByteArray payload;
    bool operator==(const JournalRow &) const = default;
};

/// What one operation keeps from all others.
struct LockRow {
    QString workspace;
    /// Unique in its workspace.
    QString key;
    QString operation;
    QString actor;
    QString host;
    QString title;
    QDateTime since;
    QDateTime seenAt;
    bool operator==(const LockRow &) const = default;
};

/// A line of the audit log. Lines are added, never changed.
struct AuditRow {
    /// Given by the table, in the order of writing.
    qint64 id = 0;
    QString workspace;
    QDateTime at;
    QString actor;
    QString operation;
    QString step;
    QString act;
    QString app;
    QString environment;
    QString words;
    bool operator==(const AuditRow &) const = default;
};

/// What is written of an operation at once.
struct OperationChange {
    QString workspace;
    QString operation;
    QString owner;
    /// A line whose number is there already stays as it is, and the change is then taken as written.
    QList<JournalRow> journal;
    QList<AuditRow> audit;
    struct Standing {
        QString state;
        bool isOpen = true;
        std::optional<QDateTime> endedAt;
        QByteArray bytes;
    };
    std::optional<Standing> standing;
    bool releasesLocks = false;
};

/// Which operations. Empty and absent members do not narrow.
struct OperationQuery {
    QString workspace;
    QString id;
    std::optional<bool> isOpen;
    QDateTime startedBefore;
    /// With `startedBefore`: also those that began at it and have a lesser id.
    QString beforeId;
    /// 1..10,000.
    int limit = 100;
};

/// Which audit lines. Empty and absent members do not narrow.
struct AuditRowQuery {
    QString workspace;
    QString actor;
    QString app;
    QString environment;
    /// Within the words, whatever the case of its ASCII letters.
    QString text;
    QDateTime from;
    QDateTime before;
    qint64 beforeId = 0;
    qint64 afterId = 0;
    /// 1..10,000.
    int limit = 500;
};

} // namespace slipway::store
