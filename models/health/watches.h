#pragma once

#include "base/clock.h"
#include "health/source.h"
#include "health/watch.h"
#include "operations/operation.h"

#include <QObject>

#include <functional>
#include <memory>

namespace slipway::operations {
class Registry;
}
namespace slipway::releases {
class Releases;
}
namespace slipway::store {
class Store;
}
namespace slipway::workspace {
struct Workspace;
}

namespace slipway::health {

/// What a watch needs of the releases.
struct Book {
    std::function<std::optional<releases::Release>(const QString &id)> release;
    /// What is live in a lane.
    std::function<std::optional<releases::Release>(const QString &app, const QString &environment)> live;
    /// The lane's releases, oldest first.
    std::function<QList<releases::Release>(const QString &app, const QString &environment)> lane;
    std::function<void(const QString &id, Verdict verdict, const QString &words)> setVerdict;
    /// What runs or waits, over all lanes. May be empty: then nobody looks for slow deploys.
    std::function<QList<releases::Release>()> underWay = {};
};

/// `releases` outlives what the book is given to.
Book bookOf(releases::Releases &releases);

/// The watches over releases: each judged every minute from 90 s after its end, for 15 min from when the release serves
/// all, longer while there is too little data; kept in the store, so that they go on after a restart.
///
/// Watches starts the watch of a release on its own only when told by `start`. A verdict goes to the book as soon as it
/// is found. Deploys that run longer than the workspace allows are found too, watched or not. GUI thread; nothing
/// blocks.
class Watches final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        std::shared_ptr<const workspace::Workspace> workspace;
        QString workspaceKey;
        std::shared_ptr<base::Clock> clock;
        /// Null: nothing is kept.
        std::shared_ptr<store::Store> store;
        Book book;
        /// Audit lines: who ticked a check, who ended a watch. May be empty. See operations::Runner::note.
        std::function<void(const operations::AuditLine &line)> note;
    };

    explicit Watches(Setup setup, QObject *parent = nullptr);
    ~Watches() override;

    /// Whom to ask from now on. Null: nobody; what is asked then is unknown.
    void setSource(std::shared_ptr<Source> source);
    /// Goes on with what the last program left: once, when the source is there.
    QCoro::Task<base::Done> resume();

    /// Watches a release; nothing while it is watched or was since it serves (see `isCurrent`). Error: notFound (no
    /// such release). `minutes` 0: as the workspace says.
    base::Done start(const QString &releaseId, int minutes = 0);
    /// A person ends the watch: what was found stands, else it is inconclusive.
    void end(const QString &releaseId, const QString &actor);
    /// Null when it is not and was not watched. Valid until the next `changed`.
    const WatchState *state(const QString &releaseId) const;
    /// Whether its watch is of the time that it serves now: one that came back, as by a roll-back, is watched anew.
    bool isCurrent(const QString &releaseId) const;
    /// That its deploy runs longer than the workspace allows, a sentence that moves with the time; empty: it does not.
    QString slowWords(const QString &releaseId) const;
    /// Those that go on, oldest first.
    QStringList running() const;
    /// A person ticks a check of the list, or takes the tick back.
    void tick(const QString &releaseId, const QString &itemId, const QString &actor, bool isTicked);

    const Book &book() const;

Q_SIGNALS:
    void changed(const QString &releaseId);
    /// A verdict was found or changed: for notifications. Failed pages.
    void judged(const QString &releaseId, slipway::releases::Verdict verdict, const QString &words);
    /// A deploy runs too long: once for each attempt, with a note in the audit log.
    void slowDeploy(const QString &releaseId, const QString &words);

private:
    struct Private;
    std::shared_ptr<Private> m_d;
};

/// Adds the kind "health.watch": watches a release until the verdict; input {app, environment, release, minutes}.
///
/// `release` may be empty or not known yet: then what is live there once it is. Fails when the verdict is `failed`,
/// which sets an armed revert going; everything else is done, and says its verdict. `watches` outlives `registry`.
void registerHealthSteps(operations::Registry &registry, Watches &watches);

} // namespace slipway::health
