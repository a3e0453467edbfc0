#pragma once

#include "base/json.h"
#include "base/status.h"
#include "base/word.h"

#include <QMap>
#include <QUrl>

#include <optional>

namespace slipway::vercel {

enum class ReadyState { Unknown, Queued, Initializing, Building, Ready, Error, Cancelled, Blocked, Deleted };
/// Staged: built for production and not promoted.
enum class ReadySubstate { Unknown, Staged, Rolling, Promoted };
enum class CheckPhase { Unknown, Registered, Running, Completed };
enum class CheckConclusion { Unknown, Cancelled, Failed, Neutral, Skipped, Stale, Succeeded };

base::Word<ReadyState> readyStateOf(const QString &word);
base::Status statusOf(const base::Word<ReadyState> &state);

/// The commit that a deployment was built from, as the GitHub integration notes it in `meta`. Any part may be empty.
struct GitCommit {
    QString sha;
    QString ref;
    QString message;
    QString authorLogin;
    /// 0 unless the deployment belongs to a pull request.
    qint64 pullRequest = 0;
    bool operator==(const GitCommit &) const = default;
};

GitCommit commitOf(const QMap<QString, QString> &meta);

struct Deployment {
    /// `uid` in lists, `id` alone.
    QString id;
    /// The project's name.
    QString name;
    /// Empty where not told.
    QString projectId;
    QUrl url;
    base::Word<ReadyState> state;
    /// Empty word: none.
    base::Word<ReadySubstate> substate;
    /// "production", "staging"; empty for a preview.
    QString target;
    QDateTime createdAt;
    std::optional<QDateTime> buildingAt;
    std::optional<QDateTime> readyAt;
    std::optional<bool> isRollbackCandidate;
    QString creator;
    GitCommit commit;
    QMap<QString, QString> meta;
    /// The page of the build; empty when none.
    QUrl inspector;
    /// Empty words: the deployment has no checks.
    base::Word<CheckPhase> checks;
    base::Word<CheckConclusion> checksConclusion;
    bool isAliasAssigned = false;
    /// Domains; of a single deployment only.
    QStringList aliases;
    /// The account's: "hobby", "pro", "enterprise"; of a single deployment only.
    QString plan;
    /// Why it failed; empty when it did not.
    QString errorCode;
    QString errorMessage;

    bool isProduction() const { return target == QLatin1StringView("production"); }
    base::Status status() const { return statusOf(state); }
    bool operator==(const Deployment &) const = default;
};

/// A check that an integration runs on a deployment.
struct DeploymentCheck {
    QString id;
    QString name;
    base::Word<CheckPhase> phase;
    /// Empty word: not completed.
    base::Word<CheckConclusion> conclusion;
    /// The deployment gets its domains only after it.
    bool isBlocking = false;
    QUrl page;

    base::Status status() const;
    bool operator==(const DeploymentCheck &) const = default;
};

Deployment readDeployment(const base::json::Object &object);
DeploymentCheck readDeploymentCheck(const base::json::Object &object);

} // namespace slipway::vercel
