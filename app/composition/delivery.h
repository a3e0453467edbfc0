#pragma once

#include "approvals/approvals.h"
#include "composition/clients.h"
#include "health/watches.h"
#include "operations/runner.h"
#include "releases/releases.h"
#include "rollout/planner.h"

#include <QObject>

#include <memory>

namespace slipway::refresh {
class Engine;
}
namespace slipway::store {
class Store;
}

namespace slipway::composition {

class CurrentLock;

/// What releases, operations, approvals and watches of one workspace are joined of. GUI thread.
class Delivery final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        std::shared_ptr<const workspace::Workspace> workspace;
        /// What releases, verdicts and operations are kept under.
        QString key;
        std::shared_ptr<base::Clock> clock;
        std::shared_ptr<store::Store> store;
        /// Asks the health paths; null: nobody does (the demo's do not exist), and Fly.io's checks stand in.
        std::shared_ptr<const net::HttpClient> probes;
        /// Something that answers while the network works.
        QUrl control;
        /// Several people share the store, and with it its locks.
        bool isStoreShared = false;
    };

    explicit Delivery(Setup setup, QObject *parent = nullptr);
    ~Delivery() override;

    releases::Releases &releases() { return *m_releases; }
    operations::Runner &runner() { return *m_runner; }
    approvals::Approvals &approvals() { return *m_approvals; }
    health::Watches &watches() { return *m_watches; }
    /// As it is signed in now; a copy outlives the next sign-in.
    std::shared_ptr<const rollout::Planner> planner() const { return m_planner; }

    /// Whom to ask and to tell from now on. What the last program left is gone on with at the first time.
    void setClients(const releases::Clients &clients);
    void addSources(refresh::Engine &engine);

Q_SIGNALS:
    /// Others are asked from now on: see planner.
    void clientsChanged();
    /// The journal cannot be read or written.
    void troubled(const QString &title, const slipway::base::Error &error);
    /// Something the person should know: how an operation ended, what a watch found.
    void noticed(base::Status tone, const QString &title, const QString &text);

private:
    /// Before the program ends: leases and the like are given back, what was begun goes on with the next start.
    void freeWhatIsHeld();
    void noteOperation(const QString &id);
    /// Whoever deployed it: what serves production since a short time is watched.
    void watchWhatIsNew();
    void noteVerdict(const QString &releaseId, releases::Verdict verdict, const QString &words);
    void resume();

    Setup m_setup;
    std::shared_ptr<CurrentLock> m_lock;
    std::shared_ptr<operations::Registry> m_registry;
    std::unique_ptr<releases::Releases> m_releases;
    std::unique_ptr<operations::Runner> m_runner;
    std::unique_ptr<health::Watches> m_watches;
    std::unique_ptr<approvals::Approvals> m_approvals;
    std::shared_ptr<const rollout::Planner> m_planner;
    bool m_isResumed = false;
};

} // namespace slipway::composition
