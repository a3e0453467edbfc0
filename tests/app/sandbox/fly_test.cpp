#include "others_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::sandbox;
using namespace slipway::sandbox::test;
using namespace std::chrono_literals;

namespace {

const QString app = u"/v1/apps/patient-graph-api"_s;
const QString stagingApp = u"/v1/apps/patient-graph-api-staging"_s;

/// The states of a machine's checks, in their order.
QStringList statuses(const QJsonArray &checks)
{
    QStringList list;
    for (const QJsonValue &check : checks)
        list.append(check.toObject().value("status"_L1).toString());
    return list;
}

double value(const Got &answer)
{
    return answer.at(u"data.result.0.value.1"_s).toString().toDouble();
}

QString encoded(const QString &query)
{
    return u"/prometheus/loop-health/api/v1/query?query="_s + QString::fromLatin1(QUrl::toPercentEncoding(query));
}

} // namespace

class TestSandboxFly : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theStoryBeginsAsTold();
    void anUpdateChangesImageEventsAndChecksOverTime();
    void aBrokenImageGoesCritical();
    void aPrunedImageIsRefused();
    void anUpdateNeedsACompleteConfigAndTheRightVersion();
    void aLeaseKeepsOthersOut();
    void aLeaseOfSomebodyElseIsNamed();
    void waitAnswersWhenTheStateIsThereOr408();
    void stopAndStartGoThroughTheirStates();
    void tooManyCallsGive429();
    void secretsShowDigestsAndVersions();
    void metadataIsReadAndChanged();
    void aNewMachineIsCreatedCordonedAndDestroyed();
    void aReleaseCommandEndsAndIsGone();
    void theOrganizationsMachinesComeInPages();
    void releasesAreOpenedAndClosed();
    void graphqlTellsTheHistory();
    void logsGoOn();
    void metricsFollowWhatIsDeployed_data();
    void metricsFollowWhatIsDeployed();
    void aRollbackHealsTheMetrics();
    void metricsRefuseWhatTheyDoNotUnderstand();
    void tokensMayDoWhatTheyMay_data();
    void tokensMayDoWhatTheyMay();
    void aWorkflowRollsOut();
    void theSameSeedTellsTheSameStory();

private:
    QString firstMachine(const QString &of = app) { return world->get(of + "/machines"_L1).at(u"0.id"_s).toString(); }
    std::unique_ptr<World> world;
};

void TestSandboxFly::init()
{
    world = std::make_unique<World>();
    world->where = u"fly/machines"_s;
}

void TestSandboxFly::theStoryBeginsAsTold()
{
    const Got machines = world->get(app + "/machines"_L1);
    QCOMPARE(machines.status, 200);
    QCOMPARE(machines.array().size(), 3);
    QVERIFY(machines.at(u"0.image_ref.labels.GH_SHA"_s).toString().startsWith("c41d9e2"_L1));
    QCOMPARE(machines.at(u"0.config.metadata.fly_release_version"_s).toString(), u"43"_s);
    QCOMPARE(statuses(machines.at(u"0.checks"_s).toArray()), (QStringList{u"passing"_s, u"passing"_s, u"passing"_s}));
    QVERIFY(!machines.header("fly-request-id").isEmpty());

    const Got staging = world->get(stagingApp + "/machines"_L1);
    QCOMPARE(staging.array().size(), 2);
    QCOMPARE(staging.at(u"0.config.metadata.fly_canary"_s).toString(), u"true"_s);
    QVERIFY(staging.at(u"0.image_ref.labels.GH_SHA"_s).toString().startsWith("8d20b6f"_L1));
    QCOMPARE(statuses(staging.at(u"0.checks"_s).toArray()).count(u"critical"_s), 2);
    QCOMPARE(statuses(staging.at(u"1.checks"_s).toArray()).count(u"critical"_s), 0);
    QCOMPARE(staging.at(u"1.config.metadata.fly_release_version"_s).toString(), u"54"_s);
    // Failing since 14:23.
    QVERIFY(staging.at(u"0.checks.1.updated_at"_s).toString().startsWith("2024-03-21T14:23:0"_L1));
}

void TestSandboxFly::anUpdateChangesImageEventsAndChecksOverTime()
{
    const QString path = app + "/machines/"_L1 + firstMachine();
    const Got before = world->get(path);
    world->where = u"fly/api"_s;
    const Got releases = world->get(u"/api/v1/apps/patient-graph-api/releases"_s);
    const QString good = releases.at(u"releases.1.image_ref"_s).toString();
    QVERIFY(good.startsWith("registry.fly.io/patient-graph-api:"_L1));
    world->where = u"fly/machines"_s;

    QJsonObject config = before.at(u"config"_s).toObject();
    config.insert(u"image"_s, good);
    const Got updated = world->post(path, QJsonObject{{u"config"_s, config}});
    QCOMPARE(updated.status, 200);
    QCOMPARE(updated.at(u"state"_s).toString(), u"replacing"_s);
    QVERIFY(updated.at(u"instance_id"_s) != before.at(u"instance_id"_s));
    QVERIFY(updated.at(u"image_ref.labels.GH_SHA"_s).toString().startsWith("3b7a0cd"_L1));
    QVERIFY(updated.at(u"checks"_s).toArray().isEmpty());

    world->pass(1s);
    QCOMPARE(world->get(path).at(u"state"_s).toString(), u"starting"_s);
    world->pass(3s);
    const Got started = world->get(path);
    QCOMPARE(started.at(u"state"_s).toString(), u"started"_s);
    QCOMPARE(started.at(u"events.0.type"_s).toString(), u"start"_s);
    QCOMPARE(started.at(u"events.1.type"_s).toString(), u"update"_s);
    world->pass(10s);
    QCOMPARE(statuses(world->get(path).at(u"checks"_s).toArray()),
             (QStringList{u"passing"_s, u"passing"_s, u"passing"_s}));
    QCOMPARE(world->get(path + "/versions"_L1).array().size(), 4);
    QCOMPARE(world->simulation->ledger().count(u"machine.updated"_s), 1);
}

void TestSandboxFly::aBrokenImageGoesCritical()
{
    const QString path = app + "/machines/"_L1 + firstMachine();
    QJsonObject config = world->get(path).at(u"config"_s).toObject();
    config.insert(u"image"_s, u"registry.fly.io/patient-graph-api:broken-1"_s);
    QCOMPARE(world->post(path, QJsonObject{{u"config"_s, config}}).status, 200);
    world->pass(20s);
    QCOMPARE(statuses(world->get(path).at(u"checks"_s).toArray()),
             (QStringList{u"passing"_s, u"critical"_s, u"critical"_s}));
}

void TestSandboxFly::aPrunedImageIsRefused()
{
    const QString path = app + "/machines/"_L1 + firstMachine();
    QJsonObject config = world->get(path).at(u"config"_s).toObject();
    world->where = u"fly/api"_s;
    const Got releases = world->get(u"/api/v1/apps/patient-graph-api/releases?limit=100"_s);
    QCOMPARE(releases.at(u"releases"_s).toArray().size(), 43);
    world->where = u"fly/machines"_s;
    config.insert(u"image"_s, releases.at(u"releases.42.image_ref"_s));
    const Got refused = world->post(path, QJsonObject{{u"config"_s, config}});
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.at(u"error"_s).toString().contains("MANIFEST_UNKNOWN"_L1));
}

void TestSandboxFly::anUpdateNeedsACompleteConfigAndTheRightVersion()
{
    const QString path = app + "/machines/"_L1 + firstMachine();
    QCOMPARE(world->post(path, QJsonObject{{u"config"_s, QJsonObject{{u"env"_s, QJsonObject()}}}}).status, 400);
    const QJsonObject config = world->get(path).at(u"config"_s).toObject();
    const Got stale = world->post(path, QJsonObject{{u"config"_s, config}, {u"current_version"_s, u"01OLD"_s}});
    QCOMPARE(stale.status, 412);
    QCOMPARE(world->simulation->ledger().count(u"machine.updated"_s), 0);
}

void TestSandboxFly::aLeaseKeepsOthersOut()
{
    const QString path = app + "/machines/"_L1 + firstMachine();
    QCOMPARE(world->get(path + "/lease"_L1).status, 404);
    const Got lease = world->post(path + "/lease?ttl=13"_L1);
    QCOMPARE(lease.status, 201);
    const QByteArray nonce = lease.at(u"data.nonce"_s).toString().toLatin1();
    QCOMPARE(lease.at(u"data.version"_s), world->get(path).at(u"instance_id"_s));

    const QJsonObject update{{u"config"_s, world->get(path).at(u"config"_s).toObject()}};
    QCOMPARE(world->post(path, update).status, 409);
    QCOMPARE(world->post(path + "/lease"_L1).status, 409);
    world->headers = {{"fly-machine-lease-nonce", nonce}};
    QCOMPARE(world->post(path + "/lease?ttl=13"_L1).status, 200);
    QCOMPARE(world->post(path, update).status, 200);

    world->pass(14s);
    const Got late = world->post(path, update);
    QCOMPARE(late.status, 409);
    world->headers.clear();
    QCOMPARE(world->post(path, update).status, 200);
    QCOMPARE(world->simulation->ledger().count(u"machine.updated"_s), 2);
}

void TestSandboxFly::aLeaseOfSomebodyElseIsNamed()
{
    const QString path = app + "/machines/"_L1 + firstMachine();
    const QByteArray nonce = world->post(path + "/lease?ttl=60"_L1).at(u"data.nonce"_s).toString().toLatin1();
    const Got refused = world->post(path + "/cordon"_L1);
    QCOMPARE(refused.status, 409);
    QVERIFY(refused.at(u"error"_s).toString().contains("priya.nair@loop.health"_L1));
    QCOMPARE(world->ask("DELETE", path + "/lease"_L1).status, 409);
    world->headers = {{"fly-machine-lease-nonce", nonce}};
    QCOMPARE(world->ask("DELETE", path + "/lease"_L1).status, 200);
    world->headers.clear();
    QCOMPARE(world->post(path + "/cordon"_L1).status, 200);
}

void TestSandboxFly::waitAnswersWhenTheStateIsThereOr408()
{
    const QString path = app + "/machines/"_L1 + firstMachine();
    const Got before = world->get(path);
    QCOMPARE(world->get(path + "/wait?state=started"_L1).status, 200);
    const Got updated = world->post(path, QJsonObject{{u"config"_s, before.at(u"config"_s).toObject()}});
    const Got there =
        world->get(path + "/wait?state=started&timeout=30&version="_L1 + updated.at(u"instance_id"_s).toString());
    QCOMPARE(there.status, 200);
    QCOMPARE(there.at(u"version"_s), updated.at(u"instance_id"_s));
    const Got never = world->get(path + "/wait?state=stopped&timeout=5&instance_id=x"_L1);
    QCOMPARE(never.status, 408);
    QCOMPARE(world->get(path + "/wait?state=stopped"_L1).status, 400);
    world->isRecording = false;
    QCOMPARE(world->get(path + "/wait?state=flying"_L1).status, 400);
}

void TestSandboxFly::stopAndStartGoThroughTheirStates()
{
    const QString path = app + "/machines/"_L1 + firstMachine();
    QCOMPARE(world->post(path + "/stop"_L1).status, 200);
    QCOMPARE(world->get(path).at(u"state"_s).toString(), u"stopping"_s);
    world->pass(2s);
    const Got stopped = world->get(path);
    QCOMPARE(stopped.at(u"state"_s).toString(), u"stopped"_s);
    QCOMPARE(stopped.at(u"events.0.request.exit_event.requested_stop"_s).toBool(), true);
    QCOMPARE(world->post(path + "/start"_L1).at(u"previous_state"_s).toString(), u"stopped"_s);
    world->pass(5s);
    QCOMPARE(world->get(path).at(u"state"_s).toString(), u"started"_s);
    QCOMPARE(world->post(path + "/restart"_L1).status, 200);
    QCOMPARE(world->get(path).at(u"state"_s).toString(), u"restarting"_s);
    world->pass(5s);
    QCOMPARE(world->post(path + "/suspend"_L1).status, 200);
    world->pass(2s);
    QCOMPARE(world->get(path).at(u"state"_s).toString(), u"suspended"_s);
    QVERIFY(world->get(path + "/events?limit=3"_L1).array().size() == 3);
}

void TestSandboxFly::tooManyCallsGive429()
{
    for (int i = 0; i < 3; ++i)
        QCOMPARE(world->get(app + "/machines"_L1).status, 200);
    const Got refused = world->get(app + "/machines"_L1);
    QCOMPARE(refused.status, 429);
    QVERIFY(!refused.at(u"error"_s).toString().isEmpty());
    world->pass(1s);
    const QString path = app + "/machines/"_L1 + firstMachine();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(world->get(path).status, 200);
    QCOMPARE(world->get(path).status, 429);
}

void TestSandboxFly::secretsShowDigestsAndVersions()
{
    const Got all = world->get(app + "/secrets"_L1);
    QCOMPARE(all.at(u"secrets"_s).toArray().size(), 4);
    const QString updated = world->get(app + "/secrets/DATABASE_URL"_L1).at(u"updated_at"_s).toString();
    QVERIFY(updated.startsWith("2023-12-15"_L1)); // 97 days before
    const Got set = world->post(
        app + "/secrets"_L1,
        QJsonObject{{u"values"_s, QJsonObject{{u"DATABASE_URL"_s, u"a"_s}, {u"OPENAI_API_KEY"_s, QJsonValue()}}}});
    QCOMPARE(set.status, 200);
    QCOMPARE(set.at(u"secrets"_s).toArray().size(), 3);
    QVERIFY(set.at(u"version"_s).toInteger() > 1);
    QVERIFY(!set.body.contains("\"value\""));
    QVERIFY(!QJsonDocument(world->simulation->ledger().toJson()).toJson().contains("\"a\""));
    QCOMPARE(world->post(app + "/secrets/NEW"_L1, QJsonObject{{u"value"_s, u"b"_s}}).status, 201);
    QCOMPARE(world->ask("DELETE", app + "/secrets/NEW"_L1).status, 200);
    QCOMPARE(world->get(app + "/secrets/NEW"_L1).status, 404);
}

void TestSandboxFly::metadataIsReadAndChanged()
{
    const QString path = app + "/machines/"_L1 + firstMachine() + "/metadata"_L1;
    QCOMPARE(world->get(path).at(u"fly_process_group"_s).toString(), u"app"_s);
    QCOMPARE(world->post(path + "/colour"_L1, QJsonObject{{u"value"_s, u"blue"_s}}).status, 204);
    QCOMPARE(world->get(path + "/colour"_L1).at(u"value"_s).toString(), u"blue"_s);
    QCOMPARE(world->ask("DELETE", path + "/colour"_L1).status, 204);
    world->pass(2s);
    QCOMPARE(world->get(path + "/colour"_L1).status, 404);
    const QJsonObject stale{{u"machine_version"_s, u"01OLD"_s}, {u"metadata"_s, QJsonObject{{u"a"_s, u"b"_s}}}};
    QCOMPARE(world->send("PATCH", path, stale).status, 412);
}

void TestSandboxFly::aNewMachineIsCreatedCordonedAndDestroyed()
{
    const QJsonObject config = world->get(app + "/machines"_L1).at(u"0.config"_s).toObject();
    const Got created = world->post(app + "/machines"_L1,
                                    QJsonObject{{u"config"_s, config},
                                                {u"region"_s, u"fra"_s},
                                                {u"lease_ttl"_s, 10},
                                                {u"skip_service_registration"_s, true}});
    QCOMPARE(created.status, 200);
    QCOMPARE(created.at(u"cordoned"_s).toBool(), true);
    const QString path = app + "/machines/"_L1 + created.at(u"id"_s).toString();
    QCOMPARE(world->post(path + "/uncordon"_L1).status, 409);
    world->headers = {{"fly-machine-lease-nonce", created.at(u"nonce"_s).toString().toLatin1()}};
    QCOMPARE(world->post(path + "/uncordon"_L1).status, 200);
    world->pass(5s);
    QCOMPARE(world->ask("DELETE", path).status, 412);
    QCOMPARE(world->ask("DELETE", path + "?force=true"_L1).status, 200);
    world->headers.clear();
    world->pass(1s);
    QCOMPARE(world->get(path).status, 404);
    QCOMPARE(world->get(app + "/machines"_L1).array().size(), 3);
}

void TestSandboxFly::aReleaseCommandEndsAndIsGone()
{
    const QString image = world->get(app + "/machines"_L1).at(u"0.config.image"_s).toString();
    const QJsonObject config{{u"image"_s, image},
                             {u"auto_destroy"_s, true},
                             {u"metadata"_s, QJsonObject{{u"fly_process_group"_s, u"fly_app_release_command"_s}}}};
    const Got created = world->post(app + "/machines"_L1, QJsonObject{{u"config"_s, config}, {u"skip_launch"_s, true}});
    const QString id = created.at(u"id"_s).toString();
    world->pass(2s);
    QCOMPARE(world->post(app + "/machines/"_L1 + id + "/start"_L1).status, 200);
    QCOMPARE(world->get(app + "/machines/"_L1 + id + "/wait?state=destroyed&timeout=30"_L1).status, 200);
    QCOMPARE(world->get(app + "/machines/"_L1 + id).status, 404);
    const QJsonArray machines = world->get(app + "/machines?include_deleted=true"_L1).array();
    const QJsonObject last = machines.last().toObject();
    QCOMPARE(last.value("id"_L1).toString(), id);
    const QJsonObject exit = last.value("events"_L1).toArray().first().toObject();
    QCOMPARE(exit.value("type"_L1).toString(), u"exit"_s);
    QCOMPARE(exit.value("request"_L1).toObject().value("exit_event"_L1).toObject().value("exit_code"_L1).toInt(-1), 0);
}

void TestSandboxFly::theOrganizationsMachinesComeInPages()
{
    const Got first = world->get(u"/v1/orgs/loop-health/machines?limit=3"_s);
    QCOMPARE(first.at(u"machines"_s).toArray().size(), 3);
    const QString cursor = first.at(u"next_cursor"_s).toString();
    const Got second = world->get(u"/v1/orgs/loop-health/machines?limit=3&cursor="_s + cursor);
    QCOMPARE(second.at(u"machines"_s).toArray().size(), 2);
    QVERIFY(second.at(u"next_cursor"_s).isUndefined());
    QCOMPARE(world->get(u"/v1/apps?org_slug=loop-health"_s).at(u"total_apps"_s).toInt(), 2);
    QCOMPARE(world->get(u"/v1/apps/nobody"_s).status, 404);
    QCOMPARE(world->get(u"/v1/apps/patient-graph-api"_s).at(u"machine_count"_s).toInt(), 3);
}

void TestSandboxFly::releasesAreOpenedAndClosed()
{
    world->where = u"fly/api"_s;
    const QJsonObject wish{{u"app_name"_s, u"patient-graph-api"_s},
                           {u"image"_s, u"registry.fly.io/patient-graph-api:x"_s},
                           {u"definition"_s, QJsonObject{{u"app"_s, u"kept"_s}}},
                           {u"strategy"_s, u"ROLLING"_s}};
    const Got made = world->post(u"/api/v1/releases"_s, wish);
    QCOMPARE(made.status, 201);
    QCOMPARE(made.at(u"release.version"_s).toInt(), 44);
    QCOMPARE(made.at(u"release.in_progress"_s).toBool(), true);
    const QString path = u"/api/v1/releases/"_s + made.at(u"release.id"_s).toString();
    QCOMPARE(world->send("PATCH", path, QJsonObject{{u"status"_s, u"complete"_s}}).at(u"stable"_s).toBool(), true);
    QCOMPARE(world->get(u"/api/v1/apps/patient-graph-api/releases/current"_s).at(u"version"_s).toInt(), 44);
    const QString question = u"query($appName:String!){app(name:$appName){releases:releasesUnprocessed(first:1)"
                             "{nodes{configDefinition}}}}"_s;
    const Got told = world->post(
        u"/graphql"_s,
        QJsonObject{{u"query"_s, question}, {u"variables"_s, QJsonObject{{u"appName"_s, u"patient-graph-api"_s}}}});
    QCOMPARE(told.at(u"data.app.releases.nodes.0.configDefinition.app"_s).toString(), u"kept"_s);
    world->isRecording = false;
    QCOMPARE(world->send("PATCH", path, QJsonObject{{u"status"_s, u"great"_s}}).status, 422);
}

void TestSandboxFly::graphqlTellsTheHistory()
{
    world->where = u"fly/api"_s;
    const QString query =
        u"query($appName:String!,$limit:Int!){app(name:$appName){releases:releasesUnprocessed(first:$limit)"
        "{nodes{id version status}}}}"_s;
    const QJsonObject variables{{u"appName"_s, u"patient-graph-api"_s}, {u"limit"_s, 5}};
    const Got answer = world->post(u"/graphql"_s, QJsonObject{{u"query"_s, query}, {u"variables"_s, variables}});
    QCOMPARE(answer.at(u"data.app.releases.nodes"_s).toArray().size(), 5);
    QCOMPARE(answer.at(u"data.app.releases.nodes.0.version"_s).toInt(), 43);
    const Got unknown = world->post(u"/graphql"_s, QJsonObject{{u"query"_s, u"{weather}"_s}});
    QCOMPARE(unknown.status, 200);
    QVERIFY(!unknown.at(u"errors.0.message"_s).toString().isEmpty());
}

void TestSandboxFly::logsGoOn()
{
    world->where = u"fly/api"_s;
    const QString path = u"/api/v1/apps/patient-graph-api/logs"_s;
    const Got first = world->get(path);
    QVERIFY(first.at(u"data"_s).toArray().size() >= 90);
    const QString token = first.at(u"meta.next_token"_s).toString();
    QCOMPARE(world->get(path + "?next_token="_L1 + token).at(u"data"_s).toArray().size(), 0);
    world->pass(10s);
    QCOMPARE(world->get(path + "?next_token="_L1 + token).at(u"data"_s).toArray().size(), 3);
}

void TestSandboxFly::metricsFollowWhatIsDeployed_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("at");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");

    const QString share = u"sum(rate(fly_app_http_responses_count{app=\"patient-graph-api\",status=~\"5..\"}[5m])) / "
                          "sum(rate(fly_app_http_responses_count{app=\"patient-graph-api\"}[5m]))"_s;
    const QString p95 = u"histogram_quantile(0.95, sum(rate(fly_app_http_response_time_seconds_bucket"
                        "{app=\"patient-graph-api\"}[5m])) by (le))"_s;
    QTest::newRow("error share of v43") << share << u"2024-03-21T14:32:00Z"_s << 0.0305 << 0.0315;
    QTest::newRow("error share of v42") << share << u"2024-03-21T12:00:00Z"_s << 0.0044 << 0.0060;
    QTest::newRow("p95 of v43") << p95 << u"2024-03-21T14:32:00Z"_s << 0.605 << 0.619;
    QTest::newRow("p95 of v42") << p95 << u"2024-03-21T12:00:00Z"_s << 0.470 << 0.5;
    QTest::newRow("p95, grouping first")
        << u"histogram_quantile(0.95, sum by (le) (rate(fly_app_http_response_time_seconds_bucket"
           "{app=\"patient-graph-api\"}[5m])))"_s
        << u"2024-03-21T14:32:00Z"_s << 0.605 << 0.619;
    QTest::newRow("instances that are up")
        << u"sum(fly_instance_up{app=\"patient-graph-api\"})"_s << u"2024-03-21T14:32:00Z"_s << 3.0 << 3.0;
    QTest::newRow("processor")
        << u"avg(sum(rate(fly_instance_cpu{app=\"patient-graph-api\",mode!=\"idle\"}[5m])) by (instance) / 100)"_s
        << u"2024-03-21T14:32:00Z"_s << 0.1 << 0.9;
    QTest::newRow("memory") << u"avg(1 - fly_instance_memory_mem_available{app=\"patient-graph-api\"} / "
                               "fly_instance_memory_mem_total{app=\"patient-graph-api\"})"_s
                            << u"2024-03-21T14:32:00Z"_s << 0.5 << 0.6;
    QTest::newRow("requests a second") << u"sum(rate(fly_edge_http_responses_count{app=\"patient-graph-api\"}[5m]))"_s
                                       << u"2024-03-21T14:32:00Z"_s << 35.0 << 50.0;
}

void TestSandboxFly::metricsFollowWhatIsDeployed()
{
    QFETCH(QString, query);
    QFETCH(QString, at);
    QFETCH(double, low);
    QFETCH(double, high);
    world->where = u"fly/metrics"_s;
    world->scheme = "FlyV1";
    const Got answer = world->get(encoded(query) + "&time="_L1 + at);
    QCOMPARE(answer.status, 200);
    QVERIFY2(value(answer) >= low && value(answer) <= high, answer.body.constData());
}

void TestSandboxFly::aRollbackHealsTheMetrics()
{
    const QString share =
        encoded(u"sum(rate(fly_app_http_responses_count{app=\"patient-graph-api\",status=~\"5..\"}[1m])) / "
                "sum(rate(fly_app_http_responses_count{app=\"patient-graph-api\"}[1m]))"_s);
    world->where = u"fly/api"_s;
    const QString good =
        world->get(u"/api/v1/apps/patient-graph-api/releases"_s).at(u"releases.1.image_ref"_s).toString();
    world->where = u"fly/machines"_s;
    const QJsonArray machines = world->get(app + "/machines"_L1).array();
    for (const QJsonValue &machine : machines) {
        QJsonObject config = machine.toObject().value("config"_L1).toObject();
        config.insert(u"image"_s, good);
        QCOMPARE(world
                     ->post(app + "/machines/"_L1 + machine.toObject().value("id"_L1).toString(),
                            QJsonObject{{u"config"_s, config}})
                     .status,
                 200);
    }
    world->pass(3min);
    world->where = u"fly/metrics"_s;
    QVERIFY(value(world->get(share)) < 0.007);
    const Got range = world->get(QString(share).replace("/query?"_L1, "/query_range?"_L1)
                                 + "&start=2024-03-21T14:00:00Z&end=2024-03-21T14:34:00Z&step=60"_L1);
    QCOMPARE(range.at(u"data.resultType"_s).toString(), u"matrix"_s);
    QCOMPARE(range.at(u"data.result.0.values"_s).toArray().size(), 35);
}

void TestSandboxFly::metricsRefuseWhatTheyDoNotUnderstand()
{
    world->where = u"fly/metrics"_s;
    QCOMPARE(world->get(encoded(u"sum(rate(x{"_s)).status, 400);
    QCOMPARE(world->get(encoded(u"holt_winters(x[5m])"_s)).status, 422);
    QCOMPARE(world->get(encoded(u"unknown_metric"_s)).at(u"data.result"_s).toArray().size(), 0);
    QCOMPARE(world->get(u"/prometheus/others/api/v1/query?query=1"_s).status, 403);
}

void TestSandboxFly::tokensMayDoWhatTheyMay_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("write");
    QTest::addColumn<int>("own");

    QTest::newRow("none") << "none"_ba << 401 << 401 << 401;
    QTest::newRow("wrong") << "fm2_wrong"_ba << 401 << 401 << 401;
    QTest::newRow("read only") << "fm2_demo_read_only_token"_ba << 200 << 403 << 200;
    QTest::newRow("missing scopes") << "fm2_demo_other_application_token"_ba << 403 << 403 << 200;
    QTest::newRow("full") << "fm2_demo_full_organisation_token"_ba << 200 << 200 << 200;
}

void TestSandboxFly::tokensMayDoWhatTheyMay()
{
    QFETCH(QByteArray, token);
    QFETCH(int, read);
    QFETCH(int, write);
    QFETCH(int, own);
    const QString path = app + "/machines/"_L1 + firstMachine();
    for (const QByteArray &scheme : {"Bearer"_ba, "FlyV1"_ba}) {
        world->scheme = scheme;
        world->token = token;
        QCOMPARE(world->get(path).status, read);
        QCOMPARE(world->post(path + "/cordon"_L1).status, write);
        QCOMPARE(world->get(u"/v1/tokens/current"_s).status, own);
    }
}

void TestSandboxFly::aWorkflowRollsOut()
{
    JobEvent job;
    job.workflow = u"patient-graph-ci-cd.yml"_s;
    job.environment = u"production"_s;
    job.commit = u"d3e84b0"_s.leftJustified(40, u'0');
    job.conclusion = u"success"_s;
    emit world->simulation->jobFinished(job);
    world->pass(30s);
    const Got machines = world->get(app + "/machines"_L1);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(machines.at(u"%1.image_ref.labels.GH_SHA"_s.arg(i)).toString(), job.commit);
    world->where = u"fly/api"_s;
    const Got release = world->get(u"/api/v1/apps/patient-graph-api/releases/current"_s);
    QCOMPARE(release.at(u"version"_s).toInt(), 44);
    QCOMPARE(release.at(u"status"_s).toString(), u"complete"_s);
}

void TestSandboxFly::theSameSeedTellsTheSameStory()
{
    World other(7);
    World different(8);
    other.where = different.where = u"fly/machines"_s;
    const QByteArray here = world->get(app + "/machines"_L1).body;
    QCOMPARE(other.get(app + "/machines"_L1).body, here);
    QVERIFY(different.get(app + "/machines"_L1).body != here);
}

QTEST_GUILESS_MAIN(TestSandboxFly)
#include "fly_test.moc"
