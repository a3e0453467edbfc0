#include "github/protection.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

namespace {

/// GitHub wraps its switches as `{"enabled": true}` and leaves out those that are off.
bool isOn(const Object &object, QLatin1StringView key)
{
    const auto part = object.maybeObject(key);
    return part && part->maybeBoolean("enabled"_L1).value_or(false);
}

Protection::Checks readChecks(const Object &object)
{
    return {object.maybeBoolean("strict"_L1).value_or(false), object.texts("contexts"_L1)};
}

Protection::Reviews readReviews(const Object &object)
{
    return {object.maybeInteger("required_approving_review_count"_L1).value_or(0),
            object.boolean("dismiss_stale_reviews"_L1), object.boolean("require_code_owner_reviews"_L1),
            object.maybeBoolean("require_last_push_approval"_L1).value_or(false)};
}

} // namespace

Protection readProtection(const Object &object)
{
    Protection protection;
    protection.checks = object.maybeObject("required_status_checks"_L1).transform(readChecks);
    protection.reviews = object.maybeObject("required_pull_request_reviews"_L1).transform(readReviews);
    protection.enforcesAdmins = isOn(object, "enforce_admins"_L1);
    protection.requiresLinearHistory = isOn(object, "required_linear_history"_L1);
    protection.requiresConversationResolution = isOn(object, "required_conversation_resolution"_L1);
    protection.allowsForcePushes = isOn(object, "allow_force_pushes"_L1);
    protection.allowsDeletions = isOn(object, "allow_deletions"_L1);
    protection.blocksCreations = isOn(object, "block_creations"_L1);
    protection.isLocked = isOn(object, "lock_branch"_L1);
    protection.restrictsPushes = object.has("restrictions"_L1);
    return protection;
}

BranchRule readBranchRule(const Object &object)
{
    return {object.text("type"_L1), object.maybeInteger("ruleset_id"_L1).value_or(0),
            object.raw("parameters"_L1).toObject()};
}

} // namespace slipway::github
