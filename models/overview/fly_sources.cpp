#include "fly/client.h"
#include "overview/board.h"
#include "overview/live_fly.h"
#include "overview/snapshot_store.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

constexpr int releasesOfEach = 10;

/// What was asked of one app; releases only where they were asked for.
struct FlyAnswer {
    QList<fly::Machine> machines;
    std::optional<QList<fly::Release>> releases;
};

QUrl pageOf(const QString &app)
{
    return QUrl(u"https://fly.io/apps/%1/monitoring"_s.arg(app));
}

/// The Fly.io apps of the workspace, each with the app and environment it is.
QMap<QString, std::pair<QString, QString>> flyApps(const workspace::Workspace &workspace)
{
    QMap<QString, std::pair<QString, QString>> apps;
    for (const workspace::App &app : workspace.apps) {
        for (const auto environment : workspace::environments()) {
            if (const auto &place = app.place(environment); place && !place->flyApp.isEmpty())
                apps.insert(place->flyApp, {app.id, workspace::environmentId(environment)});
        }
    }
    return apps;
}

store::Event eventOf(const Board &board, const QString &flyApp, const std::pair<QString, QString> &place,
                     const fly::Release &release)
{
    store::Event event;
    event.workspace = board.workspaceKey;
    event.kind = store::Event::Kind::Release;
    event.externalId = u"fly/%1/v%2"_s.arg(flyApp).arg(release.version);
    event.app = place.first;
    event.environment = place.second;
    event.at = release.createdAt;
    event.status = release.state.text;
    return event;
}

void keepReleases(Board &board, const QString &flyApp, const std::pair<QString, QString> &place,
                  const QList<fly::Release> &releases)
{
    QList<store::Event> events;
    for (const fly::Release &release : releases) {
        if (!release.isInProgress)
            events += eventOf(board, flyApp, place, release);
    }
    board.keep(std::move(events));
}

/// The organisation's list, where there are enough apps to make it worth while and the token may see it.
QCoro::Task<std::optional<QList<fly::MachineBrief>>> askList(SharedBoard board,
                                                             std::shared_ptr<const fly::Client> client, qsizetype apps,
                                                             std::stop_token stop)
{
    if (apps <= FlyMemory::fewApps)
        co_return std::nullopt;
    const auto list = co_await client->machinesOfOrganization(board->workspace->organizations.fly, stop);
    if (!list)
        co_return std::nullopt;
    co_return *list;
}

bool isSettled(const FlyFacts &facts)
{
    return facts.release.status == base::Status::Success && !facts.isRollingOut && !facts.isCanary;
}

/// Puts the answer where it belongs. True when another release is live now.
bool take(Board &board, const QString &app, const std::pair<QString, QString> &place,
          const base::Result<FlyAnswer> &answer)
{
    if (!answer) {
        board.flyMemory.failed(app);
        put(board.snapshot.fly, app, base::Result<FlyFacts>(std::unexpected(answer.error())), board.now());
        return false;
    }
    if (answer->releases) {
        board.flyMemory.tookReleases(app, answer->machines, *answer->releases);
        keepReleases(board, app, place, *answer->releases);
    }
    const FlyFacts facts = fromFly(answer->machines, board.flyMemory.releases(app), pageOf(app));
    board.flyMemory.tookMachines(app, isSettled(facts), board.clock->elapsed());
    const QString before = board.snapshot.fly.value(app).value.value_or(FlyFacts()).release.version;
    put(board.snapshot.fly, app, base::Result<FlyFacts>(facts), board.now());
    return facts.release.version != before;
}

QCoro::Task<base::Result<FlyAnswer>> askApp(SharedBoard board, std::shared_ptr<const fly::Client> client, QString app,
                                            std::stop_token stop)
{
    const auto machines = co_await client->machines(app, stop);
    if (!machines)
        co_return std::unexpected(machines.error());
    FlyAnswer answer{*machines, std::nullopt};
    if (!board->flyMemory.needsReleases(app, *machines))
        co_return answer;
    // The machines alone tell what runs; the records add since when and by whom.
    const auto releases = co_await client->releases(app, releasesOfEach, stop);
    if (releases)
        answer.releases = *releases;
    co_return answer;
}

/// True when another release is live now. Takes each answer as it comes: all at once would keep the window waiting.
QCoro::Task<base::Result<bool>> refreshApp(SharedBoard board, std::shared_ptr<const fly::Client> client, QString app,
                                           std::pair<QString, QString> place, std::stop_token stop)
{
    const auto answer = co_await askApp(board, client, app, stop);
    const bool isNew = take(*board, app, place, answer);
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return isNew;
}

bool isAnyMoving(const Board &board, const QStringList &apps)
{
    return std::ranges::any_of(apps, [&board](const QString &app) {
        const auto facts = board.snapshot.fly.value(app).value.value_or(FlyFacts());
        return facts.isRollingOut || facts.isCanary;
    });
}

} // namespace

Fetched fetchMachines(SharedBoard board, std::stop_token stop)
{
    const auto apps = flyApps(*board->workspace);
    const auto client = board->clients.fly;
    if (!client) {
        for (const QString &name : apps.keys())
            put(board->snapshot.fly, name, base::Result<FlyFacts>(std::unexpected(notSignedIn(u"Fly.io"_s))),
                board->now());
        co_return std::unexpected(notSignedIn(u"Fly.io"_s));
    }
    const auto listed = co_await askList(board, client, apps.size(), stop);
    const QStringList due = board->flyMemory.due(apps.keys(), listed, board->clock->elapsed());
    // Those that are not asked keep the age of their answer: the list does not tell how their checks fare.
    std::vector<QCoro::Task<base::Result<bool>>> tasks;
    for (const QString &name : due)
        tasks.push_back(refreshApp(board, client, name, apps.value(name), stop));
    Tally tally;
    if (listed)
        tally.count(base::Result<bool>(true));
    bool isNew = false;
    const auto answers = co_await all(std::move(tasks));
    for (const auto &answer : answers) {
        tally.count(answer);
        isNew |= answer.value_or(false);
    }
    if (isNew)
        board->wish(source::metrics);
    if (needsComparison(*board))
        board->wish(source::drift);
    co_return tally.result(isAnyMoving(*board, apps.keys()));
}

} // namespace slipway::overview
