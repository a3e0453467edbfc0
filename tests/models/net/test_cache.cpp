#include "fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace slipway::net;
using slipway::base::Secret;

namespace {

/// A folder of its own for each test, and a client that uses it.
class CachedFixture : public Fixture
{
public:
    CachedFixture()
    {
        options.cacheFolder = folder.filePath(u"answers"_s);
        remake();
    }

    QFileInfoList files() const
    {
        return QDir(options.cacheFolder)
            .entryInfoList({u"????????????????????????????????*"_s}, QDir::Files, QDir::Name);
    }

    /// Asks for `/a`, answered anew, and writes the answer to the folder.
    bool fill(const QByteArray &body = "stored")
    {
        server.on("GET", "/a")
            .without("if-none-match")
            .answer(200, body, {{"ETag", "\"1\""}, {"Link", "<x>; rel=\"next\""}});
        const auto answer = get(u"/a"_s);
        if (!QTest::qWaitFor([&] { return answer.isValue(); }))
            return false;
        remake();
        return true;
    }

    QTemporaryDir folder;
};

/// No file grows above it while this lives.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before{};
};

} // namespace

class TestCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheStoredAnswerAfterARestart();
    void asksWithTheDateWhereThereIsNoTag();
    void takesTheNewAnswerWhenItChanged();
    void keepsTokensApart();
    void keepsFormsApart();
    void leavesOutWhatMayNotBeStored_data();
    void leavesOutWhatMayNotBeStored();
    void asksAnewForWhatIsConfidential();
    void keepsFilesToTheirOwner();
    void namesNoTokenAndNoAddress();
    void ignoresADamagedFile_data();
    void ignoresADamagedFile();
    void worksInAFolderThatCannotBeWritten();
    void worksOnAFullDisk();
    void worksWhereTheFolderCannotBeMade();
    void dropsTheLeastRecentlyUsed();
    void replacesADamagedInstallKey();
};

void TestCache::givesTheStoredAnswerAfterARestart()
{
    CachedFixture f;
    QVERIFY(f.fill());
    f.server.on("GET", "/a").times(2).with("if-none-match", "\"1\"").answer(304, "", {{"ETag", "\"1\""}});
    // Once from the folder, once from memory.
    for (int i = 0; i < 2; ++i) {
        const auto answer = f.get(u"/a"_s);
        QTRY_VERIFY(answer.isValue());
        QVERIFY(answer.value().isUnchanged);
        QCOMPARE(answer.value().status, 200);
        QCOMPARE(answer.value().body, "stored"_ba);
        QCOMPARE(answer.value().headers.value("link").toByteArray(), "<x>; rel=\"next\""_ba);
    }
    NOTHING_AMISS(f);
}

void TestCache::asksWithTheDateWhereThereIsNoTag()
{
    CachedFixture f;
    const QByteArray date = "Thu, 21 Mar 2024 14:32:00 GMT";
    f.server.on("GET", "/a").answer(200, "dated", {{"Last-Modified", date}});
    f.server.on("GET", "/a").with("if-modified-since", date).without("if-none-match").answer(304);
    for (int i = 0; i < 2; ++i) {
        const auto answer = f.get(u"/a"_s);
        QTRY_VERIFY(answer.isValue());
        QCOMPARE(answer.value().body, "dated"_ba);
    }
    NOTHING_AMISS(f);
}

void TestCache::takesTheNewAnswerWhenItChanged()
{
    CachedFixture f;
    QVERIFY(f.fill());
    f.server.on("GET", "/a").with("if-none-match", "\"1\"").answer(200, "newer", {{"ETag", "\"2\""}});
    f.server.on("GET", "/a").with("if-none-match", "\"2\"").answer(304);
    const auto changed = f.get(u"/a"_s);
    QTRY_VERIFY(changed.isValue());
    QVERIFY(!changed.value().isUnchanged);
    QCOMPARE(changed.value().body, "newer"_ba);
    f.remake();
    const auto unchanged = f.get(u"/a"_s);
    QTRY_VERIFY(unchanged.isValue());
    QCOMPARE(unchanged.value().body, "newer"_ba);
    NOTHING_AMISS(f);
}

void TestCache::keepsTokensApart()
{
    CachedFixture f;
    QVERIFY(f.fill());
    f.endpoint->token = Secret(QByteArrayView("token-of-somebody-else"));
    f.server.on("GET", "/a").without("if-none-match").answer(404);
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isError());
    NOTHING_AMISS(f);
}

void TestCache::keepsFormsApart()
{
    CachedFixture f;
    QVERIFY(f.fill());
    f.server.on("GET", "/a").without("if-none-match").answer(200, "raw");
    Request request = f.request("GET", u"/a"_s);
    request.headers.append("Accept", "application/vnd.raw");
    const auto answer = f.send(request);
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().body, "raw"_ba);
    NOTHING_AMISS(f);
}

void TestCache::leavesOutWhatMayNotBeStored_data()
{
    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<Headers>("headers");
    QTest::newRow("no-store") << "GET"_ba << 200 << Headers{{"ETag", "\"1\""}, {"Cache-Control", "private, No-Store"}};
    QTest::newRow("neither tag nor date") << "GET"_ba << 200 << Headers{};
    QTest::newRow("accepted, not done") << "GET"_ba << 202 << Headers{{"ETag", "\"1\""}};
    QTest::newRow("a write") << "POST"_ba << 200 << Headers{{"ETag", "\"1\""}};
}

void TestCache::leavesOutWhatMayNotBeStored()
{
    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(Headers, headers);
    CachedFixture f;
    f.server.on(method, "/a").times(2).without("if-none-match").answer(status, "{}", headers);
    for (int i = 0; i < 2; ++i) {
        const auto answer = f.send(f.request(method, u"/a"_s));
        QTRY_VERIFY(answer.isValue());
    }
    f.remake();
    QCOMPARE(f.files().size(), 0);
    NOTHING_AMISS(f);
}

void TestCache::asksAnewForWhatIsConfidential()
{
    CachedFixture f;
    QVERIFY(f.fill());
    f.server.on("GET", "/a").without("if-none-match").answer(200, "anew");
    Request request = f.request("GET", u"/a"_s);
    request.isConfidential = true;
    const auto answer = f.send(request);
    QTRY_VERIFY(answer.isValue());
    NOTHING_AMISS(f);
}

void TestCache::keepsFilesToTheirOwner()
{
    CachedFixture f;
    QVERIFY(f.fill());
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(f.files().size(), 1);
    QVERIFY(!(f.files().first().permissions() & others));
    QVERIFY(!(QFileInfo(f.options.cacheFolder + u"/install-key"_s).permissions() & others));
    QVERIFY(!(QFileInfo(f.options.cacheFolder).permissions() & others));
    NOTHING_AMISS(f);
}

void TestCache::namesNoTokenAndNoAddress()
{
    CachedFixture f;
    QVERIFY(f.fill());
    QFile file(f.files().first().filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("stored"));
    QVERIFY(!bytes.contains("token-of-the-test"));
    QVERIFY(!bytes.contains("127.0.0.1"));
    NOTHING_AMISS(f);
}

void TestCache::ignoresADamagedFile_data()
{
    QTest::addColumn<int>("keep");
    QTest::addColumn<int>("flip");
    QTest::newRow("empty") << 0 << -1;
    QTest::newRow("cut in its head") << 10 << -1;
    QTest::newRow("cut in its body") << -1 << -1;
    QTest::newRow("a byte changed") << 1'000'000 << 80;
    QTest::newRow("another version") << 1'000'000 << 15;
}

void TestCache::ignoresADamagedFile()
{
    QFETCH(int, keep);
    QFETCH(int, flip);
    CachedFixture f;
    QVERIFY(f.fill());
    QFile file(f.files().first().filePath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    bytes = keep < 0 ? bytes.chopped(1) : bytes.left(keep);
    if (flip >= 0)
        bytes[flip] = static_cast<char>(bytes.at(flip) ^ 1);
    file.resize(0);
    file.seek(0);
    file.write(bytes);
    file.close();

    f.server.on("GET", "/a").without("if-none-match").answer(200, "again");
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().body, "again"_ba);
    f.remake();
    QCOMPARE(f.files().size(), 0);
    NOTHING_AMISS(f);
}

void TestCache::worksInAFolderThatCannotBeWritten()
{
    CachedFixture f;
    // Not even root may make files here.
    f.options.cacheFolder = u"/proc/self"_s;
    f.remake();
    f.server.on("GET", "/a").answer(200, "a", {{"ETag", "\"a\""}});
    f.server.on("GET", "/a").with("if-none-match", "\"a\"").answer(304);
    for (int i = 0; i < 2; ++i) {
        const auto answer = f.get(u"/a"_s);
        QTRY_VERIFY(answer.isValue());
        QCOMPARE(answer.value().body, "a"_ba);
    }
    NOTHING_AMISS(f);
}

void TestCache::worksOnAFullDisk()
{
    CachedFixture f;
    {
        // A limit on the size of files refuses writes just as a full disk does.
        const FileSizeLimit limit(1'000);
        f.server.on("GET", "/a").answer(200, QByteArray(5'000, 'a'), {{"ETag", "\"a\""}});
        f.server.on("GET", "/a").with("if-none-match", "\"a\"").answer(304);
        for (int i = 0; i < 2; ++i) {
            const auto answer = f.get(u"/a"_s);
            QTRY_VERIFY(answer.isValue());
            QCOMPARE(answer.value().body.size(), 5'000);
        }
        f.remake();
    }
    QCOMPARE(f.files().size(), 0);
    NOTHING_AMISS(f);
}

void TestCache::worksWhereTheFolderCannotBeMade()
{
    CachedFixture f;
    QFile file(f.folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    f.options.cacheFolder = file.fileName() + u"/answers"_s;
    f.remake();
    f.server.on("GET", "/a").answer(200, "a", {{"ETag", "\"a\""}});
    f.server.on("GET", "/a").with("if-none-match", "\"a\"").answer(304);
    for (int i = 0; i < 2; ++i) {
        const auto answer = f.get(u"/a"_s);
        QTRY_VERIFY(answer.isValue());
        QCOMPARE(answer.value().body, "a"_ba);
    }
    NOTHING_AMISS(f);
}

void TestCache::dropsTheLeastRecentlyUsed()
{
    CachedFixture f;
    f.options.cacheBytes = 5'000;
    f.remake();
    const QByteArray body(1'500, 'x');
    for (const char *path : {"/1", "/2", "/3", "/4"}) {
        f.server.on("GET", path).answer(200, body, {{"ETag", "\"x\""}});
        const auto answer = f.get(QString::fromLatin1(path));
        QTRY_VERIFY(answer.isValue());
    }
    f.remake();
    QVERIFY(f.files().size() < 4);
    QVERIFY(!f.files().isEmpty());
    f.server.on("GET", "/1").without("if-none-match").answer(200);
    f.server.on("GET", "/4").with("if-none-match", "\"x\"").answer(304);
    for (const QString &path : {u"/1"_s, u"/4"_s}) {
        const auto answer = f.get(path);
        QTRY_VERIFY(answer.isValue());
    }
    NOTHING_AMISS(f);
}

void TestCache::replacesADamagedInstallKey()
{
    CachedFixture f;
    QVERIFY(f.fill());
    QFile key(f.options.cacheFolder + u"/install-key"_s);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write("short");
    key.close();
    f.remake();
    QCOMPARE(QFileInfo(key).size(), 32);
    f.server.on("GET", "/a").without("if-none-match").answer(200);
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isValue());
    NOTHING_AMISS(f);
}

QTEST_GUILESS_MAIN(TestCache)
#include "test_cache.moc"
