#include "sandbox/github/shapes.h"

#include "sandbox/github/artifact_zip.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

constexpr qint64 runnerGroup = 2;

QJsonObject pullMinimal(const Repository &repository, const QString &url, const Pull &pull)
{
    const QJsonObject repo{{u"id"_s, repository.id}, {u"url"_s, url}, {u"name"_s, repository.name}};
    const auto base = repository.git.branches.find(pull.base);
    return {{u"id"_s, 1'780'000'000 + pull.number},
            {u"number"_s, pull.number},
            {u"url"_s, QString(url + "/pulls/"_L1 + QString::number(pull.number))},
            {u"head"_s, QJsonObject{{u"ref"_s, pull.head}, {u"sha"_s, pull.headSha}, {u"repo"_s, repo}}},
            {u"base"_s,
             QJsonObject{{u"ref"_s, pull.base},
                         {u"sha"_s, base == repository.git.branches.end() ? QString(40, u'0') : base->second},
                         {u"repo"_s, repo}}}};
}

QJsonArray pullsOf(const Repository &repository, const QString &url, const Run &run)
{
    const auto pull = repository.pulls.find(run.pull);
    if (pull == repository.pulls.end() || !pull->second.isOpen())
        return {};
    return {pullMinimal(repository, url, pull->second)};
}

QJsonValue headCommit(const State &state, const Repository &repository, const QString &sha)
{
    const Commit *commit = repository.git.commit(sha);
    if (!commit)
        return QJsonValue::Null;
    const QJsonObject author{{u"name"_s, state.user(commit->author).name},
                             {u"email"_s, QString(commit->author + "@loop.health"_L1)}};
    return QJsonObject{{u"id"_s, sha},
                       {u"tree_id"_s, commit->tree},
                       {u"message"_s, commit->message},
                       {u"timestamp"_s, timeValue(commit->at)},
                       {u"author"_s, author},
                       {u"committer"_s, author}};
}

QJsonObject checkBody(qint64 id, const QString &name, const QString &sha, const QString &url)
{
    const QString own = url + "/check-runs/"_L1 + QString::number(id);
    return {{u"id"_s, id},
            {u"node_id"_s, nodeId(u"CheckRun"_s, id)},
            {u"head_sha"_s, sha},
            {u"name"_s, name},
            {u"external_id"_s, QString()},
            {u"url"_s, own},
            {u"check_suite"_s, QJsonObject{{u"id"_s, id / 10}}},
            {u"app"_s, QJsonValue::Null},
            {u"pull_requests"_s, QJsonArray()}};
}

QJsonObject output(const QString &title, const QString &summary, const QString &checkUrl)
{
    return {{u"title"_s, textOrNull(title)},
            {u"summary"_s, textOrNull(summary)},
            {u"text"_s, QJsonValue::Null},
            {u"annotations_count"_s, 0},
            {u"annotations_url"_s, QString(checkUrl + "/annotations"_L1)}};
}

} // namespace

QJsonObject Shapes::workflow(const Repository &repository, const Workflow &workflow) const
{
    const QString page = repositoryPage(repository);
    return {{u"id"_s, workflow.id},
            {u"node_id"_s, nodeId(u"Workflow"_s, workflow.id)},
            {u"name"_s, workflow.name},
            {u"path"_s, workflow.path},
            {u"state"_s, workflow.state},
            {u"created_at"_s, timeValue(workflow.created)},
            {u"updated_at"_s, timeValue(workflow.created)},
            {u"url"_s, QString(repositoryUrl(repository) + "/actions/workflows/"_L1 + QString::number(workflow.id))},
            {u"html_url"_s, QString(page + "/blob/"_L1 + repository.defaultBranch + u'/' + workflow.path)},
            {u"badge_url"_s, QString(page + "/actions/workflows/"_L1 + workflow.file() + "/badge.svg"_L1)}};
}

QJsonObject Shapes::run(const Repository &repository, const Run &run, const Attempt &attempt) const
{
    const QString url = repositoryUrl(repository);
    const QString own = url + "/actions/runs/"_L1 + QString::number(run.id);
    const Workflow &workflow = repository.workflows[static_cast<size_t>(run.workflow)];
    const QJsonObject minimal = minimalRepository(repository);
    const QJsonValue previous =
        attempt.number > 1 ? QJsonValue(own + "/attempts/"_L1 + QString::number(attempt.number - 1)) : QJsonValue::Null;
    return {{u"id"_s, run.id},
            {u"node_id"_s, nodeId(u"WorkflowRun"_s, run.id)},
            {u"name"_s, workflow.name},
            {u"display_title"_s, run.title},
            {u"path"_s, workflow.path},
            {u"head_branch"_s, run.branch},
            {u"head_sha"_s, run.sha},
            {u"run_number"_s, run.number},
            {u"run_attempt"_s, attempt.number},
            {u"event"_s, run.event},
            {u"status"_s, attempt.status},
            {u"conclusion"_s, textOrNull(attempt.conclusion)},
            {u"workflow_id"_s, workflow.id},
            {u"check_suite_id"_s, run.id / 10},
            {u"check_suite_node_id"_s, nodeId(u"CheckSuite"_s, run.id / 10)},
            {u"created_at"_s, timeValue(run.created)},
            {u"updated_at"_s, timeValue(attempt.updated)},
            {u"run_started_at"_s, timeValue(attempt.started)},
            {u"actor"_s, user(run.actor)},
            {u"triggering_actor"_s, user(attempt.actor)},
            {u"pull_requests"_s, pullsOf(repository, url, run)},
            {u"referenced_workflows"_s, QJsonArray()},
            {u"previous_attempt_url"_s, previous},
            {u"head_commit"_s, headCommit(m_state, repository, run.sha)},
            {u"repository"_s, minimal},
            {u"head_repository"_s, minimal},
            {u"url"_s, own},
            {u"html_url"_s, QString(repositoryPage(repository) + "/actions/runs/"_L1 + QString::number(run.id))},
            {u"jobs_url"_s, QString(own + "/jobs"_L1)},
            {u"logs_url"_s, QString(own + "/logs"_L1)},
            {u"check_suite_url"_s, QString(url + "/check-suites/"_L1 + QString::number(run.id / 10))},
            {u"artifacts_url"_s, QString(own + "/artifacts"_L1)},
            {u"cancel_url"_s, QString(own + "/cancel"_L1)},
            {u"rerun_url"_s, QString(own + "/rerun"_L1)},
            {u"workflow_url"_s, QString(url + "/actions/workflows/"_L1 + QString::number(workflow.id))}};
}

QJsonObject Shapes::job(const Repository &repository, const Run &run, const Attempt &attempt, const Job &job) const
{
    const QString url = repositoryUrl(repository);
    const Workflow &workflow = repository.workflows[static_cast<size_t>(run.workflow)];
    const JobPlan &plan = run.plans[job.plan];
    QJsonArray steps;
    for (const StepState &step : stepsOf(job, plan, m_now))
        steps.append(QJsonObject{{u"name"_s, step.name},
                                 {u"status"_s, step.status},
                                 {u"conclusion"_s, textOrNull(step.conclusion)},
                                 {u"number"_s, steps.size() + 1},
                                 {u"started_at"_s, timeValue(step.started)},
                                 {u"completed_at"_s, timeValue(step.completed)}});
    const bool hasRunner = job.started.isValid() && job.conclusion != "skipped"_L1;
    const QString id = QString::number(job.id);
    return {{u"id"_s, job.id},
            {u"node_id"_s, nodeId(u"Job"_s, job.id)},
            {u"run_id"_s, run.id},
            {u"run_url"_s, QString(url + "/actions/runs/"_L1 + QString::number(run.id))},
            {u"run_attempt"_s, attempt.number},
            {u"workflow_name"_s, workflow.name},
            {u"head_branch"_s, run.branch},
            {u"head_sha"_s, run.sha},
            {u"name"_s, plan.name},
            {u"url"_s, QString(url + "/actions/jobs/"_L1 + id)},
            {u"html_url"_s,
             QString(repositoryPage(repository) + "/actions/runs/"_L1 + QString::number(run.id) + "/job/"_L1 + id)},
            {u"status"_s, job.status},
            {u"conclusion"_s, textOrNull(job.conclusion)},
            {u"created_at"_s, timeValue(job.created)},
            {u"started_at"_s, timeValue(job.started.isValid() ? job.started : job.created)},
            {u"completed_at"_s, timeValue(job.completed)},
            {u"steps"_s, steps},
            {u"check_run_url"_s, QString(url + "/check-runs/"_L1 + id)},
            {u"labels"_s, QJsonArray{u"ubuntu-latest"_s}},
            {u"runner_id"_s, hasRunner ? QJsonValue(job.id % 97) : QJsonValue::Null},
            {u"runner_name"_s,
             hasRunner ? QJsonValue("GitHub Actions "_L1 + QString::number(job.id % 97)) : QJsonValue::Null},
            {u"runner_group_id"_s, hasRunner ? QJsonValue(runnerGroup) : QJsonValue::Null},
            {u"runner_group_name"_s, hasRunner ? QJsonValue(u"GitHub Actions"_s) : QJsonValue::Null}};
}

QJsonObject Shapes::artifact(const Repository &repository, const Run &run, const Artifact &artifact) const
{
    const QString url = repositoryUrl(repository) + "/actions/artifacts/"_L1 + QString::number(artifact.id);
    const QByteArray &zip = artifactZip(artifact.name);
    const QByteArray digest = QCryptographicHash::hash(zip, QCryptographicHash::Sha256).toHex();
    return {{u"id"_s, artifact.id},
            {u"node_id"_s, nodeId(u"Artifact"_s, artifact.id)},
            {u"name"_s, artifact.name},
            {u"size_in_bytes"_s, zip.size()},
            {u"url"_s, url},
            {u"archive_download_url"_s, QString(url + "/zip"_L1)},
            {u"expired"_s, artifact.expires < m_now},
            {u"created_at"_s, timeValue(artifact.created)},
            {u"updated_at"_s, timeValue(artifact.created)},
            {u"expires_at"_s, timeValue(artifact.expires)},
            {u"digest"_s, QString("sha256:"_L1 + QString::fromLatin1(digest))},
            {u"workflow_run"_s,
             QJsonObject{{u"id"_s, run.id},
                         {u"repository_id"_s, repository.id},
                         {u"head_repository_id"_s, repository.id},
                         {u"head_branch"_s, run.branch},
                         {u"head_sha"_s, run.sha}}}};
}

QJsonObject Shapes::checkOfJob(const Repository &repository, const Run &run, const Job &job) const
{
    const JobPlan &plan = run.plans[job.plan];
    QJsonObject object = checkBody(job.id, plan.name, run.sha, repositoryUrl(repository));
    const QString page = repositoryPage(repository) + "/actions/runs/"_L1 + QString::number(run.id) + "/job/"_L1
        + QString::number(job.id);
    object.insert(u"html_url"_s, page);
    object.insert(u"details_url"_s, page);
    object.insert(u"status"_s, job.status);
    object.insert(u"conclusion"_s, textOrNull(job.conclusion));
    object.insert(u"started_at"_s, timeValue(job.started));
    object.insert(u"completed_at"_s, timeValue(job.completed));
    object.insert(u"output"_s, output({}, {}, object[u"url"_s].toString()));
    return object;
}

QJsonObject Shapes::check(const Repository &repository, const QString &sha, const Check &check) const
{
    QJsonObject object = checkBody(check.id, check.name, sha, repositoryUrl(repository));
    const QString page = repositoryPage(repository) + "/runs/"_L1 + QString::number(check.id);
    object.insert(u"html_url"_s, page);
    object.insert(u"details_url"_s, page);
    object.insert(u"status"_s, check.completed.isValid() ? u"completed"_s : u"in_progress"_s);
    object.insert(u"conclusion"_s, textOrNull(check.conclusion));
    object.insert(u"started_at"_s, timeValue(check.started));
    object.insert(u"completed_at"_s, timeValue(check.completed));
    object.insert(u"output"_s, output(check.title, check.summary, object[u"url"_s].toString()));
    return object;
}

} // namespace slipway::sandbox::github
