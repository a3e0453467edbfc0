#include "rollout/vercel_builds.h"

#include "rollout/polling.h"

#include "base/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using base::Error;
using operations::Context;
using operations::Finding;
using operations::Outcome;
using vercel::Deployment;
using vercel::ReadyState;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::VercelBuilds)
};

const QString operationMark = u"slipwayOperation"_s;
const QString stepMark = u"slipwayStep"_s;
constexpr std::chrono::minutes longestBuild{60};
constexpr std::chrono::minutes domainsWatched{3};

QString text(const Context &context, QLatin1StringView name)
{
    return context.spec().input.value(name).toString();
}

Outcome made(const Deployment &deployment)
{
    return {{{u"deployment"_s, deployment.id}, {u"url"_s, deployment.url.toString()}},
            Words::tr("Vercel builds %1").arg(deployment.id),
            {}};
}

StepAnswer<std::optional<Deployment>> findBuild(SharedVercel client, Context context)
{
    vercel::DeploymentFilter filter;
    filter.project = text(context, "project"_L1);
    filter.limit = 50;
    const auto newest = co_await client->deployments(filter, context.stop());
    if (!newest)
        co_return std::unexpected(newest.error());
    const auto ours = std::ranges::find_if(*newest, [&context](const Deployment &deployment) {
        return deployment.meta.value(operationMark) == context.operationId()
            && deployment.meta.value(stepMark) == context.spec().id;
    });
    if (ours == newest->end())
        co_return std::optional<Deployment>();
    co_return std::optional(*ours);
}

StepAnswer<Deployment> askDeployment(SharedVercel client, Context context)
{
    const std::stop_token stop = context.stop();
    const QString id = deploymentOf(context);
    return patiently<Deployment>(context.sharedClock(), stop,
                                 [client, id, stop] { return client->deployment(id, stop); });
}

bool isBuilt(const Deployment &deployment, bool staysStaged)
{
    return deployment.state == ReadyState::Ready && (staysStaged || deployment.isAliasAssigned);
}

/// Why it will never be ready; nothing as long as it may be.
std::optional<Error> verdictOf(const Deployment &deployment)
{
    const QString why = deployment.errorMessage.isEmpty() ? deployment.id : deployment.errorMessage;
    switch (deployment.state.meaning) {
    case ReadyState::Error:
        return makeError(Error::Kind::InvalidInput, Words::tr("The build failed: %1.").arg(why),
                         Words::tr("Read its log in Vercel. What served before still does."));
    case ReadyState::Cancelled:
    case ReadyState::Deleted:
        return makeError(Error::Kind::InvalidInput, Words::tr("The build %1 was cancelled.").arg(deployment.id),
                         Words::tr("What served before still does. Make a new plan to build again."));
    case ReadyState::Blocked:
        return makeError(Error::Kind::InvalidInput, Words::tr("Vercel blocks the build %1.").arg(deployment.id),
                         Words::tr("See in Vercel what it waits for."));
    default: break;
    }
    const bool isBadCheck = deployment.checksConclusion == vercel::CheckConclusion::Failed;
    if (deployment.state == ReadyState::Ready && (isBadCheck || !deployment.errorMessage.isEmpty())) {
        return makeError(Error::Kind::InvalidInput,
                         isBadCheck ? Words::tr("A check of the build %1 failed.").arg(deployment.id)
                                    : Words::tr("The build got no domains: %1.").arg(why),
                         Words::tr("Look at it in Vercel. What served before still does."));
    }
    return std::nullopt;
}

void tellBuilding(const Context &context, const Deployment &deployment)
{
    const double expected = static_cast<double>(context.spec().expected.count());
    if (deployment.state == ReadyState::Ready) {
        context.tell(Words::tr("Built; its domains are being assigned"), 0.95);
    } else if (deployment.buildingAt) {
        const milliseconds built(deployment.buildingAt->msecsTo(context.clock().now()));
        const double share = expected > 0 ? std::clamp(static_cast<double>(built.count()) / expected, 0.0, 0.95) : -1;
        context.tell(Words::tr("Building for %1").arg(base::format::duration(std::max(built, milliseconds(0)))), share);
    } else {
        context.tell(Words::tr("Waits for a builder"));
    }
}

Outcome builtOutcome(const Deployment &deployment, bool staysStaged)
{
    return {{{u"deployment"_s, deployment.id}, {u"url"_s, deployment.url.toString()}},
            staysStaged ? Words::tr("%1 is ready and staged").arg(deployment.id)
                        : Words::tr("%1 is ready and has its domains").arg(deployment.id),
            {}};
}

/// The production domains that do not point to it yet.
StepAnswer<QStringList> missingDomains(SharedVercel client, Context context)
{
    const std::stop_token stop = context.stop();
    const QString project = text(context, "project"_L1);
    const QString deployment = deploymentOf(context);
    const auto domains = co_await patiently<QList<vercel::Domain>>(
        context.sharedClock(), stop, [client, project, stop] { return client->domains(project, stop); });
    if (!domains)
        co_return std::unexpected(domains.error());
    const auto aliases =
        co_await patiently<QList<vercel::Alias>>(context.sharedClock(), stop, [client, deployment, stop] {
            return client->deploymentAliases(deployment, stop);
        });
    if (!aliases)
        co_return std::unexpected(aliases.error());
    QStringList missing;
    for (const vercel::Domain &domain : *domains) {
        const bool isProduction = domain.isVerified && domain.redirect.isEmpty() && domain.gitBranch.isEmpty();
        if (isProduction && !std::ranges::contains(*aliases, domain.name, &vercel::Alias::name))
            missing.append(domain.name);
    }
    co_return missing;
}

Outcome domainsOutcome(const Context &context)
{
    const QString deployment = deploymentOf(context);
    return {{{u"deployment"_s, deployment}}, Words::tr("Every production domain serves %1").arg(deployment), {}};
}

} // namespace

StepAnswer<Finding> inspectBuild(SharedVercel client, Context context)
{
    const auto found = co_await findBuild(client, context);
    if (!found)
        co_return std::unexpected(found.error());
    co_return *found ? Finding{Finding::State::Done, made(**found)} : Finding{};
}

StepAnswer<Outcome> startBuild(SharedVercel client, Context context)
{
    const auto found = co_await findBuild(client, context);
    if (!found)
        co_return std::unexpected(found.error());
    if (*found)
        co_return made(**found);
    const auto deployment = co_await client->rebuild({text(context, "project"_L1),
                                                      text(context, "deployment"_L1),
                                                      text(context, "target"_L1),
                                                      {{u"action"_s, text(context, "action"_L1)},
                                                       {operationMark, context.operationId()},
                                                       {stepMark, context.spec().id}}},
                                                     context.stop());
    if (deployment)
        co_return made(*deployment);
    Error error = deployment.error();
    error.outcomeUnknown = error.outcomeUnknown || error.status >= 500;
    co_return std::unexpected(error);
}

StepAnswer<Finding> lookAtBuild(SharedVercel client, Context context)
{
    const bool staysStaged = context.spec().input.value("staysStaged"_L1).toBool();
    const auto deployment = co_await askDeployment(client, context);
    if (!deployment)
        co_return std::unexpected(deployment.error());
    if (isBuilt(*deployment, staysStaged))
        co_return Finding{Finding::State::Done, builtOutcome(*deployment, staysStaged)};
    co_return Finding{};
}

StepAnswer<Outcome> waitForBuild(SharedVercel client, Context context)
{
    const bool staysStaged = context.spec().input.value("staysStaged"_L1).toBool();
    const milliseconds begun = context.clock().elapsed();
    while (context.clock().elapsed() - begun < longestBuild) {
        const auto deployment = co_await askDeployment(client, context);
        if (!deployment)
            co_return std::unexpected(deployment.error());
        if (isBuilt(*deployment, staysStaged))
            co_return builtOutcome(*deployment, staysStaged);
        if (const auto error = verdictOf(*deployment))
            co_return std::unexpected(*error);
        tellBuilding(context, *deployment);
        const milliseconds pause = pollDelay(context.clock().elapsed() - begun);
        if (const auto slept = co_await base::sleep(context.clock(), pause, context.stop()); !slept)
            co_return std::unexpected(slept.error());
    }
    auto error = makeError(Error::Kind::Timeout, Words::tr("The build is not done after an hour."),
                           Words::tr("It goes on at Vercel. Try again to keep watching."));
    error.canRetry = true;
    co_return std::unexpected(error);
}

StepAnswer<Finding> lookAtDomains(SharedVercel client, Context context)
{
    const auto missing = co_await missingDomains(client, context);
    if (!missing)
        co_return std::unexpected(missing.error());
    if (missing->isEmpty())
        co_return Finding{Finding::State::Done, domainsOutcome(context)};
    co_return Finding{};
}

StepAnswer<Outcome> waitForDomains(SharedVercel client, Context context)
{
    const milliseconds begun = context.clock().elapsed();
    QStringList last;
    while (context.clock().elapsed() - begun < domainsWatched) {
        const auto missing = co_await missingDomains(client, context);
        if (!missing)
            co_return std::unexpected(missing.error());
        if (missing->isEmpty())
            co_return domainsOutcome(context);
        last = *missing;
        context.tell(Words::tr("%1 does not serve it yet").arg(last.join(u", "_s)));
        const milliseconds pause = pollDelay(context.clock().elapsed() - begun);
        if (const auto slept = co_await base::sleep(context.clock(), pause, context.stop()); !slept)
            co_return std::unexpected(slept.error());
    }
    auto error =
        makeError(Error::Kind::Timeout,
                  Words::tr("%1 does not point to the new deployment after 3 minutes.").arg(last.join(u", "_s)),
                  Words::tr("Vercel's job goes on. Look at the domains there, then try again."));
    error.canRetry = true;
    co_return std::unexpected(error);
}

} // namespace slipway::rollout
