#pragma once

#include "sandbox/core/call.h"
#include "sandbox/github/actions.h"

namespace slipway::sandbox::github {

/// Which runs a list asks for: actor, branch, event, status (or conclusion), created, head_sha.
class RunFilter
{
public:
    explicit RunFilter(const Call &call);

    bool accepts(const Run &run) const;
    bool isEmpty() const;
    bool excludesPulls() const { return m_excludesPulls; }

private:
    QString m_actor;
    QString m_branch;
    QString m_event;
    QString m_status;
    QString m_sha;
    QDateTime m_from;
    QDateTime m_until;
    bool m_excludesPulls = false;
};

} // namespace slipway::sandbox::github
