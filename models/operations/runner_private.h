#pragma once

#include "operations/execution.h"
#include "operations/pulse.h"
#include "operations/runner.h"
#include "operations/shelf.h"

#include <QPointer>

#include <map>

namespace slipway::operations {

struct Runner::Private {
    Setup setup;
    std::shared_ptr<Journal> journal;
    /// Of this runner among all that ever wrote to the journal.
    QString owner;
    QString host;
    Shelf shelf;
    std::map<QString, Execution::Self> executions;
    /// Of the operations of other programs.
    QMap<QString, Pulse> pulses;
    std::unique_ptr<base::Alarm> beat;
    int beats = 0;
    bool hasMorePast = true;
    bool isWatching = false;
    bool isQuitting = false;

    Execution::Self make(Runner *runner, Kept kept);
    Execution::Self find(const QString &id) const;
    /// Shows an operation as it is now.
    void show(Runner *runner, const Operation &operation);
    /// Shows an operation of another program: to be watched, and taken over once that gives no sign of life.
    void watch(Runner *runner, Kept kept);
    void scheduleBeat(Runner *runner);

    static QCoro::Task<> tick(QPointer<Runner> runner);
    /// Reads what is open, and takes what is ours.
    static QCoro::Task<base::Done> look(QPointer<Runner> runner);
    static QCoro::Task<> consider(QPointer<Runner> runner, Kept kept);
    static QCoro::Task<base::Done> adopt(QPointer<Runner> runner, Kept kept, QList<AuditLine> audit);
    /// Those that another program had open and that are over by now.
    static QCoro::Task<> lookAfterGone(QPointer<Runner> runner, QStringList open);
};

} // namespace slipway::operations
