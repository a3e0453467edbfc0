#include "github/gate_answers.h"

#include <algorithm>

namespace slipway::github {

namespace {

using Answer = Approval::Answer;

QList<Approval> given(const QList<Approval> &answers, const QString &environment, Answer answer)
{
    QList<Approval> words;
    for (const Approval &approval : answers) {
        const bool isHere = environment.isEmpty() || approval.environments.contains(environment);
        if (isHere && approval.answer == answer && !words.contains(approval))
            words += approval;
    }
    return words;
}

/// A job that ended like this without having begun: at a gate, as far as anybody can see.
bool endedUnbegun(const std::optional<QList<Job>> &jobs, Conclusion conclusion)
{
    return jobs && std::ranges::any_of(*jobs, [conclusion](const Job &job) {
               const bool hasBegun =
                   std::ranges::any_of(job.steps, [](const Step &step) { return step.startedAt.has_value(); });
               return job.conclusion == conclusion && !hasBegun;
           });
}

} // namespace

bool needsJobs(const QList<Approval> &answers, qint64 attempt)
{
    return attempt > 1
        || (!given(answers, {}, Answer::Approved).isEmpty() && !given(answers, {}, Answer::Rejected).isEmpty());
}

GateVerdict gateVerdict(const QList<Approval> &answers, const QString &environment, qint64 attempt,
                        const std::optional<QList<Job>> &jobs)
{
    const QList<Approval> approved = given(answers, environment, Answer::Approved);
    const QList<Approval> rejected = given(answers, environment, Answer::Rejected);
    const bool isPlain = attempt == 1 && approved.isEmpty();
    if (!rejected.isEmpty() && (isPlain || !jobs || endedUnbegun(jobs, Conclusion::Failure)))
        return {Answer::Rejected, rejected};
    // What was cancelled at its gate had no answer: the approval is an earlier attempt's, or another gate's.
    const bool isLeft = (attempt > 1 || environment.isEmpty()) && endedUnbegun(jobs, Conclusion::Cancelled);
    if (!approved.isEmpty() && !isLeft)
        return {Answer::Approved, approved};
    return {};
}

} // namespace slipway::github
