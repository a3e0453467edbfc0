#include "sentry/client.h"

#include "sentry/paths.h"

using namespace Qt::StringLiterals;

namespace slipway::sentry {

namespace {

void addAll(net::Parameters &parameters, const QString &name, const QStringList &values)
{
    for (const QString &value : values)
        parameters.append({name, value});
}

void addSpan(net::Parameters &parameters, const Span &span)
{
    if (!span.period.isEmpty()) {
        parameters.append({u"statsPeriod"_s, span.period});
        return;
    }
    parameters.append({u"start"_s, isoTime(span.from)});
    parameters.append({u"end"_s, isoTime(span.to)});
}

} // namespace

Client::Client(std::shared_ptr<const net::HttpClient> http, std::shared_ptr<const net::Endpoint> endpoint)
    : m_connection{std::move(http), std::move(endpoint)}
{ }

Client::Answer<QList<Organization>> Client::organizations(std::stop_token stop) const
{
    return net::getPaged(m_connection, m_connection.get(u"/api/0/organizations/"_s), net::sentryCursor(), {},
                         readOrganization, 0, stop);
}

Client::Answer<QList<Project>> Client::projects(QString organization, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(organization) + u"/projects/"_s, {{u"per_page"_s, u"100"_s}});
    return net::getPaged(m_connection, request, net::sentryCursor(), {}, readProject, 0, stop);
}

Client::Answer<QList<Environment>> Client::environments(QString organization, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(organization) + u"/environments/"_s);
    return net::getList(m_connection, request, {}, readEnvironment, stop);
}

Client::Answer<QList<Release>> Client::releases(QString organization, ReleaseFilter filter, std::stop_token stop) const
{
    net::Parameters parameters{{u"query"_s, filter.query}, {u"per_page"_s, QString::number(filter.perPage)}};
    addAll(parameters, u"project"_s, filter.projects);
    addAll(parameters, u"environment"_s, filter.environments);
    const auto request = m_connection.get(pathOf(organization) + u"/releases/"_s, parameters);
    return net::getPaged(m_connection, request, net::sentryCursor(), {}, readRelease, filter.mostPages, stop);
}

Client::Answer<std::optional<Release>> Client::release(QString organization, QString version,
                                                       std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfRelease(organization, version) + u'/');
    return net::orAbsent(net::getJson(m_connection, request, readRelease, stop));
}

Client::Answer<QList<Deploy>> Client::deploys(QString organization, QString version, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfRelease(organization, version) + u"/deploys/"_s);
    return net::getPaged(m_connection, request, net::sentryCursor(), {}, readDeploy, 0, stop);
}

Client::Answer<Sessions> Client::sessions(QString organization, SessionQuery query, std::stop_token stop) const
{
    net::Parameters parameters;
    addAll(parameters, u"field"_s, query.fields);
    addAll(parameters, u"groupBy"_s, query.groupBy);
    addAll(parameters, u"project"_s, query.projects);
    addAll(parameters, u"environment"_s, query.environments);
    addSpan(parameters, query.span);
    parameters.append({u"interval"_s, query.interval});
    parameters.append({u"query"_s, query.query});
    const auto request = m_connection.get(pathOf(organization) + u"/sessions/"_s, parameters);
    return net::getJson(m_connection, request, readSessions, stop);
}

Client::Answer<QList<TimeSeries>> Client::timeSeries(QString organization, SeriesQuery query,
                                                     std::stop_token stop) const
{
    net::Parameters parameters{{u"dataset"_s, query.dataset},
                               {u"yAxis"_s, query.yAxis},
                               {u"query"_s, query.query},
                               {u"interval"_s, QString::number(query.interval.count())},
                               {u"sort"_s, query.sort}};
    if (query.topEvents > 0)
        parameters.append({u"topEvents"_s, QString::number(query.topEvents)});
    addAll(parameters, u"groupBy"_s, query.groupBy);
    addAll(parameters, u"project"_s, query.projects);
    addAll(parameters, u"environment"_s, query.environments);
    addSpan(parameters, query.span);
    const auto request = m_connection.get(pathOf(organization) + u"/events-timeseries/"_s, parameters);
    return net::getList(m_connection, request, "timeSeries"_L1, readTimeSeries, stop);
}

Client::Answer<QList<Issue>> Client::issues(QString organization, IssueFilter filter, std::stop_token stop) const
{
    net::Parameters parameters{{u"query"_s, filter.query},
                               {u"statsPeriod"_s, filter.period},
                               {u"sort"_s, filter.sort},
                               {u"limit"_s, QString::number(filter.limit)}};
    addAll(parameters, u"project"_s, filter.projects);
    addAll(parameters, u"environment"_s, filter.environments);
    const auto request = m_connection.get(pathOf(organization) + u"/issues/"_s, parameters);
    return net::getPaged(m_connection, request, net::sentryCursor(), {}, readIssue, filter.mostPages, stop);
}

} // namespace slipway::sentry
