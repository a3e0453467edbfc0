#include "diagnostics/rules/cron.h"
#include "diagnostics/rules/rules.h"
#include "workflow/value_places.h"

namespace slipway::diagnostics {

namespace {

void checkSchedules(const Subject &subject, Report &report)
{
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        for (const workflow::Schedule &schedule : trigger.schedules) {
            if (!schedule.cron.isScalar() || schedule.cron.isDynamic())
                continue;
            const auto cron = readCron(schedule.cron.text());
            if (!cron) {
                const CronProblem &problem = cron.error();
                report.add(workflow::sourceRange(schedule.cron.value, problem.begin, problem.end), problem.message);
            }
        }
    }
}

} // namespace

const Rule scheduleCron{"schedule-cron", Severity::Error, checkSchedules};

} // namespace slipway::diagnostics
