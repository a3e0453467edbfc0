#include "health/verdict.h"

#include <algorithm>

namespace slipway::health {

namespace {

constexpr qint64 extensionSeconds = 15 * 60;
constexpr qint64 mostSeconds = 60 * 60;

int badness(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Healthy: return 0;
    case Verdict::None:
    case Verdict::Watching: return 1;
    case Verdict::Inconclusive: return 2;
    case Verdict::Degraded: return 3;
    case Verdict::Failed: return 4;
    }
    return 1;
}

} // namespace

Opinion worst(const QList<Opinion> &opinions)
{
    const auto found =
        std::ranges::max_element(opinions, {}, [](const Opinion &opinion) { return badness(opinion.verdict); });
    return found == opinions.end() ? Opinion() : *found;
}

QDateTime prolonged(const QDateTime &from, const QDateTime &until, const Opinion &opinion)
{
    if (opinion.verdict != Verdict::Watching)
        return until;
    return std::max(until, std::min(until.addSecs(extensionSeconds), from.addSecs(mostSeconds)));
}

} // namespace slipway::health
