#include "code_editor/text_map.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using code_editor::TextEdit;
using code_editor::TextMap;

class TestTextMap final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAndUnitsFindEachOther_data();
    void bytesAndUnitsFindEachOther();
    void whatCannotBeShownHasASign_data();
    void whatCannotBeShownHasASign();
    void onlyUtf8IsText();
    void lineEndsOfTheFileAreKept();
    void anUnchangedTextIsNoPatch();
    void aPatchNeverHalvesACharacter();
    void changesOfBytesAndOfTextAgree();
};

void TestTextMap::bytesAndUnitsFindEachOther_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<quint32>("offset");
    QTest::addColumn<qsizetype>("position");
    QTest::newRow("a letter") << "abc"_ba << 2u << qsizetype(2);
    QTest::newRow("behind a letter of two bytes") << "äb"_ba << 2u << qsizetype(1);
    QTest::newRow("behind an emoji") << "😀b"_ba << 4u << qsizetype(2);
    QTest::newRow("behind combining marks") << "e\u0301\u0302x"_ba << 5u << qsizetype(3);
    QTest::newRow("the second line") << "a\nb"_ba << 2u << qsizetype(2);
    QTest::newRow("the second line of a CRLF file") << "a\r\nb"_ba << 3u << qsizetype(2);
    QTest::newRow("behind a byte order mark") << "\xEF\xBB\xBFname"_ba << 3u << qsizetype(0);
    QTest::newRow("the second line behind a byte order mark") << "\xEF\xBB\xBF"
                                                                 "a\nb"_ba
                                                              << 5u << qsizetype(2);
    QTest::newRow("behind a lone carriage return") << "a\rb"_ba << 2u << qsizetype(2);
    QTest::newRow("behind a line separator") << "a\xE2\x80\xA8"
                                                "b"_ba
                                             << 4u << qsizetype(2);
    QTest::newRow("the end") << "a\n"_ba << 2u << qsizetype(2);
}

void TestTextMap::bytesAndUnitsFindEachOther()
{
    QFETCH(QByteArray, source);
    QFETCH(quint32, offset);
    QFETCH(qsizetype, position);
    TextMap map;
    map.reset(source);
    QCOMPARE(map.positionOf(offset), position);
    QCOMPARE(map.offsetOf(position), offset);
    QCOMPARE(map.text().size(), map.size());
}

void TestTextMap::whatCannotBeShownHasASign_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("text");
    QTest::newRow("a NUL byte") << QByteArray("a\0b", 3) << u"a\u2400b"_s;
    QTest::newRow("an escape") << "\x1b[31m"_ba << u"\u241b[31m"_s;
    QTest::newRow("a paragraph separator") << "a\xE2\x80\xA9"
                                              "b"_ba
                                           << u"a\u2424b"_s;
    QTest::newRow("an object replacement") << "\xEF\xBF\xBC"_ba << u"\uFFFD"_s;
    QTest::newRow("a tab as it is") << "\t"_ba << u"\t"_s;
    QTest::newRow("half of a surrogate pair") << "\xED\xA0\x80"_ba << u"\uFFFD\uFFFD\uFFFD"_s;
    QTest::newRow("a mark in the midst of the text") << "a\xEF\xBB\xBF"
                                                        "b"_ba
                                                     << u"a\uFEFFb"_s;
}

void TestTextMap::whatCannotBeShownHasASign()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, text);
    TextMap map;
    map.reset(source);
    QCOMPARE(map.text(), text);
    QCOMPARE(map.offsetOf(map.size()), quint32(source.size()));
}

void TestTextMap::onlyUtf8IsText()
{
    QVERIFY(TextMap::isText("name: Grüße 😀"));
    QVERIFY(!TextMap::isText("name: Gr\xFC\xDF"));
    QVERIFY(!TextMap::isText("\xED\xA0\x80"));
    QVERIFY(!TextMap::isText("\xC0\x80"));
    QVERIFY(!TextMap::isText("cut \xE2\x82"));
}

void TestTextMap::lineEndsOfTheFileAreKept()
{
    TextMap map;
    map.reset("a\r\nb\r\n"_ba);
    const auto patch = map.patchFor({1, 0, u"\nx"_s});
    QVERIFY(patch);
    QCOMPARE(*patch, (yaml::Patch{{1, 1}, "\r\nx"}));
    map.apply(*patch);
    QCOMPARE(map.source(), "a\r\nx\r\nb\r\n"_ba);
    QCOMPARE(map.text(), u"a\nx\nb\n"_s);
}

void TestTextMap::anUnchangedTextIsNoPatch()
{
    TextMap map;
    map.reset("a\rb\xE2\x80\xA8"
              "c\r\nd"_ba);
    QVERIFY(!map.patchFor({0, map.size(), map.text()}));
    // What has a sign of its own stays as it is when the text around it is put there again.
    const auto patch = map.patchFor({0, map.size(), map.text() + u'!'});
    QVERIFY(patch);
    QCOMPARE(*patch, (yaml::Patch{{10, 10}, "!"}));
}

void TestTextMap::aPatchNeverHalvesACharacter()
{
    TextMap map;
    map.reset("😀"_ba);
    const auto patch = map.patchFor({0, 2, u"😁"_s});
    QVERIFY(patch);
    QCOMPARE(*patch, (yaml::Patch{{0, 4}, "😁"}));
}

/// Random changes of the bytes: the text that is told to change is the text of the bytes afterwards.
void TestTextMap::changesOfBytesAndOfTextAgree()
{
    const QByteArrayList pieces{"a"_ba,  "\n"_ba,     "\r\n"_ba, "\r"_ba,          "ä"_ba,
                                "😀"_ba, "\u0301"_ba, "  "_ba,   "\xE2\x80\xA8"_ba};
    QRandomGenerator random(4);
    const auto piece = [&] { return pieces[int(random.bounded(pieces.size()))]; };
    for (int round = 0; round < 3'000; ++round) {
        std::vector<quint32> bounds{0};
        QByteArray source;
        for (int i = random.bounded(12); i > 0; --i) {
            source += piece();
            bounds.push_back(quint32(source.size()));
        }
        TextMap map;
        map.reset(source);
        auto begin = bounds[random.bounded(quint32(bounds.size()))];
        auto end = bounds[random.bounded(quint32(bounds.size()))];
        if (begin > end)
            std::swap(begin, end);
        const QByteArray added = random.bounded(2) ? piece() + piece() : QByteArray();
        QString text = map.text();
        const yaml::Patch patch{{begin, end}, added.toStdString()};
        const TextEdit edit = map.apply(patch);
        text.replace(edit.position, edit.removed, edit.added);
        QCOMPARE(map.source(), source.first(begin) + added + source.sliced(end));
        QCOMPARE(map.text(), text);
        TextMap anew;
        anew.reset(map.source());
        QCOMPARE(map.lineCount(), anew.lineCount());
        QCOMPARE(map.size(), anew.size());
        for (qsizetype position = 0; position <= map.size(); ++position)
            QCOMPARE(map.offsetOf(position), anew.offsetOf(position));
    }
}

QTEST_GUILESS_MAIN(TestTextMap)
#include "test_text_map.moc"
