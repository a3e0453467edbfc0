#pragma once

#include "overview/fleet.h"

/// What the design's pictures show, as facts at 14:32 of the demo's day.
namespace slipway::overview_page::demo {

QDateTime now();
QList<overview::AppRow> apps();
/// The same apps, each in another state of not knowing: loading, stale, failed with and without a value, limited.
QList<overview::AppRow> troubledApps();
QList<overview::WorkflowRow> workflows();
QList<overview::InboxItem> inbox();

/// A full SHA that starts with `shortSha`.
QString sha(const QString &shortSha);
/// A failure of `kind` as the clients give it.
base::Error refusal(base::Error::Kind kind, const QString &message);

} // namespace slipway::overview_page::demo
