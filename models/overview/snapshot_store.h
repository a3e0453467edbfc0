#pragma once

#include "overview/facts.h"

#include <QByteArray>

/// A source's facts as bytes, for the store. What cannot be read (another version, damaged, cut short) is as if it were
/// not there: the network gives it again.
namespace slipway::overview {

/// The sources whose facts are kept, by their id in the refresh engine.
namespace source {
constexpr QLatin1StringView runs{"github.runs"};
constexpr QLatin1StringView activeRuns{"github.active-runs"};
constexpr QLatin1StringView workflowFiles{"github.workflow-files"};
constexpr QLatin1StringView tags{"github.tags"};
constexpr QLatin1StringView pulls{"github.pull-requests"};
constexpr QLatin1StringView drift{"github.drift"};
constexpr QLatin1StringView secrets{"github.secrets"};
constexpr QLatin1StringView protection{"github.protection"};
constexpr QLatin1StringView machines{"fly.machines"};
constexpr QLatin1StringView metrics{"fly.metrics"};
constexpr QLatin1StringView deployments{"vercel.deployments"};
constexpr QLatin1StringView sessions{"sentry.sessions"};
} // namespace source

/// All source ids, in the order in which the page needs them.
QStringList sourceIds();

/// The source's part of the snapshot; empty for an id that nobody knows.
QByteArray encode(const Snapshot &snapshot, const QString &sourceId);
/// Puts what `bytes` hold into the snapshot, as stale. False, and the snapshot left as it was, when they cannot be
/// read.
bool decode(const QByteArray &bytes, const QString &sourceId, Snapshot &snapshot);

} // namespace slipway::overview
