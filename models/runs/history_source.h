#pragma once

#include "base/freshness.h"
#include "runs/history.h"
#include "runs/past_runs.h"
#include "runs/services.h"
#include "runs/workflow_files.h"

namespace slipway::runs {

/// A workflow's history: the last 60 runs from GitHub with their jobs, older ones from the store. Asked for when a
/// workflow is chosen and on demand. GUI thread.
class HistorySource final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRuns = 60;

    /// `past` outlives this; it may be null without `services->actions`.
    HistorySource(std::shared_ptr<const Services> services, PastRuns *past, QObject *parent = nullptr);
    ~HistorySource() override;

    /// By file name.
    void setWorkflow(const QString &file);
    const QString &workflow() const { return m_file; }
    void refresh();

    const History &history() const { return m_history; }
    const base::Freshness &freshness() const { return m_freshness; }
    /// What the workflow calls itself; empty until a run told.
    QString name() const;
    /// The id in the newest run's file of the job that GitHub calls `name`; empty until the file has come, and for jobs
    /// that it does not have.
    QString jobId(const QString &name) const;

Q_SIGNALS:
    void changed();

private:
    void takeStored(const base::Result<QList<store::Event>> &events);
    void takeFetched(const base::Result<QList<PastRun>> &past);
    void join();
    void fetchFile();

    std::shared_ptr<const Services> m_services;
    PastRuns *m_past;
    QString m_file;
    QList<PastRun> m_stored;
    QList<PastRun> m_fetched;
    History m_history;
    base::Freshness m_freshness;
    std::optional<WorkflowFiles> m_files;
    std::stop_source m_stop;
};

} // namespace slipway::runs
