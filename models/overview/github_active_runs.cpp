#include "overview/board.h"
#include "overview/run_facts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using base::Status;

void takeGates(ActiveRun &active, const QList<github::PendingDeployment> &pending)
{
    active.environments.clear();
    active.canApprove = false;
    for (const github::PendingDeployment &deployment : pending) {
        active.environments += deployment.environment;
        active.canApprove |= deployment.canApprove;
    }
}

void takeFiles(ActiveRun &active, const github::Comparison &comparison)
{
    active.files = comparison.files.size();
    active.additions = 0;
    active.deletions = 0;
    for (const github::FileChange &file : comparison.files) {
        active.additions += file.additions;
        active.deletions += file.deletions;
    }
}

QString jobAtWork(const QList<github::Job> &jobs)
{
    const auto running =
        std::ranges::find_if(jobs, [](const github::Job &job) { return job.status() == Status::Running; });
    return running == jobs.end() ? QString() : running->name;
}

/// A job exists from when the jobs before it ended, so at a gate it waits from then on.
QDateTime waitingSince(const QList<github::Job> &jobs)
{
    QDateTime since;
    for (const github::Job &job : jobs) {
        if (job.status() == Status::Waiting && job.createdAt && (!since.isValid() || *job.createdAt < since))
            since = *job.createdAt;
    }
    return since;
}

/// Whose gates it waits at, and what it would ship against the production branch: that does not change with time.
QCoro::Task<base::Result<ActiveRun>> askWaiting(std::shared_ptr<const github::Client> client,
                                                github::RepositoryName name, QString base, RunFact run, ActiveRun known,
                                                std::stop_token stop)
{
    auto gates = client->pendingDeployments(name, run.run.id, stop);
    if (!known.files) {
        if (const auto comparison = co_await client->compare(name, base, run.sha, stop))
            takeFiles(known, *comparison);
    }
    const auto pending = co_await std::move(gates);
    if (!pending)
        co_return std::unexpected(pending.error());
    const QStringList before = known.environments;
    takeGates(known, *pending);
    if (!known.waitingSince.isValid() || before != known.environments) {
        if (const auto jobs = co_await client->jobs(name, run.run.id, std::nullopt, stop))
            known.waitingSince = waitingSince(*jobs);
    }
    co_return known;
}

QCoro::Task<base::Result<ActiveRun>> askRunning(std::shared_ptr<const github::Client> client,
                                                github::RepositoryName name, RunFact run, std::stop_token stop)
{
    const auto jobs = co_await client->jobs(name, run.run.id, std::nullopt, stop);
    if (!jobs)
        co_return std::unexpected(jobs.error());
    ActiveRun active;
    active.job = jobAtWork(*jobs);
    co_return active;
}

} // namespace

Fetched fetchActiveRuns(SharedBoard board, std::stop_token stop)
{
    const auto name = repositoryOf(*board);
    const auto client = board->clients.github;
    if (!client || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    const auto runs = board->snapshot.runs.value(QString()).value.value_or(QList<RunFact>());
    const Facts<ActiveRun> before = board->snapshot.activeRuns;
    QStringList keys;
    std::vector<QCoro::Task<base::Result<ActiveRun>>> tasks;
    for (const RunFact &run : runs) {
        const QString key = QString::number(run.run.id);
        if (run.run.status == Status::Waiting)
            tasks.push_back(askWaiting(client, *name, board->workspace->branches.production, run,
                                       before.value(key).value.value_or(ActiveRun()), stop));
        else if (run.run.status == Status::Running)
            tasks.push_back(askRunning(client, *name, run, stop));
        else
            continue;
        keys += key;
    }

    Facts<ActiveRun> now;
    Tally tally;
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const auto &answer = answers.at(static_cast<std::size_t>(i));
        now[keys.at(i)] = before.value(keys.at(i));
        put(now, keys.at(i), answer, board->now());
        tally.count(answer);
    }
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    board->snapshot.activeRuns = now;
    co_return tally.result(!keys.isEmpty());
}

} // namespace slipway::overview
