#pragma once

#include "base/result.h"
#include "shell/main_window.h"
#include "store/location.h"
#include "theme/theme.h"

#include <QPointer>
#include <QSettings>

#include <memory>
#include <stop_token>

namespace slipway::activity_page {
class ActivityPage;
}
namespace slipway::pipelines_page {
class PipelinesPage;
}
namespace slipway::releases_page {
class ReleasesPage;
}

namespace slipway::composition {

class AccountsBridge;
class SandboxProcess;
class Session;
class SwitchClock;
struct SandboxInfo;

/// The running program: one window, and the workspace that is open in it. Needs a QApplication. GUI thread.
class Program final : public QObject
{
    Q_OBJECT

public:
    /// Where the program keeps what is its own.
    struct Folders {
        QString settings;
        QString cache;
        /// Unsaved edits and proposals under way; empty: beside the settings.
        QString work = {};
        /// Where history is kept; may be a team's.
        store::Location store;
        /// Where last known states are kept, on this computer; absent: in `store`, which is then a file.
        std::optional<store::Location> lastKnown = {};
        /// How the demo's providers are started, as in {"slipway", "sandbox"}; empty: by this very program.
        QStringList sandbox;
        /// The desktop's usual folders.
        static Folders usual();
    };

    explicit Program(Folders folders, QObject *parent = nullptr);
    ~Program() override;

    /// Opens what was open last, or the demo.
    void openLast();
    /// Opens slipway.yaml, or the folder that holds it. What is wrong with it is told in the window; then nothing
    /// changes.
    void openWorkspace(const QString &path);
    void openDemo(const QString &scenario = QStringLiteral("loop-health"));
    /// Opens the demo's workspace on a sandbox of loop-health that runs already, and goes by `clock`.
    void openDemoAt(const SandboxInfo &info, std::shared_ptr<base::Clock> clock);

    shell::MainWindow &window() { return *m_window; }
    theme::Theme &theme() { return m_theme; }
    /// Null until a workspace is open.
    Session *session() { return m_session.get(); }

Q_SIGNALS:
    /// The demo's providers answer, or could not be started.
    void demoReady(bool isReady);

private:
    void connectWindow();
    /// Shows a new session in the window, in place of the one before.
    void show(std::unique_ptr<Session> session);
    QWidget *makeOverview(QWidget *parent);
    QWidget *makePipelines(QWidget *parent);
    QWidget *makeReleases(QWidget *parent);
    QWidget *makeActivity(QWidget *parent);
    void connectDelivery();
    /// What is under way here, not at a provider by itself.
    QList<shell::RunningOperation> ownOperations() const;
    void showOperation(const QString &id);
    void followOperation(const QString &id);
    void askToAbort(const QString &id);
    void showRunOf(qint64 run);
    /// The plan for a lane's way back.
    void rollBack(const QString &app, const QString &environment);
    /// The review of a run that waits for a person. False when it does not.
    bool showApproval(qint64 run);
    QList<shell::PageInfo> pages();
    void openClone();
    /// The run that a page of GitHub's shows, on our own page. False for any other page.
    bool showRun(const QUrl &page);
    QString workFolder(const QString &key) const;
    void beginDemo(const QString &scenario);
    void showRunning();
    void addToPalette();
    /// Whether the demo's providers begin their story anew, or a sandbox that runs already goes on with it.
    enum class DemoWorld { New, Running };
    bool showDemo(const QByteArray &yaml, const QString &scenario, std::shared_ptr<base::Clock> clock, DemoWorld world);
    void startDemo(const QString &scenario);
    void demoStarted(const QString &scenario, const base::Result<SandboxInfo> &info);
    void watchNetwork();
    void takeReachability();
    void exportNetworkLog();
    /// A page of ours where there is one, else the provider's.
    void openPage(const QUrl &page);
    void openInBrowser(const QUrl &page);
    void copy(const QString &text);
    void fail(const QString &title, const base::Error &error);
    void remember(const QString &file, const QString &name);
    QList<shell::WorkspaceInfo> recentWorkspaces() const;

    Folders m_folders;
    QSettings m_settings;
    theme::Theme m_theme;
    std::shared_ptr<SwitchClock> m_clock;
    std::unique_ptr<AccountsBridge> m_accounts;
    std::unique_ptr<shell::MainWindow> m_window;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<SandboxProcess> m_sandbox;
    /// Null until it is first shown.
    QPointer<pipelines_page::PipelinesPage> m_pipelines;
    QPointer<releases_page::ReleasesPage> m_releases;
    QPointer<activity_page::ActivityPage> m_activity;
    std::stop_source m_stop;
};

} // namespace slipway::composition
