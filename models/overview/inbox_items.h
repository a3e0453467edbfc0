#pragma once

#include "overview/facts.h"

namespace slipway::workspace {
struct Workspace;
}

namespace slipway::overview {

/// A provider that could not be asked, or does not let us.
struct Trouble {
    /// "GitHub", "Fly.io", …
    QString provider;
    base::Error error;
    QDateTime since;
    bool operator==(const Trouble &) const = default;
};

/// What needs a person at `now`: error spikes, approvals, failing checks on staging, overdue secrets, guard-rail drift,
/// a freeze that starts within a day, and providers in trouble (one item each). Unsorted: the model sorts.
QList<InboxItem> inboxItems(const workspace::Workspace &workspace, const Snapshot &snapshot, const QList<AppRow> &rows,
                            const QList<Trouble> &troubles, const QDateTime &now);

} // namespace slipway::overview
