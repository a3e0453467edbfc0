#include "scenes.h"

#include "theme/tokens.h"

#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

/// What the mouse does, tool by tool.
class TestCanvasTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void middleButtonPans();
    void spaceAndDragPan();
    void wheelPansAndWithCtrlZoomsAtThePointer();
    void clickSelectsAndShiftAdds();
    void marqueeSelectsWhatItTouches();
    void dragMovesAllSelectedCards();
    void escapePutsDraggedCardsBack();
    void groupTakesItsInsideAlong();
    void portDragAsksForOneLink();
    void refusedLinkSaysWhyAndAsksForNothing();
    void escapeEndsConnecting();
    void withoutAbilitiesThereAreNoPorts();
    void rowDragAsksForOneMove_data();
    void rowDragAsksForOneMove();
    void rowDragWhereItIsAsksForNothing();
    void severalRowsMoveTogether();
    void refusedRowDropAsksForNothing();
    void blockDropsAskForABlock();
    void refusedBlockIsNotTaken();
    void textIsDropped();
    void hoveredLinkIsCutByItsHandle_data();
    void hoveredLinkIsCutByItsHandle();
    void selectedLinkIsCutByDelete();
    void linkThatMayNotBeCutHasNoHandle();
    void contextMenusSayWhatTheyAreFor();
    void renameByField_data();
    void renameByField();
    void emptyNameIsTheOwnersToJudge();
    void signFoldsACard();
    void doubleClickActivates();
    void minimapMovesTheView();
    void frozenCanvasAsksForNothing();
    void pictureMayChangeDuringADrag();
};

namespace {

QPoint middleOf(const QPainterPath &path)
{
    return path.pointAtPercent(0.5).toPoint();
}

/// Three jobs with two steps each, side by side.
Picture threeJobs()
{
    Picture picture;
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        picture.cards.push_back(job(id, {u"first"_s, u"second"_s}));
    picture.links = {{u"a"_s, u"b"_s, LinkLook::Usual, {}, true}, {u"b"_s, u"c"_s}};
    return picture;
}

bool offer(Canvas &canvas, const QMimeData &data, const QPoint &at)
{
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(canvas.viewport(), &enter);
    if (!enter.isAccepted())
        return false;
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(canvas.viewport(), &move);
    return move.isAccepted();
}

void drop(Canvas &canvas, const QMimeData &data, const QPoint &at)
{
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(canvas.viewport(), &event);
}

} // namespace

void TestCanvasTools::middleButtonPans()
{
    Shown shown(threeJobs());
    const QPoint before = shown.middleOf(u"a"_s);
    QSignalSpy changed(&shown.canvas, &Canvas::viewChanged);
    QTest::mousePress(shown.canvas.viewport(), Qt::MiddleButton, {}, QPoint(300, 500));
    shown.move({350, 480}, Qt::MiddleButton);
    QTest::mouseRelease(shown.canvas.viewport(), Qt::MiddleButton, {}, QPoint(350, 480));
    QCOMPARE(shown.middleOf(u"a"_s), before + QPoint(50, -20));
    QCOMPARE(changed.size(), 1);
}

void TestCanvasTools::spaceAndDragPan()
{
    Shown shown(threeJobs());
    const QPoint before = shown.middleOf(u"a"_s);
    QTest::keyPress(&shown.canvas, Qt::Key_Space);
    shown.drag(before, before + QPoint(30, 40));
    QTest::keyRelease(&shown.canvas, Qt::Key_Space);
    QCOMPARE(shown.middleOf(u"a"_s), before + QPoint(30, 40));
    QVERIFY(shown.canvas.selection().isEmpty());
}

void TestCanvasTools::wheelPansAndWithCtrlZoomsAtThePointer()
{
    Shown shown(threeJobs());
    const QPoint before = shown.middleOf(u"b"_s);
    const auto turn = [&](const QPoint &angle, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(before, shown.canvas.viewport()->mapToGlobal(before), {}, angle, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(shown.canvas.viewport(), &event);
    };
    QSignalSpy zoomed(&shown.canvas, &Canvas::zoomChanged);
    turn({0, 120}, Qt::ControlModifier);
    QCOMPARE(zoomed.size(), 1);
    QCOMPARE_GT(shown.canvas.zoom(), 1.1);
    QVERIFY((shown.middleOf(u"b"_s) - before).manhattanLength() <= 3);
    turn({0, -120}, Qt::ControlModifier);
    QCOMPARE(shown.canvas.zoom(), 1.0);
    turn({0, -120}, {});
    QCOMPARE_LT(shown.middleOf(u"b"_s).y(), before.y());
    turn({0, 120 * 100}, Qt::ControlModifier);
    QCOMPARE(shown.canvas.zoom(), 4.0);
    turn({0, -120 * 100}, Qt::ControlModifier);
    QCOMPARE(shown.canvas.zoom(), 0.05);
}

void TestCanvasTools::clickSelectsAndShiftAdds()
{
    Shown shown(threeJobs());
    QSignalSpy changed(&shown.canvas, &Canvas::selectionChanged);
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, shown.headOf(u"a"_s));
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"a"_s}}));
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, Qt::ShiftModifier, shown.headOf(u"b"_s));
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"a"_s}, {u"b"_s}}));
    QCOMPARE(shown.canvas.current(), Spot{u"b"_s});
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, shown.middleOf(u"c"_s, 1));
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"c"_s, 1}}));
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, QPoint(20, 580));
    QVERIFY(shown.canvas.selection().isEmpty());
    QCOMPARE(changed.size(), 4);
}

void TestCanvasTools::marqueeSelectsWhatItTouches()
{
    Shown shown(threeJobs());
    const QRectF b = shown.canvas.rectOf({u"b"_s});
    shown.drag({5, 5}, b.center().toPoint());
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"a"_s}, {u"b"_s}}));
    shown.press({5, 5});
    shown.move({400, 590});
    shown.key(Qt::Key_Escape);
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"a"_s}, {u"b"_s}}));
    shown.release({400, 590});
}

void TestCanvasTools::dragMovesAllSelectedCards()
{
    Shown shown(threeJobs());
    shown.canvas.setSelection({{u"a"_s}, {u"b"_s}}, {u"a"_s});
    const QPoint a = shown.middleOf(u"a"_s);
    const QPoint b = shown.middleOf(u"b"_s);
    const QPoint c = shown.middleOf(u"c"_s);
    QSignalSpy changed(&shown.canvas, &Canvas::viewChanged);
    shown.drag(shown.headOf(u"a"_s), shown.headOf(u"a"_s) + QPoint(12, 80));
    QCOMPARE(shown.middleOf(u"a"_s), a + QPoint(12, 80));
    QCOMPARE(shown.middleOf(u"b"_s), b + QPoint(12, 80));
    QCOMPARE(shown.middleOf(u"c"_s), c);
    QCOMPARE(changed.size(), 1);
    // The link follows.
    QCOMPARE(shown.canvas.pathOf(u"a"_s, u"b"_s).pointAtPercent(0).toPoint(), shown.portOf(u"a"_s));
}

void TestCanvasTools::escapePutsDraggedCardsBack()
{
    Shown shown(threeJobs());
    const QPoint a = shown.middleOf(u"a"_s);
    QSignalSpy changed(&shown.canvas, &Canvas::viewChanged);
    const QPoint from = shown.headOf(u"a"_s);
    shown.press(from);
    shown.move(from + QPoint(50, 50));
    QVERIFY(shown.middleOf(u"a"_s) != a);
    shown.key(Qt::Key_Escape);
    shown.release(from + QPoint(50, 50));
    QCOMPARE(shown.middleOf(u"a"_s), a);
    QCOMPARE(changed.size(), 0);
}

void TestCanvasTools::groupTakesItsInsideAlong()
{
    Picture picture;
    Card group = job(u"call"_s);
    group.kind = CardKind::Group;
    group.canFold = true;
    Card inner = job(u"call/one"_s);
    inner.parent = u"call"_s;
    picture.cards = {group, inner, job(u"after"_s)};
    picture.links = {{u"call"_s, u"after"_s}};
    Shown shown(picture);
    const QRectF frame = shown.canvas.rectOf({u"call"_s});
    const QRectF one = shown.canvas.rectOf({u"call/one"_s});
    QVERIFY(frame.contains(one));
    const QPoint head = frame.topLeft().toPoint() + QPoint(50, 12);
    shown.drag(head, head + QPoint(0, 60));
    QCOMPARE(shown.canvas.rectOf({u"call/one"_s}), one.translated(0, 60));
    QCOMPARE(shown.canvas.rectOf({u"call"_s}), frame.translated(0, 60));
    savePicture(shown.canvas, u"group"_s);
}

void TestCanvasTools::portDragAsksForOneLink()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::connectRequested);
    shown.press(shown.portOf(u"a"_s));
    shown.move(shown.middleOf(u"c"_s) - QPoint(100, 40));
    shown.move(shown.middleOf(u"c"_s));
    savePicture(shown.canvas, u"connect"_s);
    shown.release(shown.middleOf(u"c"_s));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), u"a"_s);
    QCOMPARE(asked.first().at(1).toString(), u"c"_s);
    shown.drag(shown.portOf(u"a"_s), QPoint(500, 590));
    QCOMPARE(asked.size(), 1);
}

void TestCanvasTools::refusedLinkSaysWhyAndAsksForNothing()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities(u"c"_s));
    QSignalSpy asked(&shown.canvas, &Canvas::connectRequested);
    shown.press(shown.portOf(u"a"_s));
    shown.move(shown.middleOf(u"c"_s));
    const QImage image = shown.canvas.grab().toImage();
    // The label hangs at the pointer.
    QCOMPARE(image.pixelColor(shown.middleOf(u"c"_s) + QPoint(18, 22)),
             theme::tokens(shown.canvas.palette()).failure.bg);
    savePicture(shown.canvas, u"refused"_s);
    shown.release(shown.middleOf(u"c"_s));
    QCOMPARE(asked.size(), 0);
}

void TestCanvasTools::escapeEndsConnecting()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::connectRequested);
    shown.press(shown.portOf(u"a"_s));
    shown.move(shown.middleOf(u"c"_s));
    shown.key(Qt::Key_Escape);
    shown.release(shown.middleOf(u"c"_s));
    QCOMPARE(asked.size(), 0);
}

void TestCanvasTools::withoutAbilitiesThereAreNoPorts()
{
    Shown shown(threeJobs());
    QSignalSpy asked(&shown.canvas, &Canvas::connectRequested);
    shown.drag(shown.portOf(u"a"_s), shown.middleOf(u"c"_s));
    QCOMPARE(asked.size(), 0);
    shown.key(Qt::Key_C);
    shown.key(Qt::Key_Return);
    QCOMPARE(asked.size(), 0);
}

void TestCanvasTools::rowDragAsksForOneMove_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("below");
    QTest::addColumn<int>("expected");

    QTest::newRow("to the end of its job") << u"a"_s << 1 << 8 << 2;
    QTest::newRow("to the top of another") << u"b"_s << 0 << -8 << 0;
    QTest::newRow("between two of another") << u"b"_s << 0 << 8 << 1;
}

void TestCanvasTools::rowDragAsksForOneMove()
{
    QFETCH(const QString, to);
    QFETCH(const int, row);
    QFETCH(const int, below);
    QFETCH(const int, expected);
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::moveRowsRequested);
    const QPoint target = shown.middleOf(to, row) + QPoint(0, below);
    shown.press(shown.middleOf(u"a"_s, 0));
    shown.move(target - QPoint(20, 0));
    shown.move(target);
    savePicture(shown.canvas, u"rows-"_s + QString::number(expected));
    shown.release(target);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).value<QList<Spot>>(), QList<Spot>({{u"a"_s, 0}}));
    QCOMPARE(asked.first().at(1).toString(), to);
    QCOMPARE(asked.first().at(2).toInt(), expected);
}

void TestCanvasTools::rowDragWhereItIsAsksForNothing()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::moveRowsRequested);
    shown.drag(shown.middleOf(u"a"_s, 0), shown.middleOf(u"a"_s, 0) + QPoint(30, 7));
    shown.drag(shown.middleOf(u"a"_s, 0), QPoint(500, 590));
    QCOMPARE(asked.size(), 0);
}

void TestCanvasTools::severalRowsMoveTogether()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::moveRowsRequested);
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, shown.middleOf(u"a"_s, 1));
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, Qt::ShiftModifier, shown.middleOf(u"a"_s, 0));
    shown.drag(shown.middleOf(u"a"_s, 0), shown.middleOf(u"c"_s, 1) + QPoint(0, 8));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).value<QList<Spot>>(), QList<Spot>({{u"a"_s, 0}, {u"a"_s, 1}}));
    QCOMPARE(asked.first().at(1).toString(), u"c"_s);
    QCOMPARE(asked.first().at(2).toInt(), 2);
}

void TestCanvasTools::refusedRowDropAsksForNothing()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities(u"b"_s));
    QSignalSpy asked(&shown.canvas, &Canvas::moveRowsRequested);
    shown.drag(shown.middleOf(u"a"_s, 0), shown.middleOf(u"b"_s, 0));
    QCOMPARE(asked.size(), 0);
}

void TestCanvasTools::blockDropsAskForABlock()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::dropRequested);
    QMimeData step;
    step.setData(QLatin1StringView(blockMimeType), "step.run"_ba);
    const QPoint target = shown.middleOf(u"b"_s, 0) + QPoint(0, 8);
    QVERIFY(offer(shown.canvas, step, target));
    savePicture(shown.canvas, u"drop"_s);
    drop(shown.canvas, step, target);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), u"step.run"_s);
    QCOMPARE(asked.first().at(1).value<DropSpot>().spot, (Spot{u"b"_s, 1}));
    QMimeData block;
    block.setData(QLatin1StringView(blockMimeType), "job"_ba);
    QVERIFY(offer(shown.canvas, block, {500, 580}));
    drop(shown.canvas, block, {500, 580});
    QCOMPARE(asked.size(), 2);
    QVERIFY(!asked.last().at(1).value<DropSpot>().isOnCard());
}

void TestCanvasTools::refusedBlockIsNotTaken()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::dropRequested);
    QMimeData step;
    step.setData(QLatin1StringView(blockMimeType), "step.run"_ba);
    QVERIFY(!offer(shown.canvas, step, {300, 560}));
    QCOMPARE(shown.canvas.grab().toImage().pixelColor(318, 582), theme::tokens(shown.canvas.palette()).failure.bg);
    drop(shown.canvas, step, {300, 560});
    QCOMPARE(asked.size(), 0);
    shown.canvas.setAbilities({});
    QVERIFY(!offer(shown.canvas, step, shown.middleOf(u"b"_s)));
}

void TestCanvasTools::textIsDropped()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::textDropped);
    QMimeData text;
    text.setText(u"- run: make"_s);
    QVERIFY(offer(shown.canvas, text, shown.middleOf(u"a"_s)));
    drop(shown.canvas, text, shown.middleOf(u"a"_s));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), u"- run: make"_s);
}

void TestCanvasTools::hoveredLinkIsCutByItsHandle_data()
{
    QTest::addColumn<qreal>("zoom");
    QTest::addColumn<QString>("subtitle");
    const QString longer = u"deploy · ubuntu-latest · limit 20 min"_s;
    QTest::newRow("full size") << 1.0 << QString();
    QTest::newRow("from afar, where links are short") << 0.45 << QString();
    QTest::newRow("from so far that ports are none") << 0.3 << QString();
    QTest::newRow("the card before it grew in its place") << 1.0 << longer;
}

void TestCanvasTools::hoveredLinkIsCutByItsHandle()
{
    QFETCH(const qreal, zoom);
    QFETCH(const QString, subtitle);
    Picture picture = threeJobs();
    Shown shown(picture);
    shown.canvas.setAbilities(allAbilities());
    const qreal before = shown.canvas.pathOf(u"a"_s, u"b"_s).length();
    picture.cards[0].subtitle = subtitle;
    shown.canvas.setPicture(picture);
    QVERIFY(subtitle.isEmpty() || shown.canvas.pathOf(u"a"_s, u"b"_s).length() < before);
    shown.canvas.setZoom(zoom);
    QSignalSpy asked(&shown.canvas, &Canvas::cutRequested);
    const QPoint middle = middleOf(shown.canvas.pathOf(u"a"_s, u"b"_s));
    shown.move(middle, Qt::NoButton);
    savePicture(shown.canvas, u"cut"_s);
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, middle);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), u"a"_s);
    QCOMPARE(asked.first().at(1).toString(), u"b"_s);
}

void TestCanvasTools::selectedLinkIsCutByDelete()
{
    Shown shown(threeJobs());
    QSignalSpy asked(&shown.canvas, &Canvas::cutRequested);
    QSignalSpy removed(&shown.canvas, &Canvas::removeRequested);
    const QPoint near = shown.canvas.pathOf(u"a"_s, u"b"_s).pointAtPercent(0.1).toPoint();
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, near);
    shown.key(Qt::Key_Delete);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(removed.size(), 0);
}

void TestCanvasTools::linkThatMayNotBeCutHasNoHandle()
{
    Shown shown(threeJobs());
    QSignalSpy asked(&shown.canvas, &Canvas::cutRequested);
    const QPoint middle = middleOf(shown.canvas.pathOf(u"b"_s, u"c"_s));
    shown.move(middle, Qt::NoButton);
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, middle);
    shown.key(Qt::Key_Delete);
    QCOMPARE(asked.size(), 0);
}

void TestCanvasTools::contextMenusSayWhatTheyAreFor()
{
    Shown shown(threeJobs());
    QSignalSpy menus(&shown.canvas, &Canvas::menuRequested);
    QSignalSpy linkMenus(&shown.canvas, &Canvas::linkMenuRequested);
    const auto ask = [&shown](const QPoint &at) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, shown.canvas.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(shown.canvas.viewport(), &event);
    };
    ask(shown.middleOf(u"b"_s, 1));
    QCOMPARE(menus.last().at(0).value<Spot>(), (Spot{u"b"_s, 1}));
    QCOMPARE(shown.canvas.current(), (Spot{u"b"_s, 1}));
    ask({20, 580});
    QVERIFY(menus.last().at(0).value<Spot>().isNull());
    ask(middleOf(shown.canvas.pathOf(u"a"_s, u"b"_s)));
    QCOMPARE(linkMenus.size(), 1);
    QCOMPARE(linkMenus.first().at(0).toString(), u"a"_s);
    QCOMPARE(menus.size(), 2);
}

void TestCanvasTools::renameByField_data()
{
    QTest::addColumn<Spot>("spot");
    QTest::addColumn<int>("lastKey");
    QTest::addColumn<bool>("isAsked");

    QTest::newRow("card, Enter") << Spot{u"a"_s} << int(Qt::Key_Return) << true;
    QTest::newRow("row, Enter") << Spot{u"a"_s, 1} << int(Qt::Key_Return) << true;
    QTest::newRow("card, Esc") << Spot{u"a"_s} << int(Qt::Key_Escape) << false;
}

void TestCanvasTools::renameByField()
{
    QFETCH(const Spot, spot);
    QFETCH(const int, lastKey);
    QFETCH(const bool, isAsked);
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::renameRequested);
    shown.canvas.setSelection({spot}, spot);
    shown.key(Qt::Key_F2);
    auto *field = shown.canvas.findChild<QLineEdit *>();
    QVERIFY(field->isVisible());
    QVERIFY(shown.canvas.rectOf(spot).intersects(field->geometry()));
    QTest::keyClicks(field, u"new name"_s);
    savePicture(shown.canvas, u"rename"_s);
    QTest::keyClick(field, static_cast<Qt::Key>(lastKey));
    QVERIFY(!field->isVisible());
    QCOMPARE(asked.size(), isAsked ? 1 : 0);
    if (isAsked) {
        QCOMPARE(asked.first().at(0).value<Spot>(), spot);
        QCOMPARE(asked.first().at(1).toString(), u"new name"_s);
    }
}

void TestCanvasTools::emptyNameIsTheOwnersToJudge()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::renameRequested);
    shown.canvas.setSelection({{u"a"_s, 1}}, {u"a"_s, 1});
    shown.key(Qt::Key_F2);
    auto *field = shown.canvas.findChild<QLineEdit *>();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, u"  "_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(1).toString(), QString());
}

void TestCanvasTools::signFoldsACard()
{
    Shown shown(threeJobs());
    QSignalSpy asked(&shown.canvas, &Canvas::foldRequested);
    const QPoint sign = shown.canvas.rectOf({u"a"_s}).topRight().toPoint() + QPoint(-16, 22);
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, sign);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(1).toBool(), true);
    Picture folded = threeJobs();
    folded.cards[0].isFolded = true;
    const QRectF before = shown.canvas.rectOf({u"a"_s});
    shown.canvas.setPicture(folded);
    QCOMPARE(shown.canvas.rectOf({u"a"_s}).topLeft(), before.topLeft());
    QCOMPARE_LT(shown.canvas.rectOf({u"a"_s}).height(), before.height());
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, sign);
    QCOMPARE(asked.last().at(1).toBool(), false);
}

void TestCanvasTools::doubleClickActivates()
{
    Shown shown(threeJobs());
    QSignalSpy activated(&shown.canvas, &Canvas::activated);
    QTest::mouseDClick(shown.canvas.viewport(), Qt::LeftButton, {}, shown.middleOf(u"b"_s, 0));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().at(0).value<Spot>(), (Spot{u"b"_s, 0}));
}

void TestCanvasTools::minimapMovesTheView()
{
    Shown shown(madeGraph(60));
    QVERIFY(shown.canvas.rectOf({u"job59"_s}).isEmpty());
    const QPoint corner(1000 - 12 - 10, 600 - 12 - 34);
    shown.drag(corner - QPoint(60, 0), corner);
    const QImage image = shown.canvas.grab().toImage();
    savePicture(shown.canvas, u"minimap"_s);
    QVERIFY(shown.canvas.rectOf({u"job0"_s}).isEmpty());
    shown.canvas.setMinimapShown(false);
    QVERIFY(shown.canvas.grab().toImage() != image);
}

void TestCanvasTools::frozenCanvasAsksForNothing()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy linked(&shown.canvas, &Canvas::connectRequested);
    QSignalSpy moved(&shown.canvas, &Canvas::moveRowsRequested);
    QSignalSpy removed(&shown.canvas, &Canvas::removeRequested);
    QSignalSpy added(&shown.canvas, &Canvas::addRequested);
    shown.canvas.setFrozen(u"Broken."_s);
    shown.drag(shown.portOf(u"a"_s), shown.middleOf(u"c"_s));
    shown.drag(shown.middleOf(u"a"_s, 0), shown.middleOf(u"c"_s, 0));
    shown.key(Qt::Key_Delete);
    shown.key(Qt::Key_J);
    QCOMPARE(linked.size() + moved.size() + removed.size() + added.size(), 0);
}

void TestCanvasTools::pictureMayChangeDuringADrag()
{
    Shown shown(threeJobs());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::connectRequested);
    const QPoint target = shown.middleOf(u"c"_s);
    const QPoint row = shown.middleOf(u"a"_s, 1);
    for (const QPoint &from : {shown.portOf(u"a"_s), shown.headOf(u"a"_s), row}) {
        shown.canvas.setPicture(threeJobs());
        shown.press(from);
        shown.move(target);
        shown.canvas.setPicture({});
        shown.canvas.grab();
        shown.move(target + QPoint(5, 5));
        shown.canvas.grab();
        shown.release(target);
    }
    QCOMPARE(asked.size(), 0);
}

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasTools)
#include "test_canvas_tools.moc"
