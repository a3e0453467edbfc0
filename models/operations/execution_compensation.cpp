#include "operations/audit_words.h"
#include "operations/execution.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

/// How often a step is taken back whose outcome stays unknown, before a person is asked.
constexpr int mostReverts = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Operations", text);
}

} // namespace

bool Execution::isArmed() const
{
    return m_operation.plan.facts[u"armedRevert"].toBool() && !m_isAborting;
}

QCoro::Task<base::Done> Execution::compensate(Self self, QString actor, QString reason)
{
    if (self->m_phase != Phase::Idle || self->m_operation.state != OperationState::Parked) {
        co_return std::unexpected(base::makeError(
            base::Error::Kind::Conflict, tr("The operation is not in a state for that."), tr("Wait until it stops.")));
    }
    const auto taken = co_await takeRemoteLocks(self);
    if (!taken)
        co_return taken;
    self->m_trouble.reset();
    const QString words = tr("Takes back: %1. %2").arg(self->m_operation.plan.title, reason).trimmed();
    Note note;
    note.entries = {self->entry(Act::Compensate, {}, reason)};
    note.audit = linesOf(self->m_operation, actor, u"revert"_s, words, self->now());
    note.standing = Standing{.state = OperationState::Compensating};
    auto written = co_await write(self, note);
    if (written)
        go(self);
    co_return written;
}

QCoro::Task<> Execution::goBack(Self self)
{
    self->m_phase = Phase::Back;
    self->m_common->ending = Ending::Failed;
    bool isGood = true;
    while (isGood && self->mayBegin()) {
        const QList<qsizetype> left = toRevert(self->m_operation, self->m_entries);
        if (left.isEmpty())
            break;
        isGood = co_await takeBack(self, left.first());
    }
    if (self->isInterrupted())
        co_return;
    self->m_phase = Phase::End;
    co_await atEnd(self, Close::Failed);
    if (self->isInterrupted())
        co_return;
    if (toRevert(self->m_operation, self->m_entries).isEmpty() && self->isEndClean()) {
        co_await end(self, OperationState::Compensated, u"done"_s,
                     tr("Taken back: %1.").arg(self->m_operation.plan.title));
    } else {
        co_await parkFailed(self);
    }
}

QCoro::Task<bool> Execution::renew(Self self, qsizetype index)
{
    const QList<qsizetype> missing = missingFor(self->progress(), index);
    for (const qsizetype ephemeral : missing) {
        if (self->m_operation.steps.at(ephemeral).state != StepState::Done)
            continue;
        co_await perform(self, ephemeral);
        if (!self->m_alive.contains(self->spec(ephemeral).id))
            co_return false;
    }
    co_return !self->isInterrupted();
}

QCoro::Task<bool> Execution::takeBack(Self self, qsizetype index)
{
    const StepSpec spec = self->spec(index);
    if (!spec.canRevert) {
        Note note;
        note.entries = {self->entry(Act::Kept, spec.id, spec.revertWords)};
        note.audit = {lineOf(self->m_operation, spec, u"note"_s,
                             tr("Stays as it is: %1").arg(stepSentence(spec, spec.revertWords)), self->now())};
        co_return (co_await write(self, note)).has_value();
    }
    if (!co_await renew(self, index))
        co_return false;
    const std::shared_ptr<Step> step = self->m_around.registry->make(spec);
    if (!step) {
        co_return co_await settleReverted(
            self, index,
            std::unexpected(base::makeError(base::Error::Kind::InvalidInput,
                                            tr("This Slipway does not know the step “%1”.").arg(spec.kind))));
    }
    self->m_busy.insert(index);
    self->showBegun(index, StepState::Reverting);
    const bool isReverted = co_await revertFound(self, index, step);
    self->m_busy.remove(index);
    self->m_stops.erase(index);
    self->m_quitBell.ring();
    co_return isReverted;
}

QCoro::Task<bool> Execution::revertFound(Self self, qsizetype index, std::shared_ptr<Step> step)
{
    const StepSpec spec = self->spec(index);
    for (int begun = 0;; ++begun) {
        const auto finding = co_await step->inspect(self->contextOf(index));
        if (self->m_isDropped || self->m_isLost || (!finding && self->m_isQuitting))
            co_return false;
        if (!finding)
            co_return co_await settleReverted(self, index, std::unexpected(finding.error()));
        if (finding->state == Finding::State::NotDone)
            co_return co_await settleReverted(self, index, finding->outcome);
        const bool isForeign = finding->state == Finding::State::Foreign;
        const bool isUnderWay = finding->state == Finding::State::Partly && begun < mostReverts;
        if (isForeign || (begun > 0 && !isUnderWay)) {
            const auto error = base::makeError(base::Error::Kind::Conflict,
                                               isForeign ? finding->outcome.words : tr("Taking it back had no effect."),
                                               tr("Look at the provider first."));
            co_return co_await settleReverted(self, index, std::unexpected(error));
        }
        Note note;
        note.entries = {self->entry(Act::Revert, spec.id)};
        note.audit = {lineOf(self->m_operation, spec, u"revert"_s,
                             tr("Takes back: %1").arg(stepSentence(spec, spec.revertWords)), self->now())};
        if (!co_await write(self, note) || self->m_isQuitting)
            co_return false;
        auto outcome = co_await step->revert(self->contextOf(index));
        if (self->m_isDropped || self->m_isLost)
            co_return false;
        const bool isKnown =
            outcome || (!outcome.error().outcomeUnknown && outcome.error().kind != base::Error::Kind::Cancelled);
        if (isKnown)
            co_return co_await settleReverted(self, index, std::move(outcome));
    }
}

QCoro::Task<bool> Execution::settleReverted(Self self, qsizetype index, base::Result<Outcome> outcome)
{
    const StepSpec spec = self->spec(index);
    Note note;
    note.isFact = true;
    if (outcome) {
        note.entries = {self->outcomeEntry(Act::Reverted, spec.id, *outcome)};
        note.audit = {lineOf(self->m_operation, spec, u"done"_s,
                             tr("Taken back: %1").arg(stepSentence(spec, outcome->words)), self->now())};
    } else {
        note.entries = {self->errorEntry(Act::NotReverted, spec.id, outcome.error())};
        note.audit = {lineOf(self->m_operation, spec, u"failed"_s,
                             tr("Not taken back: %1").arg(stepSentence(spec, outcome.error().message)), self->now())};
    }
    co_await write(self, note);
    co_return outcome.has_value();
}

} // namespace slipway::operations
