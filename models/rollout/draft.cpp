#include "rollout/draft.h"

#include "rollout/fly_plan.h"
#include "rollout/migration_draft.h"
#include "rollout/vercel_draft.h"

using namespace Qt::StringLiterals;

namespace slipway::rollout {

Choices presetOf(const Draft &draft)
{
    return {draft.strategyPreset, draft.schemaPreset, draft.optionsPreset};
}

operations::Plan planOf(const Draft &draft, const Choices &choices)
{
    switch (draft.wish.act) {
    case Wish::Act::Migrate:
    case Wish::Act::MigrateDown:
    case Wish::Act::Restore: return planOfMigration(draft, choices);
    default: break;
    }
    return draft.provider == "vercel"_L1 ? planOfVercel(draft, choices) : planOfFly(draft, choices);
}

} // namespace slipway::rollout
