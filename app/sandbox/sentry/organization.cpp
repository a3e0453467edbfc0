#include "sandbox/sentry/organization.h"

#include "sandbox/core/simulation.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::sentry {

namespace {

constexpr qint64 projectsCreated = 1'650'000'000'000;
constexpr int firstProjectId = 4'506'001;
constexpr int firstReleaseId = 910'000;
constexpr int firstIssueId = 5'100'200;

} // namespace

QString isoTime(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at, QTimeZone::UTC).toString(u"yyyy-MM-ddThh:mm:ss.zzz"_s) + u"000Z"_s;
}

QStringList Project::services(const QString &environment) const
{
    QStringList found;
    for (const Environment &one : environments) {
        if (environment.isEmpty() || one.name == environment)
            found.append(one.service);
    }
    return found;
}

QJsonObject Project::toJson() const
{
    QJsonArray names;
    for (const Environment &environment : environments)
        names.append(environment.name);
    return {
        {u"id"_s, QString::number(id)},
        {u"slug"_s, slug},
        {u"name"_s, slug},
        {u"platform"_s, platform},
        {u"dateCreated"_s, isoTime(projectsCreated)},
        {u"firstEvent"_s, isoTime(projectsCreated)},
        {u"isBookmarked"_s, false},
        {u"isMember"_s, true},
        {u"hasAccess"_s, true},
        {u"hasSessions"_s, hasSessions},
        {u"environments"_s, names},
        {u"features"_s, QJsonArray{u"releases"_s}},
        {u"team"_s, QJsonObject{{u"id"_s, u"101"_s}, {u"slug"_s, u"engineering"_s}, {u"name"_s, u"Engineering"_s}}},
        {u"teams"_s,
         QJsonArray{QJsonObject{{u"id"_s, u"101"_s}, {u"slug"_s, u"engineering"_s}, {u"name"_s, u"Engineering"_s}}}},
        {u"access"_s, QJsonArray{u"project:read"_s}},
        {u"platforms"_s, QJsonArray{platform}}};
}

QJsonObject Deploy::toJson() const
{
    const auto textOrNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
    };
    return {{u"id"_s, QString::number(id)},
            {u"environment"_s, environment},
            {u"name"_s, name.isEmpty() ? environment : name},
            {u"url"_s, textOrNull(url)},
            {u"dateStarted"_s, startedAt > 0 ? QJsonValue(isoTime(startedAt)) : QJsonValue(QJsonValue::Null)},
            {u"dateFinished"_s, isoTime(finishedAt)}};
}

Organization::Organization(Simulation &simulation, std::shared_ptr<Traffic> traffic, QString slug, QString name)
    : m_simulation(simulation)
    , m_traffic(std::move(traffic))
    , m_slug(std::move(slug))
    , m_name(std::move(name))
{ }

qint64 Organization::now() const
{
    return m_simulation.now().toMSecsSinceEpoch();
}

Project &Organization::addProject(const QString &slug, const QString &platform)
{
    m_projects.push_back(
        {.id = firstProjectId + static_cast<int>(m_projects.size()), .slug = slug, .platform = platform});
    return m_projects.back();
}

const Project *Organization::project(const QString &slugOrId) const
{
    const auto found = std::ranges::find_if(m_projects, [&](const Project &project) {
        return project.slug == slugOrId || QString::number(project.id) == slugOrId;
    });
    return found == m_projects.end() ? nullptr : &*found;
}

std::pair<Release *, bool> Organization::declareRelease(const QString &version, const QStringList &projects,
                                                        const QString &commit)
{
    if (Release *known = release(version)) {
        for (const QString &project : projects) {
            if (!known->projects.contains(project))
                known->projects.append(project);
        }
        return {known, false};
    }
    m_releases.push_back({.id = firstReleaseId + static_cast<int>(m_releases.size()),
                          .version = version,
                          .commit = commit,
                          .projects = projects,
                          .createdAt = now()});
    return {&m_releases.back(), true};
}

Release *Organization::release(const QString &version)
{
    const auto found = std::ranges::find(m_releases, version, &Release::version);
    return found == m_releases.end() ? nullptr : &*found;
}

Deploy &Organization::addDeploy(Release &release, const QString &environment, qint64 startedAt, qint64 finishedAt)
{
    release.deploys.push_back(
        {.id = ++m_deploys, .environment = environment, .startedAt = startedAt, .finishedAt = finishedAt});
    return release.deploys.back();
}

void Organization::sortReleases()
{
    std::ranges::stable_sort(m_releases, {}, &Release::createdAt);
}

Issue &Organization::addIssue(Issue issue)
{
    issue.id = firstIssueId + static_cast<int>(m_issues.size());
    m_issues.push_back(std::move(issue));
    return m_issues.back();
}

Issue *Organization::issue(const QString &id)
{
    const auto found = std::ranges::find_if(
        m_issues, [&](const Issue &issue) { return QString::number(issue.id) == id || issue.shortId == id; });
    return found == m_issues.end() ? nullptr : &*found;
}

double Organization::events(const Issue &issue, qint64 from, qint64 to) const
{
    return issue.share * m_traffic->errors(issue.service, std::max(from, issue.firstSeen), to, issue.commit);
}

} // namespace slipway::sandbox::sentry
