#pragma once

#include <QKeySequence>
#include <QList>
#include <QMetaType>
#include <QString>

#include <functional>

class QWidget;

namespace slipway::shell {

/// Which environments pages show.
enum class EnvironmentFilter { All, Production, Staging, Preview };

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

Q_DECLARE_METATYPE(slipway::shell::EnvironmentFilter)
