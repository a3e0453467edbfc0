#include "runs_demo/fake_actions.h"

#include "base/sleep.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::runs::demo {

template<typename T>
FakeActions::Answer<T> FakeActions::read(QString what, T value)
{
    asked += what;
    if (readingFails)
        co_return std::unexpected(*readingFails);
    co_return value;
}

FakeActions::Told FakeActions::write(QString what)
{
    told += what;
    if (onWrite)
        onWrite();
    if (slowClock)
        co_await base::sleep(*slowClock, std::chrono::seconds(1), {});
    if (writingFails)
        co_return std::unexpected(*writingFails);
    co_return base::Done();
}

FakeActions::Answer<qint64> FakeActions::save(QString what, QString file, QByteArray bytes, Progress progress)
{
    asked += what;
    if (readingFails)
        co_return std::unexpected(*readingFails);
    if (progress)
        progress(bytes.size() / 2, bytes.size());
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        co_return std::unexpected(base::makeError(base::Error::Kind::Internal, out.errorString()));
    co_return out.write(bytes);
}

FakeActions::Answer<Rights> FakeActions::rights(std::stop_token)
{
    return read(u"rights"_s, knownRights);
}

FakeActions::Answer<QList<WorkflowFact>> FakeActions::workflows(std::stop_token)
{
    return read(u"workflows"_s, knownWorkflows);
}

FakeActions::Answer<QStringList> FakeActions::branches(std::stop_token)
{
    return read(u"branches"_s, QStringList{u"develop"_s, u"main"_s});
}

FakeActions::Answer<QStringList> FakeActions::environments(std::stop_token)
{
    return read(u"environments"_s, QStringList{u"production"_s, u"staging"_s});
}

FakeActions::Answer<QByteArray> FakeActions::file(QString path, QString, std::stop_token)
{
    asked += u"file "_s + path;
    if (readingFails)
        co_return std::unexpected(*readingFails);
    if (!knownFiles.contains(path))
        co_return std::unexpected(base::makeError(base::Error::Kind::NotFound, u"There is no such file."_s));
    co_return knownFiles.value(path);
}

FakeActions::Answer<QList<RunFact>> FakeActions::runs(RunQuery query, std::stop_token)
{
    QList<RunFact> fitting;
    for (const RunFact &run : knownRuns) {
        const bool fits = (query.workflow.isEmpty() || run.file() == query.workflow)
            && (query.branch.isEmpty() || run.branch == query.branch)
            && (query.event.isEmpty() || run.event == query.event)
            && (query.actor.isEmpty() || run.actor == query.actor)
            && (query.status.isEmpty() || run.phase == query.status || run.conclusion == query.status)
            && (!query.until || run.createdAt <= *query.until);
        if (fits && fitting.size() < query.count)
            fitting += run;
    }
    return read(query.until ? u"older runs"_s : u"runs"_s, fitting);
}

FakeActions::Answer<RunFact> FakeActions::run(qint64 id, std::stop_token)
{
    const auto found = std::ranges::find(knownRuns, id, &RunFact::id);
    return read(u"run"_s, found == knownRuns.end() ? RunFact() : *found);
}

FakeActions::Answer<QList<JobFact>> FakeActions::jobs(qint64 run, std::optional<qint64> attempt, std::stop_token)
{
    return read(attempt ? u"jobs of attempt %1"_s.arg(*attempt) : u"jobs"_s, knownJobs.value(run));
}

FakeActions::Answer<QList<GateFact>> FakeActions::gates(qint64, std::stop_token)
{
    return read(u"gates"_s, knownGates);
}

FakeActions::Answer<QList<ApprovalFact>> FakeActions::approvals(qint64, std::stop_token)
{
    return read(u"approvals"_s, knownApprovals);
}

FakeActions::Answer<QList<ArtifactFact>> FakeActions::artifacts(qint64, std::stop_token)
{
    return read(u"artifacts"_s, knownArtifacts);
}

FakeActions::Answer<QList<AnnotationFact>> FakeActions::annotations(JobFact, std::stop_token)
{
    return read(u"annotations"_s, knownAnnotations);
}

FakeActions::Answer<std::optional<qint64>> FakeActions::dispatch(QString workflowFile, QString ref,
                                                                 QMap<QString, QString> inputs, std::stop_token)
{
    QString what = u"dispatch "_s + workflowFile + u' ' + ref;
    for (auto input = inputs.begin(); input != inputs.end(); ++input)
        what += u' ' + input.key() + u'=' + input.value();
    const auto done = co_await write(what);
    if (!done)
        co_return std::unexpected(done.error());
    co_return startedRun;
}

FakeActions::Told FakeActions::cancel(qint64 run, std::stop_token)
{
    return write(u"cancel "_s + QString::number(run));
}

FakeActions::Told FakeActions::forceCancel(qint64 run, std::stop_token)
{
    return write(u"force-cancel "_s + QString::number(run));
}

FakeActions::Told FakeActions::rerun(qint64 run, bool withDebugLogs, std::stop_token)
{
    return write(u"rerun "_s + QString::number(run) + (withDebugLogs ? u" debug"_s : QString()));
}

FakeActions::Told FakeActions::rerunFailed(qint64 run, bool, std::stop_token)
{
    return write(u"rerun-failed "_s + QString::number(run));
}

FakeActions::Told FakeActions::rerunJob(qint64 job, bool, std::stop_token)
{
    return write(u"rerun-job "_s + QString::number(job));
}

FakeActions::Told FakeActions::setWorkflowEnabled(qint64 workflow, bool enabled, std::stop_token)
{
    return write((enabled ? u"enable "_s : u"disable "_s) + QString::number(workflow));
}

FakeActions::Told FakeActions::review(qint64 run, QList<qint64> environments, bool approve, QString comment,
                                      std::stop_token)
{
    return write((approve ? u"approve "_s : u"reject "_s) + QString::number(run) + u' '
                 + QString::number(environments.value(0)) + u' ' + comment);
}

FakeActions::Answer<qint64> FakeActions::jobLog(qint64 job, QString file, Progress progress, std::stop_token)
{
    return save(u"log "_s + QString::number(job), file, log, progress);
}

FakeActions::Answer<qint64> FakeActions::runLogs(qint64, QString file, Progress progress, std::stop_token)
{
    return save(u"logs"_s, file, zip, progress);
}

FakeActions::Answer<qint64> FakeActions::artifact(qint64 id, QString file, Progress progress, std::stop_token)
{
    return save(u"artifact "_s + QString::number(id), file, zip, progress);
}

} // namespace slipway::runs::demo
