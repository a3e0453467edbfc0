// The few GraphQL queries that gh cannot do without; everything else here goes by REST.
#include "sandbox/github/api.h"
#include "sandbox/github/world.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

Reply data(const QJsonObject &object)
{
    return Reply::json(QJsonObject{{u"data"_s, object}});
}

Reply problem(const QString &type, const QString &message)
{
    return Reply::json(QJsonObject{{u"data"_s, QJsonValue::Null},
                                   {u"errors"_s, QJsonArray{QJsonObject{{u"type"_s, type}, {u"message"_s, message}}}}});
}

QJsonObject releaseNode(const Repository &repository, const Release &release)
{
    return {{u"name"_s, release.name},
            {u"tagName"_s, release.tag},
            {u"isDraft"_s, release.isDraft},
            {u"isLatest"_s, release.id == repository.releases.first().id},
            {u"isPrerelease"_s, release.isPrerelease},
            {u"createdAt"_s, timeValue(release.created)},
            {u"publishedAt"_s, timeValue(release.published)}};
}

/// One page of `variables`' perPage and endCursor, which is the position of the next one.
QJsonObject releasesPage(const Repository &repository, const QJsonObject &variables)
{
    const qsizetype first = variables["endCursor"_L1].toString().toLongLong();
    const qsizetype size = std::clamp<qsizetype>(variables["perPage"_L1].toInt(30), 1, 100);
    const qsizetype end = std::min(first + size, repository.releases.size());
    QJsonArray nodes;
    for (qsizetype at = first; at < end; ++at)
        nodes.append(releaseNode(repository, repository.releases.at(at)));
    const QJsonObject info{{u"hasNextPage"_s, end < repository.releases.size()},
                           {u"endCursor"_s, QString::number(end)}};
    return {{u"nodes"_s, nodes}, {u"pageInfo"_s, info}};
}

/// The draft that has `tag`, since REST shows no drafts by their tag.
QJsonValue draftOf(const Repository &repository, const QString &tag)
{
    const auto found = std::ranges::find(repository.releases, tag, &Release::tag);
    if (found == repository.releases.end())
        return QJsonValue::Null;
    return QJsonObject{{u"databaseId"_s, found->id}, {u"isDraft"_s, found->isDraft}};
}

} // namespace

Reply Api::graphql(const Call &call) const
{
    const QJsonObject body = call.json();
    const QString query = body["query"_L1].toString();
    if (query.contains("viewer"_L1)) {
        const User &viewer = m_world->state.viewer();
        return data({{u"viewer"_s, QJsonObject{{u"login"_s, viewer.login}, {u"name"_s, viewer.name}}}});
    }
    const bool isOne = query.contains("release(tagName:"_L1);
    if (!isOne && !query.contains("releases(first:"_L1))
        return problem(u"NOT_IMPLEMENTED"_s, u"The sandbox answers this query by REST only."_s);
    const QJsonObject variables = body["variables"_L1].toObject();
    const QString owner = variables["owner"_L1].toString();
    const QString name = variables["name"_L1].toString();
    const Repository *repository = m_world->state.repository(owner, name);
    if (!repository || call.access == Access::MissingScopes)
        return problem(u"NOT_FOUND"_s, u"Could not resolve to a Repository with the name '%1/%2'."_s.arg(owner, name));
    if (isOne) {
        const QJsonValue draft = draftOf(*repository, variables["tagName"_L1].toString());
        return data({{u"repository"_s, QJsonObject{{u"release"_s, draft}}}});
    }
    return data({{u"repository"_s, QJsonObject{{u"releases"_s, releasesPage(*repository, variables)}}}});
}

} // namespace slipway::sandbox::github
