#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "syntax/popular_actions.h"

#include <QCoreApplication>

#include <algorithm>
#include <cctype>
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

/// Actions of GitHub's own whose service is gone: each run of these versions fails. Source: GitHub's changelog of
/// 2024-02-13, 2024-04-16 and 2024-12-05.
struct Refused {
    std::string_view action;
    int lastMajor;
};
constexpr Refused refused[] = {{"actions/cache", 2}, {"actions/download-artifact", 3}, {"actions/upload-artifact", 3}};

bool isRefused(std::string_view action, std::string_view version)
{
    // All of v3.1.2 goes with v3.
    const int major = majorOf(version.substr(0, version.find('.')));
    return major > 0 && std::ranges::any_of(refused, [&](const Refused &one) {
               return major <= one.lastMajor && workflow::equalsAnyCase(action, one.action);
           });
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

QString adviceFor(std::string_view newest)
{
    return newest.empty() ? Text::tr("Take a newer version or another action.")
                          : Text::tr("Take %1 or a newer version.").arg(quoted(newest));
}

void checkStep(const workflow::Step &step, Report &report)
{
    const std::string_view uses = step.uses.text();
    const std::size_t at = uses.find('@');
    if (at != std::string_view::npos && isRefused(uses.substr(0, at), uses.substr(at + 1))) {
        std::string name(uses.substr(0, at));
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return char(std::tolower(c)); });
        report.add(Severity::Error, step.uses.range(),
                   Text::tr("GitHub fails every run that uses %1: its service is gone.").arg(quoted(uses)) + u' '
                       + adviceFor(newestOf(name)));
        return;
    }
    const syntax::PopularAction *action = uses.empty() ? nullptr : syntax::popularAction(uses);
    if (!action || !action->isOutdated)
        return;
    const std::string_view name = action->name.substr(0, action->name.find('@'));
    report.add(step.uses.range(),
               Text::tr("%1 was made for a Node.js that GitHub's runners have no more.").arg(quoted(uses)) + u' '
                   + adviceFor(newestOf(name)));
}

void checkSteps(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs)
        workflow::forEachStep(job.steps, [&report](const workflow::Step &step) { checkStep(step, report); });
}

} // namespace

const Rule actionOutdated{"action-outdated", Severity::Warning, checkSteps};

} // namespace slipway::diagnostics
