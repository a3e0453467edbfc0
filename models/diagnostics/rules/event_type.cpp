#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "syntax/events.h"

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::EventType)
};

void checkType(const syntax::Event &event, yaml::Node type, Report &report)
{
    if (syntax::findType(event, type.text()))
        return;
    const QStringList known = namesOf(event.types, &syntax::Value::name);
    report.add(type.content(),
               Text::tr("%1 has no activity %2.").arg(quoted(event.name), quoted(type.text()))
                   + hintFor(type.text(), known),
               replaceWord(type, nearestTo(type.text(), known)));
}

void checkTriggers(const Subject &subject, Report &report)
{
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        const syntax::Event *event = trigger.types ? syntax::findEvent(trigger.text()) : nullptr;
        // Events that have no types at all are a matter of event-filter; repository_dispatch takes any.
        if (!event || event->types.empty())
            continue;
        for (const yaml::Node type : trigger.types.items) {
            if (type.text().find("${{") == std::string_view::npos)
                checkType(*event, type, report);
        }
    }
}

} // namespace

const Rule eventType{"event-type", Severity::Error, checkTriggers};

} // namespace slipway::diagnostics
