#include "documents.h"

#include "editing/recovery.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::OpenFile;
using editing::Recovery;

namespace {

const QByteArray text = "on: push\njobs: {}\n"_ba;

editing::Origin origin(const QString &path)
{
    return {.path = path, .file = {}, .repository = u"loop-health/platform"_s, .branch = u"main"_s, .commit = u"abc"_s};
}

} // namespace

class TestRecovery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void unsavedEditsSurvive();
    void aBurstOfEditsIsWrittenOnce();
    void aFileThatIsClosedKeepsItsLastEdits();
    void savedEditsLeaveNothing();
    void discardedEditsLeaveNothing();
    void theNewestComesFirst();
    void recoveredEditsAreKeptAtOnce();
    void damagedJournalsAreSetAside_data();
    void damagedJournalsAreSetAside();
    void aFolderThatCannotBeWrittenIsSaidOnce();
    void anyTextIsKept();

private:
    std::unique_ptr<OpenFile> open(const QString &path);
    void type(OpenFile &file, const QByteArray &source);
    QStringList names() const { return QDir(folder()).entryList(QDir::Files); }
    QString folder() const { return m_folder->filePath(u"journals"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<base::ManualClock> m_clock;
};

void TestRecovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<base::ManualClock>();
}

std::unique_ptr<OpenFile> TestRecovery::open(const QString &path)
{
    OpenFile::Setup setup;
    setup.origin = origin(path);
    setup.text = text;
    setup.base = text;
    setup.clock = m_clock;
    return std::make_unique<OpenFile>(setup);
}

void TestRecovery::type(OpenFile &file, const QByteArray &source)
{
    QVERIFY(file.history().apply(yaml::difference(file.document().source(), source), u"Type"_s));
}

void TestRecovery::unsavedEditsSurvive()
{
    auto file = open(u"ci.yml"_s);
    auto recovery = std::make_unique<Recovery>(folder(), m_clock);
    recovery->follow(file.get());
    QVERIFY(names().isEmpty());
    type(*file, text + "# one\n");
    type(*file, text + "# one and two\n");
    m_clock->advance(std::chrono::seconds(1));
    const auto journals = Recovery(folder(), m_clock).journals();
    QCOMPARE(journals.recovered.size(), 1);
    QCOMPARE(journals.recovered[0].text, text + "# one and two\n");
    QCOMPARE(journals.recovered[0].origin.path, u"ci.yml"_s);
    QCOMPARE(journals.recovered[0].origin.commit, u"abc"_s);
    QCOMPARE(journals.recovered[0].baseHash, editing::hashOf(text));
    QVERIFY(journals.recovered[0].at.isValid());
    QVERIFY(journals.damaged.isEmpty());
}

void TestRecovery::aBurstOfEditsIsWrittenOnce()
{
    auto file = open(u"ci.yml"_s);
    Recovery recovery(folder(), m_clock);
    recovery.follow(file.get());
    type(*file, text + "#");
    type(*file, text + "# ab");
    QCOMPARE(Recovery(folder(), m_clock).journals().recovered[0].text, text + "#");
    recovery.flush();
    QCOMPARE(Recovery(folder(), m_clock).journals().recovered[0].text, text + "# ab");
}

void TestRecovery::aFileThatIsClosedKeepsItsLastEdits()
{
    auto file = open(u"ci.yml"_s);
    Recovery recovery(folder(), m_clock);
    recovery.follow(file.get());
    type(*file, text + "#");
    type(*file, text + "# ab");
    file.reset();
    QCOMPARE(recovery.journals().recovered.size(), 1);
    QCOMPARE(recovery.journals().recovered[0].text, text + "# ab");
    QCOMPARE(recovery.journals().recovered[0].baseHash, editing::hashOf(text));
    m_clock->advance(std::chrono::seconds(1));
}

void TestRecovery::savedEditsLeaveNothing()
{
    auto file = open(u"ci.yml"_s);
    Recovery recovery(folder(), m_clock);
    recovery.follow(file.get());
    type(*file, text + "# one\n");
    m_clock->advance(std::chrono::seconds(1));
    QCOMPARE(names().size(), 1);
    file->setSaved(file->document().source());
    QVERIFY(names().isEmpty());
    type(*file, text + "# two\n");
    QCOMPARE(names().size(), 1);
    file->history().stack().undo();
    m_clock->advance(std::chrono::seconds(1));
    QVERIFY(names().isEmpty());
}

void TestRecovery::discardedEditsLeaveNothing()
{
    auto file = open(u"ci.yml"_s);
    {
        Recovery recovery(folder(), m_clock);
        recovery.follow(file.get());
        type(*file, text + "# one\n");
        type(*file, text + "# two\n");
        recovery.discard(file->origin());
        m_clock->advance(std::chrono::seconds(1));
    }
    QVERIFY(names().isEmpty());
}

void TestRecovery::theNewestComesFirst()
{
    auto first = open(u"a.yml"_s);
    auto second = open(u"b.yml"_s);
    Recovery recovery(folder(), m_clock);
    recovery.follow(first.get());
    recovery.follow(second.get());
    type(*first, text + "#\n");
    m_clock->advance(std::chrono::seconds(5));
    type(*second, text + "#\n");
    m_clock->advance(std::chrono::seconds(5));
    const auto journals = recovery.journals();
    QCOMPARE(journals.recovered.size(), 2);
    QCOMPARE(journals.recovered[0].origin.path, u"b.yml"_s);
}

void TestRecovery::recoveredEditsAreKeptAtOnce()
{
    OpenFile::Setup setup;
    setup.origin = origin(u"ci.yml"_s);
    setup.text = text + "# recovered\n";
    setup.base = text;
    setup.clock = m_clock;
    OpenFile file(setup);
    QVERIFY(file.isUnsaved());
    Recovery recovery(folder(), m_clock);
    recovery.follow(&file);
    m_clock->advance(std::chrono::seconds(1));
    QCOMPARE(names().size(), 1);
}

void TestRecovery::damagedJournalsAreSetAside_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("cut short") << "cut"_ba;
    QTest::newRow("one byte changed") << "changed"_ba;
    QTest::newRow("something else") << "on: push\n"_ba;
    QTest::newRow("a header that is no JSON") << "slipway-journal-1 \n{"_ba;
}

void TestRecovery::damagedJournalsAreSetAside()
{
    QFETCH(QByteArray, damage);
    auto file = open(u"ci.yml"_s);
    Recovery recovery(folder(), m_clock);
    recovery.follow(file.get());
    type(*file, text + "# kept\n");
    m_clock->advance(std::chrono::seconds(1));
    const QString path = folder() + u'/' + names().constFirst();
    QByteArray bytes = editing::contents(path);
    if (damage == "cut")
        bytes.chop(3);
    else if (damage == "changed")
        bytes[bytes.size() - 2] = '!';
    else
        bytes = damage;
    QFile broken(path);
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write(bytes) == bytes.size());
    broken.close();
    const auto journals = recovery.journals();
    QVERIFY(journals.recovered.isEmpty());
    QCOMPARE(journals.damaged, QStringList{path + u".damaged"_s});
    QCOMPARE(editing::contents(journals.damaged.constFirst()), bytes);
    QVERIFY(recovery.journals().damaged.isEmpty());
}

void TestRecovery::aFolderThatCannotBeWrittenIsSaidOnce()
{
    // A file stands where the folder should be, which stops everybody, root too.
    QFile inTheWay(folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    auto file = open(u"ci.yml"_s);
    Recovery recovery(folder(), m_clock);
    QSignalSpy failures(&recovery, &Recovery::failed);
    recovery.follow(file.get());
    for (int edit = 0; edit < 3; ++edit) {
        type(*file, text + "# " + QByteArray::number(edit) + '\n');
        m_clock->advance(std::chrono::seconds(1));
    }
    QCOMPARE(failures.size(), 1);
    const auto error = failures.first().first().value<base::Error>();
    QVERIFY(error.message.startsWith(u"Unsaved edits cannot be kept in "_s));
    QVERIFY(!error.advice.isEmpty());
    QCOMPARE(file->document().source(), text + "# 2\n");
    QVERIFY(inTheWay.remove());
    type(*file, text + "# 3\n");
    m_clock->advance(std::chrono::seconds(1));
    QCOMPARE(recovery.journals().recovered[0].text, text + "# 3\n");
}

void TestRecovery::anyTextIsKept()
{
    auto file = open(u"../\u202E<b>\n.yml"_s);
    Recovery recovery(folder(), m_clock);
    recovery.follow(file.get());
    const QByteArray any("\xFF\0\n\r\n{}\n", 9);
    type(*file, any);
    m_clock->advance(std::chrono::seconds(1));
    const auto journals = recovery.journals();
    QCOMPARE(journals.recovered.size(), 1);
    QCOMPARE(journals.recovered[0].text, any);
    QCOMPARE(journals.recovered[0].origin.path, file->origin().path);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"journals"_s});
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "test_recovery.moc"
