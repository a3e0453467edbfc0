#pragma once

#include "base/freshness.h"
#include "logs/run_log.h"
#include "runs/actions.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace slipway::runs {

/// The logs of one run, kept in a folder of the cache: each job's as soon as it ends, as GitHub gives none before. What
/// is there already is not fetched again. GUI thread; files are read by logs::LogFile.
class RunLogs final : public QObject
{
    Q_OBJECT

public:
    /// Below `folder` each run and attempt gets one of its own.
    RunLogs(std::shared_ptr<Actions> actions, const QString &folder, QObject *parent = nullptr);
    ~RunLogs() override;

    /// The run whose logs are wanted; those of the one before are let go.
    void setRun(const RunFact &run);
    /// What is known of its jobs: their steps divide the logs.
    void setJobs(const QList<JobFact> &jobs);
    /// Fetches the job's log unless it is there or on its way. A job that goes on has none yet.
    void want(qint64 job);

    std::shared_ptr<logs::RunLog> log() const { return m_log; }
    /// Why there is no log of this job: on its way, not ended, gone.
    base::Freshness freshness(qint64 job) const;
    /// Share of the job's log that has come, 0..1; absent when nobody said how large it is.
    std::optional<double> progress(qint64 job) const;

Q_SIGNALS:
    /// A log has come, or its state is another one.
    void changed(qint64 job);

private:
    struct Wanted {
        base::Freshness freshness;
        std::optional<double> progress;
        bool isUnderWay = false;
    };
    QString fileOf(const JobFact &job) const;
    void open(const JobFact &job);
    void take(qint64 job, const base::Result<qint64> &bytes);

    std::shared_ptr<Actions> m_actions;
    QString m_folder;
    RunFact m_run;
    QHash<qint64, JobFact> m_jobs;
    QHash<qint64, Wanted> m_wanted;
    std::shared_ptr<logs::RunLog> m_log;
    std::stop_source m_stop;
};

} // namespace slipway::runs
