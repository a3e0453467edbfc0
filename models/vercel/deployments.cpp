#include "vercel/deployments.h"

#include "vercel/reading.h"

using namespace Qt::StringLiterals;

namespace slipway::vercel {

using base::Status;
using base::json::Object;

namespace {

base::Word<ReadySubstate> substateOf(const QString &word)
{
    using enum ReadySubstate;
    return base::word<ReadySubstate>(word, {{"STAGED"_L1, Staged}, {"ROLLING"_L1, Rolling}, {"PROMOTED"_L1, Promoted}});
}

base::Word<CheckPhase> checkPhaseOf(const QString &word)
{
    using enum CheckPhase;
    return base::word<CheckPhase>(
        word, {{"registered"_L1, Registered}, {"running"_L1, Running}, {"completed"_L1, Completed}});
}

base::Word<CheckConclusion> checkConclusionOf(const QString &word)
{
    using enum CheckConclusion;
    return base::word<CheckConclusion>(word,
                                       {{"canceled"_L1, Cancelled},
                                        {"failed"_L1, Failed},
                                        {"neutral"_L1, Neutral},
                                        {"skipped"_L1, Skipped},
                                        {"stale"_L1, Stale},
                                        {"succeeded"_L1, Succeeded}});
}

/// Lists say `uid`, `created` and `ready`; one alone says `id`, `createdAt` and `readyAt`.
void readIdentity(const Object &object, Deployment &deployment)
{
    deployment.id = object.text(object.has("uid"_L1) ? "uid"_L1 : "id"_L1);
    deployment.createdAt = object.epochMilliseconds(object.has("created"_L1) ? "created"_L1 : "createdAt"_L1);
    deployment.readyAt = object.maybeEpochMilliseconds(object.has("ready"_L1) ? "ready"_L1 : "readyAt"_L1);
    deployment.projectId = object.maybeText("projectId"_L1).value_or(QString());
    if (const auto project = object.maybeObject("project"_L1))
        deployment.projectId = project->text("id"_L1);
}

void readChecks(const Object &object, Deployment &deployment)
{
    deployment.checks = checkPhaseOf(object.maybeText("checksState"_L1).value_or(QString()));
    deployment.checksConclusion = checkConclusionOf(object.maybeText("checksConclusion"_L1).value_or(QString()));
    // A time in lists, true or false alone.
    const QJsonValue assigned = object.raw("aliasAssigned"_L1);
    deployment.isAliasAssigned = assigned.toBool() || assigned.toInteger() > 0;
    if (const auto error = object.maybeObject("aliasError"_L1))
        deployment.errorMessage = error->maybeText("message"_L1).value_or(QString());
}

} // namespace

GitCommit commitOf(const QMap<QString, QString> &meta)
{
    return {meta.value(u"githubCommitSha"_s).toLower(), meta.value(u"githubCommitRef"_s),
            meta.value(u"githubCommitMessage"_s), meta.value(u"githubCommitAuthorLogin"_s),
            meta.value(u"githubPrId"_s).toLongLong()};
}

base::Word<ReadyState> readyStateOf(const QString &word)
{
    using enum ReadyState;
    return base::word<ReadyState>(word,
                                  {{"QUEUED"_L1, Queued},
                                   {"INITIALIZING"_L1, Initializing},
                                   {"BUILDING"_L1, Building},
                                   {"READY"_L1, Ready},
                                   {"ERROR"_L1, Error},
                                   {"CANCELED"_L1, Cancelled},
                                   {"BLOCKED"_L1, Blocked},
                                   {"DELETED"_L1, Deleted}});
}

Status statusOf(const base::Word<ReadyState> &state)
{
    switch (state.meaning) {
    case ReadyState::Queued: return Status::Queued;
    case ReadyState::Initializing:
    case ReadyState::Building: return Status::Running;
    case ReadyState::Ready: return Status::Success;
    case ReadyState::Error: return Status::Failure;
    case ReadyState::Cancelled: return Status::Cancelled;
    case ReadyState::Blocked: return Status::Waiting;
    case ReadyState::Deleted: return Status::Skipped;
    case ReadyState::Unknown: return Status::Unknown;
    }
    Q_UNREACHABLE_RETURN(Status::Unknown);
}

Status DeploymentCheck::status() const
{
    switch (conclusion.meaning) {
    case CheckConclusion::Succeeded: return Status::Success;
    case CheckConclusion::Failed: return Status::Failure;
    case CheckConclusion::Cancelled: return Status::Cancelled;
    case CheckConclusion::Neutral:
    case CheckConclusion::Skipped:
    case CheckConclusion::Stale: return Status::Skipped;
    case CheckConclusion::Unknown: break;
    }
    if (!conclusion.isEmpty() || phase == CheckPhase::Unknown)
        return Status::Unknown;
    return phase == CheckPhase::Registered ? Status::Queued : Status::Running;
}

Deployment readDeployment(const Object &object)
{
    Deployment deployment;
    readIdentity(object, deployment);
    deployment.name = object.text("name"_L1);
    deployment.url = hostUrl(object.text("url"_L1));
    // Older versions of the list say `state`.
    deployment.state = readyStateOf(object.text(object.has("readyState"_L1) ? "readyState"_L1 : "state"_L1));
    deployment.substate = substateOf(object.maybeText("readySubstate"_L1).value_or(QString()));
    deployment.target = object.maybeText("target"_L1).value_or(QString());
    deployment.buildingAt = object.maybeEpochMilliseconds("buildingAt"_L1);
    deployment.isRollbackCandidate = object.maybeBoolean("isRollbackCandidate"_L1);
    if (const auto creator = object.maybeObject("creator"_L1))
        deployment.creator = creator->maybeText("username"_L1).value_or(QString());
    if (const auto meta = object.maybeObject("meta"_L1))
        deployment.meta = meta->textsByName();
    deployment.commit = commitOf(deployment.meta);
    deployment.inspector = hostUrl(object.maybeText("inspectorUrl"_L1).value_or(QString()));
    readChecks(object, deployment);
    deployment.aliases = object.maybeTexts("alias"_L1);
    deployment.plan = object.maybeText("plan"_L1).value_or(QString());
    deployment.errorCode = object.maybeText("errorCode"_L1).value_or(QString());
    deployment.errorMessage = object.maybeText("errorMessage"_L1).value_or(deployment.errorMessage);
    return deployment;
}

DeploymentCheck readDeploymentCheck(const Object &object)
{
    DeploymentCheck check;
    check.id = object.text("id"_L1);
    check.name = object.text("name"_L1);
    check.phase = checkPhaseOf(object.text("status"_L1));
    check.conclusion = checkConclusionOf(object.maybeText("conclusion"_L1).value_or(QString()));
    check.isBlocking = object.boolean("blocking"_L1);
    check.page = QUrl(object.maybeText("detailsUrl"_L1).value_or(QString()));
    return check;
}

} // namespace slipway::vercel
