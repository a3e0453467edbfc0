#include "base/format.h"
#include "releases_page/detail_rows.h"
#include "theme/status_look.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

// The log of the operation behind a release.
namespace slipway::releases_page {

namespace {

using base::Status;

QString tr(const char *text)
{
    return QCoreApplication::translate("releases_page", text);
}

Status statusOf(operations::StepState state)
{
    using enum operations::StepState;
    switch (state) {
    case Waiting: return Status::Queued;
    case Running:
    case Reverting: return Status::Running;
    case Done: return Status::Success;
    case Skipped: return Status::Skipped;
    case Failed: return Status::Failure;
    case Unknown: return Status::Warning;
    case Reverted: return Status::Cancelled;
    }
    return Status::Unknown;
}

} // namespace

QList<FactRow> operationRows(const operations::Operation &operation, const Reading &reading)
{
    QList<FactRow> rows;
    for (qsizetype at = 0; at < operation.plan.steps.size(); ++at) {
        const operations::StepSpec &step = operation.plan.steps.at(at);
        const operations::StepRecord record = operation.steps.value(at);
        FactRow row;
        row.icon = theme::statusIcon(statusOf(record.state));
        row.tone = statusOf(record.state);
        row.text = step.title;
        if (record.startedAt && record.endedAt)
            row.value = base::format::duration(operations::milliseconds(record.startedAt->msecsTo(*record.endedAt)));
        else if (record.startedAt)
            row.value = timeOf(*record.startedAt, reading.now);
        QStringList tip{step.title};
        if (!record.words.isEmpty())
            tip += record.words;
        if (!record.requestIds.isEmpty())
            tip += tr("Request %1").arg(record.requestIds.join(u", "_s));
        row.tip = tip.join(u'\n');
        rows += row;
    }
    return rows;
}

} // namespace slipway::releases_page
