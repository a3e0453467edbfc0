#include "diagnostics/rules/misuses.h"

#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/later_step.h"

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

/// `matrix.os || 'x'` counts on a name that may be missing: nothing is false.
bool hasDefault(const Misuse &misuse)
{
    using enum expressions::Kind;
    const expressions::Ast &ast = misuse.site->ast;
    for (expressions::NodeId id = 0; id < ast.size(); ++id) {
        if (ast[id].kind != Or)
            continue;
        for (expressions::NodeId operand = ast[id].first; ast[operand].next != expressions::noNode;
             operand = ast[operand].next) {
            const bool isName = ast[operand].kind == Property || ast[operand].kind == Index;
            if (isName && ast[operand].range.contains(misuse.finding.range.begin))
                return true;
        }
    }
    return false;
}

/// What the run does without: it fails for all else.
bool isHarmless(const Misuse &misuse)
{
    using enum expressions::Finding::Code;
    if (misuse.finding.code == FormatSurplus)
        return true;
    return misuse.finding.code == UnknownProperty && (isSecret(misuse) || hasDefault(misuse));
}

} // namespace

void reportMisuses(const Subject &subject, Misuse::Kind kind, Report &report)
{
    for (const Misuse &misuse : subject.misuses) {
        if (misuse.kind != kind)
            continue;
        const expressions::Finding &finding = misuse.finding;
        const yaml::Range range = misuse.site->range(finding.range);
        if (const QString later = laterStep(subject, misuse); !later.isEmpty()) {
            report.add(range, later);
            continue;
        }
        auto fix = replaceBy(range, QString::fromStdString(finding.replacement));
        if (isHarmless(misuse))
            report.add(Severity::Warning, range, finding.message, std::move(fix));
        else
            report.add(range, finding.message, std::move(fix));
    }
}

} // namespace slipway::diagnostics
