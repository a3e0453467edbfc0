#include "diagnostics/deploys.h"
#include "diagnostics/job_entry.h"
#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/step_facts.h"
#include "yaml/scalars.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ConcurrencyCancelsDeploys)
};

bool holds(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// Each run, each commit or each tag has a group of its own, so nothing ever meets in one.
bool isAlone(const workflow::Workflow &workflow, const workflow::Job &job, std::string_view group)
{
    if (holds(group, "github.run_id") || holds(group, "github.sha") || holds(group, "github.run_number"))
        return true;
    if (!holds(group, "github.ref"))
        return false;
    const auto isTagEvent = [](const workflow::Trigger &trigger) {
        const bool isTagPush = trigger.text() == "push" && trigger.tags && !trigger.branches;
        return isTagPush || trigger.text() == "release";
    };
    return holds(job.condition.text(), "refs/tags") || std::ranges::all_of(workflow.on.events, isTagEvent);
}

bool cancels(const workflow::Concurrency &concurrency)
{
    return concurrency.cancelInProgress
        && yaml::booleanOf(concurrency.cancelInProgress.value.resolved()).value_or(false);
}

/// Lets the newer run wait, and each of those that come meanwhile.
std::optional<Fix> letWait(const Subject &subject, const workflow::Concurrency &concurrency, const workflow::Job &job)
{
    auto fix = replaceWord(concurrency.cancelInProgress.value, QStringLiteral("false"));
    if (fix && !concurrency.queue) {
        if (auto queue = linesBelow(subject.tree(), job, concurrency.cancelInProgress, {{0, "queue: max"}}))
            fix->patches.push_back(std::move(*queue));
    }
    return fix;
}

void reportCancel(const Subject &subject, const workflow::Concurrency &concurrency, const workflow::Job &job,
                  const Deploy &deploy, Report &report)
{
    report.add(concurrency.cancelInProgress.range(),
               Text::tr("A newer run stops job %1 in the middle of %2, which can leave two versions running. Let it "
                        "finish: `cancel-in-progress: false`.")
                   .arg(quoted(job.id()), quoted(deploy.name())),
               letWait(subject, concurrency, job));
}

void reportReplace(const Subject &subject, const workflow::Concurrency &concurrency, const workflow::Job &job,
                   Report &report)
{
    std::optional<Fix> fix;
    const bool isMapping = concurrency.group && concurrency.field.value.isMapping();
    const bool mayQueue = !concurrency.cancelInProgress || !concurrency.cancelInProgress.isDynamic();
    if (isMapping && mayQueue) {
        if (auto patch = linesBelow(subject.tree(), job, concurrency.group, {{0, "queue: max"}}))
            fix = Fix{Text::tr("Add queue: max"), {std::move(*patch)}};
    }
    const workflow::Field &place = isMapping ? concurrency.group : concurrency.field;
    report.add(
        Severity::Hint, place.range(),
        Text::tr("Only one run waits here: the next one cancels it, and job %1 is skipped for it without a word. "
                 "Add `queue: max` if each run must deploy.")
            .arg(quoted(job.id())),
        std::move(fix));
}

/// Reports each `concurrency` once, for the first deploying job that it holds.
void checkGroup(const Subject &subject, const workflow::Concurrency &concurrency, const workflow::Job &job,
                const Deploy &deploy, Report &report)
{
    if (isAlone(subject.workflow(), job, concurrency.group.text()))
        return;
    if (cancels(concurrency))
        reportCancel(subject, concurrency, job, deploy, report);
    else if (!concurrency.queue && deploy.kind != DeployKind::Pages && !concurrency.cancelInProgress.isDynamic())
        reportReplace(subject, concurrency, job, report);
}

void checkDeploys(const Subject &subject, Report &report)
{
    const workflow::Workflow &workflow = subject.workflow();
    if (isForPullRequestsOnly(workflow))
        return;
    bool isWorkflowDone = !workflow.concurrency;
    for (std::size_t index = 0; index < subject.deploys.size(); ++index) {
        const workflow::Job &job = workflow.jobs[index];
        const Deploys &deploys = subject.deploys[index];
        if (deploys.empty())
            continue;
        if (job.concurrency)
            checkGroup(subject, job.concurrency, job, deploys.front(), report);
        if (!isWorkflowDone)
            checkGroup(subject, workflow.concurrency, job, deploys.front(), report);
        isWorkflowDone = true;
    }
}

} // namespace

extern const Rule concurrencyCancelsDeploys;
const Rule concurrencyCancelsDeploys{"concurrency-cancels-deploys", Severity::Warning, checkDeploys};

} // namespace slipway::diagnostics
