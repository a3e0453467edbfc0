#include "fixture.h"

#include "fly/client.h"
#include "fly/endpoint.h"
#include "net/http_client.h"
#include "past.h"
#include "releases/record.h"
#include "releases/releases.h"
#include "store/store.h"
#include "timeline/timeline_view.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

using std::chrono::milliseconds;

const QString key = u"past"_s;
const QString app = u"patient-graph-api"_s;

std::shared_ptr<const workspace::Workspace> placedWorkspace()
{
    auto made = std::make_shared<workspace::Workspace>(*storyWorkspace());
    workspace::Place place;
    place.flyApp = app;
    made->apps.first().production = place;
    return made;
}

store::Event eventAt(const QString &version, const QDateTime &at)
{
    releases::Release release = timeline::madeRelease(app, u"production"_s, version, at);
    release.servesSince = at;
    return releases::eventOf(key, release);
}

/// A page over a store that knows the last three days; more of the past can be put beside it.
struct KeptPast {
    QTemporaryDir folder;
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>(timeline::now());
    std::shared_ptr<store::Store> store = store::Store::open(store::Location::sqlite(folder.filePath(u"past.db"_s)));
    std::unique_ptr<releases::Releases> releases;
    ReleasesPage page{{.clock = clock, .workspace = placedWorkspace(), .actor = u"Priya Nair"_s}};

    KeptPast()
    {
        page.resize(1368, 800);
        page.show();
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
    }
    ~KeptPast() { page.setServices({.clock = clock, .workspace = placedWorkspace()}); }

    void put(const QList<store::Event> &events)
    {
        const auto written = store->putEvents(events);
        QVERIFY(QTest::qWaitFor([&written] { return written.isReady(); }, 10'000));
    }
    void open(const releases::Clients &clients = {})
    {
        put({eventAt(u"v3"_s, timeline::now().addDays(-1)), eventAt(u"v2"_s, timeline::now().addDays(-2)),
             eventAt(u"v1"_s, timeline::now().addDays(-3))});
        releases = std::make_unique<releases::Releases>(releases::Releases::Setup{
            .workspace = placedWorkspace(), .workspaceKey = key, .clock = clock, .store = store});
        releases->setClients(clients);
        releases->restore();
        page.setServices({.releases = releases.get(), .clock = clock, .workspace = placedWorkspace()});
        QVERIFY(until([this] { return known() == 3; }));
    }
    /// Joins are queued by the clock and made by a worker.
    bool until(const std::function<bool()> &isSo)
    {
        return QTest::qWaitFor(
            [&] {
                clock->advance(milliseconds(200));
                return isSo();
            },
            10'000);
    }
    qsizetype known() const { return releases->history()->releases.size(); }
    timeline::TimelineView *timeline() const { return page.findChild<timeline::TimelineView *>(u"timeline"_s); }
    void drag(int by)
    {
        const QPoint from(900, 300);
        const QPoint to = from + QPoint(by, 0);
        QTest::mousePress(timeline(), Qt::LeftButton, {}, from);
        QTest::mouseMove(timeline(), from + QPoint(by / 2, 0));
        QMouseEvent move(QEvent::MouseMove, to, timeline()->mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(timeline(), &move);
        QTest::mouseRelease(timeline(), Qt::LeftButton, {}, to);
    }
    void press(Qt::Key pressed)
    {
        timeline()->setFocus();
        QTest::keyClick(timeline(), pressed);
    }
    timeline::Past past() const { return timeline()->past(); }
};

/// Nobody answers there.
releases::Clients deafClients()
{
    net::HttpClient::Options options;
    options.clock = std::make_shared<base::SystemClock>();
    options.firstWait = options.longestWait = milliseconds(1);
    options.attempts = 1;
    const QUrl nowhere(u"http://127.0.0.1:1/"_s);
    releases::Clients clients;
    clients.fly = std::make_shared<fly::Client>(
        std::make_shared<net::HttpClient>(options),
        fly::endpoints({nowhere, nowhere, nowhere}, base::Secret(QByteArrayView("none"))));
    return clients;
}

} // namespace

/// Who looks further back than what is known gets it, or is told that there is nothing.
class TestReleasesPast final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { timeline::useReferenceFont(); }
    void draggingBeyondWhatIsKnownLoadsIt();
    void keysAndZoomLoadItToo_data();
    void keysAndZoomLoadItToo();
    void whereNothingIsEarlierItIsSaidOnce();
    void aFailureIsToldAndAskedAgainWhenLookedAtAnew();
    void whatIsInSightAsksForNothing();
};

void TestReleasesPast::draggingBeyondWhatIsKnownLoadsIt()
{
    KeptPast kept;
    kept.open();
    kept.put({eventAt(u"v0"_s, timeline::now().addDays(-5))});
    kept.drag(700);
    kept.drag(300);
    QVERIFY(kept.past() == timeline::Past::Loading);
    QVERIFY(kept.until([&kept] { return kept.known() == 4; }));
    QVERIFY(kept.until([&kept] { return kept.past() != timeline::Past::Loading; }));
    QVERIFY(kept.releases->release(app + u"/production/v0"_s));
}

void TestReleasesPast::keysAndZoomLoadItToo_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("a page to the left") << int(Qt::Key_PageUp);
    QTest::newRow("less detail") << int(Qt::Key_Minus);
}

void TestReleasesPast::keysAndZoomLoadItToo()
{
    QFETCH(const int, key);
    KeptPast kept;
    kept.open();
    kept.put({eventAt(u"v0"_s, timeline::now().addDays(-6))});
    for (int times = 0; times < 4; ++times)
        kept.press(static_cast<Qt::Key>(key));
    QVERIFY(kept.until([&kept] { return kept.known() == 4; }));
}

void TestReleasesPast::whereNothingIsEarlierItIsSaidOnce()
{
    KeptPast kept;
    kept.open();
    for (int times = 0; times < 3; ++times)
        kept.press(Qt::Key_PageUp);
    QVERIFY(kept.until([&kept] { return kept.past() == timeline::Past::Nothing; }));
    // What comes into the store now is not asked for again: this stretch was.
    kept.put({eventAt(u"v0"_s, timeline::now().addDays(-5))});
    kept.press(Qt::Key_PageUp);
    QVERIFY(kept.past() == timeline::Past::Nothing);
    kept.press(Qt::Key_Home);
    QVERIFY(kept.past() == timeline::Past::Known);
    QCOMPARE(kept.known(), 3);
}

void TestReleasesPast::aFailureIsToldAndAskedAgainWhenLookedAtAnew()
{
    KeptPast kept;
    kept.open(deafClients());
    QSignalSpy said(&kept.page, &ReleasesPage::said);
    kept.press(Qt::Key_PageUp);
    QVERIFY(kept.until([&kept] { return kept.past() == timeline::Past::Failed; }));
    QCOMPARE(said.size(), 1);
    QVERIFY(!said.first().at(1).toString().isEmpty());
    kept.press(Qt::Key_PageUp);
    QCOMPARE(said.size(), 1);
    kept.press(Qt::Key_Home);
    QVERIFY(kept.past() == timeline::Past::Known);
    kept.press(Qt::Key_PageUp);
    QVERIFY(kept.past() == timeline::Past::Loading);
    QVERIFY(kept.until([&said] { return said.size() == 2; }));
}

void TestReleasesPast::whatIsInSightAsksForNothing()
{
    KeptPast kept;
    kept.open();
    kept.put({eventAt(u"v0"_s, timeline::now().addDays(-5))});
    kept.press(Qt::Key_Plus);
    kept.drag(40);
    QVERIFY(kept.past() == timeline::Past::Known);
    QCOMPARE(kept.known(), 3);
}

} // namespace slipway::releases_page

QTEST_MAIN(slipway::releases_page::TestReleasesPast)
#include "test_releases_past.moc"
