#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "syntax/events.h"

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::EventName)
};

void checkTriggers(const Subject &subject, Report &report)
{
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        const std::string_view name = trigger.text();
        if (name.empty() || trigger.name.isNull())
            continue;
        const syntax::Event *event = syntax::findEvent(name);
        if (event && event->isRetired) {
            report.add(trigger.name.content(), Text::tr("GitHub sends %1 no more. Remove it.").arg(quoted(name)));
        } else if (!event) {
            const QStringList names = namesOf(syntax::events(), &syntax::Event::name);
            const QString meant = nearestTo(name, names);
            report.add(trigger.name.content(),
                       Text::tr("GitHub has no event %1.").arg(quoted(name))
                           + (meant.isEmpty() ? QString() : hintFor(name, names)),
                       replaceWord(trigger.name, meant));
        }
    }
}

} // namespace

const Rule eventName{"event-name", Severity::Error, checkTriggers};

} // namespace slipway::diagnostics
