#include "health/sentry_queries.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::health {

namespace {

constexpr int mostOperations = 20;
const QString operationTag = u"transaction"_s;

QString axisName(Axis axis)
{
    return axis == Axis::P95 ? u"p95(span.duration)"_s : u"count()"_s;
}

/// In Sentry's search a text with spaces or colons is quoted.
QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

void put(QMap<QDateTime, Minute> &minutes, const QList<sentry::Bucket> &buckets, const Period &period,
         std::optional<double> Minute::*member)
{
    for (const sentry::Bucket &bucket : buckets) {
        if (bucket.isIncomplete || !period.contains(bucket.at))
            continue;
        Minute &minute = minutes[bucket.at];
        minute.at = bucket.at;
        minute.*member = bucket.value;
    }
}

NewIssue issueOf(const sentry::Issue &issue)
{
    NewIssue result;
    result.id = issue.id;
    result.title = issue.title;
    result.page = issue.page;
    result.firstSeenAt = issue.firstSeenAt;
    result.events = issue.events;
    result.users = issue.users;
    result.isUnhandled = issue.isUnhandled;
    result.isError = issue.level == sentry::Issue::Level::Error || issue.level == sentry::Issue::Level::Fatal;
    return result;
}

} // namespace

sentry::SeriesQuery seriesQuery(const Subject &subject, const Period &period, Axis axis, bool isByOperation)
{
    sentry::SeriesQuery query;
    query.dataset = axis == Axis::Errors ? u"errors"_s : u"spans"_s;
    query.yAxis = axisName(axis);
    // One span for each request: the one that the server opened.
    query.query = axis == Axis::Errors ? QString() : u"is_transaction:true"_s;
    query.projects = {subject.sentryProject};
    query.environments = {subject.release.environment};
    query.span = {{}, period.from, period.until};
    query.interval = std::chrono::seconds(60);
    if (isByOperation) {
        query.groupBy = {operationTag};
        query.topEvents = mostOperations;
        query.sort = u"-count()"_s;
    }
    return query;
}

QList<Minute> minutesOf(const QList<sentry::Bucket> &requests, const QList<sentry::Bucket> &errors,
                        const QList<sentry::Bucket> &p95, const Period &period)
{
    QMap<QDateTime, Minute> minutes;
    put(minutes, requests, period, &Minute::requests);
    put(minutes, errors, period, &Minute::errors);
    put(minutes, p95, period, &Minute::p95);
    return minutes.values();
}

QList<OperationMinutes> operationsOf(const QList<sentry::TimeSeries> &requests, const QList<sentry::TimeSeries> &p95,
                                     const Period &period)
{
    QList<OperationMinutes> operations;
    for (const sentry::TimeSeries &series : requests) {
        const QString name = series.groupBy.value(operationTag);
        const auto durations = std::ranges::find_if(
            p95, [&](const sentry::TimeSeries &other) { return other.groupBy.value(operationTag) == name; });
        // Without a name it is all the others together.
        if (!name.isEmpty() && durations != p95.end())
            operations.append({name, minutesOf(series.buckets, {}, durations->buckets, period)});
    }
    return operations;
}

sentry::IssueFilter issueFilter(const Subject &subject, const QDateTime &now, Hits hits)
{
    const releases::Release &release = subject.release;
    const QDateTime since = release.servesSince.value_or(release.at);
    const QString version = quoted(release.sentryVersion);
    sentry::IssueFilter filter;
    switch (hits) {
    case Hits::New: filter.query = u"is:unresolved firstRelease:"_s + version; break;
    case Hits::Regressed: filter.query = u"is:unresolved regressed_in_release:"_s + version; break;
    case Hits::Old: filter.query = u"is:unresolved release:"_s + quoted(subject.previousSentryVersion); break;
    }
    filter.projects = {subject.sentryProject};
    filter.environments = {release.environment};
    filter.period = u"%1m"_s.arg(std::max<qint64>(1, since.secsTo(now) / 60 + 1));
    filter.sort = u"freq"_s;
    return filter;
}

QList<NewIssue> newIssues(const QList<sentry::Issue> &fresh, const QList<sentry::Issue> &regressed,
                          const QList<sentry::Issue> &old)
{
    QList<NewIssue> issues;
    for (const sentry::Issue &issue : fresh)
        issues.append(issueOf(issue));
    for (const sentry::Issue &issue : regressed) {
        if (std::ranges::contains(issues, issue.id, &NewIssue::id))
            continue;
        issues.append(issueOf(issue));
        issues.last().isRegressed = true;
    }
    for (NewIssue &issue : issues)
        issue.hitsOld = std::ranges::contains(old, issue.id, &sentry::Issue::id);
    return issues;
}

} // namespace slipway::health
