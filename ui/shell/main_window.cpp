#include "shell/main_window.h"

#include "refresh/engine.h"
#include "shell/accounts_dialog.h"
#include "shell/actions.h"
#include "shell/command_palette.h"
#include "shell/icon_button.h"
#include "shell/nav_rail.h"
#include "shell/notifications_popover.h"
#include "shell/page_stack.h"
#include "shell/region_cycle.h"
#include "shell/settings_dialog.h"
#include "shell/sync_indicator.h"
#include "shell/top_bar.h"
#include "shell/workspace_picker.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/toasts.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

constexpr int railNeedsWords = 1280;
constexpr int barNeedsSegments = 1100;
constexpr QSize smallest(1024, 700);
constexpr QSize usual(1440, 900);

} // namespace

MainWindow::MainWindow(const Services &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_state(*services.settings)
    , m_actions(new Actions(*this))
    , m_notifications(new NotificationModel(this))
{
    setWindowTitle(tr("Slipway"));
    setWindowIcon(theme::icon(u"slipway"_s));
    setMinimumSize(smallest);
    resize(usual);
    build();
    connectParts();
    connectActions();
    connectFilterAndTheme();
    connectView();
    m_services.theme->setMotionReduced(m_state.isMotionReduced());
    m_services.theme->setSetting(theme::settingFromName(m_state.theme()));
    markTheme();
}

MainWindow::~MainWindow()
{
    // The pages tell of their actions while they go, and the window must still be there to hear it.
    m_pages->setPages({});
}

void MainWindow::build()
{
    m_actions->fillMenuBar(*menuBar());
    menuBar()->setAccessibleName(tr("Menu bar"));
    auto *centre = new QWidget(this);
    m_rail = new NavRail(centre);
    m_topBar = new TopBar(*m_actions, *m_services.clock, centre);
    m_pages = new PageStack(centre);
    m_operations = new OperationsBar(*m_services.clock, centre);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(m_pages, 1);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addLayout(middle, 1);
    column->addWidget(m_operations);
    setCentralWidget(centre);
    m_palette = new CommandPalette(this);
    m_toasts = new widgets::Toasts(*m_services.clock, m_operations->height(), this);
}

void MainWindow::connectParts()
{
    connect(m_rail, &NavRail::pageChosen, this, &MainWindow::showPage);
    connect(m_rail, &NavRail::accountsRequested, this, &MainWindow::openAccounts);
    connect(m_rail, &NavRail::settingsRequested, this, &MainWindow::openSettings);
    connect(m_topBar, &TopBar::filterChanged, this, &MainWindow::applyFilter);
    connect(m_topBar, &TopBar::paletteRequested, this, [this] { openPalette(); });
    connect(m_topBar, &TopBar::syncRequested, &(*m_actions)["sync.now"], &QAction::trigger);
    connect(m_topBar, &TopBar::notificationsRequested, this, &MainWindow::openNotifications);
    connect(m_topBar, &TopBar::accountsRequested, this, &MainWindow::openAccounts);
    connect(&m_topBar->picker(), &WorkspacePicker::workspaceChosen, this, &MainWindow::workspaceChosen);
    connect(m_notifications, &NotificationModel::unreadChanged, &m_topBar->bell(),
            [this](int unread) { m_topBar->bell().setCount(unread); });
    connect(m_operations, &OperationsBar::operationOpened, this, &MainWindow::webPageRequested);
    connect(m_operations, &OperationsBar::operationRequested, this, &MainWindow::operationRequested);
    connect(m_operations, &OperationsBar::abortRequested, this, &MainWindow::abortRequested);
    connect(m_palette, &CommandPalette::entryChosen, this, [this](const QString &id) { m_state.addRecentCommand(id); });
    connect(m_pages, &PageStack::pageMade, this, [this](const QString &id, QWidget *page) {
        m_state.restoreSplitters(id, *page);
        if (const PageInfo *info = m_pages->info(id); info && info->restoreLayout)
            info->restoreLayout(*page, m_state.layout(id));
        bindOffers(id, page);
        chainRegions({m_rail, m_topBar, m_pages, m_operations});
    });
    connect(m_pages, &PageStack::pageShown, this, &MainWindow::takePage);
}

void MainWindow::takePage(const QString &id)
{
    m_state.setPage(id);
    m_rail->setCurrentPage(id);
    showOffers();
    emit pageShown(id);
}

void MainWindow::goToPage(const QString &id)
{
    showPage(id);
    if (const auto parts = m_pages->regions(); !parts.isEmpty())
        focusRegion(*parts.first());
}

void MainWindow::setWorkspace(const WorkspaceInfo &workspace, const QList<PageInfo> &pages, refresh::Engine *engine)
{
    if (!m_workspace.key.isEmpty())
        save();
    m_workspace = workspace;
    m_state.setWorkspace(workspace.key);
    m_sources.clear();
    m_offers.clear();
    setWindowTitle(tr("%1 – Slipway").arg(workspace.name));
    m_topBar->picker().setWorkspace(workspace);
    if (m_engine)
        m_engine->disconnect(this);
    m_engine = engine;
    if (engine) {
        connect(engine, &refresh::Engine::stateChanged, this, &MainWindow::showSync);
        showSync(engine->state());
    }
    m_pages->setPages(pages);
    m_rail->setPages(pages);
    m_operations->renewTime();
    restore();
}

void MainWindow::restore()
{
    if (const QByteArray geometry = m_state.geometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    showMenuBar(!m_state.isMenuHidden());
    m_topBar->setFilter(m_state.filter());
    // Said even where nothing changed: the pages are new.
    applyFilter(m_topBar->filter());
    const QString last = m_state.page();
    if (m_pages->hasPage(last))
        showPage(last);
    else if (!m_pages->pages().isEmpty())
        showPage(m_pages->pages().first().id);
    adaptToWidth();
    // The keyboard starts in the page: with the old pages it would fall to whatever comes next.
    if (const auto parts = m_pages->regions(); !parts.isEmpty())
        focusRegion(*parts.first());
}

void MainWindow::save()
{
    m_state.setGeometry(saveGeometry());
    for (const PageInfo &page : m_pages->pages()) {
        QWidget *made = m_pages->page(page.id);
        if (!made)
            continue;
        m_state.saveSplitters(page.id, *made);
        if (page.saveLayout)
            m_state.setLayout(page.id, page.saveLayout(*made));
    }
}

void MainWindow::setRecentWorkspaces(const QList<WorkspaceInfo> &workspaces)
{
    m_topBar->picker().setRecent(workspaces);
}

void MainWindow::setPerson(const QString &name)
{
    m_topBar->setPerson(name);
}

void MainWindow::addPaletteSource(PaletteSource source)
{
    m_sources.append(std::move(source));
}

void MainWindow::setOperations(const QList<RunningOperation> &operations)
{
    m_operations->setOperations(operations);
}

void MainWindow::setPageBadge(const QString &pageId, int count, widgets::BadgeTone tone)
{
    m_rail->setBadge(pageId, count, tone);
}

void MainWindow::notify(const Notification &notification)
{
    m_notifications->add(notification);
    say({notification.tone, notification.title, {}});
}

void MainWindow::say(const widgets::ToastText &text)
{
    m_toasts->say(text);
}

widgets::EnvironmentFilter MainWindow::environmentFilter() const
{
    return m_topBar->filter();
}

void MainWindow::setEnvironmentFilter(widgets::EnvironmentFilter filter)
{
    m_topBar->setFilter(filter);
}

QString MainWindow::currentPage() const
{
    return m_pages->currentId();
}

void MainWindow::showPage(const QString &id)
{
    m_pages->showPage(id);
}

void MainWindow::showSync(const refresh::SyncState &state)
{
    m_topBar->sync().setState(state);
    m_topBar->calls().setCalls(state.callsLeft);
}

void MainWindow::openNotifications()
{
    auto *popover = new NotificationsPopover(*m_notifications, *m_services.clock, this);
    connect(popover, &NotificationsPopover::pageRequested, this, &MainWindow::webPageRequested);
    popover->openAt(m_topBar->bell());
    m_notifications->markRead();
}

void MainWindow::openSettings()
{
    (new SettingsDialog(*m_services.theme, this))->open();
}

void MainWindow::openAccounts()
{
    (new AccountsDialog(*m_services.accounts, this))->open();
}

void MainWindow::adaptToWidth()
{
    const qreal scale = theme::textScale(font());
    m_rail->setNarrow(width() < railNeedsWords * scale);
    m_topBar->setNarrow(width() < barNeedsSegments * scale);
}

QList<QWidget *> MainWindow::regions() const
{
    return QList<QWidget *>{m_rail, m_topBar} + m_pages->regions() + QList<QWidget *>{m_operations};
}

void MainWindow::cycle(int by)
{
    if (m_palette->isVisible())
        return;
    cycleRegions(regions(), by);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    adaptToWidth();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_workspace.key.isEmpty())
        save();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        emit hiddenChanged(isMinimized());
}

} // namespace slipway::shell
