#include "diagnostics/rules/filter_pattern_scan.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::FilterPattern)
};

bool isDynamic(yaml::Node item)
{
    return item.text().find("${{") != std::string_view::npos;
}

/// Patterns with `!` take away from what others let through.
void checkNegations(const workflow::List &patterns, Report &report)
{
    const bool takeAwayOnly = !patterns.isEmpty() && std::ranges::all_of(patterns.items, [](yaml::Node item) {
        return item.text().size() > 1 && item.text().starts_with('!') && !isDynamic(item);
    });
    if (takeAwayOnly)
        report.add(Severity::Warning, patterns.items.front().content(),
                   Text::tr("A pattern with `!` takes away from the ones before it, and there is none, so nothing "
                            "matches. Put `'**'` before it."));
}

/// `refs/heads/main` would be a branch with that name.
void checkPrefix(yaml::Node item, Report &report)
{
    const std::string_view pattern = item.text();
    const std::size_t begin = pattern.starts_with('!') ? 1 : 0;
    for (const std::string_view prefix : {"refs/heads/", "refs/tags/"}) {
        if (!pattern.substr(begin).starts_with(prefix) || isDynamic(item))
            continue;
        const yaml::Range range = workflow::sourceRange(item, begin, begin + prefix.size());
        report.add(Severity::Warning, range,
                   Text::tr("Branches and tags are matched by their names alone, so this matches none. Remove %1.")
                       .arg(quoted(prefix)));
    }
}

void checkPatterns(const workflow::List &patterns, PatternKind kind, Report &report)
{
    checkNegations(patterns, report);
    for (const yaml::Node item : patterns.items) {
        const std::string_view pattern = item.text();
        // An unquoted ! is a tag and an empty text has nothing to scan: other rules speak of them.
        if (pattern.empty() || isDynamic(item))
            continue;
        if (kind == PatternKind::Ref)
            checkPrefix(item, report);
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
