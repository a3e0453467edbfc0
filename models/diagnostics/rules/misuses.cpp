#include "diagnostics/rules/misuses.h"

#include "diagnostics/rules/fixes.h"

namespace slipway::diagnostics {

namespace {

/// A secret that the called workflow does not name still arrives with `secrets: inherit`.
bool isSecret(const Misuse &misuse)
{
    const auto &references = misuse.site->references;
    return std::ranges::any_of(references, [&](const expressions::Reference &reference) {
        const expressions::Ast &ast = misuse.site->ast;
        return expressions::findContext(ast.name(reference.context)) == expressions::Context::Secrets
            && ast[reference.node].range.contains(misuse.finding.range.begin);
    });
}

} // namespace

void reportMisuses(const Subject &subject, Misuse::Kind kind, Report &report)
{
    for (const Misuse &misuse : subject.misuses) {
        if (misuse.kind != kind)
            continue;
        const expressions::Finding &finding = misuse.finding;
        const yaml::Range range = misuse.site->range(finding.range);
        auto fix = replaceBy(range, QString::fromStdString(finding.replacement));
        if (finding.code == expressions::Finding::Code::UnknownProperty && isSecret(misuse))
            report.add(Severity::Warning, range, finding.message, std::move(fix));
        else
            report.add(range, finding.message, std::move(fix));
    }
}

} // namespace slipway::diagnostics
