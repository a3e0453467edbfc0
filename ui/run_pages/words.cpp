#include "run_pages/words.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages::words {

namespace {

using base::Status;
using workflow::NodeKind;

QString tr(const char *text)
{
    return QCoreApplication::translate("run_pages", text);
}

QString sentenceCase(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString kindWord(const runs::LiveNode &node)
{
    switch (node.kind) {
    case NodeKind::Trigger: return tr("trigger");
    case NodeKind::Environment: return tr("gate");
    case NodeKind::Matrix: return tr("matrix");
    case NodeKind::Call: return tr("reusable workflow");
    case NodeKind::Job: break;
    }
    return tr("job");
}

QString stepAtWork(const runs::LiveNode &node)
{
    const auto step = std::ranges::find(node.steps, Status::Running, &runs::LiveStep::status);
    if (step == node.steps.end())
        return {};
    return tr("step %1 of %2").arg(step - node.steps.begin() + 1).arg(node.steps.size());
}

QString gateLine(const runs::LiveNode &gate)
{
    const QString took = gate.took ? base::format::duration(*gate.took) : QString();
    const QString who = gate.people.size() == 1 ? gate.people.first()
        : gate.people.isEmpty()                 ? QString()
                                                : tr("%1 reviewers").arg(gate.people.size());
    return QStringList{who, took}.filter(QRegularExpression(u"."_s)).join(u", "_s);
}

} // namespace

QString status(Status status)
{
    switch (status) {
    case Status::Success: return tr("passed");
    case Status::Running: return tr("running");
    case Status::Warning: return tr("passed with warnings");
    case Status::Failure: return tr("failed");
    case Status::Waiting: return tr("waiting");
    case Status::Queued: return tr("queued");
    case Status::Cancelled: return tr("cancelled");
    case Status::Skipped: return tr("skipped");
    case Status::Unknown: break;
    }
    return tr("unknown");
}

QString runStatus(const runs::RunFact &run, const QDateTime &now)
{
    const QString took = base::format::duration(run.took(now));
    switch (run.status) {
    case Status::Success: return tr("Passed in %1").arg(took);
    case Status::Running: return tr("Running, %1").arg(took);
    case Status::Failure:
        return run.conclusion == "timed_out"_L1 ? tr("Timed out after %1").arg(took) : tr("Failed after %1").arg(took);
    case Status::Waiting: return tr("Waiting for approval");
    case Status::Queued: return tr("Queued for %1").arg(took);
    case Status::Cancelled: return tr("Cancelled after %1").arg(took);
    default: return sentenceCase(status(run.status));
    }
}

QString comparison(const std::optional<milliseconds> &took, const std::optional<milliseconds> &usual)
{
    using std::chrono::seconds;
    if (!took || !usual)
        return {};
    const auto difference = std::chrono::round<seconds>(*took - *usual);
    if (difference.count() == 0)
        return tr("as long as the median");
    const QString by = base::format::duration(std::chrono::abs(difference));
    return difference.count() > 0 ? tr("%1 longer than median").arg(by) : tr("%1 shorter than median").arg(by);
}

QString cardLine(const runs::LiveNode &node, const QDateTime &now)
{
    if (node.kind == NodeKind::Environment)
        return gateLine(node);
    if (node.kind == NodeKind::Trigger)
        return node.readyAt.isValid() ? base::format::time(node.readyAt.toTimeZone(now.timeZone()), now) : QString();
    const QString word = sentenceCase(status(node.status));
    if (node.status == Status::Running)
        return node.left && node.left->count() > 0
            ? tr("%1, about %2 left").arg(word, base::format::duration(*node.left))
            : word;
    if (node.status == Status::Queued && node.job != 0 && node.queued)
        return tr("Queued for %1").arg(base::format::duration(*node.queued));
    if (node.status == Status::Success) {
        const QString compared = comparison(node.took, node.usual);
        return compared.isEmpty() ? word : word + u", "_s + compared;
    }
    if (node.status == Status::Queued && node.usual)
        return tr("Usually %1").arg(base::format::duration(*node.usual));
    return word;
}

QString spoken(const runs::LiveNode &node, const QStringList &after, const QDateTime &now)
{
    QStringList parts{node.title, kindWord(node)};
    if (node.kind == NodeKind::Trigger) {
        parts += node.isTaken ? tr("started the run") : tr("not taken");
        return parts.join(u", "_s);
    }
    parts += status(node.status);
    if (node.kind == NodeKind::Environment) {
        if (const QString line = cardLine(node, now); !line.isEmpty())
            parts += line;
        return parts.join(u", "_s);
    }
    if (node.took)
        parts += base::format::duration(*node.took);
    if (const QString step = stepAtWork(node); !step.isEmpty())
        parts += step;
    if (!after.isEmpty())
        parts += tr("after %1").arg(after.join(u", "_s));
    if (node.isCritical)
        parts += tr("on the critical path");
    return parts.join(u", "_s);
}

QString notice(const base::Freshness &freshness, const QDateTime &now)
{
    using State = base::Freshness::State;
    if (!freshness.error || freshness.state == State::Loading || freshness.state == State::Fresh)
        return {};
    QString text = base::sentence(*freshness.error);
    if (freshness.state == State::RateLimited && freshness.error->retryAt)
        text +=
            u' ' + tr("Back at %1.").arg(base::format::time(freshness.error->retryAt->toTimeZone(now.timeZone()), now));
    if (freshness.hasValue())
        text += u' ' + tr("Showing %1.").arg(base::format::time(freshness.asOf.toTimeZone(now.timeZone()), now));
    return text;
}

QString column(const std::optional<milliseconds> &took)
{
    return took ? base::format::columnDuration(*took) : u"—"_s;
}

QString cause(const runs::RunFact &run)
{
    QString text = runs::triggerWords(run.event, &run);
    if (!text.isEmpty())
        text[0] = text.at(0).toLower();
    return text;
}

} // namespace slipway::run_pages::words
