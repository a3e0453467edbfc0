#pragma once

#include "base/status.h"

#include <QAbstractListModel>

namespace slipway::pipelines_page {

/// A workflow in the list at the left.
struct WorkflowEntry {
    /// ".github/workflows/ci.yml".
    QString path;
    QString name;
    /// Of its newest run; Unknown when there is none.
    base::Status status = base::Status::Unknown;
    /// "#1289 waits, 6 min".
    QString detail;
    /// It has edits that are neither proposed nor saved.
    bool isChanged = false;
    /// GitHub does not start it.
    bool isDisabled = false;
    /// Not in the repository yet.
    bool isNew = false;
    bool operator==(const WorkflowEntry &) const = default;
};

/// The workflows of the workspace. Keeps identity by path: rows are inserted, removed, moved and changed, never reset.
class WorkflowEntries final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { EntryRole = Qt::UserRole + 1, PathRole };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<WorkflowEntry> &entries);
    const QList<WorkflowEntry> &entries() const { return m_entries; }
    /// Invalid when there is none.
    QModelIndex indexOf(const QString &path) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<WorkflowEntry> m_entries;
};

} // namespace slipway::pipelines_page

Q_DECLARE_METATYPE(slipway::pipelines_page::WorkflowEntry)
