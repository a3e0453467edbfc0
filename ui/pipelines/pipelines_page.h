#pragma once

#include "desk/desk.h"
#include "pipelines_page/template_sheet.h"
#include "pipelines_page/workflow_entries.h"

#include <QHash>
#include <QPointer>
#include <QUrl>
#include <QWidget>

#include <functional>
#include <memory>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace slipway::runs {
struct Services;
}
namespace slipway::run_pages {
class HistoryView;
class RunsView;
} // namespace slipway::run_pages
namespace slipway::widgets {
class Banner;
class SegmentedControl;
} // namespace slipway::widgets

namespace slipway::pipelines_page {

class BlockPalette;
class ChangedChip;
class EditorView;
class OutsideSheet;
class PastTimes;
class WorkflowList;

/// What the newest run of a workflow does, for the list.
struct RunWords {
    base::Status status = base::Status::Unknown;
    QString words;
};

/// What the page works with. All outlive it.
struct PageSetup {
    desk::Desk *desk = nullptr;
    std::shared_ptr<const runs::Services> runs;
    /// What people read times by.
    std::shared_ptr<base::Clock> clock;
    /// Of a workflow's file name.
    std::function<RunWords(const QString &file)> newestRun;
};

/// Workflows as graph, form and text; their runs, live; their history.
class PipelinesPage final : public QWidget
{
    Q_OBJECT

public:
    enum class Mode { Edit, Runs, History };
    Q_ENUM(Mode)

    explicit PipelinesPage(PageSetup setup, QWidget *parent = nullptr);
    ~PipelinesPage() override;

    /// The actions of the window that this page does, by their ids.
    QList<std::pair<const char *, QAction *>> offers() const { return m_offers; }
    QList<QWidget *> regions() const;
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

    Mode mode() const;
    void setMode(Mode mode);
    /// By file name or path.
    void showWorkflow(const QString &file);
    /// The same with a job selected; it may be empty.
    void showJob(const QString &file, const QString &job);
    void showRun(const QString &file, qint64 run);
    /// The names of runs and files may be others now.
    void refreshEntries();
    void setServices(std::shared_ptr<const runs::Services> services);
    void setOnline(bool online);
    void setMotionReduced(bool reduced);

public Q_SLOTS:
    void refresh();
    void newWorkflow();

Q_SIGNALS:
    void openRequested(const QUrl &page);
    void said(slipway::base::Status tone, const QString &words);
    /// The pull request is open, at `page`.
    void proposed(const QString &path, qint64 number, const QUrl &page);
    /// A folder with a clone is wanted; the window asks for it.
    void cloneRequested();
    /// What waits for a person is wanted, and no run that is shown here does.
    void approvalsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    widgets::SegmentedControl *makeModes();
    void makeActions();
    void makeRuns();
    void makeHistory();
    QAction *offer(const char *id, const QString &text, const QString &icon);
    void offerSource();
    void offerActs();
    void connectDesk();
    void connectEditor();
    void choose(const QString &path);
    void showFile(const QString &path);
    void takeState();
    void takeNames();
    void takeServices();
    void propose();
    void save();
    void discard();
    void toldOutside(const desk::OutsideChange &change);
    void adapt();
    void adoptFont();
    QString fileName() const { return m_path.section(u'/', -1); }

    PageSetup m_setup;
    QString m_path;
    WorkflowEntries *m_entries;
    WorkflowList *m_list;
    BlockPalette *m_blocks;
    EditorView *m_editor;
    /// Anew for each sign-in.
    PastTimes *m_past = nullptr;
    /// Made when they are first shown.
    QPointer<run_pages::RunsView> m_runs;
    QPointer<run_pages::HistoryView> m_history;
    /// What is being asked about files on the disk, by path.
    QHash<QString, QPointer<OutsideSheet>> m_outside;
    QWidget *m_head = nullptr;
    QLabel *m_title;
    ChangedChip *m_changed;
    QPushButton *m_discardButton;
    QPushButton *m_proposeButton;
    widgets::SegmentedControl *m_modes;
    /// The same choice in the head of a run.
    QPointer<widgets::SegmentedControl> m_runModes;
    widgets::Banner *m_banner;
    QStackedWidget *m_stack;
    QList<std::pair<const char *, QAction *>> m_offers;
    QByteArray m_runsLayout;
    bool m_isOnline = true;
    bool m_isMotionReduced = false;
};

} // namespace slipway::pipelines_page
