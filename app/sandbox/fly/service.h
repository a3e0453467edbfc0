#pragma once

#include "sandbox/core/service.h"
#include "sandbox/fly/platform.h"

#include <memory>

namespace slipway::sandbox::fly {

/// What Fly's three hosts have in common: who may ask, `fly-request-id`, and error bodies {"error": text}.
class FlyService : public Service
{
public:
    FlyService(std::shared_ptr<Platform> platform, Tokens tokens);

    void decorate(const Call &call, Reply &reply) override;
    /// `FlyV1 fm2_…` or `Bearer fm2_…`.
    Access accessOf(const Call &call) const override;

protected:
    std::optional<Reply> refuse(const Call &call) const override;
    Reply error(int status, const QString &message) const override;
    Reply notFound(const Call &call) const override;
    /// Whether the call, though not a GET, only reads.
    virtual bool isRead(const Call &call) const;
    /// Whether any valid token may make the call.
    virtual bool isForEveryToken(const Call &call) const;

    Platform &platform() const { return *m_platform; }
    const std::shared_ptr<Platform> &sharedPlatform() const { return m_platform; }
    Reply appNotFound(const QString &name) const;

private:
    std::shared_ptr<Platform> m_platform;
};

/// The tokens of the demo: macaroons by their prefix, valid nowhere else.
Tokens demoTokens();

} // namespace slipway::sandbox::fly
