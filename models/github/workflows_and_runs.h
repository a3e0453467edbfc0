#pragma once

#include "base/json.h"
#include "base/status.h"
#include "base/word.h"

#include <QUrl>

#include <chrono>
#include <optional>

namespace slipway::github {

using std::chrono::milliseconds;

/// A workflow file that GitHub knows.
struct Workflow {
    enum class State { Unknown, Active, Deleted, DisabledByFork, DisabledByInactivity, DisabledByHand };

    qint64 id = 0;
    QString name;
    /// ".github/workflows/ci.yml".
    QString path;
    base::Word<State> state;
    QUrl page;

    QString fileName() const { return path.section(u'/', -1); }
    bool operator==(const Workflow &) const = default;
};

/// How far a run, job, step or check is.
enum class Phase { Unknown, Queued, InProgress, Completed, Waiting, Requested, Pending };

/// How a completed run, job, step or check ended. Empty word: not completed.
enum class Conclusion {
    Unknown,
    Success,
    Failure,
    Cancelled,
    Skipped,
    TimedOut,
    ActionRequired,
    Neutral,
    Stale,
    StartupFailure,
};

/// The two words in one status. Waiting is a run that waits for a person, Queued one that waits for a machine.
base::Status statusOf(const base::Word<Phase> &phase, const base::Word<Conclusion> &conclusion);
/// The word to show: the conclusion's once there is one, else the phase's, as GitHub wrote it.
QString wordOf(const base::Word<Phase> &phase, const base::Word<Conclusion> &conclusion);

base::Word<Phase> phaseOf(const QString &word);
base::Word<Conclusion> conclusionOf(const QString &word);

/// One run of a workflow. A re-run keeps the id and raises the attempt.
struct Run {
    qint64 id = 0;
    qint64 workflowId = 0;
    /// The number people see, counted per workflow.
    qint64 number = 0;
    qint64 attempt = 1;
    /// The workflow's name and the run's own title (mostly the commit's).
    QString workflowName;
    QString title;
    /// The workflow file, without "@ref".
    QString path;
    /// Empty where GitHub tells none.
    QString branch;
    QString sha;
    /// "push", "pull_request", "workflow_dispatch", …
    QString event;
    base::Word<Phase> phase;
    base::Word<Conclusion> conclusion;
    /// Who caused the run, and who caused this attempt; empty when GitHub does not tell.
    QString actor;
    QString triggeringActor;
    /// Message and author of the head commit; empty when GitHub does not tell.
    QString commitMessage;
    QString commitAuthor;
    QList<qint64> pullRequests;
    QDateTime createdAt;
    QDateTime updatedAt;
    /// When this attempt began.
    QDateTime startedAt;
    QUrl page;

    base::Status status() const { return statusOf(phase, conclusion); }
    bool isCompleted() const { return phase == Phase::Completed; }
    /// How long this attempt took; absent until it is over. The `timing` call of the API is closing down.
    std::optional<milliseconds> took() const;
    bool operator==(const Run &) const = default;
};

struct Step {
    qint64 number = 0;
    QString name;
    base::Word<Phase> phase;
    base::Word<Conclusion> conclusion;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> completedAt;

    base::Status status() const { return statusOf(phase, conclusion); }
    bool operator==(const Step &) const = default;
};

struct Job {
    qint64 id = 0;
    qint64 runId = 0;
    qint64 attempt = 1;
    QString name;
    base::Word<Phase> phase;
    base::Word<Conclusion> conclusion;
    std::optional<QDateTime> createdAt;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> completedAt;
    QStringList labels;
    /// Empty until a runner took it.
    QString runner;
    QList<Step> steps;
    QUrl page;

    base::Status status() const { return statusOf(phase, conclusion); }
    bool operator==(const Job &) const = default;
};

struct Artifact {
    qint64 id = 0;
    QString name;
    qint64 bytes = 0;
    bool isExpired = false;
    std::optional<QDateTime> createdAt;
    std::optional<QDateTime> expiresAt;
    /// "sha256:…"; empty where GitHub has none.
    QString digest;
    bool operator==(const Artifact &) const = default;
};

Workflow readWorkflow(const base::json::Object &object);
Run readRun(const base::json::Object &object);
Job readJob(const base::json::Object &object);
Artifact readArtifact(const base::json::Object &object);

} // namespace slipway::github
