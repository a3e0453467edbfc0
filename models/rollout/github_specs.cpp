#include "rollout/github_specs.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using operations::ApiCall;
using operations::StepSpec;
using operations::StepTime;
using std::chrono::milliseconds;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::GithubSpecs)
};

QString url(const QString &repository, const QString &below)
{
    return u"https://api.github.com/repos/"_s + repository + u"/actions/"_s + below;
}

QJsonArray workflowsOf(const QList<HeldWorkflow> &workflows)
{
    QJsonArray list;
    for (const HeldWorkflow &workflow : workflows)
        list.append(QJsonObject{{u"id"_s, workflow.id}, {u"file"_s, workflow.file}});
    return list;
}

QString filesOf(const QList<HeldWorkflow> &workflows)
{
    QStringList files;
    for (const HeldWorkflow &workflow : workflows)
        files.append(workflow.file);
    return files.join(u", "_s);
}

QList<ApiCall> switching(const QString &repository, const QList<HeldWorkflow> &workflows, const QString &act)
{
    QList<ApiCall> calls;
    for (const HeldWorkflow &workflow : workflows)
        calls.append({u"PUT"_s, url(repository, u"workflows/%1/%2"_s.arg(QString::number(workflow.id), act)), {}});
    return calls;
}

} // namespace

StepSpec dispatchSpec(const QString &id, const Dispatch &dispatch)
{
    StepSpec step;
    step.id = id;
    step.kind = u"github.dispatch"_s;
    step.input = {{u"repository"_s, dispatch.repository},
                  {u"workflow"_s, dispatch.workflow},
                  {u"ref"_s, dispatch.ref},
                  {u"inputs"_s, dispatch.inputs},
                  {u"lastRun"_s, dispatch.lastRun},
                  {u"echoInput"_s, dispatch.echoInput},
                  {u"login"_s, dispatch.login}};
    QStringList said;
    ApiCall call{u"POST"_s,
                 url(dispatch.repository, u"workflows/%1/dispatches"_s.arg(dispatch.workflow)),
                 {{u"ref"_s, dispatch.ref}}};
    for (auto input = dispatch.inputs.begin(); input != dispatch.inputs.end(); ++input) {
        said.append(input.key() + u" = "_s + input->toString());
        call.body.append({u"inputs."_s + input.key(), input->toString()});
    }
    call.body.append({u"return_run_details"_s, u"true"_s});
    step.title = Words::tr("Start %1 on %2").arg(dispatch.workflow, dispatch.ref);
    step.detail = said.join(u", "_s);
    step.expected = milliseconds(2'000);
    step.calls = {call};
    step.revertWords = Words::tr("A run that was started can be cancelled on the Pipelines page; what it did stays.");
    return step;
}

StepSpec waitRunSpec(const QString &id, const QString &repository, const QString &dispatchStep, milliseconds expected)
{
    StepSpec step;
    step.id = id;
    step.kind = u"github.wait-run"_s;
    step.input = {{u"repository"_s, repository}, {u"runFrom"_s, dispatchStep}};
    step.title = Words::tr("Wait for the run");
    step.detail = Words::tr("Its gates are asked about on the Approvals page");
    step.expected = expected;
    step.after = {dispatchStep};
    step.mutates = false;
    return step;
}

StepSpec reviewSpec(const QString &id, const Review &review)
{
    QJsonArray ids;
    QStringList numbers;
    for (const qint64 environment : review.environmentIds) {
        ids.append(environment);
        numbers.append(QString::number(environment));
    }
    StepSpec step;
    step.id = id;
    step.kind = u"github.review"_s;
    step.input = {
        {u"repository"_s, review.repository}, {u"run"_s, review.run},
        {u"environmentIds"_s, ids},           {u"environments"_s, QJsonArray::fromStringList(review.environments)},
        {u"approve"_s, review.isApproved},    {u"comment"_s, review.comment}};
    const QString where = review.environments.join(u", "_s);
    step.title = review.isApproved ? Words::tr("Approve %1 for %2").arg(review.name, where)
                                   : Words::tr("Reject %1 for %2").arg(review.name, where);
    step.detail = review.isApproved ? Words::tr("Its jobs start once every other rule of the environment passes")
                                    : Words::tr("The run fails at this gate");
    step.expected = milliseconds(1'000);
    step.calls = {{u"POST"_s,
                   url(review.repository, u"runs/%1/pending_deployments"_s.arg(review.run)),
                   {{u"environment_ids"_s, numbers.join(u", "_s)},
                    {u"state"_s, review.isApproved ? u"approved"_s : u"rejected"_s},
                    {u"comment"_s, review.comment}}}};
    step.revertWords = Words::tr("An answer at a gate cannot be taken back; cancel the run instead.");
    return step;
}

StepSpec holdSpec(const QString &id, const QString &repository, const QList<HeldWorkflow> &workflows)
{
    StepSpec step;
    step.id = id;
    step.kind = u"github.hold"_s;
    step.input = {{u"repository"_s, repository}, {u"workflows"_s, workflowsOf(workflows)}};
    step.title = Words::tr("Hold other deploys");
    step.detail = workflows.isEmpty()
        ? Words::tr("Slipway's own lock: pushes and people at the provider are not held")
        : Words::tr("Slipway's own lock, and %1 is switched off: pushes start nothing").arg(filesOf(workflows));
    step.expected = milliseconds(1'000);
    step.calls = switching(repository, workflows, u"disable"_s);
    step.mutates = !workflows.isEmpty();
    step.canRevert = !workflows.isEmpty();
    step.revertWords = workflows.isEmpty() ? Words::tr("The lock goes with the operation.")
                                           : Words::tr("Switches %1 on again.").arg(filesOf(workflows));
    return step;
}

StepSpec unholdSpec(const QString &id, const QString &holdStep, const QString &repository,
                    const QList<HeldWorkflow> &workflows)
{
    StepSpec step;
    step.id = id;
    step.kind = u"github.unhold"_s;
    step.input = {{u"repository"_s, repository}, {u"workflows"_s, workflowsOf(workflows)}, {u"heldFrom"_s, holdStep}};
    step.title = Words::tr("Let other deploys go on");
    step.detail = Words::tr("Switches %1 on again").arg(filesOf(workflows));
    step.expected = milliseconds(1'000);
    step.calls = switching(repository, workflows, u"enable"_s);
    step.time = StepTime::Always;
    step.revertWords = Words::tr("Stays switched on.");
    return step;
}

} // namespace slipway::rollout
