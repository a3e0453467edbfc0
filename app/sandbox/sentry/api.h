#pragma once

#include "sandbox/core/service.h"
#include "sandbox/sentry/organization.h"

namespace slipway::sandbox::sentry {

/// Sentry's web API: paths below /api/0, all with a slash at the end; lists in pages by the Link header's cursors.
class Api final : public Service
{
public:
    Api(std::shared_ptr<Organization> organization, Tokens tokens);

    void decorate(const Call &call, Reply &reply) override;

protected:
    std::optional<Reply> refuse(const Call &call) const override;
    Reply error(int status, const QString &message) const override;
    Reply notFound(const Call &call) const override;

private:
    using Handler = Reply (Api::*)(const Call &);
    void add(const QByteArray &method, const QString &path, Handler handler);
    Reply page(const Call &call, const QJsonArray &all) const;
    QJsonObject organizationJson(const Call &call) const;

    Reply index(const Call &call);
    Reply organizations(const Call &call);
    Reply organization(const Call &call);
    Reply projects(const Call &call);
    Reply environments(const Call &call);
    Reply keys(const Call &call);
    Reply nothing(const Call &call);

    Reply releases(const Call &call);
    Reply createRelease(const Call &call);
    Reply release(const Call &call);
    Reply changeRelease(const Call &call);
    Reply deploys(const Call &call);
    Reply createDeploy(const Call &call);
    QJsonObject releaseJson(const Release &release) const;
    QJsonArray releaseProjects(const Release &release) const;

    Reply sessions(const Call &call);
    Reply timeSeries(const Call &call);
    Reply events(const Call &call);

    Reply issues(const Call &call);
    Reply issue(const Call &call);
    Reply changeIssue(const Call &call);
    QJsonObject issueJson(const Call &call, const Issue &issue, qint64 from) const;

    std::shared_ptr<Organization> m_organization;
};

/// Tokens valid nowhere but here.
Tokens demoTokens();

} // namespace slipway::sandbox::sentry
