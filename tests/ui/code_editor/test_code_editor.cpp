#include "code_editor/completion_popup.h"
#include "code_editor/symbol_list.h"
#include "pane.h"
#include "widgets/banner.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::Place;

namespace {

const QByteArray text = R"(on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - name: Make
        run: make
      - uses: actions/checkout@v4
  deploy:
    needs: build
    uses: ./.github/workflows/release.yml
)"_ba;

} // namespace

class TestCodeEditor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCursorSelects();
    void theSelectionIsShown();
    void undoGoesToWhatItChanges();
    void unreadableFilesAreShownAlone();
    void placeAndFormatAreTold();
    void definitionsAreReached();
    void ctrlClickFollows();
    void symbolsAreChosenByName();
    void actionsHaveNamesAndKeys();
    void aFileCanGoWhileLettersWait();
};

void TestCodeEditor::theCursorSelects()
{
    Pane pane(text);
    QSignalSpy changed(&pane.file->selection(), &editing::Selection::changed);
    pane.putCursorBehind(u"run: ma"_s);
    QCOMPARE(pane.file->selection().current(), Place::ofStep("build", 0));
    QCOMPARE(changed.count(), 1);
    pane.press(Qt::Key_Right);
    QCOMPARE(changed.count(), 1);
    pane.putCursorBehind(u"needs: b"_s);
    QCOMPARE(pane.file->selection().current(), Place::ofJob("deploy"));
}

void TestCodeEditor::theSelectionIsShown()
{
    Pane pane(text);
    QWidget other;
    other.show();
    other.activateWindow();
    pane.area->clearFocus();
    pane.file->selection().set(Place::ofStep("build", 1));
    QCOMPARE(pane.area->textCursor().block().text(), u"      - uses: actions/checkout@v4"_s);
    QVERIFY(!pane.area->hasFocus());
    QCOMPARE(pane.file->selection().current(), Place::ofStep("build", 1));
}

void TestCodeEditor::undoGoesToWhatItChanges()
{
    Pane pane(text);
    pane.putCursorBehind(u"run: make"_s);
    pane.type(u" all"_s);
    pane.putCursor(1, 1);
    pane.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(pane.source(), text);
    QCOMPARE(pane.area->textCursor().block().text(), u"        run: make"_s);
}

void TestCodeEditor::unreadableFilesAreShownAlone()
{
    const QByteArray bytes = "name: Gr\xFC\xDF"
                             "e\n"_ba;
    Pane pane(bytes);
    auto *banner = pane.editor.findChild<widgets::Banner *>();
    QVERIFY(banner->isVisible());
    QVERIFY(banner->sentence().contains(u"not UTF-8"_s));
    pane.type(u"x"_s);
    pane.press(Qt::Key_Delete);
    QCOMPARE(pane.source(), bytes);
    QVERIFY(pane.shown().startsWith(u"name: Gr"_s));
}

void TestCodeEditor::placeAndFormatAreTold()
{
    Pane pane("a: 😀x\r\n"_ba);
    QSignalSpy moved(&pane.editor, &code_editor::CodeEditor::positionChanged);
    pane.putCursorBehind(u"😀"_s);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(pane.editor.positionWords(), u"Ln 1, Col 5"_s);
    QVERIFY(pane.editor.formatWords().startsWith(u"CRLF"_s));
}

void TestCodeEditor::definitionsAreReached()
{
    Pane pane(text);
    QSignalSpy requested(&pane.editor, &code_editor::CodeEditor::fileRequested);
    pane.putCursorBehind(u"needs: bu"_s);
    pane.press(Qt::Key_F12);
    QCOMPARE(pane.area->textCursor().block().text(), u"  build:"_s);
    pane.putCursorBehind(u"workflows/"_s);
    pane.press(Qt::Key_F12);
    QCOMPARE(requested.value(0).value(0).toString(), u"./.github/workflows/release.yml"_s);
}

void TestCodeEditor::ctrlClickFollows()
{
    Pane pane(text);
    pane.putCursorBehind(u"needs: bu"_s);
    const QPoint at = pane.area->cursorRect().center();
    pane.putCursor(1, 1);
    QTest::mouseClick(pane.area->viewport(), Qt::LeftButton, Qt::ControlModifier, at);
    QCOMPARE(pane.area->textCursor().block().text(), u"  build:"_s);
}

void TestCodeEditor::symbolsAreChosenByName()
{
    Pane pane(text);
    pane.press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    auto *list = pane.editor.findChild<code_editor::SymbolList *>();
    QVERIFY(list);
    auto *words = list->findChild<QLineEdit *>();
    QTest::keyClicks(words, u"checkout"_s);
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(pane.area->textCursor().block().text(), u"      - uses: actions/checkout@v4"_s);
}

void TestCodeEditor::actionsHaveNamesAndKeys()
{
    Pane pane(text);
    QSet<QKeySequence> keys;
    for (const QAction *action : pane.editor.actions()) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY2(!action->icon().isNull(), qPrintable(action->text()));
        QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
        QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->text()));
        QCOMPARE(action->shortcutContext(), Qt::WidgetWithChildrenShortcut);
        keys.insert(action->shortcut());
    }
}

void TestCodeEditor::aFileCanGoWhileLettersWait()
{
    Pane pane("a: b\n"_ba + QByteArray("# filler\n").repeated(5'000));
    pane.type(u"xyz"_s);
    pane.editor.setFile(nullptr);
    QVERIFY(pane.source().startsWith("xyza: b"_ba));
    QCOMPARE(pane.shown(), QString());
    pane.type(u"x"_s);
    QVERIFY(pane.source().startsWith("xyza: b"_ba));
}

QTEST_MAIN(TestCodeEditor)
#include "test_code_editor.moc"
