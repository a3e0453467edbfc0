#include "health/slow_deploy.h"

#include "base/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace slipway::health {

namespace {

constexpr qsizetype mostPast = 20;

/// By nearest rank; `past` newest last.
std::optional<milliseconds> usual(const QList<milliseconds> &past)
{
    QList<milliseconds> last = past.last(std::min(mostPast, past.size()));
    if (last.isEmpty())
        return std::nullopt;
    std::ranges::sort(last);
    const auto rank = static_cast<qsizetype>(std::ceil(0.95 * static_cast<double>(last.size())));
    return last[rank - 1];
}

} // namespace

milliseconds ranFor(const RunningDeploy &deploy, const QDateTime &now)
{
    QList<Period> waits = deploy.waits;
    std::ranges::sort(waits, {}, &Period::from);
    milliseconds ran{0};
    QDateTime counted = deploy.startedAt;
    for (const Period &wait : std::as_const(waits)) {
        const QDateTime from = std::min(wait.from, now);
        if (from > counted)
            ran += milliseconds{counted.msecsTo(from)};
        // A wait that is not over yet has no end.
        counted = std::max(counted, wait.until.isValid() ? std::min(wait.until, now) : now);
    }
    return ran + milliseconds{std::max<qint64>(0, counted.msecsTo(now))};
}

QString slowDeployWords(const RunningDeploy &deploy, const QDateTime &now, milliseconds limit,
                        const QList<milliseconds> &past)
{
    const milliseconds ran = ranFor(deploy, now);
    if (ran <= limit)
        return {};
    const auto before = usual(past);
    const QString time = base::format::duration(ran);
    const QString words = before ? QCoreApplication::translate("health", "Running for %1, 95 of 100 took at most %2")
                                       .arg(time, base::format::duration(*before))
                                 : QCoreApplication::translate("health", "Running for %1").arg(time);
    return deploy.step.isEmpty() ? words : QCoreApplication::translate("health", "%1, at: %2").arg(words, deploy.step);
}

} // namespace slipway::health
