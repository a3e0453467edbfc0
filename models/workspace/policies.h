#pragma once

#include "workspace/provider.h"

#include <QMap>
#include <QStringList>
#include <QTime>

#include <chrono>
#include <optional>

/// The rules of slipway.yaml, as values.
namespace slipway::workspace {

/// One of the places in which a secret is kept.
struct SecretPlace {
    Provider provider = Provider::GitHub;
    /// GitHub: the environment, empty for the repository's own secrets. Fly.io: the app. Vercel: the project.
    QString target;
    bool operator==(const SecretPlace &) const = default;
};

/// Who looks after a secret, how often it is renewed, and every place it lives in. Never its value.
struct SecretRule {
    QString name;
    /// A team or a person.
    QString owner;
    /// Absent: renewed on a breach only.
    std::optional<std::chrono::days> rotateEvery;
    QList<SecretPlace> places;
    bool operator==(const SecretRule &) const = default;
};

/// When somebody is told about a release that does badly. An absent rule is off. `notify` is "page", "team" or a
/// Slack channel.
struct AlertRules {
    /// The error share is `times` as high as before the release.
    struct ErrorSpike {
        double times = 5;
        QString notify;
        bool operator==(const ErrorSpike &) const = default;
    };
    /// Answers take `percent` longer than before the release.
    struct Slower {
        double percent = 20;
        QString notify;
        bool operator==(const Slower &) const = default;
    };
    /// A deployment is still going on after this long.
    struct SlowDeploy {
        std::chrono::minutes after{10};
        QString notify;
        bool operator==(const SlowDeploy &) const = default;
    };
    std::optional<ErrorSpike> errorSpike;
    std::optional<Slower> slower;
    std::optional<SlowDeploy> slowDeploy;
    /// How long a release is watched after it went live.
    std::chrono::minutes watch{15};
    bool operator==(const AlertRules &) const = default;
};

/// When production is left alone.
struct FreezeWindow {
    QList<Qt::DayOfWeek> days;
    /// In `zone`, from and until on each of the days; the whole day when both are invalid.
    QTime from;
    QTime until;
    /// IANA name.
    QByteArray zone = "UTC";
    /// "hotfix" lets hot-fix branches through; empty lets nothing through.
    QString except;
    bool operator==(const FreezeWindow &) const = default;
};

struct Guardrails {
    QList<FreezeWindow> freeze;
    /// Glob of the branches that are hot-fixes, "hotfix/*"; empty when there are none.
    QString hotfixBranches;
    /// How many files a hot-fix may change; absent = any number.
    std::optional<int> mostFiles;
    bool operator==(const Guardrails &) const = default;
};

/// How a branch shall be protected. Each member is what the file demands; its default is "not demanded".
struct BranchPolicy {
    QString branch;
    bool pullRequest = false;
    int approvals = 0;
    bool codeOwners = false;
    /// Names of the checks that must pass.
    QStringList checks;
    bool upToDate = false;
    bool linearHistory = false;
    bool signedCommits = false;
    /// Allowed, that is; a branch that does not say so must refuse them.
    bool forcePushes = false;
    bool operator==(const BranchPolicy &) const = default;
};

/// The least Lighthouse scores, 0..100; absent = no budget.
struct Budgets {
    std::optional<int> performance;
    std::optional<int> accessibility;
    std::optional<int> bestPractices;
    std::optional<int> seo;
    bool operator==(const Budgets &) const = default;
};

/// How loud a rule about workflow files is.
enum class RuleLevel { Off, Hint, Warning, Error };

/// What the team changed about the rules that its workflow files are held against.
struct DiagnosticRules {
    /// By the rule's id, as in "missing-timeout". Which rules there are is not known here.
    QMap<QString, RuleLevel> levels;
    /// Labels of the team's own runners.
    QStringList runnerLabels;
    /// The team's own programs that deploy: "./ship.sh", "make release".
    QStringList deployCommands;
    bool operator==(const DiagnosticRules &) const = default;
};

/// The most characters a pattern of `advice` may have.
constexpr qsizetype longestPattern = 1'000;

/// A failure that the team knows, and what it does about it.
struct AdviceRule {
    /// A regular expression that is looked for in each of the last lines before the failure.
    QString match;
    /// What happened, in a sentence.
    QString says;
    /// What to do, in a sentence or two.
    QString action;
    /// File names of the workflows that are meant; empty: all.
    QStringList workflows;
    bool operator==(const AdviceRule &) const = default;
};

} // namespace slipway::workspace
