// What writes an app's history.
#include "fly/client.h"
#include "fly/sending.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace slipway::fly {

namespace {

constexpr int recentReleases = 10;

Release readMade(const base::json::Object &object)
{
    return readRelease(object.object("release"_L1));
}

} // namespace

Client::Answer<Receipt<Release>> Client::createRelease(ReleaseWish wish, std::stop_token stop) const
{
    const auto platform = to(m_endpoints.platform);
    const QJsonObject body{{u"app_name"_s, wish.app},
                           {u"image"_s, wish.image},
                           {u"strategy"_s, wish.strategy.toUpper()},
                           {u"definition"_s, wish.definition}};
    return sent(platform, platform.write("POST", u"/api/v1/releases"_s, body), readMade, stop);
}

Client::Answer<QString> Client::changeRelease(QString id, QString status, QJsonObject metadata,
                                              std::stop_token stop) const
{
    const auto platform = to(m_endpoints.platform);
    QJsonObject body{{u"status"_s, status}};
    if (!metadata.isEmpty())
        body.insert(u"metadata"_s, metadata);
    auto request = platform.write("PATCH", u"/api/v1/releases/"_s + net::encoded(id), body);
    request.isIdempotent = true;
    request.attempts = 3;
    return sentOnly(platform, request, stop);
}

Client::Answer<QList<Release>> Client::defined(QString app, std::stop_token stop) const
{
    const auto graphQl = to(m_endpoints.graphQl);
    const QString query = u"query($appName:String!,$limit:Int!){app(name:$appName){releases:releasesUnprocessed("
                          "first:$limit){nodes{id version description reason status imageRef stable "
                          "configDefinition user{id email name} createdAt}}}}"_s;
    auto request =
        graphQl.write("POST", u"/graphql"_s,
                      QJsonObject{{u"query"_s, query},
                                  {u"variables"_s, QJsonObject{{u"appName"_s, app}, {u"limit"_s, recentReleases}}}});
    // A question only: it may be asked twice.
    request.isIdempotent = true;
    return net::getParsed(graphQl, request, parseReleaseHistory, stop);
}

} // namespace slipway::fly
