#include "overview/drift_facts.h"

#include "github/commits.h"
#include "github/protection.h"
#include "overview/glob.h"
#include "workspace/workspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

constexpr qsizetype mostFilesListed = 300;

bool isDocumentation(const QString &path, const QList<QRegularExpression> &globs)
{
    return std::ranges::any_of(globs, [&path](const QRegularExpression &glob) { return glob.match(path).hasMatch(); });
}

bool onlyDocumentation(const github::Comparison &comparison, const QStringList &docs)
{
    if (docs.isEmpty() || comparison.files.isEmpty() || comparison.files.size() >= mostFilesListed)
        return false;
    QList<QRegularExpression> globs;
    for (const QString &glob : docs)
        globs += globExpression(glob);
    return std::ranges::all_of(comparison.files,
                               [&globs](const github::FileChange &file) { return isDocumentation(file.path, globs); });
}

/// What a branch really asks for, classic protection and rulesets together.
struct Actual {
    bool pullRequest = false;
    qint64 approvals = 0;
    bool codeOwners = false;
    QStringList checks;
    bool upToDate = false;
    bool linearHistory = false;
    bool signedCommits = false;
    bool forcePushes = true;
};

void takeProtection(Actual &actual, const github::Protection &protection)
{
    if (protection.reviews) {
        actual.pullRequest = true;
        actual.approvals = protection.reviews->approvals;
        actual.codeOwners = protection.reviews->requiresCodeOwners;
    }
    if (protection.checks) {
        actual.checks = protection.checks->contexts;
        actual.upToDate = protection.checks->isStrict;
    }
    actual.linearHistory = protection.requiresLinearHistory;
    actual.forcePushes = protection.allowsForcePushes;
}

void takeRule(Actual &actual, const github::BranchRule &rule)
{
    const QJsonObject &parameters = rule.parameters;
    if (rule.type == "pull_request"_L1) {
        actual.pullRequest = true;
        actual.approvals =
            std::max(actual.approvals, parameters.value("required_approving_review_count"_L1).toInteger());
        actual.codeOwners |= parameters.value("require_code_owner_review"_L1).toBool();
    } else if (rule.type == "required_status_checks"_L1) {
        for (const QJsonValue &check : parameters.value("required_status_checks"_L1).toArray())
            actual.checks += check.toObject().value("context"_L1).toString();
        actual.upToDate |= parameters.value("strict_required_status_checks_policy"_L1).toBool();
    } else if (rule.type == "required_linear_history"_L1) {
        actual.linearHistory = true;
    } else if (rule.type == "required_signatures"_L1) {
        actual.signedCommits = true;
    } else if (rule.type == "non_fast_forward"_L1) {
        actual.forcePushes = false;
    }
}

QString onOff(bool value)
{
    return value ? u"on"_s : u"off"_s;
}

/// A demand that is not kept; nothing where nothing is demanded.
void demand(QList<RuleDrift> &found, QLatin1StringView rule, bool isDemanded, bool isKept)
{
    if (isDemanded && !isKept)
        found.append({rule, onOff(true), onOff(false), {}});
}

} // namespace

Drift driftOf(const github::Comparison &comparison, const workspace::App &app)
{
    Drift drift;
    drift.commitsAhead = comparison.aheadBy;
    drift.commitsBehind = comparison.behindBy;
    drift.page = comparison.page;
    if (!app.migrations.isEmpty()) {
        const QString folder = app.migrations.endsWith(u'/') ? app.migrations : app.migrations + u'/';
        drift.migrations = std::ranges::count_if(comparison.files, [&folder](const github::FileChange &file) {
            return file.path.startsWith(folder) && file.kind != github::FileChange::Kind::Removed;
        });
    }
    drift.onlyDocs = onlyDocumentation(comparison, app.docs);
    return drift;
}

QList<RuleDrift> differences(const workspace::BranchPolicy &policy, const std::optional<github::Protection> &protection,
                             const std::optional<bool> &signatures, const QList<github::BranchRule> &rules)
{
    Actual actual;
    if (protection)
        takeProtection(actual, *protection);
    actual.signedCommits = signatures.value_or(false);
    for (const github::BranchRule &rule : rules)
        takeRule(actual, rule);

    QList<RuleDrift> found;
    demand(found, "pull-request"_L1, policy.pullRequest, actual.pullRequest);
    if (actual.approvals < policy.approvals)
        found.append({u"approvals"_s, QString::number(policy.approvals), QString::number(actual.approvals), {}});
    demand(found, "code-owners"_L1, policy.codeOwners, actual.codeOwners);
    for (const QString &check : policy.checks) {
        if (!actual.checks.contains(check))
            found.append({u"checks"_s, check, {}, {}});
    }
    demand(found, "up-to-date"_L1, policy.upToDate, actual.upToDate);
    demand(found, "linear-history"_L1, policy.linearHistory, actual.linearHistory);
    demand(found, "signed-commits"_L1, policy.signedCommits, actual.signedCommits);
    if (actual.forcePushes && !policy.forcePushes)
        found.append({u"force-pushes"_s, onOff(false), onOff(true), {}});
    return found;
}

QList<RuleDrift> withFirstSight(QList<RuleDrift> differences, const QList<RuleDrift> &before, const QDateTime &now)
{
    for (RuleDrift &drift : differences) {
        const auto known = std::ranges::find_if(before, [&drift](const RuleDrift &old) {
            return old.rule == drift.rule && old.expected == drift.expected;
        });
        drift.seenAt = known == before.end() ? now : known->seenAt;
    }
    return differences;
}

} // namespace slipway::overview
