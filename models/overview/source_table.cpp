#include "overview/source_table.h"

#include "overview/snapshot_store.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using workspace::Provider;
using Fetch = Fetched (*)(SharedBoard, std::stop_token);

struct Line {
    QLatin1StringView id;
    Provider provider;
    milliseconds whileMoving;
    milliseconds whileIdle;
    Fetch fetch;
};

constexpr milliseconds seconds(int count)
{
    return milliseconds{count * 1'000};
}

constexpr milliseconds minutes(int count)
{
    return seconds(count * 60);
}

const Line table[] = {
    {source::machines, Provider::Fly, seconds(5), seconds(30), fetchMachines},
    {source::deployments, Provider::Vercel, seconds(5), seconds(60), fetchDeployments},
    {source::runs, Provider::GitHub, seconds(5), seconds(60), fetchRuns},
    {source::activeRuns, Provider::GitHub, seconds(10), minutes(10), fetchActiveRuns},
    {source::pulls, Provider::GitHub, seconds(60), minutes(2), fetchPulls},
    {source::tags, Provider::GitHub, minutes(5), minutes(5), fetchTags},
    {source::drift, Provider::GitHub, minutes(5), minutes(5), fetchDrift},
    {source::metrics, Provider::Fly, seconds(60), seconds(60), fetchMetrics},
    {source::sessions, Provider::Sentry, minutes(5), minutes(5), fetchSessions},
    {source::workflowFiles, Provider::GitHub, minutes(30), minutes(30), fetchWorkflowFiles},
    {source::secrets, Provider::GitHub, minutes(10), minutes(10), fetchSecrets},
    {source::protection, Provider::GitHub, minutes(10), minutes(10), fetchProtection},
};

QCoro::Task<base::Result<bool>> fetchWith(Fetch fetch, std::weak_ptr<Board> weak, std::stop_token stop)
{
    const SharedBoard board = weak.lock();
    // A fetch under way holds the board for longer than there is a page.
    if (!board || board->isAbandoned)
        co_return std::unexpected(base::cancelled());
    co_return co_await fetch(board, stop);
}

bool uses(const workspace::Workspace &workspace, const Line &line)
{
    const auto runsOn = [&line](const workspace::App &app) {
        return std::ranges::any_of(workspace::environments(), [&](workspace::Environment environment) {
            const auto &place = app.place(environment);
            return place && place->provider() == line.provider;
        });
    };
    switch (line.provider) {
    case Provider::GitHub: return !workspace.organizations.githubRepository.isEmpty();
    case Provider::Sentry: return !workspace.organizations.sentry.isEmpty();
    default: return std::ranges::any_of(workspace.apps, runsOn);
    }
}

} // namespace

std::vector<refresh::Source> sourcesOf(const SharedBoard &board)
{
    std::vector<refresh::Source> sources;
    for (const Line &line : table) {
        if (!uses(*board->workspace, line))
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

QString providerOf(const QString &sourceId)
{
    const auto line = std::ranges::find(table, sourceId, [](const Line &entry) { return QString(entry.id); });
    return line == std::end(table) ? QString() : workspace::providerName(line->provider);
}

} // namespace slipway::overview
