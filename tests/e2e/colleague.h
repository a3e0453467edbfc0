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
    /// The same on main and develop, as if both were merged. Once.
    bool pushToBoth(const QString &path, const QByteArray &bytes) const;
    /// Starts a workflow on main by hand; the run's id, or 0.
    qint64 dispatch(const QString &workflow, const QMap<QString, QString> &inputs) const;
    /// Says yes or no at the gate of production.
    bool decide(qint64 run, bool isApproved, const QString &comment) const;
    /// Who of those who may now shall be asked for deployments to production, and whether one's own are barred.
    bool setReviewers(const QStringList &logins, bool preventsSelfReview) const;

private:
    bool send(const QByteArray &verb, const QString &path, const QJsonObject &body = {}) const;
    bool liftProtection(const QString &branch) const;
    /// A commit with this file on top of these, with the first one's other files; empty when that fails.
    QString commit(const QString &path, const QByteArray &bytes, const QStringList &parents) const;
    bool move(const QString &branch, const QString &sha) const;

    github::Client m_client;
    QString m_repository;
    QByteArray m_token;
};

} // namespace slipway::e2e
