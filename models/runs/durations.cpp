#include "runs/durations.h"

#include <algorithm>
#include <cmath>

namespace slipway::runs {

namespace {

using Samples = QHash<QString, QList<milliseconds>>;

void addJob(const JobFact &job, Samples &jobs, Samples &queues, Samples &steps)
{
    const QDateTime never;
    if (const auto queued = job.queued(never); queued && job.startedAt)
        queues[job.name] += *queued;
    if (job.status != Status::Success || !job.startedAt || !job.completedAt)
        return;
    jobs[job.name] += *job.took(never);
    for (const StepFact &step : job.steps) {
        if (step.status == Status::Success && step.startedAt && step.completedAt)
            steps[Usual::stepKey(job.name, step.name)] += *step.took(never);
    }
}

QHash<QString, milliseconds> mediansOf(const Samples &samples)
{
    QHash<QString, milliseconds> medians;
    for (auto sample = samples.begin(); sample != samples.end(); ++sample)
        medians.insert(sample.key(), *median(sample.value()));
    return medians;
}

std::optional<milliseconds> find(const QHash<QString, milliseconds> &values, const QString &key)
{
    const auto found = values.constFind(key);
    return found == values.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace

std::optional<milliseconds> median(QList<milliseconds> values)
{
    if (values.isEmpty())
        return {};
    std::ranges::sort(values);
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 == 1 ? values.at(middle) : (values.at(middle - 1) + values.at(middle)) / 2;
}

std::optional<milliseconds> quantile(QList<milliseconds> values, double share)
{
    if (values.isEmpty())
        return {};
    std::ranges::sort(values);
    const auto rank = static_cast<qsizetype>(std::ceil(share * static_cast<double>(values.size())));
    return values.at(std::clamp<qsizetype>(rank - 1, 0, values.size() - 1));
}

QList<milliseconds> successfulDurations(const QList<RunFact> &runs)
{
    QList<milliseconds> took;
    for (const RunFact &run : runs) {
        if (run.isCompleted && run.status == Status::Success)
            took += run.took(run.updatedAt);
    }
    return took;
}

std::optional<milliseconds> Usual::job(const QString &name) const
{
    return find(jobs, name);
}

std::optional<milliseconds> Usual::queue(const QString &name) const
{
    return find(queues, name);
}

std::optional<milliseconds> Usual::step(const QString &jobName, const QString &name) const
{
    return find(steps, stepKey(jobName, name));
}

Usual usualOf(const QList<PastRun> &past)
{
    Samples jobs;
    Samples queues;
    Samples steps;
    QList<RunFact> runs;
    for (const PastRun &one : past) {
        runs += one.run;
        for (const JobFact &job : one.jobs)
            addJob(job, jobs, queues, steps);
    }
    return {.runs = past.size(),
            .run = median(successfulDurations(runs)),
            .jobs = mediansOf(jobs),
            .queues = mediansOf(queues),
            .steps = mediansOf(steps)};
}

} // namespace slipway::runs
