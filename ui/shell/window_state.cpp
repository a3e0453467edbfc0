#include "shell/window_state.h"

#include <QSettings>
#include <QSplitter>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

constexpr qsizetype mostRecentCommands = 12;
constexpr auto themeKey = "appearance/theme"_L1;
constexpr auto motionKey = "appearance/reduced-motion"_L1;
constexpr auto recentKey = "palette/recent"_L1;

/// Those with a name, `page` itself included.
QList<QSplitter *> namedSplitters(QWidget &page)
{
    QList<QSplitter *> result = page.findChildren<QSplitter *>();
    if (auto *splitter = qobject_cast<QSplitter *>(&page))
        result.append(splitter);
    result.removeIf([](const QSplitter *splitter) { return splitter->objectName().isEmpty(); });
    return result;
}

} // namespace

WindowState::WindowState(QSettings &settings)
    : m_settings(settings)
{ }

void WindowState::setWorkspace(const QString &key)
{
    // A path has slashes, which would make groups of it.
    m_workspace = QString::fromLatin1(QUrl::toPercentEncoding(key));
}

QString WindowState::inWorkspace(const char *name) const
{
    return u"workspace/%1/%2"_s.arg(m_workspace, QLatin1StringView(name));
}

QByteArray WindowState::geometry() const
{
    return m_settings.value(inWorkspace("geometry")).toByteArray();
}

void WindowState::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue(inWorkspace("geometry"), geometry);
}

QString WindowState::page() const
{
    return m_settings.value(inWorkspace("page")).toString();
}

void WindowState::setPage(const QString &id)
{
    m_settings.setValue(inWorkspace("page"), id);
}

widgets::EnvironmentFilter WindowState::filter() const
{
    const int stored = m_settings.value(inWorkspace("filter")).toInt();
    return static_cast<widgets::EnvironmentFilter>(
        std::clamp(stored, 0, static_cast<int>(widgets::EnvironmentFilter::Preview)));
}

void WindowState::setFilter(widgets::EnvironmentFilter filter)
{
    m_settings.setValue(inWorkspace("filter"), static_cast<int>(filter));
}

bool WindowState::isMenuHidden() const
{
    return m_settings.value(inWorkspace("menu-hidden")).toBool();
}

void WindowState::setMenuHidden(bool hidden)
{
    m_settings.setValue(inWorkspace("menu-hidden"), hidden);
}

void WindowState::saveSplitters(const QString &pageId, QWidget &page)
{
    for (const QSplitter *splitter : namedSplitters(page))
        m_settings.setValue(inWorkspace("splitters/") + pageId + u'/' + splitter->objectName(), splitter->saveState());
}

void WindowState::restoreSplitters(const QString &pageId, QWidget &page) const
{
    for (QSplitter *splitter : namedSplitters(page)) {
        const QString key = inWorkspace("splitters/") + pageId + u'/' + splitter->objectName();
        if (m_settings.contains(key))
            splitter->restoreState(m_settings.value(key).toByteArray());
    }
}

QByteArray WindowState::layout(const QString &pageId) const
{
    return m_settings.value(inWorkspace("layout/") + pageId).toByteArray();
}

void WindowState::setLayout(const QString &pageId, const QByteArray &layout)
{
    m_settings.setValue(inWorkspace("layout/") + pageId, layout);
}

QString WindowState::theme() const
{
    return m_settings.value(themeKey).toString();
}

void WindowState::setTheme(const QString &name)
{
    m_settings.setValue(themeKey, name);
}

bool WindowState::isMotionReduced() const
{
    return m_settings.value(motionKey).toBool();
}

void WindowState::setMotionReduced(bool reduced)
{
    m_settings.setValue(motionKey, reduced);
}

QStringList WindowState::recentCommands() const
{
    return m_settings.value(recentKey).toStringList();
}

void WindowState::addRecentCommand(const QString &id)
{
    QStringList recent = recentCommands();
    recent.removeAll(id);
    recent.prepend(id);
    m_settings.setValue(recentKey, recent.first(std::min(recent.size(), mostRecentCommands)));
}

} // namespace slipway::shell
