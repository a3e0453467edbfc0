#pragma once

#include "call_support/call_fixture.h"
#include "github/client.h"

namespace slipway::test {

/// A repository "loop-health/platform" at a GitHub that says what the test wrote. One for each test.
class GitHubStage
{
public:
    GitHubStage();

    CallFixture calls;
    std::shared_ptr<const github::Client> client;
    const github::RepositoryName name{QStringLiteral("loop-health"), QStringLiteral("platform")};

    /// "/repos/loop-health/platform" and what follows.
    static QByteArray path(const QByteArray &rest) { return "/repos/loop-health/platform" + rest; }
    Script &on(const QByteArray &method, const QByteArray &rest) { return calls.server.on(method, path(rest)); }
    QStringList mistakes() const { return calls.server.mistakes(); }
    /// Lets the client's pauses pass: for QTRY_ conditions.
    GitHubStage &later();
    /// Method and path of what was asked, without the repository's own.
    QList<QByteArray> asked() const;
    /// The body of the newest request with this method and path.
    QJsonObject sent(const QByteArray &method, const QByteArray &rest) const;
};

QByteArray referenceJson(const QByteArray &ref, const QByteArray &sha);
QByteArray fileJson(const QByteArray &path, const QByteArray &bytes);
QByteArray commitJson(const QByteArray &sha, const QByteArray &tree, const QByteArray &parent);
QByteArray shaJson(const QByteArray &sha);
QByteArray pullJson(int number, const QByteArray &branch, const QByteArray &sha);

} // namespace slipway::test
