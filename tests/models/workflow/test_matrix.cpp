#include "workflow/document.h"
#include "workflow/matrix_expansion.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

workflow::Document withMatrix(const QByteArray &matrix)
{
    return workflow::Document::open("jobs: {a: {strategy: {matrix: " + matrix + "}}}\n");
}

const workflow::Matrix &matrixOf(const workflow::Document &document)
{
    return document.workflow().jobs.at(0).strategy.matrix;
}

/// "key=value key=value", one combination a line.
QString printed(const workflow::Expansion &expansion)
{
    QStringList lines;
    for (const workflow::Combination &combination : expansion.combinations) {
        QStringList values;
        for (const workflow::Combination::Value &entry : combination.values)
            values += text(entry.key) + u'=' + text(workflow::valueText(entry.value));
        lines += values.join(u' ') + (combination.isAdded ? u" added"_s : QString());
    }
    return lines.join(u'\n');
}

} // namespace

class TestMatrix : public QObject
{
    Q_OBJECT

private slots:
    void expandsAsGitHubDoes_data();
    void expandsAsGitHubDoes();
    void saysWhenAnExpressionDecides_data();
    void saysWhenAnExpressionDecides();
    void stopsAtGitHubsLimit_data();
    void stopsAtGitHubsLimit();
    void namesTheJobs_data();
    void namesTheJobs();
};

void TestMatrix::expandsAsGitHubDoes_data()
{
    QTest::addColumn<QByteArray>("matrix");
    QTest::addColumn<QString>("combinations");
    QTest::newRow("one row") << "{os: [a, b]}"_ba << u"os=a\nos=b"_s;
    QTest::newRow("the last row turns fastest")
        << "{os: [a, b], v: [1, 2]}"_ba << u"os=a v=1\nos=a v=2\nos=b v=1\nos=b v=2"_s;
    QTest::newRow("nothing") << "{}"_ba << QString();
    QTest::newRow("an empty row") << "{os: [a], v: []}"_ba << QString();
    QTest::newRow("a row of a wrong type") << "{os: x}"_ba << QString();
    QTest::newRow("exclude names all keys")
        << "{os: [a, b], v: [1, 2], exclude: [{os: a, v: 2}]}"_ba << u"os=a v=1\nos=b v=1\nos=b v=2"_s;
    QTest::newRow("exclude names one key")
        << "{os: [a, b], v: [1, 2], exclude: [{os: a}]}"_ba << u"os=b v=1\nos=b v=2"_s;
    QTest::newRow("exclude that matches nothing") << "{os: [a], exclude: [{os: z}, {x: y}, {}, word]}"_ba << u"os=a"_s;
    QTest::newRow("exclude compares as expressions do")
        << "{os: [Linux, b], v: [1.0, 2], exclude: [{os: linux, v: 1}]}"_ba << u"os=Linux v=2\nos=b v=1.0\nos=b v=2"_s;
    QTest::newRow("exclude of a part of a mapping")
        << "{os: [{n: a, x: 1}, {n: b, x: 1}], exclude: [{os: {n: a}}]}"_ba << u"os=b, 1"_s;
    QTest::newRow("include alone") << "{include: [{os: a, v: 1}, {os: b}]}"_ba << u"os=a v=1 added\nos=b added"_s;
    QTest::newRow("include adds to all") << "{os: [a, b], include: [{c: x}]}"_ba << u"os=a c=x\nos=b c=x"_s;
    QTest::newRow("include adds to those that match")
        << "{os: [a, b], include: [{os: b, c: x}]}"_ba << u"os=a\nos=b c=x"_s;
    QTest::newRow("include that would overwrite makes its own")
        << "{os: [a, b], include: [{os: z, c: x}]}"_ba << u"os=a\nos=b\nos=z c=x added"_s;
    QTest::newRow("include may overwrite what include added")
        << "{os: [a, b], include: [{c: x}, {c: y, os: a}]}"_ba << u"os=a c=y\nos=b c=x"_s;
    QTest::newRow("include does not add to what include made")
        << "{os: [a], include: [{os: z}, {os: z, c: x}]}"_ba << u"os=a\nos=z added\nos=z c=x added"_s;
    QTest::newRow("the example of the reference")
        << "{fruit: [apple, pear], animal: [cat, dog], include: [{color: green}, {color: pink, animal: cat}, "
           "{fruit: apple, shape: circle}, {fruit: banana}, {fruit: banana, animal: cat}]}"_ba
        << u"fruit=apple animal=cat color=pink shape=circle\nfruit=apple animal=dog color=green shape=circle\n"
           "fruit=pear animal=cat color=pink\nfruit=pear animal=dog color=green\n"
           "fruit=banana added\nfruit=banana animal=cat added"_s;
    QTest::newRow("include after all are excluded")
        << "{os: [a], exclude: [{os: a}], include: [{c: x}]}"_ba << u"c=x added"_s;
    QTest::newRow("include of wrong types") << "{os: [a], include: [word, [x], ]}"_ba << u"os=a"_s;
}

void TestMatrix::expandsAsGitHubDoes()
{
    QFETCH(const QByteArray, matrix);
    QFETCH(const QString, combinations);
    const auto document = withMatrix(matrix);
    const workflow::Expansion expansion = workflow::expand(matrixOf(document));
    QVERIFY(!expansion.isDynamic && !expansion.isTooLarge);
    QCOMPARE(printed(expansion), combinations);
}

void TestMatrix::saysWhenAnExpressionDecides_data()
{
    QTest::addColumn<QByteArray>("matrix");
    QTest::addColumn<bool>("isDynamic");
    QTest::newRow("all of it") << "\"${{ fromJSON(x) }}\""_ba << true;
    QTest::newRow("a row") << "{os: \"${{ x }}\"}"_ba << true;
    QTest::newRow("include") << "{os: [a], include: \"${{ x }}\"}"_ba << true;
    QTest::newRow("an item of exclude") << "{os: [a], exclude: [\"${{ x }}\"]}"_ba << true;
    QTest::newRow("one value is still one value") << "{os: [\"${{ x }}\", b]}"_ba << false;
}

void TestMatrix::saysWhenAnExpressionDecides()
{
    QFETCH(const QByteArray, matrix);
    QFETCH(const bool, isDynamic);
    const auto document = withMatrix(matrix);
    const workflow::Expansion expansion = workflow::expand(matrixOf(document));
    QCOMPARE(expansion.isDynamic, isDynamic);
    QCOMPARE(expansion.combinations.empty(), isDynamic);
}

void TestMatrix::stopsAtGitHubsLimit_data()
{
    QTest::addColumn<QByteArray>("matrix");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("isTooLarge");
    QByteArray list = "[0";
    for (int at = 1; at < 16; ++at)
        list += ", " + QByteArray::number(at);
    list += ']';
    QTest::newRow("256") << "{a: " + list + ", b: " + list + '}' << 256 << false;
    QTest::newRow("one more by include") << "{a: " + list + ", b: " + list + ", include: [{a: x}]}" << 256 << true;
    QTest::newRow("4,096") << "{a: " + list + ", b: " + list + ", c: " + list + '}' << 256 << true;
    QTest::newRow("more, less what is excluded")
        << "{a: " + list + ", b: " + list + ", c: [x, y], exclude: [{c: x}]}" << 256 << false;
    QTest::newRow("without end") << "{a: " + list + ", b: " + list + ", c: " + list + ", d: " + list + ", e: " + list
            + ", f: " + list + ", g: [x], exclude: [{g: x}]}"
                                 << 0 << true;
    QByteArray many;
    for (int at = 0; at < 20'000; ++at)
        many += ", {a: " + QByteArray::number(at) + "}";
    QTest::newRow("with exclude without end")
        << "{a: " + list + ", b: " + list + ", c: " + list + ", exclude: [{b: z}" + many + "]}" << 0 << true;
    QTest::newRow("with include without end") << "{a: " + list + ", include: [{b: z}" + many + "]}" << 0 << true;
}

void TestMatrix::stopsAtGitHubsLimit()
{
    QFETCH(const QByteArray, matrix);
    QFETCH(const int, count);
    QFETCH(const bool, isTooLarge);
    const auto document = withMatrix(matrix);
    const workflow::Expansion expansion = workflow::expand(matrixOf(document));
    QCOMPARE(int(expansion.combinations.size()), count);
    QCOMPARE(expansion.isTooLarge, isTooLarge);
}

void TestMatrix::namesTheJobs_data()
{
    QTest::addColumn<QByteArray>("matrix");
    QTest::addColumn<QString>("names");
    QTest::newRow("values of the rows") << "{os: [linux], v: [20]}"_ba << u"test (linux, 20)"_s;
    QTest::newRow("without what include added") << "{os: [linux], include: [{c: x}]}"_ba << u"test (linux)"_s;
    QTest::newRow("all that include made") << "{include: [{os: linux, c: x}]}"_ba << u"test (linux, x)"_s;
    QTest::newRow("a mapping as a value") << "{os: [{n: a, l: [b, c]}]}"_ba << u"test (a, b, c)"_s;
    QTest::newRow("an empty value") << "{os: ['', a], v: [x]}"_ba << u"test (x)|test (a, x)"_s;
    QTest::newRow("cut to 100") << "{os: [" + QByteArray(120, 'x') + "]}" << u"test ("_s + QString(91, u'x') + u"..."_s;
}

void TestMatrix::namesTheJobs()
{
    QFETCH(const QByteArray, matrix);
    QFETCH(const QString, names);
    const auto document = withMatrix(matrix);
    const workflow::Expansion expansion = workflow::expand(matrixOf(document));
    QStringList found;
    for (const workflow::Combination &combination : expansion.combinations)
        found += text(workflow::displayName("test", combination));
    QCOMPARE(found.join(u'|'), names);
}

QTEST_GUILESS_MAIN(TestMatrix)
#include "test_matrix.moc"
