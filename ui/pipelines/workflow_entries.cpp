#include "pipelines_page/workflow_entries.h"

#include "theme/status_look.h"

#include <algorithm>

namespace slipway::pipelines_page {

namespace {

qsizetype find(const QList<WorkflowEntry> &entries, const QString &path)
{
    const auto found = std::ranges::find(entries, path, &WorkflowEntry::path);
    return found == entries.end() ? -1 : found - entries.begin();
}

} // namespace

void WorkflowEntries::setEntries(const QList<WorkflowEntry> &entries)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (find(entries, m_entries.at(row).path) < 0) {
            beginRemoveRows({}, row, row);
            m_entries.removeAt(row);
            endRemoveRows();
        }
    }
    for (int row = 0; row < entries.size(); ++row) {
        const int known = static_cast<int>(find(m_entries, entries.at(row).path));
        if (known < 0) {
            beginInsertRows({}, row, row);
            m_entries.insert(row, entries.at(row));
            endInsertRows();
            continue;
        }
        if (known != row) {
            beginMoveRows({}, known, known, {}, row);
            m_entries.move(known, row);
            endMoveRows();
        }
        if (m_entries.at(row) != entries.at(row)) {
            m_entries[row] = entries.at(row);
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

QModelIndex WorkflowEntries::indexOf(const QString &path) const
{
    const qsizetype row = find(m_entries, path);
    return row < 0 ? QModelIndex() : index(static_cast<int>(row));
}

int WorkflowEntries::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant WorkflowEntries::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const WorkflowEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return entry.name;
    case Qt::ToolTipRole: return entry.path;
    case Qt::AccessibleTextRole: {
        QStringList parts{entry.name};
        if (entry.status != base::Status::Unknown)
            parts.append(theme::statusWord(entry.status));
        parts.append(entry.detail);
        if (entry.isChanged)
            parts.append(tr("has unsaved changes"));
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case EntryRole: return QVariant::fromValue(entry);
    case PathRole: return entry.path;
    default: return {};
    }
}

} // namespace slipway::pipelines_page
