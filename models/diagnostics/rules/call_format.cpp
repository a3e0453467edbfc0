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

/// GitHub looks for workflows in this folder alone, and not in folders below it.
bool isInItsFolder(std::string_view path)
{
    constexpr std::string_view folder = ".github/workflows/";
    return path.starts_with(folder) && path.size() > folder.size()
        && path.find('/', folder.size()) == std::string_view::npos;
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

QString wrongFolder()
{
    return Text::tr("A workflow can be called only when it is directly in `.github/workflows`. Move it there, or "
                    "correct the path.");
}

QString problemOf(std::string_view uses)
{
    if (uses.starts_with("./") || uses.starts_with("$/")) {
        if (uses.find('@') != std::string_view::npos)
            return Text::tr(
                "A workflow of this repository is called as it is in this commit. Remove `@` and the version.");
        if (!isWorkflowFile(uses))
            return Text::tr("A called workflow is a .yml file. Write its whole path.");
        return isInItsFolder(uses.substr(2)) ? QString() : wrongFolder();
    }
    if (isRemote(uses)) {
        const std::string_view path = uses.substr(0, uses.find('@'));
        const std::size_t repository = path.find('/') + 1;
        return isInItsFolder(path.substr(path.find('/', repository) + 1)) ? QString() : wrongFolder();
    }
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
