#include "fly/client.h"
#include "overview/board.h"
#include "overview/health_facts.h"
#include "overview/live_fly.h"
#include "overview/snapshot_store.h"

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

constexpr int releasesOfEach = 10;
constexpr std::chrono::seconds step{300};
constexpr std::chrono::hours looksBack{3};

struct FlyAnswer {
    FlyFacts facts;
    QList<fly::Release> releases;
};

QUrl pageOf(const QString &app)
{
    return QUrl(u"https://fly.io/apps/%1/monitoring"_s.arg(app));
}

QCoro::Task<base::Result<FlyAnswer>> askApp(std::shared_ptr<const fly::Client> client, QString app, std::stop_token stop)
{
    auto machining = client->machines(app, stop);
    const auto releases = co_await client->releases(app, releasesOfEach, stop);
    const auto machines = co_await std::move(machining);
    if (!machines)
        co_return std::unexpected(machines.error());
    // The machines alone tell what runs; the records add since when and by whom.
    const auto known = releases.value_or(QList<fly::Release>());
    co_return FlyAnswer{fromFly(*machines, known, pageOf(app)), known};
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

QCoro::Task<base::Result<Health>> askHealth(std::shared_ptr<const fly::Client> client, QString organization, QString flyApp,
                                            QDateTime since, QDateTime now, std::stop_token stop)
{
    const fly::Range range{now.addSecs(-std::chrono::seconds(looksBack).count()), now, step};
    const QString rates = u"sum(rate(fly_app_http_responses_count{app=\"%1\"}[5m])) by (status)"_s.arg(flyApp);
    const QString p95 = u"histogram_quantile(0.95, sum(rate(fly_app_http_response_time_seconds_bucket{app=\"%1\"}[5m])) by (le))"_s
                            .arg(flyApp);
    auto rating = client->queryRange(organization, rates, range, stop);
    const auto latency = co_await client->queryRange(organization, p95, range, stop);
    const auto byStatus = co_await std::move(rating);
    if (!byStatus)
        co_return std::unexpected(byStatus.error());
    Health health = healthFromFly(*byStatus, latency.value_or(QList<fly::Series>()), since);
    health.freshness = base::Freshness::fresh(now);
    co_return health;
}

} // namespace

Fetched fetchMachines(SharedBoard board, std::stop_token stop)
{
    const auto apps = flyApps(*board->workspace);
    const QStringList names = apps.keys();
    const auto client = board->clients.fly;
    std::vector<QCoro::Task<base::Result<FlyAnswer>>> tasks;
    for (const QString &name : names) {
        if (client)
            tasks.push_back(askApp(client, name, stop));
        else
            put(board->snapshot.fly, name, base::Result<FlyFacts>(std::unexpected(notSignedIn(u"Fly.io"_s))), board->now());
    }
    if (!client)
        co_return std::unexpected(notSignedIn(u"Fly.io"_s));

    Tally tally;
    bool moves = false;
    bool isNew = false;
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto &answer = answers.at(static_cast<std::size_t>(i));
        tally.count(answer);
        const QString &name = names.at(i);
        const auto facts = answer.transform([](const FlyAnswer &given) { return given.facts; });
        const QString before = board->snapshot.fly.value(name).value.value_or(FlyFacts()).release.version;
        put(board->snapshot.fly, name, facts, board->now());
        if (!answer)
            continue;
        moves |= facts->isRollingOut || facts->isCanary;
        isNew |= facts->release.version != before;
        keepReleases(*board, name, apps.value(name), answer->releases);
    }
    if (isNew)
        board->wish(source::metrics);
    if (needsComparison(*board))
        board->wish(source::drift);
    co_return tally.result(moves);
}

Fetched fetchMetrics(SharedBoard board, std::stop_token stop)
{
    const auto client = board->clients.fly;
    if (!client)
        co_return std::unexpected(notSignedIn(u"Fly.io"_s));
    QStringList ids;
    std::vector<QCoro::Task<base::Result<Health>>> tasks;
    for (const workspace::App &app : board->workspace->apps) {
        if (!app.production || app.production->flyApp.isEmpty())
            continue;
        const auto live = board->snapshot.fly.value(app.production->flyApp).value.value_or(FlyFacts());
        tasks.push_back(askHealth(client, board->workspace->organizations.fly, app.production->flyApp, live.release.since,
                                  board->now(), stop));
        ids += app.id;
    }
    Tally tally;
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const auto &answer = answers.at(static_cast<std::size_t>(i));
        put(board->snapshot.flyHealth, ids.at(i), answer, board->now());
        tally.count(answer);
    }
    co_return tally.result(false);
}

} // namespace slipway::overview
