#include "sandbox/vercel/deployment.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::vercel {

namespace {

constexpr qint64 initializingTime = 1'500;

QJsonObject meta(const Deployment &deployment, const QString &repository)
{
    const QString owner = repository.section(u'/', 0, 0);
    const QString name = repository.section(u'/', 1);
    QJsonObject object{{u"githubDeployment"_s, u"1"_s},
                       {u"githubCommitSha"_s, deployment.commit},
                       {u"githubCommitRef"_s, deployment.branch},
                       {u"githubCommitMessage"_s, deployment.message},
                       {u"githubCommitAuthorLogin"_s, deployment.author},
                       {u"githubCommitAuthorName"_s, deployment.author},
                       {u"githubCommitOrg"_s, owner},
                       {u"githubCommitRepo"_s, name},
                       {u"githubOrg"_s, owner},
                       {u"githubRepo"_s, name}};
    if (deployment.pullRequest > 0)
        object.insert(u"githubPrId"_s, QString::number(deployment.pullRequest));
    if (deployment.source == "redeploy"_L1)
        object.insert(u"action"_s, u"redeploy"_s);
    for (auto note = deployment.notes.begin(); note != deployment.notes.end(); ++note)
        object.insert(note.key(), note.value());
    return object;
}

QJsonObject creator(const Deployment &deployment)
{
    return {{u"uid"_s, u"usr_"_s + deployment.author},
            {u"username"_s, deployment.author},
            {u"email"_s, deployment.author + "@loop.health"_L1}};
}

QString inspectorUrl(const Deployment &deployment, const Standing &standing)
{
    return u"https://vercel.com/%1/%2/%3"_s.arg(standing.team, deployment.name, deployment.id.mid(4));
}

QJsonValue target(const Deployment &deployment)
{
    return deployment.isProduction ? QJsonValue(u"production"_s) : QJsonValue(QJsonValue::Null);
}

/// The fields that the list and the single deployment have in common.
QJsonObject common(const Deployment &deployment, const Standing &standing, qint64 now)
{
    const QString state = deployment.readyState(now);
    QJsonObject object{{u"name"_s, deployment.name},
                       {u"projectId"_s, deployment.project},
                       {u"url"_s, deployment.url},
                       {u"type"_s, u"LAMBDAS"_s},
                       {u"createdAt"_s, deployment.createdAt},
                       {u"readyState"_s, state},
                       {u"target"_s, target(deployment)},
                       {u"creator"_s, creator(deployment)},
                       {u"meta"_s, meta(deployment, standing.repository)},
                       {u"inspectorUrl"_s, inspectorUrl(deployment, standing)},
                       {u"source"_s, deployment.source}};
    if (now >= deployment.buildingAt())
        object.insert(u"buildingAt"_s, deployment.buildingAt());
    if (deployment.isProduction && state == "READY"_L1)
        object.insert(u"readySubstate"_s, standing.hasServed ? u"PROMOTED"_s : u"STAGED"_s);
    if (deployment.isOver(now))
        object.insert(u"ready"_s, std::min(deployment.endsAt(), deployment.cancelledAt.value_or(deployment.endsAt())));
    return object;
}

struct BuildLine {
    /// Where in the build, 0 to 1.
    double share;
    const char *type;
    QString text;
};

} // namespace

QString Deployment::readyState(qint64 now) const
{
    if (cancelledAt && *cancelledAt <= now)
        return u"CANCELED"_s;
    if (now < createdAt + queueTime - initializingTime)
        return u"QUEUED"_s;
    if (now < buildingAt())
        return u"INITIALIZING"_s;
    if (now < endsAt())
        return u"BUILDING"_s;
    return fails ? u"ERROR"_s : u"READY"_s;
}

QJsonObject listEntry(const Deployment &deployment, const Standing &standing, qint64 now)
{
    QJsonObject object = common(deployment, standing, now);
    object.insert(u"uid"_s, deployment.id);
    object.insert(u"created"_s, deployment.createdAt);
    object.insert(u"state"_s, deployment.readyState(now));
    object.insert(u"isRollbackCandidate"_s, standing.isRollbackCandidate);
    if (deployment.isReady(now)) {
        object.insert(u"checksState"_s, u"completed"_s);
        object.insert(u"checksConclusion"_s, u"succeeded"_s);
    }
    object.insert(u"aliasAssigned"_s, standing.isAliased ? QJsonValue(deployment.endsAt()) : QJsonValue(false));
    object.insert(u"aliasError"_s, QJsonValue(QJsonValue::Null));
    if (deployment.readyState(now) == "ERROR"_L1) {
        object.insert(u"errorCode"_s, u"BUILD_FAILED"_s);
        object.insert(u"errorMessage"_s, u"Command \"npm run build\" exited with 1"_s);
    }
    return object;
}

QJsonObject detail(const Deployment &deployment, const Standing &standing, qint64 now)
{
    QJsonObject object = common(deployment, standing, now);
    // The single deployment shows nobody's address.
    QJsonObject author = creator(deployment);
    author.remove("email"_L1);
    object.insert(u"creator"_s, author);
    const QString state = deployment.readyState(now);
    object.insert(u"id"_s, deployment.id);
    object.insert(u"status"_s, state);
    object.insert(u"version"_s, 2);
    object.insert(u"public"_s, false);
    object.insert(u"plan"_s, u"pro"_s);
    object.insert(u"ownerId"_s, u"team_"_s + QString(standing.team).remove(u'-'));
    object.insert(u"team"_s,
                  QJsonObject{{u"id"_s, u"team_"_s + QString(standing.team).remove(u'-')},
                              {u"name"_s, standing.team},
                              {u"slug"_s, standing.team}});
    object.insert(u"project"_s, QJsonObject{{u"id"_s, deployment.project}, {u"name"_s, deployment.name}});
    object.insert(u"alias"_s, standing.aliases);
    object.insert(u"aliasAssigned"_s, standing.isAliased);
    object.insert(u"aliasError"_s, QJsonValue(QJsonValue::Null));
    object.insert(u"bootedAt"_s, deployment.createdAt + initializingTime);
    object.insert(u"buildingAt"_s, deployment.buildingAt());
    object.insert(u"buildSkipped"_s, false);
    object.insert(u"build"_s, QJsonObject{{u"env"_s, QJsonArray()}});
    object.insert(u"createdIn"_s, u"fra1"_s);
    object.insert(u"env"_s, QJsonArray());
    object.insert(u"isInConcurrentBuildsQueue"_s, state == "QUEUED"_L1);
    object.insert(u"isInSystemBuildsQueue"_s, false);
    object.insert(u"projectSettings"_s, QJsonObject{{u"framework"_s, u"nextjs"_s}});
    object.insert(u"regions"_s, QJsonArray{u"fra1"_s});
    object.insert(u"routes"_s, QJsonArray());
    object.insert(u"gitSource"_s,
                  QJsonObject{{u"type"_s, u"github"_s},
                              {u"repoId"_s, 640'112'093},
                              {u"ref"_s, deployment.branch},
                              {u"sha"_s, deployment.commit}});
    if (state == "ERROR"_L1) {
        object.insert(u"errorCode"_s, u"BUILD_FAILED"_s);
        object.insert(u"errorMessage"_s, u"Command \"npm run build\" exited with 1"_s);
        object.insert(u"readyStateReason"_s, u"Command \"npm run build\" exited with 1"_s);
    }
    return object;
}

QJsonObject brief(const Deployment &deployment, const Standing &standing, qint64 now)
{
    QJsonObject object = common(deployment, standing, now);
    object.remove(u"inspectorUrl"_s);
    object.insert(u"id"_s, deployment.id);
    object.insert(u"alias"_s, standing.aliases);
    object.insert(u"aliasAssigned"_s, standing.isAliased ? QJsonValue(deployment.endsAt()) : QJsonValue(false));
    object.insert(u"createdIn"_s, u"fra1"_s);
    object.insert(u"deploymentHostname"_s, deployment.url.section(u'.', 0, 0));
    object.insert(u"plan"_s, u"pro"_s);
    object.insert(u"private"_s, false);
    object.remove(u"projectId"_s);
    object.remove(u"source"_s);
    object.remove(u"ready"_s);
    if (deployment.isReady(now))
        object.insert(u"readyAt"_s, deployment.endsAt());
    return object;
}

QJsonArray buildEvents(const Deployment &deployment, qint64 now)
{
    const QString last =
        deployment.fails ? u"Error: Command \"npm run build\" exited with 1"_s : u"Build Completed in /vercel/output"_s;
    const BuildLine lines[] = {
        {0.00, "command",
         u"Cloning repository (Branch: %1, Commit: %2)"_s.arg(deployment.branch, deployment.commit.left(7))},
        {0.04, "stdout", u"Cloning completed"_s},
        {0.06, "command", u"npm ci"_s},
        {0.35, "stdout", u"added 1214 packages"_s},
        {0.37, "command", u"npm run build"_s},
        {0.60, "stdout", u"Creating an optimized production build"_s},
        {0.85, "stdout", u"Compiled successfully"_s},
        {1.00, deployment.fails ? "stderr" : "stdout", last},
    };
    QJsonArray list;
    for (const BuildLine &line : lines) {
        const qint64 at =
            deployment.buildingAt() + static_cast<qint64>(line.share * static_cast<double>(deployment.buildTime));
        if (at > now || (deployment.cancelledAt && at > *deployment.cancelledAt))
            break;
        const QString serial = QString::number(at);
        const QJsonObject payload{{u"id"_s, serial + u"0"_s},
                                  {u"serial"_s, serial},
                                  {u"date"_s, at},
                                  {u"deploymentId"_s, deployment.id},
                                  {u"text"_s, line.text}};
        list.append(
            QJsonObject{{u"type"_s, QLatin1StringView(line.type)}, {u"created"_s, at}, {u"payload"_s, payload}});
    }
    return list;
}

} // namespace slipway::sandbox::vercel
