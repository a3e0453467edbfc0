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
    m_logs.want(job);
    takeLog(job);
}

void RunsContent::takeLog(qint64 job)
{
    if (m_dock->log()->log() != m_logs.log())
        m_dock->log()->setLog(m_logs.log());
    const runs::JobFact *fact = m_live.state().job(job);
    if (job == m_logJob && fact && m_logs.freshness(job).hasValue()) {
        m_dock->log()->showStep(fact->name, m_logStep);
        m_dock->setCurrentStep(fact->name, m_logStep);
        if (fact->status == base::Status::Failure) {
            m_dock->log()->showFirstProblem();
            advise();
        }
    }
    describeLog();
}

void RunsContent::describeLog()
{
    const runs::JobFact *job = m_live.state().job(m_logJob);
    QString text;
    if (!job)
        text = m_live.isEmpty() ? tr("Choose a run at the left.") : tr("Choose a job or a step to read its log.");
    else if (job->status == base::Status::Skipped)
        text = tr("%1 was skipped, so it has no log.").arg(job->name);
    else if (!job->isCompleted)
        text = tr("GitHub gives the log of %1 once it has ended. Its steps above are live.").arg(job->name);
    else if (const QString notice = words::notice(m_logs.freshness(m_logJob), m_live.now()); !notice.isEmpty())
        text = notice;
    else if (const auto progress = m_logs.progress(m_logJob))
        text = tr("The log is on its way, %1.").arg(base::format::percent(*progress));
    else
        text = tr("The log is on its way.");
    m_dock->log()->setPlaceholder(text);
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

void RunsContent::advise()
{
    const runs::JobFact *job = m_live.state().job(m_logJob);
    const auto log = m_logs.log();
    if (!job || !log)
        return;
    const auto failed = std::ranges::find(job->steps, base::Status::Failure, &runs::StepFact::status);
    const QString step = failed == job->steps.end() ? QString() : failed->name;
    int section = log->sectionOf(job->name, step);
    if (section < 0)
        section = log->sectionOf(job->name, {});
    if (section < 0)
        return;
    advice::Evidence evidence = advice::evidenceOf(*log, section);
    evidence.workflow = run().file();
    evidence.job = job->name;
    evidence.step = step;
    evidence.conclusion = run().conclusion;
    m_dock->log()->setAdvice(m_services->advisor.advise(evidence));
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
    if (node.isEmpty())
        return;
    m_canvas->select(node, step);
    const runs::JobFact *job = jobOf(node);
    if (job && job->id != m_logJob)
        choose(node, step);
}

void RunsContent::openMenu(const QString &node, const QPoint &at)
{
    const runs::JobFact *job = jobOf(node);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (job) {
        menu->addAction(tr("Show log"), this, [this, id = job->id] { showLog(id, {}); });
        QAction *rerun = menu->addAction(tr("Re-run this job…"), this, [this, fact = *job] { m_acts->rerunJob(fact); });
        rerun->setEnabled(run().isCompleted);
        menu->addAction(tr("Open job on GitHub"), this, [this, page = job->page] { emit openRequested(page); });
    }
    const QString id = node.section(u'/', 0, 0).section(u"job:"_s, 1);
    menu->addAction(tr("Edit in the workflow"), this, [this, id] { emit editRequested(run().file(), id); });
    menu->popup(at);
}

} // namespace slipway::run_pages
