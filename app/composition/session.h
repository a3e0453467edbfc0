#pragma once

#include "composition/clients.h"
#include "composition/delivery.h"
#include "desk/desk.h"
#include "overview/overview.h"
#include "refresh/engine.h"
#include "runs/services.h"
#include "store/location.h"
#include "store/store.h"
#include "workspace/accounts.h"
#include "workspace/workspace.h"

#include <memory>

namespace slipway::composition {

/// One open workspace: its store, its clients, its schedule and what its pages show.
///
/// Made in two steps, so that the first frame waits for nobody: the constructor shows the last known state,
/// `connectTo` and `signIn` begin to ask. GUI thread.
class Session final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        workspace::Workspace workspace;
        /// What the store and the keychain know it by: "demo/loop-health", or the file's path.
        QString key;
        bool isDemo = false;
        /// History: this computer's, or a team's.
        store::Location history;
        /// Last known states: a SQLite file, so that the first frame waits for no server.
        store::Location lastKnown;
        /// Where answers are kept for revalidation; empty = in memory only.
        QString cacheFolder;
        /// Unsaved edits, logs and artifacts on their way: a folder of the workspace's own.
        QString workFolder;
        /// What operations and releases are kept under; empty: `key`. A demo starts its world anew each time.
        QString deliveryKey;
        /// The machine's; the story's in the demo, which runs as fast.
        std::shared_ptr<base::Clock> clock;
    };

    explicit Session(Setup setup, QObject *parent = nullptr);
    ~Session() override;

    const workspace::Workspace &workspace() const { return *m_workspace; }
    std::shared_ptr<const workspace::Workspace> sharedWorkspace() const { return m_workspace; }
    const QString &key() const { return m_setup.key; }
    bool isDemo() const { return m_setup.isDemo; }
    overview::Overview &overview() { return *m_overview; }
    refresh::Engine &engine() { return *m_engine; }
    desk::Desk &desk() { return *m_desk; }
    Delivery &delivery() { return *m_delivery; }
    /// Whose tokens are used, as the workspace names them; empty = nobody's.
    const QString &person() const { return m_person; }
    /// What the pages of runs work with, as they are signed in now.
    std::shared_ptr<const runs::Services> runServices() const { return m_runServices; }
    net::HttpClient &http() { return *m_http; }
    /// Null in the demo, which brings its own tokens.
    workspace::Accounts *accounts() { return m_accounts.get(); }
    Clients clients() const;

    /// Asks these endpoints with these tokens from now on, on the engine's schedule.
    void connectTo(const Endpoints &endpoints, const Tokens &tokens);
    /// Reads the tokens from the environment and the keychain, then asks the real providers; again whenever one
    /// changes.
    void signIn();

Q_SIGNALS:
    /// Something the person should know that no page shows: the store was put aside, or cannot be opened.
    void noticed(base::Status tone, const QString &title, const QString &text);
    /// Others ask GitHub from now on: see runServices.
    void runServicesChanged();
    /// Whose GitHub token is used, as the workspace names them; empty = nobody's. From GET /user.
    void personChanged(const QString &name);

private:
    void connectDesk();
    void makeDelivery();
    std::shared_ptr<store::Store> openStore(const store::Location &location);
    void tellNotKept(const QString &title, const base::Error &error);
    void useAccounts();
    void askPerson();
    void takePerson(const QString &name);
    bool isSignedIn(workspace::Provider provider) const;
    void renewRunServices(std::shared_ptr<const github::Client> client);

    Setup m_setup;
    std::shared_ptr<const workspace::Workspace> m_workspace;
    std::shared_ptr<net::HttpClient> m_http;
    std::unique_ptr<workspace::Accounts> m_accounts;
    std::unique_ptr<refresh::Engine> m_engine;
    std::unique_ptr<overview::Overview> m_overview;
    std::unique_ptr<desk::Desk> m_desk;
    std::unique_ptr<Delivery> m_delivery;
    std::shared_ptr<store::Store> m_history;
    std::shared_ptr<const runs::Services> m_runServices;
    Endpoints m_endpoints = Endpoints::production();
    Tokens m_tokens;
    QString m_notKept;
    QString m_person;
    std::stop_source m_stop;
};

} // namespace slipway::composition
