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

/// The environments that a review is about; empty when one of them does not wait.
QList<const Environment *> reviewed(const Repository &repository, const Run &run, const QJsonArray &ids)
{
    QList<const Environment *> environments;
    for (const QJsonValue &id : ids) {
        for (const QString &name : waitingEnvironments(run)) {
            const Environment &environment = repository.environments.at(name);
            if (environment.id == id.toInteger())
                environments.append(&environment);
        }
    }
    return environments.size() == ids.size() ? environments : QList<const Environment *>();
}

/// Why this person may not decide; empty when they may.
QString objection(const Api &api, const Environment &environment, const Run &run)
{
    if (canApprove(api, environment, run))
        return {};
    return environment.reviewers.contains(api.viewer())
        ? u"You cannot review a deployment to %1 that you triggered yourself"_s.arg(environment.name)
        : u"You are not a required reviewer of %1"_s.arg(environment.name);
}

Reply review(const Api &api, const Call &call, Repository &repository, const Run &run, const Shapes &shapes)
{
    const QJsonObject body = call.json();
    const QString state = body["state"_L1].toString();
    if ((state != "approved"_L1 && state != "rejected"_L1) || !body["environment_ids"_L1].isArray()
        || !body["comment"_L1].isString())
        return api.invalid(u"Validation Failed"_s);
    const auto environments = reviewed(repository, run, body["environment_ids"_L1].toArray());
    if (environments.isEmpty())
        return api.invalid(u"There are no pending deployment requests for these environments."_s);
    QStringList names;
    for (const Environment *environment : environments) {
        if (const QString reason = objection(api, *environment, run); !reason.isEmpty())
            return api.invalid(reason);
        names.append(environment->name);
    }
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
