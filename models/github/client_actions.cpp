#include "github/client.h"

#include "github/calls.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

Client::Answer<QList<Workflow>> Client::workflows(RepositoryName name, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/actions/workflows"_s, fullPages());
    return net::getNumbered(m_connection, request, "workflows"_L1, readWorkflow, 0, stop);
}

Client::Answer<QList<Run>> Client::runs(RepositoryName name, RunFilter filter, std::stop_token stop) const
{
    const QString of = filter.workflow.isEmpty() ? QString() : u"/workflows/"_s + net::encoded(filter.workflow);
    const auto request = m_connection.get(pathOf(name) + u"/actions"_s + of + u"/runs"_s,
                                          {{u"actor"_s, filter.actor},
                                           {u"branch"_s, filter.branch},
                                           {u"event"_s, filter.event},
                                           {u"status"_s, filter.status},
                                           {u"created"_s, filter.created},
                                           {u"head_sha"_s, filter.sha},
                                           {u"per_page"_s, QString::number(filter.perPage)}});
    return net::getNumbered(m_connection, request, "workflow_runs"_L1, readRun, filter.mostPages, stop);
}

Client::Answer<Run> Client::run(RepositoryName name, qint64 id, std::stop_token stop) const
{
    return net::getJson(m_connection, m_connection.get(pathOfRun(name, id)), readRun, stop);
}

Client::Answer<QList<Job>> Client::jobs(RepositoryName name, qint64 runId, std::optional<qint64> attempt,
                                        std::stop_token stop) const
{
    const QString of = attempt ? u"/attempts/"_s + QString::number(*attempt) : QString();
    const auto request = m_connection.get(pathOfRun(name, runId) + of + u"/jobs"_s, fullPages());
    return net::getNumbered(m_connection, request, "jobs"_L1, readJob, 0, stop);
}

Client::Answer<QList<Artifact>> Client::artifacts(RepositoryName name, qint64 runId, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfRun(name, runId) + u"/artifacts"_s, fullPages());
    return net::getNumbered(m_connection, request, "artifacts"_L1, readArtifact, 0, stop);
}

Client::Answer<QList<PendingDeployment>> Client::pendingDeployments(RepositoryName name, qint64 runId,
                                                                    std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfRun(name, runId) + u"/pending_deployments"_s);
    return net::getList(m_connection, request, {}, readPendingDeployment, stop);
}

Client::Answer<QList<Approval>> Client::approvals(RepositoryName name, qint64 runId, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfRun(name, runId) + u"/approvals"_s);
    return net::getList(m_connection, request, {}, readApproval, stop);
}

} // namespace slipway::github
