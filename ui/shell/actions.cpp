#include "shell/actions.h"

#include "theme/icons.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

#define TEXT(words) QT_TRANSLATE_NOOP("shell::actions", words)

constexpr std::array table = {
    ActionInfo{"workspace.open", TEXT("Open workspace…"), "action-launch", "Ctrl+O", Menu::File,
               TEXT("Opens a slipway.yaml from this computer."), 1},
    ActionInfo{"workspace.demo", TEXT("Open demo workspace"), "slipway", "", Menu::File,
               TEXT("Opens Loop Health. Everything in it is simulated on this computer."), 1},
    ActionInfo{"workspace.switch", TEXT("Switch workspace"), "chevron-up-down", "Ctrl+Shift+W", Menu::File,
               TEXT("Lists the workspaces that were opened lately."), 1},
    ActionInfo{"accounts.show", TEXT("Accounts…"), "nav-accounts", "", Menu::File,
               TEXT("Shows which providers are signed in, and takes tokens."), 2},
    ActionInfo{"settings.show", TEXT("Settings…"), "nav-settings", "Ctrl+,", Menu::File,
               TEXT("Theme, motion and shortcuts."), 2},
    ActionInfo{"app.quit", TEXT("Quit"), "action-close", "Ctrl+Q", Menu::File, TEXT("Closes Slipway."), 3},

    ActionInfo{"filter.all", TEXT("All environments"), "environment", "Ctrl+1", Menu::View,
               TEXT("Shows every environment."), 1, true},
    ActionInfo{"filter.production", TEXT("Production only"), "environment", "Ctrl+2", Menu::View,
               TEXT("Shows what runs in production."), 1, true},
    ActionInfo{"filter.staging", TEXT("Staging only"), "environment", "Ctrl+3", Menu::View,
               TEXT("Shows what runs on staging."), 1, true},
    ActionInfo{"filter.preview", TEXT("Previews only"), "environment", "Ctrl+4", Menu::View,
               TEXT("Shows the deployments of pull requests."), 1, true},
    ActionInfo{"sync.now", TEXT("Sync now"), "action-sync", "F5", Menu::View, TEXT("Asks every provider again."), 2},
    ActionInfo{"inbox.focus", TEXT("Go to inbox"), "action-notify", "Ctrl+Shift+I", Menu::View,
               TEXT("Moves to what needs you."), 3},
    ActionInfo{"operations.show", TEXT("Running operations"), "status-running", "Ctrl+J", Menu::View,
               TEXT("Lists what is under way."), 3},
    ActionInfo{"notifications.show", TEXT("Notifications"), "action-notify", "Ctrl+Shift+N", Menu::View,
               TEXT("Lists what happened lately."), 3},
    ActionInfo{"theme.system", TEXT("Theme: system"), "action-show", "", Menu::View,
               TEXT("Follows the desktop's light or dark scheme."), 4, true},
    ActionInfo{"theme.light", TEXT("Theme: light"), "action-show", "", Menu::View, TEXT("Always light."), 4, true},
    ActionInfo{"theme.dark", TEXT("Theme: dark"), "action-show", "", Menu::View, TEXT("Always dark."), 4, true},
    ActionInfo{"menu.toggle", TEXT("Menu bar"), "action-more", "Ctrl+M", Menu::View,
               TEXT("Shows or hides the menu bar."), 5, true},
    ActionInfo{"window.fullscreen", TEXT("Full screen"), "action-zoom-fit", "F11", Menu::View,
               TEXT("Fills the screen, or gives it back."), 5, true},

    ActionInfo{"palette.open", TEXT("Search or run a command"), "action-search", "Ctrl+K", Menu::Tools,
               TEXT("Finds actions, apps and workflows by a few letters."), 1},
    ActionInfo{"palette.runs", TEXT("Search runs"), "action-run", "Ctrl+Shift+K", Menu::Tools,
               TEXT("Finds workflow runs by number, title or branch."), 1},

    ActionInfo{"page.overview", TEXT("Overview"), "nav-overview", "Alt+1", Menu::Window,
               TEXT("What is wrong or waiting, then what is live."), 1},
    ActionInfo{"region.next", TEXT("Next region"), "chevron-right", "F6", Menu::Window,
               TEXT("Moves the keyboard to the next part of the window."), 2},
    ActionInfo{"region.previous", TEXT("Previous region"), "action-undo", "Shift+F6", Menu::Window,
               TEXT("Moves the keyboard to the part before."), 2},

    ActionInfo{"help.shortcuts", TEXT("Keyboard shortcuts"), "keyboard", "F1", Menu::Help,
               TEXT("Lists every action with its keys."), 1},
    ActionInfo{"help.network-log", TEXT("Export network log…"), "action-download", "", Menu::Help,
               TEXT("Saves the exchanges with the providers, secrets left out, for a bug report."), 1},
    ActionInfo{"help.about", TEXT("About Slipway"), "slipway", "", Menu::Help, TEXT("Version and licences."), 2},
};

#undef TEXT

QString translated(const char *text)
{
    return QCoreApplication::translate("shell::actions", text);
}

QString tooltip(const ActionInfo &info)
{
    const QString does = translated(info.does);
    const QKeySequence keys(QString::fromLatin1(info.keys));
    return keys.isEmpty() ? does : u"%1 (%2)"_s.arg(does, keys.toString(QKeySequence::NativeText));
}

} // namespace

QString menuTitle(Menu menu)
{
    switch (menu) {
    case Menu::File: return QCoreApplication::translate("shell::actions", "&File");
    case Menu::View: return QCoreApplication::translate("shell::actions", "&View");
    case Menu::Tools: return QCoreApplication::translate("shell::actions", "&Tools");
    case Menu::Window: return QCoreApplication::translate("shell::actions", "&Window");
    case Menu::Help: break;
    }
    return QCoreApplication::translate("shell::actions", "&Help");
}

std::span<const ActionInfo> actionTable()
{
    return table;
}

Actions::Actions(QWidget &window)
    : QObject(&window)
{
    for (const ActionInfo &info : table) {
        auto *action = new QAction(&window);
        action->setObjectName(QString::fromLatin1(info.id));
        action->setText(translated(info.text));
        action->setIcon(theme::icon(QString::fromLatin1(info.icon)));
        action->setShortcut(QKeySequence(QString::fromLatin1(info.keys)));
        action->setStatusTip(translated(info.does));
        action->setToolTip(tooltip(info));
        action->setCheckable(info.isCheckable);
        action->setMenuRole(QAction::NoRole);
        window.addAction(action);
        m_byId.insert(info.id, action);
        m_inOrder.append(action);
    }
}

QAction &Actions::operator[](const char *id) const
{
    QAction *action = m_byId.value(id);
    Q_ASSERT_X(action, "Actions", id);
    return *action;
}

QList<QAction *> Actions::byUse() const
{
    QList<QAction *> result;
    for (const Menu menu : {Menu::Tools, Menu::View, Menu::File, Menu::Help, Menu::Window}) {
        for (const ActionInfo &info : table) {
            if (info.menu == menu)
                result.append(m_byId.value(info.id));
        }
    }
    return result;
}

void Actions::fillMenuBar(QMenuBar &bar) const
{
    for (const Menu menu : {Menu::File, Menu::View, Menu::Tools, Menu::Window, Menu::Help})
        fillMenu(*bar.addMenu(menuTitle(menu)), menu);
}

void Actions::fillMenu(QMenu &target, Menu menu) const
{
    int section = 0;
    for (const ActionInfo &info : table) {
        if (info.menu != menu)
            continue;
        if (section != 0 && section != info.section)
            target.addSeparator();
        section = info.section;
        target.addAction(&(*this)[info.id]);
    }
}

} // namespace slipway::shell
