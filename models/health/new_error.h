#pragma once

#include "health/measures.h"

/// Did a release bring an error? Pure. Source: delivery-semantics D3.
namespace slipway::health {

/// How often an issue had been seen when it was asked for.
struct IssueSample {
    QDateTime at;
    qint64 events = 0;
    qint64 users = 0;
    bool operator==(const IssueSample &) const = default;
};

enum class NewError { None, Notify, Page };

/// `samples` oldest first, the newest one being what `issue` says; `births` is from t0 to 15 min after t1.
NewError judgeIssue(const NewIssue &issue, const QList<IssueSample> &samples, const Period &births);

} // namespace slipway::health
