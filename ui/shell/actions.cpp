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

    ActionInfo{"edit.undo", TEXT("Undo"), "action-undo", "Ctrl+Z", Menu::Edit, TEXT("Takes the last change back."), 1},
    ActionInfo{"edit.redo", TEXT("Redo"), "action-redo", "Ctrl+Shift+Z", Menu::Edit,
               TEXT("Makes the change that was taken back."), 1},
    ActionInfo{"edit.cut", TEXT("Cut"), "action-remove", "Ctrl+X", Menu::Edit,
               TEXT("Takes the selected jobs or steps out, to be pasted as YAML."), 2},
    ActionInfo{"edit.copy", TEXT("Copy"), "action-copy", "Ctrl+C", Menu::Edit,
               TEXT("Copies the selected jobs or steps as YAML."), 2},
    ActionInfo{"edit.paste", TEXT("Paste"), "action-add", "Ctrl+V", Menu::Edit,
               TEXT("Inserts jobs, steps or triggers written as YAML."), 2},
    ActionInfo{"edit.duplicate", TEXT("Duplicate"), "action-copy", "Ctrl+D", Menu::Edit,
               TEXT("Makes a copy of the selected job or step behind it."), 2},
    ActionInfo{"edit.remove", TEXT("Remove"), "action-remove", "", Menu::Edit,
               TEXT("Removes what is selected (Delete on the canvas)."), 2},
    ActionInfo{"edit.rename", TEXT("Rename"), "action-edit", "F2", Menu::Edit,
               TEXT("Changes the name of the selected job or step."), 2},
    ActionInfo{"edit.find", TEXT("Find"), "action-search", "Ctrl+F", Menu::Edit,
               TEXT("Finds text in the file or the log."), 3},
    ActionInfo{"edit.replace", TEXT("Find and replace"), "action-search", "Ctrl+H", Menu::Edit,
               TEXT("Replaces text in the file."), 3},
    ActionInfo{"edit.symbol", TEXT("Go to job or step…"), "action-search", "Ctrl+Shift+O", Menu::Edit,
               TEXT("Lists the parts of the file."), 3},
    ActionInfo{"edit.definition", TEXT("Go to definition"), "chevron-right", "F12", Menu::Edit,
               TEXT("Opens what the word under the cursor stands for."), 3},
    ActionInfo{"edit.comment", TEXT("Toggle comment"), "action-edit", "Ctrl+/", Menu::Edit,
               TEXT("Makes the lines a comment, or text again."), 4},
    ActionInfo{"edit.complete", TEXT("Complete"), "action-check", "Ctrl+Space", Menu::Edit,
               TEXT("Lists what can be written here."), 4},
    ActionInfo{"edit.fix", TEXT("Quick fix"), "action-check", "Ctrl+.", Menu::Edit,
               TEXT("Lists what mends the problem under the cursor."), 4},
    ActionInfo{"edit.next-problem", TEXT("Next problem"), "status-warning", "F8", Menu::Edit,
               TEXT("Goes to the next thing that is underlined."), 4},
    ActionInfo{"edit.previous-problem", TEXT("Previous problem"), "status-warning", "Shift+F8", Menu::Edit,
               TEXT("Goes to the thing underlined before."), 4},

    ActionInfo{"pipeline.new", TEXT("New workflow…"), "action-add", "Ctrl+N", Menu::Pipeline,
               TEXT("Starts a workflow from a template."), 1},
    ActionInfo{"pipeline.open", TEXT("Open local clone…"), "action-launch", "", Menu::Pipeline,
               TEXT("Edits the workflow files of a clone on this computer."), 1},
    ActionInfo{"pipeline.propose", TEXT("Propose change…"), "node-trigger-pull-request", "Ctrl+S", Menu::Pipeline,
               TEXT("Makes a branch, a commit and a pull request of the changes."), 1},
    ActionInfo{"pipeline.save", TEXT("Save to disk"), "action-download", "Ctrl+Shift+S", Menu::Pipeline,
               TEXT("Writes the file into the local clone."), 1},
    ActionInfo{"pipeline.discard", TEXT("Discard changes…"), "action-reject", "", Menu::Pipeline,
               TEXT("Goes back to the repository's version."), 1},
    ActionInfo{"pipeline.edit", TEXT("Edit workflow"), "action-edit", "Ctrl+Alt+E", Menu::Pipeline,
               TEXT("Shows the workflow as graph, form and text."), 2},
    ActionInfo{"pipeline.runs", TEXT("Runs"), "action-run", "Ctrl+Alt+R", Menu::Pipeline,
               TEXT("Shows the workflow's runs, live."), 2},
    ActionInfo{"pipeline.history", TEXT("History"), "nav-health", "Ctrl+Alt+H", Menu::Pipeline,
               TEXT("Shows how long runs took and which failed."), 2},
    ActionInfo{"pipeline.connect", TEXT("Connect"), "action-connect", "", Menu::Pipeline,
               TEXT("Draws a need from the selected job to another one (C on the canvas)."), 3},
    ActionInfo{"pipeline.tidy", TEXT("Tidy"), "action-tidy", "Ctrl+Shift+T", Menu::Pipeline,
               TEXT("Arranges the graph anew."), 3},
    ActionInfo{"pipeline.fit", TEXT("Fit to window"), "action-zoom-fit", "Ctrl+0", Menu::Pipeline,
               TEXT("Shows the whole graph."), 3},
    ActionInfo{"pipeline.zoom-in", TEXT("Zoom in"), "action-zoom-in", "Ctrl++", Menu::Pipeline,
               TEXT("Makes the graph larger."), 3},
    ActionInfo{"pipeline.zoom-out", TEXT("Zoom out"), "action-zoom-out", "Ctrl+-", Menu::Pipeline,
               TEXT("Makes the graph smaller."), 3},
    ActionInfo{"pipeline.run", TEXT("Run workflow…"), "action-run", "Ctrl+R", Menu::Pipeline,
               TEXT("Starts a run by hand, after a look at what it will do."), 4},
    ActionInfo{"pipeline.rerun", TEXT("Re-run…"), "action-retry", "", Menu::Pipeline,
               TEXT("Runs all jobs again, or those that failed."), 4},
    ActionInfo{"pipeline.cancel", TEXT("Abort run…"), "action-abort", "", Menu::Pipeline,
               TEXT("Stops the run at GitHub."), 4},
    ActionInfo{"pipeline.enable", TEXT("Enable or disable workflow…"), "action-hide", "", Menu::Pipeline,
               TEXT("Decides whether GitHub starts the workflow at all."), 4},

    ActionInfo{"release.rollback", TEXT("Roll back…"), "action-rollback", "Ctrl+Shift+B", Menu::Release,
               TEXT("Puts an earlier release in the place of the one that runs, after a look at the plan."), 1},
    ActionInfo{"release.promote", TEXT("Promote…"), "action-promote", "Ctrl+Shift+P", Menu::Release,
               TEXT("Brings a release to the next environment, after a look at the plan."), 1},
    ActionInfo{"release.redeploy", TEXT("Deploy again…"), "action-retry", "", Menu::Release,
               TEXT("Deploys what runs once more."), 1},
    ActionInfo{"release.undo", TEXT("Follow pushes again…"), "action-undo", "", Menu::Release,
               TEXT("Ends the hold that an instant roll-back has on a production."), 1},
    ActionInfo{"release.approve", TEXT("Review approval…"), "action-approve", "Ctrl+Shift+A", Menu::Release,
               TEXT("Shows what waits for a person, with its whole change."), 2},
    ActionInfo{"release.migrate", TEXT("Run migrations…"), "migration", "", Menu::Release,
               TEXT("Starts the migrations workflow for an environment."), 2},
    ActionInfo{"release.coordinated", TEXT("Release several apps…"), "node-matrix", "", Menu::Release,
               TEXT("Plans roll-backs and promotions of several apps as one."), 2},
    ActionInfo{"release.compare", TEXT("Compare…"), "action-diff", "", Menu::Release,
               TEXT("Shows what differs between two releases."), 3},
    ActionInfo{"release.tag", TEXT("Draft tag and notes…"), "action-edit", "", Menu::Release,
               TEXT("Suggests the next version and its release notes."), 3},
    ActionInfo{"release.timeline", TEXT("Timeline"), "nav-releases", "", Menu::Release,
               TEXT("Shows releases over time."), 4},
    ActionInfo{"release.list", TEXT("List of releases"), "nav-activity", "", Menu::Release,
               TEXT("Shows releases as a table."), 4},
    ActionInfo{"release.approvals", TEXT("Approvals"), "status-waiting", "", Menu::Release,
               TEXT("Lists what waits for a person."), 4},
    ActionInfo{"release.dora", TEXT("Delivery metrics"), "nav-health", "", Menu::Release,
               TEXT("Shows how often, how fast and how safely is released."), 4},
    ActionInfo{"release.today", TEXT("Today"), "watch-window", "", Menu::Release,
               TEXT("Moves the timeline to the present."), 5},

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
    ActionInfo{"page.pipelines", TEXT("Pipelines"), "nav-pipelines", "Alt+2", Menu::Window,
               TEXT("Workflows as graph and text, and their runs."), 1},
    ActionInfo{"page.releases", TEXT("Releases"), "nav-releases", "Alt+3", Menu::Window,
               TEXT("What was released where, and what waits to be."), 1},
    ActionInfo{"page.activity", TEXT("Activity"), "nav-activity", "Alt+7", Menu::Window,
               TEXT("Every act: who, what, plan and result."), 1},
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
    case Menu::Edit: return QCoreApplication::translate("shell::actions", "&Edit");
    case Menu::View: return QCoreApplication::translate("shell::actions", "&View");
    case Menu::Pipeline: return QCoreApplication::translate("shell::actions", "&Pipeline");
    case Menu::Release: return QCoreApplication::translate("shell::actions", "&Release");
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
        action->setEnabled(!info.isOfPage());
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
    for (const Menu menu :
         {Menu::Release, Menu::Pipeline, Menu::Tools, Menu::View, Menu::Edit, Menu::File, Menu::Help, Menu::Window}) {
        for (const ActionInfo &info : table) {
            if (info.menu == menu)
                result.append(m_byId.value(info.id));
        }
    }
    return result;
}

void Actions::fillMenuBar(QMenuBar &bar) const
{
    for (const Menu menu :
         {Menu::File, Menu::Edit, Menu::View, Menu::Pipeline, Menu::Release, Menu::Tools, Menu::Window, Menu::Help})
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
