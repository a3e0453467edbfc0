#pragma once

#include "e2e_stage/stage.h"
#include "github/client.h"

namespace slipway::e2e {

/// Looks at the demo's repository at GitHub, and writes to it, as somebody else than the window.
class Colleague
{
public:
    /// With the tokens of the program as it is now.
    explicit Colleague(Stage &stage);

    /// A file's bytes at a branch or commit; why it cannot be read when it cannot.
    QByteArray read(const QString &ref, const QString &path) const;
    std::optional<github::PullRequest> pullOf(const QString &branch) const;
    /// The commit a branch points to; empty without one.
    QString head(const QString &branch) const;
    /// What the branch has and main has not, oldest first.
    QList<github::Commit> ahead(const QString &branch) const;
    /// Puts a commit with this file on main, whose protection goes. False when GitHub does not take it. Once.
    bool push(const QString &path, const QByteArray &bytes) const;

private:
    bool liftProtection() const;

    github::Client m_client;
    QString m_protection;
    QByteArray m_token;
};

} // namespace slipway::e2e
