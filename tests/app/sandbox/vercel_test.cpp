#include "others_world.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace slipway::sandbox;
using namespace slipway::sandbox::test;
using namespace std::chrono_literals;

namespace {

QString scoped(const QString &path)
{
    return path + (path.contains(u'?') ? u'&' : u'?') + "teamId=team_loophealth"_L1;
}

} // namespace

class TestSandboxVercel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theStoryBeginsAsTold_data();
    void theStoryBeginsAsTold();
    void previewsNameTheirPullRequests();
    void lunaFinishesItsBuild();
    void aBuildGoesThroughItsStates();
    void aCancelledBuildStays();
    void promotingMovesTheDomainsLater();
    void aRollbackPinsProduction();
    void onlyOneMoveAtATime();
    void aMoveCanBeStruck();
    void aBuildKeepsItsMakersNotes();
    void whatNeverServedCannotBeRolledBackTo();
    void filtersNarrowTheList_data();
    void filtersNarrowTheList();
    void pagesFollowUntil();
    void projectsComeInPages();
    void variablesAreSetAndNeverShown();
    void aPreviewIsNoCandidate();
    void oneDeploymentAndWhatBelongsToIt();
    void peopleAndTeams();
    void withoutTheTeamNothingIsFound();
    void tokensMayDoWhatTheyMay_data();
    void tokensMayDoWhatTheyMay();
    void tooManyRequestsLookLikeVercels();

private:
    QString production(const QString &project = u"my-loop-health"_s)
    {
        return world->get(scoped(u"/v9/projects/"_s + project)).at(u"targets.production.id"_s).toString();
    }
    QString candidate()
    {
        return world->get(scoped(u"/v7/deployments?projectId=my-loop-health&rollbackCandidate=true&limit=1"_s))
            .at(u"deployments.0.uid"_s)
            .toString();
    }
    QString move(const QString &project = u"my-loop-health"_s)
    {
        return world->get(scoped(u"/v9/projects/%1?rollbackInfo=true"_s.arg(project)))
            .at(u"lastAliasRequest.jobStatus"_s)
            .toString();
    }
    std::unique_ptr<World> world;
};

void TestSandboxVercel::init()
{
    world = std::make_unique<World>();
    world->where = u"vercel/api"_s;
}

void TestSandboxVercel::theStoryBeginsAsTold_data()
{
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("live");
    QTest::addColumn<QString>("staging");
    QTest::addColumn<qint64>("minutes");

    QTest::newRow("my") << u"my-loop-health"_s << u"7be02a4"_s << u"a90e4c1"_s << qint64(27 * 60);
    QTest::newRow("admin") << u"admin-loop-health"_s << u"e19f5d0"_s << u"e19f5d0"_s << qint64(5 * 60);
    QTest::newRow("luna") << u"luna-loop-health"_s << u"90c6f1b"_s << u"1f6a2d8"_s << qint64(6 * 24 * 60);
    QTest::newRow("docs") << u"docs-loop-health"_s << u"55a7c3e"_s << u"c07b9e3"_s << qint64(48 * 60);
}

void TestSandboxVercel::theStoryBeginsAsTold()
{
    QFETCH(QString, project);
    QFETCH(QString, live);
    QFETCH(QString, staging);
    QFETCH(qint64, minutes);
    const Got shown = world->get(scoped(u"/v9/projects/"_s + project));
    QCOMPARE(shown.status, 200);
    QVERIFY(shown.at(u"targets.production.meta.githubCommitSha"_s).toString().startsWith(live));
    const qint64 since =
        world->simulation->now().toMSecsSinceEpoch() - shown.at(u"targets.production.readyAt"_s).toInteger();
    QCOMPARE(since / 60'000, minutes);
    const Got develop =
        world->get(scoped(u"/v7/deployments?projectId=%1&branch=develop&state=READY&limit=1"_s.arg(project)));
    QVERIFY(develop.at(u"deployments.0.meta.githubCommitSha"_s).toString().startsWith(staging));
    const qsizetype count =
        world->get(scoped(u"/v7/deployments?limit=100&projectId="_s + project)).at(u"deployments"_s).toArray().size();
    QVERIFY2(count >= 20 && count <= 60, QByteArray::number(count).constData());
}

void TestSandboxVercel::previewsNameTheirPullRequests()
{
    const Got failed = world->get(scoped(u"/v7/deployments?projectId=my-loop-health&branch=my/encounter-timeline"_s));
    QCOMPARE(failed.at(u"deployments.0.meta.githubPrId"_s).toString(), u"618"_s);
    QCOMPARE(failed.at(u"deployments.0.readyState"_s).toString(), u"ERROR"_s);
}

void TestSandboxVercel::lunaFinishesItsBuild()
{
    const QString path = scoped(u"/v7/deployments?projectId=luna-loop-health&target=production&limit=2"_s);
    const Got building = world->get(path);
    QCOMPARE(building.at(u"deployments.0.readyState"_s).toString(), u"BUILDING"_s);
    const auto at = [&](const QString &member) { return building.at(member).toDouble(); };
    const double usual = at(u"deployments.1.ready"_s) - at(u"deployments.1.buildingAt"_s);
    const double elapsed =
        static_cast<double>(world->simulation->now().toMSecsSinceEpoch()) - at(u"deployments.0.buildingAt"_s);
    QCOMPARE(qRound(100.0 * elapsed / usual), 62);

    world->pass(3min);
    const Got ready = world->get(path);
    QCOMPARE(ready.at(u"deployments.0.readyState"_s).toString(), u"READY"_s);
    QCOMPARE(ready.at(u"deployments.0.readySubstate"_s).toString(), u"PROMOTED"_s);
    QCOMPARE(production(u"luna-loop-health"_s), ready.at(u"deployments.0.uid"_s).toString());
    QCOMPARE(world->simulation->ledger().count(u"domains.moved"_s, u"luna-loop-health"_s), 1);
}

void TestSandboxVercel::aBuildGoesThroughItsStates()
{
    const QJsonObject wish{
        {u"name"_s, u"my-loop-health"_s}, {u"target"_s, u"production"_s}, {u"deploymentId"_s, production()}};
    const Got made = world->post(scoped(u"/v13/deployments?forceNew=1"_s), wish);
    QCOMPARE(made.status, 200);
    QCOMPARE(made.at(u"readyState"_s).toString(), u"QUEUED"_s);
    const QString path = scoped(u"/v13/deployments/"_s + made.at(u"id"_s).toString());
    world->pass(3s);
    QCOMPARE(world->get(path).at(u"readyState"_s).toString(), u"INITIALIZING"_s);
    world->pass(10s);
    QCOMPARE(world->get(path).at(u"readyState"_s).toString(), u"BUILDING"_s);
    const Got events = world->get(scoped(u"/v3/deployments/%1/events"_s.arg(made.at(u"id"_s).toString())));
    QVERIFY(!events.array().isEmpty());
    world->pass(3min);
    QCOMPARE(world->get(path).at(u"readyState"_s).toString(), u"READY"_s);
    QCOMPARE(world->get(path).at(u"aliasAssigned"_s).toBool(), true);
    QCOMPARE(production(), made.at(u"id"_s).toString());
}

void TestSandboxVercel::aCancelledBuildStays()
{
    const Got list = world->get(scoped(u"/v7/deployments?projectId=luna-loop-health&state=BUILDING"_s));
    const QString id = list.at(u"deployments.0.uid"_s).toString();
    const QString before = production(u"luna-loop-health"_s);
    QCOMPARE(world->send("PATCH", scoped(u"/v12/deployments/%1/cancel"_s.arg(id)), QJsonObject())
                 .at(u"readyState"_s)
                 .toString(),
             u"CANCELED"_s);
    QCOMPARE(world->send("PATCH", scoped(u"/v12/deployments/%1/cancel"_s.arg(id)), QJsonObject()).status, 400);
    world->pass(10min);
    QCOMPARE(production(u"luna-loop-health"_s), before);
}

void TestSandboxVercel::promotingMovesTheDomainsLater()
{
    const QString from = production();
    const QString to = candidate();
    const Got asked = world->post(scoped(u"/v10/projects/my-loop-health/promote/"_s + to));
    QCOMPARE(asked.status, 201);
    QVERIFY(asked.body.isEmpty());
    QCOMPARE(move(), u"pending"_s);
    world->pass(2s);
    QCOMPARE(move(), u"in-progress"_s);
    QCOMPARE(production(), from);
    world->pass(3s);
    QCOMPARE(move(), u"succeeded"_s);
    QCOMPARE(production(), to);
    const Got project = world->get(scoped(u"/v9/projects/my-loop-health"_s));
    QCOMPARE(project.at(u"lastAliasRequest.fromDeploymentId"_s).toString(), from);
    QCOMPARE(project.at(u"alias.0.deployment.id"_s).toString(), to);
    const Got jobs = world->get(scoped(u"/v1/projects/my-loop-health/promote/aliases"_s));
    QCOMPARE(jobs.at(u"aliases.0.status"_s).toString(), u"completed"_s);
}

void TestSandboxVercel::aRollbackPinsProduction()
{
    const QString to = candidate();
    QCOMPARE(world->post(scoped(u"/v1/projects/my-loop-health/rollback/%1?description=bad"_s.arg(to))).status, 201);
    world->pass(6s);
    QCOMPARE(production(), to);
    const Got project = world->get(scoped(u"/v9/projects/my-loop-health?rollbackInfo=true"_s));
    QCOMPARE(project.at(u"lastAliasRequest.type"_s).toString(), u"rollback"_s);
    QCOMPARE(project.at(u"autoAssignCustomDomains"_s).toBool(), false);

    const QJsonObject wish{{u"name"_s, u"my-loop-health"_s},
                           {u"target"_s, u"production"_s},
                           {u"gitSource"_s,
                            QJsonObject{{u"type"_s, u"github"_s},
                                        {u"org"_s, u"loop-health"_s},
                                        {u"repo"_s, u"platform"_s},
                                        {u"ref"_s, u"main"_s},
                                        {u"sha"_s, u"abc"_s}}}};
    const QString built = world->post(scoped(u"/v13/deployments"_s), wish).at(u"id"_s).toString();
    world->pass(5min);
    QCOMPARE(production(), to);
    QCOMPARE(world->get(scoped(u"/v13/deployments/"_s + built)).at(u"readySubstate"_s).toString(), u"STAGED"_s);
    QCOMPARE(world->post(scoped(u"/v10/projects/my-loop-health/promote/"_s + built)).status, 201);
    world->pass(6s);
    QCOMPARE(production(), built);
}

void TestSandboxVercel::onlyOneMoveAtATime()
{
    const QString to = candidate();
    QCOMPARE(world->post(scoped(u"/v10/projects/my-loop-health/promote/"_s + to)).status, 201);
    QCOMPARE(world->post(scoped(u"/v10/projects/my-loop-health/promote/"_s + to)).status, 409);
    QCOMPARE(world->simulation->ledger().count(u"project.promote"_s), 1);
}

void TestSandboxVercel::aMoveCanBeStruck()
{
    const QString before = production();
    const auto fault = parseFault({{u"method"_s, u"MOVE"_s},
                                   {u"path"_s, u"/projects/my-loop-health/domains"_s},
                                   {u"kind"_s, u"error-before"_s},
                                   {u"count"_s, 1}});
    world->simulation->faults().add(*fault);
    const QString rollback = scoped(u"/v1/projects/my-loop-health/rollback/"_s + candidate());
    QCOMPARE(world->post(rollback).status, 201);
    world->pass(10s);
    QCOMPARE(move(), u"failed"_s);
    QCOMPARE(production(), before);
    const Got failed = world->get(scoped(u"/v1/projects/my-loop-health/promote/aliases?failedOnly=true"_s));
    QCOMPARE(failed.at(u"aliases.0.alias"_s).toString(), u"my.loop.health"_s);
    QCOMPARE(world->post(rollback).status, 201);
    world->pass(10s);
    QVERIFY(production() != before);
}

void TestSandboxVercel::aBuildKeepsItsMakersNotes()
{
    const Got made = world->post(scoped(u"/v13/deployments?forceNew=1"_s),
                                 QJsonObject{{u"name"_s, u"my-loop-health"_s},
                                             {u"deploymentId"_s, production()},
                                             {u"target"_s, u"production"_s},
                                             {u"meta"_s, QJsonObject{{u"maker"_s, u"slipway"_s}}}});
    QCOMPARE(made.status, 200);
    const Got seen = world->get(scoped(u"/v13/deployments/"_s + made.at(u"id"_s).toString()));
    QCOMPARE(seen.at(u"meta.maker"_s).toString(), u"slipway"_s);
    QVERIFY(!seen.at(u"meta.githubCommitSha"_s).toString().isEmpty());
}

void TestSandboxVercel::whatNeverServedCannotBeRolledBackTo()
{
    QCOMPARE(world->post(scoped(u"/v1/projects/my-loop-health/rollback/"_s + production())).status, 422);
}

void TestSandboxVercel::aPreviewIsNoCandidate()
{
    const QString preview = world->get(scoped(u"/v7/deployments?projectId=my-loop-health&branch=develop&limit=1"_s))
                                .at(u"deployments.0.uid"_s)
                                .toString();
    QCOMPARE(world->post(scoped(u"/v10/projects/my-loop-health/promote/"_s + preview)).status, 422);
}

void TestSandboxVercel::filtersNarrowTheList_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("count");

    QTest::newRow("target") << u"projectId=luna-loop-health&target=production&state=BUILDING"_s << 1;
    QTest::newRow("commit that two apps run") << u"projectId=admin-loop-health&branch=main&limit=1"_s << 1;
    QTest::newRow("unknown project") << u"projectId=nobody"_s << 0;
    QTest::newRow("future") << u"since=1900000000000"_s << 0;
    QTest::newRow("no staging target") << u"target=staging"_s << 0;
    QTest::newRow("app") << u"app=docs-loop-health&branch=docs/webhooks"_s << 1;
}

void TestSandboxVercel::filtersNarrowTheList()
{
    QFETCH(QString, query);
    QFETCH(int, count);
    QCOMPARE(world->get(scoped(u"/v7/deployments?"_s + query)).at(u"deployments"_s).toArray().size(), count);
}

void TestSandboxVercel::pagesFollowUntil()
{
    QSet<QString> seen;
    QString until;
    qint64 last = std::numeric_limits<qint64>::max();
    for (int pages = 0; pages < 40; ++pages) {
        const Got page = world->get(scoped(u"/v7/deployments?limit=13"_s + until));
        const QJsonArray list = page.at(u"deployments"_s).toArray();
        for (const QJsonValue &one : list) {
            seen.insert(one.toObject().value("uid"_L1).toString());
            QVERIFY(one.toObject().value("created"_L1).toInteger() <= last);
            last = one.toObject().value("created"_L1).toInteger();
        }
        if (page.at(u"pagination.next"_s).isNull())
            break;
        until = u"&until="_s + QString::number(page.at(u"pagination.next"_s).toInteger());
    }
    qsizetype all = 0;
    for (const QString &name : {u"my"_s, u"admin"_s, u"luna"_s, u"docs"_s})
        all += world->get(scoped(u"/v7/deployments?limit=100&projectId=%1-loop-health"_s.arg(name)))
                   .at(u"deployments"_s)
                   .toArray()
                   .size();
    QCOMPARE(seen.size(), all);
}

void TestSandboxVercel::projectsComeInPages()
{
    const Got first = world->get(scoped(u"/v10/projects?limit=3"_s));
    QCOMPARE(first.at(u"projects"_s).toArray().size(), 3);
    const QString from = QString::number(first.at(u"pagination.next"_s).toInteger());
    const Got second = world->get(scoped(u"/v10/projects?limit=3&from="_s + from));
    QCOMPARE(second.at(u"projects"_s).toArray().size(), 1);
    QVERIFY(second.at(u"pagination.next"_s).isNull());
}

void TestSandboxVercel::variablesAreSetAndNeverShown()
{
    const QString path = scoped(u"/v10/projects/luna-loop-health/env"_s);
    QCOMPARE(world->get(path).at(u"envs"_s).toArray().size(), 2);
    const QJsonObject wish{{u"key"_s, u"NEW_KEY"_s},
                           {u"value"_s, u"hunter2"_s},
                           {u"type"_s, u"encrypted"_s},
                           {u"target"_s, QJsonArray{u"production"_s}}};
    const Got made = world->post(path, wish);
    QCOMPARE(made.status, 201);
    QVERIFY(!made.body.contains("hunter2"));
    QCOMPARE(world->post(path, QJsonArray{wish}).at(u"failed.0.error.code"_s).toString(), u"ENV_CONFLICT"_s);
    QCOMPARE(world->post(path + "&upsert=true"_L1, wish).at(u"failed"_s).toArray().size(), 0);
    QJsonObject wrong = wish;
    wrong.insert(u"type"_s, u"sensitive"_s);
    wrong.insert(u"target"_s, QJsonArray{u"development"_s});
    QCOMPARE(world->post(path, wrong).status, 400);
    const QString id = made.at(u"created.id"_s).toString();
    const QString one = scoped(u"/v9/projects/luna-loop-health/env/"_s + id);
    QCOMPARE(world->send("PATCH", one, QJsonObject{{u"comment"_s, u"rotated"_s}}).at(u"comment"_s).toString(),
             u"rotated"_s);
    QCOMPARE(world->get(scoped(u"/v1/projects/luna-loop-health/env/"_s + id)).status, 200);
    QCOMPARE(world->ask("DELETE", one).status, 200);
    QCOMPARE(world->ask("DELETE", one).status, 404);
}

void TestSandboxVercel::oneDeploymentAndWhatBelongsToIt()
{
    const QString id = production();
    const Got shown = world->get(scoped(u"/v13/deployments/"_s + id));
    QCOMPARE(shown.status, 200);
    QCOMPARE(shown.at(u"alias.0"_s).toString(), u"my.loop.health"_s);
    QCOMPARE(world->get(scoped(u"/v13/deployments/my.loop.health"_s)).at(u"id"_s).toString(), id);
    QCOMPARE(world->get(scoped(u"/v13/deployments/"_s + shown.at(u"url"_s).toString())).at(u"id"_s).toString(), id);
    QCOMPARE(world->get(scoped(u"/v1/deployments/%1/checks"_s.arg(id))).at(u"checks.0.conclusion"_s).toString(),
             u"succeeded"_s);
    QCOMPARE(world->get(scoped(u"/v2/deployments/%1/check-runs"_s.arg(id))).status, 200);
    QCOMPARE(world->get(scoped(u"/v2/deployments/%1/aliases"_s.arg(id))).at(u"aliases.0.alias"_s).toString(),
             u"my.loop.health"_s);
    QCOMPARE(world->get(scoped(u"/v4/aliases?projectId=my-loop-health"_s)).at(u"aliases.0.deploymentId"_s).toString(),
             id);
    QCOMPARE(world->get(scoped(u"/v9/projects/my-loop-health/domains"_s)).at(u"domains.0.verified"_s).toBool(), true);
    QCOMPARE(world->get(scoped(u"/v6/domains/my.loop.health/config"_s)).at(u"misconfigured"_s).toBool(), false);
    QVERIFY(world->get(scoped(u"/v1/projects/my-loop-health/rolling-release"_s)).at(u"rollingRelease"_s).isNull());
    QCOMPARE(world->get(scoped(u"/v9/projects/my-loop-health/custom-environments"_s)).status, 200);
    QCOMPARE(world->get(scoped(u"/v13/deployments/dpl_unknown"_s)).status, 404);
    const Got assigned = world->post(scoped(u"/v2/deployments/%1/aliases"_s.arg(candidate())),
                                     QJsonObject{{u"alias"_s, u"my.loop.health"_s}});
    QCOMPARE(assigned.status, 200);
    QVERIFY(production() != id);
}

void TestSandboxVercel::peopleAndTeams()
{
    QCOMPARE(world->get(u"/v2/user"_s).at(u"user.username"_s).toString(), u"priya-nair"_s);
    QCOMPARE(world->get(u"/v2/teams"_s).at(u"teams.0.id"_s).toString(), u"team_loophealth"_s);
    QCOMPARE(world->get(u"/v2/teams/loop-health"_s).at(u"slug"_s).toString(), u"loop-health"_s);
    QCOMPARE(world->get(u"/v2/teams/other"_s).status, 404);
}

void TestSandboxVercel::withoutTheTeamNothingIsFound()
{
    QCOMPARE(world->get(u"/v10/projects"_s).status, 403);
    QCOMPARE(world->get(u"/v7/deployments?teamId=team_other"_s).status, 403);
    QCOMPARE(world->get(u"/v9/projects/my-loop-health"_s).status, 404);
    QCOMPARE(world->get(u"/v9/projects/my-loop-health?slug=loop-health"_s).status, 200);
}

void TestSandboxVercel::tokensMayDoWhatTheyMay_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("write");
    QTest::addColumn<int>("own");

    QTest::newRow("none") << "none"_ba << 401 << 401 << 401;
    QTest::newRow("wrong") << "vcl_wrong"_ba << 401 << 401 << 401;
    QTest::newRow("read only") << "vcl_demo_read_only"_ba << 200 << 403 << 200;
    QTest::newRow("missing scopes") << "vcl_demo_other_team"_ba << 403 << 403 << 200;
}

void TestSandboxVercel::tokensMayDoWhatTheyMay()
{
    QFETCH(QByteArray, token);
    QFETCH(int, read);
    QFETCH(int, write);
    QFETCH(int, own);
    const QString to = candidate();
    world->token = token;
    QCOMPARE(world->get(scoped(u"/v10/projects"_s)).status, read);
    QCOMPARE(world->post(scoped(u"/v10/projects/my-loop-health/promote/"_s + to)).status, write);
    QCOMPARE(world->get(u"/v2/user"_s).status, own);
}

void TestSandboxVercel::tooManyRequestsLookLikeVercels()
{
    Fault fault;
    fault.kind = Fault::Kind::TooManyRequests;
    fault.seconds = 7;
    const Reply reply = world->service(u"vercel/api"_s).faultReply({}, fault);
    QCOMPARE(reply.status, 429);
    const QJsonObject error = QJsonDocument::fromJson(reply.body).object().value("error"_L1).toObject();
    QCOMPARE(error.value("code"_L1).toString(), u"rate_limited"_s);
    QCOMPARE(error.value("limit"_L1).toObject().value("remaining"_L1).toInt(), 0);
    QCOMPARE(reply.headers.value("retry-after").toByteArray(), "7"_ba);
}

QTEST_GUILESS_MAIN(TestSandboxVercel)
#include "vercel_test.moc"
