#include "github/client.h"

#include "github/calls.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::github {

namespace {

QString pathOfJob(const RepositoryName &name, qint64 id)
{
    return pathOf(name) + u"/actions/jobs/"_s + QString::number(id);
}

qint64 readRunId(const base::json::Object &object)
{
    return object.integer("workflow_run_id"_L1);
}

/// A server that does not know `return_run_details` answers 204 without a body.
base::Result<std::optional<qint64>> parseDispatched(const QByteArray &body)
{
    if (body.isEmpty())
        return std::optional<qint64>();
    return base::json::read(body, readRunId).transform([](qint64 id) { return std::optional(id); });
}

net::Request rerunRequest(const net::Connection &connection, const QString &path, bool debug)
{
    return connection.write("POST", path, QJsonObject{{u"enable_debug_logging"_s, debug}});
}

} // namespace

Client::Answer<Run> Client::runAttempt(RepositoryName name, qint64 id, qint64 attempt, std::stop_token stop) const
{
    const auto path = pathOfRun(name, id) + u"/attempts/"_s + QString::number(attempt);
    return net::getJson(m_connection, m_connection.get(path), readRun, stop);
}

Client::Answer<std::optional<qint64>> Client::dispatch(RepositoryName name, QString workflowFile, QString ref,
                                                       QMap<QString, QString> inputs, std::stop_token stop) const
{
    QJsonObject values;
    for (const auto &[input, value] : inputs.asKeyValueRange())
        values.insert(input, value);
    const auto path = pathOf(name) + u"/actions/workflows/"_s + net::encoded(workflowFile) + u"/dispatches"_s;
    const auto request = m_connection.write(
        "POST", path, QJsonObject{{u"ref"_s, ref}, {u"inputs"_s, values}, {u"return_run_details"_s, true}});
    return net::getParsed(m_connection, request, parseDispatched, stop);
}

QCoro::Task<base::Done> Client::cancelRun(RepositoryName name, qint64 id, std::stop_token stop) const
{
    return net::sendOnly(m_connection, m_connection.write("POST", pathOfRun(name, id) + u"/cancel"_s), stop);
}

QCoro::Task<base::Done> Client::forceCancelRun(RepositoryName name, qint64 id, std::stop_token stop) const
{
    return net::sendOnly(m_connection, m_connection.write("POST", pathOfRun(name, id) + u"/force-cancel"_s), stop);
}

QCoro::Task<base::Done> Client::rerun(RepositoryName name, qint64 id, bool debug, std::stop_token stop) const
{
    return net::sendOnly(m_connection, rerunRequest(m_connection, pathOfRun(name, id) + u"/rerun"_s, debug), stop);
}

QCoro::Task<base::Done> Client::rerunFailedJobs(RepositoryName name, qint64 id, bool debug, std::stop_token stop) const
{
    const auto path = pathOfRun(name, id) + u"/rerun-failed-jobs"_s;
    return net::sendOnly(m_connection, rerunRequest(m_connection, path, debug), stop);
}

QCoro::Task<base::Done> Client::rerunJob(RepositoryName name, qint64 jobId, bool debug, std::stop_token stop) const
{
    return net::sendOnly(m_connection, rerunRequest(m_connection, pathOfJob(name, jobId) + u"/rerun"_s, debug), stop);
}

QCoro::Task<base::Done> Client::setWorkflowEnabled(RepositoryName name, qint64 workflowId, bool isEnabled,
                                                   std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/actions/workflows/"_s + QString::number(workflowId)
        + (isEnabled ? u"/enable"_s : u"/disable"_s);
    auto request = m_connection.write("PUT", path);
    request.isIdempotent = true;
    return net::sendOnly(m_connection, request, stop);
}

QCoro::Task<base::Done> Client::reviewDeployments(RepositoryName name, qint64 runId, QList<qint64> environmentIds,
                                                  bool isApproved, QString comment, std::stop_token stop) const
{
    QJsonArray ids;
    for (const qint64 id : std::as_const(environmentIds))
        ids.append(id);
    const auto request = m_connection.write("POST", pathOfRun(name, runId) + u"/pending_deployments"_s,
                                            QJsonObject{{u"environment_ids"_s, ids},
                                                        {u"state"_s, isApproved ? u"approved"_s : u"rejected"_s},
                                                        {u"comment"_s, comment}});
    return net::sendOnly(m_connection, request, stop);
}

Client::Answer<qint64> Client::downloadRunLogs(RepositoryName name, qint64 runId, std::optional<qint64> attempt,
                                               net::Download to, std::stop_token stop) const
{
    const QString of = attempt ? u"/attempts/"_s + QString::number(*attempt) : QString();
    return m_connection.http->download(m_connection.endpoint,
                                       m_connection.get(pathOfRun(name, runId) + of + u"/logs"_s), to, stop);
}

Client::Answer<qint64> Client::downloadJobLog(RepositoryName name, qint64 jobId, net::Download to,
                                              std::stop_token stop) const
{
    return m_connection.http->download(m_connection.endpoint, m_connection.get(pathOfJob(name, jobId) + u"/logs"_s), to,
                                       stop);
}

Client::Answer<qint64> Client::downloadArtifact(RepositoryName name, qint64 artifactId, net::Download to,
                                                std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/actions/artifacts/"_s + QString::number(artifactId) + u"/zip"_s;
    return m_connection.http->download(m_connection.endpoint, m_connection.get(path), to, stop);
}

} // namespace slipway::github
