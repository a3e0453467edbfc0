#include "github/client.h"

#include "github/calls.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::github {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(github::Git)
};

struct TreeList {
    QList<TreeItem> items;
    bool isCut = false;
};

TreeList readTree(const base::json::Object &object)
{
    return {object.list("tree"_L1, readTreeItem), object.maybeBoolean("truncated"_L1).value_or(false)};
}

QCoro::Task<base::Result<QList<TreeItem>>> askTree(net::Connection connection, net::Request request,
                                                   std::stop_token stop)
{
    auto list = co_await net::getJson(connection, request, readTree, stop);
    if (!list)
        co_return std::unexpected(list.error());
    if (list->isCut) {
        co_return std::unexpected(base::makeError(
            base::Error::Kind::Protocol, Words::tr("GitHub listed a part of the files only: there are too many."),
            Words::tr("Ask folder by folder.")));
    }
    co_return std::move(list->items);
}

QString readSha(const base::json::Object &object)
{
    return object.text("sha"_L1);
}

QJsonObject toJson(const TreeChange &change)
{
    // A file's mode stands for its type too, but GitHub wants both.
    const QString type = change.mode == "160000"_L1 ? u"commit"_s : change.mode == "040000"_L1 ? u"tree"_s : u"blob"_s;
    return {{u"path"_s, change.path},
            {u"mode"_s, change.mode},
            {u"type"_s, type},
            {u"sha"_s, change.sha ? QJsonValue(*change.sha) : QJsonValue(QJsonValue::Null)}};
}

QString pathOfReference(const RepositoryName &name, const QString &shortRef)
{
    return pathOf(name) + u"/git/refs/"_s + encodedPath(shortRef);
}

} // namespace

Client::Answer<QString> Client::createBlob(RepositoryName name, QByteArray content, std::stop_token stop) const
{
    auto request = m_connection.write(
        "POST", pathOf(name) + u"/git/blobs"_s,
        QJsonObject{{u"content"_s, QString::fromLatin1(content.toBase64())}, {u"encoding"_s, u"base64"_s}});
    request.isIdempotent = true;
    return net::getJson(m_connection, request, readSha, stop);
}

Client::Answer<QList<TreeItem>> Client::tree(RepositoryName name, QString sha, bool recursive,
                                             std::stop_token stop) const
{
    const auto request = m_connection.get(pathOf(name) + u"/git/trees/"_s + net::encoded(sha),
                                          {{u"recursive"_s, recursive ? u"1"_s : QString()}});
    return askTree(m_connection, request, stop);
}

Client::Answer<QString> Client::createTree(RepositoryName name, QString baseTree, QList<TreeChange> changes,
                                           std::stop_token stop) const
{
    QJsonArray entries;
    for (const TreeChange &change : std::as_const(changes))
        entries.append(toJson(change));
    QJsonObject body{{u"tree"_s, entries}};
    if (!baseTree.isEmpty())
        body.insert("base_tree"_L1, baseTree);
    auto request = m_connection.write("POST", pathOf(name) + u"/git/trees"_s, body);
    request.isIdempotent = true;
    return net::getJson(m_connection, request, readSha, stop);
}

Client::Answer<CommitObject> Client::commitObject(RepositoryName name, QString sha, std::stop_token stop) const
{
    const auto path = pathOf(name) + u"/git/commits/"_s + net::encoded(sha);
    return net::getJson(m_connection, m_connection.get(path), readCommitObject, stop);
}

Client::Answer<QString> Client::createCommit(RepositoryName name, NewCommit commit, std::stop_token stop) const
{
    const auto request = m_connection.write("POST", pathOf(name) + u"/git/commits"_s,
                                            QJsonObject{{u"message"_s, commit.message},
                                                        {u"tree"_s, commit.tree},
                                                        {u"parents"_s, QJsonArray::fromStringList(commit.parents)}});
    return net::getJson(m_connection, request, readSha, stop);
}

Client::Answer<Reference> Client::createReference(RepositoryName name, QString ref, QString sha,
                                                  std::stop_token stop) const
{
    const auto request =
        m_connection.write("POST", pathOf(name) + u"/git/refs"_s, QJsonObject{{u"ref"_s, ref}, {u"sha"_s, sha}});
    return net::getJson(m_connection, request, readReference, stop);
}

Client::Answer<Reference> Client::updateReference(RepositoryName name, QString shortRef, QString sha,
                                                  std::stop_token stop) const
{
    const auto request =
        m_connection.write("PATCH", pathOfReference(name, shortRef), QJsonObject{{u"sha"_s, sha}, {u"force"_s, false}});
    return net::getJson(m_connection, request, readReference, stop);
}

QCoro::Task<base::Done> Client::deleteReference(RepositoryName name, QString shortRef, std::stop_token stop) const
{
    return net::sendOnly(m_connection, m_connection.write("DELETE", pathOfReference(name, shortRef)), stop);
}

} // namespace slipway::github
