#include "releases/details_of.h"
#include "releases/lane_join.h"
#include "releases/words.h"
#include "sentry/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// Both windows are as long as the release was watched, less while that goes on.
constexpr milliseconds longestWindow{15 * 60'000};
constexpr milliseconds minute{60'000};
/// Sessions are counted by the hour.
constexpr std::chrono::hours sessionWindow{1};
constexpr int issuesAtMost = 10;

struct Windows {
    QDateTime middle;
    milliseconds length{0};
    QDateTime from() const { return middle.addDuration(-length); }
    QDateTime to() const { return middle.addDuration(length); }
};

/// Whole minutes before and after the release began to serve; nothing before the first minute is over.
std::optional<Windows> windowsOf(const Release &release, const QDateTime &now)
{
    const QDateTime middle = release.servesSince.value_or(release.at);
    const QDateTime end = release.servedUntil ? std::min(*release.servedUntil, now) : now;
    const milliseconds length = std::min(milliseconds{middle.msecsTo(end)}, longestWindow);
    if (length < minute)
        return std::nullopt;
    return Windows{middle, length - length % minute};
}

struct Measure {
    QString name;
    QString unit;
    QString dataset;
    QString axis;
    QString query;
    /// Sum of all minutes, by minute; else their median.
    enum class How { PerMinute, Sum, Median } how = How::Sum;
};

QList<Measure> measures()
{
    return {{tr("Errors per min"), u"/min"_s, u"errors"_s, u"count()"_s, {}, Measure::How::PerMinute},
            {tr("p95 latency"), u"ms"_s, u"spans"_s, u"p95(span.duration)"_s, u"is_transaction:true"_s,
             Measure::How::Median},
            // Who comes again in another minute counts again: Sentry tells them apart within a minute only.
            {tr("Users affected, minute by minute"), {}, u"errors"_s, u"count_unique(user)"_s, {}, Measure::How::Sum}};
}

std::optional<double> valueOf(QList<double> values, Measure::How how)
{
    if (values.isEmpty())
        return std::nullopt;
    if (how == Measure::How::Median) {
        const auto middle = values.begin() + values.size() / 2;
        std::ranges::nth_element(values, middle);
        return *middle;
    }
    double sum = 0;
    for (const double value : std::as_const(values))
        sum += value;
    return how == Measure::How::PerMinute ? sum / static_cast<double>(values.size()) : sum;
}

Delta deltaOf(const Measure &measure, const QList<sentry::TimeSeries> &series, const Windows &windows)
{
    QList<double> before;
    QList<double> after;
    for (const sentry::TimeSeries &one : series) {
        for (const sentry::Bucket &bucket : one.buckets) {
            if (!bucket.value || bucket.isIncomplete || bucket.at < windows.from() || bucket.at >= windows.to())
                continue;
            (bucket.at < windows.middle ? before : after).append(*bucket.value);
        }
    }
    return {measure.name, measure.unit, valueOf(before, measure.how), valueOf(after, measure.how), true};
}

using Client = std::shared_ptr<const sentry::Client>;

struct Place {
    QString organization;
    QString project;
    QString environment;
};

QCoro::Task<base::Result<Delta>> ask(Client client, Place place, Measure measure, Windows windows, std::stop_token stop)
{
    sentry::SeriesQuery query;
    query.dataset = measure.dataset;
    query.yAxis = measure.axis;
    query.query = measure.query;
    query.projects = {place.project};
    query.environments = {place.environment};
    query.span = {{}, windows.from(), windows.to()};
    query.interval = std::chrono::seconds(60);
    const auto series = co_await client->timeSeries(place.organization, query, stop);
    if (!series)
        co_return std::unexpected(series.error());
    co_return deltaOf(measure, *series, windows);
}

QCoro::Task<base::Result<std::optional<double>>> askCrashFree(Client client, Place place, QDateTime from, QDateTime to,
                                                              std::stop_token stop)
{
    const QString field = u"crash_free_rate(session)"_s;
    sentry::SessionQuery query;
    query.fields = {field};
    query.projects = {place.project};
    query.environments = {place.environment};
    query.span = {{}, from, to};
    const auto sessions = co_await client->sessions(place.organization, query, stop);
    if (!sessions)
        co_return std::unexpected(sessions.error());
    if (sessions->groups.isEmpty())
        co_return std::nullopt;
    co_return sessions->groups.first().totals.value(field);
}

QCoro::Task<base::Result<Delta>> crashFree(Client client, Place place, Windows windows, std::stop_token stop)
{
    const QDateTime before = windows.middle.addDuration(-sessionWindow);
    const auto left = co_await askCrashFree(client, place, before, windows.middle, stop);
    if (!left)
        co_return std::unexpected(left.error());
    const auto right = co_await askCrashFree(client, place, windows.middle, windows.to(), stop);
    if (!right)
        co_return std::unexpected(right.error());
    const auto percent = [](const std::optional<double> &share) {
        return share ? std::optional(*share * 100.0) : std::nullopt;
    };
    co_return Delta{tr("Crash-free"), u"%"_s, percent(*left), percent(*right), false};
}

QString versionOf(const Board &board, const Release &release)
{
    if (!release.sentryVersion.isEmpty())
        return release.sentryVersion;
    const auto found = std::ranges::find_if(board.evidence.sentry, [&release](const sentry::Release &noted) {
        return isSameCommit(commitOf(noted), release.sha);
    });
    return found == board.evidence.sentry.cend() ? QString() : found->version;
}

QCoro::Task<base::Result<QList<SentryIssue>>> askIssues(Client client, Place place, QString version,
                                                        std::stop_token stop)
{
    QList<SentryIssue> result;
    // A quote within would end the word and begin another question.
    if (version.isEmpty() || version.contains(u'"'))
        co_return result;
    sentry::IssueFilter filter;
    filter.query = u"firstRelease:\"%1\""_s.arg(version);
    filter.projects = {place.project};
    filter.environments = {place.environment};
    filter.sort = u"freq"_s;
    filter.limit = issuesAtMost;
    const auto issues = co_await client->issues(place.organization, filter, stop);
    if (!issues)
        co_return std::unexpected(issues.error());
    for (const sentry::Issue &issue : *issues)
        result.append({issue.title, issue.events, issue.page});
    co_return result;
}

} // namespace

QCoro::Task<base::Result<SentryPart>> sentryOf(SharedBoard board, Release release, std::stop_token stop)
{
    const auto client = board->clients.sentry;
    if (!client)
        co_return std::unexpected(notSignedIn(u"Sentry"_s));
    const workspace::Place *where = placeOf(*board->workspace, release.app, release.environment);
    if (!where || where->sentryProject.isEmpty())
        co_return std::unexpected(base::makeError(base::Error::Kind::NotFound,
                                                  tr("slipway.yaml names no Sentry project for this app."),
                                                  tr("Name one to see how its errors moved.")));
    const Place place{board->workspace->organizations.sentry, where->sentryProject, release.environment};
    const auto windows = windowsOf(release, board->now());
    SentryPart part;
    if (windows) {
        std::vector<QCoro::Task<base::Result<Delta>>> tasks;
        for (const Measure &measure : measures())
            tasks.push_back(ask(client, place, measure, *windows, stop));
        tasks.push_back(crashFree(client, place, *windows, stop));
        const auto deltas = co_await all(std::move(tasks));
        for (const auto &delta : deltas) {
            if (!delta)
                co_return std::unexpected(delta.error());
            part.deltas.append(*delta);
        }
    }
    const auto issues = co_await askIssues(client, place, versionOf(*board, release), stop);
    if (!issues)
        co_return std::unexpected(issues.error());
    part.issues = *issues;
    co_return part;
}

} // namespace slipway::releases
