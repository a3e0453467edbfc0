#include "health/live_source.h"

#include "fly/client.h"
#include "health/sentry_queries.h"
#include "net/http_client.h"
#include "releases/releases.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::health {

namespace {

constexpr net::milliseconds probeDeadline{5'000};

QString text(const char *words)
{
    return QCoreApplication::translate("health", words);
}

base::Error notSignedIn(const QString &provider)
{
    return base::makeError(base::Error::Kind::Unauthorized, text("Not signed in to %1.").arg(provider),
                           text("Add a token under Accounts."));
}

base::Error notMeasured(const QString &words)
{
    return base::makeError(base::Error::Kind::NotFound, words);
}

std::shared_ptr<const net::Endpoint> endpointOf(const QUrl &url)
{
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = url.host();
    endpoint->base = url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return endpoint;
}

/// Once, now, and never from a cache.
net::Request probeRequest(const QUrl &url)
{
    net::Request request;
    request.url = url;
    request.headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-store");
    request.deadline = probeDeadline;
    request.attempts = 1;
    return request;
}

ProbeAnswer answerOf(int status, net::milliseconds took)
{
    const auto ms = static_cast<int>(took.count());
    return {status >= 200 && status < 300, ms, text("%1 in %2 ms").arg(status).arg(ms)};
}

/// A bad status or none at all is an answer too; everything else says nothing of the app.
base::Result<ProbeAnswer> failedAnswer(const base::Error &error, net::milliseconds took)
{
    if (error.status != 0)
        return answerOf(error.status, took);
    if (error.kind == base::Error::Kind::Network || error.kind == base::Error::Kind::Timeout)
        return ProbeAnswer{false, static_cast<int>(took.count()), error.message};
    return std::unexpected(error);
}

/// Without a check nobody knows how they fare.
base::Result<ProbeAnswer> answerOf(const QList<fly::Machine> &machines)
{
    qsizetype all = 0;
    qsizetype passing = 0;
    for (const fly::Machine &machine : machines) {
        all += machine.checks.size();
        passing += std::ranges::count_if(
            machine.checks, [](const fly::Check &check) { return check.status() == base::Status::Success; });
    }
    if (all == 0)
        return std::unexpected(notMeasured(text("No machine has a check that answered.")));
    return ProbeAnswer{passing == all, 0, text("%1 of %2 checks passing").arg(passing).arg(all)};
}

/// Migrations that the release adds, and which of them ran well in its environment.
Migrations migrationsOf(const releases::Details &details)
{
    Migrations result;
    if (!details.span)
        return result;
    result.needed = details.span->migrations;
    for (const QString &name : std::as_const(result.needed)) {
        const auto ran = std::ranges::find_if(details.migrations, [&](const releases::Mark &mark) {
            return mark.name == name && mark.status == base::Status::Success;
        });
        if (ran == details.migrations.end())
            result.missing.append(name);
        else
            result.ranAt = std::max(result.ranAt.value_or(ran->at), ran->at);
    }
    return result;
}

class LiveSource final : public Source
{
public:
    explicit LiveSource(SourceClients clients)
        : m_clients(std::move(clients))
    { }

    Answer<QList<Minute>> minutes(Subject subject, Period period, std::stop_token stop) override;
    Answer<QList<OperationMinutes>> operations(Subject subject, Period period, std::stop_token stop) override;
    Answer<QList<NewIssue>> issues(Subject subject, std::stop_token stop) override;
    Answer<std::optional<QDateTime>> announced(Subject subject, std::stop_token stop) override;
    Answer<Migrations> migrations(Subject subject, std::stop_token stop) override;
    Answer<ProbeAnswer> probe(Subject subject, std::stop_token stop) override;
    QCoro::Task<bool> isOnline(std::stop_token stop) override;

private:
    /// Why Sentry cannot be asked about it; nothing when it can.
    std::optional<base::Error> objection(const Subject &subject) const;

    SourceClients m_clients;
};

std::optional<base::Error> LiveSource::objection(const Subject &subject) const
{
    if (subject.sentryProject.isEmpty() || subject.sentryOrganization.isEmpty())
        return notMeasured(text("No Sentry project belongs to this place."));
    return m_clients.sentry ? std::nullopt : std::optional(notSignedIn(u"Sentry"_s));
}

Source::Answer<QList<Minute>> LiveSource::minutes(Subject subject, Period period, std::stop_token stop)
{
    if (const auto error = objection(subject))
        co_return std::unexpected(*error);
    if (period.from >= period.until)
        co_return QList<Minute>();
    const auto client = m_clients.sentry;
    const QString organization = subject.sentryOrganization;
    auto askedRequests = client->timeSeries(organization, seriesQuery(subject, period, Axis::Requests), stop);
    auto askedErrors = client->timeSeries(organization, seriesQuery(subject, period, Axis::Errors), stop);
    auto askedTimes = client->timeSeries(organization, seriesQuery(subject, period, Axis::P95), stop);
    const auto requests = co_await std::move(askedRequests);
    const auto errors = co_await std::move(askedErrors);
    const auto times = co_await std::move(askedTimes);
    for (const auto *answer : {&requests, &errors, &times}) {
        if (!*answer)
            co_return std::unexpected(answer->error());
    }
    const auto buckets = [](const QList<sentry::TimeSeries> &series) {
        return series.isEmpty() ? QList<sentry::Bucket>() : series.first().buckets;
    };
    co_return minutesOf(buckets(*requests), buckets(*errors), buckets(*times), period);
}

Source::Answer<QList<OperationMinutes>> LiveSource::operations(Subject subject, Period period, std::stop_token stop)
{
    if (const auto error = objection(subject))
        co_return std::unexpected(*error);
    if (period.from >= period.until)
        co_return QList<OperationMinutes>();
    const auto client = m_clients.sentry;
    const QString organization = subject.sentryOrganization;
    auto askedRequests = client->timeSeries(organization, seriesQuery(subject, period, Axis::Requests, true), stop);
    const auto times = co_await client->timeSeries(organization, seriesQuery(subject, period, Axis::P95, true), stop);
    const auto requests = co_await std::move(askedRequests);
    if (!requests)
        co_return std::unexpected(requests.error());
    if (!times)
        co_return std::unexpected(times.error());
    co_return operationsOf(*requests, *times, period);
}

Source::Answer<QList<NewIssue>> LiveSource::issues(Subject subject, std::stop_token stop)
{
    if (const auto error = objection(subject))
        co_return std::unexpected(*error);
    if (subject.release.sentryVersion.isEmpty())
        co_return std::unexpected(notMeasured(text("Sentry does not know this release.")));
    const auto client = m_clients.sentry;
    const QString organization = subject.sentryOrganization;
    const QDateTime now = m_clients.clock->now();
    auto askedRegressed = client->issues(organization, issueFilter(subject, now, Hits::Regressed), stop);
    const auto fresh = co_await client->issues(organization, issueFilter(subject, now, Hits::New), stop);
    const auto regressed = co_await std::move(askedRegressed);
    base::Result<QList<sentry::Issue>> old;
    if (!subject.previousSentryVersion.isEmpty())
        old = co_await client->issues(organization, issueFilter(subject, now, Hits::Old), stop);
    for (const auto *answer : {&fresh, &regressed, static_cast<const base::Result<QList<sentry::Issue>> *>(&old)}) {
        if (!*answer)
            co_return std::unexpected(answer->error());
    }
    co_return newIssues(*fresh, *regressed, *old);
}

Source::Answer<std::optional<QDateTime>> LiveSource::announced(Subject subject, std::stop_token stop)
{
    if (const auto error = objection(subject))
        co_return std::unexpected(*error);
    if (subject.release.sentryVersion.isEmpty())
        co_return std::optional<QDateTime>();
    const auto client = m_clients.sentry;
    const auto release = co_await client->release(subject.sentryOrganization, subject.release.sentryVersion, stop);
    if (!release)
        co_return std::unexpected(release.error());
    co_return *release ? (*release)->createdAt : std::nullopt;
}

Source::Answer<Migrations> LiveSource::migrations(Subject subject, std::stop_token stop)
{
    if (!m_clients.releases)
        co_return std::unexpected(notMeasured(text("Releases are not loaded.")));
    const auto details = co_await m_clients.releases->details(subject.release.id, stop);
    if (!details)
        co_return std::unexpected(details.error());
    const base::Freshness span = details->freshness.value(u"span"_s);
    if (!details->span && span.error)
        co_return std::unexpected(*span.error);
    co_return migrationsOf(*details);
}

Source::Answer<ProbeAnswer> LiveSource::probe(Subject subject, std::stop_token stop)
{
    if (m_clients.probes && subject.health.isValid() && !subject.health.isEmpty()) {
        const auto http = m_clients.probes;
        const auto clock = m_clients.clock;
        const base::milliseconds begun = clock->elapsed();
        const auto answer = co_await http->send(endpointOf(subject.health), probeRequest(subject.health), stop);
        if (answer)
            co_return answerOf(answer->status, answer->took);
        co_return failedAnswer(answer.error(), clock->elapsed() - begun);
    }
    if (subject.flyApp.isEmpty())
        co_return std::unexpected(notMeasured(text("There is no health path to ask.")));
    if (!m_clients.fly)
        co_return std::unexpected(notSignedIn(u"Fly.io"_s));
    const auto client = m_clients.fly;
    const auto machines = co_await client->machines(subject.flyApp, stop);
    if (!machines)
        co_return std::unexpected(machines.error());
    co_return answerOf(*machines);
}

QCoro::Task<bool> LiveSource::isOnline(std::stop_token stop)
{
    const auto http = m_clients.probes;
    // Fly.io's own checks were asked through the API: nothing to control.
    if (!http)
        co_return true;
    const auto answer = co_await http->send(endpointOf(m_clients.control), probeRequest(m_clients.control), stop);
    co_return answer || answer.error().status != 0;
}

} // namespace

std::shared_ptr<Source> liveSource(SourceClients clients)
{
    return std::make_shared<LiveSource>(std::move(clients));
}

} // namespace slipway::health
