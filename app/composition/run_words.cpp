#include "composition/run_words.h"

#include "base/format.h"
#include "overview/overview.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::composition {

namespace {

using Run = overview::WorkflowRow::Run;

QString tr(const char *text)
{
    return QCoreApplication::translate("composition::runs", text);
}

const char *pattern(base::Status status)
{
    switch (status) {
    case base::Status::Waiting: return QT_TRANSLATE_NOOP("composition::runs", "#%1 waits, %2");
    case base::Status::Running: return QT_TRANSLATE_NOOP("composition::runs", "#%1 running, %2");
    case base::Status::Queued: return QT_TRANSLATE_NOOP("composition::runs", "#%1 queued, %2");
    case base::Status::Success: return QT_TRANSLATE_NOOP("composition::runs", "#%1 passed, %2 ago");
    case base::Status::Failure: return QT_TRANSLATE_NOOP("composition::runs", "#%1 failed, %2 ago");
    default: return QT_TRANSLATE_NOOP("composition::runs", "#%1, %2 ago");
    }
}

} // namespace

pipelines_page::RunWords newestRunWords(const overview::Overview &facts, const QString &file, const QDateTime &now)
{
    const auto &rows = facts.workflows()->rows();
    const auto row = std::ranges::find(rows, file, &overview::WorkflowRow::file);
    if (row == rows.end() || row->runs.isEmpty())
        return {};
    const Run &run = row->runs.last();
    const std::chrono::milliseconds since(run.startedAt.msecsTo(now));
    return {run.status, tr(pattern(run.status)).arg(QString::number(run.number), base::format::age(since))};
}

QString workflowOf(const overview::Overview &facts, qint64 run)
{
    for (const overview::WorkflowRow &row : facts.workflows()->rows()) {
        if (std::ranges::find(row.runs, run, &Run::id) != row.runs.end())
            return row.file;
    }
    return {};
}

} // namespace slipway::composition
