#include "github/client.h"

#include "github/calls.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

namespace {

QCoro::Task<base::Result<User>> askUser(net::Connection connection, net::Request request, std::stop_token stop)
{
    const auto response = co_await connection.http->send(connection.endpoint, request, stop);
    if (!response)
        co_return std::unexpected(response.error());
    auto user = base::json::read(response->body, readUser);
    if (user && response->headers.contains("X-OAuth-Scopes"))
        user->scopes = parseScopes(response->headers.combinedValue("X-OAuth-Scopes"));
    co_return user;
}

QCoro::Task<base::Result<File>> askFile(net::Connection connection, net::Request request, std::stop_token stop)
{
    auto file = co_await net::getJson(connection, request, readFile, stop);
    if (!file || !file->isContentMissing)
        co_return file;
    request.headers.replaceOrAppend("Accept", "application/vnd.github.raw+json");
    const auto raw = co_await connection.http->send(connection.endpoint, request, stop);
    if (!raw)
        co_return std::unexpected(raw.error());
    file->content = raw->body;
    file->isContentMissing = false;
    co_return file;
}

QString isoTime(const std::optional<QDateTime> &time)
{
    return time ? time->toUTC().toString(Qt::ISODate) : QString();
}

} // namespace

Client::Client(std::shared_ptr<const net::HttpClient> http, std::shared_ptr<const net::Endpoint> endpoint)
    : m_connection{std::move(http), std::move(endpoint)}
{ }

Client::Answer<User> Client::user(std::stop_token stop) const
{
    return askUser(m_connection, m_connection.get(u"/user"_s), stop);
}

Client::Answer<QList<net::RateLimit>> Client::allowances(std::stop_token stop) const
{
    return net::getJson(m_connection, m_connection.get(u"/rate_limit"_s), readAllowances, stop);
}

Client::Answer<QList<Repository>> Client::repositories(std::stop_token stop) const
{
    const auto request = m_connection.get(u"/user/repos"_s, {{u"sort"_s, u"pushed"_s}, {u"per_page"_s, u"100"_s}});
    return net::getNumbered(m_connection, request, {}, readRepository, 0, stop);
}

Client::Answer<Repository> Client::repository(RepositoryName name, std::stop_token stop) const
{
    return net::getJson(m_connection, m_connection.get(pathOf(name)), readRepository, stop);
}

Client::Answer<QList<Branch>> Client::branches(RepositoryName name, std::stop_token stop) const
{
    return net::getNumbered(m_connection, m_connection.get(pathOf(name) + u"/branches"_s, fullPages()), {}, readBranch,
                            0, stop);
}

Client::Answer<Branch> Client::branch(RepositoryName name, QString branch, std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/branches/"_s + net::encoded(branch);
    return net::getJson(m_connection, m_connection.get(path), readBranch, stop);
}

Client::Answer<QList<Tag>> Client::tags(RepositoryName name, std::stop_token stop) const
{
    return net::getNumbered(m_connection, m_connection.get(pathOf(name) + u"/tags"_s, fullPages()), {}, readTag, 0,
                            stop);
}

Client::Answer<std::optional<Reference>> Client::branchReference(RepositoryName name, QString branch,
                                                                 std::stop_token stop) const
{
    return reference(std::move(name), u"heads/"_s + branch, stop);
}

Client::Answer<std::optional<Reference>> Client::reference(RepositoryName name, QString shortRef,
                                                           std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/git/ref/"_s + encodedPath(shortRef);
    return net::orAbsent(net::getJson(m_connection, m_connection.get(path), readReference, stop));
}

Client::Answer<File> Client::file(RepositoryName name, QString path, QString ref, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/contents/"_s + encodedPath(path), {{u"ref"_s, ref}});
    return askFile(m_connection, request, stop);
}

Client::Answer<QList<Commit>> Client::commits(RepositoryName name, CommitFilter filter, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/commits"_s,
                                          {{u"sha"_s, filter.from},
                                           {u"path"_s, filter.path},
                                           {u"since"_s, isoTime(filter.since)},
                                           {u"until"_s, isoTime(filter.until)},
                                           {u"per_page"_s, QString::number(filter.perPage)}});
    return net::getNumbered(m_connection, request, {}, readCommit, filter.mostPages, stop);
}

Client::Answer<Commit> Client::commit(RepositoryName name, QString ref, std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/commits/"_s + net::encoded(ref);
    return net::getJson(m_connection, m_connection.get(path), readCommit, stop);
}

Client::Answer<Comparison> Client::compare(RepositoryName name, QString base, QString head, std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/compare/"_s + net::encoded(base) + u"..."_s + net::encoded(head);
    return net::getJson(m_connection, m_connection.get(path, fullPages()), readComparison, stop);
}

} // namespace slipway::github
