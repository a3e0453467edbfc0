#include "diagnostics/rules/cron.h"
#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ScheduleInterval)
};

void checkSchedules(const Subject &subject, Report &report)
{
    constexpr int shortest = 5;
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        for (const workflow::Schedule &schedule : trigger.schedules) {
            const auto cron = readCron(schedule.cron.text());
            if (cron && cron->shortestInterval() < shortest) {
                report.add(schedule.cron.range(),
                           Text::tr("GitHub starts a schedule every %n minutes at most. Let more time pass between the "
                                    "runs, as in `*/15 * * * *`.",
                                    nullptr, shortest));
            }
        }
    }
}

} // namespace

const Rule scheduleInterval{"schedule-interval", Severity::Warning, checkSchedules};

} // namespace slipway::diagnostics
