#pragma once

#include "base/freshness.h"
#include "runs/live_graph.h"

/// The sentences of the pages of runs, for chips, cards and screen readers. Times are read against `now`, which is in
/// the zone they shall be shown in.
namespace slipway::run_pages::words {

using runs::milliseconds;

/// "Running, 7 min 00 s", "Passed in 6 min 31 s", "Waiting for approval".
QString runStatus(const runs::RunFact &run, const QDateTime &now);
/// "Passed", "failed", …: how a job or step stands; lower case within sentences.
QString status(base::Status status);
/// "Passed, 4 s longer than median", "Running, about 20 s left", "Queued for 12 s".
QString cardLine(const runs::LiveNode &node, const QDateTime &now);
/// "4 s longer than median", "as long as the median"; empty when there is nothing to compare.
QString comparison(const std::optional<milliseconds> &took, const std::optional<milliseconds> &usual);
/// "Deploy to Fly.io, job, running, 1 min 58 s, step 4 of 6, after production gate".
QString spoken(const runs::LiveNode &node, const QStringList &after, const QDateTime &now);
/// Why what is shown is not fresh: "GitHub answered 502 at 14:32. Showing 14:31."; empty while it is.
QString notice(const base::Freshness &freshness, const QDateTime &now);
/// "4:48", or an em dash.
QString column(const std::optional<milliseconds> &took);
/// "push to main", "pull request", "manual run": after a person's name.
QString cause(const runs::RunFact &run);

} // namespace slipway::run_pages::words
