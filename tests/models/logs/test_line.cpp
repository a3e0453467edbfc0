#include "logs/line.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace slipway::logs;

namespace {

InkColour named(quint32 value)
{
    return {InkColour::Kind::Named, value};
}

InkColour rgb(quint32 value)
{
    return {InkColour::Kind::Rgb, value};
}

} // namespace

class TestLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeStampIsSplitOff_data();
    void timeStampIsSplitOff();
    void markerTellsTheKind_data();
    void markerTellsTheKind();
    void commandSaysItsPlace();
    void coloursBecomeSpans_data();
    void coloursBecomeSpans();
    void otherEscapeCodesVanish_data();
    void otherEscapeCodesVanish();
    void unfinishedCodeHidesNothing_data();
    void unfinishedCodeHidesNothing();
    void coloursEndWithTheLine();
    void progressShowsItsLastState_data();
    void progressShowsItsLastState();
    void hostileTextIsTamed_data();
    void hostileTextIsTamed();
    void anyBytesAreRead();
};

void TestLine::timeStampIsSplitOff_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("text");
    const qint64 at = QDateTime(QDate(2024, 3, 21), QTime(14, 18, 2), QTimeZone::UTC).toMSecsSinceEpoch();
    QTest::newRow("seven decimals") << "2024-03-21T14:18:02.1234567Z Waiting"_ba << at + 123 << u"Waiting"_s;
    QTest::newRow("no decimals") << "2024-03-21T14:18:02Z Waiting"_ba << at << u"Waiting"_s;
    QTest::newRow("one decimal") << "2024-03-21T14:18:02.5Z Waiting"_ba << at + 500 << u"Waiting"_s;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf"
                                        "2024-03-21T14:18:02.0000000Z First"_ba
                                     << at << u"First"_s;
    QTest::newRow("empty line") << "2024-03-21T14:18:02.0000000Z "_ba << at << QString();
    QTest::newRow("nothing but the stamp") << "2024-03-21T14:18:02.0000000Z"_ba << at << QString();
    QTest::newRow("none") << "Waiting"_ba << qint64(-1) << u"Waiting"_s;
    QTest::newRow("no such day") << "2024-13-41T14:18:02Z Waiting"_ba << qint64(-1) << u"Waiting"_s;
    QTest::newRow("no zone") << "2024-03-21T14:18:02 Waiting"_ba << qint64(-1) << u"2024-03-21T14:18:02 Waiting"_s;
}

void TestLine::timeStampIsSplitOff()
{
    QFETCH(QByteArray, bytes);
    const Line line = readLine(bytes);
    QTEST(line.time.value_or(-1), "time");
    QTEST(line.text, "text");
}

void TestLine::markerTellsTheKind_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<LineKind>("kind");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, LineKind kind, const QString &text) {
        QTest::newRow(name) << bytes << kind << text;
    };
    row("group", "2024-03-21T14:18:02.1234567Z ##[group]Run pnpm test", LineKind::Group, u"Run pnpm test"_s);
    row("end of a group", "2024-03-21T14:18:02.1234567Z ##[endgroup]", LineKind::EndGroup, {});
    row("error", "##[error]Process completed with exit code 1.", LineKind::Error,
        u"Process completed with exit code 1."_s);
    row("warning", "##[warning]old", LineKind::Warning, u"old"_s);
    row("notice", "##[notice]hello", LineKind::Notice, u"hello"_s);
    row("debug", "##[debug]why", LineKind::Debug, u"why"_s);
    row("command", "##[command]git version", LineKind::Command, u"git version"_s);
    row("coloured marker", "\x1b[36;1m##[error]red\x1b[0m", LineKind::Error, u"red"_s);
    row("indented marker", "  ##[error]in", LineKind::Error, u"in"_s);
    row("command form", "::group::Build", LineKind::Group, u"Build"_s);
    row("command form of an error", "::error file=a.ts,line=3::broken", LineKind::Error, u"broken"_s);
    row("unknown marker", "##[unknown]x", LineKind::Plain, u"##[unknown]x"_s);
    row("marker further in", "see ##[error]x", LineKind::Plain, u"see ##[error]x"_s);
    row("colons of C++", "std::string::npos", LineKind::Plain, u"std::string::npos"_s);
    row("npm", "npm ERR! code E404", LineKind::LooksWrong, u"npm ERR! code E404"_s);
    row("jest", "\x1b[31mFAIL \x1b[0msrc/a.test.ts", LineKind::LooksWrong, u"FAIL src/a.test.ts"_s);
    row("curl", "curl: (22) The requested URL returned error: 503", LineKind::LooksWrong,
        u"curl: (22) The requested URL returned error: 503"_s);
    row("Error in a word", "ErrorBoundary renders", LineKind::Plain, u"ErrorBoundary renders"_s);
}

void TestLine::markerTellsTheKind()
{
    QFETCH(QByteArray, bytes);
    QTEST(readLine(bytes).kind, "kind");
    QTEST(kindOf(bytes), "kind");
    QTEST(readLine(bytes).text, "text");
}

void TestLine::commandSaysItsPlace()
{
    const Line line = readLine("::error file=src/a%2Cb.ts,line=12,title=100%25 wrong::It is%0Abroken");
    QCOMPARE(line.file, u"src/a,b.ts"_s);
    QCOMPARE(line.fileLine, 12);
    QCOMPARE(line.title, u"100% wrong"_s);
}

void TestLine::coloursBecomeSpans_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<InkSpan>>("spans");
    const auto row = [](const char *name, const QByteArray &bytes, const QList<InkSpan> &spans) {
        QTest::newRow(name) << bytes << spans;
    };
    row("none", "plain", {});
    row("named", "a\x1b[31mb\x1b[0mc", {{1, 1, {.front = named(1)}}});
    row("bright", "\x1b[92mok", {{0, 2, {.front = named(10)}}});
    row("on a colour", "\x1b[30;41mX\x1b[m.", {{0, 1, {.front = named(0), .back = named(1)}}});
    row("256 colours", "\x1b[38;5;208mo", {{0, 1, {.front = rgb(0xff8700)}}});
    row("256 colours, grey", "\x1b[38;5;244mo", {{0, 1, {.front = rgb(0x808080)}}});
    row("256 colours, one of the sixteen", "\x1b[48;5;3mo", {{0, 1, {.back = named(3)}}});
    row("true colour", "\x1b[38;2;1;2;3mo", {{0, 1, {.front = rgb(0x010203)}}});
    row("true colour with colons", "\x1b[38:2::1:2:3mo", {{0, 1, {.front = rgb(0x010203)}}});
    row("styles", "\x1b[1;2;3;4;7;9mo",
        {{0,
          1,
          {.isBold = true,
           .isFaint = true,
           .isItalic = true,
           .isUnderlined = true,
           .isStruck = true,
           .isInverse = true}}});
    row("styles taken back", "\x1b[1;4mo\x1b[22;24mp", {{0, 1, {.isBold = true, .isUnderlined = true}}});
    row("colour taken back", "\x1b[31mo\x1b[39mp", {{0, 1, {.front = named(1)}}});
    row("out of range", "\x1b[38;5;999mo", {});
    row("half a colour", "\x1b[38;5mo", {});
    row("one ink in two codes", "\x1b[31ma\x1b[31mb", {{0, 2, {.front = named(1)}}});
    row("after the time stamp", "2024-03-21T14:18:02.1234567Z \x1b[31mred", {{0, 3, {.front = named(1)}}});
}

void TestLine::coloursBecomeSpans()
{
    QFETCH(QByteArray, bytes);
    QTEST(readLine(bytes).inks, "spans");
}

void TestLine::otherEscapeCodesVanish_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("cursor up") << "\x1b[5A"_ba;
    QTest::newRow("clear screen") << "\x1b[2J\x1b[H"_ba;
    QTest::newRow("clear line") << "\x1b[2K\x1b[1G"_ba;
    QTest::newRow("scroll region") << "\x1b[1;5r"_ba;
    QTest::newRow("private mode") << "\x1b[?1049h\x1b[?25l"_ba;
    QTest::newRow("link") << "\x1b]8;;https://evil.example\x1b\\"_ba;
    QTest::newRow("window title") << "\x1b]0;owned\x07"_ba;
    QTest::newRow("clipboard") << "\x1b]52;c;ZXZpbA==\x07"_ba;
    QTest::newRow("answer-back") << "\x1b[c\x1b[6n\x1b]10;?\x07"_ba;
    QTest::newRow("device string") << "\x1bPq#0;2;0;0;0\x1b\\"_ba;
    QTest::newRow("character set") << "\x1b(0\x1b)B\x0e\x0f"_ba;
    QTest::newRow("reset") << "\x1b"
                              "c"_ba;
    QTest::newRow("bell and backspace") << "\x07\x08\x08"_ba;
    QTest::newRow("eight-bit codes") << "\xc2\x85\xc2\x9b"_ba;
    QTest::newRow("delete and null") << QByteArray("\x7f\0", 2);
    QTest::newRow("colours with a private mark") << "\x1b[>4;1m"_ba;
}

void TestLine::otherEscapeCodesVanish()
{
    QFETCH(QByteArray, code);
    const Line line = readLine("be" + code + "fore");
    QCOMPARE(line.text, u"before"_s);
    QCOMPARE(line.inks, QList<InkSpan>());
}

void TestLine::unfinishedCodeHidesNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("title without end") << "a\x1b]0;rest of the line"_ba << u"a0;rest of the line"_s;
    QTest::newRow("device string without end") << "a\x1bPrest"_ba << u"arest"_s;
    QTest::newRow("escape at the end") << "a\x1b"_ba << u"a"_s;
    QTest::newRow("introducer at the end") << "a\x1b["_ba << u"a"_s;
    QTest::newRow("numbers at the end") << "a\x1b[31;"_ba << u"a"_s;
    QTest::newRow("code cut by a letter of another script") << "a\x1b[31\xc3\xa9z"_ba << u"aéz"_s;
    QTest::newRow("code in a code") << "a\x1b[3\x1b[31mb"_ba << u"ab"_s;
}

void TestLine::unfinishedCodeHidesNothing()
{
    QFETCH(QByteArray, bytes);
    QTEST(readLine(bytes).text, "text");
}

void TestLine::coloursEndWithTheLine()
{
    readLine("\x1b[31mred without end");
    QCOMPARE(readLine("next").inks, QList<InkSpan>());
}

void TestLine::progressShowsItsLastState_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("overwritten") << "10 %\r50 %\r100 %"_ba << u"100 %"_s;
    QTest::newRow("Windows line end") << "done\r"_ba << u"done"_s;
    QTest::newRow("returned at its end") << "10 %\r100 %\r\r"_ba << u"100 %"_s;
    QTest::newRow("stamped") << "2024-03-21T14:18:02.1234567Z 10 %\r20 %"_ba << u"20 %"_s;
}

void TestLine::progressShowsItsLastState()
{
    QFETCH(QByteArray, bytes);
    QTEST(readLine(bytes).text, "text");
}

void TestLine::hostileTextIsTamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("not UTF-8") << "a\xff\xfe"
                                  "b"_ba
                               << u"a\uFFFD\uFFFDb"_s;
    QTest::newRow("right-to-left override") << u"a\u202Egpj.exe"_s.toUtf8() << u"a\uFFFDgpj.exe"_s;
    QTest::newRow("isolates") << u"a\u2066b\u2069"_s.toUtf8() << u"a\uFFFDb\uFFFD"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s.toUtf8() << u"a b"_s;
    QTest::newRow("tab") << "a\tb"_ba << u"a       b"_s;
    QTest::newRow("10⁴ combining characters")
        << ("e" + QByteArray("\xcc\x81").repeated(10'000) + "f") << QString(u"e"_s + QString(6, QChar(0x301)) + u"f"_s);
    QTest::newRow("HTML") << "<b>bold</b>&amp;"_ba << u"<b>bold</b>&amp;"_s;
    QTest::newRow("other scripts") << u"日志 ошибка"_s.toUtf8() << u"日志 ошибка"_s;
}

void TestLine::hostileTextIsTamed()
{
    QFETCH(QByteArray, bytes);
    QTEST(readLine(bytes).text, "text");
}

void TestLine::anyBytesAreRead()
{
    QRandomGenerator random(20240321);
    const QByteArray alphabet = "\x1b\x1b[]mP\\;:0123459#\r\t \x07"
                                "aé##[error]::group file=,%2\xc3\xff\xe2\x80\xae";
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes;
        const int size = random.bounded(120);
        for (int index = 0; index < size; ++index) {
            bytes += random.bounded(4) == 0 ? static_cast<char>(random.bounded(256))
                                            : alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
        }
        const Line line = readLine(bytes);
        qsizetype end = 0;
        for (const InkSpan &span : line.inks) {
            QVERIFY(span.start >= end && span.length > 0);
            end = span.start + span.length;
        }
        QVERIFY(end <= line.text.size());
        for (const QChar one : line.text)
            QVERIFY(one.category() != QChar::Other_Control);
    }
}

QTEST_GUILESS_MAIN(TestLine)
#include "test_line.moc"
