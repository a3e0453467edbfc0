#include "overview/freeze.h"

#include "workspace/policies.h"

#include <QTimeZone>

namespace slipway::overview {

namespace {

constexpr int daysAhead = 8;

Freeze onDay(const workspace::FreezeWindow &window, const QDate &date, const QTimeZone &zone)
{
    const bool isWholeDay = !window.from.isValid() || !window.until.isValid();
    if (isWholeDay)
        return {date.startOfDay(zone), date.addDays(1).startOfDay(zone)};
    const QDate end = window.until > window.from ? date : date.addDays(1);
    return {QDateTime(date, window.from, zone), QDateTime(end, window.until, zone)};
}

} // namespace

std::optional<Freeze> nextFreeze(const workspace::FreezeWindow &window, const QDateTime &now)
{
    const QTimeZone zone(window.zone);
    if (!zone.isValid())
        return std::nullopt;
    const QDate today = now.toTimeZone(zone).date();
    std::optional<Freeze> found;
    // From yesterday, whose window may reach over midnight.
    for (int day = -1; day <= daysAhead; ++day) {
        const QDate date = today.addDays(day);
        if (!window.days.contains(static_cast<Qt::DayOfWeek>(date.dayOfWeek())))
            continue;
        const Freeze freeze = onDay(window, date, zone);
        if (found && freeze.from <= found->until)
            found->until = freeze.until;
        else if (found && found->until > now)
            break;
        else
            found = freeze;
    }
    return found && found->until > now ? found : std::nullopt;
}

} // namespace slipway::overview
