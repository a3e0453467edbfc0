#pragma once

#include "overview/fleet.h"

/// The sentences of the Overview page, for cells, tooltips and screen readers. Times are read against `now`, which is
/// in the zone they shall be shown in. Any thread.
namespace slipway::overview::words {

/// "healthy", "failing", "deploying", …: how a live release fares.
QString status(base::Status status);
/// "passed", "failed", "waiting for approval", …: how a run ended or stands.
QString runStatus(base::Status status);
/// Why a value cannot be trusted as it stands: "as of 14:20", "not allowed to see it"; empty while fresh.
QString freshness(const base::Freshness &freshness, const QDateTime &now);

/// "v43 c41d9e2"; an em dash when nothing is known.
QString live(const Cell<LiveRelease> &cell);
/// The whole cell: "Production: v43, commit c41d9e2, failing, live for 12 min, error rate 3.1 %, 6.0× the baseline."
QString liveSentence(const QString &environment, const Cell<LiveRelease> &cell, const QDateTime &now);
/// "6 commits ahead", "In step"; an em dash when nothing is known.
QString drift(const Cell<Drift> &cell);
QString driftSentence(const Cell<Drift> &cell, const QDateTime &now);
/// "6 open", "No previews on Fly.io".
QString previews(const AppRow &row);
QString previewsSentence(const AppRow &row, const QDateTime &now);

/// "#1289 waits for approval", "#377 passed, 3 h ago".
QString latestRun(const WorkflowRow &row, const QDateTime &now);
/// "18 passed, 1 failed, 1 waiting".
QString runCounts(const WorkflowRow &row);

/// "612 ms", "1.9 s": with one decimal above a second, since a page's load time moves in tenths.
QString latency(milliseconds latency);
/// "1 commit", "6 commits".
QString commits(qint64 count);
QString files(qint64 count);
/// The first seven characters of a commit.
QString shortCommit(const QString &commit);
/// An em dash: nobody knows.
QString unknown();

} // namespace slipway::overview::words
