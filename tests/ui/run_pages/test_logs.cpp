#include "fixture.h"

#include "canvas/canvas.h"
#include "log_view/log_view.h"
#include "run_pages/facts_pane.h"
#include "run_pages/live_steps.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::run_pages;

namespace {

QStringList said;

void note(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Announcement)
        said += static_cast<QAccessibleAnnouncementEvent *>(event)->message();
}

} // namespace

/// The dock under the run: logs, and what stands in their place.
class TestRunLogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void aRunningJobSaysWhyItHasNoLog();
    void theLogComesWhenTheJobEnds();
    void aWaitingJobSaysSo();
    void thePickerAlwaysNamesSomething();
    void anotherStepOfAFailedJobIsShown();
    void theProblemKeysGoThroughTheRun();
    void adviceLeadsToTheEditor();
    void endsAndGatesAreSaid();
};

void TestRunLogs::aRunningJobSaysWhyItHasNoLog()
{
    Fixture page;
    page.open();
    auto *steps = page.part<LiveSteps>();
    QTRY_VERIFY(steps->isVisible());
    const auto *words = steps->findChild<QLabel *>(u"liveWords"_s);
    QVERIFY(words->text().startsWith(u"Deploy to Fly.io has run for "_s));
    QVERIFY(words->text().contains(u"once it has ended"_s));
    const auto *list = steps->findChild<QListWidget *>(u"liveSteps"_s);
    QVERIFY(list->count() >= 3);
    const auto running = list->findItems(u"Wait for deployment: running"_s, Qt::MatchStartsWith);
    QCOMPARE(running.size(), 1);
    const QString before = running.first()->text();
    page.clock->advance(std::chrono::seconds(1));
    QTRY_VERIFY(running.first()->text() != before);
    QCOMPARE(page.part<QComboBox>(u"logStep"_s)->currentText(), u"Deploy to Fly.io › Wait for deployment"_s);
}

void TestRunLogs::theLogComesWhenTheJobEnds()
{
    Fixture page;
    page.open();
    QTRY_VERIFY(page.part<LiveSteps>()->isVisible());
    runs::RunState next = runs::demo::running();
    next.jobs[1].isCompleted = true;
    next.jobs[1].status = base::Status::Success;
    next.jobs[1].phase = u"completed"_s;
    next.jobs[1].completedAt = runs::demo::at(422);
    const QString asked = u"log %1"_s.arg(next.jobs[1].id);
    QVERIFY(!page.github->asked.contains(asked));
    page.show(next);
    page.clock->advance(std::chrono::seconds(3));
    QTRY_VERIFY(page.github->asked.contains(asked));
    QTRY_VERIFY(page.part<log_view::LogView>()->isVisible());
    QVERIFY(page.part<log_view::LogView>()->log()->jobs().contains(u"Deploy to Fly.io"_s));
}

void TestRunLogs::aWaitingJobSaysSo()
{
    Fixture page;
    page.show(runs::demo::waitingAtGate());
    page.open();
    auto *steps = page.part<LiveSteps>();
    QTRY_VERIFY(steps->isVisible());
    QVERIFY(steps->findChild<QLabel *>(u"liveWords"_s)->text().contains(u"waits for approval"_s));
}

void TestRunLogs::thePickerAlwaysNamesSomething()
{
    Fixture page;
    auto *picker = page.part<QComboBox>(u"logStep"_s);
    QCOMPARE(picker->currentText(), u"All steps"_s);
    page.open();
    page.view->openRun(1281);
    QTRY_COMPARE(picker->currentText(), u"Deploy to Fly.io"_s);
    picker->setFocus();
    QTest::keyClick(picker, Qt::Key_Home);
    QCOMPARE(picker->currentText(), u"All steps"_s);
    auto *log = page.part<log_view::LogView>();
    QTRY_COMPARE(log->log()->jobs().size(), 2);
    QVERIFY(log->isVisible());
}

void TestRunLogs::anotherStepOfAFailedJobIsShown()
{
    Fixture page;
    page.open();
    page.view->openRun(1284);
    auto *picker = page.part<QComboBox>(u"logStep"_s);
    QTRY_COMPARE(picker->currentText(), u"Continuous Integration › Run unit tests"_s);
    auto *canvas = page.part<canvas::Canvas>();
    const canvas::Spot step{u"job:ci"_s, 0};
    QTRY_VERIFY(!canvas->rectOf(step).isEmpty());
    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, canvas->rectOf(step).center().toPoint());
    QTRY_COMPARE(picker->currentText(), u"Continuous Integration › Checkout"_s);
}

void TestRunLogs::theProblemKeysGoThroughTheRun()
{
    Fixture page;
    page.open();
    page.view->openRun(1284);
    auto *log = page.part<log_view::LogView>();
    QTRY_VERIFY(log->log() && !log->log()->jobs().isEmpty());
    auto *picker = page.part<QComboBox>(u"logStep"_s);
    picker->setFocus();
    QTest::keyClick(picker, Qt::Key_Home);
    QTest::keyClick(picker, Qt::Key_F8);
    QTRY_COMPARE(picker->currentText(), u"Continuous Integration › Run unit tests"_s);
    QTest::keyClick(picker, Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(picker->currentText(), u"Continuous Integration › Run unit tests"_s);
}

void TestRunLogs::adviceLeadsToTheEditor()
{
    Fixture page;
    page.github->log = "2024-03-21T13:12:00.0000000Z src/a.ts(3,5): error TS2322: Type 'a' is not assignable to 'b'.\n"
                       "2024-03-21T13:12:00.0000000Z ##[error]Process completed with exit code 2.\n";
    page.open();
    QSignalSpy edit(page.view, &RunsView::editRequested);
    page.view->openRun(1284);
    auto *button = page.part<QPushButton>(u"editStep"_s);
    QVERIFY(button);
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(edit.count(), 1);
    QCOMPARE(edit.first().at(0).toString(), u"patient-graph-ci-cd.yml"_s);
    QCOMPARE(edit.first().at(1).toString(), u"ci"_s);
}

void TestRunLogs::endsAndGatesAreSaid()
{
    QAccessible::setActive(true);
    QAccessible::installUpdateHandler(note);
    said.clear();
    Fixture page;
    page.open();
    page.show(runs::demo::waitingAtGate());
    page.clock->advance(std::chrono::seconds(3));
    QTRY_VERIFY2(said.contains(u"Run #1287 waits for approval to deploy to production."_s),
                 qPrintable(said.join(u'\n')));
    const qsizetype once = said.count(u"Run #1287 waits for approval to deploy to production."_s);
    page.clock->advance(std::chrono::seconds(10));
    runs::RunState over = runs::demo::running();
    over.run = runs::demo::run(1287, base::Status::Cancelled, 0, 430);
    over.jobs.clear();
    page.show(over);
    page.clock->advance(std::chrono::seconds(10));
    QTRY_VERIFY(std::ranges::any_of(
        said, [](const QString &words) { return words.startsWith("Run #1287: Cancelled after"_L1); }));
    QCOMPARE(said.count(u"Run #1287 waits for approval to deploy to production."_s), once);
    QAccessible::installUpdateHandler(nullptr);
    QAccessible::setActive(false);
}

QTEST_MAIN(TestRunLogs)
#include "test_logs.moc"
