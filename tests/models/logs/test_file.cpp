#include "logs/log_file.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::logs;

class TestFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linesAreCounted_data();
    void linesAreCounted();
    void everyLineIsFound_data();
    void everyLineIsFound();
    void threadsAgreeOnALargeFile();
    void marksAreInOrder();
    void halfALineIsFinishedLater();
    void growthIsAnnounced();
    void cutFileStartsAnew();
    void rewrittenFileStartsAnew();
    void replacedFileIsOpenedAnew();
    void deletedFileStaysReadable();
    void fileCutBetweenLooksReadsAsNothing();
    void longLineIsReadInParts();
    void indexIsSmall();
    void timesAreFoundByHalving();
    void watchedFileIsFollowed();
    void whatIsNoFileIsSaid();

private:
    void write(const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::WriteOnly) const;
    std::shared_ptr<LogFile> open() const;
    QString path() const { return m_folder->filePath(u"1_build.txt"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFile::write(const QByteArray &bytes, QIODevice::OpenMode mode) const
{
    QFile file(path());
    QVERIFY(file.open(mode));
    QCOMPARE(file.write(bytes), bytes.size());
}

std::shared_ptr<LogFile> TestFile::open() const
{
    const auto file = LogFile::open(path());
    return file ? *file : nullptr;
}

void TestFile::linesAreCounted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("one without end") << "one"_ba << QStringList{u"one"_s};
    QTest::newRow("one with end") << "one\n"_ba << QStringList{u"one"_s};
    QTest::newRow("two") << "one\ntwo"_ba << QStringList{u"one"_s, u"two"_s};
    QTest::newRow("line feeds alone") << "\n\n\n"_ba << QStringList{{}, {}, {}};
    QTest::newRow("Windows") << "one\r\ntwo\r\n"_ba << QStringList{u"one"_s, u"two"_s};
}

void TestFile::linesAreCounted()
{
    QFETCH(QByteArray, bytes);
    write(bytes);
    const auto file = open();
    QStringList lines;
    for (int line = 0; line < file->lineCount(); ++line)
        lines.append(file->line(line).text);
    QTEST(lines, "lines");
    QCOMPARE(file->line(file->lineCount()).text, QString());
    QCOMPARE(file->line(-1).text, QString());
}

void TestFile::everyLineIsFound_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("longest");
    QTest::newRow("short lines") << 1 << 90;
    QTest::newRow("lines beyond a stretch") << 977 << 200'000;
}

void TestFile::everyLineIsFound()
{
    QFETCH(int, step);
    QFETCH(int, longest);
    QByteArray bytes;
    QList<qint64> sizes;
    for (int line = 0; line < 700; ++line) {
        const QByteArray number = QByteArray::number(line) + ' ';
        const int length = line * step % longest;
        bytes += number + QByteArray(length, 'x') + '\n';
        sizes.append(number.size() + length);
    }
    write(bytes);
    const auto file = open();
    QTRY_VERIFY(file->isIndexed());
    QCOMPARE(file->lineCount(), 700);
    for (int line = 0; line < 700; ++line) {
        QVERIFY(file->rawLine(line).startsWith(QByteArray::number(line) + ' '));
        QCOMPARE(file->lineBytes(line), sizes.at(line));
    }
}

void TestFile::threadsAgreeOnALargeFile()
{
    QByteArray bytes;
    for (int line = 0; line < 200'000; ++line) {
        if (line % 1'000 == 0)
            bytes += "2024-03-21T14:18:02.1234567Z ##[error]wrong in " + QByteArray::number(line) + '\n';
        else
            bytes += "2024-03-21T14:18:02.1234567Z line " + QByteArray::number(line) + '\n';
    }
    write(bytes);
    const auto file = open();
    QVERIFY(file->lineCount() > 100);
    QCOMPARE(file->line(3).text, u"line 3"_s);
    QTRY_VERIFY(file->isIndexed());
    QCOMPARE(file->lineCount(), 200'000);
    QCOMPARE(file->bytes(), bytes.size());
    for (int line = 0; line < 200'000; line += 499)
        QVERIFY(file->line(line).text.endsWith(QString::number(line)));
    QCOMPARE(file->index().marks().size(), 200U);
    for (size_t mark = 0; mark < 200; ++mark)
        QCOMPARE(file->index().marks()[mark].line, mark * 1'000);
}

void TestFile::marksAreInOrder()
{
    write("::group::a\nFAIL b\n##[endgroup]\n##[debug]no mark\n##[warning]c\n##[error]d\n");
    const std::vector<Mark> expected{{0, LineKind::Group},
                                     {1, LineKind::LooksWrong},
                                     {2, LineKind::EndGroup},
                                     {4, LineKind::Warning},
                                     {5, LineKind::Error}};
    QVERIFY(open()->index().marks() == expected);
}

void TestFile::halfALineIsFinishedLater()
{
    write("one\n##[err");
    const auto file = open();
    QCOMPARE(file->lineCount(), 2);
    write("or]two\nthree", QIODevice::Append);
    QSignalSpy grew(file.get(), &LogFile::grew);
    file->refresh();
    QCOMPARE(file->lineCount(), 3);
    QCOMPARE(grew.first().first().toInt(), 1);
    QCOMPARE(file->line(1).text, u"two"_s);
    QVERIFY(file->index().marks() == (std::vector<Mark>{{1, LineKind::Error}}));
    write("\n", QIODevice::Append);
    file->refresh();
    QCOMPARE(file->lineCount(), 3);
    QVERIFY(file->index().marks() == (std::vector<Mark>{{1, LineKind::Error}}));
}

void TestFile::growthIsAnnounced()
{
    write("one\n");
    const auto file = open();
    QSignalSpy grew(file.get(), &LogFile::grew);
    QSignalSpy indexed(file.get(), &LogFile::indexed);
    file->refresh();
    QCOMPARE(grew.size(), 0);
    write(QByteArray("more\n").repeated(1'000'000), QIODevice::Append);
    file->refresh();
    file->refresh();
    QTRY_VERIFY(file->isIndexed() && !indexed.isEmpty());
    QCOMPARE(file->lineCount(), 1'000'001);
    QCOMPARE(grew.first().first().toInt(), 1);
}

void TestFile::cutFileStartsAnew()
{
    write(QByteArray("long line\n").repeated(1'000));
    const auto file = open();
    QSignalSpy restarted(file.get(), &LogFile::restarted);
    write("short\n");
    file->refresh();
    QCOMPARE(restarted.size(), 1);
    QCOMPARE(file->lineCount(), 1);
    QCOMPARE(file->line(0).text, u"short"_s);
}

void TestFile::rewrittenFileStartsAnew()
{
    write("before\n");
    const auto file = open();
    QSignalSpy restarted(file.get(), &LogFile::restarted);
    write("after, and longer\nthan it was\n");
    file->refresh();
    QCOMPARE(restarted.size(), 1);
    QCOMPARE(file->line(0).text, u"after, and longer"_s);
}

void TestFile::replacedFileIsOpenedAnew()
{
    write("old\n");
    const auto file = open();
    QSignalSpy restarted(file.get(), &LogFile::restarted);
    QVERIFY(QFile::rename(path(), path() + u".1"_s));
    write("new\n");
    file->refresh();
    QCOMPARE(restarted.size(), 1);
    QCOMPARE(file->line(0).text, u"new"_s);
}

void TestFile::deletedFileStaysReadable()
{
    write("kept\n");
    const auto file = open();
    QVERIFY(QFile::remove(path()));
    file->refresh();
    QCOMPARE(file->line(0).text, u"kept"_s);
}

void TestFile::fileCutBetweenLooksReadsAsNothing()
{
    write(QByteArray("some line\n").repeated(100'000));
    const auto file = open();
    QTRY_VERIFY(file->isIndexed());
    QCOMPARE(::truncate(QFile::encodeName(path()).constData(), 5), 0);
    QCOMPARE(file->line(0).text, u"some "_s);
    QCOMPARE(file->line(99'999).text, QString());
    QCOMPARE(file->line(50'000).text, QString());
}

void TestFile::longLineIsReadInParts()
{
    const qint64 size = 5'000'000;
    write("first\n" + QByteArray(size, 'x') + "END\nlast\n");
    const auto file = open();
    QTRY_VERIFY(file->isIndexed());
    QCOMPARE(file->lineCount(), 3);
    QCOMPARE(file->lineBytes(1), size + 3);
    const qint64 parts = file->partCount(1);
    QCOMPARE(parts, (size + 3 + LogFile::partBytes - 1) / LogFile::partBytes);
    QCOMPARE(file->line(1, 0).text.size(), LogFile::partBytes);
    QVERIFY(file->line(1, parts - 1).text.endsWith(u"END"_s));
    QCOMPARE(file->line(1, parts).text, QString());
    QCOMPARE(file->line(2).text, u"last"_s);
}

void TestFile::indexIsSmall()
{
    const QByteArray bytes = QByteArray("2024-03-21T14:18:02.1234567Z a line as others are\n").repeated(200'000);
    write(bytes);
    const auto file = open();
    QTRY_VERIFY(file->isIndexed());
    QVERIFY2(file->index().memory() < bytes.size() / 50, qPrintable(QString::number(file->index().memory())));
}

void TestFile::timesAreFoundByHalving()
{
    QByteArray bytes;
    for (int second = 0; second < 3'000; ++second) {
        bytes += QStringLiteral("2024-03-21T14:%1:%2.0000000Z at %3\n")
                     .arg(second / 60, 2, 10, QLatin1Char('0'))
                     .arg(second % 60, 2, 10, QLatin1Char('0'))
                     .arg(second)
                     .toLatin1();
        bytes += "a line that goes on\n";
    }
    write(bytes);
    const auto file = open();
    const qint64 begin = *file->timeAt(0);
    QCOMPARE(file->firstLineSince(begin), 0);
    QCOMPARE(file->line(file->firstLineSince(begin + 1'000'000)).text, u"at 1000"_s);
    QCOMPARE(file->firstLineSince(begin + 10'000'000), 6'000);
    QCOMPARE(*file->timeAt(2'001), begin + 1'000'000);
}

void TestFile::watchedFileIsFollowed()
{
    write("one\n");
    const auto file = open();
    file->setWatched(true);
    write("two\n", QIODevice::Append);
    QTRY_COMPARE(file->lineCount(), 2);
}

void TestFile::whatIsNoFileIsSaid()
{
    const auto missing = LogFile::open(path());
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, base::Error::Kind::NotFound);
    const auto folder = LogFile::open(m_folder->path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().kind, base::Error::Kind::InvalidInput);
}

QTEST_GUILESS_MAIN(TestFile)
#include "test_file.moc"
