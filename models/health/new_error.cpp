#include "health/new_error.h"

#include <algorithm>

namespace slipway::health {

namespace {

constexpr qint64 windowSeconds = 5 * 60;
constexpr qint64 pageEvents = 5;
constexpr qint64 pageUsers = 2;

/// Within some five minutes; before the first sample nothing had happened, as counting begins with t0.
bool isBurst(const QList<IssueSample> &samples)
{
    for (qsizetype last = 0; last < samples.size(); ++last) {
        IssueSample before;
        for (qsizetype first = 0; first < last; ++first) {
            if (samples[first].at.secsTo(samples[last].at) >= windowSeconds)
                before = samples[first];
        }
        if (samples[last].events - before.events >= pageEvents || samples[last].users - before.users >= pageUsers)
            return true;
    }
    return false;
}

} // namespace

NewError judgeIssue(const NewIssue &issue, const QList<IssueSample> &samples, const Period &births)
{
    const bool isBorn = issue.isRegressed || (issue.firstSeenAt && births.contains(*issue.firstSeenAt));
    if (!isBorn || !issue.isError || issue.hitsOld || issue.events == 0)
        return NewError::None;
    if (isBurst(samples))
        return NewError::Page;
    return issue.isUnhandled ? NewError::Notify : NewError::None;
}

} // namespace slipway::health
