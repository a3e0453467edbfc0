#include "overview/board.h"
#include "overview/run_facts.h"
#include "overview/snapshot_store.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

constexpr int runsOfEach = 40;

QList<RunFact> factsOf(const QList<github::Run> &runs)
{
    QList<RunFact> facts;
    facts.reserve(runs.size());
    for (const github::Run &run : runs)
        facts += factOf(run);
    return facts;
}

store::Event eventOf(const Board &board, const github::Run &run)
{
    store::Event event;
    event.workspace = board.workspaceKey;
    event.kind = store::Event::Kind::Run;
    event.externalId = u"github/%1/%2"_s.arg(run.id).arg(run.attempt);
    event.at = run.startedAt.isValid() ? run.startedAt : run.createdAt;
    event.took = run.took();
    event.status = run.conclusion.text;
    event.payload = QJsonDocument(QJsonObject{{u"workflow"_s, run.path.section(u'/', -1)},
                                              {u"number"_s, run.number},
                                              {u"branch"_s, run.branch},
                                              {u"sha"_s, run.sha},
                                              {u"title"_s, run.title}})
                        .toJson(QJsonDocument::Compact);
    return event;
}

void keepFinished(Board &board, const QList<github::Run> &runs)
{
    QList<store::Event> events;
    for (const github::Run &run : runs) {
        if (run.isCompleted())
            events += eventOf(board, run);
    }
    board.keep(std::move(events));
}

/// The workflows' own lists: one busy workflow must not crowd the others out of the repository's newest runs.
QCoro::Task<QList<github::Run>> runsOfWorkflows(std::shared_ptr<const github::Client> client,
                                                github::RepositoryName name, QStringList files, std::stop_token stop)
{
    std::vector<QCoro::Task<base::Result<QList<github::Run>>>> tasks;
    for (const QString &file : files)
        tasks.push_back(client->runs(name, {.workflow = file, .perPage = runsOfEach}, stop));
    QList<github::Run> runs;
    const auto answers = co_await all(std::move(tasks));
    for (const auto &answer : answers)
        runs += answer.value_or(QList<github::Run>());
    co_return runs;
}

/// Runs that were under way and are too old for the newest page.
QCoro::Task<QList<github::Run>> runsLeftBehind(std::shared_ptr<const github::Client> client,
                                               github::RepositoryName name, QList<RunFact> known, QList<RunFact> newest,
                                               std::stop_token stop)
{
    std::vector<QCoro::Task<base::Result<github::Run>>> tasks;
    for (const RunFact &run : known) {
        const qint64 id = run.run.id;
        const bool isThere = std::ranges::any_of(newest, [id](const RunFact &fact) { return fact.run.id == id; });
        if (isActive(run) && !isThere)
            tasks.push_back(client->run(name, id, stop));
    }
    QList<github::Run> runs;
    const auto answers = co_await all(std::move(tasks));
    for (const auto &answer : answers) {
        if (answer)
            runs += *answer;
    }
    co_return runs;
}

/// What fetchActiveRuns looks at.
QStringList activeKeys(const QList<RunFact> &runs)
{
    QStringList keys;
    for (const RunFact &run : runs) {
        if (isActive(run))
            keys += u"%1/%2"_s.arg(run.run.id).arg(static_cast<int>(run.run.status));
    }
    return keys;
}

} // namespace

Fetched fetchRuns(SharedBoard board, std::stop_token stop)
{
    const auto name = repositoryOf(*board);
    const auto client = board->clients.github;
    if (!client || !name) {
        put(board->snapshot.runs, {}, base::Result<QList<RunFact>>(std::unexpected(notSignedIn(u"GitHub"_s))),
            board->now());
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    }
    const QList<RunFact> known = board->snapshot.runs.value(QString()).value.value_or(QList<RunFact>());
    const auto newest = co_await client->runs(*name, {}, stop);
    if (!newest) {
        put(board->snapshot.runs, {}, base::Result<QList<RunFact>>(std::unexpected(newest.error())), board->now());
        co_return std::unexpected(newest.error());
    }
    QList<github::Run> came = *newest;
    if (!isConnected(known, factsOf(*newest)))
        came += co_await runsOfWorkflows(client, *name, board->workspace->workflows, stop);
    came += co_await runsLeftBehind(client, *name, known, factsOf(came), stop);
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());

    const QList<RunFact> merged = mergeRuns(known, factsOf(came), runsOfEach);
    keepFinished(*board, came);
    put(board->snapshot.runs, {}, base::Result<QList<RunFact>>(merged), board->now());
    if (activeKeys(merged) != activeKeys(known))
        board->wish(source::activeRuns);
    co_return std::ranges::any_of(merged, isActive);
}

} // namespace slipway::overview
