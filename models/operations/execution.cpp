#include "operations/execution.h"

#include "operations/audit_words.h"
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

base::Error notNow(const QString &advice)
{
    return base::makeError(base::Error::Kind::Conflict, tr("The operation is not in a state for that."), advice);
}

qint64 lastNumber(const QList<Entry> &entries)
{
    return entries.isEmpty() ? 0 : entries.last().number;
}

} // namespace

Execution::Execution(Surroundings surroundings, Kept kept)
    : m_around(std::move(surroundings))
    , m_operation(std::move(kept.operation))
    , m_entries(std::move(kept.entries))
    , m_common(std::make_shared<Common>())
    , m_nextNumber(lastNumber(m_entries) + 1)
{
    m_operation.isOurs = true;
    prepare(m_operation);
    m_common->operationId = m_operation.id;
    m_common->plan = m_operation.plan;
    m_common->actor = m_operation.actor;
    m_common->clock = m_around.clock;
    for (qsizetype i = 0; i < m_operation.steps.size(); ++i) {
        const StepRecord &record = m_operation.steps.at(i);
        // What is being taken back, or could not be, was done: how it is taken back may hang on what it gave.
        const bool isLeft = record.state == StepState::Reverting || record.state == StepState::Unknown;
        if (record.state == StepState::Done || (isLeft && !record.output.isEmpty()))
            m_common->outputs.insert(spec(i).id, record.output);
    }
}

Entry Execution::entry(Act act, const QString &stepId, const QString &words)
{
    Entry made;
    made.number = m_nextNumber++;
    made.at = now();
    made.stepId = stepId;
    made.act = act;
    made.words = words;
    return made;
}

Entry Execution::outcomeEntry(Act act, const QString &stepId, const Outcome &outcome)
{
    Entry made = entry(act, stepId, outcome.words);
    made.output = outcome.output;
    made.requestIds = outcome.requestIds;
    return made;
}

Entry Execution::errorEntry(Act act, const QString &stepId, const base::Error &error)
{
    Entry made = entry(act, stepId, error.message);
    made.error = error;
    if (!error.requestId.isEmpty())
        made.requestIds.append(error.requestId);
    return made;
}

void Execution::publish() const
{
    if (!m_isDropped)
        m_around.publish(m_operation);
}

QCoro::Task<base::Done> Execution::write(Self self, Note note)
{
    Change change;
    change.operationId = self->m_operation.id;
    change.owner = self->m_around.owner;
    change.entries = std::exchange(self->m_unwrittenEntries, {}) + note.entries;
    change.audit = std::exchange(self->m_unwrittenAudit, {}) + note.audit;
    change.standing = note.standing;
    if (change.standing)
        change.standing->reasons = self->m_operation.reasons;
    change.isEnd = note.isEnd;
    auto written = co_await self->m_around.journal->write(change);
    // A line that is there already stays as it is, so asking twice does no harm.
    if (!written && written.error().canRetry)
        written = co_await self->m_around.journal->write(change);
    if (self->m_isDropped)
        co_return written;
    if (written) {
        self->takeWritten(note);
        if (!change.audit.isEmpty())
            self->m_around.audited();
    } else if (written.error().kind == base::Error::Kind::Conflict) {
        self->lose();
    } else {
        self->keepUnwritten(change, note);
        self->m_trouble = written.error();
        self->m_around.trouble(written.error());
    }
    co_return written;
}

void Execution::takeWritten(const Note &note)
{
    for (const Entry &line : note.entries) {
        m_entries.append(line);
        take(m_operation, line);
        if (line.act == Act::Done)
            m_common->outputs.insert(line.stepId, line.output);
        else if (line.act == Act::Reverted)
            m_common->outputs.remove(line.stepId);
    }
    if (note.standing) {
        m_operation.state = note.standing->state;
        m_operation.endedAt = note.standing->endedAt;
        m_operation.next = note.standing->next;
        m_operation.remedies = note.standing->remedies;
    }
    publish();
}

void Execution::keepUnwritten(const Change &change, const Note &note)
{
    const qsizetype kept = note.isFact ? 0 : note.entries.size();
    const qsizetype keptLines = note.isFact ? 0 : note.audit.size();
    m_unwrittenEntries = change.entries.first(change.entries.size() - kept) + m_unwrittenEntries;
    m_unwrittenAudit = change.audit.first(change.audit.size() - keptLines) + m_unwrittenAudit;
    if (note.isFact)
        takeWritten(note);
}

void Execution::stopSteps()
{
    // A stop may end a step at once, which takes it off the list.
    const auto stops = m_stops;
    for (auto stop : stops)
        stop.second.request_stop();
}

void Execution::lose()
{
    m_isLost = true;
    m_operation.isOurs = false;
    m_operation.remedies.clear();
    stopSteps();
    m_common->things.clear();
    publish();
    m_around.trouble(base::makeError(base::Error::Kind::Conflict,
                                     tr("Another copy of Slipway took over: %1.").arg(m_operation.plan.title),
                                     tr("Follow it under Activity.")));
}

void Execution::drop()
{
    m_isDropped = true;
    stopSteps();
    m_freeing.request_stop();
    m_stepEnded.ring();
    m_quitBell.ring();
}

void Execution::go(const Self &self)
{
    if (self->m_phase != Phase::Idle || self->m_operation.state == OperationState::Parked
        || isOver(self->m_operation.state))
        return;
    self->m_isAborting = self->m_operation.state == OperationState::Aborting;
    run(self);
}

QCoro::Task<> Execution::run(Self self)
{
    if (isCompensating(self->m_entries))
        co_await goBack(self);
    else
        co_await goForward(self);
    self->m_phase = Phase::Idle;
    self->m_isAborting = false;
    if (self->m_trouble && !self->m_isDropped && !self->m_isQuitting) {
        co_await freeEphemerals(self);
        self->parkTroubled();
    }
    // A quit frees them itself.
    if (!self->m_isQuitting) {
        self->m_alive.clear();
        self->m_common->things.clear();
    }
    self->m_quitBell.ring();
}

void Execution::lookAtBegun(const Self &self)
{
    for (qsizetype i = 0; i < self->m_operation.steps.size(); ++i) {
        const bool isBegun = self->m_operation.steps.at(i).state == StepState::Running;
        if (isBegun && self->spec(i).time == StepTime::Normal && !self->m_busy.contains(i))
            perform(self, i);
    }
}

QCoro::Task<> Execution::goForward(Self self)
{
    self->m_phase = Phase::Forward;
    if (self->m_isAborting)
        lookAtBegun(self);
    co_await normalSteps(self);
    if (self->isInterrupted())
        co_return;
    const bool isAborted = self->m_isAborting || wasAborted(self->m_entries);
    const Close close = closeOf(self->progress(), isAborted);
    if (close == Close::Failed && self->isArmed() && hasEffects(self->m_operation, self->m_entries)) {
        const QString words = tr("A step failed, so what was done is taken back, as the plan said.");
        Note note;
        note.entries = {self->entry(Act::Compensate, {}, words)};
        note.audit = linesOf(self->m_operation, {}, u"revert"_s, words, self->now());
        note.standing = Standing{.state = OperationState::Compensating};
        if (co_await write(self, note))
            co_await goBack(self);
        co_return;
    }
    self->m_phase = Phase::End;
    co_await atEnd(self, close);
    if (!self->isInterrupted())
        co_await finish(self, close);
}

QCoro::Task<> Execution::normalSteps(Self self)
{
    while (true) {
        const quint64 rings = self->m_stepEnded.rings();
        if (self->mayBegin()) {
            const QList<qsizetype> ready = readySteps(self->progress());
            for (const qsizetype index : ready)
                perform(self, index);
        }
        if (self->m_isDropped)
            co_return;
        if (self->m_stepEnded.rings() != rings)
            continue;
        if (self->m_busy.isEmpty())
            co_return;
        co_await self->m_stepEnded;
    }
}

void Execution::abort(const Self &self, const QString &actor)
{
    const bool isForward = self->m_phase == Phase::Forward;
    if (self->m_isAborting || (!isForward && self->m_phase != Phase::Back))
        return;
    self->m_isAborting = true;
    Note note;
    note.isFact = true;
    note.audit = linesOf(self->m_operation, actor, u"abort"_s, tr("Aborted: %1.").arg(self->m_operation.plan.title),
                         self->now());
    if (isForward) {
        self->m_operation.state = OperationState::Aborting;
        note.entries = {self->entry(Act::Abort)};
        note.standing = Standing{.state = OperationState::Aborting};
    }
    self->publish();
    write(self, note);
    if (isForward)
        self->stopSteps();
}

QCoro::Task<base::Done> Execution::retry(Self self, QString actor)
{
    if (self->m_phase != Phase::Idle || !self->m_operation.remedies.contains(Remedy::Retry))
        co_return std::unexpected(notNow(tr("Wait until it stops.")));
    if (isCompensating(self->m_entries))
        co_return co_await compensate(self, actor, {});
    const auto taken = co_await takeRemoteLocks(self);
    if (!taken)
        co_return taken;
    self->m_trouble.reset();
    Note note;
    note.entries = {self->entry(Act::Retry)};
    note.audit = linesOf(self->m_operation, actor, u"retry"_s,
                         tr("Went on with: %1.").arg(self->m_operation.plan.title), self->now());
    note.standing = Standing{.state = OperationState::Running};
    auto written = co_await write(self, note);
    if (written)
        go(self);
    co_return written;
}

QCoro::Task<base::Done> Execution::close(Self self, QString actor, QString reason)
{
    if (self->m_phase != Phase::Idle || self->m_operation.state != OperationState::Parked)
        co_return std::unexpected(notNow(tr("Abort it first.")));
    self->m_trouble.reset();
    co_await releaseRemoteLocks(self);
    const QString words = tr("Closed as it is: %1. %2").arg(self->m_operation.plan.title, reason).trimmed();
    Note note;
    note.audit = linesOf(self->m_operation, actor, u"close"_s, words, self->now());
    note.isEnd = true;
    const bool isAborted = wasAborted(self->m_entries);
    note.standing = Standing{.state = isAborted ? OperationState::Aborted : OperationState::Failed,
                             .endedAt = self->now(),
                             .next = {},
                             .remedies = {},
                             .reasons = {}};
    co_return co_await write(self, note);
}

} // namespace slipway::operations
