#include "textdiff/diff_rows.h"
#include "textdiff/line_diff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::textdiff;

namespace {

QByteArray written(const std::vector<Hunk> &hunks)
{
    QByteArrayList parts;
    for (const Hunk &hunk : hunks) {
        parts += QByteArray::number(hunk.before.begin) + '+' + QByteArray::number(hunk.before.size()) + "->"
            + QByteArray::number(hunk.after.begin) + '+' + QByteArray::number(hunk.after.size());
    }
    return parts.join(' ');
}

/// `before` with its hunks replaced.
QByteArray applied(const Lines &before, const Lines &after, const std::vector<Hunk> &hunks)
{
    QByteArray text;
    int line = 0;
    for (const Hunk &hunk : hunks) {
        text += joined(before, {line, hunk.before.begin});
        text += joined(after, hunk.after);
        line = hunk.before.end;
    }
    return text + joined(before, {line, int(before.size())});
}

QByteArray randomText(QRandomGenerator &random, int lines, int words)
{
    QByteArray text;
    for (int line = 0; line < lines; ++line)
        text += QByteArray::number(random.bounded(words)) + '\n';
    return text;
}

int changedLines(const std::vector<Hunk> &hunks)
{
    int count = 0;
    for (const Hunk &hunk : hunks)
        count += hunk.before.size() + hunk.after.size();
    return count;
}

/// Length of the shortest edit, by the table that everybody knows.
int shortest(const Lines &before, const Lines &after)
{
    std::vector<std::vector<int>> table(before.size() + 1, std::vector<int>(after.size() + 1));
    for (size_t i = 0; i <= before.size(); ++i) {
        for (size_t j = 0; j <= after.size(); ++j) {
            if (i == 0 || j == 0)
                table[i][j] = int(i + j);
            else if (before[i - 1] == after[j - 1])
                table[i][j] = table[i - 1][j - 1];
            else
                table[i][j] = 1 + std::min(table[i - 1][j], table[i][j - 1]);
        }
    }
    return table[before.size()][after.size()];
}

} // namespace

class TestLineDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreHunks_data();
    void changesAreHunks();
    void hunksLeadFromOneTextToTheOther();
    void hunksAreTheShortest();
    void textsWithoutAnythingInCommonAreOneChange();
    void rowsShowChangesWithTheirSurroundings();
    void marksCountInUnitsOfTheShownText();
};

void TestLineDiff::changesAreHunks_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("hunks");
    QTest::newRow("equal") << "a\nb\n"_ba << "a\nb\n"_ba << ""_ba;
    QTest::newRow("both empty") << ""_ba << ""_ba << ""_ba;
    QTest::newRow("from nothing") << ""_ba << "a\nb\n"_ba << "0+0->0+2"_ba;
    QTest::newRow("to nothing") << "a\nb\n"_ba << ""_ba << "0+2->0+0"_ba;
    QTest::newRow("one line changed") << "a\nb\nc\n"_ba << "a\nx\nc\n"_ba << "1+1->1+1"_ba;
    QTest::newRow("two places") << "a\nb\nc\nd\n"_ba << "b\nc\nx\nd\n"_ba << "0+1->0+0 3+0->2+1"_ba;
    QTest::newRow("final line end lost") << "a\nb\n"_ba << "a\nb"_ba << "1+1->1+1"_ba;
    QTest::newRow("line ends changed") << "a\nb\n"_ba << "a\r\nb\n"_ba << "0+1->0+1"_ba;
    QTest::newRow("a job added between jobs") << "jobs:\n  a:\n    x: 1\n\n  c:\n    x: 1\n"_ba
                                              << "jobs:\n  a:\n    x: 1\n\n  b:\n    x: 1\n\n  c:\n    x: 1\n"_ba
                                              << "4+0->4+3"_ba;
    QTest::newRow("a step taken out") << "steps:\n  - run: a\n    env: {}\n  - run: b\n    env: {}\n"_ba
                                      << "steps:\n  - run: b\n    env: {}\n"_ba
                                      << "1+2->1+0"_ba;
}

void TestLineDiff::changesAreHunks()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, hunks);
    QCOMPARE(written(lineDiff(before, after)), hunks);
}

void TestLineDiff::hunksLeadFromOneTextToTheOther()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 2'000; ++round) {
        const auto before = randomText(random, random.bounded(30), 2 + random.bounded(12));
        const auto after = randomText(random, random.bounded(30), 2 + random.bounded(12));
        const Lines old = linesOf(before);
        const Lines fresh = linesOf(after);
        const auto hunks = lineDiff(old, fresh);
        QCOMPARE(applied(old, fresh, hunks), after);
        for (size_t i = 1; i < hunks.size(); ++i)
            QVERIFY2(hunks[i].before.begin > hunks[i - 1].before.end, written(hunks).constData());
    }
}

void TestLineDiff::hunksAreTheShortest()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 500; ++round) {
        const auto before = randomText(random, random.bounded(25), 4);
        const auto after = randomText(random, random.bounded(25), 4);
        const Lines old = linesOf(before);
        const Lines fresh = linesOf(after);
        QCOMPARE(changedLines(lineDiff(old, fresh)), shortest(old, fresh));
    }
}

void TestLineDiff::textsWithoutAnythingInCommonAreOneChange()
{
    QByteArray before;
    QByteArray after;
    for (int line = 0; line < 5'000; ++line) {
        before += 'a' + QByteArray::number(line) + '\n';
        after += 'b' + QByteArray::number(line) + '\n';
    }
    QCOMPARE(written(lineDiff(before, after)), "0+5000->0+5000"_ba);
}

void TestLineDiff::rowsShowChangesWithTheirSurroundings()
{
    QByteArray before;
    for (char line = 'a'; line <= 'z'; ++line)
        before += QByteArray(1, line) + '\n';
    QByteArray after = before;
    after.replace("m\n", "M\n");
    QStringList rows;
    for (const DiffRow &row : diffRows(before, after, 2)) {
        const QString mark = QStringList{u" "_s, u"-"_s, u"+"_s, u"@"_s}.at(int(row.kind));
        rows += mark + (row.kind == DiffRow::Kind::Gap ? QString::number(row.leftOut) : row.text);
    }
    QCOMPARE(rows.join(u'|'), u"@10| k| l|-m|+M| n| o|@11"_s);
    const auto counts = countLines(before, after);
    QCOMPARE(counts.added, 1);
    QCOMPARE(counts.removed, 1);
}

void TestLineDiff::marksCountInUnitsOfTheShownText()
{
    const auto rows = diffRows("name: Grüße an alle 😀 hier\n", "name: Grüße an viele 😀 hier\n");
    QCOMPARE(rows.size(), size_t(2));
    QCOMPARE(rows[0].marks.size(), size_t(1));
    const ByteRange mark = rows[1].marks.front();
    QCOMPARE(rows[1].text.sliced(mark.begin, mark.end - mark.begin), u"viele"_s);
}

QTEST_GUILESS_MAIN(TestLineDiff)
#include "test_line_diff.moc"
