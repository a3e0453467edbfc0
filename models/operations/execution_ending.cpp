#include "operations/audit_words.h"
#include "operations/execution.h"
#include "operations/progress.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Operations", text);
}

/// How the log of acts puts the end of an operation.
QString endWords(const Operation &operation, OperationState state)
{
    const QString title = operation.plan.title;
    switch (state) {
    case OperationState::Succeeded: return tr("Done: %1.").arg(title);
    case OperationState::Aborted: return tr("Aborted before anything changed: %1.").arg(title);
    case OperationState::Compensated: return tr("Taken back: %1.").arg(title);
    default: return tr("Ended: %1.").arg(title);
    }
}

LockHolder holderOf(const Operation &operation, const Target &target, const QDateTime &now)
{
    return {target.key(),        operation.id, operation.actor, operation.host, operation.plan.title,
            operation.startedAt, now};
}

} // namespace

bool Execution::isEndClean() const
{
    for (qsizetype i = 0; i < m_operation.steps.size(); ++i) {
        const StepState state = m_operation.steps.at(i).state;
        const bool isBroken = state == StepState::Failed || state == StepState::Unknown;
        const StepTime time = spec(i).time;
        if (isBroken && (time == StepTime::Always || time == StepTime::OnSuccess))
            return false;
    }
    return true;
}

QCoro::Task<> Execution::atEnd(Self self, Close close)
{
    const bool isAborted = self->m_isAborting || wasAborted(self->m_entries);
    self->m_common->ending = endingOf(self->progress(), close, isAborted);
    while (!self->isInterrupted()) {
        const auto next = nextAtEnd(self->progress(), close);
        if (!next)
            co_return;
        if (self->spec(*next).time != StepTime::Always)
            co_await renew(self, *next);
        if (!self->isInterrupted())
            co_await perform(self, *next);
    }
}

QCoro::Task<> Execution::finish(Self self, Close close)
{
    const bool isClean = self->isEndClean();
    if (close == Close::Succeeded && isClean) {
        co_await end(self, OperationState::Succeeded, u"done"_s,
                     endWords(self->m_operation, OperationState::Succeeded));
    } else if (close == Close::Aborted && isClean && !hasEffects(self->m_operation, self->m_entries)) {
        co_await end(self, OperationState::Aborted, u"abort"_s, endWords(self->m_operation, OperationState::Aborted));
    } else {
        co_await parkFailed(self);
    }
}

QCoro::Task<> Execution::end(Self self, OperationState state, QString act, QString words)
{
    co_await releaseRemoteLocks(self);
    if (self->m_isDropped)
        co_return;
    Note note;
    note.audit = linesOf(self->m_operation, {}, act, words, self->now());
    note.standing = Standing{.state = state, .endedAt = self->now(), .next = {}, .remedies = {}, .reasons = {}};
    note.isEnd = true;
    co_await write(self, note);
}

QCoro::Task<> Execution::parkFailed(Self self)
{
    Note note;
    note.standing = parkedStanding(self->m_operation, self->m_entries);
    note.audit = linesOf(self->m_operation, {}, u"failed"_s, note.standing->next, self->now());
    co_await write(self, note);
}

QCoro::Task<> Execution::park(Self self, QString words)
{
    Note note;
    note.standing = parkedStanding(self->m_operation, self->m_entries);
    note.standing->next = words;
    if (self->m_operation.plan.steps.isEmpty())
        note.standing->remedies = {Remedy::Close};
    note.audit = linesOf(self->m_operation, {}, u"failed"_s, words, self->now());
    co_await write(self, note);
}

void Execution::parkTroubled()
{
    if (m_isDropped || m_isLost || !m_trouble)
        return;
    const Standing standing = troubledStanding(*m_trouble);
    m_operation.state = standing.state;
    m_operation.next = standing.next;
    m_operation.remedies = standing.remedies;
    publish();
}

QCoro::Task<base::Done> Execution::takeRemoteLocks(Self self)
{
    if (!self->m_around.remoteLock)
        co_return base::Done();
    const QList<Target> targets = self->m_operation.plan.targets;
    for (const Target &target : targets) {
        const LockHolder holder = holderOf(self->m_operation, target, self->now());
        auto taken = co_await self->m_around.remoteLock->take(holder, self->m_freeing.get_token());
        if (!taken)
            co_return taken;
    }
    co_return base::Done();
}

QCoro::Task<> Execution::renewRemoteLocks(Self self)
{
    const auto kept = co_await takeRemoteLocks(self);
    const bool isOthers = !kept && kept.error().kind == base::Error::Kind::Conflict;
    if (!isOthers || self->m_phase == Phase::Idle || self->isInterrupted())
        co_return;
    self->m_trouble = kept.error();
    self->m_around.trouble(kept.error());
}

QCoro::Task<> Execution::releaseRemoteLocks(Self self)
{
    if (!self->m_around.remoteLock)
        co_return;
    const QList<Target> targets = self->m_operation.plan.targets;
    for (const Target &target : targets) {
        const LockHolder holder = holderOf(self->m_operation, target, self->now());
        const auto released = co_await self->m_around.remoteLock->release(holder, self->m_freeing.get_token());
        if (released || self->m_isDropped)
            continue;
        // It runs out by itself; that it was not let go is worth a line and no more.
        self->m_unwrittenAudit += linesOf(
            self->m_operation, {}, u"note"_s,
            tr("The lock on %1 was not released: %2").arg(target.key(), base::sentence(released.error())), self->now());
    }
}

QCoro::Task<> Execution::giveUp(Self self, base::Error error)
{
    const QString words = tr("Not begun: %1 %2").arg(self->m_operation.plan.title + u'.', base::sentence(error));
    co_await end(self, OperationState::Failed, u"failed"_s, words);
}

QCoro::Task<> Execution::freeEphemerals(Self self)
{
    const QSet<QString> alive = std::exchange(self->m_alive, {});
    for (qsizetype i = self->m_operation.plan.steps.size() - 1; i >= 0; --i) {
        const StepSpec spec = self->spec(i);
        const auto step = alive.contains(spec.id) ? self->m_around.registry->make(spec) : nullptr;
        if (!step)
            continue;
        auto data = std::make_shared<Context::Data>();
        data->common = self->m_common;
        data->spec = spec;
        data->stop = self->m_freeing.get_token();
        // What is not freed ends by itself: it is ephemeral.
        (void)co_await step->revert(Context(data));
    }
}

QCoro::Task<> Execution::quit(Self self, milliseconds patience)
{
    self->m_isQuitting = true;
    const auto stopWhere = [](const Self &execution, bool (*matches)(const StepSpec &)) {
        const auto stops = execution->m_stops;
        for (auto [index, stop] : stops) {
            if (matches(execution->spec(index)))
                stop.request_stop();
        }
    };
    stopWhere(self, [](const StepSpec &spec) { return !spec.mutates; });
    bool isOver = false;
    const auto half = self->m_around.clock->alarm(
        patience / 2, [self, stopWhere] { stopWhere(self, [](const StepSpec &) { return true; }); });
    const auto whole = self->m_around.clock->alarm(patience, [self, &isOver] {
        isOver = true;
        self->m_freeing.request_stop();
        self->m_quitBell.ring();
    });
    while (self->m_phase != Phase::Idle && !isOver && !self->m_isDropped)
        co_await self->m_quitBell;
    if (!isOver)
        co_await freeEphemerals(self);
    self->m_common->things.clear();
}

} // namespace slipway::operations
