#include "sandbox/github/shapes.h"

#include <QTimeZone>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

struct Link {
    QLatin1StringView key;
    QLatin1StringView path;
};

/// What every form of a repository links to, below its own URL.
constexpr std::array repositoryLinks{
    Link{"archive_url"_L1, "/{archive_format}{/ref}"_L1},
    Link{"assignees_url"_L1, "/assignees{/user}"_L1},
    Link{"blobs_url"_L1, "/git/blobs{/sha}"_L1},
    Link{"branches_url"_L1, "/branches{/branch}"_L1},
    Link{"collaborators_url"_L1, "/collaborators{/collaborator}"_L1},
    Link{"comments_url"_L1, "/comments{/number}"_L1},
    Link{"commits_url"_L1, "/commits{/sha}"_L1},
    Link{"compare_url"_L1, "/compare/{base}...{head}"_L1},
    Link{"contents_url"_L1, "/contents/{+path}"_L1},
    Link{"contributors_url"_L1, "/contributors"_L1},
    Link{"deployments_url"_L1, "/deployments"_L1},
    Link{"downloads_url"_L1, "/downloads"_L1},
    Link{"events_url"_L1, "/events"_L1},
    Link{"forks_url"_L1, "/forks"_L1},
    Link{"git_commits_url"_L1, "/git/commits{/sha}"_L1},
    Link{"git_refs_url"_L1, "/git/refs{/sha}"_L1},
    Link{"git_tags_url"_L1, "/git/tags{/sha}"_L1},
    Link{"hooks_url"_L1, "/hooks"_L1},
    Link{"issue_comment_url"_L1, "/issues/comments{/number}"_L1},
    Link{"issue_events_url"_L1, "/issues/events{/number}"_L1},
    Link{"issues_url"_L1, "/issues{/number}"_L1},
    Link{"keys_url"_L1, "/keys{/key_id}"_L1},
    Link{"labels_url"_L1, "/labels{/name}"_L1},
    Link{"languages_url"_L1, "/languages"_L1},
    Link{"merges_url"_L1, "/merges"_L1},
    Link{"milestones_url"_L1, "/milestones{/number}"_L1},
    Link{"notifications_url"_L1, "/notifications{?since,all,participating}"_L1},
    Link{"pulls_url"_L1, "/pulls{/number}"_L1},
    Link{"releases_url"_L1, "/releases{/id}"_L1},
    Link{"stargazers_url"_L1, "/stargazers"_L1},
    Link{"statuses_url"_L1, "/statuses/{sha}"_L1},
    Link{"subscribers_url"_L1, "/subscribers"_L1},
    Link{"subscription_url"_L1, "/subscription"_L1},
    Link{"tags_url"_L1, "/tags"_L1},
    Link{"teams_url"_L1, "/teams"_L1},
    Link{"trees_url"_L1, "/git/trees{/sha}"_L1},
};

constexpr std::array userLinks{
    Link{"events_url"_L1, "/events{/privacy}"_L1},
    Link{"followers_url"_L1, "/followers"_L1},
    Link{"following_url"_L1, "/following{/other_user}"_L1},
    Link{"gists_url"_L1, "/gists{/gist_id}"_L1},
    Link{"organizations_url"_L1, "/orgs"_L1},
    Link{"received_events_url"_L1, "/received_events"_L1},
    Link{"repos_url"_L1, "/repos"_L1},
    Link{"starred_url"_L1, "/starred{/owner}{/repo}"_L1},
    Link{"subscriptions_url"_L1, "/subscriptions"_L1},
};

QJsonObject account(const QString &api, const QString &web, const User &user, const QString &type)
{
    const QString url = api + "/users/"_L1 + user.login;
    QJsonObject object{{u"login"_s, user.login},
                       {u"id"_s, user.id},
                       {u"node_id"_s, nodeId(u"User"_s, user.id)},
                       {u"avatar_url"_s, web + "/avatars/"_L1 + QString::number(user.id)},
                       {u"gravatar_id"_s, QString(u""_s)},
                       {u"url"_s, url},
                       {u"html_url"_s, web + u'/' + user.login},
                       {u"type"_s, type},
                       {u"site_admin"_s, false}};
    for (const Link &link : userLinks)
        object.insert(link.key, url + link.path);
    return object;
}

} // namespace

QString nodeId(const QString &type, qint64 id)
{
    return QString::fromLatin1((type + u':' + QString::number(id)).toUtf8().toBase64(QByteArray::OmitTrailingEquals));
}

QJsonValue timeValue(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODate)) : QJsonValue::Null;
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue::Null : QJsonValue(text);
}

Shapes::Shapes(const State &state, QString api, QString web, QDateTime now)
    : m_state(state)
    , m_api(std::move(api))
    , m_web(std::move(web))
    , m_now(std::move(now))
{ }

QJsonObject Shapes::user(const QString &login) const
{
    QJsonObject &known = m_users[login];
    if (known.isEmpty())
        known = account(m_api, m_web, m_state.user(login), u"User"_s);
    return known;
}

QJsonObject Shapes::privateUser(const QString &login) const
{
    const User known = m_state.user(login);
    QJsonObject object = account(m_api, m_web, known, u"User"_s);
    const QDateTime joined(QDate(2019, 5, 6), QTime(8, 0), QTimeZone::UTC);
    for (const auto key : {"bio"_L1, "blog"_L1, "company"_L1, "location"_L1, "hireable"_L1, "twitter_username"_L1})
        object.insert(key, QJsonValue::Null);
    for (const auto key : {"followers"_L1, "following"_L1, "public_gists"_L1, "public_repos"_L1, "collaborators"_L1,
                           "disk_usage"_L1, "owned_private_repos"_L1, "private_gists"_L1, "total_private_repos"_L1})
        object.insert(key, 0);
    object.insert(u"name"_s, known.name);
    object.insert(u"email"_s, QString(login + "@loop.health"_L1));
    object.insert(u"two_factor_authentication"_s, true);
    object.insert(u"created_at"_s, timeValue(joined));
    object.insert(u"updated_at"_s, timeValue(joined.addYears(4)));
    return object;
}

QJsonObject Shapes::organization() const
{
    const QString url = m_api + "/orgs/"_L1 + m_state.organization();
    return {{u"login"_s, m_state.organization()},
            {u"id"_s, 40'500'100},
            {u"node_id"_s, nodeId(u"Org"_s, 40'500'100)},
            {u"url"_s, url},
            {u"repos_url"_s, url + "/repos"_L1},
            {u"events_url"_s, url + "/events"_L1},
            {u"hooks_url"_s, url + "/hooks"_L1},
            {u"issues_url"_s, url + "/issues"_L1},
            {u"members_url"_s, url + "/members{/member}"_L1},
            {u"public_members_url"_s, url + "/public_members{/member}"_L1},
            {u"avatar_url"_s, m_web + "/avatars/40500100"_L1},
            {u"description"_s, QJsonValue::Null}};
}

QString Shapes::repositoryUrl(const Repository &repository) const
{
    return m_api + "/repos/"_L1 + repository.fullName();
}

QString Shapes::repositoryPage(const Repository &repository) const
{
    return m_web + u'/' + repository.fullName();
}

QJsonObject Shapes::minimalRepository(const Repository &repository) const
{
    if (const auto known = m_minimal.constFind(repository.id); known != m_minimal.constEnd())
        return *known;
    const QString url = repositoryUrl(repository);
    QJsonObject object{
        {u"id"_s, repository.id},
        {u"node_id"_s, nodeId(u"Repository"_s, repository.id)},
        {u"name"_s, repository.name},
        {u"full_name"_s, repository.fullName()},
        {u"private"_s, true},
        {u"owner"_s, account(m_api, m_web, {40'500'100, repository.owner, repository.owner}, u"Organization"_s)},
        {u"html_url"_s, repositoryPage(repository)},
        {u"description"_s, textOrNull(repository.description)},
        {u"fork"_s, false},
        {u"url"_s, url}};
    for (const Link &link : repositoryLinks)
        object.insert(link.key, url + link.path);
    m_minimal.insert(repository.id, object);
    return object;
}

QJsonObject Shapes::repository(const Repository &repository) const
{
    QJsonObject object = minimalRepository(repository);
    const QString page = repositoryPage(repository);
    for (const auto key : {"homepage"_L1, "mirror_url"_L1, "license"_L1})
        object.insert(key, QJsonValue::Null);
    for (const auto key : {"forks"_L1, "forks_count"_L1, "stargazers_count"_L1, "watchers"_L1, "watchers_count"_L1})
        object.insert(key, 0);
    for (const auto key : {"has_downloads"_L1, "has_issues"_L1, "has_projects"_L1})
        object.insert(key, true);
    for (const auto key : {"has_wiki"_L1, "has_pages"_L1, "has_discussions"_L1, "archived"_L1, "disabled"_L1})
        object.insert(key, false);
    const auto open = std::ranges::count_if(repository.pulls, [](const auto &entry) { return entry.second.isOpen(); });
    object.insert(u"open_issues"_s, static_cast<qint64>(open));
    object.insert(u"open_issues_count"_s, static_cast<qint64>(open));
    object.insert(u"language"_s, textOrNull(repository.language));
    object.insert(u"default_branch"_s, repository.defaultBranch);
    object.insert(u"visibility"_s, u"private"_s);
    object.insert(u"size"_s, 48'213);
    object.insert(u"clone_url"_s, page + ".git"_L1);
    object.insert(u"git_url"_s, page + ".git"_L1);
    object.insert(u"svn_url"_s, page);
    object.insert(u"ssh_url"_s, "git@github.com:"_L1 + repository.fullName() + ".git"_L1);
    object.insert(u"created_at"_s, timeValue(repository.created));
    // Not the present time: an unchanged repository must have an unchanged ETag.
    const Commit *head = repository.git.resolve(repository.defaultBranch);
    const QJsonValue pushed = timeValue(head ? head->at : repository.created);
    object.insert(u"updated_at"_s, pushed);
    object.insert(u"pushed_at"_s, pushed);
    object.insert(
        u"permissions"_s,
        QJsonObject{
            {u"admin"_s, true}, {u"maintain"_s, true}, {u"push"_s, true}, {u"triage"_s, true}, {u"pull"_s, true}});
    return object;
}

QJsonObject Shapes::fullRepository(const Repository &repository) const
{
    QJsonObject object = this->repository(repository);
    object.insert(u"network_count"_s, 0);
    object.insert(u"subscribers_count"_s, 6);
    object.insert(u"allow_merge_commit"_s, false);
    object.insert(u"allow_squash_merge"_s, true);
    object.insert(u"allow_rebase_merge"_s, true);
    return object;
}

} // namespace slipway::sandbox::github
