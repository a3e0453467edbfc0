#include "canvas/canvas.h"
#include "pipelines_page/block_palette.h"
#include "pipelines_page/editor_view.h"
#include "pipelines_page/pipelines_page.h"
#include "pipelines_page/workflow_list.h"
#include "run_pages/history_view.h"
#include "run_pages/runs_view.h"
#include "runs/services.h"
#include "widgets/segmented_control.h"

#include <QLabel>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

// Edit, Runs, History: which is shown, and what leads from one to the other.
namespace slipway::pipelines_page {

namespace {

QString plainPath(const QString &file)
{
    return file.contains(u'/') ? file : u".github/workflows/"_s + file;
}

} // namespace

PipelinesPage::Mode PipelinesPage::mode() const
{
    return static_cast<Mode>(std::max(0, m_modes->currentIndex()));
}

void PipelinesPage::setMode(Mode mode)
{
    m_modes->setCurrentIndex(static_cast<int>(mode));
    if (m_runModes)
        m_runModes->setCurrentIndex(static_cast<int>(mode));
    if (mode == Mode::Runs && !m_runs)
        makeRuns();
    if (mode == Mode::History && !m_history)
        makeHistory();
    QWidget *const views[]{m_editor, m_runs.data(), m_history.data()};
    m_stack->setCurrentWidget(views[static_cast<int>(mode)]);
    // The runs bring a list of their own.
    m_list->setVisible(mode != Mode::Runs);
    m_head->setVisible(mode != Mode::Runs || !m_setup.runs || !m_setup.runs->actions);
    m_list->setMiddleShown(mode == Mode::Edit);
    m_editor->setActive(mode == Mode::Edit);
    takeState();
}

void PipelinesPage::makeRuns()
{
    m_runs = new run_pages::RunsView(m_setup.runs);
    m_stack->addWidget(m_runs);
    m_runs->setOnline(m_isOnline);
    m_runs->setMotionReduced(m_isMotionReduced);
    m_runs->restoreLayout(m_runsLayout);
    m_runModes = makeModes();
    m_runModes->setCurrentIndex(static_cast<int>(Mode::Runs));
    m_runs->addHeadControl(m_runModes);
    m_runs->setWorkflow(fileName());
    connect(m_runs, &run_pages::RunsView::openRequested, this, &PipelinesPage::openRequested);
    connect(m_runs, &run_pages::RunsView::said, this, &PipelinesPage::said);
    connect(m_runs, &run_pages::RunsView::editRequested, this, &PipelinesPage::showJob);
    connect(m_runs, &run_pages::RunsView::fileRequested, this, [this](const QString &path) { showWorkflow(path); });
}

void PipelinesPage::makeHistory()
{
    m_history = new run_pages::HistoryView(m_setup.runs);
    m_stack->addWidget(m_history);
    m_history->setTitleShown(false);
    m_history->setWorkflow(fileName(), m_title->text());
    connect(m_history, &run_pages::HistoryView::editRequested, this, &PipelinesPage::showJob);
    connect(m_history, &run_pages::HistoryView::runRequested, this, [this](qint64 run) { showRun(fileName(), run); });
}

void PipelinesPage::showWorkflow(const QString &file)
{
    const QString path = plainPath(file.startsWith("./"_L1) ? file.mid(2) : file);
    if (!m_entries->indexOf(path).isValid()) {
        Q_EMIT said(base::Status::Unknown, tr("%1 is no workflow of this repository.").arg(path));
        return;
    }
    setMode(Mode::Edit);
    choose(path);
}

void PipelinesPage::showJob(const QString &file, const QString &job)
{
    showWorkflow(file);
    if (m_editor->file() && !job.isEmpty())
        m_editor->file()->selection().set(editing::Place::ofJob(job.toStdString()));
}

void PipelinesPage::showRun(const QString &file, qint64 run)
{
    if (!file.isEmpty())
        choose(plainPath(file));
    setMode(Mode::Runs);
    m_runs->openRun(run);
}

void PipelinesPage::setServices(std::shared_ptr<const runs::Services> services)
{
    m_setup.runs = std::move(services);
    takeServices();
    if (m_runs)
        m_runs->setServices(m_setup.runs);
    if (m_history)
        m_history->setServices(m_setup.runs);
    refreshEntries();
}

void PipelinesPage::setOnline(bool online)
{
    m_isOnline = online;
    if (m_runs)
        m_runs->setOnline(online);
}

void PipelinesPage::setMotionReduced(bool reduced)
{
    m_isMotionReduced = reduced;
    m_editor->canvas().setMotionReduced(reduced);
    if (m_runs)
        m_runs->setMotionReduced(reduced);
}

void PipelinesPage::refresh()
{
    if (m_runs && mode() == Mode::Runs)
        m_runs->refresh();
    if (m_history && mode() == Mode::History)
        m_history->refresh();
}

} // namespace slipway::pipelines_page
