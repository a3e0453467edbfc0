#include "workflow/job.h"

#include "workflow/reading.h"

namespace slipway::workflow {

namespace {

constexpr Slot<Job> jobSlots[] = {
    slot<&Job::name>("name"),
    slot<&Job::needs>("needs"),
    slot<&Job::condition>("if"),
    slot<&Job::permissions>("permissions"),
    slot<&Job::runsOn>("runs-on"),
    slot<&Job::environment>("environment"),
    slot<&Job::concurrency>("concurrency"),
    slot<&Job::outputs>("outputs"),
    slot<&Job::env>("env"),
    slot<&Job::defaults>("defaults"),
    slot<&Job::timeoutMinutes>("timeout-minutes"),
    slot<&Job::cancelTimeoutMinutes>("cancel-timeout-minutes"),
    slot<&Job::continueOnError>("continue-on-error"),
    slot<&Job::strategy>("strategy"),
    slot<&Job::container>("container"),
    {"services",
     [](Job &job, Field field) {
         job.servicesField = field;
         for (const auto [key, value] : yaml::entries(field.value))
             readInto(job.services.emplace_back(), {key, value});
     }},
    slot<&Job::snapshot>("snapshot"),
    {"steps",
     [](Job &job, Field field) {
         job.stepsField = field;
         readInto(job.steps, field);
     }},
    slot<&Job::uses>("uses"),
    slot<&Job::with>("with"),
    slot<&Job::secrets>("secrets"),
};

} // namespace

const Step *Job::step(std::string_view stepId) const
{
    const Step *found = nullptr;
    forEachStep(steps, [&](const Step &step) {
        if (!found && step.id && equalsAnyCase(step.id.text(), stepId))
            found = &step;
    });
    return found;
}

void readInto(Job &out, Field field)
{
    out.field = field;
    readMapping(field.value, out, jobSlots);
}

} // namespace slipway::workflow
