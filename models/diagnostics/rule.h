#pragma once

#include "diagnostics/deploys.h"
#include "diagnostics/facts.h"
#include "diagnostics/mismatch.h"
#include "diagnostics/misuse.h"
#include "workflow/document.h"
#include "yaml/patch.h"

#include <QString>

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace slipway::diagnostics {

/// Error: GitHub refuses or misreads the file. Warning: it runs, and does not do what was meant, or not safely.
/// Hint: it could be better.
enum class Severity : quint8 { Error, Warning, Hint };

/// A change that answers a finding. It is proven like every edit: the text after it still reads as YAML.
struct Fix {
    /// What it does, in the imperative: "Add timeout-minutes: 15".
    QString title;
    yaml::Patches patches;

    bool operator==(const Fix &) const = default;
};

/// One thing that a rule has to say of one place.
struct Finding {
    /// The rule's id, as in "needs-cycle". Points to the rule's own, which lives as long as the program.
    std::string_view rule;
    Severity severity = Severity::Error;
    /// What is wrong and what to do, in one or two short sentences.
    QString message;
    yaml::Range range;
    std::optional<Fix> fix;

    bool operator==(const Finding &) const = default;
};

class Report;

/// What every rule reads: one document, never changing, and what the caller knows beside it.
struct Subject {
    const workflow::Document &document;
    const Facts &facts;
    /// Where the file differs from GitHub's syntax; `check` fills it in.
    std::span<const Mismatch> mismatches = {};
    /// What expressions get wrong; `check` fills it in.
    std::span<const Misuse> misuses = {};
    /// What each job deploys; `check` fills it in.
    std::span<const Deploys> deploys = {};

    const yaml::Tree &tree() const { return *document.tree(); }
    const workflow::Workflow &workflow() const { return document.workflow(); }
};

/// A rule: pure, without state, for any thread. Each lives in a file of its own in rules/, which defines one constant
/// of this type; registry.cpp lists them. Its reference page, with a failing and a passing example, is
/// resources/rules/ID.md.
struct Rule {
    std::string_view id;
    /// Of all its findings, unless a finding is reported with another.
    Severity severity = Severity::Error;
    /// Null for the rule of another program, which does not run with the others: see shellcheck.h.
    void (*check)(const Subject &subject, Report &report);
    /// It speaks of files too that cannot be read as YAML.
    bool readsText = false;
};

/// Where a rule puts what it finds.
class Report
{
public:
    explicit Report(const Rule &rule, std::vector<Finding> &findings)
        : m_rule(rule)
        , m_findings(findings)
    { }

    void add(yaml::Range range, QString message, std::optional<Fix> fix = {})
    {
        add(m_rule.severity, range, std::move(message), std::move(fix));
    }
    void add(Severity severity, yaml::Range range, QString message, std::optional<Fix> fix = {})
    {
        m_findings.push_back({m_rule.id, severity, std::move(message), range, std::move(fix)});
    }

private:
    const Rule &m_rule;
    std::vector<Finding> &m_findings;
};

} // namespace slipway::diagnostics
