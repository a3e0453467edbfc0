#include "sandbox/fly/graphql.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

namespace {

QJsonObject failure(const QString &message, const QString &code, const QString &path)
{
    const QJsonObject error{
        {u"message"_s, message}, {u"path"_s, QJsonArray{path}}, {u"extensions"_s, QJsonObject{{u"code"_s, code}}}};
    return {{u"data"_s, QJsonValue(QJsonValue::Null)}, {u"errors"_s, QJsonArray{error}}};
}

QJsonObject releaseNode(const Release &release)
{
    const QJsonObject user{{u"id"_s, u"usr_"_s + release.user.section(u'@', 0, 0)},
                           {u"email"_s, release.user},
                           {u"name"_s, release.user.section(u'@', 0, 0)}};
    return {{u"id"_s, release.id},
            {u"version"_s, release.version},
            {u"description"_s, release.description},
            {u"reason"_s, u"deploy"_s},
            {u"status"_s, release.status},
            {u"imageRef"_s, release.image},
            {u"configDefinition"_s, release.definition},
            {u"stable"_s, release.status == "complete"_L1},
            {u"user"_s, user},
            {u"createdAt"_s, isoTime(release.createdAt)}};
}

/// The app's name: a variable, or written into the query.
QString appName(const QString &query, const QJsonObject &variables)
{
    for (const auto key : {"appName"_L1, "name"_L1, "app"_L1}) {
        if (variables.value(key).isString())
            return variables.value(key).toString();
    }
    static const QRegularExpression literal(u"app\\s*\\(\\s*name\\s*:\\s*\"([^\"]+)\""_s);
    return literal.match(query).captured(1);
}

QJsonObject releases(const App &app, qint64 limit)
{
    QJsonArray nodes;
    for (auto release = app.releases.rbegin(); release != app.releases.rend() && nodes.size() < limit; ++release)
        nodes.append(releaseNode(*release));
    return {{u"nodes"_s, nodes}};
}

} // namespace

QJsonObject answerGraphql(Platform &platform, const QString &query, const QJsonObject &variables)
{
    if (query.contains("viewer"_L1)) {
        const QJsonObject viewer{
            {u"id"_s, u"usr_priya"_s}, {u"email"_s, u"priya.nair@loop.health"_s}, {u"name"_s, u"Priya Nair"_s}};
        return {{u"data"_s, QJsonObject{{u"viewer"_s, viewer}}}};
    }
    const bool wantsList = query.contains("releasesUnprocessed"_L1) || query.contains("releases("_L1);
    const bool wantsCurrent = query.contains("currentReleaseUnprocessed"_L1);
    if (!wantsList && !wantsCurrent)
        return failure(u"Field is not known to this simulation"_s, u"undefinedField"_s, u"query"_s);
    const App *app = platform.app(appName(query, variables));
    if (!app)
        return failure(u"Could not find App"_s, u"NOT_FOUND"_s, u"app"_s);
    QJsonObject node{{u"id"_s, app->id}, {u"name"_s, app->name}};
    if (wantsList) {
        const qint64 limit = std::clamp<qint64>(variables.value("limit"_L1).toInteger(25), 1, 500);
        node.insert(u"releases"_s, releases(*app, limit));
        node.insert(u"releasesUnprocessed"_s, releases(*app, limit));
    }
    if (wantsCurrent) {
        const QJsonValue current =
            app->releases.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(releaseNode(app->releases.back()));
        node.insert(u"currentReleaseUnprocessed"_s, current);
    }
    return {{u"data"_s, QJsonObject{{u"app"_s, node}}}};
}

} // namespace slipway::sandbox::fly
