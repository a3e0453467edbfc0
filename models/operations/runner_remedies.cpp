#include "operations/audit_words.h"
#include "operations/runner_private.h"

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

/// Why a person's word to an operation is not carried out: it runs elsewhere, or is over.
base::Error notOurs()
{
    return base::makeError(base::Error::Kind::Conflict, Runner::tr("This program does not carry that operation out."),
                           Runner::tr("It is over, or runs on another computer."));
}

} // namespace

void Runner::abort(const QString &id, const QString &actor)
{
    if (const auto execution = m_d->find(id))
        Execution::abort(execution, actor);
}

QCoro::Task<base::Done> Runner::retry(QString id, QString actor)
{
    const auto execution = m_d->find(id);
    if (!execution)
        co_return std::unexpected(notOurs());
    co_return co_await Execution::retry(execution, actor);
}

QCoro::Task<base::Done> Runner::compensate(QString id, QString actor, QString reason)
{
    const auto execution = m_d->find(id);
    if (!execution)
        co_return std::unexpected(notOurs());
    co_return co_await Execution::compensate(execution, actor, reason);
}

QCoro::Task<base::Done> Runner::close(QString id, QString actor, QString reason)
{
    const auto execution = m_d->find(id);
    if (!execution)
        co_return std::unexpected(notOurs());
    co_return co_await Execution::close(execution, actor, reason);
}

QCoro::Task<base::Done> Runner::takeOver(QString id, QString actor)
{
    const QPointer<Runner> guard(this);
    const auto journal = m_d->journal;
    const auto clock = m_d->setup.clock;
    const auto found = co_await journal->find(id);
    if (!found)
        co_return std::unexpected(found.error());
    if (!guard || guard->m_d->find(id) || !*found || isOver((*found)->operation.state))
        co_return std::unexpected(notOurs());
    const Kept kept = **found;
    Pulse &pulse = guard->m_d->pulses[id];
    pulse.take(kept.seenAt, clock->elapsed());
    if (!kept.owner.isEmpty() && !pulse.isStale(clock->now(), clock->elapsed())) {
        co_return std::unexpected(base::makeError(base::Error::Kind::Conflict,
                                                  tr("%1 still works on it.").arg(kept.operation.host),
                                                  tr("Wait a minute after its last sign of life, or abort it there.")));
    }
    const QString words = tr("Took over from %1: %2.").arg(kept.operation.host, kept.operation.plan.title);
    co_return co_await Private::adopt(guard, kept, linesOf(kept.operation, actor, u"take-over"_s, words, clock->now()));
}

} // namespace slipway::operations
