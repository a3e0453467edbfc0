#include "demo_facts.h"

#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::overview_page::demo {

using base::Freshness;
using base::Status;
using overview::AppRow;
using overview::Cell;
using overview::Drift;
using overview::Health;
using overview::InboxItem;
using overview::LiveRelease;
using overview::Previews;
using overview::WorkflowRow;

namespace {

QDateTime ago(std::chrono::milliseconds time)
{
    return now().addMSecs(-time.count());
}

template<typename Facts>
Cell<Facts> known(Facts facts)
{
    return {std::move(facts), Freshness::fresh(now()), true};
}

/// A steady line that moves as traffic does, with a last stretch that climbs to `rate` where that is far off.
Health health(double rate, double baseline, const QString &name, std::chrono::milliseconds latency,
              std::chrono::milliseconds before)
{
    Health result;
    constexpr int count = 48;
    constexpr int climb = 4;
    for (int i = 0; i < count; ++i) {
        const double wave = 1 + 0.16 * std::sin(i * 0.9) + 0.1 * std::sin(i * 2.3 + rate * 1000);
        const bool climbs = rate > 2 * baseline && i >= count - climb;
        result.points.append(climbs ? baseline + (rate - baseline) * (i - count + climb + 1) / climb : baseline * wave);
    }
    result.errorRate = rate;
    result.baselineErrorRate = baseline;
    result.latencyName = name;
    result.latency = latency;
    result.baselineLatency = before;
    result.freshness = Freshness::fresh(now());
    return result;
}

LiveRelease release(Status status, const QString &version, const QString &commit, std::chrono::milliseconds age)
{
    LiveRelease result;
    result.status = status;
    result.version = version;
    result.commit = sha(commit);
    result.commitTitle = u"Change of "_s + version;
    result.author = u"Jonas Weil"_s;
    result.since = ago(age);
    result.page = QUrl(u"https://example.test/releases/"_s + commit);
    return result;
}

LiveRelease staged(Status status, const QString &version, const QString &commit, std::chrono::milliseconds age,
                   const QString &note)
{
    LiveRelease result = release(status, version, commit, age);
    result.note = note;
    return result;
}

LiveRelease healthy(const QString &version, const QString &commit, std::chrono::milliseconds age, double rate,
                    std::chrono::milliseconds lcp)
{
    LiveRelease result = release(Status::Success, version, commit, age);
    result.health = health(rate, rate, u"p75 LCP"_s, lcp, lcp);
    return result;
}

Drift drift(qint64 ahead, qint64 migrations = 0, bool onlyDocs = false)
{
    return {ahead, 0, migrations, onlyDocs, QUrl(u"https://example.test/compare"_s)};
}

Previews previews(const QList<std::pair<int, Status>> &pullRequests)
{
    Previews result;
    for (const auto &[number, status] : pullRequests)
        result.open.append(
            {number, status, u"feature/%1"_s.arg(number), QUrl(u"https://example.test/pull/%1"_s.arg(number))});
    return result;
}

AppRow app(const QString &id, const QString &description, const QString &provider, const LiveRelease &production,
           const Drift &ahead, const LiveRelease &staging)
{
    return {id, id, description, provider, known(production), known(ahead), known(staging), {}};
}

AppRow patientGraph()
{
    LiveRelease live = release(Status::Failure, u"v43"_s, u"c41d9e2"_s, 12min);
    live.health = health(0.031, 0.0052, u"p95"_s, 612ms, 494ms);
    live.watchedUntil = now().addSecs(180);
    AppRow row =
        app(u"patient-graph-api"_s, u"Patient graph API"_s, u"Fly.io"_s, live, drift(6, 1),
            staged(Status::Warning, u"v57"_s, u"8d20b6f"_s, 38min, u"Canary on 1 of 2 machines, 2 of 6 probes fail"_s));
    row.staging.facts->isCanary = true;
    row.previews.isApplicable = false;
    return row;
}

AppRow luna()
{
    LiveRelease live = healthy(u"0.31.2"_s, u"90c6f1b"_s, 6 * 24h, 0.0031, 2200ms);
    live.status = Status::Running;
    live.progress = overview::Progress{u"0.32.0 building"_s, 0.62};
    AppRow row = app(u"luna.loop.health"_s, u"Luna AI assistant"_s, u"Vercel"_s, live, drift(9),
                     staged(Status::Success, u"0.32.0"_s, u"1f6a2d8"_s, 4h, u"Promoted 3 min ago"_s));
    row.previews = known(
        previews({{614, Status::Success}, {616, Status::Success}, {620, Status::Success}, {621, Status::Success}}));
    return row;
}

QList<AppRow> webApps()
{
    AppRow my = app(u"my.loop.health"_s, u"Patient portal"_s, u"Vercel"_s,
                    healthy(u"3.12.1"_s, u"7be02a4"_s, 27h, 0.0008, 1900ms), drift(3),
                    staged(Status::Success, u"3.13.0-rc.2"_s, u"a90e4c1"_s, 2h, u"Ready to promote"_s));
    my.previews = known(previews({{618, Status::Failure},
                                  {610, Status::Success},
                                  {611, Status::Success},
                                  {612, Status::Success},
                                  {613, Status::Success},
                                  {619, Status::Success}}));
    AppRow admin = app(u"admin.loop.health"_s, u"Admin dashboard"_s, u"Vercel"_s,
                       healthy(u"1.48.0"_s, u"e19f5d0"_s, 5h, 0.0002, 1400ms), drift(0),
                       staged(Status::Success, u"1.48.0"_s, u"e19f5d0"_s, 6h, u"Same commit as production"_s));
    admin.previews = known(previews({{615, Status::Success}, {609, Status::Success}}));
    AppRow docs = app(u"docs.loop.health"_s, u"Developer documentation"_s, u"Vercel"_s,
                      healthy(u"1.9.4"_s, u"55a7c3e"_s, 48h, 0.0, 1100ms), drift(11, 0, true),
                      staged(Status::Success, u"1.10.0-rc.1"_s, u"c07b9e3"_s, 21h, u"Ready to promote"_s));
    docs.previews = known(previews({{617, Status::Success}}));
    return {my, admin, luna(), docs};
}

/// `strip` has a letter a run: p passed, f failed, w waiting, r running.
WorkflowRow workflow(const QString &name, const QString &file, const QString &strip, qint64 newest,
                     std::chrono::milliseconds median, const QString &trigger, std::chrono::milliseconds age)
{
    WorkflowRow row{file, name, file, {}, trigger, trigger, {}, Freshness::fresh(now())};
    for (qsizetype i = 0; i < strip.size(); ++i) {
        const qint64 number = newest - strip.size() + 1 + i;
        const QChar letter = strip.at(i);
        const Status status = letter == u'p' ? Status::Success
            : letter == u'f'                 ? Status::Failure
            : letter == u'w'                 ? Status::Waiting
                                             : Status::Running;
        const bool isOver = status == Status::Success || status == Status::Failure;
        row.runs.append({number * 10, number, status, u"Run %1"_s.arg(number), u"main"_s,
                         ago(age + (strip.size() - 1 - i) * 5h),
                         isOver ? std::optional<std::chrono::milliseconds>(median) : std::nullopt,
                         QUrl(u"https://example.test/runs/%1"_s.arg(number))});
    }
    return row;
}

} // namespace

QDateTime now()
{
    return {QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC};
}

QString sha(const QString &shortSha)
{
    return shortSha.leftJustified(40, u'0');
}

base::Error refusal(base::Error::Kind kind, const QString &message)
{
    base::Error error = base::makeError(kind, message, u"Ask an owner."_s);
    error.canRetry = kind == base::Error::Kind::Network;
    return error;
}

QList<AppRow> apps()
{
    return QList<AppRow>{patientGraph()} + webApps();
}

QList<AppRow> troubledApps()
{
    QList<AppRow> rows = apps();
    const auto adopt = [&rows](qsizetype row, const Freshness &freshness, bool hasValue) {
        const auto take = [&](auto &cell) {
            cell.freshness = freshness;
            if (!hasValue)
                cell.facts.reset();
        };
        take(rows[row].production);
        take(rows[row].drift);
        take(rows[row].staging);
        take(rows[row].previews);
    };
    const Freshness before = Freshness::fresh(ago(12min));
    base::Error limit = refusal(base::Error::Kind::RateLimited, u"GitHub calls used up."_s);
    limit.retryAt = now().addSecs(26 * 60);
    const base::Error failure = refusal(base::Error::Kind::Network, u"Fly.io answered 502 at 14:32."_s);
    adopt(0, {Freshness::State::Stale, before.asOf, std::nullopt}, true);
    adopt(1, {}, false);
    adopt(2, Freshness::failed({}, failure), false);
    adopt(3, Freshness::failed(before, limit), true);
    adopt(4,
          Freshness::failed({}, refusal(base::Error::Kind::Forbidden, u"The Vercel token may not read this team."_s)),
          false);
    return rows;
}

QList<WorkflowRow> workflows()
{
    return {
        workflow(u"Patient Graph CI/CD"_s, u"patient-graph-ci-cd.yml"_s, u"pppppfppppppfppppppw"_s, 1289, 400s,
                 u"Push to main, manual"_s, 6min),
        workflow(u"Vercel Deploy"_s, u"vercel-deploy.yml"_s, u"ppppppppfpppppppppfr"_s, 2204, 192s,
                 u"Push, pull requests"_s, 2min),
        workflow(u"Database Migrations"_s, u"migrations.yml"_s, u"ppppppfppp"_s, 96, 108s, u"Manual only"_s, 41min),
        workflow(u"API Docs Validation"_s, u"api-docs-validation.yml"_s, u"ppfppppppppffppppppp"_s, 377, 52s,
                 u"openapi/**"_s, 3h),
        workflow(u"Lighthouse CI"_s, u"lighthouse-ci.yml"_s, u"ppppppfppppppppppppp"_s, 731, 260s,
                 u"Pull requests to main"_s, 5h),
        workflow(u"Security Scanning"_s, u"security.yml"_s, u"ppppppppppppppfppppr"_s, 418, 331s,
                 u"Next run 06:00 UTC"_s, 3min),
    };
}

QList<InboxItem> inbox()
{
    using Urgency = InboxItem::Urgency;
    const QUrl page(u"https://example.test/inbox"_s);
    return {
        {u"errors"_s, Urgency::Page, u"status-failure"_s, Status::Failure, u"Error rate 6.0× baseline"_s,
         u"patient-graph-api v43 in production: 3.1 % against 0.52 %. Paged on-call. p95 is 24 % slower."_s, ago(2min),
         QUrl(u"https://example.test/inbox/errors"_s), u"Open app on Fly.io"_s, u"patient-graph-api"_s,
         u"production"_s},
        {u"approval"_s, Urgency::Approval, u"status-waiting"_s, Status::Waiting, u"Hotfix waits for approval"_s,
         u"hotfix/null-encounter to production, asked by Jonas Weil. 4 files, +38 −11. All checks passed."_s, ago(6min),
         QUrl(u"https://example.test/inbox/approval"_s), u"Open run on GitHub"_s, u"patient-graph-api"_s,
         u"production"_s},
        {u"canary"_s, Urgency::Warning, u"status-warning"_s, Status::Warning, u"Canary failing on staging"_s,
         u"patient-graph-api v57 on 1 of 2 machines: 2 of 6 readiness probes failed since 14:23."_s, ago(9min), page,
         u"Open app on Fly.io"_s, u"patient-graph-api"_s, u"staging"_s},
        {u"secret"_s,
         Urgency::Due,
         u"nav-secrets"_s,
         Status::Warning,
         u"DATABASE_URL is 7 days overdue"_s,
         u"Production, 97 days old, policy 90 days. Owner: DevOps."_s,
         ago(7 * 24h),
         page,
         u"Open secrets on GitHub"_s,
         {},
         {}},
        {u"guard"_s,
         Urgency::Due,
         u"nav-guardrails"_s,
         Status::Warning,
         u"Guard-rail drift on main"_s,
         u"“Require signed commits” is off. Expected on since 12 Feb."_s,
         ago(3h),
         page,
         u"Open branch rules"_s,
         {},
         {}},
        {u"freeze"_s,
         Urgency::Due,
         u"freeze-window"_s,
         Status::Queued,
         u"Deploy freeze starts at 00:00"_s,
         u"Friday: hotfixes only until Sat 00:00 UTC. 4 releases are ready to promote before then."_s,
         now().addSecs(9 * 3600 + 1700),
         {},
         {},
         {},
         {}},
    };
}

} // namespace slipway::overview_page::demo
