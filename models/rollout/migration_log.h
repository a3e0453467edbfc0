#pragma once

#include "github/client.h"

/// What the steps of a migrations run printed.
namespace slipway::rollout {

struct MigrationOutput {
    /// Each at most 20,000 characters, cut in front; empty where there is no such step.
    QString dryRun;
    QString apply;
    QString verify;
    /// What applied it, as the runner prints it: the command and what it was given. Empty where the log has none.
    QString command;
    /// A step that verifies exists and succeeded.
    bool isVerified = false;
    bool operator==(const MigrationOutput &) const = default;
};

/// Reads a job's log by its steps: "dry run", "apply" and "verify" in their names. Pure.
MigrationOutput migrationOutput(const QByteArray &log, const github::Job &job);

/// What a run did to the database.
enum class MigrationDeed {
    Unclear, ///< it may have been a dry run, or have gone down
    Up,
    DryRun,
    Down,
};
/// GitHub gives no run's inputs back: which steps ran, the run's own title and what the log shows of the command have
/// to tell. `hasChoices`: the workflow can be started for something else than going up, so that its steps alone tell
/// nothing. Pure.
MigrationDeed deedOf(const github::Run &run, const github::Job &job, const MigrationOutput &output, bool hasChoices);

/// The first job that migrates; null when none does.
const github::Job *migratingJob(const QList<github::Job> &jobs);

/// Of the run's first job that has such steps. Errors: those of the client; notFound when the log is gone.
QCoro::Task<base::Result<MigrationOutput>> askMigrationOutput(std::shared_ptr<const github::Client> client,
                                                              github::RepositoryName repository, qint64 run,
                                                              std::stop_token stop);

} // namespace slipway::rollout
