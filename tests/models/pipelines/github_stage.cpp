#include "github_stage.h"

#include "github/endpoint.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::test {

GitHubStage::GitHubStage()
    : client(std::make_shared<github::Client>(calls.http, github::endpoint(calls.server.url(), calls.token())))
{ }

GitHubStage &GitHubStage::later()
{
    calls.clock->advance(200ms);
    return *this;
}

QList<QByteArray> GitHubStage::asked() const
{
    QList<QByteArray> result;
    for (const Seen &request : calls.server.seen())
        result.append(request.method + ' ' + QByteArray(request.target).replace(path({}), {}));
    return result;
}

QJsonObject GitHubStage::sent(const QByteArray &method, const QByteArray &rest) const
{
    QJsonObject body;
    for (const Seen &request : calls.server.seen())
        if (request.method == method && request.target == path(rest))
            body = QJsonDocument::fromJson(request.body).object();
    return body;
}

QByteArray referenceJson(const QByteArray &ref, const QByteArray &sha)
{
    return R"({"ref":"refs/)" + ref + R"(","object":{"type":"commit","sha":")" + sha + R"("}})";
}

QByteArray fileJson(const QByteArray &path, const QByteArray &bytes)
{
    return R"({"type":"file","encoding":"base64","path":")" + path + R"(","sha":"b0","size":)"
        + QByteArray::number(bytes.size()) + R"(,"content":")" + bytes.toBase64() + R"("})";
}

QByteArray commitJson(const QByteArray &sha, const QByteArray &tree, const QByteArray &parent)
{
    return R"({"sha":")" + sha + R"(","message":"m","tree":{"sha":")" + tree + R"("},"parents":[{"sha":")" + parent
        + R"("}]})";
}

QByteArray shaJson(const QByteArray &sha)
{
    return R"({"sha":")" + sha + R"("})";
}

QByteArray pullJson(int number, const QByteArray &branch, const QByteArray &sha)
{
    return R"({"number":)" + QByteArray::number(number) + R"(,"title":"t","state":"open","draft":false,)"
        + R"("user":{"login":"priya"},"head":{"ref":")" + branch + R"(","sha":")" + sha
        + R"("},"base":{"ref":"main","sha":"x"},"html_url":"https://github.com/p/)" + QByteArray::number(number)
        + R"(","created_at":"2024-03-21T14:00:00Z","updated_at":"2024-03-21T14:00:00Z","merged_at":null})";
}

} // namespace slipway::test
