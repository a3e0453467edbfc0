#pragma once

#include "runs/durations.h"
#include "store/event.h"

namespace slipway::runs {

/// What the handbook asks of checks on pull requests: an answer within five minutes.
inline constexpr milliseconds pullRequestGoal{5 * 60'000};

/// Runs of one day or week.
struct HistoryBucket {
    QDate from;
    int count = 0;
    int succeeded = 0;
    int failed = 0;
    /// Of those that succeeded.
    std::optional<milliseconds> p50;
    std::optional<milliseconds> p95;
    bool operator==(const HistoryBucket &) const = default;
};

/// How a job or a step fares over many runs.
struct HistoryRow {
    QString job;
    /// Empty for the job itself.
    QString step;
    int count = 0;
    int succeeded = 0;
    std::optional<milliseconds> p50;
    std::optional<milliseconds> p95;
    /// How much longer the newer half took than the older one, as a factor; absent with less than six times.
    std::optional<double> trend;
    /// How often it failed and then passed on the same commit.
    int flakes = 0;
    /// GitHub's id of a run to look at: the last that failed, or else the slowest.
    qint64 run = 0;

    double successRate() const { return count > 0 ? double(succeeded) / count : 0; }
    bool operator==(const HistoryRow &) const = default;
};

struct History {
    /// Oldest first, without gaps.
    QList<HistoryBucket> buckets;
    bool isWeekly = false;
    /// Of all.
    int count = 0;
    int succeeded = 0;
    std::optional<milliseconds> p50;
    std::optional<milliseconds> p95;
    /// As in HistoryRow, of whole runs.
    std::optional<double> trend;
    /// Of runs for pull requests: how many were done within the goal, of how many.
    int pullRequests = 0;
    int withinGoal = 0;
    /// Slowest first.
    QList<HistoryRow> jobs;
    QList<HistoryRow> steps;
    /// Jobs and steps that fail and pass on the same commit, most often first.
    QList<HistoryRow> flaky;
    bool operator==(const History &) const = default;
};

/// `past`: any order; runs without jobs count for the workflow alone. Weekly above 45 days. Pure.
History historyOf(const QList<PastRun> &past, milliseconds goal = pullRequestGoal);

/// Finished runs of a workflow that the store remembers, as runs without jobs. `file` empty: of all workflows. What
/// `overview` keeps of them: workflow, number, branch, sha, title.
QList<PastRun> pastOf(const QList<store::Event> &events, const QString &file);

} // namespace slipway::runs
