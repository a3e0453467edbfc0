#include "github/workflows_and_runs.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::Status;
using base::json::Object;

namespace {

base::Word<Workflow::State> stateOf(const QString &word)
{
    using enum Workflow::State;
    return base::word<Workflow::State>(word,
                                       {{"active"_L1, Active},
                                        {"deleted"_L1, Deleted},
                                        {"disabled_fork"_L1, DisabledByFork},
                                        {"disabled_inactivity"_L1, DisabledByInactivity},
                                        {"disabled_manually"_L1, DisabledByHand}});
}

Status statusOfConclusion(Conclusion conclusion)
{
    switch (conclusion) {
    case Conclusion::Success: return Status::Success;
    case Conclusion::Failure:
    case Conclusion::TimedOut:
    case Conclusion::StartupFailure: return Status::Failure;
    case Conclusion::Cancelled: return Status::Cancelled;
    case Conclusion::Skipped:
    case Conclusion::Neutral:
    case Conclusion::Stale: return Status::Skipped;
    case Conclusion::ActionRequired: return Status::Waiting;
    case Conclusion::Unknown: return Status::Unknown;
    }
    Q_UNREACHABLE_RETURN(Status::Unknown);
}

QString loginAt(const Object &object, QLatin1StringView key)
{
    const auto user = object.maybeObject(key);
    return user ? user->text("login"_L1) : QString();
}

base::Word<Conclusion> conclusionIn(const Object &object)
{
    return conclusionOf(object.maybeText("conclusion"_L1).value_or(QString()));
}

Step readStep(const Object &object)
{
    Step step;
    step.number = object.integer("number"_L1);
    step.name = object.text("name"_L1);
    step.phase = phaseOf(object.text("status"_L1));
    step.conclusion = conclusionIn(object);
    step.startedAt = object.maybeTime("started_at"_L1);
    step.completedAt = object.maybeTime("completed_at"_L1);
    return step;
}

void readHeadCommit(const Object &object, Run &run)
{
    const auto commit = object.maybeObject("head_commit"_L1);
    if (!commit)
        return;
    run.commitMessage = commit->text("message"_L1);
    if (const auto author = commit->maybeObject("author"_L1))
        run.commitAuthor = author->maybeText("name"_L1).value_or(QString());
}

} // namespace

base::Word<Phase> phaseOf(const QString &word)
{
    using enum Phase;
    return base::word<Phase>(word,
                             {{"queued"_L1, Queued},
                              {"in_progress"_L1, InProgress},
                              {"completed"_L1, Completed},
                              {"waiting"_L1, Waiting},
                              {"requested"_L1, Requested},
                              {"pending"_L1, Pending}});
}

base::Word<Conclusion> conclusionOf(const QString &word)
{
    using enum Conclusion;
    return base::word<Conclusion>(word,
                                  {{"success"_L1, Success},
                                   {"failure"_L1, Failure},
                                   {"cancelled"_L1, Cancelled},
                                   {"skipped"_L1, Skipped},
                                   {"timed_out"_L1, TimedOut},
                                   {"action_required"_L1, ActionRequired},
                                   {"neutral"_L1, Neutral},
                                   {"stale"_L1, Stale},
                                   {"startup_failure"_L1, StartupFailure}});
}

Status statusOf(const base::Word<Phase> &phase, const base::Word<Conclusion> &conclusion)
{
    if (!conclusion.isEmpty())
        return statusOfConclusion(conclusion.meaning);
    switch (phase.meaning) {
    case Phase::InProgress: return Status::Running;
    case Phase::Waiting: return Status::Waiting;
    case Phase::Queued:
    case Phase::Requested:
    case Phase::Pending: return Status::Queued;
    case Phase::Completed:
    case Phase::Unknown: return Status::Unknown;
    }
    Q_UNREACHABLE_RETURN(Status::Unknown);
}

QString wordOf(const base::Word<Phase> &phase, const base::Word<Conclusion> &conclusion)
{
    return conclusion.isEmpty() ? phase.text : conclusion.text;
}

std::optional<milliseconds> Run::took() const
{
    if (!isCompleted())
        return std::nullopt;
    return milliseconds(startedAt.msecsTo(updatedAt));
}

Workflow readWorkflow(const Object &object)
{
    Workflow workflow;
    workflow.id = object.integer("id"_L1);
    workflow.name = object.text("name"_L1);
    workflow.path = object.text("path"_L1);
    workflow.state = stateOf(object.text("state"_L1));
    workflow.page = QUrl(object.text("html_url"_L1));
    return workflow;
}

Run readRun(const Object &object)
{
    Run run;
    run.id = object.integer("id"_L1);
    run.workflowId = object.integer("workflow_id"_L1);
    run.number = object.integer("run_number"_L1);
    run.attempt = object.maybeInteger("run_attempt"_L1).value_or(1);
    run.workflowName = object.maybeText("name"_L1).value_or(QString());
    run.title = object.text("display_title"_L1);
    run.path = object.text("path"_L1).section(u'@', 0, 0);
    run.branch = object.maybeText("head_branch"_L1).value_or(QString());
    run.sha = object.text("head_sha"_L1);
    run.event = object.text("event"_L1);
    run.phase = phaseOf(object.maybeText("status"_L1).value_or(QString()));
    run.conclusion = conclusionIn(object);
    run.actor = loginAt(object, "actor"_L1);
    run.triggeringActor = loginAt(object, "triggering_actor"_L1);
    readHeadCommit(object, run);
    run.pullRequests =
        object.maybeList("pull_requests"_L1, [](const Object &request) { return request.integer("number"_L1); });
    run.createdAt = object.time("created_at"_L1);
    run.updatedAt = object.time("updated_at"_L1);
    run.startedAt = object.maybeTime("run_started_at"_L1).value_or(run.createdAt);
    run.page = QUrl(object.text("html_url"_L1));
    return run;
}

Job readJob(const Object &object)
{
    Job job;
    job.id = object.integer("id"_L1);
    job.runId = object.integer("run_id"_L1);
    job.attempt = object.maybeInteger("run_attempt"_L1).value_or(1);
    job.name = object.text("name"_L1);
    job.phase = phaseOf(object.text("status"_L1));
    job.conclusion = conclusionIn(object);
    job.createdAt = object.maybeTime("created_at"_L1);
    job.startedAt = object.maybeTime("started_at"_L1);
    job.completedAt = object.maybeTime("completed_at"_L1);
    job.labels = object.texts("labels"_L1);
    job.runner = object.maybeText("runner_name"_L1).value_or(QString());
    job.steps = object.maybeList("steps"_L1, readStep);
    job.page = QUrl(object.maybeText("html_url"_L1).value_or(QString()));
    return job;
}

Artifact readArtifact(const Object &object)
{
    Artifact artifact;
    artifact.id = object.integer("id"_L1);
    artifact.name = object.text("name"_L1);
    artifact.bytes = object.integer("size_in_bytes"_L1);
    artifact.isExpired = object.boolean("expired"_L1);
    artifact.createdAt = object.maybeTime("created_at"_L1);
    artifact.expiresAt = object.maybeTime("expires_at"_L1);
    artifact.digest = object.maybeText("digest"_L1).value_or(QString());
    return artifact;
}

} // namespace slipway::github
