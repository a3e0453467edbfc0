#include "github/client.h"

#include "github/calls.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

Client::Answer<QList<Deployment>> Client::deployments(RepositoryName name, DeploymentFilter filter,
                                                      std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/deployments"_s,
                                          {{u"sha"_s, filter.sha},
                                           {u"ref"_s, filter.ref},
                                           {u"environment"_s, filter.environment},
                                           {u"per_page"_s, QString::number(filter.perPage)}});
    return net::getNumbered(m_connection, request, {}, readDeployment, filter.mostPages, stop);
}

Client::Answer<QList<DeploymentStatus>> Client::deploymentStatuses(RepositoryName name, qint64 deploymentId,
                                                                   std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/deployments/"_s + QString::number(deploymentId) + u"/statuses"_s;
    return net::getNumbered(m_connection, m_connection.get(path, fullPages()), {}, readDeploymentStatus, 0, stop);
}

Client::Answer<QList<Release>> Client::releases(RepositoryName name, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/releases"_s, fullPages());
    return net::getNumbered(m_connection, request, {}, readRelease, 0, stop);
}

Client::Answer<std::optional<Release>> Client::latestRelease(RepositoryName name, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/releases/latest"_s);
    return net::orAbsent(net::getJson(m_connection, request, readRelease, stop));
}

Client::Answer<std::optional<Release>> Client::releaseOf(RepositoryName name, QString tag, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/releases/tags/"_s + net::encoded(tag));
    return net::orAbsent(net::getJson(m_connection, request, readRelease, stop));
}

Client::Answer<QList<CheckRun>> Client::checkRuns(RepositoryName name, QString ref, std::stop_token stop) const
{
    const auto request =
        m_connection.get(pathOf(name) + u"/commits/"_s + net::encoded(ref) + u"/check-runs"_s, fullPages());
    return net::getNumbered(m_connection, request, "check_runs"_L1, readCheckRun, 0, stop);
}

Client::Answer<QList<Annotation>> Client::annotations(RepositoryName name, qint64 checkRunId,
                                                      std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/check-runs/"_s + QString::number(checkRunId) + u"/annotations"_s;
    return net::getNumbered(m_connection, m_connection.get(path, fullPages()), {}, readAnnotation, 0, stop);
}

} // namespace slipway::github
