#include "sandbox/scenarios/large_github.h"

#include "sandbox/github/enact.h"
#include "sandbox/github/world.h"
#include "sandbox/scenarios/large_plan.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::large {

namespace {

using github::Repository;

constexpr int commitCount = 300;
constexpr int daysOfHistory = 90;

QString workflowFile(int index)
{
    return u"deliver-%1.yml"_s.arg(index, 2, 10, QLatin1Char('0'));
}

QString environmentName(int application, bool isProduction)
{
    return applicationName(application) + (isProduction ? "-production"_L1 : "-staging"_L1);
}

void addWorkflows(Repository &repository)
{
    for (int i = 0; i < Workflows; ++i) {
        github::Workflow workflow;
        workflow.id = 91'000'000 + i;
        workflow.name = u"Deliver %1"_s.arg(i);
        workflow.path = ".github/workflows/"_L1 + workflowFile(i);
        workflow.created = repository.created;
        workflow.jobs = {{u"build"_s, {}, {{u"Checkout"_s, 4}, {u"Build"_s, 120}, {u"Test"_s, 90}}, {}, {}},
                         {u"deploy"_s, {0}, {{u"Checkout"_s, 3}, {u"Deploy"_s, 80}}, {}, u"main"_s}};
        repository.workflows.push_back(std::move(workflow));
    }
}

QByteArray workflowText(int index)
{
    return "name: Deliver " + QByteArray::number(index)
        + "\non:\n  push:\n    branches: [main]\n  workflow_dispatch:\njobs:\n  build:\n    runs-on: ubuntu-latest\n"
          "    steps:\n      - uses: actions/checkout@v4\n  deploy:\n    needs: build\n    runs-on: ubuntu-latest\n"
          "    steps:\n      - run: ./deploy\n";
}

QString root(Repository &repository)
{
    github::Git::Tree tree;
    for (int i = 0; i < Workflows; ++i)
        tree[".github/workflows/"_L1 + workflowFile(i)] = repository.git.addBlob(workflowText(i));
    return repository.git.addTree(tree);
}

void addCommits(Repository &repository, const QDateTime &now, Random &random)
{
    QString head;
    for (int i = 0; i < commitCount; ++i) {
        github::Commit commit;
        commit.sha = random.hex(40);
        if (head.isEmpty())
            commit.tree = root(repository);
        else
            commit.parents = {head};
        commit.message = u"Change %1 of service %2"_s.arg(i).arg(random.below(Applications));
        commit.author = u"fleet-owner"_s;
        commit.at = now.addSecs(-(commitCount - i) * 7'000);
        commit.files = {{u"services/%1/main.ts"_s.arg(i % Applications), u"modified"_s, 10, 4}};
        head = repository.git.add(commit).sha;
    }
    repository.git.branches[u"main"_s] = head;
    for (int i = 0; i < Applications; ++i) {
        for (const QString &environment : {u"production"_s, u"staging"_s}) {
            github::Commit commit;
            commit.sha = liveCommit(i, environment);
            commit.parents = {environment == "staging"_L1 ? liveCommit(i, u"production"_s) : head};
            commit.message = u"%1: ready for %2"_s.arg(applicationName(i), environment);
            commit.author = u"fleet-owner"_s;
            commit.at = now.addSecs(environment == "staging"_L1 ? -3'600 : -7'200);
            repository.git.add(commit);
        }
    }
    repository.git.branches[u"develop"_s] = liveCommit(0, u"staging"_s);
}

void addRuns(github::State &state, Repository &repository, const QDateTime &now, Random &random)
{
    const auto history = repository.git.history(*repository.git.resolve(u"main"_s));
    const qint64 step = qint64{daysOfHistory} * 86'400 / Runs;
    for (int i = 0; i < Runs; ++i) {
        github::Past past;
        past.workflow = i % Workflows;
        past.number = i / Workflows + 1;
        past.at = now.addSecs(-(Runs - i) * step);
        const github::Commit &commit = *history[random.below(static_cast<int>(history.size()))];
        past.sha = commit.sha;
        past.title = commit.message;
        past.actor = commit.author;
        past.outcome = random.chance(0.06) ? u"failure"_s : u"success"_s;
        repository.runs.add(github::enact(state, repository, past, now, random));
    }
}

void addDeployments(github::State &state, Repository &repository, const QDateTime &now)
{
    const qint64 step = qint64{daysOfHistory} * 86'400'000 / Deployments;
    const int perRound = Applications * 2;
    for (int i = 0; i < Deployments; ++i) {
        const int application = (i / 2) % Applications;
        const bool isProduction = i % 2 == 0;
        const bool isNewest = i >= Deployments - perRound;
        github::Deployment deployment;
        deployment.id = state.nextId();
        deployment.environment = environmentName(application, isProduction);
        deployment.sha = isNewest ? liveCommit(application, isProduction ? u"production"_s : u"staging"_s)
                                  : repository.git.branches.at(u"main"_s);
        deployment.ref = u"main"_s;
        deployment.creator = u"fleet-owner"_s;
        deployment.created = now.addMSecs(-(Deployments - i) * step);
        deployment.statuses = {{state.nextId(), u"success"_s, {}, {}, {}, deployment.creator, deployment.created}};
        repository.deployments.add(std::move(deployment));
    }
}

QByteArray appEntry(int index)
{
    const QByteArray name = applicationName(index).toUtf8();
    const QByteArray workflow = workflowFile(index % Workflows).toUtf8();
    if (index < FlyApplications)
        return "  - id: " + name + "\n    workflow: " + workflow + "\n    production: { fly: " + name
            + ", sentry: " + name + " }\n    staging: { fly: " + name + "-staging, sentry: " + name + " }\n";
    return "  - id: " + name + "\n    workflow: " + workflow + "\n    production: { vercel: " + name
        + ", sentry: " + name + " }\n    staging: { vercel: " + name + ", branch: develop, sentry: " + name
        + " }\n    preview: { vercel: " + name + " }\n";
}

} // namespace

std::vector<Offer> githubServices(Simulation &simulation)
{
    auto world = std::make_shared<github::World>(simulation, organization());
    world->state.addUser(u"fleet-owner"_s, u"Fleet Owner"_s);
    const QDateTime now = simulation.now();
    auto &repository = world->state.addRepository(u"platform"_s, now.addYears(-3));
    Random random = simulation.random(u"large github");
    addWorkflows(repository);
    addCommits(repository, now, random);
    addRuns(world->state, repository, now, random);
    addDeployments(world->state, repository, now);
    return github::offersOf(simulation, world);
}

QByteArray workspace()
{
    QByteArray text =
        "version: 1\n\nworkspace:\n  name: Big Fleet\n\nproviders:\n  github: { repository: big-fleet/platform }\n"
        "  fly: { organization: big-fleet }\n  vercel: { team: big-fleet }\n"
        "  sentry: { organization: big-fleet }\n\nbranches:\n  production: main\n  staging: develop\n\napps:\n";
    for (int i = 0; i < Applications; ++i)
        text += appEntry(i);
    text += "\nworkflows:\n";
    for (int i = 0; i < Workflows; ++i)
        text += "  - " + workflowFile(i).toUtf8() + '\n';
    return text;
}

} // namespace slipway::sandbox::large
