#include "shell/about_dialog.h"
#include "shell/actions.h"
#include "shell/command_palette.h"
#include "shell/main_window.h"
#include "shell/page_stack.h"
#include "shell/top_bar.h"
#include "shell/workspace_picker.h"
#include "theme/theme.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

constexpr const char *filterActions[] = {"filter.all", "filter.production", "filter.staging", "filter.preview"};
constexpr const char *themeActions[] = {"theme.system", "theme.light", "theme.dark"};

/// Recent, filters and settings of the same window are told apart in the palette.
PaletteEntry::Group groupOf(const QString &actionId)
{
    if (actionId.startsWith("theme."_L1) || actionId.startsWith("settings."_L1))
        return PaletteEntry::Group::Settings;
    return actionId.startsWith("page."_L1) ? PaletteEntry::Group::GoTo : PaletteEntry::Group::Commands;
}

} // namespace

void MainWindow::connectActions()
{
    const auto on = [this](const char *id, auto &&handler) {
        connect(&(*m_actions)[id], &QAction::triggered, this, std::forward<decltype(handler)>(handler));
    };
    on("workspace.open", [this] { emit openWorkspaceRequested(); });
    on("workspace.demo", [this] { emit demoRequested(); });
    on("workspace.switch", [this] { m_topBar->picker().openMenu(); });
    on("accounts.show", [this] { openAccounts(); });
    on("settings.show", [this] { openSettings(); });
    on("app.quit", [this] { close(); });
    on("sync.now", [this] { emit syncRequested(); });
    on("inbox.focus", [this] { emit inboxRequested(); });
    on("operations.show", [this] { m_operations->openList(); });
    on("notifications.show", [this] { openNotifications(); });
    on("palette.open", [this] { openPalette(); });
    on("palette.runs", [this] { openPalette(u"#"_s); });
    on("region.next", [this] { cycle(1); });
    on("region.previous", [this] { cycle(-1); });
    on("help.shortcuts", [this] { (new ShortcutsDialog(this))->open(); });
    on("help.network-log", [this] { emit networkLogRequested(); });
    on("help.about", [this] { (new AboutDialog(this))->open(); });
    for (const ActionInfo &info : actionTable()) {
        const QLatin1StringView id(info.id);
        if (id.startsWith("page."_L1))
            on(info.id, [this, page = QString(id.sliced(5))] { goToPage(page); });
        else if (*info.home())
            on(info.id, [this, &info] { doAtHome(info); });
    }
}

void MainWindow::bindOffers(const QString &id, QWidget *page)
{
    const PageInfo *info = m_pages->info(id);
    if (!info || !info->offers)
        return;
    for (const Offer &offer : info->offers(*page)) {
        m_offers[id].insert(offer.id, offer.action);
        QAction *own = &(*m_actions)[offer.id];
        connect(own, &QAction::triggered, offer.action, [this, id, action = offer.action] {
            if (m_pages->currentId() == id)
                action->trigger();
        });
        connect(offer.action, &QAction::changed, this, &MainWindow::showOffers);
    }
}

bool MainWindow::leadsHome(const ActionInfo &info) const
{
    const QString home = QString::fromLatin1(info.home());
    return !home.isEmpty() && m_pages->currentId() != home && m_pages->info(home);
}

void MainWindow::doAtHome(const ActionInfo &info)
{
    const QPointer<QAction> here = m_offers.value(m_pages->currentId()).value(info.id);
    if (!leadsHome(info) || (here && here->isEnabled()))
        return;
    const QString home = QString::fromLatin1(info.home());
    // A page that was made before hears of the same click itself.
    const bool isMade = m_offers.contains(home);
    goToPage(home);
    const QPointer<QAction> there = m_offers.value(home).value(info.id);
    if (!isMade && there && there->isEnabled())
        there->trigger();
}

void MainWindow::showOffers()
{
    const auto offered = m_offers.value(m_pages->currentId());
    for (const ActionInfo &info : actionTable()) {
        if (!info.isOfPage())
            continue;
        QAction &own = (*m_actions)[info.id];
        const QPointer<QAction> action = offered.value(info.id);
        own.setEnabled((action && action->isEnabled()) || leadsHome(info));
        const bool isNamed = action && !action->text().isEmpty();
        own.setText(isNamed ? action->text() : QCoreApplication::translate("shell::actions", info.text));
    }
}

void MainWindow::connectFilterAndTheme()
{
    auto *filters = new QActionGroup(this);
    for (int i = 0; const char *id : filterActions) {
        filters->addAction(&(*m_actions)[id]);
        connect(&(*m_actions)[id], &QAction::triggered, this,
                [this, filter = static_cast<widgets::EnvironmentFilter>(i++)] { setEnvironmentFilter(filter); });
    }
    auto *themes = new QActionGroup(this);
    for (int i = 0; const char *id : themeActions) {
        themes->addAction(&(*m_actions)[id]);
        connect(&(*m_actions)[id], &QAction::triggered, this,
                [this, setting = static_cast<theme::Theme::Setting>(i++)] { m_services.theme->setSetting(setting); });
    }
    connect(m_services.theme, &theme::Theme::settingChanged, this, [this](theme::Theme::Setting setting) {
        m_state.setTheme(theme::settingName(setting));
        markTheme();
    });
    connect(m_services.theme, &theme::Theme::motionReducedChanged, this,
            [this](bool reduced) { m_state.setMotionReduced(reduced); });
}

void MainWindow::connectView()
{
    connect(&(*m_actions)["menu.toggle"], &QAction::toggled, this, [this](bool shown) {
        showMenuBar(shown);
        m_state.setMenuHidden(!shown);
    });
    connect(&(*m_actions)["window.fullscreen"], &QAction::triggered, this,
            [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
}

void MainWindow::applyFilter(widgets::EnvironmentFilter filter)
{
    (*m_actions)[filterActions[static_cast<int>(filter)]].setChecked(true);
    m_state.setFilter(filter);
    emit environmentFilterChanged(filter);
}

void MainWindow::markTheme()
{
    (*m_actions)[themeActions[static_cast<int>(m_services.theme->setting())]].setChecked(true);
}

void MainWindow::showMenuBar(bool shown)
{
    const QSignalBlocker quiet((*m_actions)["menu.toggle"]);
    (*m_actions)["menu.toggle"].setChecked(shown);
    menuBar()->setVisible(shown);
}

void MainWindow::openPalette(const QString &query)
{
    m_palette->open(paletteEntries(), m_state.recentCommands(), query);
}

QList<PaletteEntry> MainWindow::paletteEntries()
{
    QList<PaletteEntry> entries;
    for (QAction *action : m_actions->byUse()) {
        const QString id = action->objectName();
        // The palette does not list itself.
        if (!action->isEnabled() || id == "palette.open"_L1)
            continue;
        entries.append({.id = id,
                        .group = groupOf(id),
                        .icon = action->icon().name(),
                        .title = action->text(),
                        .does = action->statusTip(),
                        .keys = action->shortcut(),
                        .run = [action = QPointer(action)] {
                            if (action)
                                action->trigger();
                        }});
    }
    for (const PaletteSource &source : std::as_const(m_sources))
        entries.append(source());
    return entries;
}

} // namespace slipway::shell
