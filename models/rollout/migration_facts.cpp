#include "rollout/migration_facts.h"

#include "rollout/staging_proof.h"

#include "runs/dispatch_form.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using base::Error;
using github::Run;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::MigrationFacts)
};

using Setup = Planner::Setup;
using SharedClient = std::shared_ptr<const github::Client>;

Error missing(const QString &message, const QString &advice)
{
    return makeError(Error::Kind::NotFound, message, advice);
}

base::Result<MigrationFacts> placeOf(const Setup &setup, const Wish &wish)
{
    const workspace::Workspace &workspace = *setup.workspace;
    const workspace::App *app = workspace.app(wish.target.app);
    const auto environment = workspace::environmentOf(wish.target.environment);
    if (!app || !environment || app->migrations.isEmpty()) {
        return std::unexpected(missing(Words::tr("slipway.yaml names no migrations of %1.").arg(wish.target.app),
                                       Words::tr("Set `migrations` of the app to its folder.")));
    }
    const auto repository = github::RepositoryName::fromText(workspace.organizations.githubRepository);
    if (!setup.clients.github || !repository) {
        return std::unexpected(makeError(Error::Kind::Unauthorized, Words::tr("Nobody is signed in to GitHub."),
                                         Words::tr("Sign in under Accounts.")));
    }
    MigrationFacts facts;
    facts.app = *app;
    facts.repository = *repository;
    facts.environment = wish.target.environment;
    facts.ref = workspace.branchOf(*app, *environment);
    if (facts.ref.isEmpty())
        facts.ref = workspace.branches.production;
    const auto named = std::ranges::find_if(
        workspace.workflows, [](const QString &file) { return file.contains("migrat"_L1, Qt::CaseInsensitive); });
    if (named == workspace.workflows.end()) {
        return std::unexpected(
            missing(Words::tr("slipway.yaml lists no workflow for migrations."),
                    Words::tr("List it under `workflows`; its file is called migrations.yml or alike.")));
    }
    facts.workflow = *named;
    return facts;
}

base::Done takeForm(MigrationFacts &facts, const github::File &file)
{
    const auto form = runs::dispatchForm(workflow::Document::open(file.content, file.path));
    for (const runs::DispatchInput &input : form.inputs)
        facts.inputs.insert(input.name, input.options);
    if (form.canBeDispatched && facts.inputs.contains(u"environment"_s))
        return {};
    return std::unexpected(missing(Words::tr("%1 cannot be started by hand for one environment.").arg(facts.workflow),
                                   Words::tr("Give it `workflow_dispatch` with an input named environment.")));
}

QCoro::Task<base::Result<QList<Run>>> startedRuns(SharedClient client, MigrationFacts facts, std::stop_token stop)
{
    github::RunFilter filter;
    filter.workflow = facts.workflow;
    filter.event = u"workflow_dispatch"_s;
    filter.perPage = 50;
    co_return co_await client->runs(facts.repository, filter, stop);
}

/// The newest artifact of the last runs whose name says that it is a backup.
QCoro::Task<MigrationFacts> withBackup(SharedClient client, MigrationFacts facts, std::stop_token stop)
{
    constexpr qsizetype lookedAt = 5;
    const QList<Run> runs = facts.runs.first(std::min(lookedAt, facts.runs.size()));
    for (const Run &run : runs) {
        const auto artifacts = co_await client->artifacts(facts.repository, run.id, stop);
        for (const github::Artifact &artifact : artifacts.value_or(QList<github::Artifact>())) {
            const bool isBackup = artifact.name.contains("backup"_L1, Qt::CaseInsensitive) && !artifact.isExpired;
            if (isBackup && artifact.createdAt && (!facts.backupAt.isValid() || *artifact.createdAt > facts.backupAt)) {
                facts.backup = artifact.name;
                facts.backupAt = *artifact.createdAt;
            }
        }
    }
    co_return facts;
}

/// What is good to know; without it the plan is still true.
QCoro::Task<MigrationFacts> withRest(SharedClient client, Wish::Act act, MigrationFacts facts, std::stop_token stop)
{
    if (const auto user = co_await client->user(stop))
        facts.login = user->login;
    if (const auto gate = co_await client->environment(facts.repository, facts.environment, stop))
        facts.gate = *gate;
    if (act != Wish::Act::Migrate)
        facts = co_await withBackup(client, facts, stop);
    co_return facts;
}

} // namespace

QString MigrationFacts::newestMigration() const
{
    QString newest;
    for (const QString &path : files.keys()) {
        const QString name = path.section(u'/', -1).section(u'.', 0, 0);
        if (!name.isEmpty() && name.front().isDigit())
            newest = std::max(newest, name);
    }
    return newest;
}

const QStringList &echoInputs()
{
    static const QStringList names{u"slipway_operation"_s, u"correlation_id"_s, u"distinct_id"_s};
    return names;
}

QCoro::Task<base::Result<MigrationFacts>> askMigration(Setup setup, Wish wish, std::stop_token stop)
{
    auto facts = placeOf(setup, wish);
    if (!facts)
        co_return facts;
    const SharedClient client = setup.clients.github;
    const auto file =
        co_await client->file(facts->repository, u".github/workflows/"_s + facts->workflow, facts->ref, stop);
    if (!file)
        co_return std::unexpected(file.error());
    if (const auto form = takeForm(*facts, *file); !form)
        co_return std::unexpected(form.error());
    const auto branch = co_await client->branch(facts->repository, facts->ref, stop);
    if (!branch)
        co_return std::unexpected(branch.error());
    facts->sha = branch->sha;
    const auto runs = co_await startedRuns(client, *facts, stop);
    if (!runs)
        co_return std::unexpected(runs.error());
    facts->runs = *runs;
    facts->files = co_await migrationFiles(client, facts->repository, facts->sha, facts->app.migrations, stop);
    facts = co_await withRest(client, wish.act, *facts, stop);
    if (wish.act == Wish::Act::Migrate) {
        const auto proof = co_await proveOnStaging(client, *facts, stop);
        if (!proof)
            co_return std::unexpected(proof.error());
        facts->proof = *proof;
    }
    co_return facts;
}

} // namespace slipway::rollout
