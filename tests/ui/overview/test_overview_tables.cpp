#include "fixture.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

using overview::FleetModel;
using overview::WorkflowModel;

class TestOverviewTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void arrowsMoveOverTheGrid();
    void enterOpensThePage();
    void copyGivesTheFullCommit();
    void clickOnTheCommitCopiesIt();
    void clickOnAPreviewOpensIt();
    void menuListsWhatCanBeDone();
    void menuOpensEachPreview();
    void workflowRowsOpenTheNewestRun();
    void aBarOpensItsRun();
    void largeTextKeepsEveryRow();
    void anEmptyWorkspaceSaysSo();
};

void TestOverviewTables::initTestCase()
{
    useReferenceFont();
}

void TestOverviewTables::arrowsMoveOverTheGrid()
{
    const Fixture fixture;
    FleetView &view = fixture.fleetView();
    fixture.page->activateWindow();
    view.setFocus();
    QTRY_VERIFY(view.hasFocus());
    QCOMPARE(view.currentIndex(), fixture.fleet.index(0, 0));

    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Down);

    QCOMPARE(view.currentIndex(), fixture.fleet.index(1, FleetModel::ProductionColumn));
}

void TestOverviewTables::enterOpensThePage()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    fixture.fleetView().setCurrentIndex(fixture.fleet.index(1, FleetModel::DriftColumn));

    QTest::keyClick(&fixture.fleetView(), Qt::Key_Return);

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/compare"_s));
}

void TestOverviewTables::copyGivesTheFullCommit()
{
    const Fixture fixture;
    QSignalSpy copied(fixture.page.get(), &OverviewPage::copyRequested);
    fixture.fleetView().setCurrentIndex(fixture.fleet.index(0, FleetModel::ProductionColumn));

    QTest::keySequence(&fixture.fleetView(), QKeySequence::Copy);

    QCOMPARE(copied.size(), 1);
    QCOMPARE(copied.first().first().toString(), demo::sha(u"c41d9e2"_s));
}

void TestOverviewTables::clickOnTheCommitCopiesIt()
{
    const Fixture fixture;
    QSignalSpy copied(fixture.page.get(), &OverviewPage::copyRequested);
    FleetView &view = fixture.fleetView();
    const QRect cell = view.visualRect(fixture.fleet.index(1, FleetModel::ProductionColumn));

    // The chip stands in the first line, right of the icon and the version.
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, cell.topLeft() + QPoint(100, 29));

    QCOMPARE(copied.size(), 1);
    QCOMPARE(copied.first().first().toString(), demo::sha(u"7be02a4"_s));
}

void TestOverviewTables::clickOnAPreviewOpensIt()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    FleetView &view = fixture.fleetView();
    const QRect cell = view.visualRect(fixture.fleet.index(1, FleetModel::PreviewColumn));

    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, cell.topLeft() + QPoint(44, 58));

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/pull/618"_s));
}

void TestOverviewTables::menuListsWhatCanBeDone()
{
    const Fixture fixture;
    QSignalSpy copied(fixture.page.get(), &OverviewPage::copyRequested);
    FleetView &view = fixture.fleetView();
    view.setCurrentIndex(fixture.fleet.index(0, FleetModel::ProductionColumn));

    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(view.viewport(), &byKey);

    auto *menu = view.findChild<QMenu *>();
    QVERIFY(menu);
    QStringList titles;
    for (const QAction *action : menu->actions())
        titles += action->text();
    QCOMPARE(titles, (QStringList{u"Copy commit SHA"_s, u"Copy version"_s, u"Open in browser"_s}));
    menu->actions().at(1)->trigger();
    QCOMPARE(copied.first().first().toString(), u"v43"_s);
}

void TestOverviewTables::menuOpensEachPreview()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    FleetView &view = fixture.fleetView();
    view.setCurrentIndex(fixture.fleet.index(2, FleetModel::PreviewColumn));

    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(view.viewport(), &byKey);

    auto *menu = view.findChild<QMenu *>();
    QVERIFY(menu);
    menu->actions().constLast()->trigger();
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/pull/609"_s));
}

void TestOverviewTables::workflowRowsOpenTheNewestRun()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    fixture.workflowView().setCurrentIndex(fixture.workflows.index(0, WorkflowModel::LatestColumn));

    QTest::keyClick(&fixture.workflowView(), Qt::Key_Enter);

    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/runs/1289"_s));
}

void TestOverviewTables::aBarOpensItsRun()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    const QRect cell = fixture.workflowView().visualRect(fixture.workflows.index(0, WorkflowModel::RunsColumn));

    QTest::mouseClick(fixture.workflowView().viewport(), Qt::LeftButton, {},
                      {cell.left() + 12 + 6 * 7 + 2, cell.center().y()});

    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/runs/1276"_s));
}

void TestOverviewTables::largeTextKeepsEveryRow()
{
    const Fixture fixture;
    const int before = fixture.fleetView().rowHeight(0);

    QFont large = fixture.page->font();
    large.setPixelSize(26);
    fixture.page->setFont(large);

    QCOMPARE(fixture.fleetView().rowHeight(0), 2 * before);
    QVERIFY(!fixture.page->grab().isNull());
}

void TestOverviewTables::anEmptyWorkspaceSaysSo()
{
    Fixture fixture({1368, 802}, {});
    fixture.workflows.setRows({});
    QVERIFY(!fixture.page->grab().isNull());
    QVERIFY(fixture.fleetView().accessibleDescription().contains(u"No apps"_s));
    QVERIFY(fixture.workflowView().accessibleDescription().contains(u"No workflow runs"_s));
}

} // namespace slipway::overview_page

QTEST_MAIN(slipway::overview_page::TestOverviewTables)
#include "test_overview_tables.moc"
