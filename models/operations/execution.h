#pragma once

#include "operations/bell.h"
#include "operations/context_data.h"
#include "operations/journal.h"
#include "operations/runner.h"
#include "operations/schedule.h"

namespace slipway::operations {

/// One operation as this program carries it out: every change is in the journal first, then in the records.
///
/// Its coroutines hold it by `self`, so it outlives its runner until they end. GUI thread.
class Execution final : public std::enable_shared_from_this<Execution>
{
public:
    using Self = std::shared_ptr<Execution>;

    struct Surroundings {
        std::shared_ptr<Journal> journal;
        std::shared_ptr<base::Clock> clock;
        std::shared_ptr<const Registry> registry;
        /// May be null.
        std::shared_ptr<RemoteLock> remoteLock;
        QString owner;
        std::function<void(const Operation &)> publish;
        std::function<void()> audited;
        std::function<void(const base::Error &)> trouble;
    };

    Execution(Surroundings surroundings, Kept kept);
    Q_DISABLE_COPY_MOVE(Execution)

    const Operation &operation() const { return m_operation; }
    /// Another program owns it by now.
    bool isLost() const { return m_isLost; }

    /// Goes on from where the journal is; a parked one stays so.
    static void go(const Self &self);
    static void abort(const Self &self, const QString &actor);
    static QCoro::Task<base::Done> retry(Self self, QString actor);
    static QCoro::Task<base::Done> compensate(Self self, QString actor, QString reason);
    static QCoro::Task<base::Done> close(Self self, QString actor, QString reason);
    /// Parks it for `words`, a sentence, before anything was done by this program.
    static QCoro::Task<> park(Self self, QString words);

    static QCoro::Task<base::Done> takeRemoteLocks(Self self);
    /// Says that they are still needed. Where somebody else has one by now, nothing more is begun, and it is told.
    static QCoro::Task<> renewRemoteLocks(Self self);
    /// It did not begin: lets the locks go.
    static QCoro::Task<> giveUp(Self self, base::Error error);

    /// Lets steps under way end, then frees what is held in this program.
    static QCoro::Task<> quit(Self self, milliseconds patience);
    /// Nothing of it is written or told from now on.
    void drop();

private:
    enum class Phase { Idle, Forward, End, Back };

    /// What is written at once.
    struct Note {
        QList<Entry> entries;
        QList<AuditLine> audit;
        std::optional<Standing> standing;
        bool isEnd = false;
        /// It is so, whether or not it can be written: kept for the next write.
        bool isFact = false;
    };
    static QCoro::Task<base::Done> write(Self self, Note note);
    void takeWritten(const Note &note);
    void keepUnwritten(const Change &change, const Note &note);
    void lose();
    void stopSteps();
    Entry entry(Act act, const QString &stepId = {}, const QString &words = {});
    Entry outcomeEntry(Act act, const QString &stepId, const Outcome &outcome);
    Entry errorEntry(Act act, const QString &stepId, const base::Error &error);
    QDateTime now() const { return m_around.clock->now(); }
    void publish() const;

    // The whole.
    static QCoro::Task<> run(Self self);
    static QCoro::Task<> goForward(Self self);
    /// Looks what a program that is gone had under way when it was aborted, so that the records say what is so.
    static void lookAtBegun(const Self &self);
    static QCoro::Task<> normalSteps(Self self);
    bool mayBegin() const { return !isInterrupted() && !m_isAborting; }
    bool isInterrupted() const { return m_isDropped || m_isLost || m_isQuitting || m_trouble; }
    Progress progress() const { return {m_operation.plan, m_operation.steps, m_busy, m_alive}; }

    // One step.
    static QCoro::Task<> perform(Self self, qsizetype index);
    static QCoro::Task<> attempt(Self self, qsizetype index);
    static QCoro::Task<bool> settleFinding(Self self, qsizetype index, base::Result<Finding> finding);
    static QCoro::Task<bool> intend(Self self, qsizetype index);
    static QCoro::Task<> settleDone(Self self, qsizetype index, Outcome outcome);
    static QCoro::Task<> settleError(Self self, qsizetype index, Act act, base::Error error);
    static QCoro::Task<> settleStopped(Self self, qsizetype index);
    Context contextOf(qsizetype index);
    void showBegun(qsizetype index, StepState state);
    void tell(qsizetype index, const QString &words, double share);
    bool hasOpenIntent(const QString &stepId) const;
    bool wasTried(const QString &stepId) const;
    bool isStopping(qsizetype index) const;
    const StepSpec &spec(qsizetype index) const { return m_operation.plan.steps.at(index); }

    // The end.
    static QCoro::Task<> atEnd(Self self, Close close);
    static QCoro::Task<> finish(Self self, Close close);
    static QCoro::Task<> end(Self self, OperationState state, QString act, QString words);
    static QCoro::Task<> parkFailed(Self self);
    void parkTroubled();
    bool isEndClean() const;
    static QCoro::Task<> releaseRemoteLocks(Self self);
    static QCoro::Task<> freeEphemerals(Self self);

    // Taking back.
    static QCoro::Task<> goBack(Self self);
    static QCoro::Task<bool> takeBack(Self self, qsizetype index);
    static QCoro::Task<bool> revertFound(Self self, qsizetype index, std::shared_ptr<Step> step);
    static QCoro::Task<bool> settleReverted(Self self, qsizetype index, base::Result<Outcome> outcome);
    static QCoro::Task<bool> renew(Self self, qsizetype index);
    bool isArmed() const;

    Surroundings m_around;
    Operation m_operation;
    QList<Entry> m_entries;
    std::shared_ptr<Common> m_common;
    qint64 m_nextNumber = 1;
    QList<Entry> m_unwrittenEntries;
    QList<AuditLine> m_unwrittenAudit;

    Phase m_phase = Phase::Idle;
    QSet<qsizetype> m_busy;
    QSet<QString> m_alive;
    std::map<qsizetype, std::stop_source> m_stops;
    std::stop_source m_freeing;
    Bell m_stepEnded;
    Bell m_quitBell;
    bool m_isAborting = false;
    bool m_isQuitting = false;
    bool m_isLost = false;
    bool m_isDropped = false;
    std::optional<base::Error> m_trouble;
};

} // namespace slipway::operations
