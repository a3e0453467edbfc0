#include "sandbox/github/runner.h"

#include "sandbox/github/enact.h"

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::sandbox::github {

namespace {

constexpr auto queueTime = 4s;
constexpr auto cancelTime = 2s;

const JobPlan &planOf(const Repository &repository, const Run &run, const Job &job)
{
    return repository.workflows[static_cast<size_t>(run.workflow)].jobs[job.plan];
}

void skip(Job &job, const QDateTime &at)
{
    job.status = u"completed"_s;
    job.conclusion = u"skipped"_s;
    job.started = job.completed = at;
}

} // namespace

Runner::Runner(Simulation &simulation, State &state)
    : m_simulation(simulation)
    , m_state(state)
    , m_random(simulation.random(u"github runner"))
{ }

qint64 Runner::start(Repository &repository, const Start &start)
{
    Run run;
    run.id = m_state.nextId();
    run.number = repository.runs.nextNumber(start.workflow);
    run.workflow = start.workflow;
    run.title = start.title;
    run.branch = start.branch;
    run.sha = start.sha;
    run.event = start.event;
    run.actor = start.actor;
    run.created = m_simulation.now();
    run.inputs = start.inputs;
    run.pull = start.pull;
    Attempt attempt;
    attempt.actor = start.actor;
    attempt.started = attempt.updated = run.created;
    const Workflow &workflow = repository.workflows[static_cast<size_t>(start.workflow)];
    for (int i = 0; i < workflow.jobs.size(); ++i) {
        Job job;
        job.id = m_state.nextId();
        job.plan = i;
        job.created = run.created;
        job.pace = std::max(0.6, m_random.around(1.0, 0.06));
        job.environment = environmentOf(workflow.jobs[i], start.inputs);
        attempt.jobs.append(job);
    }
    run.attempts.append(attempt);
    const qint64 id = repository.runs.add(std::move(run)).id;
    proceed(repository, id);
    return id;
}

void Runner::resume(Repository &repository, qint64 id)
{
    Run *run = repository.runs.run(id);
    for (Job &job : run->latest().jobs) {
        if (job.status != "in_progress"_L1)
            continue;
        job.isArranged = true;
        scheduleEnd({&repository, id, run->latest().number, job.id}, job.started);
    }
    proceed(repository, id);
}

Job *Runner::jobAt(const Where &where) const
{
    Run *run = where.repository->runs.run(where.run);
    // A newer attempt leaves the events of the older one behind.
    if (!run || run->latest().number != where.attempt)
        return nullptr;
    return where.repository->runs.job(where.job).second;
}

void Runner::proceed(Repository &repository, qint64 id)
{
    Run &run = *repository.runs.run(id);
    auto &jobs = run.latest().jobs;
    // In the workflow's order, in which a job comes after those it needs.
    for (Job &job : jobs) {
        if (job.status != "queued"_L1 || job.isArranged)
            continue;
        const JobPlan &plan = planOf(repository, run, job);
        const auto isOver = [&jobs](int need) { return jobs[need].status == "completed"_L1; };
        if (!std::ranges::all_of(plan.needs, isOver))
            continue;
        const auto failed = [&jobs](int need) { return jobs[need].conclusion != "success"_L1; };
        if (std::ranges::any_of(plan.needs, failed) || !runsOn(plan, run.branch))
            skip(job, m_simulation.now());
        else
            arrange(repository, run, job);
    }
    settle(run.latest(), m_simulation.now());
}

bool Runner::mustWait(const Repository &repository, const Run &run, const Job &job) const
{
    const auto environment = repository.environments.find(job.environment);
    if (environment == repository.environments.end() || environment->second.reviewers.isEmpty())
        return false;
    return std::ranges::none_of(run.approvals, [&job](const Approval &approval) {
        return approval.environment == job.environment && approval.state == "approved"_L1;
    });
}

void Runner::arrange(Repository &repository, Run &run, Job &job)
{
    if (!job.environment.isEmpty() && job.deployment == 0)
        job.deployment = deployFor(m_state, repository, run, job.environment, m_simulation.now(), u"queued"_s);
    if (mustWait(repository, run, job)) {
        job.status = u"waiting"_s;
        return;
    }
    job.isArranged = true;
    job.status = u"queued"_s;
    const Where where{&repository, run.id, run.latest().number, job.id};
    m_simulation.after(queueTime, [this, where] { begin(where); });
}

void Runner::begin(const Where &where)
{
    Job *job = jobAt(where);
    if (!job || job->status != "queued"_L1)
        return;
    Run &run = *where.repository->runs.run(where.run);
    job->status = u"in_progress"_s;
    job->started = m_simulation.now();
    if (job->deployment != 0)
        addStatus(m_state, *where.repository, job->deployment, u"in_progress"_s, job->started);
    settle(run.latest(), job->started);
    scheduleEnd(where, job->started);
    emit m_simulation.jobStarted(eventOf(*where.repository, run, *job));
}

void Runner::scheduleEnd(const Where &where, const QDateTime &started)
{
    const Run &run = *where.repository->runs.run(where.run);
    const Job &job = *jobAt(where);
    const double seconds = planOf(*where.repository, run, job).seconds() * job.pace;
    const auto left = m_simulation.now().msecsTo(started.addMSecs(std::llround(seconds * 1000)));
    m_simulation.after(base::milliseconds{left}, [this, where] { end(where, u"success"_s); });
}

void Runner::end(const Where &where, const QString &conclusion)
{
    Job *job = jobAt(where);
    if (!job || job->status == "completed"_L1)
        return;
    const QDateTime now = m_simulation.now();
    job->status = u"completed"_s;
    job->conclusion = conclusion;
    job->completed = now;
    if (!job->started.isValid())
        job->started = now;
    if (job->deployment != 0)
        addStatus(m_state, *where.repository, job->deployment, conclusion == "success"_L1 ? u"success"_s : u"failure"_s,
                  now);
    const JobEvent event = eventOf(*where.repository, *where.repository->runs.run(where.run), *job);
    proceed(*where.repository, where.run);
    emit m_simulation.jobFinished(event);
}

JobEvent Runner::eventOf(const Repository &repository, const Run &run, const Job &job) const
{
    return {repository.fullName(),
            repository.workflows[static_cast<size_t>(run.workflow)].file(),
            run.id,
            planOf(repository, run, job).name,
            run.branch,
            run.sha,
            run.event,
            job.environment,
            run.inputs,
            job.conclusion};
}

bool Runner::cancel(Repository &repository, qint64 id)
{
    Run *run = repository.runs.run(id);
    if (run->latest().status == "completed"_L1)
        return false;
    m_simulation.note(u"github"_s, u"run.cancelled"_s, QString::number(id));
    Repository *where = &repository;
    const int attempt = run->latest().number;
    m_simulation.after(cancelTime, [this, where, id, attempt] {
        const Run &cancelled = *where->runs.run(id);
        if (cancelled.latest().number != attempt)
            return;
        QList<qint64> open;
        for (const Job &job : cancelled.latest().jobs) {
            if (job.status != "completed"_L1)
                open.append(job.id);
        }
        for (const qint64 job : open)
            end({where, id, attempt, job}, u"cancelled"_s);
    });
    return true;
}

bool Runner::rerun(Repository &repository, qint64 id, bool failedOnly, const QString &actor)
{
    Run *run = repository.runs.run(id);
    const Attempt before = run->latest();
    if (before.status != "completed"_L1)
        return false;
    Attempt attempt;
    attempt.number = before.number + 1;
    attempt.actor = actor;
    attempt.started = m_simulation.now();
    for (const Job &old : before.jobs) {
        Job job = old;
        job.id = m_state.nextId();
        if (!failedOnly || old.conclusion != "success"_L1) {
            job = Job{};
            job.id = m_state.nextId();
            job.plan = old.plan;
            job.created = attempt.started;
            job.pace = std::max(0.6, m_random.around(1.0, 0.06));
            job.environment = old.environment;
        }
        attempt.jobs.append(job);
    }
    run->approvals.clear();
    run->attempts.append(attempt);
    repository.runs.indexJobs(*run);
    m_simulation.note(u"github"_s, u"run.rerun"_s, QString::number(id), {{u"attempt"_s, attempt.number}});
    proceed(repository, id);
    return true;
}

QList<qint64> Runner::review(Repository &repository, qint64 id, const QStringList &environments,
                             const Approval &approval)
{
    Run *run = repository.runs.run(id);
    QList<qint64> deployments;
    QList<qint64> jobs;
    for (const Job &job : run->latest().jobs) {
        if (job.status == "waiting"_L1 && environments.contains(job.environment)) {
            jobs.append(job.id);
            deployments.append(job.deployment);
        }
    }
    if (jobs.isEmpty())
        return {};
    for (const QString &environment : environments) {
        Approval given = approval;
        given.environment = environment;
        run->approvals.append(given);
        m_simulation.note(
            u"github"_s, u"deployment."_s + approval.state, QString::number(id),
            {{u"environment"_s, environment}, {u"user"_s, approval.user}, {u"comment"_s, approval.comment}});
    }
    for (const qint64 job : jobs) {
        if (approval.state == "approved"_L1)
            repository.runs.job(job).second->status = u"queued"_s;
        else
            end({&repository, id, run->latest().number, job}, u"failure"_s);
    }
    proceed(repository, id);
    return deployments;
}

void Runner::pushed(Repository &repository, const QString &branch, const QString &sha, const QString &actor)
{
    if (branch != repository.defaultBranch)
        return;
    const Commit *commit = repository.git.commit(sha);
    const QString title = commit ? commit->message.section(u'\n', 0, 0) : sha;
    for (size_t i = 0; i < repository.workflows.size(); ++i) {
        const Workflow &workflow = repository.workflows[i];
        if (workflow.state == "active"_L1 && workflow.events.contains(u"push"_s))
            start(repository, {static_cast<int>(i), branch, sha, u"push"_s, actor, title, {}, 0});
    }
}

} // namespace slipway::sandbox::github
