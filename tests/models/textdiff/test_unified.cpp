#include "textdiff/unified.h"

#include <QTest>

using namespace Qt::StringLiterals;
using slipway::textdiff::unifiedDiff;

class TestUnified final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isPrintedAsDiffPrintsIt_data();
    void isPrintedAsDiffPrintsIt();
};

void TestUnified::isPrintedAsDiffPrintsIt_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("diff");
    const QByteArray head = "--- f\n+++ f\n"_ba;
    QTest::newRow("equal") << "a\n"_ba << "a\n"_ba << ""_ba;
    QTest::newRow("one line") << "a\n"_ba << "b\n"_ba << head + "@@ -1 +1 @@\n-a\n+b\n";
    QTest::newRow("from nothing") << ""_ba << "a\nb\n"_ba << head + "@@ -0,0 +1,2 @@\n+a\n+b\n";
    QTest::newRow("to nothing") << "a\nb\n"_ba << ""_ba << head + "@@ -1,2 +0,0 @@\n-a\n-b\n";
    QTest::newRow("final line end added")
        << "a"_ba << "a\n"_ba << head + "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n";
    QTest::newRow("no final line end in the surroundings")
        << "a\nb"_ba << "x\nb"_ba << head + "@@ -1,2 +1,2 @@\n-a\n+x\n b\n\\ No newline at end of file\n";
    QTest::newRow("six lines between share their surroundings")
        << "a\n1\n2\n3\n4\n5\n6\nb\n"_ba << "A\n1\n2\n3\n4\n5\n6\nB\n"_ba
        << head + "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n";
    QTest::newRow("seven lines between do not")
        << "a\n1\n2\n3\n4\n5\n6\n7\nb\n"_ba << "A\n1\n2\n3\n4\n5\n6\n7\nB\n"_ba
        << head + "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n";
}

void TestUnified::isPrintedAsDiffPrintsIt()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, diff);
    QCOMPARE(unifiedDiff(u"f"_s, before, after), diff);
}

QTEST_GUILESS_MAIN(TestUnified)
#include "test_unified.moc"
