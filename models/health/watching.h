#pragma once

#include "base/clock.h"
#include "health/judge.h"
#include "health/source.h"
#include "health/watch_archive.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace slipway::health {

/// One watch under way: asks, judges, probes, until it is over. Held by shared_ptr, as what it asks may outlast it.
/// GUI thread.
class Watching final : public std::enable_shared_from_this<Watching>
{
public:
    struct Setup {
        WatchRecord record;
        Subject subject;
        /// Deploys and incidents, which are no baseline.
        QList<Period> noise;
        workspace::AlertRules rules;
        std::shared_ptr<base::Clock> clock;
        /// What is shown moved.
        std::function<void()> changed;
        /// What has to outlive the program moved.
        std::function<void()> kept;
        /// A verdict was found.
        std::function<void(Verdict, const QString &)> judged;
    };

    explicit Watching(Setup setup);

    const WatchRecord &record() const { return m_setup.record; }
    void setSource(std::shared_ptr<Source> source) { m_source = std::move(source); }
    /// Begins, or goes on; nothing once it is over.
    void go();
    /// A person ends it.
    void end(const QString &words);
    void tick(const QString &itemId, const QString &actor, bool isTicked);
    /// Asks nothing more and tells nobody.
    void stop();

private:
    using Self = std::shared_ptr<Watching>;

    WatchState &state() { return m_setup.record.state; }
    /// The time of day by the time that passed since it began here: somebody who sets the machine's clock neither ends
    /// a watch nor keeps it from ending.
    QDateTime now() const;
    int minutesIn(const QDateTime &now) const;
    int minutesPlanned() const;
    Evidence evidence() const;
    void schedule();
    void scheduleProbe();
    void take(Evidence evidence, int minutes);
    void sample(const QList<NewIssue> &issues);
    void settle(const Opinion &opinion);
    void finish(Verdict verdict, const QString &words);

    static QCoro::Task<void> look(Self self, std::shared_ptr<Source> source);
    static QCoro::Task<void> lookBack(Self self, std::shared_ptr<Source> source);
    static QCoro::Task<void> probe(Self self, std::shared_ptr<Source> source);

    Setup m_setup;
    std::shared_ptr<Source> m_source;
    std::stop_source m_stop;
    /// What ran before, as far as it is known.
    base::Result<QList<Minute>> m_before;
    QList<OperationMinutes> m_operationsBefore;
    bool m_isGoing = false;
    QDateTime m_beganAt;
    base::milliseconds m_beganElapsed{0};
    std::unique_ptr<base::Alarm> m_nextLook;
    std::unique_ptr<base::Alarm> m_nextProbe;
};

} // namespace slipway::health
