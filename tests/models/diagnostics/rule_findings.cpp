#include "rule_findings.h"

#include "diagnostics/checker.h"
#include "workflow/repository.h"

using namespace slipway;

namespace {

/// Indents every line that is not empty.
QByteArray indented(const QByteArray &text, int columns)
{
    QByteArray result;
    for (const QByteArray &line : text.split('\n'))
        result += line.isEmpty() ? QByteArray() : QByteArray(columns, ' ') + line + '\n';
    return result;
}

std::vector<diagnostics::Finding> check(const char *rule, const workflow::Document &document,
                                        const diagnostics::Facts &facts)
{
    auto findings = diagnostics::check({document, facts});
    std::erase_if(findings, [rule](const diagnostics::Finding &finding) { return finding.rule != rule; });
    return findings;
}

} // namespace

QStringList findingsOf(const char *rule, const QByteArray &source,
                       const std::shared_ptr<const workflow::Repository> &repository)
{
    diagnostics::Facts facts;
    facts.repository = repository;
    const auto document = workflow::Document::open(source, QStringLiteral(".github/workflows/test.yml"));
    QStringList lines;
    for (const diagnostics::Finding &finding : check(rule, document, facts)) {
        const std::string_view marked = document.tree()->text(finding.range);
        lines.append(QStringLiteral("%1: %2")
                         .arg(document.tree()->place(finding.range.begin).line)
                         .arg(QString::fromUtf8(marked.data(), qsizetype(marked.size()))));
    }
    return lines;
}

QStringList messagesOf(const char *rule, const QByteArray &source,
                       const std::shared_ptr<const workflow::Repository> &repository)
{
    diagnostics::Facts facts;
    facts.repository = repository;
    QStringList messages;
    for (const diagnostics::Finding &finding : check(rule, workflow::Document::open(source), facts))
        messages.append(finding.message);
    return messages;
}

QStringList severitiesOf(const char *rule, const QByteArray &source)
{
    static constexpr const char *names[] = {"error", "warning", "hint"};
    QStringList severities;
    for (const diagnostics::Finding &finding : check(rule, workflow::Document::open(source), {}))
        severities.append(QString::fromLatin1(names[int(finding.severity)]));
    return severities;
}

QByteArray fixedBy(const char *rule, const QByteArray &source)
{
    const diagnostics::Facts facts;
    for (const diagnostics::Finding &finding : check(rule, workflow::Document::open(source), facts)) {
        if (finding.fix)
            return yaml::apply(source, finding.fix->patches).value_or(QByteArray());
    }
    return {};
}

QByteArray withSteps(const QByteArray &steps)
{
    return "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n" + indented(steps, 6);
}

QByteArray withTriggers(const QByteArray &on)
{
    return on + "\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
}
