#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::RunnerGroup)
};

/// `name`, or one of the four prefixes before it.
bool isGroupName(std::string_view name)
{
    constexpr std::string_view prefixes[] = {"ent", "enterprise", "org", "organization"};
    const size_t slash = name.find('/');
    if (slash == std::string_view::npos)
        return true;
    const std::string_view rest = name.substr(slash + 1);
    return std::ranges::contains(prefixes, name.substr(0, slash)) && !rest.empty() && !rest.contains('/');
}

void checkGroups(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        const workflow::Field &group = job.runsOn.group;
        if (group.isScalar() && !group.isDynamic() && !isGroupName(group.text())) {
            report.add(group.range(),
                       Text::tr("%1 is no name of a runner group. Write the name alone, or "
                                "`organization/NAME` or `enterprise/NAME`.")
                           .arg(quoted(group.text())));
        }
    }
}

} // namespace

const Rule runnerGroup{"runner-group", Severity::Error, checkGroups};

} // namespace slipway::diagnostics
