#include "fixture.h"

#include "health/watches.h"
#include "operations/runner.h"
#include "operations/step.h"
#include "past.h"
#include "releases/release_list_model.h"
#include "releases_page/fact_list.h"
#include "releases_page/filter_menu.h"
#include "releases_page/manual_checks.h"
#include "rollout/planner.h"
#include "theme/theme.h"
#include "timeline/timeline_view.h"
#include "widgets/banner.h"
#include "widgets/drawer.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

const QString v43 = u"patient-graph-api/production/v43"_s;
const QString v42 = u"patient-graph-api/production/v42"_s;

int rows(const ShownPage &shown)
{
    return shown.part<QTreeView>(u"releaseTable"_s)->model()->rowCount();
}

FactList *list(const ShownPage &shown, const QString &name)
{
    for (FactList *facts : shown.page.findChildren<FactList *>()) {
        if (facts->accessibleName() == name)
            return facts;
    }
    return nullptr;
}

QStringList texts(const FactList *facts)
{
    QStringList result;
    for (const FactRow &row : facts->rows())
        result += row.text;
    return result;
}

/// As a person does it: the menu opens and the check is set.
void check(ShownPage &shown, const QString &button, const QString &words)
{
    for (QAction *action : shown.part<FilterMenu>(button)->choices().actions()) {
        if (action->text() == words)
            action->trigger();
    }
}

widgets::Banner *bannerSaying(const ShownPage &shown, const QString &words)
{
    for (widgets::Banner *banner : shown.page.findChildren<widgets::Banner *>()) {
        if (banner->isVisible() && banner->sentence().contains(words))
            return banner;
    }
    return nullptr;
}

} // namespace

class TestReleasesPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void segmentsSwitchTheView();
    void filtersNarrowTimelineAndListAlike();
    void theEnvironmentFilterNarrowsTheList();
    void choosingFillsTheDetails();
    void detailsShowEachPart();
    void whatIsMissingIsSaid();
    void aReleaseFromTheTimelineIsTheListsToo();
    void typingFindsInTheList();
    void enterOpensAndEscapeCloses();
    void actsSayWhyTheyAreOff_data();
    void actsSayWhyTheyAreOff();
    void aDraftThatFailsSaysWhyAndFreesTheAct();
    void aHotfixThatWaitsIsOffered();
    void aPinnedProductionSaysSo();
    void aLaneThatFailsSaysSoAndOffersRetry();
    void withoutReleasesThePageLeadsOn();
    void narrowDetailsAreADrawerOfTabs();
    void manualChecksAreTicked();
    void aSlowDeployIsToldWhereverItShows();
    void metricsPrintTheirRules();
    void metricsFollowAppAndWindow();
    void theLayoutComesBack();
    void pictures();
};

void TestReleasesPage::initTestCase()
{
    timeline::useReferenceFont();
}

void TestReleasesPage::segmentsSwitchTheView()
{
    ShownPage shown;
    QCOMPARE(shown.page.view(), ReleasesPage::View::Timeline);
    QVERIFY(shown.part(u"timeline"_s)->isVisible());
    shown.choose(u"views"_s, 1);
    QCOMPARE(shown.page.view(), ReleasesPage::View::List);
    QVERIFY(shown.part(u"releaseTable"_s)->isVisible());
    QVERIFY(!shown.part(u"spans"_s)->isVisible());
    shown.choose(u"views"_s, 2);
    QCOMPARE(shown.page.view(), ReleasesPage::View::Approvals);
    QVERIFY(!shown.part(u"releaseTable"_s)->isVisible());
    shown.choose(u"views"_s, 3);
    QVERIFY(shown.part(u"metricsWindow"_s)->isVisible());
    QVERIFY(!shown.part(u"apps"_s)->isVisible());
    shown.act("release.timeline")->trigger();
    QVERIFY(shown.part(u"timeline"_s)->isVisible());
    QCOMPARE(shown.page.regions().size(), 2);
}

void TestReleasesPage::filtersNarrowTimelineAndListAlike()
{
    ShownPage shown;
    shown.page.setView(ReleasesPage::View::List);
    const int all = rows(shown);
    QCOMPARE(all, int(shown.history->releases.size()));
    check(shown, u"apps"_s, u"luna.loop.health"_s);
    const int luna = rows(shown);
    QVERIFY(luna > 0 && luna < all);
    QCOMPARE(shown.part<QPushButton>(u"apps"_s)->text(), u"luna.loop.health"_s);
    check(shown, u"outcomes"_s, releases::outcomeWord(releases::Outcome::Running));
    QCOMPARE(rows(shown), 1);
    check(shown, u"apps"_s, u"All apps"_s);
    check(shown, u"outcomes"_s, u"All outcomes"_s);
    QCOMPARE(rows(shown), all);
}

void TestReleasesPage::theEnvironmentFilterNarrowsTheList()
{
    ShownPage shown;
    shown.page.setView(ReleasesPage::View::List);
    shown.page.setEnvironmentFilter(widgets::EnvironmentFilter::Preview);
    QCOMPARE(rows(shown), 1);
    shown.page.setEnvironmentFilter(widgets::EnvironmentFilter::All);
    QVERIFY(rows(shown) > 1);
}

void TestReleasesPage::choosingFillsTheDetails()
{
    ShownPage shown;
    QVERIFY(!shown.part(u"releaseTitle"_s)->isVisible());
    shown.part<timeline::TimelineView>(u"timeline"_s)->setFocus();
    shown.page.showRelease(v43);
    QVERIFY(shown.part(u"releaseTitle"_s)->isVisible());
    QCOMPARE(shown.words(u"releaseTitle"_s), u"patient-graph-api v43"_s);
    QVERIFY(shown.words(u"releaseWho"_s).startsWith(u"Mina Okafor, "_s));
    QCOMPARE(shown.part<timeline::TimelineView>(u"timeline"_s)->selected(), v43);
}

void TestReleasesPage::detailsShowEachPart()
{
    ShownPage shown;
    shown.page.showRelease(v43);
    shown.page.showDetails(storyDetails(shown.release(v43)));
    const QStringList commits = texts(list(shown, u"Commits"_s));
    // Others' words stay text, and the newest commit is first.
    QCOMPARE(commits.first(), u"<b>Batch</b> biomarker writes"_s);
    QVERIFY(commits.contains(u"9 files changed, guard-rail is under 5"_s));
    QVERIFY(commits.last().contains(u"#611, reviewed by Aiko Tanaka"_s));
    QCOMPARE(list(shown, u"Checks"_s)->rows().at(0).value, u"412 tests, 4:48"_s);
    QCOMPARE(texts(list(shown, u"Migrations"_s)).first(), u"0042_add_biomarker_batches"_s);
    const QList<FactRow> sentry = list(shown, u"Sentry, before and after"_s)->rows();
    QCOMPARE(sentry.at(0).value, u"6.0×"_s);
    QCOMPARE(sentry.at(1).value, u"+24\u00a0%"_s);
    QCOMPARE(sentry.at(2).value, u"+132"_s);
    QCOMPARE(sentry.at(3).value, u"−0.36"_s);
    QCOMPARE(sentry.at(3).tone, base::Status::Warning);
    QCOMPARE(list(shown, u"Machines"_s)->rows().size(), 2);
}

void TestReleasesPage::whatIsMissingIsSaid()
{
    ShownPage shown;
    shown.page.showRelease(v43);
    releases::Details details = storyDetails(shown.release(v43));
    details.sentry.clear();
    details.issues.clear();
    details.freshness[u"sentry"_s] =
        base::Freshness::failed({}, base::makeError(base::Error::Kind::Network, u"Sentry could not be reached."_s, {}));
    shown.page.showDetails(details);
    QVERIFY(texts(list(shown, u"Sentry, before and after"_s)).contains(u"Sentry could not be reached."_s));
    details.freshness.remove(u"sentry"_s);
    shown.page.showDetails(details);
    QCOMPARE(texts(list(shown, u"Sentry, before and after"_s)), QStringList{u"Being asked for…"_s});
}

void TestReleasesPage::aReleaseFromTheTimelineIsTheListsToo()
{
    ShownPage shown;
    shown.page.showRelease(v42);
    shown.choose(u"views"_s, 1);
    auto *table = shown.part<QTreeView>(u"releaseTable"_s);
    QCOMPARE(table->currentIndex().data(releases::ReleaseListModel::IdRole).toString(), v42);
    QTest::keyClick(table, Qt::Key_Up);
    const QString id = table->currentIndex().data(releases::ReleaseListModel::IdRole).toString();
    QVERIFY(id != v42);
    QCOMPARE(shown.part<timeline::TimelineView>(u"timeline"_s)->selected(), id);
}

void TestReleasesPage::typingFindsInTheList()
{
    ShownPage shown;
    shown.page.setView(ReleasesPage::View::List);
    auto *table = shown.part<QTreeView>(u"releaseTable"_s);
    table->setFocus();
    QTest::keyClicks(table, u"v"_s);
    auto *find = shown.part<QLineEdit>(u"findRelease"_s);
    QTRY_VERIFY(find->hasFocus());
    QTest::keyClicks(find, u"43"_s);
    QCOMPARE(find->text(), u"v43"_s);
    QCOMPARE(rows(shown), 1);
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(table->currentIndex().data(releases::ReleaseListModel::IdRole).toString(), v43);
    find->setFocus();
    QTest::keyClick(find, Qt::Key_Escape);
    QVERIFY(rows(shown) > 1);
}

void TestReleasesPage::enterOpensAndEscapeCloses()
{
    ShownPage shown;
    shown.page.setView(ReleasesPage::View::List);
    auto *table = shown.part<QTreeView>(u"releaseTable"_s);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(shown.part(u"releaseTitle"_s)->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!shown.part(u"releaseTitle"_s)->isVisible());
    QVERIFY(table->hasFocus());
}

void TestReleasesPage::actsSayWhyTheyAreOff_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<bool>("isOnline");
    QTest::addColumn<QString>("reason");
    QTest::newRow("promote, nobody is signed in")
        << "release.promote"_ba << v43 << true << u"Sign in to the providers first: menu File, Accounts."_s;
    QTest::newRow("roll back, offline") << "release.rollback"_ba << v43 << false
                                        << u"Offline: nothing can be changed now."_s;
    QTest::newRow("compare, nothing is chosen")
        << "release.compare"_ba << QString() << true << u"Choose a release first."_s;
}

void TestReleasesPage::actsSayWhyTheyAreOff()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QString, chosen);
    QFETCH(const bool, isOnline);
    ShownPage shown;
    if (!chosen.isEmpty())
        shown.page.showRelease(chosen);
    shown.page.setOnline(isOnline);
    const QAction *act = shown.act(id.constData());
    QVERIFY(!act->isEnabled());
    QTEST(act->statusTip(), "reason");
    QVERIFY(act->toolTip().contains(act->statusTip()));
}

void TestReleasesPage::aDraftThatFailsSaysWhyAndFreesTheAct()
{
    ShownPage shown;
    const auto workspace = storyWorkspace();
    operations::Runner runner({.clock = shown.clock,
                               .registry = std::make_shared<const operations::Registry>(),
                               .host = u"test"_s,
                               .journal = nullptr});
    const auto planner =
        std::make_shared<const rollout::Planner>(rollout::Planner::Setup{.workspace = workspace, .clock = shown.clock});
    shown.page.setServices({.runner = &runner, .planner = planner, .clock = shown.clock, .workspace = workspace});
    shown.page.showHistory(shown.history);
    shown.page.showRelease(v43);
    QAction *act = shown.act("release.rollback");
    QVERIFY2(act->isEnabled(), qPrintable(act->statusTip()));
    QSignalSpy said(&shown.page, &ReleasesPage::said);
    QTest::keyClick(shown.part<timeline::TimelineView>(u"timeline"_s), Qt::Key_R);
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said.first().at(0).value<base::Status>() == base::Status::Failure);
    QVERIFY(!said.first().at(1).toString().isEmpty());
    QVERIFY(act->isEnabled());
    QCOMPARE(act->text(), u"Roll back…"_s);
    // The services go before what they point to.
    shown.page.setServices({.clock = shown.clock, .workspace = workspace});
}

void TestReleasesPage::aHotfixThatWaitsIsOffered()
{
    ShownPage shown;
    for (releases::Release &release : shown.history->releases) {
        if (release.version == u"v44"_s)
            release.runId = 1289;
    }
    shown.page.showHistory(shown.history);
    shown.page.showRelease(v43);
    QCOMPARE(shown.act("release.approve")->text(), u"Approve v44…"_s);
    QVERIFY(shown.act("release.approve")->isEnabled());
}

void TestReleasesPage::aPinnedProductionSaysSo()
{
    ShownPage shown;
    QVERIFY(!bannerSaying(shown, u"pinned"_s));
    auto history = std::make_shared<releases::History>(*shown.history);
    for (releases::Release &release : history->releases) {
        if (release.id == u"my.loop.health/production/3.11.4 again"_s) {
            release.isLive = true;
            release.vercelId = u"dpl_1"_s;
        }
    }
    shown.page.showHistory(history);
    widgets::Banner *pin = bannerSaying(shown, u"is pinned to 3.11.4 again since"_s);
    QVERIFY(pin);
    QSignalSpy said(&shown.page, &ReleasesPage::said);
    QTest::mouseClick(pin->findChild<QPushButton *>(), Qt::LeftButton);
    // Nobody is signed in: it says so and opens nothing.
    QCOMPARE(said.size(), 1);
    shown.page.showHistory(shown.history);
    QVERIFY(!bannerSaying(shown, u"pinned"_s));
}

void TestReleasesPage::aLaneThatFailsSaysSoAndOffersRetry()
{
    ShownPage shown;
    auto history = std::make_shared<releases::History>(*shown.history);
    history->lanes.first().freshness =
        base::Freshness::failed(base::Freshness::fresh(timeline::march(21, 14, 31)),
                                base::makeError(base::Error::Kind::Protocol, u"Fly.io answered 502."_s, {}));
    shown.page.showHistory(history);
    widgets::Banner *banner = bannerSaying(shown, u"Fly.io answered 502. Showing 14:31."_s);
    QVERIFY(banner);
    QSignalSpy retry(&shown.page, &ReleasesPage::syncRequested);
    QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(retry.size(), 1);
    QVERIFY(shown.part(u"timeline"_s)->isVisible());
}

void TestReleasesPage::withoutReleasesThePageLeadsOn()
{
    ShownPage shown;
    shown.page.showHistory(std::make_shared<releases::History>());
    QSignalSpy pipelines(&shown.page, &ReleasesPage::pipelinesRequested);
    for (QPushButton *button : shown.page.findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == u"Open pipelines"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(pipelines.size(), 1);
}

void TestReleasesPage::narrowDetailsAreADrawerOfTabs()
{
    ShownPage shown({976, 604});
    shown.page.setView(ReleasesPage::View::List);
    auto *table = shown.part<QTreeView>(u"releaseTable"_s);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(!shown.part(u"releaseTitle"_s)->isVisible());
    const QRect alone = table->geometry();
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(shown.part(u"releaseTitle"_s)->isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(table->geometry(), alone);
    auto *drawer = shown.page.findChild<widgets::Drawer *>();
    QCOMPARE(drawer->geometry().right(), shown.page.rect().right());
    QVERIFY(drawer->width() < shown.page.width());
    shown.save(u"releases-drawer"_s);
    auto *tabs = shown.page.findChild<QTabBar *>();
    QVERIFY(tabs->isVisible());
    tabs->setFocus();
    QVERIFY(!list(shown, u"Sentry, before and after"_s)->isVisible());
    QTest::keyClick(tabs, Qt::Key_Right);
    QTest::keyClick(tabs, Qt::Key_Right);
    QVERIFY(list(shown, u"Sentry, before and after"_s)->isVisible());
    QTest::keyClick(tabs, Qt::Key_Escape);
    QVERIFY(!shown.part(u"releaseTitle"_s)->isVisible());
    QVERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_Return);
    shown.page.setView(ReleasesPage::View::Metrics);
    QVERIFY(!drawer->isVisible());
    shown.page.setView(ReleasesPage::View::List);
    QVERIFY(drawer->isVisible());
    shown.page.resize(1400, 800);
    QCoreApplication::processEvents();
    QVERIFY(!drawer->isVisible());
    QVERIFY(shown.part(u"releaseTitle"_s)->isVisible());
}

void TestReleasesPage::manualChecksAreTicked()
{
    ManualChecks checks;
    QList<health::VerificationItem> items = health::verificationItems();
    checks.setItems(items);
    checks.show();
    QSignalSpy ticks(&checks, &ManualChecks::tickRequested);
    auto *box = checks.findChild<QAbstractButton *>();
    QVERIFY(checks.count() > 0 && box);
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(ticks.size(), 1);
    QCOMPARE(ticks.first().at(0).toString(), box->objectName());
    QCOMPARE(ticks.first().at(1).toBool(), true);
    checks.setObstacle(u"Offline"_s);
    QVERIFY(!box->isEnabled());
}

void TestReleasesPage::aSlowDeployIsToldWhereverItShows()
{
    ShownPage shown;
    const QString luna = u"luna.loop.health/production/0.32.0"_s;
    const auto workspace = std::make_shared<workspace::Workspace>(*storyWorkspace());
    workspace->alerts.slowDeploy = workspace::AlertRules::SlowDeploy{};
    health::Watches::Setup setup{.workspace = workspace, .workspaceKey = u"story"_s, .clock = shown.clock};
    setup.book.release = [&shown](const QString &id) { return std::optional(shown.release(id)); };
    setup.book.lane = [](const QString &, const QString &) { return QList<releases::Release>(); };
    setup.book.underWay = [&shown, luna] { return QList<releases::Release>{shown.release(luna)}; };
    health::Watches watches(setup);
    shown.page.setServices({.watches = &watches, .clock = shown.clock, .workspace = workspace});
    shown.page.showHistory(shown.history);
    shown.page.showRelease(luna);
    QSignalSpy said(&shown.page, &ReleasesPage::said);
    shown.clock->advance(std::chrono::minutes(1));
    QCOMPARE(said.size(), 1);
    QVERIFY(said.first().at(1).toString().contains(u"building, 62 %"_s));
    const QString words = watches.slowWords(luna);
    QCOMPARE(texts(list(shown, u"Slow deploy"_s)), QStringList{words});
    QVERIFY(list(shown, u"Slow deploy"_s)->isVisible());
    auto *view = shown.part<timeline::TimelineView>(u"timeline"_s);
    QAccessibleInterface *root = QAccessible::queryAccessibleInterface(view);
    QStringList spoken;
    for (int at = 0; at < root->childCount(); ++at)
        spoken += root->child(at)->text(QAccessible::Name);
    QCOMPARE(spoken.filter(words).size(), 1);
    shown.save(u"releases-slow"_s);
    shown.page.setServices({.clock = shown.clock, .workspace = workspace});
}

void TestReleasesPage::metricsPrintTheirRules()
{
    ShownPage shown;
    shown.page.showHistory(longHistory());
    shown.page.setView(ReleasesPage::View::Metrics);
    shown.choose(u"metricsWindow"_s, 2);
    for (int number = 0; number < 5; ++number) {
        QVERIFY(!shown.part<QLabel>(u"figure%1"_s.arg(number))->text().isEmpty());
        QVERIFY(!shown.part<QLabel>(u"definition%1"_s.arg(number))->text().isEmpty());
    }
    auto *table = shown.part<QTableWidget>(u"metricsTable"_s);
    QVERIFY(!table->isVisible());
    QTest::keyClick(shown.part(u"metricsSummary"_s), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(table->isVisible());
    QCOMPARE(table->columnCount(), 6);
    QVERIFY(table->rowCount() > 40);
}

void TestReleasesPage::metricsFollowAppAndWindow()
{
    ShownPage shown;
    shown.page.showHistory(longHistory());
    shown.page.setView(ReleasesPage::View::Metrics);
    auto *summary = shown.part<QLabel>(u"metricsSummary"_s);
    const QString month = summary->text();
    QVERIFY2(month.startsWith(u"4 deploys"_s), qPrintable(month));
    shown.choose(u"metricsWindow"_s, 1);
    QVERIFY2(summary->text() != month, qPrintable(summary->text()));
    QTest::keyClick(shown.part<QComboBox>(u"metricsApp"_s), Qt::Key_Down);
    QCOMPARE(shown.part<QComboBox>(u"metricsApp"_s)->currentText(), u"api"_s);
    QVERIFY(!summary->text().contains(u"known since"_s));
    auto young = longHistory();
    young->knownSince = timeline::now().addDays(-60);
    shown.page.showHistory(young);
    QVERIFY2(summary->text().contains(u"known since"_s), qPrintable(summary->text()));
}

void TestReleasesPage::theLayoutComesBack()
{
    QByteArray kept;
    {
        ShownPage shown;
        check(shown, u"apps"_s, u"luna.loop.health"_s);
        shown.choose(u"spans"_s, 0);
        shown.page.setView(ReleasesPage::View::List);
        kept = shown.page.saveLayout();
    }
    ShownPage shown;
    shown.page.restoreLayout(kept);
    QCOMPARE(shown.page.view(), ReleasesPage::View::List);
    QCOMPARE(shown.part<QPushButton>(u"apps"_s)->text(), u"luna.loop.health"_s);
    QCOMPARE(shown.part<timeline::TimelineView>(u"timeline"_s)->span(),
             std::chrono::milliseconds(std::chrono::hours(6)));
    shown.page.restoreLayout("nonsense"_ba);
    QCOMPARE(shown.page.view(), ReleasesPage::View::List);
}

void TestReleasesPage::pictures()
{
    theme::Theme look;
    for (const auto &[setting, name] :
         {std::pair(theme::Theme::Setting::Light, u"light"_s), std::pair(theme::Theme::Setting::Dark, u"dark"_s)}) {
        look.setSetting(setting);
        for (const QSize size : {QSize(1368, 801), QSize(976, 602)}) {
            ShownPage shown(size);
            shown.page.showRelease(v43);
            shown.page.showDetails(storyDetails(shown.release(v43)));
            const QString which = name + u'-' + QString::number(size.width());
            shown.save(u"releases-timeline-"_s + which);
            shown.page.setView(ReleasesPage::View::List);
            shown.save(u"releases-list-"_s + which);
            shown.page.showHistory(longHistory());
            shown.page.setView(ReleasesPage::View::Metrics);
            shown.choose(u"metricsWindow"_s, 2);
            shown.save(u"releases-metrics-"_s + which);
            QVERIFY(shown.part(u"metricsWindow"_s)->isVisible());
        }
    }
}

} // namespace slipway::releases_page

QTEST_MAIN(slipway::releases_page::TestReleasesPage)
#include "test_releases_page.moc"
