#include "releases/asking.h"

#include "releases/words.h"

#include "sentry/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

using workspace::Provider;
using Fetch = Fetched (*)(SharedBoard, std::stop_token);

struct Line {
    QLatin1StringView id;
    Provider provider;
    std::chrono::seconds whileMoving;
    std::chrono::seconds whileIdle;
    Fetch fetch;
};

using std::chrono::seconds;

const Line table[] = {
    {"releases/fly"_L1, Provider::Fly, seconds(10), seconds(60), fetchFly},
    {"releases/vercel"_L1, Provider::Vercel, seconds(10), seconds(60), fetchVercel},
    {"releases/github"_L1, Provider::GitHub, seconds(10), seconds(60), fetchGitHub},
    {"releases/names"_L1, Provider::GitHub, seconds(300), seconds(300), fetchNames},
    {"releases/sentry"_L1, Provider::Sentry, seconds(300), seconds(300), fetchSentry},
};

bool uses(const workspace::Workspace &workspace, Provider provider)
{
    switch (provider) {
    case Provider::GitHub: return !workspace.organizations.githubRepository.isEmpty();
    case Provider::Sentry: return !workspace.organizations.sentry.isEmpty();
    default:
        return std::ranges::any_of(
            placesOf(workspace), [provider](const PlacedApp &placed) { return placed.place->provider() == provider; });
    }
}

Fetched fetchWith(Fetch fetch, std::weak_ptr<Board> weak, std::stop_token stop)
{
    const SharedBoard board = weak.lock();
    if (!board || board->isAbandoned)
        co_return std::unexpected(base::cancelled());
    co_return co_await fetch(board, stop);
}

} // namespace

std::vector<refresh::Source> sourcesOf(const SharedBoard &board)
{
    std::vector<refresh::Source> sources;
    for (const Line &line : table) {
        if (!uses(*board->workspace, line.provider))
            continue;
        const std::weak_ptr<Board> weak = board;
        sources.push_back(
            {.id = line.id,
             .provider = workspace::providerName(line.provider),
             .whileMoving = line.whileMoving,
             .whileIdle = line.whileIdle,
             .fetch = [fetch = line.fetch, weak](std::stop_token stop) { return fetchWith(fetch, weak, stop); }});
    }
    return sources;
}

base::Error notSignedIn(const QString &provider)
{
    return base::makeError(base::Error::Kind::Unauthorized, tr("Nobody is signed in to %1.").arg(provider),
                           tr("Sign in to see its releases."));
}

std::optional<github::RepositoryName> repositoryOf(const Board &board)
{
    const auto &organizations = board.workspace->organizations;
    if (organizations.githubRepository.isEmpty())
        return std::nullopt;
    return github::RepositoryName{organizations.githubOwner(), organizations.githubName()};
}

QList<PlacedApp> placesOf(const workspace::Workspace &workspace)
{
    QList<PlacedApp> places;
    for (const workspace::App &app : workspace.apps) {
        for (const auto environment : {workspace::Environment::Production, workspace::Environment::Staging}) {
            if (const auto &place = app.place(environment))
                places.append({&app, &*place, environment});
        }
    }
    return places;
}

const workspace::Place *placeOf(const workspace::Workspace &workspace, const QString &app, const QString &environment)
{
    const workspace::App *known = workspace.app(app);
    const auto named = workspace::environmentOf(environment);
    if (!known || !named)
        return nullptr;
    const auto &place = known->place(*named);
    return place ? &*place : nullptr;
}

Fetched fetchSentry(SharedBoard board, std::stop_token stop)
{
    const auto client = board->clients.sentry;
    if (!client)
        co_return std::unexpected(notSignedIn(u"Sentry"_s));
    const auto releases = co_await client->releases(board->workspace->organizations.sentry, {}, stop);
    if (!releases)
        co_return std::unexpected(releases.error());
    mergeInto(board->evidence.sentry, *releases, &sentry::Release::version);
    co_return false;
}

} // namespace slipway::releases
