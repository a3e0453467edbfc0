#include "past.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

const QString v42 = u"patient-graph-api/production/v42"_s;
const QString v43 = u"patient-graph-api/production/v43"_s;
const QString v44 = u"patient-graph-api/production/v44"_s;

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

/// Keys, screen readers, and what a selection survives.
class TestTimelineKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void cleanup() { QAccessible::installUpdateHandler(nullptr); }
    void sideArrowsGoFromMarkerToMarker();
    void upAndDownChangeTheLane();
    void arrowsBringWhatTheyChooseIntoSight();
    void enterOpensAndRRollsBack();
    void rollBackNeedsASelection();
    void enterOnAMarkAsksForTheMark();
    void homeGoesBackToNow();
    void plusAndMinusZoom();
    void escapeDeselects();
    void shortcutsOfTheWindowAreLeftToIt();
    void menuKeyAsksForTheMenuOfTheSelected();
    void selectionStaysWhenTheHistoryGrows();
    void selectionIsKeptThoughFilteredOut();
    void filterNarrowsLanesAndMarkers();
    void markersAreChildrenWithFullNames();
    void focusIsAnnouncedOnce();
    void pressingAChildSelectsIt();
    void childrenEndWithTheirRelease();
    void viewIsSavedAndRestored();
    void brokenViewIsIgnored_data();
    void brokenViewIsIgnored();
};

void TestTimelineKeyboard::sideArrowsGoFromMarkerToMarker()
{
    Shown shown(storyHistory());
    QSignalSpy changed(&shown.view, &TimelineView::selectionChanged);
    shown.view.select(v42);
    QTest::keyClick(&shown.view, Qt::Key_Right);
    QCOMPARE(shown.view.selected(), v43);
    QTest::keyClick(&shown.view, Qt::Key_Right);
    QCOMPARE(shown.view.selected(), v44);
    QTest::keyClick(&shown.view, Qt::Key_Right);
    QCOMPARE(shown.view.selected(), v44);
    QTest::keyClick(&shown.view, Qt::Key_Left);
    QCOMPARE(shown.view.selected(), v43);
    QCOMPARE(changed.size(), 4);
}

void TestTimelineKeyboard::upAndDownChangeTheLane()
{
    Shown shown(storyHistory());
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.view.selected(), v43);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.view.selected(), u"patient-graph-api/staging/v57"_s);
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QCOMPARE(shown.view.selected(), v43);
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QCOMPARE(shown.view.selected(), v43);
}

void TestTimelineKeyboard::arrowsBringWhatTheyChooseIntoSight()
{
    Shown shown(regularHistory(50, 86'400'000));
    shown.view.setSpan(std::chrono::hours(6));
    shown.view.select(u"app-0/production/v49"_s);
    for (int step = 0; step < 5; ++step)
        QTest::keyClick(&shown.view, Qt::Key_Left);
    QCOMPARE(shown.view.selected(), u"app-0/production/v44"_s);
    QVERIFY(shown.marker(u"app-0 production v44"_s));
}

void TestTimelineKeyboard::enterOpensAndRRollsBack()
{
    Shown shown(storyHistory());
    QSignalSpy opened(&shown.view, &TimelineView::openRequested);
    QSignalSpy rolledBack(&shown.view, &TimelineView::rollBackRequested);
    shown.view.select(v43);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QTest::keyClick(&shown.view, Qt::Key_R);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).toString(), v43);
    QCOMPARE(rolledBack.size(), 1);
    QCOMPARE(rolledBack.at(0).at(0).toString(), v43);
}

void TestTimelineKeyboard::rollBackNeedsASelection()
{
    Shown shown(storyHistory());
    QSignalSpy rolledBack(&shown.view, &TimelineView::rollBackRequested);
    QTest::keyClick(&shown.view, Qt::Key_R);
    QTest::keyClick(&shown.view, Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(rolledBack.size(), 0);
}

void TestTimelineKeyboard::enterOnAMarkAsksForTheMark()
{
    Shown shown(storyHistory());
    QSignalSpy asked(&shown.view, &TimelineView::markRequested);
    shown.view.select(v43);
    for (int step = 0; step < 8; ++step)
        QTest::keyClick(&shown.view, Qt::Key_Down);
    QVERIFY(shown.view.selected().isEmpty());
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), u"0042/staging"_s);
}

void TestTimelineKeyboard::homeGoesBackToNow()
{
    Shown shown(storyHistory());
    shown.view.goTo(march(12, 0));
    QVERIFY(!shown.marker(u"patient-graph-api production v43"_s));
    QTest::keyClick(&shown.view, Qt::Key_Home);
    QVERIFY(shown.marker(u"patient-graph-api production v43"_s));
}

void TestTimelineKeyboard::plusAndMinusZoom()
{
    Shown shown(storyHistory());
    QSignalSpy spans(&shown.view, &TimelineView::spanChanged);
    const auto before = shown.view.span();
    QTest::keyClick(&shown.view, Qt::Key_Plus);
    QVERIFY(shown.view.span() < before);
    QTest::keyClick(&shown.view, Qt::Key_Minus);
    QCOMPARE(shown.view.span(), before);
    QCOMPARE(spans.size(), 2);
}

void TestTimelineKeyboard::escapeDeselects()
{
    Shown shown(storyHistory());
    shown.view.select(v43);
    QTest::keyClick(&shown.view, Qt::Key_Escape);
    QVERIFY(shown.view.selected().isEmpty());
}

void TestTimelineKeyboard::shortcutsOfTheWindowAreLeftToIt()
{
    Shown shown(storyHistory());
    shown.view.select(v43);
    QKeyEvent key(QEvent::KeyPress, Qt::Key_Left, Qt::AltModifier);
    QCoreApplication::sendEvent(&shown.view, &key);
    QVERIFY(!key.isAccepted());
    QCOMPARE(shown.view.selected(), v43);
}

void TestTimelineKeyboard::menuKeyAsksForTheMenuOfTheSelected()
{
    Shown shown(storyHistory());
    shown.view.select(v43);
    QSignalSpy asked(&shown.view, &TimelineView::menuRequested);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {0, 0}, shown.view.mapToGlobal(QPoint(0, 0)));
    QCoreApplication::sendEvent(&shown.view, &event);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), v43);
    QCOMPARE(asked.at(0).at(1).toString(), u"patient-graph-api/production"_s);
    const QPoint at = shown.view.mapFromGlobal(asked.at(0).at(2).toPoint());
    QVERIFY((at - shown.middleOf(u"patient-graph-api production v43"_s)).manhattanLength() < 4);
}

void TestTimelineKeyboard::selectionStaysWhenTheHistoryGrows()
{
    Shown shown(storyHistory());
    shown.view.select(v43);
    const QByteArray view = shown.view.saveView();
    QSignalSpy changed(&shown.view, &TimelineView::selectionChanged);
    auto grown = storyHistory();
    grown->releases.append(madeRelease(u"patient-graph-api"_s, u"production"_s, u"v45"_s, march(21, 14, 30)));
    shown.view.setHistory(grown);
    QCOMPARE(shown.view.selected(), v43);
    QCOMPARE(shown.view.saveView(), view);
    QCOMPARE(changed.size(), 0);
}

void TestTimelineKeyboard::selectionIsKeptThoughFilteredOut()
{
    Shown shown(storyHistory());
    shown.view.select(v43);
    shown.view.setFilter({.apps = {u"docs.loop.health"_s}});
    QCOMPARE(shown.view.selected(), v43);
    shown.view.setFilter({});
    QVERIFY(shown.marker(u"patient-graph-api production v43"_s)->state().selected);
}

void TestTimelineKeyboard::filterNarrowsLanesAndMarkers()
{
    Shown shown(storyHistory());
    shown.view.setFilter({.environments = {u"production"_s}});
    QVERIFY(!shown.marker(u"patient-graph-api staging"_s));
    QVERIFY(shown.marker(u"patient-graph-api production"_s));
    shown.view.setFilter({.outcomes = {releases::Outcome::Failed}});
    QVERIFY(shown.marker(u"patient-graph-api staging v55"_s));
    QVERIFY(!shown.marker(u"patient-graph-api staging v56"_s));
    shown.view.setFilter({.apps = {u"nobody"_s}});
    QCOMPARE(shown.root().childCount(), 0);
}

void TestTimelineKeyboard::markersAreChildrenWithFullNames()
{
    Shown shown(storyHistory());
    QCOMPARE(shown.root().role(), QAccessible::List);
    const QAccessibleInterface *failed = shown.marker(u"patient-graph-api production v43"_s);
    QVERIFY(failed);
    QCOMPARE(failed->text(QAccessible::Name),
             u"patient-graph-api production v43, failed, Thu 21 Mar 14:20, watch 12 of 15 min"_s);
    QCOMPARE(failed->role(), QAccessible::ListItem);
    QCOMPARE(shown.root().indexOfChild(failed), shown.names().indexOf(failed->text(QAccessible::Name)));
    QVERIFY(shown.view.rect().contains(shown.view.mapFromGlobal(failed->rect().center())));
    QVERIFY(failed->rect().width() >= 24 && failed->rect().height() >= 24);
}

void TestTimelineKeyboard::focusIsAnnouncedOnce()
{
    Shown shown(storyHistory());
    QAccessible::setActive(true);
    QAccessible::installUpdateHandler(note);
    focused().clear();
    shown.view.select(v43);
    shown.view.select(v43);
    QCOMPARE(focused().size(), 1);
    QVERIFY(focused().constFirst().startsWith(u"patient-graph-api production v43"_s));
}

void TestTimelineKeyboard::pressingAChildSelectsIt()
{
    Shown shown(storyHistory());
    QAccessibleInterface *good = shown.marker(u"patient-graph-api production v42"_s);
    good->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(shown.view.selected(), v42);
    QVERIFY(good->state().selected);
    QVERIFY(good->state().focused);
}

void TestTimelineKeyboard::childrenEndWithTheirRelease()
{
    Shown shown(storyHistory());
    const QAccessible::Id id = QAccessible::uniqueId(shown.marker(u"patient-graph-api production v42"_s));
    auto without = storyHistory();
    without->releases.removeIf([](const releases::Release &release) { return release.id == v42; });
    shown.view.setHistory(without);
    QVERIFY(!QAccessible::accessibleInterface(id));
}

void TestTimelineKeyboard::viewIsSavedAndRestored()
{
    Shown shown(storyHistory());
    shown.view.setSpan(std::chrono::hours(24));
    shown.view.goTo(march(12, 6));
    const QByteArray saved = shown.view.saveView();
    QCOMPARE(saved, "2024-03-12T06:00:00Z 86400000"_ba);
    Shown other(storyHistory());
    other.view.restoreView(saved);
    QCOMPARE(other.view.saveView(), saved);
    QCOMPARE(other.view.span(), shown.view.span());
}

void TestTimelineKeyboard::brokenViewIsIgnored_data()
{
    QTest::addColumn<QByteArray>("view");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("one part") << "2024-03-12T06:00:00Z"_ba;
    QTest::newRow("no time") << "yesterday 86400000"_ba;
    QTest::newRow("no number") << "2024-03-12T06:00:00Z long"_ba;
    QTest::newRow("negative") << "2024-03-12T06:00:00Z -5"_ba;
}

void TestTimelineKeyboard::brokenViewIsIgnored()
{
    QFETCH(const QByteArray, view);
    Shown shown(storyHistory());
    const QByteArray before = shown.view.saveView();
    shown.view.restoreView(view);
    QCOMPARE(shown.view.saveView(), before);
}

} // namespace slipway::timeline

QTEST_MAIN(slipway::timeline::TestTimelineKeyboard)
#include "test_timeline_keyboard.moc"
