#include "workflow/model.h"

#include "workflow/reading.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

constexpr Slot<Workflow> workflowSlots[] = {
    slot<&Workflow::name>("name"),
    slot<&Workflow::on>("on"),
    slot<&Workflow::permissions>("permissions"),
    slot<&Workflow::env>("env"),
    slot<&Workflow::concurrency>("concurrency"),
    slot<&Workflow::defaults>("defaults"),
    slot<&Workflow::runName>("run-name"),
    slot<&Workflow::description>("description"),
    {"jobs",
     [](Workflow &workflow, Field field) {
         workflow.jobsField = field;
         workflow.jobs.reserve(std::size_t(field.value.size()));
         for (const auto [key, value] : yaml::entries(field.value))
             readInto(workflow.jobs.emplace_back(), {key, value});
     }},
};

} // namespace

bool isExpandable(const yaml::Tree &tree)
{
    return std::ranges::none_of(tree.problems(), [](const yaml::Problem &problem) {
        return problem.code == yaml::Problem::Code::Expansion || problem.code == yaml::Problem::Code::RecursiveAlias;
    });
}

int Workflow::indexOf(std::string_view jobId) const
{
    const auto found = std::ranges::find_if(jobs, [jobId](const Job &job) { return equalsAnyCase(job.id(), jobId); });
    return found == jobs.end() ? -1 : int(found - jobs.begin());
}

const Job *Workflow::job(std::string_view jobId) const
{
    const int index = indexOf(jobId);
    return index < 0 ? nullptr : &jobs[std::size_t(index)];
}

Workflow readWorkflow(const yaml::Tree &tree)
{
    Workflow workflow;
    workflow.node = tree.root();
    workflow.isRead = isExpandable(tree);
    if (workflow.isRead)
        readMapping(workflow.node, workflow, workflowSlots);
    return workflow;
}

std::vector<Step> readSteps(yaml::Node sequence)
{
    std::vector<Step> steps;
    readInto(steps, Field{{}, sequence});
    return steps;
}

} // namespace slipway::workflow
