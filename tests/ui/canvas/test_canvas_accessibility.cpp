#include "scenes.h"

#include <QAccessible>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

/// What a screen reader meets.
class TestCanvasAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { QAccessible::installUpdateHandler(nullptr); }
    void cardsAreItemsAndRowsTheirChildren();
    void groupsHoldTheirCards();
    void statesFollowSelectionAndFocus();
    void rectanglesAreOnTheScreen();
    void focusEventsComeWhenTheCurrentChanges();
    void eachFocusIsAnnouncedOnce();
    void canvasIsAnnouncedBeforeWhatIsCurrentInIt();
    void interfacesEndWithTheirCards();
    void pressActivates();

private:
    static QAccessibleInterface &root(Canvas &canvas) { return *QAccessible::queryAccessibleInterface(&canvas); }
};

namespace {

QStringList &focused()
{
    static QStringList names;
    return names;
}

void note(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Focus && event->accessibleInterface())
        focused().append(event->accessibleInterface()->text(QAccessible::Name));
}

} // namespace

void TestCanvasAccessibility::initTestCase()
{
    useReferenceFont();
    QAccessible::installUpdateHandler(note);
}

void TestCanvasAccessibility::cardsAreItemsAndRowsTheirChildren()
{
    Shown shown(editedWorkflow());
    QAccessibleInterface &canvas = root(shown.canvas);
    QCOMPARE(canvas.role(), QAccessible::Tree);
    QCOMPARE(canvas.text(QAccessible::Name), u"Graph"_s);
    QCOMPARE(canvas.childCount(), 5);
    QAccessibleInterface *ci = canvas.child(2);
    QCOMPARE(ci->role(), QAccessible::TreeItem);
    QCOMPARE(ci->text(QAccessible::Name), u"job job:ci"_s);
    QCOMPARE(ci->parent(), &canvas);
    QCOMPARE(canvas.indexOfChild(ci), 2);
    QCOMPARE(ci->childCount(), 9);
    QCOMPARE(ci->child(3)->text(QAccessible::Name), u"step Install dependencies"_s);
    QCOMPARE(ci->child(3)->parent(), ci);
    QCOMPARE(ci->indexOfChild(ci->child(3)), 3);
    QCOMPARE(ci->child(9), nullptr);
    QVERIFY(ci->state().expanded);
    QCOMPARE(canvas.child(0)->childCount(), 0);
}

void TestCanvasAccessibility::groupsHoldTheirCards()
{
    Picture picture;
    Card group = job(u"call"_s);
    group.kind = CardKind::Group;
    Card inner = job(u"inner"_s);
    inner.parent = u"call"_s;
    picture.cards = {group, inner};
    Shown shown(picture);
    QAccessibleInterface &canvas = root(shown.canvas);
    QCOMPARE(canvas.childCount(), 1);
    QCOMPARE(canvas.child(0)->childCount(), 1);
    QCOMPARE(canvas.child(0)->child(0)->text(QAccessible::Name), u"job inner"_s);
    QCOMPARE(canvas.child(0)->child(0)->parent(), canvas.child(0));
}

void TestCanvasAccessibility::statesFollowSelectionAndFocus()
{
    Shown shown(editedWorkflow());
    QAccessibleInterface &canvas = root(shown.canvas);
    QVERIFY(!canvas.child(2)->state().selected);
    shown.canvas.setSelection({{u"job:ci"_s}}, {u"job:ci"_s});
    QVERIFY(canvas.child(2)->state().selected);
    QVERIFY(canvas.child(2)->state().focused);
    QCOMPARE(canvas.focusChild(), canvas.child(2));
    QVERIFY(!canvas.child(3)->state().focused);
    shown.canvas.setFrozen(u"Broken."_s);
    QVERIFY(canvas.child(2)->state().disabled);
}

void TestCanvasAccessibility::rectanglesAreOnTheScreen()
{
    Shown shown(editedWorkflow());
    QAccessibleInterface &canvas = root(shown.canvas);
    const QRect rect = canvas.child(2)->child(1)->rect();
    const QPoint middle = shown.canvas.viewport()->mapToGlobal(shown.middleOf(u"job:ci"_s, 1));
    QVERIFY(rect.contains(middle));
    QCOMPARE(canvas.childAt(middle.x(), middle.y()), canvas.child(2)->child(1));
    QCOMPARE(canvas.child(2)->childAt(middle.x(), middle.y()), canvas.child(2)->child(1));
}

void TestCanvasAccessibility::focusEventsComeWhenTheCurrentChanges()
{
    Shown shown(editedWorkflow());
    QCoreApplication::processEvents();
    focused().clear();
    shown.key(Qt::Key_Right);
    shown.key(Qt::Key_Right);
    QCOMPARE(focused(), QStringList({u"trigger Push to main"_s, u"job job:ci"_s}));
}

void TestCanvasAccessibility::eachFocusIsAnnouncedOnce()
{
    Shown shown(editedWorkflow());
    QCoreApplication::processEvents();
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, shown.headOf(u"job:ci"_s));
    focused().clear();
    shown.key(Qt::Key_Down);
    shown.key(Qt::Key_Space, Qt::ShiftModifier);
    shown.canvas.setSelection({{u"job:deploy"_s}, {u"job:ci"_s, 0}}, {u"job:ci"_s, 0});
    Picture changed = editedWorkflow();
    changed.cards[4].title = u"Ship"_s;
    shown.canvas.setPicture(changed);
    QTest::mouseClick(shown.canvas.viewport(), Qt::LeftButton, {}, shown.middleOf(u"job:deploy"_s, 1));
    QCoreApplication::processEvents();
    QCOMPARE(focused().join(u'|'), u"step Checkout|step Setup Fly CLI"_s);
}

void TestCanvasAccessibility::canvasIsAnnouncedBeforeWhatIsCurrentInIt()
{
    QWidget window;
    auto *row = new QVBoxLayout(&window);
    auto *button = new QPushButton(u"Before"_s);
    auto *canvas = new Canvas;
    row->addWidget(button);
    row->addWidget(canvas);
    window.resize(900, 600);
    canvas->setPicture(editedWorkflow());
    window.show();
    window.activateWindow();
    button->setFocus();
    QCoreApplication::processEvents();
    for (int round = 0; round < 2; ++round) {
        focused().clear();
        QTest::keyClick(button, Qt::Key_Tab);
        QCoreApplication::processEvents();
        QVERIFY(canvas->hasFocus());
        QCOMPARE(focused(), QStringList({u"Graph"_s, u"trigger Push to main"_s}));
        button->setFocus();
    }
}

void TestCanvasAccessibility::interfacesEndWithTheirCards()
{
    Shown shown(editedWorkflow());
    QAccessibleInterface *ci = root(shown.canvas).child(2);
    const QAccessible::Id id = QAccessible::uniqueId(ci);
    QVERIFY(ci->isValid());
    QVERIFY(ci->child(0));
    Picture fewer = editedWorkflow();
    fewer.cards.erase(fewer.cards.begin() + 2);
    shown.canvas.setPicture(fewer);
    QCOMPARE(QAccessible::accessibleInterface(id), nullptr);
    QCOMPARE(root(shown.canvas).childCount(), 4);
}

void TestCanvasAccessibility::pressActivates()
{
    Shown shown(editedWorkflow());
    QSignalSpy activated(&shown.canvas, &Canvas::activated);
    QAccessibleInterface *row = root(shown.canvas).child(2)->child(1);
    QVERIFY(row->actionInterface());
    row->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(shown.canvas.current(), (Spot{u"job:ci"_s, 1}));
}

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasAccessibility)
#include "test_canvas_accessibility.moc"
