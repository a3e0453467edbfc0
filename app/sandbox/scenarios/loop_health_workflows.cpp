#include "sandbox/scenarios/loop_health_github.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

namespace {

using github::JobPlan;
using github::StepPlan;
using github::Workflow;

/// A job with what GitHub puts around every job's steps.
JobPlan job(const QString &name, QList<StepPlan> steps)
{
    steps.prepend({u"Set up job"_s, 2});
    steps.append({u"Complete job"_s, 1});
    return {name, {}, std::move(steps), {}, {}};
}

QList<JobPlan> patientGraph()
{
    JobPlan ci = job(u"Continuous Integration"_s,
                     {{u"Checkout"_s, 4},
                      {u"Setup Node.js"_s, 8},
                      {u"Enable Corepack"_s, 1},
                      {u"Install dependencies"_s, 48},
                      {u"Type-check"_s, 42},
                      {u"Lint"_s, 28},
                      {u"Run unit tests"_s, 61},
                      {u"Build"_s, 32},
                      {u"Upload build artifacts"_s, 5}});
    JobPlan deploy = job(u"Deploy to Fly.io"_s,
                         {{u"Checkout"_s, 3},
                          {u"Setup Fly CLI"_s, 4},
                          {u"Deploy to Fly.io"_s, 112},
                          {u"Wait for deployment"_s, 26, 302},
                          {u"Create Sentry release"_s, 9},
                          {u"Notify deployment"_s, 3}});
    deploy.needs = {0};
    deploy.environment = u"production"_s;
    deploy.branch = u"main"_s;
    return {ci, deploy};
}

QList<JobPlan> migrations()
{
    JobPlan migrate = job(u"Run migrations"_s,
                          {{u"Checkout"_s, 3},
                           {u"Setup Node.js"_s, 6},
                           {u"Enable Corepack"_s, 1},
                           {u"Install dependencies"_s, 41},
                           {u"Generate migration SQL"_s, 9},
                           {u"Dry run migration"_s, 14},
                           {u"Apply migration"_s, 18},
                           {u"Verify migration"_s, 9}});
    migrate.environment = u"inputs.environment"_s;
    return {migrate};
}

QList<JobPlan> security()
{
    return {job(u"dependency-scan"_s,
                {{u"Checkout"_s, 4},
                 {u"Run Snyk security scan"_s, 58},
                 {u"Run npm audit"_s, 22},
                 {u"Generate SBOM"_s, 19},
                 {u"Upload SBOM"_s, 4}}),
            job(u"codeql"_s, {{u"Checkout"_s, 4}, {u"Initialize CodeQL"_s, 21}, {u"Perform CodeQL Analysis"_s, 299}})};
}

} // namespace

void addWorkflows(github::Repository &repository, github::State &state)
{
    const auto add = [&](const QString &name, const QString &file, QList<JobPlan> jobs) {
        Workflow workflow;
        workflow.id = 88'000'000 + state.nextId() % 1'000'000;
        workflow.name = name;
        workflow.path = ".github/workflows/"_L1 + file;
        workflow.jobs = std::move(jobs);
        workflow.created = repository.created;
        repository.workflows.push_back(std::move(workflow));
    };
    add(u"Patient Graph CI/CD"_s, u"patient-graph-ci-cd.yml"_s, patientGraph());
    add(u"Vercel Deploy"_s, u"vercel-deploy.yml"_s,
        {job(u"deploy"_s, {{u"Checkout"_s, 4}, {u"Deploy to Vercel"_s, 178}, {u"Comment PR with preview URL"_s, 3}})});
    add(u"Database Migrations"_s, u"migrations.yml"_s, migrations());
    add(u"API Docs Validation"_s, u"api-docs-validation.yml"_s,
        {job(u"validate"_s,
             {{u"Checkout"_s, 4},
              {u"Validate OpenAPI syntax"_s, 9},
              {u"Check for breaking changes"_s, 14},
              {u"Generate API diff"_s, 15},
              {u"Comment PR with diff"_s, 3}})});
    add(u"Lighthouse CI"_s, u"lighthouse-ci.yml"_s,
        {job(u"lighthouse"_s,
             {{u"Checkout"_s, 4},
              {u"Setup Node.js"_s, 8},
              {u"Install dependencies"_s, 46},
              {u"Build app"_s, 61},
              {u"Run Lighthouse CI"_s, 128},
              {u"Check performance budgets"_s, 6}})});
    add(u"Security Scanning"_s, u"security.yml"_s, security());
}

} // namespace slipway::sandbox::loop_health
