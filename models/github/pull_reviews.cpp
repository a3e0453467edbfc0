#include "github/pull_reviews.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

PullReview readPullReview(const Object &object)
{
    using enum PullReview::Answer;
    PullReview review;
    if (const auto user = object.maybeObject("user"_L1))
        review.user = user->text("login"_L1);
    review.answer = base::word<PullReview::Answer>(object.text("state"_L1),
                                                   {{"APPROVED"_L1, Approved},
                                                    {"CHANGES_REQUESTED"_L1, ChangesRequested},
                                                    {"COMMENTED"_L1, Commented},
                                                    {"DISMISSED"_L1, Dismissed},
                                                    {"PENDING"_L1, Pending}});
    review.submittedAt = object.maybeTime("submitted_at"_L1);
    review.sha = object.maybeText("commit_id"_L1).value_or(QString());
    return review;
}

} // namespace slipway::github
