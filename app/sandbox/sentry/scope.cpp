// Which part of the organisation's figures a query is about.
#include "sandbox/sentry/search.h"
#include "sandbox/sentry/statistics.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::sentry {

namespace {

constexpr qint64 mostPoints = 10'000;

qint64 momentOf(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::UTC);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QStringList servicesOf(const Project &project, const QStringList &environments)
{
    if (environments.isEmpty())
        return project.services({});
    QStringList services;
    for (const QString &environment : environments)
        services += project.services(environment);
    return services;
}

Group join(const Group &group, const QString &key, const QJsonValue &value)
{
    Group joined = group;
    joined.by.insert(key, value);
    return joined;
}

} // namespace

std::vector<qint64> Scope::buckets() const
{
    std::vector<qint64> starts;
    for (qint64 at = from; at < to; at += interval)
        starts.push_back(at);
    return starts;
}

std::expected<Scope, QString> readScope(const Call &call, const Organization &organization, qint64 defaultPeriod)
{
    Scope scope;
    const QStringList projects = call.queryValues(u"project"_s);
    if (projects.isEmpty() || projects.contains(u"-1"_s)) {
        for (const Project &project : organization.projects())
            scope.projects.push_back(&project);
    }
    for (const QString &name : projects) {
        if (const Project *project = organization.project(name))
            scope.projects.push_back(project);
        else if (name != "-1"_L1)
            return std::unexpected(u"Invalid project parameter: %1"_s.arg(name));
    }
    scope.environments = call.queryValues(u"environment"_s);
    scope.to = organization.now();
    const QString period = call.queryValue(u"statsPeriod"_s);
    if (!period.isEmpty() && parsePeriod(period) == 0)
        return std::unexpected(u"Invalid statsPeriod: %1"_s.arg(period));
    scope.from = scope.to - (period.isEmpty() ? defaultPeriod : parsePeriod(period));
    if (call.hasQuery(u"start"_s) && call.hasQuery(u"end"_s)) {
        scope.from = momentOf(call.queryValue(u"start"_s));
        scope.to = momentOf(call.queryValue(u"end"_s));
    }
    if (call.hasQuery(u"interval"_s))
        scope.interval = parsePeriod(call.queryValue(u"interval"_s));
    if (scope.interval <= 0 || scope.from >= scope.to)
        return std::unexpected(u"Invalid interval or range"_s);
    // Intervals begin at round times, so the first reaches further back than asked for.
    scope.from -= scope.from % scope.interval;
    if ((scope.to - scope.from) / scope.interval > mostPoints)
        return std::unexpected(u"Your interval and date range would create too many results."_s);
    scope.release = parseSearch(call.queryValue(u"query"_s)).value(u"release"_s);
    return scope;
}

std::vector<Group> groupsOf(const Organization &organization, const Scope &scope, const QStringList &groupBy)
{
    std::vector<Group> groups;
    const bool byProject = groupBy.contains("project"_L1) || groupBy.contains("project.name"_L1);
    const bool byEnvironment = groupBy.contains("environment"_L1);
    if (!byProject && !byEnvironment) {
        Group all;
        for (const Project *project : scope.projects)
            all.services += servicesOf(*project, scope.environments);
        groups.push_back(all);
    }
    for (const Project *project : scope.projects) {
        Group one;
        if (byProject)
            one.by.insert(u"project"_s, project->id);
        for (const Environment &environment : project->environments) {
            if (!byEnvironment || (!scope.environments.isEmpty() && !scope.environments.contains(environment.name)))
                continue;
            Group narrow = join(one, u"environment"_s, environment.name);
            narrow.services = {environment.service};
            groups.push_back(narrow);
        }
        one.services = servicesOf(*project, scope.environments);
        if (byProject && !byEnvironment)
            groups.push_back(one);
    }
    if (!groupBy.contains("release"_L1) && scope.release.isEmpty())
        return groups;
    std::vector<Group> narrowed;
    for (const Group &group : groups) {
        for (const Release &release : organization.releases()) {
            const bool isOurs = std::ranges::any_of(
                scope.projects, [&](const Project *project) { return release.projects.contains(project->slug); });
            if (!isOurs || (!scope.release.isEmpty() && release.version != scope.release))
                continue;
            Group narrow = groupBy.contains("release"_L1) ? join(group, u"release"_s, release.version) : group;
            narrow.commit = release.commit;
            narrowed.push_back(narrow);
        }
    }
    return narrowed;
}

} // namespace slipway::sandbox::sentry
