#include "runs/github_facts.h"

namespace slipway::runs {

namespace {

StepFact factOf(const github::Step &step)
{
    return {.number = step.number,
            .name = step.name,
            .status = step.status(),
            .startedAt = step.startedAt,
            .completedAt = step.completedAt};
}

} // namespace

RunFact factOf(const github::Run &run)
{
    RunFact fact;
    fact.id = run.id;
    fact.workflowId = run.workflowId;
    fact.number = run.number;
    fact.attempt = run.attempt;
    fact.workflow = run.workflowName;
    fact.title = run.title;
    fact.path = run.path;
    fact.branch = run.branch;
    fact.sha = run.sha;
    fact.event = run.event;
    fact.status = run.status();
    fact.isCompleted = run.isCompleted();
    fact.phase = run.phase.text;
    fact.conclusion = run.conclusion.text;
    fact.actor = run.triggeringActor.isEmpty() ? run.actor : run.triggeringActor;
    fact.commitTitle = run.commitMessage.section(u'\n', 0, 0);
    fact.pullRequests = run.pullRequests;
    fact.createdAt = run.createdAt;
    fact.startedAt = run.startedAt;
    fact.updatedAt = run.updatedAt;
    fact.page = run.page;
    return fact;
}

JobFact factOf(const github::Job &job)
{
    JobFact fact;
    fact.id = job.id;
    fact.runId = job.runId;
    fact.attempt = job.attempt;
    fact.name = job.name;
    fact.status = job.status();
    fact.isCompleted = job.phase == github::Phase::Completed;
    fact.phase = job.phase.text;
    fact.createdAt = job.createdAt;
    // GitHub gives a queued job its creation as its start.
    if (job.phase == github::Phase::InProgress || (fact.isCompleted && !job.runner.isEmpty()))
        fact.startedAt = job.startedAt;
    fact.completedAt = job.completedAt;
    fact.labels = job.labels;
    fact.runner = job.runner;
    for (const github::Step &step : job.steps)
        fact.steps += factOf(step);
    fact.page = job.page;
    return fact;
}

GateFact factOf(const github::PendingDeployment &pending)
{
    GateFact fact;
    fact.environmentId = pending.environmentId;
    fact.environment = pending.environment;
    fact.waitTimer = pending.waitTimer;
    fact.waitTimerStartedAt = pending.waitTimerStartedAt;
    fact.canApprove = pending.canApprove;
    for (const github::Reviewer &reviewer : pending.reviewers)
        fact.reviewers += reviewer.name;
    return fact;
}

ApprovalFact factOf(const github::Approval &approval)
{
    return {.user = approval.user,
            .comment = approval.comment,
            .environments = approval.environments,
            .isApproved = approval.answer == github::Approval::Answer::Approved,
            .isRejected = approval.answer == github::Approval::Answer::Rejected};
}

ArtifactFact factOf(const github::Artifact &artifact)
{
    return {.id = artifact.id,
            .name = artifact.name,
            .bytes = artifact.bytes,
            .isExpired = artifact.isExpired,
            .createdAt = artifact.createdAt,
            .expiresAt = artifact.expiresAt};
}

WorkflowFact factOf(const github::Workflow &workflow)
{
    return {.id = workflow.id,
            .name = workflow.name,
            .path = workflow.path,
            .isActive = workflow.state == github::Workflow::State::Active,
            .state = workflow.state.text};
}

AnnotationFact factOf(const github::Annotation &annotation, const QString &job)
{
    using Level = github::Annotation::Level;
    const bool isFailure = annotation.level == Level::Failure;
    return {.job = job,
            .path = annotation.path,
            .firstLine = annotation.firstLine,
            .lastLine = annotation.lastLine,
            .level = isFailure                       ? Status::Failure
                : annotation.level == Level::Warning ? Status::Warning
                                                     : Status::Unknown,
            .title = annotation.title,
            .message = annotation.message};
}

} // namespace slipway::runs
