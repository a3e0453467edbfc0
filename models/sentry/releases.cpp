#include "sentry/releases.h"

using namespace Qt::StringLiterals;

namespace slipway::sentry {

using base::json::Object;

namespace {

ReleaseProject readReleaseProject(const Object &object)
{
    return {object.text("slug"_L1), object.maybeInteger("newGroups"_L1).value_or(0),
            object.maybeBoolean("hasHealthData"_L1).value_or(false)};
}

} // namespace

Release readRelease(const Object &object)
{
    Release release;
    release.id = object.integer("id"_L1);
    release.version = object.text("version"_L1);
    release.shortVersion = object.text("shortVersion"_L1);
    release.status = object.text("status"_L1);
    release.ref = object.maybeText("ref"_L1).value_or(QString());
    release.createdAt = object.maybeTime("dateCreated"_L1);
    release.releasedAt = object.maybeTime("dateReleased"_L1);
    release.newIssues = object.integer("newGroups"_L1);
    release.commits = object.integer("commitCount"_L1);
    release.deploys = object.integer("deployCount"_L1);
    if (const auto deploy = object.maybeObject("lastDeploy"_L1)) {
        release.lastDeployEnvironment = deploy->text("environment"_L1);
        release.lastDeployAt = deploy->maybeTime("dateFinished"_L1);
    }
    release.projects = object.list("projects"_L1, readReleaseProject);
    return release;
}

Deploy readDeploy(const Object &object)
{
    return {object.text("id"_L1), object.text("environment"_L1), object.maybeText("name"_L1).value_or(QString()),
            object.maybeTime("dateStarted"_L1), object.time("dateFinished"_L1)};
}

} // namespace slipway::sentry
