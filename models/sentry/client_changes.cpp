// What the client says of releases.
#include "sentry/client.h"
#include "sentry/paths.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::sentry {

namespace {

void put(QJsonObject &body, QLatin1StringView name, const QString &value)
{
    if (!value.isEmpty())
        body.insert(name, value);
}

} // namespace

Client::Answer<Deploy> Client::createDeploy(QString organization, QString version, NewDeploy deploy,
                                            std::stop_token stop) const
{
    QJsonObject body{{u"environment"_s, deploy.environment}};
    put(body, "name"_L1, deploy.name);
    put(body, "url"_L1, deploy.url.toString(QUrl::FullyEncoded));
    put(body, "dateStarted"_L1, isoTime(deploy.startedAt));
    put(body, "dateFinished"_L1, isoTime(deploy.finishedAt));
    const auto request = m_connection.write("POST", pathOfRelease(organization, version) + u"/deploys/"_s, body);
    return net::getJson(m_connection, request, readDeploy, stop);
}

Client::Answer<Release> Client::updateRelease(QString organization, QString version, ReleaseChange change,
                                              std::stop_token stop) const
{
    QJsonObject body;
    put(body, "dateReleased"_L1, isoTime(change.releasedAt));
    put(body, "ref"_L1, change.ref);
    put(body, "url"_L1, change.url.toString(QUrl::FullyEncoded));
    auto request = m_connection.write("PUT", pathOfRelease(organization, version) + u'/', body);
    request.isIdempotent = true;
    return net::getJson(m_connection, request, readRelease, stop);
}

} // namespace slipway::sentry
