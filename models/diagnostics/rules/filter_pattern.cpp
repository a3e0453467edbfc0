#include "diagnostics/rules/filter_pattern_scan.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "workflow/value_places.h"

namespace slipway::diagnostics {

namespace {

void checkPatterns(const workflow::List &patterns, PatternKind kind, Report &report)
{
    for (const yaml::Node item : patterns.items) {
        const std::string_view pattern = item.text();
        // An unquoted ! is a tag and an empty text has nothing to scan: other rules speak of them.
        if (pattern.empty() || pattern.find("${{") != std::string_view::npos)
            continue;
        if (const auto problem = findPatternProblem(pattern, kind))
            report.add(workflow::sourceRange(item, problem->begin, problem->end), problem->message);
    }
}

void checkTriggers(const Subject &subject, Report &report)
{
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        for (const workflow::List *list :
             {&trigger.branches, &trigger.branchesIgnore, &trigger.tags, &trigger.tagsIgnore})
            checkPatterns(*list, PatternKind::Ref, report);
        checkPatterns(trigger.paths, PatternKind::Path, report);
        checkPatterns(trigger.pathsIgnore, PatternKind::Path, report);
    }
}

} // namespace

const Rule filterPattern{"filter-pattern", Severity::Error, checkTriggers};

} // namespace slipway::diagnostics
