#include "archive/entry_name.h"
#include "archive/pack.h"
#include "archive/unpack.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace slipway;
using archive::Content;

namespace {

/// Writes `bits` into a two- or four-byte field of every header that begins with `signature`.
void patch(QByteArray &zip, QByteArrayView signature, qsizetype field, quint32 bits, int bytes)
{
    for (qsizetype at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 4)) {
        for (int byte = 0; byte < bytes; ++byte)
            zip[at + field + byte] = static_cast<char>(bits >> (8 * byte));
    }
}

QByteArray withMode(const Content &content, quint32 mode)
{
    QByteArray zip = archive::packed({content});
    patch(zip, "PK\x01\x02", 38, mode << 16, 4);
    return zip;
}

QByteArray encrypted()
{
    QByteArray zip = archive::packed({{"a.txt", "secret"}});
    patch(zip, "PK\x01\x02", 8, 1, 2);
    patch(zip, "PK\x03\x04", 6, 1, 2);
    return zip;
}

/// No file may be larger than `bytes` while this lives: what a full disk looks like to a program.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        const rlimit limit{bytes, m_old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_old);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_old{};
    void (*m_handler)(int);
};

} // namespace

class TestArchive final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void unpacksAllOfIt();
    void listsWithoutUnpacking();
    void filesAreNotExecutable();
    void progressReachesTheTotal();
    void takesOneEntryOut();
    void hostileNameIsRefused_data();
    void hostileNameIsRefused();
    void harmlessNameIsTaken_data();
    void harmlessNameIsTaken();
    void namesOfOneFileAreRefused_data();
    void namesOfOneFileAreRefused();
    void linkOrDeviceIsRefused_data();
    void linkOrDeviceIsRefused();
    void bombIsRefused_data();
    void bombIsRefused();
    void brokenZipLeavesNothing_data();
    void brokenZipLeavesNothing();
    void fullDiskLeavesNothing();
    void folderThatCannotBeWrittenIsSaid();
    void folderThatExistsIsLeftAlone();
    void stopLeavesNothing();
    void missingFileIsSaid();
    void extractedFileIsWholeOrAbsent();

private:
    QString write(const QByteArray &zip) const;
    QString target() const { return m_folder->filePath(u"out"_s); }
    /// Everything below the test's folder but the zip.
    QStringList left() const;
    void refused(const QByteArray &zip, const archive::Limits &limits = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestArchive::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString TestArchive::write(const QByteArray &zip) const
{
    QFile file(m_folder->filePath(u"given.zip"_s));
    return file.open(QIODevice::WriteOnly) && file.write(zip) == zip.size() ? file.fileName() : QString();
}

QStringList TestArchive::left() const
{
    QStringList names;
    QDirIterator files(m_folder->path(), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = files.next().mid(m_folder->path().size() + 1);
        if (name != "given.zip"_L1)
            names.append(name);
    }
    names.sort();
    return names;
}

void TestArchive::refused(const QByteArray &zip, const archive::Limits &limits) const
{
    const auto unpacked = archive::unpack(write(zip), target(), limits);
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().kind, base::Error::Kind::InvalidInput);
    QVERIFY(!unpacked.error().message.isEmpty());
    QCOMPARE(left(), QStringList());
}

void TestArchive::unpacksAllOfIt()
{
    const QByteArray large(300'000, 'x');
    const auto unpacked = archive::unpack(
        write(archive::packed({{"1_build.txt", "one"}, {"build/2_Run tests.txt", large}, {"empty.txt", ""}})),
        target());
    QVERIFY(unpacked);
    QCOMPARE(left(),
             (QStringList{u"out"_s, u"out/1_build.txt"_s, u"out/build"_s, u"out/build/2_Run tests.txt"_s,
                          u"out/empty.txt"_s}));
    QFile file(target() + u"/build/2_Run tests.txt"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), large);
}

void TestArchive::listsWithoutUnpacking()
{
    const auto listed = archive::list(write(archive::packed({{"a/b.txt", "12345"}})));
    QVERIFY(listed);
    QCOMPARE(*listed, (QList<archive::Entry>{{u"a/b.txt"_s, 5, false}}));
    QCOMPARE(left(), QStringList());
}

void TestArchive::filesAreNotExecutable()
{
    QVERIFY(archive::unpack(write(withMode({"run.sh", "#!/bin/sh"}, 0104777)), target()));
    const QFile::Permissions permissions = QFile::permissions(target() + u"/run.sh"_s);
    QVERIFY(!(permissions & (QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther)));
    QVERIFY(!(permissions & (QFile::ReadOther | QFile::WriteOther)));
}

void TestArchive::progressReachesTheTotal()
{
    qint64 last = 0;
    qint64 whole = 0;
    const auto progress = [&](qint64 done, qint64 total) {
        QVERIFY(done >= last);
        last = done;
        whole = total;
    };
    const QByteArray zip = archive::packed({{"a", QByteArray(500'000, 'a')}, {"b", QByteArray(500'000, 'b')}});
    QVERIFY(archive::unpack(write(zip), target(), {}, progress));
    QCOMPARE(last, 1'000'000);
    QCOMPARE(whole, 1'000'000);
}

void TestArchive::takesOneEntryOut()
{
    const QString zip = write(archive::packed({{"a.txt", "first"}, {"b/c.txt", "second"}}));
    const QString file = m_folder->filePath(u"c.txt"_s);
    const auto bytes = archive::extract(zip, u"b/c.txt"_s, file);
    QVERIFY(bytes);
    QCOMPARE(*bytes, 6);
    const auto missing = archive::extract(zip, u"nothing"_s, file);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, base::Error::Kind::NotFound);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), "second"_ba);
}

void TestArchive::hostileNameIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("parent") << "../evil.txt"_ba;
    QTest::newRow("parent further in") << "a/../../evil.txt"_ba;
    QTest::newRow("parent that stays inside") << "a/../b.txt"_ba;
    QTest::newRow("parent at the end") << "a/.."_ba;
    QTest::newRow("absolute") << "/tmp/evil.txt"_ba;
    QTest::newRow("drive") << "C:/evil.txt"_ba;
    QTest::newRow("drive without slash") << "c:evil.txt"_ba;
    QTest::newRow("share") << "//server/share/evil.txt"_ba;
    QTest::newRow("line feed") << "a\nb.txt"_ba;
    QTest::newRow("escape code") << "a\x1b[2Jb.txt"_ba;
    QTest::newRow("device of Windows") << "NUL"_ba;
    QTest::newRow("device of Windows with an ending") << "logs/com1.txt"_ba;
    QTest::newRow("dot at the end") << "a/b."_ba;
    QTest::newRow("blank at the end") << "a /b"_ba;
    QTest::newRow("three dots") << "a/.../b"_ba;
    QTest::newRow("long name") << QByteArray(300, 'n');
    QTest::newRow("deep") << QByteArray("d/").repeated(60) + "f";
    QTest::newRow("long path") << (QByteArray(200, 'p') + '/').repeated(8) + "f";
}

void TestArchive::hostileNameIsRefused()
{
    QFETCH(QByteArray, name);
    refused(archive::packed({{"good.txt", "good"}, {name, "evil"}}));

    archive::EntryNames names({});
    QVERIFY(!names.accept(QString::fromUtf8(name), false));
}

void TestArchive::harmlessNameIsTaken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    QTest::newRow("plain") << u"1_build.txt"_s << u"1_build.txt"_s;
    QTest::newRow("dot") << u"./a/./b"_s << u"a/b"_s;
    QTest::newRow("doubled slash") << u"a//b"_s << u"a/b"_s;
    QTest::newRow("hidden") << u".next/trace"_s << u".next/trace"_s;
    QTest::newRow("dots inside") << u"a..b/c..d"_s << u"a..b/c..d"_s;
    QTest::newRow("step with a colon") << u"build/3_Run pnpm test:unit.txt"_s << u"build/3_Run pnpm test:unit.txt"_s;
    QTest::newRow("other scripts") << u"日志/ошибка.txt"_s << u"日志/ошибка.txt"_s;
}

void TestArchive::harmlessNameIsTaken()
{
    QFETCH(QString, name);
    archive::EntryNames names({});
    const auto path = names.accept(name, false);
    QVERIFY(path);
    QTEST(*path, "path");
    QVERIFY(!archive::EntryNames({}).accept(u"a\\..\\evil.txt"_s, false));
    QVERIFY(!archive::EntryNames({}).accept(u"a\0b"_s, false));
}

void TestArchive::namesOfOneFileAreRefused_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("the same") << "a.txt"_ba << "a.txt"_ba;
    QTest::newRow("upper case") << "a.txt"_ba << "A.TXT"_ba;
    QTest::newRow("folders in upper case") << "a/b.txt"_ba << "A/B.txt"_ba;
    QTest::newRow("file in a file") << "a"_ba << "a/b"_ba;
    QTest::newRow("file that is a folder") << "a/b"_ba << "a"_ba;
    QTest::newRow("accent in two ways") << "caf\xc3\xa9"_ba << "cafe\xcc\x81"_ba;
}

void TestArchive::namesOfOneFileAreRefused()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    refused(archive::packed({{one, "1"}, {other, "2"}}));
}

void TestArchive::linkOrDeviceIsRefused_data()
{
    QTest::addColumn<quint32>("mode");
    QTest::newRow("symbolic link") << 0120777U;
    QTest::newRow("character device") << 0020666U;
    QTest::newRow("block device") << 0060666U;
    QTest::newRow("socket") << 0140666U;
}

void TestArchive::linkOrDeviceIsRefused()
{
    QFETCH(quint32, mode);
    refused(withMode({"link", "/etc/passwd"}, mode));
}

void TestArchive::bombIsRefused_data()
{
    QTest::addColumn<QByteArray>("zip");
    QTest::addColumn<archive::Limits>("limits");
    const QByteArray zeros(20'000'000, '\0');
    QTest::newRow("ratio") << archive::packed({{"zeros", zeros}}) << archive::Limits();
    QTest::newRow("one entry too large") << archive::packed({{"zeros", zeros}})
                                         << archive::Limits{.entryBytes = 1'000'000, .ratio = 100'000};
    QTest::newRow("all too large") << archive::packed({{"a", zeros}, {"b", zeros}})
                                   << archive::Limits{.totalBytes = 30'000'000, .ratio = 100'000};
    QList<Content> many;
    for (int index = 0; index < 200; ++index)
        many.append({QByteArray::number(index), {}});
    QTest::newRow("too many entries") << archive::packed(many) << archive::Limits{.entries = 100};
    QByteArray lying = archive::packed({{"small", zeros}});
    patch(lying, "PK\x01\x02", 24, 10, 4);
    QTest::newRow("size understated") << lying << archive::Limits();
}

void TestArchive::bombIsRefused()
{
    QFETCH(QByteArray, zip);
    QFETCH(archive::Limits, limits);
    refused(zip, limits);
}

void TestArchive::brokenZipLeavesNothing_data()
{
    QTest::addColumn<QByteArray>("zip");
    QByteArray noise;
    for (int index = 0; index < 60'000; ++index)
        noise += static_cast<char>((index * 7919) >> 5);
    const QByteArray whole = archive::packed({{"a.txt", noise}, {"b.txt", noise}});
    QTest::newRow("first half") << whole.first(whole.size() / 2);
    QTest::newRow("last byte missing") << whole.first(whole.size() - 1).chopped(21);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("something else") << "<html>Not found</html>"_ba;
    QByteArray flipped = whole;
    for (qsizetype at = 2'000; at < 2'020; ++at)
        flipped[at] = static_cast<char>(flipped.at(at) ^ 0x55);
    QTest::newRow("bytes turned") << flipped;
    QByteArray wrongSum = whole;
    patch(wrongSum, "PK\x01\x02", 16, 0x12345678, 4);
    QTest::newRow("wrong check sum") << wrongSum;
    QTest::newRow("encrypted") << encrypted();
}

void TestArchive::brokenZipLeavesNothing()
{
    QFETCH(QByteArray, zip);
    refused(zip);
}

void TestArchive::fullDiskLeavesNothing()
{
    const QString zip = write(archive::packed({{"small", "1"}, {"large", QByteArray(900'000, 'l')}}));
    {
        const FileSizeLimit limit(400'000);
        const auto unpacked = archive::unpack(zip, target());
        QVERIFY(!unpacked);
        QCOMPARE(unpacked.error().message, u"The disk is full."_s);
        QVERIFY(!archive::extract(zip, u"large"_s, m_folder->filePath(u"one"_s)));
    }
    QCOMPARE(left(), QStringList());
    QVERIFY(archive::unpack(zip, target()));
}

void TestArchive::folderThatCannotBeWrittenIsSaid()
{
    const QString zip = write(archive::packed({{"a", "1"}}));
    // Not even root may write there.
    const auto unpacked = archive::unpack(zip, u"/proc/slipway-test"_s);
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().kind, base::Error::Kind::Internal);
    QVERIFY(unpacked.error().message.contains(u"/proc"_s));
}

void TestArchive::folderThatExistsIsLeftAlone()
{
    QVERIFY(QDir().mkpath(target()));
    const auto unpacked = archive::unpack(write(archive::packed({{"a", "1"}})), target());
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().kind, base::Error::Kind::Conflict);
    QCOMPARE(left(), QStringList{u"out"_s});
}

void TestArchive::stopLeavesNothing()
{
    std::stop_source stop;
    const QByteArray zip = archive::packed({{"a", QByteArray(2'000'000, 'a')}, {"b", QByteArray(2'000'000, 'b')}});
    const auto unpacked =
        archive::unpack(write(zip), target(), {}, [&stop](qint64, qint64) { stop.request_stop(); }, stop.get_token());
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().kind, base::Error::Kind::Cancelled);
    QCOMPARE(left(), QStringList());
}

void TestArchive::missingFileIsSaid()
{
    const auto listed = archive::list(m_folder->filePath(u"none.zip"_s));
    QVERIFY(!listed);
    QCOMPARE(listed.error().kind, base::Error::Kind::NotFound);
}

void TestArchive::extractedFileIsWholeOrAbsent()
{
    const QByteArray zip = archive::packed({{"zeros", QByteArray(20'000'000, '\0')}});
    const QString file = m_folder->filePath(u"zeros"_s);
    QVERIFY(!archive::extract(write(zip), u"zeros"_s, file));
    QVERIFY(!QFile::exists(file));
}

QTEST_GUILESS_MAIN(TestArchive)
#include "test_archive.moc"
