#include "timeline/ticks.h"

#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

constexpr double minute = 60'000;
constexpr double hour = 60 * minute;
constexpr double day = 24 * hour;
constexpr double month = 30.44 * day;
constexpr double year = 365.25 * day;

enum class Unit { Minutes, Days, Months };

/// `count` of a unit between two lines; about `length` milliseconds.
struct Step {
    Unit unit = Unit::Minutes;
    int count = 1;
    double length = minute;
};

constexpr std::array steps{
    Step{Unit::Minutes, 1, minute},       Step{Unit::Minutes, 5, 5 * minute},  Step{Unit::Minutes, 15, 15 * minute},
    Step{Unit::Minutes, 30, 30 * minute}, Step{Unit::Minutes, 60, hour},       Step{Unit::Minutes, 180, 3 * hour},
    Step{Unit::Minutes, 360, 6 * hour},   Step{Unit::Minutes, 720, 12 * hour}, Step{Unit::Days, 1, day},
    Step{Unit::Days, 2, 2 * day},         Step{Unit::Days, 7, 7 * day},        Step{Unit::Months, 1, month},
    Step{Unit::Months, 3, 3 * month},     Step{Unit::Months, 12, year},        Step{Unit::Months, 60, 5 * year},
};

Step stepOf(const Scale &scale, qreal room)
{
    const auto fits = [&](const Step &step) { return step.length / scale.perPixel() >= room; };
    const auto found = std::ranges::find_if(steps, fits);
    return found == steps.end() ? steps.back() : *found;
}

QDate dateAt(double at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(static_cast<Instant>(at), zone).date();
}

/// Lines within days; each day begins with its name.
void addTimes(std::vector<Tick> &ticks, const Scale &scale, const QTimeZone &zone, const Step &step)
{
    const QLocale locale;
    for (QDate date = dateAt(scale.from(), zone); static_cast<double>(instantOf(date.startOfDay(zone))) < scale.until();
         date = date.addDays(1)) {
        const QDateTime start = date.startOfDay(zone);
        const Instant next = instantOf(date.addDays(1).startOfDay(zone));
        ticks.push_back({instantOf(start), locale.toString(date, u"ddd d MMM"_s), true});
        Instant last = instantOf(start);
        for (int minutes = step.count; minutes < 24 * 60; minutes += step.count) {
            const QTime time = QTime(0, 0).addSecs(minutes * 60);
            const Instant at = instantOf(QDateTime(date, time, zone));
            // A day on which clocks change lacks an hour, or has one twice.
            if (at <= last || at >= next)
                continue;
            last = at;
            const bool isNear =
                static_cast<double>(at) >= scale.from() - step.length && static_cast<double>(at) <= scale.until();
            if (isNear)
                ticks.push_back({at, locale.toString(time, u"HH:mm"_s), false});
        }
    }
}

QDate firstDay(const QDate &date, const Step &step)
{
    if (step.unit == Unit::Months) {
        const int months = date.year() * 12 + date.month() - 1;
        const int first = months - months % step.count;
        return {first / 12, first % 12 + 1, 1};
    }
    return step.count == 7 ? date.addDays(1 - date.dayOfWeek()) : QDate(date.year(), date.month(), 1);
}

QDate nextDay(const QDate &date, const Step &step)
{
    if (step.unit == Unit::Months)
        return date.addMonths(step.count);
    const QDate next = date.addDays(step.count);
    // Every other day starts anew with the month, so that its first day, which is named, has a line.
    return step.count != 7 && next.month() != date.month() ? QDate(next.year(), next.month(), 1) : next;
}

void addDays(std::vector<Tick> &ticks, const Scale &scale, const QTimeZone &zone, const Step &step)
{
    const QLocale locale;
    QDate before;
    for (QDate date = firstDay(dateAt(scale.from(), zone), step);; date = nextDay(date, step)) {
        const Instant at = instantOf(date.startOfDay(zone));
        if (static_cast<double>(at) >= scale.until())
            return;
        const bool isMonths = step.unit == Unit::Months;
        const bool isMajor =
            !before.isValid() || (isMonths ? date.year() != before.year() : date.month() != before.month());
        const QString plain = isMonths ? u"MMM"_s : u"d MMM"_s;
        const QString bold = isMonths && step.count >= 12 ? u"yyyy"_s : u"MMM yyyy"_s;
        before = date;
        ticks.push_back({at, locale.toString(date, isMajor ? bold : plain), isMajor});
    }
}

} // namespace

std::vector<Tick> ticksOf(const Scale &scale, const QTimeZone &zone, qreal room)
{
    std::vector<Tick> ticks;
    const Step step = stepOf(scale, room);
    if (step.unit == Unit::Minutes)
        addTimes(ticks, scale, zone, step);
    else
        addDays(ticks, scale, zone, step);
    return ticks;
}

} // namespace slipway::timeline
