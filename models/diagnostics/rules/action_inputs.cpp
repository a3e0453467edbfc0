#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "syntax/popular_actions.h"
#include "workflow/repository.h"

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ActionInputs)
};

using Inputs = std::vector<syntax::ActionInput>;

const syntax::ActionInput *find(const Inputs &inputs, std::string_view name)
{
    const auto found = std::ranges::find_if(
        inputs, [name](const syntax::ActionInput &input) { return workflow::equalsAnyCase(input.name, name); });
    return found == inputs.end() ? nullptr : &*found;
}

void checkGiven(const workflow::Field &given, std::string_view uses, const Inputs &inputs, Report &report)
{
    // GitHub takes these two for every action that runs in a container.
    if (given.name() == "args" || given.name() == "entrypoint")
        return;
    const syntax::ActionInput *input = find(inputs, given.name());
    if (!input) {
        const QStringList names = namesOf(inputs, &syntax::ActionInput::name);
        report.add(given.key.content(),
                   Text::tr("%1 has no input %2.").arg(quoted(uses), quoted(given.name()))
                       + hintFor(given.name(), names),
                   replaceWord(given.key, nearestTo(given.name(), names)));
    } else if (input->isDeprecated) {
        const QString other = QString::fromUtf8(input->replacement.data(), qsizetype(input->replacement.size()));
        report.add(given.key.content(),
                   Text::tr("The input %1 of %2 is deprecated.").arg(quoted(given.name()), quoted(uses)) + u' '
                       + (other.isEmpty() ? Text::tr("Remove it.") : Text::tr("Use `%1`.").arg(other)),
                   replaceWord(given.key, other));
    }
}

void checkStep(const workflow::Step &step, const Inputs &inputs, Report &report)
{
    const std::string_view uses = step.uses.text();
    for (const workflow::Field &given : step.with.entries) {
        if (given.name().find("${{") == std::string_view::npos)
            checkGiven(given, uses, inputs, report);
    }
    if (step.with.isDynamic())
        return;
    QStringList missing;
    for (const syntax::ActionInput &input : inputs) {
        if (input.isRequired && !step.with.findAnyCase(input.name))
            missing.append(quoted(input.name));
    }
    if (!missing.isEmpty())
        report.add(step.uses.range(),
                   Text::tr("%1 needs the input %2. Add it below `with`.", nullptr, int(missing.size()))
                       .arg(quoted(uses), missing.join(u", ")));
}

Inputs inputsOf(const workflow::ActionMetadata &action)
{
    Inputs inputs;
    for (const workflow::Input &input : action.inputs)
        inputs.push_back({input.name(), input.isRequired() && !input.defaultValue, bool(input.deprecation), {}});
    return inputs;
}

void checkSteps(const Subject &subject, Report &report)
{
    const workflow::Repository *repository = subject.facts.repository.get();
    for (const workflow::Job &job : subject.workflow().jobs) {
        workflow::forEachStep(job.steps, [&](const workflow::Step &step) {
            const std::string_view uses = step.uses.text();
            if (uses.empty())
                return;
            if (const syntax::PopularAction *action = syntax::popularAction(uses)) {
                if (!action->takesAnyInput)
                    checkStep(step, action->inputs, report);
            } else if (repository && uses.starts_with("./")) {
                if (const auto local = repository->action(uses))
                    checkStep(step, inputsOf(**local), report);
            }
        });
    }
}

} // namespace

const Rule actionInputs{"action-inputs", Severity::Warning, checkSteps};

} // namespace slipway::diagnostics
