// Texts that are not what YAML or GitHub reads: each problem with its place, and what is left of the tree.
#include "tree_checks.h"

#include "yaml/tree.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway::yaml;
using Code = Problem::Code;

Q_DECLARE_METATYPE(slipway::yaml::Problem::Code)

class ProblemTest : public QObject
{
    Q_OBJECT

private slots:
    void namesTheProblem_data();
    void namesTheProblem();
    void saysWhatToQuote();
    void keepsWhatFollows_data();
    void keepsWhatFollows();
    void boundsLargeTexts_data();
    void boundsLargeTexts();
    void stopsFollowingTooManyAliases();
    void readsBadFiles_data();
    void readsBadFiles();
};

void ProblemTest::namesTheProblem_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<Code>("code");
    QTest::addColumn<QString>("bytes");
    const auto row = [](const char *name, const QByteArray &source, Code code, const QString &bytes) {
        QTest::newRow(name) << source << code << bytes;
    };
    row("NUL", "a: b"_ba + '\0' + "c\n", Code::Encoding, u"4-5"_s);
    row("invalid UTF-8", "a: \xC3\x28\n", Code::Encoding, u"3-4"_s);
    row("cut UTF-8", "a: \xE2\x82", Code::Encoding, u"3-4"_s);
    row("UTF-16", "\xFF\xFE"_ba + "a" + '\0', Code::Encoding, u"0-2"_s);
    row("control character", "a: x\x1By\n", Code::Encoding, u"4-5"_s);
    row("lone carriage return", "a: x\ry\n", Code::Syntax, u"4-5"_s);
    row("no closing quote", "a: \"x\nb: 'y'\n", Code::Unterminated, u"3-5"_s);
    row("no closing quote at the end", "a: 1\nb: 'y", Code::Unterminated, u"8-10"_s);
    row("no closing bracket", "a: [x,\nb: y\n", Code::Unterminated, u"3-4"_s);
    row("bare word at the end", "a: 1\nword\n", Code::BareWord, u"5-9"_s);
    row("bare word between keys", "a: 1\nword\nb: 2\n", Code::BareWord, u"5-9"_s);
    row("duplicate key", "a: 1\nb: 2\n'a': 3\n", Code::DuplicateKey, u"10-13"_s);
    row("duplicate flow key", "{a: 1, a: 2}", Code::DuplicateKey, u"7-8"_s);
    row("branch pattern", "a: *.x\n", Code::UndefinedAlias, u"3-6"_s);
    row("branch pattern in a list", "a: [**/x, y]\n", Code::UndefinedAlias, u"4-8"_s);
    row("undefined alias", "a: *x\n", Code::UndefinedAlias, u"3-5"_s);
    row("recursive alias", "a: &x [*x]\n", Code::RecursiveAlias, u"7-9"_s);
    row("merge key", "a: &x {b: c}\nd:\n  <<: *x\n", Code::MergeKey, u"18-20"_s);
    row("two documents", "a: b\n---\nc: d\n", Code::SeveralDocuments, u"5-8"_s);
    row("unused anchor", "a: &x b\n", Code::UnusedAnchor, u"3-5"_s);
    row("tab as indentation", "a:\n\tb: c\n", Code::Syntax, u"3-4"_s);
    row("colon in a plain text", "a: b: c\n", Code::Syntax, u"4-5"_s);
    row("indentation", "a:\n  - b\n c: d\n", Code::Syntax, u"10-12"_s);
    row("root that goes on further out", "  a: b\n c: d\n", Code::Syntax, u"8-10"_s);
    row("reserved character", "a: @b\n", Code::Syntax, u"3-5"_s);
    row("escape", "a: \"\\q\"\n", Code::Syntax, u"4-6"_s);
    row("condition that begins with !", "if: !f(a, 'x')\nb: c\n", Code::Syntax, u"4-14"_s);
    row("text behind a quote", "a: 'b' c\n", Code::Syntax, u"7-8"_s);
    row("expression without quotes in a flow map", "a: {b: ${{ c.d }}}\n", Code::Syntax, u"7-17"_s);
    row("expression without quotes in a flow list", "a: [b, ${{ c.d }}]\n", Code::Syntax, u"7-17"_s);
}

void ProblemTest::namesTheProblem()
{
    QFETCH(const QByteArray, source);
    QFETCH(const Code, code);
    QFETCH(const QString, bytes);
    const auto tree = Tree::parse(source);
    QCOMPARE(tree->problems().size(), 1U);
    const Problem &problem = tree->problems().front();
    QCOMPARE(problem.code, code);
    QCOMPARE(u"%1-%2"_s.arg(problem.range.begin).arg(problem.range.end), bytes);
    QCOMPARE(problem.isError, code != Code::UnusedAnchor);
    QVERIFY(problem.message.endsWith(u'.') || problem.message.endsWith(u'\''));
    QCOMPARE(checks::ofRanges(*tree), QString());
}

void ProblemTest::saysWhatToQuote()
{
    const auto message = [](const QByteArray &source) {
        const auto tree = Tree::parse(source);
        return tree->problems().empty() ? QString() : tree->problems().front().message;
    };
    QVERIFY(message("if: 'true' == github.ref\n").contains(u"closing quote"_s));
    QVERIFY(message("a:\n  - b: \"c\" d\n").contains(u"closing quote"_s));
    QVERIFY(message("env: {A: ${{ github.ref }}}\n").contains(u"an expression needs quotes"_s));
    QVERIFY(!message("env: {A: '${{ x }}', b\nc: d\n").contains(u"an expression"_s));
}

void ProblemTest::keepsWhatFollows_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("a word without a colon") << "    timeo\n"_ba;
    QTest::newRow("a quote that is not closed") << "    name: \"Build\n"_ba;
    QTest::newRow("a bracket that is not closed") << "    needs: [lint,\n"_ba;
    QTest::newRow("a brace that is not closed") << "    env: {A: b\n"_ba;
    QTest::newRow("a list that is not closed over lines") << "    needs: [\n      lint,\n"_ba;
    QTest::newRow("a pattern without quotes") << "    branches: [*.x]\n"_ba;
    QTest::newRow("wrong indentation") << "     env: x\n"_ba;
    QTest::newRow("wrong indentation with entries") << "     env:\n       A: b\n       C: d\n"_ba;
    QTest::newRow("a colon too many") << "    name: a: b\n"_ba;
    QTest::newRow("a tab") << "\t    name: a\n"_ba;
    QTest::newRow("a reserved character") << "    name: @x\n"_ba;
    QTest::newRow("a bracket too many") << "    name: ]\n"_ba;
    QTest::newRow("an anchor without a name") << "    name: & x\n"_ba;
    QTest::newRow("a line of brackets") << "    ]]}}\n"_ba;
}

void ProblemTest::keepsWhatFollows()
{
    QFETCH(const QByteArray, line);
    const auto tree = Tree::parse("on: push\njobs:\n  build:\n    runs-on: x\n" + line
                                  + "    steps:\n      - run: make\n  test:\n    runs-on: y\n");
    QVERIFY(tree->isBroken());
    QVERIFY(tree->problems().front().range.begin >= 39);
    QVERIFY(tree->problems().front().range.begin < 39U + static_cast<quint32>(line.size()));
    QCOMPARE(tree->root()["on"].text(), "push");
    const Node jobs = tree->root()["jobs"];
    QCOMPARE(jobs["build"]["runs-on"].text(), "x");
    QCOMPARE(jobs["build"]["steps"].item(0)["run"].text(), "make");
    QCOMPARE(jobs["test"]["runs-on"].text(), "y");
    QCOMPARE(checks::ofRanges(*tree), QString());
}

void ProblemTest::boundsLargeTexts_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<bool>("isBroken");
    QTest::newRow("100,000 open brackets") << QByteArray(100'000, '[') << true;
    QTest::newRow("100,000 dashes") << "- "_ba.repeated(100'000) << true;
    QTest::newRow("100,000 open maps") << "{a: "_ba.repeated(100'000) << true;
    QTest::newRow("100,000 question marks") << "? "_ba.repeated(100'000) << true;
    QTest::newRow("100,000 closing brackets") << QByteArray(100'000, ']') << true;
    QTest::newRow("100,000 quotes") << QByteArray(100'001, '"') << true;
    QTest::newRow("100,000 tabs") << QByteArray(100'000, '\t') << false;
    QTest::newRow("100,000 wrong lines") << "a: b: c\n"_ba.repeated(100'000) << true;
    QTest::newRow("100,000 bare words") << "word\n"_ba.repeated(100'000) << false;
    QTest::newRow("10 MB") << "- a: b\n"_ba.repeated(1'500'000) << true;
    QTest::newRow("a wide flow list") << "["_ba + "a, "_ba.repeated(80'000) + "b]" << false;
    QByteArray wide;
    for (int i = 0; i < 50'000; ++i)
        wide += "key" + QByteArray::number(i) + ": value\n";
    QTest::newRow("50,000 keys") << wide << false;
    QTest::newRow("a long line") << "a: " + QByteArray(1'000'000, 'x') << false;
}

void ProblemTest::boundsLargeTexts()
{
    QFETCH(const QByteArray, source);
    QFETCH(const bool, isBroken);
    QElapsedTimer timer;
    timer.start();
    const auto tree = Tree::parse(source);
    qInfo("%lld ms, %zu problems", timer.elapsed(), tree->problems().size());
    QCOMPARE(tree->isBroken(), isBroken);
    QVERIFY(tree->problems().size() < 200'000);
    QCOMPARE(checks::ofRanges(*tree), QString());
}

void ProblemTest::stopsFollowingTooManyAliases()
{
    QByteArray source = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const auto name = QByteArray::number(i);
        const auto one = "*a" + QByteArray::number(i - 1);
        source += "a" + name + ": &a" + name + " [" + (one + ", ").repeated(8) + one + "]\n";
    }
    const auto tree = Tree::parse(source);
    QVERIFY(std::ranges::any_of(tree->problems(), [](const Problem &p) { return p.code == Code::Expansion; }));
    QVERIFY(!tree->root()["a9"].item(0).resolved());
    QCOMPARE(tree->root()["a9"].size(), 9);
}

void ProblemTest::readsBadFiles_data()
{
    QTest::addColumn<QString>("firstProblem");
    const auto row = [](const char *file, Code code, const char *place) {
        QTest::newRow(file) << u"%1 at %2"_s.arg(static_cast<int>(code)).arg(QLatin1StringView(place));
    };
    row("nul_byte", Code::Encoding, "5:12");
    row("latin_1", Code::Encoding, "5:14");
    row("utf_16", Code::Encoding, "1:1");
    row("lone_carriage_return", Code::Syntax, "5:12");
    row("tab_indentation", Code::Syntax, "5:1");
    row("duplicate_key", Code::DuplicateKey, "5:5");
    row("merge_key", Code::MergeKey, "8:7");
    row("two_documents", Code::SeveralDocuments, "7:1");
    row("alias_bomb", Code::Expansion, "6:45");
    row("recursive_alias", Code::RecursiveAlias, "2:9");
    row("pattern_without_quotes", Code::UndefinedAlias, "3:22");
    row("open_quote", Code::Unterminated, "5:11");
    row("open_bracket", Code::Unterminated, "5:12");
    row("bare_word", Code::BareWord, "5:5");
    row("wrong_indentation", Code::Syntax, "5:4");
    QTest::newRow("empty") << QString();
    QTest::newRow("comment_alone") << QString();
}

void ProblemTest::readsBadFiles()
{
    QFETCH(const QString, firstProblem);
    QFile file(QStringLiteral(SLIPWAY_TEST_DATA "/yaml/%1.yml").arg(QLatin1StringView(QTest::currentDataTag())));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto tree = Tree::parse(file.readAll());
    QString found;
    if (!tree->problems().empty()) {
        const Problem &first = tree->problems().front();
        const auto place = tree->place(first.range.begin);
        found = u"%1 at %2:%3"_s.arg(static_cast<int>(first.code)).arg(place.line).arg(place.column);
    }
    QCOMPARE(found, firstProblem);
    QCOMPARE(checks::ofRanges(*tree), QString());
}

QTEST_GUILESS_MAIN(ProblemTest)
#include "problem_test.moc"
