#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <span>

class QMenu;
class QMenuBar;

/// The window around the pages.
namespace slipway::shell {

/// The menus, left to right.
enum class Menu { File, Edit, View, Pipeline, Release, Tools, Window, Help };

QString menuTitle(Menu menu);

/// A line of the one table of actions. Menus, key bindings, the palette and the list of shortcuts come from it.
struct ActionInfo {
    const char *id;
    /// Translated in the context "shell::actions"; menus and palette show it as it is.
    const char *text;
    const char *icon;
    /// As QKeySequence reads them; empty = none.
    const char *keys;
    Menu menu;
    /// What it does, in a sentence: tooltip and the palette's second line.
    const char *does;
    /// Actions of one number stand together, separated from the others of the menu.
    int section;
    bool isCheckable = false;
    /// A page does it, and only while that page is shown: see PageInfo::offers.
    bool isOfPage() const { return menu == Menu::Edit || menu == Menu::Pipeline || menu == Menu::Release; }
    /// The page that is opened for it where the one in sight does not do it; empty: none is.
    const char *home() const { return menu == Menu::Release ? "releases" : ""; }
};

std::span<const ActionInfo> actionTable();

/// The actions of one window, made from the table.
class Actions final : public QObject
{
    Q_OBJECT

public:
    /// The actions belong to `window` and work in it whether its menus are shown or not.
    explicit Actions(QWidget &window);

    /// The action of the table's `id`, never null.
    QAction &operator[](const char *id) const;
    QList<QAction *> all() const { return m_inOrder; }
    /// All, those first that people look for most.
    QList<QAction *> byUse() const;
    void fillMenuBar(QMenuBar &bar) const;

private:
    void fillMenu(QMenu &target, Menu menu) const;

    QHash<QByteArray, QAction *> m_byId;
    QList<QAction *> m_inOrder;
};

} // namespace slipway::shell
