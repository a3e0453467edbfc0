// Small texts that readers stumble over: structure, values and the bytes of each node.
#include "tree_checks.h"

#include "yaml/tree.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::yaml;

namespace {

QString shown(std::string_view text)
{
    auto all = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return all.replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s).replace(u'\t', u"\\t"_s);
}

/// A node with its own bytes in < > and, where these differ, its value in ( ).
QString outline(Node node)
{
    const Tree &tree = *node.tree();
    const auto properties = shown(tree.text({node.range().begin, node.content().begin}));
    const auto own = shown(tree.text(node.content()));
    if (node.isAlias())
        return u"alias<%1>"_s.arg(own);
    if (node.kind() == Kind::Null)
        return properties + u"null@%1"_s.arg(node.range().end);
    if (node.kind() == Kind::Scalar)
        return properties
            + (own == shown(node.text()) ? u"<%1>"_s.arg(own) : u"<%1>(%2)"_s.arg(own, shown(node.text())));
    QStringList inner;
    if (node.isMapping()) {
        for (const auto [key, value] : entries(node))
            inner.append(outline(key) + u": "_s + outline(value));
    } else {
        for (const Node item : items(node))
            inner.append(outline(item));
    }
    const bool isFlow = node.style() == Style::Flow;
    const auto open = node.isMapping() ? (isFlow ? u"{"_s : u"map{"_s) : (isFlow ? u"["_s : u"list["_s);
    return properties + open + inner.join(u", "_s) + (node.isMapping() ? u"}"_s : u"]"_s);
}

QString outline(const Tree &tree)
{
    QStringList all;
    for (const Node root : tree.documents())
        all.append(outline(root));
    return all.join(u" --- "_s);
}

} // namespace

class TreeTest : public QObject
{
    Q_OBJECT

private slots:
    void outlines_data();
    void outlines();
    void namesIndicators();
    void looksThroughAliases();
    void answersInvalidNodesWithNothing();
    void findsPlaces();
    void findsNodesByOffset();
    void listsComments();
};

void TreeTest::outlines_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *source, const QString &expected) {
        QTest::newRow(name) << QByteArray(source) << expected;
    };
    row("empty text", "", u""_s);
    row("comment alone", "# x\n", u""_s);
    row("one word", "word", u"<word>"_s);
    row("key and value", "a: b\n", u"map{<a>: <b>}"_s);
    row("no final newline", "a: b", u"map{<a>: <b>}"_s);
    row("nothing after the colon", "a:\nb:  # c\n", u"map{<a>: null@2, <b>: null@5}"_s);
    row("written null", "a: null\nb: ~\n", u"map{<a>: <null>, <b>: <~>}"_s);
    row("key named null after an empty value", "a:\nnull: x\n", u"map{<a>: null@2, <null>: <x>}"_s);
    row("null on the next line", "a:\n  null\n", u"map{<a>: <null>}"_s);
    row("single quotes", "a: 'it''s'\n", u"map{<a>: <'it''s'>(it's)}"_s);
    row("double quotes", "a: \"x\\ty\"\n", u"map{<a>: <\"x\\ty\">(x\\ty)}"_s);
    row("quotes over two lines", "a: \"x\n  y\"\n", u"map{<a>: <\"x\\n  y\">(x y)}"_s);
    row("plain over three lines", "a: x\n  y\n\n  z\nb: c\n", u"map{<a>: <x\\n  y\\n\\n  z>(x y\\nz), <b>: <c>}"_s);
    row("plain with a hash and a colon", "a: x#y:z # c\n", u"map{<a>: <x#y:z>}"_s);
    row("literal", "a: |\n  x\n   y\n\nb: c\n", u"map{<a>: <|\\n  x\\n   y>(x\\n y\\n), <b>: <c>}"_s);
    row("literal that keeps all", "a: |+\n  x\n\nb: c\n", u"map{<a>: <|+\\n  x>(x\\n\\n), <b>: <c>}"_s);
    row("literal with a comment in its header", "a: |- # c\n  # x\nb: c\n",
        u"map{<a>: <|- # c\\n  # x>(# x), <b>: <c>}"_s);
    row("literal with its indentation given", "a: |2\n   x\n  y\nb: c\n",
        u"map{<a>: <|2\\n   x\\n  y>( x\\ny\\n), <b>: <c>}"_s);
    row("literal with nothing in it", "a: |\nb: c\n", u"map{<a>: <|>(), <b>: <c>}"_s);
    row("literal of blank lines", "a: |\n\n  \nb: c\n", u"map{<a>: <|>(), <b>: <c>}"_s);
    row("literal with a blank line first", "a: |\n\n  x\n", u"map{<a>: <|\\n\\n  x>(\\nx\\n)}"_s);
    row("literal with trailing blanks", "a: |\n  x  \n", u"map{<a>: <|\\n  x  >(x  \\n)}"_s);
    row("literal at the end without newline", "a: |\n  x", u"map{<a>: <|\\n  x>(x)}"_s);
    row("literal with CRLF", "a: |\r\n  x\r\n  y\r\nb: c\r\n",
        u"map{<a>: <|\\r\\n  x\\r\\n  y>(x\\ny\\n), <b>: <c>}"_s);
    row("literal in an item", "- |\n x\n- y\n", u"list[<|\\n x>(x\\n), <y>]"_s);
    row("comment below a literal", "a: |\n  x\n # c\nb: c\n", u"map{<a>: <|\\n  x>(x\\n), <b>: <c>}"_s);
    row("folded", "a: >-\n  x\n  y\n\n  z\n", u"map{<a>: <>-\\n  x\\n  y\\n\\n  z>(x y\\nz)}"_s);
    row("list", "- a\n-   b\n-\n- - c\n  - d\n", u"list[<a>, <b>, null@11, list[<c>, <d>]]"_s);
    row("list without indentation", "a:\n- b\n- c: d\n  e: f\ng: h\n",
        u"map{<a>: list[<b>, map{<c>: <d>, <e>: <f>}], <g>: <h>}"_s);
    row("flow list", "a: [ b , 'c',d ]\n", u"map{<a>: [<b>, <'c'>(c), <d>]}"_s);
    row("flow list with a comma at its end", "[a, b, ]\n", u"[<a>, <b>]"_s);
    row("flow list over lines", "a: [\n  b, # c\n  d\n]\n", u"map{<a>: [<b>, <d>]}"_s);
    row("flow map", "{a: b, c, d: , \"e\":f}\n", u"{<a>: <b>, <c>: null@8, <d>: null@12, <\"e\">(e): <f>}"_s);
    row("empty flow collections", "a: []\nb: {}\n", u"map{<a>: [], <b>: {}}"_s);
    row("pair in a flow list", "[a: b, {c: d}: e, ? f : g]\n", u"[{<a>: <b>}, {{<c>: <d>}: <e>}, {<f>: <g>}]"_s);
    row("flow map as a key", "{a: b}: c\n", u"map{{<a>: <b>}: <c>}"_s);
    row("flow in flow", "[[a, [b]], {c: [d]}]", u"[[<a>, [<b>]], {<c>: [<d>]}]"_s);
    row("explicit keys", "? a\n: b\n? c\n", u"map{<a>: <b>, <c>: null@11}"_s);
    row("explicit block key", "? - a\n: - b\n", u"map{list[<a>]: list[<b>]}"_s);
    row("key of nothing", ": a\n", u"map{null@0: <a>}"_s);
    row("anchors and aliases", "a: &x b\nc: *x\n", u"map{<a>: &x <b>, <c>: alias<*x>}"_s);
    row("anchor of a map", "a: &x\n  b: c\nd: *x\n", u"map{<a>: &x\\n  map{<b>: <c>}, <d>: alias<*x>}"_s);
    row("anchor of a key", "&k a: b\nc: *k\n", u"map{&k <a>: <b>, <c>: alias<*k>}"_s);
    row("anchors of a map and its key", "a: &m\n  &k b: c\nd: [*m, *k]\n",
        u"map{<a>: &m\\n  map{&k <b>: <c>}, <d>: [alias<*m>, alias<*k>]}"_s);
    row("anchor of nothing", "a: &x\nb: *x\n", u"map{<a>: &xnull@5, <b>: alias<*x>}"_s);
    row("tags", "a: !!str 1\nb: !x [c]\nd: !<y> 'e'\n", u"map{<a>: !!str <1>, <b>: !x [<c>], <d>: !<y> <'e'>(e)}"_s);
    row("tag of nothing", "a: !!str\n\"b\": c\n", u"map{<a>: !!str<>, <\"b\">(b): <c>}"_s);
    row("tag and anchor", "a: !!str &x b\nc: *x", u"map{<a>: !!str &x <b>, <c>: alias<*x>}"_s);
    row("comments between", "# 1\na: # 2\n\n  # 3\n  b: c # 4\n# 5\n", u"map{<a>: map{<b>: <c>}}"_s);
    row("folded text that keeps blank lines", "a: >+\n  b\n  c\n\n\nd: >+\n  e\n",
        u"map{<a>: <>+\\n  b\\n  c>(b c\\n\\n\\n), <d>: <>+\\n  e>(e\\n)}"_s);
    row("folded text that ends deeper and keeps blank lines", "a: >+\n  b\n   c\n\n",
        u"map{<a>: <>+\\n  b\\n   c>(b\\n c\\n\\n)}"_s);
    row("CRLF", "a: b\r\nc:\r\n  - d\r\n", u"map{<a>: <b>, <c>: list[<d>]}"_s);
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a: b\n",
        u"map{<a>: <b>}"_s);
    row("byte order mark and comment", "\xEF\xBB\xBF# c\na:\n", u"map{<a>: null@9}"_s);
    row("document marks", "%YAML 1.2\n---\na: b\n...\n# c\n", u"map{<a>: <b>}"_s);
    row("text behind the document mark", "--- a\n", u"<a>"_s);
    row("tabs before comments and in scripts", "a: b\t# c\nd: |\n  e\tf\n  \tg\n",
        u"map{<a>: <b>, <d>: <|\\n  e\\tf\\n  \\tg>(e\\tf\\n\\tg\\n)}"_s);
    row("line of a tab alone", "a:\n  b: 1\n\t\n  c: 2\n", u"map{<a>: map{<b>: <1>, <c>: <2>}}"_s);
    row("non-ASCII", "é: [ü, \"ß\"]\n", u"map{<é>: [<ü>, <\"ß\">(ß)]}"_s);
    row("expression", "if: ${{ a == 'b' && c }}\n", u"map{<if>: <${{ a == 'b' && c }}>}"_s);
}

void TreeTest::outlines()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QString, expected);
    const auto tree = Tree::parse(source);
    QCOMPARE(checks::ofRanges(*tree), QString());
    QVERIFY2(!tree->isBroken(), tree->isBroken() ? qPrintable(tree->problems().front().message) : "");
    QCOMPARE(outline(*tree), expected);
    QCOMPARE(checks::ofGaps(*tree), QString());
    if (!source.contains("\t\n"))
        QCOMPARE(checks::ofEvents(*tree), QString());
}

void TreeTest::namesIndicators()
{
    const auto tree = Tree::parse("? a\n: [b ,c]\nd:\n  - {e: f , g: h}\n");
    const Node root = tree->root();
    QCOMPARE(root.firstChild().question(), 0U);
    QCOMPARE(root["a"].colon(), 4U);
    QCOMPARE(root["a"].item(0).comma(), 9U);
    QCOMPARE(root["a"].item(1).comma(), Node::none);
    QCOMPARE(root["d"].colon(), 14U);
    QCOMPARE(root["d"].item(0).dash(), 18U);
    QCOMPARE(root["d"].item(0)["e"].colon(), 22U);
    QCOMPARE(root["d"].item(0)["e"].comma(), 26U);
    QCOMPARE(root["d"].item(0)["e"].dash(), Node::none);
}

void TreeTest::looksThroughAliases()
{
    const auto tree = Tree::parse("a: &x {b: [c, d]}\ne: *x\nf: &y text\ng: *y\n");
    const Node alias = tree->root()["e"];
    QVERIFY(alias.isAlias() && alias.isMapping());
    QCOMPARE(alias["b"].item(1).text(), "d");
    QCOMPARE(alias.size(), 1);
    QCOMPARE(alias.anchor(), "x");
    QCOMPARE(tree->root()["g"].text(), "text");
    QCOMPARE(tree->root()["g"].resolved(), tree->root()["f"]);
}

void TreeTest::answersInvalidNodesWithNothing()
{
    const auto tree = Tree::parse("a: b\n");
    const Node nothing = tree->root()["x"]["y"].item(3).parent();
    QVERIFY(!nothing);
    QVERIFY(nothing.text().empty() && nothing.anchor().empty() && nothing.tag().empty());
    QVERIFY(!nothing.isNull() && !nothing.isMapping() && !nothing.isKey());
    QCOMPARE(nothing.size(), 0);
    QCOMPARE(nothing.range(), Range{});
    QVERIFY(!nothing.firstChild() && !nothing.next() && !nothing.previous() && !nothing.key());
    QCOMPARE(nothing.colon(), Node::none);
    QVERIFY(!tree->root()["a"]["b"]);
}

void TreeTest::findsPlaces()
{
    const auto tree = Tree::parse("\xEF\xBB\xBF"
                                  "é: b\r\nc: d");
    QCOMPARE(tree->lineCount(), 2);
    QCOMPARE(tree->place(3), (Place{1, 1}));
    QCOMPARE(tree->place(5), (Place{1, 2}));
    QCOMPARE(tree->lineEnd(0), 8U);
    QCOMPARE(tree->lineBegin(1), 10U);
    QCOMPARE(tree->place(13), (Place{2, 4}));
    QCOMPARE(tree->lineOf(9), 0);
    QCOMPARE(tree->place(14), (Place{2, 5}));
}

void TreeTest::findsNodesByOffset()
{
    const auto tree = Tree::parse("a: b\nc: [d, e]\n");
    QCOMPARE(tree->nodeAt(0).text(), "a");
    QCOMPARE(tree->nodeAt(3).text(), "b");
    QCOMPARE(tree->nodeAt(2), tree->root());
    QCOMPARE(tree->nodeAt(12).text(), "e");
    QCOMPARE(tree->nodeAt(10), tree->root()["c"]);
    QVERIFY(!tree->nodeAt(99));
}

void TreeTest::listsComments()
{
    const auto tree = Tree::parse("# a\nb: c # d\ne: | # f\n  # no\n  # g\n# h");
    QStringList found;
    for (const auto &comment : tree->comments())
        found.append(shown(tree->text(comment.range)) + (comment.hasOwnLine ? u" own"_s : QString()));
    QCOMPARE(found, (QStringList{u"# a own"_s, u"# d"_s, u"# f"_s, u"# h own"_s}));
}

QTEST_GUILESS_MAIN(TreeTest)
#include "tree_test.moc"
