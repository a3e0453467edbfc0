#include "operations/audit_words.h"

#include "operations/progress.h"
#include "operations/schedule.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Operations", text);
}

AuditLine lineFor(const Operation &operation, const Target &target, const QString &act, const QString &words,
                  const QDateTime &at)
{
    AuditLine line;
    line.at = at;
    line.actor = operation.actor;
    line.operationId = operation.id;
    line.act = act;
    line.app = target.app;
    line.environment = target.environment;
    line.words = words;
    return line;
}

Target targetOf(const Plan &plan, const StepSpec &step)
{
    const QString app = step.input[u"app"].toString();
    const QString environment = step.input[u"environment"].toString();
    const auto fits = [&](const Target &target) {
        return target.app == app && (environment.isEmpty() || target.environment == environment);
    };
    const auto found = std::ranges::find_if(plan.targets, fits);
    if (found != plan.targets.cend())
        return *found;
    return plan.targets.isEmpty() ? Target{} : plan.targets.first();
}

/// The step that stopped it; normal ones first. −1: none.
qsizetype culprit(const Operation &operation)
{
    qsizetype atEnd = -1;
    for (qsizetype i = 0; i < operation.steps.size(); ++i) {
        const StepState state = operation.steps.at(i).state;
        if (state != StepState::Failed && state != StepState::Unknown)
            continue;
        if (operation.plan.steps.at(i).time == StepTime::Normal)
            return i;
        if (atEnd < 0)
            atEnd = i;
    }
    return atEnd;
}

QString whatHappened(const Operation &operation, const QList<Entry> &entries)
{
    const qsizetype index = culprit(operation);
    if (index >= 0) {
        const StepRecord &record = operation.steps.at(index);
        const QString reason = record.error ? base::sentence(*record.error) : record.words;
        const QString stopped = record.state == StepState::Failed ? tr("“%1” failed: %2") : tr("“%1” is open: %2");
        return stopped.arg(operation.plan.steps.at(index).title, reason);
    }
    return wasAborted(entries) ? tr("It was aborted; what is done stays.") : tr("It stopped.");
}

bool hasCompensated(const QList<Entry> &entries)
{
    return std::ranges::contains(entries, Act::Compensate, &Entry::act);
}

bool canTakeBack(const Operation &operation, const QList<Entry> &entries)
{
    return std::ranges::any_of(toRevert(operation, entries),
                               [&](qsizetype index) { return operation.plan.steps.at(index).canRevert; });
}

QString offerOf(const QList<Remedy> &remedies)
{
    if (remedies.contains(Remedy::Retry) && remedies.contains(Remedy::Compensate))
        return tr("Retry, take back what was done, or close it as it is.");
    if (remedies.contains(Remedy::Retry))
        return tr("Retry, or close it as it is.");
    if (remedies.contains(Remedy::Compensate))
        return tr("Take back what is left, or close it as it is.");
    return tr("Look at the provider, then close it.");
}

} // namespace

QList<AuditLine> linesOf(const Operation &operation, const QString &actor, const QString &act, const QString &words,
                         const QDateTime &at)
{
    QList<AuditLine> lines;
    QList<Target> targets = operation.plan.targets;
    if (targets.isEmpty())
        targets.append(Target{});
    for (const Target &target : std::as_const(targets)) {
        lines.append(lineFor(operation, target, act, words, at));
        if (!actor.isEmpty())
            lines.last().actor = actor;
    }
    return lines;
}

AuditLine lineOf(const Operation &operation, const StepSpec &step, const QString &act, const QString &words,
                 const QDateTime &at)
{
    AuditLine line = lineFor(operation, targetOf(operation.plan, step), act, words, at);
    line.stepId = step.id;
    return line;
}

QList<AuditLine> startLines(const Operation &operation, const QDateTime &at)
{
    QList<AuditLine> lines = linesOf(operation, {}, u"start"_s, tr("Started: %1.").arg(operation.plan.title), at);
    for (const Guard &guard : operation.plan.guards) {
        const QString reason = operation.reasons.value(guard.id);
        if (guard.level == Guard::Level::Ask)
            lines += linesOf(operation, {}, u"override"_s, tr("Overrode %1: %2").arg(guard.overrides, reason), at);
    }
    const QString said = operation.plan.facts[u"reason"].toString();
    if (!said.isEmpty())
        lines += linesOf(operation, {}, u"note"_s, tr("The reason given: %1").arg(said), at);
    return lines;
}

QString stepSentence(const StepSpec &step, const QString &words)
{
    QString sentence = words.isEmpty() ? step.title : tr("%1: %2").arg(step.title, words);
    if (!sentence.endsWith(u'.'))
        sentence.append(u'.');
    return sentence;
}

Standing parkedStanding(const Operation &operation, const QList<Entry> &entries)
{
    Standing standing;
    standing.state = OperationState::Parked;
    if (!hasCompensated(entries))
        standing.remedies.append(Remedy::Retry);
    if (hasCompensated(entries) || canTakeBack(operation, entries))
        standing.remedies.append(Remedy::Compensate);
    standing.remedies.append(Remedy::Close);
    standing.next = whatHappened(operation, entries) + u' ' + offerOf(standing.remedies);
    return standing;
}

Standing troubledStanding(const base::Error &error)
{
    Standing standing;
    standing.state = OperationState::Parked;
    standing.remedies = {Remedy::Retry, Remedy::Close};
    const QString why = error.kind == base::Error::Kind::Conflict
        ? tr("Somebody else holds the lock now, so nothing more is done: %1")
        : tr("The journal cannot be written, so nothing more is done: %1");
    standing.next = why.arg(base::sentence(error)) + u' ' + offerOf(standing.remedies);
    return standing;
}

} // namespace slipway::operations
