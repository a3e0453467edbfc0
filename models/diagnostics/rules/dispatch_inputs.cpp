#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/input_default.h"
#include "diagnostics/rules/rules.h"
#include "syntax/events.h"

#include <QCoreApplication>

#include <set>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::DispatchInputs)
};

void checkOptions(const workflow::Input &input, Report &report)
{
    const bool isChoice = input.type.text() == "choice";
    if (isChoice && input.options.isEmpty()) {
        report.add(input.field.key.content(),
                   Text::tr("%1 is a choice without `options`. List them.").arg(quoted(input.name())));
    } else if (!isChoice && input.options) {
        report.add(input.options.field.key.content(),
                   Text::tr("Only a choice has `options`. Write `type: choice`, or remove them."));
    }
    std::set<std::string_view> seen;
    for (const yaml::Node option : input.options.items) {
        if (!seen.insert(option.text()).second)
            report.add(option.content(), Text::tr("%1 is in the list already. Remove it.").arg(quoted(option.text())));
    }
}

void checkChosen(const workflow::Input &input, Report &report)
{
    const workflow::Field &chosen = input.defaultValue;
    if (input.type.text() != "choice" || input.options.isEmpty() || !chosen.isScalar() || chosen.isNull()
        || chosen.text().empty() || input.options.contains(chosen.text()))
        return;
    const QStringList options = namesOf(input.options.items, &yaml::Node::text);
    report.add(chosen.range(),
               Text::tr("%1 is none of the options.").arg(quoted(chosen.text())) + hintFor(chosen.text(), options),
               replaceWord(chosen.value, nearestTo(chosen.text(), options)));
}

void checkInputs(const Subject &subject, Report &report)
{
    const workflow::Trigger *dispatch = subject.workflow().on.find("workflow_dispatch");
    if (!dispatch)
        return;
    if (std::ssize(dispatch->inputs) > syntax::mostDispatchInputs) {
        report.add(dispatch->inputsField.key.content(),
                   Text::tr("GitHub takes %1 inputs at most, and these are %2.")
                       .arg(syntax::mostDispatchInputs)
                       .arg(std::ssize(dispatch->inputs)));
    }
    for (const workflow::Input &input : dispatch->inputs) {
        checkOptions(input, report);
        checkChosen(input, report);
        InputDefault::check(input, report);
    }
}

} // namespace

const Rule dispatchInputs{"dispatch-inputs", Severity::Error, checkInputs};

} // namespace slipway::diagnostics
