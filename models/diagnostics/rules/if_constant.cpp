#include "diagnostics/rules/rules.h"
#include "expressions/evaluate.h"
#include "expressions/templates.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::IfConstant)
};

/// The source of a condition without one `${{ }}`.
struct Bare {
    yaml::Patches patches;
    std::string text;
};

bool isOneOperand(const expressions::Ast &ast)
{
    using enum expressions::Kind;
    const expressions::Node &root = ast[ast.root()];
    const bool isOperator = root.kind >= Less;
    return !isOperator || root.range.begin < ast[root.first].range.begin;
}

/// Whether `${{` may go without what is before and behind growing into one word with what is inside.
bool standsAlone(std::string_view text, const expressions::Template &part)
{
    const char before = part.whole.begin == 0 ? ' ' : text[part.whole.begin - 1];
    const char behind = part.whole.end == text.size() ? ' ' : text[part.whole.end];
    return std::string_view(" \n(!").contains(before) && std::string_view(" \n)").contains(behind);
}

/// What replaces each `${{` and `}}` of the text, in order: a parenthesis where the part would fall apart without.
/// Empty when one of them must stay.
std::vector<std::string_view> replacements(std::string_view text)
{
    const auto parts = expressions::templates(text);
    const std::size_t first = text.find_first_not_of(" \n");
    const std::size_t last = text.find_last_not_of(" \n");
    std::vector<std::string_view> marks;
    for (const expressions::Template &part : parts) {
        const auto inner = expressions::parse(text.substr(part.inner.begin, part.inner.size()));
        if (!part.isTerminated || !inner || !standsAlone(text, part))
            return {};
        const bool isAll = part.whole.begin == first && part.whole.end == last + 1;
        const bool isBare = isAll || isOneOperand(*inner);
        marks.emplace_back(isBare ? "" : "(");
        marks.emplace_back(isBare ? "" : ")");
    }
    return marks;
}

/// Replaces the marks of a text, with the blanks inside of them. Nothing when a literal holds such a mark too.
std::optional<Bare> withoutMarks(std::string_view source, quint32 offset, const std::vector<std::string_view> &marks)
{
    Bare bare;
    std::size_t from = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const bool isOpening = i % 2 == 0;
        const std::string_view mark = isOpening ? "${{" : "}}";
        std::size_t begin = source.find(mark, from);
        if (begin == std::string_view::npos)
            return {};
        std::size_t end = begin + mark.size();
        while (isOpening && end < source.size() && source[end] == ' ')
            ++end;
        while (!isOpening && begin > from && source[begin - 1] == ' ')
            --begin;
        bare.text.append(source.substr(from, begin - from)).append(marks[i]);
        bare.patches.push_back({{offset + quint32(begin), offset + quint32(end)}, std::string(marks[i])});
        from = end;
    }
    const std::string_view rest = source.substr(from);
    if (rest.contains("}}") || rest.contains("${{"))
        return {};
    bare.text += rest;
    return bare;
}

/// Takes the `${{` and `}}` away, where what stays is one expression in YAML too.
std::optional<Fix> bare(const workflow::Field &condition, const yaml::Tree &tree)
{
    const yaml::Style style = condition.value.style();
    const bool isBlock = style == yaml::Style::Literal || style == yaml::Style::Folded;
    if (condition.value.isAlias() || (!isBlock && style != yaml::Style::Plain))
        return {};
    const auto marks = replacements(condition.text());
    auto result = marks.empty() ? std::nullopt : withoutMarks(condition.text(), 0, marks);
    if (!result || !expressions::parse(result->text))
        return {};
    const char first = result->text[result->text.find_first_not_of(" \n")];
    if (!isBlock && first != '(' && std::isalpha(static_cast<unsigned char>(first)) == 0)
        return {};
    const yaml::Range range = condition.range();
    result = withoutMarks(tree.text(range), range.begin, marks);
    return result ? std::optional(Fix{Text::tr("Remove `${{ }}`"), std::move(result->patches)}) : std::nullopt;
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
