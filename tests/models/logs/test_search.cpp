#include "logs/finder.h"
#include "logs/log_file.h"
#include "logs/search.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::logs;

using Lines = std::vector<quint32>;

class TestSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsWhatIsShown_data();
    void findsWhatIsShown();
    void textAndBytesAgree();
    void matchesAreCounted();
    void acrossShares();
    void wrongPatternIsSaid();
    void endlessPatternIsGivenUp();
    void stopEndsIt();
    void finderGoesOnAsTheLogGrows();
    void finderSearchesAllFiles();
    void finderForgetsARewrittenFile();

private:
    std::shared_ptr<LogFile> log(const QByteArray &bytes, const QString &name = u"1_a.txt"_s) const;
    static Hits find(const std::shared_ptr<LogFile> &file, const Query &query);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSearch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::shared_ptr<LogFile> TestSearch::log(const QByteArray &bytes, const QString &name) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return nullptr;
    file.close();
    auto opened = *LogFile::open(file.fileName());
    return QTest::qWaitFor([&] { return opened->isIndexed(); }) ? opened : nullptr;
}

Hits TestSearch::find(const std::shared_ptr<LogFile> &file, const Query &query)
{
    const auto matcher = Matcher::make(query);
    return matcher ? search(*file->source(), sharesOf(file->index()), *matcher) : Hits();
}

void TestSearch::findsWhatIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCaseSensitive");
    QTest::addColumn<bool>("isPattern");
    QTest::addColumn<Lines>("lines");
    QTest::newRow("plain") << u"error"_s << false << false << Lines{1, 2, 4};
    QTest::newRow("case") << u"Error"_s << true << false << Lines{4};
    QTest::newRow("through colours") << u"error TS2322"_s << false << false << Lines{2};
    QTest::newRow("not in time stamps") << u"2024"_s << false << false << Lines{3};
    QTest::newRow("not across stamp and text") << u"Z error"_s << false << false << Lines{};
    QTest::newRow("other script") << u"ОШИБКА"_s << false << false << Lines{5};
    QTest::newRow("other script, case") << u"ошибка"_s << true << false << Lines{5};
    QTest::newRow("signs of a pattern") << u"(22)"_s << false << false << Lines{3};
    QTest::newRow("pattern") << u"error\\s+TS\\d+"_s << false << true << Lines{2};
    QTest::newRow("pattern at the begin") << u"^error"_s << false << true << Lines{1, 2};
    QTest::newRow("pattern at the end") << u"one$"_s << false << true << Lines{0};
    QTest::newRow("pattern with case") << u"E\\w+r"_s << true << true << Lines{4};
    QTest::newRow("pattern over a line's end") << u"one\\s+error"_s << false << true << Lines{};
    QTest::newRow("one letter") << u"Z"_s << true << false << Lines{};
    QTest::newRow("nothing") << u"absent"_s << false << false << Lines{};
}

void TestSearch::findsWhatIsShown()
{
    const QByteArray stamp = "2024-03-21T14:18:02.1234567Z ";
    const auto file =
        log(stamp + "line one\n" + stamp + "error two\n" + stamp + "\x1b[91merror\x1b[0m\x1b[90m TS2322: \x1b[0mno\n"
            + stamp + "curl: (22) in 2024\n" + "an Error without stamp\n" + stamp + "ошибка\n");
    QFETCH(QString, text);
    QFETCH(bool, isCaseSensitive);
    QFETCH(bool, isPattern);
    const Hits hits = find(file, {text, isCaseSensitive, isPattern});
    QTEST(hits.lines, "lines");
}

void TestSearch::textAndBytesAgree()
{
    // What is found in bytes, 16 at a time, is what is found in each line as it is shown.
    QRandomGenerator random(7);
    QByteArray bytes;
    for (int line = 0; line < 3'000; ++line) {
        for (int letter = random.bounded(60); letter > 0; --letter)
            bytes += static_cast<char>('a' + random.bounded(3));
        bytes += '\n';
    }
    const auto file = log(bytes);
    for (const Query &query : QList<Query>{{u"a"_s, true, false},
                                           {u"ab"_s, true, false},
                                           {u"aaaa"_s, true, false},
                                           {u"cabcab"_s, true, false},
                                           {u"ABCA"_s, false, false},
                                           {u"abcabcabcabcabcabcabc"_s, true, false},
                                           {u"a+b"_s, true, true},
                                           {u"^c"_s, true, true},
                                           {u"ab$"_s, true, true},
                                           {u"[^a]+"_s, true, true},
                                           {u"c\\s*a"_s, true, true},
                                           {u"b(?=c)"_s, true, true},
                                           {u"\\Aab"_s, true, true},
                                           {u"(?:ab|bc)+"_s, true, true},
                                           {u"(?!a)b\\z"_s, true, true}}) {
        const Matcher matcher = *Matcher::make(query);
        Lines expected;
        qint64 matches = 0;
        for (int line = 0; line < file->lineCount(); ++line) {
            const auto found = matcher.in(file->line(line).text).size();
            matches += found;
            if (found > 0)
                expected.push_back(static_cast<quint32>(line));
        }
        const Hits hits = find(file, query);
        QCOMPARE(hits.lines, expected);
        QCOMPARE(hits.matches, matches);
    }
}

void TestSearch::matchesAreCounted()
{
    const auto file = log("aXaXa\nb\nXX\n");
    const Hits hits = find(file, {u"x"_s, false, false});
    QCOMPARE(hits.matches, 4);
    QCOMPARE(hits.lines, (Lines{0, 2}));
    QCOMPARE(Matcher::make({u"x"_s, false, false})->in(u"aXbx"_s), (QList<Match>{{1, 1}, {3, 1}}));
}

void TestSearch::acrossShares()
{
    QByteArray bytes;
    Lines expected;
    for (quint32 line = 0; line < 400'000; ++line) {
        const bool isWanted = line % 7'777 == 0;
        bytes += isWanted ? "here is the needle in the hay of it all\n"
                          : "hay and more hay where there is no thing of use\n";
        if (isWanted)
            expected.push_back(line);
    }
    QVERIFY(bytes.size() > 16'000'000);
    const auto file = log(bytes);
    QVERIFY(sharesOf(file->index()).size() > 1);
    QCOMPARE(find(file, {u"Needle"_s, false, false}).lines, expected);
    QCOMPARE(find(file, {u"n.edle\\b"_s, false, true}).lines, expected);
}

void TestSearch::wrongPatternIsSaid()
{
    const auto matcher = Matcher::make({u"(open"_s, false, true});
    QVERIFY(!matcher);
    QCOMPARE(matcher.error().kind, base::Error::Kind::InvalidInput);
    QVERIFY(!Matcher::make({}));
}

void TestSearch::endlessPatternIsGivenUp()
{
    const auto file = log((QByteArray(60, 'a') + "!\n").repeated(500));
    const Hits hits = find(file, {u"^(a+)+$"_s, false, true});
    QVERIFY(hits.lines.empty());
    QVERIFY(hits.skippedLines > 0);
}

void TestSearch::stopEndsIt()
{
    const auto file = log(QByteArray("needle\n").repeated(300'000));
    std::stop_source stop;
    stop.request_stop();
    const auto matcher = Matcher::make({u"needle"_s, false, false});
    QCOMPARE(search(*file->source(), sharesOf(file->index()), *matcher, stop.get_token()).matches, 0);
}

void TestSearch::finderGoesOnAsTheLogGrows()
{
    const auto file = log("needle one\nneedle tw");
    const auto run = std::make_shared<RunLog>();
    run->setJob(u"build"_s, file);
    Finder finder;
    finder.setLog(run);
    QVERIFY(finder.find({u"needle"_s, false, false}));
    QTRY_COMPARE(finder.matches(), 2);
    QFile growing(file->path());
    QVERIFY(growing.open(QIODevice::Append));
    growing.write("o needle\nhay\nneedle three\n");
    growing.close();
    file->refresh();
    QTRY_COMPARE(finder.matches(), 4);
    QCOMPARE(*finder.lines(file.get()), (Lines{0, 1, 3}));
}

void TestSearch::finderSearchesAllFiles()
{
    const auto run = std::make_shared<RunLog>();
    const auto one = log("needle\n", u"1"_s);
    const auto other = log("hay\nneedle needle\n", u"2"_s);
    run->setJob(u"build"_s, one);
    run->setJob(u"deploy"_s, other);
    Finder finder;
    QSignalSpy finished(&finder, &Finder::finished);
    finder.setLog(run);
    QVERIFY(finder.find({u"needle"_s, false, false}));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finder.matches(), 3);
    QVERIFY(finder.find({}));
    QCOMPARE(finder.matches(), 0);
    QVERIFY(!finder.isActive());
}

void TestSearch::finderForgetsARewrittenFile()
{
    const auto file = log("needle\nneedle\n");
    const auto run = std::make_shared<RunLog>();
    run->setJob(u"build"_s, file);
    Finder finder;
    finder.setLog(run);
    QVERIFY(finder.find({u"needle"_s, false, false}));
    QTRY_COMPARE(finder.matches(), 2);
    QFile cut(file->path());
    QVERIFY(cut.open(QIODevice::WriteOnly));
    cut.write("one needle\n");
    cut.close();
    file->refresh();
    QTRY_COMPARE(finder.matches(), 1);
    QCOMPARE(*finder.lines(file.get()), Lines{0});
}

QTEST_GUILESS_MAIN(TestSearch)
#include "test_search.moc"
