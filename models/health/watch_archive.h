#pragma once

#include "health/new_error.h"
#include "health/watch.h"

#include <QByteArray>
#include <QMap>

/// A watch as bytes, for the store.
namespace slipway::health {

/// All of a watch that has to outlive the program.
struct WatchRecord {
    WatchState state;
    /// t0 and t1.
    QDateTime servesSince;
    QDateTime servesAll;
    /// By issue id.
    QMap<QString, QList<IssueSample>> samples;
    bool operator==(const WatchRecord &) const = default;
};

QByteArray encode(const WatchRecord &record);
/// Nothing for what is damaged or of another version: the watch begins anew.
std::optional<WatchRecord> decodeWatch(const QByteArray &bytes);

} // namespace slipway::health
