#include "diagnostics/edit_fix.h"
#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/step_facts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

using namespace std::string_view_literals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::SequentialJobs)
};

/// Actions that leave nothing behind for another job, nor outside of the run.
constexpr std::array quietActions{"actions/checkout"sv,       "actions/setup-dotnet"sv,   "actions/setup-go"sv,
                                  "actions/setup-java"sv,     "actions/setup-node"sv,     "actions/setup-python"sv,
                                  "dtolnay/rust-toolchain"sv, "oven-sh/setup-bun"sv,      "pnpm/action-setup"sv,
                                  "ruby/setup-ruby"sv,        "shivammathur/setup-php"sv, "swatinem/rust-cache"sv};

/// Words of scripts that may change something outside of the run, or hand something on.
constexpr std::array loudWords{"push"sv,       "publish"sv,       "deploy"sv, "release"sv, "upload"sv, "curl"sv,
                               "gh "sv,        "ssh"sv,           "scp"sv,    "aws "sv,    "gcloud"sv, "az "sv,
                               "kubectl"sv,    "GITHUB_OUTPUT"sv, "docker"sv, "s3"sv,      "notify"sv, "slack"sv,
                               "set-output"sv, "wget"sv,          "migrat"sv};

bool isQuietStep(const workflow::Step &step)
{
    if (step.uses) {
        return std::ranges::any_of(quietActions, [&step](std::string_view name) { return isAction(step, name); });
    }
    const std::string_view script = step.run.text();
    return step.run && std::ranges::none_of(loudWords, [script](std::string_view word) {
               return script.find(word) != std::string_view::npos;
           });
}

/// A check: it looks at the code on a fresh checkout, and nothing but its result comes out of it.
bool isCheck(const Subject &subject, const workflow::Job &job)
{
    if (job.isCall() || job.environment || job.outputs || job.steps.empty() || !job.services.empty()
        || namesSecret(subject.tree().text(job.field.value.range())))
        return false;
    const auto isCheckout = [](const workflow::Step &step) { return isAction(step, "actions/checkout"); };
    return std::ranges::all_of(job.steps, isQuietStep) && std::ranges::any_of(job.steps, isCheckout);
}

/// Its conditions, names or settings ask how another job ended.
bool mentionsNeeds(const Subject &subject, const workflow::Job &job)
{
    return subject.tree().text(job.field.value.range()).find("needs.") != std::string_view::npos;
}

void checkNeeds(const Subject &subject, Report &report)
{
    const workflow::Workflow &workflow = subject.workflow();
    const auto hasNeeds = [](const workflow::Job &job) { return !job.needs.isEmpty(); };
    if (std::ranges::none_of(workflow.jobs, hasNeeds))
        return;
    const JobLookup jobs(workflow);
    for (const workflow::Job &job : workflow.jobs) {
        if (job.needs.isEmpty() || job.condition || mentionsNeeds(subject, job) || !isCheck(subject, job))
            continue;
        for (const yaml::Node need : job.needs.items) {
            const int before = jobs.indexOf(need.text());
            if (before < 0 || !isCheck(subject, workflow.jobs[std::size_t(before)]))
                continue;
            report.add(need.content(),
                       Text::tr("Job %1 waits for %2 and uses nothing of it. Without this they run at the same time.")
                           .arg(quoted(job.id()), quoted(need.text())),
                       fixByEdit(subject, Text::tr("Remove the need"),
                                 workflow::RemoveNeed{std::string(job.id()), std::string(need.text())}));
        }
    }
}

} // namespace

extern const Rule sequentialJobs;
const Rule sequentialJobs{"sequential-jobs", Severity::Hint, checkNeeds};

} // namespace slipway::diagnostics
