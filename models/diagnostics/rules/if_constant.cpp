#include "diagnostics/rules/rules.h"
#include "expressions/evaluate.h"
#include "expressions/templates.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::IfConstant)
};

/// Takes the `${{` and `}}` away, where what stays is one expression in YAML too.
std::optional<Fix> bare(const workflow::Field &condition, const yaml::Tree &tree)
{
    const std::string_view text = condition.text();
    std::string inner;
    quint32 from = 0;
    for (const expressions::Template &part : expressions::templates(text)) {
        if (!part.isTerminated)
            return {};
        inner += text.substr(from, part.whole.begin - from);
        inner += text.substr(part.inner.begin, part.inner.size());
        from = part.whole.end;
    }
    inner += text.substr(from);
    const std::size_t first = inner.find_first_not_of(" \n");
    const yaml::Style style = condition.value.style();
    if (first == std::string::npos || condition.value.isAlias() || !expressions::parse(inner))
        return {};
    const bool startsLikeWord = std::isalpha(static_cast<unsigned char>(inner[first])) != 0;
    const bool isLiteral = style == yaml::Style::Literal || style == yaml::Style::Folded;
    if ((style == yaml::Style::Plain && !startsLikeWord) || (!isLiteral && style != yaml::Style::Plain))
        return {};
    Fix fix{Text::tr("Remove `${{ }}`"), {}};
    const yaml::Range range = condition.range();
    const std::string_view source = tree.text(range);
    const auto removeAll = [&](std::string_view mark, bool isOpening) {
        for (std::size_t at = source.find(mark); at != std::string_view::npos; at = source.find(mark, at + 1)) {
            std::size_t begin = at;
            std::size_t end = at + mark.size();
            while (isOpening && end < source.size() && source[end] == ' ')
                ++end;
            while (!isOpening && begin > 0 && source[begin - 1] == ' ')
                --begin;
            fix.patches.push_back({{range.begin + quint32(begin), range.begin + quint32(end)}, {}});
        }
    };
    removeAll("${{", true);
    removeAll("}}", false);
    std::ranges::sort(fix.patches, {}, [](const yaml::Patch &patch) { return patch.range.begin; });
    return fix;
}

void checkCondition(const workflow::Field &condition, const yaml::Tree &tree, Report &report)
{
    if (!condition.isScalar() || !condition.isDynamic())
        return;
    const auto parts = expressions::templates(condition.text());
    const bool isAll =
        parts.size() == 1 && parts.front().whole.begin == 0 && parts.front().whole.end == condition.text().size();
    if (parts.empty() || !parts.back().isTerminated || isAll)
        return;
    report.add(
        condition.range(),
        Text::tr("Characters around `${{ }}` make a text of this condition, and a text is always true. Write the "
                 "whole condition without `${{ }}`."),
        bare(condition, tree));
}

void checkConstant(const workflow::ExpressionSite &site, Report &report)
{
    const std::optional<bool> truth = expressions::constantTruth(site.ast);
    if (!truth)
        return;
    report.add(site.range(),
               *truth ? Text::tr("This condition is always true. Remove it.")
                      : Text::tr("This condition is never true. Correct it, or remove what it is for."));
}

void checkWorkflow(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        checkCondition(job.condition, subject.tree(), report);
        checkCondition(job.snapshot.condition, subject.tree(), report);
        workflow::forEachStep(
            job.steps, [&](const workflow::Step &step) { checkCondition(step.condition, subject.tree(), report); });
    }
    for (const workflow::ExpressionSite &site : subject.document.expressions()) {
        const bool isCondition = site.kind == workflow::SiteKind::Condition || site.scalar.key().text() == "if";
        if (isCondition && site.isWhole && !site.error && site.isTerminated)
            checkConstant(site, report);
    }
}

} // namespace

const Rule ifConstant{"if-constant", Severity::Warning, checkWorkflow};

} // namespace slipway::diagnostics
