#pragma once

#include "sandbox/traffic/traffic.h"
#include "sandbox/vercel/project.h"

#include <memory>

namespace slipway::sandbox {
class Simulation;
}

namespace slipway::sandbox::vercel {

/// One team on Vercel: its projects and what may be done with them. Every effect goes into the simulation's ledger,
/// every move of a production domain into Traffic.
class Team : public std::enable_shared_from_this<Team>
{
public:
    /// `simulation` outlives the team. `repository` is "owner/name".
    Team(Simulation &simulation, std::shared_ptr<Traffic> traffic, QString slug, QString repository);
    Q_DISABLE_COPY_MOVE(Team)

    Simulation &simulation() const { return m_simulation; }
    Traffic &traffic() const { return *m_traffic; }
    const QString &slug() const { return m_slug; }
    QString id() const;
    qint64 now() const;

    Project &addProject(const QString &name, const QStringList &domains);
    /// By id or name.
    Project *project(const QString &idOrName);
    std::vector<Project> &projects() { return m_projects; }
    const std::vector<Project> &projects() const { return m_projects; }
    /// The project and the deployment, by id, host, or a domain that points to it.
    std::pair<Project *, std::optional<Deployment>> deployment(const QString &idOrUrl);

    /// Starts a build; its id, host and time are set here.
    Deployment build(Project &project, Deployment deployment);
    void cancel(Project &project, const Deployment &deployment);
    /// Begins to move the production domains. `type` is "promote" or "rollback".
    void move(Project &project, const Deployment &to, const QString &type);
    /// Notes that `project`'s domains will move, and says so when they do.
    void replan(Project &project);

private:
    void announceAt(qint64 at, const QString &projectId, const QString &deployment);
    void announce(const QString &projectId, const QString &deployment);

    Simulation &m_simulation;
    std::shared_ptr<Traffic> m_traffic;
    QString m_slug;
    QString m_repository;
    std::vector<Project> m_projects;
    qint64 m_builds = 0;
};

} // namespace slipway::sandbox::vercel
