#include "github/client.h"
#include "runs/actions.h"
#include "runs/github_facts.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using github::Client;
using github::RepositoryName;
using SharedClient = std::shared_ptr<const Client>;

template<typename From>
auto factsOf(const QList<From> &values)
{
    QList<decltype(factOf(std::declval<const From &>()))> facts;
    facts.reserve(values.size());
    for (const From &value : values)
        facts += factOf(value);
    return facts;
}

/// The answer of a list, as facts.
template<typename From>
auto listed(QCoro::Task<base::Result<QList<From>>> task)
    -> QCoro::Task<base::Result<decltype(factsOf(std::declval<const QList<From> &>()))>>
{
    const auto answer = co_await std::move(task);
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return factsOf(*answer);
}

template<typename Element>
QCoro::Task<base::Result<QStringList>> named(QCoro::Task<base::Result<QList<Element>>> task)
{
    const auto answer = co_await std::move(task);
    if (!answer)
        co_return std::unexpected(answer.error());
    QStringList names;
    for (const Element &element : *answer)
        names += element.name;
    co_return names;
}

QCoro::Task<base::Result<RunFact>> oneRun(QCoro::Task<base::Result<github::Run>> task)
{
    const auto answer = co_await std::move(task);
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return factOf(*answer);
}

QCoro::Task<base::Result<QByteArray>> contentOf(QCoro::Task<base::Result<github::File>> task)
{
    const auto answer = co_await std::move(task);
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return answer->content;
}

QCoro::Task<base::Result<Rights>> rightsOf(SharedClient client, RepositoryName name, std::stop_token stop)
{
    auto asked = client->user(stop);
    const auto repository = co_await client->repository(name, stop);
    const auto user = co_await std::move(asked);
    if (!repository)
        co_return std::unexpected(repository.error());
    // A token of an app has no user; what it may do is known all the same.
    Rights rights{.login = user ? user->login : QString(),
                  .canWrite = repository->canPush,
                  .defaultBranch = repository->defaultBranch};
    if (repository->isArchived)
        rights.canWrite = false;
    co_return rights;
}

QCoro::Task<base::Result<QList<AnnotationFact>>> annotationsOf(SharedClient client, RepositoryName name, JobFact job,
                                                               std::stop_token stop)
{
    // A job's check run has the job's own id.
    const auto answer = co_await client->annotations(name, job.id, stop);
    if (!answer)
        co_return std::unexpected(answer.error());
    QList<AnnotationFact> facts;
    for (const github::Annotation &annotation : *answer)
        facts += factOf(annotation, job.name);
    co_return facts;
}

github::RunFilter filterOf(const RunQuery &query)
{
    github::RunFilter filter;
    filter.workflow = query.workflow;
    filter.branch = query.branch;
    filter.actor = query.actor;
    filter.status = query.status;
    filter.event = query.event;
    if (query.until)
        filter.created = u"<="_s + query.until->toUTC().toString(Qt::ISODate);
    filter.perPage = std::clamp(query.count, 1, 100);
    return filter;
}

class GithubActions final : public Actions
{
public:
    GithubActions(SharedClient client, RepositoryName name)
        : m_client(std::move(client))
        , m_name(std::move(name))
    { }

    Answer<Rights> rights(std::stop_token stop) override { return rightsOf(m_client, m_name, stop); }
    Answer<QList<WorkflowFact>> workflows(std::stop_token stop) override
    {
        return listed(m_client->workflows(m_name, stop));
    }
    Answer<QStringList> branches(std::stop_token stop) override { return named(m_client->branches(m_name, stop)); }
    Answer<QStringList> environments(std::stop_token stop) override
    {
        return named(m_client->environments(m_name, stop));
    }
    Answer<QByteArray> file(QString path, QString ref, std::stop_token stop) override
    {
        return contentOf(m_client->file(m_name, path, ref, stop));
    }

    Answer<QList<RunFact>> runs(RunQuery query, std::stop_token stop) override
    {
        return listed(m_client->runs(m_name, filterOf(query), stop));
    }
    Answer<RunFact> run(qint64 id, std::stop_token stop) override { return oneRun(m_client->run(m_name, id, stop)); }
    Answer<QList<JobFact>> jobs(qint64 run, std::optional<qint64> attempt, std::stop_token stop) override
    {
        return listed(m_client->jobs(m_name, run, attempt, stop));
    }
    Answer<QList<GateFact>> gates(qint64 run, std::stop_token stop) override
    {
        return listed(m_client->pendingDeployments(m_name, run, stop));
    }
    Answer<QList<ApprovalFact>> approvals(qint64 run, std::stop_token stop) override
    {
        return listed(m_client->approvals(m_name, run, stop));
    }
    Answer<QList<ArtifactFact>> artifacts(qint64 run, std::stop_token stop) override
    {
        return listed(m_client->artifacts(m_name, run, stop));
    }
    Answer<QList<AnnotationFact>> annotations(JobFact job, std::stop_token stop) override
    {
        return annotationsOf(m_client, m_name, std::move(job), stop);
    }

    Answer<std::optional<qint64>> dispatch(QString workflowFile, QString ref, QMap<QString, QString> inputs,
                                           std::stop_token stop) override
    {
        return m_client->dispatch(m_name, workflowFile, ref, inputs, stop);
    }
    Told cancel(qint64 run, std::stop_token stop) override { return m_client->cancelRun(m_name, run, stop); }
    Told forceCancel(qint64 run, std::stop_token stop) override { return m_client->forceCancelRun(m_name, run, stop); }
    Told rerun(qint64 run, bool withDebugLogs, std::stop_token stop) override
    {
        return m_client->rerun(m_name, run, withDebugLogs, stop);
    }
    Told rerunFailed(qint64 run, bool withDebugLogs, std::stop_token stop) override
    {
        return m_client->rerunFailedJobs(m_name, run, withDebugLogs, stop);
    }
    Told rerunJob(qint64 job, bool withDebugLogs, std::stop_token stop) override
    {
        return m_client->rerunJob(m_name, job, withDebugLogs, stop);
    }
    Told setWorkflowEnabled(qint64 workflow, bool enabled, std::stop_token stop) override
    {
        return m_client->setWorkflowEnabled(m_name, workflow, enabled, stop);
    }
    Told review(qint64 run, QList<qint64> environments, bool approve, QString comment, std::stop_token stop) override
    {
        return m_client->reviewDeployments(m_name, run, environments, approve, comment, stop);
    }

    Answer<qint64> jobLog(qint64 job, QString file, Progress progress, std::stop_token stop) override
    {
        return m_client->downloadJobLog(m_name, job, to(file, progress), stop);
    }
    Answer<qint64> runLogs(qint64 run, QString file, Progress progress, std::stop_token stop) override
    {
        return m_client->downloadRunLogs(m_name, run, std::nullopt, to(file, progress), stop);
    }
    Answer<qint64> artifact(qint64 id, QString file, Progress progress, std::stop_token stop) override
    {
        return m_client->downloadArtifact(m_name, id, to(file, progress), stop);
    }

private:
    static net::Download to(const QString &file, const Progress &progress)
    {
        net::Download download;
        download.file = file;
        download.progress = progress;
        return download;
    }

    SharedClient m_client;
    RepositoryName m_name;
};

} // namespace

std::shared_ptr<Actions> githubActions(std::shared_ptr<const github::Client> client, const RepositoryName &repository)
{
    return std::make_shared<GithubActions>(std::move(client), repository);
}

} // namespace slipway::runs
