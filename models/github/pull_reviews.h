#pragma once

#include "base/json.h"
#include "base/word.h"

#include <optional>

namespace slipway::github {

/// What somebody said of a pull request.
struct PullReview {
    enum class Answer { Unknown, Approved, ChangesRequested, Commented, Dismissed, Pending };

    /// Empty where the account is gone.
    QString user;
    base::Word<Answer> answer;
    /// Absent while it is not sent.
    std::optional<QDateTime> submittedAt;
    /// The commit that was looked at; empty where GitHub does not tell.
    QString sha;
    bool operator==(const PullReview &) const = default;
};

PullReview readPullReview(const base::json::Object &object);

} // namespace slipway::github
