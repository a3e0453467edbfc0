#include "fixture.h"

#include "run_pages/dispatch_sheet.h"
#include "widgets/sheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::run_pages;

namespace {

QString textOf(const widgets::Sheet &sheet, const QString &name)
{
    const auto *label = sheet.findChild<QLabel *>(name);
    return label ? label->text() : QString();
}

} // namespace

/// Nothing is done before its plan was seen.
class TestRunSheets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useReferenceFont(); }
    void abortingShowsThePlanFirst();
    void cancellingTellsNobody();
    void aFailureStaysOnTheSheet();
    void anUnknownFateCannotBeTriedAgain();
    void closingWhileGithubIsToldStillSaysTheOutcome();
    void closingWhileGithubRefusesSaysSo();
    void aPresetIsRenamedAndDeleted();
    void approvingTakesAComment();
    void rerunningMayWriteDebugLogs();
    void dispatchingReadsTheInputs();
    void aPresetFillsTheForm();
    void aReaderCannotDispatch();
};

void TestRunSheets::abortingShowsThePlanFirst()
{
    Fixture page;
    page.open();
    QSignalSpy said(page.view, &RunsView::said);
    QTRY_VERIFY(page.part<QPushButton>(u"abort"_s)->isVisible());
    QTest::mouseClick(page.part<QPushButton>(u"abort"_s), Qt::LeftButton);
    QTRY_VERIFY(page.sheet());
    QVERIFY(page.github->told.isEmpty());
    QVERIFY(textOf(*page.sheet(), u"planSteps"_s).startsWith(u"1.  One running job is stopped"_s));
    QCOMPARE(textOf(*page.sheet(), u"planCalls"_s), u"POST /actions/runs/1287/cancel"_s);
    savePicture(page.window, u"runs-abort"_s);
    QTest::keyClick(page.window.focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(page.github->told, QStringList{u"cancel 1287"_s});
    QTRY_COMPARE(said.count(), 1);
    QCOMPARE(said.first().at(1).toString(), u"Run #1287 is being aborted."_s);
    QTRY_VERIFY(!page.sheet());
}

void TestRunSheets::cancellingTellsNobody()
{
    Fixture page;
    page.open();
    page.view->acts().abort->trigger();
    QTRY_VERIFY(page.sheet());
    QTest::keyClick(page.window.focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!page.sheet());
    QVERIFY(page.github->told.isEmpty());
}

void TestRunSheets::aFailureStaysOnTheSheet()
{
    Fixture page;
    page.open();
    page.github->writingFails = base::makeError(base::Error::Kind::Forbidden, u"GitHub refused it."_s);
    page.view->acts().abort->trigger();
    QTRY_VERIFY(page.sheet());
    QTest::mouseClick(page.sheet()->verb(), Qt::LeftButton);
    QTRY_VERIFY(page.sheet()->verb()->isEnabled());
    QVERIFY(page.sheet());
    page.github->writingFails.reset();
    QTest::mouseClick(page.sheet()->verb(), Qt::LeftButton);
    QTRY_VERIFY(!page.sheet());
    QCOMPARE(page.github->told.size(), 2);
}

void TestRunSheets::anUnknownFateCannotBeTriedAgain()
{
    Fixture page;
    page.open();
    base::Error lost = base::makeError(base::Error::Kind::Timeout, u"GitHub did not answer."_s);
    lost.outcomeUnknown = true;
    page.github->writingFails = lost;
    page.view->acts().abort->trigger();
    QTRY_VERIFY(page.sheet());
    QTest::mouseClick(page.sheet()->verb(), Qt::LeftButton);
    QTRY_COMPARE(page.github->told.size(), 1);
    QTRY_VERIFY(!page.sheet()->verb()->isEnabled());
    QTest::keyClick(page.window.focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(page.github->told.size(), 1);
}

void TestRunSheets::closingWhileGithubIsToldStillSaysTheOutcome()
{
    Fixture page;
    page.open();
    QSignalSpy said(page.view, &RunsView::said);
    page.github->slowClock = page.clock;
    page.view->acts().abort->trigger();
    QTRY_VERIFY(page.sheet());
    QTest::mouseClick(page.sheet()->verb(), Qt::LeftButton);
    QTRY_COMPARE(page.github->told.size(), 1);
    QTest::keyClick(page.window.focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!page.sheet());
    QCOMPARE(said.count(), 1);
    QVERIFY(said.first().at(1).toString().startsWith(u"GitHub is still being told."_s));
    page.clock->advance(std::chrono::seconds(1));
    QTRY_COMPARE(said.count(), 2);
    QCOMPARE(said.last().at(1).toString(), u"Run #1287 is being aborted."_s);
    QCOMPARE(page.github->told.size(), 1);
}

void TestRunSheets::closingWhileGithubRefusesSaysSo()
{
    Fixture page;
    page.open();
    QSignalSpy said(page.view, &RunsView::said);
    page.github->slowClock = page.clock;
    page.github->writingFails = base::makeError(base::Error::Kind::Forbidden, u"GitHub refused it."_s);
    page.view->acts().abort->trigger();
    QTRY_VERIFY(page.sheet());
    QTest::mouseClick(page.sheet()->verb(), Qt::LeftButton);
    QTRY_COMPARE(page.github->told.size(), 1);
    QTest::keyClick(page.window.focusWidget(), Qt::Key_Escape);
    page.clock->advance(std::chrono::seconds(1));
    QTRY_COMPARE(said.count(), 2);
    QCOMPARE(said.last().at(0).value<base::Status>(), base::Status::Failure);
    QVERIFY(said.last().at(1).toString().startsWith(u"Run #1287: GitHub refused it."_s));
}

void TestRunSheets::aPresetIsRenamedAndDeleted()
{
    Fixture page;
    runs::Presets presets(page.settings, u"demo"_s);
    presets.save(u"patient-graph-ci-cd.yml"_s, {u"weekly"_s, u"main"_s, {{u"app"_s, u"web"_s}}});
    page.open();
    page.view->openRun(1281);
    QTRY_VERIFY(page.view->acts().runWorkflow->isVisible());
    page.view->acts().runWorkflow->trigger();
    QTRY_VERIFY(page.sheet());
    auto *preset = page.sheet()->findChild<QComboBox *>(u"preset"_s);
    auto *rename = page.sheet()->findChild<QPushButton *>(u"renamePreset"_s);
    QVERIFY(!rename->isEnabled());
    preset->setFocus();
    QTest::keyClick(preset, Qt::Key_Down);
    QCOMPARE(preset->currentText(), u"weekly"_s);
    QVERIFY(!rename->isEnabled());
    preset->lineEdit()->selectAll();
    QTest::keyClicks(preset->lineEdit(), u"monthly"_s);
    QVERIFY(rename->isEnabled());
    QTest::mouseClick(rename, Qt::LeftButton);
    QCOMPARE(presets.of(u"patient-graph-ci-cd.yml"_s).size(), 1);
    QCOMPARE(presets.of(u"patient-graph-ci-cd.yml"_s).first(),
             (runs::Preset{u"monthly"_s, u"main"_s, {{u"app"_s, u"web"_s}}}));
    QTest::mouseClick(page.sheet()->findChild<QPushButton *>(u"deletePreset"_s), Qt::LeftButton);
    QVERIFY(presets.of(u"patient-graph-ci-cd.yml"_s).isEmpty());
}

void TestRunSheets::approvingTakesAComment()
{
    Fixture page;
    page.show(runs::demo::waitingAtGate());
    page.open();
    QTRY_VERIFY(page.view->acts().approve->isVisible());
    page.view->acts().approve->trigger();
    QTRY_VERIFY(page.sheet());
    QTest::keyClicks(page.sheet()->findChild<QPlainTextEdit *>(u"comment"_s), u"looks good"_s);
    savePicture(page.window, u"runs-approve"_s);
    QTest::mouseClick(page.sheet()->verb(), Qt::LeftButton);
    QTRY_COMPARE(page.github->told, QStringList{u"approve 1287 4 looks good"_s});
}

void TestRunSheets::rerunningMayWriteDebugLogs()
{
    Fixture page;
    page.open();
    page.view->openRun(1281);
    QTRY_VERIFY(page.view->acts().rerun->isEnabled());
    page.view->acts().rerun->trigger();
    QTRY_VERIFY(page.sheet());
    QTest::mouseClick(page.sheet()->findChild<QCheckBox *>(u"debugLogs"_s), Qt::LeftButton, {}, {8, 10});
    QVERIFY(textOf(*page.sheet(), u"planCalls"_s).contains(u"enable_debug_logging=true"_s));
    QTest::mouseClick(page.sheet()->verb(), Qt::LeftButton);
    QTRY_COMPARE(page.github->told, QStringList{u"rerun 1281 debug"_s});
}

void TestRunSheets::dispatchingReadsTheInputs()
{
    Fixture page;
    page.open();
    page.view->openRun(1281);
    QTRY_VERIFY(page.view->acts().runWorkflow->isVisible());
    page.github->startedRun = 1287;
    page.view->acts().runWorkflow->trigger();
    QTRY_VERIFY(page.sheet());
    QWidget *count = nullptr;
    QTRY_VERIFY((count = page.sheet()->findChild<QLineEdit *>(u"input.count"_s)));
    auto *environment = page.sheet()->findChild<QComboBox *>(u"input.environment"_s);
    QTRY_VERIFY((environment = page.sheet()->findChild<QComboBox *>(u"input.environment"_s))->count() == 2);
    environment->setCurrentText(u"staging"_s);
    count = page.sheet()->findChild<QLineEdit *>(u"input.count"_s);
    QTest::keyClicks(count, u"x"_s);
    QVERIFY(!page.sheet()->verb()->isEnabled());
    QTest::keyClick(count, Qt::Key_Backspace);
    QTRY_VERIFY(page.sheet()->verb()->isEnabled());
    savePicture(page.window, u"runs-dispatch"_s);
    QTest::mouseClick(page.sheet()->verb(), Qt::LeftButton);
    QTRY_COMPARE(page.github->told,
                 QStringList{u"dispatch patient-graph-ci-cd.yml main app=api count=3 dry=false environment=staging"_s});
    QTRY_COMPARE(page.view->run().id, 1287);
}

void TestRunSheets::aPresetFillsTheForm()
{
    Fixture page;
    runs::Presets presets(page.settings, u"demo"_s);
    presets.save(u"patient-graph-ci-cd.yml"_s,
                 {u"Web dry"_s, u"develop"_s, {{u"app"_s, u"web"_s}, {u"dry"_s, u"true"_s}}});
    page.open();
    page.view->openRun(1281);
    QTRY_VERIFY(page.view->acts().runWorkflow->isVisible());
    page.view->acts().runWorkflow->trigger();
    QTRY_VERIFY(page.sheet());
    QTRY_VERIFY(page.sheet()->findChild<QComboBox *>(u"input.app"_s));
    auto *preset = page.sheet()->findChild<QComboBox *>(u"preset"_s);
    QCOMPARE(preset->count(), 1);
    preset->setFocus();
    preset->setCurrentIndex(0);
    Q_EMIT preset->activated(0);
    QTRY_COMPARE(page.sheet()->findChild<QComboBox *>(u"input.app"_s)->currentText(), u"web"_s);
    QVERIFY(page.sheet()->findChild<QCheckBox *>(u"input.dry"_s)->isChecked());
    QCOMPARE(page.sheet()->findChild<QComboBox *>(u"dispatchBranch"_s)->currentText(), u"develop"_s);
    preset->setEditText(u"Mine"_s);
    QTest::mouseClick(page.sheet()->findChild<QPushButton *>(u"savePreset"_s), Qt::LeftButton);
    QCOMPARE(presets.of(u"patient-graph-ci-cd.yml"_s).size(), 2);
}

void TestRunSheets::aReaderCannotDispatch()
{
    Fixture page;
    page.github->knownRights.canWrite = false;
    page.open();
    page.view->openRun(1281);
    QTRY_VERIFY(page.view->acts().runWorkflow->isVisible());
    QTRY_VERIFY(!page.view->acts().runWorkflow->isEnabled());
    QVERIFY(page.view->acts().runWorkflow->toolTip().contains(u"Needs write access"_s));
}

QTEST_MAIN(TestRunSheets)
#include "test_sheets.moc"
