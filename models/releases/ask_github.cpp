#include "github/client.h"
#include "releases/asking.h"
#include "releases/join.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

using Client = std::shared_ptr<const github::Client>;
using github::RepositoryName;

/// Words on a deployment are asked for while they can still change, and of so many at a time.
constexpr qsizetype statusesAtOnce = 20;
constexpr std::chrono::days statusesWorthAsking{3};
constexpr qsizetype migrationsWithJobs = 10;
constexpr int migrationCommits = 30;

/// The workflows that deploy the apps, and those that migrate.
QStringList workflowsOf(const workspace::Workspace &workspace)
{
    QStringList files;
    for (const workspace::App &app : workspace.apps)
        files.append(app.workflow);
    std::ranges::copy_if(workspace.workflows, std::back_inserter(files), isMigrations);
    files.removeAll(QString());
    files.removeDuplicates();
    return files;
}

QStringList environmentsOf(const workspace::Workspace &workspace)
{
    QStringList environments;
    for (const PlacedApp &placed : placesOf(workspace))
        environments.append(workspace::environmentId(placed.environment));
    environments.removeDuplicates();
    return environments;
}

/// Gives the first failure of many, where there was one.
template<typename T>
base::Done take(QList<T> &into, const std::vector<base::Result<QList<T>>> &answers)
{
    base::Done done;
    for (const auto &answer : answers) {
        if (answer)
            into += *answer;
        else if (done)
            done = std::unexpected(answer.error());
    }
    return done;
}

QCoro::Task<base::Done> askRuns(SharedBoard board, Client client, RepositoryName name, QString created,
                                std::stop_token stop)
{
    std::vector<QCoro::Task<base::Result<QList<github::Run>>>> tasks;
    for (const QString &file : workflowsOf(*board->workspace))
        tasks.push_back(client->runs(name, {.workflow = file, .created = created}, stop));
    QList<github::Run> runs;
    const auto answers = co_await all(std::move(tasks));
    const auto done = take(runs, answers);
    mergeInto(board->evidence.github.runs, runs, &github::Run::id);
    co_return done;
}

QCoro::Task<base::Done> askDeployments(SharedBoard board, Client client, RepositoryName name, std::stop_token stop)
{
    std::vector<QCoro::Task<base::Result<QList<github::Deployment>>>> tasks;
    for (const QString &environment : environmentsOf(*board->workspace))
        tasks.push_back(
            client->deployments(name, {.environment = environment, .mostPages = board->deploymentPages}, stop));
    QList<github::Deployment> deployments;
    const auto answers = co_await all(std::move(tasks));
    const auto done = take(deployments, answers);
    auto &known = board->evidence.github.deployments;
    QHash<qint64, qsizetype> places;
    for (qsizetype i = 0; i < known.size(); ++i)
        places.insert(known.at(i).deployment.id, i);
    for (const github::Deployment &deployment : std::as_const(deployments)) {
        const auto place = places.constFind(deployment.id);
        if (place == places.cend())
            known.append({deployment, {}});
        else
            known[*place].deployment = deployment;
    }
    co_return done;
}

bool isSettled(const GitHubDeployment &deployment)
{
    using State = github::DeploymentStatus::State;
    if (deployment.statuses.isEmpty())
        return false;
    const auto state = deployment.statuses.first().state.meaning;
    return state == State::Success || state == State::Failure || state == State::Error || state == State::Inactive;
}

QCoro::Task<> askStatuses(SharedBoard board, Client client, RepositoryName name, std::stop_token stop)
{
    QList<qint64> ids;
    for (const GitHubDeployment &deployment : std::as_const(board->evidence.github.deployments)) {
        const bool isYoung = deployment.deployment.createdAt.addDuration(statusesWorthAsking) > board->now();
        if (isYoung && !isSettled(deployment))
            ids.append(deployment.deployment.id);
    }
    std::ranges::sort(ids, std::ranges::greater());
    ids = ids.first(std::min(ids.size(), statusesAtOnce));
    std::vector<QCoro::Task<base::Result<QList<github::DeploymentStatus>>>> tasks;
    for (const qint64 id : std::as_const(ids))
        tasks.push_back(client->deploymentStatuses(name, id, stop));
    const auto answers = co_await all(std::move(tasks));
    for (GitHubDeployment &deployment : board->evidence.github.deployments) {
        const auto at = ids.indexOf(deployment.deployment.id);
        if (at >= 0 && answers.at(static_cast<std::size_t>(at)))
            deployment.statuses = *answers.at(static_cast<std::size_t>(at));
    }
}

QCoro::Task<> askWaiting(SharedBoard board, Client client, RepositoryName name, std::stop_token stop)
{
    QList<qint64> ids;
    for (const github::Run &run : std::as_const(board->evidence.github.runs)) {
        if (run.phase == github::Phase::Waiting)
            ids.append(run.id);
    }
    std::vector<QCoro::Task<base::Result<QList<github::PendingDeployment>>>> tasks;
    for (const qint64 id : std::as_const(ids))
        tasks.push_back(client->pendingDeployments(name, id, stop));
    const auto answers = co_await all(std::move(tasks));
    QMap<qint64, QStringList> waitsAt;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const auto &answer = answers.at(static_cast<std::size_t>(i));
        if (!answer)
            continue;
        for (const github::PendingDeployment &pending : *answer)
            waitsAt[ids.at(i)].append(pending.environment);
    }
    board->evidence.github.waitsAt = waitsAt;
}

QCoro::Task<> askJobs(SharedBoard board, Client client, RepositoryName name, std::stop_token stop)
{
    QList<std::pair<QDateTime, qint64>> migrations;
    for (const github::Run &run : std::as_const(board->evidence.github.runs)) {
        if (run.isCompleted() && isMigrations(run.path.section(u'/', -1)))
            migrations.append({run.createdAt, run.id});
    }
    std::ranges::sort(migrations, std::ranges::greater());
    QList<qint64> ids;
    for (const auto &[at, id] : migrations.first(std::min(migrations.size(), migrationsWithJobs))) {
        if (!board->evidence.github.jobs.contains(id))
            ids.append(id);
    }
    std::vector<QCoro::Task<base::Result<QList<github::Job>>>> tasks;
    for (const qint64 id : std::as_const(ids))
        tasks.push_back(client->jobs(name, id, std::nullopt, stop));
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (const auto &answer = answers.at(static_cast<std::size_t>(i)))
            board->evidence.github.jobs.insert(ids.at(i), *answer);
    }
}

/// A run that was not over, and fell out of the newest page meanwhile, is asked for by itself.
QCoro::Task<> askLeftBehind(SharedBoard board, Client client, RepositoryName name, QSet<qint64> before,
                            std::stop_token stop)
{
    std::vector<QCoro::Task<base::Result<github::Run>>> tasks;
    for (const github::Run &run : std::as_const(board->evidence.github.runs)) {
        const bool isOld = run.createdAt.addDuration(std::chrono::days(1)) < board->now();
        if (!run.isCompleted() && isOld && before.contains(run.id))
            tasks.push_back(client->run(name, run.id, stop));
    }
    QList<github::Run> runs;
    const auto answers = co_await all(std::move(tasks));
    for (const auto &answer : answers) {
        if (answer)
            runs.append(*answer);
    }
    mergeInto(board->evidence.github.runs, runs, &github::Run::id);
}

bool moves(const GitHubEvidence &evidence)
{
    return std::ranges::any_of(evidence.runs, [](const github::Run &run) { return !run.isCompleted(); });
}

QSet<qint64> openRuns(const GitHubEvidence &evidence)
{
    QSet<qint64> open;
    for (const github::Run &run : evidence.runs) {
        if (!run.isCompleted())
            open.insert(run.id);
    }
    return open;
}

QString migrationName(const QString &path)
{
    return path.section(u'/', -1).section(u'.', 0, 0);
}

/// Reads what a commit added to the folder, once.
QCoro::Task<base::Result<QStringList>> addedBy(SharedBoard board, Client client, RepositoryName name, QString sha,
                                               QString folder, std::stop_token stop)
{
    const QString key = sha + u' ' + folder;
    if (const auto known = board->migrationCommits.constFind(key); known != board->migrationCommits.cend())
        co_return *known;
    const auto commit = co_await client->commit(name, sha, stop);
    if (!commit)
        co_return std::unexpected(commit.error());
    QStringList added;
    for (const github::FileChange &file : commit->files) {
        if (file.kind == github::FileChange::Kind::Added && file.path.startsWith(folder + u'/'))
            added.append(migrationName(file.path));
    }
    added.sort();
    board->migrationCommits.insert(key, added);
    co_return added;
}

QCoro::Task<base::Done> askMigrations(SharedBoard board, Client client, RepositoryName name, QString app,
                                      QString folder, QString branch, std::stop_token stop)
{
    const github::CommitFilter filter{.from = branch, .path = folder, .perPage = migrationCommits};
    const auto commits = co_await client->commits(name, filter, stop);
    if (!commits)
        co_return std::unexpected(commits.error());
    QList<MigrationFile> files;
    for (auto commit = commits->crbegin(); commit != commits->crend(); ++commit) {
        const auto added = co_await addedBy(board, client, name, commit->sha, folder, stop);
        if (!added)
            co_return std::unexpected(added.error());
        for (const QString &file : *added)
            files.append({file, commit->sha, commit->authoredAt});
    }
    std::ranges::stable_sort(files, {}, &MigrationFile::at);
    board->evidence.github.migrations.insert(migrationsKey(app, branch), files);
    co_return base::Done();
}

} // namespace

Fetched fetchGitHub(SharedBoard board, std::stop_token stop)
{
    const auto client = board->clients.github;
    const auto name = repositoryOf(*board);
    auto &freshness = board->evidence.github.freshness;
    if (!client || !name) {
        freshness = base::Freshness::failed(freshness, notSignedIn(u"GitHub"_s));
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    }
    const QSet<qint64> open = openRuns(board->evidence.github);
    auto deployments = askDeployments(board, client, *name, stop);
    const auto runs = co_await askRuns(board, client, *name, {}, stop);
    const auto deployed = co_await std::move(deployments);
    if (const auto done = runs ? deployed : runs; !done) {
        board->evidence.github.freshness = base::Freshness::failed(board->evidence.github.freshness, done.error());
        co_return std::unexpected(done.error());
    }
    auto left = askLeftBehind(board, client, *name, open, stop);
    auto statuses = askStatuses(board, client, *name, stop);
    auto jobs = askJobs(board, client, *name, stop);
    co_await std::move(left);
    co_await std::move(statuses);
    co_await std::move(jobs);
    co_await askWaiting(board, client, *name, stop);
    board->evidence.github.freshness = base::Freshness::fresh(board->now());
    co_return moves(board->evidence.github);
}

Fetched fetchNames(SharedBoard board, std::stop_token stop)
{
    const auto client = board->clients.github;
    const auto name = repositoryOf(*board);
    if (!client || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    const auto tags = co_await client->tags(*name, stop);
    if (!tags)
        co_return std::unexpected(tags.error());
    QMap<QString, QStringList> bySha;
    for (const github::Tag &tag : *tags)
        bySha[tag.sha].append(tag.name);
    board->evidence.github.tagsBySha = bySha;
    QStringList branches{board->workspace->branches.production, board->workspace->branches.staging};
    branches.removeAll(QString());
    for (const workspace::App &app : board->workspace->apps) {
        for (qsizetype i = 0; i < branches.size() && !app.migrations.isEmpty(); ++i) {
            const auto done =
                co_await askMigrations(board, client, *name, app.id, app.migrations, branches.at(i), stop);
            // A branch that is gone has no migrations; the others have.
            if (!done && done.error().kind != base::Error::Kind::NotFound)
                co_return std::unexpected(done.error());
        }
    }
    co_return false;
}

QCoro::Task<base::Done> fetchBefore(SharedBoard board, QDateTime before, std::stop_token stop)
{
    base::Done done;
    board->flyReleases = std::min(board->flyReleases * 4, 5'000);
    board->deploymentPages += 1;
    board->askedWhole.clear();
    if (const auto client = board->clients.github; client && repositoryOf(*board)) {
        const auto name = *repositoryOf(*board);
        const QString until = u"<="_s + before.toUTC().toString(Qt::ISODate);
        const auto runs = co_await askRuns(board, client, name, until, stop);
        const auto deployments = co_await askDeployments(board, client, name, stop);
        done = runs ? deployments : runs;
    }
    const auto fly = co_await fetchFly(board, stop);
    const auto vercel = co_await fetchVercel(board, stop);
    if (done && !fly && board->clients.fly)
        done = std::unexpected(fly.error());
    if (done && !vercel && board->clients.vercel)
        done = std::unexpected(vercel.error());
    co_return done;
}

} // namespace slipway::releases
