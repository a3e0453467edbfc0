#pragma once

#include "github/client.h"

/// What the steps of a migrations run printed.
namespace slipway::rollout {

struct MigrationOutput {
    /// Each at most 20,000 characters, cut in front; empty where there is no such step.
    QString dryRun;
    QString apply;
    QString verify;
    /// A step that verifies exists and succeeded.
    bool isVerified = false;
    bool operator==(const MigrationOutput &) const = default;
};

/// Reads a job's log by its steps: "dry run", "apply" and "verify" in their names. Pure.
MigrationOutput migrationOutput(const QByteArray &log, const github::Job &job);

/// Of the run's first job that has such steps. Errors: those of the client; notFound when the log is gone.
QCoro::Task<base::Result<MigrationOutput>> askMigrationOutput(std::shared_ptr<const github::Client> client,
                                                              github::RepositoryName repository, qint64 run,
                                                              std::stop_token stop);

} // namespace slipway::rollout
