#include "checkout/saving.h"
#include "checkout/watched_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using checkout::contentHash;
using checkout::Save;
using checkout::saveAtomically;
using checkout::WatchedFile;
using Kind = base::Error::Kind;

/// A file in a folder, and a watcher of it.
class TestSaving final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void savesWhatReplacesTheExpected();
    void keepsTheMode();
    void refusesWhenTheDiskHasSomethingElse_data();
    void refusesWhenTheDiskHasSomethingElse();
    void followsLinksInsideTheCloneOnly();
    void makesTheWorkflowsFolderOfANewFile();
    void goneFolderIsSaid();
    void readOnlyFolderIsSaid();
    void failedWriteLeavesTheFile();
    void savesOnAWorker();

    void tellsAChangeOnce_data();
    void tellsAChangeOnce();
    void ownSaveIsNoNews();
    void newsDoesNotAllowOverwriting();
    void tellsRemovalAndReturn();
    void tellsOfAFolderThatGoesAndReturns();
    void sameBytesAreNoNews();
    void changeBackIsTold();
    void whatHappenedBeforeWatchingIsTold();
    void unreadableIsSaidOnce();

private:
    QString path(const QString &name = u"ci.yml"_s) const { return m_folder->filePath(name); }
    void write(const QByteArray &bytes, const QString &name = u"ci.yml"_s) const;
    QByteArray read(const QString &name = u"ci.yml"_s) const;
    /// Lets time pass: for QTRY_ conditions.
    const TestSaving &later() const;
    void watch(const std::optional<QByteArray> &known = "one\n"_ba);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<base::ManualClock> m_clock;
    std::unique_ptr<WatchedFile> m_watched;
    std::unique_ptr<QSignalSpy> m_changed;
    std::unique_ptr<QSignalSpy> m_removed;
};

void TestSaving::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<base::ManualClock>();
    write("one\n");
}

void TestSaving::cleanup()
{
    m_changed.reset();
    m_removed.reset();
    m_watched.reset();
    m_folder.reset();
}

void TestSaving::write(const QByteArray &bytes, const QString &name) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray TestSaving::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "missing"_ba;
}

void TestSaving::watch(const std::optional<QByteArray> &known)
{
    m_watched = std::make_unique<WatchedFile>(path(), known, m_clock);
    m_changed = std::make_unique<QSignalSpy>(m_watched.get(), &WatchedFile::changed);
    m_removed = std::make_unique<QSignalSpy>(m_watched.get(), &WatchedFile::removed);
}

const TestSaving &TestSaving::later() const
{
    m_clock->advance(100ms);
    return *this;
}

void TestSaving::savesWhatReplacesTheExpected()
{
    QVERIFY(saveAtomically({path(), "two\n", contentHash("one\n")}));
    QCOMPARE(read(), "two\n"_ba);
    QVERIFY(saveAtomically({path(u"new.yml"_s), "new\n", std::nullopt}));
    QCOMPARE(read(u"new.yml"_s), "new\n"_ba);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
}

void TestSaving::keepsTheMode()
{
    const auto mode = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup;
    QFile::setPermissions(path(), mode);
    const auto before = QFileInfo(path()).permissions();
    QVERIFY(saveAtomically({path(), "two\n", contentHash("one\n")}));
    QCOMPARE(QFileInfo(path()).permissions(), before);
}

void TestSaving::refusesWhenTheDiskHasSomethingElse_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<bool>("isNew");
    QTest::newRow("changed") << "theirs\n"_ba << false;
    QTest::newRow("removed") << QByteArray() << false;
    QTest::newRow("made") << "theirs\n"_ba << true;
}

void TestSaving::refusesWhenTheDiskHasSomethingElse()
{
    QFETCH(QByteArray, disk);
    QFETCH(bool, isNew);
    if (disk.isEmpty())
        QFile::remove(path());
    else
        write(disk);
    const auto refused = saveAtomically({path(), "mine\n", isNew ? std::nullopt : std::optional(contentHash("one\n"))});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Kind::Conflict);
    QVERIFY(!refused.error().advice.isEmpty());
    QCOMPARE(read(), disk.isEmpty() ? "missing"_ba : disk);
}

void TestSaving::followsLinksInsideTheCloneOnly()
{
    QDir(m_folder->path()).mkdir(u"clone"_s);
    write("inside\n", u"clone/real.yml"_s);
    QFile::link(u"real.yml"_s, path(u"clone/link.yml"_s));
    QFile::link(path(), path(u"clone/out.yml"_s));
    QFile::link(path(u"nowhere"_s), path(u"clone/dead.yml"_s));
    const QString root = path(u"clone"_s);
    QVERIFY(saveAtomically({path(u"clone/link.yml"_s), "new\n", contentHash("inside\n"), root}));
    QCOMPARE(read(u"clone/real.yml"_s), "new\n"_ba);
    QVERIFY(QFileInfo(path(u"clone/link.yml"_s)).isSymLink());
    const auto out = saveAtomically({path(u"clone/out.yml"_s), "new\n", contentHash("one\n"), root});
    QVERIFY(!out);
    QCOMPARE(out.error().kind, Kind::InvalidInput);
    QCOMPARE(read(), "one\n"_ba);
    QCOMPARE(saveAtomically({path(u"clone/dead.yml"_s), "new\n", std::nullopt, root}).error().kind, Kind::InvalidInput);
    QCOMPARE(saveAtomically({path(u"clone/../x.yml"_s), "new\n", std::nullopt, root}).error().kind, Kind::InvalidInput);
    QCOMPARE(saveAtomically({root, "new\n", std::nullopt}).error().kind, Kind::InvalidInput);
}

void TestSaving::makesTheWorkflowsFolderOfANewFile()
{
    const QString file = u".github/workflows/ci.yml"_s;
    QVERIFY(saveAtomically({path(file), "new\n", std::nullopt, m_folder->path()}));
    QCOMPARE(read(file), "new\n"_ba);
}

void TestSaving::goneFolderIsSaid()
{
    const auto gone = saveAtomically({path(u"gone/ci.yml"_s), "new\n", contentHash("one\n")});
    QVERIFY(!gone);
    QCOMPARE(gone.error().kind, Kind::Internal);
    QVERIFY(gone.error().message.contains("is gone"_L1));
}

void TestSaving::readOnlyFolderIsSaid()
{
    if (::geteuid() == 0)
        QSKIP("An administrator may write everywhere.");
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner);
    const auto refused = saveAtomically({path(), "two\n", contentHash("one\n")});
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains("does not allow writing"_L1));
    QCOMPARE(read(), "one\n"_ba);
}

void TestSaving::failedWriteLeavesTheFile()
{
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{4'096, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const auto failed = saveAtomically({path(), QByteArray(100'000, 'x'), contentHash("one\n")});
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Kind::Internal);
    QCOMPARE(read(), "one\n"_ba);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestSaving::savesOnAWorker()
{
    auto saving = checkout::saveInBackground({path(), "two\n", contentHash("one\n")});
    QTRY_VERIFY(saving.isFinished());
    QVERIFY(saving.result());
    QCOMPARE(read(), "two\n"_ba);
}

void TestSaving::tellsAChangeOnce_data()
{
    QTest::addColumn<QString>("manner");
    QTest::newRow("written in place") << u"place"_s;
    QTest::newRow("written beside and renamed") << u"rename"_s;
    QTest::newRow("removed and made anew") << u"anew"_s;
    QTest::newRow("in pieces") << u"pieces"_s;
}

void TestSaving::tellsAChangeOnce()
{
    QFETCH(QString, manner);
    watch();
    if (manner == "rename"_L1) {
        write("two\n", u"ci.yml~"_s);
        QFile::remove(path());
        QFile::rename(path(u"ci.yml~"_s), path());
    } else {
        if (manner == "anew"_L1)
            QFile::remove(path());
        if (manner == "pieces"_L1)
            write({});
        write("two\n");
    }
    QTRY_COMPARE(later().m_changed->count(), 1);
    QCOMPARE(m_changed->first().first().toByteArray(), "two\n"_ba);
    write("three\n");
    QTRY_COMPARE(later().m_changed->count(), 2);
    QCOMPARE(m_changed->last().first().toByteArray(), "three\n"_ba);
    QCOMPARE(m_removed->count(), 0);
}

void TestSaving::ownSaveIsNoNews()
{
    watch();
    m_watched->expect("mine\n");
    QVERIFY(saveAtomically({path(), "mine\n", m_watched->knownHash()}));
    QTRY_COMPARE(later().m_watched->knownHash(), contentHash("mine\n"));
    write("theirs\n");
    QTRY_COMPARE(later().m_changed->count(), 1);
    QCOMPARE(m_changed->first().first().toByteArray(), "theirs\n"_ba);
}

void TestSaving::newsDoesNotAllowOverwriting()
{
    watch();
    write("theirs\n");
    QTRY_COMPARE(later().m_changed->count(), 1);
    QCOMPARE(saveAtomically({path(), "mine\n", m_watched->knownHash()}).error().kind, Kind::Conflict);
    m_watched->setKnown("theirs\n");
    QVERIFY(saveAtomically({path(), "merged\n", m_watched->knownHash()}));
}

void TestSaving::tellsRemovalAndReturn()
{
    watch();
    QFile::remove(path());
    QTRY_COMPARE(later().m_removed->count(), 1);
    write("one\n");
    QTRY_COMPARE(later().m_changed->count(), 1);
    QCOMPARE(m_removed->count(), 1);
}

void TestSaving::tellsOfAFolderThatGoesAndReturns()
{
    QDir(m_folder->path()).mkpath(u"a/b"_s);
    write("one\n", u"a/b/ci.yml"_s);
    m_watched = std::make_unique<WatchedFile>(path(u"a/b/ci.yml"_s), "one\n"_ba, m_clock);
    QSignalSpy removed(m_watched.get(), &WatchedFile::removed);
    QSignalSpy changed(m_watched.get(), &WatchedFile::changed);
    QDir(path(u"a"_s)).removeRecursively();
    QTRY_COMPARE((later(), removed.count()), 1);
    QDir(m_folder->path()).mkpath(u"a/b"_s);
    write("two\n", u"a/b/ci.yml"_s);
    QTRY_COMPARE((later(), changed.count()), 1);
}

void TestSaving::sameBytesAreNoNews()
{
    watch();
    write("one\n");
    write("two\n");
    QTRY_COMPARE(later().m_changed->count(), 1);
}

void TestSaving::changeBackIsTold()
{
    watch();
    write("two\n");
    QTRY_COMPARE(later().m_changed->count(), 1);
    write("one\n");
    QTRY_COMPARE(later().m_changed->count(), 2);
    QCOMPARE(m_watched->knownHash(), contentHash("one\n"));
}

void TestSaving::whatHappenedBeforeWatchingIsTold()
{
    write("two\n");
    watch();
    QTRY_COMPARE(later().m_changed->count(), 1);
}

void TestSaving::unreadableIsSaidOnce()
{
    watch();
    QSignalSpy unreadable(m_watched.get(), &WatchedFile::unreadable);
    QFile::remove(path());
    QDir(m_folder->path()).mkdir(u"ci.yml"_s);
    QTRY_COMPARE((later(), unreadable.count()), 1);
    m_watched->check();
    QDir(m_folder->path()).rmdir(u"ci.yml"_s);
    write("two\n");
    QTRY_COMPARE(later().m_changed->count(), 1);
    QCOMPARE(unreadable.count(), 1);
}

QTEST_GUILESS_MAIN(TestSaving)
#include "test_saving.moc"
