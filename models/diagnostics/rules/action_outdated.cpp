#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "syntax/popular_actions.h"

#include <QCoreApplication>

#include <charconv>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ActionOutdated)
};

/// "v10" is 10; -1 for all other versions.
int majorOf(std::string_view version)
{
    int number = -1;
    if (!version.starts_with('v'))
        return -1;
    const auto [end, error] = std::from_chars(version.data() + 1, version.data() + version.size(), number);
    return error == std::errc() && end == version.data() + version.size() ? number : -1;
}

/// The newest version that is known to run; empty when none is.
std::string_view newestOf(std::string_view action)
{
    std::string_view newest;
    for (const syntax::PopularAction &known : syntax::popularActions()) {
        const std::size_t at = known.name.find('@');
        if (known.isOutdated || known.name.substr(0, at) != action)
            continue;
        const std::string_view version = known.name.substr(at + 1);
        if (newest.empty() || majorOf(version) > majorOf(newest))
            newest = version;
    }
    return newest;
}

void checkStep(const workflow::Step &step, Report &report)
{
    const std::string_view uses = step.uses.text();
    const syntax::PopularAction *action = uses.empty() ? nullptr : syntax::popularAction(uses);
    if (!action || !action->isOutdated)
        return;
    const std::string_view name = action->name.substr(0, action->name.find('@'));
    const std::string_view newest = newestOf(name);
    const QString message =
        Text::tr("%1 was made for a Node.js that GitHub's runners have no more.").arg(quoted(uses)) + u' ';
    if (newest.empty())
        report.add(step.uses.range(), message + Text::tr("Take a newer version or another action."));
    else
        report.add(step.uses.range(), message + Text::tr("Take %1 or a newer version.").arg(quoted(newest)));
}

void checkSteps(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs)
        workflow::forEachStep(job.steps, [&report](const workflow::Step &step) { checkStep(step, report); });
}

} // namespace

const Rule actionOutdated{"action-outdated", Severity::Warning, checkSteps};

} // namespace slipway::diagnostics
