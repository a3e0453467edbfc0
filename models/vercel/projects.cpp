#include "vercel/projects.h"

#include "vercel/reading.h"

using namespace Qt::StringLiterals;

namespace slipway::vercel {

using base::json::Object;

namespace {

AliasRequest readAliasRequest(const Object &object)
{
    using enum AliasRequest::State;
    AliasRequest request;
    request.kind = base::word<AliasRequest::Kind>(
        object.text("type"_L1),
        {{"promote"_L1, AliasRequest::Kind::Promote}, {"rollback"_L1, AliasRequest::Kind::Rollback}});
    request.state = base::word<AliasRequest::State>(object.text("jobStatus"_L1),
                                                    {{"pending"_L1, Pending},
                                                     {"in-progress"_L1, InProgress},
                                                     {"succeeded"_L1, Succeeded},
                                                     {"failed"_L1, Failed},
                                                     {"skipped"_L1, Skipped}});
    request.fromDeploymentId = object.maybeText("fromDeploymentId"_L1).value_or(QString());
    request.toDeploymentId = object.text("toDeploymentId"_L1);
    request.requestedAt = object.epochMilliseconds("requestedAt"_L1);
    return request;
}

ProductionTarget readProduction(const Object &object)
{
    ProductionTarget target;
    target.deploymentId = object.text("id"_L1);
    target.url = hostUrl(object.text("url"_L1));
    target.state = readyStateOf(object.text("readyState"_L1));
    target.aliases = object.maybeTexts("alias"_L1);
    target.createdAt = object.maybeEpochMilliseconds("createdAt"_L1);
    if (const auto meta = object.maybeObject("meta"_L1))
        target.commit = commitOf(meta->textsByName());
    return target;
}

void readLink(const Object &object, Project &project)
{
    const auto link = object.maybeObject("link"_L1);
    if (!link || !link->text("type"_L1).startsWith("github"_L1))
        return;
    const QString name = link->maybeText("repo"_L1).value_or(QString());
    project.repository = link->text("org"_L1) + u'/' + name;
    project.productionBranch = link->maybeText("productionBranch"_L1).value_or(QString());
}

/// Vercel describes this as an object without saying of what: an id alone is taken, or one under any of its names.
QString readRolledBackTo(const Object &object)
{
    if (object.raw("lastRollbackTarget"_L1).isString())
        return object.text("lastRollbackTarget"_L1);
    const auto target = object.maybeObject("lastRollbackTarget"_L1);
    if (!target)
        return {};
    for (const QLatin1StringView name : {"deploymentId"_L1, "toDeploymentId"_L1, "id"_L1}) {
        if (target->has(name))
            return target->text(name);
    }
    return {};
}

} // namespace

Project readProject(const Object &object)
{
    Project project;
    project.id = object.text("id"_L1);
    project.name = object.text("name"_L1);
    project.framework = object.maybeText("framework"_L1).value_or(QString());
    readLink(object, project);
    if (const auto targets = object.maybeObject("targets"_L1))
        project.production = targets->maybeObject("production"_L1).transform(readProduction);
    project.lastAliasRequest = object.maybeObject("lastAliasRequest"_L1).transform(readAliasRequest);
    project.rolledBackTo = readRolledBackTo(object);
    if (const auto insights = object.maybeObject("speedInsights"_L1))
        project.hasSpeedInsights = insights->maybeBoolean("hasData"_L1).value_or(false);
    project.assignsDomains = object.maybeBoolean("autoAssignCustomDomains"_L1).value_or(true);
    return project;
}

AliasJob readAliasJob(const Object &object)
{
    return {object.text("alias"_L1), object.text("status"_L1)};
}

Alias readAlias(const Object &object)
{
    return {object.text("uid"_L1), object.text("alias"_L1), object.maybeText("deploymentId"_L1).value_or(QString()),
            object.maybeText("projectId"_L1).value_or(QString()), object.time("created"_L1)};
}

Domain readDomain(const Object &object)
{
    return {object.text("name"_L1), object.boolean("verified"_L1), object.maybeText("redirect"_L1).value_or(QString()),
            object.maybeText("gitBranch"_L1).value_or(QString())};
}

VariableName readVariableName(const Object &object)
{
    VariableName variable;
    variable.id = object.maybeText("id"_L1).value_or(QString());
    variable.key = object.text("key"_L1);
    variable.type = object.text("type"_L1);
    variable.targets = textOrTexts(object, "target"_L1);
    variable.gitBranch = object.maybeText("gitBranch"_L1).value_or(QString());
    variable.comment = object.maybeText("comment"_L1).value_or(QString());
    variable.createdAt = object.maybeEpochMilliseconds("createdAt"_L1);
    variable.updatedAt = object.maybeEpochMilliseconds("updatedAt"_L1);
    return variable;
}

QList<VariableName> readVariableNames(const Object &object)
{
    if (object.has("key"_L1))
        return {readVariableName(object)};
    return object.list("envs"_L1, readVariableName);
}

} // namespace slipway::vercel
