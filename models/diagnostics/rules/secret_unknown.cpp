#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::SecretUnknown)
};

using expressions::Link;
using expressions::Reference;

/// Whether a caller hands the secret over.
bool isTaken(const workflow::Workflow &workflow, std::string_view name)
{
    const workflow::Trigger *call = workflow.on.find("workflow_call");
    return call && call->secret(name);
}

bool isKnown(const QSet<QString> &secrets, const QString &name)
{
    return secrets.contains(name) || std::ranges::any_of(secrets, [&name](const QString &secret) {
               return secret.compare(name, Qt::CaseInsensitive) == 0;
           });
}

void checkReference(const Subject &subject, const workflow::ExpressionSite &site, const Reference &reference,
                    Report &report)
{
    if (!workflow::equalsAnyCase(site.ast.name(reference.context), "secrets") || reference.links.empty()
        || reference.links.front().kind != Link::Kind::Name)
        return;
    const expressions::Range range = reference.links.front().name;
    const std::string_view name = site.ast.text(range);
    const QString shown = QString::fromUtf8(name.data(), qsizetype(name.size()));
    const QSet<QString> &secrets = *subject.facts.secrets;
    // The runner makes it for every run.
    if (workflow::equalsAnyCase(name, "GITHUB_TOKEN") || isKnown(secrets, shown) || isTaken(subject.workflow(), name))
        return;
    QStringList known(secrets.begin(), secrets.end());
    known.sort();
    report.add(
        site.range(range),
        Text::tr("No secret is called %1, so this is empty text. Create it, or correct the name.").arg(quoted(name))
            + hintFor(name, known));
}

/// Only other workflows start it, and they may hand all their secrets over.
bool mayInherit(const workflow::Workflow &workflow)
{
    const workflow::Trigger *call = workflow.on.find("workflow_call");
    return call && workflow.on.events.size() == 1 && !call->secretsField;
}

void checkNames(const Subject &subject, Report &report)
{
    if (!subject.facts.secrets || mayInherit(subject.workflow()))
        return;
    for (const workflow::ExpressionSite &site : subject.document.expressions()) {
        for (const Reference &reference : site.references)
            checkReference(subject, site, reference, report);
    }
}

} // namespace

extern const Rule secretUnknown;
const Rule secretUnknown{"secret-unknown", Severity::Warning, checkNames};

} // namespace slipway::diagnostics
