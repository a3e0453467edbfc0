#pragma once

#include "sandbox/github/shapes.h"
#include "sandbox/github/world.h"

namespace slipway::sandbox::github {

/// GitHub's REST API. Sources: GitHub's REST description, version 2022-11-28, and its pages on limits and paging.
class Api final : public Service
{
public:
    Api(Simulation &simulation, std::shared_ptr<World> world);

    using RepositoryHandler = std::function<Reply(const Call &, Repository &, const Shapes &)>;
    /// Registers a route below /repos/{owner}/{repo}.
    void route(const QByteArray &method, const QString &below, RepositoryHandler handler);

    /// One page of a list, newest first or as `item` numbers it. A list with a `key` is an object with a total_count;
    /// without one, a bare array. Of a filtered list no more than `most` can be had (negative: all).
    Reply page(const Call &call, const QString &key, qsizetype total, const std::function<QJsonValue(qsizetype)> &item,
               qsizetype most = -1) const;

    Reply error(int status, const QString &message) const override;
    /// 422 as GitHub words it.
    Reply invalid(const QString &message) const { return error(422, message); }
    Reply missing() const { return error(404, QStringLiteral("Not Found")); }
    World &world() const { return *m_world; }
    Simulation &sandbox() const { return simulation(); }
    /// The token may write everything but workflow files. GitHub hides from it what it may not change.
    bool lacksWorkflowScope(const Call &call) const;
    /// Notes an effect on the repository's `subject`.
    void note(const Repository &repository, const QString &effect, const QString &subject,
              const QJsonObject &detail = {}) const;
    QDateTime now() const { return simulation().now(); }
    /// The login that the call's token belongs to.
    QString viewer() const { return m_world->state.viewer().login; }

    bool isRecorded(const Call &call) const override;
    Reply faultReply(const Call &call, const Fault &fault) const override;
    void decorate(const Call &call, Reply &reply) override;

protected:
    std::optional<Reply> refuse(const Call &call) const override;

private:
    void routeAccount();
    /// The repository that the path names, a public one only for reading; nothing for one that is not there.
    Repository *repositoryOf(const Call &call) const;
    Shapes shapes(const Call &call) const;
    Reply root(const Call &call) const;
    Reply graphql(const Call &call) const;

    std::shared_ptr<World> m_world;
};

void addRepositoryRoutes(Api &api);
void addReferenceRoutes(Api &api);
void addGitRoutes(Api &api);
void addPullRoutes(Api &api);
void addWorkflowRoutes(Api &api);
void addRunRoutes(Api &api);
void addReviewRoutes(Api &api);
void addDeliveryRoutes(Api &api);
void addEnvironmentRoutes(Api &api);
void addVaultRoutes(Api &api);
void addProtectionRoutes(Api &api);

} // namespace slipway::sandbox::github
