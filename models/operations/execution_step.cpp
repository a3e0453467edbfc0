#include "operations/audit_words.h"
#include "operations/execution.h"
#include "operations/progress.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

/// How often a step is applied whose outcome stays unknown, before a person is asked.
constexpr int mostAttempts = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Operations", text);
}

base::Error unknownKind(const StepSpec &spec)
{
    return base::makeError(base::Error::Kind::InvalidInput,
                           tr("This Slipway does not know the step “%1”.").arg(spec.kind),
                           tr("Sign in where it belongs, or use the newer Slipway that wrote it."));
}

base::Error foreign(const Finding &finding)
{
    const QString words = finding.outcome.words;
    return base::makeError(base::Error::Kind::Conflict,
                           words.isEmpty() ? tr("Somebody else changed it meanwhile.") : words,
                           tr("Look what they did first."));
}

bool isDefinite(const base::Error &error)
{
    return !error.outcomeUnknown && error.kind != base::Error::Kind::Cancelled;
}

} // namespace

Context Execution::contextOf(qsizetype index)
{
    auto data = std::make_shared<Context::Data>();
    data->common = m_common;
    data->spec = spec(index);
    // A stop that ended one call must not end the look at what it left.
    m_stops.insert_or_assign(index, std::stop_source());
    data->stop = m_stops.at(index).get_token();
    data->wasTried = wasTried(data->spec.id);
    data->tell = [weak = weak_from_this(), index](const QString &words, double share) {
        if (const auto self = weak.lock())
            self->tell(index, words, share);
    };
    return Context(std::move(data));
}

void Execution::showBegun(qsizetype index, StepState state)
{
    StepRecord &record = m_operation.steps[index];
    record.state = state;
    record.share = -1;
    record.words.clear();
    record.error.reset();
    if (!record.startedAt)
        record.startedAt = now();
    record.endedAt.reset();
    publish();
}

void Execution::tell(qsizetype index, const QString &words, double share)
{
    if (m_isDropped || !m_busy.contains(index))
        return;
    StepRecord &record = m_operation.steps[index];
    record.words = words;
    record.share = share;
    publish();
}

bool Execution::hasOpenIntent(const QString &stepId) const
{
    const auto found =
        std::find_if(m_entries.crbegin(), m_entries.crend(), [&](const Entry &line) { return line.stepId == stepId; });
    if (found == m_entries.crend())
        return false;
    return found->act == Act::Apply || found->act == Act::Unsettled || found->act == Act::Unreadable;
}

bool Execution::wasTried(const QString &stepId) const
{
    return std::ranges::any_of(m_entries,
                               [&](const Entry &line) { return line.stepId == stepId && line.act == Act::Apply; });
}

bool Execution::isStopping(qsizetype index) const
{
    return m_isAborting && m_phase == Phase::Forward && spec(index).time == StepTime::Normal;
}

QCoro::Task<> Execution::perform(Self self, qsizetype index)
{
    self->m_busy.insert(index);
    self->showBegun(index, StepState::Running);
    co_await attempt(self, index);
    self->m_busy.remove(index);
    self->m_stops.erase(index);
    self->m_stepEnded.ring();
    self->m_quitBell.ring();
}

QCoro::Task<> Execution::attempt(Self self, qsizetype index)
{
    const std::unique_ptr<Step> step = self->m_around.registry->make(self->spec(index));
    if (!step) {
        co_await settleError(self, index, Act::Unsettled, unknownKind(self->spec(index)));
        co_return;
    }
    std::optional<base::Error> last;
    for (int applied = 0;; ++applied) {
        auto finding = co_await step->inspect(self->contextOf(index));
        if (self->m_isDropped || self->m_isLost)
            co_return;
        if (co_await settleFinding(self, index, std::move(finding)))
            co_return;
        if (applied == mostAttempts) {
            co_await settleError(self, index, Act::Unsettled, *last);
            co_return;
        }
        if (!co_await intend(self, index))
            co_return;
        auto outcome = co_await step->apply(self->contextOf(index));
        if (self->m_isDropped || self->m_isLost)
            co_return;
        if (outcome) {
            co_await settleDone(self, index, std::move(*outcome));
            co_return;
        }
        if (isDefinite(outcome.error())) {
            co_await settleError(self, index, Act::Failed, outcome.error());
            co_return;
        }
        // The next program inspects what a quit cut short.
        if (self->m_isQuitting)
            co_return;
        last = outcome.error();
    }
}

QCoro::Task<bool> Execution::settleFinding(Self self, qsizetype index, base::Result<Finding> finding)
{
    const bool isBegun = self->hasOpenIntent(self->spec(index).id);
    if (!finding) {
        const bool isCancelled = finding.error().kind == base::Error::Kind::Cancelled;
        if (isCancelled && self->m_isQuitting)
            co_return true;
        if (!isBegun && self->isStopping(index))
            co_await settleStopped(self, index);
        else
            co_await settleError(self, index, isBegun ? Act::Unsettled : Act::Failed, finding.error());
        co_return true;
    }
    if (finding->state == Finding::State::Done) {
        co_await settleDone(self, index, finding->outcome);
        co_return true;
    }
    if (finding->state == Finding::State::Foreign) {
        co_await settleError(self, index, Act::Unsettled, foreign(*finding));
        co_return true;
    }
    if (self->m_isQuitting)
        co_return true;
    if (!self->isStopping(index))
        co_return false;
    if (isBegun && finding->state == Finding::State::Partly) {
        const QString words = finding->outcome.words;
        co_await settleError(
            self, index, Act::Failed,
            base::makeError(base::Error::Kind::Cancelled, words.isEmpty() ? tr("It was stopped half-way.") : words));
    } else {
        co_await settleStopped(self, index);
    }
    co_return true;
}

QCoro::Task<bool> Execution::intend(Self self, qsizetype index)
{
    const StepSpec spec = self->spec(index);
    Note note;
    note.entries = {self->entry(Act::Apply, spec.id)};
    if (spec.mutates) {
        note.audit = {lineOf(self->m_operation, spec, u"apply"_s, stepSentence(spec, {}), self->now())};
    }
    const auto written = co_await write(self, note);
    if (self->m_isDropped || self->m_isLost)
        co_return false;
    if (!written) {
        StepRecord &record = self->m_operation.steps[index];
        record.state = StepState::Waiting;
        record.words = written.error().message;
        record.error = written.error();
        co_return false;
    }
    if (self->isStopping(index)) {
        co_await settleStopped(self, index);
        co_return false;
    }
    co_return !self->m_isQuitting;
}

QCoro::Task<> Execution::settleDone(Self self, qsizetype index, Outcome outcome)
{
    const StepSpec spec = self->spec(index);
    const bool isApplied = self->hasOpenIntent(spec.id);
    Note note;
    note.isFact = true;
    note.entries = {self->outcomeEntry(Act::Done, spec.id, outcome)};
    if (spec.mutates && isApplied)
        note.audit = {lineOf(self->m_operation, spec, u"done"_s, stepSentence(spec, outcome.words), self->now())};
    if (spec.isEphemeral)
        self->m_alive.insert(spec.id);
    co_await write(self, note);
}

QCoro::Task<> Execution::settleError(Self self, qsizetype index, Act act, base::Error error)
{
    const StepSpec spec = self->spec(index);
    Note note;
    note.isFact = true;
    note.entries = {self->errorEntry(act, spec.id, error)};
    if (spec.mutates)
        note.audit = {lineOf(self->m_operation, spec, u"failed"_s, stepSentence(spec, error.message), self->now())};
    co_await write(self, note);
}

QCoro::Task<> Execution::settleStopped(Self self, qsizetype index)
{
    Note note;
    note.isFact = true;
    note.entries = {self->entry(Act::Stopped, self->spec(index).id, tr("Not done, as it was aborted"))};
    co_await write(self, note);
}

} // namespace slipway::operations
