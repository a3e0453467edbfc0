#include "expressions/check.h"
#include "expressions/parser.h"
#include "printed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::expressions;
using Code = Finding::Code;

class TestCheck final : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheTypeOf_data();
    void knowsTheTypeOf();
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void acceptsWhatIsRight_data();
    void acceptsWhatIsRight();
    void keepsToWhatIsAvailable();
    void namesWhatWasMeant();
    void letsConditionsOfJobsNameJobs();
    void refusesObjectsInTexts();
    void hasNothingToSayOfNothing();
};

namespace {

/// A job that needs `build` (output version), has a matrix and one step before this one.
Scope scope()
{
    Scope made;
    const Type outputs = Type::strictObject({{"version", Type::string()}});
    made.set(Context::Needs, Type::strictObject({{"build", jobResultType(outputs)}}));
    made.set(Context::Matrix,
             Type::strictObject({{"os", Type::string()},
                                 {"node", Type::number()},
                                 {"flags", Type::array(Type::string())},
                                 {"extra", Type::strictObject({{"on", Type::boolean()}})}}));
    made.set(Context::Steps, Type::strictObject());
    made.type(Context::Steps).setProperty("cache", stepType(Type::strictObject({{"cache-hit", Type::string()}})));
    made.set(Context::Inputs, Type::strictObject({{"count", Type::number()}, {"dry-run", Type::boolean()}}));
    return made;
}

Checked checked(const std::string &text, const Scope &in = scope())
{
    const auto ast = parse(text);
    if (!ast)
        qFatal("not an expression: %s", text.c_str());
    return check(*ast, in);
}

} // namespace

void TestCheck::knowsTheTypeOf_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("type");
    QTest::newRow("null") << u"null"_s << u"null"_s;
    QTest::newRow("text") << u"'a'"_s << u"string"_s;
    QTest::newRow("number") << u"1"_s << u"number"_s;
    QTest::newRow("property") << u"github.ref"_s << u"string"_s;
    QTest::newRow("what an event holds is open") << u"github.event.issue.number"_s << u"any"_s;
    QTest::newRow("variable") << u"vars.NAME"_s << u"string"_s;
    QTest::newRow("output of a job") << u"needs.build.outputs.version"_s << u"string"_s;
    QTest::newRow("all outputs") << u"needs.build.outputs"_s << u"object {version: string}"_s;
    QTest::newRow("comparison") << u"matrix.node > 1"_s << u"boolean"_s;
    QTest::newRow("not") << u"!matrix.extra"_s << u"boolean"_s;
    QTest::newRow("element") << u"matrix.flags[0]"_s << u"string"_s;
    QTest::newRow("index by name") << u"matrix['node']"_s << u"number"_s;
    QTest::newRow("index by what is not known") << u"matrix[github.ref]"_s << u"any"_s;
    QTest::newRow("results of all needs") << u"needs.*.result"_s << u"array of string"_s;
    QTest::newRow("labels of an event") << u"github.event.labels.*.name"_s << u"array of any"_s;
    QTest::newRow("either") << u"matrix.node || matrix.os"_s << u"string"_s;
    QTest::newRow("either of two kinds") << u"matrix.node || matrix.extra"_s << u"any"_s;
    QTest::newRow("choice by and-or") << u"github.ref == 'x' && 1 || 2"_s << u"number"_s;
    QTest::newRow("and gives both") << u"github.ref == 'x' && 'a'"_s << u"any"_s;
    QTest::newRow("long and-or") << u"github.actor && matrix.extra && 'a' || 'b'"_s << u"string"_s;
    QTest::newRow("format") << u"format('{0}', 1)"_s << u"string"_s;
    QTest::newRow("contains") << u"contains('a', 'b')"_s << u"boolean"_s;
    QTest::newRow("JSON that is known") << u"fromJSON('{\"a\":[1,2]}').a"_s << u"array of number"_s;
    QTest::newRow("JSON of mixed items") << u"fromJSON('[1,\"a\",null]')"_s << u"array of any"_s;
    QTest::newRow("JSON that is not known") << u"fromJSON(vars.A)"_s << u"any"_s;
    QTest::newRow("case") << u"case(github.ref == 'a', 1, 2)"_s << u"number"_s;
}

void TestCheck::knowsTheTypeOf()
{
    QFETCH(QString, text);
    QFETCH(QString, type);
    const Checked found = checked(printed::bytes(text));
    QCOMPARE(printed::text(found.type.name()), type);
    for (const Finding &finding : found.findings)
        QFAIL(qPrintable(finding.message));
}

void TestCheck::findsWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Code>("code");
    QTest::addColumn<QString>("place");
    QTest::newRow("unknown context") << u"gitub.ref"_s << Code::UnknownContext << u"gitub"_s;
    QTest::newRow("text without quotes") << u"github.ref == main"_s << Code::UnknownContext << u"main"_s;
    QTest::newRow("unknown function") << u"startWith('a', 'b')"_s << Code::UnknownFunction << u"startWith"_s;
    QTest::newRow("unknown property") << u"github.reff"_s << Code::UnknownProperty << u"reff"_s;
    QTest::newRow("unknown property in brackets") << u"github['reff']"_s << Code::UnknownProperty << u"reff"_s;
    QTest::newRow("job that is not needed") << u"needs.test.result"_s << Code::UnknownProperty << u"test"_s;
    QTest::newRow("unknown output") << u"needs.build.outputs.versoin"_s << Code::UnknownProperty << u"versoin"_s;
    QTest::newRow("unknown in all elements") << u"needs.*.reslt"_s << Code::UnknownProperty << u"reslt"_s;
    QTest::newRow("property of a text") << u"github.ref.name"_s << Code::NotAnObject << u"name"_s;
    QTest::newRow("property of a list") << u"matrix.flags.name"_s << Code::NotAnObject << u"name"_s;
    QTest::newRow("property of listed texts") << u"matrix.flags.*.name"_s << Code::NotAnObject << u"name"_s;
    QTest::newRow("elements of a text") << u"github.ref.*"_s << Code::NotFilterable << u"*"_s;
    QTest::newRow("list by text") << u"matrix.flags['a']"_s << Code::IndexType << u"'a'"_s;
    QTest::newRow("object by truth") << u"matrix[true]"_s << Code::IndexType << u"true"_s;
    QTest::newRow("index of a text") << u"github.ref[0]"_s << Code::NotAnObject << u"[0]"_s;
    QTest::newRow("list against text") << u"matrix.flags == 'a'"_s << Code::Comparison << u"matrix.flags == 'a'"_s;
    QTest::newRow("object against number") << u"matrix.extra != 1"_s << Code::Comparison << u"matrix.extra != 1"_s;
    QTest::newRow("order of truth") << u"true < 1"_s << Code::Comparison << u"true < 1"_s;
    QTest::newRow("order of null") << u"1 >= null"_s << Code::Comparison << u"1 >= null"_s;
    QTest::newRow("too few arguments") << u"contains('a')"_s << Code::ArgumentCount << u"contains('a')"_s;
    QTest::newRow("pattern without values") << u"format('a')"_s << Code::ArgumentCount << u"format('a')"_s;
    QTest::newRow("too many arguments") << u"always(1)"_s << Code::ArgumentCount << u"always(1)"_s;
    QTest::newRow("case without the last value")
        << u"case(true, 1, false, 2)"_s << Code::ArgumentCount << u"case(true, 1, false, 2)"_s;
    QTest::newRow("case by a text") << u"case('a', 1, 2)"_s << Code::ArgumentType << u"'a'"_s;
    QTest::newRow("object as text") << u"startsWith(matrix, 'a')"_s << Code::ArgumentType << u"matrix"_s;
    QTest::newRow("truth as text") << u"endsWith('a', true)"_s << Code::ArgumentType << u"true"_s;
    QTest::newRow("search in an object") << u"contains(matrix.extra, 'a')"_s << Code::ArgumentType << u"matrix.extra"_s;
    QTest::newRow("join of objects") << u"join(needs.*.outputs, ',')"_s << Code::ArgumentType << u"needs.*.outputs"_s;
    QTest::newRow("place without value") << u"format('{0} {1}', 'a')"_s << Code::FormatPattern << u"'{0} {1}'"_s;
    QTest::newRow("value without place") << u"format('{0}', 'a', 'b')"_s << Code::FormatSurplus << u"'b'"_s;
    QTest::newRow("brace alone") << u"format('{0} }', 'a')"_s << Code::FormatPattern << u"'{0} }'"_s;
    QTest::newRow("broken JSON") << u"fromJSON('[1,')"_s << Code::BrokenJson << u"'[1,'"_s;
    QTest::newRow("JSON with single quotes") << u"fromJSON('{''a'':1}')"_s << Code::BrokenJson << u"'{''a'':1}'"_s;
    QTest::newRow("variable of GitHub's") << u"vars.GITHUB_X"_s << Code::VariableName << u"GITHUB_X"_s;
    QTest::newRow("variable with a hyphen") << u"vars.A-B"_s << Code::VariableName << u"A-B"_s;
    QTest::newRow("within an argument") << u"format('{0}', github.nothing)"_s << Code::UnknownProperty << u"nothing"_s;
    QTest::newRow("within an index") << u"matrix[github.nothing]"_s << Code::UnknownProperty << u"nothing"_s;
}

void TestCheck::findsWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(Code, code);
    QFETCH(QString, place);
    const std::string source = printed::bytes(text);
    const Checked found = checked(source);
    QCOMPARE(found.findings.size(), size_t(1));
    const Finding &finding = found.findings.front();
    QCOMPARE(finding.code, code);
    QCOMPARE(printed::text(std::string_view(source).substr(finding.range.begin, finding.range.size())), place);
    QVERIFY(finding.message.endsWith(u'.') || finding.message.endsWith(u'?'));
}

void TestCheck::acceptsWhatIsRight_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("number against text") << u"github.run_number == 1"_s;
    QTest::newRow("text against null") << u"github.head_ref != null"_s;
    QTest::newRow("order of texts") << u"github.run_attempt > '1'"_s;
    QTest::newRow("what an event may hold") << u"github.event.inputs.x < 3"_s;
    QTest::newRow("search in labels") << u"contains(github.event.pull_request.labels.*.name, 'x')"_s;
    QTest::newRow("search for truth in a list") << u"contains(fromJSON('[true]'), true)"_s;
    QTest::newRow("failed needs") << u"contains(needs.*.result, 'failure')"_s;
    QTest::newRow("join of a matrix") << u"join(matrix.*, '-')"_s;
    QTest::newRow("join of a text") << u"join(github.ref)"_s;
    QTest::newRow("a number as text") << u"startsWith(matrix.node, 1)"_s;
    QTest::newRow("doubled braces") << u"format('{{0}} {0}', 'a')"_s;
    QTest::newRow("one value twice") << u"format('{0}{0}', 'a')"_s;
    QTest::newRow("a pattern that is not known") << u"format(vars.A, 'a')"_s;
    QTest::newRow("port of a service") << u"job.services.db.ports[5432]"_s;
    QTest::newRow("whole contexts") << u"toJSON(github) && toJSON(matrix)"_s;
    QTest::newRow("files") << u"hashFiles('**/a', 'b')"_s;
    QTest::newRow("an object as a condition") << u"github.event.pull_request && !matrix.extra"_s;
}

void TestCheck::acceptsWhatIsRight()
{
    QFETCH(QString, text);
    for (const Finding &finding : checked(printed::bytes(text)).findings)
        QFAIL(qPrintable(finding.message));
}

void TestCheck::keepsToWhatIsAvailable()
{
    Scope limited = scope();
    limited.set(*availability("jobs.<job_id>.if"));
    const auto codes = [&limited](const std::string &text) {
        std::vector<Code> all;
        for (const Finding &finding : checked(text, limited).findings)
            all.push_back(finding.code);
        return all;
    };
    QCOMPARE(codes("success() && needs.build.result == 'success'"), std::vector<Code>());
    QCOMPARE(codes("matrix.os == 'x'"), std::vector{Code::ContextNotAvailable});
    QCOMPARE(codes("SECRETS.a && hashFiles('b')"),
             (std::vector{Code::ContextNotAvailable, Code::FunctionNotAvailable}));
    limited.set(*availability("jobs.<job_id>.steps.run"));
    QCOMPARE(codes("hashFiles('b')"), std::vector<Code>());
    QCOMPARE(codes("always()"), std::vector{Code::FunctionNotAvailable});
    const QString message = checked("jobs.a", limited).findings.front().message;
    QVERIFY(message.contains(u"`secrets`"_s));
}

void TestCheck::namesWhatWasMeant()
{
    QCOMPARE(checked("gitub.ref").findings.front().replacement, std::string("github"));
    QCOMPARE(checked("needs.biuld.result").findings.front().replacement, std::string("build"));
    QCOMPARE(checked("tojsn(1)").findings.front().replacement, std::string("toJSON"));
    QVERIFY(checked("steps.other").findings.front().replacement.empty());
    QVERIFY(checked("needs.biuld.result").findings.front().message.contains(u"`build`"_s));
    QVERIFY(checked("needs.biuld.result").findings.front().message.startsWith(u"`needs` has no `biuld`."_s));
    Scope alone;
    alone.set(Context::Needs, Type::strictObject());
    QVERIFY(checked("needs.build", alone).findings.front().message.contains(u"waits for no other"_s));
}

void TestCheck::letsConditionsOfJobsNameJobs()
{
    Scope limited = scope();
    limited.set(*availability("jobs.<job_id>.if"));
    QVERIFY(checked("failure('build')", limited).findings.empty());
    QVERIFY(!checked("always('build')", limited).findings.empty());
    limited.set(*availability("jobs.<job_id>.steps.if"));
    QVERIFY(!checked("failure('build')", limited).findings.empty());
}

void TestCheck::refusesObjectsInTexts()
{
    const auto isText = [](std::string_view text) {
        const auto ast = parse(text);
        return !checkText(*ast, check(*ast, scope()).type);
    };
    QVERIFY(isText("github.ref"));
    QVERIFY(isText("github.event.anything"));
    QVERIFY(isText("true"));
    QVERIFY(!isText("github"));
    QVERIFY(!isText("matrix.flags"));
    QVERIFY(!isText("null"));
}

void TestCheck::hasNothingToSayOfNothing()
{
    QVERIFY(check(Ast(), scope()).findings.empty());
    QVERIFY(!checkText(Ast(), Type::string()));
}

QTEST_GUILESS_MAIN(TestCheck)
#include "test_check.moc"
