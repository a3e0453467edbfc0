#include "expressions/templates.h"
#include "printed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::expressions;

class TestTemplates final : public QObject
{
    Q_OBJECT

private slots:
    void findsTheParts_data();
    void findsTheParts();
    void knowsWhatIsWhole_data();
    void knowsWhatIsWhole();
    void findsNothingFromTheMiddle();
};

void TestTemplates::findsTheParts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("parts");
    QTest::newRow("none") << u"echo $HOME ${X} $ {{ a }}"_s << u""_s;
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("one") << u"a ${{ b }} c"_s << u"<${{ b }}| b >"_s;
    QTest::newRow("two without a gap") << u"${{a}}${{b}}"_s << u"<${{a}}|a><${{b}}|b>"_s;
    QTest::newRow("braces in a text") << u"${{ format('}}', a) }}"_s << u"<${{ format('}}', a) }}| format('}}', a) >"_s;
    QTest::newRow("doubled quotes") << u"${{ 'it''s }}' }}"_s << u"<${{ 'it''s }}' }}| 'it''s }}' >"_s;
    QTest::newRow("one brace inside") << u"${{ a } }}"_s << u"<${{ a } }}| a } >"_s;
    QTest::newRow("not closed") << u"x ${{ a }"_s << u"!<${{ a }| a }>"_s;
    QTest::newRow("a quote not closed") << u"${{ 'a }} b"_s << u"!<${{ 'a }} b| 'a }} b>"_s;
    QTest::newRow("at the very end") << u"x ${{"_s << u"!<${{|>"_s;
    QTest::newRow("dollars before") << u"$$${{ a }}"_s << u"<${{ a }}| a >"_s;
    QTest::newRow("several lines") << u"${{\n a\n}}"_s << u"<${{\n a\n}}|\n a\n>"_s;
}

void TestTemplates::findsTheParts()
{
    QFETCH(QString, text);
    QFETCH(QString, parts);
    const std::string source = printed::bytes(text);
    const auto shown = [&](Range range) { return source.substr(range.begin, range.size()); };
    std::string found;
    for (const Template &part : templates(source))
        found += (part.isTerminated ? "<" : "!<") + shown(part.whole) + '|' + shown(part.inner) + '>';
    QCOMPARE(printed::text(found), parts);
    QCOMPARE(hasTemplate(source), !parts.isEmpty());
}

void TestTemplates::knowsWhatIsWhole_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("bare") << u"${{ a }}"_s << true;
    QTest::newRow("line end behind it") << u"${{ a }}\n"_s << false;
    QTest::newRow("blank before it") << u" ${{ a }}"_s << false;
    QTest::newRow("text before") << u"a ${{ a }}"_s << false;
    QTest::newRow("text after") << u"${{ a }} b"_s << false;
    QTest::newRow("two") << u"${{ a }}${{ b }}"_s << false;
    QTest::newRow("not closed") << u"${{ '}}"_s << false;
    QTest::newRow("none") << u"a"_s << false;
}

void TestTemplates::knowsWhatIsWhole()
{
    QFETCH(QString, text);
    QFETCH(bool, isWhole);
    QCOMPARE(soleTemplate(printed::bytes(text)).has_value(), isWhole);
}

void TestTemplates::findsNothingFromTheMiddle()
{
    QVERIFY(!nextTemplate("${{ a }}", 1));
    QVERIFY(!nextTemplate("${{ a }}", 100));
}

QTEST_GUILESS_MAIN(TestTemplates)
#include "test_templates.moc"
