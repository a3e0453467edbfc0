#include "pane.h"

using namespace Qt::StringLiterals;
using namespace slipway;

class TestTyping final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enterIndents_data();
    void enterIndents();
    void enterEndsAList();
    void tabAndShiftTabShiftLines();
    void backspaceTakesALevel();
    void bracketsComeInPairs_data();
    void bracketsComeInPairs();
    void expressionsAreClosed();
    void aPairIsRemovedTogether();
    void selectedWordsAreWrapped();
    void commentsToggle();
    void nothingIsTypedIntoAReadOnlyText();
};

void TestTyping::enterIndents_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("next");
    QTest::newRow("same column") << u"  runs-on: x"_s << u"  "_s;
    QTest::newRow("behind a key") << u"  steps:"_s << u"    "_s;
    QTest::newRow("behind a key with a comment") << u"  steps: # why"_s << u"    "_s;
    QTest::newRow("below a step's first key") << u"    - name: x"_s << u"      "_s;
    QTest::newRow("behind a key of a step") << u"    - with:"_s << u"        "_s;
    QTest::newRow("in a script of a step") << u"    - run: |"_s << u"        "_s;
    QTest::newRow("behind an item that is a word") << u"      - main"_s << u"      - "_s;
    QTest::newRow("in a script") << u"  run: |\n    if x; then:"_s << u"    "_s;
    QTest::newRow("an address is no key") << u"  url: https://x"_s << u"  "_s;
    QTest::newRow("an empty line") << u""_s << u""_s;
}

void TestTyping::enterIndents()
{
    QFETCH(QString, line);
    QFETCH(QString, next);
    Pane pane((line + u'\n').toUtf8());
    pane.putCursorBehind(line);
    pane.press(Qt::Key_Return);
    QCOMPARE(pane.source(), (line + u'\n' + next + u'\n').toUtf8());
}

void TestTyping::enterEndsAList()
{
    Pane pane("  branches:\n    - main\n"_ba);
    pane.putCursorBehind(u"- main"_s);
    pane.press(Qt::Key_Return);
    QCOMPARE(pane.source(), "  branches:\n    - main\n    - \n"_ba);
    pane.press(Qt::Key_Return);
    QCOMPARE(pane.source(), "  branches:\n    - main\n  \n"_ba);
}

void TestTyping::tabAndShiftTabShiftLines()
{
    Pane pane("a: 1\nb: 2\nc: 3\n"_ba);
    pane.putCursor(1, 1);
    pane.press(Qt::Key_Down, Qt::ShiftModifier);
    pane.press(Qt::Key_Down, Qt::ShiftModifier);
    pane.press(Qt::Key_Tab);
    QCOMPARE(pane.source(), "  a: 1\n  b: 2\nc: 3\n"_ba);
    QCOMPARE(pane.file->history().stack().count(), 1);
    pane.press(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(pane.source(), "a: 1\nb: 2\nc: 3\n"_ba);
    pane.putCursor(1, 2);
    pane.press(Qt::Key_Tab);
    QCOMPARE(pane.source(), "a : 1\nb: 2\nc: 3\n"_ba);
}

void TestTyping::backspaceTakesALevel()
{
    Pane pane("    a: 1\n"_ba);
    pane.putCursor(1, 5);
    pane.press(Qt::Key_Backspace);
    QCOMPARE(pane.source(), "  a: 1\n"_ba);
}

void TestTyping::bracketsComeInPairs_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a list") << u"[a"_s << "[a]"_ba;
    QTest::newRow("closed by hand") << u"[a]"_s << "[a]"_ba;
    QTest::newRow("quotes") << u"\"a\""_s << "\"a\""_ba;
    QTest::newRow("an apostrophe in a word") << u"don't"_s << "don't"_ba;
    QTest::newRow("nested") << u"f(a[1"_s << "f(a[1])"_ba;
}

void TestTyping::bracketsComeInPairs()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, text);
    Pane pane({});
    pane.type(typed);
    QCOMPARE(pane.source(), text);
}

void TestTyping::expressionsAreClosed()
{
    Pane pane("run: echo \n"_ba);
    pane.putCursorBehind(u"echo "_s);
    pane.type(u"${{ github.ref"_s);
    QCOMPARE(pane.source(), "run: echo ${{ github.ref }}\n"_ba);
    pane.type(u" }}"_s);
    QVERIFY(pane.source().endsWith("}}\n"_ba));
    QCOMPARE(pane.source().count('}'), 2);
}

void TestTyping::aPairIsRemovedTogether()
{
    Pane pane({});
    pane.type(u"["_s);
    pane.press(Qt::Key_Backspace);
    QCOMPARE(pane.source(), QByteArray());
}

void TestTyping::selectedWordsAreWrapped()
{
    Pane pane("a: word\n"_ba);
    pane.putCursor(1, 4);
    pane.press(Qt::Key_End, Qt::ShiftModifier);
    pane.type(u"\""_s);
    QCOMPARE(pane.source(), "a: \"word\"\n"_ba);
}

void TestTyping::commentsToggle()
{
    Pane pane("jobs:\n  a:\n    b: 1\n\n"_ba);
    pane.putCursor(2, 1);
    pane.press(Qt::Key_Down, Qt::ShiftModifier);
    pane.press(Qt::Key_Down, Qt::ShiftModifier);
    pane.press(Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(pane.source(), "jobs:\n  # a:\n  #   b: 1\n\n"_ba);
    QCOMPARE(pane.file->history().stack().count(), 1);
    pane.press(Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(pane.source(), "jobs:\n  a:\n    b: 1\n\n"_ba);
}

void TestTyping::nothingIsTypedIntoAReadOnlyText()
{
    Pane pane("a: 1\n"_ba);
    pane.editor.setReadOnly(true);
    pane.type(u"[x"_s);
    pane.press(Qt::Key_Return);
    pane.press(Qt::Key_Tab);
    pane.press(Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(pane.source(), "a: 1\n"_ba);
    QCOMPARE(pane.shown(), u"a: 1\n"_s);
}

QTEST_MAIN(TestTyping)
#include "test_typing.moc"
