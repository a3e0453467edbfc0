#pragma once

#include "base/clock.h"
#include "health/slow_deploy.h"
#include "health/watches.h"

#include <QHash>
#include <QSet>

namespace slipway::health {

/// Looks now and then for deploys that run longer than the workspace allows, and tells of each attempt once. GUI
/// thread. Source: delivery-semantics D5.
class SlowDeploys
{
public:
    struct Setup {
        milliseconds limit{0};
        std::shared_ptr<base::Clock> clock;
        Book book;
        /// An attempt is found slow for the first time.
        std::function<void(const releases::Release &, const QString &words)> found;
        /// What is said of one that is slow moved on.
        std::function<void(const QString &releaseId)> moved;
    };

    explicit SlowDeploys(Setup setup);
    Q_DISABLE_COPY_MOVE(SlowDeploys)

    /// It was told of already, by an earlier program.
    void setTold(const QString &releaseId) { m_told.insert(releaseId); }
    /// Of one that runs too long now; else empty.
    QString words(const QString &releaseId) const;

private:
    void look();
    void noteWait(const releases::Release &release);
    QString wordsOf(const releases::Release &release) const;
    QList<milliseconds> pastOf(const releases::Release &release) const;

    Setup m_setup;
    /// Of those under way: how long they waited for people, as far as it was seen.
    QHash<QString, Period> m_waits;
    QSet<QString> m_told;
    std::unique_ptr<base::Alarm> m_next;
};

} // namespace slipway::health
