#include "overview/board.h"
#include "overview/health_facts.h"
#include "sentry/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

/// The apps whose health Sentry tells: those that Fly.io does not measure. Project slugs by app id.
QMap<QString, QString> projectsByApp(const workspace::Workspace &workspace)
{
    QMap<QString, QString> projects;
    for (const workspace::App &app : workspace.apps) {
        if (app.production && app.production->flyApp.isEmpty() && !app.production->sentryProject.isEmpty())
            projects.insert(app.id, app.production->sentryProject);
    }
    return projects;
}

sentry::SessionQuery sessionQuery(const QStringList &projects)
{
    sentry::SessionQuery query;
    query.fields = {u"crash_rate(session)"_s};
    query.groupBy = {u"project"_s};
    query.projects = projects;
    query.environments = {u"production"_s};
    return query;
}

sentry::SeriesQuery paintQuery(const QString &project)
{
    sentry::SeriesQuery query;
    query.dataset = u"spans"_s;
    query.yAxis = u"p75(measurements.lcp)"_s;
    query.projects = {project};
    query.environments = {u"production"_s};
    query.span.period = u"1h"_s;
    return query;
}

/// Sessions name projects by number; whoever asks does so by slug.
QCoro::Task<base::Done> learnProjects(SharedBoard board, std::stop_token stop)
{
    if (!board->sentryProjects.isEmpty())
        co_return base::Done();
    const auto projects = co_await board->clients.sentry->projects(board->workspace->organizations.sentry, stop);
    if (!projects)
        co_return std::unexpected(projects.error());
    for (const sentry::Project &project : *projects)
        board->sentryProjects.insert(project.id, project.slug);
    co_return base::Done();
}

const sentry::SessionGroup *groupOf(const sentry::Sessions &sessions, const QString &slug, const Board &board)
{
    const auto found = std::ranges::find_if(sessions.groups, [&slug, &board](const sentry::SessionGroup &group) {
        const QString project = group.by.value(u"project"_s);
        return project == slug || board.sentryProjects.value(project) == slug;
    });
    return found == sessions.groups.end() ? nullptr : &*found;
}

Health healthOf(const sentry::SessionGroup *group, const base::Result<QList<sentry::TimeSeries>> &paint, const QDateTime &now)
{
    Health health = healthFromSentry(group ? *group : sentry::SessionGroup(), paint.value_or(QList<sentry::TimeSeries>()));
    health.freshness = base::Freshness::fresh(now);
    return health;
}

void putAll(Board &board, const QStringList &ids, const base::Error &error)
{
    for (const QString &id : ids)
        put(board.snapshot.sentryHealth, id, base::Result<Health>(std::unexpected(error)), board.now());
}

} // namespace

Fetched fetchSessions(SharedBoard board, std::stop_token stop)
{
    const auto projects = projectsByApp(*board->workspace);
    const auto client = board->clients.sentry;
    if (!client) {
        putAll(*board, projects.keys(), notSignedIn(u"Sentry"_s));
        co_return std::unexpected(notSignedIn(u"Sentry"_s));
    }
    const QString organization = board->workspace->organizations.sentry;
    std::vector<QCoro::Task<base::Result<QList<sentry::TimeSeries>>>> tasks;
    for (const QString &slug : projects)
        tasks.push_back(client->timeSeries(organization, paintQuery(slug), stop));
    const auto learnt = co_await learnProjects(board, stop);
    const auto sessions = co_await client->sessions(organization, sessionQuery(projects.values()), stop);
    const auto paints = co_await all(std::move(tasks));
    if (!sessions || !learnt) {
        const base::Error error = sessions ? learnt.error() : sessions.error();
        putAll(*board, projects.keys(), error);
        co_return std::unexpected(error);
    }
    std::size_t at = 0;
    for (auto project = projects.cbegin(); project != projects.cend(); ++project, ++at) {
        const auto *group = groupOf(*sessions, project.value(), *board);
        put(board->snapshot.sentryHealth, project.key(), base::Result<Health>(healthOf(group, paints.at(at), board->now())),
            board->now());
    }
    co_return false;
}

} // namespace slipway::overview
