#include "operations/shelf.h"

#include <algorithm>

namespace slipway::operations {

namespace {

bool isBefore(const Operation &left, const Operation &right)
{
    if (isOver(left.state) != isOver(right.state))
        return isOver(right.state);
    if (left.startedAt != right.startedAt)
        return left.startedAt > right.startedAt;
    return left.id > right.id;
}

} // namespace

const Operation *Shelf::find(const QString &id) const
{
    const auto found = std::ranges::find(m_operations, id, &Operation::id);
    return found == m_operations.cend() ? nullptr : &*found;
}

QString Shelf::oldestAt(const QDateTime &startedAt) const
{
    const auto found = std::find_if(m_operations.crbegin(), m_operations.crend(), [&](const Operation &operation) {
        return isOver(operation.state) && operation.startedAt == startedAt;
    });
    return found == m_operations.crend() ? QString() : found->id;
}

bool Shelf::put(const Operation &operation)
{
    const auto found = std::ranges::find(m_operations, operation.id, &Operation::id);
    if (found != m_operations.end()) {
        if (*found == operation)
            return false;
        const bool staysInPlace =
            isOver(found->state) == isOver(operation.state) && found->startedAt == operation.startedAt;
        if (staysInPlace) {
            *found = operation;
            return true;
        }
        m_operations.erase(found);
    }
    m_operations.insert(std::ranges::lower_bound(m_operations, operation, isBefore), operation);
    return true;
}

} // namespace slipway::operations
