#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/used_secrets.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::SecretUnused)
};

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
