#pragma once

#include "health/measures.h"

/// Does a release make more errors than what ran before it? Pure. Source: delivery-semantics D2.
namespace slipway::health {

struct ErrorCounts {
    double errors = 0;
    double requests = 0;
    bool operator==(const ErrorCounts &) const = default;
};

/// What one look at the counts says.
enum class Spike {
    TooFew,  ///< nothing can be said
    WatchOn, ///< neither well nor bad yet
    Healthy,
    Warn,
    Page,
};

struct SpikeJudgement {
    Spike spike = Spike::TooFew;
    ErrorCounts before;
    ErrorCounts after;
    /// Error share against the one before; absent where nothing went wrong before.
    std::optional<double> ratio;
    /// Chance that the rate is more than twice, and more than `times` times, what it was.
    double chanceOfTwice = 0;
    double chanceOfTimes = 0;
    bool operator==(const SpikeJudgement &) const = default;
};

/// A release with fewer requests can neither be called well nor be compared with.
constexpr double leastRequests = 200;

/// I_x(a, b), the regularised incomplete beta function; a, b > 0, x in 0..1. By Lentz's continued fraction.
double regularisedBeta(double a, double b, double x);
/// The chance that the error rate after is more than `ratio` times the one before (Gamma ½ priors), all counts divided
/// by `overdispersion`.
double chanceOfMore(double ratio, const ErrorCounts &after, const ErrorCounts &before, double overdispersion);

/// Over the minutes in which both were counted.
ErrorCounts countsOf(const QList<Minute> &minutes);
/// Variance by mean of the errors per minute, at least 1.
double overdispersionOf(const QList<Minute> &minutes);

/// One look. `times` is the team's rule, 5 by default.
SpikeJudgement judgeCounts(const ErrorCounts &after, const ErrorCounts &before, double overdispersion, double times);
/// The last look, where page and warning must have stood in the look a minute earlier too.
SpikeJudgement judgeErrors(const QList<Minute> &after, const QList<Minute> &before, double times);

} // namespace slipway::health
