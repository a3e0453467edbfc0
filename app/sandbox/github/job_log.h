#pragma once

#include "sandbox/github/repository.h"

namespace slipway::sandbox::github {

/// What one step of a job printed: lines behind times with seven decimals, `##[group]` and `##[error]` among them.
struct StepLog {
    /// From 1, as in the job's steps.
    int number = 0;
    QString name;
    QByteArray text;
};

/// The logs of a job's steps that ran, in order, as GitHub keeps them. They follow from the workflow file at the run's
/// commit, so the same run has the same logs.
QList<StepLog> logsOf(const Repository &repository, const Run &run, const Job &job);

/// The same in one text, as a job's log is had.
QByteArray jobLog(const Repository &repository, const Run &run, const Job &job);

/// A run's logs as a zip: a text for each job and a folder with one for each of its steps.
QByteArray runLogZip(const Repository &repository, const Run &run, const Attempt &attempt);

} // namespace slipway::sandbox::github
