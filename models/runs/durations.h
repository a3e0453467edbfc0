#pragma once

#include "runs/facts.h"

#include <QHash>

namespace slipway::runs {

/// The middle of `values`, whatever their order; absent without values.
std::optional<milliseconds> median(QList<milliseconds> values);
/// The value that `share` (0..1) of the values do not exceed, by nearest rank; absent without values.
std::optional<milliseconds> quantile(QList<milliseconds> values, double share);

/// How long the runs that succeeded took.
QList<milliseconds> successfulDurations(const QList<RunFact> &runs);

/// What the jobs of a workflow take as a rule, from its past runs. Times are medians of those that succeeded.
struct Usual {
    /// How many runs it is of.
    qsizetype runs = 0;
    std::optional<milliseconds> run;
    /// By GitHub's name of the job.
    QHash<QString, milliseconds> jobs;
    /// Between a job's creation and its start.
    QHash<QString, milliseconds> queues;
    /// By job and step name, as `stepKey` joins them.
    QHash<QString, milliseconds> steps;

    static QString stepKey(const QString &job, const QString &step) { return job + u'\n' + step; }
    std::optional<milliseconds> job(const QString &name) const;
    std::optional<milliseconds> queue(const QString &name) const;
    std::optional<milliseconds> step(const QString &jobName, const QString &name) const;
    bool operator==(const Usual &) const = default;
};

/// A past run with its jobs.
struct PastRun {
    RunFact run;
    QList<JobFact> jobs;
    bool operator==(const PastRun &) const = default;
};

Usual usualOf(const QList<PastRun> &past);

} // namespace slipway::runs
