#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::UsesFormat)
};

/// Nothing when `uses` is well formed.
QString problemOf(std::string_view uses)
{
    constexpr std::string_view docker = "docker://";
    if (uses.starts_with(docker)) {
        const std::string_view image = uses.substr(docker.size());
        if (image.empty())
            return Text::tr("The image's name is missing. Write `docker://IMAGE:TAG`.");
        return image.ends_with(':') ? Text::tr("The image's tag is missing. Write it behind the colon.") : QString();
    }
    if (uses.starts_with("../") || uses.starts_with(".github/"))
        return Text::tr(
            "The path of an action in this repository begins with `./`. Write it from the repository's root.");
    const std::size_t at = uses.find('@');
    if (at == std::string_view::npos)
        return Text::tr("The version is missing. Write `OWNER/REPOSITORY@VERSION`, for example `actions/checkout@v6`.");
    const std::string_view path = uses.substr(0, at);
    const std::size_t slash = path.find('/');
    const bool hasNames =
        slash != std::string_view::npos && slash > 0 && slash + 1 < path.size() && path[slash + 1] != '/';
    if (!hasNames)
        return Text::tr("An action is named by its owner and repository. Write `OWNER/REPOSITORY@VERSION`.");
    if (at + 1 == uses.size())
        return Text::tr("The version behind `@` is missing. Write a tag, a branch or a commit.");
    return {};
}

void checkSteps(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        workflow::forEachStep(job.steps, [&report](const workflow::Step &step) {
            const std::string_view uses = step.uses.text();
            if (uses.empty() || step.uses.isDynamic() || uses.starts_with("./") || uses.starts_with(".\\")
                || uses.starts_with("$/"))
                return;
            if (const QString problem = problemOf(uses); !problem.isEmpty())
                report.add(step.uses.range(), problem);
        });
    }
}

} // namespace

const Rule usesFormat{"uses-format", Severity::Error, checkSteps};

} // namespace slipway::diagnostics
