#include "rollout/polling.h"
#include "rollout/vercel_draft.h"
#include "rollout/vercel_moves.h"
#include "rollout/vercel_pin.h"
#include "sandbox_stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::rollout;
using namespace slipway::rollout::test;
using base::Error;
using operations::Finding;
using operations::Guard;
using operations::Plan;
using operations::Target;

namespace {

const Target portal{u"my.loop.health"_s, u"production"_s};
const QString project = u"my-loop-health"_s;
const QString move = u"vercel/move"_s;

Wish wish(Wish::Act act, const QString &release = {}, const Target &target = portal)
{
    return {.act = act, .target = target, .release = release, .image = {}};
}

const QByteArray scriptedProject = "/v9/projects/web?rollbackInfo=true";
const QByteArray scriptedMove = "/v1/projects/web/rollback/dpl_1";

/// A project; with a roll-back to dpl_1 in that state, unless it is empty.
QByteArray projectJson(const QByteArray &state)
{
    const QByteArray last = state.isEmpty() ? QByteArray("null")
                                            : R"({"type": "rollback", "requestedAt": 1711031520000, "jobStatus": ")"
            + state + R"(", "toDeploymentId": "dpl_1"})";
    return R"({"id": "prj_1", "name": "web", "lastAliasRequest": )" + last + '}';
}

/// A roll-back at a server that answers what the test wrote.
Plan scripted(SandboxStage &stage, const slipway::test::ScriptedServer &server)
{
    stage.setup.clients.vercel = std::make_shared<vercel::Client>(
        stage.http, vercel::endpoint(server.url(), base::Secret(QByteArrayView("x"))), vercel::Scope{});
    registerVercelSteps(stage.registry, stage.setup);
    operations::StepSpec step;
    step.id = move;
    step.kind = u"vercel.rollback"_s;
    step.input = {{u"project"_s, u"web"_s}, {u"deployment"_s, u"dpl_1"_s}};
    Plan plan;
    plan.steps = {step};
    return plan;
}

} // namespace

/// Changing what a Vercel project serves, against the demo's Vercel.
class TestVercel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rollsBackPinsAndUndoes();
    void aRollBackSaysWhatItLeaves();
    void aSwitchedOffAssignmentIsNoPin_data();
    void aSwitchedOffAssignmentIsNoPin();
    void promotesAProductionBuildWithoutBuilding();
    void promotesAPreviewByBuildingIt();
    void redeploysWhatServes();
    void aPinnedProjectIsPointedToItsNewBuild();
    void namesTheDomainsThatFailed();
    void asksOnceWhateverHappens_data();
    void asksOnceWhateverHappens();
    void buildsOnceWhateverHappens();
    void leavesWhatSomebodyElseMoved();
    void revertsToWhatServedBefore();
    void refusalsAreSaid_data();
    void refusalsAreSaid();
    void waitsWhenAskedTooOften();
    void onlyWhatServedCanBeRolledBackTo();
    void theHobbyPlanGoesBackOne();
    void actsThatVercelHasNot_data();
    void actsThatVercelHasNot();
    void answersToAMoveAreUnderstood_data();
    void answersToAMoveAreUnderstood();
    void stopsWatchingAfterThreeMinutes();
    void aMoveIsKnownByItsTargetAndTime();
    void looksSeldomerWithTime();

private:
    Draft draft(SandboxStage &stage, const Wish &wanted)
    {
        const auto made = stage.wait(draftVercel(stage.setup, wanted, {}));
        if (!made)
            qWarning("%s", qPrintable(made.error().message));
        return made.value_or(Draft());
    }
    Plan plan(SandboxStage &stage, const Wish &wanted) { return unwatched(draft(stage, wanted)); }
    /// Without the watch, whose step is not of this folder.
    static Plan unwatched(const Draft &made)
    {
        Choices choices = presetOf(made);
        choices.options.removeAll(u"watch"_s);
        return planOf(made, choices);
    }
    vercel::Project asked(SandboxStage &stage)
    {
        return stage.wait(stage.setup.clients.vercel->project(project, {})).value_or(vercel::Project());
    }
    /// A preview of a pull request.
    QString preview(SandboxStage &stage)
    {
        vercel::DeploymentFilter filter;
        filter.project = project;
        filter.state = u"READY"_s;
        filter.limit = 50;
        const auto list = stage.wait(stage.setup.clients.vercel->deployments(filter, {}));
        for (const auto &one : list.value_or(QList<vercel::Deployment>())) {
            if (!one.isProduction())
                return one.id;
        }
        return {};
    }
};

void TestVercel::rollsBackPinsAndUndoes()
{
    SandboxStage stage;
    const QString before = asked(stage).production->deploymentId;
    const Plan back = plan(stage, wish(Wish::Act::RollBack));
    QCOMPARE(operations::planProblem(back), QString());
    QCOMPARE(back.typeToConfirm, u"my.loop.health"_s);
    QVERIFY(back.isDangerous);
    QCOMPARE(Drive(stage, back).all(), QString());
    const auto pinned = asked(stage);
    QVERIFY(isPinned(pinned));
    QCOMPARE(pinned.production->deploymentId, back.facts.value("deployment"_L1).toString());
    QCOMPARE(pinOf(pinned)->from, before);
    QCOMPARE(stage.count(u"project.rollback"_s, project), 1);

    const Plan undo = plan(stage, wish(Wish::Act::UndoRollback));
    QCOMPARE(undo.obstacle, QString());
    QCOMPARE(undo.facts.value("deployment"_L1).toString(), before);
    QCOMPARE(Drive(stage, undo).all(), QString());
    QVERIFY(!isPinned(asked(stage)));
    QCOMPARE(asked(stage).production->deploymentId, before);
    QVERIFY(!plan(stage, wish(Wish::Act::UndoRollback)).obstacle.isEmpty());
}

void TestVercel::aRollBackSaysWhatItLeaves()
{
    SandboxStage stage;
    const Draft made = draft(stage, wish(Wish::Act::RollBack));
    const QString stays = made.stays.join(u'\n');
    QVERIFY(stays.contains(u"stay staged"_s));
    QVERIFY(stays.contains(u"secrets"_s));
    QVERIFY2(made.drift.join(u'\n').contains(u"CLERK_SECRET_KEY"_s) || made.drift.isEmpty(),
             qPrintable(made.drift.join(u'\n')));
    const Plan back = planOf(made, presetOf(made));
    QCOMPARE(back.steps.at(2).kind, u"health.watch"_s);
    QVERIFY(back.command.startsWith(u"vercel rollback "_s));
    const auto calls = operations::mutatingCalls(back);
    QVERIFY(calls.first().url.startsWith(u"https://api.vercel.com/v1/projects/my-loop-health/rollback/"_s));
    // The same facts are the same plan, so that a moved target can be told.
    QCOMPARE(unwatched(draft(stage, wish(Wish::Act::RollBack))).fingerprint, back.fingerprint);
}

void TestVercel::aSwitchedOffAssignmentIsNoPin_data()
{
    QTest::addColumn<bool>("assigns");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("assignment");
    QTest::newRow("pushes go live") << true << u"promote"_s << int(Assignment::Automatic);
    QTest::newRow("rolled back") << false << u"rollback"_s << int(Assignment::Pinned);
    QTest::newRow("switched off by hand") << false << u"promote"_s << int(Assignment::SwitchedOff);
    QTest::newRow("switched off, nothing ever moved") << false << QString() << int(Assignment::SwitchedOff);
}

void TestVercel::aSwitchedOffAssignmentIsNoPin()
{
    QFETCH(bool, assigns);
    QFETCH(QString, type);
    vercel::Project one;
    one.assignsDomains = assigns;
    if (!type.isEmpty()) {
        const auto kind =
            type == u"promote"_s ? vercel::AliasRequest::Kind::Promote : vercel::AliasRequest::Kind::Rollback;
        one.lastAliasRequest = vercel::AliasRequest{{kind, type}, {}, {}, u"dpl_1"_s, QDateTime::currentDateTimeUtc()};
    }
    QTEST(int(assignmentOf(one)), "assignment");
    QCOMPARE(pinOf(one).has_value(), isPinned(one));
}

void TestVercel::promotesAProductionBuildWithoutBuilding()
{
    SandboxStage stage;
    const QString before = asked(stage).production->deploymentId;
    QCOMPARE(Drive(stage, plan(stage, wish(Wish::Act::RollBack))).all(), QString());
    const Plan up = plan(stage, wish(Wish::Act::Promote, u"vercel/"_s + before));
    QCOMPARE(up.steps.first().kind, u"vercel.promote"_s);
    QVERIFY(!up.isDangerous);
    QCOMPARE(Drive(stage, up).all(), QString());
    QCOMPARE(asked(stage).production->deploymentId, before);
    QCOMPARE(stage.count(u"deployment.created"_s), 0);
    QCOMPARE(stage.count(u"project.promote"_s, project), 1);
}

void TestVercel::promotesAPreviewByBuildingIt()
{
    SandboxStage stage;
    const QString from = preview(stage);
    const Draft made = draft(stage, wish(Wish::Act::Promote, u"vercel/"_s + from));
    QVERIFY(made.stays.join(u'\n').contains(u"built again"_s));
    Drive drive(stage, unwatched(made));
    QCOMPARE(drive.all(), QString());
    QCOMPARE(stage.count(u"deployment.created"_s, project), 1);
    QCOMPARE(stage.count(u"project.promote"_s), 0);
    const QString built = drive.common->outputs.value(u"vercel/build"_s).value("deployment"_L1).toString();
    QVERIFY(built != from);
    QCOMPARE(asked(stage).production->deploymentId, built);
    QVERIFY(drive.told.join(u'\n').contains(u"Building"_s));
}

void TestVercel::redeploysWhatServes()
{
    SandboxStage stage;
    const auto before = *asked(stage).production;
    const Plan again = plan(stage, wish(Wish::Act::Redeploy));
    QCOMPARE(Drive(stage, again).all(), QString());
    const auto after = *asked(stage).production;
    QVERIFY(after.deploymentId != before.deploymentId);
    QCOMPARE(after.commit.sha, before.commit.sha);
    QCOMPARE(stage.count(u"project.promote"_s), 0);
}

void TestVercel::aPinnedProjectIsPointedToItsNewBuild()
{
    SandboxStage stage;
    QCOMPARE(Drive(stage, plan(stage, wish(Wish::Act::RollBack))).all(), QString());
    Drive drive(stage, plan(stage, wish(Wish::Act::Redeploy)));
    QCOMPARE(drive.all(), QString());
    QCOMPARE(stage.count(u"project.promote"_s, project), 1);
    QCOMPARE(asked(stage).production->deploymentId,
             drive.common->outputs.value(u"vercel/build"_s).value("deployment"_L1).toString());
    QVERIFY(!isPinned(asked(stage)));
}

void TestVercel::namesTheDomainsThatFailed()
{
    SandboxStage stage;
    Drive drive(stage, plan(stage, wish(Wish::Act::RollBack)));
    stage.strike({{u"kind"_s, u"error-before"_s},
                  {u"method"_s, u"MOVE"_s},
                  {u"path"_s, u"/projects/my-loop-health/domains"_s},
                  {u"count"_s, 1}});
    const auto failed = drive.apply(move);
    QVERIFY(!failed);
    QVERIFY(failed.error().message.contains(u"my.loop.health"_s));
    QVERIFY(failed.error().canRetry);
    QCOMPARE(drive.inspect(move)->state, Finding::State::NotDone);
    // A retry is a new request.
    QVERIFY(drive.apply(move));
    QCOMPARE(stage.count(u"project.rollback"_s, project), 2);
}

void TestVercel::asksOnceWhateverHappens_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("the answer never came") << u"reset-after"_s;
    QTest::newRow("a server's error after the effect") << u"error-after"_s;
}

void TestVercel::asksOnceWhateverHappens()
{
    QFETCH(QString, kind);
    SandboxStage stage;
    Drive drive(stage, plan(stage, wish(Wish::Act::RollBack)));
    stage.strike({{u"kind"_s, kind}, {u"method"_s, u"POST"_s}, {u"path"_s, u"*/rollback/*"_s}, {u"count"_s, 1}});
    const auto lost = drive.apply(move);
    QVERIFY(!lost);
    QVERIFY(lost.error().outcomeUnknown);
    const auto seen = drive.inspect(move);
    QVERIFY(seen);
    QVERIFY(seen->state == Finding::State::Partly || seen->state == Finding::State::Done);
    QVERIFY(drive.apply(move));
    QVERIFY(drive.apply(move));
    QCOMPARE(stage.count(u"project.rollback"_s, project), 1);
    QCOMPARE(drive.inspect(move)->state, Finding::State::Done);
}

void TestVercel::buildsOnceWhateverHappens()
{
    SandboxStage stage;
    Drive drive(stage, plan(stage, wish(Wish::Act::Redeploy)));
    stage.strike(
        {{u"kind"_s, u"reset-after"_s}, {u"method"_s, u"POST"_s}, {u"path"_s, u"/v13/deployments"_s}, {u"count"_s, 1}});
    const auto lost = drive.apply(u"vercel/build"_s);
    QVERIFY(!lost);
    QVERIFY(lost.error().outcomeUnknown);
    const auto seen = drive.inspect(u"vercel/build"_s);
    QCOMPARE(seen->state, Finding::State::Done);
    QVERIFY(drive.apply(u"vercel/build"_s));
    QCOMPARE(stage.count(u"deployment.created"_s, project), 1);
}

void TestVercel::leavesWhatSomebodyElseMoved()
{
    SandboxStage stage;
    Drive mine(stage, plan(stage, wish(Wish::Act::RollBack)));
    const Draft other = draft(stage, wish(Wish::Act::RollBack));
    QVERIFY(!other.others.isEmpty());
    stage.pass(std::chrono::seconds(1));
    QCOMPARE(Drive(stage, plan(stage, wish(Wish::Act::RollBack, other.others.last().id))).all(), QString());
    const auto refused = mine.apply(move);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Conflict);
    QCOMPARE(mine.inspect(move)->state, Finding::State::Foreign);
    QCOMPARE(stage.count(u"project.rollback"_s, project), 1);
}

void TestVercel::revertsToWhatServedBefore()
{
    SandboxStage stage;
    const QString before = asked(stage).production->deploymentId;
    Drive drive(stage, plan(stage, wish(Wish::Act::RollBack)));
    QCOMPARE(drive.all(), QString());
    QVERIFY(drive.spec(move).canRevert);
    QVERIFY(drive.revert(move));
    // A program that died in between sees that it is taken back, and by whom.
    QCOMPARE(drive.inspect(move)->state, Finding::State::NotDone);
    QVERIFY(drive.revert(move));
    QCOMPARE(asked(stage).production->deploymentId, before);
    QVERIFY(!isPinned(asked(stage)));
    QCOMPARE(stage.count(u"project.promote"_s, project), 1);
}

void TestVercel::refusalsAreSaid_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::newRow("no token any more") << u"expired-token"_s << 0 << int(Error::Kind::Unauthorized);
    QTest::newRow("a server's trouble") << u"error-before"_s << 503 << int(Error::Kind::Network);
    QTest::newRow("asked too often") << u"429"_s << 0 << int(Error::Kind::RateLimited);
    QTest::newRow("cut before it came") << u"reset-before"_s << 0 << int(Error::Kind::Network);
}

void TestVercel::refusalsAreSaid()
{
    QFETCH(QString, fault);
    QFETCH(int, status);
    SandboxStage stage;
    Drive drive(stage, plan(stage, wish(Wish::Act::RollBack)));
    QJsonObject one{{u"kind"_s, fault}, {u"method"_s, u"POST"_s}, {u"provider"_s, u"vercel"_s}, {u"seconds"_s, 600}};
    if (status > 0)
        one.insert(u"status"_s, status);
    stage.strike(one);
    const auto refused = drive.apply(move);
    QVERIFY(!refused);
    QTEST(int(refused.error().kind), "kind");
    QCOMPARE(stage.count(u"project.rollback"_s), 0);
    QCOMPARE(drive.inspect(move)->state, Finding::State::NotDone);
    stage.sandbox.simulation().faults().clear();
    QVERIFY(drive.apply(move));
}

void TestVercel::waitsWhenAskedTooOften()
{
    SandboxStage stage;
    Drive drive(stage, plan(stage, wish(Wish::Act::RollBack)));
    // The looks after the request: the client gives up, the step does not.
    stage.strike({{u"kind"_s, u"429"_s},
                  {u"method"_s, u"GET"_s},
                  {u"path"_s, u"/v9/projects/my-loop-health"_s},
                  {u"seconds"_s, 20},
                  {u"skip"_s, 1},
                  {u"count"_s, 2}});
    QVERIFY(drive.apply(move));
    QCOMPARE(stage.count(u"project.rollback"_s), 1);
}

void TestVercel::onlyWhatServedCanBeRolledBackTo()
{
    SandboxStage stage;
    const Plan bad = plan(stage, wish(Wish::Act::RollBack, u"vercel/"_s + preview(stage)));
    QCOMPARE(operations::gate(bad), Guard::Level::Block);
    const auto missing = stage.wait(draftVercel(stage.setup, wish(Wish::Act::RollBack, u"vercel/dpl_<b>x"_s), {}));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Error::Kind::NotFound);
}

void TestVercel::theHobbyPlanGoesBackOne()
{
    SandboxStage stage;
    Draft made = draft(stage, wish(Wish::Act::RollBack));
    made.basis.insert(u"plan"_s, u"hobby"_s);
    QVERIFY(operations::gate(planOf(made, presetOf(made))) != Guard::Level::Block);
    Draft older = draft(stage, wish(Wish::Act::RollBack, made.others.last().id));
    older.basis.insert(u"plan"_s, u"hobby"_s);
    QCOMPARE(operations::gate(planOf(older, presetOf(older))), Guard::Level::Block);
}

void TestVercel::actsThatVercelHasNot_data()
{
    QTest::addColumn<int>("act");
    QTest::addColumn<QString>("environment");
    QTest::newRow("a roll-back of staging") << int(Wish::Act::RollBack) << u"staging"_s;
    QTest::newRow("a promotion to staging") << int(Wish::Act::Promote) << u"staging"_s;
    QTest::newRow("an image") << int(Wish::Act::Deploy) << u"production"_s;
    QTest::newRow("an environment that is not there") << int(Wish::Act::RollBack) << u"moon"_s;
}

void TestVercel::actsThatVercelHasNot()
{
    QFETCH(int, act);
    QFETCH(QString, environment);
    SandboxStage stage;
    const auto made = stage.wait(
        draftVercel(stage.setup, wish(static_cast<Wish::Act>(act), {}, {u"my.loop.health"_s, environment}), {}));
    QVERIFY(!made || !made->obstacle.isEmpty());
}

void TestVercel::answersToAMoveAreUnderstood_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("no token") << 401 << int(Error::Kind::Unauthorized) << false;
    QTest::newRow("no right") << 403 << int(Error::Kind::Forbidden) << false;
    QTest::newRow("no such deployment") << 404 << int(Error::Kind::NotFound) << false;
    QTest::newRow("one is under way") << 409 << int(Error::Kind::Conflict) << false;
    QTest::newRow("never served") << 422 << int(Error::Kind::InvalidInput) << false;
    QTest::newRow("trouble that leaves it open") << 500 << int(Error::Kind::Network) << true;
    QTest::newRow("trouble on the way") << 502 << int(Error::Kind::Network) << true;
}

void TestVercel::answersToAMoveAreUnderstood()
{
    QFETCH(int, status);
    QFETCH(bool, isOpen);
    SandboxStage stage;
    slipway::test::ScriptedServer server;
    server.on("GET", scriptedProject).answer(200, projectJson({}));
    server.on("POST", scriptedMove).answer(status, R"({"error": {"code": "x", "message": "<b>no</b>"}})");
    Drive drive(stage, scripted(stage, server));
    const auto refused = drive.apply(move);
    QVERIFY(!refused);
    QTEST(int(refused.error().kind), "kind");
    QCOMPARE(refused.error().outcomeUnknown, isOpen);
    QCOMPARE(server.mistakes(), QStringList());
}

void TestVercel::stopsWatchingAfterThreeMinutes()
{
    SandboxStage stage;
    slipway::test::ScriptedServer server;
    server.on("GET", scriptedProject).answer(200, projectJson({}));
    server.on("POST", scriptedMove).answer(202);
    server.on("GET", scriptedProject).often().answer(200, projectJson("pending"));
    Drive drive(stage, scripted(stage, server));
    const auto given = drive.apply(move);
    QVERIFY(!given);
    QCOMPARE(given.error().kind, Error::Kind::Timeout);
    QVERIFY(given.error().canRetry);
    QVERIFY(drive.told.contains(u"Vercel has queued it behind a rolling release"_s));
    // One wish, and no more looks than the vendor's own client takes.
    QVERIFY2(server.seen().size() < 45, qPrintable(QString::number(server.seen().size())));
    QVERIFY(!drive.apply(move));
    const auto posts = std::ranges::count(server.seen(), "POST"_ba, &slipway::test::Seen::method);
    QCOMPARE(posts, 1);
}

void TestVercel::aMoveIsKnownByItsTargetAndTime()
{
    vercel::Project one;
    const QDateTime then(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    const Move wanted{project, u"dpl_1"_s, vercel::AliasRequest::Kind::Rollback, then};
    QCOMPARE(stateOf(wanted, one), MoveState::NotAsked);
    one.lastAliasRequest = vercel::AliasRequest{{vercel::AliasRequest::Kind::Rollback, u"rollback"_s},
                                                {vercel::AliasRequest::State::Pending, u"pending"_s},
                                                {},
                                                u"dpl_1"_s,
                                                then};
    QCOMPARE(stateOf(wanted, one), MoveState::NotAsked);
    one.lastAliasRequest->requestedAt = then.addMSecs(1);
    QCOMPARE(stateOf(wanted, one), MoveState::UnderWay);
    one.lastAliasRequest->state = {vercel::AliasRequest::State::Skipped, u"skipped"_s};
    QCOMPARE(stateOf(wanted, one), MoveState::Failed);
    one.lastAliasRequest->toDeploymentId = u"dpl_2"_s;
    QCOMPARE(stateOf(wanted, one), MoveState::Foreign);
    one.lastAliasRequest->toDeploymentId = u"dpl_1"_s;
    one.lastAliasRequest->kind = {vercel::AliasRequest::Kind::Promote, u"promote"_s};
    QCOMPARE(stateOf(wanted, one), MoveState::Foreign);
}

void TestVercel::looksSeldomerWithTime()
{
    using namespace std::chrono_literals;
    QCOMPARE(pollDelay(0s), 1s);
    QCOMPARE(pollDelay(15s), 5s);
    QCOMPARE(pollDelay(60s), 15s);
    QCOMPARE(pollDelay(300s), 30s);
    const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    Error busy = base::makeError(Error::Kind::RateLimited, u"busy"_s);
    busy.canRetry = true;
    for (const int asked : {0, 20, 600}) {
        busy.retryAt = now.addSecs(asked);
        const auto pause = pauseAfter(busy, now);
        QVERIFY(pause && *pause >= std::clamp<milliseconds>(std::chrono::seconds(asked), 5s, 60s) && *pause < 90s);
    }
    busy.canRetry = false;
    QVERIFY(!pauseAfter(busy, now));
}

QTEST_GUILESS_MAIN(TestVercel)
#include "test_vercel.moc"
