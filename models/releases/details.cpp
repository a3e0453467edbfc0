#include "base/format.h"
#include "fly/client.h"
#include "github/client.h"
#include "releases/details_of.h"
#include "releases/lane_join.h"
#include "releases/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// GitHub lists so many files of a comparison, and the client asks for so many commits.
constexpr qsizetype mostFiles = 300;

bool isBot(const github::Commit &commit)
{
    return commit.authorLogin.endsWith("[bot]"_L1) || commit.authorName.endsWith("[bot]"_L1);
}

Commit commitOf(const workspace::Workspace &workspace, const github::Commit &from)
{
    Commit commit;
    commit.sha = from.sha;
    commit.title = from.title();
    commit.author = from.authorLogin.isEmpty() ? from.authorName : workspace.personName(from.authorLogin);
    commit.at = from.authoredAt;
    commit.isMerge = from.parents.size() > 1;
    commit.isBot = isBot(from);
    return commit;
}

void addMigrations(Span &span, const workspace::Workspace &workspace, const github::FileChange &file)
{
    if (file.kind != github::FileChange::Kind::Added)
        return;
    for (const workspace::App &app : workspace.apps) {
        const QString name = file.path.section(u'/', -1).section(u'.', 0, 0);
        if (!app.migrations.isEmpty() && file.path.startsWith(app.migrations + u'/') && !span.migrations.contains(name))
            span.migrations.append(name);
    }
}

Span spanFrom(const workspace::Workspace &workspace, const QString &baseSha, const QString &headSha,
              const github::Comparison &comparison)
{
    Span span;
    span.baseSha = baseSha;
    span.headSha = headSha;
    span.ahead = comparison.aheadBy;
    span.behind = comparison.behindBy;
    for (const github::Commit &commit : comparison.commits) {
        span.commits.append(commitOf(workspace, commit));
        for (const qint64 pull : pullsIn(commit.title())) {
            if (!span.pulls.contains(pull))
                span.pulls.append(pull);
        }
    }
    for (const github::FileChange &file : comparison.files) {
        span.files.append({file.path, static_cast<int>(file.additions), static_cast<int>(file.deletions), file.patch});
        addMigrations(span, workspace, file);
    }
    span.migrations.sort();
    span.isCut = comparison.totalCommits > comparison.commits.size() || comparison.files.size() >= mostFiles;
    span.page = comparison.page;
    return span;
}

/// Says how far a part can be trusted; whether there is an answer.
template<typename T>
bool note(Details &details, const QString &part, const base::Result<T> &answer, const QDateTime &now)
{
    base::Freshness &freshness = details.freshness[part];
    freshness = answer ? base::Freshness::fresh(now) : base::Freshness::failed(freshness, answer.error());
    return answer.has_value();
}

QCoro::Task<base::Result<std::optional<QString>>> reviewerOf(SharedBoard board, qint64 runId, std::stop_token stop)
{
    const auto client = board->clients.github;
    const auto name = repositoryOf(*board);
    if (!client || !name || runId == 0)
        co_return std::nullopt;
    const auto approvals = co_await client->approvals(*name, runId, stop);
    if (!approvals)
        co_return std::unexpected(approvals.error());
    for (const github::Approval &approval : *approvals) {
        if (approval.answer == github::Approval::Answer::Approved)
            co_return board->workspace->personName(approval.user);
    }
    co_return std::nullopt;
}

MachineState stateOf(const fly::Machine &machine)
{
    qsizetype passing = 0;
    for (const fly::Check &check : machine.checks)
        passing += check.status() == base::Status::Success ? 1 : 0;
    MachineState state;
    state.id = machine.id;
    state.region = machine.region;
    state.state = machine.state.text;
    state.version = machine.releaseVersion() == 0 ? QString() : u"v%1"_s.arg(machine.releaseVersion());
    state.health = machine.checks.isEmpty() ? base::Status::Unknown
        : passing == machine.checks.size()  ? base::Status::Success
                                            : base::Status::Failure;
    state.words = machine.checks.isEmpty()
        ? tr("no checks")
        : tr("%1 of %2 checks pass").arg(QString::number(passing), QString::number(machine.checks.size()));
    return state;
}

QCoro::Task<base::Result<QList<MachineState>>> machinesOf(SharedBoard board, Release release, std::stop_token stop)
{
    QList<MachineState> states;
    const workspace::Place *place = placeOf(*board->workspace, release.app, release.environment);
    if (!place || place->flyApp.isEmpty())
        co_return states;
    const auto client = board->clients.fly;
    if (!client)
        co_return std::unexpected(notSignedIn(u"Fly.io"_s));
    const auto machines = co_await client->machines(place->flyApp, stop);
    if (!machines)
        co_return std::unexpected(machines.error());
    for (const fly::Machine &machine : *machines)
        states.append(stateOf(machine));
    std::ranges::sort(states, {}, &MachineState::id);
    co_return states;
}

/// The runs of migrations that are the release's own, or fell between it and the one before.
QList<Mark> migrationsOf(const History &history, const Details &details)
{
    const QDateTime from = details.previous ? details.previous->at : details.release.at;
    QList<Mark> result;
    for (const Mark &mark : history.marks) {
        const bool isOfApp = mark.app.isEmpty() || mark.app == details.release.app;
        if (mark.kind != Mark::Kind::Migration || !isOfApp)
            continue;
        const bool isNamed = details.span && std::ranges::any_of(details.span->migrations, [&](const QString &name) {
                                 return mark.detail.contains(name);
                             });
        const bool isBetween = mark.environment == details.release.environment && mark.at > from
            && mark.at <= details.release.servesSince.value_or(details.release.at);
        if (isNamed || (!details.span && isBetween))
            result.append(mark);
    }
    return result;
}

} // namespace

const Release *find(const History &history, const QString &releaseId)
{
    const auto found = std::ranges::find(history.releases, releaseId, &Release::id);
    return found == history.releases.cend() ? nullptr : &*found;
}

const Release *previousOf(const History &history, const Release &release)
{
    const QDateTime at = release.servesSince.value_or(release.at);
    const Release *previous = nullptr;
    for (const Release &other : history.releases) {
        const bool isBefore = other.app == release.app && other.environment == release.environment && other.servesSince
            && *other.servesSince < at && other.id != release.id;
        if (isBefore && (!previous || *other.servesSince > *previous->servesSince))
            previous = &other;
    }
    return previous;
}

base::Error noSuchRelease()
{
    return base::makeError(base::Error::Kind::NotFound, tr("Nobody knows this release any more."),
                           tr("Choose another one."));
}

QCoro::Task<base::Result<Span>> spanOf(SharedBoard board, QString baseSha, QString headSha, std::stop_token stop)
{
    const QString key = baseSha + u"..."_s + headSha;
    if (const auto known = board->spans.constFind(key); known != board->spans.cend())
        co_return *known;
    const auto client = board->clients.github;
    const auto name = repositoryOf(*board);
    if (!client || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    if (baseSha.isEmpty() || headSha.isEmpty())
        co_return std::unexpected(base::makeError(base::Error::Kind::NotFound,
                                                  tr("The commit of one of the releases is not known."),
                                                  tr("Label images with GH_SHA when they are built.")));
    const auto comparison = co_await client->compare(*name, baseSha, headSha, stop);
    if (!comparison)
        co_return std::unexpected(comparison.error());
    const Span span = spanFrom(*board->workspace, baseSha, headSha, *comparison);
    // A branch moves on; commits stay as they are.
    constexpr qsizetype fullSha = 40;
    if (baseSha.size() == fullSha && headSha.size() == fullSha)
        board->spans.insert(key, span);
    co_return span;
}

QCoro::Task<base::Result<QList<Check>>> checksOf(SharedBoard board, QString sha, std::stop_token stop)
{
    const auto client = board->clients.github;
    const auto name = repositoryOf(*board);
    if (!client || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    QList<Check> checks;
    if (sha.isEmpty())
        co_return checks;
    const auto runs = co_await client->checkRuns(*name, sha, stop);
    if (!runs)
        co_return std::unexpected(runs.error());
    for (const github::CheckRun &run : *runs) {
        Check check{run.name, run.status(), run.title, run.page};
        if (run.startedAt && run.completedAt && check.detail.isEmpty())
            check.detail = base::format::columnDuration(milliseconds{run.startedAt->msecsTo(*run.completedAt)});
        checks.append(check);
    }
    std::ranges::stable_sort(checks, {}, [](const Check &check) { return check.status != base::Status::Failure; });
    co_return checks;
}

QCoro::Task<base::Result<Details>> detailsOf(SharedBoard board, SharedHistory history, QString releaseId,
                                             std::stop_token stop)
{
    const Release *release = find(*history, releaseId);
    if (!release)
        co_return std::unexpected(noSuchRelease());
    Details details;
    details.release = *release;
    if (const Release *previous = previousOf(*history, *release))
        details.previous = *previous;
    details.freshness.insert(u"migrations"_s, board->evidence.github.freshness);
    // All parts are under way before the first is waited for.
    auto spanTask = spanOf(board, details.previous ? details.previous->sha : QString(), release->sha, stop);
    auto checksTask = checksOf(board, release->sha, stop);
    auto reviewerTask = reviewerOf(board, release->runId, stop);
    auto sentryTask = sentryOf(board, *release, stop);
    auto machinesTask = machinesOf(board, *release, stop);
    const auto span = co_await std::move(spanTask);
    const auto checks = co_await std::move(checksTask);
    const auto reviewer = co_await std::move(reviewerTask);
    const auto sentry = co_await std::move(sentryTask);
    const auto machines = co_await std::move(machinesTask);
    const QDateTime now = board->now();
    if (note(details, u"span"_s, span, now))
        details.span = *span;
    if (note(details, u"checks"_s, checks, now))
        details.checks = *checks;
    if (note(details, u"machines"_s, machines, now))
        details.machines = *machines;
    if (note(details, u"sentry"_s, sentry, now)) {
        details.sentry = sentry->deltas;
        details.issues = sentry->issues;
    }
    details.reviewedBy = reviewer.value_or(std::nullopt);
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    details.migrations = migrationsOf(*history, details);
    co_return details;
}

} // namespace slipway::releases
