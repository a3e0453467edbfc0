// What the client changes: which build a project serves, and new builds.
#include "vercel/client.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::vercel {

namespace {

QCoro::Task<base::Result<Receipt>> receiptOf(net::Connection connection, net::Request request, std::stop_token stop)
{
    const auto response = co_await connection.http->send(connection.endpoint, request, stop);
    if (!response)
        co_return std::unexpected(response.error());
    constexpr int accepted = 202;
    co_return Receipt{response->status == accepted,
                      QString::fromLatin1(response->headers.value(connection.endpoint->requestIdHeader))};
}

QString pathOf(const QString &version, const QString &project, const QString &act, const QString &deployment)
{
    return u'/' + version + u"/projects/"_s + net::encoded(project) + act + net::encoded(deployment);
}

} // namespace

Client::Answer<QList<AliasJob>> Client::aliasJobs(QString project, bool failedOnly, std::stop_token stop) const
{
    const auto request = get(pathOf(u"v1"_s, project, u"/promote/aliases"_s, {}),
                             {{u"failedOnly"_s, failedOnly ? u"true"_s : QString()}, {u"limit"_s, u"100"_s}});
    return net::getPaged(m_connection, request, net::vercelUntil(), "aliases"_L1, readAliasJob, 0, stop);
}

Client::Answer<Receipt> Client::promote(QString project, QString deploymentId, std::stop_token stop) const
{
    return receiptOf(m_connection, post(pathOf(u"v10"_s, project, u"/promote/"_s, deploymentId), {}, {}), stop);
}

Client::Answer<Receipt> Client::rollback(QString project, QString deploymentId, std::stop_token stop) const
{
    return receiptOf(m_connection, post(pathOf(u"v1"_s, project, u"/rollback/"_s, deploymentId), {}, {}), stop);
}

Client::Answer<Deployment> Client::rebuild(Rebuild wanted, std::stop_token stop) const
{
    QJsonObject meta;
    for (const auto &[name, value] : wanted.meta.asKeyValueRange())
        meta.insert(name, value);
    QJsonObject body{{u"name"_s, wanted.project},
                     {u"project"_s, wanted.project},
                     {u"deploymentId"_s, wanted.deploymentId},
                     {u"meta"_s, meta}};
    if (!wanted.target.isEmpty())
        body.insert("target"_L1, wanted.target);
    return net::getJson(m_connection, post(u"/v13/deployments"_s, {{u"forceNew"_s, u"1"_s}}, body), readDeployment,
                        stop);
}

} // namespace slipway::vercel
