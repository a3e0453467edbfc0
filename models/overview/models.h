#pragma once

#include "base/clock.h"
#include "overview/fleet.h"

#include <QAbstractTableModel>

#include <memory>

/// Item models over the facts. They keep identity over refreshes (insert, remove, move, dataChanged; never a reset)
/// and hold values; delegates format them.
namespace slipway::overview {

class RowUpdate;

/// Apps by environments. Column 0 is the app; every cell gives the whole row by RowRole.
class FleetModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { AppColumn, ProductionColumn, DriftColumn, StagingColumn, PreviewColumn, ColumnCount };
    Q_ENUM(Column)
    enum Role {
        RowRole = Qt::UserRole + 1, ///< AppRow
        IdRole,                     ///< QString
        CopyRole,                   ///< QString: what Copy puts on the clipboard: the full commit
        PageRole,                   ///< QUrl: what Open opens
    };
    Q_ENUM(Role)

    explicit FleetModel(QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the cell's main words, AccessibleTextRole a full sentence on the cell.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const QList<AppRow> &rows() const { return m_rows; }
    void setRows(QList<AppRow> rows);

    /// For ages in texts ("live for 12 min"); without one, times are given as they are.
    void setClock(std::shared_ptr<const base::Clock> clock) { m_clock = std::move(clock); }

private:
    friend class RowUpdate;
    QList<AppRow> m_rows;
    std::shared_ptr<const base::Clock> m_clock;
};

/// Workflows with their newest runs.
class WorkflowModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        FileColumn,
        RunsColumn,
        PassedColumn,
        MedianColumn,
        LatestColumn,
        TriggerColumn,
        ColumnCount
    };
    Q_ENUM(Column)
    enum Role {
        RowRole = Qt::UserRole + 1, ///< WorkflowRow
        IdRole,                     ///< QString
        PassedRole,                 ///< double 0..1 of the finished runs; invalid when none finished
        MedianRole,                 ///< qint64 ms of the successful runs; invalid when none
        PageRole,                   ///< QUrl of the newest run
    };
    Q_ENUM(Role)

    explicit WorkflowModel(QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const QList<WorkflowRow> &rows() const { return m_rows; }
    void setRows(QList<WorkflowRow> rows);

    /// For ages in texts ("live for 12 min"); without one, times are given as they are.
    void setClock(std::shared_ptr<const base::Clock> clock) { m_clock = std::move(clock); }

private:
    friend class RowUpdate;
    QList<WorkflowRow> m_rows;
    std::shared_ptr<const base::Clock> m_clock;
};

/// What needs a person, sorted by urgency (page, approval, warning, due), then by age.
class InboxModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        ItemRole = Qt::UserRole + 1, ///< InboxItem
        IdRole,
        PageRole,
    };
    Q_ENUM(Role)

    explicit InboxModel(QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    const QList<InboxItem> &items() const { return m_items; }
    void setItems(QList<InboxItem> items);

    /// For ages in texts ("live for 12 min"); without one, times are given as they are.
    void setClock(std::shared_ptr<const base::Clock> clock) { m_clock = std::move(clock); }

private:
    friend class RowUpdate;
    QList<InboxItem> m_items;
    std::shared_ptr<const base::Clock> m_clock;
};

} // namespace slipway::overview
