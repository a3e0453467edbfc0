#include "code_editor/completion_popup.h"
#include "code_editor/find_bar.h"
#include "code_editor/gutter.h"
#include "code_editor/old_text.h"
#include "code_editor/problem_banner.h"
#include "pane.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace slipway;
using code_editor::CompletionPopup;

namespace {

const QByteArray text = R"(on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
      - run: make all
      - run: make install
)"_ba;

template<typename Widget>
Widget *named(const QWidget &parent, const QString &name)
{
    for (Widget *widget : parent.findChildren<Widget *>()) {
        if (widget->accessibleName() == name || widget->property("text").toString() == name)
            return widget;
    }
    return nullptr;
}

QString labelOf(const CompletionPopup &popup)
{
    return popup.current() ? QString::fromStdString(popup.current()->label) : QString();
}

} // namespace

/// Find, completion, problems and changes, by keys and clicks.
class TestSourcePane final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAreCountedAndSteppedThrough();
    void replacingAllIsOneStep();
    void aWrongExpressionIsSaid();
    void escapeClosesTheBar();
    void lettersBringCompletions();
    void completionIsAskedFor();
    void escapeClosesTheList();
    void aWordThatIsWrittenLetsEnterThrough();
    void hostileNamesAreShownAsTheyAre();
    void problemsAreUnderlinedAndStepped();
    void aFixIsOneClick();
    void ignoringAddsAComment();
    void theBannerStandsBelowItsLine();
    void underlinesMoveWithTheText();
    void changesAreMarkedAndRestored();
};

void TestSourcePane::matchesAreCountedAndSteppedThrough()
{
    Pane pane(text);
    pane.press(Qt::Key_F, Qt::ControlModifier);
    auto *bar = pane.editor.findChild<code_editor::FindBar *>();
    auto *words = named<QLineEdit>(*bar, u"Find"_s);
    QVERIFY(words->hasFocus());
    QTest::keyClicks(words, u"make"_s);
    auto *count = bar->findChild<QLabel *>();
    QCOMPARE(count->text(), u"1 of 3"_s);
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(count->text(), u"2 of 3"_s);
    QCOMPARE(pane.area->textCursor().selectedText(), u"make"_s);
    QTest::keyClick(words, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(words, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count->text(), u"3 of 3"_s);
    QTest::mouseClick(named<QToolButton>(*bar, u"Whole words"_s), Qt::LeftButton);
    QTest::keyClicks(words, u"x"_s);
    QCOMPARE(count->text(), u"No matches"_s);
}

void TestSourcePane::replacingAllIsOneStep()
{
    Pane pane(text);
    pane.press(Qt::Key_H, Qt::ControlModifier);
    auto *bar = pane.editor.findChild<code_editor::FindBar *>();
    QTest::keyClicks(named<QLineEdit>(*bar, u"Find"_s), u"make"_s);
    QTest::keyClicks(named<QLineEdit>(*bar, u"Replace with"_s), u"ninja"_s);
    QTest::mouseClick(named<QPushButton>(*bar, u"Replace all"_s), Qt::LeftButton);
    QCOMPARE(pane.source(), QByteArray(text).replace("make"_ba, "ninja"_ba));
    QCOMPARE(pane.file->history().stack().count(), 1);
    pane.area->setFocus();
    pane.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(pane.source(), text);
}

void TestSourcePane::aWrongExpressionIsSaid()
{
    Pane pane(text);
    pane.press(Qt::Key_F, Qt::ControlModifier);
    auto *bar = pane.editor.findChild<code_editor::FindBar *>();
    QTest::mouseClick(named<QToolButton>(*bar, u"Regular expression"_s), Qt::LeftButton);
    QTest::keyClicks(named<QLineEdit>(*bar, u"Find"_s), u"(make"_s);
    QVERIFY(bar->findChild<QLabel *>()->text().startsWith(u"Not a regular expression"_s));
    QTest::keyClicks(named<QLineEdit>(*bar, u"Find"_s), u") a"_s);
    QCOMPARE(bar->findChild<QLabel *>()->text(), u"1 of 1"_s);
}

void TestSourcePane::escapeClosesTheBar()
{
    Pane pane(text);
    pane.press(Qt::Key_F, Qt::ControlModifier);
    auto *bar = pane.editor.findChild<code_editor::FindBar *>();
    QTest::keyClick(named<QLineEdit>(*bar, u"Find"_s), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(pane.area->hasFocus());
}

void TestSourcePane::lettersBringCompletions()
{
    Pane pane(text);
    pane.putCursorBehind(u"runs-on: ubuntu-latest"_s);
    pane.press(Qt::Key_Return);
    pane.type(u"timeo"_s);
    QTRY_VERIFY(pane.editor.findChild<CompletionPopup *>() && pane.editor.findChild<CompletionPopup *>()->isVisible());
    auto *popup = pane.editor.findChild<CompletionPopup *>();
    QTRY_COMPARE(labelOf(*popup), u"timeout-minutes"_s);
    pane.press(Qt::Key_Return);
    QVERIFY2(pane.source().contains("\n    timeout-minutes: "_ba), pane.source().constData());
}

void TestSourcePane::completionIsAskedFor()
{
    Pane pane(text);
    pane.putCursorBehind(u"runs-on: ubuntu-"_s);
    pane.press(Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(pane.editor.findChild<CompletionPopup *>() && pane.editor.findChild<CompletionPopup *>()->isVisible());
    auto *popup = pane.editor.findChild<CompletionPopup *>();
    QVERIFY(popup->count() > 1);
    const QString first = labelOf(*popup);
    pane.press(Qt::Key_Down);
    QVERIFY(labelOf(*popup) != first);
    const QString second = labelOf(*popup);
    pane.press(Qt::Key_Tab);
    QVERIFY(pane.source().contains("runs-on: "_ba + second.toUtf8() + "\n"_ba));
}

void TestSourcePane::escapeClosesTheList()
{
    Pane pane(text);
    pane.putCursorBehind(u"runs-on: ubuntu-"_s);
    pane.press(Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(pane.editor.findChild<CompletionPopup *>() && pane.editor.findChild<CompletionPopup *>()->isVisible());
    pane.press(Qt::Key_Escape);
    QVERIFY(!pane.editor.findChild<CompletionPopup *>()->isVisible());
    QCOMPARE(pane.source(), text);
}

void TestSourcePane::aWordThatIsWrittenLetsEnterThrough()
{
    Pane pane(text);
    pane.putCursorBehind(u"runs-on: ubuntu-latest"_s);
    pane.press(Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(pane.editor.findChild<CompletionPopup *>() && pane.editor.findChild<CompletionPopup *>()->isVisible());
    pane.press(Qt::Key_Return);
    QVERIFY(pane.source().contains("ubuntu-latest\n    \n"_ba));
}

void TestSourcePane::hostileNamesAreShownAsTheyAre()
{
    Pane pane("on: push\njobs:\n  '<b>x</b>':\n    runs-on: x\n  y:\n    needs: \n    runs-on: x\n"_ba);
    pane.putCursorBehind(u"needs: "_s);
    pane.press(Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(pane.editor.findChild<CompletionPopup *>() && pane.editor.findChild<CompletionPopup *>()->isVisible());
    auto *popup = pane.editor.findChild<CompletionPopup *>();
    QCOMPARE(labelOf(*popup), u"<b>x</b>"_s);
    QCOMPARE(popup->findChild<QLabel *>()->textFormat(), Qt::PlainText);
}

void TestSourcePane::problemsAreUnderlinedAndStepped()
{
    Pane pane(QByteArray(text).replace("runs-on"_ba, "runs-no"_ba));
    QTRY_VERIFY(!pane.area->underlines().empty());
    pane.putCursor(1, 1);
    pane.press(Qt::Key_F8);
    const int first = pane.area->textCursor().position();
    QCOMPARE(first, pane.area->underlines().front().span.begin);
    pane.press(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(pane.area->textCursor().position(), pane.area->underlines().back().span.begin);
}

void TestSourcePane::aFixIsOneClick()
{
    Pane pane(text);
    QTRY_VERIFY(!pane.area->underlines().empty());
    pane.putCursor(4, 3);
    auto *banner = pane.area->viewport()->findChild<code_editor::ProblemBanner *>();
    QTRY_VERIFY(banner->isVisible());
    auto *fix = banner->findChildren<QPushButton *>().first();
    QVERIFY2(fix->isVisible() && fix->text().contains(u"timeout-minutes"_s), qPrintable(fix->text()));
    QTest::mouseClick(fix, Qt::LeftButton);
    QVERIFY2(pane.source().contains("timeout-minutes: "_ba), pane.source().constData());
    QCOMPARE(pane.file->history().stack().count(), 1);
}

void TestSourcePane::ignoringAddsAComment()
{
    Pane pane(text);
    QTRY_VERIFY(!pane.area->underlines().empty());
    pane.putCursor(4, 3);
    pane.press(Qt::Key_Period, Qt::ControlModifier);
    auto *menu = pane.editor.findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    const auto actions = menu->actions();
    const auto at =
        std::ranges::find_if(actions, [](const QAction *action) { return action->text().contains(u"on this line"_s); });
    QVERIFY(at != actions.end());
    for (int i = int(at - actions.begin()); i > 0; --i)
        QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QVERIFY2(pane.source().contains("  # slipway: ignore "_ba), pane.source().constData());
}

void TestSourcePane::theBannerStandsBelowItsLine()
{
    Pane pane(text);
    QTRY_VERIFY(!pane.area->underlines().empty());
    pane.putCursor(9, 1);
    const QTextBlock job = pane.area->document()->findBlockByNumber(3);
    const QTextBlock next = job.next();
    const qreal before = pane.area->lineRect(next).top() - pane.area->lineRect(job).top();
    pane.putCursor(4, 3);
    auto *banner = pane.area->viewport()->findChild<code_editor::ProblemBanner *>();
    QVERIFY(banner->isVisible());
    QVERIFY(banner->y() >= pane.area->lineRect(job).top() + before - 1);
    QVERIFY(pane.area->lineRect(next).top() >= banner->geometry().bottom());
    pane.putCursor(9, 1);
    QVERIFY(!banner->isVisible());
    QCOMPARE(pane.area->lineRect(next).top() - pane.area->lineRect(job).top(), before);
}

void TestSourcePane::underlinesMoveWithTheText()
{
    Pane pane(text);
    QTRY_VERIFY(!pane.area->underlines().empty());
    const int begin = pane.area->underlines().back().span.begin;
    pane.putCursor(1, 1);
    pane.press(Qt::Key_Return);
    QCOMPARE(pane.area->underlines().back().span.begin, begin + 1);
}

void TestSourcePane::changesAreMarkedAndRestored()
{
    using code_editor::LineMark;
    Pane pane(text, text);
    pane.putCursorBehind(u"make all"_s);
    pane.type(u"x"_s);
    QTRY_COMPARE(pane.area->lineMark(7), LineMark::Changed);
    pane.putCursorBehind(u"on: push"_s);
    pane.press(Qt::Key_Return);
    pane.type(u"name: x"_s);
    QTRY_COMPARE(pane.area->lineMark(1), LineMark::Added);
    QTRY_COMPARE(pane.area->lineMark(8), LineMark::Changed);
    auto &gutter = pane.area->gutter();
    const QTextBlock line = pane.area->document()->findBlockByNumber(8);
    QTest::mouseClick(&gutter, Qt::LeftButton, {},
                      QPoint(gutter.width() - 16, int(pane.area->lineRect(line).center().y())));
    auto *old = pane.editor.findChild<code_editor::OldText *>();
    QVERIFY(old && old->isVisible());
    QVERIFY(named<QLabel>(*old, u"      - run: make all"_s));
    QTest::mouseClick(named<QPushButton>(*old, u"Restore"_s), Qt::LeftButton);
    QVERIFY(pane.source().contains("- run: make all\n"_ba));
    QTRY_COMPARE(pane.area->lineMark(8), LineMark::None);
    QCOMPARE(pane.area->lineMark(1), LineMark::Added);
}

QTEST_MAIN(TestSourcePane)
#include "test_source_pane.moc"
