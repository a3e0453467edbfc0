#include "editing/starts.h"

#include "editing/words.h"

#include <QStringList>

#include <algorithm>
#include <tuple>

namespace slipway::editing {

namespace {

using workflow::Answer;

int rank(Answer answer)
{
    switch (answer) {
    case Answer::Yes: return 0;
    case Answer::Unknown: return 1;
    case Answer::No: return 2;
    }
    return 2;
}

JobStart jobStart(const workflow::Job &job, const workflow::JobOutlook &outlook)
{
    const bool isNamed = job.name && !job.name.isDynamic() && !job.name.text().empty();
    return {.id = std::string(job.id()),
            .name = shown(isNamed ? job.name.text() : job.id()),
            .verdict = outlook.verdict,
            .steps = outlook.steps};
}

WorkflowStart workflowStart(const Candidate &candidate, const workflow::Event &event)
{
    const auto &workflow = candidate.document.workflow();
    const auto outlook = workflow::outlook(candidate.document, event);
    WorkflowStart start{.path = candidate.path,
                        .name = workflow.name.text().empty() ? candidate.path : shown(workflow.name.text()),
                        .verdict = outlook.starts,
                        .jobs = {}};
    for (const workflow::JobOutlook &job : outlook.jobs)
        start.jobs.push_back(jobStart(workflow.jobs[size_t(job.job)], job));
    return start;
}

} // namespace

std::vector<WorkflowStart> whatWouldStart(const std::vector<Candidate> &workflows, const workflow::Event &event)
{
    std::vector<WorkflowStart> starts;
    starts.reserve(workflows.size());
    for (const Candidate &candidate : workflows)
        starts.push_back(workflowStart(candidate, event));
    std::ranges::stable_sort(starts, [](const WorkflowStart &one, const WorkflowStart &other) {
        const int byAnswer = rank(one.verdict.answer) - rank(other.verdict.answer);
        return byAnswer != 0 ? byAnswer < 0 : QString::localeAwareCompare(one.name, other.name) < 0;
    });
    return starts;
}

QStringList eventsOf(const std::vector<Candidate> &workflows)
{
    QStringList events;
    for (const Candidate &candidate : workflows) {
        for (const workflow::Trigger &trigger : candidate.document.workflow().on.events)
            events += shown(trigger.text());
    }
    events.removeDuplicates();
    events.sort();
    return events;
}

} // namespace slipway::editing
