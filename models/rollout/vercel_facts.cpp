#include "rollout/vercel_facts.h"

#include "github/client.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using base::Error;
using vercel::Deployment;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::VercelFacts)
};

using Setup = Planner::Setup;
using SharedClient = std::shared_ptr<const vercel::Client>;

Error missing(const QString &message, const QString &advice)
{
    return makeError(Error::Kind::NotFound, message, advice);
}

base::Result<VercelFacts> placeOf(const Setup &setup, const operations::Target &target)
{
    const workspace::App *app = setup.workspace->app(target.app);
    const auto environment = workspace::environmentOf(target.environment);
    if (!app || !environment || !app->place(*environment)) {
        return std::unexpected(missing(Words::tr("slipway.yaml has no %1 of %2.").arg(target.environment, target.app),
                                       Words::tr("Choose another app or environment.")));
    }
    if (!setup.clients.vercel) {
        return std::unexpected(makeError(Error::Kind::Unauthorized, Words::tr("Nobody is signed in to Vercel."),
                                         Words::tr("Sign in under Accounts.")));
    }
    VercelFacts facts;
    facts.app = *app;
    facts.place = *app->place(*environment);
    return facts;
}

QCoro::Task<base::Result<QList<Deployment>>> ready(SharedClient client, QString project, bool isProduction,
                                                   std::stop_token stop)
{
    vercel::DeploymentFilter filter;
    filter.project = std::move(project);
    filter.state = u"READY"_s;
    filter.limit = 50;
    if (isProduction)
        filter.target = u"production"_s;
    auto list = co_await client->deployments(filter, stop);
    if (list && !isProduction)
        list->removeIf([](const Deployment &deployment) { return deployment.isProduction(); });
    co_return list;
}

/// Names from tags; without GitHub, or a pattern of tags, commits have no other name.
QCoro::Task<QMap<QString, QString>> versionsOf(Setup setup, workspace::App app, std::stop_token stop)
{
    QMap<QString, QString> versions;
    const auto repository = github::RepositoryName::fromText(setup.workspace->organizations.githubRepository);
    if (!setup.clients.github || !repository || app.tag.isEmpty())
        co_return versions;
    const auto tags = co_await setup.clients.github->tags(*repository, stop);
    for (const github::Tag &tag : tags.value_or(QList<github::Tag>())) {
        if (const QString version = app.versionOf(tag.name); !version.isEmpty())
            versions.insert(tag.sha, version);
    }
    co_return versions;
}

QString idOf(const QString &release)
{
    return release.startsWith("vercel/"_L1) ? release.mid(7) : release;
}

/// Lists go back some weeks; what the wish names may be older.
QCoro::Task<VercelFacts> withWished(SharedClient client, VercelFacts facts, QString release, std::stop_token stop)
{
    if (release.isEmpty() || findDeployment(facts, release))
        co_return facts;
    const auto wished = co_await client->deployment(idOf(release), stop);
    const bool isOurs = wished && wished->state == vercel::ReadyState::Ready
        && (wished->projectId == facts.project.id || wished->name == facts.project.name);
    if (isOurs)
        (wished->isProduction() ? facts.productions : facts.previews).append(*wished);
    co_return facts;
}

} // namespace

QCoro::Task<base::Result<VercelFacts>> askVercel(Setup setup, Wish wish, std::stop_token stop)
{
    auto facts = placeOf(setup, wish.target);
    if (!facts)
        co_return facts;
    const SharedClient client = setup.clients.vercel;
    const QString project = facts->place.vercelProject;
    auto versions = versionsOf(setup, facts->app, stop);
    auto productions = ready(client, project, true, stop);
    auto previews = ready(client, project, false, stop);
    auto variables = client->variables(project, stop);
    auto asked = co_await client->project(project, stop);
    auto built = co_await productions;
    auto previewed = co_await previews;
    const auto named = co_await variables;
    facts->versions = co_await versions;
    if (!asked)
        co_return std::unexpected(asked.error());
    if (!built)
        co_return std::unexpected(built.error());
    if (!previewed)
        co_return std::unexpected(previewed.error());
    facts->project = *asked;
    facts->assignment = assignmentOf(*asked);
    facts->productions = *built;
    facts->previews = *previewed;
    facts->variables = named.value_or(QList<vercel::VariableName>());
    if (asked->production) {
        const auto serving = co_await client->deployment(asked->production->deploymentId, stop);
        if (!serving)
            co_return std::unexpected(serving.error());
        facts->serving = *serving;
    }
    co_return co_await withWished(client, *facts, wish.release, stop);
}

const Deployment *findDeployment(const VercelFacts &facts, const QString &release)
{
    const QString id = idOf(release);
    for (const QList<Deployment> *list : {&facts.productions, &facts.previews}) {
        const auto found = std::ranges::find(*list, id, &Deployment::id);
        if (found != list->end())
            return &*found;
    }
    return nullptr;
}

QList<Deployment> rollbackTargets(const VercelFacts &facts)
{
    QList<Deployment> targets;
    for (const Deployment &deployment : facts.productions) {
        const bool hasServed = deployment.isRollbackCandidate.value_or(false)
            || (!deployment.isRollbackCandidate && deployment.substate == vercel::ReadySubstate::Promoted);
        const bool isServing = facts.serving && facts.serving->id == deployment.id;
        if (hasServed && !isServing)
            targets.append(deployment);
    }
    std::ranges::stable_partition(targets, [&facts](const Deployment &deployment) {
        return !facts.serving || deployment.createdAt < facts.serving->createdAt;
    });
    return targets;
}

QString nameOf(const VercelFacts &facts, const Deployment &deployment)
{
    const QString version = facts.versions.value(deployment.commit.sha);
    if (!version.isEmpty())
        return version;
    return deployment.commit.sha.isEmpty() ? deployment.id : deployment.commit.sha.left(7);
}

} // namespace slipway::rollout
