#include "fixture.h"

#include "run_pages/history_charts.h"
#include "run_pages/history_view.h"
#include "theme/theme.h"
#include "widgets/message.h"
#include "widgets/segmented_control.h"

#include <QChart>
#include <QChartView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::run_pages;

/// A workflow over time.
class TestRunHistoryView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void chartsAndTablesTellTheSame();
    void aJobLeadsToItsPlaceInTheFile();
    void aSlowStepLeadsToItsRun();
    void theHeadNamesTheWorkflow();
    void anEmptyListSaysWhy();
    void bothChartsBeginAtOnePlace();
    void nothingYetIsSaid();
    void pictures_data();
    void pictures();
};

void TestRunHistoryView::chartsAndTablesTellTheSame()
{
    Fixture data;
    HistoryView view(data.services());
    view.resize(1100, 700);
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s);
    view.show();
    auto *charts = view.findChild<HistoryCharts *>();
    QTRY_VERIFY(charts->isVisible());
    auto *table = view.findChild<QTableWidget *>(u"historyBuckets"_s);
    QVERIFY(!table->isVisible());
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_T, Qt::ControlModifier);
    QVERIFY(table->isVisible());
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 1)->text(), u"6"_s);
    QCOMPARE(view.findChild<QTableWidget *>(u"historyJobs"_s)->rowCount(), 2);
}

void TestRunHistoryView::aJobLeadsToItsPlaceInTheFile()
{
    Fixture data;
    HistoryView view(data.services());
    view.resize(1100, 700);
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s);
    view.show();
    auto *jobs = view.findChild<QTableWidget *>(u"historyJobs"_s);
    QTRY_COMPARE(jobs->rowCount(), 2);
    QSignalSpy edit(&view, &HistoryView::editRequested);
    jobs->setFocus();
    jobs->setCurrentCell(0, 0);
    QTest::keyClick(jobs, Qt::Key_Return);
    QCOMPARE(edit.count(), 1);
    QCOMPARE(edit.first().at(1).toString(), u"ci"_s);
}

void TestRunHistoryView::aSlowStepLeadsToItsRun()
{
    Fixture data;
    HistoryView view(data.services());
    view.resize(1100, 700);
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s);
    view.show();
    view.findChild<QTabBar *>(u"historyTabs"_s)->setCurrentIndex(1);
    auto *steps = view.findChild<QTableWidget *>(u"historySteps"_s);
    QTRY_VERIFY(steps->isVisible());
    QSignalSpy run(&view, &HistoryView::runRequested);
    QTest::mouseClick(view.findChild<QPushButton *>(u"historyRun"_s), Qt::LeftButton);
    QCOMPARE(run.count(), 1);
    // It failed there and nowhere else.
    QCOMPARE(run.first().first().toLongLong(), 1284);
}

void TestRunHistoryView::theHeadNamesTheWorkflow()
{
    Fixture data;
    HistoryView view(data.services());
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s);
    view.show();
    const auto *title = view.findChild<QLabel *>(u"historyTitle"_s);
    QTRY_COMPARE(title->text(), u"Patient Graph CI/CD"_s);
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s, u"Graph"_s);
    QCOMPARE(title->text(), u"Graph"_s);
}

void TestRunHistoryView::anEmptyListSaysWhy()
{
    Fixture data;
    data.github->knownJobs.clear();
    HistoryView view(data.services());
    view.resize(1100, 700);
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s);
    view.show();
    QTRY_VERIFY(std::ranges::any_of(view.findChildren<widgets::Message *>(), [](const widgets::Message *message) {
        return message->isVisible() && message->sentence() == "GitHub keeps no jobs of these runs any more."_L1;
    }));
    QVERIFY(!view.findChild<QPushButton *>(u"historyEdit"_s)->isEnabled());
}

void TestRunHistoryView::bothChartsBeginAtOnePlace()
{
    Fixture data;
    HistoryView view(data.services());
    view.resize(1100, 700);
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s);
    view.show();
    const auto *charts = view.findChild<HistoryCharts *>();
    QTRY_VERIFY(charts->isVisible());
    const auto views = charts->findChildren<QChartView *>();
    QCOMPARE(views.size(), 2);
    QTRY_COMPARE(views.at(0)->chart()->plotArea().left(), views.at(1)->chart()->plotArea().left());
    QCOMPARE(views.at(0)->chart()->plotArea().right(), views.at(1)->chart()->plotArea().right());
}

void TestRunHistoryView::nothingYetIsSaid()
{
    Fixture data;
    data.github->knownRuns.clear();
    HistoryView view(data.services());
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s);
    view.show();
    QTRY_VERIFY(view.findChild<widgets::Message *>()->isVisible());
    QCOMPARE(view.findChild<widgets::Message *>()->sentence(), u"No run of this workflow has ended yet."_s);
    auto none = data.services();
    none->actions = nullptr;
    view.setServices(none);
    QTRY_COMPARE(view.findChild<widgets::Message *>()->sentence(), u"Sign in to GitHub to see the history."_s);
}

void TestRunHistoryView::pictures_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestRunHistoryView::pictures()
{
    QFETCH(bool, isDark);
    theme::Theme theme;
    theme.setSetting(isDark ? theme::Theme::Setting::Dark : theme::Theme::Setting::Light);
    Fixture data;
    data.github->knownRuns.clear();
    for (int day = 0; day < 24; ++day) {
        runs::RunFact run = runs::demo::run(1280 - day, day % 5 == 2 ? base::Status::Failure : base::Status::Success,
                                            -86'400 * (day / 2), 260 + (day * 37) % 120);
        data.github->knownRuns += run;
    }
    HistoryView view(data.services());
    view.resize(1150, 754);
    view.setWorkflow(u"patient-graph-ci-cd.yml"_s);
    view.show();
    QTRY_VERIFY(view.findChild<HistoryCharts *>()->isVisible());
    savePicture(view, u"runs-history-"_s + QString::fromLatin1(QTest::currentDataTag()));
}

QTEST_MAIN(TestRunHistoryView)
#include "test_history.moc"
