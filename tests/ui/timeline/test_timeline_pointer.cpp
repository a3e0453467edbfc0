#include "past.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

const QString v43 = u"patient-graph-api/production/v43"_s;

} // namespace

/// Wheel, drags, clicks, the brush.
class TestTimelinePointer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void clickSelectsAMarker();
    void doubleClickOpens();
    void clickOnAMarkAsksForIt();
    void wheelPansTime();
    void controlWheelZoomsAtThePointer();
    void touchPadPansByItsPixels();
    void shiftWheelScrollsLanes();
    void dragPansAndDoesNotSelect();
    void brushIsDragged();
    void brushHandleChangesTheSpan();
    void clickOnTheStripGoesThere();
    void clickOnAClusterZoomsIn();
    void clusterOfOneMomentIsSelected();
    void zoomStopsAtMinutesAndDecades();
    void timeCannotBeLost();
    void rightButtonAsksForAMenu();
};

void TestTimelinePointer::clickSelectsAMarker()
{
    Shown shown(storyHistory());
    QSignalSpy changed(&shown.view, &TimelineView::selectionChanged);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.middleOf(u"patient-graph-api production v43"_s));
    QCOMPARE(shown.view.selected(), v43);
    QCOMPARE(changed.size(), 1);
}

void TestTimelinePointer::doubleClickOpens()
{
    Shown shown(storyHistory());
    QSignalSpy opened(&shown.view, &TimelineView::openRequested);
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, shown.middleOf(u"patient-graph-api production v43"_s));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).toString(), v43);
}

void TestTimelinePointer::clickOnAMarkAsksForIt()
{
    Shown shown(storyHistory());
    QSignalSpy asked(&shown.view, &TimelineView::markRequested);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.middleOf(u"Database migrations, 0042, production"_s));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), u"0042/production"_s);
}

void TestTimelinePointer::wheelPansTime()
{
    Shown shown(storyHistory());
    const QPoint before = shown.middleOf(u"patient-graph-api production v42"_s);
    shown.wheel({700, 200}, {0, 120});
    const QPoint after = shown.middleOf(u"patient-graph-api production v42"_s);
    QVERIFY(after.x() > before.x() + 40);
    QCOMPARE(after.y(), before.y());
}

void TestTimelinePointer::controlWheelZoomsAtThePointer()
{
    Shown shown(storyHistory());
    QSignalSpy spans(&shown.view, &TimelineView::spanChanged);
    const QPoint pointer = shown.middleOf(u"patient-graph-api production v42"_s);
    const auto before = shown.view.span();
    shown.wheel(pointer, {0, 120}, Qt::ControlModifier);
    QVERIFY(shown.view.span() < before);
    QCOMPARE(spans.size(), 1);
    QVERIFY(qAbs(shown.middleOf(u"patient-graph-api production v42"_s).x() - pointer.x()) <= 1);
    shown.wheel(pointer, {0, -120}, Qt::ControlModifier);
    QCOMPARE(shown.view.span(), before);
}

void TestTimelinePointer::touchPadPansByItsPixels()
{
    Shown shown(storyHistory());
    const QPoint before = shown.middleOf(u"patient-graph-api production v42"_s);
    shown.wheel({700, 200}, {-80, 0}, {}, {-37, 0});
    QCOMPARE(shown.middleOf(u"patient-graph-api production v42"_s).x(), before.x() - 37);
}

void TestTimelinePointer::shiftWheelScrollsLanes()
{
    Shown shown(storyHistory(), {1000, 260});
    const auto *bar = shown.view.findChild<QScrollBar *>();
    QVERIFY(bar->isVisible());
    const QPoint before = shown.middleOf(u"my.loop.health production 3.12.1"_s);
    shown.wheel({700, 200}, {0, -60}, Qt::ShiftModifier);
    const QPoint after = shown.middleOf(u"my.loop.health production 3.12.1"_s);
    QCOMPARE(bar->value(), before.y() - after.y());
    QVERIFY(bar->value() > 0);
    shown.wheel({700, 200}, {0, -12000}, Qt::ShiftModifier);
    QCOMPARE(bar->value(), bar->maximum());
}

void TestTimelinePointer::dragPansAndDoesNotSelect()
{
    Shown shown(storyHistory());
    const QPoint from = shown.middleOf(u"patient-graph-api production v42"_s);
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, from);
    shown.move(from + QPoint(60, 0));
    shown.move(from + QPoint(100, 0));
    QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, from + QPoint(100, 0));
    QVERIFY(qAbs(shown.middleOf(u"patient-graph-api production v42"_s).x() - from.x() - 100) <= 1);
    QVERIFY(shown.view.selected().isEmpty());
}

void TestTimelinePointer::brushIsDragged()
{
    Shown shown(regularHistory(400, 7'000'000));
    const QByteArray before = shown.view.saveView();
    // The brush ends right of now, which stands near the strip's right end.
    const QPoint grip(1330, 20);
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, grip);
    shown.move(grip - QPoint(300, 0));
    QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, grip - QPoint(300, 0));
    QVERIFY(shown.view.saveView() != before);
    QCOMPARE(shown.view.span(), std::chrono::milliseconds(216'000'000));
}

void TestTimelinePointer::brushHandleChangesTheSpan()
{
    Shown shown(regularHistory(400, 7'000'000));
    shown.view.goTo(march(8, 0));
    const auto before = shown.view.span();
    int left = -1;
    for (int x = 200; x < 1360 && left < 0; ++x) {
        shown.move({x, 20}, Qt::NoButton);
        if (shown.view.cursor().shape() == Qt::SizeHorCursor)
            left = x + 7;
    }
    QVERIFY(left > 0);
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, {left, 20});
    shown.move({left - 40, 20});
    QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, {left - 40, 20});
    QVERIFY(shown.view.span() > before);
}

void TestTimelinePointer::clickOnTheStripGoesThere()
{
    Shown shown(regularHistory(400, 7'000'000));
    const int before = shown.middleOf(u"app-0 production v399"_s).x();
    QVERIFY(before > 0);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, {400, 20});
    QVERIFY(!shown.marker(u"app-0 production v399"_s));
    QVERIFY(shown.root().childCount() > 0);
}

void TestTimelinePointer::clickOnAClusterZoomsIn()
{
    Shown shown(regularHistory(400, 700'000));
    shown.view.setSpan(std::chrono::hours(24 * 14));
    const auto before = shown.view.span();
    QAccessibleInterface *cluster = shown.root().child(2);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.mapFromGlobal(cluster->rect().center()));
    QVERIFY(shown.view.span() < before / 4);
    QVERIFY(shown.view.selected().isEmpty());
}

void TestTimelinePointer::clusterOfOneMomentIsSelected()
{
    auto history = regularHistory(1, 1);
    for (int at = 0; at < 3; ++at)
        history->releases.append(madeRelease(u"app-0"_s, u"production"_s, u"same-%1"_s.arg(at), march(21, 9)));
    std::ranges::stable_sort(history->releases, {}, &releases::Release::at);
    Shown shown(history);
    shown.view.goTo(march(21, 9));
    shown.view.setSpan(std::chrono::minutes(10));
    QTest::mouseClick(&shown.view, Qt::LeftButton, {},
                      shown.view.mapFromGlobal(shown.root().child(0)->rect().center()));
    QVERIFY(!shown.view.selected().isEmpty());
}

void TestTimelinePointer::zoomStopsAtMinutesAndDecades()
{
    Shown shown(storyHistory());
    for (int notch = 0; notch < 100; ++notch)
        shown.wheel({700, 200}, {0, 120}, Qt::ControlModifier);
    QCOMPARE(shown.view.span(), std::chrono::minutes(10));
    for (int notch = 0; notch < 200; ++notch)
        shown.wheel({700, 200}, {0, -120}, Qt::ControlModifier);
    QVERIFY(shown.view.span() > std::chrono::hours(24 * 365 * 29));
    QVERIFY(shown.view.span() < std::chrono::hours(24 * 365 * 31));
}

void TestTimelinePointer::timeCannotBeLost()
{
    Shown shown(storyHistory());
    for (int notch = 0; notch < 300; ++notch)
        shown.wheel({700, 200}, {0, -1200});
    shown.wheel({700, 200}, {0, 900});
    QVERIFY2(shown.root().childCount() > 0, "the history is never far away");
}

void TestTimelinePointer::rightButtonAsksForAMenu()
{
    Shown shown(storyHistory());
    QSignalSpy asked(&shown.view, &TimelineView::menuRequested);
    const QPoint at = shown.middleOf(u"patient-graph-api production v43"_s);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, shown.view.mapToGlobal(at));
    QCoreApplication::sendEvent(&shown.view, &event);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), v43);
    QCOMPARE(shown.view.selected(), v43);
    QContextMenuEvent head(QContextMenuEvent::Mouse, {40, at.y()}, shown.view.mapToGlobal(QPoint(40, at.y())));
    QCoreApplication::sendEvent(&shown.view, &head);
    QCOMPARE(asked.size(), 2);
    QVERIFY(asked.at(1).at(0).toString().isEmpty());
    QCOMPARE(asked.at(1).at(1).toString(), u"patient-graph-api/production"_s);
}

} // namespace slipway::timeline

QTEST_MAIN(slipway::timeline::TestTimelinePointer)
#include "test_timeline_pointer.moc"
