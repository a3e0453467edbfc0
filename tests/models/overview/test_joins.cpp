#include "overview/fleet_rows.h"
#include "overview/inbox_items.h"
#include "overview/run_facts.h"
#include "overview/snapshot_store.h"
#include "workspace/workspace.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::overview;
using base::Freshness;
using base::Status;
using State = Freshness::State;

namespace {

QDateTime at(int hour, int minute)
{
    return {QDate(2024, 3, 21), QTime(hour, minute), QTimeZone::UTC};
}

const QDateTime now = at(14, 32);

template<typename T>
Fact<T> fact(T value, const QDateTime &asOf = now)
{
    return {std::move(value), Freshness::fresh(asOf)};
}

workspace::Workspace demo()
{
    workspace::Workspace made;
    made.name = u"Demo"_s;
    made.people = {{u"Jonas Weil"_s, u"jonas-weil"_s}};
    made.branches = {u"main"_s, u"develop"_s};
    made.workflows = {u"ci.yml"_s};
    made.alerts.errorSpike = workspace::AlertRules::ErrorSpike{};
    made.guardrails.hotfixBranches = u"hotfix/*"_s;
    workspace::App api;
    api.id = api.name = u"api"_s;
    api.production = workspace::Place{.flyApp = u"api-prod"_s};
    api.staging = workspace::Place{.flyApp = u"api-staging"_s};
    workspace::App web;
    web.id = web.name = u"web"_s;
    web.tag = u"web@{version}"_s;
    web.production = web.staging = web.preview = workspace::Place{.vercelProject = u"web"_s};
    made.apps = {api, web};
    return made;
}

FlyFacts flyApp(const QString &version, const QString &commit, const QDateTime &since)
{
    FlyFacts facts;
    facts.release.status = Status::Success;
    facts.release.version = version;
    facts.release.commit = commit;
    facts.release.since = since;
    facts.machines = facts.onNewest = 2;
    return facts;
}

LiveRelease webRelease(const QString &commit, const QDateTime &since)
{
    LiveRelease release;
    release.status = Status::Success;
    release.commit = commit;
    release.since = since;
    return release;
}

RunFact run(qint64 id, Status status, const QString &branch, const QString &event = u"push"_s)
{
    RunFact made;
    made.run.id = made.run.number = id;
    made.run.status = status;
    made.run.branch = branch;
    made.run.startedAt = made.createdAt = at(10, 0).addSecs(60 * id);
    if (status == Status::Success)
        made.run.took = milliseconds{240'000};
    made.file = u"ci.yml"_s;
    made.workflow = u"CI"_s;
    made.sha = u"sha%1"_s.arg(id);
    made.event = event;
    made.actor = u"jonas-weil"_s;
    return made;
}

Health spike()
{
    Health health;
    health.points = {0.005, 0.005, 0.03, 0.031};
    health.errorRate = 0.031;
    health.baselineErrorRate = 0.0052;
    health.latencyName = u"p95"_s;
    health.latency = milliseconds{612};
    health.baselineLatency = milliseconds{494};
    return health;
}

/// Both apps live everywhere; the api's production is twelve minutes old and fails.
Snapshot story()
{
    Snapshot known;
    known.fly[u"api-prod"_s] = fact(flyApp(u"v43"_s, u"c41d9e2aa"_s, at(14, 20)));
    auto staging = flyApp(u"v57"_s, u"8d20b6faa"_s, at(13, 54));
    staging.onNewest = 1;
    staging.isCanary = staging.release.isCanary = true;
    staging.checks = 6;
    staging.failingChecks = 2;
    staging.failingSince = at(14, 23);
    staging.release.status = Status::Warning;
    known.fly[u"api-staging"_s] = fact(staging);
    VercelFacts web;
    web.production = webRelease(u"90c6f1baa"_s, at(14, 0).addDays(-6));
    web.branches[u"develop"_s] = webRelease(u"1f6a2d8aa"_s, at(10, 32));
    web.previews.open = {{618, Status::Failure, u"fix"_s, {}}};
    known.vercel[u"web"_s] = fact(web);
    known.tags[QString()] = fact(Tags{{{u"90c6f1baa"_s, {u"web@0.31.2"_s}}, {u"1f6a2d8aa"_s, {u"web@0.32.0"_s}}}});
    known.drift[u"api"_s] = fact(DriftFact{u"c41d9e2aa"_s, u"8d20b6faa"_s, {.commitsAhead = 6, .migrations = 1}});
    known.drift[u"web"_s] = fact(DriftFact{u"90c6f1baa"_s, u"1f6a2d8aa"_s, {.commitsAhead = 9}});
    known.flyHealth[u"api"_s] = fact(spike());
    known.flyHealth[u"api"_s].value->freshness = Freshness::fresh(now);
    known.runs[QString()] =
        fact(QList<RunFact>{run(3, Status::Waiting, u"hotfix/null"_s), run(2, Status::Success, u"main"_s)});
    known.activeRuns[u"3"_s] =
        fact(ActiveRun{.environments = {u"production"_s}, .files = 4, .additions = 38, .deletions = 11});
    return known;
}

std::optional<InboxItem> itemOf(const QList<InboxItem> &items, const QString &id)
{
    const auto found = std::ranges::find(items, id, &InboxItem::id);
    return found == items.end() ? std::nullopt : std::optional(*found);
}

QString plain(QString text)
{
    return text.replace(QChar(0xA0), u' ');
}

QList<InboxItem> inboxOf(const workspace::Workspace &workspace, const Snapshot &known,
                         const QList<Trouble> &troubles = {})
{
    return inboxItems(workspace, known, fleetRows(workspace, known, now), troubles, now);
}

} // namespace

class TestJoins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowJoinsItsSources();
    void nothingKnownIsLoading();
    void aSpikeFailsTheRelease();
    void theWatchEnds();
    void sameCommitIsInStepWithoutAsking();
    void driftOfOtherCommitsIsStale();
    void aBuildShowsHowFarItIs_data();
    void aBuildShowsHowFarItIs();
    void oneProvidersFailureKeepsTheRest();
    void valuesGrowOld();
    void placesAreCounted();
    void onlyOpenPullRequestsHavePreviews();
    void latestRunSaysWhatItWorksOn();
    void runsAreShownPerWorkflow();
    void mergedRunsAreTheNewest();
    void whatRunsIsListedOnce();
    void theInboxNamesTheSpike();
    void theInboxNamesTheApproval();
    void theInboxNamesTheCanary();
    void theInboxNamesAnOverdueSecret_data();
    void theInboxNamesAnOverdueSecret();
    void theInboxNamesDriftFreezeAndTrouble();
    void aCalmFleetNeedsNobody();
    void factsComeBackAsStale();
    void whatCannotBeReadIsLeftOut_data();
    void whatCannotBeReadIsLeftOut();
};

void TestJoins::aRowJoinsItsSources()
{
    const auto rows = fleetRows(demo(), story(), now);
    QCOMPARE(rows.size(), 2);
    const AppRow &api = rows.at(0);
    QCOMPARE(api.provider, u"Fly.io"_s);
    QCOMPARE(api.production.facts->version, u"v43"_s);
    QCOMPARE(api.drift.facts->commitsAhead, 6);
    QVERIFY(!api.previews.isApplicable);
    const AppRow &web = rows.at(1);
    QCOMPARE(web.provider, u"Vercel"_s);
    QCOMPARE(web.production.facts->version, u"0.31.2"_s);
    QCOMPARE(web.staging.facts->version, u"0.32.0"_s);
    QCOMPARE(web.staging.facts->note, u"Ready to promote"_s);
    QCOMPARE(web.previews.facts->open.size(), 1);
    QCOMPARE(web.production.freshness.state, State::Fresh);
}

void TestJoins::nothingKnownIsLoading()
{
    const auto rows = fleetRows(demo(), {}, now);
    QCOMPARE(rows.size(), 2);
    for (const AppRow &row : rows) {
        QVERIFY(!row.production.facts);
        QCOMPARE(row.production.freshness.state, State::Loading);
        QCOMPARE(row.drift.freshness.state, State::Loading);
    }
    QCOMPARE(workflowRows(demo(), {}, now).first().freshness.state, State::Loading);
}

void TestJoins::aSpikeFailsTheRelease()
{
    auto known = story();
    QCOMPARE(fleetRows(demo(), known, now).first().production.facts->status, Status::Failure);
    known.flyHealth[u"api"_s].value->errorRate = 0.02;
    QCOMPARE(fleetRows(demo(), known, now).first().production.facts->status, Status::Success);
}

void TestJoins::theWatchEnds()
{
    QCOMPARE(*fleetRows(demo(), story(), now).first().production.facts->watchedUntil, at(14, 35));
    QVERIFY(!fleetRows(demo(), story(), at(14, 35)).first().production.facts->watchedUntil);
    QVERIFY(!fleetRows(demo(), story(), now).at(1).production.facts->watchedUntil);
}

void TestJoins::sameCommitIsInStepWithoutAsking()
{
    auto known = story();
    known.drift.clear();
    known.vercel[u"web"_s].value->branches[u"develop"_s].commit = u"90c6f1baa"_s;
    const AppRow web = fleetRows(demo(), known, now).at(1);
    QVERIFY(web.drift.facts->isInStep());
    QCOMPARE(web.drift.freshness.state, State::Fresh);
    QCOMPARE(web.staging.facts->note, u"Same commit as production"_s);
}

void TestJoins::driftOfOtherCommitsIsStale()
{
    auto known = story();
    known.vercel[u"web"_s].value->branches[u"develop"_s].commit = u"0000000"_s;
    const AppRow web = fleetRows(demo(), known, now).at(1);
    QCOMPARE(web.drift.facts->commitsAhead, 9);
    QCOMPARE(web.drift.freshness.state, State::Stale);
}

void TestJoins::aBuildShowsHowFarItIs_data()
{
    QTest::addColumn<QDateTime>("startedAt");
    QTest::addColumn<bool>("hasUsual");
    QTest::addColumn<double>("share");

    QTest::newRow("half-way") << at(14, 30) << true << 0.5;
    QTest::newRow("longer than usual is almost done, never done") << at(13, 0) << true << 0.97;
    QTest::newRow("nobody knows how long") << at(14, 30) << false << -1.0;
    QTest::newRow("the provider's clock is ahead") << at(14, 40) << true << 0.0;
}

void TestJoins::aBuildShowsHowFarItIs()
{
    QFETCH(const QDateTime, startedAt);
    QFETCH(const bool, hasUsual);
    QFETCH(const double, share);
    auto known = story();
    const auto usual = hasUsual ? std::optional(milliseconds{240'000}) : std::nullopt;
    known.vercel[u"web"_s].value->deploying = Deploying{u"1f6a2d8aa"_s, startedAt, usual, {}};
    const auto rows = fleetRows(demo(), known, now);
    const LiveRelease &live = *rows.at(1).production.facts;
    QCOMPARE(live.status, Status::Running);
    QCOMPARE(live.progress->words, u"0.32.0 building"_s);
    QCOMPARE(live.progress->share.value_or(-1), share);
    QVERIFY(rows.at(1).staging.facts->note.startsWith(u"Promoted"_s));
}

void TestJoins::oneProvidersFailureKeepsTheRest()
{
    auto known = story();
    auto &api = known.fly[u"api-prod"_s];
    api.freshness = Freshness::failed(api.freshness, base::makeError(base::Error::Kind::Timeout, u"Fly.io is slow"_s));
    const auto rows = fleetRows(demo(), known, now);
    QCOMPARE(rows.at(0).production.freshness.state, State::Failed);
    QCOMPARE(rows.at(0).production.facts->version, u"v43"_s);
    QCOMPARE(rows.at(0).staging.freshness.state, State::Fresh);
    QCOMPARE(rows.at(1).production.freshness.state, State::Fresh);
}

void TestJoins::valuesGrowOld()
{
    const auto rows = fleetRows(demo(), story(), now.addSecs(121));
    QCOMPARE(rows.at(0).production.freshness.state, State::Stale);
    QCOMPARE(rows.at(0).production.freshness.asOf, now);
    QCOMPARE(workflowRows(demo(), story(), now.addSecs(121)).first().freshness.state, State::Stale);
}

void TestJoins::placesAreCounted()
{
    auto known = story();
    known.vercel[u"web"_s].value->deploying = Deploying{u"1f6a2d8aa"_s, at(14, 30), std::nullopt, {}};
    const Summary summary = summaryOf(fleetRows(demo(), known, now));
    QCOMPARE(summary, (Summary{.failing = 1, .atRisk = 1, .canariesAtRisk = 1, .deploying = 1, .healthy = 1}));
    QCOMPARE(summaryOf(fleetRows(demo(), {}, now)), Summary());
}

void TestJoins::onlyOpenPullRequestsHavePreviews()
{
    const auto shown = [](const Snapshot &known) {
        const auto rows = fleetRows(demo(), known, now);
        QList<qint64> numbers;
        for (const auto &preview : rows.at(1).previews.facts->open)
            numbers += preview.pullRequest;
        return numbers;
    };
    auto known = story();
    known.vercel[u"web"_s].value->previews.open = {{618, Status::Failure, u"fix"_s, {}, now.addDays(-20)},
                                                   {600, Status::Success, u"done"_s, {}, now.addDays(-3)}};
    // Nobody knows which are open: what was built lately.
    QCOMPARE(shown(known), QList<qint64>{600});
    known.pulls[QString()] = fact(OpenPulls{{618, 617}});
    QCOMPARE(shown(known), QList<qint64>{618});
    known.pulls[QString()] = fact(OpenPulls{});
    QCOMPARE(shown(known), QList<qint64>());
}

void TestJoins::latestRunSaysWhatItWorksOn()
{
    Snapshot known;
    RunFact active = run(4, Status::Running, u"main"_s);
    active.run.title = u"Scan"_s;
    known.runs[QString()] = fact(QList<RunFact>{active});
    known.activeRuns[u"4"_s] = fact(ActiveRun{.job = u"CodeQL"_s});
    auto workspace = demo();
    const auto latest = [&] { return workflowRows(workspace, known, now).first().atWork; };
    QCOMPARE(latest(), u"CodeQL"_s);
    workspace.apps[1].name = u"web.loop.health"_s;
    active.run.title = u"Promote web 0.32.0"_s;
    known.runs[QString()] = fact(QList<RunFact>{active});
    QCOMPARE(latest(), u"web"_s);
    known.runs[QString()] = fact(QList<RunFact>{run(4, Status::Success, u"main"_s)});
    QCOMPARE(latest(), QString());
}

void TestJoins::runsAreShownPerWorkflow()
{
    Snapshot known;
    QList<RunFact> runs{run(90, Status::Waiting, u"hotfix/null"_s), run(89, Status::Failure, u"develop"_s),
                        run(88, Status::Success, u"fix"_s, u"pull_request"_s), run(87, Status::Running, u"develop"_s)};
    for (qint64 id = 60; id > 30; --id)
        runs += run(id, Status::Success, u"main"_s);
    known.runs[QString()] = fact(runs);
    known.workflowFiles[u"ci.yml"_s] = fact(WorkflowFile{u"Patient Graph CI/CD"_s, u"Push to main"_s});
    const WorkflowRow row = workflowRows(demo(), known, now).first();
    QCOMPARE(row.name, u"Patient Graph CI/CD"_s);
    QCOMPARE(row.trigger, u"Push to main"_s);
    QCOMPARE(row.runs.size(), 20);
    QCOMPARE(row.runs.last().id, 90);
    QVERIFY(std::ranges::none_of(row.runs, [](const WorkflowRow::Run &shown) { return shown.id == 89; }));
    QVERIFY(row.runs.first().startedAt < row.runs.last().startedAt);
}

void TestJoins::mergedRunsAreTheNewest()
{
    const QList<RunFact> known{run(2, Status::Running, u"main"_s), run(1, Status::Success, u"main"_s)};
    const QList<RunFact> newer{run(3, Status::Queued, u"main"_s), run(2, Status::Success, u"main"_s)};
    const auto merged = mergeRuns(known, newer, 10);
    QCOMPARE(merged.size(), 3);
    QCOMPARE(merged.at(0).run.id, 3);
    QCOMPARE(merged.at(1).run.status, Status::Success);
    QCOMPARE(mergeRuns(known, newer, 2).size(), 2);
    QVERIFY(isConnected(known, newer));
    QVERIFY(!isConnected(known, {run(9, Status::Success, u"main"_s)}));
    QVERIFY(!isConnected({}, newer));
}

void TestJoins::whatRunsIsListedOnce()
{
    auto known = story();
    known.vercel[u"web"_s].value->deploying = Deploying{u"1f6a2d8aa"_s, at(14, 29), milliseconds{300'000}, {}};
    auto deploying = run(5, Status::Running, u"main"_s);
    deploying.sha = u"1f6a2d8aa"_s;
    auto scanning = run(4, Status::Running, u"main"_s);
    scanning.run.startedAt = at(14, 30);
    *known.runs[QString()].value += QList<RunFact>{deploying, scanning};
    known.activeRuns[u"4"_s] = fact(ActiveRun{.job = u"CodeQL analysis"_s});
    const auto items = runningItems(demo(), known, fleetRows(demo(), known, now), now);
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.at(0).title, u"Deploy web 0.32.0"_s);
    QCOMPARE(*items.at(0).share, 0.6);
    QCOMPARE(items.at(1).title, u"CI #4"_s);
    QCOMPARE(items.at(1).detail, u"CodeQL analysis"_s);
    QCOMPARE(*items.at(1).share, 0.5);
}

void TestJoins::theInboxNamesTheSpike()
{
    const auto item = itemOf(inboxOf(demo(), story()), u"errors:api"_s);
    QVERIFY(item);
    QCOMPARE(item->urgency, InboxItem::Urgency::Page);
    QCOMPARE(plain(item->title), u"Error rate 6.0× baseline"_s);
    QCOMPARE(plain(item->text), u"api v43 in production: 3.1 % against 0.52 %. p95 is 24 % slower."_s);
    QCOMPARE(item->since, at(14, 27));
    QCOMPARE(item->appId, u"api"_s);
    QCOMPARE(item->pageTitle, u"Roll back…"_s);
    const auto lane = overview::rollBackOf(item->page);
    QVERIFY(lane);
    QCOMPARE(*lane, std::pair(u"api"_s, u"production"_s));
    QVERIFY(!overview::rollBackOf(QUrl(u"https://fly.io/roll-back/api/production"_s)));
}

void TestJoins::theInboxNamesTheApproval()
{
    auto known = story();
    const auto item = itemOf(inboxOf(demo(), known), u"approval:3"_s);
    QVERIFY(item);
    QCOMPARE(item->title, u"Hotfix waits for approval"_s);
    QCOMPARE(item->text, u"hotfix/null to production, asked by Jonas Weil. 4 files, +38 −11."_s);
    QCOMPARE(item->pageTitle, u"Review run"_s);
    QCOMPARE(item->since, known.runs[QString()].value->first().run.startedAt);

    known.activeRuns[u"3"_s].value->waitingSince = at(14, 26);
    QCOMPARE(itemOf(inboxOf(demo(), known), u"approval:3"_s)->since, at(14, 26));

    known.runs[QString()].value->first().run.branch = u"main"_s;
    known.activeRuns[u"3"_s].value->files.reset();
    const auto plainRun = itemOf(inboxOf(demo(), known), u"approval:3"_s);
    QCOMPARE(plainRun->title, u"Run #3 waits for approval"_s);
    QCOMPARE(plainRun->text, u"main to production, asked by Jonas Weil."_s);

    known.activeRuns.clear();
    QVERIFY(!itemOf(inboxOf(demo(), known), u"approval:3"_s));
}

void TestJoins::theInboxNamesTheCanary()
{
    const auto item = itemOf(inboxOf(demo(), story()), u"checks:api:staging"_s);
    QVERIFY(item);
    QCOMPARE(item->urgency, InboxItem::Urgency::Warning);
    QCOMPARE(item->title, u"Canary failing on staging"_s);
    QCOMPARE(item->text, u"api v57 on 1 of 2 machines: 2 of 6 probes fail since 14:23."_s);
    QCOMPARE(item->since, at(14, 23));
}

void TestJoins::theInboxNamesAnOverdueSecret_data()
{
    QTest::addColumn<int>("daysOld");
    QTest::addColumn<QString>("title");

    QTest::newRow("on the last day") << 90 << QString();
    QTest::newRow("a day over") << 91 << u"DATABASE_URL is 1 day overdue"_s;
    QTest::newRow("a week over") << 97 << u"DATABASE_URL is 7 days overdue"_s;
    QTest::newRow("written in the future") << -3 << QString();
}

void TestJoins::theInboxNamesAnOverdueSecret()
{
    QFETCH(const int, daysOld);
    QFETCH(const QString, title);
    auto workspace = demo();
    workspace.secrets = {
        {.name = u"DATABASE_URL"_s,
         .owner = u"DevOps"_s,
         .rotateEvery = std::chrono::days(90),
         .places = {{workspace::Provider::GitHub, u"production"_s}, {workspace::Provider::GitHub, {}}}},
        {.name = u"ON_BREACH"_s, .places = {{workspace::Provider::GitHub, {}}}}};
    Snapshot known;
    known.secrets[u"github:production"_s] = fact(SecretAges{{{u"DATABASE_URL"_s, now.addDays(-daysOld)}}});
    known.secrets[u"github"_s] = fact(SecretAges{{{u"DATABASE_URL"_s, now}, {u"ON_BREACH"_s, now.addYears(-9)}}});
    const auto items = inboxOf(workspace, known);
    QCOMPARE(items.isEmpty(), title.isEmpty());
    if (!title.isEmpty()) {
        QCOMPARE(items.first().title, title);
        QCOMPARE(items.first().text, u"Production, %1 days old, policy 90 days. Owner: DevOps."_s.arg(daysOld));
        QCOMPARE(items.first().since, now.addDays(90 - daysOld));
    }
}

void TestJoins::theInboxNamesDriftFreezeAndTrouble()
{
    auto workspace = demo();
    workspace.branchPolicies = {{.branch = u"main"_s, .signedCommits = true}};
    workspace.guardrails.freeze = {{.days = {Qt::Friday}, .except = u"hotfix"_s}};
    auto known = story();
    known.branches[u"main"_s] = fact(BranchFact{{{u"signed-commits"_s, u"on"_s, u"off"_s, at(11, 32)}}});
    const auto error =
        base::makeError(base::Error::Kind::Network, u"Fly.io could not be reached."_s, u"Check the network."_s);
    const auto items = inboxOf(workspace, known, {{u"Fly.io"_s, error, at(14, 30)}});

    const auto drift = itemOf(items, u"guardrail:main"_s);
    QVERIFY(drift);
    QCOMPARE(drift->title, u"Guard-rail drift on main"_s);
    QCOMPARE(drift->text, u"“Require signed commits” is off."_s);
    QCOMPARE(drift->since, at(11, 32));

    const auto freeze = itemOf(items, u"freeze:2024-03-22T00:00:00Z"_s);
    QVERIFY(freeze);
    QCOMPARE(freeze->title, u"Deploy freeze starts at 00:00"_s);
    QCOMPARE(freeze->text, u"Friday: hotfixes only until Sat 00:00 UTC. 1 release is ready to promote before then."_s);

    const auto trouble = itemOf(items, u"provider:Fly.io"_s);
    QVERIFY(trouble);
    QCOMPARE(trouble->title, u"Fly.io could not be asked"_s);
    QCOMPARE(trouble->text, u"Fly.io could not be reached. Check the network."_s);
}

void TestJoins::aCalmFleetNeedsNobody()
{
    QCOMPARE(inboxOf(demo(), {}).size(), 0);
}

void TestJoins::factsComeBackAsStale()
{
    const Snapshot before = story();
    Snapshot after;
    for (const QString &id : sourceIds())
        QVERIFY2(decode(encode(before, id), id, after), qPrintable(id));
    QCOMPARE(after.fly.value(u"api-prod"_s).value, before.fly.value(u"api-prod"_s).value);
    QCOMPARE(after.vercel.value(u"web"_s).value, before.vercel.value(u"web"_s).value);
    QCOMPARE(after.runs.value(QString()).value, before.runs.value(QString()).value);
    QCOMPARE(after.activeRuns.value(u"3"_s).value, before.activeRuns.value(u"3"_s).value);
    QCOMPARE(after.tags.value(QString()).value, before.tags.value(QString()).value);
    QCOMPARE(after.drift.value(u"web"_s).value, before.drift.value(u"web"_s).value);
    QCOMPARE(after.flyHealth.value(u"api"_s).value->points, spike().points);
    QCOMPARE(after.fly.value(u"api-prod"_s).freshness, (Freshness{State::Stale, now, std::nullopt}));
    const auto rows = fleetRows(demo(), after, now.addDays(1));
    QCOMPARE(rows.first().production.freshness.state, State::Stale);
    QCOMPARE(rows.first().production.facts->version, u"v43"_s);
}

void TestJoins::whatCannotBeReadIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const QByteArray good = encode(story(), source::machines);
    QByteArray older = good;
    older[5] = static_cast<char>(older.at(5) + 1);
    QByteArray damaged = good;
    damaged[damaged.size() / 2] = static_cast<char>(~damaged.at(damaged.size() / 2));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another version") << older;
    QTest::newRow("damaged") << damaged;
    QTest::newRow("cut short") << good.left(good.size() / 2);
    QTest::newRow("something else") << "{\"machines\": []}"_ba;
    QTest::newRow("another source's") << encode(story(), source::runs);
}

void TestJoins::whatCannotBeReadIsLeftOut()
{
    QFETCH(const QByteArray, bytes);
    Snapshot known = story();
    QVERIFY(!decode(bytes, source::machines, known));
    QCOMPARE(known, story());
    QVERIFY(encode(known, u"unheard of"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestJoins)
#include "test_joins.moc"
