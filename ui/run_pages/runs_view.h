#pragma once

#include "runs/facts.h"

#include "base/status.h"

#include <QAction>
#include <QUrl>
#include <QWidget>

#include <memory>

namespace slipway::runs {
struct Services;
}

namespace slipway::run_pages {

/// Runs, live: the list at the left, the chosen run's head, canvas or waterfall, the dock (log, annotations, artifacts,
/// workflow file) and where its time goes at the right. Every act shows its plan on a sheet first. Below 1,200 px the
/// right pane is a drawer. GUI thread.
class RunsView final : public QWidget
{
    Q_OBJECT

public:
    /// What people do with the chosen run or workflow; each with words, tooltip and enabled state kept up.
    struct Acts {
        QAction *runWorkflow = nullptr;
        QAction *rerun = nullptr;
        QAction *rerunFailed = nullptr;
        QAction *abort = nullptr;
        QAction *abortAtOnce = nullptr;
        QAction *approve = nullptr;
        QAction *reject = nullptr;
        QAction *toggleWorkflow = nullptr;
        QAction *openOnGithub = nullptr;
    };

    explicit RunsView(std::shared_ptr<const runs::Services> services, QWidget *parent = nullptr);
    ~RunsView() override;

    /// Whom to ask from now on: after signing in or out, or for another workspace.
    void setServices(std::shared_ptr<const runs::Services> services);
    /// The runs of one workflow by its file name; empty: of all.
    void setWorkflow(const QString &file);
    QString workflow() const;
    /// Shows this run, which need not be in the list.
    void openRun(qint64 run);
    /// The run that is shown; an empty fact when there is none.
    runs::RunFact run() const;
    const Acts &acts() const;
    /// The parts that F6 goes through.
    QList<QWidget *> regions() const;
    /// Where the person put the lines, the canvas and the dock; given back to `restoreLayout`.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);
    void setMotionReduced(bool reduced);
    void setOnline(bool online);
    /// A control of the page's own in the head, before the buttons.
    void addHeadControl(QWidget *control);
    /// Opens or closes the right pane where it has no room of its own.
    void toggleFacts();

public Q_SLOTS:
    /// Asks for everything anew (F5).
    void refresh();

Q_SIGNALS:
    void runChanged(const slipway::runs::RunFact &run);
    /// A web page, a folder or a file.
    void openRequested(const QUrl &page);
    /// A workflow's file in the editor, at the run's commit; `job` may be empty.
    void editRequested(const QString &file, const QString &job);
    /// A place in a file of the repository, from an annotation.
    void fileRequested(const QString &path, qint64 line);
    /// Something was done, or failed: for the toast and the operations bar.
    void said(slipway::base::Status tone, const QString &words);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::run_pages
