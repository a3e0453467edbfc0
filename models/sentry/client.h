#pragma once

#include "base/result.h"
#include "net/json_call.h"
#include "sentry/endpoint.h"
#include "sentry/issues.h"
#include "sentry/projects.h"
#include "sentry/releases.h"
#include "sentry/statistics.h"

#include <QCoro/QCoroTask>

namespace slipway::sentry {

/// A span of time, either up to now ("24h", "14d") or between two moments; `period` wins.
struct Span {
    QString period;
    std::optional<QDateTime> from;
    std::optional<QDateTime> to;
};

/// Which releases; every member left empty matches all.
struct ReleaseFilter {
    /// Ids or slugs.
    QStringList projects;
    QStringList environments;
    /// Part of the version.
    QString query;
    /// 1..100.
    int perPage = 100;
    /// 0 = all.
    int mostPages = 1;
};

struct SessionQuery {
    /// "sum(session)", "crash_free_rate(session)", "crash_rate(session)", "count_unique(user)", …; at least one.
    QStringList fields;
    QStringList groupBy;
    /// "release:…", or empty.
    QString query;
    QStringList projects;
    QStringList environments;
    Span span{QStringLiteral("24h"), {}, {}};
    /// "1h" to "1d", dividing a day; at most 10,000 points in all.
    QString interval = QStringLiteral("1h");
};

struct SeriesQuery {
    /// "errors", "spans", "logs".
    QString dataset = QStringLiteral("errors");
    QString yAxis = QStringLiteral("count()");
    QString query;
    QStringList projects;
    QStringList environments;
    Span span{QStringLiteral("24h"), {}, {}};
    std::chrono::seconds interval{300};
    QStringList groupBy;
    /// With groupBy only; 0 = not asked for.
    int topEvents = 0;
    QString sort;
};

/// Which issues; every member left empty matches all.
struct IssueFilter {
    /// As in Sentry's search: `firstRelease:"web@1.0.0" is:unresolved`.
    QString query = QStringLiteral("is:unresolved");
    QStringList projects;
    QStringList environments;
    QString period;
    /// "date", "new", "freq", "user", "trends".
    QString sort;
    /// 1..100.
    int limit = 100;
    /// 0 = all.
    int mostPages = 1;
};

/// Says that a release went somewhere.
struct NewDeploy {
    QString environment;
    /// May be empty.
    QString name;
    QUrl url;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> finishedAt;
};

/// What is said anew of a release; absent and empty members stay as they are.
struct ReleaseChange {
    /// Makes the release final.
    std::optional<QDateTime> releasedAt;
    /// Commit or other reference.
    QString ref;
    QUrl url;
};

/// Sentry's API.
///
/// Holds no state of its own: copies are cheap, and a call goes on when the client it was asked of is gone.
/// Lists come whole, over all their pages, unless a filter says otherwise. Errors of every call: those of
/// net::HttpClient::send and protocol with the JSON path. A write is sent once, unless its docstring calls it
/// repeatable; where its answer never came Error::outcomeUnknown says so. GUI thread; does not block.
/// O stands for /api/0/organizations/{organization}; every path ends with a slash.
class Client
{
public:
    Client(std::shared_ptr<const net::HttpClient> http, std::shared_ptr<const net::Endpoint> endpoint);

    template<typename T>
    using Answer = QCoro::Task<base::Result<T>>;

    /// Those the token may see, each with its region. GET /api/0/organizations/
    Answer<QList<Organization>> organizations(std::stop_token stop) const;
    /// GET O/projects/
    Answer<QList<Project>> projects(QString organization, std::stop_token stop) const;
    /// GET O/environments/
    Answer<QList<Environment>> environments(QString organization, std::stop_token stop) const;
    /// Newest first. GET O/releases/
    Answer<QList<Release>> releases(QString organization, ReleaseFilter filter, std::stop_token stop) const;
    /// Absent when Sentry knows no such release. GET O/releases/{version}/
    Answer<std::optional<Release>> release(QString organization, QString version, std::stop_token stop) const;
    /// GET O/releases/{version}/deploys/
    Answer<QList<Deploy>> deploys(QString organization, QString version, std::stop_token stop) const;
    /// GET O/sessions/
    Answer<Sessions> sessions(QString organization, SessionQuery query, std::stop_token stop) const;
    /// One series, or one for each group. GET O/events-timeseries/
    Answer<QList<TimeSeries>> timeSeries(QString organization, SeriesQuery query, std::stop_token stop) const;
    /// GET O/issues/
    Answer<QList<Issue>> issues(QString organization, IssueFilter filter, std::stop_token stop) const;

    /// Notes a deploy of a release that Sentry knows; 404 where it does not. POST O/releases/{version}/deploys/
    Answer<Deploy> createDeploy(QString organization, QString version, NewDeploy deploy, std::stop_token stop) const;
    /// Repeatable. 404 Sentry knows no such release. PUT O/releases/{version}/
    Answer<Release> updateRelease(QString organization, QString version, ReleaseChange change,
                                  std::stop_token stop) const;

private:
    net::Connection m_connection;
};

} // namespace slipway::sentry
