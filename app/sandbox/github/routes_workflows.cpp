#include "sandbox/github/api.h"
#include "sandbox/github/plan.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// Why a dispatch is refused; empty when it is not.
QString refusal(const Repository &repository, const Workflow &workflow, const QJsonObject &body)
{
    if (workflow.state != "active"_L1)
        return u"Cannot trigger a 'workflow_dispatch' on a disabled workflow"_s;
    const Commit *commit = repository.git.resolve(body["ref"_L1].toString());
    if (!commit)
        return u"No ref found for: %1"_s.arg(body["ref"_L1].toString());
    const auto planned = workflowAt(repository, workflow, commit->sha);
    if (!planned || !planned->file.trigger(u"workflow_dispatch"_s))
        return u"Workflow does not have 'workflow_dispatch' trigger"_s;
    return problemWith(planned->file.inputs, body["inputs"_L1].toObject());
}

Reply dispatch(const Api &api, const Call &call, Repository &repository, const Shapes &shapes)
{
    const int index = repository.workflow(call.parameter(u"workflow"_s));
    if (index < 0)
        return api.missing();
    const Workflow &workflow = repository.workflows[static_cast<size_t>(index)];
    const QJsonObject body = call.json();
    if (const QString problem = refusal(repository, workflow, body); !problem.isEmpty())
        return api.invalid(problem);
    QString branch = body["ref"_L1].toString();
    if (branch.startsWith("refs/heads/"_L1))
        branch = branch.mid(11);
    const QJsonObject inputs = body["inputs"_L1].toObject();
    const qint64 id = api.world().runner.start(repository,
                                               {index, branch, repository.git.resolve(branch)->sha,
                                                u"workflow_dispatch"_s, api.viewer(), workflow.name, inputs, 0});
    api.note(repository, u"workflow.dispatched"_s, workflow.file(), {{u"run"_s, id}, {u"inputs"_s, inputs}});
    if (!body["return_run_details"_L1].toBool())
        return Reply::empty();
    const QString below = "/actions/runs/"_L1 + QString::number(id);
    return Reply::json(QJsonObject{{u"workflow_run_id"_s, id},
                                   {u"run_url"_s, QString(shapes.repositoryUrl(repository) + below)},
                                   {u"html_url"_s, QString(shapes.repositoryPage(repository) + below)}});
}

Reply setState(const Api &api, const Call &call, Repository &repository, const QString &state)
{
    const int index = repository.workflow(call.parameter(u"workflow"_s));
    if (index < 0)
        return api.missing();
    Workflow &workflow = repository.workflows[static_cast<size_t>(index)];
    workflow.state = state;
    api.note(repository, u"workflow.state"_s, workflow.file(), {{u"state"_s, state}});
    return Reply::empty();
}

} // namespace

void addWorkflowRoutes(Api &api)
{
    api.route("GET"_ba, u"/actions/workflows"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  return api.page(
                      call, u"workflows"_s, static_cast<qsizetype>(repository.workflows.size()), [&](qsizetype index) {
                          return shapes.workflow(repository, repository.workflows[static_cast<size_t>(index)]);
                      });
              });
    api.route("GET"_ba, u"/actions/workflows/{workflow}"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  const int index = repository.workflow(call.parameter(u"workflow"_s));
                  return index < 0
                      ? api.missing()
                      : Reply::json(shapes.workflow(repository, repository.workflows[static_cast<size_t>(index)]));
              });
    api.route("POST"_ba, u"/actions/workflows/{workflow}/dispatches"_s,
              [&api](const Call &call, Repository &repository, const Shapes &shapes) {
                  return dispatch(api, call, repository, shapes);
              });
    api.route("PUT"_ba, u"/actions/workflows/{workflow}/enable"_s,
              [&api](const Call &call, Repository &repository, const Shapes &) {
                  return setState(api, call, repository, u"active"_s);
              });
    api.route("PUT"_ba, u"/actions/workflows/{workflow}/disable"_s,
              [&api](const Call &call, Repository &repository, const Shapes &) {
                  return setState(api, call, repository, u"disabled_manually"_s);
              });
    api.route("GET"_ba, u"/actions/permissions"_s, [](const Call &, Repository &, const Shapes &) {
        return Reply::json(QJsonObject{{u"enabled"_s, true}, {u"allowed_actions"_s, u"all"_s}});
    });
}

} // namespace slipway::sandbox::github
