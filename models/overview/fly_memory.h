#pragma once

#include "fly/machines.h"
#include "fly/releases.h"

#include <QMap>
#include <QStringList>

#include <chrono>
#include <optional>

namespace slipway::overview {

using std::chrono::milliseconds;

/// What each Fly.io app's machines were when they were asked last, so that a large organisation's apps are asked for
/// only where its list says that something changed. Times are Clock::elapsed.
class FlyMemory
{
public:
    /// Up to so many apps are simply asked every time: the list would cost more than it spares.
    static constexpr qsizetype fewApps = 8;

    /// Those of `apps` whose machines are to be asked for: new or changed since, unsettled, and of the rest those asked
    /// longest ago, a few at a time, as the list does not tell how checks fare. `listed` is the organisation's list;
    /// absent when it could not be had.
    QStringList due(const QStringList &apps, const std::optional<QList<fly::MachineBrief>> &listed, milliseconds now);
    /// From the next `due` on every app is due once, whatever the list says.
    void askAll();
    /// Whether the app's releases are to be asked for: never were, or its machines belong to another one now.
    bool needsReleases(const QString &app, const QList<fly::Machine> &machines) const;
    const QList<fly::Release> &releases(const QString &app) const;

    /// Notes the answers. `isSettled` is false while something of the app moves or fails: it is asked each time then.
    void tookReleases(const QString &app, const QList<fly::Machine> &machines, const QList<fly::Release> &releases);
    void tookMachines(const QString &app, bool isSettled, milliseconds now);
    /// The app's machines could not be had: it is asked again.
    void failed(const QString &app);

private:
    struct Entry {
        /// The list's machines as they were when the app was asked, and as they are now.
        QString known;
        QString listed;
        bool isSettled = false;
        milliseconds askedAt{0};
        std::optional<QString> releaseId;
        QList<fly::Release> releases;
    };
    QMap<QString, Entry> m_entries;
};

} // namespace slipway::overview
