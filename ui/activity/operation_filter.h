#pragma once

#include "operations/runner.h"

#include <QSortFilterProxyModel>

namespace slipway::activity_page {

/// What of all acts is wanted; empty members do not narrow.
struct Wanted {
    QString person;
    QString app;
    QString environment;
    QString kind;
    QString text;
    /// Only those that began later; invalid: all.
    QDateTime since;
    bool isNarrow() const { return *this != Wanted(); }
    bool operator==(const Wanted &) const = default;
};

/// The same of the audit log; kinds are no fact of a line.
operations::AuditQuery queryOf(const Wanted &wanted);

/// The operations that are wanted, in the model's order.
class OperationFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit OperationFilter(QObject *parent = nullptr);
    void setWanted(const Wanted &wanted);
    const Wanted &wanted() const { return m_wanted; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    Wanted m_wanted;
};

} // namespace slipway::activity_page
