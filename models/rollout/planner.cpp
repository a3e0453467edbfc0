#include "rollout/planner.h"

#include "rollout/fly_draft.h"
#include "rollout/migration_draft.h"
#include "rollout/steps.h"
#include "rollout/vercel_draft.h"
#include "workspace/workspace.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::Planner)
};

base::Error noPlace(const operations::Target &target)
{
    return base::makeError(base::Error::Kind::NotFound,
                           Words::tr("slipway.yaml has no app “%1” in “%2”.").arg(target.app, target.environment),
                           Words::tr("Add its place to slipway.yaml."));
}

/// Where the wish's target runs; null when the workspace does not know it.
const workspace::Place *placeOf(const workspace::Workspace &workspace, const operations::Target &target)
{
    const workspace::App *app = workspace.app(target.app);
    const auto environment = workspace::environmentOf(target.environment);
    if (!app || !environment)
        return nullptr;
    const auto &place = app->place(*environment);
    return place ? &*place : nullptr;
}

bool isMigration(Wish::Act act)
{
    return act == Wish::Act::Migrate || act == Wish::Act::MigrateDown || act == Wish::Act::Restore;
}

QCoro::Task<base::Result<Draft>> drafted(std::shared_ptr<const Planner::Setup> setup, Wish wish, std::stop_token stop)
{
    if (isMigration(wish.act))
        co_return co_await draftMigration(*setup, wish, stop);
    const workspace::Place *place = placeOf(*setup->workspace, wish.target);
    if (!place)
        co_return std::unexpected(noPlace(wish.target));
    if (place->provider() == workspace::Provider::Fly)
        co_return co_await draftFly(setup, wish, stop);
    co_return co_await draftVercel(*setup, wish, stop);
}

} // namespace

Planner::Planner(Setup setup)
    : m_setup(std::make_shared<const Setup>(std::move(setup)))
{ }

QCoro::Task<base::Result<Draft>> Planner::draft(Wish wish, std::stop_token stop) const
{
    return drafted(m_setup, std::move(wish), stop);
}

QCoro::Task<base::Result<Draft>> Planner::again(Draft draft, std::stop_token stop) const
{
    return drafted(m_setup, draft.wish, stop);
}

void registerSteps(operations::Registry &registry, const Planner::Setup &setup)
{
    registerFlySteps(registry, setup);
    registerVercelSteps(registry, setup);
    registerGithubSteps(registry, setup);
    registerMigrationSteps(registry, setup);
    registerTellingSteps(registry, setup);
}

} // namespace slipway::rollout
