#pragma once

#include "widgets/environment_filter.h"

#include <QByteArray>

class QSettings;
class QSplitter;
class QWidget;

namespace slipway::shell {

/// What of a window is found again with its workspace, and what with the person.
class WindowState final
{
public:
    /// `settings` outlives it.
    explicit WindowState(QSettings &settings);

    /// Reads and writes below this workspace from now on.
    void setWorkspace(const QString &key);

    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    QString page() const;
    void setPage(const QString &id);
    widgets::EnvironmentFilter filter() const;
    void setFilter(widgets::EnvironmentFilter filter);
    bool isMenuHidden() const;
    void setMenuHidden(bool hidden);

    /// Every named splitter below `page`.
    void saveSplitters(const QString &pageId, QWidget &page);
    void restoreSplitters(const QString &pageId, QWidget &page) const;

    /// As PageInfo::saveLayout gave it; empty when the page was never arranged.
    QByteArray layout(const QString &pageId) const;
    void setLayout(const QString &pageId, const QByteArray &layout);

    // With the person, for all workspaces.
    QString theme() const;
    void setTheme(const QString &name);
    bool isMotionReduced() const;
    void setMotionReduced(bool reduced);
    QStringList recentCommands() const;
    void addRecentCommand(const QString &id);

private:
    QString inWorkspace(const char *name) const;

    QSettings &m_settings;
    QString m_workspace;
};

} // namespace slipway::shell
