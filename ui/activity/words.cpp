#include "activity_page/words.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QMap>

using namespace Qt::StringLiterals;

namespace slipway::activity_page {

namespace {

QString text(const char *words)
{
    return QCoreApplication::translate("activity_page", words);
}

} // namespace

QString kindWords(const QString &kind)
{
    static const QMap<QString, const char *> known{
        {u"fly-rollback"_s, QT_TRANSLATE_NOOP("activity_page", "Roll back at Fly.io")},
        {u"fly-deploy"_s, QT_TRANSLATE_NOOP("activity_page", "Deploy at Fly.io")},
        {u"vercel-rollback"_s, QT_TRANSLATE_NOOP("activity_page", "Roll back at Vercel")},
        {u"vercel-promote"_s, QT_TRANSLATE_NOOP("activity_page", "Promote at Vercel")},
        {u"vercel-redeploy"_s, QT_TRANSLATE_NOOP("activity_page", "Redeploy at Vercel")},
        {u"approve"_s, QT_TRANSLATE_NOOP("activity_page", "Approval")},
        {u"reject"_s, QT_TRANSLATE_NOOP("activity_page", "Rejection")},
        {u"migrate"_s, QT_TRANSLATE_NOOP("activity_page", "Migration")},
        {u"coordinated"_s, QT_TRANSLATE_NOOP("activity_page", "Several apps")},
    };
    const auto found = known.constFind(kind);
    return found == known.cend() ? kind : text(*found);
}

QString stateWords(operations::OperationState state)
{
    using enum operations::OperationState;
    switch (state) {
    case Running: return text("Running");
    case Aborting: return text("Aborting");
    case Compensating: return text("Taking back");
    case Parked: return text("Waits for you");
    case Succeeded: return text("Done");
    case Failed: return text("Failed");
    case Aborted: return text("Aborted");
    case Compensated: return text("Taken back");
    }
    return {};
}

base::Status statusOf(operations::StepState state)
{
    using enum operations::StepState;
    switch (state) {
    case Waiting: return base::Status::Queued;
    case Running:
    case Reverting: return base::Status::Running;
    case Done: return base::Status::Success;
    case Skipped: return base::Status::Skipped;
    case Failed: return base::Status::Failure;
    case Unknown: return base::Status::Warning;
    case Reverted: return base::Status::Cancelled;
    }
    return base::Status::Unknown;
}

QString stepStateWords(operations::StepState state)
{
    using enum operations::StepState;
    switch (state) {
    case Waiting: return text("Not begun");
    case Running: return text("Running");
    case Reverting: return text("Being taken back");
    case Done: return text("Done");
    case Skipped: return text("Left out");
    case Failed: return text("Failed");
    case Unknown: return text("Outcome not known");
    case Reverted: return text("Taken back");
    }
    return {};
}

QString remedyWords(operations::Remedy remedy)
{
    switch (remedy) {
    case operations::Remedy::Retry: return text("Retry");
    case operations::Remedy::Compensate: return text("Undo what was done…");
    case operations::Remedy::Close: return text("Close as it is…");
    case operations::Remedy::TakeOver: return text("Take over…");
    }
    return {};
}

QString targetWords(const operations::Plan &plan)
{
    QStringList names;
    for (const operations::Target &target : plan.targets)
        names.append(target.environment.isEmpty() ? target.app : target.app + u", "_s + target.environment);
    return names.join(u"; "_s);
}

QString summary(const operations::Operation &operation)
{
    QStringList parts{operation.actor, targetWords(operation.plan), operation.words()};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString tookWords(const operations::StepRecord &record, const QDateTime &now)
{
    if (!record.startedAt)
        return {};
    const qint64 took = record.startedAt->msecsTo(record.endedAt.value_or(now));
    return base::format::columnDuration(base::format::milliseconds{std::max<qint64>(0, took)});
}

} // namespace slipway::activity_page
