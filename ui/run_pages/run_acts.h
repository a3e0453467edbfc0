#pragma once

#include "run_pages/runs_view.h"
#include "runs/control.h"
#include "runs/services.h"

namespace slipway::run_pages {

class PlanSheet;

/// The acts on the chosen run and workflow: keeps their words and states, and opens the sheet with the plan.
class RunActs final : public QObject
{
    Q_OBJECT

public:
    /// Sheets lie over `over`'s window.
    explicit RunActs(QWidget *over);
    ~RunActs() override;

    void setServices(std::shared_ptr<const runs::Services> services);
    void setRights(const runs::Rights &rights);
    void setOnline(bool online);
    void setWorkflow(const runs::WorkflowFact &workflow);
    /// What is shown; an empty run when nothing is.
    void setRun(const runs::RunFact &run, const QList<runs::JobFact> &jobs, const QList<runs::GateFact> &gates);
    const RunsView::Acts &acts() const { return m_acts; }
    /// Opens the sheet for one job.
    void rerunJob(const runs::JobFact &job);

Q_SIGNALS:
    void openRequested(const QUrl &page);
    void done(const slipway::runs::Outcome &outcome, const slipway::runs::Wish &wish);
    /// What became of a request whose sheet was closed before.
    void said(slipway::base::Status tone, const QString &words);
    /// Such a request failed, or its fate is not known: what is shown may be old.
    void failed();

private:
    QAction *make(const QString &name, const QString &words, const QString &icon, runs::Wish::Kind kind);
    void open(runs::Wish::Kind kind);
    void openSheet(const runs::Wish &wish);
    void show(PlanSheet *sheet);
    void takeLate(const base::Result<runs::Outcome> &outcome, const runs::Wish &wish);
    runs::Wish wishFor(runs::Wish::Kind kind) const;
    runs::Standing standing() const;
    void sync();
    void judge(QAction *action, runs::Wish::Kind kind);

    QWidget *m_over;
    std::stop_source m_stop;
    RunsView::Acts m_acts;
    std::shared_ptr<const runs::Services> m_services;
    runs::Rights m_rights;
    bool m_isOnline = true;
    runs::WorkflowFact m_workflow;
    runs::RunFact m_run;
    QList<runs::JobFact> m_jobs;
    QList<runs::GateFact> m_gates;
};

} // namespace slipway::run_pages
