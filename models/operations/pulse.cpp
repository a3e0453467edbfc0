#include "operations/pulse.h"

namespace slipway::operations {

void Pulse::take(const QDateTime &seenAt, milliseconds elapsed)
{
    if (seenAt == m_seenAt)
        return;
    m_hasMoved = m_seenAt.isValid();
    m_seenAt = seenAt;
    m_since = elapsed;
}

bool Pulse::isStale(const QDateTime &now, milliseconds elapsed) const
{
    if (elapsed - m_since > patience)
        return true;
    return !m_hasMoved && m_seenAt.msecsTo(now) > patience.count();
}

} // namespace slipway::operations
