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

/// Vercel's API, reading.
///
/// Holds no state of its own: copies are cheap, and a call goes on when the client it was asked of is gone.
/// Lists come whole, over all their pages, unless a filter says otherwise. Errors of every call: those of
/// net::HttpClient::send and protocol with the JSON path. GUI thread; does not block.
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

private:
    net::Request get(const QString &path, net::Parameters parameters) const;

    net::Connection m_connection;
    Scope m_scope;
};

} // namespace slipway::vercel
