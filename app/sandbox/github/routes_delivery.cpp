#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

Reply listDeployments(const Api &api, const Call &call, const Repository &repository, const Shapes &shapes)
{
    const QString environment = call.queryValue(u"environment"_s);
    const QString sha = call.queryValue(u"sha"_s);
    const QString ref = call.queryValue(u"ref"_s);
    const QString task = call.queryValue(u"task"_s);
    const auto &all = repository.deployments.all();
    const QList<int> *candidates = environment.isEmpty() ? nullptr : &repository.deployments.of(environment);
    const qsizetype count = candidates ? candidates->size() : static_cast<qsizetype>(all.size());
    const auto at = [&](qsizetype index) -> const Deployment & {
        return all[static_cast<size_t>(candidates ? candidates->at(index) : index)];
    };
    if (sha.isEmpty() && ref.isEmpty() && task.isEmpty())
        return api.page(call, {}, count,
                        [&](qsizetype index) { return shapes.deployment(repository, at(count - 1 - index)); });
    QList<qsizetype> chosen;
    for (qsizetype i = count - 1; i >= 0; --i) {
        const Deployment &deployment = at(i);
        if ((sha.isEmpty() || deployment.sha == sha) && (ref.isEmpty() || deployment.ref == ref)
            && (task.isEmpty() || deployment.task == task))
            chosen.append(i);
    }
    return api.page(call, {}, chosen.size(),
                    [&](qsizetype index) { return shapes.deployment(repository, at(chosen[index])); });
}

Reply createDeployment(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const Commit *commit = repository.git.resolve(body["ref"_L1].toString());
    if (!commit)
        return api.invalid(u"No ref found for: %1"_s.arg(body["ref"_L1].toString()));
    Deployment deployment;
    deployment.id = api.world().state.nextId();
    deployment.sha = commit->sha;
    deployment.ref = body["ref"_L1].toString();
    deployment.environment = body["environment"_L1].toString(u"production"_s);
    deployment.creator = api.viewer();
    deployment.description = body["description"_L1].toString();
    deployment.payload = body["payload"_L1].toObject();
    deployment.created = api.now();
    const Deployment &added = repository.deployments.add(std::move(deployment));
    api.note(repository, u"deployment.created"_s, added.environment, {{u"id"_s, added.id}});
    return Reply::json(shapes.deployment(repository, added), 201);
}

Reply createStatus(const Api &api, const Call &call, Repository &repository, Deployment &deployment,
                   const Shapes &shapes)
{
    const QJsonObject body = call.json();
    DeploymentStatus status;
    status.id = api.world().state.nextId();
    status.state = body["state"_L1].toString();
    status.description = body["description"_L1].toString();
    status.logUrl = body["log_url"_L1].toString();
    status.environmentUrl = body["environment_url"_L1].toString();
    status.creator = api.viewer();
    status.at = api.now();
    deployment.statuses.append(status);
    api.note(repository, u"deployment.status"_s, QString::number(deployment.id), {{u"state"_s, status.state}});
    return Reply::json(shapes.deploymentStatus(repository, deployment, status), 201);
}

void addDeploymentRoutes(Api &api)
{
    const auto withDeployment = [&api](auto handle) {
        return [&api, handle](const Call &call, Repository &repository, const Shapes &shapes) {
            Deployment *deployment = repository.deployments.deployment(call.number(u"id"_s));
            return deployment ? handle(call, repository, *deployment, shapes) : api.missing();
        };
    };
    api.route("GET"_ba, u"/deployments"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return listDeployments(api, call, repository, shapes);
    });
    api.route("POST"_ba, u"/deployments"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return createDeployment(api, call, repository, shapes);
    });
    api.route("GET"_ba, u"/deployments/{id}"_s,
              withDeployment([](const Call &, Repository &repository, Deployment &deployment, const Shapes &shapes) {
                  return Reply::json(shapes.deployment(repository, deployment));
              }));
    api.route(
        "GET"_ba, u"/deployments/{id}/statuses"_s,
        withDeployment([&api](const Call &call, Repository &repository, Deployment &deployment, const Shapes &shapes) {
            const auto &statuses = deployment.statuses;
            return api.page(call, {}, statuses.size(), [&](qsizetype index) {
                return shapes.deploymentStatus(repository, deployment, statuses[statuses.size() - 1 - index]);
            });
        }));
    api.route(
        "POST"_ba, u"/deployments/{id}/statuses"_s,
        withDeployment([&api](const Call &call, Repository &repository, Deployment &deployment, const Shapes &shapes) {
            return createStatus(api, call, repository, deployment, shapes);
        }));
}

Reply createRelease(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    Release release;
    release.tag = body["tag_name"_L1].toString();
    const auto same = std::ranges::find(repository.releases, release.tag, &Release::tag);
    if (same != repository.releases.end())
        return api.invalid(u"Validation Failed"_s);
    release.id = api.world().state.nextId();
    release.name = body["name"_L1].toString();
    release.body = body["body"_L1].toString();
    release.target = body["target_commitish"_L1].toString(repository.defaultBranch);
    release.author = api.viewer();
    release.isDraft = body["draft"_L1].toBool();
    release.isPrerelease = body["prerelease"_L1].toBool();
    release.created = api.now();
    if (!release.isDraft)
        release.published = release.created;
    const Commit *target = repository.git.resolve(release.target);
    if (target && !repository.git.resolve(u"refs/tags/"_s + release.tag))
        repository.git.tags.prepend({release.tag, target->sha});
    repository.releases.prepend(release);
    api.note(repository, u"release.created"_s, release.tag);
    return Reply::json(shapes.release(repository, release), 201);
}

void addReleaseRoutes(Api &api)
{
    const auto one = [&api](const Repository &repository, const Shapes &shapes, const auto &fits) {
        const auto found = std::ranges::find_if(repository.releases, fits);
        return found == repository.releases.end() ? api.missing() : Reply::json(shapes.release(repository, *found));
    };
    api.route("GET"_ba, u"/releases"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return api.page(call, {}, repository.releases.size(),
                        [&](qsizetype index) { return shapes.release(repository, repository.releases[index]); });
    });
    api.route("POST"_ba, u"/releases"_s, [&api](const Call &call, Repository &repository, const Shapes &shapes) {
        return createRelease(api, call, repository, shapes);
    });
    api.route("GET"_ba, u"/releases/latest"_s, [one](const Call &, Repository &repository, const Shapes &shapes) {
        return one(repository, shapes,
                   [](const Release &release) { return !release.isDraft && !release.isPrerelease; });
    });
    api.route("GET"_ba, u"/releases/tags/{tag+}"_s,
              [one](const Call &call, Repository &repository, const Shapes &shapes) {
                  return one(repository, shapes,
                             [tag = call.parameter(u"tag"_s)](const Release &release) { return release.tag == tag; });
              });
    api.route("GET"_ba, u"/releases/{id}"_s, [one](const Call &call, Repository &repository, const Shapes &shapes) {
        return one(repository, shapes,
                   [id = call.number(u"id"_s)](const Release &release) { return release.id == id; });
    });
}

} // namespace

void addDeliveryRoutes(Api &api)
{
    addDeploymentRoutes(api);
    addReleaseRoutes(api);
}

} // namespace slipway::sandbox::github
