#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/step_facts.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ActionNotPinned)
};

bool isCommit(std::string_view ref)
{
    constexpr std::size_t sha1 = 40;
    constexpr std::size_t sha256 = 64;
    return (ref.size() == sha1 || ref.size() == sha256) && std::ranges::all_of(ref, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
           });
}

/// Whoever could change these could change the runner as well.
bool isOfGitHub(std::string_view name)
{
    return name.starts_with("actions/") || name.starts_with("github/");
}

void checkSecrets(const Subject &subject, Report &report)
{
    const auto textOf = [&subject](const workflow::Map &map) {
        return map ? subject.tree().text(map.field.value.range()) : std::string_view();
    };
    for (const workflow::Job &job : subject.workflow().jobs) {
        workflow::forEachStep(job.steps, [&](const workflow::Step &step) {
            const std::string_view name = actionName(step);
            const std::string_view uses = step.uses.text();
            if (name.empty() || isOfGitHub(name) || name.size() == uses.size())
                return;
            // A branch is another rule's matter.
            const std::string_view ref = uses.substr(name.size() + 1);
            if (isCommit(ref) || namesBranch(ref))
                return;
            if (!namesSecret(textOf(step.with)) && !namesSecret(textOf(step.env)))
                return;
            report.add(step.uses.range(),
                       Text::tr("%1 is given a secret, and its tag can be moved to other code. Name a commit by its "
                                "full SHA.")
                           .arg(quoted(name)));
        });
    }
}

} // namespace

extern const Rule actionNotPinned;
const Rule actionNotPinned{"action-not-pinned", Severity::Hint, checkSecrets};

} // namespace slipway::diagnostics
