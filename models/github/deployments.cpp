#include "github/deployments.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::Status;
using base::json::Object;

namespace {

base::Word<DeploymentStatus::State> stateOf(const QString &word)
{
    using enum DeploymentStatus::State;
    return base::word<DeploymentStatus::State>(word,
                                               {{"error"_L1, Error},
                                                {"failure"_L1, Failure},
                                                {"inactive"_L1, Inactive},
                                                {"in_progress"_L1, InProgress},
                                                {"queued"_L1, Queued},
                                                {"pending"_L1, Pending},
                                                {"success"_L1, Success}});
}

QString creatorOf(const Object &object)
{
    const auto creator = object.maybeObject("creator"_L1);
    return creator ? creator->text("login"_L1) : QString();
}

} // namespace

Status DeploymentStatus::status() const
{
    switch (state.meaning) {
    case State::Error:
    case State::Failure: return Status::Failure;
    case State::Inactive: return Status::Skipped;
    case State::InProgress: return Status::Running;
    case State::Queued:
    case State::Pending: return Status::Queued;
    case State::Success: return Status::Success;
    case State::Unknown: return Status::Unknown;
    }
    Q_UNREACHABLE_RETURN(Status::Unknown);
}

Deployment readDeployment(const Object &object)
{
    Deployment deployment;
    deployment.id = object.integer("id"_L1);
    deployment.sha = object.text("sha"_L1);
    deployment.ref = object.text("ref"_L1);
    deployment.environment = object.text("environment"_L1);
    deployment.task = object.maybeText("task"_L1).value_or(QString());
    deployment.description = object.maybeText("description"_L1).value_or(QString());
    deployment.creator = creatorOf(object);
    deployment.createdAt = object.time("created_at"_L1);
    deployment.updatedAt = object.time("updated_at"_L1);
    return deployment;
}

DeploymentStatus readDeploymentStatus(const Object &object)
{
    DeploymentStatus status;
    status.id = object.integer("id"_L1);
    status.state = stateOf(object.text("state"_L1));
    status.description = object.maybeText("description"_L1).value_or(QString());
    status.creator = creatorOf(object);
    status.environmentUrl = QUrl(object.maybeText("environment_url"_L1).value_or(QString()));
    status.log = QUrl(object.maybeText("log_url"_L1).value_or(QString()));
    status.createdAt = object.time("created_at"_L1);
    return status;
}

} // namespace slipway::github
