#include "operations/operations_model.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

/// Past operations that are read at once: a page of plans is read within a frame.
constexpr int pageSize = 50;

QStringList namesOf(const Plan &plan, QString Target::*name)
{
    QStringList names;
    for (const Target &target : plan.targets) {
        if (!names.contains(target.*name))
            names.append(target.*name);
    }
    return names;
}

QString sentence(const Operation &operation)
{
    return OperationsModel::tr("%1, by %2: %3").arg(operation.plan.title, operation.actor, operation.words());
}

} // namespace

OperationsModel::OperationsModel(Runner *runner, QObject *parent)
    : QAbstractListModel(parent)
    , m_runner(runner)
    , m_operations(runner->operations())
{
    connect(runner, &Runner::changed, this, &OperationsModel::update);
}

QHash<int, QByteArray> OperationsModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {OperationRole, "operation"},
            {IdRole, "id"},
            {StateRole, "state"},
            {StatusRole, "status"},
            {ActorRole, "actor"},
            {AppsRole, "apps"},
            {KindRole, "kind"},
            {WordsRole, "words"},
            {EnvironmentsRole, "environments"},
            {ShareRole, "share"},
            {StartedAtRole, "startedAt"},
            {EndedAtRole, "endedAt"}};
}

int OperationsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_operations.size());
}

QVariant OperationsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Operation &operation = m_operations.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return operation.plan.title;
    case Qt::AccessibleTextRole: return sentence(operation);
    case OperationRole: return QVariant::fromValue(operation);
    case IdRole: return operation.id;
    case StateRole: return static_cast<int>(operation.state);
    case StatusRole: return QVariant::fromValue(statusOf(operation.state));
    case ActorRole: return operation.actor;
    case AppsRole: return namesOf(operation.plan, &Target::app);
    case EnvironmentsRole: return namesOf(operation.plan, &Target::environment);
    case KindRole: return operation.plan.kind;
    case WordsRole: return operation.words();
    case ShareRole: return operation.share();
    case StartedAtRole: return operation.startedAt;
    case EndedAtRole: return operation.endedAt.value_or(QDateTime());
    default: return {};
    }
}

int OperationsModel::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(m_operations, id, &Operation::id);
    return found == m_operations.cend() ? -1 : static_cast<int>(found - m_operations.cbegin());
}

void OperationsModel::update(const QString &id)
{
    const QList<Operation> &now = m_runner->operations();
    const auto found = std::ranges::find(now, id, &Operation::id);
    if (found == now.cend())
        return;
    const Operation operation = *found;
    const int to = static_cast<int>(found - now.cbegin());
    const int from = rowOf(id);
    if (from < 0) {
        const int row = std::min(to, rowCount());
        beginInsertRows({}, row, row);
        m_operations.insert(row, operation);
        endInsertRows();
        return;
    }
    const int last = std::min(to, rowCount() - 1);
    if (from != last) {
        beginMoveRows({}, from, from, {}, last > from ? last + 1 : last);
        m_operations.move(from, last);
        endMoveRows();
    }
    m_operations[last] = operation;
    Q_EMIT dataChanged(index(last), index(last));
}

bool OperationsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_runner && m_runner->hasMorePast() && !m_isLoading;
}

void OperationsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isLoading = true;
    const bool hasPast = !m_operations.isEmpty() && isOver(m_operations.last().state);
    const QDateTime before = hasPast ? m_operations.last().startedAt : QDateTime();
    QCoro::connect(m_runner->loadPast(before, pageSize), this, &OperationsModel::takePage);
}

void OperationsModel::takePage(const base::Done &loaded)
{
    m_isLoading = false;
    if (!loaded)
        Q_EMIT failed(loaded.error());
}

} // namespace slipway::operations
