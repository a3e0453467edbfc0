#include "sandbox/github/actions.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

int JobPlan::seconds() const
{
    int sum = 0;
    for (const StepPlan &step : steps)
        sum += step.seconds;
    return sum;
}

QList<StepState> stepsOf(const Job &job, const JobPlan &plan, const QDateTime &now)
{
    QList<StepState> states;
    // Turned away at a gate, or cancelled there: no runner ever took it.
    const bool hasBegun = job.started.isValid() && (job.conclusion == "success"_L1 || job.started != job.completed);
    if (!hasBegun || job.conclusion == "skipped"_L1)
        return states;
    const QDateTime end = job.completed.isValid() ? job.completed : now;
    double at = 0;
    for (qsizetype i = 0; i < plan.steps.size(); ++i) {
        const QDateTime begin = job.started.addMSecs(std::llround(at * 1000));
        at += plan.steps[i].seconds * job.pace;
        QDateTime done = job.started.addMSecs(std::llround(at * 1000));
        if (i == job.failedStep && job.completed.isValid())
            done = job.completed;
        StepState state{plan.steps[i].name, u"queued"_s, {}, {}, {}};
        const bool isAfterFailure = job.failedStep >= 0 && i > job.failedStep && job.completed.isValid();
        if (isAfterFailure || (job.completed.isValid() && begin > end)) {
            state.status = u"completed"_s;
            state.conclusion = u"skipped"_s;
            state.started = state.completed = end;
        } else if (done <= end || job.completed.isValid()) {
            state.status = u"completed"_s;
            const bool isCut = job.completed.isValid() && done > end && job.conclusion == "cancelled"_L1;
            state.conclusion = i == job.failedStep ? u"failure"_s : isCut ? u"cancelled"_s : u"success"_s;
            state.started = begin;
            state.completed = std::min(done, end);
        } else if (begin <= end) {
            state.status = u"in_progress"_s;
            state.started = begin;
        }
        states.append(state);
    }
    return states;
}

const Attempt *Run::attempt(qint64 wanted) const
{
    const auto found = std::ranges::find(attempts, wanted, &Attempt::number);
    return found == attempts.end() ? nullptr : &*found;
}

Run &Runs::add(Run run)
{
    const int position = static_cast<int>(m_runs.size());
    m_positions.insert(run.id, position);
    m_ofWorkflow[run.workflow].append(position);
    indexJobs(run);
    m_runs.push_back(std::move(run));
    return m_runs.back();
}

void Runs::indexJobs(const Run &run)
{
    for (const Attempt &attempt : run.attempts) {
        for (const Job &job : attempt.jobs)
            m_jobRuns.insert(job.id, run.id);
    }
}

Run *Runs::run(qint64 id)
{
    const auto found = m_positions.find(id);
    return found == m_positions.end() ? nullptr : &m_runs[static_cast<size_t>(found.value())];
}

std::pair<Run *, Job *> Runs::job(qint64 id)
{
    Run *owner = run(m_jobRuns.value(id));
    if (!owner)
        return {nullptr, nullptr};
    for (Attempt &attempt : owner->attempts) {
        const auto found = std::ranges::find(attempt.jobs, id, &Job::id);
        if (found != attempt.jobs.end())
            return {owner, &*found};
    }
    return {nullptr, nullptr};
}

std::pair<Run *, Artifact *> Runs::artifact(qint64 id)
{
    for (Run &run : m_runs) {
        const auto found = std::ranges::find(run.artifacts, id, &Artifact::id);
        if (found != run.artifacts.end())
            return {&run, &*found};
    }
    return {nullptr, nullptr};
}

const QList<int> &Runs::ofWorkflow(int workflow) const
{
    static const QList<int> none;
    const auto found = m_ofWorkflow.find(workflow);
    return found == m_ofWorkflow.end() ? none : found.value();
}

int Runs::nextNumber(int workflow) const
{
    const QList<int> &positions = ofWorkflow(workflow);
    return positions.isEmpty() ? 1 : m_runs[static_cast<size_t>(positions.last())].number + 1;
}

} // namespace slipway::sandbox::github
