#include "call_support/json_samples.h"
#include "samples.h"
#include "vercel/accounts.h"
#include "vercel/projects.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::vercel;
using slipway::base::Status;
using slipway::base::json::read;
using slipway::test::attempt;
using slipway::test::with;
using slipway::test::without;

class TestReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatDoesNotFit_data();
    void namesWhatDoesNotFit();
    void readsADeploymentOfAList();
    void readsADeploymentAlone();
    void readsTheStateOfOlderLists();
    void mapsReadyStates_data();
    void mapsReadyStates();
    void mapsChecks_data();
    void mapsChecks();
    void readsAProject();
    void readsAProjectThatNeverWasDeployed();
    void readsEitherFormOfARolledBackTarget_data();
    void readsEitherFormOfARolledBackTarget();
    void readsThreeShapesOfVariables_data();
    void readsThreeShapesOfVariables();
    void keepsNoValueOfAVariable();
    void readsOneTargetAsAList();
};

void TestReading::namesWhatDoesNotFit_data()
{
    slipway::test::addSampleRows({
        {"user", samples::user, attempt<readUser>, {u"user"_s, u"user.id"_s, u"user.username"_s}},
        {"team", samples::team, attempt<readTeam>, {u"id"_s, u"slug"_s}},
        {"listed deployment", samples::listed, attempt<readDeployment>, {u"name"_s, u"url"_s}},
        {"single deployment", samples::single, attempt<readDeployment>, {u"id"_s, u"createdAt"_s, u"project.id"_s}},
        {"check", samples::check, attempt<readDeploymentCheck>, {u"id"_s, u"name"_s, u"status"_s, u"blocking"_s}},
        {"project",
         samples::project,
         attempt<readProject>,
         {u"id"_s, u"name"_s, u"link.org"_s, u"targets.production.id"_s, u"targets.production.readyState"_s,
          u"lastAliasRequest.jobStatus"_s, u"lastAliasRequest.toDeploymentId"_s, u"lastAliasRequest.requestedAt"_s}},
        {"alias", samples::alias, attempt<readAlias>, {u"uid"_s, u"alias"_s, u"created"_s}},
        {"domain", samples::domain, attempt<readDomain>, {u"name"_s, u"verified"_s}},
        {"variable", samples::variable, attempt<readVariableName>, {u"key"_s, u"type"_s}},
        {"variables",
         samples::list(samples::variable, "envs"),
         attempt<readVariableNames>,
         {u"envs"_s, u"envs[0].key"_s}},
    });
}

void TestReading::namesWhatDoesNotFit()
{
    QCOMPARE(slipway::test::sampleReport(), QString());
}

void TestReading::readsADeploymentOfAList()
{
    const auto deployment = read(samples::listed, readDeployment);
    QVERIFY(deployment);
    QCOMPARE(deployment->id, u"dpl_1"_s);
    QCOMPARE(deployment->url, QUrl(u"https://my-1.vercel.app"_s));
    QCOMPARE(deployment->commit.sha, u"7be02a4"_s);
    QCOMPARE(deployment->commit.pullRequest, 618);
    QCOMPARE(deployment->projectId, u"prj_1"_s);
    QCOMPARE(deployment->createdAt.toMSecsSinceEpoch(), 1710927120000);
    QCOMPARE(deployment->readyAt->toMSecsSinceEpoch(), 1710927180000);
    QVERIFY(deployment->isProduction());
    QVERIFY(deployment->isAliasAssigned);
    QVERIFY(deployment->substate == ReadySubstate::Promoted);
    QVERIFY(deployment->checksConclusion == CheckConclusion::Succeeded);
}

void TestReading::readsADeploymentAlone()
{
    const auto deployment = read(samples::single, readDeployment);
    QVERIFY(deployment);
    QCOMPARE(deployment->id, u"dpl_2"_s);
    QCOMPARE(deployment->projectId, u"prj_1"_s);
    QCOMPARE(deployment->aliases, QStringList{u"my.loop.health"_s});
    QCOMPARE(deployment->errorMessage, u"Command failed"_s);
    QVERIFY(deployment->target.isEmpty());
    QVERIFY(!deployment->isAliasAssigned);
    QVERIFY(deployment->checks.isEmpty());
}

void TestReading::readsTheStateOfOlderLists()
{
    const auto deployment =
        read(with(without(samples::listed, u"readyState"_s), u"state"_s, u"BUILDING"_s), readDeployment);
    QVERIFY(deployment);
    QCOMPARE(deployment->status(), Status::Running);
}

void TestReading::mapsReadyStates_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<Status>("status");
    QTest::newRow("queued") << u"QUEUED"_s << Status::Queued;
    QTest::newRow("building") << u"BUILDING"_s << Status::Running;
    QTest::newRow("ready") << u"READY"_s << Status::Success;
    QTest::newRow("error") << u"ERROR"_s << Status::Failure;
    QTest::newRow("cancelled") << u"CANCELED"_s << Status::Cancelled;
    QTest::newRow("blocked") << u"BLOCKED"_s << Status::Waiting;
    QTest::newRow("deleted") << u"DELETED"_s << Status::Skipped;
    QTest::newRow("a new word") << u"PAUSED"_s << Status::Unknown;
}

void TestReading::mapsReadyStates()
{
    QFETCH(QString, state);
    const auto deployment = read(with(samples::listed, u"readyState"_s, state), readDeployment);
    QVERIFY(deployment);
    QCOMPARE(deployment->state.text, state);
    QTEST(deployment->status(), "status");
}

void TestReading::mapsChecks_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<QJsonValue>("conclusion");
    QTest::addColumn<Status>("status");
    QTest::newRow("registered") << u"registered"_s << QJsonValue() << Status::Queued;
    QTest::newRow("running") << u"running"_s << QJsonValue() << Status::Running;
    QTest::newRow("succeeded") << u"completed"_s << QJsonValue(u"succeeded"_s) << Status::Success;
    QTest::newRow("failed") << u"completed"_s << QJsonValue(u"failed"_s) << Status::Failure;
    QTest::newRow("stale") << u"completed"_s << QJsonValue(u"stale"_s) << Status::Skipped;
    QTest::newRow("a new word") << u"completed"_s << QJsonValue(u"foggy"_s) << Status::Unknown;
}

void TestReading::mapsChecks()
{
    QFETCH(QString, phase);
    QFETCH(QJsonValue, conclusion);
    const auto check =
        read(with(with(samples::check, u"status"_s, phase), u"conclusion"_s, conclusion), readDeploymentCheck);
    QVERIFY(check);
    QTEST(check->status(), "status");
}

void TestReading::readsAProject()
{
    const auto project = read(samples::project, readProject);
    QVERIFY(project && project->production && project->lastAliasRequest);
    QCOMPARE(project->repository, u"loop-health/platform"_s);
    QCOMPARE(project->productionBranch, u"main"_s);
    QCOMPARE(project->production->deploymentId, u"dpl_1"_s);
    QCOMPARE(project->production->commit.sha, u"7be02a4"_s);
    QVERIFY(project->lastAliasRequest->kind == AliasRequest::Kind::Rollback);
    QVERIFY(project->lastAliasRequest->state == AliasRequest::State::InProgress);
    QVERIFY(project->hasSpeedInsights);
}

void TestReading::readsAProjectThatNeverWasDeployed()
{
    const auto bare =
        read(R"({"id": "prj_2", "name": "new", "targets": {}, "lastAliasRequest": null})"_ba, readProject);
    QVERIFY(bare);
    QVERIFY(!bare->production && !bare->lastAliasRequest);
    const auto null = read(R"({"id": "prj_2", "name": "new", "targets": {"production": null}})"_ba, readProject);
    QVERIFY(null && !null->production);
}

void TestReading::readsEitherFormOfARolledBackTarget_data()
{
    QTest::addColumn<QJsonValue>("target");
    QTest::addColumn<QString>("id");
    QTest::newRow("an id") << QJsonValue(u"dpl_0"_s) << u"dpl_0"_s;
    for (const QString &name : {u"deploymentId"_s, u"toDeploymentId"_s, u"id"_s})
        QTest::addRow("an object with %s", qPrintable(name))
            << QJsonValue(QJsonObject{{name, u"dpl_0"_s}}) << u"dpl_0"_s;
    QTest::newRow("an object of something else") << QJsonValue(QJsonObject{{u"a"_s, 1}}) << QString();
    QTest::newRow("null") << QJsonValue() << QString();
}

void TestReading::readsEitherFormOfARolledBackTarget()
{
    QFETCH(QJsonValue, target);
    const auto project = read(with(samples::project, u"lastRollbackTarget"_s, target), readProject);
    QVERIFY(project);
    QTEST(project->rolledBackTo, "id");
}

void TestReading::readsThreeShapesOfVariables_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("one variable") << samples::variable;
    QTest::newRow("envs") << QByteArray("{\"envs\": [" + samples::variable + "]}");
    QTest::newRow("envs with paging") << samples::list(samples::variable, "envs");
}

void TestReading::readsThreeShapesOfVariables()
{
    QFETCH(QByteArray, json);
    const auto variables = read(json, readVariableNames);
    QVERIFY(variables);
    QCOMPARE(variables->size(), 1);
    QCOMPARE(variables->first().key, u"CLERK_SECRET_KEY"_s);
    QCOMPARE(variables->first().targets, (QStringList{u"production"_s, u"preview"_s}));
    QCOMPARE(variables->first().updatedAt->toMSecsSinceEpoch(), 1710500000000);
}

void TestReading::keepsNoValueOfAVariable()
{
    // Whatever stands there is passed over, of any type.
    QVERIFY(read(with(samples::variable, u"value"_s, QJsonArray{1}), readVariableName));
    QVERIFY(read(without(samples::variable, u"value"_s), readVariableName));
}

void TestReading::readsOneTargetAsAList()
{
    const auto variable = read(with(samples::variable, u"target"_s, u"production"_s), readVariableName);
    QVERIFY(variable);
    QCOMPARE(variable->targets, QStringList{u"production"_s});
}

QTEST_GUILESS_MAIN(TestReading)
#include "test_reading.moc"
