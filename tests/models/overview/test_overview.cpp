#include "fly/client.h"
#include "overview/overview.h"
#include "overview/snapshot_store.h"
#include "refresh/engine.h"
#include "store/snapshot.h"
#include "store/store.h"
#include "test_support/call_fixture.h"
#include "vercel/client.h"
#include "workspace/workspace.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::overview;
using base::Freshness;
using State = Freshness::State;

namespace {

const QByteArray project =
    R"({"projects":[{"id":"prj_1","name":"web","accountId":"team_1","targets":{"production":{"id":"dpl_1",
 "url":"web-1.vercel.app","readyState":"READY","alias":[],"createdAt":1711000000000,
 "meta":{"githubCommitSha":"7be02a4ff","githubCommitRef":"main","githubCommitMessage":"Fix it"}}}}],
 "pagination":{"count":1,"next":null,"prev":null}})";
const QByteArray deployments =
    R"({"deployments":[{"uid":"dpl_1","name":"web","url":"web-1.vercel.app","created":1711000000000,
 "ready":1711000200000,"readyState":"READY","state":"READY","target":"production","creator":{"uid":"u","username":"jonas"},
 "meta":{"githubCommitSha":"7be02a4ff","githubCommitRef":"main","githubCommitMessage":"Fix it"},"inspectorUrl":null}],
 "pagination":{"count":1,"next":null,"prev":null}})";

workspace::Workspace demo()
{
    workspace::Workspace made;
    made.name = u"Demo"_s;
    made.organizations.fly = u"demo"_s;
    made.organizations.vercel = u"team_1"_s;
    workspace::App api;
    api.id = api.name = u"api"_s;
    api.staging = workspace::Place{.flyApp = u"api"_s};
    workspace::App web;
    web.id = web.name = u"web"_s;
    web.production = workspace::Place{.vercelProject = u"web"_s};
    made.apps = {api, web};
    return made;
}

/// What a program that ran before left in the store.
QList<store::Snapshot> leftBehind(const QDateTime &asOf)
{
    FlyFacts facts;
    facts.machines = facts.onNewest = 2;
    facts.release.version = u"v43"_s;
    facts.release.status = base::Status::Success;
    overview::Snapshot known;
    known.fly[u"api"_s] = {facts, Freshness::fresh(asOf)};
    const QString id = source::machines;
    return {{u"demo"_s, Overview::storeKey(id), asOf, encode(known, id)}};
}

/// A page over two scripted providers, with the engine that asks them.
struct Bench {
    test::CallFixture fly;
    test::CallFixture vercel;
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    refresh::Engine engine{clock};
    std::unique_ptr<Overview> page;

    Clients clients()
    {
        Clients made;
        made.fly = std::make_shared<fly::Client>(
            fly.http, fly::endpoints({fly.server.url(), fly.server.url(), fly.server.url()}, fly.token()));
        made.vercel = std::make_shared<vercel::Client>(
            vercel.http, vercel::endpoint(vercel.server.url(), vercel.token()), vercel::Scope{u"team_1"_s});
        return made;
    }

    void make(Clients clients = {}, std::shared_ptr<store::Store> store = {})
    {
        page = std::make_unique<Overview>(Overview::Setup{.workspace = std::make_shared<workspace::Workspace>(demo()),
                                                          .workspaceKey = u"demo"_s,
                                                          .clients = std::move(clients),
                                                          .clock = clock,
                                                          .store = std::move(store)});
    }

    void answerVercel()
    {
        vercel.server.on("GET", "/v10/projects?limit=100&teamId=team_1").answer(200, project);
        vercel.server.on("GET", "/v7/deployments?projectId=web&limit=60&teamId=team_1").answer(200, deployments);
    }

    void refuseFly()
    {
        fly.server.on("GET", "/v1/apps/api/machines").answer(403, R"({"error":"not yours"})");
        fly.server.on("GET", "/api/v1/apps/api/releases?limit=10").answer(403, R"({"error":"not yours"})");
    }

    const AppRow &row(int index) const { return page->fleet()->rows().at(index); }
};

} // namespace

class TestOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastKnownStateIsThereBeforeAnybodyIsAsked();
    void aStateThatCannotBeReadIsLeftOut();
    void oneProvidersFailureKeepsTheRest();
    void withoutATokenTheCellsSaySo();
    void nothingIsAskedOfProvidersWithoutAUse();
    void valuesGrowOldWithoutAnswers();
    void factsAndHistoryAreKept();
    void destroyingWhileAskingIsSafe();
    void aRefreshAfterThePageIsGoneComesToRest();
};

void TestOverview::theLastKnownStateIsThereBeforeAnybodyIsAsked()
{
    Bench bench;
    bench.make(bench.clients());
    QCOMPARE(bench.page->fleet()->rowCount(), 2);
    QCOMPARE(bench.row(0).staging.freshness.state, State::Loading);
    const auto asOf = bench.clock->now().addDays(-1);
    bench.page->restore(leftBehind(asOf));
    QCOMPARE(bench.row(0).staging.facts->version, u"v43"_s);
    QCOMPARE(bench.row(0).staging.freshness, (Freshness{State::Stale, asOf, std::nullopt}));
    QCOMPARE(bench.page->summary().healthy, 1);
    QVERIFY(bench.fly.server.seen().isEmpty());
    QVERIFY(bench.vercel.server.seen().isEmpty());
}

void TestOverview::aStateThatCannotBeReadIsLeftOut()
{
    Bench bench;
    bench.make();
    auto known = leftBehind(bench.clock->now());
    known.first().bytes = "from the year 2031"_ba;
    known.append({u"demo"_s, u"another page's/thing"_s, bench.clock->now(), "x"_ba});
    bench.page->restore(known);
    QCOMPARE(bench.row(0).staging.freshness.state, State::Loading);
    QVERIFY(!bench.row(0).staging.facts);
}

void TestOverview::oneProvidersFailureKeepsTheRest()
{
    Bench bench;
    bench.answerVercel();
    bench.refuseFly();
    bench.make(bench.clients());
    bench.page->restore(leftBehind(bench.clock->now()));
    bench.page->addSources(bench.engine);
    bench.engine.start();
    QTRY_COMPARE(bench.row(1).production.freshness.state, State::Fresh);
    QCOMPARE(bench.row(1).production.facts->commit, u"7be02a4ff"_s);
    QCOMPARE(bench.row(1).production.facts->status, base::Status::Success);
    QTRY_COMPARE(bench.row(0).staging.freshness.state, State::Forbidden);
    QCOMPARE(bench.row(0).staging.facts->version, u"v43"_s);
    QTRY_COMPARE(bench.page->inbox()->rowCount(), 1);
    QCOMPARE(bench.page->inbox()->items().first().id, u"provider:Fly.io"_s);
    QCOMPARE(bench.vercel.server.mistakes(), QStringList());
}

void TestOverview::withoutATokenTheCellsSaySo()
{
    Bench bench;
    bench.make();
    bench.page->addSources(bench.engine);
    bench.engine.start();
    QTRY_COMPARE(bench.row(0).staging.freshness.state, State::Forbidden);
    QCOMPARE(bench.row(0).staging.freshness.error->message, u"Not signed in to Fly.io."_s);
    QCOMPARE(bench.row(1).production.freshness.state, State::Forbidden);
}

void TestOverview::nothingIsAskedOfProvidersWithoutAUse()
{
    Bench bench;
    bench.make();
    bench.page->addSources(bench.engine);
    bench.engine.start();
    QVERIFY(bench.engine.dueAt(source::machines).isValid());
    QVERIFY(!bench.engine.dueAt(source::runs).isValid());
    QVERIFY(!bench.engine.dueAt(source::sessions).isValid());
}

void TestOverview::valuesGrowOldWithoutAnswers()
{
    Bench bench;
    bench.answerVercel();
    bench.refuseFly();
    bench.make(bench.clients());
    bench.page->addSources(bench.engine);
    bench.engine.start();
    QTRY_COMPARE(bench.row(1).production.freshness.state, State::Fresh);
    bench.engine.setOnline(false);
    bench.clock->advance(milliseconds{119'000});
    QCOMPARE(bench.row(1).production.freshness.state, State::Fresh);
    bench.clock->advance(milliseconds{2'000});
    QCOMPARE(bench.row(1).production.freshness.state, State::Stale);
    QCOMPARE(bench.clock->waiting(), 0);
}

void TestOverview::factsAndHistoryAreKept()
{
    QTemporaryDir folder;
    const auto location = store::Location::sqlite(folder.filePath(u"s.db"_s));
    {
        Bench bench;
        bench.answerVercel();
        bench.refuseFly();
        bench.make(bench.clients(), store::Store::open(location));
        QSignalSpy failures(bench.page.get(), &Overview::keepingFailed);
        bench.page->addSources(bench.engine);
        bench.engine.start();
        QTRY_COMPARE(bench.row(1).production.freshness.state, State::Fresh);
        QCOMPARE(failures.size(), 0);
        bench.page.reset();
    }
    Bench next;
    next.make();
    next.page->restore(store::Store::snapshotsAtStart(location, u"demo"_s));
    QCOMPARE(next.row(1).production.freshness.state, State::Stale);
    QCOMPARE(next.row(1).production.facts->commit, u"7be02a4ff"_s);

    const auto store = store::Store::open(location);
    const test::Outcome events(store->events({.workspace = u"demo"_s}));
    QTRY_VERIFY(events.isDone());
    QVERIFY(events.isValue());
    QCOMPARE(events.value().size(), 1);
    QCOMPARE(events.value().first().externalId, u"vercel/dpl_1"_s);
    QCOMPARE(events.value().first().app, u"web"_s);
}

void TestOverview::destroyingWhileAskingIsSafe()
{
    Bench bench;
    bench.vercel.server.on("GET", "/v10/projects?limit=100&teamId=team_1").held().answer(200, project);
    bench.vercel.server.on("GET", "/v7/deployments?projectId=web&limit=60&teamId=team_1")
        .held()
        .answer(200, deployments);
    bench.refuseFly();
    bench.make(bench.clients());
    bench.page->addSources(bench.engine);
    bench.engine.start();
    QTRY_COMPARE(bench.vercel.server.held(), 2);
    QTRY_VERIFY(bench.engine.dueAt(source::machines).isValid());
    bench.page.reset();
    bench.vercel.server.release();
    bench.vercel.server.release();
    const auto isOver = [&bench] { return bench.engine.dueAt(source::deployments).isValid(); };
    QTRY_VERIFY(isOver());
    QVERIFY(bench.engine.dueAt(source::machines).isValid());
    bench.engine.refreshNow();
    QVERIFY(isOver());
}

void TestOverview::aRefreshAfterThePageIsGoneComesToRest()
{
    Bench bench;
    bench.vercel.server.on("GET", "/v10/projects?limit=100&teamId=team_1").held().answer(200, project);
    bench.vercel.server.on("GET", "/v7/deployments?projectId=web&limit=60&teamId=team_1")
        .held()
        .answer(200, deployments);
    bench.refuseFly();
    bench.make(bench.clients());
    bench.page->addSources(bench.engine);
    bench.engine.start();
    QTRY_COMPARE(bench.vercel.server.held(), 2);
    QTRY_VERIFY(bench.engine.dueAt(source::machines).isValid());
    bench.page.reset();
    bench.engine.refreshNow();
    bench.vercel.server.release();
    bench.vercel.server.release();
    QTRY_VERIFY(bench.engine.dueAt(source::deployments).isValid());
    QVERIFY(bench.engine.state().kind != refresh::SyncState::Kind::Syncing);
    bench.clock->advance(milliseconds{0});
    QVERIFY(bench.engine.state().kind != refresh::SyncState::Kind::Syncing);
}

QTEST_GUILESS_MAIN(TestOverview)
#include "test_overview.moc"
