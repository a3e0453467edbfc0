#include "workflow/step.h"

#include "workflow/reading.h"

namespace slipway::workflow {

namespace {

/// Deeper ones are left out: GitHub refuses them, and an alias could nest them without end.
constexpr int deepestParallel = 8;

constexpr Slot<Step> stepSlots[] = {
    slot<&Step::name>("name"),
    slot<&Step::uses>("uses"),
    slot<&Step::with>("with"),
    slot<&Step::run>("run"),
    slot<&Step::condition>("if"),
    slot<&Step::id>("id"),
    slot<&Step::env>("env"),
    slot<&Step::shell>("shell"),
    slot<&Step::workingDirectory>("working-directory"),
    slot<&Step::continueOnError>("continue-on-error"),
    slot<&Step::timeoutMinutes>("timeout-minutes"),
    slot<&Step::background>("background"),
    slot<&Step::wait>("wait"),
    slot<&Step::waitAll>("wait-all"),
    slot<&Step::cancel>("cancel"),
    slot<&Step::parallel>("parallel"),
};

StepKind kindOf(const Step &step)
{
    struct Candidate {
        Field field;
        StepKind kind;
    };
    const Candidate candidates[] = {
        {step.run, StepKind::Run},         {step.uses, StepKind::Uses},       {step.parallel, StepKind::Parallel},
        {step.wait.field, StepKind::Wait}, {step.waitAll, StepKind::WaitAll}, {step.cancel, StepKind::Cancel},
    };
    const Candidate *first = nullptr;
    for (const Candidate &candidate : candidates) {
        if (candidate.field && (!first || candidate.field.key.index() < first->field.key.index()))
            first = &candidate;
    }
    return first ? first->kind : StepKind::Unknown;
}

void readSteps(std::vector<Step> &out, yaml::Node sequence, int depth)
{
    out.reserve(std::size_t(sequence.size()));
    for (const yaml::Node item : yaml::items(sequence)) {
        Step &step = out.emplace_back();
        step.node = item;
        readMapping(item, step, stepSlots);
        step.kind = kindOf(step);
        if (step.parallel && depth < deepestParallel)
            readSteps(step.steps, step.parallel.value, depth + 1);
    }
}

} // namespace

void readInto(std::vector<Step> &out, Field field)
{
    readSteps(out, field.value, 0);
}

} // namespace slipway::workflow
