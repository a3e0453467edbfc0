#include "past.h"

#include "theme/tokens.h"

#include <QImage>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

/// What is to be seen, at any zoom and with any history.
class TestTimelinePainting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void storyIsPaintedLightAndDark();
    void everyZoomIsPainted_data();
    void everyZoomIsPainted();
    void emptyHistorySaysSo();
    void hostileNamesArePaintedAndSpokenInOneLine();
    void nowMovesWithTheClockWhileShown();
    void markersOfAYearMerge();
    void clustersStayTheSameWhilePanned();
    void staleLanesAreDimmed();
    void runningTurnsUnlessMotionIsReduced();
    void waitingMarkerStandsRightOfNow();
};

namespace {

bool contains(const QImage &image, const QColor &colour, const QRect &part)
{
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            if (image.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

QImage imageOf(QWidget &widget)
{
    return widget.grab().toImage();
}

} // namespace

void TestTimelinePainting::storyIsPaintedLightAndDark()
{
    for (const theme::Tokens *tokens : {&theme::lightTokens(), &theme::darkTokens()}) {
        QApplication::setPalette(theme::palette(*tokens));
        Shown shown(storyHistory());
        shown.view.setProposal(u"patient-graph-api/production/v43"_s, u"patient-graph-api/production/v42"_s);
        shown.view.select(u"patient-graph-api/production/v43"_s);
        const QImage image = imageOf(shown.view);
        const QPoint failed = shown.middleOf(u"patient-graph-api production v43"_s);
        QVERIFY(contains(image, tokens->failure.solid, QRect(failed - QPoint(9, 9), QSize(18, 18))));
        QVERIFY(contains(image, tokens->hatch, QRect(1250, 100, 80, 80)));
        savePicture(shown.view, tokens->isDark ? u"timeline-dark"_s : u"timeline-light"_s);
    }
    QApplication::setPalette(theme::palette(theme::lightTokens()));
}

void TestTimelinePainting::everyZoomIsPainted_data()
{
    using namespace std::chrono;
    QTest::addColumn<milliseconds>("span");
    QTest::newRow("ten minutes") << milliseconds(10min);
    QTest::newRow("six hours") << milliseconds(6h);
    QTest::newRow("two weeks") << milliseconds(24h * 14);
    QTest::newRow("a year") << milliseconds(24h * 365);
    QTest::newRow("thirty years") << milliseconds(24h * 365 * 30);
}

void TestTimelinePainting::everyZoomIsPainted()
{
    QFETCH(const std::chrono::milliseconds, span);
    Shown shown(regularHistory(4000, 7'000'000, 6));
    shown.view.setSpan(span);
    QCOMPARE(shown.view.span(), span);
    QVERIFY(!imageOf(shown.view).isNull());
    savePicture(shown.view, u"timeline-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
}

void TestTimelinePainting::emptyHistorySaysSo()
{
    Shown shown(std::make_shared<releases::History>());
    const QImage image = imageOf(shown.view);
    QVERIFY(contains(image, theme::tokens(shown.view.palette()).text2, image.rect().adjusted(300, 100, -300, -100)));
    QCOMPARE(shown.root().childCount(), 0);
    QTest::keyClick(&shown.view, Qt::Key_Right);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, {600, 200});
    QVERIFY(shown.view.selected().isEmpty());
}

void TestTimelinePainting::hostileNamesArePaintedAndSpokenInOneLine()
{
    auto history = std::make_shared<releases::History>();
    const QString bold = u"<b>%1 %2</b>\n\u202E"_s;
    const QString long_ = QString(100'000, u'x');
    history->lanes.append({bold, long_, u"<i>production</i>"_s, u"../../x"_s, {}});
    releases::Release release = madeRelease(bold, u"<i>production</i>"_s, bold + long_, march(21, 9));
    release.note = long_;
    history->releases.append(release);
    Shown shown(history);
    imageOf(shown.view);
    QCOMPARE(shown.names().size(), 1);
    QVERIFY(!shown.names().constFirst().contains(u'\n'));
    QVERIFY(shown.names().constFirst().size() < 2000);
}

void TestTimelinePainting::nowMovesWithTheClockWhileShown()
{
    Shown shown(storyHistory());
    shown.view.setSpan(std::chrono::hours(6));
    const QPoint before = shown.middleOf(u"patient-graph-api production v43"_s);
    shown.clock->advance(std::chrono::minutes(30));
    const QPoint after = shown.middleOf(u"patient-graph-api production v43"_s);
    QVERIFY2(after.x() < before.x() - 20, "the view follows now");
    shown.view.hide();
    QCOMPARE(shown.clock->waiting(), 0);
}

void TestTimelinePainting::markersOfAYearMerge()
{
    Shown shown(regularHistory(4000, 7'000'000, 2));
    shown.view.setSpan(std::chrono::hours(24 * 365));
    QVERIFY(shown.root().childCount() > 10);
    QVERIFY2(shown.root().childCount() < 120, "clusters are a finger apart");
    QVERIFY(shown.names().at(2).contains(u"releases of app-0 production"_s));
    QVERIFY(shown.names().at(2).endsWith(u" failed"_s));
}

void TestTimelinePainting::clustersStayTheSameWhilePanned()
{
    Shown shown(regularHistory(100'000, 700'000, 12));
    shown.view.setSpan(std::chrono::hours(24 * 400));
    shown.view.goTo(march(1, 0).addDays(-300));
    QStringList before = shown.names();
    QVERIFY(before.size() > 100);
    for (int step = 0; step < 6; ++step) {
        shown.wheel({700, 200}, {-4, 0}, {}, {-3, 0});
        imageOf(shown.view);
        const QStringList after = shown.names();
        // At either edge of the twelve lanes one may come and one go.
        const auto isNew = [&before](const QString &name) { return !before.contains(name); };
        QVERIFY2(std::ranges::count_if(after, isNew) <= 12, "counts do not flicker");
        before = after;
    }
}

void TestTimelinePainting::staleLanesAreDimmed()
{
    auto history = std::make_shared<releases::History>(*storyHistory());
    Shown fresh(history);
    const QImage bright = imageOf(fresh.view);
    auto old = std::make_shared<releases::History>(*history);
    old->lanes[0].freshness.state = base::Freshness::State::Stale;
    old->lanes[0].freshness.asOf = march(21, 14, 20);
    fresh.view.setHistory(old);
    const QRect name(38, 74, 100, 24);
    const theme::Tokens &colours = theme::tokens(fresh.view.palette());
    QVERIFY(contains(bright, colours.text, name));
    QVERIFY(!contains(imageOf(fresh.view), colours.text, name));
}

void TestTimelinePainting::runningTurnsUnlessMotionIsReduced()
{
    Shown shown(storyHistory());
    imageOf(shown.view);
    const qsizetype still = shown.clock->waiting();
    shown.view.setMotionReduced(false);
    imageOf(shown.view);
    QCOMPARE(shown.clock->waiting(), still + 1);
}

void TestTimelinePainting::waitingMarkerStandsRightOfNow()
{
    Shown shown(storyHistory());
    const QPoint failed = shown.middleOf(u"patient-graph-api production v43"_s);
    const QPoint waits = shown.middleOf(u"patient-graph-api production v44"_s);
    QVERIFY(waits.x() > failed.x() + 20);
    QCOMPARE(waits.y(), failed.y());
}

} // namespace slipway::timeline

QTEST_MAIN(slipway::timeline::TestTimelinePainting)
#include "test_timeline_painting.moc"
