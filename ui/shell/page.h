#pragma once

#include <QByteArray>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>

class QAction;
class QWidget;

namespace slipway::shell {

/// What a page does when the window's action of that id ("edit.undo") is chosen. The window's is enabled and named as
/// the page's is, while the page is shown.
struct Offer {
    const char *id;
    QAction *action;
};

/// What a page gives the window. Pages are made when they are first shown.
struct PageInfo {
    /// Stable: "overview". An action "page.<id>" of the table, if there is one, opens it.
    QString id;
    QString title;
    /// "nav-overview".
    QString icon;
    std::function<QWidget *(QWidget *parent)> make;
    /// The page's parts that F6 goes through, in order; without this the page is one part.
    std::function<QList<QWidget *>(const QWidget &page)> regions = {};
    /// The actions of menus Edit and Pipeline that the page does, once it is made.
    std::function<QList<Offer>(const QWidget &page)> offers = {};
    /// How the person arranged the page, to be kept with the workspace; empty while the page decides. Beside this, the
    /// sizes of splitters with an object name are kept.
    std::function<QByteArray(const QWidget &page)> saveLayout = {};
    /// Takes what `saveLayout` gave, when the page is made.
    std::function<void(QWidget &page, const QByteArray &layout)> restoreLayout = {};
};

/// A workspace as the picker lists it.
struct WorkspaceInfo {
    /// Path of its slipway.yaml, or "demo": also under which the window's state is kept.
    QString key;
    QString name;
    bool isDemo = false;
    bool operator==(const WorkspaceInfo &) const = default;
};

} // namespace slipway::shell
