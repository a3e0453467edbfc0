#include "advice/advisor.h"

#include "advice/known_failures.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::advice {

struct Advisor::Rule {
    QString id;
    QRegularExpression pattern;
    QString cause;
    QString action;
    QStringList workflows;
    int weight = 0;
    bool isOurs = true;
};

namespace {

constexpr qsizetype mostAdvice = 3;
/// The team knows its own failures best.
constexpr int teamWeight = 100;
/// A line near the end says more than one long before it, but never as much as a surer pattern.
constexpr int mostForNearness = 8;

/// PCRE2's own limits for one match: a pattern that backtracks without end is given up after some milliseconds.
QRegularExpression limited(const QString &pattern)
{
    return QRegularExpression(u"(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=2000)"_s + pattern,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::UseUnicodePropertiesOption);
}

QString translated(const char *text)
{
    return QCoreApplication::translate("advice::KnownFailures", text);
}

QList<Advisor::Rule> ourRules()
{
    QList<Advisor::Rule> rules;
    for (const KnownFailure &known : knownFailures()) {
        rules.append({known.id,
                      limited(QString::fromUtf8(known.pattern)),
                      translated(known.cause),
                      translated(known.action),
                      {},
                      known.weight,
                      true});
    }
    return rules;
}

bool isMeant(const Advisor::Rule &rule, const QString &workflow)
{
    return rule.workflows.isEmpty() || rule.workflows.contains(workflow);
}

} // namespace

Advisor::Advisor()
    : Advisor(QList<workspace::AdviceRule>())
{ }

Advisor::Advisor(const QList<workspace::AdviceRule> &team)
{
    int index = 0;
    for (const workspace::AdviceRule &rule : team) {
        const QString id = u"slipway.yaml[%1]"_s.arg(index++);
        const QRegularExpression pattern = limited(rule.match.left(workspace::longestPattern));
        if (pattern.isValid())
            m_rules.append({id, pattern, rule.says, rule.action, rule.workflows, teamWeight, false});
    }
    m_rules += ourRules();
}

Advisor::~Advisor() = default;
Advisor::Advisor(const Advisor &) = default;
Advisor &Advisor::operator=(const Advisor &) = default;

std::optional<Advice> Advisor::held(const Rule &rule, const Evidence &evidence) const
{
    // A pattern that runs out of steps on a line would on the next ones: it has so many tries.
    int patience = 5;
    const qsizetype count = evidence.lines.size();
    for (qsizetype at = count - 1; at >= 0 && patience > 0; --at) {
        const EvidenceLine &line = evidence.lines.at(at);
        const auto match =
            rule.pattern.matchView(QStringView(line.text).first(std::min(line.text.size(), longestLine)));
        if (!match.isValid())
            --patience;
        if (!match.hasMatch())
            continue;
        const auto nearness = static_cast<int>(mostForNearness * (at + 1) / count);
        return Advice{rule.id, rule.cause, rule.action, line, rule.weight + nearness};
    }
    return std::nullopt;
}

QList<Advice> Advisor::advise(const Evidence &evidence) const
{
    QList<Advice> advice;
    for (const Rule &rule : m_rules) {
        if (!isMeant(rule, evidence.workflow))
            continue;
        if (auto found = held(rule, evidence))
            advice.append(std::move(*found));
    }
    std::ranges::stable_sort(advice, std::greater(), &Advice::weight);
    return advice.first(std::min(advice.size(), mostAdvice));
}

} // namespace slipway::advice
