#include "shell/fuzzy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

class TestFuzzy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void prefers_data();
    void prefers();
    void longTextIsCutNotRefused();
};

void TestFuzzy::finds_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::addColumn<QList<qsizetype>>("letters");
    using Letters = QList<qsizetype>;
    QTest::newRow("nothing typed") << u""_s << u"Sync now"_s << true << Letters{};
    QTest::newRow("first letters") << u"syn"_s << u"Sync now"_s << true << Letters{0, 1, 2};
    QTest::newRow("starts of words") << u"sn"_s << u"Sync now"_s << true << Letters{0, 5};
    QTest::newRow("whole word inside") << u"roll"_s << u"Stop canary and roll back"_s << true
                                       << Letters{16, 17, 18, 19};
    QTest::newRow("words in another order")
        << u"back roll"_s << u"Roll back"_s << true << Letters{0, 1, 2, 3, 5, 6, 7, 8};
    QTest::newRow("a letter that is not there") << u"syncx"_s << u"Sync now"_s << false << Letters{};
    QTest::newRow("letters in the wrong order") << u"nys"_s << u"Sync now"_s << false << Letters{};
    QTest::newRow("longer than the text") << u"sync now and then"_s << u"Sync"_s << false << Letters{};
    QTest::newRow("empty text") << u"a"_s << u""_s << false << Letters{};
    QTest::newRow("capitals within a word") << u"gc"_s << u"getClock"_s << true << Letters{0, 3};
    QTest::newRow("other alphabets") << u"ré"_s << u"Tomás Rey, réponse"_s << true << Letters{11, 12};
}

void TestFuzzy::finds()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, found);
    const auto match = shell::fuzzyMatch(pattern, text);
    QCOMPARE(match.has_value(), found);
    if (match)
        QTEST(match->positions, "letters");
}

void TestFuzzy::prefers_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("the beginning") << u"set"_s << u"Settings…"_s << u"Reset the view"_s;
    QTest::newRow("starts of words over chance letters") << u"ov"_s << u"Overview"_s << u"Move on very far"_s;
    QTest::newRow("neighbours over scattered letters") << u"lun"_s << u"luna.loop.health"_s << u"last unseen"_s;
    QTest::newRow("the shorter of two alike") << u"api"_s << u"api"_s << u"api documentation validation"_s;
}

void TestFuzzy::prefers()
{
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto one = shell::fuzzyMatch(pattern, better);
    const auto other = shell::fuzzyMatch(pattern, worse);
    QVERIFY(one);
    QVERIFY(!other || one->score > other->score);
}

void TestFuzzy::longTextIsCutNotRefused()
{
    const QString text = u"hotfix "_s + QString(1'000'000, u'x');
    QVERIFY(shell::fuzzyMatch(u"hotfix", text));
    QVERIFY(!shell::fuzzyMatch(QString(100'000, u'y'), text));
}

QTEST_GUILESS_MAIN(TestFuzzy)
#include "test_fuzzy.moc"
