#pragma once

#include "sandbox/fly/platform.h"

namespace slipway::sandbox::fly {

/// What Fly's GraphQL answers to the few queries that clients of releases send: `app(name){releasesUnprocessed}`,
/// `currentReleaseUnprocessed`, `viewer`. All fields of a node are given, whichever were selected. A query about
/// anything else gives `errors` with status 200, as GraphQL does.
QJsonObject answerGraphql(Platform &platform, const QString &query, const QJsonObject &variables);

} // namespace slipway::sandbox::fly
