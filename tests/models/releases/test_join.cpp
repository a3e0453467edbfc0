#include "releases/join.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::releases;

namespace {

const QString api = u"api"_s;
const QString oldCommit = QString(40, u'a');
const QString newCommit = QString(40, u'b');
const QString badCommit = QString(40, u'c');

QDateTime at(int hour, int minute = 0, int second = 0)
{
    return QDateTime(QDate(2024, 3, 20), QTime(hour, minute, second), QTimeZone::UTC);
}

std::shared_ptr<workspace::Workspace> team()
{
    auto made = std::make_shared<workspace::Workspace>();
    workspace::App app;
    app.id = api;
    app.name = u"The API"_s;
    app.workflow = u"api.yml"_s;
    app.migrations = u"db/migrations"_s;
    app.production = workspace::Place{.flyApp = u"api-prod"_s, .sentryProject = u"api"_s};
    workspace::App web;
    web.id = web.name = u"web"_s;
    web.workflow = u"web.yml"_s;
    web.tag = u"web@{version}"_s;
    web.production = workspace::Place{.vercelProject = u"web"_s, .sentryProject = u"web"_s};
    web.staging = workspace::Place{.vercelProject = u"web"_s, .branch = u"develop"_s};
    made->apps = {app, web};
    made->people = {{u"Mina Okafor"_s, u"mina"_s}};
    made->guardrails.hotfixBranches = u"hotfix/*"_s;
    return made;
}

fly::Release flyRelease(qint64 version, const QDateTime &created, const QString &image = {})
{
    fly::Release release;
    release.version = version;
    release.id = u"rel_%1"_s.arg(version);
    release.state = {fly::Release::State::Complete, u"complete"_s};
    release.image = image.isEmpty() ? u"registry.fly.io/api:build-%1"_s.arg(version) : image;
    release.user = u"somebody@team.example"_s;
    release.createdAt = created;
    return release;
}

github::Run runOf(qint64 id, const QString &sha, const QDateTime &begin, const QDateTime &end,
                  const QString &file = u"api.yml"_s)
{
    github::Run run;
    run.id = id;
    run.number = id - 9'000;
    run.sha = sha;
    run.path = ".github/workflows/"_L1 + file;
    run.branch = u"main"_s;
    run.actor = run.triggeringActor = u"mina"_s;
    run.commitMessage = u"Batch writes (#611)\n\nMore words"_s;
    run.createdAt = run.startedAt = begin;
    run.updatedAt = end;
    run.phase = github::phaseOf(u"completed"_s);
    run.conclusion = github::conclusionOf(u"success"_s);
    return run;
}

GitHubDeployment deploymentOf(qint64 id, const QString &sha, const QDateTime &created,
                              const QString &environment = u"production"_s)
{
    GitHubDeployment made;
    made.deployment.id = id;
    made.deployment.sha = sha;
    made.deployment.ref = u"main"_s;
    made.deployment.environment = environment;
    made.deployment.createdAt = created;
    return made;
}

fly::Machine machineOn(qint64 version, const QDateTime &updated)
{
    fly::Machine machine;
    machine.id = u"m%1"_s.arg(version);
    machine.metadata = {{u"fly_release_version"_s, QString::number(version)}};
    machine.updatedAt = updated;
    return machine;
}

vercel::Deployment buildOf(const QString &id, const QString &sha, const QDateTime &created, bool isProduction = true)
{
    vercel::Deployment build;
    build.id = id;
    build.name = u"web"_s;
    build.state = vercel::readyStateOf(u"READY"_s);
    build.substate = {vercel::ReadySubstate::Promoted, u"PROMOTED"_s};
    build.target = isProduction ? u"production"_s : QString();
    build.commit = {sha, isProduction ? u"main"_s : u"develop"_s, u"A change"_s, u"mina"_s, 0};
    build.createdAt = created;
    build.buildingAt = created.addSecs(4);
    build.readyAt = created.addSecs(104);
    return build;
}

Evidence empty()
{
    Evidence evidence;
    evidence.workspace = team();
    evidence.now = at(20);
    return evidence;
}

Release one(const History &history, const QString &id)
{
    const auto found = std::ranges::find(history.releases, id, &Release::id);
    return found == history.releases.cend() ? Release() : *found;
}

const QString v1 = u"fly/api-prod/1"_s;
const QString v2 = u"fly/api-prod/2"_s;
const QString v3 = u"fly/api-prod/3"_s;

} // namespace

class TestJoin final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunGivesItsCommitToTheReleaseOfItsTime_data();
    void aRunGivesItsCommitToTheReleaseOfItsTime();
    void whatTheImageSaysGoesBeforeTheTime();
    void twoDeploysOfOneCommitAreTwoReleases();
    void anOldImageIsARollBack();
    void theWayBackAfterAFailedDeployIsARollBack();
    void aCanaryHasNotTakenOver();
    void aRerunOfOldCodeGoesBack();
    void aTakenBackReleaseSaysSo();
    void aWaitingHotfixIsToBeTheNextVersion();
    void aFailedAttemptWithoutARelease();
    void vercelsRollBackPointsToTheBuildOfBefore();
    void sentryTellsOfAnEarlierRollBack();
    void stagedBuildsDoNotServe();
    void theSameCommitIsPromoted();
    void migrationsAreNamedByWhatIsNew();
    void verdictsMakeOutcomes();
    void namesOfOthersStayText();
    void providersThatFailLeaveTheirLanes();
    void whatProvidersForgotStays();
    void theSameEvidenceGivesTheSameHistory();
};

void TestJoin::aRunGivesItsCommitToTheReleaseOfItsTime_data()
{
    QTest::addColumn<QDateTime>("released");
    QTest::addColumn<bool>("isJoined");
    QTest::newRow("while the run was at work") << at(10, 5) << true;
    QTest::newRow("Fly.io's clock is a minute ahead") << at(10, 1, 10) << true;
    QTest::newRow("Fly.io's clock is a minute behind") << at(10, 1) << true;
    QTest::newRow("a minute after the run, by its clock") << at(10, 11) << true;
    QTest::newRow("long before") << at(9) << false;
    QTest::newRow("long after") << at(12) << false;
}

void TestJoin::aRunGivesItsCommitToTheReleaseOfItsTime()
{
    QFETCH(const QDateTime, released);
    QFETCH(const bool, isJoined);
    Evidence evidence = empty();
    evidence.fly[u"api-prod"_s].releases = {flyRelease(1, released)};
    evidence.github.runs = {runOf(9001, newCommit, at(10), at(10, 10))};
    evidence.github.deployments = {deploymentOf(5, newCommit, at(10, 2))};
    const Release release = one(join(evidence), v1);
    QCOMPARE(release.sha, isJoined ? newCommit : QString());
    QCOMPARE(release.runNumber, isJoined ? 1 : 0);
    QCOMPARE(release.deploymentId, isJoined ? 5 : 0);
    QCOMPARE(release.actor, isJoined ? u"Mina Okafor"_s : u"somebody@team.example"_s);
    QCOMPARE(release.pulls, isJoined ? QList<qint64>{611} : QList<qint64>());
}

void TestJoin::whatTheImageSaysGoesBeforeTheTime()
{
    Evidence evidence = empty();
    auto &app = evidence.fly[u"api-prod"_s];
    app.releases = {flyRelease(1, at(10, 5))};
    app.commits = {{u"registry.fly.io/api:build-1"_s, oldCommit}};
    evidence.github.runs = {runOf(9001, newCommit, at(10), at(10, 10))};
    evidence.github.deployments = {deploymentOf(5, newCommit, at(10, 2))};
    QCOMPARE(one(join(evidence), v1).sha, oldCommit);
    QCOMPARE(one(join(evidence), v1).runId, 0);
}

void TestJoin::twoDeploysOfOneCommitAreTwoReleases()
{
    Evidence evidence = empty();
    evidence.fly[u"api-prod"_s].releases = {flyRelease(1, at(10, 5)), flyRelease(2, at(11, 5))};
    evidence.github.runs = {runOf(9001, newCommit, at(10), at(10, 10)), runOf(9002, newCommit, at(11), at(11, 10))};
    evidence.github.deployments = {deploymentOf(5, newCommit, at(10, 2)), deploymentOf(6, newCommit, at(11, 2))};
    const History history = join(evidence);
    QCOMPARE(history.releases.size(), 2);
    QCOMPARE(one(history, v1).runId, 9001);
    QCOMPARE(one(history, v2).runId, 9002);
    QCOMPARE(one(history, v2).act, Act::Redeploy);
    QVERIFY(one(history, v2).isLive);
    QCOMPARE(one(history, v1).servedUntil, one(history, v2).servesSince);
}

void TestJoin::anOldImageIsARollBack()
{
    Evidence evidence = empty();
    auto &app = evidence.fly[u"api-prod"_s];
    app.releases = {flyRelease(1, at(8)), flyRelease(2, at(9)),
                    flyRelease(3, at(10), u"registry.fly.io/api:build-1"_s)};
    app.commits = {{u"registry.fly.io/api:build-1"_s, oldCommit}};
    // A run at work meanwhile did not build the old image.
    evidence.github.runs = {runOf(9001, newCommit, at(9, 58), at(10, 10))};
    evidence.github.deployments = {deploymentOf(5, newCommit, at(9, 59))};
    const History history = join(evidence);
    const Release back = one(history, v3);
    QCOMPARE(back.act, Act::RollBack);
    QCOMPARE(back.from, v1);
    QCOMPARE(back.sha, oldCommit);
    QCOMPARE(back.note, u"v1 again"_s);
    QCOMPARE(one(history, v2).outcome, Outcome::RolledBack);
    QCOMPARE(one(history, v1).outcome, Outcome::Live);
}

void TestJoin::theWayBackAfterAFailedDeployIsARollBack()
{
    Evidence evidence = empty();
    auto failed = flyRelease(2, at(9));
    failed.state = {fly::Release::State::Failed, u"failed"_s};
    auto &app = evidence.fly[u"api-prod"_s];
    app.releases = {flyRelease(1, at(8)), failed, flyRelease(3, at(10), u"registry.fly.io/api:build-1"_s)};
    // The machine that the failed one never reached keeps its number.
    app.machines = {machineOn(1, at(8)), machineOn(1, at(8))};
    const History history = join(evidence);
    QCOMPARE(one(history, v3).act, Act::RollBack);
    QCOMPARE(one(history, v3).from, v1);
    QVERIFY(one(history, v3).isLive);
    QCOMPARE(one(history, v1).outcome, Outcome::Live);
    QCOMPARE(one(history, v2).outcome, Outcome::Failed);
}

void TestJoin::aCanaryHasNotTakenOver()
{
    Evidence evidence = empty();
    auto canary = flyRelease(2, at(9));
    canary.state = {fly::Release::State::Running, u"running"_s};
    canary.strategy = u"CANARY"_s;
    auto &app = evidence.fly[u"api-prod"_s];
    app.releases = {flyRelease(1, at(8)), canary};
    app.machines = {machineOn(2, at(9, 1)), machineOn(1, at(8, 1))};
    const History history = join(evidence);
    QCOMPARE(one(history, v2).act, Act::Canary);
    QCOMPARE(one(history, v2).note, u"1 of 2 machines"_s);
    QVERIFY(!one(history, v2).servesSince);
    QVERIFY(one(history, v1).isLive);
    QCOMPARE(one(history, v1).servesSince, at(8, 1));
}

void TestJoin::aRerunOfOldCodeGoesBack()
{
    Evidence evidence = empty();
    evidence.fly[u"api-prod"_s].releases = {flyRelease(1, at(8, 5)), flyRelease(2, at(9, 5)), flyRelease(3, at(10, 5))};
    evidence.github.runs = {runOf(9001, oldCommit, at(8), at(10, 10)), runOf(9002, newCommit, at(9), at(9, 10))};
    evidence.github.deployments = {deploymentOf(5, oldCommit, at(8, 2)), deploymentOf(6, newCommit, at(9, 2)),
                                   deploymentOf(7, oldCommit, at(10, 2))};
    const Release again = one(join(evidence), v3);
    QCOMPARE(again.sha, oldCommit);
    QCOMPARE(again.act, Act::RollBack);
    QCOMPARE(again.from, v1);
    QCOMPARE(again.note, u"the code of v1 again"_s);
}

void TestJoin::aTakenBackReleaseSaysSo()
{
    Evidence evidence = empty();
    auto &app = evidence.fly[u"api-prod"_s];
    app.releases = {flyRelease(1, at(8)), flyRelease(2, at(9)),
                    flyRelease(3, at(10), u"registry.fly.io/api:build-1"_s)};
    evidence.statements = {{v2, {.verdict = Verdict::Failed, .words = u"6.0× errors"_s}}};
    const Release bad = one(join(evidence), v2);
    QCOMPARE(bad.outcome, Outcome::Failed);
    QCOMPARE(bad.note, u"6.0× errors"_s);
    QCOMPARE(bad.servedUntil, at(10));
}

void TestJoin::aWaitingHotfixIsToBeTheNextVersion()
{
    Evidence evidence = empty();
    evidence.fly[u"api-prod"_s].releases = {flyRelease(43, at(10))};
    github::Run run = runOf(9001, newCommit, at(19), at(19, 5));
    run.phase = github::phaseOf(u"waiting"_s);
    run.conclusion = {};
    run.branch = u"hotfix/null-encounter"_s;
    evidence.github.runs = {run};
    evidence.github.waitsAt = {{9001, {u"production"_s}}};
    const Release waiting = one(join(evidence), u"github/9001"_s);
    QCOMPARE(waiting.outcome, Outcome::Waiting);
    QCOMPARE(waiting.act, Act::Hotfix);
    QCOMPARE(waiting.version, u"v44"_s);
    QCOMPARE(waiting.app, api);
    QVERIFY(!waiting.servesSince);
    QVERIFY(one(join(evidence), u"fly/api-prod/43"_s).isLive);
    // Approved: the provider knows it, and the attempt is gone.
    evidence.github.waitsAt.clear();
    evidence.github.runs = {runOf(9001, newCommit, at(19), at(19, 20))};
    evidence.github.deployments = {deploymentOf(5, newCommit, at(19, 8))};
    evidence.fly[u"api-prod"_s].releases.append(flyRelease(44, at(19, 10)));
    QCOMPARE(one(join(evidence), u"github/9001"_s).id, QString());
    QCOMPARE(one(join(evidence), u"fly/api-prod/44"_s).runId, 9001);
}

void TestJoin::aFailedAttemptWithoutARelease()
{
    Evidence evidence = empty();
    evidence.fly[u"api-prod"_s].releases = {flyRelease(1, at(8))};
    github::Run run = runOf(9001, newCommit, at(10), at(10, 10));
    run.conclusion = github::conclusionOf(u"failure"_s);
    evidence.github.runs = {run};
    evidence.github.deployments = {deploymentOf(5, newCommit, at(10, 2))};
    const Release failed = one(join(evidence), u"github/9001"_s);
    QCOMPARE(failed.outcome, Outcome::Failed);
    QCOMPARE(failed.note, u"deploy failed, v1 stayed live"_s);
}

void TestJoin::vercelsRollBackPointsToTheBuildOfBefore()
{
    Evidence evidence = empty();
    auto &web = evidence.vercel[u"web"_s];
    web.deployments = {buildOf(u"dpl_2"_s, badCommit, at(9)), buildOf(u"dpl_1"_s, oldCommit, at(8))};
    vercel::Project project;
    project.production = vercel::ProductionTarget{.deploymentId = u"dpl_1"_s};
    project.lastAliasRequest = vercel::AliasRequest{.kind = {vercel::AliasRequest::Kind::Rollback, u"rollback"_s},
                                                    .state = {vercel::AliasRequest::State::Succeeded, u"succeeded"_s},
                                                    .fromDeploymentId = u"dpl_2"_s,
                                                    .toDeploymentId = u"dpl_1"_s,
                                                    .requestedAt = at(10)};
    web.project = project;
    const History history = join(evidence);
    const QString backId = u"vercel/dpl_1/again/%1"_s.arg(at(10).toMSecsSinceEpoch());
    const Release back = one(history, backId);
    QCOMPARE(back.act, Act::RollBack);
    QCOMPARE(back.from, u"vercel/dpl_1"_s);
    QVERIFY(back.isLive);
    QVERIFY(!one(history, u"vercel/dpl_1"_s).isLive);
    QCOMPARE(one(history, u"vercel/dpl_2"_s).outcome, Outcome::RolledBack);
    // The roll-back that is under way changes nothing yet.
    project.lastAliasRequest->state = {vercel::AliasRequest::State::InProgress, u"in-progress"_s};
    project.production->deploymentId = u"dpl_2"_s;
    evidence.vercel[u"web"_s].project = project;
    QCOMPARE(one(join(evidence), backId).outcome, Outcome::Running);
    QCOMPARE(one(join(evidence), u"vercel/dpl_2"_s).outcome, Outcome::Live);
}

void TestJoin::sentryTellsOfAnEarlierRollBack()
{
    Evidence evidence = empty();
    evidence.vercel[u"web"_s].deployments = {buildOf(u"dpl_3"_s, newCommit, at(12)),
                                             buildOf(u"dpl_2"_s, badCommit, at(9)),
                                             buildOf(u"dpl_1"_s, oldCommit, at(8))};
    const auto noted = [](const QString &version, const QString &sha, const QDateTime &when, qint64 issues) {
        sentry::Release release;
        release.version = version;
        release.ref = sha;
        release.newIssues = issues;
        release.lastDeployAt = when;
        release.lastDeployEnvironment = u"production"_s;
        release.projects = {{u"web"_s, 0, true}};
        return release;
    };
    evidence.sentry = {noted(u"web@1"_s, oldCommit, at(10), 0), noted(u"web@2"_s, badCommit, at(9, 2), 2),
                       noted(u"web@3"_s, newCommit, at(12, 3), 0)};
    const History history = join(evidence);
    QCOMPARE(history.releases.size(), 4);
    const Release bad = one(history, u"vercel/dpl_2"_s);
    QCOMPARE(bad.outcome, Outcome::Failed);
    QCOMPARE(bad.note, u"2 new issues"_s);
    QCOMPARE(bad.servedUntil, at(10));
    QVERIFY(one(history, u"vercel/dpl_3"_s).isLive);
    // The note of its own deploy is none.
    evidence.sentry.first().lastDeployAt = at(8, 3);
    QCOMPARE(join(evidence).releases.size(), 3);
}

void TestJoin::stagedBuildsDoNotServe()
{
    Evidence evidence = empty();
    auto staged = buildOf(u"dpl_2"_s, newCommit, at(9));
    staged.substate = {vercel::ReadySubstate::Staged, u"STAGED"_s};
    evidence.vercel[u"web"_s].deployments = {staged, buildOf(u"dpl_1"_s, oldCommit, at(8))};
    const History history = join(evidence);
    QVERIFY(one(history, u"vercel/dpl_2"_s).isStaged);
    QVERIFY(!one(history, u"vercel/dpl_2"_s).servesSince);
    QVERIFY(one(history, u"vercel/dpl_1"_s).isLive);
}

void TestJoin::theSameCommitIsPromoted()
{
    Evidence evidence = empty();
    evidence.github.tagsBySha = {{newCommit, {u"web@2.0.0"_s, u"web@2.0.0-rc.1"_s, u"other@9.9.9"_s}}};
    evidence.vercel[u"web"_s].deployments = {buildOf(u"dpl_2"_s, newCommit, at(9)),
                                             buildOf(u"dpl_1"_s, newCommit, at(8), false)};
    const History history = join(evidence);
    QCOMPARE(one(history, u"vercel/dpl_2"_s).act, Act::Promote);
    QCOMPARE(one(history, u"vercel/dpl_2"_s).from, u"vercel/dpl_1"_s);
    QCOMPARE(one(history, u"vercel/dpl_2"_s).version, u"2.0.0"_s);
    QCOMPARE(one(history, u"vercel/dpl_1"_s).version, u"2.0.0-rc.1"_s);
}

void TestJoin::migrationsAreNamedByWhatIsNew()
{
    Evidence evidence = empty();
    const QString file = u"migrations.yml"_s;
    evidence.github.runs = {runOf(9001, oldCommit, at(8), at(8, 2), file),
                            runOf(9002, newCommit, at(9), at(9, 2), file),
                            runOf(9003, newCommit, at(10), at(10, 2), file)};
    evidence.github.deployments = {deploymentOf(1, oldCommit, at(8, 1)), deploymentOf(2, newCommit, at(9, 1)),
                                   deploymentOf(3, newCommit, at(10, 1))};
    evidence.github.migrations = {{migrationsKey(api, u"main"_s),
                                   {{u"0041_units"_s, oldCommit, at(7)}, {u"0042_batches"_s, newCommit, at(8, 30)}}}};
    const History history = join(evidence);
    QCOMPARE(history.marks.size(), 3);
    QCOMPARE(history.marks.at(0).name, u"0041"_s);
    QCOMPARE(history.marks.at(1).name, u"0042"_s);
    QCOMPARE(history.marks.at(1).detail, u"0042_batches"_s);
    QCOMPARE(history.marks.at(2).name, u"#3"_s);
    QVERIFY(history.releases.isEmpty());
}

void TestJoin::verdictsMakeOutcomes()
{
    Evidence evidence = empty();
    evidence.fly[u"api-prod"_s].releases = {flyRelease(1, at(8)), flyRelease(2, at(19, 50))};
    QCOMPARE(one(join(evidence), v2).verdict, Verdict::Watching);
    QCOMPARE(one(join(evidence), v2).watchedUntil, at(20, 5));
    QCOMPARE(one(join(evidence), v1).verdict, Verdict::None);
    evidence.statements[v2].verdict = Verdict::Failed;
    QCOMPARE(one(join(evidence), v2).outcome, Outcome::Failed);
    QVERIFY(one(join(evidence), v2).isLive);
    evidence.statements[v2].verdict = Verdict::Healthy;
    QCOMPARE(one(join(evidence), v2).outcome, Outcome::Live);
}

void TestJoin::namesOfOthersStayText()
{
    Evidence evidence = empty();
    github::Run run = runOf(9001, newCommit, at(10), at(10, 10));
    run.commitMessage = u"%1 <img src=x> \u202Etxt.exe (#not a number) (#99999999999999)"_s;
    run.branch = u"hotfix/%2/../x"_s;
    evidence.github.runs = {run};
    evidence.github.deployments = {deploymentOf(5, newCommit, at(10, 2))};
    evidence.fly[u"api-prod"_s].releases = {flyRelease(1, at(10, 5))};
    const Release release = one(join(evidence), v1);
    QCOMPARE(release.title, run.commitMessage);
    QCOMPARE(release.pulls, QList<qint64>());
    // `*` does not cross a slash.
    QCOMPARE(release.act, Act::Deploy);
}

void TestJoin::providersThatFailLeaveTheirLanes()
{
    Evidence evidence = empty();
    evidence.fly[u"api-prod"_s].releases = {flyRelease(1, at(8))};
    auto &freshness = evidence.fly[u"api-prod"_s].freshness;
    freshness = base::Freshness::failed(base::Freshness::fresh(at(12)),
                                        base::makeError(base::Error::Kind::Unauthorized, u"No."_s));
    evidence.vercel[u"web"_s].freshness = base::Freshness::fresh(at(20));
    const History history = join(evidence);
    QCOMPARE(history.lanes.size(), 3);
    QCOMPARE(history.lanes.at(0).freshness.state, base::Freshness::State::Forbidden);
    QCOMPARE(history.lanes.at(0).freshness.asOf, at(12));
    QCOMPARE(history.lanes.at(1).freshness.state, base::Freshness::State::Fresh);
    QVERIFY(one(history, v1).isLive);
}

void TestJoin::whatProvidersForgotStays()
{
    Evidence evidence = empty();
    evidence.fly[u"api-prod"_s].releases = {flyRelease(2, at(9))};
    Release first;
    first.id = v1;
    first.app = api;
    first.environment = u"production"_s;
    first.version = u"v1"_s;
    first.outcome = Outcome::Live;
    first.at = at(8);
    first.servesSince = at(8);
    Release second = first;
    second.id = v2;
    second.at = at(9);
    second.servesSince = at(9);
    second.sha = newCommit;
    second.title = u"As it was seen"_s;
    evidence.kept = {first, second};
    const History history = join(evidence);
    QCOMPARE(history.releases.size(), 2);
    QCOMPARE(one(history, v1).servedUntil, at(9));
    QCOMPARE(one(history, v2).sha, newCommit);
    QCOMPARE(one(history, v2).title, u"As it was seen"_s);
    QCOMPARE(history.knownSince, at(8));
}

void TestJoin::theSameEvidenceGivesTheSameHistory()
{
    Evidence evidence = empty();
    auto &app = evidence.fly[u"api-prod"_s];
    for (int i = 1; i <= 40; ++i) {
        app.releases.append(flyRelease(i, at(1 + i / 4, i % 4 * 15)));
        evidence.github.runs.append(
            runOf(9000 + i, newCommit, at(1 + i / 4, i % 4 * 15), at(1 + i / 4, i % 4 * 15 + 5)));
        evidence.github.deployments.append(deploymentOf(i, newCommit, at(1 + i / 4, i % 4 * 15)));
    }
    const History first = join(evidence);
    QRandomGenerator random(7);
    std::shuffle(evidence.fly[u"api-prod"_s].releases.begin(), evidence.fly[u"api-prod"_s].releases.end(), random);
    std::shuffle(evidence.github.runs.begin(), evidence.github.runs.end(), random);
    std::shuffle(evidence.github.deployments.begin(), evidence.github.deployments.end(), random);
    QCOMPARE(join(evidence), first);
}

QTEST_GUILESS_MAIN(TestJoin)
#include "test_join.moc"
