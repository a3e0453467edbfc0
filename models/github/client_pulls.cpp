#include "github/client.h"

#include "github/calls.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::github {

namespace {

QString pathOfPulls(const RepositoryName &name)
{
    return pathOf(name) + u"/pulls"_s;
}

QCoro::Task<base::Result<std::optional<PullRequest>>> askFirst(net::Connection connection, net::Request request,
                                                               std::stop_token stop)
{
    auto found = co_await net::getList(connection, request, {}, readPullRequest, stop);
    if (!found)
        co_return std::unexpected(found.error());
    if (found->isEmpty())
        co_return std::optional<PullRequest>();
    co_return found->first();
}

} // namespace

Client::Answer<QList<PullRequest>> Client::pullRequestsOf(RepositoryName name, QString sha, std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/commits/"_s + net::encoded(sha) + u"/pulls"_s;
    return net::getNumbered(m_connection, m_connection.get(path, fullPages()), {}, readPullRequest, 0, stop);
}

Client::Answer<QList<PullRequest>> Client::openPullRequests(RepositoryName name, std::stop_token stop) const
{
    const auto request = m_connection.get(pathOfPulls(name), {{u"state"_s, u"open"_s}, {u"per_page"_s, u"100"_s}});
    return net::getNumbered(m_connection, request, {}, readPullRequest, 0, stop);
}

Client::Answer<std::optional<PullRequest>> Client::openPullRequestOf(RepositoryName name, QString headBranch,
                                                                     std::stop_token stop) const
{
    const auto request =
        m_connection.get(pathOfPulls(name), {{u"state"_s, u"open"_s}, {u"head"_s, name.owner + u':' + headBranch}});
    return askFirst(m_connection, request, stop);
}

Client::Answer<PullRequest> Client::pullRequest(RepositoryName name, qint64 number, std::stop_token stop) const
{
    const auto path = pathOfPulls(name) + u'/' + QString::number(number);
    return net::getJson(m_connection, m_connection.get(path), readPullRequest, stop);
}

Client::Answer<QList<PullReview>> Client::pullReviews(RepositoryName name, qint64 number, std::stop_token stop) const
{
    const auto path = pathOfPulls(name) + u'/' + QString::number(number) + u"/reviews"_s;
    return net::getNumbered(m_connection, m_connection.get(path, fullPages()), {}, readPullReview, 0, stop);
}

Client::Answer<PullRequest> Client::createPullRequest(RepositoryName name, NewPullRequest request,
                                                      std::stop_token stop) const
{
    const auto sent = m_connection.write("POST", pathOfPulls(name),
                                         QJsonObject{{u"title"_s, request.title},
                                                     {u"head"_s, request.head},
                                                     {u"base"_s, request.base},
                                                     {u"body"_s, request.body},
                                                     {u"draft"_s, request.isDraft}});
    return net::getJson(m_connection, sent, readPullRequest, stop);
}

} // namespace slipway::github
