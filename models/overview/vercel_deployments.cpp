#include "overview/board.h"
#include "overview/live_vercel.h"
#include "overview/snapshot_store.h"
#include "vercel/client.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using vercel::Deployment;
using List = QList<Deployment>;

/// So many projects are joined before the window gets its turn.
constexpr qsizetype projectsInATurn = 10;
constexpr int deploymentsOfEach = 60;
constexpr int newestOfAll = 100;

QStringList projectsOf(const workspace::Workspace &workspace)
{
    QStringList projects;
    for (const workspace::App &app : workspace.apps) {
        for (const auto environment : workspace::environments()) {
            if (const auto &place = app.place(environment); place && !place->vercelProject.isEmpty())
                projects += place->vercelProject;
        }
    }
    projects.sort();
    projects.removeDuplicates();
    return projects;
}

bool isUnderWay(const Deployment &deployment)
{
    return deployment.status() == base::Status::Running || deployment.status() == base::Status::Queued;
}

/// Whether the newest deployments of all projects bring this one up to date: they reach back to what is known of it,
/// and tell of all that was under way.
bool isCovered(const List &known, const List &newest)
{
    if (known.isEmpty() || newest.isEmpty())
        return false;
    const QDateTime oldest = newest.last().createdAt;
    return known.first().createdAt >= oldest || std::ranges::none_of(newest, [&known](const Deployment &deployment) {
               return deployment.name == known.first().name && deployment.createdAt > known.first().createdAt;
           });
}

bool hasLeftBehind(const List &known, const List &newest)
{
    return std::ranges::any_of(known, [&newest](const Deployment &deployment) {
        return isUnderWay(deployment) && std::ranges::find(newest, deployment.id, &Deployment::id) == newest.end();
    });
}

List ofProject(const List &deployments, const QString &project)
{
    List own;
    std::ranges::copy_if(deployments, std::back_inserter(own),
                         [&project](const Deployment &deployment) { return deployment.name == project; });
    return own;
}

store::Event eventOf(const Board &board, const Deployment &deployment, const QString &app)
{
    store::Event event;
    event.workspace = board.workspaceKey;
    event.kind = store::Event::Kind::Deployment;
    event.externalId = u"vercel/"_s + deployment.id;
    event.environment = deployment.isProduction() ? u"production"_s : u"preview"_s;
    event.at = deployment.createdAt;
    if (deployment.readyAt)
        event.took = milliseconds{deployment.createdAt.msecsTo(*deployment.readyAt)};
    event.status = deployment.state.text;
    event.app = app;
    return event;
}

void keepFinished(Board &board, const QString &project, const List &deployments)
{
    const auto isOfProject = [&project](const workspace::App &app) {
        return app.production && app.production->vercelProject == project;
    };
    const auto app = std::ranges::find_if(board.workspace->apps, isOfProject);
    const QString id = app == board.workspace->apps.end() ? QString() : app->id;
    QList<store::Event> events;
    for (const Deployment &deployment : deployments) {
        if (!isUnderWay(deployment) && !board.recorded.contains(u"vercel/"_s + deployment.id))
            events += eventOf(board, deployment, id);
    }
    board.keep(std::move(events));
}

/// The newest deployments of all projects in one list; those of a project alone where that does not tell enough.
QCoro::Task<QMap<QString, base::Result<List>>> askDeployments(SharedBoard board, QStringList projects,
                                                              std::stop_token stop)
{
    const auto client = board->clients.vercel;
    QMap<QString, base::Result<List>> lists;
    const bool knowsAny = !board->deployments.isEmpty();
    List newest;
    if (knowsAny) {
        const auto answer = co_await client->deployments({.limit = newestOfAll}, stop);
        if (!answer) {
            for (const QString &project : projects)
                lists.insert(project, std::unexpected(answer.error()));
            co_return lists;
        }
        newest = *answer;
    }
    QStringList asked;
    std::vector<QCoro::Task<base::Result<List>>> tasks;
    for (const QString &project : projects) {
        const List known = board->deployments.value(project);
        if (isCovered(known, newest) && !hasLeftBehind(known, newest)) {
            lists.insert(project, mergeDeployments(known, ofProject(newest, project), deploymentsOfEach));
            continue;
        }
        asked += project;
        tasks.push_back(client->deployments({.project = project, .limit = deploymentsOfEach}, stop));
    }
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < asked.size(); ++i)
        lists.insert(asked.at(i), answers.at(static_cast<std::size_t>(i)));
    co_return lists;
}

base::Result<VercelFacts> factsOf(const QList<vercel::Project> &projects, const QString &name, const List &deployments)
{
    const auto found = std::ranges::find(projects, name, &vercel::Project::name);
    if (found == projects.end())
        return std::unexpected(
            base::makeError(base::Error::Kind::NotFound, u"Vercel knows no project %1."_s.arg(name)));
    return fromVercel(*found, deployments);
}

void putAll(Board &board, const QStringList &projects, const base::Error &error)
{
    for (const QString &project : projects)
        put(board.snapshot.vercel, project, base::Result<VercelFacts>(std::unexpected(error)), board.now());
}

} // namespace

Fetched fetchDeployments(SharedBoard board, std::stop_token stop)
{
    const QStringList names = projectsOf(*board->workspace);
    if (!board->clients.vercel) {
        putAll(*board, names, notSignedIn(u"Vercel"_s));
        co_return std::unexpected(notSignedIn(u"Vercel"_s));
    }
    auto listing = askDeployments(board, names, stop);
    const auto projects = co_await board->clients.vercel->projects(stop);
    const auto lists = co_await std::move(listing);
    if (!projects) {
        putAll(*board, names, projects.error());
        co_return std::unexpected(projects.error());
    }
    Tally tally;
    bool moves = false;
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (i % projectsInATurn == projectsInATurn - 1)
            co_await nextTurn();
        const QString &name = names.at(i);
        const auto list = lists.value(name, std::unexpected(base::cancelled()));
        const auto facts =
            list.and_then([&](const List &deployments) { return factsOf(*projects, name, deployments); });
        put(board->snapshot.vercel, name, facts, board->now());
        tally.count(facts);
        if (!list)
            continue;
        moves |= std::ranges::any_of(*list, isUnderWay);
        if (std::exchange(board->deployments[name], *list) != *list)
            keepFinished(*board, name, *list);
    }
    if (needsComparison(*board))
        board->wish(source::drift);
    co_return tally.result(moves);
}

} // namespace slipway::overview
