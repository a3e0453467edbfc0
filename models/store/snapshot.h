#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace slipway::store {

/// The last known state of one thing, as whoever wrote it encoded it. Never holds a token or a secret value.
struct Snapshot {
    QString workspace;
    /// Names the thing in its workspace: "github/runs/ci.yml".
    QString key;
    /// When it was so, UTC, to the millisecond.
    QDateTime fetchedAt;
    QByteArray bytes;
    bool operator==(const Snapshot &) const = default;
};

} // namespace slipway::store
