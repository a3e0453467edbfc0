#pragma once

#include "base/result.h"
#include "net/json_call.h"
#include "vercel/accounts.h"
#include "vercel/deployments.h"
#include "vercel/endpoint.h"
#include "vercel/projects.h"

#include <QCoro/QCoroTask>

namespace slipway::vercel {

/// Whose resources are asked for. Without a team the personal account is searched, and a team's project is "not found".
struct Scope {
    /// "team_…" or a slug, as the workspace names it; empty = the personal account.
    QString team;
};

/// Which deployments; every member left empty matches all.
struct DeploymentFilter {
    /// Id or name.
    QString project;
    /// "production", "staging" or "preview".
    QString target;
    /// Ready states, comma-separated, as Vercel writes them: "READY,ERROR".
    QString state;
    QString branch;
    QString sha;
    std::optional<bool> isRollbackCandidate;
    std::optional<QDateTime> since;
    std::optional<QDateTime> until;
    /// 1..100.
    int limit = 20;
    /// 0 = all.
    int mostPages = 1;
};

/// A build that is to be made again of what another one was made of.
struct Rebuild {
    /// The project's name.
    QString project;
    QString deploymentId;
    /// "production", or empty for a preview.
    QString target;
    /// Kept with the new deployment and given back in Deployment::meta.
    QMap<QString, QString> meta;
};

/// What Vercel said to a wish to move a project's domains.
struct Receipt {
    /// It waits behind a rolling release.
    bool isQueued = false;
    /// Vercel's name for the exchange.
    QString requestId;
};

/// Vercel's API.
///
/// Holds no state of its own: copies are cheap, and a call goes on when the client it was asked of is gone.
/// Lists come whole, over all their pages, unless a filter says otherwise. Errors of every call: those of
/// net::HttpClient::send and protocol with the JSON path. A write is sent once; where its answer never came
/// Error::outcomeUnknown says so. GUI thread; does not block.
class Client
{
public:
    Client(std::shared_ptr<const net::HttpClient> http, std::shared_ptr<const net::Endpoint> endpoint, Scope scope);

    template<typename T>
    using Answer = QCoro::Task<base::Result<T>>;

    /// The token's user. GET /v2/user
    Answer<User> user(std::stop_token stop) const;
    /// GET /v2/teams
    Answer<QList<Team>> teams(std::stop_token stop) const;
    /// GET /v10/projects
    Answer<QList<Project>> projects(std::stop_token stop) const;
    /// With lastAliasRequest: the state of a promotion or roll-back. GET /v9/projects/{idOrName}?rollbackInfo=true
    Answer<Project> project(QString idOrName, std::stop_token stop) const;
    /// Newest first. GET /v7/deployments
    Answer<QList<Deployment>> deployments(DeploymentFilter filter, std::stop_token stop) const;
    /// GET /v13/deployments/{idOrUrl}
    Answer<Deployment> deployment(QString idOrUrl, std::stop_token stop) const;
    /// GET /v1/deployments/{id}/checks
    Answer<QList<DeploymentCheck>> checks(QString deploymentId, std::stop_token stop) const;
    /// A project's. GET /v4/aliases
    Answer<QList<Alias>> aliases(QString projectId, std::stop_token stop) const;
    /// GET /v2/deployments/{id}/aliases
    Answer<QList<Alias>> deploymentAliases(QString deploymentId, std::stop_token stop) const;
    /// GET /v9/projects/{idOrName}/domains
    Answer<QList<Domain>> domains(QString project, std::stop_token stop) const;
    /// Names, places and dates, never values. GET /v10/projects/{idOrName}/env
    Answer<QList<VariableName>> variables(QString project, std::stop_token stop) const;
    /// How the domains of the last promotion or roll-back fare. GET /v1/projects/{idOrName}/promote/aliases
    Answer<QList<AliasJob>> aliasJobs(QString project, bool failedOnly, std::stop_token stop) const;

    /// Points the production domains to a production build, without building; project() tells when it is done. Pushes
    /// take the domains again from then on. 409 another promotion or roll-back is under way, 422 the deployment is a
    /// preview or not ready. POST /v10/projects/{idOrName}/promote/{id}
    Answer<Receipt> promote(QString project, QString deploymentId, std::stop_token stop) const;
    /// Points the production domains back to a build that served them before; project() tells when it is done. Pushes
    /// are built from then on and stay staged. Errors as promote; 422 it never served, or the account's plan allows the
    /// one before alone. POST /v1/projects/{idOrName}/rollback/{id}
    Answer<Receipt> rollback(QString project, QString deploymentId, std::stop_token stop) const;
    /// Builds again, with the variables of today. Not repeatable: each call is a build. POST
    /// /v13/deployments?forceNew=1
    Answer<Deployment> rebuild(Rebuild wanted, std::stop_token stop) const;

private:
    net::Request get(const QString &path, net::Parameters parameters) const;
    net::Request post(const QString &path, const net::Parameters &parameters, const QJsonObject &body) const;

    net::Connection m_connection;
    Scope m_scope;
};

} // namespace slipway::vercel
