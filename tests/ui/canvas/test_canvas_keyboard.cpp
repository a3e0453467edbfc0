#include "scenes.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

/// Everything by keys.
class TestCanvasKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void arrowsGoAlongLinksAndToTheNearest();
    void enterOpensRowsThenActivates();
    void enterOpensAFoldedCard();
    void tabWalksInGraphOrderAndLeaves();
    void escapeDeselects();
    void connectByKeys();
    void refusedTargetIsNotJoined();
    void linkIsCutByKeys();
    void lettersAskForBlocks_data();
    void lettersAskForBlocks();
    void lettersWithModifiersAskForNothing();
    void spaceSelectsMore();
    void controlAndArrowsMoveCards();
    void deleteAsksForRemoval();
    void zoomKeys();
    void selectAll();
    void menuKeyOpensAMenu();
    void keysOnAnEmptyCanvasDoNoHarm();
};

void TestCanvasKeyboard::arrowsGoAlongLinksAndToTheNearest()
{
    Shown shown(editedWorkflow());
    const auto go = [&shown](int key) {
        shown.key(key);
        return shown.canvas.current().card;
    };
    QCOMPARE(go(Qt::Key_Right), u"on:push"_s);
    QCOMPARE(go(Qt::Key_Down), u"on:workflow_dispatch"_s);
    QCOMPARE(go(Qt::Key_Right), u"job:ci"_s);
    QCOMPARE(go(Qt::Key_Right), u"env:production>deploy"_s);
    QCOMPARE(go(Qt::Key_Right), u"job:deploy"_s);
    QCOMPARE(go(Qt::Key_Right), u"job:deploy"_s);
    QCOMPARE(go(Qt::Key_Left), u"env:production>deploy"_s);
    QCOMPARE(go(Qt::Key_Left), u"job:ci"_s);
}

void TestCanvasKeyboard::enterOpensRowsThenActivates()
{
    Shown shown(editedWorkflow());
    QSignalSpy activated(&shown.canvas, &Canvas::activated);
    shown.canvas.setSelection({{u"job:deploy"_s}}, {u"job:deploy"_s});
    shown.key(Qt::Key_Return);
    QCOMPARE(shown.canvas.current(), (Spot{u"job:deploy"_s, 0}));
    shown.key(Qt::Key_Down);
    shown.key(Qt::Key_Down);
    shown.key(Qt::Key_Up);
    QCOMPARE(shown.canvas.current(), (Spot{u"job:deploy"_s, 1}));
    QCOMPARE(activated.size(), 0);
    shown.key(Qt::Key_Return);
    QCOMPARE(activated.first().at(0).value<Spot>(), (Spot{u"job:deploy"_s, 1}));
    shown.key(Qt::Key_Up);
    shown.key(Qt::Key_Up);
    QCOMPARE(shown.canvas.current(), Spot{u"job:deploy"_s});
}

void TestCanvasKeyboard::enterOpensAFoldedCard()
{
    Picture picture = editedWorkflow();
    picture.cards[2].isFolded = true;
    Shown shown(picture);
    QSignalSpy folded(&shown.canvas, &Canvas::foldRequested);
    shown.canvas.setSelection({{u"job:ci"_s}}, {u"job:ci"_s});
    shown.key(Qt::Key_Return);
    QCOMPARE(folded.size(), 1);
    QCOMPARE(folded.first().at(1).toBool(), false);
}

void TestCanvasKeyboard::tabWalksInGraphOrderAndLeaves()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *first = new QPushButton(u"first"_s);
    auto *canvas = new Canvas;
    auto *last = new QPushButton(u"last"_s);
    column->addWidget(first);
    column->addWidget(canvas, 1);
    column->addWidget(last);
    window.resize(1000, 700);
    canvas->setPicture(editedWorkflow());
    window.show();
    window.activateWindow();
    first->setFocus();
    QCoreApplication::processEvents();
    QStringList walked;
    for (int step = 0; step < 5; ++step) {
        QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
        QVERIFY(canvas->hasFocus());
        walked.append(canvas->current().card);
    }
    QCOMPARE(walked,
             QStringList(
                 {u"on:push"_s, u"on:workflow_dispatch"_s, u"job:ci"_s, u"env:production>deploy"_s, u"job:deploy"_s}));
    QTest::keyClick(canvas, Qt::Key_Tab);
    QVERIFY(last->hasFocus());
    QTest::keyClick(last, Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(canvas->hasFocus());
    QTest::keyClick(canvas, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(canvas->current().card, u"env:production>deploy"_s);
}

void TestCanvasKeyboard::escapeDeselects()
{
    Shown shown(editedWorkflow());
    shown.canvas.setSelection({{u"job:ci"_s, 2}}, {u"job:ci"_s, 2});
    shown.key(Qt::Key_Escape);
    QCOMPARE(shown.canvas.current(), Spot{u"job:ci"_s});
    shown.key(Qt::Key_Escape);
    QVERIFY(shown.canvas.selection().isEmpty());
    QVERIFY(shown.canvas.current().isNull());
}

void TestCanvasKeyboard::connectByKeys()
{
    Shown shown(editedWorkflow());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy asked(&shown.canvas, &Canvas::connectRequested);
    shown.canvas.setSelection({{u"job:ci"_s}}, {u"job:ci"_s});
    shown.key(Qt::Key_C);
    shown.key(Qt::Key_Right);
    savePicture(shown.canvas, u"connect-keys"_s);
    shown.key(Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), u"job:ci"_s);
    QCOMPARE(asked.first().at(1).toString(), u"job:deploy"_s);
    // The source stays current, and Enter means what it usually does.
    QCOMPARE(shown.canvas.current(), Spot{u"job:ci"_s});
    shown.key(Qt::Key_C);
    shown.key(Qt::Key_Escape);
    shown.key(Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(shown.canvas.current(), (Spot{u"job:ci"_s, 0}));
}

void TestCanvasKeyboard::refusedTargetIsNotJoined()
{
    Shown shown(editedWorkflow());
    shown.canvas.setAbilities(allAbilities(u"job:deploy"_s));
    QSignalSpy asked(&shown.canvas, &Canvas::connectRequested);
    shown.canvas.setSelection({{u"job:ci"_s}}, {u"job:ci"_s});
    shown.key(Qt::Key_C);
    shown.key(Qt::Key_Right);
    shown.key(Qt::Key_Return);
    QCOMPARE(asked.size(), 0);
    // Still connecting: another target may be chosen.
    shown.key(Qt::Key_Left);
    shown.key(Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(1).toString(), u"env:production>deploy"_s);
}

void TestCanvasKeyboard::linkIsCutByKeys()
{
    Shown shown(editedWorkflow());
    shown.canvas.setAbilities(allAbilities());
    QSignalSpy cut(&shown.canvas, &Canvas::cutRequested);
    shown.canvas.setSelection({{u"job:ci"_s}}, {u"job:ci"_s});
    shown.key(Qt::Key_C);
    shown.key(Qt::Key_Delete);
    QCOMPARE(cut.size(), 1);
    QCOMPARE(cut.first().at(1).toString(), u"env:production>deploy"_s);
}

void TestCanvasKeyboard::lettersAskForBlocks_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("block");

    QTest::newRow("J") << int(Qt::Key_J) << u"job"_s;
    QTest::newRow("S") << int(Qt::Key_S) << u"step.run"_s;
    QTest::newRow("A") << int(Qt::Key_A) << u"step.action"_s;
    QTest::newRow("G") << int(Qt::Key_G) << u"gate"_s;
    QTest::newRow("I") << int(Qt::Key_I) << u"condition"_s;
    QTest::newRow("M") << int(Qt::Key_M) << u"matrix"_s;
    QTest::newRow("T") << int(Qt::Key_T) << u"trigger"_s;
}

void TestCanvasKeyboard::lettersAskForBlocks()
{
    QFETCH(const int, key);
    QFETCH(const QString, block);
    Shown shown(editedWorkflow());
    QSignalSpy asked(&shown.canvas, &Canvas::addRequested);
    shown.key(key);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), block);
}

void TestCanvasKeyboard::lettersWithModifiersAskForNothing()
{
    Shown shown(editedWorkflow());
    QSignalSpy asked(&shown.canvas, &Canvas::addRequested);
    for (const auto modifier : {Qt::ControlModifier, Qt::AltModifier, Qt::ShiftModifier})
        shown.key(Qt::Key_J, modifier);
    QCOMPARE(asked.size(), 0);
}

void TestCanvasKeyboard::spaceSelectsMore()
{
    Shown shown(editedWorkflow());
    shown.key(Qt::Key_Right);
    shown.key(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"on:push"_s}, {u"job:ci"_s}}));
    shown.key(Qt::Key_Space);
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"on:push"_s}}));
    shown.key(Qt::Key_Space);
    QCOMPARE(shown.canvas.selection(), QList<Spot>({{u"on:push"_s}, {u"job:ci"_s}}));
}

void TestCanvasKeyboard::controlAndArrowsMoveCards()
{
    Shown shown(editedWorkflow());
    QSignalSpy changed(&shown.canvas, &Canvas::viewChanged);
    shown.canvas.setSelection({{u"job:ci"_s}}, {u"job:ci"_s});
    const QRectF before = shown.canvas.rectOf({u"job:ci"_s});
    shown.key(Qt::Key_Down, Qt::ControlModifier);
    shown.key(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(shown.canvas.rectOf({u"job:ci"_s}), before.translated(16, 16));
    QCOMPARE(changed.size(), 2);
}

void TestCanvasKeyboard::deleteAsksForRemoval()
{
    Shown shown(editedWorkflow());
    QSignalSpy removed(&shown.canvas, &Canvas::removeRequested);
    shown.key(Qt::Key_Delete);
    QCOMPARE(removed.size(), 0);
    shown.key(Qt::Key_Right);
    shown.key(Qt::Key_Delete);
    QCOMPARE(removed.size(), 1);
}

void TestCanvasKeyboard::zoomKeys()
{
    Shown shown(editedWorkflow());
    shown.key(Qt::Key_Plus);
    QCOMPARE(shown.canvas.zoom(), 1.2);
    shown.key(Qt::Key_Minus);
    shown.key(Qt::Key_Minus);
    QCOMPARE(shown.canvas.zoom(), 1 / 1.2);
    shown.key(Qt::Key_1, Qt::ShiftModifier);
    QCOMPARE(shown.canvas.zoom(), 1.0);
    shown.canvas.setZoom(3);
    shown.key(Qt::Key_F, Qt::ShiftModifier);
    QCOMPARE(shown.canvas.zoom(), 1.0);
}

void TestCanvasKeyboard::selectAll()
{
    Shown shown(editedWorkflow());
    shown.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(shown.canvas.selection().size(), 5);
}

void TestCanvasKeyboard::menuKeyOpensAMenu()
{
    Shown shown(editedWorkflow());
    QSignalSpy menus(&shown.canvas, &Canvas::menuRequested);
    shown.key(Qt::Key_Right);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, {5, 5});
    QCoreApplication::sendEvent(&shown.canvas, &event);
    QCOMPARE(menus.size(), 1);
    QCOMPARE(menus.first().at(0).value<Spot>(), Spot{u"on:push"_s});
    const QPoint at = shown.canvas.viewport()->mapFromGlobal(menus.first().at(1).toPoint());
    QVERIFY(shown.canvas.rectOf({u"on:push"_s}).adjusted(0, 0, 0, 4).contains(at));
}

void TestCanvasKeyboard::keysOnAnEmptyCanvasDoNoHarm()
{
    Shown shown({});
    for (const int key : {Qt::Key_Left, Qt::Key_Return, Qt::Key_Space, Qt::Key_C, Qt::Key_F2, Qt::Key_Delete,
                          Qt::Key_Escape, Qt::Key_Tab, Qt::Key_Plus})
        shown.key(key);
    shown.key(Qt::Key_Up, Qt::ControlModifier);
    shown.key(Qt::Key_F, Qt::ShiftModifier);
    shown.canvas.tidy();
    QVERIFY(shown.canvas.current().isNull());
}

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasKeyboard)
#include "test_canvas_keyboard.moc"
