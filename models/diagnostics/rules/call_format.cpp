#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::CallFormat)
};

bool isWorkflowFile(std::string_view path)
{
    return path.ends_with(".yml") || path.ends_with(".yaml");
}

/// OWNER/REPOSITORY/PATH@VERSION
bool isRemote(std::string_view uses)
{
    const std::size_t at = uses.find('@');
    if (at == std::string_view::npos || at + 1 == uses.size())
        return false;
    const std::string_view path = uses.substr(0, at);
    const std::size_t owner = path.find('/');
    if (owner == std::string_view::npos || owner == 0)
        return false;
    const std::size_t repository = path.find('/', owner + 1);
    return repository != std::string_view::npos && repository > owner + 1 && repository + 1 < path.size();
}

QString problemOf(std::string_view uses)
{
    if (uses.starts_with("./") || uses.starts_with("$/")) {
        if (uses.find('@') != std::string_view::npos)
            return Text::tr(
                "A workflow of this repository is called as it is in this commit. Remove `@` and the version.");
        return isWorkflowFile(uses) ? QString() : Text::tr("A called workflow is a .yml file. Write its whole path.");
    }
    if (isRemote(uses))
        return {};
    return Text::tr("Write a workflow of this repository as `./.github/workflows/FILE.yml`, one of another as "
                    "`OWNER/REPOSITORY/.github/workflows/FILE.yml@VERSION`.");
}

void checkCalls(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        if (!job.uses.isScalar() || job.uses.text().empty() || job.uses.isDynamic())
            continue;
        if (const QString problem = problemOf(job.uses.text()); !problem.isEmpty())
            report.add(job.uses.range(), problem);
    }
}

} // namespace

const Rule callFormat{"call-format", Severity::Error, checkCalls};

} // namespace slipway::diagnostics
