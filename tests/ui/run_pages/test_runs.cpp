#include "fixture.h"

#include "canvas/canvas.h"
#include "log_view/log_view.h"
#include "run_pages/artifacts_tab.h"
#include "run_pages/facts_pane.h"
#include "run_pages/run_canvas.h"
#include "run_pages/run_picture.h"
#include "run_pages/waterfall_view.h"
#include "run_pages/words.h"
#include "theme/theme.h"
#include "widgets/banner.h"
#include "widgets/message.h"
#include "widgets/segmented_control.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::run_pages;

namespace {

const canvas::Card *cardOf(const canvas::Canvas &canvas, const QString &id)
{
    const auto &cards = canvas.picture().cards;
    const auto found = std::ranges::find(cards, id, &canvas::Card::id);
    return found == cards.end() ? nullptr : &*found;
}

} // namespace

/// The page of runs, by hand and keyboard.
class TestRunsView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theNewestRunIsOpen();
    void theCanvasTellsTheRun();
    void theKeyboardGoesThroughTheList();
    void aFailedRunOpensAtItsFailure();
    void followingSelectsTheStepAtWork();
    void choosingAStepEndsFollowing();
    void findingLooksThroughAllJobs();
    void theWaterfallIsAListOfBars();
    void theFactsLeadToTheirSteps();
    void aWaitOffersTheReview();
    void theFilterAsksAnew();
    void aFailureKeepsThePage();
    void withoutATokenThePageSaysSo();
    void anEmptyListOffersToRun();
    void artifactsAreDownloaded();
    void theFileIsAsItWas();
    void aNarrowWindowHidesTheFacts();
    void filtersAreChips();
    void artifactsGoWhereThePersonChose();
    void largeMatricesBeginClosed();
    void hostileNamesStayText();
    void eachStateIsShown_data();
    void eachStateIsShown();
};

void TestRunsView::initTestCase()
{
    useReferenceFont();
}

void TestRunsView::theNewestRunIsOpen()
{
    Fixture page;
    QSignalSpy changed(page.view, &RunsView::runChanged);
    page.open();
    QCOMPARE(page.view->run().id, 1287);
    QCOMPARE(changed.count(), 1);
    auto *list = page.part<QListView>(u"runs"_s);
    QCOMPARE(list->model()->rowCount(), 7);
    QCOMPARE(list->currentIndex().row(), 0);
    QVERIFY(page.view->acts().abort->isEnabled());
    QVERIFY(!page.view->acts().rerun->isEnabled());
    QVERIFY(page.view->acts().rerun->toolTip().contains(u"still under way"_s));
    QVERIFY(!page.view->acts().approve->isVisible());
}

void TestRunsView::theCanvasTellsTheRun()
{
    Fixture page;
    page.open();
    auto *canvas = page.part<canvas::Canvas>();
    QTRY_VERIFY(cardOf(*canvas, u"job:deploy"_s));
    const canvas::Card *deploy = cardOf(*canvas, u"job:deploy"_s);
    QCOMPARE(deploy->aside, u"1:54"_s);
    QCOMPARE(deploy->status, std::optional(base::Status::Running));
    QVERIFY(deploy->isCritical);
    QTRY_VERIFY(cardOf(*canvas, u"job:deploy"_s)->subtitle.startsWith(u"Running, about"_s));
    deploy = cardOf(*canvas, u"job:deploy"_s);
    QVERIFY(deploy->progress);
    QCOMPARE(deploy->rows.size(), 3UL);
    QCOMPARE(deploy->rows.at(1).text, u"Wait for deployment"_s);
    QVERIFY(deploy->spoken.startsWith(
        u"Deploy to Fly.io, job, running, 1\u00a0min\u00a054\u00a0s, step 2 of 3, after production gate"_s));
    QVERIFY(cardOf(*canvas, u"on:workflow_dispatch"_s)->isGhost);
    page.clock->advance(std::chrono::seconds(1));
    QTRY_COMPARE(cardOf(*canvas, u"job:deploy"_s)->aside, u"1:55"_s);
}

void TestRunsView::theKeyboardGoesThroughTheList()
{
    Fixture page;
    page.open();
    auto *list = page.part<QListView>(u"runs"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Down);
    QTRY_COMPARE(page.view->run().id, 1281);
    QVERIFY(page.view->acts().rerun->isEnabled());
    QVERIFY(!page.view->acts().abort->isVisible());
    QVERIFY(page.view->acts().runWorkflow->isVisible());
}

void TestRunsView::aFailedRunOpensAtItsFailure()
{
    Fixture page;
    page.open();
    page.view->openRun(1284);
    auto *log = page.part<log_view::LogView>();
    QTRY_VERIFY(log->log() && !log->log()->jobs().isEmpty());
    QCOMPARE(log->log()->jobs(), QStringList{u"Continuous Integration"_s});
    QTRY_COMPARE(page.part<QComboBox>(u"logStep"_s)->currentText(), u"Continuous Integration › Run unit tests"_s);
    const auto [node, step] = page.part<RunCanvas>()->selection();
    QCOMPARE(node, u"job:ci"_s);
    QCOMPARE(step, 2);
    QVERIFY(page.view->acts().rerunFailed->isEnabled());
}

void TestRunsView::followingSelectsTheStepAtWork()
{
    Fixture page;
    page.open();
    auto *canvas = page.part<RunCanvas>();
    QTRY_COMPARE(canvas->selection().first, u"job:deploy"_s);
    QCOMPARE(canvas->selection().second, 3);
    runs::RunState next = runs::demo::running();
    next.jobs[1].steps[2].status = base::Status::Success;
    next.jobs[1].steps[2].completedAt = runs::demo::at(421);
    next.jobs[1].steps[3].status = base::Status::Running;
    next.jobs[1].steps[3].startedAt = runs::demo::at(421);
    page.show(next);
    page.clock->advance(std::chrono::seconds(3));
    QTRY_COMPARE(canvas->selection().second, 4);
}

void TestRunsView::choosingAStepEndsFollowing()
{
    Fixture page;
    page.open();
    auto *canvas = page.part<canvas::Canvas>();
    auto *follow = page.part<QCheckBox>(u"follow"_s);
    QTRY_VERIFY(follow->isChecked());
    QTRY_VERIFY(cardOf(*canvas, u"job:ci"_s));
    const canvas::Spot step{u"job:ci"_s, 1};
    QTRY_VERIFY(!canvas->rectOf(step).isEmpty());
    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, canvas->rectOf(step).center().toPoint());
    QVERIFY(!follow->isChecked());
    auto *log = page.part<log_view::LogView>();
    QTRY_VERIFY(log->log() && log->log()->jobs().contains(u"Continuous Integration"_s));
    QVERIFY(page.github->asked.contains(u"log 1"_s));
}

void TestRunsView::findingLooksThroughAllJobs()
{
    Fixture page;
    page.open();
    page.view->openRun(1281);
    auto *log = page.part<log_view::LogView>();
    QTRY_VERIFY(log->log() && log->log()->jobs().size() == 1);
    QTest::keyClicks(page.part<QLineEdit>(u"findInLog"_s), u"failed"_s);
    QTRY_COMPARE(log->log()->jobs().size(), 2);
}

void TestRunsView::theWaterfallIsAListOfBars()
{
    Fixture page;
    page.open();
    auto *waterfall = page.part<WaterfallView>(u"waterfall"_s);
    page.part<widgets::SegmentedControl>(u"runMode"_s)->setCurrentIndex(1);
    QTRY_COMPARE(waterfall->model()->rowCount(), 9);
    QVERIFY(waterfall->isVisible());
    QSignalSpy chosen(waterfall, &WaterfallView::stepChosen);
    waterfall->setFocus();
    waterfall->setCurrentIndex(waterfall->model()->index(0, 0));
    QTest::keyClick(waterfall, Qt::Key_Down);
    QCOMPARE(waterfall->currentIndex().row(), 1);
    QTest::keyClick(waterfall, Qt::Key_Return);
    QTRY_COMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().at(1).toLongLong(), 1);
    QVERIFY(waterfall->currentIndex().data(Qt::AccessibleTextRole).toString().startsWith(u"Set up job, step"_s));
}

void TestRunsView::theFactsLeadToTheirSteps()
{
    Fixture page;
    page.open();
    const auto *facts = page.part<FactsPane>();
    QTRY_VERIFY(facts->findChildren<ShareRow *>().size() >= 4);
    QList<ShareRow *> rows = facts->findChildren<ShareRow *>();
    QCOMPARE(rows.first()->share().name, u"Checkout"_s);
    rows.at(1)->setFocus();
    QTest::keyClick(rows.at(1), Qt::Key_Return);
    QCOMPARE(page.part<RunCanvas>()->selection(), (std::pair<QString, qint64>(u"job:ci"_s, 3)));
}

void TestRunsView::aWaitOffersTheReview()
{
    Fixture page;
    page.show(runs::demo::waitingAtGate());
    page.open();
    QTRY_VERIFY(page.view->acts().approve->isEnabled());
    const auto *facts = page.part<FactsPane>();
    QPushButton *review = nullptr;
    QTRY_VERIFY((review = facts->findChild<QPushButton *>()));
    QTest::mouseClick(review, Qt::LeftButton);
    QTRY_VERIFY(page.sheet());
}

void TestRunsView::theFilterAsksAnew()
{
    Fixture page;
    page.open();
    auto *filter = page.part<QToolButton>(u"filter"_s);
    Q_EMIT filter->menu()->aboutToShow();
    QAction *failed = nullptr;
    for (QAction *action : filter->menu()->actions()) {
        if (action->text() == "Failed"_L1)
            failed = action;
    }
    QVERIFY(failed);
    failed->trigger();
    auto *list = page.part<QListView>(u"runs"_s);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"Retry Oura sync on 429"_s);
}

void TestRunsView::aFailureKeepsThePage()
{
    Fixture page;
    page.open();
    page.github->readingFails = base::makeError(base::Error::Kind::Network, u"GitHub answered 502."_s);
    page.view->refresh();
    QTRY_VERIFY(std::ranges::any_of(page.window.findChildren<widgets::Banner *>(), [](const widgets::Banner *banner) {
        return banner->isVisible() && banner->sentence().contains(u"GitHub answered 502."_s);
    }));
    QCOMPARE(page.part<QListView>(u"runs"_s)->model()->rowCount(), 7);
    page.view->setOnline(false);
    QVERIFY(!page.view->acts().abort->isEnabled());
    QVERIFY(page.view->acts().abort->toolTip().contains(u"cannot be reached"_s));
}

void TestRunsView::withoutATokenThePageSaysSo()
{
    Fixture page;
    page.open();
    auto services = page.services();
    services->actions = nullptr;
    page.view->setServices(services);
    QVERIFY(!page.part<QListView>(u"runs"_s));
    QCOMPARE(page.view->run().id, 0);
    QVERIFY(std::ranges::any_of(page.window.findChildren<widgets::Message *>(), [](const widgets::Message *message) {
        return message->isVisible() && message->sentence().contains(u"Sign in to GitHub"_s);
    }));
    page.view->setServices(page.services());
    QTRY_COMPARE(page.view->run().id, 1287);
}

void TestRunsView::anEmptyListOffersToRun()
{
    Fixture page;
    page.github->knownRuns.clear();
    page.view->setWorkflow(u"patient-graph-ci-cd.yml"_s);
    page.window.show();
    widgets::Message *empty = nullptr;
    QTRY_VERIFY([&] {
        for (widgets::Message *message : page.window.findChildren<widgets::Message *>()) {
            if (message->isVisible() && message->sentence() == "No runs yet."_L1)
                empty = message;
        }
        return empty != nullptr;
    }());
    QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(page.sheet());
}

void TestRunsView::artifactsAreDownloaded()
{
    Fixture page;
    page.open();
    page.part<QTabBar>(u"runTabs"_s)->setCurrentIndex(2);
    auto *table = page.part<QTableWidget>(u"artifacts"_s);
    QTRY_COMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 0)->text(), u"patient-graph-build"_s);
    page.github->readingFails = base::makeError(base::Error::Kind::NotFound, u"The artifact is gone."_s);
    QTest::mouseClick(page.part<QPushButton>(u"artifactAction"_s), Qt::LeftButton);
    QTRY_VERIFY(table->item(0, 3)->text().contains(u"The artifact is gone."_s));
}

void TestRunsView::theFileIsAsItWas()
{
    Fixture page;
    page.open();
    page.part<QTabBar>(u"runTabs"_s)->setCurrentIndex(3);
    QTRY_VERIFY(page.github->asked.contains(u"file .github/workflows/patient-graph-ci-cd.yml"_s));
}

void TestRunsView::aNarrowWindowHidesTheFacts()
{
    Fixture page({952, 602});
    page.open();
    auto *facts = page.part<FactsPane>();
    QVERIFY(!facts->isVisible());
    auto *button = page.part<QPushButton>(u"facts"_s);
    QVERIFY(button->isVisible());
    const int canvasWidth = page.part<canvas::Canvas>()->width();
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(facts->isVisible());
    QVERIFY(button->isChecked());
    // It lies over the page: nothing moves.
    QCOMPARE(page.part<canvas::Canvas>()->width(), canvasWidth);
    QCOMPARE(facts->mapTo(&page.window, QPoint(facts->width(), 0)).x(), page.window.width());
    QVERIFY(facts->isAncestorOf(page.window.focusWidget()) || page.window.focusWidget() == facts);
    QTest::keyClick(page.window.focusWidget(), Qt::Key_Escape);
    QVERIFY(!facts->isVisible());
    QVERIFY(!button->isChecked());
    QCOMPARE(page.window.focusWidget(), button);
    page.window.resize(1400, 802);
    QTRY_VERIFY(facts->isVisible());
    QVERIFY(!button->isVisible());
    page.window.resize(952, 602);
    QTRY_VERIFY(!facts->isVisible());
}

void TestRunsView::filtersAreChips()
{
    Fixture page;
    page.open();
    auto *filter = page.part<QToolButton>(u"filter"_s);
    const auto pick = [filter](const QString &words) {
        Q_EMIT filter->menu()->aboutToShow();
        for (QAction *action : filter->menu()->actions()) {
            if (action->text() == words) {
                action->trigger();
                return;
            }
        }
    };
    auto *clear = page.part<QPushButton>(u"clearFilters"_s);
    QVERIFY(!clear->isVisible());
    pick(u"Failed"_s);
    pick(u"Schedule"_s);
    auto *list = page.part<QListView>(u"runs"_s);
    QTRY_COMPARE(list->model()->rowCount(), 0);
    widgets::Message *empty = nullptr;
    QTRY_VERIFY([&] {
        for (widgets::Message *message : page.window.findChildren<widgets::Message *>()) {
            if (message->isVisible() && message->sentence() == "No run matches the filters."_L1)
                empty = message;
        }
        return empty != nullptr;
    }());
    QPushButton *chip = nullptr;
    for (QPushButton *button : page.window.findChildren<QPushButton *>()) {
        if (button->isVisible() && button->accessibleName() == "Remove the filter Schedule"_L1)
            chip = button;
    }
    QVERIFY(chip);
    QCOMPARE(chip->text(), u"Schedule"_s);
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Space);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QVERIFY(!chip->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_COMPARE(list->model()->rowCount(), 7);
    QVERIFY(!clear->isVisible());
}

void TestRunsView::artifactsGoWhereThePersonChose()
{
    Fixture page;
    page.open();
    page.part<QTabBar>(u"runTabs"_s)->setCurrentIndex(2);
    auto *tab = page.part<ArtifactsTab>();
    const QString chosen = page.folder.filePath(u"out"_s);
    tab->setChooser([chosen](const QString &) { return chosen; });
    QTRY_VERIFY(page.part<QPushButton>(u"artifactFolder"_s)->isVisible());
    QTest::mouseClick(page.part<QPushButton>(u"artifactFolder"_s), Qt::LeftButton);
    QCOMPARE(tab->target(), chosen);
    QCOMPARE(page.settings->value(u"artifacts/folder"_s).toString(), chosen);
    // Whoever closes the dialog keeps the folder.
    tab->setChooser([](const QString &) { return QString(); });
    QTest::mouseClick(page.part<QPushButton>(u"artifactFolder"_s), Qt::LeftButton);
    QCOMPARE(tab->target(), chosen);
}

void TestRunsView::largeMatricesBeginClosed()
{
    runs::LiveGraph graph;
    graph.nodes.push_back({.id = u"m"_s, .kind = workflow::NodeKind::Matrix, .title = u"m"_s, .isGroup = true});
    for (int at = 0; at < 8; ++at)
        graph.nodes.push_back({.id = u"m/%1"_s.arg(at), .parent = u"m"_s, .title = u"x"_s, .job = at + 1});
    const auto closed = largeGroups(graph);
    const RunPicture picture = drawRun(graph, closed, runs::demo::at(0));
    QCOMPARE(picture.picture.cards.size(), 1UL);
    QCOMPARE(picture.picture.cards.front().subtitle, u"8 jobs: 8 queued"_s);
    QCOMPARE(drawRun(graph, {}, runs::demo::at(0)).picture.cards.size(), 9UL);
}

void TestRunsView::hostileNamesStayText()
{
    Fixture page;
    runs::RunState state = runs::demo::running();
    state.run.title = u"<img src=x> &amp; \u202e"_s + QString(10'000, QChar(0x0301));
    state.jobs[1].name = u"<b>bold</b>"_s;
    state.run.actor = u"<i>"_s;
    page.show(state);
    page.open();
    QTRY_VERIFY(cardOf(*page.part<canvas::Canvas>(), u"job:<b>bold</b>"_s));
    page.window.grab();
}

void TestRunsView::eachStateIsShown_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("which");
    QTest::newRow("running") << false << QSize(1368, 802) << 0;
    QTest::newRow("running-dark") << true << QSize(1368, 802) << 0;
    QTest::newRow("waiting") << false << QSize(1368, 802) << 1;
    QTest::newRow("failed") << false << QSize(1368, 802) << 2;
    QTest::newRow("waterfall") << false << QSize(1368, 802) << 3;
    QTest::newRow("narrow") << false << QSize(976, 630) << 0;
}

void TestRunsView::eachStateIsShown()
{
    QFETCH(bool, isDark);
    QFETCH(QSize, size);
    QFETCH(int, which);
    theme::Theme theme;
    theme.setSetting(isDark ? theme::Theme::Setting::Dark : theme::Theme::Setting::Light);
    Fixture page(size);
    if (which == 1)
        page.show(runs::demo::waitingAtGate());
    page.open();
    if (which == 2)
        page.view->openRun(1284);
    if (which == 3)
        page.part<widgets::SegmentedControl>(u"runMode"_s)->setCurrentIndex(1);
    const qint64 wanted = which == 2 ? 1284 : 1287;
    QTRY_COMPARE(page.view->run().number, wanted);
    QVERIFY(!page.view->grab().isNull());
    savePicture(page.window, u"runs-"_s + QString::fromLatin1(QTest::currentDataTag()));
}

QTEST_MAIN(TestRunsView)
#include "test_runs.moc"
