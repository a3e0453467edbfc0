#include "run_pages/run_acts.h"

#include "run_pages/dispatch_sheet.h"
#include "run_pages/plan_sheet.h"
#include "theme/icons.h"
#include "widgets/plain_words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

using Kind = runs::Wish::Kind;

RunActs::RunActs(QWidget *over)
    : QObject(over)
    , m_over(over)
{
    m_acts.runWorkflow = make(u"runWorkflow"_s, tr("Run workflow…"), u"action-run"_s, Kind::Dispatch);
    m_acts.rerun = make(u"rerun"_s, tr("Re-run…"), u"action-retry"_s, Kind::RerunAll);
    m_acts.rerunFailed = make(u"rerunFailed"_s, tr("Re-run failed jobs…"), u"action-retry"_s, Kind::RerunFailed);
    m_acts.abort = make(u"abort"_s, tr("Abort run…"), u"action-abort"_s, Kind::Cancel);
    m_acts.abortAtOnce = make(u"abortAtOnce"_s, tr("Abort at once…"), u"action-abort"_s, Kind::ForceCancel);
    m_acts.approve = make(u"approve"_s, tr("Approve…"), u"action-approve"_s, Kind::Approve);
    m_acts.reject = make(u"reject"_s, tr("Reject…"), u"action-reject"_s, Kind::Reject);
    m_acts.toggleWorkflow = make(u"toggleWorkflow"_s, tr("Disable workflow…"), {}, Kind::Disable);
    m_acts.toggleWorkflow->disconnect(this);
    connect(m_acts.toggleWorkflow, &QAction::triggered, this,
            [this] { open(m_workflow.isActive ? Kind::Disable : Kind::Enable); });
    m_acts.openOnGithub = new QAction(theme::icon(u"action-open-external"_s), tr("Open on GitHub"), this);
    connect(m_acts.openOnGithub, &QAction::triggered, this, [this] { emit openRequested(m_run.page); });
    sync();
}

RunActs::~RunActs()
{
    m_stop.request_stop();
}

QAction *RunActs::make(const QString &name, const QString &words, const QString &icon, Kind kind)
{
    auto *action = new QAction(words, this);
    action->setObjectName(name);
    if (!icon.isEmpty())
        action->setIcon(theme::icon(icon));
    connect(action, &QAction::triggered, this, [this, kind] { open(kind); });
    return action;
}

void RunActs::setServices(std::shared_ptr<const runs::Services> services)
{
    m_services = std::move(services);
    m_rights = {};
    m_workflow = {};
    setRun({}, {}, {});
}

void RunActs::setRights(const runs::Rights &rights)
{
    m_rights = rights;
    sync();
}

void RunActs::setOnline(bool online)
{
    m_isOnline = online;
    sync();
}

void RunActs::setWorkflow(const runs::WorkflowFact &workflow)
{
    m_workflow = workflow;
    sync();
}

void RunActs::setRun(const runs::RunFact &run, const QList<runs::JobFact> &jobs, const QList<runs::GateFact> &gates)
{
    m_run = run;
    m_jobs = jobs;
    m_gates = gates;
    sync();
}

runs::Wish RunActs::wishFor(Kind kind) const
{
    runs::Wish wish;
    wish.kind = kind;
    wish.run = m_run;
    wish.jobs = m_jobs;
    wish.workflow = m_workflow;
    // What this person may decide; when that is nothing, all of them, so that the plan can say who may.
    for (const runs::GateFact &gate : m_gates) {
        if (gate.canApprove)
            wish.gates += gate;
    }
    if (wish.gates.isEmpty())
        wish.gates = m_gates;
    return wish;
}

runs::Standing RunActs::standing() const
{
    return {.canWrite = m_rights.canWrite,
            .isOnline = m_isOnline,
            .repository = m_services ? m_services->repository() : QString(),
            .now = m_services && m_services->clock ? m_services->clock->now() : QDateTime()};
}

void RunActs::sync()
{
    const bool hasRun = m_run.id != 0 && m_services && m_services->actions;
    const bool isActive = hasRun && m_run.isActive();
    const bool hasFailed = std::ranges::any_of(m_jobs, [](const runs::JobFact &job) {
        return job.status == base::Status::Failure || job.status == base::Status::Cancelled;
    });
    m_acts.runWorkflow->setVisible(m_workflow.id != 0 && !isActive);
    m_acts.rerun->setVisible(hasRun);
    m_acts.rerunFailed->setVisible(hasRun && !isActive && hasFailed);
    m_acts.abort->setVisible(isActive);
    m_acts.abortAtOnce->setVisible(isActive);
    m_acts.approve->setVisible(isActive && !m_gates.isEmpty());
    m_acts.reject->setVisible(isActive && !m_gates.isEmpty());
    m_acts.toggleWorkflow->setVisible(m_workflow.id != 0);
    m_acts.toggleWorkflow->setText(m_workflow.isActive ? tr("Disable workflow…") : tr("Enable workflow…"));
    m_acts.openOnGithub->setVisible(hasRun && m_run.page.isValid());
    judge(m_acts.rerun, Kind::RerunAll);
    judge(m_acts.rerunFailed, Kind::RerunFailed);
    judge(m_acts.abort, Kind::Cancel);
    judge(m_acts.abortAtOnce, Kind::ForceCancel);
    judge(m_acts.approve, Kind::Approve);
    judge(m_acts.reject, Kind::Reject);
    judge(m_acts.toggleWorkflow, m_workflow.isActive ? Kind::Disable : Kind::Enable);
    const bool mayStart = m_isOnline && m_rights.canWrite != false && m_workflow.isActive;
    m_acts.runWorkflow->setEnabled(mayStart);
    m_acts.runWorkflow->setToolTip(mayStart ? m_acts.runWorkflow->text()
                                            : runs::planOf(wishFor(Kind::Dispatch), standing()).obstacle);
}

void RunActs::judge(QAction *action, Kind kind)
{
    const QString obstacle = runs::planOf(wishFor(kind), standing()).obstacle;
    action->setEnabled(obstacle.isEmpty());
    action->setToolTip(widgets::plainTip(obstacle.isEmpty() ? action->text() : obstacle));
    action->setStatusTip(obstacle);
}

void RunActs::open(Kind kind)
{
    if (!m_services || !m_services->actions)
        return;
    if (kind != Kind::Dispatch) {
        openSheet(wishFor(kind));
        return;
    }
    const QString branch = !m_run.branch.isEmpty() ? m_run.branch
        : !m_rights.defaultBranch.isEmpty()        ? m_rights.defaultBranch
                                                   : u"main"_s;
    show(new DispatchSheet(m_services, m_workflow, standing(), branch, m_over));
}

void RunActs::rerunJob(const runs::JobFact &job)
{
    runs::Wish wish = wishFor(Kind::RerunJob);
    wish.job = job;
    openSheet(wish);
}

void RunActs::openSheet(const runs::Wish &wish)
{
    show(new PlanSheet(m_services, wish, standing(), m_over));
}

void RunActs::show(PlanSheet *sheet)
{
    connect(sheet, &PlanSheet::done, this, &RunActs::done);
    connect(sheet, &PlanSheet::leftBehind, this, [this] {
        emit said(base::Status::Running, tr("GitHub is still being told. What comes of it is said here."));
    });
    sheet->setKeeper(
        this, m_stop.get_token(),
        [this](const base::Result<runs::Outcome> &outcome, const runs::Wish &wish) { takeLate(outcome, wish); });
    sheet->open();
}

void RunActs::takeLate(const base::Result<runs::Outcome> &outcome, const runs::Wish &wish)
{
    if (outcome) {
        emit done(*outcome, wish);
        return;
    }
    const QString what = wish.run.id != 0 ? tr("Run #%1").arg(wish.run.number) : wish.workflow.name;
    emit said(base::Status::Failure, tr("%1: %2").arg(what, base::sentence(outcome.error())));
    emit failed();
}

} // namespace slipway::run_pages
