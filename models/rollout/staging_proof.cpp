#include "rollout/staging_proof.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using github::Deployment;
using github::Run;

namespace {

using SharedClient = std::shared_ptr<const github::Client>;

/// Runs on staging that are compared; older ones prove little.
constexpr int mostCompared = 5;
/// GitHub lists no more files of a comparison.
constexpr qsizetype mostFiles = 300;
constexpr int slack = 60;

/// A deployment that could be the run's: the same commit, made while it ran.
bool fits(const Deployment &deployment, const Run &run)
{
    return deployment.sha == run.sha && deployment.createdAt >= run.createdAt.addSecs(-slack)
        && deployment.createdAt <= run.updatedAt.addSecs(slack);
}

QCoro::Task<bool> wasFor(SharedClient client, github::RepositoryName repository, Run run, QList<Deployment> deployments,
                         std::stop_token stop)
{
    deployments.removeIf([&run](const Deployment &one) { return !fits(one, run); });
    const QString mark = u"/actions/runs/"_s + QString::number(run.id);
    for (const Deployment &deployment : std::as_const(deployments)) {
        const auto statuses = co_await client->deploymentStatuses(repository, deployment.id, stop);
        for (const auto &status : statuses.value_or(QList<github::DeploymentStatus>())) {
            const QString path = status.log.path();
            if (path.endsWith(mark) || path.contains(mark + u'/'))
                co_return true;
        }
    }
    co_return false;
}

QCoro::Task<bool> isUntouched(SharedClient client, MigrationFacts facts, QString base, QString head,
                              std::stop_token stop)
{
    const auto between = co_await client->compare(facts.repository, base, head, stop);
    if (!between || between->files.size() >= mostFiles)
        co_return false;
    const QString folder = facts.app.migrations + u'/';
    co_return std::ranges::none_of(between->files,
                                   [&folder](const github::FileChange &file) { return file.path.startsWith(folder); });
}

QCoro::Task<bool> hadTheSame(SharedClient client, MigrationFacts facts, QString sha, std::stop_token stop)
{
    if (sha == facts.sha)
        co_return true;
    const auto files = co_await migrationFiles(client, facts.repository, sha, facts.app.migrations, stop);
    if (!files.isEmpty() || !facts.files.isEmpty())
        co_return files == facts.files;
    if (!co_await isUntouched(client, facts, sha, facts.sha, stop))
        co_return false;
    co_return co_await isUntouched(client, facts, facts.sha, sha, stop);
}

StagingProof::State stateOf(MigrationDeed deed)
{
    switch (deed) {
    case MigrationDeed::Unclear: return StagingProof::State::Unclear;
    case MigrationDeed::Up: return StagingProof::State::Proven;
    case MigrationDeed::DryRun: return StagingProof::State::DryRun;
    case MigrationDeed::Down: return StagingProof::State::TakenBack;
    }
    Q_UNREACHABLE_RETURN(StagingProof::State::Unclear);
}

/// The workflow can be started for more than going up: it has an input of which nothing is known.
bool hasChoices(const MigrationFacts &facts)
{
    QStringList others = facts.inputs.keys();
    others.removeOne(u"environment"_s);
    others.removeIf([](const QString &name) { return echoInputs().contains(name); });
    return !others.isEmpty();
}

/// What the run proves. Errors: those of the client, where a step's end cannot be known.
QCoro::Task<base::Result<StagingProof>> proofOf(SharedClient client, MigrationFacts facts, Run run,
                                                std::stop_token stop)
{
    StagingProof proof;
    proof.run = run;
    proof.state = run.isCompleted() ? StagingProof::State::Failed : StagingProof::State::Running;
    if (!run.isCompleted() || run.conclusion != github::Conclusion::Success)
        co_return proof;
    const auto jobs = co_await client->jobs(facts.repository, run.id, std::nullopt, stop);
    if (!jobs)
        co_return std::unexpected(jobs.error());
    // What it would do is nice to see; its log may be gone.
    if (const auto output = co_await askMigrationOutput(client, facts.repository, run.id, stop))
        proof.output = *output;
    const github::Job *job = migratingJob(*jobs);
    proof.state = job ? stateOf(deedOf(run, *job, proof.output, hasChoices(facts))) : StagingProof::State::Unclear;
    co_return proof;
}

/// What changed nothing, or may have, speaks neither for nor against what an older run did.
bool isDecisive(const StagingProof &proof)
{
    return proof.state != StagingProof::State::DryRun && proof.state != StagingProof::State::Unclear;
}

} // namespace

QCoro::Task<QMap<QString, QString>> migrationFiles(SharedClient client, github::RepositoryName repository, QString sha,
                                                   QString folder, std::stop_token stop)
{
    QMap<QString, QString> files;
    const auto tree = co_await client->tree(repository, sha, true, stop);
    for (const github::TreeItem &item : tree.value_or(QList<github::TreeItem>())) {
        if (item.type == "blob"_L1 && item.path.startsWith(folder + u'/'))
            files.insert(item.path, item.sha);
    }
    co_return files;
}

QCoro::Task<base::Result<StagingProof>> proveOnStaging(SharedClient client, MigrationFacts facts, std::stop_token stop)
{
    StagingProof proof;
    if (facts.environment != "production"_L1) {
        proof.state = StagingProof::State::NotNeeded;
        co_return proof;
    }
    github::DeploymentFilter filter;
    filter.environment = u"staging"_s;
    const auto deployments = co_await client->deployments(facts.repository, filter, stop);
    if (!deployments)
        co_return std::unexpected(deployments.error());
    int compared = 0;
    for (const Run &run : std::as_const(facts.runs)) {
        if (compared == mostCompared)
            break;
        if (!co_await wasFor(client, facts.repository, run, *deployments, stop))
            continue;
        ++compared;
        if (!co_await hadTheSame(client, facts, run.sha, stop))
            continue;
        const auto found = co_await proofOf(client, facts, run, stop);
        if (!found)
            co_return std::unexpected(found.error());
        if (isDecisive(*found))
            co_return found;
        if (proof.state == StagingProof::State::None)
            proof = *found;
    }
    co_return proof;
}

} // namespace slipway::rollout
