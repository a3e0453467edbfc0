#include "runs/run_logs.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

QList<logs::Step> stepsOf(const JobFact &job)
{
    QList<logs::Step> steps;
    for (const StepFact &step : job.steps) {
        steps += logs::Step{.number = static_cast<int>(step.number),
                            .name = step.name,
                            .status = step.status,
                            .startedAt = step.startedAt.value_or(QDateTime()),
                            .completedAt = step.completedAt.value_or(QDateTime())};
    }
    return steps;
}

} // namespace

RunLogs::RunLogs(std::shared_ptr<Actions> actions, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_actions(std::move(actions))
    , m_folder(folder)
    , m_log(std::make_shared<logs::RunLog>())
{ }

RunLogs::~RunLogs()
{
    m_stop.request_stop();
}

void RunLogs::setRun(const RunFact &run)
{
    const bool isSame = run.id == m_run.id && run.attempt == m_run.attempt;
    m_run = run;
    if (isSame)
        return;
    m_stop.request_stop();
    m_stop = {};
    m_jobs.clear();
    m_wanted.clear();
    m_log = std::make_shared<logs::RunLog>();
    emit changed(0);
}

void RunLogs::setJobs(const QList<JobFact> &jobs)
{
    for (const JobFact &job : jobs) {
        const bool isNew = m_jobs.value(job.id) != job;
        m_jobs.insert(job.id, job);
        if (isNew && m_log->jobs().contains(job.name))
            m_log->setSteps(job.name, stepsOf(job));
    }
}

void RunLogs::want(qint64 id)
{
    const auto job = m_jobs.constFind(id);
    Wanted &wanted = m_wanted[id];
    if (job == m_jobs.constEnd() || !job->isCompleted || wanted.isUnderWay || wanted.freshness.hasValue())
        return;
    const QString file = fileOf(*job);
    if (QFileInfo::exists(file)) {
        open(*job);
        return;
    }
    if (!QDir().mkpath(QFileInfo(file).path())) {
        const auto error = base::makeError(base::Error::Kind::Internal, tr("The log cannot be kept on this computer."),
                                           tr("Make room or rights for %1.").arg(m_folder));
        wanted.freshness = base::Freshness::failed(wanted.freshness, error);
        emit changed(id);
        return;
    }
    wanted.isUnderWay = true;
    const QPointer<RunLogs> self(this);
    const auto progress = [self, id](qint64 received, qint64 total) {
        if (!self || total <= 0)
            return;
        self->m_wanted[id].progress = double(received) / double(total);
        emit self->changed(id);
    };
    QCoro::connect(m_actions->jobLog(id, file, progress, m_stop.get_token()), this,
                   [this, id](const base::Result<qint64> &bytes) { take(id, bytes); });
    emit changed(id);
}

base::Freshness RunLogs::freshness(qint64 job) const
{
    return m_wanted.value(job).freshness;
}

std::optional<double> RunLogs::progress(qint64 job) const
{
    return m_wanted.value(job).progress;
}

QString RunLogs::fileOf(const JobFact &job) const
{
    return m_folder + u"/%1-%2/%3.txt"_s.arg(m_run.id).arg(job.attempt).arg(job.id);
}

void RunLogs::open(const JobFact &job)
{
    Wanted &wanted = m_wanted[job.id];
    auto file = logs::LogFile::open(fileOf(job));
    if (!file) {
        wanted.freshness = base::Freshness::failed(wanted.freshness, file.error());
    } else {
        wanted.freshness = base::Freshness::fresh(job.completedAt.value_or(m_run.updatedAt));
        m_log->setJob(job.name, *file, stepsOf(job));
    }
    emit changed(job.id);
}

void RunLogs::take(qint64 id, const base::Result<qint64> &bytes)
{
    Wanted &wanted = m_wanted[id];
    wanted.isUnderWay = false;
    wanted.progress.reset();
    if (!bytes) {
        if (bytes.error().kind == base::Error::Kind::Cancelled)
            return;
        wanted.freshness = base::Freshness::failed(wanted.freshness, bytes.error());
        emit changed(id);
        return;
    }
    if (m_jobs.contains(id))
        open(m_jobs.value(id));
}

} // namespace slipway::runs
