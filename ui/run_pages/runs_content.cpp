#include "run_pages/runs_content.h"

#include "run_pages/annotations_tab.h"
#include "run_pages/artifacts_tab.h"
#include "run_pages/facts_drawer.h"
#include "run_pages/facts_pane.h"
#include "run_pages/run_canvas.h"
#include "run_pages/run_dock.h"
#include "run_pages/run_head.h"
#include "run_pages/run_pane.h"
#include "run_pages/words.h"
#include "syntax/runners.h"
#include "theme/fonts.h"
#include "widgets/announce.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QResizeEvent>
#include <QSplitter>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

/// Below it, the window being narrower than 1280, the facts give way.
constexpr qreal narrowBelow = 1160;
constexpr int dockHeight = 286;

/// Of GitHub's runners and of the team's own.
QStringList runnerLabels(const runs::Services &services)
{
    QStringList labels;
    if (services.workspace)
        labels = services.workspace->diagnostics.runnerLabels;
    for (const syntax::RunnerLabel &label : syntax::runnerLabels()) {
        if (label.kind != syntax::LabelKind::Retired)
            labels += QString::fromUtf8(label.name.data(), qsizetype(label.name.size()));
    }
    return labels;
}

} // namespace

RunsContent::RunsContent(std::shared_ptr<const runs::Services> services, RunActs *acts, QWidget *parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_acts(acts)
    , m_past(m_services->actions, m_services->clock)
    , m_list(m_services->actions, m_services->clock)
    , m_live(m_services->actions, m_services->clock, &m_past)
    , m_logs(m_services->actions, m_services->cacheFolder + u"/logs"_s)
    , m_artifacts(m_services->actions, m_services->clock, m_services->cacheFolder + u"/artifacts"_s)
{
    m_live.setRunnerLabels(runnerLabels(*m_services));
    makeParts();
    connectParts();
    connectRun();
}

RunsContent::~RunsContent()
{
    m_stop.request_stop();
    m_annotationStop.request_stop();
}

void RunsContent::makeParts()
{
    m_pane = new RunPane(&m_list, m_services->clock);
    m_head = new RunHead(m_acts->acts(), m_services->clock);
    m_canvas = new RunCanvas;
    m_canvas->setPeople([this](const QString &login) { return personOf(login); });
    auto *artifacts = new ArtifactsTab(&m_artifacts, m_services->clock);
    artifacts->setSettings(m_services->settings);
    connect(artifacts, &ArtifactsTab::openRequested, this, &RunsContent::openRequested);
    m_dock = new RunDock(artifacts);
    m_facts = new FactsPane;
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->setHandleWidth(1);
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(m_canvas);
    m_rows->addWidget(m_dock);
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({520, dockHeight});
    m_columns = new QSplitter;
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_rows);
    m_columns->addWidget(m_facts);
    m_columns->setStretchFactor(0, 1);
    m_columns->setSizes({1000, m_facts->wantedWidth()});
    m_drawer = new FactsDrawer(m_facts, m_columns, this);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_head);
    right->addWidget(m_columns, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    m_pane->setFixedWidth(m_pane->wantedWidth());
    row->addWidget(m_pane);
    row->addLayout(right, 1);
}

void RunsContent::connectParts()
{
    connect(m_pane, &RunPane::runChosen, this, &RunsContent::openRun);
    connect(m_pane, &RunPane::retryRequested, this, &RunsContent::refresh);
    connect(m_pane, &RunPane::runWorkflowRequested, m_acts->acts().runWorkflow, &QAction::trigger);
    connect(m_head, &RunHead::attemptChosen, &m_live, &runs::LiveRun::setAttempt);
    connect(m_canvas, &RunCanvas::chosen, this, [this](const QString &node, qint64 step) {
        m_dock->setFollowing(false);
        choose(node, step);
    });
    connect(m_canvas, &RunCanvas::activated, this, [this](const QString &node, qint64 step) {
        choose(node, step);
        m_dock->setTab(RunDock::LogTab);
        m_dock->logPart()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_canvas, &RunCanvas::menuRequested, this, &RunsContent::openMenu);
    connect(m_canvas, &RunCanvas::retryRequested, this, &RunsContent::refresh);
    connect(m_canvas, &RunCanvas::factsToggled, this, &RunsContent::toggleFacts);
    connect(m_drawer, &FactsDrawer::openChanged, m_canvas, &RunCanvas::setFactsOpen);
    connect(m_facts, &FactsPane::stepWanted, this, [this](const QString &node, qint64 step) {
        m_dock->setFollowing(false);
        m_canvas->select(node, step);
        choose(node, step);
    });
    connect(m_facts, &FactsPane::approveRequested, m_acts->acts().approve, &QAction::trigger);
    connect(m_facts, &FactsPane::runWanted, this, &RunsContent::openRun);
    connect(m_dock, &RunDock::stepChosen, this, [this](const QString &job, const QString &step) {
        const auto &jobs = m_live.state().jobs;
        const auto found = std::ranges::find(jobs, job, &runs::JobFact::name);
        m_dock->setFollowing(false);
        if (found != jobs.end())
            showLog(found->id, step);
        else
            showAllLogs();
    });
    connect(m_dock->log(), &log_view::LogView::editRequested, this, &RunsContent::editStep);
    connect(m_dock, &RunDock::findStarted, this, &RunsContent::wantAllLogs);
    connect(m_dock, &RunDock::followingChanged, this, &RunsContent::follow);
    connect(m_dock->annotations(), &AnnotationsTab::fileRequested, this, &RunsContent::fileRequested);
}

void RunsContent::connectRun()
{
    connect(&m_list, &runs::RunList::refreshed, this, &RunsContent::takeList);
    connect(&m_live, &runs::LiveRun::changed, this, &RunsContent::takeRun);
    connect(&m_live, &runs::LiveRun::runEnded, this, [this] {
        m_artifacts.refresh();
        m_list.refresh();
        widgets::announce(*this,
                          tr("Run #%1: %2.").arg(QString::number(run().number), words::runStatus(run(), m_live.now())),
                          QAccessible::AnnouncementPoliteness::Assertive);
    });
    connect(&m_live, &runs::LiveRun::jobEnded, this, [this](qint64 job) {
        // While it ran, its steps stood there; its end is what was waited for.
        if (job == m_logJob)
            showLog(job, m_logStep);
    });
    connect(&m_logs, &runs::RunLogs::changed, this, &RunsContent::takeLog);
    connect(&m_artifacts, &runs::RunArtifacts::freshnessChanged, this,
            [this] { m_dock->setCount(RunDock::ArtifactTab, m_artifacts.rowCount()); });
    connect(m_acts, &RunActs::failed, this, &RunsContent::refresh);
    connect(m_acts, &RunActs::done, this, [this](const runs::Outcome &outcome) {
        if (outcome.run)
            openRun(*outcome.run);
        refresh();
    });
}

void RunsContent::fetchRepository()
{
    const auto stop = m_stop.get_token();
    QCoro::connect(m_services->actions->rights(stop), this, [this](const base::Result<runs::Rights> &rights) {
        if (rights)
            m_acts->setRights(*rights);
    });
    QCoro::connect(m_services->actions->workflows(stop), this,
                   [this](const base::Result<QList<runs::WorkflowFact>> &workflows) {
                       if (!workflows)
                           return;
                       m_workflows = *workflows;
                       takeWorkflow();
                   });
    QCoro::connect(m_services->actions->branches(stop), this, [this](const base::Result<QStringList> &branches) {
        if (branches)
            m_pane->setBranches(*branches);
    });
}

void RunsContent::setWorkflow(const QString &file)
{
    if (m_file == file && m_list.freshness().hasValue())
        return;
    // What could be done to a run of another workflow is no longer offered.
    if (run().id != 0 && run().file() != file && !file.isEmpty()) {
        m_wantedRun = 0;
        m_live.clear();
    }
    m_file = file;
    runs::RunQuery query = m_list.query();
    query.workflow = file;
    m_list.setQuery(query);
    takeWorkflow();
}

void RunsContent::openRun(qint64 run)
{
    m_wantedRun = run;
    m_pane->select(run);
    if (const runs::RunFact *known = m_list.find(run)) {
        m_live.setRun(*known);
        return;
    }
    QCoro::connect(m_services->actions->run(run, m_stop.get_token()), this,
                   [this, run](const base::Result<runs::RunFact> &fact) {
                       if (fact && m_wantedRun == run)
                           m_live.setRun(*fact);
                   });
}

void RunsContent::refresh()
{
    m_list.refresh();
    m_live.refresh();
    fetchRepository();
}

void RunsContent::setHidden(bool hidden)
{
    m_list.setHidden(hidden);
    m_live.setHidden(hidden);
    m_tick.reset();
    if (hidden)
        return;
    expectTick();
    // Nothing is asked of GitHub for a page that nobody looked at.
    if (!std::exchange(m_hasAsked, true))
        fetchRepository();
}

void RunsContent::expectTick()
{
    using namespace std::chrono_literals;
    m_tick = m_services->clock->alarm(1s, [this] {
        m_live.tick();
        m_pane->view()->viewport()->update();
        expectTick();
    });
}

void RunsContent::takeList()
{
    if (m_wantedRun == 0 && m_list.rowCount() > 0)
        openRun(m_list.runs().first().id);
    else if (m_list.rowCount() == 0 && m_wantedRun == 0)
        m_head->setTitle(m_file);
}

void RunsContent::takeWorkflow()
{
    const QString file = run().id != 0 ? run().file() : m_file;
    const auto found = std::ranges::find(m_workflows, file, &runs::WorkflowFact::file);
    m_acts->setWorkflow(found == m_workflows.end() ? runs::WorkflowFact() : *found);
}

void RunsContent::takeRun()
{
    const runs::RunState &state = m_live.state();
    if (state.run.id != m_announcedRun) {
        m_announcedRun = state.run.id;
        m_logJob = 0;
        m_logStep.clear();
        m_saidGates.clear();
        m_hasJumped = false;
        m_annotations.clear();
        m_dock->annotations()->setAnnotations({});
        m_dock->setCount(RunDock::AnnotationTab, 0);
        m_dock->setFollowing(state.run.isActive());
        m_logs.setRun(state.run);
        m_artifacts.setRun(state.run.id);
        takeWorkflow();
        emit runChanged(state.run);
    }
    m_logs.setRun(state.run);
    m_head->setRun(state.run, personOf(state.run.actor), m_live.attempt().value_or(state.run.attempt));
    m_acts->setRun(state.run, state.jobs, state.gates);
    m_pane->setExpected(m_live.expected());
    m_canvas->setRun(m_live);
    m_facts->setRun(m_live);
    const runs::WorkflowFiles *files = m_live.files();
    m_dock->setFile(files ? files->document.source() : QByteArray(),
                    m_live.fileError() ? base::sentence(*m_live.fileError()) : QString());
    takeJobs();
    follow();
    describeLog();
    announceGates();
}

void RunsContent::announceGates()
{
    QStringList waiting;
    for (const runs::GateFact &gate : m_live.state().gates)
        waiting += gate.environment;
    for (const QString &environment : std::as_const(waiting)) {
        if (!m_saidGates.contains(environment))
            widgets::announce(
                *this,
                tr("Run #%1 waits for approval to deploy to %2.").arg(QString::number(run().number), environment),
                QAccessible::AnnouncementPoliteness::Assertive);
    }
    m_saidGates = waiting;
}

void RunsContent::takeJobs()
{
    const QList<runs::JobFact> &jobs = m_live.state().jobs;
    m_logs.setJobs(jobs);
    QList<std::pair<QString, QString>> steps;
    for (const runs::JobFact &job : jobs) {
        steps += {job.name, QString()};
        for (const runs::StepFact &step : job.steps) {
            if (step.startedAt)
                steps += {job.name, step.name};
        }
    }
    m_dock->setSteps(steps);
    fetchAnnotations();
    if (!m_hasJumped)
        openFirst();
}

void RunsContent::openFirst()
{
    const QList<runs::JobFact> &jobs = m_live.state().jobs;
    // The first thing that anybody wants of a failed run is why.
    if (const runs::JobFact *failed = failedJob()) {
        m_hasJumped = true;
        const auto step = std::ranges::find(failed->steps, base::Status::Failure, &runs::StepFact::status);
        const runs::LiveNode *node = m_live.graph().nodeOfJob(failed->id);
        if (node)
            m_canvas->select(node->id, step == failed->steps.end() ? 0 : step->number);
        showLog(failed->id, step == failed->steps.end() ? QString() : step->name);
    } else if (m_live.state().run.isCompleted && !jobs.isEmpty()) {
        m_hasJumped = true;
        showLog(jobs.last().id, {});
    }
}

QString RunsContent::personOf(const QString &login) const
{
    return m_services->workspace ? m_services->workspace->personName(login) : login;
}

void RunsContent::addControl(QWidget *control)
{
    m_head->addControl(control);
}

void RunsContent::setMotionReduced(bool reduced)
{
    m_canvas->setMotionReduced(reduced);
}

QList<QWidget *> RunsContent::regions() const
{
    QList<QWidget *> regions{m_pane->view(), m_canvas->canvas(), m_dock->logPart()};
    if (m_drawer->isOpen())
        regions += m_facts;
    return regions;
}

QByteArray RunsContent::saveLayout() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << m_rows->saveState() << m_drawer->saveColumns() << m_canvas->showsWaterfall();
    return bytes;
}

void RunsContent::restoreLayout(const QByteArray &layout)
{
    QDataStream in(layout);
    QByteArray rows;
    QByteArray columns;
    bool showsWaterfall = false;
    in >> rows >> columns >> showsWaterfall;
    if (in.status() != QDataStream::Ok)
        return;
    m_rows->restoreState(rows);
    m_drawer->restoreColumns(columns);
    m_canvas->setShowsWaterfall(showsWaterfall);
}

void RunsContent::toggleFacts()
{
    m_drawer->setOpen(!m_drawer->isOpen());
}

void RunsContent::resizeEvent(QResizeEvent *)
{
    const bool isNarrow = width() < narrowBelow * theme::textScale(font());
    m_drawer->setNarrow(isNarrow);
    m_canvas->setOffersFacts(isNarrow);
    m_canvas->setFactsOpen(isNarrow && m_drawer->isOpen());
}

void RunsContent::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F8)
        stepProblem(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace slipway::run_pages
