#pragma once

#include "base/clock.h"
#include "runs/actions.h"

namespace slipway::runs::demo {

/// A repository in memory. What it is told is written down; each answer is at once, or an error.
class FakeActions final : public Actions
{
public:
    Rights knownRights{
        .login = QStringLiteral("priya-nair"), .canWrite = true, .defaultBranch = QStringLiteral("main")};
    QList<WorkflowFact> knownWorkflows;
    QList<RunFact> knownRuns;
    QHash<qint64, QList<JobFact>> knownJobs;
    QList<GateFact> knownGates;
    QList<ApprovalFact> knownApprovals;
    QList<ArtifactFact> knownArtifacts;
    QList<AnnotationFact> knownAnnotations;
    QHash<QString, QByteArray> knownFiles;
    QByteArray log;
    QByteArray zip;
    /// What the next reading, or writing, call fails with.
    std::optional<base::Error> readingFails;
    std::optional<base::Error> writingFails;
    /// Done before a write is answered, the failure too.
    std::function<void()> onWrite;
    std::optional<qint64> startedRun;
    /// With a clock, a write is answered a second later.
    std::shared_ptr<base::Clock> slowClock;
    /// "runs", "cancel 1287", "dispatch migrations.yml main app=api".
    QStringList asked;
    QStringList told;

    Answer<Rights> rights(std::stop_token) override;
    Answer<QList<WorkflowFact>> workflows(std::stop_token) override;
    Answer<QStringList> branches(std::stop_token) override;
    Answer<QStringList> environments(std::stop_token) override;
    Answer<QByteArray> file(QString path, QString ref, std::stop_token) override;
    Answer<QList<RunFact>> runs(RunQuery query, std::stop_token) override;
    Answer<RunFact> run(qint64 id, std::stop_token) override;
    Answer<QList<JobFact>> jobs(qint64 run, std::optional<qint64> attempt, std::stop_token) override;
    Answer<QList<GateFact>> gates(qint64 run, std::stop_token) override;
    Answer<QList<ApprovalFact>> approvals(qint64 run, std::stop_token) override;
    Answer<QList<ArtifactFact>> artifacts(qint64 run, std::stop_token) override;
    Answer<QList<AnnotationFact>> annotations(JobFact job, std::stop_token) override;
    Answer<std::optional<qint64>> dispatch(QString workflowFile, QString ref, QMap<QString, QString> inputs,
                                           std::stop_token) override;
    Told cancel(qint64 run, std::stop_token) override;
    Told forceCancel(qint64 run, std::stop_token) override;
    Told rerun(qint64 run, bool withDebugLogs, std::stop_token) override;
    Told rerunFailed(qint64 run, bool withDebugLogs, std::stop_token) override;
    Told rerunJob(qint64 job, bool withDebugLogs, std::stop_token) override;
    Told setWorkflowEnabled(qint64 workflow, bool enabled, std::stop_token) override;
    Told review(qint64 run, QList<qint64> environments, bool approve, QString comment, std::stop_token) override;
    Answer<qint64> jobLog(qint64 job, QString file, Progress progress, std::stop_token) override;
    Answer<qint64> runLogs(qint64 run, QString file, Progress progress, std::stop_token) override;
    Answer<qint64> artifact(qint64 id, QString file, Progress progress, std::stop_token) override;

private:
    template<typename T>
    Answer<T> read(QString what, T value);
    Told write(QString what);
    Answer<qint64> save(QString what, QString file, QByteArray bytes, Progress progress);
};

} // namespace slipway::runs::demo
