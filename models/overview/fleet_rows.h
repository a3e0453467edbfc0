#pragma once

#include "overview/facts.h"

namespace slipway::workspace {
struct Workspace;
}

namespace slipway::overview {

/// The workspace's apps with what is known of them at `now`: one row an app, in the file's order.
QList<AppRow> fleetRows(const workspace::Workspace &workspace, const Snapshot &snapshot, const QDateTime &now);

/// How many places (an app in production or staging) fare how; what nobody knows is not counted.
struct Summary {
    qsizetype failing = 0;
    qsizetype atRisk = 0;
    /// Those at risk that are canaries.
    qsizetype canariesAtRisk = 0;
    qsizetype deploying = 0;
    qsizetype healthy = 0;
    bool operator==(const Summary &) const = default;
};
Summary summaryOf(const QList<AppRow> &rows);

/// Deployments and runs under way, the oldest first; a run that builds what is deployed already stands for both.
QList<RunningItem> runningItems(const workspace::Workspace &workspace, const Snapshot &snapshot,
                                const QList<AppRow> &rows, const QDateTime &now);

} // namespace slipway::overview
