#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "github/repository.h"
#include "refresh/engine.h"
#include "releases/evidence.h"
#include "releases/releases.h"

#include <QCoro/QCoroTask>
#include <QSet>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

/// What asks the providers, and what it fills. Private to this folder. GUI thread.
namespace slipway::releases {

/// Shared: a fetch under way keeps it when the facade is gone.
struct Board {
    std::shared_ptr<const workspace::Workspace> workspace;
    QString workspaceKey;
    Clients clients;
    std::shared_ptr<base::Clock> clock;
    Evidence evidence;
    /// The page is gone: a fetch under way may end, and nothing is asked any more.
    bool isAbandoned = false;

    /// How many releases are asked of each Fly.io app, and pages of deployments at GitHub; grows as somebody looks
    /// back.
    int flyReleases = 50;
    int deploymentPages = 1;
    /// When (Clock::elapsed) the releases of a Fly.io app, and a Vercel project, were last asked whole.
    QMap<QString, milliseconds> askedWhole;
    /// Commits of migrations that were read, with what each added.
    QMap<QString, QStringList> migrationCommits;
    /// What lies between two commits never changes: by "base...head".
    QMap<QString, Span> spans;

    QDateTime now() const { return clock->now(); }
    /// What a round spares itself otherwise, the next one asks.
    void wantEverything()
    {
        askedWhole.removeIf([](auto entry) { return !entry.key().startsWith(QStringLiteral("vercel/")); });
    }
};

using SharedBoard = std::shared_ptr<Board>;
/// True: something moves.
using Fetched = QCoro::Task<base::Result<bool>>;

Fetched fetchGitHub(SharedBoard board, std::stop_token stop);
Fetched fetchNames(SharedBoard board, std::stop_token stop);
Fetched fetchFly(SharedBoard board, std::stop_token stop);
Fetched fetchVercel(SharedBoard board, std::stop_token stop);
Fetched fetchSentry(SharedBoard board, std::stop_token stop);
/// One more page of everything, before a time.
QCoro::Task<base::Done> fetchBefore(SharedBoard board, QDateTime before, std::stop_token stop);

/// The sources that the workspace has a use for.
std::vector<refresh::Source> sourcesOf(const SharedBoard &board);

/// The failure of a question to a provider that nobody is signed in to.
base::Error notSignedIn(const QString &provider);
std::optional<github::RepositoryName> repositoryOf(const Board &board);
/// Every place of the workspace in production and staging.
struct PlacedApp {
    const workspace::App *app = nullptr;
    const workspace::Place *place = nullptr;
    workspace::Environment environment = workspace::Environment::Production;
};
QList<PlacedApp> placesOf(const workspace::Workspace &workspace);
const workspace::Place *placeOf(const workspace::Workspace &workspace, const QString &app, const QString &environment);

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

/// Takes `fresh` into `known` by a member that names them; true when that changed anything.
template<typename T, typename Id>
bool mergeInto(QList<T> &known, const QList<T> &fresh, Id id)
{
    QHash<std::remove_cvref_t<std::invoke_result_t<Id, const T &>>, qsizetype> places;
    for (qsizetype i = 0; i < known.size(); ++i)
        places.insert(std::invoke(id, known.at(i)), i);
    bool isChanged = false;
    for (const T &value : fresh) {
        const auto place = places.constFind(std::invoke(id, value));
        if (place == places.cend()) {
            known.append(value);
            isChanged = true;
        } else if (known.at(*place) != value) {
            known[*place] = value;
            isChanged = true;
        }
    }
    return isChanged;
}

} // namespace slipway::releases
