#include "sandbox/github/api.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

QStringList waitingEnvironments(const Run &run)
{
    QStringList environments;
    for (const Job &job : run.latest().jobs) {
        if (job.status == "waiting"_L1 && !environments.contains(job.environment))
            environments.append(job.environment);
    }
    return environments;
}

bool canApprove(const Api &api, const Environment &environment, const Run &run)
{
    return environment.reviewers.contains(api.viewer())
        && !(environment.preventsSelfReview && run.actor == api.viewer());
}

Reply pending(const Api &api, const Repository &repository, const Run &run, const Shapes &shapes)
{
    QJsonArray list;
    for (const QString &name : waitingEnvironments(run)) {
        const Environment &environment = repository.environments.at(name);
        list.append(shapes.pendingDeployment(repository, environment, canApprove(api, environment, run)));
    }
    return Reply::json(list);
}

/// The names of the environments that a review is about; empty when one of them does not wait for this person.
QStringList reviewed(const Api &api, const Repository &repository, const Run &run, const QJsonArray &ids)
{
    QStringList names;
    for (const QJsonValue &id : ids) {
        for (const QString &name : waitingEnvironments(run)) {
            const Environment &environment = repository.environments.at(name);
            if (environment.id == id.toInteger() && canApprove(api, environment, run))
                names.append(name);
        }
    }
    return names.size() == ids.size() ? names : QStringList();
}

Reply review(const Api &api, const Call &call, Repository &repository, const Run &run, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const QString state = body["state"_L1].toString();
    if ((state != "approved"_L1 && state != "rejected"_L1) || !body["environment_ids"_L1].isArray()
        || !body["comment"_L1].isString())
        return api.invalid(u"Validation Failed"_s);
    const QStringList names = reviewed(api, repository, run, body["environment_ids"_L1].toArray());
    if (names.isEmpty())
        return api.invalid(u"There are no pending deployment requests for these environments."_s);
    const QList<qint64> deployments =
        api.world().runner.review(repository, run.id, names, {{}, state, api.viewer(), body["comment"_L1].toString()});
    QJsonArray list;
    for (const qint64 id : deployments)
        list.append(shapes.deployment(repository, *repository.deployments.deployment(id)));
    return Reply::json(list);
}

} // namespace

void addReviewRoutes(Api &api)
{
    const QString below = u"/actions/runs/{run}"_s;
    const auto withRun = [&api](auto handle) {
        return [&api, handle](const Call &call, Repository &repository, const Shapes &shapes) {
            const Run *run = repository.runs.run(call.number(u"run"_s));
            return run ? handle(call, repository, *run, shapes) : api.missing();
        };
    };
    api.route("GET"_ba, below + u"/pending_deployments"_s,
              withRun([&api](const Call &, Repository &repository, const Run &run, const Shapes &shapes) {
                  return pending(api, repository, run, shapes);
              }));
    api.route("POST"_ba, below + u"/pending_deployments"_s,
              withRun([&api](const Call &call, Repository &repository, const Run &run, const Shapes &shapes) {
                  return review(api, call, repository, run, shapes);
              }));
    api.route("GET"_ba, below + u"/approvals"_s,
              withRun([](const Call &, Repository &repository, const Run &run, const Shapes &shapes) {
                  QJsonArray list;
                  for (const Approval &approval : run.approvals)
                      list.append(shapes.approval(repository, approval));
                  return Reply::json(list);
              }));
}

} // namespace slipway::sandbox::github
