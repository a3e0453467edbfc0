#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "github/client.h"
#include "overview/fly_memory.h"
#include "overview/overview.h"
#include "store/event.h"
#include "vercel/deployments.h"
#include "workspace/workspace.h"

#include <QCoro/QCoroTask>
#include <QSet>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace slipway::overview {

/// What the sources work on. Shared: a fetch under way keeps it when the facade is gone, whose functions are empty
/// then. GUI thread.
struct Board {
    std::shared_ptr<const workspace::Workspace> workspace;
    /// What the store knows the workspace by.
    QString workspaceKey;
    Clients clients;
    std::shared_ptr<base::Clock> clock;
    Snapshot snapshot;

    /// The page is gone: a fetch under way may end, and nothing is asked any more.
    bool isAbandoned = false;

    /// Asks a source soon, as what it depends on has changed.
    std::function<void(QLatin1StringView sourceId)> follow;
    /// Keeps finished runs and deployments; given each once.
    std::function<void(QList<store::Event> events)> record;

    /// What was recorded in this run of the program.
    QSet<QString> recorded;
    /// Vercel's deployments as they came, by project: a short list of the newest is merged into them.
    QMap<QString, QList<vercel::Deployment>> deployments;
    FlyMemory flyMemory;
    /// Sentry's project slugs by numeric id, which its sessions are grouped by.
    QMap<QString, QString> sentryProjects;

    QDateTime now() const { return clock->now(); }
    void wish(QLatin1StringView sourceId) const
    {
        if (follow)
            follow(sourceId);
    }
    /// Records those events that were not yet.
    void keep(QList<store::Event> events)
    {
        events.removeIf([this](const store::Event &event) { return recorded.contains(event.externalId); });
        for (const store::Event &event : events)
            recorded.insert(event.externalId);
        if (record && !events.isEmpty())
            record(std::move(events));
    }
};

using SharedBoard = std::shared_ptr<Board>;
/// True: something moves.
using Fetched = QCoro::Task<base::Result<bool>>;

/// Waits for all; they run side by side.
template<typename T>
QCoro::Task<std::vector<base::Result<T>>> all(std::vector<QCoro::Task<base::Result<T>>> tasks)
{
    std::vector<base::Result<T>> results;
    results.reserve(tasks.size());
    for (auto &task : tasks)
        results.push_back(co_await std::move(task));
    co_return results;
}

/// Lets the window have its turn in the middle of much work.
QCoro::Task<> nextTurn();

/// Puts an answer, or a failure beside the old value, into its fact. True when the value is another one now.
template<typename T>
bool put(Facts<T> &facts, const QString &key, const base::Result<T> &answer, const QDateTime &now)
{
    Fact<T> &fact = facts[key];
    if (!answer) {
        fact.freshness = base::Freshness::failed(fact.freshness, answer.error());
        return false;
    }
    const bool isNew = fact.value != *answer;
    fact = {*answer, base::Freshness::fresh(now)};
    return isNew;
}

/// What came of a source's many questions.
class Tally
{
public:
    template<typename T>
    void count(const base::Result<T> &answer)
    {
        answer ? void(++m_answers) : countFailure(answer.error());
    }
    void countFailure(const base::Error &error);
    /// The source as a whole: failed when nobody answered, or when we are told to stay away; else `moves`.
    base::Result<bool> result(bool moves) const;

private:
    qsizetype m_answers = 0;
    std::optional<base::Error> m_failure;
};

/// The failure of a question to a provider that nobody is signed in to.
base::Error notSignedIn(const QString &provider);
/// The workspace's repository; nothing when it names none.
std::optional<github::RepositoryName> repositoryOf(const Board &board);

Fetched fetchRuns(SharedBoard board, std::stop_token stop);
Fetched fetchActiveRuns(SharedBoard board, std::stop_token stop);
Fetched fetchWorkflowFiles(SharedBoard board, std::stop_token stop);
Fetched fetchPulls(SharedBoard board, std::stop_token stop);
Fetched fetchTags(SharedBoard board, std::stop_token stop);
Fetched fetchDrift(SharedBoard board, std::stop_token stop);
Fetched fetchSecrets(SharedBoard board, std::stop_token stop);
Fetched fetchProtection(SharedBoard board, std::stop_token stop);
Fetched fetchMachines(SharedBoard board, std::stop_token stop);
Fetched fetchMetrics(SharedBoard board, std::stop_token stop);
Fetched fetchDeployments(SharedBoard board, std::stop_token stop);
Fetched fetchSessions(SharedBoard board, std::stop_token stop);

/// Whether an app's live commits are others than those that were compared.
bool needsComparison(const Board &board);

} // namespace slipway::overview
