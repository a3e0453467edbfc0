// Figures and issues.
#include "sandbox/sentry/api.h"

#include "sandbox/core/simulation.h"
#include "sandbox/sentry/search.h"
#include "sandbox/sentry/statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::sentry {

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;
const QJsonValue none(QJsonValue::Null);

/// When an issue was last seen, to the hour once it has gone quiet.
qint64 lastSeen(const Organization &organization, const Issue &issue)
{
    const qint64 now = organization.now();
    for (qint64 back = 0; now - back > issue.firstSeen; back += hour) {
        if (organization.events(issue, now - back - hour, now - back) > 0.0)
            return std::max(issue.firstSeen, now - back - (back == 0 ? 20'000 : 0));
    }
    return issue.firstSeen;
}

/// Events by the hour, as [epoch seconds, count].
QJsonArray lastDay(const Organization &organization, const Issue &issue)
{
    QJsonArray list;
    for (qint64 at = organization.now() - day; at < organization.now(); at += hour)
        list.append(QJsonArray{at / 1000, std::floor(organization.events(issue, at, at + hour))});
    return list;
}

bool fits(const Search &search, const Issue &issue)
{
    for (auto term = search.terms.begin(); term != search.terms.end(); ++term) {
        const QString &key = term.key();
        const QString &value = *term;
        if (key == "is"_L1 && value == "unassigned"_L1 && !issue.assignee.isEmpty())
            return false;
        if (key == "is"_L1 && (value == "unresolved"_L1 || value == "resolved"_L1 || value == "ignored"_L1)
            && issue.status != value)
            return false;
        const bool isRelease = key == "firstRelease"_L1 || key == "first_release"_L1 || key == "release"_L1;
        if (isRelease && issue.firstRelease != value)
            return false;
        if (key == "level"_L1 && issue.level != value)
            return false;
        if (key == "regressed_in_release"_L1)
            return false;
        if (key == "error.unhandled"_L1 && issue.isUnhandled != (value == "true"_L1 || value == "1"_L1))
            return false;
    }
    return std::ranges::all_of(search.words,
                               [&](const QString &word) { return issue.title.contains(word, Qt::CaseInsensitive); });
}

} // namespace

Reply Api::sessions(const Call &call)
{
    const QStringList fields = call.queryValues(u"field"_s);
    static const QStringList known{u"sum(session)"_s,          u"count_unique(user)"_s,  u"crash_free_rate(session)"_s,
                                   u"crash_free_rate(user)"_s, u"crash_rate(session)"_s, u"crash_rate(user)"_s};
    if (fields.isEmpty())
        return error(400, u"Request is missing a \"field\""_s);
    for (const QString &field : fields) {
        if (!known.contains(field))
            return error(400, u"Invalid field: \"%1\""_s.arg(field));
    }
    auto scope = readScope(call, *m_organization, 90 * day);
    if (!scope)
        return error(400, scope.error());
    std::erase_if(scope->projects, [](const Project *project) { return !project->hasSessions; });
    if (scope->interval < hour || day % scope->interval != 0)
        return error(400, u"The interval must divide one day and be an hour or more."_s);
    return Reply::json(sentry::sessions(*m_organization, *scope, fields, call.queryValues(u"groupBy"_s)));
}

Reply Api::timeSeries(const Call &call)
{
    static const QStringList datasets{u"errors"_s, u"spans"_s, u"logs"_s, u"tracemetrics"_s, u"discover"_s};
    const QString dataset = call.queryValue(u"dataset"_s);
    if (!datasets.contains(dataset))
        return error(400, u"dataset must be one of: %1"_s.arg(datasets.join(u", "_s)));
    auto scope = readScope(call, *m_organization, 14 * day);
    if (!scope)
        return error(400, scope.error());
    QStringList axes = call.queryValues(u"yAxis"_s);
    if (axes.isEmpty())
        axes = {u"count()"_s};
    return Reply::json(sentry::timeSeries(*m_organization, *scope, dataset, axes, call.queryValues(u"groupBy"_s)));
}

Reply Api::events(const Call &call)
{
    const QStringList fields = call.queryValues(u"field"_s);
    if (fields.isEmpty())
        return error(400, u"No columns selected"_s);
    const auto scope = readScope(call, *m_organization, 14 * day);
    if (!scope)
        return error(400, scope.error());
    return Reply::json(eventTable(*m_organization, *scope, call.queryValue(u"dataset"_s), fields));
}

QJsonObject Api::issueJson(const Call &call, const Issue &issue, qint64 from) const
{
    const Project *project = m_organization->project(issue.project);
    const double events = std::max(1.0, std::floor(m_organization->events(issue, from, m_organization->now())));
    const QString id = QString::number(issue.id);
    QJsonObject object{
        {u"id"_s, id},
        {u"shareId"_s, none},
        {u"shortId"_s, issue.shortId},
        {u"title"_s, issue.title},
        {u"culprit"_s, issue.culprit},
        {u"permalink"_s, u"%1/organizations/%2/issues/%3/"_s.arg(call.origin, m_organization->slug(), id)},
        {u"logger"_s, none},
        {u"level"_s, issue.level},
        {u"status"_s, issue.status},
        {u"statusDetails"_s, QJsonObject()},
        {u"substatus"_s, issue.status == "unresolved"_L1 ? QJsonValue(issue.substatus) : none},
        {u"isPublic"_s, false},
        {u"platform"_s, project->platform},
        {u"priority"_s, issue.priority},
        {u"priorityLockedAt"_s, none},
        {u"project"_s,
         QJsonObject{{u"id"_s, QString::number(project->id)},
                     {u"name"_s, project->slug},
                     {u"slug"_s, project->slug},
                     {u"platform"_s, project->platform}}},
        {u"type"_s, u"error"_s},
        {u"issueType"_s, u"error"_s},
        {u"issueCategory"_s, u"error"_s},
        {u"metadata"_s,
         QJsonObject{{u"filename"_s, issue.culprit},
                     {u"type"_s, issue.title.section(u':', 0, 0)},
                     {u"value"_s, issue.title.section(u':', 1).trimmed()}}},
        {u"numComments"_s, 0},
        {u"assignedTo"_s, none},
        {u"isBookmarked"_s, false},
        {u"isSubscribed"_s, false},
        {u"subscriptionDetails"_s, none},
        {u"hasSeen"_s, false},
        {u"annotations"_s, QJsonArray()}};
    if (!issue.assignee.isEmpty())
        object.insert(
            u"assignedTo"_s,
            QJsonObject{{u"type"_s, u"user"_s}, {u"id"_s, u"usr_"_s + issue.assignee}, {u"name"_s, issue.assignee}});
    object.insert(u"isUnhandled"_s, issue.isUnhandled);
    object.insert(u"count"_s, QString::number(events, 'f', 0));
    object.insert(u"userCount"_s, std::ceil(events * 0.62));
    object.insert(u"firstSeen"_s, isoTime(issue.firstSeen));
    object.insert(u"lastSeen"_s, isoTime(lastSeen(*m_organization, issue)));
    return object;
}

Reply Api::issues(const Call &call)
{
    const Search search = parseSearch(call.hasQuery(u"query"_s) ? call.queryValue(u"query"_s) : u"is:unresolved"_s);
    const auto scope = readScope(call, *m_organization, 90 * day);
    if (!scope)
        return error(400, scope.error());
    std::vector<const Issue *> found;
    for (const Issue &issue : m_organization->issues()) {
        const Project *project = m_organization->project(issue.project);
        const bool isOurs = std::ranges::contains(scope->projects, project)
            && (scope->environments.isEmpty() || scope->environments.contains(issue.environment));
        if (isOurs && issue.firstSeen <= m_organization->now() && fits(search, issue))
            found.push_back(&issue);
    }
    const QString sort = call.queryValue(u"sort"_s);
    // Each is asked once: the story goes on meanwhile, and what it is sorted by must not change under the sort.
    std::vector<std::pair<double, const Issue *>> ranked;
    for (const Issue *issue : found) {
        if (sort == "new"_L1)
            ranked.emplace_back(static_cast<double>(issue->firstSeen), issue);
        else if (sort == "freq"_L1 || sort == "user"_L1)
            ranked.emplace_back(m_organization->events(*issue, scope->from, scope->to), issue);
        else
            ranked.emplace_back(static_cast<double>(lastSeen(*m_organization, *issue)), issue);
    }
    std::ranges::stable_sort(ranked, std::greater(), &std::pair<double, const Issue *>::first);
    QJsonArray list;
    const bool isOfProject = !call.parameter(u"project"_s).isEmpty();
    for (const auto &[rank, issue] : ranked) {
        QJsonObject object = issueJson(call, *issue, scope->from);
        if (isOfProject)
            object.insert(u"stats"_s, QJsonObject{{u"24h"_s, lastDay(*m_organization, *issue)}});
        list.append(object);
    }
    return page(call, list);
}

Reply Api::issue(const Call &call)
{
    const Issue *issue = m_organization->issue(call.parameter(u"issue"_s));
    if (!issue)
        return notFound(call);
    // Only the single issue tells who looked at it and what was done.
    QJsonObject object = issueJson(call, *issue, issue->firstSeen);
    for (const auto &key : {u"activity"_s, u"participants"_s, u"seenBy"_s})
        object.insert(key, QJsonArray());
    object.insert(u"userReportCount"_s, 0);
    return Reply::json(object);
}

Reply Api::changeIssue(const Call &call)
{
    static const QStringList states{u"resolved"_s, u"unresolved"_s, u"ignored"_s, u"resolvedInNextRelease"_s};
    Issue *issue = m_organization->issue(call.parameter(u"issue"_s));
    if (!issue)
        return notFound(call);
    const QJsonObject body = call.json();
    const QString status = body.value("status"_L1).toString();
    if (!status.isEmpty() && !states.contains(status))
        return Reply::json(QJsonObject{{u"status"_s, QJsonArray{u"\"%1\" is not a valid choice."_s.arg(status)}}}, 400);
    if (!status.isEmpty())
        issue->status = status.startsWith("resolved"_L1) ? u"resolved"_s : status;
    if (body.contains("assignedTo"_L1))
        issue->assignee = body.value("assignedTo"_L1).toString();
    simulation().note(u"sentry"_s, u"issue.changed"_s, issue->shortId, {{u"status"_s, issue->status}});
    return Reply::json(issueJson(call, *issue, issue->firstSeen));
}

} // namespace slipway::sandbox::sentry
