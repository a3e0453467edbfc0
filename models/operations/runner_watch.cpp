#include "operations/host.h"
#include "operations/runner_private.h"

#include "base/format.h"

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

/// A lock at a provider is taken anew after so many beats.
constexpr int beatsOfRemoteLock = 20;

/// What another program left in the middle is not running.
void markInterrupted(Operation &operation)
{
    for (StepRecord &record : operation.steps) {
        if (record.state == StepState::Running)
            record.state = StepState::Unknown;
    }
}

} // namespace

QCoro::Task<base::Done> Runner::resume()
{
    m_d->scheduleBeat(this);
    return Private::look(this);
}

void Runner::Private::scheduleBeat(Runner *runner)
{
    if (isWatching || isQuitting)
        return;
    isWatching = true;
    beat = setup.clock->alarm(Pulse::betweenBeats, [guard = QPointer<Runner>(runner)] { tick(guard); });
}

QCoro::Task<> Runner::Private::tick(QPointer<Runner> runner)
{
    if (!runner)
        co_return;
    const auto journal = runner->m_d->journal;
    const auto clock = runner->m_d->setup.clock;
    const bool renewsRemote = ++runner->m_d->beats % beatsOfRemoteLock == 0;
    const auto executions = runner->m_d->executions;
    if (!executions.empty()) {
        const auto beaten = co_await journal->beat(runner->m_d->owner, clock->now());
        if (!beaten && runner)
            Q_EMIT runner->troubled(beaten.error());
    }
    // Not waited for: a provider that is slow to answer must not keep the signs of life back.
    for (const auto &[id, execution] : executions) {
        if (renewsRemote && !execution->isLost())
            Execution::renewRemoteLocks(execution);
    }
    (void)co_await look(runner);
    if (!runner)
        co_return;
    runner->m_d->isWatching = false;
    Q_EMIT runner->audited();
    if (!runner)
        co_return;
    runner->m_d->scheduleBeat(runner);
}

QCoro::Task<base::Done> Runner::Private::look(QPointer<Runner> runner)
{
    const auto journal = runner ? runner->m_d->journal : nullptr;
    if (!journal)
        co_return base::Done();
    const auto open = co_await journal->open();
    if (!runner)
        co_return base::Done();
    if (!open) {
        Q_EMIT runner->troubled(open.error());
        co_return std::unexpected(open.error());
    }
    QStringList ids;
    for (const Kept &kept : *open) {
        ids.append(kept.operation.id);
        co_await consider(runner, kept);
    }
    co_await lookAfterGone(runner, ids);
    co_return base::Done();
}

QCoro::Task<> Runner::Private::consider(QPointer<Runner> runner, Kept kept)
{
    if (!runner || runner->m_d->isQuitting)
        co_return;
    Private &d = *runner->m_d;
    const QString id = kept.operation.id;
    // Being started right now.
    if (kept.owner == d.owner)
        co_return;
    if (const auto execution = d.find(id)) {
        if (!execution->isLost())
            co_return;
        d.executions.erase(id);
    }
    const base::Clock &clock = *d.setup.clock;
    Pulse &pulse = d.pulses[id];
    pulse.take(kept.seenAt, clock.elapsed());
    const bool isSilent = kept.owner.isEmpty() || pulse.isStale(clock.now(), clock.elapsed());
    const bool isOurs =
        isGoneFrom(kept.operation.host, d.setup.host) || (isSilent && isOn(kept.operation.host, d.setup.host));
    if (isOurs) {
        const auto adopted = co_await adopt(runner, kept, {});
        if (adopted || !runner)
            co_return;
    }
    runner->m_d->watch(runner, kept);
}

void Runner::Private::watch(Runner *runner, Kept kept)
{
    Operation operation = kept.operation;
    operation.isOurs = false;
    operation.remedies.clear();
    const base::Clock &clock = *setup.clock;
    if (kept.owner.isEmpty() || pulses[operation.id].isStale(clock.now(), clock.elapsed())) {
        markInterrupted(operation);
        operation.remedies = {Remedy::TakeOver};
        operation.next = tr("%1 has given no sign of life since %2. Take it over to go on.")
                             .arg(operation.host, base::format::time(kept.seenAt, clock.now()));
    }
    show(runner, operation);
}

QCoro::Task<base::Done> Runner::Private::adopt(QPointer<Runner> runner, Kept kept, QList<AuditLine> audit)
{
    if (!runner)
        co_return base::Done();
    const auto journal = runner->m_d->journal;
    const QString owner = runner->m_d->owner;
    const QString host = runner->m_d->host;
    const auto adopted = co_await journal->adopt(kept, owner, host, runner->m_d->setup.clock->now(), audit);
    if (!adopted || !runner)
        co_return adopted;
    kept.operation.host = host;
    const QString damage = kept.damage;
    const auto execution = runner->m_d->make(runner, std::move(kept));
    runner->m_d->show(runner, execution->operation());
    if (!damage.isEmpty()) {
        co_await Execution::park(execution,
                                 tr("%1 Look at the provider what is so, then say how to go on.").arg(damage));
        co_return base::Done();
    }
    const auto taken = co_await Execution::takeRemoteLocks(execution);
    if (!taken)
        co_await Execution::park(execution, base::sentence(taken.error()));
    else if (runner)
        Execution::go(execution);
    co_return base::Done();
}

QCoro::Task<> Runner::Private::lookAfterGone(QPointer<Runner> runner, QStringList open)
{
    if (!runner)
        co_return;
    QStringList gone;
    for (const Operation &operation : runner->m_d->shelf.all()) {
        if (!operation.isOurs && !isOver(operation.state) && !open.contains(operation.id))
            gone.append(operation.id);
    }
    const auto journal = runner->m_d->journal;
    for (const QString &id : std::as_const(gone)) {
        const auto found = co_await journal->find(id);
        if (!runner)
            co_return;
        if (found && *found && isOver((*found)->operation.state))
            runner->m_d->show(runner, (*found)->operation);
    }
}

} // namespace slipway::operations
