#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ScheduleTimezone)
};

bool isKnown(std::string_view zone)
{
    const QByteArray id(zone.data(), static_cast<qsizetype>(zone.size()));
    // Qt also takes offsets such as UTC+02:00, which GitHub does not.
    return !id.startsWith("UTC+") && !id.startsWith("UTC-") && QTimeZone::isTimeZoneIdAvailable(id);
}

void checkSchedules(const Subject &subject, Report &report)
{
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        for (const workflow::Schedule &schedule : trigger.schedules) {
            const workflow::Field &zone = schedule.timezone;
            if (!zone.isScalar() || zone.isDynamic() || isKnown(zone.text()))
                continue;
            report.add(zone.range(),
                       Text::tr("There is no time zone %1. Write a name such as `Europe/Berlin` or `UTC`.")
                           .arg(quoted(zone.text())));
        }
    }
}

} // namespace

const Rule scheduleTimezone{"schedule-timezone", Severity::Error, checkSchedules};

} // namespace slipway::diagnostics
