#include "github/environments.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

namespace {

void readRule(const Object &rule, Environment &environment)
{
    const QString type = rule.text("type"_L1);
    if (type == "wait_timer"_L1) {
        environment.waitTimer = std::chrono::minutes(rule.maybeInteger("wait_timer"_L1).value_or(0));
    } else if (type == "required_reviewers"_L1) {
        environment.preventsSelfReview = rule.maybeBoolean("prevent_self_review"_L1).value_or(false);
        environment.reviewers = rule.maybeList("reviewers"_L1, readReviewer);
    } else if (type != "branch_policy"_L1) {
        environment.otherRules.append(type);
    }
}

Environment::Branches readBranches(const Object &object)
{
    const auto policy = object.maybeObject("deployment_branch_policy"_L1);
    if (!policy)
        return Environment::Branches::Any;
    const bool isProtected = policy->boolean("protected_branches"_L1);
    const bool isNamed = policy->boolean("custom_branch_policies"_L1);
    if (isProtected)
        return Environment::Branches::Protected;
    return isNamed ? Environment::Branches::Named : Environment::Branches::Any;
}

} // namespace

Environment readEnvironment(const Object &object)
{
    Environment environment;
    environment.id = object.integer("id"_L1);
    environment.name = object.text("name"_L1);
    environment.page = QUrl(object.text("html_url"_L1));
    object.maybeList("protection_rules"_L1, [&environment](const Object &rule) {
        readRule(rule, environment);
        return true;
    });
    environment.branches = readBranches(object);
    return environment;
}

BranchPolicy readBranchPolicy(const Object &object)
{
    return {object.integer("id"_L1), object.text("name"_L1), object.maybeText("type"_L1).value_or(u"branch"_s)};
}

SecretName readSecretName(const Object &object)
{
    return {object.text("name"_L1), object.time("created_at"_L1), object.time("updated_at"_L1)};
}

Variable readVariable(const Object &object)
{
    return {object.text("name"_L1), object.text("value"_L1), object.time("created_at"_L1),
            object.time("updated_at"_L1)};
}

} // namespace slipway::github
