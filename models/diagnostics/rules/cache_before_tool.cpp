#include "diagnostics/edit_fix.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/runner_tools.h"
#include "diagnostics/step_facts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <span>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::CacheBeforeTool)
};

/// A setup action that runs the program whose cache it keeps. Sources: the READMEs of both actions.
struct CachingSetup {
    std::string_view action;
    std::string_view cache;
};
constexpr std::array cachingSetups{CachingSetup{"actions/setup-node", "pnpm"},
                                   CachingSetup{"actions/setup-python", "poetry"}};

std::string_view cacheOf(const workflow::Step &step)
{
    for (const CachingSetup &setup : cachingSetups) {
        if (isAction(step, setup.action) && inputOf(step, "cache") == setup.cache)
            return setup.cache;
    }
    return {};
}

QString nameOf(const workflow::Step &step)
{
    return quoted(step.name ? step.name.text() : step.uses ? step.uses.text() : step.run.text());
}

/// `tool` is installed in the step `late`, after the one at `index` that asks it.
void reportLate(const Subject &subject, const workflow::Job &job, std::size_t index, std::size_t late,
                std::string_view tool, Report &report)
{
    const QString name = nameOf(job.steps[late]);
    report.add(job.steps[index].with.findAnyCase("cache").range(),
               Text::tr("The cache asks %1 for its folder, and %1 is not there yet: the step fails. Move %2 before "
                        "this step.")
                   .arg(quoted(tool), name),
               fixByEdit(subject, Text::tr("Move %1 before this step").arg(name),
                         workflow::MoveStep{.job = std::string(job.id()), .from = int(late), .to = int(index)}));
}

void checkStep(const Subject &subject, const workflow::Job &job, std::size_t index, Report &report)
{
    const std::string_view tool = cacheOf(job.steps[index]);
    if (tool.empty())
        return;
    const std::span<const workflow::Step> steps(job.steps);
    const auto mayHave = [tool](const workflow::Step &step) { return mayProvide(step, tool); };
    if (std::ranges::any_of(steps.first(index), mayHave))
        return;
    const auto after = steps.subspan(index + 1);
    const auto late = std::ranges::find_if(after, [tool](const workflow::Step &step) { return installs(step, tool); });
    if (late != after.end()) {
        reportLate(subject, job, index, index + 1 + std::size_t(late - after.begin()), tool, report);
    } else if (isPlainUbuntu(job)) {
        report.add(steps[index].with.findAnyCase("cache").range(),
                   Text::tr("The cache asks %1 for its folder, and nothing has installed %1. Install it in a step "
                            "before this one.")
                       .arg(quoted(tool)));
    }
}

void checkCaches(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        for (std::size_t index = 0; index < job.steps.size(); ++index) {
            if (job.steps[index].uses)
                checkStep(subject, job, index, report);
        }
    }
}

} // namespace

extern const Rule cacheBeforeTool;
const Rule cacheBeforeTool{"cache-before-tool", Severity::Warning, checkCaches};

} // namespace slipway::diagnostics
