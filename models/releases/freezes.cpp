#include "releases/freezes.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

Freeze onDay(const workspace::FreezeWindow &window, const QTimeZone &zone, const QDate &day)
{
    const bool isWhole = !window.from.isValid() && !window.until.isValid();
    const auto at = [&](const QDate &date, const QTime &time) { return QDateTime(date, time, zone).toUTC(); };
    const QDateTime from = isWhole || !window.from.isValid() ? day.startOfDay(zone).toUTC() : at(day, window.from);
    // A window that ends before it begins goes on over midnight.
    const bool isOverMidnight = window.until.isValid() && window.from.isValid() && window.until <= window.from;
    const QDateTime until = isWhole || !window.until.isValid()
        ? day.addDays(1).startOfDay(zone).toUTC()
        : at(isOverMidnight ? day.addDays(1) : day, window.until);
    return {from, until, window.except == "hotfix"_L1 ? u"hotfixes only"_s : QString()};
}

QList<Freeze> joined(QList<Freeze> freezes)
{
    std::ranges::sort(freezes, {}, [](const Freeze &freeze) { return std::pair(freeze.from, freeze.until); });
    QList<Freeze> result;
    for (const Freeze &freeze : std::as_const(freezes)) {
        if (!result.isEmpty() && result.last().until >= freeze.from && result.last().except == freeze.except)
            result.last().until = std::max(result.last().until, freeze.until);
        else
            result.append(freeze);
    }
    return result;
}

} // namespace

QList<Freeze> freezesBetween(const QList<workspace::FreezeWindow> &windows, const QDateTime &from,
                             const QDateTime &until)
{
    QList<Freeze> freezes;
    for (const workspace::FreezeWindow &window : windows) {
        const QTimeZone named(window.zone);
        const QTimeZone zone = named.isValid() ? named : QTimeZone::utc();
        const QDate last = until.toTimeZone(zone).date();
        for (QDate day = from.toTimeZone(zone).date().addDays(-1); day <= last; day = day.addDays(1)) {
            if (!window.days.contains(static_cast<Qt::DayOfWeek>(day.dayOfWeek())))
                continue;
            const Freeze freeze = onDay(window, zone, day);
            if (freeze.until > from && freeze.from < until)
                freezes.append(freeze);
        }
    }
    return joined(std::move(freezes));
}

} // namespace slipway::releases
