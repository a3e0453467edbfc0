#pragma once

#include "run_pages/run_acts.h"
#include "runs/live_run.h"
#include "runs/run_artifacts.h"
#include "runs/run_list.h"
#include "runs/run_logs.h"

class QSplitter;

namespace slipway::run_pages {

class FactsDrawer;
class FactsPane;
class RunCanvas;
class RunDock;
class RunHead;
class RunPane;

/// The parts of the page of runs over the models of one workspace, and what each tells the others.
class RunsContent final : public QWidget
{
    Q_OBJECT

public:
    /// `services->actions` is not null; `acts` outlives this.
    RunsContent(std::shared_ptr<const runs::Services> services, RunActs *acts, QWidget *parent);
    ~RunsContent() override;

    void setWorkflow(const QString &file);
    void openRun(qint64 run);
    const runs::RunFact &run() const { return m_live.state().run; }
    void refresh();
    void setHidden(bool hidden);
    void addControl(QWidget *control);
    void setMotionReduced(bool reduced);
    QList<QWidget *> regions() const;
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);
    /// Shows or hides the facts where they lie over the page.
    void toggleFacts();

Q_SIGNALS:
    void runChanged(const slipway::runs::RunFact &run);
    void openRequested(const QUrl &page);
    void editRequested(const QString &file, const QString &job);
    void fileRequested(const QString &path, qint64 line);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeParts();
    void connectParts();
    void connectRun();
    void fetchRepository();
    void takeList();
    void takeRun();
    void takeJobs();
    void takeWorkflow();
    void choose(const QString &node, qint64 step);
    void openFirst();
    void showLog(qint64 job, const QString &step);
    void showAllLogs();
    void takeLog(qint64 job);
    void land(const runs::JobFact &job);
    QString whyNoLog(const runs::JobFact &job) const;
    void describeLog();
    void wantAllLogs();
    void stepProblem(int direction);
    void advise(const runs::JobFact &job);
    void editStep();
    void announceGates();
    void fetchAnnotations();
    void follow();
    void openMenu(const QString &node, const QPoint &at);
    void expectTick();
    QString personOf(const QString &login) const;
    const runs::JobFact *jobOf(const QString &node) const;
    const runs::JobFact *failedJob() const;

    std::shared_ptr<const runs::Services> m_services;
    RunActs *m_acts;
    runs::PastRuns m_past;
    runs::RunList m_list;
    runs::LiveRun m_live;
    runs::RunLogs m_logs;
    runs::RunArtifacts m_artifacts;
    QList<runs::WorkflowFact> m_workflows;
    QList<runs::AnnotationFact> m_annotations;
    QString m_file;
    qint64 m_wantedRun = 0;
    /// The job and step whose log is shown.
    qint64 m_logJob = 0;
    QString m_logStep;
    qint64 m_announcedRun = 0;
    qint64 m_annotatedRun = 0;
    bool m_hasJumped = false;
    /// The chosen step's log is to be gone to once it has come.
    bool m_isLanding = false;
    /// Environments whose waiting has been said.
    QStringList m_saidGates;
    /// What the repository is was asked.
    bool m_hasAsked = false;
    std::stop_source m_stop;
    std::stop_source m_annotationStop;
    std::unique_ptr<base::Alarm> m_tick;

    RunPane *m_pane = nullptr;
    RunHead *m_head = nullptr;
    RunCanvas *m_canvas = nullptr;
    RunDock *m_dock = nullptr;
    FactsPane *m_facts = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    FactsDrawer *m_drawer = nullptr;
};

} // namespace slipway::run_pages
