#include "code_editor/highlighter.h"
#include "pane.h"
#include "theme/tokens.h"

#include <QTextLayout>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

QColor colourOf(const Pane &pane, const QString &words)
{
    const int at = int(pane.shown().indexOf(words));
    pane.editor.findChild<code_editor::Highlighter *>()->ensure(pane.area->document()->lastBlock());
    const QTextBlock block = pane.area->document()->findBlock(at);
    for (const auto &range : block.layout()->formats()) {
        if (range.start <= at - block.position() && at - block.position() < range.start + range.length)
            return range.format.foreground().color();
    }
    return {};
}

} // namespace

class TestHighlighter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsHaveTheirColours_data();
    void partsHaveTheirColours();
    void aScriptEndsWithItsIndentation();
    void coloursFollowTheTheme();
    void aChangeReachesAsFarAsItMatters();
    void anyTextIsColoured_data();
    void anyTextIsColoured();
};

void TestHighlighter::partsHaveTheirColours_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("token");
    const QByteArray step =
        "    - name: a b\n      run: |\n        echo \"x ${{ secrets.A }}\" # why\n        if true; then ls; fi\n"_ba;
    QTest::newRow("a key") << "runs-on: x\n"_ba << u"runs-on"_s << u"key"_s;
    QTest::newRow("a key of an item") << step << u"name"_s << u"key"_s;
    QTest::newRow("a plain text") << step << u"a b"_s << u""_s;
    QTest::newRow("a quoted text") << "a: 'it''s'\n"_ba << u"'it"_s << u"string"_s;
    QTest::newRow("a number") << "timeout-minutes: 20\n"_ba << u"20"_s << u"number"_s;
    QTest::newRow("a comment") << "a: b # why\n"_ba << u"# why"_s << u"comment"_s;
    QTest::newRow("no comment within a word") << "a: b#c\n"_ba << u"#c"_s << u""_s;
    QTest::newRow("an expression") << "a: x ${{ github.ref }} y\n"_ba << u"github"_s << u"expression"_s;
    QTest::newRow("behind an expression") << "a: x ${{ github.ref }} y\n"_ba << u"y\n"_s << u""_s;
    QTest::newRow("a condition") << "if: github.ref == 'x'\n"_ba << u"github"_s << u"expression"_s;
    QTest::newRow("a boolean") << "a: true\n"_ba << u"true"_s << u"keyword"_s;
    QTest::newRow("a list in brackets") << "a: [\"x\", 1]\n"_ba << u"\"x\""_s << u"string"_s;
    QTest::newRow("a text of the shell") << step << u"x ${{"_s << u"string"_s;
    QTest::newRow("an expression in the shell") << step << u"secrets.A"_s << u"expression"_s;
    QTest::newRow("a comment of the shell") << step << u"# why"_s << u"comment"_s;
    QTest::newRow("a word of the shell") << step << u"then"_s << u"keyword"_s;
    QTest::newRow("a script in the line") << "- run: if true; then ls; fi\n"_ba << u"then"_s << u"keyword"_s;
    QTest::newRow("behind a script in the line") << "- run: \"a\n- name: x\n"_ba << u"name"_s << u"key"_s;
}

void TestHighlighter::partsHaveTheirColours()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    QFETCH(QString, token);
    Pane pane(text);
    const theme::Tokens &tokens = theme::tokens(pane.area->palette());
    const QHash<QString, QColor> colours{{u"key"_s, tokens.syntaxKey},
                                         {u"string"_s, tokens.syntaxString},
                                         {u"number"_s, tokens.syntaxNumber},
                                         {u"comment"_s, tokens.syntaxComment},
                                         {u"expression"_s, tokens.syntaxExpression},
                                         {u"keyword"_s, tokens.syntaxKeyword}};
    QCOMPARE(colourOf(pane, words), colours.value(token));
}

/// A quote that the shell leaves open colours nothing below the script.
void TestHighlighter::aScriptEndsWithItsIndentation()
{
    Pane pane("jobs:\n  a:\n    run: |\n      echo \"open\n      x\n    name: y\n  b: 1\n"_ba);
    const theme::Tokens &tokens = theme::tokens(pane.area->palette());
    QCOMPARE(colourOf(pane, u"x\n"_s), tokens.syntaxString);
    QCOMPARE(colourOf(pane, u"name"_s), tokens.syntaxKey);
    QCOMPARE(colourOf(pane, u"b:"_s), tokens.syntaxKey);
}

void TestHighlighter::coloursFollowTheTheme()
{
    Pane pane("key: 1\n"_ba);
    pane.editor.setPalette(theme::palette(theme::lightTokens()));
    QCOMPARE(colourOf(pane, u"key"_s), theme::lightTokens().syntaxKey);
    pane.editor.setPalette(theme::palette(theme::darkTokens()));
    QCOMPARE(colourOf(pane, u"key"_s), theme::darkTokens().syntaxKey);
}

void TestHighlighter::aChangeReachesAsFarAsItMatters()
{
    Pane pane("a: b\nc: d\ne: f\n"_ba);
    const theme::Tokens &tokens = theme::tokens(pane.area->palette());
    QCOMPARE(colourOf(pane, u"c"_s), tokens.syntaxKey);
    pane.putCursorBehind(u"a: b"_s);
    pane.press(Qt::Key_Backspace);
    pane.type(u"\""_s);
    pane.press(Qt::Key_Delete);
    QCOMPARE(pane.source(), "a: \"\nc: d\ne: f\n"_ba);
    QCOMPARE(colourOf(pane, u"c"_s), tokens.syntaxString);
    QCOMPARE(colourOf(pane, u"e"_s), tokens.syntaxString);
    pane.press(Qt::Key_Backspace);
    QCOMPARE(colourOf(pane, u"c"_s), tokens.syntaxKey);
    QCOMPARE(colourOf(pane, u"e"_s), tokens.syntaxKey);
    pane.press(Qt::Key_Return);
    pane.press(Qt::Key_Return);
    QCOMPARE(colourOf(pane, u"e"_s), tokens.syntaxKey);
}

void TestHighlighter::anyTextIsColoured_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a line of a megabyte") << "a: "_ba + QByteArray(1'000'000, 'x');
    QTest::newRow("a megabyte of expressions") << "a: "_ba + QByteArray("${{").repeated(300'000);
    QTest::newRow("ten thousand brackets") << "a: "_ba + QByteArray(9'000, '[');
    QTest::newRow("tabs") << "a:\n\tb: 1\n"_ba;
    QTest::newRow("combining marks") << "a: "_ba + QByteArray("\u0301").repeated(10'000);
}

void TestHighlighter::anyTextIsColoured()
{
    QFETCH(QByteArray, text);
    Pane pane(text);
    auto *highlighter = pane.editor.findChild<code_editor::Highlighter *>();
    QTRY_COMPARE(highlighter->doneLines(), pane.area->blockCount());
}

QTEST_MAIN(TestHighlighter)
#include "test_highlighter.moc"
