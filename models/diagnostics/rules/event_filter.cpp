#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "syntax/events.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::EventFilter)
};

QString eventsWith(syntax::Filter filter)
{
    QStringList names;
    for (const syntax::Event &event : syntax::events()) {
        if (event.filters.testFlag(filter) && !event.isRetired)
            names.append(quoted(event.name));
    }
    constexpr qsizetype mostNamed = 6;
    return names.size() <= mostNamed ? names.join(u", ") : QString();
}

void checkFilter(const syntax::Event &event, syntax::Filter filter, const workflow::List &list, Report &report)
{
    if (!list || event.filters.testFlag(filter))
        return;
    const QString others = eventsWith(filter);
    report.add(list.field.key.content(),
               Text::tr("%1 has no filter %2.").arg(quoted(event.name), quoted(list.field.name())) + u' '
                   + (others.isEmpty() ? Text::tr("Remove it.")
                                       : Text::tr("It works for %1 only; remove it here.").arg(others)));
}

void checkTriggers(const Subject &subject, Report &report)
{
    using syntax::Filter;
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        const syntax::Event *event = trigger.value ? syntax::findEvent(trigger.text()) : nullptr;
        if (!event || event->isRetired)
            continue;
        const std::pair<Filter, const workflow::List *> lists[] = {
            {Filter::Types, &trigger.types},
            {Filter::Branches, &trigger.branches},
            {Filter::Branches, &trigger.branchesIgnore},
            {Filter::Tags, &trigger.tags},
            {Filter::Tags, &trigger.tagsIgnore},
            {Filter::Paths, &trigger.paths},
            {Filter::Paths, &trigger.pathsIgnore},
            {Filter::Workflows, &trigger.workflows},
        };
        for (const auto &[filter, list] : lists)
            checkFilter(*event, filter, *list, report);
    }
}

} // namespace

const Rule eventFilter{"event-filter", Severity::Error, checkTriggers};

} // namespace slipway::diagnostics
