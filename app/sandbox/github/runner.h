#pragma once

#include "sandbox/core/simulation.h"
#include "sandbox/github/repository.h"
#include "sandbox/github/workflow_file.h"

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
    /// Which jobs a new attempt runs again.
    struct Again {
        enum class What { All, Failed, Job };

        What what = What::All;
        /// For What::Job, with those that need it.
        qint64 job = 0;
        bool isDebug = false;
        QString actor;
    };
    /// A new attempt; the other jobs keep their results. False while the run goes on, and when there is nothing to run.
    bool rerun(Repository &repository, qint64 run, const Again &again);
    /// Lets the waiting jobs of `environments` go on, or ends them. Gives their deployments; empty when none waited.
    QList<qint64> review(Repository &repository, qint64 run, const QStringList &environments, const Approval &approval);
    /// What a push to `branch` from the commit `before` (empty: a new branch) starts; its open pull request follows.
    void pushed(Repository &repository, const QString &branch, const QString &before, const QString &actor);
    /// What opening the pull request starts.
    void opened(Repository &repository, int pull) { pullChanged(repository, pull, QStringLiteral("opened")); }

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
    void keepUploads(Repository &repository, Run &run, const Job &job);
    void pullChanged(Repository &repository, int pull, const QString &type);
    void startAll(Repository &repository, const Happening &happening, Start start);
    JobEvent eventOf(const Repository &repository, const Run &run, const Job &job) const;

    Simulation &m_simulation;
    State &m_state;
    Random m_random;
};

} // namespace slipway::sandbox::github
