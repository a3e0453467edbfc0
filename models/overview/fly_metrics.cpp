#include "fly/client.h"
#include "overview/board.h"
#include "overview/fly_queries.h"
#include "overview/health_facts.h"

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

constexpr std::chrono::seconds step{300};
constexpr std::chrono::hours looksBack{3};

using Series = QList<fly::Series>;

/// By Fly.io app.
using Healths = QMap<QString, Health>;

QMap<QString, Series> byApp(const Series &all)
{
    QMap<QString, Series> parts;
    for (const fly::Series &series : all)
        parts[series.labels.value(u"app"_s)] += series;
    return parts;
}

QCoro::Task<base::Result<Healths>> askHealth(std::shared_ptr<const fly::Client> client, QString organization,
                                             FlyQueries queries, QMap<QString, QDateTime> since, QDateTime now,
                                             std::stop_token stop)
{
    const fly::Range range{now.addSecs(-std::chrono::seconds(looksBack).count()), now, step};
    auto rating = client->queryRange(organization, queries.rates, range, stop);
    const auto latency = co_await client->queryRange(organization, queries.p95, range, stop);
    const auto rates = co_await std::move(rating);
    if (!rates)
        co_return std::unexpected(rates.error());
    const auto ratesByApp = byApp(*rates);
    const auto latencyByApp = byApp(latency.value_or(Series()));
    Healths healths;
    for (const QString &app : std::as_const(queries.apps)) {
        Health health = healthFromFly(ratesByApp.value(app), latencyByApp.value(app), since.value(app));
        health.freshness = base::Freshness::fresh(now);
        healths.insert(app, health);
    }
    co_return healths;
}

/// The ids of the workspace's apps by the Fly.io app that serves their production.
QMap<QString, QStringList> idsByFlyApp(const workspace::Workspace &workspace)
{
    QMap<QString, QStringList> ids;
    for (const workspace::App &app : workspace.apps) {
        if (app.production && !app.production->flyApp.isEmpty())
            ids[app.production->flyApp] += app.id;
    }
    return ids;
}

} // namespace

Fetched fetchMetrics(SharedBoard board, std::stop_token stop)
{
    const auto client = board->clients.fly;
    if (!client)
        co_return std::unexpected(notSignedIn(u"Fly.io"_s));
    const auto ids = idsByFlyApp(*board->workspace);
    QMap<QString, QDateTime> since;
    for (const QString &app : ids.keys())
        since.insert(app, board->snapshot.fly.value(app).value.value_or(FlyFacts()).release.since);
    const auto queries = flyQueries(ids.keys());
    std::vector<QCoro::Task<base::Result<Healths>>> tasks;
    for (const FlyQueries &some : queries)
        tasks.push_back(askHealth(client, board->workspace->organizations.fly, some, since, board->now(), stop));
    Tally tally;
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < queries.size(); ++i) {
        const auto &answer = answers.at(static_cast<std::size_t>(i));
        tally.count(answer);
        for (const QString &app : queries.at(i).apps) {
            const auto health = answer.transform([&app](const Healths &healths) { return healths.value(app); });
            for (const QString &id : ids.value(app))
                put(board->snapshot.flyHealth, id, health, board->now());
        }
    }
    co_return tally.result(false);
}

} // namespace slipway::overview
