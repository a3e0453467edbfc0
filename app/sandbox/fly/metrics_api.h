#pragma once

#include "sandbox/fly/service.h"

namespace slipway::sandbox::fly {

/// Fly's Prometheus, `https://api.fly.io/prometheus/{org}/api/v1/query` and `/query_range`. Figures follow from what
/// is deployed; see Traffic.
class MetricsApi final : public FlyService
{
public:
    MetricsApi(std::shared_ptr<Platform> platform, Tokens tokens);

protected:
    bool isRead(const Call &) const override { return true; }
    Reply error(int status, const QString &message) const override;

private:
    Reply query(const Call &call) const;
    Reply queryRange(const Call &call) const;
};

} // namespace slipway::sandbox::fly
