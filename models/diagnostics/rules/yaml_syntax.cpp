#include "diagnostics/rules/rules.h"

#include <algorithm>

namespace slipway::diagnostics {

namespace {

using Code = yaml::Problem::Code;

// Those have rules of their own.
constexpr Code others[] = {Code::DuplicateKey, Code::UndefinedAlias, Code::RecursiveAlias,
                           Code::Expansion,    Code::MergeKey,       Code::UnusedAnchor};

void checkText(const Subject &subject, Report &report)
{
    for (const yaml::Problem &problem : subject.tree().problems()) {
        if (!std::ranges::contains(others, problem.code))
            report.add(problem.isError ? Severity::Error : Severity::Warning, problem.range, problem.message);
    }
}

} // namespace

const Rule yamlSyntax{"yaml-syntax", Severity::Error, checkText, true};

} // namespace slipway::diagnostics
