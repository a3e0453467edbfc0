#include "health/error_spike.h"

#include <algorithm>
#include <cmath>

namespace slipway::health {

namespace {

constexpr double sure = 0.95;
constexpr double prior = 0.5;

/// The continued fraction of the incomplete beta function, where it converges quickly: x < (a + 1) / (a + b + 2).
double fraction(double a, double b, double x)
{
    constexpr double tiny = 1e-300;
    constexpr double precision = 1e-12;
    constexpr int mostTerms = 5'000;
    const auto held = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    double c = 1;
    double d = 1 / held(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m < mostTerms; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / held(1 + even * d);
        c = held(1 + even / c);
        result *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / held(1 + odd * d);
        c = held(1 + odd / c);
        result *= d * c;
        if (std::abs(d * c - 1) < precision)
            break;
    }
    return result;
}

bool isPage(const SpikeJudgement &look)
{
    const double share = look.after.requests > 0 ? look.after.errors / look.after.requests : 0;
    const bool isEnough = look.after.errors >= 10 || (look.after.errors >= 3 && share >= 0.1);
    return look.chanceOfTimes >= sure && isEnough;
}

bool isWarning(const SpikeJudgement &look)
{
    return look.chanceOfTwice >= sure && look.after.errors >= 5;
}

Spike calm(const SpikeJudgement &look)
{
    if (look.after.requests < leastRequests || look.before.requests < leastRequests)
        return Spike::TooFew;
    return look.chanceOfTwice < 0.5 ? Spike::Healthy : Spike::WatchOn;
}

} // namespace

double regularisedBeta(double a, double b, double x)
{
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    if (x < (a + 1) / (a + b + 2))
        return front * fraction(a, b, x) / a;
    return 1 - front * fraction(b, a, 1 - x) / b;
}

double chanceOfMore(double ratio, const ErrorCounts &after, const ErrorCounts &before, double overdispersion)
{
    const double weighted = ratio * after.requests;
    if (weighted <= 0 || before.requests <= 0)
        return 0;
    return 1
        - regularisedBeta(after.errors / overdispersion + prior, before.errors / overdispersion + prior,
                          weighted / (weighted + before.requests));
}

ErrorCounts countsOf(const QList<Minute> &minutes)
{
    ErrorCounts counts;
    for (const Minute &minute : minutes) {
        if (!minute.errors || !minute.requests)
            continue;
        counts.errors += *minute.errors;
        counts.requests += *minute.requests;
    }
    return counts;
}

double overdispersionOf(const QList<Minute> &minutes)
{
    double count = 0;
    double sum = 0;
    double squares = 0;
    for (const Minute &minute : minutes) {
        if (!minute.errors)
            continue;
        count += 1;
        sum += *minute.errors;
        squares += *minute.errors * *minute.errors;
    }
    if (count < 2 || sum <= 0)
        return 1;
    const double mean = sum / count;
    const double variance = (squares - count * mean * mean) / (count - 1);
    return std::max(1.0, variance / mean);
}

SpikeJudgement judgeCounts(const ErrorCounts &after, const ErrorCounts &before, double overdispersion, double times)
{
    SpikeJudgement look{.before = before, .after = after};
    look.chanceOfTwice = chanceOfMore(2, after, before, overdispersion);
    look.chanceOfTimes = chanceOfMore(times, after, before, overdispersion);
    if (before.errors > 0 && before.requests > 0 && after.requests > 0)
        look.ratio = after.errors / after.requests / (before.errors / before.requests);
    look.spike = isPage(look) ? Spike::Page : isWarning(look) ? Spike::Warn : calm(look);
    return look;
}

SpikeJudgement judgeErrors(const QList<Minute> &after, const QList<Minute> &before, double times)
{
    const ErrorCounts baseline = countsOf(before);
    const double overdispersion = overdispersionOf(before);
    SpikeJudgement last = judgeCounts(countsOf(after), baseline, overdispersion, times);
    if (last.spike < Spike::Warn)
        return last;
    const SpikeJudgement earlier =
        judgeCounts(countsOf(after.first(std::max<qsizetype>(0, after.size() - 1))), baseline, overdispersion, times);
    if (earlier.spike < Spike::Warn)
        last.spike = Spike::WatchOn;
    else
        last.spike = std::min(last.spike, earlier.spike);
    return last;
}

} // namespace slipway::health
