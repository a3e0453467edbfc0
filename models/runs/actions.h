#pragma once

#include "base/result.h"
#include "runs/facts.h"

#include <QByteArray>
#include <QCoro/QCoroTask>
#include <QMap>

#include <functional>
#include <memory>
#include <stop_token>

namespace slipway::github {
class Client;
struct RepositoryName;
} // namespace slipway::github

namespace slipway::runs {

/// Which runs; every member left empty matches all.
struct RunQuery {
    /// File name of the workflow.
    QString workflow;
    QString branch;
    QString actor;
    /// A status or a conclusion, as GitHub writes it.
    QString status;
    QString event;
    /// Created at or before.
    std::optional<QDateTime> until;
    /// 1..100.
    int count = 30;

    bool isFiltered() const { return !(branch + actor + status + event).isEmpty(); }
    bool operator==(const RunQuery &) const = default;
};

/// What is asked of GitHub Actions in one repository, and told to it: the seam between runs and the provider.
///
/// Errors of every call: those of github::Client. A write whose fate nobody knows has Error::outcomeUnknown. Holds no
/// state; GUI thread; nothing blocks.
class Actions
{
public:
    template<typename T>
    using Answer = QCoro::Task<base::Result<T>>;
    using Told = QCoro::Task<base::Done>;
    /// Bytes so far and in all; -1 when nobody said.
    using Progress = std::function<void(qint64 received, qint64 total)>;

    Actions() = default;
    virtual ~Actions() = default;
    Q_DISABLE_COPY_MOVE(Actions)

    virtual Answer<Rights> rights(std::stop_token stop) = 0;
    virtual Answer<QList<WorkflowFact>> workflows(std::stop_token stop) = 0;
    virtual Answer<QStringList> branches(std::stop_token stop) = 0;
    virtual Answer<QStringList> environments(std::stop_token stop) = 0;
    /// A file's bytes at a branch or commit.
    virtual Answer<QByteArray> file(QString path, QString ref, std::stop_token stop) = 0;

    /// Newest first.
    virtual Answer<QList<RunFact>> runs(RunQuery query, std::stop_token stop) = 0;
    virtual Answer<RunFact> run(qint64 id, std::stop_token stop) = 0;
    /// Of the newest attempt, or of `attempt`.
    virtual Answer<QList<JobFact>> jobs(qint64 run, std::optional<qint64> attempt, std::stop_token stop) = 0;
    virtual Answer<QList<GateFact>> gates(qint64 run, std::stop_token stop) = 0;
    virtual Answer<QList<ApprovalFact>> approvals(qint64 run, std::stop_token stop) = 0;
    virtual Answer<QList<ArtifactFact>> artifacts(qint64 run, std::stop_token stop) = 0;
    virtual Answer<QList<AnnotationFact>> annotations(JobFact job, std::stop_token stop) = 0;

    /// The new run's id where GitHub tells it.
    virtual Answer<std::optional<qint64>> dispatch(QString workflowFile, QString ref, QMap<QString, QString> inputs,
                                                   std::stop_token stop) = 0;
    virtual Told cancel(qint64 run, std::stop_token stop) = 0;
    virtual Told forceCancel(qint64 run, std::stop_token stop) = 0;
    virtual Told rerun(qint64 run, bool withDebugLogs, std::stop_token stop) = 0;
    virtual Told rerunFailed(qint64 run, bool withDebugLogs, std::stop_token stop) = 0;
    virtual Told rerunJob(qint64 job, bool withDebugLogs, std::stop_token stop) = 0;
    virtual Told setWorkflowEnabled(qint64 workflow, bool enabled, std::stop_token stop) = 0;
    virtual Told review(qint64 run, QList<qint64> environments, bool approve, QString comment,
                        std::stop_token stop) = 0;

    /// Into `file`, which is written whole or not at all; gives its bytes.
    virtual Answer<qint64> jobLog(qint64 job, QString file, Progress progress, std::stop_token stop) = 0;
    virtual Answer<qint64> runLogs(qint64 run, QString file, Progress progress, std::stop_token stop) = 0;
    virtual Answer<qint64> artifact(qint64 id, QString file, Progress progress, std::stop_token stop) = 0;
};

/// The real one.
std::shared_ptr<Actions> githubActions(std::shared_ptr<const github::Client> client,
                                       const github::RepositoryName &repository);

} // namespace slipway::runs
