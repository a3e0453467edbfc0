#pragma once

#include "rollout/planner.h"

/// Database migrations: started by their workflow, one environment after the other. Source: the team's handbook and
/// delivery-semantics C5.
namespace slipway::rollout {

/// Migrate, MigrateDown and Restore. `Wish::target` is the app with the migrations and the environment whose database
/// is meant. Errors: those of the client; notFound (no such app, folder or workflow); unauthorized.
QCoro::Task<base::Result<Draft>> draftMigration(Planner::Setup setup, Wish wish, std::stop_token stop);

/// Pure. Production is blocked unless the same migrations went up on staging; nobody can override that. Where only a
/// person can tell whether they did, the plan asks for a reason.
operations::Plan planOfMigration(const Draft &draft, const Choices &choices);

/// What a person does to get a database back; Slipway calls nothing.
struct Runbook {
    QStringList steps;
    /// "backup-2024-03-20 is 38 h old", or that none is known.
    QString backup;
    bool operator==(const Runbook &) const = default;
};
/// `backup` may be empty, `madeAt` invalid: then it says that no backup is known.
Runbook restoreRunbook(const QString &app, const QString &environment, const QString &backup, const QDateTime &madeAt,
                       const QDateTime &now);

} // namespace slipway::rollout
