#include "sandbox/github/api.h"

#include "sandbox/core/simulation.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

constexpr qint64 mostPerPage = 100;
constexpr qint64 usualPerPage = 30;

QString pageUrl(const Call &call, qint64 page)
{
    QUrlQuery query = call.query;
    query.removeAllQueryItems(u"page"_s);
    query.addQueryItem(u"page"_s, QString::number(page));
    return call.origin + call.path + u'?' + query.query(QUrl::FullyEncoded);
}

QByteArray linkHeader(const Call &call, qint64 page, qint64 last)
{
    QStringList links;
    const auto add = [&](qint64 target, const QString &relation) {
        links.append(u"<%1>; rel=\"%2\""_s.arg(pageUrl(call, target), relation));
    };
    if (page > 1)
        add(page - 1, u"prev"_s);
    if (page < last) {
        add(page + 1, u"next"_s);
        add(last, u"last"_s);
    }
    if (page > 1)
        add(1, u"first"_s);
    return links.join(u", "_s).toUtf8();
}

QByteArray scopesOf(Access access)
{
    switch (access) {
    case Access::Full: return "read:org, repo, workflow"_ba;
    case Access::ReadOnly: return "read:org, repo:read"_ba;
    default: return "read:user"_ba;
    }
}

} // namespace

Api::Api(Simulation &simulation, std::shared_ptr<World> world)
    : Service(simulation, u"github"_s, makeTokens(simulation))
    , m_world(std::move(world))
{
    routeAccount();
    addRepositoryRoutes(*this);
    addReferenceRoutes(*this);
    addGitRoutes(*this);
    addPullRoutes(*this);
    addWorkflowRoutes(*this);
    addRunRoutes(*this);
    addReviewRoutes(*this);
    addDeliveryRoutes(*this);
    addEnvironmentRoutes(*this);
    addVaultRoutes(*this);
    addProtectionRoutes(*this);
}

void Api::routeAccount()
{
    on("GET"_ba, u"/"_s, [this](const Call &call) { return root(call); });
    on("GET"_ba, u"/user"_s, [this](const Call &call) { return Reply::json(shapes(call).privateUser(viewer())); });
    on("GET"_ba, u"/meta"_s,
       [](const Call &) { return Reply::json(QJsonObject{{u"verifiable_password_authentication"_s, false}}); });
    on("GET"_ba, u"/user/orgs"_s,
       [this](const Call &call) { return page(call, {}, 1, [&](qsizetype) { return shapes(call).organization(); }); });
    const auto repositories = [this](const Call &call) {
        const auto &all = m_world->state.repositories();
        const Shapes shape = shapes(call);
        return page(call, {}, static_cast<qsizetype>(all.size()),
                    [&](qsizetype index) { return shape.repository(*all[static_cast<size_t>(index)]); });
    };
    on("GET"_ba, u"/user/repos"_s, repositories);
    on("GET"_ba, u"/orgs/{org}/repos"_s, [this, repositories](const Call &call) {
        return call.parameter(u"org"_s) == m_world->state.organization() ? repositories(call) : missing();
    });
    on("GET"_ba, u"/rate_limit"_s, [this](const Call &call) {
        const QJsonObject core = m_world->limit.toJson(call.access, now());
        return Reply::json(
            QJsonObject{{u"rate"_s, core},
                        {u"resources"_s, QJsonObject{{u"core"_s, core}, {u"search"_s, core}, {u"graphql"_s, core}}}});
    });
    on("POST"_ba, u"/graphql"_s, [this](const Call &call) { return graphql(call); });
}

Shapes Api::shapes(const Call &call) const
{
    return Shapes(m_world->state, call.origin, m_world->web, now());
}

void Api::route(const QByteArray &method, const QString &below, RepositoryHandler handler)
{
    on(method, u"/repos/{owner}/{repo}"_s + below, [this, handle = std::move(handler)](const Call &call) {
        Repository *repository = repositoryOf(call);
        return repository ? handle(call, *repository, shapes(call)) : missing();
    });
}

Repository *Api::repositoryOf(const Call &call) const
{
    const QString owner = call.parameter(u"owner"_s);
    const QString name = call.parameter(u"repo"_s);
    Repository *own = m_world->state.repository(owner, name);
    return own || call.method != "GET" ? own : m_world->publicActions.repository(owner, name);
}

Reply Api::page(const Call &call, const QString &key, qsizetype total, const std::function<QJsonValue(qsizetype)> &item,
                qsizetype most) const
{
    const qint64 size = std::clamp<qint64>(call.queryNumber(u"per_page"_s, usualPerPage), 1, mostPerPage);
    const qint64 number = std::max<qint64>(call.queryNumber(u"page"_s, 1), 1);
    const qint64 reachable = most < 0 ? total : std::min(total, most);
    QJsonArray list;
    for (qint64 index = (number - 1) * size; index < std::min(number * size, reachable); ++index)
        list.append(item(index));
    Reply reply = key.isEmpty() ? Reply::json(list)
                                : Reply::json(QJsonObject{{u"total_count"_s, static_cast<qint64>(total)}, {key, list}});
    const qint64 last = std::max<qint64>((reachable + size - 1) / size, 1);
    if (const QByteArray links = linkHeader(call, number, last); !links.isEmpty())
        reply.with("link", links);
    return reply;
}

Reply Api::error(int status, const QString &message) const
{
    return Reply::json(QJsonObject{{u"message"_s, message},
                                   {u"documentation_url"_s, u"https://docs.github.com/rest"_s},
                                   {u"status"_s, QString::number(status)}},
                       status);
}

bool Api::lacksWorkflowScope(const Call &call) const
{
    return !tokens().noWorkflows.isEmpty() && call.header("authorization").endsWith(tokens().noWorkflows);
}

void Api::note(const Repository &repository, const QString &effect, const QString &subject,
               const QJsonObject &detail) const
{
    simulation().note(u"github"_s, effect, repository.fullName() + u'/' + subject, detail);
}

std::optional<Reply> Api::refuse(const Call &call) const
{
    if (call.access == Access::Unknown)
        return error(401, u"Bad credentials"_s);
    if (call.access == Access::Anonymous)
        return error(401, u"Requires authentication"_s);
    const bool isFree = call.path == "/rate_limit"_L1;
    if (!isFree && m_world->limit.isExhausted(call.access, now()))
        return error(403, u"API rate limit exceeded for user ID %1."_s.arg(m_world->state.viewer().id));
    const bool isRead = call.method == "GET" || call.path == "/graphql"_L1;
    const bool isRepository = call.path.startsWith("/repos/"_L1);
    if (isRepository && !repositoryOf(call))
        return missing();
    if ((call.access == Access::MissingScopes && isRepository) || (call.access == Access::ReadOnly && !isRead))
        return error(403, u"Resource not accessible by personal access token"_s)
            .with("x-accepted-oauth-scopes", "repo"_ba);
    return std::nullopt;
}

bool Api::isRecorded(const Call &call) const
{
    // The description that records are held against leaves out this one call, which GitHub's pages have.
    static const QRegularExpression attemptLogs(u"/attempts/[0-9]+/logs$"_s);
    return !attemptLogs.match(call.path).hasMatch();
}

Reply Api::faultReply(const Call &call, const Fault &fault) const
{
    Reply reply;
    switch (fault.kind) {
    case Fault::Kind::SecondaryLimit:
        reply =
            error(403, u"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."_s);
        break;
    case Fault::Kind::TooManyRequests:
        reply = error(429, u"API rate limit exceeded for user ID %1."_s.arg(m_world->state.viewer().id));
        if (fault.retryAfter == Fault::RetryAfter::Absent)
            reply.with("x-ratelimit-limit", QByteArray::number(RateLimit::callsPerHour))
                .with("x-ratelimit-remaining", "0"_ba)
                .with("x-ratelimit-reset", QByteArray::number(now().addSecs(fault.seconds).toSecsSinceEpoch()));
        break;
    case Fault::Kind::ExpiredToken: return error(401, u"Bad credentials"_s);
    default: return Service::faultReply(call, fault);
    }
    if (const auto wait = retryAfterHeader(fault, now()))
        reply.with("retry-after", *wait);
    return reply;
}

void Api::decorate(const Call &call, Reply &reply)
{
    bool isFree = call.path == "/rate_limit"_L1 || reply.status == 401;
    if (call.method == "GET" && reply.status == 200) {
        const QByteArray digest = QCryptographicHash::hash(reply.body, QCryptographicHash::Sha256).toHex();
        const QByteArray tag = "W/\"" + digest + '"';
        if (call.header("if-none-match").contains(digest)) {
            // An unchanged answer costs nothing of the limit.
            isFree = true;
            const QByteArray links(reply.headers.value("link"_L1).toByteArray());
            reply = Reply::empty(304);
            if (!links.isEmpty())
                reply.with("link", links);
        }
        reply.with("etag", tag).with("cache-control", "private, max-age=60, s-maxage=60"_ba);
    }
    if (!isFree)
        m_world->limit.spend(call.access, now());
    m_world->limit.decorate(call.access, now(), reply);
    reply.with("x-github-request-id", call.requestId.toLatin1())
        .with("x-github-media-type", "github.v3; format=json"_ba);
    reply.with("x-github-api-version-selected", "2022-11-28"_ba);
    if (call.access != Access::Anonymous && call.access != Access::Unknown)
        reply.with("x-oauth-scopes", lacksWorkflowScope(call) ? "read:org, repo"_ba : scopesOf(call.access));
}

Reply Api::root(const Call &call) const
{
    static const QStringList names{u"current_user"_s,
                                   u"current_user_authorizations_html"_s,
                                   u"authorizations"_s,
                                   u"code_search"_s,
                                   u"commit_search"_s,
                                   u"emails"_s,
                                   u"emojis"_s,
                                   u"events"_s,
                                   u"feeds"_s,
                                   u"followers"_s,
                                   u"following"_s,
                                   u"gists"_s,
                                   u"issue_search"_s,
                                   u"issues"_s,
                                   u"keys"_s,
                                   u"label_search"_s,
                                   u"notifications"_s,
                                   u"organization"_s,
                                   u"organization_repositories"_s,
                                   u"organization_teams"_s,
                                   u"public_gists"_s,
                                   u"rate_limit"_s,
                                   u"repository"_s,
                                   u"repository_search"_s,
                                   u"current_user_repositories"_s,
                                   u"starred"_s,
                                   u"starred_gists"_s,
                                   u"user"_s,
                                   u"user_organizations"_s,
                                   u"user_repositories"_s,
                                   u"user_search"_s};
    QJsonObject object;
    for (const QString &name : names)
        object.insert(name + "_url"_L1, call.origin + u'/' + name);
    return Reply::json(object);
}

} // namespace slipway::sandbox::github
