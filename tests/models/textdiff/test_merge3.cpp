#include "textdiff/merge3.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::textdiff;

namespace {

QByteArray randomText(QRandomGenerator &random)
{
    QByteArray text;
    for (int line = random.bounded(12); line > 0; --line)
        text += QByteArray::number(random.bounded(4)) + (line == 1 && random.bounded(3) == 0 ? "" : "\n");
    return text;
}

} // namespace

class TestMerge3 final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesOfBothSidesComeTogether_data();
    void changesOfBothSidesComeTogether();
    void aConflictNamesPlacesAndTexts();
    void theChosenSideStays_data();
    void theChosenSideStays();
    void oneSideAloneIsTakenAsItIs();
};

void TestMerge3::changesOfBothSidesComeTogether_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<QByteArray>("merged");
    const QByteArray base = "a\nb\nc\nd\ne\n"_ba;
    QTest::newRow("nothing changed") << base << base << base << base;
    QTest::newRow("far apart") << base << "A\nb\nc\nd\ne\n"_ba << "a\nb\nc\nd\nE\n"_ba << "A\nb\nc\nd\nE\n"_ba;
    QTest::newRow("the same on both sides")
        << base << "a\nX\nc\nd\ne\n"_ba << "a\nX\nc\nd\ne\n"_ba << "a\nX\nc\nd\ne\n"_ba;
    QTest::newRow("one removes, one adds")
        << base << "b\nc\nd\ne\n"_ba << "a\nb\nc\nd\ne\nf\n"_ba << "b\nc\nd\ne\nf\n"_ba;
    QTest::newRow("all is new here") << ""_ba << "a\n"_ba << ""_ba << "a\n"_ba;
}

void TestMerge3::changesOfBothSidesComeTogether()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, theirs);
    const Merge merge = merge3(base, mine, theirs);
    QVERIFY(merge.isClean());
    QTEST(merge.text(), "merged");
}

void TestMerge3::aConflictNamesPlacesAndTexts()
{
    const Merge merge = merge3("a\nb\nc\n", "a\nmine 1\nmine 2\nc\n", "new\na\ntheirs\nc\n");
    QCOMPARE(merge.conflictCount(), 1);
    const auto conflict = std::ranges::find(merge.parts, MergePart::Kind::Conflict, &MergePart::kind);
    QCOMPARE(conflict->base, (LineRange{1, 2}));
    QCOMPARE(conflict->mine, (LineRange{1, 3}));
    QCOMPARE(conflict->theirs, (LineRange{2, 3}));
    QCOMPARE(conflict->baseText, "b\n"_ba);
    QCOMPARE(conflict->mineText, "mine 1\nmine 2\n"_ba);
    QCOMPARE(conflict->theirsText, "theirs\n"_ba);
}

void TestMerge3::theChosenSideStays_data()
{
    QTest::addColumn<QList<int>>("sides");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("mine where nothing is said") << QList<int>{} << "A\nb\nc\nd\nE\n"_ba;
    QTest::newRow("theirs") << QList<int>{1, 1} << "1\nb\nc\nd\n2"_ba;
    QTest::newRow("both") << QList<int>{2, 2} << "A\n1\nb\nc\nd\nE\n2"_ba;
    QTest::newRow("one of each") << QList<int>{0, 1} << "A\nb\nc\nd\n2"_ba;
}

void TestMerge3::theChosenSideStays()
{
    QFETCH(QList<int>, sides);
    std::vector<Side> chosen;
    for (const int side : sides)
        chosen.push_back(Side(side));
    const Merge merge = merge3("a\nb\nc\nd\ne\n", "A\nb\nc\nd\nE\n", "1\nb\nc\nd\n2");
    QCOMPARE(merge.conflictCount(), 2);
    QTEST(merge.text(chosen), "text");
}

void TestMerge3::oneSideAloneIsTakenAsItIs()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 2'000; ++round) {
        const QByteArray base = randomText(random);
        const QByteArray other = randomText(random);
        QCOMPARE(merge3(base, other, base).text(), other);
        QCOMPARE(merge3(base, base, other).text(), other);
        QCOMPARE(merge3(base, other, other).text(), other);
        const Merge merge = merge3(base, other, randomText(random));
        QByteArray mine;
        for (const MergePart &part : merge.parts)
            mine += part.mineText;
        QCOMPARE(mine, other);
    }
}

QTEST_GUILESS_MAIN(TestMerge3)
#include "test_merge3.moc"
