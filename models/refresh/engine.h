#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QCoro/QCoroTask>
#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

/// When which fact is asked for again: one schedule for all sources.
namespace slipway::refresh {

using base::milliseconds;

/// What is asked for regularly. Gives when it would like to be asked next.
struct Source {
    /// Stable, unique; also the key of its last known state in the store.
    QString id;
    /// Whom it asks, for the words on failures: "GitHub", "Fly.io", …
    QString provider;
    /// How soon it wants to be asked again while something of it moves, and while nothing does.
    milliseconds whileMoving{5'000};
    milliseconds whileIdle{60'000};
    /// Asks, and puts what came where it belongs. True: something moves.
    std::function<QCoro::Task<base::Result<bool>>(std::stop_token)> fetch;
};

/// How many calls a provider still allows.
struct CallsLeft {
    QString provider;
    qint64 limit = 0;
    qint64 remaining = 0;
    QDateTime resetAt;
    bool operator==(const CallsLeft &) const = default;
};

/// What the window's sync indicator shows.
struct SyncState {
    enum class Kind { Never, Syncing, Synced, Offline, RateLimited, Failed };
    Kind kind = Kind::Never;
    /// When a source last answered while none was failing, UTC; invalid until every source has answered once.
    QDateTime syncedAt;
    /// For Failed and RateLimited: the first failure, with its provider's name in the sentence.
    std::optional<base::Error> error;
    /// For RateLimited: who wants to be left alone.
    QString provider;
    QList<CallsLeft> callsLeft;
    bool operator==(const SyncState &) const = default;
};

/// Asks sources when they are due: quick while something moves, slow when nothing does or the window is hidden
/// (hidden: five times slower), not at all while offline; a provider that limits us is left alone until the time it
/// named. Failures wait longer each time, up to five minutes. Between refreshes nothing runs but one alarm.
/// GUI thread.
class Engine final : public QObject
{
    Q_OBJECT

public:
    /// `clock` is the one that the clients' Error::retryAt was read from, so that both mean the same moments.
    explicit Engine(std::shared_ptr<base::Clock> clock, QObject *parent = nullptr);
    ~Engine() override;

    /// A source that is added while the engine runs is asked at once. Its id must be new.
    void add(Source source);
    /// Stops what is under way; nothing is asked for until `start`.
    void stop();
    void start();
    bool isRunning() const;

    /// Asks every source now, whatever its schedule (F5); one that is being asked is asked once more. A provider that
    /// limits us stays alone, and nobody is asked while offline.
    void refreshNow();
    /// Asks one source now.
    void refreshNow(const QString &sourceId);
    void setHidden(bool hidden);
    void setOnline(bool online);
    void setCallsLeft(const CallsLeft &calls);

    const SyncState &state() const;
    /// When the source is asked next, by the clock; invalid when it is not scheduled.
    QDateTime dueAt(const QString &sourceId) const;

Q_SIGNALS:
    /// Somebody wants to know everything anew (F5): what a source spares itself otherwise, it asks too. Before any
    /// fetch.
    void everythingWanted();
    void stateChanged(const slipway::refresh::SyncState &state);
    /// A source answered or failed; for those who keep its freshness.
    void sourceFailed(const QString &sourceId, const slipway::base::Error &error);
    void sourceRefreshed(const QString &sourceId);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::refresh
