#include "operations/audit_model.h"

#include <algorithm>

namespace slipway::operations {

AuditModel::AuditModel(Runner *runner, QObject *parent)
    : QAbstractListModel(parent)
    , m_runner(runner)
{
    connect(runner, &Runner::audited, this, &AuditModel::refresh);
}

void AuditModel::setQuery(const AuditQuery &query)
{
    m_query = query;
    ++m_round;
    m_isRefreshing = false;
    m_hasMore = true;
    // A view may ask for more while rows come or go; that would be asked with the old rows.
    m_isLoading = true;
    if (!m_lines.isEmpty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_lines.clear();
        endRemoveRows();
    }
    m_isLoading = false;
    fetchMore({});
}

void AuditModel::refresh()
{
    if (m_lines.isEmpty()) {
        m_isBehind = m_isLoading;
        m_hasMore = true;
        fetchMore({});
        return;
    }
    m_isBehind = m_isRefreshing;
    if (!m_runner || m_isRefreshing)
        return;
    m_isRefreshing = true;
    AuditQuery query = m_query;
    query.beforeId = 0;
    query.afterId = m_lines.first().id;
    // Nothing between may be left out, so all that is newer is asked for.
    query.limit = 10'000;
    QCoro::connect(m_runner->audit(query), this,
                   [this, round = m_round](const base::Result<QList<AuditLine>> &newer) { takeNewer(round, newer); });
}

QHash<int, QByteArray> AuditModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {LineRole, "line"},
            {IdRole, "id"},
            {AtRole, "at"},
            {ActorRole, "actor"},
            {ActRole, "act"},
            {AppRole, "app"},
            {EnvironmentRole, "environment"},
            {WordsRole, "words"},
            {OperationIdRole, "operationId"},
            {StepIdRole, "stepId"}};
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AuditLine &line = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case WordsRole: return line.words;
    case Qt::AccessibleTextRole: return tr("%1: %2").arg(line.actor, line.words);
    case LineRole: return QVariant::fromValue(line);
    case IdRole: return line.id;
    case AtRole: return line.at;
    case ActorRole: return line.actor;
    case ActRole: return line.act;
    case AppRole: return line.app;
    case EnvironmentRole: return line.environment;
    case OperationIdRole: return line.operationId;
    case StepIdRole: return line.stepId;
    default: return {};
    }
}

bool AuditModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_runner && m_hasMore && !m_isLoading;
}

void AuditModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isLoading = true;
    AuditQuery query = m_query;
    query.afterId = 0;
    query.beforeId = m_lines.isEmpty() ? 0 : m_lines.last().id;
    QCoro::connect(m_runner->audit(query), this,
                   [this, round = m_round](const base::Result<QList<AuditLine>> &older) { takeOlder(round, older); });
}

void AuditModel::takeOlder(int round, const base::Result<QList<AuditLine>> &older)
{
    if (round != m_round)
        return;
    if (!older) {
        m_isLoading = false;
        Q_EMIT failed(older.error());
        return;
    }
    m_hasMore = older->size() >= m_query.limit;
    if (!older->isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(older->size()) - 1);
        m_lines += *older;
        endInsertRows();
    }
    m_isLoading = false;
    Q_EMIT loaded();
    if (m_isBehind)
        refresh();
}

void AuditModel::takeNewer(int round, const base::Result<QList<AuditLine>> &newer)
{
    if (round != m_round)
        return;
    m_isRefreshing = false;
    if (!newer) {
        Q_EMIT failed(newer.error());
        return;
    }
    if (!newer->isEmpty()) {
        beginInsertRows({}, 0, static_cast<int>(newer->size()) - 1);
        m_lines = *newer + m_lines;
        endInsertRows();
    }
    Q_EMIT loaded();
    if (m_isBehind)
        refresh();
}

} // namespace slipway::operations
