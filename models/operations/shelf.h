#pragma once

#include "operations/operation.h"

namespace slipway::operations {

/// All operations that are known: those that are open first, then those that are over, each newest first.
class Shelf
{
public:
    const QList<Operation> &all() const { return m_operations; }
    /// Null when there is none of that id; good until the next `put`.
    const Operation *find(const QString &id) const;
    /// The least id among those that are over and began at that time; empty when there is none.
    QString oldestAt(const QDateTime &startedAt) const;
    /// Adds it, or brings it up to date; false when it was the same.
    bool put(const Operation &operation);

private:
    QList<Operation> m_operations;
};

} // namespace slipway::operations
