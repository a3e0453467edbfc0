#include "expressions/lexer.h"
#include "expressions/parser.h"
#include "printed.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace slipway::expressions;
using Code = SyntaxError::Code;

class TestParser final : public QObject
{
    Q_OBJECT

private slots:
    void readsTheGrammar_data();
    void readsTheGrammar();
    void readsNumbersAsGithub_data();
    void readsNumbersAsGithub();
    void saysWhereAndWhatIsWrong_data();
    void saysWhereAndWhatIsWrong();
    void keepsThePlaceOfEachPart();
    void undoublesQuotes();
    void givesReferencesWithTheirChains();
    void refusesWhatIsTooLongOrTooDeep();
    void takesLongChainsOfOneOperator();
    void canBeUsedAgainAfterAnError();
};

void TestParser::readsTheGrammar_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree");
    QTest::newRow("null") << u"null"_s << u"null"_s;
    QTest::newRow("booleans") << u" true == false "_s << u"(== true false)"_s;
    QTest::newRow("a keyword in other case is a context") << u"True"_s << u"True"_s;
    QTest::newRow("text") << u"'it''s'"_s << u"'it''s'"_s;
    QTest::newRow("empty text") << u"''"_s << u"''"_s;
    QTest::newRow("chain") << u"github.event.pull_request.number"_s << u"github.event.pull_request.number"_s;
    QTest::newRow("keywords are names after a dot") << u"steps.true.null"_s << u"steps.true.null"_s;
    QTest::newRow("blanks around dots") << u"github . ref"_s << u"github.ref"_s;
    QTest::newRow("hyphens in names") << u"matrix.node-version-"_s << u"matrix.node-version-"_s;
    QTest::newRow("index by text") << u"github['ref']"_s << u"github['ref']"_s;
    QTest::newRow("index by expression") << u"a[b.c == 1].d"_s << u"a[(== b.c 1)].d"_s;
    QTest::newRow("filter by star") << u"a.*.b"_s << u"a.*.b"_s;
    QTest::newRow("filter in brackets") << u"a[*].b"_s << u"a.*.b"_s;
    QTest::newRow("filter of a filter") << u"a.*.*"_s << u"a.*.*"_s;
    QTest::newRow("call") << u"contains(a, 'b')"_s << u"(contains() a 'b')"_s;
    QTest::newRow("call without arguments") << u"always( )"_s << u"(always())"_s;
    QTest::newRow("property of a call") << u"fromJSON(a).b[0]"_s << u"(fromJSON() a).b[0]"_s;
    QTest::newRow("property of a group") << u"(a || b).c"_s << u"(|| a b).c"_s;
    QTest::newRow("not") << u"!!a"_s << u"(! (! a))"_s;
    QTest::newRow("not binds tighter than comparison") << u"!a == b"_s << u"(== (! a) b)"_s;
    QTest::newRow("and binds tighter than or") << u"a || b && c"_s << u"(|| a (&& b c))"_s;
    QTest::newRow("equality binds tighter than and") << u"a && b == c"_s << u"(&& a (== b c))"_s;
    QTest::newRow("order binds tighter than equality") << u"a == b < c"_s << u"(== a (< b c))"_s;
    QTest::newRow("all comparisons") << u"a<b != c<=d == e>f != g>=h"_s
                                     << u"(!= (== (!= (< a b) (<= c d)) (> e f)) (>= g h))"_s;
    QTest::newRow("comparisons go from the left") << u"a == b == c"_s << u"(== (== a b) c)"_s;
    QTest::newRow("a chain of and is one") << u"a && b && c && d"_s << u"(&& a b c d)"_s;
    QTest::newRow("a group is a chain of its own") << u"a && (b && c)"_s << u"(&& a (&& b c))"_s;
    QTest::newRow("mixed chains") << u"a || b || c && d && e || f"_s << u"(|| a b (&& c d e) f)"_s;
    QTest::newRow("several lines") << u"a\n  && b\r\n\t|| c"_s << u"(|| (&& a b) c)"_s;
    QTest::newRow("braces and commas in a text") << u"format('}}, {0}', a)"_s << u"(format() '}}, {0}' a)"_s;
    QTest::newRow("letters beyond ASCII in a text") << u"'größer'"_s << u"'größer'"_s;
}

void TestParser::readsTheGrammar()
{
    QFETCH(QString, text);
    QFETCH(QString, tree);
    const std::string source = printed::bytes(text);
    const auto ast = parse(source);
    QVERIFY2(ast.has_value(), ast ? "" : qPrintable(ast.error().message));
    QCOMPARE(printed::text(printed::tree(*ast)), tree);
}

void TestParser::readsNumbersAsGithub_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");
    QTest::newRow("whole") << u"711"_s << 711.0;
    QTest::newRow("negative") << u"-9.2"_s << -9.2;
    QTest::newRow("positive sign") << u"+5"_s << 5.0;
    QTest::newRow("hexadecimal") << u"0xfF"_s << 255.0;
    QTest::newRow("octal") << u"0o17"_s << 15.0;
    QTest::newRow("leading zeroes are decimal") << u"010"_s << 10.0;
    QTest::newRow("exponent") << u"-2.99e-2"_s << -2.99e-2;
    QTest::newRow("exponent with sign") << u"1E+3"_s << 1000.0;
    QTest::newRow("leading dot") << u".5"_s << 0.5;
    QTest::newRow("trailing dot") << u"5."_s << 5.0;
    QTest::newRow("infinity") << u"Infinity"_s << HUGE_VAL;
    QTest::newRow("minus infinity") << u"-Infinity"_s << -HUGE_VAL;
    QTest::newRow("beyond all doubles") << u"1e999"_s << HUGE_VAL;
    QTest::newRow("below all doubles") << u"1e-999"_s << 0.0;
    QTest::newRow("not a number") << u"NaN"_s << std::nan("");
}

void TestParser::readsNumbersAsGithub()
{
    QFETCH(QString, text);
    QFETCH(double, number);
    const std::string source = printed::bytes(text);
    const auto ast = parse(source);
    QVERIFY(ast);
    const Node &node = (*ast)[ast->root()];
    QCOMPARE(node.kind, Kind::Number);
    if (std::isnan(number))
        QVERIFY(std::isnan(node.number));
    else
        QCOMPARE(node.number, number);
}

void TestParser::saysWhereAndWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Code>("code");
    QTest::addColumn<QString>("place");
    QTest::newRow("nothing") << u""_s << Code::Empty << u""_s;
    QTest::newRow("blanks") << u"  "_s << Code::Empty << u"  "_s;
    QTest::newRow("double quotes") << u"a == \"b\""_s << Code::DoubleQuotes << u"\"b\""_s;
    QTest::newRow("no closing quote") << u"a == 'b"_s << Code::UnterminatedString << u"'b"_s;
    QTest::newRow("a doubled quote closes nothing") << u"'b''"_s << Code::UnterminatedString << u"'b''"_s;
    QTest::newRow("one equals sign") << u"a = b"_s << Code::BadOperator << u"="_s;
    QTest::newRow("one ampersand") << u"a & b"_s << Code::BadOperator << u"&"_s;
    QTest::newRow("one bar") << u"a | b"_s << Code::BadOperator << u"|"_s;
    QTest::newRow("sum") << u"a + b"_s << Code::BadOperator << u"+"_s;
    QTest::newRow("difference without blanks") << u"a -1"_s << Code::BadOperator << u"-1"_s;
    QTest::newRow("product") << u"a * b"_s << Code::BadOperator << u"*"_s;
    QTest::newRow("ternary") << u"a ? b : c"_s << Code::BadOperator << u"?"_s;
    QTest::newRow("right operand missing") << u"a == "_s << Code::UnexpectedEnd << u"="_s;
    QTest::newRow("left operand missing") << u"== a"_s << Code::UnexpectedSymbol << u"=="_s;
    QTest::newRow("parenthesis missing") << u"contains(a, b"_s << Code::UnexpectedEnd << u"b"_s;
    QTest::newRow("parenthesis too many") << u"(a))"_s << Code::UnexpectedSymbol << u")"_s;
    QTest::newRow("bracket missing") << u"a[0"_s << Code::UnexpectedEnd << u"0"_s;
    QTest::newRow("comma at the end") << u"f(a,)"_s << Code::UnexpectedSymbol << u")"_s;
    QTest::newRow("two operands") << u"a b"_s << Code::UnexpectedSymbol << u"b"_s;
    QTest::newRow("dot at the end") << u"github."_s << Code::UnexpectedEnd << u"."_s;
    QTest::newRow("number after a dot") << u"a.5"_s << Code::UnexpectedSymbol << u"5"_s;
    QTest::newRow("property of a text") << u"'a'.b"_s << Code::UnexpectedSymbol << u".b"_s;
    QTest::newRow("index of a text") << u"'a'[0]"_s << Code::UnexpectedSymbol << u"["_s;
    QTest::newRow("word with strange letters") << u"a.größe"_s << Code::UnexpectedSymbol << u"größe"_s;
    QTest::newRow("dollar") << u"$a"_s << Code::UnexpectedSymbol << u"$a"_s;
    QTest::newRow("no number") << u"12ab"_s << Code::UnexpectedSymbol << u"12ab"_s;
    QTest::newRow("star alone") << u"*"_s << Code::BadOperator << u"*"_s;
    QTest::newRow("zero byte") << QString(u"a\0b"_s) << Code::UnexpectedSymbol << QString();
}

void TestParser::saysWhereAndWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(Code, code);
    QFETCH(QString, place);
    const std::string source = printed::bytes(text);
    const auto ast = parse(source);
    QVERIFY(!ast);
    QCOMPARE(ast.error().code, code);
    const Range range = ast.error().range;
    QVERIFY(range.end <= source.size());
    if (!place.isNull())
        QCOMPARE(printed::text(std::string_view(source).substr(range.begin, range.size())), place);
    QVERIFY(!ast.error().message.isEmpty());
}

void TestParser::keepsThePlaceOfEachPart()
{
    const std::string_view source = " !contains( (github.ref), 'x' ) || a[0] ";
    const auto ast = parse(source);
    QVERIFY(ast);
    const auto shown = [&](Range range) { return printed::text(source.substr(range.begin, range.size())); };
    const NodeId root = ast->root();
    QCOMPARE(shown((*ast)[root].range), u"!contains( (github.ref), 'x' ) || a[0]"_s);
    QCOMPARE(shown((*ast)[root].name), u"||"_s);
    const NodeId call = ast->child(ast->child(root, 0), 0);
    QCOMPARE(shown((*ast)[call].name), u"contains"_s);
    QCOMPARE(shown((*ast)[call].range), u"contains( (github.ref), 'x' )"_s);
    const NodeId chain = ast->child(call, 0);
    QCOMPARE(shown((*ast)[chain].range), u"(github.ref)"_s);
    QCOMPARE(shown((*ast)[chain].name), u"ref"_s);
    const NodeId index = ast->child(root, 1);
    QCOMPARE(shown((*ast)[index].name), u"[0]"_s);
    QCOMPARE(ast->child(root, 2), noNode);
}

void TestParser::undoublesQuotes()
{
    const auto ast = parse("'a''''b'");
    QVERIFY(ast);
    QCOMPARE(ast->string(ast->root()), std::string("a''b"));
}

void TestParser::givesReferencesWithTheirChains()
{
    const std::string_view source = "needs.build.outputs['x'] == matrix[env.name].*[0] && f(steps).a";
    const auto ast = parse(source);
    QVERIFY(ast);
    std::string shown;
    for (const Reference &reference : references(*ast)) {
        shown += std::string(ast->name(reference.context));
        for (const Link &link : reference.links)
            shown += link.kind == Link::Kind::Name ? '/' + std::string(ast->text(link.name))
                : link.kind == Link::Kind::Filter  ? "/*"
                                                   : "/?";
        shown += ' ';
    }
    QCOMPARE(shown, std::string("needs/build/outputs/x matrix/?/*/? env/name steps "));
}

void TestParser::refusesWhatIsTooLongOrTooDeep()
{
    const auto codeOf = [](const std::string &text) {
        const auto ast = parse(text);
        return ast ? std::optional<Code>() : ast.error().code;
    };
    QCOMPARE(codeOf('\'' + std::string(20'998, 'a') + '\''), std::nullopt);
    QCOMPARE(codeOf('\'' + std::string(20'999, 'a') + '\''), Code::TooLong);
    const auto nested = [](int depth, std::string_view open, std::string_view close) {
        std::string text;
        for (int level = 0; level < depth; ++level)
            text += open;
        text += 'a';
        for (int level = 0; level < depth; ++level)
            text += close;
        return text;
    };
    QCOMPARE(codeOf(nested(40, "(", ")")), std::nullopt);
    QCOMPARE(codeOf(nested(60, "(", ")")), Code::TooDeep);
    QCOMPARE(codeOf(nested(60, "!", "")), Code::TooDeep);
    QCOMPARE(codeOf(nested(60, "f(", ")")), Code::TooDeep);
    QCOMPARE(codeOf(nested(60, "a[", "]")), Code::TooDeep);
    QCOMPARE(codeOf(nested(60, "", ".b")), Code::TooDeep);
    QCOMPARE(codeOf(nested(60, "", " == b")), Code::TooDeep);
    QCOMPARE(codeOf(nested(10'000, "(", "")), Code::TooDeep);
}

void TestParser::takesLongChainsOfOneOperator()
{
    std::string text = "a";
    for (int count = 0; count < 4'000; ++count)
        text += "&&b";
    const auto ast = parse(text);
    QVERIFY(ast);
    QCOMPARE((*ast)[ast->root()].count, quint16(4'001));
    QCOMPARE((*ast)[ast->root()].depth, quint8(2));
}

void TestParser::canBeUsedAgainAfterAnError()
{
    Ast ast;
    QVERIFY(parse("a.b", ast));
    QVERIFY(!parse("a.", ast));
    QCOMPARE(ast.root(), noNode);
    QCOMPARE(ast.size(), 0U);
    QVERIFY(references(ast).empty());
    QVERIFY(parse("c", ast));
    QCOMPARE(printed::tree(ast), std::string("c"));
}

QTEST_GUILESS_MAIN(TestParser)
#include "test_parser.moc"
