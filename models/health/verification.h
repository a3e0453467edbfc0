#pragma once

#include "health/judge.h"

/// The handbook's list of what to verify after a deployment. Pure. Source: handbook, "Post-Deployment Verification".
namespace slipway::health {

/// The five automatic checks as they stand; `performance` is what the rules about errors and durations say.
QList<VerificationItem> automaticChecks(const Evidence &evidence, const Opinion &performance);

/// `items` with the automatic ones replaced by `checked`; the ticks of people stay.
QList<VerificationItem> mergedItems(QList<VerificationItem> items, const QList<VerificationItem> &checked);
/// The same with one of a person's checks ticked, or not any more.
QList<VerificationItem> tickedItems(QList<VerificationItem> items, const QString &itemId, const QString &actor,
                                    const QDateTime &at, bool isTicked);

} // namespace slipway::health
