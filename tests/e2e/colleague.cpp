#include "e2e_delivery/colleague.h"

#include "composition/session.h"

#include <QCoro/QCoroTask>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace slipway::e2e {

namespace {

const github::RepositoryName platform{u"loop-health"_s, u"platform"_s};

} // namespace

Colleague::Colleague(Stage &stage)
    : m_client(stage.program().session()->clients().github)
    , m_repository(stage.info().endpoints.githubApi.toString() + u"/repos/loop-health/platform"_s)
    , m_token(stage.sandboxTokens(u"github"_s).full)
{ }

bool Colleague::send(const QByteArray &verb, const QString &path, const QJsonObject &body) const
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(m_repository + path));
    request.setRawHeader("Authorization"_ba, "Bearer " + m_token);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QByteArray bytes = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson();
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb, bytes));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    return finished.wait() && reply->error() == QNetworkReply::NoError;
}

bool Colleague::liftProtection(const QString &branch) const
{
    return send("DELETE"_ba, u"/branches/%1/protection"_s.arg(branch));
}

QByteArray Colleague::read(const QString &ref, const QString &path) const
{
    const auto read = QCoro::waitFor(m_client.file(platform, path, ref, {}));
    return read ? read->content : "cannot be read: " + base::sentence(read.error()).toUtf8();
}

std::optional<github::PullRequest> Colleague::pullOf(const QString &branch) const
{
    const auto found = QCoro::waitFor(m_client.openPullRequestOf(platform, branch, {}));
    return found ? *found : std::nullopt;
}

QString Colleague::head(const QString &branch) const
{
    const auto found = QCoro::waitFor(m_client.branchReference(platform, branch, {}));
    return found && *found ? (*found)->sha : QString();
}

QList<github::Commit> Colleague::ahead(const QString &branch) const
{
    const auto found = QCoro::waitFor(m_client.compare(platform, u"main"_s, branch, {}));
    return found ? found->commits : QList<github::Commit>();
}

QString Colleague::commit(const QString &path, const QByteArray &bytes, const QStringList &parents) const
{
    const auto blob = QCoro::waitFor(m_client.createBlob(platform, bytes, {}));
    const auto first = QCoro::waitFor(m_client.commitObject(platform, parents.first(), {}));
    if (!blob || !first)
        return {};
    const QList<github::TreeChange> changes{{.path = path, .sha = *blob}};
    const auto tree = QCoro::waitFor(m_client.createTree(platform, first->tree, changes, {}));
    if (!tree)
        return {};
    const github::NewCommit what{.message = u"Meanwhile"_s, .tree = *tree, .parents = parents};
    return QCoro::waitFor(m_client.createCommit(platform, what, {})).value_or(QString());
}

bool Colleague::move(const QString &branch, const QString &sha) const
{
    // It takes nothing but pull requests, from administrators too.
    return !sha.isEmpty() && liftProtection(branch)
        && QCoro::waitFor(m_client.updateReference(platform, u"heads/"_s + branch, sha, {})).has_value();
}

bool Colleague::push(const QString &path, const QByteArray &bytes) const
{
    return move(u"main"_s, commit(path, bytes, {head(u"main"_s)}));
}

bool Colleague::pushToBoth(const QString &path, const QByteArray &bytes) const
{
    const QString sha = commit(path, bytes, {head(u"main"_s), head(u"develop"_s)});
    return move(u"main"_s, sha) && move(u"develop"_s, sha);
}

qint64 Colleague::dispatch(const QString &workflow, const QMap<QString, QString> &inputs) const
{
    const auto started = QCoro::waitFor(m_client.dispatch(platform, workflow, u"main"_s, inputs, {}));
    return started ? started->value_or(0) : 0;
}

bool Colleague::decide(qint64 run, bool isApproved, const QString &comment) const
{
    const auto gate = QCoro::waitFor(m_client.environment(platform, u"production"_s, {}));
    return gate
        && QCoro::waitFor(m_client.reviewDeployments(platform, run, {gate->id}, isApproved, comment, {})).has_value();
}

bool Colleague::setReviewers(const QStringList &logins, bool preventsSelfReview) const
{
    const auto gate = QCoro::waitFor(m_client.environment(platform, u"production"_s, {}));
    QJsonArray reviewers;
    for (const github::Reviewer &reviewer : gate ? gate->reviewers : QList<github::Reviewer>()) {
        if (logins.contains(reviewer.name))
            reviewers += QJsonObject{{u"type"_s, u"User"_s}, {u"id"_s, reviewer.id}};
    }
    const QJsonObject branches{{u"protected_branches"_s, false}, {u"custom_branch_policies"_s, true}};
    return gate
        && send("PUT"_ba, u"/environments/production"_s,
                {{u"wait_timer"_s, 0},
                 {u"prevent_self_review"_s, preventsSelfReview},
                 {u"reviewers"_s, reviewers},
                 {u"deployment_branch_policy"_s, branches}});
}

} // namespace slipway::e2e
