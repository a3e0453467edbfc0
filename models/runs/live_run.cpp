#include "runs/live_run.h"

#include <QPointer>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using namespace std::chrono_literals;

constexpr milliseconds whileRunning = 3s;
constexpr milliseconds whileWaiting = 10s;
constexpr int mostOthers = 100;
constexpr qsizetype mostOtherWorkflows = 12;

/// All that is asked of a run in one round.
QCoro::Task<base::Result<RunState>> fetchState(std::shared_ptr<Actions> actions, qint64 id,
                                               std::optional<qint64> attempt, std::stop_token stop)
{
    auto askedJobs = actions->jobs(id, attempt, stop);
    const auto run = co_await actions->run(id, stop);
    const auto jobs = co_await std::move(askedJobs);
    if (!run)
        co_return std::unexpected(run.error());
    if (!jobs)
        co_return std::unexpected(jobs.error());
    RunState state{.run = *run, .jobs = *jobs};
    const bool waits = std::ranges::any_of(*jobs, [](const JobFact &job) { return job.status == Status::Waiting; });
    // The answers that follow are extras: without them the run is shown all the same.
    if (waits || run->status == Status::Waiting) {
        if (const auto gates = co_await actions->gates(id, stop))
            state.gates = *gates;
    }
    if (const auto approvals = co_await actions->approvals(id, stop))
        state.approvals = *approvals;
    co_return state;
}

/// Runs that may hold a concurrency group for which `own` waits, with the groups of those of other workflows.
QCoro::Task<base::Result<Surroundings>> fetchOthers(std::shared_ptr<Actions> actions, RunFact own, std::stop_token stop)
{
    Surroundings others;
    // Jobs run, or wait for people: either holds a group.
    const QStringList phases{u"in_progress"_s, u"waiting"_s};
    for (const QString &phase : phases) {
        RunQuery query;
        query.status = phase;
        query.count = mostOthers;
        const auto runs = co_await actions->runs(query, stop);
        if (!runs)
            co_return std::unexpected(runs.error());
        others.runs += *runs;
    }
    QSet<QString> seen{own.path};
    const QList<RunFact> all = others.runs;
    for (const RunFact &run : all) {
        if (seen.contains(run.path) || seen.size() > mostOtherWorkflows)
            continue;
        seen.insert(run.path);
        const auto files = co_await fetchWorkflowFiles(actions, run.path, run.sha, stop);
        if (stop.stop_requested())
            co_return std::unexpected(base::cancelled());
        // Without its file a run's group is not known, and nothing is claimed of it.
        for (const RunFact &same : all) {
            if (files && same.path == run.path)
                others.groups.insert(same.id, concurrencyGroup(files->document.workflow(), same));
        }
    }
    co_return others;
}

} // namespace

LiveRun::LiveRun(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock, PastRuns *past, QObject *parent)
    : QObject(parent)
    , m_actions(std::move(actions))
    , m_clock(std::move(clock))
    , m_past(past)
    , m_rounds(m_clock, [this](std::stop_token stop) { return ask(std::move(stop)); })
{
    connect(&m_rounds, &Rounds::failed, this, [this](const base::Error &error) {
        m_freshness = base::Freshness::failed(m_freshness, error);
        emit changed();
    });
    connect(m_past, &PastRuns::usualChanged, this, [this](const QString &file) {
        if (file == m_state.run.file())
            rebuild();
    });
}

LiveRun::~LiveRun()
{
    m_fileStop.request_stop();
    m_holderStop.request_stop();
}

void LiveRun::setRun(const RunFact &run)
{
    if (run.id == m_state.run.id) {
        refresh();
        return;
    }
    m_rounds.stop();
    m_state = {.run = run};
    m_holdersOf = 0;
    m_surroundings.runs.clear();
    m_surroundings.groups.clear();
    m_attempt.reset();
    m_freshness = {};
    fetchFile();
    rebuild();
    refresh();
}

void LiveRun::clear()
{
    m_rounds.stop();
    m_fileStop.request_stop();
    m_state = {};
    m_graph = {};
    m_freshness = {};
    emit changed();
}

void LiveRun::setAttempt(std::optional<qint64> attempt)
{
    if (m_attempt == attempt)
        return;
    m_attempt = attempt;
    m_state.jobs.clear();
    m_freshness = {};
    rebuild();
    refresh();
}

void LiveRun::refresh()
{
    if (!isEmpty())
        m_rounds.askNow();
}

void LiveRun::setHidden(bool hidden)
{
    m_rounds.setHidden(hidden);
}

void LiveRun::setRunnerLabels(const QStringList &labels)
{
    m_surroundings.runnerLabels = labels;
}

const Usual &LiveRun::usual() const
{
    return m_past->usual(m_state.run.file());
}

QList<WaitReason> LiveRun::waiting() const
{
    return waitReasons(m_state, m_graph, files(), m_surroundings, m_clock->now());
}

TimeShares LiveRun::shares() const
{
    return timeShares(m_graph, m_state.run, m_clock->now());
}

QList<WaterfallBar> LiveRun::bars() const
{
    return waterfall(m_graph, m_state, m_clock->now());
}

std::optional<milliseconds> LiveRun::expected() const
{
    if (!m_state.run.isActive())
        return {};
    return m_graph.left ? std::optional(m_state.run.took(m_clock->now()) + *m_graph.left) : std::nullopt;
}

std::pair<QString, qint64> LiveRun::stepAtWork() const
{
    const LiveNode *running = nullptr;
    for (const LiveNode &node : m_graph.nodes) {
        if (node.status == Status::Running && node.job != 0 && (!running || node.isCritical))
            running = &node;
    }
    if (!running)
        return {};
    const auto step = std::ranges::find(running->steps, Status::Running, &LiveStep::status);
    return {running->id, step == running->steps.end() ? 0 : step->number};
}

void LiveRun::tick()
{
    if (m_state.run.isActive() && !isEmpty())
        rebuild();
}

QCoro::Task<base::Result<std::optional<milliseconds>>> LiveRun::ask(std::stop_token stop)
{
    const QPointer<LiveRun> self(this);
    const auto state = co_await fetchState(m_actions, m_state.run.id, m_attempt, stop);
    if (stop.stop_requested() || !self)
        co_return std::unexpected(base::cancelled());
    if (!state)
        co_return std::unexpected(state.error());
    self->take(*state);
    // Whoever heard of it may have deleted this, or shown another run.
    if (stop.stop_requested() || !self)
        co_return std::unexpected(base::cancelled());
    co_return self->interval();
}

void LiveRun::take(const RunState &state)
{
    const RunState before = std::exchange(m_state, state);
    m_freshness = base::Freshness::fresh(m_clock->now());
    fetchFile();
    fetchHolders();
    const QPointer<LiveRun> self(this);
    rebuild();
    for (const JobFact &job : state.jobs) {
        const JobFact *known = before.job(job.id);
        if (self && job.isCompleted && known && !known->isCompleted)
            emit jobEnded(job.id);
    }
    if (self && state.run.isCompleted && before.run.isActive())
        emit runEnded();
}

void LiveRun::fetchFile()
{
    const RunFact &run = m_state.run;
    const std::pair wanted{run.path, run.sha};
    if (run.path.isEmpty() || wanted == m_filesOf)
        return;
    m_fileStop.request_stop();
    m_fileStop = {};
    m_filesOf = wanted;
    m_files.reset();
    m_fileError.reset();
    QCoro::connect(fetchWorkflowFiles(m_actions, run.path, run.sha, m_fileStop.get_token()), this,
                   [this, wanted](const base::Result<WorkflowFiles> &files) {
                       if (wanted != m_filesOf)
                           return;
                       if (files)
                           m_files = *files;
                       else if (files.error().kind != base::Error::Kind::Cancelled)
                           m_fileError = files.error();
                       rebuild();
                   });
}

void LiveRun::fetchHolders()
{
    const qint64 id = m_state.run.id;
    if (!waitsForGroup(m_state) || m_holdersOf == id)
        return;
    m_holdersOf = id;
    m_holderStop.request_stop();
    m_holderStop = {};
    QCoro::connect(fetchOthers(m_actions, m_state.run, m_holderStop.get_token()), this,
                   [this, id](const base::Result<Surroundings> &others) {
                       if (id != m_state.run.id)
                           return;
                       if (!others) {
                           // Asked again with the next look at the run.
                           m_holdersOf = 0;
                           return;
                       }
                       m_surroundings.runs = others->runs;
                       m_surroundings.groups = others->groups;
                       emit changed();
                   });
}

void LiveRun::rebuild()
{
    m_graph = liveGraph(m_state, files(), usual(), m_clock->now());
    emit changed();
}

std::optional<milliseconds> LiveRun::interval() const
{
    if (m_state.run.isCompleted || (m_attempt && *m_attempt < m_state.run.attempt))
        return {};
    const bool isRunning =
        std::ranges::any_of(m_state.jobs, [](const JobFact &job) { return job.status == Status::Running; });
    return isRunning ? whileRunning : whileWaiting;
}

} // namespace slipway::runs
