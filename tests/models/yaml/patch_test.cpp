#include "yaml/patch.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::yaml;

class PatchTest : public QObject
{
    Q_OBJECT

private slots:
    void applies();
    void refusesOverlaps();
    void takesBack();
    void findsDifferences_data();
    void findsDifferences();
    void findsAnyDifference();
};

void PatchTest::applies()
{
    QCOMPARE(apply("abcdef", {{{0, 0}, "x"}, {{1, 3}, ""}, {{4, 5}, "yz"}, {{6, 6}, "!"}}), "xadyzf!"_ba);
    QCOMPARE(apply("", {{{0, 0}, "a"}}), "a"_ba);
    QCOMPARE(apply("a", {}), "a"_ba);
}

void PatchTest::refusesOverlaps()
{
    QVERIFY(!apply("abc", {{{0, 2}, ""}, {{1, 3}, ""}}));
    QVERIFY(!apply("abc", {{{2, 4}, ""}}));
    QVERIFY(!apply("abc", {{{2, 1}, ""}}));
    QVERIFY(!apply("abc", {{{2, 2}, "x"}, {{0, 0}, "y"}}));
}

void PatchTest::takesBack()
{
    const QByteArray source = "name: a\non: push\n";
    const Patches patches{{{6, 7}, "longer"}, {{8, 8}, "# c\n"}, {{12, 17}, ""}};
    const auto changed = apply(source, patches);
    QVERIFY(changed.has_value());
    QCOMPARE(apply(*changed, inverse(source, patches)), source);
}

void PatchTest::findsDifferences_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("patches");
    QTest::addColumn<int>("bytes");
    QTest::newRow("nothing") << "a\nb\n"_ba << "a\nb\n"_ba << 0 << 0;
    QTest::newRow("a word") << "a: one\nb: two\n"_ba << "a: one\nb: too\n"_ba << 1 << 2;
    QTest::newRow("two lines apart") << "a: 1\nb: 2\nc: 3\n"_ba << "a: 9\nb: 2\nc: 8\n"_ba << 2 << 4;
    QTest::newRow("a line in between") << "a\nb\n"_ba << "a\nx\nb\n"_ba << 1 << 2;
    QTest::newRow("a line gone") << "a\nx\nb\n"_ba << "a\nb\n"_ba << 1 << 2;
    QTest::newRow("from nothing") << ""_ba << "a\n"_ba << 1 << 2;
    QTest::newRow("to nothing") << "a\n"_ba << ""_ba << 1 << 2;
    QTest::newRow("whole characters") << "é\n"_ba << "è\n"_ba << 1 << 4;
    QTest::newRow("an item moved") << "- a\n- b\n- c\n- d\n"_ba << "- b\n- c\n- d\n- a\n"_ba << 2 << 8;
}

void PatchTest::findsDifferences()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const int, patches);
    QFETCH(const int, bytes);
    const auto found = difference(from, to);
    QCOMPARE(apply(from, found), to);
    QCOMPARE(static_cast<int>(found.size()), patches);
    size_t touched = 0;
    for (const auto &patch : found)
        touched += patch.range.size() + patch.text.size();
    QCOMPARE(static_cast<int>(touched), bytes);
}

void PatchTest::findsAnyDifference()
{
    QRandomGenerator random(7);
    const auto text = [&random] {
        QByteArray lines;
        for (int i = random.bounded(12); i > 0; --i)
            lines += QByteArray(random.bounded(3), static_cast<char>('a' + random.bounded(3))) + "\n";
        return random.bounded(2) == 0 ? lines : lines + "é";
    };
    for (int i = 0; i < 3'000; ++i) {
        const auto from = text();
        const auto to = text();
        const auto patches = difference(from, to);
        QCOMPARE(apply(from, patches), to);
        QCOMPARE(apply(to, inverse(from, patches)), from);
    }
}

QTEST_APPLESS_MAIN(PatchTest)
#include "patch_test.moc"
