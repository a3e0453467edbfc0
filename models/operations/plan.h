#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <chrono>
#include <optional>

/// Everything that changes the outside world: planned first, journalled as it goes, resumed after a crash.
namespace slipway::operations {

using std::chrono::milliseconds;

/// One call, in the provider's words, as a plan shows it on demand.
struct ApiCall {
    QString method;
    /// With its host: "https://api.machines.dev/v1/apps/patient-graph-api/machines/148e21f7c59d38/lease".
    QString url;
    /// Name and value, as they are sent; never a secret.
    QList<std::pair<QString, QString>> body;
    bool operator==(const ApiCall &) const = default;
};

/// What a plan acts on. Locks are taken by it.
struct Target {
    /// The workspace's id of the app.
    QString app;
    /// "production", "staging", "preview".
    QString environment;

    /// "patient-graph-api/production": the lock's name.
    QString key() const { return app + QLatin1Char('/') + environment; }
    bool operator==(const Target &) const = default;
};

/// When a step runs, seen from how the ones before it ended.
enum class StepTime {
    Normal,     ///< once those it comes after are done
    Always,     ///< at the end, whatever happened: frees leases, closes records
    OnSuccess,  ///< at the end, when all normal steps are done
    OnFailure,  ///< at the end, when one failed or a person aborted
};

/// One step as data: what the journal keeps and a registered kind of Step is made of again after a crash.
struct StepSpec {
    /// Unique in its plan and the same each time the plan is computed: "machine/148e21f7c59d38/update".
    QString id;
    /// Which Step: "fly.update-machine".
    QString kind;
    /// All that the step needs to know. Never a secret.
    QJsonObject input;
    /// What happens, a sentence without full stop: "Replace machine 148e21f7c59d38".
    QString title;
    /// A second line; may be empty.
    QString detail;
    /// Steps of the same heading are shown under it, one number in the plan: "Replace 3 machines, one at a time".
    QString heading;
    /// 0: not known.
    milliseconds expected{0};
    QList<ApiCall> calls;
    StepTime time = StepTime::Normal;
    /// Ids of the steps that must be done before. Steps without order between them run side by side.
    QStringList after;
    /// Of Plan::pools: how many of these run at once; empty: no limit.
    QString pool;
    /// False for what only looks or waits: no audit line, nothing to compensate.
    bool mutates = true;
    /// Holds something alive that dies with the program, such as a lease: applied again after a resume, a retry and
    /// before a compensation, where steps that come after it are still to be done. Its `revert` frees it when the
    /// program quits; a plan frees it with a step of StepTime::Always.
    bool isEphemeral = false;
    /// What taking it back does, or why that cannot be: shown when undo is offered.
    bool canRevert = false;
    QString revertWords;
    bool operator==(const StepSpec &) const = default;
};

/// A rule that a plan is held against.
struct Guard {
    enum class Level {
        Pass,
        Warn, ///< is listed
        Ask, ///< needs a person's reason
        Block, ///< the plan cannot be carried out
    };

    /// Stable: "freeze", "migrations-crossed".
    QString id;
    Level level = Level::Pass;
    QString title;
    QString detail;
    /// Ask: what the reason overrides, for the audit log: "the Friday freeze". Empty: cannot be overridden.
    QString overrides;
    bool operator==(const Guard &) const = default;
};

/// What will be done, before it is. A plain value: the journal keeps it whole.
struct Plan {
    /// "fly-rollback", "vercel-promote", "approve", "migrate", "coordinated", …
    QString kind;
    /// "Roll back patient-graph-api to v42"
    QString title;
    /// The button: "Roll back to v42".
    QString verb;
    /// Data or service may be lost.
    bool isDangerous = false;
    /// What a person has to type; empty: nothing.
    QString typeToConfirm;
    QList<Target> targets;
    QList<StepSpec> steps;
    /// How many steps of a pool run at once.
    QMap<QString, int> pools;
    QList<Guard> guards;
    /// What it takes back, and what stays as it is, a sentence each.
    QStringList reverts;
    QStringList stays;
    /// What aborting leaves, a sentence.
    QString abortWords;
    /// The same with the provider's own program; empty where there is none.
    QString command;
    /// In all; 0: not known.
    milliseconds expected{0};
    QDateTime madeAt;
    /// Of what it was computed from: another one means the target changed since.
    QString fingerprint;
    /// What the operation shall say of itself later: from, to, release ids, digests. "armedRevert": true lets a failed
    /// normal step start the compensation without a person.
    QJsonObject facts;
    /// Why it cannot be carried out as it is; empty: it can.
    QString obstacle;
    bool operator==(const Plan &) const = default;
};

/// The highest level among the guards; Block also where there is an obstacle.
Guard::Level gate(const Plan &plan);
/// What is wrong with the plan as data: unknown `after`, a circle, ids that are not unique. Empty: nothing.
QString planProblem(const Plan &plan);
/// The calls that change something, in order.
QList<ApiCall> mutatingCalls(const Plan &plan);

QJsonObject toJson(const Plan &plan);
/// Absent members get their defaults; nothing when it is no plan.
std::optional<Plan> planOf(const QJsonObject &json);

} // namespace slipway::operations
