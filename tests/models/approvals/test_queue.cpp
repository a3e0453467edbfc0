#include "approvals_demo/demo.h"
#include "approvals_demo/stage.h"
#include "call_support/call_fixture.h"
#include "test_support/outcome.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::approvals;
using demo::comesTrue;
using demo::patience;
using demo::Stage;
using operations::Guard;
using slipway::test::CallFixture;
using slipway::test::Outcome;

namespace {

std::optional<Guard> guardOf(const Review &review, const QString &id)
{
    const auto found = std::ranges::find(review.guards, id, &Guard::id);
    return found == review.guards.end() ? std::nullopt : std::optional(*found);
}

const QByteArray runs = "/repos/loop-health/platform/actions/runs/9";

} // namespace

class TestQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAndReviewsTheHotfix();
    void saysThatNobodyIsSignedIn();
    void saysWhyARunCannotBeRead_data();
    void saysWhyARunCannotBeRead();
    void keepsTheListWhenGitHubFails();
};

void TestQueue::showsAndReviewsTheHotfix()
{
    Stage stage;
    stage.engine.start();
    const QString app = u"patient-graph-api"_s;
    QVERIFY(comesTrue(stage, [&] { return !stage.approvals->list().isEmpty(); }));
    QVERIFY(comesTrue(stage, [&] { return stage.releases->live(app, u"production"_s) != nullptr; }));
    const auto &list = stage.approvals->list();
    const auto what = std::ranges::find(list, 1289, &Waiting::runNumber);
    QVERIFY(what != list.end());
    QCOMPARE(what->title, u"Hotfix for patient-graph-api"_s);
    QCOMPARE(what->environment, u"production"_s);
    QCOMPARE(what->requesterName, u"Jonas Weil"_s);
    QCOMPARE(what->objection, QString());
    QCOMPARE(stage.approvals->count(), 1);

    const Outcome<Review> asked(stage.approvals->review(what->runId, {}));
    QTRY_VERIFY_WITH_TIMEOUT(asked.isDone(), patience);
    QVERIFY2(asked.isValue(), asked.isError() ? qPrintable(asked.error().message) : "");
    const Review &review = asked.value();
    QVERIFY(review.mayDecide());
    QCOMPARE(review.pulls.size(), 1);
    QVERIFY(review.live);
    QVERIFY(review.live->flyVersion > 0);
    QCOMPARE(review.becomes, u'v' + QString::number(review.live->flyVersion + 1));
    QVERIFY(review.span);
    QCOMPARE(review.span->files.size(), 4);
    QVERIFY(!review.span->files.first().patch.isEmpty());
    QCOMPARE(review.missingInMain, 1);
    QVERIFY(!review.expectations.isEmpty());
    QVERIFY(review.expectations.first().words.contains(u"#1289"_s));
    QVERIFY(review.isSigned);
    for (const char *id : {"checks", "files", "migrations", "api", "one-at-a-time"}) {
        const auto guard = guardOf(review, QString::fromLatin1(id));
        QVERIFY2(guard && guard->level == Guard::Level::Pass, id);
    }
    QVERIFY(guardOf(review, u"staging"_s)->level == Guard::Level::Ask);
}

void TestQueue::saysThatNobodyIsSignedIn()
{
    Approvals approvals(
        Approvals::Setup{demo::workspace(), u"w"_s, std::make_shared<base::ManualClock>(), nullptr, {}});
    QVERIFY(approvals.freshness().error);
    const Outcome<Review> asked(approvals.review(9, {}));
    QTRY_VERIFY(asked.isDone());
    QVERIFY(asked.isError());
    QVERIFY(asked.error().kind == base::Error::Kind::Unauthorized);
}

void TestQueue::saysWhyARunCannotBeRead_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    using Kind = base::Error::Kind;
    QTest::newRow("a token that is not valid any more")
        << 401 << QByteArray(R"({"message":"Bad"})") << int(Kind::Unauthorized);
    QTest::newRow("a token without the right") << 403 << QByteArray(R"({"message":"No"})") << int(Kind::Forbidden);
    QTest::newRow("a run that is gone") << 404 << QByteArray(R"({"message":"Not Found"})") << int(Kind::NotFound);
    QTest::newRow("what GitHub does not take") << 422 << QByteArray(R"({"message":"No"})") << int(Kind::InvalidInput);
    QTest::newRow("no JSON") << 200 << QByteArray("<html>") << int(Kind::Protocol);
    QTest::newRow("a run without an id") << 200 << QByteArray("{}") << int(Kind::Protocol);
}

void TestQueue::saysWhyARunCannotBeRead()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    CallFixture fixture;
    fixture.server.on("GET", "/user").answer(404, "{}");
    fixture.server.on("GET", runs).answer(status, body);
    Approvals approvals(Approvals::Setup{demo::workspace(), u"w"_s, fixture.clock, nullptr, {}});
    approvals.setClient(
        std::make_shared<github::Client>(fixture.http, github::endpoint(fixture.server.url(), fixture.token())));
    const Outcome<Review> asked(approvals.review(9, {}));
    QTRY_VERIFY(asked.isDone());
    QVERIFY(asked.isError());
    QCOMPARE(int(asked.error().kind), kind);
}

void TestQueue::keepsTheListWhenGitHubFails()
{
    Stage stage;
    stage.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(!stage.approvals->list().isEmpty(), patience);
    QVERIFY(stage.approvals->freshness().state == base::Freshness::State::Fresh);
    const auto before = stage.approvals->list();
    stage.sandbox.simulation().faults().add(*sandbox::parseFault(
        {{u"kind"_s, u"expired-token"_s}, {u"provider"_s, u"github"_s}, {u"path"_s, u"*/actions/runs*"_s}}));
    QSignalSpy failed(&stage.engine, &refresh::Engine::sourceFailed);
    stage.engine.refreshNow(u"approvals/queue"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patience);
    QVERIFY(stage.approvals->freshness().error);
    QCOMPARE(stage.approvals->list(), before);
}

QTEST_GUILESS_MAIN(TestQueue)
#include "test_queue.moc"
