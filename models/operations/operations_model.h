#pragma once

#include "operations/runner.h"

#include <QAbstractListModel>
#include <QPointer>

namespace slipway::operations {

/// All operations in Runner::operations()'s order: running and parked ones first, then past ones, newest first, which
/// are read page by page as the view asks for them. Rows keep their identity. GUI thread; may outlive the runner.
class OperationsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        OperationRole = Qt::UserRole + 1, ///< Operation
        IdRole,                           ///< QString
        StateRole,                        ///< int: OperationState
        StatusRole,                       ///< base::Status
        ActorRole,                        ///< QString
        AppsRole,                         ///< QStringList: the apps of the targets
        EnvironmentsRole,                 ///< QStringList: the environments of the targets
        KindRole,                         ///< QString: Plan::kind
        WordsRole,                        ///< QString: Operation::words()
        ShareRole,                        ///< double 0..1
        StartedAtRole,                    ///< QDateTime, UTC
        EndedAtRole,                      ///< QDateTime, UTC; invalid while it is open
    };
    Q_ENUM(Role)

    explicit OperationsModel(Runner *runner, QObject *parent = nullptr);

    /// By name, as in "operation", "id", "state".
    QHash<int, QByteArray> roleNames() const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the title, AccessibleTextRole a full sentence.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    const QList<Operation> &operations() const { return m_operations; }
    /// −1 when there is none of that id.
    int rowOf(const QString &id) const;
    bool isLoading() const { return m_isLoading; }

Q_SIGNALS:
    /// Older ones could not be read; the rows stay.
    void failed(const slipway::base::Error &error);

private:
    void update(const QString &id);
    void takePage(const base::Done &loaded);

    QPointer<Runner> m_runner;
    QList<Operation> m_operations;
    bool m_isLoading = false;
};

} // namespace slipway::operations

Q_DECLARE_METATYPE(slipway::operations::Operation)
