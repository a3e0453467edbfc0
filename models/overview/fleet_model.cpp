#include "overview/models.h"
#include "overview/row_update.h"
#include "overview/words.h"

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

const std::optional<LiveRelease> &releaseOf(const AppRow &row, int column)
{
    return column == FleetModel::StagingColumn ? row.staging.facts : row.production.facts;
}

QString display(const AppRow &row, int column)
{
    switch (column) {
    case FleetModel::AppColumn: return row.name;
    case FleetModel::ProductionColumn: return words::live(row.production);
    case FleetModel::DriftColumn: return words::drift(row.drift);
    case FleetModel::StagingColumn: return words::live(row.staging);
    case FleetModel::PreviewColumn: return words::previews(row);
    default: return {};
    }
}

QString appSentence(const AppRow &row)
{
    QStringList parts{row.name, row.description, row.provider};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString sentence(const AppRow &row, int column, const QDateTime &now)
{
    switch (column) {
    case FleetModel::AppColumn: return appSentence(row);
    case FleetModel::ProductionColumn: return words::liveSentence(FleetModel::tr("Production"), row.production, now);
    case FleetModel::DriftColumn: return words::driftSentence(row.drift, now);
    case FleetModel::StagingColumn: return words::liveSentence(FleetModel::tr("Staging"), row.staging, now);
    case FleetModel::PreviewColumn: return words::previewsSentence(row, now);
    default: return {};
    }
}

QUrl page(const AppRow &row, int column)
{
    if (column == FleetModel::DriftColumn)
        return row.drift.facts ? row.drift.facts->page : QUrl();
    if (column == FleetModel::PreviewColumn)
        return row.previews.facts && !row.previews.facts->open.isEmpty() ? row.previews.facts->open.first().page
                                                                         : QUrl();
    const auto &release = releaseOf(row, column);
    return release ? release->page : QUrl();
}

QString copyText(const AppRow &row, int column)
{
    if (column == FleetModel::AppColumn)
        return row.name;
    if (column != FleetModel::ProductionColumn && column != FleetModel::StagingColumn)
        return display(row, column);
    const auto &release = releaseOf(row, column);
    return release ? release->commit : QString();
}

} // namespace

FleetModel::FleetModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

int FleetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FleetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FleetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AppRow &row = m_rows.at(index.row());
    const QDateTime now = m_clock ? m_clock->now() : QDateTime::currentDateTimeUtc();
    switch (role) {
    case Qt::DisplayRole: return display(row, index.column());
    case Qt::AccessibleTextRole: return sentence(row, index.column(), now);
    case RowRole: return QVariant::fromValue(row);
    case IdRole: return row.id;
    case CopyRole: return copyText(row, index.column());
    case PageRole: return page(row, index.column());
    default: return {};
    }
}

QVariant FleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AppColumn: return tr("App");
    case ProductionColumn: return tr("Production");
    case DriftColumn: return tr("Drift");
    case StagingColumn: return tr("Staging");
    case PreviewColumn: return tr("Preview");
    default: return {};
    }
}

void FleetModel::setRows(QList<AppRow> rows)
{
    RowUpdate::apply(*this, m_rows, std::move(rows));
}

} // namespace slipway::overview
