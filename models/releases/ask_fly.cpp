#include "fly/client.h"
#include "releases/asking.h"
#include "releases/lane_join.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// The list of releases is asked for when the machines tell of a new one, while one goes on, and this often.
constexpr milliseconds releasesEvery{300'000};

bool isAnyUnderWay(const FlyEvidence &evidence)
{
    return std::ranges::any_of(evidence.releases, [](const fly::Release &release) {
        return release.state == fly::Release::State::Pending || release.state == fly::Release::State::Running;
    });
}

bool knowsVersions(const FlyEvidence &evidence)
{
    return std::ranges::all_of(evidence.machines, [&evidence](const fly::Machine &machine) {
        return machine.releaseVersion() == 0
            || std::ranges::contains(evidence.releases, machine.releaseVersion(), &fly::Release::version);
    });
}

bool needsReleases(const Board &board, const QString &app)
{
    const auto evidence = board.evidence.fly.value(app);
    const auto asked = board.askedWhole.constFind(u"fly/"_s + app);
    return asked == board.askedWhole.cend() || board.clock->elapsed() - *asked >= releasesEvery
        || isAnyUnderWay(evidence) || !knowsVersions(evidence);
}

void takeMachines(FlyEvidence &evidence, const QList<fly::Machine> &machines)
{
    evidence.machines = machines;
    for (const fly::Machine &machine : machines) {
        if (!machine.commit().isEmpty())
            evidence.commits.insert(imageKey(machine.image.text()), machine.commit());
    }
}

QCoro::Task<base::Result<bool>> askApp(SharedBoard board, std::shared_ptr<const fly::Client> client, QString app,
                                       std::stop_token stop)
{
    const auto fail = [board, app](const base::Error &error) {
        auto &freshness = board->evidence.fly[app].freshness;
        freshness = base::Freshness::failed(freshness, error);
        return std::unexpected(error);
    };
    const auto machines = co_await client->machines(app, stop);
    if (!machines)
        co_return fail(machines.error());
    takeMachines(board->evidence.fly[app], *machines);
    if (needsReleases(*board, app)) {
        const auto releases = co_await client->releases(app, board->flyReleases, stop);
        if (!releases)
            co_return fail(releases.error());
        mergeInto(board->evidence.fly[app].releases, *releases, &fly::Release::version);
        board->askedWhole.insert(u"fly/"_s + app, board->clock->elapsed());
    }
    board->evidence.fly[app].freshness = base::Freshness::fresh(board->now());
    co_return isAnyUnderWay(board->evidence.fly.value(app));
}

} // namespace

Fetched fetchFly(SharedBoard board, std::stop_token stop)
{
    QStringList apps;
    for (const PlacedApp &placed : placesOf(*board->workspace)) {
        if (!placed.place->flyApp.isEmpty())
            apps.append(placed.place->flyApp);
    }
    apps.removeDuplicates();
    const auto client = board->clients.fly;
    if (!client) {
        for (const QString &app : std::as_const(apps)) {
            auto &freshness = board->evidence.fly[app].freshness;
            freshness = base::Freshness::failed(freshness, notSignedIn(u"Fly.io"_s));
        }
        co_return std::unexpected(notSignedIn(u"Fly.io"_s));
    }
    std::vector<QCoro::Task<base::Result<bool>>> tasks;
    for (const QString &app : std::as_const(apps))
        tasks.push_back(askApp(board, client, app, stop));
    base::Result<bool> result = false;
    const auto answers = co_await all(std::move(tasks));
    for (const auto &answer : answers) {
        if (!answer)
            result = std::unexpected(answer.error());
        else if (result)
            result = *result || *answer;
    }
    co_return result;
}

} // namespace slipway::releases
