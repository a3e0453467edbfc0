#pragma once

#include "sandbox/fly/service.h"

namespace slipway::sandbox::fly {

/// The platform API, `https://api.fly.io`: releases, logs and GraphQL.
class PlatformApi final : public FlyService
{
public:
    PlatformApi(std::shared_ptr<Platform> platform, Tokens tokens);

protected:
    bool isRead(const Call &call) const override;

private:
    Reply listReleases(const Call &call);
    Reply currentRelease(const Call &call);
    Reply createRelease(const Call &call);
    Reply changeRelease(const Call &call);
    Reply organizations(const Call &call);
    Reply logs(const Call &call);
    Reply graphql(const Call &call);
};

} // namespace slipway::sandbox::fly
