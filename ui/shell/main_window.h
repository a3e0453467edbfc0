#pragma once

#include "shell/notifications.h"
#include "shell/operations_bar.h"
#include "shell/page.h"
#include "shell/palette_entry.h"
#include "shell/services.h"
#include "shell/window_state.h"
#include "widgets/badge.h"
#include "widgets/environment_filter.h"

#include <QMainWindow>
#include <QPointer>

namespace slipway::refresh {
struct SyncState;
}

namespace slipway::widgets {
class Toasts;
struct ToastText;
} // namespace slipway::widgets

namespace slipway::shell {

class Actions;
struct ActionInfo;
class CommandPalette;
class NavRail;
class PageStack;
class TopBar;

/// The window around the pages. Knows no provider and no domain: pages, objects for the palette, running operations
/// and notifications are given to it, and what it cannot do itself it asks for by signals.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Services &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows `workspace` with these pages, as the window was when it was last open with it.
    /// `engine` drives the sync indicator from now on; may be null.
    void setWorkspace(const WorkspaceInfo &workspace, const QList<PageInfo> &pages, refresh::Engine *engine);
    void setRecentWorkspaces(const QList<WorkspaceInfo> &workspaces);
    /// Whose token is used; empty = nobody's.
    void setPerson(const QString &name);
    /// Objects for the palette. Sources live until the next `setWorkspace`.
    void addPaletteSource(PaletteSource source);

    void setOperations(const QList<RunningOperation> &operations);
    void setPageBadge(const QString &pageId, int count, widgets::BadgeTone tone);
    /// Adds to the bell's list and shows a toast.
    void notify(const Notification &notification);
    void say(const widgets::ToastText &text);

    widgets::EnvironmentFilter environmentFilter() const;
    void setEnvironmentFilter(widgets::EnvironmentFilter filter);
    QString currentPage() const;
    void showPage(const QString &id);
    const Actions &actions() const { return *m_actions; }

    void openPalette(const QString &query = {});
    void openSettings();
    void openAccounts();

Q_SIGNALS:
    void environmentFilterChanged(slipway::widgets::EnvironmentFilter filter);
    void pageShown(const QString &id);
    /// Ctrl+Shift+I: the page that has the inbox gives it the keyboard.
    void inboxRequested();
    void syncRequested();
    void openWorkspaceRequested();
    void workspaceChosen(const QString &key);
    void demoRequested();
    void networkLogRequested();
    /// Something at a provider is to be opened in the browser.
    void webPageRequested(const QUrl &page);
    /// An operation without a page of its own is to be shown, or aborted; by its id.
    void operationRequested(const QString &id);
    void abortRequested(const QString &id);
    /// The window is minimised or covered for good, or seen again: the schedule may slow down.
    void hiddenChanged(bool hidden);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectParts();
    void connectActions();
    void connectFilterAndTheme();
    void connectView();
    void takePage(const QString &id);
    /// Shows the page and gives it the keyboard.
    void goToPage(const QString &id);
    void bindOffers(const QString &id, QWidget *page);
    void showOffers();
    /// Whether the action opens its own page, as the one in sight does not do it.
    bool leadsHome(const ActionInfo &info) const;
    void doAtHome(const ActionInfo &info);
    void restore();
    void save();
    void applyFilter(widgets::EnvironmentFilter filter);
    void markTheme();
    void showMenuBar(bool shown);
    void showSync(const refresh::SyncState &state);
    void openNotifications();
    void adaptToWidth();
    QList<QWidget *> regions() const;
    void cycle(int by);
    QList<PaletteEntry> paletteEntries();

    Services m_services;
    WindowState m_state;
    WorkspaceInfo m_workspace;
    QList<PaletteSource> m_sources;
    /// What the pages that were made offer, by page and action.
    QHash<QString, QHash<QByteArray, QPointer<QAction>>> m_offers;
    Actions *m_actions = nullptr;
    TopBar *m_topBar = nullptr;
    NavRail *m_rail = nullptr;
    PageStack *m_pages = nullptr;
    OperationsBar *m_operations = nullptr;
    CommandPalette *m_palette = nullptr;
    widgets::Toasts *m_toasts = nullptr;
    NotificationModel *m_notifications = nullptr;
    QPointer<refresh::Engine> m_engine;
};

} // namespace slipway::shell
