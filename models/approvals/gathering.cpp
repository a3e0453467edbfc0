#include "approvals/gathering.h"

#include "github/client.h"
#include "workspace/workspace.h"

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

namespace {

template<typename T>
std::optional<T> known(base::Result<T> answer)
{
    if (!answer)
        return std::nullopt;
    return *std::move(answer);
}

QCoro::Task<std::optional<QList<ReviewedPull>>> askPulls(Asking asking, QString sha, std::stop_token stop)
{
    const auto pulls = co_await asking.client->pullRequestsOf(asking.repository, sha, stop);
    if (!pulls)
        co_return std::nullopt;
    QList<ReviewedPull> list;
    for (const github::PullRequest &pull : *pulls) {
        auto reviews = co_await asking.client->pullReviews(asking.repository, pull.number, stop);
        list += {pull, known(std::move(reviews))};
    }
    co_return list;
}

/// GitHub looks into these places, in this order.
QCoro::Task<std::optional<CodeOwners>> askOwners(Asking asking, std::stop_token stop)
{
    static constexpr std::array places{".github/CODEOWNERS"_L1, "CODEOWNERS"_L1, "docs/CODEOWNERS"_L1};
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto file =
            co_await asking.client->file(asking.repository, places.at(i), asking.workspace->branches.production, stop);
        if (file)
            co_return CodeOwners(file->content);
        if (file.error().kind != base::Error::Kind::NotFound)
            co_return std::nullopt;
    }
    co_return CodeOwners();
}

QCoro::Task<std::optional<QList<github::Run>>> askSiblings(Asking asking, github::Run run, std::stop_token stop)
{
    static constexpr std::array states{"in_progress"_L1, "pending"_L1, "waiting"_L1, "queued"_L1};
    QList<github::Run> siblings;
    for (std::size_t i = 0; i < states.size(); ++i) {
        github::RunFilter filter;
        filter.workflow = run.path.section(u'/', -1);
        filter.status = states.at(i);
        const auto runs = co_await asking.client->runs(asking.repository, filter, stop);
        if (!runs)
            co_return std::nullopt;
        for (const github::Run &other : *runs) {
            if (other.id != run.id)
                siblings += other;
        }
    }
    co_return siblings;
}

QCoro::Task<std::optional<QList<github::Job>>> askLastJobs(Asking asking, github::Run run, std::stop_token stop)
{
    github::RunFilter filter;
    filter.workflow = run.path.section(u'/', -1);
    filter.status = u"success"_s;
    filter.branch = asking.workspace->branches.production;
    filter.perPage = 1;
    filter.mostPages = 1;
    const auto runs = co_await asking.client->runs(asking.repository, filter, stop);
    if (!runs || runs->isEmpty())
        co_return std::nullopt;
    co_return known(co_await asking.client->jobs(asking.repository, runs->first().id, std::nullopt, stop));
}

QCoro::Task<std::optional<QString>> askBranchHead(Asking asking, QString branch, std::stop_token stop)
{
    const auto head = co_await asking.client->branch(asking.repository, branch, stop);
    co_return head ? std::optional(head->sha) : std::nullopt;
}

/// What is between what is live and the run's commit; without a live release against the production branch, for the
/// files alone.
QCoro::Task<Evidence> withChange(Evidence evidence, Asking asking, QPointer<releases::Releases> releases,
                                 std::stop_token stop)
{
    const QString &main = asking.workspace->branches.production;
    auto againstMain = asking.client->compare(asking.repository, main, evidence.run.sha, stop);
    const bool isLiveKnown = evidence.live && !evidence.live->sha.isEmpty();
    const QString base = isLiveKnown ? evidence.live->sha : main;
    auto compared = asking.client->compare(asking.repository, base, evidence.run.sha, stop);
    if (releases)
        evidence.span = known(co_await releases->span(base, evidence.run.sha, stop));
    evidence.comparison = known(co_await std::move(compared));
    evidence.againstMain = known(co_await std::move(againstMain));
    co_return evidence;
}

QCoro::Task<Evidence> withPast(Evidence evidence, QPointer<releases::Releases> releases, std::stop_token stop)
{
    if (!releases || evidence.what.app.isEmpty())
        co_return evidence;
    const QString environment = evidence.what.environment;
    evidence.history = releases->history();
    evidence.candidates = releases->candidates(evidence.what.app, environment);
    if (const releases::Release *live = releases->live(evidence.what.app, environment)) {
        evidence.live = *live;
        const auto details = co_await releases->details(live->id, stop);
        if (details && !details->machines.isEmpty())
            evidence.machines = details->machines.size();
    }
    co_return evidence;
}

QCoro::Task<Evidence> withCommit(Evidence evidence, Asking asking, std::stop_token stop)
{
    const github::Run run = evidence.run;
    auto commit = asking.client->commit(asking.repository, run.sha, stop);
    auto checks = asking.client->checkRuns(asking.repository, run.sha, stop);
    auto pulls = askPulls(asking, run.sha, stop);
    auto owners = askOwners(asking, stop);
    auto siblings = askSiblings(asking, run, stop);
    auto lastJobs = askLastJobs(asking, run, stop);
    auto head = askBranchHead(asking, run.branch, stop);
    evidence.commit = known(co_await std::move(commit));
    evidence.checks = known(co_await std::move(checks));
    evidence.pulls = co_await std::move(pulls);
    evidence.owners = co_await std::move(owners);
    evidence.siblings = co_await std::move(siblings);
    evidence.lastJobs = co_await std::move(lastJobs);
    evidence.branchHead = co_await std::move(head);
    co_return evidence;
}

} // namespace

QCoro::Task<base::Result<Evidence>> gather(Asking asking, qint64 runId, QPointer<releases::Releases> releases,
                                           std::stop_token stop)
{
    const auto run = co_await asking.client->run(asking.repository, runId, stop);
    if (!run)
        co_return std::unexpected(run.error());
    const auto pending = co_await asking.client->pendingDeployments(asking.repository, runId, stop);
    if (!pending)
        co_return std::unexpected(pending.error());
    Evidence evidence;
    evidence.workspace = asking.workspace;
    evidence.now = asking.now;
    evidence.run = *run;
    evidence.isDecided = pending->isEmpty();
    evidence.jobs = known(co_await asking.client->jobs(asking.repository, runId, std::nullopt, stop));
    evidence.answers = known(co_await asking.client->approvals(asking.repository, runId, stop));
    const auto barsSelf = co_await selfBarred(asking, stop);
    evidence.what = waitingOf(asking, *run, evidence.jobs.value_or(QList<github::Job>()), *pending, barsSelf);
    evidence = co_await withPast(std::move(evidence), releases, stop);
    evidence = co_await withCommit(std::move(evidence), asking, stop);
    evidence = co_await withChange(std::move(evidence), asking, releases, stop);
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    co_return evidence;
}

} // namespace slipway::approvals
