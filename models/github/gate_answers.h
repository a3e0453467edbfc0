#pragma once

#include "github/approvals.h"
#include "github/workflows_and_runs.h"

namespace slipway::github {

/// How a gate of a run's latest attempt was closed. Pure.
///
/// GitHub lists what was said at the gates of a run in no documented order, and an answer bears neither a time nor the
/// attempt (github.json, environment-approvals). So nothing hangs on the order: where answers contradict each other, or
/// may be an earlier attempt's, the jobs tell.
struct GateVerdict {
    /// Approved, Rejected, or Unknown: nobody answered in this attempt.
    Approval::Answer answer = Approval::Answer::Unknown;
    /// All that may have closed it so: more than one when attempts before had the same answer.
    QList<Approval> words;
    bool operator==(const GateVerdict &) const = default;
};

/// What closed the gate of `environment`; of an empty one: of all the run's gates, at which one rejection ends the run.
/// `jobs` are the latest attempt's; absent: not known.
GateVerdict gateVerdict(const QList<Approval> &answers, const QString &environment, qint64 attempt,
                        const std::optional<QList<Job>> &jobs);
/// Whether the jobs are needed to tell what became of a named gate.
bool needsJobs(const QList<Approval> &answers, qint64 attempt);

} // namespace slipway::github
