#pragma once

#include "health/measures.h"
#include "sentry/client.h"

/// What Sentry is asked about a release, and what its answers mean. Pure. Source: Sentry API, `events-timeseries`,
/// `issues`.
namespace slipway::health {

enum class Axis { Requests, Errors, P95 };

/// By the minute; with `isByOperation` for each of the twenty operations with most requests.
sentry::SeriesQuery seriesQuery(const Subject &subject, const Period &period, Axis axis, bool isByOperation = false);

/// The three series of one thing as minutes of the period; a minute that no series tells of is left out.
QList<Minute> minutesOf(const QList<sentry::Bucket> &requests, const QList<sentry::Bucket> &errors,
                        const QList<sentry::Bucket> &p95, const Period &period);
/// The same for each operation; errors are not told by operation.
QList<OperationMinutes> operationsOf(const QList<sentry::TimeSeries> &requests, const QList<sentry::TimeSeries> &p95,
                                     const Period &period);

enum class Hits { New, Regressed, Old };

/// Unresolved errors of the release, or those that the version before has too, seen since t0.
sentry::IssueFilter issueFilter(const Subject &subject, const QDateTime &now, Hits hits);
/// One list of what the three answers say.
QList<NewIssue> newIssues(const QList<sentry::Issue> &fresh, const QList<sentry::Issue> &regressed,
                          const QList<sentry::Issue> &old);

} // namespace slipway::health
