#include "expressions/format_pattern.h"
#include "expressions/json_text.h"
#include "expressions/value.h"
#include "printed.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace slipway::expressions;

class TestValue final : public QObject
{
    Q_OBJECT

private slots:
    void convertsAsGithub();
    void looksMembersUpWithoutCase();
    void ordersTextsByTheirCapitals();
    void readsJson_data();
    void readsJson();
    void refusesBrokenJson_data();
    void refusesBrokenJson();
    void writesJsonIndented();
    void keepsToTheLimits();
    void cutsPatterns_data();
    void cutsPatterns();
};

void TestValue::convertsAsGithub()
{
    QCOMPARE(Value().text(), std::string());
    QCOMPARE(Value(true).text(), std::string("true"));
    QCOMPARE(Value(12.5).text(), std::string("12.5"));
    QCOMPARE(Value(1e20).text(), std::string("1E+20"));
    QCOMPARE(Value(0.1 + 0.2).text(), std::string("0.3"));
    QCOMPARE(Value(-0.0).text(), std::string("0"));
    QCOMPARE(Value::array({}).text(), std::string("Array"));
    QCOMPARE(Value::object({}).text(), std::string("Object"));
    QCOMPARE(Value().number(), 0.0);
    QCOMPARE(Value(true).number(), 1.0);
    QCOMPARE(Value(" 0x10 ").number(), 16.0);
    QCOMPARE(Value("").number(), 0.0);
    QVERIFY(std::isnan(Value("one").number()));
    QVERIFY(std::isnan(Value::array({}).number()));
    for (const Value &value : {Value(), Value(false), Value(0.0), Value(std::nan("")), Value("")})
        QCOMPARE(value.truth(), false);
    for (const Value &value : {Value(true), Value(-1.0), Value("0"), Value("false"), Value::array({})})
        QCOMPARE(value.truth(), true);
    QCOMPARE(Value::unknown().truth(), std::nullopt);
}

void TestValue::looksMembersUpWithoutCase()
{
    const Value object = Value::object({{"Ref", "a"}, {"größe", "b"}, {"REF", "c"}});
    QCOMPARE(object.member("ref"), Value("c"));
    QCOMPARE(object.member("GRÖßE"), Value("b"));
    QCOMPARE(object.member("x"), Value());
    QVERIFY(Value::partialObject({{"a", "b"}}).member("x").is(Value::Kind::Unknown));
    QCOMPARE(Value("text").member("a"), Value());
}

void TestValue::ordersTextsByTheirCapitals()
{
    QCOMPARE(compareTexts("abc", "ABC"), std::weak_ordering::equivalent);
    QCOMPARE(compareTexts("a", "_"), std::weak_ordering::less);
    QCOMPARE(compareTexts("ä", "Ä"), std::weak_ordering::equivalent);
    QCOMPARE(compareTexts("b", "a"), std::weak_ordering::greater);
}

void TestValue::readsJson_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("null") << u" null "_s << u"null"_s;
    QTest::newRow("truth") << u"true"_s << u"true"_s;
    QTest::newRow("number") << u"-1.5e3"_s << u"-1500"_s;
    QTest::newRow("zero") << u"0"_s << u"0"_s;
    QTest::newRow("text") << u"\"a\\n\\u00e4\\ud83d\\ude00\""_s << u"'a\nä😀'"_s;
    QTest::newRow("half of a pair") << u"\"\\ud83d\""_s << u"'\uFFFD'"_s;
    QTest::newRow("list") << u"[1, [], {\"a\": null}]"_s << u"[1, [], {a: null}]"_s;
    QTest::newRow("order of members") << u"{\"b\":1,\"a\":2}"_s << u"{b: 1, a: 2}"_s;
}

void TestValue::readsJson()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    const auto made = parseJson(printed::bytes(text));
    QVERIFY(made);
    QCOMPARE(printed::text(printed::value(*made)), value);
}

void TestValue::refusesBrokenJson_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("offset");
    QTest::newRow("empty") << u""_s << 0;
    QTest::newRow("comma at the end") << u"[1,]"_s << 3;
    QTest::newRow("no comma") << u"[1 2]"_s << 3;
    QTest::newRow("single quotes") << u"['a']"_s << 1;
    QTest::newRow("name without quotes") << u"{a:1}"_s << 1;
    QTest::newRow("two values") << u"1 2"_s << 2;
    QTest::newRow("leading zero") << u"01"_s << 1;
    QTest::newRow("dot at the end") << u"1."_s << 2;
    QTest::newRow("not closed") << u"{\"a\":[1"_s << 7;
    QTest::newRow("line in a text") << u"\"a\nb\""_s << 2;
    QTest::newRow("bad escape") << u"\"\\x\""_s << 2;
}

void TestValue::refusesBrokenJson()
{
    QFETCH(QString, text);
    QFETCH(int, offset);
    const auto made = parseJson(printed::bytes(text));
    QVERIFY(!made);
    QCOMPARE(made.error().offset, size_t(offset));
}

void TestValue::writesJsonIndented()
{
    const Value value = Value::object(
        {{"a", Value::array({Value(1.0), Value(), Value("x\"\n\x01")})}, {"b", Value::object({})}, {"c", true}});
    QCOMPARE(
        writeJson(value, 1'000),
        std::string("{\n  \"a\": [\n    1,\n    null,\n    \"x\\\"\\n\\u0001\"\n  ],\n  \"b\": {},\n  \"c\": true\n}"));
    QCOMPARE(writeJson(value, 10), std::nullopt);
    QCOMPARE(parseJson(*writeJson(value, 1'000)).value(), value);
    // An item that ends with a bracket needs its comma as well.
    QCOMPARE(writeJson(Value::array({Value("["), Value("[")}), 100), std::string("[\n  \"[\",\n  \"[\"\n]"));
}

void TestValue::keepsToTheLimits()
{
    QVERIFY(parseJson(std::string(99, '[') + std::string(99, ']')));
    QVERIFY(!parseJson(std::string(100'000, '[')));
}

void TestValue::cutsPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("parts");
    QTest::newRow("text") << u"abc"_s << u"<abc>"_s;
    QTest::newRow("places") << u"{0}-{12}"_s << u"0<->12"_s;
    QTest::newRow("doubled braces") << u"{{{0}}}"_s << u"<{>0<}>"_s;
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("no number") << u"a{b}"_s << u"error 1"_s;
    QTest::newRow("nothing inside") << u"{}"_s << u"error 0"_s;
    QTest::newRow("negative") << u"{-1}"_s << u"error 0"_s;
    QTest::newRow("not closed") << u"{0"_s << u"error 0"_s;
    QTest::newRow("not opened") << u"0}"_s << u"error 1"_s;
    QTest::newRow("too large") << u"{99999999999}"_s << u"error 0"_s;
}

void TestValue::cutsPatterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, parts);
    const auto found = parseFormat(printed::bytes(pattern));
    std::string shown;
    if (!found)
        shown = "error " + std::to_string(found.error());
    else
        for (const FormatPart &part : *found)
            shown += part.argument < 0 ? '<' + part.text + '>' : std::to_string(part.argument);
    QCOMPARE(printed::text(shown), parts);
}

QTEST_GUILESS_MAIN(TestValue)
#include "test_value.moc"
