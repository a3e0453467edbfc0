#include "overview/models.h"

#include "base/format.h"
#include "overview/row_update.h"
#include "overview/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

namespace format = base::format;

/// Share of the finished runs that succeeded; absent when none finished.
std::optional<double> passed(const WorkflowRow &row)
{
    qsizetype succeeded = 0;
    qsizetype failed = 0;
    for (const WorkflowRow::Run &run : row.runs) {
        succeeded += run.status == base::Status::Success || run.status == base::Status::Warning;
        failed += run.status == base::Status::Failure;
    }
    if (succeeded + failed == 0)
        return std::nullopt;
    return static_cast<double>(succeeded) / static_cast<double>(succeeded + failed);
}

std::optional<milliseconds> median(const WorkflowRow &row)
{
    QList<milliseconds> durations;
    for (const WorkflowRow::Run &run : row.runs) {
        if (run.status == base::Status::Success && run.took)
            durations.append(*run.took);
    }
    if (durations.isEmpty())
        return std::nullopt;
    std::ranges::sort(durations);
    const qsizetype middle = durations.size() / 2;
    if (durations.size() % 2 == 1)
        return durations.at(middle);
    return (durations.at(middle - 1) + durations.at(middle)) / 2;
}

QString display(const WorkflowRow &row, int column, const QDateTime &now)
{
    switch (column) {
    case WorkflowModel::NameColumn: return row.name;
    case WorkflowModel::FileColumn: return row.file;
    case WorkflowModel::RunsColumn: return words::runCounts(row);
    case WorkflowModel::PassedColumn: {
        const auto share = passed(row);
        return share ? format::percent(*share) : words::unknown();
    }
    case WorkflowModel::MedianColumn: {
        const auto duration = median(row);
        return duration ? format::duration(*duration) : words::unknown();
    }
    case WorkflowModel::LatestColumn: return words::latestRun(row, now);
    case WorkflowModel::TriggerColumn: return row.triggerBrief.isEmpty() ? row.trigger : row.triggerBrief;
    default: return {};
    }
}

QString header(int section)
{
    switch (section) {
    case WorkflowModel::NameColumn: return WorkflowModel::tr("Workflow");
    case WorkflowModel::FileColumn: return WorkflowModel::tr("File");
    case WorkflowModel::RunsColumn: return WorkflowModel::tr("Runs, newest right");
    case WorkflowModel::PassedColumn: return WorkflowModel::tr("Passed");
    case WorkflowModel::MedianColumn: return WorkflowModel::tr("Median");
    case WorkflowModel::LatestColumn: return WorkflowModel::tr("Latest");
    case WorkflowModel::TriggerColumn: return WorkflowModel::tr("Trigger");
    default: return {};
    }
}

QString sentence(const WorkflowRow &row, int column, const QDateTime &now)
{
    if (column == WorkflowModel::TriggerColumn)
        return u"%1: %2"_s.arg(header(column), row.trigger);
    if (column != WorkflowModel::NameColumn)
        return u"%1: %2"_s.arg(header(column), display(row, column, now));
    QStringList parts{row.name, words::latestRun(row, now), words::freshness(row.freshness, now)};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace

WorkflowModel::WorkflowModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

int WorkflowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WorkflowModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WorkflowModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const WorkflowRow &row = m_rows.at(index.row());
    const QDateTime now = m_clock ? m_clock->now() : QDateTime::currentDateTimeUtc();
    switch (role) {
    case Qt::DisplayRole: return display(row, index.column(), now);
    case Qt::AccessibleTextRole: return sentence(row, index.column(), now);
    case RowRole: return QVariant::fromValue(row);
    case IdRole: return row.id;
    case PassedRole: {
        const auto share = passed(row);
        return share ? QVariant(*share) : QVariant();
    }
    case MedianRole: {
        const auto duration = median(row);
        return duration ? QVariant(static_cast<qint64>(duration->count())) : QVariant();
    }
    case PageRole: return row.runs.isEmpty() ? QUrl() : row.runs.last().page;
    default: return {};
    }
}

QVariant WorkflowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return header(section);
}

void WorkflowModel::setRows(QList<WorkflowRow> rows)
{
    RowUpdate::apply(*this, m_rows, std::move(rows));
}

} // namespace slipway::overview
