// What the API says of releases and their deploys, and how they are declared.
#include "sandbox/sentry/api.h"

#include "sandbox/core/simulation.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::sentry {

namespace {

const QJsonValue none(QJsonValue::Null);

QString packageOf(const QString &version)
{
    return version.contains(u'@') ? version.section(u'@', 0, 0) : QString();
}

/// The part after the package; a sha is cut short, as Sentry shows it.
QString shortVersion(const QString &version)
{
    static const QRegularExpression sha(u"^[0-9a-f]{40}$"_s);
    const QString bare = version.contains(u'@') ? version.section(u'@', 1) : version;
    return sha.match(bare).hasMatch() ? bare.first(12) : bare;
}

/// The commit that a declaration is about.
QString commitOf(const QJsonObject &body)
{
    const QJsonObject reference = body.value("refs"_L1).toArray().first().toObject();
    if (reference.contains("commit"_L1))
        return reference.value("commit"_L1).toString();
    const QJsonObject commit = body.value("commits"_L1).toArray().first().toObject();
    if (commit.contains("id"_L1))
        return commit.value("id"_L1).toString();
    if (body.contains("ref"_L1))
        return body.value("ref"_L1).toString();
    return body.value("version"_L1).toString().section(u'@', -1);
}

std::optional<qint64> momentIn(const QJsonObject &body, QLatin1StringView key)
{
    const QDateTime time = QDateTime::fromString(body.value(key).toString(), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

Reply fieldError(const QString &field, const QString &message)
{
    return Reply::json(QJsonObject{{field, QJsonArray{message}}}, 400);
}

} // namespace

QJsonArray Api::releaseProjects(const Release &release) const
{
    QJsonArray list;
    for (const QString &slug : release.projects) {
        const Project *project = m_organization->project(slug);
        if (!project)
            continue;
        list.append(QJsonObject{{u"id"_s, project->id},
                                {u"slug"_s, project->slug},
                                {u"name"_s, project->slug},
                                {u"platform"_s, project->platform},
                                {u"platforms"_s, QJsonArray{project->platform}},
                                {u"newGroups"_s, release.newGroups},
                                {u"hasHealthData"_s, project->hasSessions}});
    }
    return list;
}

QJsonObject Api::releaseJson(const Release &release) const
{
    const QString package = packageOf(release.version);
    const QJsonObject version{{u"raw"_s, release.version.section(u'@', -1)}};
    const QJsonObject info{{u"package"_s, package.isEmpty() ? none : QJsonValue(package)},
                           {u"version"_s, version},
                           {u"description"_s, shortVersion(release.version)},
                           {u"buildHash"_s, release.commit.isEmpty() ? none : QJsonValue(release.commit)}};
    QJsonObject object{{u"id"_s, release.id},
                       {u"version"_s, release.version},
                       {u"shortVersion"_s, shortVersion(release.version)},
                       {u"status"_s, u"open"_s},
                       {u"versionInfo"_s, info},
                       {u"ref"_s, release.commit.isEmpty() ? none : QJsonValue(release.commit)},
                       {u"url"_s, release.url.isEmpty() ? none : QJsonValue(release.url)},
                       {u"dateCreated"_s, isoTime(release.createdAt)},
                       {u"dateReleased"_s, release.releasedAt ? QJsonValue(isoTime(*release.releasedAt)) : none},
                       {u"newGroups"_s, release.newGroups},
                       {u"commitCount"_s, release.commitCount},
                       {u"deployCount"_s, static_cast<qint64>(release.deploys.size())},
                       {u"lastDeploy"_s, none},
                       {u"lastCommit"_s, none},
                       {u"firstEvent"_s, isoTime(release.createdAt)},
                       {u"lastEvent"_s, isoTime(m_organization->now())},
                       {u"authors"_s, QJsonArray()},
                       {u"data"_s, QJsonObject()},
                       {u"owner"_s, none},
                       {u"projects"_s, releaseProjects(release)}};
    if (!release.deploys.empty())
        object.insert(u"lastDeploy"_s, release.deploys.back().toJson());
    return object;
}

Reply Api::releases(const Call &call)
{
    QStringList wanted = call.queryValues(u"project"_s);
    wanted.removeAll(u"-1"_s);
    for (QString &name : wanted) {
        const Project *project = m_organization->project(name);
        if (!project)
            return error(404, u"Project does not exist: %1"_s.arg(name));
        name = project->slug;
    }
    const QStringList environments = call.queryValues(u"environment"_s);
    const QString part = call.queryValue(u"query"_s);
    QJsonArray list;
    const auto &all = m_organization->releases();
    for (auto release = all.rbegin(); release != all.rend(); ++release) {
        const bool isOurs = wanted.isEmpty()
            || std::ranges::any_of(wanted, [&](const QString &slug) { return release->projects.contains(slug); });
        const bool isThere = environments.isEmpty() || std::ranges::any_of(release->deploys, [&](const Deploy &deploy) {
                                 return environments.contains(deploy.environment);
                             });
        if (isOurs && isThere && release->version.contains(part, Qt::CaseInsensitive))
            list.append(releaseJson(*release));
    }
    return page(call, list);
}

Reply Api::createRelease(const Call &call)
{
    const QJsonObject body = call.json();
    const QString version = body.value("version"_L1).toString();
    if (version.trimmed().isEmpty())
        return fieldError(u"version"_s, u"This field is required."_s);
    QStringList projects;
    const QJsonArray names = body.value("projects"_L1).toArray();
    for (const QJsonValue &name : names) {
        if (!m_organization->project(name.toString()))
            return fieldError(u"projects"_s, u"Invalid project ids or slugs"_s);
        projects.append(name.toString());
    }
    if (projects.isEmpty())
        return fieldError(u"projects"_s, u"This field is required."_s);
    const auto [release, isNew] = m_organization->declareRelease(version, projects, commitOf(body));
    if (const auto released = momentIn(body, "dateReleased"_L1))
        release->releasedAt = released;
    if (body.contains("url"_L1))
        release->url = body.value("url"_L1).toString();
    if (!isNew)
        return Reply::empty(208);
    simulation().note(u"sentry"_s, u"release.created"_s, version);
    return Reply::json(releaseJson(*release), 201);
}

Reply Api::release(const Call &call)
{
    const Release *release = m_organization->release(call.parameter(u"version"_s));
    return release ? Reply::json(releaseJson(*release)) : notFound(call);
}

Reply Api::changeRelease(const Call &call)
{
    Release *release = m_organization->release(call.parameter(u"version"_s));
    if (!release)
        return notFound(call);
    const QJsonObject body = call.json();
    if (const auto released = momentIn(body, "dateReleased"_L1))
        release->releasedAt = released;
    if (body.contains("refs"_L1) || body.contains("commits"_L1) || body.contains("ref"_L1))
        release->commit = commitOf(body);
    if (body.contains("url"_L1))
        release->url = body.value("url"_L1).toString();
    simulation().note(u"sentry"_s, u"release.changed"_s, release->version);
    return Reply::json(releaseJson(*release));
}

Reply Api::deploys(const Call &call)
{
    const Release *release = m_organization->release(call.parameter(u"version"_s));
    if (!release)
        return notFound(call);
    QJsonArray list;
    for (auto deploy = release->deploys.rbegin(); deploy != release->deploys.rend(); ++deploy)
        list.append(deploy->toJson());
    return page(call, list);
}

Reply Api::createDeploy(const Call &call)
{
    Release *release = m_organization->release(call.parameter(u"version"_s));
    if (!release)
        return notFound(call);
    const QJsonObject body = call.json();
    const QString environment = body.value("environment"_L1).toString();
    if (environment.isEmpty())
        return fieldError(u"environment"_s, u"This field is required."_s);
    constexpr qsizetype longestName = 64;
    if (body.value("name"_L1).toString().size() > longestName)
        return fieldError(u"name"_s, u"Ensure this field has no more than 64 characters."_s);
    Deploy &deploy = m_organization->addDeploy(*release, environment, momentIn(body, "dateStarted"_L1).value_or(0),
                                               momentIn(body, "dateFinished"_L1).value_or(m_organization->now()));
    deploy.name = body.value("name"_L1).toString();
    deploy.url = body.value("url"_L1).toString();
    simulation().note(u"sentry"_s, u"deploy.created"_s, release->version, {{u"environment"_s, environment}});
    return Reply::json(deploy.toJson(), 201);
}

} // namespace slipway::sandbox::sentry
