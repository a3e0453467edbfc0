#pragma once

#include "sandbox/core/simulation.h"
#include "sandbox/github/repository.h"

namespace slipway::sandbox::github {

/// Moves the runs: starts their jobs as those they need succeed, asks for approvals, ends them.
/// Tells the simulation of every job that begins and ends, which is what makes Fly.io and Vercel deploy.
class Runner
{
public:
    /// Both outlive the runner.
    Runner(Simulation &simulation, State &state);

    struct Start {
        int workflow = 0;
        QString branch;
        QString sha;
        QString event;
        QString actor;
        QString title;
        QJsonObject inputs;
        int pull = 0;
    };
    /// Gives the new run's id.
    qint64 start(Repository &repository, const Start &start);
    /// Takes up a run that was under way when the story began.
    void resume(Repository &repository, qint64 run);
    /// The run ends as cancelled, shortly. False when it has ended.
    bool cancel(Repository &repository, qint64 run);
    /// A new attempt, of all jobs or of those that did not succeed. False while the run goes on.
    bool rerun(Repository &repository, qint64 run, bool failedOnly, const QString &actor);
    /// Lets the waiting jobs of `environments` go on, or ends them. Gives their deployments; empty when none waited.
    QList<qint64> review(Repository &repository, qint64 run, const QStringList &environments, const Approval &approval);
    /// What a push to `branch` starts.
    void pushed(Repository &repository, const QString &branch, const QString &sha, const QString &actor);

private:
    struct Where {
        Repository *repository = nullptr;
        qint64 run = 0;
        int attempt = 1;
        qint64 job = 0;
    };
    Job *jobAt(const Where &where) const;
    void proceed(Repository &repository, qint64 run);
    void arrange(Repository &repository, Run &run, Job &job);
    bool mustWait(const Repository &repository, const Run &run, const Job &job) const;
    void begin(const Where &where);
    void scheduleEnd(const Where &where, const QDateTime &started);
    void end(const Where &where, const QString &conclusion);
    JobEvent eventOf(const Repository &repository, const Run &run, const Job &job) const;

    Simulation &m_simulation;
    State &m_state;
    Random m_random;
};

} // namespace slipway::sandbox::github
