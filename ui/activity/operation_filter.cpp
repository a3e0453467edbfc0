#include "activity_page/operation_filter.h"

#include "operations/operations_model.h"

namespace slipway::activity_page {

using operations::OperationsModel;

operations::AuditQuery queryOf(const Wanted &wanted)
{
    operations::AuditQuery query;
    query.actor = wanted.person;
    query.app = wanted.app;
    query.environment = wanted.environment;
    query.text = wanted.text;
    query.from = wanted.since;
    return query;
}

OperationFilter::OperationFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{ }

void OperationFilter::setWanted(const Wanted &wanted)
{
    if (m_wanted == wanted)
        return;
    m_wanted = wanted;
    invalidateFilter();
}

bool OperationFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const auto has = [&](int role, const QString &name) {
        return name.isEmpty() || index.data(role).toStringList().contains(name);
    };
    const auto is = [&](int role, const QString &name) {
        return name.isEmpty() || index.data(role).toString() == name;
    };
    const auto says = [&](int role) {
        return index.data(role).toString().contains(m_wanted.text, Qt::CaseInsensitive);
    };
    return is(OperationsModel::ActorRole, m_wanted.person) && has(OperationsModel::AppsRole, m_wanted.app)
        && has(OperationsModel::EnvironmentsRole, m_wanted.environment) && is(OperationsModel::KindRole, m_wanted.kind)
        && (!m_wanted.since.isValid() || index.data(OperationsModel::StartedAtRole).toDateTime() >= m_wanted.since)
        && (m_wanted.text.isEmpty() || says(Qt::DisplayRole) || says(OperationsModel::WordsRole));
}

} // namespace slipway::activity_page
