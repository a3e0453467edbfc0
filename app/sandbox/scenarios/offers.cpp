#include "sandbox/scenarios/offers.h"

#include "sandbox/core/simulation.h"
#include "sandbox/fly/machines_api.h"
#include "sandbox/fly/metrics_api.h"
#include "sandbox/fly/platform_api.h"
#include "sandbox/sentry/api.h"
#include "sandbox/slack/hooks.h"
#include "sandbox/vercel/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

std::vector<Offer> offersOf(Simulation &simulation, const std::shared_ptr<fly::Platform> &platform,
                            const std::shared_ptr<vercel::Team> &team,
                            const std::shared_ptr<sentry::Organization> &organization)
{
    const QStringList channels{u"deployments"_s, u"incidents"_s, u"engineering"_s};
    std::vector<Offer> offers;
    offers.push_back({u"fly"_s, u"machines"_s, std::make_unique<fly::MachinesApi>(platform, fly::demoTokens())});
    offers.push_back({u"fly"_s, u"api"_s, std::make_unique<fly::PlatformApi>(platform, fly::demoTokens())});
    offers.push_back({u"fly"_s, u"metrics"_s, std::make_unique<fly::MetricsApi>(platform, fly::demoTokens())});
    offers.push_back({u"vercel"_s, u"api"_s, std::make_unique<vercel::Api>(team, vercel::demoTokens())});
    offers.push_back({u"sentry"_s, u"api"_s, std::make_unique<sentry::Api>(organization, sentry::demoTokens())});
    offers.push_back({u"slack"_s, u"hooks"_s, std::make_unique<slack::Hooks>(simulation, channels)});
    return offers;
}

} // namespace slipway::sandbox
