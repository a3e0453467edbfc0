#include "scenes.h"

#include "base/clock.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::canvas {

using Change = std::function<void(Canvas &)>;

} // namespace slipway::canvas

Q_DECLARE_METATYPE(slipway::canvas::Change)

namespace slipway::canvas {

/// What moves by itself: the view while a drag rests near an edge, and the shapes of what runs.
class TestCanvasMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void viewFollowsADragThatRestsAtAnEdge_data();
    void viewFollowsADragThatRestsAtAnEdge();
    void viewStandsStillWhileADragOnlyPassesAnEdge();
    void viewFollowsAPaletteBlock();
    void scrollingEndsBeyondTheOutermostCard();
    void linkReachesACardThatWasOutOfSight();
    void draggedCardStaysUnderThePointer();
    void runningShapesTurnOnceASecond();
    void onlyTheShapesAreRepainted();
    void nothingTurns_data();
    void nothingTurns();
    void turningGoesOnWhenItIsSeenAgain();
};

namespace {

Picture threeJobs()
{
    Picture picture;
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        picture.cards.push_back(job(id, {u"first"_s, u"second"_s}));
    picture.links = {{u"a"_s, u"b"_s, LinkLook::Usual, {}, true}, {u"b"_s, u"c"_s}};
    return picture;
}

/// At twice its size, so that `a` and `c` are only partly in sight.
class Near : public Shown
{
public:
    Near()
        : Shown(threeJobs())
    {
        canvas.setAbilities(allAbilities());
        canvas.setClock(clock);
        canvas.setZoom(2);
    }
    ~Near() { canvas.setClock(machine); }

    base::ManualClock clock;
    base::SystemClock machine;
};

class Running : public Shown
{
public:
    Running()
        : Shown(liveRun())
    {
        canvas.setClock(clock);
        canvas.setMotionReduced(false);
        QCoreApplication::processEvents();
    }
    ~Running() { canvas.setClock(machine); }

    void pass(base::milliseconds time)
    {
        clock.advance(time);
        QCoreApplication::processEvents();
    }

    base::ManualClock clock;
    base::SystemClock machine;
};

QRect difference(const QImage &one, const QImage &other)
{
    QRect all;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            if (one.pixel(x, y) != other.pixel(x, y))
                all |= QRect(x, y, 1, 1);
        }
    }
    return all;
}

/// Sums up what is painted.
class PaintedArea : public QObject
{
public:
    QRegion region;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

void TestCanvasMotion::viewFollowsADragThatRestsAtAnEdge_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QPoint>("to");
    QTest::addColumn<QPoint>("towards");

    QTest::newRow("link to the right") << u"port"_s << QPoint(995, 300) << QPoint(-1, 0);
    QTest::newRow("link to the left") << u"port"_s << QPoint(3, 300) << QPoint(1, 0);
    QTest::newRow("card to the right") << u"card"_s << QPoint(990, 300) << QPoint(-1, 0);
    QTest::newRow("card to the bottom") << u"card"_s << QPoint(500, 597) << QPoint(0, -1);
    QTest::newRow("row beyond the right edge") << u"row"_s << QPoint(1040, 300) << QPoint(-1, 0);
    QTest::newRow("marquee to the left") << u"free"_s << QPoint(2, 100) << QPoint(1, 0);
}

void TestCanvasMotion::viewFollowsADragThatRestsAtAnEdge()
{
    QFETCH(const QString, from);
    QFETCH(const QPoint, to);
    QFETCH(const QPoint, towards);
    Near shown;
    const QHash<QString, QPoint> begins{{u"port"_s, shown.portOf(u"b"_s)},
                                        {u"card"_s, shown.headOf(u"b"_s)},
                                        {u"row"_s, shown.middleOf(u"b"_s, 0)},
                                        {u"free"_s, QPoint(500, 40)}};
    QSignalSpy changed(&shown.canvas, &Canvas::viewChanged);
    shown.press(begins.value(from));
    shown.move((begins.value(from) + to) / 2);
    QCOMPARE(shown.clock.waiting(), 0);
    shown.move(to);
    const QPoint before = shown.portOf(u"a"_s);
    shown.clock.advance(200ms);
    QCOMPARE(shown.portOf(u"a"_s), before);
    shown.clock.advance(200ms);
    const QPoint by = shown.portOf(u"a"_s) - before;
    QCOMPARE_GT(QPoint::dotProduct(by, towards), 40);
    QCOMPARE(QPoint::dotProduct(by, QPoint(towards.y(), towards.x())), 0);
    QCOMPARE(changed.size(), 0);
    shown.release(to);
    QCOMPARE(shown.clock.waiting(), 0);
    QCOMPARE_GT(changed.size(), 0);
}

void TestCanvasMotion::viewStandsStillWhileADragOnlyPassesAnEdge()
{
    Near shown;
    shown.press(shown.portOf(u"b"_s));
    shown.move({995, 300});
    shown.clock.advance(100ms);
    shown.move({500, 300});
    QCOMPARE(shown.clock.waiting(), 0);
    shown.move({995, 300});
    shown.clock.advance(100ms);
    shown.key(Qt::Key_Escape);
    QCOMPARE(shown.clock.waiting(), 0);
    shown.release({995, 300});
}

void TestCanvasMotion::viewFollowsAPaletteBlock()
{
    Near shown;
    QSignalSpy dropped(&shown.canvas, &Canvas::dropRequested);
    QMimeData data;
    data.setData(QLatin1StringView(blockMimeType), "job");
    const QPoint at(996, 300);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(shown.canvas.viewport(), &enter);
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(shown.canvas.viewport(), &move);
    const QPoint before = shown.portOf(u"b"_s);
    shown.clock.advance(400ms);
    QCOMPARE_LT(shown.portOf(u"b"_s).x(), before.x() - 40);
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(shown.canvas.viewport(), &drop);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(shown.clock.waiting(), 0);
    QCoreApplication::sendEvent(shown.canvas.viewport(), &enter);
    QCoreApplication::sendEvent(shown.canvas.viewport(), &move);
    QCOMPARE(shown.clock.waiting(), 1);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(shown.canvas.viewport(), &leave);
    QCOMPARE(shown.clock.waiting(), 0);
}

void TestCanvasMotion::scrollingEndsBeyondTheOutermostCard()
{
    Near shown;
    shown.press(shown.portOf(u"b"_s));
    shown.move({998, 300});
    shown.clock.advance(30s);
    QCOMPARE(shown.clock.waiting(), 0);
    const QRectF last = shown.canvas.rectOf({u"c"_s});
    QVERIFY(last.right() < 900);
    QVERIFY(last.right() > 500);
    shown.key(Qt::Key_Escape);
    shown.release({998, 300});
}

void TestCanvasMotion::linkReachesACardThatWasOutOfSight()
{
    Near shown;
    shown.canvas.setZoom(4);
    QVERIFY(shown.canvas.rectOf({u"c"_s}).isEmpty());
    QSignalSpy asked(&shown.canvas, &Canvas::connectRequested);
    const QPoint edge(990, 300);
    shown.press(shown.portOf(u"b"_s));
    shown.move(edge);
    for (int frame = 0; frame < 400 && !shown.canvas.rectOf({u"c"_s}).contains(edge); ++frame)
        shown.clock.advance(16ms);
    shown.release(edge);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(1).toString(), u"c"_s);
}

void TestCanvasMotion::draggedCardStaysUnderThePointer()
{
    Near shown;
    const QPoint head = shown.headOf(u"b"_s);
    const QPoint edge(980, 300);
    shown.press(head);
    shown.move(edge);
    const QPointF corner = shown.canvas.rectOf({u"b"_s}).topLeft();
    const QPoint neighbour = shown.portOf(u"a"_s);
    shown.clock.advance(500ms);
    QVERIFY((shown.canvas.rectOf({u"b"_s}).topLeft() - corner).manhattanLength() <= 3);
    QCOMPARE_LT(shown.portOf(u"a"_s).x(), neighbour.x() - 20);
    shown.release(edge);
}

void TestCanvasMotion::runningShapesTurnOnceASecond()
{
    Running shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.canvas));
    shown.pass(1000ms - shown.clock.elapsed() % 1000ms);
    const QImage upright = shown.canvas.grab().toImage();
    shown.pass(250ms);
    const QImage quarter = shown.canvas.grab().toImage();
    shown.pass(750ms);
    const QImage again = shown.canvas.grab().toImage();
    const QRect turned = difference(upright, quarter);
    QVERIFY(!turned.isEmpty());
    QVERIFY(shown.canvas.rectOf({u"job:deploy"_s}).contains(turned));
    // The head's, and that of the row.
    QVERIFY(turned.intersects(shown.canvas.rectOf({u"job:deploy"_s, 3}).toRect()));
    QVERIFY(turned.top() < shown.canvas.rectOf({u"job:deploy"_s, 0}).top());
    QCOMPARE(turned.width() < 30, true);
    QCOMPARE(again, upright);
}

void TestCanvasMotion::onlyTheShapesAreRepainted()
{
    Running shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.canvas));
    QCoreApplication::processEvents();
    PaintedArea painted;
    shown.canvas.viewport()->installEventFilter(&painted);
    shown.pass(50ms);
    int pixels = 0;
    for (const QRect &rect : painted.region)
        pixels += rect.width() * rect.height();
    QCOMPARE_GT(pixels, 2 * 14 * 14);
    QCOMPARE_LT(pixels, 1500);
    QCOMPARE(shown.clock.waiting(), 1);
}

void TestCanvasMotion::nothingTurns_data()
{
    QTest::addColumn<Change>("change");

    const auto add = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    add("motion is reduced", [](Canvas &it) { it.setMotionReduced(true); });
    add("the window is hidden", [](Canvas &it) { it.hide(); });
    add("the window is minimised", [](Canvas &it) { it.showMinimized(); });
    add("the graph stands still", [](Canvas &it) { it.setFrozen(u"Broken."_s); });
    add("cards are blocks", [](Canvas &it) { it.setZoom(0.3); });
    add("nothing runs", [](Canvas &it) { it.setPicture(editedWorkflow()); });
    add("what runs is out of sight", [](Canvas &it) {
        QWheelEvent event(QPointF(9, 9), it.viewport()->mapToGlobal(QPointF(9, 9)), {4000, 0}, {8000, 0}, Qt::NoButton,
                          {}, Qt::ScrollUpdate, false);
        QCoreApplication::sendEvent(it.viewport(), &event);
    });
}

void TestCanvasMotion::nothingTurns()
{
    QFETCH(const Change, change);
    Running shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.canvas));
    QCOMPARE(shown.clock.waiting(), 1);
    change(shown.canvas);
    QCoreApplication::processEvents();
    shown.pass(50ms);
    shown.pass(50ms);
    QCOMPARE(shown.clock.waiting(), 0);
    const QImage before = shown.canvas.grab().toImage();
    shown.pass(333ms);
    if (shown.canvas.isVisible())
        QCOMPARE(shown.canvas.grab().toImage(), before);
}

void TestCanvasMotion::turningGoesOnWhenItIsSeenAgain()
{
    Running shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.canvas));
    shown.canvas.hide();
    shown.pass(100ms);
    QCOMPARE(shown.clock.waiting(), 0);
    shown.canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&shown.canvas));
    QTRY_COMPARE(shown.clock.waiting(), 1);
}

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasMotion)
#include "test_canvas_motion.moc"
