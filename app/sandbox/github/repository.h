#pragma once

#include "sandbox/github/actions.h"
#include "sandbox/github/delivery.h"
#include "sandbox/github/git.h"
#include "sandbox/github/settings.h"

#include <memory>

namespace slipway::sandbox::github {

struct User {
    qint64 id = 0;
    QString login;
    QString name;
};

/// One repository and all that GitHub keeps about it. Plain state: what moves it is Runner and the routes.
struct Repository {
    qint64 id = 0;
    QString owner;
    QString name;
    QString description;
    QString language;
    QString defaultBranch = QStringLiteral("main");
    QDateTime created;

    Git git;
    std::map<int, Pull> pulls;
    std::vector<Workflow> workflows;
    Runs runs;
    std::map<QString, Environment> environments;
    Deployments deployments;
    /// Newest first.
    QList<Release> releases;
    QHash<QString, QList<Check>> checks;
    Vault vault;
    std::map<QString, Vault> environmentVaults;
    std::map<QString, Protection> protections;
    QList<QJsonObject> rulesets;
    QList<QJsonObject> codeScanningAlerts;

    QString fullName() const { return owner + u'/' + name; }
    /// By id or by file name; -1 for none.
    int workflow(const QString &idOrFile) const;
    const Pull *openPullOf(const QString &branch) const;
    /// GitHub's words for why the branch's protection refuses a direct push; empty when it does not. The tokens are an
    /// administrator's, whom only `enforce_admins` binds.
    QString ruleAgainstPush(const QString &branch, bool isForced) const;
};

/// A GitHub with its users, one organisation and its repositories.
class State
{
public:
    explicit State(QString organization);

    const QString &organization() const { return m_organization; }
    User &addUser(const QString &login, const QString &name);
    /// The user; a made-up one for a login that nobody has.
    User user(const QString &login) const;
    /// Whom the tokens belong to: the first user.
    const User &viewer() const { return m_users.first(); }

    Repository &addRepository(const QString &name, const QDateTime &created);
    Repository *repository(const QString &owner, const QString &name);
    const std::vector<std::unique_ptr<Repository>> &repositories() const { return m_repositories; }

    /// A number that no other thing has.
    qint64 nextId() { return m_nextId += 7; }

private:
    QString m_organization;
    QList<User> m_users;
    std::vector<std::unique_ptr<Repository>> m_repositories;
    qint64 m_nextId = 8'365'000'000;
};

} // namespace slipway::sandbox::github
