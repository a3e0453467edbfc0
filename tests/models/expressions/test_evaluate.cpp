#include "expressions/evaluate.h"
#include "expressions/parser.h"
#include "printed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::expressions;

class TestEvaluate final : public QObject
{
    Q_OBJECT

private slots:
    void followsGithubsRules_data();
    void followsGithubsRules();
    void saysWhatItDoesNotKnow_data();
    void saysWhatItDoesNotKnow();
    void failsWithAPlace_data();
    void failsWithAPlace();
    void asksForFiles();
    void knowsConstants_data();
    void knowsConstants();
    void growsNoFurtherThanItsLimit();
};

namespace {

const std::string_view eventJson = R"({
    "labels": [{"name": "bug", "ids": [1, 2]}, {"name": "Help wanted"}, {"id": 3}],
    "fruits": {"apple": {"n": 1}, "pear": {"n": 2}, "none": 0},
    "title": "It's Größe"})";

Given given()
{
    Given made;
    made.state = RunState::Success;
    made.set(Context::Github,
             Value::object({{"ref", "refs/heads/main"},
                            {"event_name", "push"},
                            {"run_number", "12"},
                            {"event", *parseJson(eventJson)}}));
    made.set(Context::Matrix, Value::object({{"node", 20.0}, {"os", "linux"}, {"on", true}}));
    made.set(Context::Env, Value::partialObject({{"KNOWN", "yes"}}));
    return made;
}

} // namespace

void TestEvaluate::followsGithubsRules_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *text, const char *value) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(value);
    };
    row("github.ref", "'refs/heads/main'");
    row("github['REF']", "'refs/heads/main'");
    row("github.nothing", "null");
    row("github.nothing.more", "null");
    row("github.ref.more", "null");
    row("github.event.labels[0].name", "'bug'");
    row("github.event.labels['1'].name", "'Help wanted'");
    row("github.event.labels[9]", "null");
    row("github.event.labels[-1]", "null");
    row("github.event.labels.*.name", "['bug', 'Help wanted']");
    row("github.event.labels.*.ids", "[[1, 2]]");
    row("github.event.labels.*.ids[1]", "[2]");
    row("github.event.labels.*.ids.*", "[1, 2]");
    row("github.event.fruits.*.n", "[1, 2]");
    row("github.ref.*", "[]");

    row("1 == 1", "true");
    row("1 == '1'", "true");
    row("1 == ' 0x1 '", "true");
    row("'a' == 'A'", "true");
    row("'ä' == 'Ä'", "true");
    row("null == 0", "true");
    row("null == ''", "true");
    row("null == false", "true");
    row("true == 1", "true");
    row("true == 'true'", "false");
    row("true == '1'", "true");
    row("'' == 0", "true");
    row("'a' == 0", "false");
    row("NaN == NaN", "false");
    row("NaN != NaN", "true");
    row("github.event == github.event", "true");
    row("github.event != github.event.labels", "true");
    row("fromJSON('[]') == fromJSON('[]')", "false");
    row("fromJSON('[]') == ''", "false");

    row("2 < 10", "true");
    row("'2' < '10'", "false");
    row("github.run_number > 9", "true");
    row("'a' < 'B'", "true");
    row("true > false", "true");
    row("null >= 0", "true");
    row("null > null", "false");
    row("null <= null", "true");
    row("NaN < 1", "false");
    row("NaN >= 1", "false");
    row("'x' > 1", "false");
    row("fromJSON('[]') >= fromJSON('[]')", "false");

    row("'' || 'b'", "'b'");
    row("'a' || 'b'", "'a'");
    row("0 || false || null", "null");
    row("'a' && 'b'", "'b'");
    row("'' && 'b'", "''");
    row("1 && 0 && 2", "0");
    row("github.event_name == 'push' && 'yes' || 'no'", "'yes'");
    row("!''", "true");
    row("!'false'", "false");
    row("!github.event", "false");

    row("contains('Hello World', 'WORLD')", "true");
    row("contains('Hello', '')", "true");
    row("contains('Größe', 'GRÖ')", "true");
    row("contains(fromJSON('[\"push\", 1]'), github.event_name)", "true");
    row("contains(fromJSON('[\"push\", 1]'), 'pus')", "false");
    row("contains(fromJSON('[1]'), '1')", "true");
    row("contains(github.event.labels.*.name, 'BUG')", "true");
    row("contains(github.event, 'a')", "false");
    row("startsWith(github.ref, 'REFS/heads/')", "true");
    row("startsWith(123, 12)", "true");
    row("startsWith(github.event, '')", "false");
    row("endsWith(github.ref, '/main')", "true");
    row("endsWith('a', 'aa')", "false");
    row("format('{{{0}}} {1}{0}', 'a', 1.5)", "'{a} 1.5a'");
    row("format('{0}{1}{2}', null, true, github.event)", "'trueObject'");
    row("format('a{{')", "'a{'");
    row("join(github.event.labels.*.name)", "'bug,Help wanted'");
    row("join(fromJSON('[1,true,null]'), '; ')", "'1; true; '");
    row("join('text', '-')", "'text'");
    row("toJSON('a')", "'\"a\"'");
    row("toJSON(matrix.node)", "'20'");
    row("fromJSON('{\"A\": [1]}').a[0]", "1");
    row("fromJSON(true)", "true");
    row("case(false, 1, matrix.on, 2, 3)", "2");
    row("case(false, 1, 3)", "3");
    row("success() && !failure() && !cancelled() && always()", "true");
}

void TestEvaluate::followsGithubsRules()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    const std::string source = printed::bytes(text);
    const auto ast = parse(source);
    QVERIFY(ast);
    const auto made = evaluate(*ast, given());
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().message));
    QCOMPARE(printed::text(printed::value(made->value)), value);
    QVERIFY(made->unknowns.empty());
}

void TestEvaluate::saysWhatItDoesNotKnow_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("unknowns");
    const auto row = [](const char *text, const char *value, const char *unknowns) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(value) << QString::fromUtf8(unknowns);
    };
    row("vars.A", "unknown", "vars.A");
    row("vars.A == 'x'", "unknown", "vars.A");
    row("vars.A && false", "unknown false", "vars.A");
    row("false && vars.A", "false", "");
    row("vars.A || true", "unknown true", "vars.A");
    row("true || vars.A", "true", "");
    row("vars.A || inputs.b", "unknown", "vars.A inputs.b");
    row("!(vars.A && false)", "true", "");
    row("!vars.A", "unknown", "vars.A");
    row("env.KNOWN", "'yes'", "");
    row("env.OTHER", "unknown", "env.OTHER");
    row("env.*", "unknown", "env.*");
    row("matrix[vars.A]", "unknown", "vars.A matrix[vars.A]");
    row("contains(vars.A, 'x')", "unknown", "vars.A");
    row("format('{0}', vars.A)", "unknown", "vars.A");
    row("toJSON(vars.A)", "unknown true", "vars.A");
    row("toJSON(env)", "unknown true", "toJSON(env)");
    row("fromJSON(vars.A).b", "unknown", "vars.A fromJSON(vars.A).b");
    row("case(vars.A == 'x', 1, 2)", "unknown", "vars.A");
    row("case(true, 1, vars.A == 'x', 2, 3)", "1", "");
    row("hashFiles('a')", "unknown", "hashFiles('a')");
    row("success('build')", "unknown", "success('build')");
}

void TestEvaluate::saysWhatItDoesNotKnow()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    QFETCH(QString, unknowns);
    const std::string source = printed::bytes(text);
    const auto ast = parse(source);
    QVERIFY(ast);
    const auto made = evaluate(*ast, given());
    QVERIFY(made);
    QCOMPARE(printed::text(printed::value(made->value)), value);
    QStringList places;
    for (const Range range : made->unknowns)
        places.append(printed::text(std::string_view(source).substr(range.begin, range.size())));
    QCOMPARE(places.join(u' '), unknowns);
}

void TestEvaluate::failsWithAPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("JSON") << u"true && fromJSON('[')"_s << u"fromJSON('[')"_s;
    QTest::newRow("pattern") << u"format('{', 1)"_s << u"format('{', 1)"_s;
    QTest::newRow("pattern's places") << u"format('{1}', 1)"_s << u"format('{1}', 1)"_s;
    QTest::newRow("case by a text") << u"case('a', 1, 2)"_s << u"'a'"_s;
    QTest::newRow("case without a last value") << u"case(false, 1, false, 2)"_s << u"case(false, 1, false, 2)"_s;
    QTest::newRow("unknown context") << u"gitub.ref"_s << u"gitub"_s;
    QTest::newRow("unknown function") << u"f(1)"_s << u"f(1)"_s;
    QTest::newRow("wrong count") << u"contains('a')"_s << u"contains('a')"_s;
}

void TestEvaluate::failsWithAPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    const std::string source = printed::bytes(text);
    const auto ast = parse(source);
    QVERIFY(ast);
    const auto made = evaluate(*ast, given());
    QVERIFY(!made);
    const Range range = made.error().range;
    QCOMPARE(printed::text(std::string_view(source).substr(range.begin, range.size())), place);
    QVERIFY(!made.error().message.isEmpty());
}

void TestEvaluate::asksForFiles()
{
    Given files = given();
    files.hashFiles = [](std::span<const Value> patterns) { return Value(patterns.front().text() + "!"); };
    const auto ast = parse("hashFiles('a', 'b')");
    QCOMPARE(evaluate(*ast, files)->value, Value("a!"));
}

void TestEvaluate::knowsConstants_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("truth");
    const auto row = [](const char *text, const char *value, const char *truth) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(value) << QString::fromUtf8(truth);
    };
    row("1 == 2", "false", "false");
    row("(!true && 'foo') || 'bar'", "'bar'", "true");
    row("startsWith('foobar', 'foo')", "true", "true");
    row("false && github.ref", "false", "false");
    row("github.ref && false", "", "false");
    row("github.ref || 'x'", "", "true");
    row("github.ref == 'x'", "", "");
    row("always()", "", "");
    row("success() || 'x'", "", "true");
    row("fromJSON('[')", "", "");
}

void TestEvaluate::knowsConstants()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    QFETCH(QString, truth);
    const std::string source = printed::bytes(text);
    const auto ast = parse(source);
    QVERIFY(ast);
    const auto constant = constantValue(*ast);
    QCOMPARE(constant ? printed::text(printed::value(*constant)) : QString(), value);
    const auto known = constantTruth(*ast);
    QCOMPARE(known ? (*known ? u"true"_s : u"false"_s) : QString(), truth);
}

void TestEvaluate::growsNoFurtherThanItsLimit()
{
    std::string text = "'xxxxxxxxxx'";
    for (int level = 0; level < 40; ++level)
        text = "format('{0}{0}{0}{0}{0}{0}{0}{0}', " + text + ")";
    const auto ast = parse(text);
    QVERIFY(ast);
    QVERIFY(!evaluate(*ast, given()));
}

QTEST_GUILESS_MAIN(TestEvaluate)
#include "test_evaluate.moc"
