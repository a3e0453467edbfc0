#include "yaml/scalars.h"
#include "yaml/tree.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace slipway::yaml;

Q_DECLARE_METATYPE(slipway::yaml::Meaning)

class ScalarsTest : public QObject
{
    Q_OBJECT

private slots:
    void meansByCoreSchema_data();
    void meansByCoreSchema();
    void takesQuotedAndBlockAsText();
    void readsNumbers();
    void knowsOldYaml_data();
    void knowsOldYaml();
};

void ScalarsTest::meansByCoreSchema_data()
{
    QTest::addColumn<Meaning>("meaning");
    const auto rows = [](Meaning meaning, std::initializer_list<const char *> texts) {
        for (const char *text : texts)
            QTest::newRow(text) << meaning;
    };
    rows(Meaning::Null, {"null", "Null", "NULL", "~"});
    rows(Meaning::Boolean, {"true", "True", "TRUE", "false", "False", "FALSE"});
    rows(Meaning::Integer, {"0", "-1", "+12", "017", "0o17", "0x1F"});
    rows(Meaning::Real, {"1.5", "-.5", "1.", "1e3", "1E-3", ".inf", "-.Inf", "+.INF", ".nan", ".NaN"});
    rows(Meaning::Text, {"yes", "on", "off", "y", "nUll", "tRUE",  "1_000", "0b11", "12:30", "0x",        "0o8",
                         "1e",  ".",  "-",   "+", "e3",   "1.2.3", "--1",   "-0x1", "NaN",   "2001-01-01"});
}

void ScalarsTest::meansByCoreSchema()
{
    QFETCH(const Meaning, meaning);
    QCOMPARE(meaningOfPlain(QTest::currentDataTag()), meaning);
    const auto tree = Tree::parse("a: "_ba + QTest::currentDataTag());
    if (std::string_view(QTest::currentDataTag()) != "-")
        QCOMPARE(meaningOf(tree->root()["a"]), meaning);
}

void ScalarsTest::takesQuotedAndBlockAsText()
{
    const auto tree = Tree::parse("a: 'true'\nb: |-\n  1\nc:\nd: !!str 1\ne: &x 2\nf: *x\ng: [1]\n");
    const Node root = tree->root();
    QCOMPARE(meaningOf(root["a"]), Meaning::Text);
    QCOMPARE(meaningOf(root["b"]), Meaning::Text);
    QCOMPARE(meaningOf(root["c"]), Meaning::Null);
    QCOMPARE(meaningOf(root["d"]), Meaning::Text);
    QCOMPARE(meaningOf(root["f"]), Meaning::Integer);
    QVERIFY(root["c"].isNull() && !root["a"].isNull());
    QVERIFY(!booleanOf(root["a"]) && !integerOf(root["g"]));
}

void ScalarsTest::readsNumbers()
{
    const auto tree = Tree::parse("[true, FALSE, 017, -0, 0x1F, 0o17, +5, 1e3, -.5, .inf, .nan, 99999999999999999999]");
    const auto at = [&tree](int i) { return tree->root().item(i); };
    QCOMPARE(booleanOf(at(0)), true);
    QCOMPARE(booleanOf(at(1)), false);
    QCOMPARE(integerOf(at(2)), 17);
    QCOMPARE(integerOf(at(3)), 0);
    QCOMPARE(integerOf(at(4)), 31);
    QCOMPARE(integerOf(at(5)), 15);
    QCOMPARE(integerOf(at(6)), 5);
    QCOMPARE(numberOf(at(7)), 1000.0);
    QCOMPARE(numberOf(at(8)), -0.5);
    QVERIFY(std::isinf(*numberOf(at(9))) && std::isnan(*numberOf(at(10))));
    QVERIFY(!integerOf(at(11)));
    QCOMPARE(numberOf(at(11)), 1e20);
}

void ScalarsTest::knowsOldYaml_data()
{
    QTest::addColumn<bool>("isSpecial");
    for (const char *text : {"yes", "Off", "n", "1_000", "0b11", "12:30:45", "2001-01-01", "2001-1-1T2:00:00Z", "017",
                             "true", "null", "1.5", "0x1_F", "<<"})
        QTest::newRow(text) << true;
    for (const char *text : {"push", "1.2.3", "ubuntu-24.04", "yess", "v1", "2001-01", "a:b", "12a", "1.x"})
        QTest::newRow(text) << false;
}

void ScalarsTest::knowsOldYaml()
{
    QFETCH(const bool, isSpecial);
    QCOMPARE(isSpecialInOldYaml(QTest::currentDataTag()), isSpecial);
}

QTEST_APPLESS_MAIN(ScalarsTest)
#include "scalars_test.moc"
