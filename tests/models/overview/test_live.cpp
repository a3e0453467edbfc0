#include "fly/machines.h"
#include "fly/metrics.h"
#include "fly/releases.h"
#include "overview/health_facts.h"
#include "overview/live_fly.h"
#include "overview/live_vercel.h"
#include "sentry/statistics.h"
#include "vercel/deployments.h"
#include "vercel/projects.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::overview;
using base::Status;

namespace {

QDateTime at(int hour, int minute)
{
    return {QDate(2024, 3, 21), QTime(hour, minute), QTimeZone::UTC};
}

fly::Check check(fly::Check::State state, const QDateTime &since)
{
    fly::Check made;
    made.name = u"ready"_s;
    made.state = {state, state == fly::Check::State::Passing ? u"passing"_s : u"critical"_s};
    made.updatedAt = since;
    return made;
}

fly::Machine machine(const QString &id, qint64 version, int passing, int critical)
{
    fly::Machine made;
    made.id = id;
    made.state = {fly::Machine::State::Started, u"started"_s};
    made.metadata = {{u"fly_process_group"_s, u"app"_s}, {u"fly_release_version"_s, QString::number(version)}};
    made.image.labels = {{u"GH_SHA"_s, u"C0FFEE%1"_s.arg(version)}};
    made.updatedAt = at(14, 0);
    for (int i = 0; i < passing; ++i)
        made.checks += check(fly::Check::State::Passing, at(14, 0));
    for (int i = 0; i < critical; ++i)
        made.checks += check(fly::Check::State::Critical, at(14, 23));
    return made;
}

fly::Release release(qint64 version, fly::Release::State state, const QDateTime &createdAt)
{
    fly::Release made;
    made.version = version;
    made.state = {state, u"x"_s};
    made.isInProgress = state == fly::Release::State::Running;
    made.user = u"jonas"_s;
    made.createdAt = createdAt;
    return made;
}

fly::Machine canary(fly::Machine made)
{
    made.metadata.insert(u"fly_canary"_s, u"true"_s);
    return made;
}

fly::Machine ofGroup(fly::Machine made, const QString &group)
{
    made.metadata.insert(u"fly_process_group"_s, group);
    return made;
}

using Machines = QList<fly::Machine>;
using Releases = QList<fly::Release>;

vercel::Deployment deployment(const QString &id, const QString &target, vercel::ReadyState state,
                              const QDateTime &created, const QString &sha, const QString &ref = u"main"_s,
                              qint64 pullRequest = 0)
{
    vercel::Deployment made;
    made.id = id;
    made.name = u"luna"_s;
    made.target = target;
    made.state = {state, u"x"_s};
    made.createdAt = created;
    if (state == vercel::ReadyState::Ready)
        made.readyAt = created.addSecs(300);
    made.commit.sha = sha;
    made.commit.ref = ref;
    made.commit.message = u"Title\n\nBody"_s;
    made.commit.pullRequest = pullRequest;
    return made;
}

vercel::Project project(const QString &live)
{
    vercel::Project made;
    made.name = u"luna"_s;
    made.production = vercel::ProductionTarget{.deploymentId = live};
    return made;
}

fly::Series series(const QString &status, const QList<std::optional<double>> &values)
{
    fly::Series made;
    made.labels = {{u"status"_s, status}};
    for (qsizetype i = 0; i < values.size(); ++i)
        made.samples.append({at(14, 0).addSecs(300 * i), values.at(i)});
    return made;
}

} // namespace

Q_DECLARE_METATYPE(Machines)
Q_DECLARE_METATYPE(Releases)

class TestLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFlyAppIsWhatItsMachinesRun_data();
    void aFlyAppIsWhatItsMachinesRun();
    void aFlyReleaseHasCommitTimeAndAuthor();
    void aFlyAppWithoutRecordsStillTellsItsVersion();
    void aVercelProjectServesItsTarget();
    void aPromotionMakesItYounger();
    void aProductionBuildIsUnderWay();
    void aFailedBuildIsNamed();
    void branchesAndPreviewsAreTheirNewest();
    void aShortListIsMergedIntoTheKnown();
    void flyHealthComparesBeforeAndAfter();
    void flyHealthOfAnOldReleaseLooksAtItsOwnPast();
    void healthWithoutDataKnowsNothing();
    void sentryHealthIsItsSessions();
};

void TestLive::aFlyAppIsWhatItsMachinesRun_data()
{
    QTest::addColumn<Machines>("machines");
    QTest::addColumn<Releases>("releases");
    QTest::addColumn<Status>("status");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("progress");

    const auto done = fly::Release::State::Complete;
    const auto running = fly::Release::State::Running;
    const auto failed = fly::Release::State::Failed;
    QTest::newRow("all on one release") << Machines{machine(u"a"_s, 43, 3, 0), machine(u"b"_s, 43, 3, 0)}
                                        << Releases{release(43, done, at(14, 20))} << Status::Success << u"v43"_s
                                        << QString() << QString();
    QTest::newRow("a canary whose probes fail")
        << Machines{canary(machine(u"a"_s, 57, 1, 2)), machine(u"b"_s, 54, 3, 0)}
        << Releases{release(57, running, at(13, 54))} << Status::Warning << u"v57"_s
        << u"Canary on 1 of 2 machines, 2 of 6 probes fail"_s << QString();
    QTest::newRow("a healthy canary") << Machines{canary(machine(u"a"_s, 57, 3, 0)), machine(u"b"_s, 54, 3, 0)}
                                      << Releases{release(57, running, at(13, 54))} << Status::Running << u"v57"_s
                                      << u"Canary on 1 of 2 machines"_s << u"Canary 1 of 2 machines"_s;
    QTest::newRow("rolling out") << Machines{machine(u"a"_s, 44, 1, 0), machine(u"b"_s, 43, 1, 0),
                                             machine(u"c"_s, 43, 1, 0)}
                                 << Releases{release(44, running, at(14, 30)), release(43, done, at(14, 20))}
                                 << Status::Running << u"v44"_s << u"On 1 of 3 machines, the rest runs v43"_s
                                 << u"Rolling out, 1 of 3 machines"_s;
    QTest::newRow("mixed versions left by a failed deploy")
        << Machines{machine(u"a"_s, 44, 1, 0), machine(u"b"_s, 43, 1, 0)} << Releases{release(44, failed, at(14, 30))}
        << Status::Warning << u"v44"_s << u"On 1 of 2 machines, the rest runs v43"_s << QString();
    QTest::newRow("every probe fails") << Machines{machine(u"a"_s, 43, 0, 1), machine(u"b"_s, 43, 0, 1)} << Releases{}
                                       << Status::Failure << u"v43"_s << u"2 of 2 probes fail"_s << QString();
    QTest::newRow("machines that do not count")
        << Machines{machine(u"a"_s, 43, 1, 0), ofGroup(machine(u"b"_s, 44, 0, 1), u"fly_app_release_command"_s)}
        << Releases{} << Status::Success << u"v43"_s << QString() << QString();
    QTest::newRow("no machines") << Machines{} << Releases{} << Status::Unknown << QString() << QString() << QString();
}

void TestLive::aFlyAppIsWhatItsMachinesRun()
{
    QFETCH(const Machines, machines);
    QFETCH(const Releases, releases);
    QFETCH(const Status, status);
    QFETCH(const QString, version);
    QFETCH(const QString, note);
    QFETCH(const QString, progress);
    const FlyFacts facts = fromFly(machines, releases, {});
    QCOMPARE(facts.release.status, status);
    QCOMPARE(facts.release.version, version);
    QCOMPARE(facts.release.note, note);
    QCOMPARE(facts.release.progress.value_or(Progress()).words, progress);
    // Fly.io weighs no traffic: a share of machines must never read as one of users.
    QVERIFY(!facts.release.progress.value_or(Progress()).share);
}

void TestLive::aFlyReleaseHasCommitTimeAndAuthor()
{
    const FlyFacts facts =
        fromFly({machine(u"a"_s, 43, 1, 2)}, {release(43, fly::Release::State::Complete, at(14, 20))}, {});
    QCOMPARE(facts.release.commit, u"c0ffee43"_s);
    QCOMPARE(facts.release.since, at(14, 20));
    QCOMPARE(facts.release.author, u"jonas"_s);
    QCOMPARE(facts.failingChecks, 2);
    QCOMPARE(facts.checks, 3);
    QCOMPARE(facts.failingSince, at(14, 23));
}

void TestLive::aFlyAppWithoutRecordsStillTellsItsVersion()
{
    const FlyFacts facts = fromFly({machine(u"a"_s, 43, 1, 0)}, {}, {});
    QCOMPARE(facts.release.version, u"v43"_s);
    QCOMPARE(facts.release.since, at(14, 0));
}

void TestLive::aVercelProjectServesItsTarget()
{
    const auto live = deployment(u"d1"_s, u"production"_s, vercel::ReadyState::Ready, at(9, 0), u"90C6F1B"_s);
    const auto facts = fromVercel(project(u"d1"_s), {live});
    QVERIFY(facts.production);
    QCOMPARE(facts.production->status, Status::Success);
    QCOMPARE(facts.production->commit, u"90c6f1b"_s);
    QCOMPARE(facts.production->commitTitle, u"Title"_s);
    QCOMPARE(facts.production->since, at(9, 5));
    QVERIFY(!facts.deploying);
    QVERIFY(!fromVercel(vercel::Project(), {}).production);
}

void TestLive::aPromotionMakesItYounger()
{
    auto promoted = project(u"d1"_s);
    promoted.lastAliasRequest = vercel::AliasRequest{.kind = {vercel::AliasRequest::Kind::Promote, u"promote"_s},
                                                     .state = {vercel::AliasRequest::State::Succeeded, u"succeeded"_s},
                                                     .toDeploymentId = u"d1"_s,
                                                     .requestedAt = at(13, 0)};
    const auto live = deployment(u"d1"_s, u"production"_s, vercel::ReadyState::Ready, at(9, 0), u"90c6f1b"_s);
    QCOMPARE(fromVercel(promoted, {live}).production->since, at(13, 0));
}

void TestLive::aProductionBuildIsUnderWay()
{
    const auto building = deployment(u"d2"_s, u"production"_s, vercel::ReadyState::Building, at(14, 29), u"1f6a2d8"_s);
    const auto live = deployment(u"d1"_s, u"production"_s, vercel::ReadyState::Ready, at(9, 0), u"90c6f1b"_s);
    const auto facts = fromVercel(project(u"d1"_s), {building, live});
    QVERIFY(facts.deploying);
    QCOMPARE(facts.deploying->commit, u"1f6a2d8"_s);
    QCOMPARE(facts.deploying->startedAt, at(14, 29));
    QCOMPARE(facts.deploying->usual, milliseconds{300'000});
    QVERIFY(!fromVercel(project(u"d1"_s), {building}).deploying->usual);
}

void TestLive::aFailedBuildIsNamed()
{
    const auto broken = deployment(u"d2"_s, u"production"_s, vercel::ReadyState::Error, at(14, 29), u"1f6a2d8ff"_s);
    const auto live = deployment(u"d1"_s, u"production"_s, vercel::ReadyState::Ready, at(9, 0), u"90c6f1b"_s);
    const auto facts = fromVercel(project(u"d1"_s), {broken, live});
    QCOMPARE(facts.failedBuild, u"1f6a2d8"_s);
    QVERIFY(!facts.deploying);
}

void TestLive::branchesAndPreviewsAreTheirNewest()
{
    using vercel::ReadyState;
    const auto facts = fromVercel(project(u"d1"_s),
                                  {deployment(u"p4"_s, {}, ReadyState::Error, at(14, 0), u"d"_s, u"fix"_s, 618),
                                   deployment(u"p3"_s, {}, ReadyState::Building, at(13, 30), u"c"_s, u"develop"_s),
                                   deployment(u"p2"_s, {}, ReadyState::Ready, at(13, 0), u"b"_s, u"develop"_s),
                                   deployment(u"p1"_s, {}, ReadyState::Ready, at(12, 0), u"a"_s, u"fix"_s, 618),
                                   deployment(u"p0"_s, {}, ReadyState::Ready, at(11, 0), u"z"_s, u"other"_s, 609)});
    QCOMPARE(facts.branches.value(u"develop"_s).commit, u"b"_s);
    QCOMPARE(facts.previews.open.size(), 2);
    QCOMPARE(facts.previews.open.at(0).pullRequest, 618);
    QCOMPARE(facts.previews.open.at(0).status, Status::Failure);
    QCOMPARE(facts.previews.open.at(1).status, Status::Success);
}

void TestLive::aShortListIsMergedIntoTheKnown()
{
    using vercel::ReadyState;
    const auto old = deployment(u"d1"_s, u"production"_s, ReadyState::Ready, at(9, 0), u"a"_s);
    const auto building = deployment(u"d2"_s, u"production"_s, ReadyState::Building, at(10, 0), u"b"_s);
    const auto ready = deployment(u"d2"_s, u"production"_s, ReadyState::Ready, at(10, 0), u"b"_s);
    const auto newer = deployment(u"d3"_s, u"production"_s, ReadyState::Queued, at(11, 0), u"c"_s);
    const QList<vercel::Deployment> expected{newer, ready, old};
    QCOMPARE(mergeDeployments({building, old}, {newer, ready}, 10), expected);
    QCOMPARE(mergeDeployments({building, old}, {newer, ready}, 2).size(), 2);
}

void TestLive::flyHealthComparesBeforeAndAfter()
{
    const auto good = series(u"200"_s, {995.0, 995.0, 995.0, 995.0, 969.0, 969.0});
    const auto bad = series(u"503"_s, {5.0, 5.0, 5.0, 5.0, 31.0, 31.0});
    auto p95 = series({}, {0.494, 0.494, 0.494, 0.494, 0.612, 0.612});
    const Health health = healthFromFly({good, bad}, {p95}, at(14, 18));
    QCOMPARE(health.points.size(), 6);
    QCOMPARE(*health.errorRate, 0.031);
    QCOMPARE(*health.baselineErrorRate, 0.005);
    QCOMPARE(*health.latency, milliseconds{612});
    QCOMPARE(*health.baselineLatency, milliseconds{494});
    QVERIFY(qAbs(*errorFactor(health) - 6.2) < 0.01);
    QVERIFY(qAbs(*slowdown(health) - 0.2389) < 0.001);
}

void TestLive::flyHealthOfAnOldReleaseLooksAtItsOwnPast()
{
    const auto good = series(u"200"_s, QList<std::optional<double>>(12, 990.0));
    const auto bad = series(u"500"_s, QList<std::optional<double>>(12, 10.0));
    const Health health = healthFromFly({good, bad}, {}, at(14, 0).addDays(-6));
    QCOMPARE(health.points.size(), 12);
    QCOMPARE(*errorFactor(health), 1.0);
    QVERIFY(!health.latency);
    QVERIFY(!slowdown(health));
}

void TestLive::healthWithoutDataKnowsNothing()
{
    const Health none = healthFromFly({}, {}, {});
    QVERIFY(!none.errorRate);
    QVERIFY(!errorFactor(none));
    const Health silent = healthFromFly({series(u"200"_s, {std::nullopt, 0.0})}, {}, {});
    QCOMPARE(silent.points, (QList<std::optional<double>>{std::nullopt, std::nullopt}));
    QVERIFY(!silent.errorRate);
    QVERIFY(!healthFromSentry({}, {}).errorRate);
}

void TestLive::sentryHealthIsItsSessions()
{
    const sentry::SessionGroup group{.by = {{u"project"_s, u"7"_s}},
                                     .totals = {{u"crash_rate(session)"_s, 0.0008}},
                                     .series = {{u"crash_rate(session)"_s, {0.0007, std::nullopt, 0.0009}}}};
    sentry::TimeSeries paint;
    paint.buckets = {{at(14, 0), 1900.0, false}, {at(14, 5), 1900.0, false}, {at(14, 10), 9000.0, true}};
    const Health health = healthFromSentry(group, {paint});
    QCOMPARE(*health.errorRate, 0.0008);
    QCOMPARE(health.points.size(), 3);
    QCOMPARE(health.pointLength, milliseconds{3'600'000});
    QCOMPARE(*health.latency, milliseconds{1900});
    QCOMPARE(health.latencyName, u"p75 LCP"_s);
}

QTEST_GUILESS_MAIN(TestLive)
#include "test_live.moc"
