#include "diagnostics/rules/call_target.h"
#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "yaml/scalars.h"

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::CallArguments)
};

QString missingText(const QStringList &missing)
{
    return Text::tr("The called workflow needs %1. Hand it over below `with` or `secrets`.").arg(missing.join(u", "));
}

void checkType(const workflow::Field &given, const workflow::Input &input, Report &report)
{
    if (!given.isScalar() || given.isDynamic() || given.isNull())
        return;
    const std::string_view type = input.type.text();
    const bool isWrong =
        (type == "number" && !yaml::numberOf(given.value)) || (type == "boolean" && !yaml::booleanOf(given.value));
    if (!isWrong)
        return;
    report.add(
        given.range(),
        type == "number"
            ? Text::tr("The input %1 is a number. Write one, without quotes.").arg(quoted(given.name()))
            : Text::tr("The input %1 is true or false. Write one of them, without quotes.").arg(quoted(given.name())));
}

void checkInputs(const workflow::Job &job, const workflow::Trigger &call, QStringList &missing, Report &report)
{
    for (const workflow::Field &given : job.with.entries) {
        if (const workflow::Input *input = call.input(given.name())) {
            checkType(given, *input, report);
            continue;
        }
        const QStringList known = namesOf(call.inputs, &workflow::Input::name);
        report.add(given.key.content(),
                   Text::tr("The called workflow has no input %1.").arg(quoted(given.name()))
                       + hintFor(given.name(), known),
                   replaceWord(given.key, nearestTo(given.name(), known)));
    }
    for (const workflow::Input &input : call.inputs) {
        if (input.isRequired() && !job.with.isDynamic() && !job.with.findAnyCase(input.name()))
            missing.append(Text::tr("the input %1").arg(quoted(input.name())));
    }
}

void checkSecrets(const workflow::Job &job, const workflow::Trigger &call, QStringList &missing, Report &report)
{
    if (job.inheritsSecrets() || job.secrets.isDynamic())
        return;
    for (const workflow::Field &given : job.secrets.entries) {
        if (call.secret(given.name()))
            continue;
        const QStringList known = namesOf(call.secrets, &workflow::CallSecret::name);
        report.add(given.key.content(),
                   Text::tr("The called workflow takes no secret %1.").arg(quoted(given.name()))
                       + hintFor(given.name(), known),
                   replaceWord(given.key, nearestTo(given.name(), known)));
    }
    for (const workflow::CallSecret &secret : call.secrets) {
        if (secret.isRequired() && !job.secrets.findAnyCase(secret.name()))
            missing.append(Text::tr("the secret %1").arg(quoted(secret.name())));
    }
}

void checkCalls(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        if (!job.isCall())
            continue;
        const auto called = calledWorkflow(job, subject.facts);
        const workflow::Trigger *call = called ? called->workflow().on.find("workflow_call") : nullptr;
        if (!call)
            continue;
        QStringList missing;
        checkInputs(job, *call, missing, report);
        checkSecrets(job, *call, missing, report);
        if (!missing.isEmpty())
            report.add(job.uses.range(), missingText(missing));
    }
}

} // namespace

const Rule callArguments{"call-arguments", Severity::Error, checkCalls};

} // namespace slipway::diagnostics
