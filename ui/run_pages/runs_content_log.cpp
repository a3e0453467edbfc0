#include "run_pages/annotations_tab.h"
#include "run_pages/run_canvas.h"
#include "run_pages/run_dock.h"
#include "run_pages/runs_content.h"
#include "run_pages/words.h"

#include "base/format.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

/// A matrix may have hundreds of jobs; each costs a call.
constexpr qsizetype mostAnnotated = 12;
constexpr qsizetype mostSearched = 40;

/// The job in the file that a node stands for; empty for triggers and gates.
QString jobIdOf(const QString &node)
{
    return node.section(u'/', 0, 0).section(u"job:"_s, 1);
}

QCoro::Task<base::Result<QList<runs::AnnotationFact>>> annotationsOf(std::shared_ptr<runs::Actions> actions,
                                                                     QList<runs::JobFact> jobs, std::stop_token stop)
{
    QList<runs::AnnotationFact> all;
    for (const runs::JobFact &job : jobs) {
        const auto of = co_await actions->annotations(job, stop);
        if (stop.stop_requested())
            co_return std::unexpected(base::cancelled());
        if (of)
            all += *of;
    }
    co_return all;
}

} // namespace

const runs::JobFact *RunsContent::jobOf(const QString &node) const
{
    const runs::LiveNode *found = m_live.graph().node(node);
    return found ? m_live.state().job(found->job) : nullptr;
}

const runs::JobFact *RunsContent::failedJob() const
{
    const auto &jobs = m_live.state().jobs;
    const auto failed = std::ranges::find_if(
        jobs, [](const runs::JobFact &job) { return job.isCompleted && job.status == base::Status::Failure; });
    return failed == jobs.end() ? nullptr : &*failed;
}

void RunsContent::choose(const QString &node, qint64 step)
{
    const runs::JobFact *job = jobOf(node);
    if (!job)
        return;
    const auto found = std::ranges::find(job->steps, step, &runs::StepFact::number);
    showLog(job->id, found == job->steps.end() ? QString() : found->name);
}

void RunsContent::showLog(qint64 job, const QString &step)
{
    m_logJob = job;
    m_logStep = step;
    m_isLanding = true;
    if (const runs::JobFact *fact = m_live.state().job(job))
        m_dock->setCurrentStep(fact->name, step);
    m_logs.want(job);
    takeLog(job);
}

void RunsContent::showAllLogs()
{
    m_logJob = 0;
    m_logStep.clear();
    m_isLanding = false;
    wantAllLogs();
    takeLog(0);
    const QStringList jobs = m_logs.log() ? m_logs.log()->jobs() : QStringList();
    if (!jobs.isEmpty())
        m_dock->log()->showStep(jobs.first(), {});
    m_dock->setCurrentStep({}, {});
}

void RunsContent::takeLog(qint64 job)
{
    if (m_dock->log()->log() != m_logs.log())
        m_dock->log()->setLog(m_logs.log());
    const runs::JobFact *fact = m_live.state().job(m_logJob);
    // Once: whoever reads on is not to be taken back when another job's log comes.
    if (m_isLanding && fact && job == m_logJob && m_logs.freshness(job).hasValue()) {
        m_isLanding = false;
        land(*fact);
    }
    describeLog();
}

void RunsContent::land(const runs::JobFact &job)
{
    log_view::LogView &log = *m_dock->log();
    log.showStep(job.name, m_logStep);
    const auto step = std::ranges::find(job.steps, m_logStep, &runs::StepFact::name);
    const bool hasFailed = (step == job.steps.end() ? job.status : step->status) == base::Status::Failure;
    if (hasFailed)
        log.showFirstProblem(job.name, m_logStep);
    else if (m_dock->isFollowing())
        log.setFollowing(true);
    m_dock->setCurrentStep(job.name, m_logStep);
    if (job.status == base::Status::Failure)
        advise(job);
    else
        log.setAdvice({});
}

QString RunsContent::whyNoLog(const runs::JobFact &job) const
{
    const QString name = job.name.simplified();
    if (job.status == base::Status::Skipped)
        return tr("%1 was skipped, so it has no log.").arg(name);
    if (job.status == base::Status::Waiting)
        return tr("%1 waits for approval. Its log comes once it has ended.").arg(name);
    if (!job.isCompleted && !job.startedAt)
        return tr("%1 has not begun. Its log comes once it has ended.").arg(name);
    if (!job.isCompleted)
        return tr("%1 has run for %2. GitHub gives a job's log once it has ended; it is fetched then. Its steps are "
                  "live.")
            .arg(name, base::format::duration(job.took(m_live.now()).value_or(runs::milliseconds(0))));
    if (const QString notice = words::notice(m_logs.freshness(job.id), m_live.now()); !notice.isEmpty())
        return notice;
    if (const auto progress = m_logs.progress(job.id))
        return tr("The log is on its way, %1.").arg(base::format::percent(*progress));
    return tr("The log is on its way.");
}

void RunsContent::describeLog()
{
    const runs::JobFact *job = m_live.state().job(m_logJob);
    const bool hasLog = job && m_logs.log() && m_logs.log()->jobs().contains(job->name);
    if (job && !hasLog) {
        m_dock->showSteps(whyNoLog(*job), *job, m_live.now());
        return;
    }
    m_dock->log()->setPlaceholder(m_live.isEmpty() ? tr("Choose a run at the left.")
                                                   : tr("Choose a job or a step to read its log."));
    m_dock->showLog();
}

void RunsContent::wantAllLogs()
{
    // What is looked for may be in any job's log.
    const QList<runs::JobFact> &jobs = m_live.state().jobs;
    const QList<runs::JobFact> searched = jobs.first(std::min(mostSearched, jobs.size()));
    for (const runs::JobFact &job : searched) {
        if (job.isCompleted && job.status != base::Status::Skipped)
            m_logs.want(job.id);
    }
}

void RunsContent::stepProblem(int direction)
{
    // The problems of a run are in the logs of all its failed jobs.
    const QList<runs::JobFact> jobs = m_live.state().jobs;
    for (const runs::JobFact &job : jobs) {
        if (job.isCompleted && job.status == base::Status::Failure)
            m_logs.want(job.id);
    }
    m_dock->setTab(RunDock::LogTab);
    const bool isFound = direction > 0 ? m_dock->log()->showNextProblem() : m_dock->log()->showPreviousProblem();
    if (!isFound)
        return;
    m_dock->setFollowing(false);
    // The line is in view, whichever job was chosen.
    if (const runs::JobFact *job = m_live.state().job(m_logJob); job && !m_logs.freshness(job->id).hasValue())
        m_logJob = 0;
    describeLog();
}

void RunsContent::advise(const runs::JobFact &job)
{
    const auto log = m_logs.log();
    const auto failed = std::ranges::find(job.steps, base::Status::Failure, &runs::StepFact::status);
    const QString step = failed == job.steps.end() ? QString() : failed->name;
    int section = log ? log->sectionOf(job.name, step) : -1;
    if (section < 0 && log)
        section = log->sectionOf(job.name, {});
    if (section < 0)
        return;
    advice::Evidence evidence = advice::evidenceOf(*log, section);
    evidence.workflow = run().file();
    evidence.job = job.name;
    evidence.step = step;
    evidence.conclusion = run().conclusion;
    m_dock->log()->setAdviceLeadsToEditor(m_live.files() && m_live.graph().nodeOfJob(job.id));
    m_dock->log()->setAdvice(m_services->advisor.advise(evidence));
}

void RunsContent::editStep()
{
    if (const runs::LiveNode *node = m_live.graph().nodeOfJob(m_logJob))
        emit editRequested(run().file(), jobIdOf(node->id));
}

void RunsContent::fetchAnnotations()
{
    const runs::RunState &state = m_live.state();
    if (!state.run.isCompleted || state.jobs.isEmpty() || m_annotatedRun == state.run.id)
        return;
    m_annotatedRun = state.run.id;
    m_annotationStop.request_stop();
    m_annotationStop = {};
    const QList<runs::JobFact> jobs = state.jobs.first(std::min(mostAnnotated, state.jobs.size()));
    QCoro::connect(annotationsOf(m_services->actions, jobs, m_annotationStop.get_token()), this,
                   [this, id = state.run.id](const base::Result<QList<runs::AnnotationFact>> &annotations) {
                       if (!annotations || run().id != id)
                           return;
                       m_annotations = *annotations;
                       m_dock->annotations()->setAnnotations(m_annotations);
                       m_dock->setCount(RunDock::AnnotationTab, m_annotations.size());
                   });
}

void RunsContent::follow()
{
    if (!m_dock->isFollowing() || !run().isActive())
        return;
    const auto [node, step] = m_live.stepAtWork();
    const auto &jobs = m_live.state().jobs;
    if (node.isEmpty()) {
        // Nothing runs, but something may wait for people.
        const auto waiting = std::ranges::find(jobs, base::Status::Waiting, &runs::JobFact::status);
        if (waiting != jobs.end() && waiting->id != m_logJob)
            showLog(waiting->id, {});
        return;
    }
    m_canvas->select(node, step);
    const runs::JobFact *job = jobOf(node);
    if (!job)
        return;
    const auto at = std::ranges::find(job->steps, step, &runs::StepFact::number);
    if (job->id != m_logJob || (at != job->steps.end() && at->name != m_logStep))
        choose(node, step);
}

void RunsContent::openMenu(const QString &node, const QPoint &at)
{
    const runs::JobFact *job = jobOf(node);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (job) {
        menu->addAction(tr("Show log"), this, [this, id = job->id] {
            m_dock->setFollowing(false);
            m_dock->setTab(RunDock::LogTab);
            showLog(id, {});
        });
        QAction *rerun = menu->addAction(tr("Re-run this job…"), this, [this, fact = *job] { m_acts->rerunJob(fact); });
        rerun->setEnabled(run().isCompleted);
        menu->addAction(tr("Open job on GitHub"), this, [this, page = job->page] { emit openRequested(page); });
    }
    menu->addAction(tr("Edit in the workflow"), this,
                    [this, id = jobIdOf(node)] { emit editRequested(run().file(), id); });
    menu->popup(at);
}

} // namespace slipway::run_pages
