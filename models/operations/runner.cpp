#include "operations/runner.h"

#include "operations/audit_words.h"
#include "operations/host.h"
#include "operations/runner_private.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

base::Error invalid(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message);
}

base::Error heldBy(const LockHolder &holder, const QDateTime &now)
{
    return base::makeError(base::Error::Kind::Conflict, Runner::tr("%1 is in use: %2.").arg(holder.key, holder.title),
                           Runner::tr("%1 has held it since %2; wait until that ends, or look at it in Activity.")
                               .arg(holder.actor, base::format::time(holder.since, now)));
}

QString guardObjection(const Guard &guard, const QMap<QString, QString> &reasons)
{
    if (guard.level == Guard::Level::Block || (guard.level == Guard::Level::Ask && guard.overrides.isEmpty()))
        return guard.detail.isEmpty() ? guard.title : Runner::tr("%1: %2").arg(guard.title, guard.detail);
    if (guard.level == Guard::Level::Ask && reasons.value(guard.id).trimmed().isEmpty())
        return Runner::tr("Give a reason to override %1.").arg(guard.overrides);
    return {};
}

/// The first kind that nobody registered.
QString unknownKind(const Plan &plan, const Registry &registry)
{
    for (const StepSpec &step : plan.steps) {
        if (!registry.make(step))
            return step.kind;
    }
    return {};
}

} // namespace

Runner::Runner(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>())
{
    m_d->journal = setup.journal ? setup.journal : Journal::in(setup.store, setup.workspaceKey);
    m_d->owner = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_d->host = hostName(setup.host);
    m_d->setup = std::move(setup);
}

Runner::~Runner()
{
    for (const auto &[id, execution] : m_d->executions)
        execution->drop();
}

QString Runner::objection(const Plan &plan, const Consent &consent)
{
    if (!plan.obstacle.isEmpty())
        return plan.obstacle;
    for (const Guard &guard : plan.guards) {
        if (const QString words = guardObjection(guard, consent.reasons); !words.isEmpty())
            return words;
    }
    if (!plan.typeToConfirm.isEmpty() && consent.typed.trimmed() != plan.typeToConfirm)
        return tr("Type %1 to confirm.").arg(plan.typeToConfirm);
    if (consent.actor.trimmed().isEmpty())
        return tr("It is not known who asks for it; sign in first.");
    return {};
}

Execution::Self Runner::Private::make(Runner *runner, Kept kept)
{
    const QPointer<Runner> guard(runner);
    Execution::Surroundings around;
    around.journal = journal;
    around.clock = setup.clock;
    around.registry = setup.registry;
    around.remoteLock = setup.remoteLock;
    around.owner = owner;
    around.publish = [guard](const Operation &operation) {
        if (guard)
            guard->m_d->show(guard, operation);
    };
    around.audited = [guard] {
        if (guard)
            Q_EMIT guard->audited();
    };
    around.trouble = [guard](const base::Error &error) {
        if (guard)
            Q_EMIT guard->troubled(error);
    };
    const QString id = kept.operation.id;
    auto execution = std::make_shared<Execution>(std::move(around), std::move(kept));
    executions.insert_or_assign(id, execution);
    pulses.remove(id);
    return execution;
}

Execution::Self Runner::Private::find(const QString &id) const
{
    const auto found = executions.find(id);
    return found == executions.end() ? nullptr : found->second;
}

void Runner::Private::show(Runner *runner, const Operation &operation)
{
    const Operation *before = shelf.find(operation.id);
    const bool wasOver = before && isOver(before->state);
    if (!shelf.put(operation))
        return;
    const QPointer<Runner> guard(runner);
    if (isOver(operation.state))
        executions.erase(operation.id);
    const QString id = operation.id;
    const bool isFinished = isOver(operation.state) && !wasOver;
    Q_EMIT runner->changed(id);
    if (isFinished && guard)
        Q_EMIT runner->finished(id);
}

QCoro::Task<base::Result<QString>> Runner::start(Plan plan, Consent consent)
{
    const QPointer<Runner> guard(this);
    if (const QString words = objection(plan, consent); !words.isEmpty())
        co_return std::unexpected(invalid(words));
    if (const QString problem = planProblem(plan); !problem.isEmpty())
        co_return std::unexpected(invalid(problem));
    if (const QString kind = unknownKind(plan, *m_d->setup.registry); !kind.isEmpty())
        co_return std::unexpected(invalid(tr("Nobody is signed in who can carry out “%1”.").arg(kind)));
    Operation operation;
    operation.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    operation.plan = std::move(plan);
    operation.actor = consent.actor;
    operation.host = m_d->host;
    operation.startedAt = m_d->setup.clock->now();
    operation.reasons = consent.reasons;
    const auto clock = m_d->setup.clock;
    const auto held = co_await m_d->journal->begin(operation, m_d->owner, startLines(operation, operation.startedAt));
    if (!held)
        co_return std::unexpected(held.error());
    if (*held)
        co_return std::unexpected(heldBy(**held, clock->now()));
    if (!guard)
        co_return operation.id;
    const auto execution = guard->m_d->make(guard, Kept{.operation = operation});
    guard->m_d->scheduleBeat(guard);
    Q_EMIT guard->audited();
    const auto taken = co_await Execution::takeRemoteLocks(execution);
    if (!taken) {
        co_await Execution::giveUp(execution, taken.error());
        co_return std::unexpected(taken.error());
    }
    if (guard) {
        guard->m_d->show(guard, execution->operation());
        Execution::go(execution);
    }
    co_return operation.id;
}

QCoro::Task<> Runner::quit(milliseconds patience)
{
    const QPointer<Runner> guard(this);
    m_d->isQuitting = true;
    m_d->beat.reset();
    const auto journal = m_d->journal;
    const QString owner = m_d->owner;
    std::vector<QCoro::Task<>> quits;
    const auto executions = m_d->executions;
    for (const auto &[id, execution] : executions)
        quits.push_back(Execution::quit(execution, patience));
    for (auto &task : quits)
        co_await task;
    // What is not written now goes on by the other computer's patience.
    (void)co_await journal->leave(owner);
    if (!guard)
        co_return;
    for (const auto &[id, execution] : executions)
        execution->drop();
}

const QList<Operation> &Runner::operations() const
{
    return m_d->shelf.all();
}

const Operation *Runner::operation(const QString &id) const
{
    return m_d->shelf.find(id);
}

QCoro::Task<base::Done> Runner::loadPast(QDateTime before, int limit)
{
    const QPointer<Runner> guard(this);
    const auto past = co_await m_d->journal->past(before, m_d->shelf.oldestAt(before), limit);
    if (!past)
        co_return std::unexpected(past.error());
    if (guard)
        guard->m_d->hasMorePast = past->size() >= limit;
    for (const Kept &kept : *past) {
        if (guard)
            guard->m_d->show(guard, kept.operation);
    }
    co_return base::Done();
}

bool Runner::hasMorePast() const
{
    return m_d->hasMorePast;
}

QCoro::Task<base::Result<QList<AuditLine>>> Runner::audit(AuditQuery query)
{
    return m_d->journal->audit(std::move(query));
}

QCoro::Task<base::Done> Runner::note(AuditLine line)
{
    if (!line.at.isValid())
        line.at = m_d->setup.clock->now();
    if (line.act.isEmpty())
        line.act = u"note"_s;
    const QPointer<Runner> guard(this);
    auto noted = co_await m_d->journal->note({line});
    if (noted && guard)
        Q_EMIT guard->audited();
    co_return noted;
}

QCoro::Task<base::Result<std::optional<LockHolder>>> Runner::holder(Target target)
{
    const auto remote = m_d->setup.remoteLock;
    auto held = co_await m_d->journal->holder(target.key());
    if (!held || *held || !remote)
        co_return held;
    co_return co_await remote->holder(target.key(), {});
}

} // namespace slipway::operations
