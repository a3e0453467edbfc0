#include "health/slower.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace slipway::health {

namespace {

constexpr double leastPerMinute = 20;
constexpr std::size_t leastMinutes = 8;
constexpr double leastRatio = 1.05;
/// One-sided 99 %.
constexpr double deviations = 2.326;
constexpr double errorChance = 0.01;

std::vector<double> logarithms(const QList<Minute> &minutes)
{
    std::vector<double> values;
    for (const Minute &minute : minutes) {
        if (minute.requests.value_or(0) >= leastPerMinute && minute.p95.value_or(0) > 0)
            values.push_back(std::log(*minute.p95));
    }
    return values;
}

double medianOf(std::vector<double> &sorted)
{
    const std::size_t middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

double medianTime(std::vector<double> values)
{
    std::ranges::sort(values);
    return std::exp(medianOf(values));
}

double upperTail(double z)
{
    return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

} // namespace

std::optional<Slowdown> slowdown(const QList<Minute> &after, const QList<Minute> &before, double percent)
{
    const std::vector<double> now = logarithms(after.sliced(std::min<qsizetype>(1, after.size())));
    const std::vector<double> then = logarithms(before);
    if (now.size() < leastMinutes || then.size() < leastMinutes)
        return std::nullopt;
    std::vector<double> differences;
    differences.reserve(now.size() * then.size());
    for (const double one : now) {
        for (const double other : then)
            differences.push_back(one - other);
    }
    std::ranges::sort(differences);
    const auto pairs = static_cast<double>(differences.size());
    const double spread = std::sqrt(pairs * static_cast<double>(now.size() + then.size() + 1) / 12);
    const double place = std::max(0.0, std::floor(pairs / 2 - deviations * spread));
    const auto notSlower = std::ranges::upper_bound(differences, std::log(leastRatio)) - differences.begin();
    Slowdown result;
    result.ratio = std::exp(medianOf(differences));
    result.lowest = std::exp(differences[static_cast<std::size_t>(place)]);
    result.chance = upperTail((pairs / 2 - static_cast<double>(notSlower)) / spread);
    result.before = medianTime(then);
    result.after = medianTime(now);
    result.isSlower = result.ratio >= 1 + percent / 100 && result.lowest > leastRatio;
    return result;
}

QList<Slowdown> slowdowns(const QList<OperationMinutes> &after, const QList<OperationMinutes> &before, double percent)
{
    QList<Slowdown> found;
    for (const OperationMinutes &operation : after) {
        const auto same = std::ranges::find(before, operation.name, &OperationMinutes::name);
        if (same == before.end())
            continue;
        if (auto one = slowdown(operation.minutes, same->minutes, percent)) {
            one->operation = operation.name;
            found.append(*one);
        }
    }
    std::ranges::stable_sort(found, {}, &Slowdown::chance);
    bool isStill = true;
    for (qsizetype i = 0; i < found.size(); ++i) {
        isStill = isStill && found[i].chance <= errorChance / static_cast<double>(found.size() - i);
        found[i].isSlower = found[i].isSlower && isStill;
    }
    return found;
}

} // namespace slipway::health
