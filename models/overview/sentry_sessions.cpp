#include "overview/board.h"
#include "overview/health_facts.h"
#include "sentry/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using Series = QList<sentry::TimeSeries>;

/// Sentry tells of no more groups at once.
constexpr qsizetype mostGroups = 10;

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

sentry::SeriesQuery paintQuery(const QStringList &projects)
{
    sentry::SeriesQuery query;
    query.dataset = u"spans"_s;
    query.yAxis = u"p75(measurements.lcp)"_s;
    query.groupBy = {u"project"_s};
    query.topEvents = static_cast<int>(projects.size());
    query.sort = u'-' + query.yAxis;
    query.projects = projects;
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

/// What is grouped by project, by its slug; where a number stands for the project, by the slug that belongs to it.
template<typename Group, typename By>
QMap<QString, const Group *> bySlug(const QList<Group> &groups, By by, const Board &board)
{
    QMap<QString, const Group *> parts;
    for (const Group &group : groups) {
        const QString project = std::invoke(by, group).value(u"project"_s);
        parts.insert(board.sentryProjects.value(project, project), &group);
    }
    return parts;
}

QCoro::Task<Series> askPaints(std::shared_ptr<const sentry::Client> client, QString organization, QStringList projects,
                              std::stop_token stop)
{
    std::vector<QCoro::Task<base::Result<Series>>> tasks;
    for (qsizetype from = 0; from < projects.size(); from += mostGroups)
        tasks.push_back(client->timeSeries(organization, paintQuery(projects.mid(from, mostGroups)), stop));
    Series paints;
    for (auto &task : tasks)
        paints += (co_await std::move(task)).value_or(Series());
    co_return paints;
}

Health healthOf(const sentry::SessionGroup *group, const sentry::TimeSeries *paint, const QDateTime &now)
{
    Health health = healthFromSentry(group ? *group : sentry::SessionGroup(), paint ? Series{*paint} : Series());
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
    auto painting = askPaints(client, organization, projects.values(), stop);
    const auto learnt = co_await learnProjects(board, stop);
    const auto sessions = co_await client->sessions(organization, sessionQuery(projects.values()), stop);
    const auto paints = co_await std::move(painting);
    if (!sessions || !learnt) {
        const base::Error error = sessions ? learnt.error() : sessions.error();
        putAll(*board, projects.keys(), error);
        co_return std::unexpected(error);
    }
    const auto groups = bySlug(sessions->groups, &sentry::SessionGroup::by, *board);
    const auto figures = bySlug(paints, &sentry::TimeSeries::groupBy, *board);
    for (auto project = projects.cbegin(); project != projects.cend(); ++project) {
        const base::Result<Health> health =
            healthOf(groups.value(project.value()), figures.value(project.value()), board->now());
        put(board->snapshot.sentryHealth, project.key(), health, board->now());
    }
    co_return false;
}

} // namespace slipway::overview
