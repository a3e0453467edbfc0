#include "github/approvals.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

Reviewer readReviewer(const Object &object)
{
    using enum Reviewer::Kind;
    Reviewer reviewer;
    reviewer.kind = base::word<Reviewer::Kind>(object.text("type"_L1), {{"User"_L1, User}, {"Team"_L1, Team}});
    const Object who = object.object("reviewer"_L1);
    reviewer.id = who.integer("id"_L1);
    reviewer.name = who.text(reviewer.kind == Team ? "slug"_L1 : "login"_L1);
    return reviewer;
}

PendingDeployment readPendingDeployment(const Object &object)
{
    PendingDeployment pending;
    const Object environment = object.object("environment"_L1);
    pending.environmentId = environment.integer("id"_L1);
    pending.environment = environment.text("name"_L1);
    pending.waitTimer = std::chrono::minutes(object.integer("wait_timer"_L1));
    pending.waitTimerStartedAt = object.maybeTime("wait_timer_started_at"_L1);
    pending.canApprove = object.boolean("current_user_can_approve"_L1);
    pending.reviewers = object.list("reviewers"_L1, readReviewer);
    return pending;
}

Approval readApproval(const Object &object)
{
    using enum Approval::Answer;
    Approval approval;
    approval.answer = base::word<Approval::Answer>(
        object.text("state"_L1), {{"approved"_L1, Approved}, {"rejected"_L1, Rejected}, {"pending"_L1, Pending}});
    approval.environments =
        object.list("environments"_L1, [](const Object &environment) { return environment.text("name"_L1); });
    approval.user = object.object("user"_L1).text("login"_L1);
    approval.comment = object.text("comment"_L1);
    return approval;
}

} // namespace slipway::github
