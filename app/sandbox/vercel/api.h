#pragma once

#include "sandbox/core/service.h"
#include "sandbox/vercel/team.h"

namespace slipway::sandbox::vercel {

/// Vercel's REST API. A team's things are found only with `teamId` or `slug`; without, the answer is 403 (lists) or
/// 404, as for the personal account.
class Api final : public Service
{
public:
    Api(std::shared_ptr<Team> team, Tokens tokens);

    bool isRecorded(const Call &call) const override;
    Reply faultReply(const Call &call, const Fault &fault) const override;
    void decorate(const Call &call, Reply &reply) override;

protected:
    std::optional<Reply> refuse(const Call &call) const override;
    Reply error(int status, const QString &message) const override;
    Reply notFound(const Call &call) const override;

private:
    using Plain = Reply (Api::*)(const Call &);
    using ForProject = Reply (Api::*)(const Call &, Project &);
    using ForDeployment = Reply (Api::*)(const Call &, Project &, const Deployment &);

    void add(const QByteArray &method, const QStringList &paths, Plain handler);
    /// Handlers for `{project}`: 404 is dealt with before them.
    void add(const QByteArray &method, const QStringList &paths, ForProject handler);
    /// Handlers for `{deployment}`, and for both.
    void add(const QByteArray &method, const QStringList &paths, ForDeployment handler);
    void addAccountRoutes();
    void addProjectRoutes();
    void addDeploymentRoutes();
    void addVariableRoutes();
    bool isInScope(const Call &call) const;

    Reply user(const Call &call);
    Reply teams(const Call &call);
    Reply team(const Call &call);
    QJsonObject teamJson() const;

    Reply listProjects(const Call &call);
    Reply showProject(const Call &call, Project &project);
    Reply changeProject(const Call &call, Project &project);
    Reply domains(const Call &call, Project &project);
    Reply customEnvironments(const Call &call, Project &project);
    Reply rollingRelease(const Call &call, Project &project);
    Reply aliasJobs(const Call &call, Project &project);
    Reply promote(const Call &call, Project &project, const Deployment &deployment);
    Reply rollback(const Call &call, Project &project, const Deployment &deployment);
    Reply describeRollback(const Call &call, Project &project, const Deployment &deployment);

    Reply listDeployments(const Call &call);
    Reply showDeployment(const Call &call, Project &project, const Deployment &deployment);
    Reply events(const Call &call, Project &project, const Deployment &deployment);
    Reply createDeployment(const Call &call);
    Reply cancel(const Call &call, Project &project, const Deployment &deployment);
    Reply builds(const Call &call, Project &project, const Deployment &deployment);
    Reply checks(const Call &call, Project &project, const Deployment &deployment);
    Reply checkRuns(const Call &call, Project &project, const Deployment &deployment);
    Reply deploymentAliases(const Call &call, Project &project, const Deployment &deployment);
    Reply assignAlias(const Call &call, Project &project, const Deployment &deployment);
    Reply listAliases(const Call &call);
    Reply domainConfig(const Call &call);

    Reply listVariables(const Call &call, Project &project);
    Reply createVariables(const Call &call, Project &project);
    Reply showVariable(const Call &call, Project &project);
    Reply changeVariable(const Call &call, Project &project);
    Reply removeVariable(const Call &call, Project &project);

    Team &theTeam() const { return *m_team; }
    qint64 now() const { return m_team->now(); }

    std::shared_ptr<Team> m_team;
    qint64 m_minute = 0;
    int m_used = 0;
};

/// Tokens valid nowhere but here.
Tokens demoTokens();

/// `{count, next, prev}` as all lists of Vercel have it; 0 stands for null.
QJsonObject pagination(qsizetype count, qint64 next, qint64 prev);

} // namespace slipway::sandbox::vercel
