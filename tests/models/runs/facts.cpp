#include "runs_demo/facts.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::runs::demo {

QDateTime at(int seconds)
{
    return QDateTime(QDate(2024, 3, 21), QTime(14, 11, 40), QTimeZone::UTC).addSecs(seconds);
}

StepFact step(qint64 number, const QString &name, Status status, int started, int ended)
{
    StepFact fact{.number = number, .name = name, .status = status};
    if (started != never)
        fact.startedAt = at(started);
    if (ended != never)
        fact.completedAt = at(ended);
    return fact;
}

JobFact job(qint64 id, const QString &name, Status status, int created, int started, int ended)
{
    JobFact fact;
    fact.id = id;
    fact.name = name;
    fact.status = status;
    fact.isCompleted = ended != never;
    fact.phase = fact.isCompleted   ? u"completed"_s
        : status == Status::Waiting ? u"waiting"_s
        : status == Status::Running ? u"in_progress"_s
                                    : u"queued"_s;
    fact.createdAt = at(created);
    if (started != never) {
        fact.startedAt = at(started);
        fact.runner = u"GitHub Actions 7"_s;
    }
    if (ended != never)
        fact.completedAt = at(ended);
    fact.labels = {u"ubuntu-latest"_s};
    return fact;
}

RunFact run(qint64 id, Status status, int began, int seconds)
{
    RunFact fact;
    fact.id = id;
    fact.number = id;
    fact.workflowId = 11;
    fact.workflow = u"Patient Graph CI/CD"_s;
    fact.title = fact.commitTitle = u"Batch biomarker writes"_s;
    fact.path = u".github/workflows/patient-graph-ci-cd.yml"_s;
    fact.branch = u"main"_s;
    fact.sha = u"c41d9e2f00c41d9e2f00c41d9e2f00c41d9e2f00"_s;
    fact.event = u"push"_s;
    fact.status = status;
    fact.isCompleted = status != Status::Running && status != Status::Waiting && status != Status::Queued;
    fact.phase = fact.isCompleted ? u"completed"_s : status == Status::Running ? u"in_progress"_s : u"waiting"_s;
    fact.conclusion = status == Status::Success ? u"success"_s : status == Status::Failure ? u"failure"_s : QString();
    fact.actor = u"mina-okafor"_s;
    fact.createdAt = fact.startedAt = at(began);
    fact.updatedAt = at(began + seconds);
    return fact;
}

RunState running()
{
    RunState state{.run = run(1287, Status::Running, 0, 400)};
    JobFact ci = job(1, u"Continuous Integration"_s, Status::Success, 0, 4, 292);
    ci.steps = {step(1, u"Set up job"_s, Status::Success, 4, 6), step(2, u"Checkout"_s, Status::Success, 6, 9),
                step(3, u"Run unit tests"_s, Status::Success, 9, 90), step(4, u"Build"_s, Status::Success, 90, 292)};
    JobFact deploy = job(2, u"Deploy to Fly.io"_s, Status::Running, 292, 306, -1);
    deploy.steps = {step(1, u"Set up job"_s, Status::Success, 306, 308),
                    step(2, u"Deploy to Fly.io"_s, Status::Success, 308, 380),
                    step(3, u"Wait for deployment"_s, Status::Running, 380, -1),
                    step(4, u"Notify deployment"_s, Status::Queued, -1, -1)};
    state.jobs = {ci, deploy};
    state.approvals = {{.user = u"priya-nair"_s, .environments = {u"production"_s}, .isApproved = true}};
    return state;
}

RunState waitingAtGate()
{
    RunState state = running();
    state.run.status = Status::Waiting;
    state.run.phase = u"waiting"_s;
    state.jobs[1] = job(2, u"Deploy to Fly.io"_s, Status::Waiting, 292, -1, -1);
    state.approvals.clear();
    state.gates = {{.environmentId = 4,
                    .environment = u"production"_s,
                    .canApprove = true,
                    .reviewers = {u"priya-nair"_s, u"aiko-tanaka"_s}}};
    return state;
}

QByteArray workflowText()
{
    return R"(name: Patient Graph CI/CD
on:
  push:
    branches: [main]
  workflow_dispatch:
concurrency:
  group: deploy-${{ github.ref }}
jobs:
  ci:
    name: Continuous Integration
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          pnpm test
          pnpm build
  deploy:
    name: Deploy to Fly.io
    needs: ci
    runs-on: ubuntu-latest
    environment: production
    steps:
      - name: Deploy to Fly.io
        run: flyctl deploy
  after:
    needs: deploy
    runs-on: ubuntu-latest
    steps:
      - run: echo done
)";
}

WorkflowFiles files(const QByteArray &text, workflow::MemoryRepository::Files others)
{
    return {workflow::Document::open(text, u".github/workflows/patient-graph-ci-cd.yml"_s),
            std::make_shared<workflow::MemoryRepository>(std::move(others))};
}

} // namespace slipway::runs::demo
