#include "approvals/assembly.h"
#include "approvals/people.h"
#include "approvals_demo/demo.h"
#include "workspace/workspace.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::approvals;
using operations::Guard;
using Level = operations::Guard::Level;
using Change = void (*)(Evidence &);

Q_DECLARE_METATYPE(Change)

namespace {

std::shared_ptr<releases::History> ownHistory(Evidence &evidence)
{
    auto history = std::make_shared<releases::History>(*evidence.history);
    evidence.history = history;
    return history;
}

std::shared_ptr<workspace::Workspace> ownWorkspace(Evidence &evidence)
{
    auto workspace = std::make_shared<workspace::Workspace>(*evidence.workspace);
    evidence.workspace = workspace;
    return workspace;
}

github::CheckRun &check(Evidence &evidence, int at, github::Conclusion conclusion)
{
    github::CheckRun &check = (*evidence.checks)[at];
    check.conclusion = {conclusion, u"ended"_s};
    return check;
}

github::PullReview &review(Evidence &evidence)
{
    return evidence.pulls->first().reviews->first();
}

github::Run sibling(const Evidence &evidence, qint64 number, github::Phase phase)
{
    github::Run run = evidence.run;
    run.id += number;
    run.number = number;
    run.phase = {phase, {}};
    return run;
}

std::optional<Guard> guardOf(const Evidence &evidence, const QString &id)
{
    const QList<Guard> guards = reviewOf(evidence).guards;
    const auto found = std::ranges::find(guards, id, &Guard::id);
    return found == guards.end() ? std::nullopt : std::optional(*found);
}

Decision approval()
{
    Decision decision;
    decision.comment = u"Reproduced locally"_s;
    decision.keepsWatch = true;
    decision.hotfixReason = u"Patients see errors"_s;
    decision.followUp = u"Merge #620 back today"_s;
    return decision;
}

constexpr int absent = -1;

} // namespace

class TestApprovals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void putsWhatSpeaksAgainstItFirst();
    void takesNoAnswerForAPass();
    void saysWhoMayDecide_data();
    void saysWhoMayDecide();
    void findsTheApp();
    void knowsHotfixBranches_data();
    void knowsHotfixBranches();
    void tellsWhatBecameOfIt_data();
    void tellsWhatBecameOfIt();
    void readsFixes();
    void saysWhatFailureReallyDoes();
    void readsCodeOwners_data();
    void readsCodeOwners();
    void plansAnApproval();
    void plansOnlyGatesThatCanBeDecided();
    void plansManyAtOnce();
    void refusesTwoOfTheSameApp();
    void refusesWhatCannotBeDecided_data();
    void refusesWhatCannotBeDecided();
    void changesItsFingerprintWithWhatIsDecided();
    void tellsWhatChangedMeanwhile_data();
    void tellsWhatChangedMeanwhile();
    void keepsHostileTextAsItIs();
};

void TestApprovals::judges_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("level");
    const auto row = [](const char *name, const QString &id, int level, Change change) {
        QTest::newRow(name) << change << id << level;
    };
    const auto pass = int(Level::Pass);
    const auto warn = int(Level::Warn);
    const auto ask = int(Level::Ask);
    const auto block = int(Level::Block);
    row("checks passed", u"checks"_s, pass, [](Evidence &) { });
    row("a required check failed", u"checks"_s, block, [](Evidence &e) { check(e, 2, github::Conclusion::Failure); });
    row("another check failed", u"checks"_s, ask, [](Evidence &e) {
        e.checks->append(check(e, 0, github::Conclusion::Success));
        e.checks->last().name = u"Lighthouse"_s;
        check(e, 3, github::Conclusion::Failure);
    });
    row("a check still runs", u"checks"_s, ask, [](Evidence &e) {
        (*e.checks)[1].phase = {github::Phase::InProgress, {}};
        (*e.checks)[1].conclusion = {};
    });
    row("a required check never ran", u"checks"_s, ask, [](Evidence &e) { e.checks->removeLast(); });
    row("the waiting job is no open check", u"checks"_s, pass, [](Evidence &e) {
        e.checks->append(e.checks->first());
        e.checks->last().name = u"deploy"_s;
        e.checks->last().phase = {github::Phase::Queued, {}};
        e.checks->last().conclusion = {};
    });
    row("no check at all", u"checks"_s, ask, [](Evidence &e) { e.checks->clear(); });

    row("reviewed by a code owner", u"reviewed"_s, pass, [](Evidence &) { });
    row("reviewed by nobody", u"reviewed"_s, ask, [](Evidence &e) { e.pulls->first().reviews->clear(); });
    row("reviewed by its author alone", u"reviewed"_s, ask, [](Evidence &e) { review(e).user = u"jonas-weil"_s; });
    row("reviewed by somebody who owns nothing", u"reviewed"_s, ask,
        [](Evidence &e) { review(e).user = u"sam-hollis"_s; });
    row("approval was dismissed", u"reviewed"_s, ask,
        [](Evidence &e) { review(e).answer = {github::PullReview::Answer::Dismissed, {}}; });
    row("changes are asked for", u"reviewed"_s, ask,
        [](Evidence &e) { review(e).answer = {github::PullReview::Answer::ChangesRequested, {}}; });
    row("a remark after the approval", u"reviewed"_s, pass, [](Evidence &e) {
        e.pulls->first().reviews->append(review(e));
        e.pulls->first().reviews->last().answer = {github::PullReview::Answer::Commented, {}};
    });
    row("reviewed before the last push", u"reviewed"_s, warn, [](Evidence &e) { review(e).sha = u"0ld"_s; });
    row("no pull request", u"reviewed"_s, ask, [](Evidence &e) { e.pulls->clear(); });
    row("code owners not known", u"reviewed"_s, ask, [](Evidence &e) { e.owners.reset(); });

    row("four files of at most four", u"files"_s, pass, [](Evidence &) { });
    row("five files", u"files"_s, ask, [](Evidence &e) { e.span->files += e.span->files.first(); });
    row("more files than GitHub lists", u"files"_s, ask, [](Evidence &e) { e.span->isCut = true; });
    row("no limit on files", u"files"_s, absent, [](Evidence &e) { ownWorkspace(e)->guardrails.mostFiles.reset(); });
    row("large without a flag", u"flag"_s, warn, [](Evidence &e) { e.span->files += e.span->files; });
    row("large with a flag", u"flag"_s, pass, [](Evidence &e) {
        e.span->files += e.span->files;
        e.span->files.last().patch = u"@@ -1 +1 @@\n+if (featureFlag('x')) {"_s;
    });

    row("no migration", u"migrations"_s, pass, [](Evidence &) { });
    row("a migration, none known to have run", u"migrations"_s, ask,
        [](Evidence &e) { e.span->migrations = {u"0042_add_batches"_s}; });
    row("a migration that has not run here", u"migrations"_s, block, [](Evidence &e) {
        e.span->migrations = {u"0042_add_batches"_s};
        releases::Mark mark;
        mark.environment = u"production"_s;
        mark.name = u"0041"_s;
        ownHistory(e)->marks = {mark};
    });
    row("a migration that ran here", u"migrations"_s, pass, [](Evidence &e) {
        e.span->migrations = {u"0042_add_batches"_s};
        releases::Mark mark;
        mark.environment = u"production"_s;
        mark.name = u"0042"_s;
        ownHistory(e)->marks = {mark};
    });
    row("a migration that failed here", u"migrations"_s, ask, [](Evidence &e) {
        e.span->migrations = {u"0042_add_batches"_s};
        releases::Mark mark;
        mark.environment = u"production"_s;
        mark.name = u"0042"_s;
        mark.status = base::Status::Failure;
        ownHistory(e)->marks = {mark};
    });

    row("API unchanged", u"api"_s, pass, [](Evidence &) { });
    row("API changed, nothing compared it", u"api"_s, ask,
        [](Evidence &e) { e.span->files[0] = {u"openapi/patient-graph.yaml"_s, 3, 2, {}}; });
    row("API grows", u"api"_s, warn,
        [](Evidence &e) { e.span->files[0] = {u"openapi/patient-graph.yaml"_s, 3, 0, {}}; });
    row("API changed and compared", u"api"_s, pass, [](Evidence &e) {
        e.span->files[0] = {u"openapi/patient-graph.yaml"_s, 3, 2, {}};
        e.checks->append(e.checks->first());
        e.checks->last().name = u"Check for breaking changes"_s;
    });

    row("tested on staging", u"staging"_s, pass, [](Evidence &) { });
    row("staging runs something else", u"staging"_s, ask,
        [](Evidence &e) { ownHistory(e)->releases.last().sha = u"aaaaaaa"_s; });
    row("failed on staging", u"staging"_s, ask,
        [](Evidence &e) { ownHistory(e)->releases.last().verdict = releases::Verdict::Failed; });
    row("its pull request was tested under another commit", u"staging"_s, pass, [](Evidence &e) {
        const auto history = ownHistory(e);
        history->releases.last().sha = u"aaaaaaa"_s;
        history->releases.last().pulls = {619, 620};
    });
    row("no staging", u"staging"_s, absent, [](Evidence &e) { ownWorkspace(e)->apps[0].staging.reset(); });

    row("nothing else deploys", u"one-at-a-time"_s, pass, [](Evidence &) { });
    row("something else deploys", u"one-at-a-time"_s, ask,
        [](Evidence &e) { ownHistory(e)->releases[0].outcome = releases::Outcome::Running; });
    row("main's run is under way", u"one-at-a-time"_s, warn, [](Evidence &e) {
        e.siblings = {sibling(e, 1288, github::Phase::InProgress)};
        e.siblings->first().branch = u"main"_s;
    });
    row("lane is free", u"lane"_s, absent, [](Evidence &) { });
    row("a newer run of the branch", u"lane"_s, ask,
        [](Evidence &e) { e.siblings = {sibling(e, 1290, github::Phase::Waiting)}; });
    row("a run waits behind", u"lane"_s, warn, [](Evidence &e) {
        e.siblings = {sibling(e, 1290, github::Phase::Pending)};
        e.siblings->first().branch = u"main"_s;
    });

    row("signed and linear", u"history"_s, pass, [](Evidence &) { });
    row("not signed", u"history"_s, ask, [](Evidence &e) { e.comparison->commits[0].isVerified = false; });
    row("a merge", u"history"_s, ask, [](Evidence &e) { e.comparison->commits[0].parents += u"x"_s; });
    row("more commits than GitHub lists", u"history"_s, ask, [](Evidence &e) { e.comparison->totalCommits = 120; });
    row("nothing demanded of commits", u"history"_s, absent,
        [](Evidence &e) { ownWorkspace(e)->branchPolicies.clear(); });

    row("Thursday", u"freeze"_s, pass, [](Evidence &) { });
    row("Friday lets a hotfix through", u"freeze"_s, warn, [](Evidence &e) { e.now = e.now.addDays(1); });
    row("Friday stops all else", u"freeze"_s, ask, [](Evidence &e) {
        e.now = e.now.addDays(1);
        e.what.isHotfix = false;
    });
    row("no freeze in the workspace", u"freeze"_s, absent,
        [](Evidence &e) { ownWorkspace(e)->guardrails.freeze.clear(); });

    row("live is healthy", u"alert"_s, pass, [](Evidence &) { });
    row("live failed its watch", u"alert"_s, ask, [](Evidence &e) { e.live->verdict = releases::Verdict::Failed; });
    row("live is watched", u"alert"_s, warn, [](Evidence &e) { e.live->verdict = releases::Verdict::Watching; });
    row("nobody watched", u"alert"_s, ask, [](Evidence &e) { e.live->verdict = releases::Verdict::None; });

    row("still current", u"stale"_s, absent, [](Evidence &) { });
    row("branch has moved on", u"stale"_s, ask, [](Evidence &e) { e.branchHead = u"fffffff"_s; });
    row("waits for four days", u"stale"_s, warn, [](Evidence &e) { e.now = e.now.addDays(4); });
    row("leaves out what is live", u"stale"_s, ask, [](Evidence &e) { e.comparison->behindBy = 2; });
    row("re-run of code older than what is live", u"stale"_s, ask, [](Evidence &e) {
        e.comparison->behindBy = 2;
        e.live->at = e.run.createdAt.addSecs(60);
    });

    row("way back", u"way-back"_s, pass, [](Evidence &) { });
    row("no way back", u"way-back"_s, ask, [](Evidence &e) { e.candidates.clear(); });
    row("way back failed itself", u"way-back"_s, ask,
        [](Evidence &e) { e.candidates[0].verdict = releases::Verdict::Failed; });
}

void TestApprovals::judges()
{
    QFETCH(Change, change);
    QFETCH(QString, id);
    QFETCH(int, level);
    Evidence evidence = demo::evidence();
    change(evidence);
    const auto guard = guardOf(evidence, id);
    QCOMPARE(guard ? int(guard->level) : absent, level);
    if (guard) {
        QVERIFY(!guard->title.isEmpty());
        QCOMPARE(!guard->overrides.isEmpty(), guard->level == Level::Ask);
    }
}

void TestApprovals::putsWhatSpeaksAgainstItFirst()
{
    const Review review = reviewOf(demo::hotfix());
    QCOMPARE(review.notesNeeded(), 2);
    QCOMPARE(review.guards.at(0).title, u"Not tested on staging"_s);
    QCOMPARE(review.guards.at(0).detail, u"Staging runs v57, which fails"_s);
    QCOMPARE(review.guards.at(1).id, u"alert"_s);
    QVERIFY(
        std::ranges::all_of(review.guards.sliced(2), [](const Guard &guard) { return guard.level == Level::Pass; }));
    QCOMPARE(review.guards.size(), 11);
}

void TestApprovals::takesNoAnswerForAPass()
{
    Evidence silent = demo::evidence();
    silent.jobs.reset();
    silent.answers.reset();
    silent.commit.reset();
    silent.comparison.reset();
    silent.span.reset();
    silent.againstMain.reset();
    silent.branchHead.reset();
    silent.pulls.reset();
    silent.owners.reset();
    silent.checks.reset();
    silent.siblings.reset();
    silent.lastJobs.reset();
    silent.history.reset();
    silent.live.reset();
    silent.candidates.clear();
    const Review review = reviewOf(silent);
    QVERIFY(!review.guards.isEmpty());
    for (const Guard &guard : review.guards)
        QVERIFY2(guard.level == Level::Ask, qPrintable(guard.title));
    QVERIFY(!review.isSigned);
    QVERIFY(review.becomes.isEmpty());
    QVERIFY(review.failureWords.contains(u"not known"_s));
}

void TestApprovals::saysWhoMayDecide_data()
{
    QTest::addColumn<QString>("viewer");
    QTest::addColumn<bool>("canApprove");
    QTest::addColumn<bool>("barsSelf");
    QTest::addColumn<QString>("objection");
    QTest::newRow("a reviewer") << u"priya-nair"_s << true << true << QString();
    QTest::newRow("who asked") << u"jonas-weil"_s << false << true
                               << u"You asked for this deployment, and production forbids to approve one's own. Ask "
                                  "Priya Nair or Aiko Tanaka."_s;
    QTest::newRow("who asked, and may") << u"jonas-weil"_s << true << false << QString();
    QTest::newRow("nobody of the reviewers")
        << u"sam-hollis"_s << false << true
        << u"You are not a reviewer of production. Ask Priya Nair or Aiko Tanaka."_s;
    QTest::newRow("nobody knows who") << QString() << false << true
                                      << u"You are not a reviewer of production. Ask Priya Nair or Aiko Tanaka."_s;
}

void TestApprovals::saysWhoMayDecide()
{
    QFETCH(QString, viewer);
    QFETCH(bool, canApprove);
    QFETCH(bool, barsSelf);
    QFETCH(QString, objection);
    Standing standing = standingOf(demo::evidence().run, viewer);
    standing.barsSelf = barsSelf ? QStringList{u"production"_s} : QStringList();
    auto pending = demo::pending();
    pending.canApprove = canApprove;
    const Gate gate = gateOf(pending, *demo::workspace(), standing);
    QCOMPARE(objectionOf({gate}, standing, demo::now()), objection);
    QCOMPARE(gate.reviewers.last().isBarred, barsSelf);
    QCOMPARE(gate.opensAt(), QDateTime(QDate(2024, 3, 21), QTime(14, 31), QTimeZone::UTC));

    pending.reviewers.clear();
    pending.canApprove = false;
    const Gate timer = gateOf(pending, *demo::workspace(), standing);
    QVERIFY(objectionOf({timer}, standing, demo::now().addSecs(-120)).contains(u"ends at 14:31"_s));
}

void TestApprovals::findsTheApp()
{
    Evidence evidence = demo::evidence();
    const auto workspace = ownWorkspace(evidence);
    QCOMPARE(appOf(*workspace, evidence.run, *evidence.jobs), u"patient-graph-api"_s);
    workspace::App my = workspace->apps.first();
    my.id = my.name = u"my.loop.health"_s;
    my.production->flyApp = u"my-loop-health"_s;
    my.staging.reset();
    workspace->apps += my;
    QCOMPARE(appOf(*workspace, evidence.run, *evidence.jobs), QString());
    evidence.jobs->last().name = u"Deploy my-loop-health to production"_s;
    QCOMPARE(appOf(*workspace, evidence.run, *evidence.jobs), u"my.loop.health"_s);
    evidence.run.path = u".github/workflows/other.yml"_s;
    QCOMPARE(appOf(*workspace, evidence.run, *evidence.jobs), QString());
}

void TestApprovals::knowsHotfixBranches_data()
{
    QTest::addColumn<QString>("branch");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("a hotfix") << u"hotfix/null-encounter"_s << true;
    QTest::newRow("main") << u"main"_s << false;
    QTest::newRow("a star does not cross a slash") << u"hotfix/a/b"_s << false;
    QTest::newRow("only the whole name") << u"my-hotfix/a"_s << false;
}

void TestApprovals::knowsHotfixBranches()
{
    QFETCH(QString, branch);
    QFETCH(bool, isOne);
    QCOMPARE(isHotfix(*demo::workspace(), branch), isOne);
}

void TestApprovals::tellsWhatBecameOfIt_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("state");
    const auto row = [](const char *name, Review::State state, Change change) {
        QTest::newRow(name) << change << int(state);
    };
    row("waits", Review::State::Waiting, [](Evidence &) { });
    row("approved by somebody", Review::State::Approved, [](Evidence &e) {
        e.isDecided = true;
        e.answers = {{{github::Approval::Answer::Approved, {}}, {u"production"_s}, u"aiko-tanaka"_s, u"Go"_s}};
    });
    row("rejected", Review::State::Rejected, [](Evidence &e) {
        e.isDecided = true;
        e.answers = {{{github::Approval::Answer::Rejected, {}}, {u"production"_s}, u"aiko-tanaka"_s, u"No"_s}};
    });
    row("rejected, and approved in the attempt after", Review::State::Approved, [](Evidence &e) {
        e.isDecided = true;
        e.run.attempt = 2;
        e.answers = {{{github::Approval::Answer::Approved, {}}, {u"production"_s}, u"aiko-tanaka"_s, u"Go"_s},
                     {{github::Approval::Answer::Rejected, {}}, {u"production"_s}, u"mina-okafor"_s, u"No"_s}};
    });
    row("staging approved, production rejected", Review::State::Rejected, [](Evidence &e) {
        e.isDecided = true;
        e.jobs->last().conclusion = github::conclusionOf(u"failure"_s);
        e.jobs->last().steps.clear();
        e.answers = {{{github::Approval::Answer::Approved, {}}, {u"staging"_s}, u"mina-okafor"_s, u"Go"_s},
                     {{github::Approval::Answer::Rejected, {}}, {u"production"_s}, u"aiko-tanaka"_s, u"No"_s}};
    });
    row("nobody answered", Review::State::Expired, [](Evidence &e) {
        e.isDecided = true;
        e.run.phase = {github::Phase::Completed, {}};
        e.run.createdAt = e.now.addDays(-31);
    });
    row("cancelled", Review::State::Ended, [](Evidence &e) {
        e.isDecided = true;
        e.run.phase = {github::Phase::Completed, {}};
    });
}

void TestApprovals::tellsWhatBecameOfIt()
{
    QFETCH(Change, change);
    QFETCH(int, state);
    Evidence evidence = demo::evidence();
    change(evidence);
    const Review review = reviewOf(evidence);
    QCOMPARE(int(review.state), state);
    QCOMPARE(review.mayDecide(), state == int(Review::State::Waiting));
    if (evidence.answers && !evidence.answers->isEmpty())
        QCOMPARE(review.decidedBy, u"Aiko Tanaka"_s);
    const auto plan = planOf({review}, approval(), demo::now());
    QCOMPARE(plan.obstacle.isEmpty(), review.mayDecide());
}

void TestApprovals::readsFixes()
{
    Evidence evidence = demo::evidence();
    QCOMPARE(reviewOf(evidence).fixes, QStringList{u"PATIENT-GRAPH-API-3K"_s});
    evidence.pulls->first().pull.body = u"UTF-8, SHA-256, PATIENT-GRAPH-API-, XPATIENT-GRAPH-API-1"_s;
    QCOMPARE(reviewOf(evidence).fixes, QStringList());
}

void TestApprovals::saysWhatFailureReallyDoes()
{
    Evidence evidence = demo::evidence();
    const Review review = reviewOf(evidence);
    QCOMPARE(review.becomes, u"v44"_s);
    QVERIFY(review.failureWords.contains(u"does not return to v43 by itself"_s));
    QCOMPARE(review.wayBack->version, u"v42"_s);
    QCOMPARE(review.expectations.size(), 3);
    QCOMPARE(review.expectations.at(1).words, u"v44 replaces v43, rolling"_s);
    QCOMPARE(review.expectations.at(1).takes, milliseconds(80'000));
    evidence.live->strategy = u"bluegreen"_s;
    QVERIFY(reviewOf(evidence).failureWords.contains(u"its machines are removed and v43 goes on"_s));
    evidence.live->flyVersion = 0;
    QVERIFY(reviewOf(evidence).becomes.isEmpty());
    QVERIFY(reviewOf(evidence).failureWords.contains(u"v43 stays live"_s));
}

void TestApprovals::readsCodeOwners_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("owners");
    QTest::newRow("all files") << u"README.md"_s << QStringList{u"everyone"_s};
    QTest::newRow("an ending anywhere") << u"a/b/c.sql"_s << QStringList{u"dba"_s};
    QTest::newRow("a folder from the root") << u"apps/api/x/y.ts"_s << QStringList{u"api"_s, u"jonas"_s};
    QTest::newRow("a folder elsewhere is another one") << u"x/apps/api/y.ts"_s << QStringList{u"everyone"_s};
    QTest::newRow("a flat pattern stays flat") << u"docs/a/b.md"_s << QStringList{u"everyone"_s};
    QTest::newRow("a flat pattern") << u"docs/b.md"_s << QStringList{u"writers"_s};
    QTest::newRow("the last one decides, with nobody") << u"apps/api/generated/x.ts"_s << QStringList();
}

void TestApprovals::readsCodeOwners()
{
    QFETCH(QString, path);
    QFETCH(QStringList, owners);
    const CodeOwners file("# who\n* @everyone\n\n*.sql @org/dba # databases\n/apps/api/ @org/api @jonas\r\n"
                          "docs/* @writers\n/apps/api/generated\n[(* @nobody-cares\n");
    QCOMPARE(file.ownersOf(path), owners);
}

void TestApprovals::plansAnApproval()
{
    const Review review = reviewOf(demo::hotfix());
    const auto plan = planOf({review}, approval(), demo::now());
    QCOMPARE(plan.kind, u"approve"_s);
    QCOMPARE(plan.obstacle, QString());
    QCOMPARE(operations::planProblem(plan), QString());
    QCOMPARE(plan.verb, u"Approve and deploy v44"_s);
    QCOMPARE(plan.targets.first().key(), u"patient-graph-api/production"_s);
    QCOMPARE(plan.steps.size(), 2);
    const QJsonObject input = plan.steps.at(0).input;
    QCOMPARE(plan.steps.at(0).kind, u"github.review"_s);
    QCOMPARE(input["repository"_L1].toString(), u"loop-health/platform"_s);
    QCOMPARE(input["run"_L1].toInteger(), 9'001'289);
    QCOMPARE(input["environmentIds"_L1].toArray(), QJsonArray{1616});
    QVERIFY(input["approve"_L1].toBool());
    QCOMPARE(input["comment"_L1].toString(),
             u"Reproduced locally\nHotfix, because: Patients see errors\nAfterwards: Merge #620 back today"_s);
    QCOMPARE(plan.steps.at(1).kind, u"health.watch"_s);
    QCOMPARE(plan.steps.at(1).input["sha"_L1].toString(), review.what.sha);
    QCOMPARE(plan.steps.at(1).input["previous"_L1].toString(), u"fly/patient-graph-api/43"_s);
    QCOMPARE(plan.steps.at(1).after, QStringList{plan.steps.at(0).id});
    QVERIFY(!plan.steps.at(1).mutates);
    QCOMPARE(plan.facts["runs"_L1][0]["followUp"_L1].toString(), u"Merge #620 back today"_s);
    QCOMPARE(plan.facts["reason"_L1].toString(), input["comment"_L1].toString());
    const auto reasons = reasonsOf(plan, approval());
    QCOMPARE(reasons.keys(), QStringList({u"alert"_s, u"staging"_s}));
    QCOMPARE(reasons.first(), u"Reproduced locally"_s);
    QVERIFY(plan.stays.first().contains(u"by itself"_s));
    QVERIFY(!plan.steps.at(0).canRevert);

    Decision quiet = approval();
    quiet.keepsWatch = false;
    QCOMPARE(planOf({review}, quiet, demo::now()).steps.size(), 1);
}

void TestApprovals::plansOnlyGatesThatCanBeDecided()
{
    Review review = reviewOf(demo::evidence());
    Gate other = review.what.gates.first();
    other.environmentId = 99;
    other.canApprove = false;
    review.what.gates += other;
    const auto plan = planOf({review}, approval(), demo::now());
    QCOMPARE(plan.steps.first().input["environmentIds"_L1].toArray(), QJsonArray{1616});
}

void TestApprovals::plansManyAtOnce()
{
    const Review one = reviewOf(demo::hotfix());
    Review other = one;
    other.what.runId = 77;
    other.what.app = u"luna"_s;
    other.what.isHotfix = false;
    const auto plan = planOf({one, other}, approval(), demo::now());
    QCOMPARE(plan.obstacle, QString());
    QCOMPARE(operations::planProblem(plan), QString());
    QCOMPARE(plan.steps.size(), 4);
    QCOMPARE(plan.targets.size(), 2);
    QCOMPARE(plan.title, u"Approve 2 deployments"_s);
    QCOMPARE(reasonsOf(plan, approval()).size(), 4);
    QVERIFY(!plan.steps.at(2).input["comment"_L1].toString().contains(u"Hotfix"_s));

    Decision no = approval();
    no.kind = Decision::Kind::Reject;
    const auto rejection = planOf({one, other}, no, demo::now());
    QCOMPARE(rejection.kind, u"reject"_s);
    QCOMPARE(rejection.steps.size(), 2);
    QVERIFY(!rejection.steps.first().input["approve"_L1].toBool());
    QVERIFY(rejection.guards.isEmpty());
    // For the audit log: no guard asks for it.
    QVERIFY(rejection.facts["reason"_L1].toString().startsWith(u"Reproduced locally"_s));
}

void TestApprovals::refusesTwoOfTheSameApp()
{
    const Review one = reviewOf(demo::evidence());
    Review other = one;
    other.what.runId = 77;
    QVERIFY(planOf({one, other}, approval(), demo::now()).obstacle.contains(u"one at a time"_s));
}

void TestApprovals::refusesWhatCannotBeDecided_data()
{
    QTest::addColumn<QString>("objection");
    QTest::addColumn<QString>("comment");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("followUp");
    QTest::addColumn<bool>("approves");
    QTest::newRow("not a reviewer") << u"You are not a reviewer."_s << u"c"_s << u"r"_s << u"f"_s << true;
    QTest::newRow("no reason for a hotfix") << QString() << u"c"_s << u" "_s << u"f"_s << true;
    QTest::newRow("no follow-up of a hotfix") << QString() << u"c"_s << u"r"_s << QString() << true;
    QTest::newRow("rejected without a word") << QString() << u" \n"_s << QString() << QString() << false;
}

void TestApprovals::refusesWhatCannotBeDecided()
{
    QFETCH(QString, objection);
    QFETCH(QString, comment);
    QFETCH(QString, reason);
    QFETCH(QString, followUp);
    QFETCH(bool, approves);
    Review review = reviewOf(demo::evidence());
    review.what.objection = objection;
    Decision decision;
    decision.kind = approves ? Decision::Kind::Approve : Decision::Kind::Reject;
    decision.comment = comment;
    decision.hotfixReason = reason;
    decision.followUp = followUp;
    const auto plan = planOf({review}, decision, demo::now());
    QVERIFY(!plan.obstacle.isEmpty());
    QVERIFY(operations::gate(plan) == Level::Block);
    QVERIFY(!planOf({}, decision, demo::now()).obstacle.isEmpty());
}

void TestApprovals::changesItsFingerprintWithWhatIsDecided()
{
    const Review review = reviewOf(demo::evidence());
    const QString before = planOf({review}, approval(), demo::now()).fingerprint;
    QCOMPARE(planOf({review}, approval(), demo::now().addSecs(50)).fingerprint, before);
    Review newer = review;
    newer.attempt = 2;
    QVERIFY(planOf({newer}, approval(), demo::now()).fingerprint != before);
    newer = review;
    newer.live->id = u"fly/patient-graph-api/44"_s;
    QVERIFY(planOf({newer}, approval(), demo::now()).fingerprint != before);
}

void TestApprovals::tellsWhatChangedMeanwhile_data()
{
    using Turn = void (*)(Review &);
    QTest::addColumn<Turn>("turn");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("wordsToReject");
    const auto row = [](const char *name, Turn turn, const QStringList &words, const QStringList &toReject) {
        QTest::newRow(name) << turn << words << toReject;
    };
    row("nothing", [](Review &) { }, {}, {});
    row("a gate says it otherwise", [](Review &now) { now.guards.first().detail = u"other words"_s; }, {}, {});
    row("a gate became better", [](Review &now) { now.guards.first().level = Level::Pass; }, {}, {});
    row("a gate went", [](Review &now) { now.guards.removeFirst(); }, {}, {});
    row("a gate became worse",
        [](Review &now) { now.guards.last() = {now.guards.last().id, Level::Ask, u"It went bad"_s, {}, u"it"_s}; },
        {u"It went bad"_s}, {});
    row("a gate came", [](Review &now) { now.guards += {u"new"_s, Level::Warn, u"A new doubt"_s, {}, {}}; },
        {u"A new doubt"_s}, {});
    row("a gate came that passes", [](Review &now) { now.guards += {u"new"_s, Level::Pass, u"Fine"_s, {}, {}}; }, {},
        {});
    row("something else is live",
        [](Review &now) {
            now.live->id = u"fly/patient-graph-api/44"_s;
            now.live->version = u"v44"_s;
        },
        {u"v44 is live"_s}, {});
    row("another attempt", [](Review &now) { now.attempt = 2; }, {u"Run #1289 was started again"_s},
        {u"Run #1289 was started again"_s});
    row("another commit", [](Review &now) { now.what.sha = u"0123456789abcdef"_s; }, {u"Run #1289 deploys 0123456"_s},
        {u"Run #1289 deploys 0123456"_s});
    row("another environment", [](Review &now) { now.what.gates.first().environment = u"staging"_s; },
        {u"Run #1289 waits for staging"_s}, {u"Run #1289 waits for staging"_s});
    row("somebody else decided",
        [](Review &now) {
            now.state = Review::State::Approved;
            now.guards.last().level = Level::Block;
        },
        {u"Run #1289 was approved meanwhile"_s}, {u"Run #1289 was approved meanwhile"_s});
}

void TestApprovals::tellsWhatChangedMeanwhile()
{
    using Turn = void (*)(Review &);
    QFETCH(Turn, turn);
    QFETCH(QStringList, words);
    QFETCH(QStringList, wordsToReject);
    const Review seen = reviewOf(demo::hotfix());
    QVERIFY(seen.guards.first().level == Level::Ask);
    QVERIFY(seen.guards.last().level == Level::Pass);
    Review now = seen;
    turn(now);
    QCOMPARE(changedMeanwhile({seen}, {now}, Decision::Kind::Approve), words);
    QCOMPARE(changedMeanwhile({seen}, {now}, Decision::Kind::Reject), wordsToReject);
    // Of several, each says whose it is.
    const QStringList all = changedMeanwhile({seen, seen}, {seen, now}, Decision::Kind::Approve);
    QCOMPARE(all.size(), words.size());
    for (const QString &each : all)
        QVERIFY2(each.startsWith(u"patient-graph-api v44: "_s), qPrintable(each));
}

void TestApprovals::keepsHostileTextAsItIs()
{
    Evidence evidence = demo::hotfix();
    const QString hostile = u"<b>%1 %2</b>\u202e\n%99"_s;
    evidence.commit->message = hostile;
    evidence.live->note = u"%1 %2"_s;
    evidence.live->version = u"%3"_s;
    const Review review = reviewOf(evidence);
    QCOMPARE(review.what.subject, u"<b>%1 %2</b>\u202e"_s);
    QVERIFY(review.guards.at(1).detail.startsWith(u"%1 %2"_s));
    Decision decision = approval();
    decision.comment = hostile;
    QVERIFY(planOf({review}, decision, demo::now()).steps.first().input["comment"_L1].toString().startsWith(hostile));
}

QTEST_GUILESS_MAIN(TestApprovals)
#include "test_approvals.moc"
