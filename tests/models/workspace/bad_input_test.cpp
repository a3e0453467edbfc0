#include "workspace/parser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::workspace;

namespace {

/// Each level repeats the one before it ten times: a few hundred bytes that mean thousands of millions of texts.
QByteArray aliasBomb()
{
    QByteArray text = "version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        QByteArray level = "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [";
        for (int k = 0; k < 10; ++k)
            level += "*a" + QByteArray::number(i - 1) + ',';
        text += level + "]\n";
    }
    return text;
}

QByteArray aliasedApps()
{
    return "version: 1\napps:\n  - &a { id: a, production: { vercel: b } }\n"
        + QByteArray("  - *a\n").repeated(100'000);
}

QByteArray staircase(int steps)
{
    QByteArray text;
    for (int i = 0; i < steps; ++i)
        text += QByteArray(i, ' ') + "a:\n";
    return text;
}

} // namespace

class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRefusedWithASentence_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("beginning");
        constexpr int many = 100'000;

        QTest::newRow("empty") << QByteArray() << u"f: error: The file is empty. Begin with"_s;
        QTest::newRow("only a comment") << "# nothing\n"_ba << u"f: error: The file is empty."_s;
        QTest::newRow("only null") << "~\n"_ba << u"f: error: The file is empty."_s;
        QTest::newRow("a list") << "- a\n"_ba << u"f:1:1: error: A slipway.yaml is a map of keys, not a list."_s;
        QTest::newRow("NUL byte") << QByteArray(
            "version: 1\na: b\0c\n",
            18) << u"f:2:5: error: The file holds a NUL byte, so it is not a text. Save it as UTF-8 text."_s;
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFEv\0e\0", 6) << u"f:1:4: error: The file holds a NUL byte"_s;
        QTest::newRow("invalid UTF-8") << "version: 1\nname: \xC3(\n"_ba
                                       << u"f:2:7: error: The file is not valid UTF-8 here."_s;
        QTest::newRow("malformed") << "version: 1\nworkspace: { name: [\n"_ba
                                   << u"f:3:1: error: This is not well-formed YAML"_s;
        QTest::newRow("tab as indentation") << "workspace:\n\tname: x\n"_ba << u"f:2:"_s;
        QTest::newRow("unknown alias") << "a: *b\n"_ba << u"f:1:4: error: This is not well-formed YAML"_s;
        QTest::newRow("alias inside itself") << "a: &a [*a]\n"_ba << u"f:1:8: error: This is not well-formed YAML"_s;
        QTest::newRow("two documents") << "version: 1\n---\nversion: 1\n"_ba
                                       << u"f:2:1: error: A second document starts here."_s;
        QTest::newRow("above 1 MB") << QByteArray(largestFile + 1, '#') << u"f: error: The file is larger than 1 MB."_s;
        const QString tooDeep = u"error: The structure is nested more than 64 levels deep here."_s;
        QTest::newRow("open brackets") << QByteArray(many, '[') << u"f:1:1: "_s + tooDeep;
        QTest::newRow("open braces") << QByteArray("{a: ").repeated(many) << u"f:1:1: "_s + tooDeep;
        QTest::newRow("list dashes") << QByteArray("- ").repeated(many) << u"f:1:1: "_s + tooDeep;
        QTest::newRow("list dashes with tabs") << QByteArray("-\t").repeated(many) << u"f:1:1: "_s + tooDeep;
        QTest::newRow("key marks") << QByteArray("? ").repeated(many) << u"f:1:1: "_s + tooDeep;
        QTest::newRow("brackets behind a quoted hash") << "\" #\": " + QByteArray(many, '[') << u"f:1:1: "_s + tooDeep;
        QTest::newRow("indentation") << staircase(1'000) << u"f:65:1: "_s + tooDeep;
    }
    void isRefusedWithASentence()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, beginning);
        const auto reading = readWorkspace(text);
        QVERIFY(!reading.workspace);
        QVERIFY(!reading.problems.isEmpty());
        const QString first = printed(reading.problems.first(), u"f"_s);
        QVERIFY2(first.startsWith(beginning), qPrintable(first));
    }

    void isHeldWithinBounds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("aliases of aliases") << aliasBomb();
        QTest::newRow("one app by 100,000 aliases") << aliasedApps();
        QTest::newRow("many unknown keys") << QByteArray("k: v\n").repeated(200'000);
        QTest::newRow("one line of many") << "apps: [" + QByteArray("a, ").repeated(300'000) + "]\n";
        QTest::newRow("one long word") << QByteArray(1'000'000, 'x');
        QTest::newRow("one long key") << QByteArray(1'000'000, 'x') + ": 1\n";
        QTest::newRow("many anchors") << "a: " + QByteArray("&a ").repeated(100'000) + "\n";
        QTest::newRow("open quote") << "a: \"" + QByteArray(900'000, 'x');
    }
    void isHeldWithinBounds()
    {
        QFETCH(QByteArray, text);
        const auto reading = readWorkspace(text);
        QVERIFY(!reading.workspace);
        QVERIFY(!reading.problems.isEmpty());
        QVERIFY(reading.problems.size() <= 200);
        for (const Problem &problem : reading.problems)
            QVERIFY(problem.message.size() + problem.suggestion.size() < 1'000);
    }

    void everyCutOfAGoodFileIsReadWithoutHarm()
    {
        QFile file(QStringLiteral(SLIPWAY_SOURCE_DIR "/resources/demo/slipway.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        for (qsizetype cut = 0; cut < whole.size(); cut += 17) {
            const auto reading = readWorkspace(whole.first(cut));
            QVERIFY(reading.workspace.has_value() || !reading.problems.isEmpty());
        }
    }

    void byteOrderMarkIsPassedOver()
    {
        const auto reading = readWorkspace("\xEF\xBB\xBFversion: 3\n");
        QCOMPARE(reading.problems.first().column, 1);
    }
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "bad_input_test.moc"
