#include "diagnostics/used_secrets.h"

#include "diagnostics/rules/job_lookup.h"

#include <algorithm>

namespace slipway::diagnostics {

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

QStringList unusedSecrets(const QSet<QString> &secrets, std::span<const workflow::Document> workflows)
{
    QStringList unused(secrets.cbegin(), secrets.cend());
    for (const workflow::Document &document : workflows) {
        const auto used = usedSecrets(document);
        if (!used)
            return {};
        unused.removeIf([&used](const QString &name) { return used->contains(folded(name.toStdString())); });
    }
    unused.sort();
    return unused;
}

} // namespace slipway::diagnostics
