#include "others_world.h"

#include "sandbox/scenarios/large_others.h"
#include "sandbox/scenarios/large_plan.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::sandbox;
using namespace slipway::sandbox::test;
using namespace std::chrono_literals;

namespace {

const QString organization = u"/api/0/organizations/loop-health/"_s;
const QString badRelease = u"patient-graph-api@c41d9e2"_s;

} // namespace

class TestSandboxSentry : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sessionsGiveTheCrashRates_data();
    void sessionsGiveTheCrashRates();
    void ratesAreNullWithoutSessions();
    void paintTimesAndErrorsComeAsSeries();
    void errorsFollowTheDeployment();
    void issuesOfAReleaseAreFound();
    void anIssueIsResolved();
    void releasesAreDeclaredOnce();
    void releasesAndDeploysAreListed();
    void listsComeInPages();
    void accountProjectsAndKeys();
    void badQueriesAreRefused_data();
    void badQueriesAreRefused();
    void tokensMayDoWhatTheyMay_data();
    void tokensMayDoWhatTheyMay();
    void slackTakesMessages();
    void slackSaysWhatIsWrong_data();
    void slackSaysWhatIsWrong();
    void slackLimitsEachWebhook();
    void theLargeStoryStartsQuickly();

private:
    std::unique_ptr<World> world;
};

void TestSandboxSentry::init()
{
    world = std::make_unique<World>();
    world->where = u"sentry/api"_s;
}

void TestSandboxSentry::sessionsGiveTheCrashRates_data()
{
    QTest::addColumn<QString>("project");
    QTest::addColumn<double>("percent");

    QTest::newRow("my") << u"my-loop-health"_s << 0.08;
    QTest::newRow("admin") << u"admin-loop-health"_s << 0.02;
    QTest::newRow("luna") << u"luna-loop-health"_s << 0.31;
    QTest::newRow("docs") << u"docs-loop-health"_s << 0.0;
}

void TestSandboxSentry::sessionsGiveTheCrashRates()
{
    QFETCH(QString, project);
    QFETCH(double, percent);
    const Got got = world->get(organization
                               + u"sessions/?field=sum(session)&field=crash_rate(session)&interval=1h"
                                 "&statsPeriod=24h&environment=production&project="_s
                               + project);
    QCOMPARE(got.status, 200);
    const QJsonObject totals = got.at(u"groups.0.totals"_s).toObject();
    QCOMPARE(qRound(totals.value("crash_rate(session)"_L1).toDouble() * 10'000.0), qRound(percent * 100.0));
    QVERIFY(totals.value("sum(session)"_L1).toDouble() > 1000.0);
    QCOMPARE(got.at(u"intervals"_s).toArray().size(),
             got.at(u"groups.0.series"_s).toObject().value("sum(session)"_L1).toArray().size());
}

void TestSandboxSentry::ratesAreNullWithoutSessions()
{
    const Got got = world->get(organization
                               + u"sessions/?field=crash_free_rate(session)&statsPeriod=1h&interval=1h"
                                 "&project=my-loop-health&query=release:my-loop-health@3.4.0"_s);
    QVERIFY(got.at(u"groups.0.totals"_s).toObject().value("crash_free_rate(session)"_L1).isNull());
    const Got grouped = world->get(organization
                                   + u"sessions/?field=sum(session)&statsPeriod=24h&interval=1d"
                                     "&project=patient-graph-api&environment=production&groupBy=release"_s);
    QCOMPARE(grouped.at(u"groups"_s).toArray().size(), 2);
}

void TestSandboxSentry::paintTimesAndErrorsComeAsSeries()
{
    const Got lcp = world->get(organization
                               + u"events-timeseries/?dataset=spans&yAxis=p75(measurements.lcp)"
                                 "&statsPeriod=24h&interval=3600&project=luna-loop-health"_s);
    const QJsonArray values = lcp.at(u"timeSeries.0.values"_s).toArray();
    QVERIFY(values.size() >= 24);
    const double last = values.last().toObject().value("value"_L1).toDouble();
    QVERIFY2(last > 2150.0 && last < 2250.0, QByteArray::number(last).constData());
    QCOMPARE(lcp.at(u"timeSeries.0.meta.valueUnit"_s).toString(), u"millisecond"_s);
    QCOMPARE(values.last().toObject().value("incomplete"_L1).toBool(), true);
}

void TestSandboxSentry::errorsFollowTheDeployment()
{
    const QString path = organization
        + u"events-timeseries/?dataset=errors&yAxis=count()&project=patient-graph-api"
          "&environment=production&interval=60&start=2024-03-21T14:10:00Z&end=2024-03-21T14:%1:00Z"_s;
    const QJsonArray before = world->get(path.arg(31)).at(u"timeSeries.0.values"_s).toArray();
    const auto at = [](const QJsonArray &values, int minute) {
        return values.at(minute).toObject().value("value"_L1).toDouble();
    };
    QVERIFY(at(before, 15) > 4.0 * at(before, 5));

    world->where = u"fly/machines"_s;
    const QString app = u"/v1/apps/patient-graph-api/machines"_s;
    const QJsonArray machines = world->get(app).array();
    for (const QJsonValue &machine : machines)
        QCOMPARE(world->post(app + u'/' + machine.toObject().value("id"_L1).toString() + "/stop"_L1).status, 200);
    world->pass(10min);
    world->where = u"sentry/api"_s;
    const QJsonArray after = world->get(path.arg(41)).at(u"timeSeries.0.values"_s).toArray();
    QVERIFY(at(after, 20) > 0.0);
    QCOMPARE(at(after, 28), 0.0);
}

void TestSandboxSentry::issuesOfAReleaseAreFound()
{
    const Got releases = world->get(organization + u"releases/?query="_s + badRelease);
    QCOMPARE(releases.array().size(), 1);
    const QString version = releases.at(u"0.version"_s).toString();
    const QString path = organization + u"issues/?statsPeriod=24h&query="_s
        + QString::fromLatin1(QUrl::toPercentEncoding(u"firstRelease:\"%1\" is:unresolved"_s.arg(version)));
    const Got found = world->get(path);
    QCOMPARE(found.array().size(), 1);
    QCOMPARE(found.at(u"0.substatus"_s).toString(), u"new"_s);
    const int count = found.at(u"0.count"_s).toString().toInt();
    QVERIFY2(count > 500, found.at(u"0.count"_s).toString().toLatin1().constData());
    world->pass(5min);
    QVERIFY(world->get(path).at(u"0.count"_s).toString().toInt() > count);
    QVERIFY(world->get(organization + u"issues/"_s).array().size() >= 6);
}

void TestSandboxSentry::anIssueIsResolved()
{
    const Got all = world->get(organization + u"issues/?sort=freq"_s);
    const QString path = organization + u"issues/%1/"_s.arg(all.at(u"0.id"_s).toString());
    QCOMPARE(world->send("PUT", path, QJsonObject{{u"status"_s, u"resolved"_s}}).at(u"status"_s).toString(),
             u"resolved"_s);
    QCOMPARE(world->get(organization + u"issues/"_s).array().size(), all.array().size() - 1);
    world->isRecording = false;
    QCOMPARE(world->send("PUT", path, QJsonObject{{u"status"_s, u"gone"_s}}).status, 400);
    QCOMPARE(world->get(organization + u"issues/1/"_s).status, 404);
}

void TestSandboxSentry::releasesAreDeclaredOnce()
{
    const QJsonObject wish{{u"version"_s, u"my-loop-health@3.12.2"_s},
                           {u"projects"_s, QJsonArray{u"my-loop-health"_s}}};
    QCOMPARE(world->post(organization + u"releases/"_s, wish).status, 201);
    QCOMPARE(world->post(organization + u"releases/"_s, wish).status, 208);
    QCOMPARE(world->simulation->ledger().count(u"release.created"_s), 1);
    const QString path = organization + u"releases/my-loop-health%403.12.2/"_s;
    QCOMPARE(world->send("PUT", path, QJsonObject{{u"dateReleased"_s, u"2024-03-21T14:30:00Z"_s}}).status, 200);
    QCOMPARE(world->post(path + "deploys/"_L1, QJsonObject{{u"environment"_s, u"production"_s}}).status, 201);
    QCOMPARE(world->get(path).at(u"lastDeploy.environment"_s).toString(), u"production"_s);
    world->isRecording = false;
    QCOMPARE(world->post(organization + u"releases/"_s, QJsonObject{{u"projects"_s, QJsonArray{}}}).status, 400);
}

void TestSandboxSentry::releasesAndDeploysAreListed()
{
    const Got newest =
        world->get(organization + u"releases/?per_page=1&environment=production&project=patient-graph-api"_s);
    QVERIFY(newest.at(u"0.version"_s).toString().startsWith(badRelease));
    const Got deploys = world->get(organization + u"releases/admin-loop-health%401.48.0/deploys/"_s);
    QCOMPARE(deploys.array().size(), 2);
    QCOMPARE(world->get(organization + u"releases/nothing/"_s).status, 404);
}

void TestSandboxSentry::listsComeInPages()
{
    const Got first = world->get(organization + u"releases/?per_page=20"_s);
    QCOMPARE(first.array().size(), 20);
    QVERIFY(first.header("link").contains("rel=\"next\"; results=\"true\"; cursor=\"0:20:0\""));
    const Got last = world->get(organization + u"releases/?per_page=20&cursor=0:40:0"_s);
    QVERIFY(last.header("link").contains("rel=\"next\"; results=\"false\""));
    QVERIFY(last.header("link").contains("rel=\"previous\"; results=\"true\""));
    QVERIFY(!last.header("x-sentry-rate-limit-remaining").isEmpty());
}

void TestSandboxSentry::accountProjectsAndKeys()
{
    QCOMPARE(world->get(u"/api/0/organizations/"_s).at(u"0.slug"_s).toString(), u"loop-health"_s);
    QCOMPARE(world->get(u"/api/0/"_s).at(u"version"_s).toString(), u"0"_s);
    QCOMPARE(world->get(organization).status, 200);
    QCOMPARE(world->get(organization + u"projects/"_s).array().size(), 5);
    QCOMPARE(world->get(organization + u"environments/"_s).array().size(), 2);
    QVERIFY(
        !world->get(u"/api/0/projects/loop-health/my-loop-health/keys/"_s).at(u"0.dsn.public"_s).toString().isEmpty());
    QCOMPARE(world->get(organization + u"events/?dataset=errors&field=count()&field=project&statsPeriod=1h"_s)
                 .at(u"data"_s)
                 .toArray()
                 .size(),
             5);
    QCOMPARE(world->get(organization + u"detectors/"_s).status, 200);
    QCOMPARE(world->get(u"/api/0/organizations/other/"_s).status, 404);
    world->isRecording = false;
    QCOMPARE(world->get(u"/api/0/organizations"_s).status, 404);
}

void TestSandboxSentry::badQueriesAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("sessions without a field") << u"sessions/?statsPeriod=1d"_s;
    QTest::newRow("an unknown field") << u"sessions/?field=sum(cats)&statsPeriod=1d"_s;
    QTest::newRow("an interval that does not divide a day") << u"sessions/?field=sum(session)&interval=5h"_s;
    QTest::newRow("too many points") << u"events-timeseries/?dataset=errors&statsPeriod=90d&interval=60"_s;
    QTest::newRow("an unknown dataset") << u"events-timeseries/?dataset=weather"_s;
    QTest::newRow("an unknown project") << u"issues/?project=nobody"_s;
    QTest::newRow("a period in words") << u"issues/?statsPeriod=yesterday"_s;
}

void TestSandboxSentry::badQueriesAreRefused()
{
    world->isRecording = false;
    QFETCH(QString, path);
    const Got got = world->get(organization + path);
    QCOMPARE(got.status, 400);
    QVERIFY(!got.at(u"detail"_s).toString().isEmpty());
}

void TestSandboxSentry::tokensMayDoWhatTheyMay_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("write");
    QTest::newRow("none") << "none"_ba << 401 << 401;
    QTest::newRow("wrong") << "sntrys_wrong"_ba << 401 << 401;
    QTest::newRow("read only") << "sntrys_demo_read_only"_ba << 200 << 403;
    QTest::newRow("missing scopes") << "sntrys_demo_team_only"_ba << 403 << 403;
}

void TestSandboxSentry::tokensMayDoWhatTheyMay()
{
    QFETCH(QByteArray, token);
    QFETCH(int, read);
    QFETCH(int, write);
    world->token = token;
    QCOMPARE(world->get(organization + u"releases/"_s).status, read);
    const QJsonObject wish{{u"version"_s, u"x"_s}, {u"projects"_s, QJsonArray{u"my-loop-health"_s}}};
    QCOMPARE(world->post(organization + u"releases/"_s, wish).status, write);
}

void TestSandboxSentry::slackTakesMessages()
{
    world->where = u"slack/hooks"_s;
    const QJsonObject urls = world->service(u"slack/hooks"_s).readyFacts({}).value("slackWebhooks"_L1).toObject();
    QCOMPARE(urls.size(), 3);
    const Got posted = world->post(urls.value("deployments"_L1).toString(), QJsonObject{{u"text"_s, u"v44 is live"_s}});
    QCOMPARE(posted.status, 200);
    QCOMPARE(posted.body, "ok"_ba);
    QCOMPARE(world->simulation->ledger().count(u"message.posted"_s, u"deployments"_s), 1);
    const Got unknown = world->post(u"/services/T/B/X"_s, QJsonObject{{u"text"_s, u"?"_s}});
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.body, "no_service"_ba);
}

void TestSandboxSentry::slackSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("no JSON") << "hello"_ba << "invalid_payload"_ba;
    QTest::newRow("nothing to say") << R"({"text":""})"_ba << "no_text"_ba;
    QTest::newRow("keys that Slack does not know") << R"({"text":"x","status":"ok"})"_ba << "invalid_payload"_ba;
    QTest::newRow("a block of no kind") << R"({"blocks":[{"type":"poem"}]})"_ba << "invalid_blocks"_ba;
    QTest::newRow("a section without text") << R"({"blocks":[{"type":"section"}]})"_ba << "invalid_blocks"_ba;
}

void TestSandboxSentry::slackSaysWhatIsWrong()
{
    world->isRecording = false;
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, word);
    world->where = u"slack/hooks"_s;
    const QJsonObject urls = world->service(u"slack/hooks"_s).readyFacts({}).value("slackWebhooks"_L1).toObject();
    const Got refused = world->ask("POST", urls.value("incidents"_L1).toString(), payload);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.body, word);
}

void TestSandboxSentry::slackLimitsEachWebhook()
{
    world->where = u"slack/hooks"_s;
    const QJsonObject urls = world->service(u"slack/hooks"_s).readyFacts({}).value("slackWebhooks"_L1).toObject();
    const QString url = urls.value("engineering"_L1).toString();
    const QJsonObject message{{u"text"_s, u"again"_s}};
    for (int i = 0; i < 4; ++i)
        QCOMPARE(world->post(url, message).status, 200);
    const Got refused = world->post(url, message);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.header("retry-after"), "1"_ba);
    world->pass(2s);
    QCOMPARE(world->post(url, message).status, 200);
}

void TestSandboxSentry::theLargeStoryStartsQuickly()
{
    QElapsedTimer timer;
    timer.start();
    World large(1, largeOthers);
    qInfo("made in %lld ms", timer.elapsed());
    const QString owner = large::organization();
    large.where = u"fly/machines"_s;
    const Got apps = large.get(u"/v1/apps?org_slug="_s + owner);
    QCOMPARE(apps.at(u"total_apps"_s).toInt(), 200);
    int machines = 0;
    const QJsonArray all = apps.at(u"apps"_s).toArray();
    for (const QJsonValue &app : all)
        machines += app.toObject().value("machine_count"_L1).toInt();
    QCOMPARE(machines, 2000);

    large.where = u"vercel/api"_s;
    timer.restart();
    const QString project = large::applicationName(large::FlyApplications);
    const Got page = large.get(u"/v7/deployments?limit=100&slug=%1&projectId=%2"_s.arg(owner, project));
    QCOMPARE(page.at(u"deployments"_s).toArray().size(), 100);
    const QString id = page.at(u"deployments.7.uid"_s).toString();
    QCOMPARE(large.get(u"/v13/deployments/%1?slug=%2"_s.arg(id, owner)).at(u"id"_s).toString(), id);
    const Got production = large.get(u"/v9/projects/%1?slug=%2"_s.arg(project, owner));
    QCOMPARE(production.at(u"targets.production.meta.githubCommitSha"_s).toString(),
             large::liveCommit(large::FlyApplications, u"production"_s));
    large.where = u"sentry/api"_s;
    QCOMPARE(large.get(u"/api/0/organizations/%1/projects/?cursor=0:100:0"_s.arg(owner)).array().size(), 100);
    qInfo("asked in %lld ms", timer.elapsed());
}

QTEST_GUILESS_MAIN(TestSandboxSentry)
#include "sentry_slack_test.moc"
