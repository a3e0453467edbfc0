#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_set>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::SecretUnused)
};

/// Names of all secrets that the document uses, in lower case; nothing when it hands all of them on or computes a name.
std::optional<std::unordered_set<std::string>> usedSecrets(const workflow::Document &document)
{
    const auto inherits = [](const workflow::Job &job) { return job.isCall() && job.inheritsSecrets(); };
    if (std::ranges::any_of(document.workflow().jobs, inherits))
        return {};
    std::unordered_set<std::string> names;
    for (const workflow::ExpressionSite &site : document.expressions()) {
        for (const expressions::Reference &reference : site.references) {
            if (!workflow::equalsAnyCase(site.ast.name(reference.context), "secrets"))
                continue;
            if (reference.links.empty() || reference.links.front().kind != expressions::Link::Kind::Name)
                return {};
            names.insert(folded(site.ast.text(reference.links.front().name)));
        }
    }
    return names;
}

void checkSecrets(const Subject &subject, Report &report)
{
    const workflow::Trigger *call = subject.workflow().on.find("workflow_call");
    if (!call || call->secrets.empty() || subject.workflow().jobs.empty())
        return;
    const auto used = usedSecrets(subject.document);
    if (!used)
        return;
    for (const workflow::CallSecret &secret : call->secrets) {
        if (!used->contains(folded(secret.name()))) {
            report.add(secret.field.key.content(),
                       Text::tr("Callers hand over secret %1, and nothing uses it. Remove it here and in the calls.")
                           .arg(quoted(secret.name())));
        }
    }
}

} // namespace

extern const Rule secretUnused;
const Rule secretUnused{"secret-unused", Severity::Hint, checkSecrets};

} // namespace slipway::diagnostics
