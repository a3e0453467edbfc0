#include "code_editor/text_sync.h"
#include "pane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

/// Large enough that the document follows after the letters.
QByteArray largeFile()
{
    QByteArray text = "jobs:\n"_ba;
    for (int i = 0; i < 2'000; ++i)
        text += "  job-"_ba + QByteArray::number(i) + ":\n    runs-on: ubuntu-latest\n"_ba;
    return text;
}

} // namespace

class TestTextSync final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lettersBecomePatches();
    void typingIsOneStepAndLinesAreMore();
    void undoLeadsBackToIdenticalBytes_data();
    void undoLeadsBackToIdenticalBytes();
    void changesFromElsewhereKeepCursorAndPlace();
    void noLetterIsLostInALargeFile();
    void lettersComeBeforeWhatOthersDo();
    void lettersFollowWhatCameBetween();
    void pastedTextIsMadeTypeable();
    void aHistoryThatBeginsAnewIsShown();
};

void TestTextSync::lettersBecomePatches()
{
    Pane pane("name: a\n"_ba);
    pane.putCursorBehind(u"name: a"_s);
    pane.type(u"bc"_s);
    QCOMPARE(pane.source(), "name: abc\n"_ba);
    pane.press(Qt::Key_Backspace);
    QCOMPARE(pane.source(), "name: ab\n"_ba);
}

void TestTextSync::typingIsOneStepAndLinesAreMore()
{
    Pane pane("name: a\n"_ba);
    pane.putCursorBehind(u"name: a"_s);
    pane.type(u"bcd"_s);
    QCOMPARE(pane.file->history().stack().count(), 1);
    pane.press(Qt::Key_Return);
    pane.type(u"env"_s);
    pane.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(pane.source(), "name: abcd\n"_ba);
    pane.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(pane.source(), "name: a\n"_ba);
    QCOMPARE(pane.shown(), u"name: a\n"_s);
    pane.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(pane.shown(), u"name: abcd\n"_s);
}

void TestTextSync::undoLeadsBackToIdenticalBytes_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("plain") << "name: a\njobs: {}\n"_ba;
    QTest::newRow("CRLF") << "name: a\r\njobs: {}\r\n"_ba;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBFname: a\njobs: {}\n"_ba;
    QTest::newRow("emoji and combining marks") << "name: a😀e\u0301\njobs: {}\n"_ba;
    QTest::newRow("mixed line ends") << "name: a\r\nx: \rb\njobs: {}"_ba;
    QTest::newRow("control characters") << "name: a\x01\x1b[0m\njobs: {}\n"_ba;
    QTest::newRow("ten thousand combining marks") << "name: a"_ba + QByteArray("\u0301").repeated(10'000) + "\n"_ba;
}

void TestTextSync::undoLeadsBackToIdenticalBytes()
{
    QFETCH(QByteArray, source);
    Pane pane(source);
    pane.putCursorBehind(u"name: a"_s);
    pane.type(u"x😀"_s);
    pane.press(Qt::Key_Return);
    pane.type(u"env:"_s);
    pane.press(Qt::Key_Backspace);
    pane.press(Qt::Key_Home, Qt::ControlModifier);
    pane.press(Qt::Key_Delete);
    pane.press(Qt::Key_A, Qt::ControlModifier);
    pane.type(u"y"_s);
    QVERIFY(pane.source() != source);
    const auto &map = pane.editor.findChild<code_editor::TextSync *>()->map();
    QCOMPARE(map.source(), pane.source());
    QCOMPARE(pane.area->document()->characterCount() - 1, int(map.size()));
    pane.undoAll();
    QCOMPARE(pane.source(), source);
    QCOMPARE(map.source(), source);
    QCOMPARE(pane.area->document()->characterCount() - 1, int(map.size()));
}

void TestTextSync::changesFromElsewhereKeepCursorAndPlace()
{
    Pane pane(largeFile());
    pane.putCursor(1'000, 5);
    pane.area->centerCursor();
    const int top = pane.area->verticalScrollBar()->value();
    const QString line = pane.area->textCursor().block().text();
    const auto done = pane.file->history().apply({{{0, 0}, "name: x\non: push\n"}}, u"Name"_s);
    QVERIFY(done);
    QCOMPARE(pane.area->textCursor().block().text(), line);
    QCOMPARE(pane.area->textCursor().positionInBlock(), 4);
    QCOMPARE(pane.area->verticalScrollBar()->value(), top + 2);
    QVERIFY(pane.shown().startsWith(u"name: x\non: push\njobs:"_s));
}

void TestTextSync::noLetterIsLostInALargeFile()
{
    const QByteArray text = largeFile();
    QVERIFY(text.size() > code_editor::TextSync::largestAtOnce);
    Pane pane(text);
    pane.putCursor(2, 3);
    pane.type(u"abc"_s);
    QVERIFY(pane.shown().startsWith(u"jobs:\n  abcjob-0"_s));
    QTRY_VERIFY(pane.source().startsWith("jobs:\n  abcjob-0"_ba));
    QCOMPARE(pane.file->history().stack().count(), 1);
}

void TestTextSync::lettersComeBeforeWhatOthersDo()
{
    Pane pane(largeFile());
    pane.putCursor(2, 3);
    pane.type(u"abc"_s);
    pane.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(pane.source().startsWith("jobs:\n  job-0"_ba));
    QVERIFY(pane.shown().startsWith(u"jobs:\n  job-0"_s));
    pane.type(u"x"_s);
    QWidget other;
    QTest::keyClick(&other, Qt::Key_A);
    QVERIFY(pane.source().startsWith("jobs:\n  xjob-0"_ba));
}

void TestTextSync::lettersFollowWhatCameBetween()
{
    Pane pane(largeFile());
    pane.putCursor(4, 3);
    pane.type(u"abc"_s);
    QVERIFY(!pane.source().contains("abc"));
    QVERIFY(pane.file->history().apply({{{0, 0}, "name: x\n"}}, u"Name"_s));
    QVERIFY(pane.shown().startsWith(u"name: x\njobs:\n  job-0:\n    runs-on: ubuntu-latest\n  abcjob-1"_s));
    QTRY_VERIFY(pane.source().contains("\n  abcjob-1"));
    QCOMPARE(pane.shown().toUtf8(), pane.source());
}

void TestTextSync::pastedTextIsMadeTypeable()
{
    Pane pane("a: b\r\n"_ba);
    pane.putCursorBehind(u"a: b"_s);
    QMimeData data;
    data.setText(u"1\r\n2\u2028"
                 u"3\x01\t4\U0001F600"_s);
    QGuiApplication::clipboard()->setText(data.text());
    pane.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pane.source(), "a: b1\r\n2\r\n3\t4\U0001F600\r\n"_ba);
}

void TestTextSync::aHistoryThatBeginsAnewIsShown()
{
    Pane pane("a: b\n"_ba);
    pane.type(u"x"_s);
    pane.file->history().reset(workflow::Document::open("other: 1\n"_ba));
    QCOMPARE(pane.shown(), u"other: 1\n"_s);
    pane.type(u"y"_s);
    QCOMPARE(pane.shown().toUtf8(), pane.source());
}

QTEST_MAIN(TestTextSync)
#include "test_text_sync.moc"
