#include "diagnostics/rules/cron.h"
#include "diagnostics/rules/rules.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ScheduleCron)
};

void checkSchedules(const Subject &subject, Report &report)
{
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        if (!trigger.value && trigger.text() == "schedule")
            report.add(trigger.name.content(),
                       Text::tr("The schedule says no time. Write `schedule: [{cron: '0 3 * * *'}]`."));
        for (const workflow::Schedule &schedule : trigger.schedules) {
            if (!schedule.cron.isScalar() || schedule.cron.isDynamic())
                continue;
            const auto cron = readCron(schedule.cron.text());
            if (!cron) {
                const CronProblem &problem = cron.error();
                report.add(problem.isNever ? Severity::Warning : Severity::Error,
                           workflow::sourceRange(schedule.cron.value, problem.begin, problem.end), problem.message);
            }
        }
    }
}

} // namespace

const Rule scheduleCron{"schedule-cron", Severity::Error, checkSchedules};

} // namespace slipway::diagnostics
