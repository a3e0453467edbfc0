#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::FilterConflict)
};

void checkPair(const workflow::List &wanted, const workflow::List &ignored, Report &report)
{
    if (!wanted || !ignored)
        return;
    report.add(
        ignored.field.key.content(),
        Text::tr("%1 and %2 cannot stand together. Write what is not wanted as a pattern with `!`, below those of %1.")
            .arg(quoted(wanted.field.name()), quoted(ignored.field.name())));
}

void checkTriggers(const Subject &subject, Report &report)
{
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        checkPair(trigger.branches, trigger.branchesIgnore, report);
        checkPair(trigger.tags, trigger.tagsIgnore, report);
        checkPair(trigger.paths, trigger.pathsIgnore, report);
    }
}

} // namespace

const Rule filterConflict{"filter-conflict", Severity::Error, checkTriggers};

} // namespace slipway::diagnostics
