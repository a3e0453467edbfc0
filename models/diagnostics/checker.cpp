#include "diagnostics/checker.h"

#include "ignored.h"
#include "rules/rules.h"

#include <algorithm>
#include <tuple>

namespace slipway::diagnostics {

namespace {

/// Whether so little could be read that only the rules about YAML itself can speak.
bool isUnreadable(const yaml::Tree &tree)
{
    using Code = yaml::Problem::Code;
    constexpr Code fatal[] = {Code::Encoding, Code::TooLarge,     Code::TooDeep,
                              Code::Syntax,   Code::Unterminated, Code::Expansion};
    return std::ranges::any_of(
        tree.problems(), [&](const yaml::Problem &problem) { return std::ranges::contains(fatal, problem.code); });
}

QString textOf(std::string_view id)
{
    return QString::fromLatin1(id.data(), qsizetype(id.size()));
}

void applySettings(std::vector<Finding> &findings, size_t from, const Rule &rule, const Settings &settings)
{
    if (findings.size() == from || settings.severity.isEmpty())
        return;
    const auto severity = settings.severity.constFind(textOf(rule.id));
    if (severity == settings.severity.cend())
        return;
    for (size_t i = from; i < findings.size(); ++i)
        findings[i].severity = *severity;
}

auto place(const Finding &finding)
{
    return std::tuple(finding.range.begin, finding.range.end, finding.rule);
}

/// An alias without an anchor has no value that anything else could be said of.
void dropValuesOfUnknownAliases(std::vector<Finding> &findings, const yaml::Tree &tree)
{
    std::vector<quint32> begins;
    for (const yaml::Problem &problem : tree.problems()) {
        if (problem.code == yaml::Problem::Code::UndefinedAlias)
            begins.push_back(problem.range.begin);
    }
    if (begins.empty())
        return;
    std::ranges::sort(begins);
    std::erase_if(findings, [&](const Finding &finding) {
        return finding.rule != yamlAnchor.id && std::ranges::binary_search(begins, finding.range.begin);
    });
}

} // namespace

std::vector<Finding> check(const Subject &subject, const Settings &settings)
{
    const yaml::Tree &tree = subject.tree();
    const bool isReadable = !isUnreadable(tree);
    const std::vector<Mismatch> mismatches = isReadable ? compareWithSyntax(tree) : std::vector<Mismatch>();
    const std::vector<Misuse> misuses =
        isReadable ? judgeExpressions(subject.document, subject.facts) : std::vector<Misuse>();
    const std::vector<Deploys> deploys =
        isReadable ? findDeploys(subject.document, subject.facts) : std::vector<Deploys>();
    const Subject whole{subject.document, subject.facts, mismatches, misuses, deploys};

    std::vector<Finding> findings;
    for (const Rule *rule : allRules()) {
        if (!rule->check || (!isReadable && !rule->readsText)
            || (!settings.off.isEmpty() && settings.off.contains(textOf(rule->id))))
            continue;
        const size_t before = findings.size();
        Report report(*rule, findings);
        rule->check(whole, report);
        applySettings(findings, before, *rule, settings);
    }
    if (findings.empty())
        return findings;

    dropValuesOfUnknownAliases(findings, tree);
    const Ignored ignored(tree);
    std::erase_if(findings, [&](const Finding &finding) { return ignored.covers(finding); });
    std::ranges::stable_sort(findings, {}, place);
    // An aliased part is read once for each alias.
    const auto repeated = std::ranges::unique(findings);
    findings.erase(repeated.begin(), repeated.end());
    return findings;
}

} // namespace slipway::diagnostics
