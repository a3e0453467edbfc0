#include "code_editor/search.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using code_editor::findAll;
using code_editor::replaceAll;
using code_editor::Search;
using code_editor::Span;

Q_DECLARE_METATYPE(Search)

class TestSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsAskedFor_data();
    void findsWhatIsAskedFor();
    void saysWhatIsWrongWithAnExpression();
    void replacementsKnowTheGroups();
    void oneAloneCanBeReplaced();
};

void TestSearch::findsWhatIsAskedFor_data()
{
    QTest::addColumn<Search>("search");
    QTest::addColumn<QList<int>>("begins");
    QTest::newRow("whatever the case") << Search{u"run"_s} << QList<int>{0, 4, 8};
    QTest::newRow("in this case alone") << Search{u"Run"_s, true} << QList<int>{4};
    QTest::newRow("whole words") << Search{u"run"_s, false, true} << QList<int>{0, 4};
    QTest::newRow("signs as they are") << Search{u"("_s} << QList<int>{};
    QTest::newRow("an expression") << Search{u"^r\\w+"_s, false, false, true} << QList<int>{0};
    QTest::newRow("nothing") << Search{} << QList<int>{};
    QTest::newRow("an expression that matches nothing, often") << Search{u"x*"_s, false, false, true} << QList<int>{};
}

void TestSearch::findsWhatIsAskedFor()
{
    QFETCH(Search, search);
    QFETCH(QList<int>, begins);
    const auto found = findAll(search, u"run Run runs"_s);
    QVERIFY(found);
    QList<int> places;
    for (const Span &span : *found)
        places.append(span.begin);
    QCOMPARE(places, begins);
}

void TestSearch::saysWhatIsWrongWithAnExpression()
{
    const auto found = findAll(Search{u"(a"_s, false, false, true}, u"a"_s);
    QVERIFY(!found);
    QVERIFY(found.error().message.startsWith(u"Not a regular expression"_s));
}

void TestSearch::replacementsKnowTheGroups()
{
    const auto edits = replaceAll(Search{u"(\\w+)@v(\\d)"_s, false, false, true}, u"a@v3 b@v4"_s, u"\\1@\\2\\\\x"_s);
    QVERIFY(edits);
    QCOMPARE(edits->size(), 2u);
    QCOMPARE(edits->front().added, u"a@3\\x"_s);
    const auto plain = replaceAll(Search{u"a"_s}, u"a"_s, u"\\1"_s);
    QVERIFY(plain);
    QCOMPARE(plain->front().added, u"\\1"_s);
}

void TestSearch::oneAloneCanBeReplaced()
{
    const auto edits = replaceAll(Search{u"a"_s}, u"a a a"_s, u"b"_s, 2);
    QVERIFY(edits);
    QCOMPARE(edits->size(), 1u);
    QCOMPARE(edits->front().position, 2);
}

QTEST_GUILESS_MAIN(TestSearch)
#include "test_search.moc"
