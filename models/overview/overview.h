#pragma once

#include "base/clock.h"
#include "overview/fleet_rows.h"
#include "overview/models.h"

#include <memory>

namespace slipway::fly {
class Client;
}
namespace slipway::github {
class Client;
}
namespace slipway::refresh {
class Engine;
}
namespace slipway::sentry {
class Client;
}
namespace slipway::store {
struct Snapshot;
class Store;
} // namespace slipway::store
namespace slipway::vercel {
class Client;
}
namespace slipway::workspace {
struct Workspace;
}

namespace slipway::overview {

struct Snapshot;

/// Whom to ask. Null: nobody is signed in there, and what would come from there says so.
struct Clients {
    std::shared_ptr<const github::Client> github;
    std::shared_ptr<const fly::Client> fly;
    std::shared_ptr<const vercel::Client> vercel;
    std::shared_ptr<const sentry::Client> sentry;
};

/// The Overview page's facts: asks through the refresh engine, joins what came, keeps it for the next start.
///
/// A provider that fails touches its own cells only, and their old values stay. Finished runs, deployments and releases
/// go into the store's history. GUI thread; nothing blocks.
class Overview final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        std::shared_ptr<const workspace::Workspace> workspace;
        /// What the store knows the workspace by; two of the same name have two keys.
        QString workspaceKey;
        Clients clients;
        /// What people read ages by, and the providers' times are compared with: the story's in the demo.
        std::shared_ptr<base::Clock> clock;
        /// History, which a team may share. Null: nothing is kept.
        std::shared_ptr<store::Store> store;
        /// Last known states, on this computer. Null: they go into `store` too.
        std::shared_ptr<store::Store> lastKnown;
    };

    explicit Overview(Setup setup, QObject *parent = nullptr);
    /// Writes what was not written yet.
    ~Overview() override;

    /// Shows the last known state, as stale: at once, before anybody was asked. `known` is what
    /// store::Store::snapshotsAtStart gave; what cannot be read of it is left out.
    void restore(const QList<store::Snapshot> &known);
    /// Whom to ask from now on: after signing in or out. What is under way goes on with the old ones.
    void setClients(Clients clients);
    /// Registers what this page asks for. Once; `engine` may outlive this object, and not the other way round.
    void addSources(refresh::Engine &engine);

    FleetModel *fleet() const;
    WorkflowModel *workflows() const;
    InboxModel *inbox() const;
    const QList<RunningItem> &running() const;
    const Summary &summary() const;
    const Snapshot &snapshot() const;

    /// The key of a source's state in the store: "overview/" and its id.
    static QString storeKey(const QString &sourceId);

Q_SIGNALS:
    void runningChanged();
    void summaryChanged();
    /// The facts were joined anew: after answers and failures, and when values have become old.
    void updated();
    /// What was to be kept could not be: for the log, nothing is lost on the page.
    void keepingFailed(const slipway::base::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::overview
