#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

using Code = yaml::Problem::Code;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::YamlAnchor)
};

constexpr Code ours[] = {Code::UndefinedAlias, Code::RecursiveAlias, Code::Expansion, Code::MergeKey,
                         Code::UnusedAnchor};

/// A text that begins with `*` was meant as it stands: a branch pattern.
std::optional<Fix> quote(const yaml::Problem &problem, const yaml::Tree &tree)
{
    const std::string_view text = tree.text(problem.range);
    const bool isPattern = text.starts_with('*') && text.find_first_of("./*", 1) != std::string_view::npos;
    if (problem.code != Code::UndefinedAlias || !isPattern || text.contains('\''))
        return {};
    return Fix{Text::tr("Put quotes around it"),
               {yaml::Patch{problem.range, std::string("'").append(text).append("'")}}};
}

void checkAnchors(const Subject &subject, Report &report)
{
    const yaml::Tree &tree = subject.tree();
    for (const yaml::Problem &problem : tree.problems()) {
        if (std::ranges::contains(ours, problem.code)) {
            report.add(problem.isError ? Severity::Error : Severity::Warning, problem.range, problem.message,
                       quote(problem, tree));
        }
    }
}

} // namespace

const Rule yamlAnchor{"yaml-anchor", Severity::Error, checkAnchors, true};

} // namespace slipway::diagnostics
