#include "demo_facts.h"

#include "overview/models.h"
#include "overview_page/fleet_view.h"
#include "overview_page/inbox_entry.h"
#include "overview_page/inbox_pane.h"
#include "overview_page/notices.h"
#include "overview_page/overview_page.h"
#include "overview_page/workflow_view.h"
#include "theme/theme.h"
#include "widgets/banner.h"
#include "widgets/message.h"
#include "widgets/status_chip.h"

#include <QAccessible>
#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::overview_page {

using base::Error;
using overview::AppRow;
using overview::FleetModel;
using overview::InboxModel;
using overview::WorkflowModel;

/// The page over models with the design's facts, at a size as inside a window of 1440×900.
class Fixture
{
public:
    explicit Fixture(QSize size = {1368, 802}, const QList<AppRow> &apps = demo::apps())
    {
        fleet.setClock(clock);
        workflows.setClock(clock);
        inbox.setClock(clock);
        fleet.setRows(apps);
        workflows.setRows(demo::workflows());
        inbox.setItems(demo::inbox());
        page = std::make_unique<OverviewPage>(&fleet, &workflows, &inbox, clock);
        page->resize(size);
        page->show();
        // Layouts settle by posted events.
        QCoreApplication::processEvents();
    }

    FleetView &fleetView() const { return *page->findChild<FleetView *>(); }
    WorkflowView &workflowView() const { return *page->findChild<WorkflowView *>(); }
    InboxPane &inboxPane() const { return *page->findChild<InboxPane *>(); }
    QList<QPushButton *> links() const
    {
        QList<QPushButton *> result;
        for (InboxEntry *entry : page->findChildren<InboxEntry *>())
            result += entry->findChildren<QPushButton *>();
        return result;
    }
    QString accessible(int row, int column) const
    {
        return fleet.index(row, column).data(Qt::AccessibleTextRole).toString();
    }

    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    FleetModel fleet;
    WorkflowModel workflows;
    InboxModel inbox;
    std::unique_ptr<OverviewPage> page;
};

/// For people who want to look: into the folder that SLIPWAY_PICTURES names.
void savePicture(QWidget &page, const QString &name)
{
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(page.grab().save(folder + u'/' + name + u".png"_s));
}

class TestOverviewPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void environmentFilterHidesTheOtherColumns_data();
    void environmentFilterHidesTheOtherColumns();
    void narrowWidthsHideColumns_data();
    void narrowWidthsHideColumns();
    void summaryCountsReleases();
    void arrowsMoveOverTheGrid();
    void enterOpensThePage();
    void copyGivesTheFullCommit();
    void clickOnTheCommitCopiesIt();
    void clickOnAPreviewOpensIt();
    void menuListsWhatCanBeDone();
    void menuOpensEachPreview();
    void everyStateIsSaidInWords_data();
    void everyStateIsSaidInWords();
    void failuresAreSaidOnceWithRetry();
    void limitsSayWhenTheyEnd();
    void inboxLinksOpen();
    void inboxIsReachedByKeyboard();
    void inboxKeepsFocusOverRefresh();
    void inboxIsADrawerWhenNarrow();
    void emptyInboxSaysSo();
    void agesMoveOncePerMinuteWhileVisible();
    void workflowRowsOpenTheNewestRun();
    void aBarOpensItsRun();
    void largeTextKeepsEveryRow();
    void focusGoesFromFleetToInbox();
    void dividingLineIsKept();
    void anEmptyWorkspaceSaysSo();
    void paints_data();
    void paints();

private:
    std::unique_ptr<theme::Theme> m_theme;
};

void TestOverviewPage::initTestCase()
{
    // The reference font of the design, so that pictures can be compared with it.
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    m_theme = std::make_unique<theme::Theme>();
    m_theme->setSetting(theme::Theme::Setting::Light);
}

void TestOverviewPage::environmentFilterHidesTheOtherColumns_data()
{
    QTest::addColumn<EnvironmentFilter>("filter");
    QTest::addColumn<QList<int>>("shown");

    QTest::newRow("all") << EnvironmentFilter::All << QList<int>{0, 1, 2, 3, 4};
    QTest::newRow("production") << EnvironmentFilter::Production << QList<int>{0, 1};
    QTest::newRow("staging") << EnvironmentFilter::Staging << QList<int>{0, 3};
    QTest::newRow("preview") << EnvironmentFilter::Preview << QList<int>{0, 4};
}

void TestOverviewPage::environmentFilterHidesTheOtherColumns()
{
    QFETCH(const EnvironmentFilter, filter);
    QFETCH(const QList<int>, shown);
    const Fixture fixture;

    fixture.page->setEnvironmentFilter(filter);

    QCOMPARE(fixture.page->environmentFilter(), filter);
    for (int column = 0; column < FleetModel::ColumnCount; ++column)
        QCOMPARE(!fixture.fleetView().isColumnHidden(column), shown.contains(column));
}

void TestOverviewPage::narrowWidthsHideColumns_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("hasPreview");
    QTest::addColumn<bool>("hasTrigger");
    QTest::addColumn<bool>("hasFile");
    QTest::addColumn<bool>("isNarrow");

    QTest::newRow("window of 1440") << QSize(1368, 802) << true << true << true << false;
    QTest::newRow("window of 1280") << QSize(1232, 702) << false << false << true << false;
    QTest::newRow("window of 1024") << QSize(976, 602) << false << false << true << true;
    QTest::newRow("beyond the smallest window") << QSize(800, 602) << false << false << false << true;
}

void TestOverviewPage::narrowWidthsHideColumns()
{
    QFETCH(const QSize, size);
    QFETCH(const bool, hasPreview);
    QFETCH(const bool, hasTrigger);
    QFETCH(const bool, hasFile);
    QFETCH(const bool, isNarrow);
    const Fixture fixture(size);

    QCOMPARE(!fixture.fleetView().isColumnHidden(FleetModel::PreviewColumn), hasPreview);
    QCOMPARE(!fixture.workflowView().isColumnHidden(WorkflowModel::TriggerColumn), hasTrigger);
    QCOMPARE(!fixture.workflowView().isColumnHidden(WorkflowModel::FileColumn), hasFile);
    QCOMPARE(fixture.page->isNarrow(), isNarrow);
}

void TestOverviewPage::summaryCountsReleases()
{
    QCOMPARE(summarise(demo::apps()), (Summary{1, 1, 1, 7}));
    const Fixture fixture;
    QStringList words;
    for (const auto *chip : fixture.page->findChildren<widgets::StatusChip *>())
        words += chip->accessibleName();
    QCOMPARE(words, (QStringList{u"1 failing"_s, u"1 at risk"_s, u"1 deploying"_s, u"7 healthy"_s}));
}

void TestOverviewPage::arrowsMoveOverTheGrid()
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

void TestOverviewPage::enterOpensThePage()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    fixture.fleetView().setCurrentIndex(fixture.fleet.index(1, FleetModel::DriftColumn));

    QTest::keyClick(&fixture.fleetView(), Qt::Key_Return);

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/compare"_s));
}

void TestOverviewPage::copyGivesTheFullCommit()
{
    const Fixture fixture;
    QSignalSpy copied(fixture.page.get(), &OverviewPage::copyRequested);
    fixture.fleetView().setCurrentIndex(fixture.fleet.index(0, FleetModel::ProductionColumn));

    QTest::keySequence(&fixture.fleetView(), QKeySequence::Copy);

    QCOMPARE(copied.size(), 1);
    QCOMPARE(copied.first().first().toString(), demo::sha(u"c41d9e2"_s));
}

void TestOverviewPage::clickOnTheCommitCopiesIt()
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

void TestOverviewPage::clickOnAPreviewOpensIt()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    FleetView &view = fixture.fleetView();
    const QRect cell = view.visualRect(fixture.fleet.index(1, FleetModel::PreviewColumn));

    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, cell.topLeft() + QPoint(44, 58));

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/pull/618"_s));
}

void TestOverviewPage::menuListsWhatCanBeDone()
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

void TestOverviewPage::menuOpensEachPreview()
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

void TestOverviewPage::everyStateIsSaidInWords_data()
{
    QTest::addColumn<base::Freshness>("freshness");
    QTest::addColumn<bool>("hasValue");
    QTest::addColumn<QString>("words");
    using base::Freshness;

    const Freshness before = Freshness::fresh(demo::now().addSecs(-60));
    Error limit = demo::refusal(Error::Kind::RateLimited, u"GitHub calls used up."_s);
    limit.retryAt = demo::now().addSecs(26 * 60);
    QTest::newRow("loading") << Freshness{} << false << u"loading"_s;
    QTest::newRow("nothing there") << before << false << u"nothing known"_s;
    QTest::newRow("stale") << Freshness{Freshness::State::Stale, before.asOf, {}} << true << u"as of 14:31"_s;
    QTest::newRow("failed with a value") << Freshness::failed(
        before, demo::refusal(Error::Kind::Network, u"Fly.io answered 502 at 14:32."_s))
                                         << true << u"as of 14:31"_s;
    QTest::newRow("failed without a value")
        << Freshness::failed({}, demo::refusal(Error::Kind::Network, u"Fly.io answered 502 at 14:32."_s)) << false
        << u"Fly.io answered 502 at 14:32"_s;
    QTest::newRow("forbidden") << Freshness::failed(
        {}, demo::refusal(Error::Kind::Forbidden, u"The token may not read machines."_s))
                               << false << u"may not"_s;
    QTest::newRow("rate-limited") << Freshness::failed(before, limit) << true << u"back at 14:58"_s;
}

void TestOverviewPage::everyStateIsSaidInWords()
{
    QFETCH(const base::Freshness, freshness);
    QFETCH(const bool, hasValue);
    QFETCH(const QString, words);
    QList<AppRow> apps = demo::apps().first(1);
    const auto adopt = [&](auto &cell) {
        cell.freshness = freshness;
        if (!hasValue)
            cell.facts.reset();
    };
    adopt(apps.first().production);
    adopt(apps.first().drift);
    adopt(apps.first().staging);
    apps.first().previews.isApplicable = true;
    adopt(apps.first().previews);
    const Fixture fixture({1368, 802}, apps);
    fixture.clock->advance(200ms);

    for (int column = FleetModel::ProductionColumn; column < FleetModel::ColumnCount; ++column) {
        const bool lacksFacts = column == FleetModel::PreviewColumn && hasValue;
        if (!lacksFacts)
            QVERIFY2(fixture.accessible(0, column).contains(words), qPrintable(fixture.accessible(0, column)));
    }
    QVERIFY(!fixture.page->grab().isNull());
}

void TestOverviewPage::failuresAreSaidOnceWithRetry()
{
    QList<AppRow> apps = demo::apps();
    const auto failure = demo::refusal(Error::Kind::Network, u"Fly.io answered 502 at 14:32."_s);
    const auto before = base::Freshness::fresh(demo::now().addSecs(-60));
    apps[0].production.freshness = base::Freshness::failed(before, failure);
    apps[0].staging.freshness = base::Freshness::failed(before, failure);
    const Fixture fixture({1368, 802}, apps);
    QSignalSpy retried(fixture.page.get(), &OverviewPage::retryRequested);

    const auto banners = fixture.page->findChildren<widgets::Banner *>();
    QCOMPARE(banners.size(), 1);
    QCOMPARE(banners.first()->sentence(), u"Fly.io answered 502 at 14:32. Showing 14:31."_s);
    auto *retry = banners.first()->findChild<QPushButton *>();
    QVERIFY(retry->isVisible());
    QTest::keyClick(retry, Qt::Key_Space);
    QCOMPARE(retried.size(), 1);
}

void TestOverviewPage::limitsSayWhenTheyEnd()
{
    QList<AppRow> apps = demo::apps();
    Error limit = demo::refusal(Error::Kind::RateLimited, u"GitHub calls used up."_s);
    limit.retryAt = demo::now().addSecs(26 * 60);
    apps[1].drift.freshness = base::Freshness::failed(base::Freshness::fresh(demo::now()), limit);

    const QList<Notice> notices = noticesOf(apps, {}, demo::now());

    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices.first().words, u"GitHub calls used up. Back at 14:58."_s);
    QVERIFY(!notices.first().canRetry);
}

void TestOverviewPage::inboxLinksOpen()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    QVERIFY(!fixture.links().isEmpty());

    QTest::mouseClick(fixture.links().first(), Qt::LeftButton);

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/inbox/errors"_s));
}

void TestOverviewPage::inboxIsReachedByKeyboard()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);

    fixture.page->focusInbox();
    QCOMPARE(fixture.page->focusWidget()->accessibleName(), u"Open app on Fly.io: Error rate 6.0× baseline"_s);
    QTest::keyClick(fixture.page->focusWidget(), Qt::Key_Down);
    QCOMPARE(fixture.page->focusWidget()->accessibleName(), u"Open run on GitHub: Hotfix waits for approval"_s);
    QTest::keyClick(fixture.page->focusWidget(), Qt::Key_Space);

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/inbox/approval"_s));
}

void TestOverviewPage::inboxKeepsFocusOverRefresh()
{
    Fixture fixture;
    fixture.page->focusInbox();
    QTest::keyClick(fixture.page->focusWidget(), Qt::Key_Down);
    const QWidget *before = fixture.page->focusWidget();

    auto items = demo::inbox();
    items.removeFirst();
    items.first().text += u" Asked again."_s;
    fixture.inbox.setItems(items);

    QCOMPARE(fixture.page->focusWidget(), before);
    QCOMPARE(fixture.page->findChildren<InboxEntry *>().size() - 1, items.size());
}

void TestOverviewPage::inboxIsADrawerWhenNarrow()
{
    const Fixture fixture({976, 602});
    QVERIFY(!fixture.inboxPane().isVisible());

    fixture.page->focusInbox();
    QVERIFY(fixture.inboxPane().isVisible());
    QVERIFY(fixture.inboxPane().isDrawer());
    QVERIFY(fixture.inboxPane().isAncestorOf(fixture.page->focusWidget()));
    savePicture(*fixture.page, u"drawer"_s);

    QTest::keyClick(fixture.page->focusWidget(), Qt::Key_Escape);
    QVERIFY(!fixture.inboxPane().isVisible());
    QCOMPARE(qobject_cast<QPushButton *>(fixture.page->focusWidget())->text(), u"Needs you (6)"_s);
}

void TestOverviewPage::emptyInboxSaysSo()
{
    Fixture fixture;
    fixture.inbox.setItems({});

    const auto *message = fixture.inboxPane().findChild<widgets::EmptyState *>();
    QVERIFY(message->isVisible());
    QCOMPARE(message->sentence(), u"Nothing needs you."_s);
}

void TestOverviewPage::agesMoveOncePerMinuteWhileVisible()
{
    const Fixture fixture;
    fixture.clock->advance(1s);
    QCOMPARE(fixture.clock->waiting(), 1);
    QCOMPARE(fixture.clock->untilNext(), 59s);

    fixture.clock->advance(60s);
    QCOMPARE(fixture.clock->waiting(), 1);
    QVERIFY(fixture.accessible(0, FleetModel::ProductionColumn).contains(u"13\u00A0min"_s));

    fixture.page->hide();
    QCOMPARE(fixture.clock->waiting(), 0);
}

void TestOverviewPage::workflowRowsOpenTheNewestRun()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    fixture.workflowView().setCurrentIndex(fixture.workflows.index(0, WorkflowModel::LatestColumn));

    QTest::keyClick(&fixture.workflowView(), Qt::Key_Enter);

    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/runs/1289"_s));
}

void TestOverviewPage::aBarOpensItsRun()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    const QRect cell = fixture.workflowView().visualRect(fixture.workflows.index(0, WorkflowModel::RunsColumn));

    QTest::mouseClick(fixture.workflowView().viewport(), Qt::LeftButton, {},
                      {cell.left() + 12 + 6 * 7 + 2, cell.center().y()});

    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/runs/1276"_s));
}

void TestOverviewPage::largeTextKeepsEveryRow()
{
    const Fixture fixture;
    const int before = fixture.fleetView().rowHeight(0);

    QFont large = fixture.page->font();
    large.setPixelSize(26);
    fixture.page->setFont(large);

    QCOMPARE(fixture.fleetView().rowHeight(0), 2 * before);
    QVERIFY(!fixture.page->grab().isNull());
}

void TestOverviewPage::focusGoesFromFleetToInbox()
{
    Fixture fixture;
    auto items = demo::inbox();
    items.append(items.first());
    items.last().id = u"later"_s;
    items.last().title = u"Came later, but more pressing"_s;
    items.last().since = demo::now().addSecs(-3600);
    fixture.inbox.setItems(items);

    QStringList names;
    for (QWidget *at = fixture.page->nextInFocusChain(); at != fixture.page.get(); at = at->nextInFocusChain()) {
        if ((at->focusPolicy() & Qt::TabFocus) && at->isVisible())
            names += at->accessibleName();
    }
    QCOMPARE(names.first(5),
             (QStringList{u"Fleet: apps and environments"_s, u"Workflows and their newest runs"_s,
                          u"Open app on Fly.io: Came later, but more pressing"_s,
                          u"Open app on Fly.io: Error rate 6.0× baseline"_s,
                          u"Open run on GitHub: Hotfix waits for approval"_s}));
}

void TestOverviewPage::dividingLineIsKept()
{
    const Fixture fixture({976, 602});
    QVERIFY(fixture.page->saveLayout().isEmpty());
    auto *splitter = fixture.page->findChild<QSplitter *>();
    QTest::mousePress(splitter->handle(1), Qt::LeftButton);
    QTest::mouseMove(splitter->handle(1), QPoint(10, -60));
    QTest::mouseRelease(splitter->handle(1), Qt::LeftButton, {}, QPoint(10, -60));
    const QList<int> sizes = splitter->sizes();

    const Fixture again({976, 602});
    again.page->restoreLayout(fixture.page->saveLayout());

    QCOMPARE(again.page->findChild<QSplitter *>()->sizes(), sizes);
}

void TestOverviewPage::anEmptyWorkspaceSaysSo()
{
    Fixture fixture({1368, 802}, {});
    fixture.workflows.setRows({});
    QVERIFY(!fixture.page->grab().isNull());
    QVERIFY(fixture.fleetView().accessibleDescription().contains(u"No apps"_s));
    QVERIFY(fixture.workflowView().accessibleDescription().contains(u"No workflow runs"_s));
}

void TestOverviewPage::paints_data()
{
    QTest::addColumn<theme::Theme::Setting>("setting");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QList<AppRow>>("apps");
    using Setting = theme::Theme::Setting;

    QTest::newRow("light-1440") << Setting::Light << QSize(1368, 802) << demo::apps();
    QTest::newRow("dark-1440") << Setting::Dark << QSize(1368, 802) << demo::apps();
    QTest::newRow("light-1024") << Setting::Light << QSize(976, 602) << demo::apps();
    QTest::newRow("dark-1024") << Setting::Dark << QSize(976, 602) << demo::apps();
    QTest::newRow("troubled-light") << Setting::Light << QSize(1368, 802) << demo::troubledApps();
    QTest::newRow("troubled-dark") << Setting::Dark << QSize(1368, 802) << demo::troubledApps();
    QTest::newRow("light-1920") << Setting::Light << QSize(1848, 982) << demo::apps();
}

void TestOverviewPage::paints()
{
    QFETCH(const theme::Theme::Setting, setting);
    QFETCH(const QSize, size);
    QFETCH(const QList<AppRow>, apps);
    m_theme->setSetting(setting);
    const Fixture fixture(size, apps);
    fixture.clock->advance(200ms);

    const QImage picture = fixture.page->grab().toImage();

    const auto &tokens = setting == theme::Theme::Setting::Dark ? theme::darkTokens() : theme::lightTokens();
    QCOMPARE(picture.pixelColor(picture.width() / 2, 4), tokens.base);
    savePicture(*fixture.page, QString::fromLatin1(QTest::currentDataTag()));
}

} // namespace slipway::overview_page

QTEST_MAIN(slipway::overview_page::TestOverviewPage)
#include "test_overview_page.moc"
