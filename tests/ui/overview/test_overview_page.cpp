#include "fixture.h"

#include "overview_page/notices.h"
#include "theme/theme.h"
#include "widgets/banner.h"
#include "widgets/status_chip.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::overview_page {

using base::Error;
using overview::AppRow;
using overview::FleetModel;
using overview::WorkflowModel;

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
    void everyStateIsSaidInWords_data();
    void everyStateIsSaidInWords();
    void failuresAreSaidOnceWithRetry();
    void limitsSayWhenTheyEnd();
    void agesMoveOncePerMinuteWhileVisible();
    void focusGoesFromFleetToInbox();
    void dividingLineIsKept();
    void paints_data();
    void paints();

private:
    std::unique_ptr<theme::Theme> m_theme;
};

void TestOverviewPage::initTestCase()
{
    useReferenceFont();
    m_theme = std::make_unique<theme::Theme>();
}

void TestOverviewPage::environmentFilterHidesTheOtherColumns_data()
{
    QTest::addColumn<widgets::EnvironmentFilter>("filter");
    QTest::addColumn<QList<int>>("shown");

    QTest::newRow("all") << widgets::EnvironmentFilter::All << QList<int>{0, 1, 2, 3, 4};
    QTest::newRow("production") << widgets::EnvironmentFilter::Production << QList<int>{0, 1};
    QTest::newRow("staging") << widgets::EnvironmentFilter::Staging << QList<int>{0, 3};
    QTest::newRow("preview") << widgets::EnvironmentFilter::Preview << QList<int>{0, 4};
}

void TestOverviewPage::environmentFilterHidesTheOtherColumns()
{
    QFETCH(const widgets::EnvironmentFilter, filter);
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
    QCOMPARE(overview::summaryOf(demo::apps()),
             (overview::Summary{.failing = 1, .atRisk = 1, .canariesAtRisk = 1, .deploying = 1, .healthy = 7}));
    const Fixture fixture;
    QStringList words;
    for (const auto *chip : fixture.page->findChildren<widgets::StatusChip *>())
        words += chip->accessibleName();
    QCOMPARE(words, (QStringList{u"1 failing"_s, u"1 canary at risk"_s, u"1 deploying"_s, u"7 healthy"_s}));
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

    auto banners = fixture.page->findChildren<widgets::Banner *>();
    banners.removeIf([](const widgets::Banner *banner) { return !banner->isVisible(); });
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
