#include "sandbox/github/runner.h"

#include "sandbox/github/enact.h"
#include "sandbox/github/plan.h"

#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::sandbox::github {

namespace {

constexpr auto queueTime = 4s;
constexpr auto cancelTime = 2s;

const JobPlan &planOf(const Run &run, const Job &job)
{
    return run.plans[job.plan];
}

/// The positions of the jobs that a new attempt runs: with a job go all that need it.
QSet<int> chosenJobs(const Run &run, const Runner::Again &again)
{
    const auto &jobs = run.latest().jobs;
    QSet<int> chosen;
    for (int i = 0; i < jobs.size(); ++i) {
        const auto &needs = run.plans[jobs[i].plan].needs;
        const bool follows = std::ranges::any_of(needs, [&chosen](int need) { return chosen.contains(need); });
        const bool isMeant = again.what == Runner::Again::What::All
            || (again.what == Runner::Again::What::Job && jobs[i].id == again.job)
            || (again.what == Runner::Again::What::Failed
                && (jobs[i].conclusion == "failure"_L1 || jobs[i].conclusion == "cancelled"_L1));
        if (follows || isMeant)
            chosen.insert(i);
    }
    return chosen;
}

QStringList changedPaths(const Repository &repository, const QString &before, const QString &after)
{
    const auto changes = repository.git.compare(before.isEmpty() ? repository.defaultBranch : before, after);
    QStringList paths;
    for (const FileChange &change : changes ? changes->files : QList<FileChange>())
        paths.append(change.name);
    return paths;
}

QString titleOf(const Repository &repository, const QString &sha)
{
    const Commit *commit = repository.git.commit(sha);
    return commit ? commit->message.section(u'\n', 0, 0) : sha;
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
    const auto planned = workflowAt(repository, workflow, start.sha);
    run.plans = planned ? planned->jobs : workflow.jobs;
    for (int i = 0; i < run.plans.size(); ++i) {
        Job job;
        job.id = m_state.nextId();
        job.plan = i;
        job.created = run.created;
        job.pace = std::max(0.6, m_random.around(1.0, 0.06));
        job.environment = environmentOf(run.plans[i], start.inputs);
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
        const JobPlan &plan = planOf(run, job);
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
    const JobPlan &plan = planOf(run, job);
    const bool fails = plan.failingStep >= 0;
    double seconds = plan.seconds() * job.pace;
    for (qsizetype i = plan.steps.size() - 1; fails && i > plan.failingStep; --i)
        seconds -= plan.steps[i].seconds * job.pace;
    const auto left = m_simulation.now().msecsTo(started.addMSecs(std::llround(seconds * 1000)));
    m_simulation.after(base::milliseconds{left},
                       [this, where, fails] { end(where, fails ? u"failure"_s : u"success"_s); });
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
    Run &run = *where.repository->runs.run(where.run);
    if (conclusion == "failure"_L1 && job->started.isValid())
        job->failedStep = planOf(run, *job).failingStep;
    if (conclusion == "success"_L1)
        keepUploads(*where.repository, run, *job);
    if (!job->started.isValid())
        job->started = now;
    if (job->deployment != 0)
        addStatus(m_state, *where.repository, job->deployment, conclusion == "success"_L1 ? u"success"_s : u"failure"_s,
                  now);
    const JobEvent event = eventOf(*where.repository, run, *job);
    proceed(*where.repository, where.run);
    emit m_simulation.jobFinished(event);
}

JobEvent Runner::eventOf(const Repository &repository, const Run &run, const Job &job) const
{
    return {repository.fullName(),
            repository.workflows[static_cast<size_t>(run.workflow)].file(),
            run.id,
            planOf(run, job).name,
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

bool Runner::rerun(Repository &repository, qint64 id, const Again &again)
{
    Run *run = repository.runs.run(id);
    const Attempt before = run->latest();
    const QSet<int> chosen = chosenJobs(*run, again);
    if (before.status != "completed"_L1 || chosen.isEmpty())
        return false;
    Attempt attempt;
    attempt.number = before.number + 1;
    attempt.actor = again.actor;
    attempt.isDebug = again.isDebug;
    attempt.started = m_simulation.now();
    for (int i = 0; i < before.jobs.size(); ++i) {
        Job job = before.jobs[i];
        if (chosen.contains(i)) {
            job = Job{};
            job.plan = before.jobs[i].plan;
            job.created = attempt.started;
            job.pace = std::max(0.6, m_random.around(1.0, 0.06));
            job.environment = before.jobs[i].environment;
        }
        job.id = m_state.nextId();
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

void Runner::keepUploads(Repository &repository, Run &run, const Job &job)
{
    constexpr int usualDays = 90;
    const Workflow &workflow = repository.workflows[static_cast<size_t>(run.workflow)];
    const auto text = fileAt(repository, workflow.path, run.sha);
    const auto file = text ? readWorkflowFile(*text) : std::nullopt;
    const FileJob *written = file ? file->job(planOf(run, job).name) : nullptr;
    for (const FileStep &step : written ? written->steps : QList<FileStep>()) {
        if (!step.uses.startsWith("actions/upload-artifact@"_L1))
            continue;
        const QHash<QString, QString> with(step.with.begin(), step.with.end());
        const int days = with.value(u"retention-days"_s).toInt();
        const QDateTime now = m_simulation.now();
        run.artifacts.append({m_state.nextId() % 2'000'000'000, with.value(u"name"_s, u"artifact"_s), now,
                              now.addDays(days > 0 ? days : usualDays)});
    }
}

void Runner::startAll(Repository &repository, const Happening &happening, Start start)
{
    for (size_t i = 0; i < repository.workflows.size(); ++i) {
        const Workflow &workflow = repository.workflows[i];
        const auto planned = workflow.state == "active"_L1 ? workflowAt(repository, workflow, start.sha) : std::nullopt;
        const FileTrigger *trigger = planned ? planned->file.trigger(happening.event) : nullptr;
        if (!trigger || !lets(*trigger, happening))
            continue;
        start.workflow = static_cast<int>(i);
        this->start(repository, start);
    }
}

void Runner::pushed(Repository &repository, const QString &branch, const QString &before, const QString &actor)
{
    const QString sha = repository.git.branches.at(branch);
    if (branch == repository.defaultBranch)
        registerWorkflows(m_state, repository, sha, m_simulation.now());
    Happening push{u"push"_s, {}, branch, changedPaths(repository, before, sha)};
    startAll(repository, push, {0, branch, sha, u"push"_s, actor, titleOf(repository, sha), {}, 0});
    for (auto &[number, pull] : repository.pulls) {
        if (!pull.isOpen() || pull.head != branch || pull.headSha == sha)
            continue;
        pull.headSha = sha;
        pull.updated = m_simulation.now();
        pullChanged(repository, number, u"synchronize"_s);
    }
}

void Runner::pullChanged(Repository &repository, int number, const QString &type)
{
    const Pull &pull = repository.pulls.at(number);
    const Happening happening{u"pull_request"_s, type, pull.base, changedPaths(repository, pull.base, pull.headSha)};
    startAll(repository, happening,
             {0, pull.head, pull.headSha, u"pull_request"_s, pull.author, pull.title, {}, number});
}

} // namespace slipway::sandbox::github
