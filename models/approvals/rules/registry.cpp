#include "approvals/rules/rules.h"
#include "approvals/words.h"

#include <algorithm>
#include <array>

namespace slipway::approvals::rules {

Guard unknown(const QString &id, const QString &title, const QString &overrides)
{
    return {id, Guard::Level::Ask, title, tr("No answer, so this is not known"), overrides};
}

QList<Guard> judge(const Evidence &evidence)
{
    constexpr std::array all{testedOnStaging, noAlert,         stillCurrent,  laneFree,        checksPassed,
                             reviewed,        fewFiles,        featureFlag,   migrationsFirst, oneAtATime,
                             apiUnchanged,    signedAndLinear, outsideFreeze, wayBack};
    QList<Guard> guards;
    for (const auto rule : all) {
        if (auto guard = rule(evidence))
            guards += *std::move(guard);
    }
    std::ranges::stable_sort(guards, std::ranges::greater{}, &Guard::level);
    return guards;
}

} // namespace slipway::approvals::rules
