#include "overview/board.h"
#include "overview/drift_facts.h"
#include "overview/fleet_rows.h"

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

struct Pair {
    workspace::App app;
    QString production;
    QString staging;
};

/// The apps whose live commits differ, and are others than those that were compared last.
QList<Pair> pairsToCompare(const Board &board)
{
    QList<Pair> pairs;
    for (const AppRow &row : fleetRows(*board.workspace, board.snapshot, board.now())) {
        const workspace::App *app = board.workspace->app(row.id);
        if (!app || !row.production.facts || !row.staging.facts)
            continue;
        const QString &production = row.production.facts->commit;
        const QString &staging = row.staging.facts->commit;
        if (production.isEmpty() || staging.isEmpty() || production == staging)
            continue;
        const auto fact = board.snapshot.drift.value(row.id);
        if (fact.value && fact.value->production == production && fact.value->staging == staging)
            continue;
        pairs.append({*app, production, staging});
    }
    return pairs;
}

QCoro::Task<base::Result<DriftFact>> askPair(std::shared_ptr<const github::Client> client, github::RepositoryName name,
                                             Pair pair, std::stop_token stop)
{
    const auto comparison = co_await client->compare(name, pair.production, pair.staging, stop);
    if (!comparison)
        co_return std::unexpected(comparison.error());
    co_return DriftFact{pair.production, pair.staging, driftOf(*comparison, pair.app)};
}

} // namespace

bool needsComparison(const Board &board)
{
    return !pairsToCompare(board).isEmpty();
}

Fetched fetchDrift(SharedBoard board, std::stop_token stop)
{
    const auto name = repositoryOf(*board);
    if (!board->clients.github || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    const QList<Pair> pairs = pairsToCompare(*board);
    std::vector<QCoro::Task<base::Result<DriftFact>>> tasks;
    for (const Pair &pair : pairs)
        tasks.push_back(askPair(board->clients.github, *name, pair, stop));
    Tally tally;
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < pairs.size(); ++i) {
        const auto &answer = answers.at(static_cast<std::size_t>(i));
        put(board->snapshot.drift, pairs.at(i).app.id, answer, board->now());
        tally.count(answer);
    }
    co_return tally.result(false);
}

} // namespace slipway::overview
