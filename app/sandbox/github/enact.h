#pragma once

#include "sandbox/core/random.h"
#include "sandbox/github/repository.h"

namespace slipway::sandbox::github {

/// A run that happened before the story begins, or is under way when it does.
struct Past {
    int workflow = 0;
    int number = 1;
    QString branch = QStringLiteral("main");
    QString sha;
    QString event = QStringLiteral("push");
    QString actor;
    QString title;
    QDateTime at;
    QJsonObject inputs;
    int pull = 0;
    /// "success", "failure", "cancelled".
    QString outcome = QStringLiteral("success");
    /// The name of the step that a failure shows up in; empty for the longest.
    QString failingStep;
    /// Whether a job for an environment with reviewers still waits for them.
    bool waits = false;
    /// 0: chance decides.
    double pace = 0;
};

/// The whole run as it stands at `now`: jobs after one another as they need each other, times with some chance in them.
/// Not yet added to the repository; deployments of jobs that began are.
Run enact(State &state, Repository &repository, const Past &past, const QDateTime &now, Random &random);

/// Whether a job may run for `branch`.
bool runsOn(const JobPlan &plan, const QString &branch);
/// The environment that a job deploys to in a run with `inputs`; empty for none.
QString environmentOf(const JobPlan &plan, const QJsonObject &inputs);
/// Adds the deployment of a job, in `status`.
qint64 deployFor(State &state, Repository &repository, const Run &run, const QString &environment, const QDateTime &at,
                 const QString &status);
void addStatus(State &state, Repository &repository, qint64 deployment, const QString &status, const QDateTime &at);
/// What the attempt's jobs come to.
void settle(Attempt &attempt, const QDateTime &at);

} // namespace slipway::sandbox::github
