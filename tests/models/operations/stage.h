#pragma once

#include "mortal_journal.h"

#include "operations/runner.h"
#include "store/store.h"

#include <QCoro/QCoroTask>
#include <QTemporaryDir>
#include <QTest>

namespace slipway::operations {

/// What the fake steps act on, and what they did, in order.
struct World {
    enum class Way {
        Good,
        Fails,        ///< for certain, without an effect
        FailsOnce,    ///< then good
        FailsAfter,   ///< for certain, with an effect
        LostAnswer,   ///< the effect is there, its outcome unknown; once
        LostRequest,  ///< no effect, its outcome unknown; once
        AlwaysLost,   ///< no effect, its outcome unknown, again and again
        Foreign,      ///< somebody else is at it
        Blind,        ///< inspecting fails
        Hangs,        ///< until it is stopped; without an effect
        HangsDone,    ///< until it is stopped; with an effect
        NoRevert,     ///< good, but taking it back fails
    };
    QMap<QString, Way> ways;
    /// "apply a", "revert a".
    QStringList ledger;
    QSet<QString> done;
    /// Effects that were there already.
    QStringList doubles;
    /// How many steps ran at once at most.
    int running = 0;
    int mostRunning = 0;
    int inspections = 0;
    /// Steps that wait for their stop.
    int hanging = 0;
    Fate fate;
    /// Called before each effect.
    std::function<void(const QString &stepId)> onEffect;

    Way wayOf(const QString &id) const { return ways.value(id, Way::Good); }
    void act(const QString &id);
    void undo(const QString &id);
};

/// Kinds "act" (a change), "lease" (ephemeral), "free" (ends the lease), "watch" (only looks).
std::shared_ptr<const Registry> registryOf(const std::shared_ptr<World> &world);

/// A store in a folder of its own, a clock and a world: what stays when a program dies.
class Stage
{
    // The store's file is in it.
    QTemporaryDir m_folder;

public:
    Stage();
    explicit Stage(const store::Location &location);

    /// A program on `host`; the journal it got is `journal`.
    std::unique_ptr<Runner> runner(const QString &host = QStringLiteral("priya@laptop"));

    std::shared_ptr<World> world = std::make_shared<World>();
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    std::shared_ptr<store::Store> store;
    std::shared_ptr<MortalJournal> journal;
    std::shared_ptr<RemoteLock> remoteLock;
};

StepSpec step(const QString &id, const QStringList &after = {}, const QString &kind = QStringLiteral("act"));
StepSpec ending(const QString &id, StepTime time, const QString &kind = QStringLiteral("act"));
/// On patient-graph-api in production.
Plan planOf(const QList<StepSpec> &steps, const QString &app = QStringLiteral("patient-graph-api"));
/// A lease, a, b and c one after the other under it, a record at the end, and the lease freed.
Plan rollingPlan();

/// Starts it as Priya; its id.
QString started(Runner &runner, const Plan &plan);
/// Whether it is over or parked.
bool isAtRest(const Runner &runner, const QString &id);
QStringList actsOf(Runner &runner);

template<typename T>
auto wait(QCoro::Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace slipway::operations
