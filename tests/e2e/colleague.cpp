#include "e2e_delivery/colleague.h"

#include "composition/session.h"

#include <QCoro/QCoroTask>
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
    , m_protection(stage.info().endpoints.githubApi.toString()
                   + u"/repos/loop-health/platform/branches/main/protection"_s)
    , m_token(stage.sandboxTokens(u"github"_s).full)
{ }

bool Colleague::liftProtection() const
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl{m_protection});
    request.setRawHeader("Authorization"_ba, "Bearer " + m_token);
    const std::unique_ptr<QNetworkReply> reply(network.deleteResource(request));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    return finished.wait() && reply->error() == QNetworkReply::NoError;
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

bool Colleague::push(const QString &path, const QByteArray &bytes) const
{
    const auto blob = QCoro::waitFor(m_client.createBlob(platform, bytes, {}));
    const auto parent = QCoro::waitFor(m_client.commitObject(platform, head(u"main"_s), {}));
    if (!blob || !parent)
        return false;
    const QList<github::TreeChange> changes{{.path = path, .sha = *blob}};
    const auto tree = QCoro::waitFor(m_client.createTree(platform, parent->tree, changes, {}));
    if (!tree)
        return false;
    const github::NewCommit what{.message = u"Meanwhile"_s, .tree = *tree, .parents = QStringList{parent->sha}};
    const auto commit = QCoro::waitFor(m_client.createCommit(platform, what, {}));
    // main takes nothing but pull requests, from administrators too.
    return commit && liftProtection()
        && QCoro::waitFor(m_client.updateReference(platform, u"heads/main"_s, *commit, {})).has_value();
}

} // namespace slipway::e2e
