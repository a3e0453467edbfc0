#include "sandbox/github/enact.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

constexpr int queueSeconds = 4;

/// What happens to one job of a past run.
struct Fate {
    bool fails = false;
    bool skips = false;
    bool waits = false;
};

Fate fateOf(const Repository &repository, const Past &past, const Run &run, const JobPlan &plan, int failing, int index)
{
    Fate fate;
    const auto &jobs = run.latest().jobs;
    for (const int need : plan.needs)
        fate.skips = fate.skips || (jobs[need].status == "completed"_L1 && jobs[need].conclusion != "success"_L1);
    fate.skips = fate.skips || !runsOn(plan, past.branch);
    const auto environment = repository.environments.find(environmentOf(plan, past.inputs));
    fate.waits = past.waits && environment != repository.environments.end() && !environment->second.reviewers.isEmpty();
    fate.fails = !fate.skips && index == failing;
    return fate;
}

/// When everything a job needs is over; nothing while some of it is not.
std::optional<QDateTime> readyAt(const Past &past, const Run &run, const JobPlan &plan)
{
    QDateTime ready = past.at;
    for (const int need : plan.needs) {
        const Job &job = run.latest().jobs[need];
        if (job.status != "completed"_L1)
            return std::nullopt;
        ready = std::max(ready, job.completed);
    }
    return ready;
}

/// The step that the story names, else the longest: most failures show up where the work is.
int failingStep(const JobPlan &plan, const QString &named)
{
    const auto found = std::ranges::find(plan.steps, named, &StepPlan::name);
    const auto longest = std::ranges::max_element(plan.steps, {}, &StepPlan::seconds);
    return static_cast<int>((found == plan.steps.end() ? longest : found) - plan.steps.begin());
}

void finish(Job &job, const JobPlan &plan, const Fate &fate, const Past &past)
{
    double seconds = plan.seconds() * job.pace;
    job.conclusion = fate.fails ? past.outcome : u"success"_s;
    if (fate.fails) {
        job.failedStep = failingStep(plan, past.failingStep);
        seconds = 0;
        for (int i = 0; i < job.failedStep; ++i)
            seconds += plan.steps[i].seconds * job.pace;
        const StepPlan &failing = plan.steps[job.failedStep];
        seconds += (failing.secondsToFailure > 0 ? failing.secondsToFailure : failing.seconds) * job.pace;
    }
    job.completed = job.started.addMSecs(std::llround(seconds * 1000));
}

void play(Job &job, const JobPlan &plan, const Fate &fate, const QDateTime &ready, const Past &past,
          const QDateTime &now)
{
    job.created = ready;
    if (fate.skips) {
        job.status = u"completed"_s;
        job.conclusion = u"skipped"_s;
        job.started = job.completed = ready;
        return;
    }
    if (fate.waits) {
        job.status = u"waiting"_s;
        return;
    }
    job.started = ready.addSecs(queueSeconds);
    if (job.started > now) {
        job.started = {};
        return;
    }
    finish(job, plan, fate, past);
    if (job.completed <= now) {
        job.status = u"completed"_s;
        return;
    }
    job.status = u"in_progress"_s;
    job.conclusion.clear();
    job.completed = {};
    job.failedStep = -1;
}

void deploy(State &state, Repository &repository, const Run &run, Job &job)
{
    if (job.environment.isEmpty() || job.conclusion == "skipped"_L1 || (job.status == "queued"_L1))
        return;
    const QDateTime at = job.started.isValid() ? job.started : job.created;
    job.deployment = deployFor(state, repository, run, job.environment, at, u"queued"_s);
    if (job.started.isValid())
        addStatus(state, repository, job.deployment, u"in_progress"_s, job.started);
    if (job.completed.isValid())
        addStatus(state, repository, job.deployment, job.conclusion == "success"_L1 ? u"success"_s : u"failure"_s,
                  job.completed);
}

/// The job that a past run fails in: the one with the step that the story names, else the longest of those that
/// nothing keeps from running.
int failingJob(const Workflow &workflow, const Past &past)
{
    if (past.outcome == "success"_L1)
        return -1;
    for (int i = 0; i < workflow.jobs.size(); ++i) {
        const auto isNamed = [&past](const StepPlan &step) { return step.name == past.failingStep; };
        if (runsOn(workflow.jobs[i], past.branch) && std::ranges::any_of(workflow.jobs[i].steps, isNamed))
            return i;
    }
    int worst = -1;
    for (int i = 0; i < workflow.jobs.size(); ++i) {
        if (runsOn(workflow.jobs[i], past.branch)
            && (worst < 0 || workflow.jobs[i].seconds() > workflow.jobs[worst].seconds()))
            worst = i;
    }
    return worst;
}

Run begun(State &state, const Past &past, const QList<JobPlan> &plans)
{
    Run run;
    run.id = state.nextId();
    run.number = past.number;
    run.workflow = past.workflow;
    run.plans = plans;
    run.title = past.title;
    run.branch = past.branch;
    run.sha = past.sha;
    run.event = past.event;
    run.actor = past.actor;
    run.created = past.at;
    run.inputs = past.inputs;
    run.pull = past.pull;
    Attempt attempt;
    attempt.actor = past.actor;
    attempt.started = past.at;
    run.attempts.append(attempt);
    return run;
}

} // namespace

bool runsOn(const JobPlan &plan, const QString &branch)
{
    return plan.branch.isEmpty() || plan.branch == branch || branch.startsWith("hotfix/"_L1);
}

QString environmentOf(const JobPlan &plan, const QJsonObject &inputs)
{
    return plan.environment == "inputs.environment"_L1 ? inputs.value("environment"_L1).toString() : plan.environment;
}

Run enact(State &state, Repository &repository, const Past &past, const QDateTime &now, Random &random)
{
    const Workflow &workflow = repository.workflows[static_cast<size_t>(past.workflow)];
    Run run = begun(state, past, workflow.jobs);
    const int failing = failingJob(workflow, past);
    for (int i = 0; i < workflow.jobs.size(); ++i) {
        const JobPlan &plan = workflow.jobs[i];
        Job job;
        job.id = state.nextId();
        job.plan = i;
        job.pace = past.pace > 0 ? past.pace : std::max(0.6, random.around(1.0, 0.06));
        job.environment = environmentOf(plan, past.inputs);
        job.created = past.at;
        if (const auto ready = readyAt(past, run, plan))
            play(job, plan, fateOf(repository, past, run, plan, failing, i), *ready, past, now);
        deploy(state, repository, run, job);
        run.latest().jobs.append(job);
    }
    QDateTime last = past.at;
    for (const Job &job : run.latest().jobs)
        last = std::max({last, job.created, job.started.isValid() ? job.started : last,
                         job.completed.isValid() ? job.completed : last});
    settle(run.latest(), last);
    return run;
}

qint64 deployFor(State &state, Repository &repository, const Run &run, const QString &environment, const QDateTime &at,
                 const QString &status)
{
    Deployment deployment;
    deployment.id = state.nextId();
    deployment.sha = run.sha;
    deployment.ref = run.branch;
    deployment.environment = environment;
    deployment.creator = run.actor;
    deployment.created = at;
    deployment.run = run.id;
    const qint64 id = repository.deployments.add(std::move(deployment)).id;
    addStatus(state, repository, id, status, at);
    return id;
}

void addStatus(State &state, Repository &repository, qint64 deployment, const QString &status, const QDateTime &at)
{
    Deployment *found = repository.deployments.deployment(deployment);
    if (!found)
        return;
    DeploymentStatus entry;
    entry.id = state.nextId();
    entry.state = status;
    entry.creator = found->creator;
    entry.at = at;
    found->statuses.append(entry);
}

void settle(Attempt &attempt, const QDateTime &at)
{
    attempt.updated = at;
    const auto any = [&attempt](QLatin1StringView status) {
        return std::ranges::any_of(attempt.jobs, [status](const Job &job) { return job.status == status; });
    };
    const auto ended = [&attempt](QLatin1StringView conclusion) {
        return std::ranges::any_of(attempt.jobs, [conclusion](const Job &job) { return job.conclusion == conclusion; });
    };
    if (any("in_progress"_L1))
        attempt.status = u"in_progress"_s;
    else if (any("waiting"_L1))
        attempt.status = u"waiting"_s;
    else if (any("queued"_L1))
        attempt.status = ended("success"_L1) ? u"in_progress"_s : u"queued"_s;
    else
        attempt.status = u"completed"_s;
    attempt.conclusion.clear();
    if (attempt.status == "completed"_L1)
        attempt.conclusion = ended("failure"_L1) ? u"failure"_s : ended("cancelled"_L1) ? u"cancelled"_s : u"success"_s;
}

} // namespace slipway::sandbox::github
