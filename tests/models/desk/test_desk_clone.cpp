#include "desk_stage.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::test;
using desk::Desk;
using desk::OutsideChange;

namespace {

const QByteArray one = "name: CI\r\n";
const QByteArray edit = "# mine\r\n";

} // namespace

/// Files of a clone on this computer, and what other programs do to them.
class TestDeskClone final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensWhatTheDiskHas();
    void editsOnTheDiskAreChangesButSaved();
    void cloneOfAnotherRepositoryIsRefused();
    void folderWithoutACloneIsRefused();
    void savesIntoTheClone();
    void savesANewFile();
    void outsideChangeIsTakenWhereNothingIsInTheWay();
    void outsideChangeIsAskedAboutWithEdits();
    void bothChangesAreMerged();
    void keptEditsReplaceTheDisksText();
    void savingOverAnUnseenChangeIsRefusedAndAsked();
    void fileRemovedFromTheDiskCloses();
    void fileRemovedUnderEditsIsAskedAbout();
    void pullMovesWhatChangesAreCountedAgainst();
    void filesWithEditsFromGitHubStay();
    void fileWithoutEditsIsReadFromTheClone();
    void documentsAreThoseOfTheDisk();
    void editsComeBackIntoTheirClone();
    void editsOfAGoneCloneComeBack();

private:
    void openClone();
    QString inClone(const QString &name = u"ci.yml"_s) const { return u"clone/.github/workflows/"_s + name; }
    QByteArray disk(const QString &name = u"ci.yml"_s) const;
    OutsideChange asked();

    std::unique_ptr<DeskStage> m_stage;
    std::unique_ptr<QSignalSpy> m_outside;
    std::unique_ptr<QSignalSpy> m_saved;
};

void TestDeskClone::init()
{
    m_stage = std::make_unique<DeskStage>();
    m_stage->clones.makeRepository(u"clone"_s);
    m_outside = std::make_unique<QSignalSpy>(m_stage->desk.get(), &Desk::changedOutside);
    m_saved = std::make_unique<QSignalSpy>(m_stage->desk.get(), &Desk::saved);
    m_stage->desk->setClient(nullptr);
}

void TestDeskClone::cleanup()
{
    const QStringList mistakes = m_stage->mistakes();
    m_outside.reset();
    m_saved.reset();
    m_stage.reset();
    QCOMPARE(mistakes, QStringList());
}

void TestDeskClone::openClone()
{
    const auto done = m_stage->desk->useClone(m_stage->clones.path(u"clone"_s));
    QVERIFY(done);
    m_stage->desk->open(DeskStage::ci());
    QTRY_VERIFY(m_stage->desk->file(DeskStage::ci()));
}

QByteArray TestDeskClone::disk(const QString &name) const
{
    QFile file(m_stage->clones.path(inClone(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "missing"_ba;
}

OutsideChange TestDeskClone::asked()
{
    [this] { QTRY_COMPARE((m_stage->later(), m_outside->count()), 1); }();
    return m_outside->isEmpty() ? OutsideChange() : m_outside->takeFirst().first().value<OutsideChange>();
}

void TestDeskClone::opensWhatTheDiskHas()
{
    openClone();
    const editing::OpenFile *file = m_stage->desk->file(DeskStage::ci());
    QCOMPARE(file->document().source(), one);
    QCOMPARE(file->base(), one);
    QCOMPARE(file->origin().file, m_stage->clones.path(inClone()));
    QCOMPARE(m_stage->desk->branch(), u"main"_s);
    QCOMPARE(m_stage->desk->cloneRoot(), m_stage->clones.path(u"clone"_s));
    QVERIFY(!m_stage->entry().isChanged && !m_stage->entry().isElsewhere);
}

void TestDeskClone::editsOnTheDiskAreChangesButSaved()
{
    m_stage->clones.write(inClone(), one + edit);
    openClone();
    const editing::OpenFile *file = m_stage->desk->file(DeskStage::ci());
    QCOMPARE(file->document().source(), one + edit);
    QVERIFY(file->isChanged() && !file->isUnsaved());
}

void TestDeskClone::cloneOfAnotherRepositoryIsRefused()
{
    m_stage->clones.git(u"clone"_s, {u"remote"_s, u"add"_s, u"origin"_s, u"https://github.com/other/one.git"_s});
    const auto done = m_stage->desk->useClone(m_stage->clones.path(u"clone"_s));
    QVERIFY(!done);
    QVERIFY(done.error().message.contains("other/one"_L1));
    QCOMPARE(m_stage->desk->cloneRoot(), QString());
}

void TestDeskClone::folderWithoutACloneIsRefused()
{
    const auto done = m_stage->desk->useClone(m_stage->clones.path());
    QVERIFY(!done);
    QCOMPARE(done.error().kind, base::Error::Kind::NotFound);
}

void TestDeskClone::savesIntoTheClone()
{
    openClone();
    m_stage->type(edit);
    m_stage->desk->save(DeskStage::ci());
    QTRY_COMPARE(m_saved->count(), 1);
    QCOMPARE(disk(), one + edit);
    QVERIFY(!m_stage->desk->hasUnsaved());
    QVERIFY(m_stage->entry().isChanged);
    QCOMPARE(m_outside->count(), 0);
}

void TestDeskClone::savesANewFile()
{
    openClone();
    const QString path = m_stage->desk->create(u"new.yml"_s, "name: New\n")->origin().path;
    m_stage->desk->save(path);
    QTRY_COMPARE(m_saved->count(), 1);
    QCOMPARE(disk(u"new.yml"_s), "name: New\n"_ba);
    QVERIFY(!m_stage->desk->hasUnsaved());
    QVERIFY(m_stage->entry(path).isNew);
    m_stage->clones.write(inClone(u"new.yml"_s), "name: Other\n");
    QTRY_COMPARE((m_stage->later(), m_stage->text(path)), "name: Other\n"_ba);
}

void TestDeskClone::outsideChangeIsTakenWhereNothingIsInTheWay()
{
    openClone();
    m_stage->clones.write(inClone(), "name: Theirs\n");
    QTRY_COMPARE((m_stage->later(), m_stage->text()), "name: Theirs\n"_ba);
    QCOMPARE(m_outside->count(), 0);
    QVERIFY(!m_stage->desk->hasUnsaved());
}

void TestDeskClone::outsideChangeIsAskedAboutWithEdits()
{
    openClone();
    m_stage->type(edit);
    m_stage->clones.write(inClone(), "name: Theirs\n");
    const OutsideChange change = asked();
    QCOMPARE(change.bytes, std::optional("name: Theirs\n"_ba));
    QCOMPARE(m_stage->text(), one + edit);
    m_stage->desk->resolve(change, Desk::Resolution::TakeTheirs);
    QCOMPARE(m_stage->text(), "name: Theirs\n"_ba);
    QVERIFY(!m_stage->desk->hasUnsaved());
}

void TestDeskClone::bothChangesAreMerged()
{
    const QByteArray long1 = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7\n";
    m_stage->clones.write(inClone(), long1);
    openClone();
    m_stage->type("h: 8\n");
    m_stage->clones.write(inClone(), "z: 0\n" + long1);
    const OutsideChange change = asked();
    QVERIFY(change.merged);
    m_stage->desk->resolve(change, Desk::Resolution::Merge);
    QCOMPARE(m_stage->text(), "z: 0\n" + long1 + "h: 8\n");
    m_stage->desk->save(DeskStage::ci());
    QTRY_COMPARE(m_saved->count(), 1);
    QCOMPARE(disk(), "z: 0\n" + long1 + "h: 8\n");
    m_stage->desk->file(DeskStage::ci())->history().stack().undo();
    QCOMPARE(m_stage->text(), long1 + "h: 8\n");
}

void TestDeskClone::keptEditsReplaceTheDisksText()
{
    openClone();
    m_stage->type(edit);
    m_stage->clones.write(inClone(), "name: Theirs\n");
    m_stage->desk->resolve(asked(), Desk::Resolution::KeepMine);
    QVERIFY(m_stage->desk->hasUnsaved());
    m_stage->desk->save(DeskStage::ci());
    QTRY_COMPARE(m_saved->count(), 1);
    QCOMPARE(disk(), one + edit);
}

void TestDeskClone::savingOverAnUnseenChangeIsRefusedAndAsked()
{
    openClone();
    m_stage->type(edit);
    m_stage->clones.write(inClone(), "name: Theirs\n");
    m_stage->desk->save(DeskStage::ci());
    QTRY_COMPARE(m_stage->failed->count(), 1);
    QCOMPARE(m_stage->failed->first().at(1).value<base::Error>().kind, base::Error::Kind::Conflict);
    QCOMPARE(disk(), "name: Theirs\n"_ba);
    (void)asked();
    // Put off; saving asks again.
    m_stage->desk->save(DeskStage::ci());
    const OutsideChange again = asked();
    QCOMPARE(again.bytes, std::optional("name: Theirs\n"_ba));
    QCOMPARE(m_stage->text(), one + edit);
}

void TestDeskClone::fileRemovedFromTheDiskCloses()
{
    openClone();
    QVERIFY(QFile::remove(m_stage->clones.path(inClone())));
    QTRY_COMPARE((m_stage->later(), m_stage->closing->count()), 1);
    QVERIFY(!m_stage->desk->file(DeskStage::ci()));
    QCOMPARE(m_stage->noticed->count(), 1);
}

void TestDeskClone::fileRemovedUnderEditsIsAskedAbout()
{
    openClone();
    m_stage->type(edit);
    QVERIFY(QFile::remove(m_stage->clones.path(inClone())));
    const OutsideChange change = asked();
    QVERIFY(!change.bytes && !change.merged);
    QCOMPARE(m_stage->text(), one + edit);
    m_stage->desk->resolve(change, Desk::Resolution::KeepMine);
    m_stage->desk->save(DeskStage::ci());
    QTRY_COMPARE(m_saved->count(), 1);
    QCOMPARE(disk(), one + edit);
}

void TestDeskClone::pullMovesWhatChangesAreCountedAgainst()
{
    openClone();
    m_stage->clones.write(inClone(), "name: Pulled\n");
    m_stage->clones.git(u"clone"_s, {u"commit"_s, u"-qam"_s, u"Pull"_s});
    QTRY_COMPARE((m_stage->later(), m_stage->desk->file(DeskStage::ci())->base()), "name: Pulled\n"_ba);
    QVERIFY(!m_stage->entry().isChanged);
}

void TestDeskClone::filesWithEditsFromGitHubStay()
{
    const QByteArray atGitHub = "name: At GitHub\n";
    m_stage->branch("c1", {{u"ci.yml"_s, atGitHub}});
    m_stage->signIn();
    m_stage->look();
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c1"));
    m_stage->reading("ci.yml", "c1");
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE((m_stage->later(), m_stage->text()), atGitHub);
    m_stage->type("# mine\n");
    QVERIFY(m_stage->desk->useClone(m_stage->clones.path(u"clone"_s)));
    QCOMPARE(m_stage->text(), atGitHub + "# mine\n");
    QVERIFY(m_stage->entry().isElsewhere);
    m_stage->desk->save(DeskStage::ci());
    QCOMPARE(m_stage->failed->count(), 1);
    QCOMPARE(disk(), one);
    m_stage->desk->discard(DeskStage::ci());
    QVERIFY(!m_stage->desk->file(DeskStage::ci()));
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE(m_stage->text(), one);
    QVERIFY(!m_stage->entry().isElsewhere);
}

void TestDeskClone::fileWithoutEditsIsReadFromTheClone()
{
    m_stage->branch("c1", {{u"ci.yml"_s, "name: At GitHub\n"}});
    m_stage->signIn();
    m_stage->look();
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c1"));
    m_stage->reading("ci.yml", "c1");
    m_stage->desk->open(DeskStage::ci());
    QTRY_VERIFY((m_stage->later(), m_stage->desk->file(DeskStage::ci())));
    QVERIFY(m_stage->desk->useClone(m_stage->clones.path(u"clone"_s)));
    QCOMPARE(m_stage->closing->count(), 1);
    QTRY_COMPARE(m_stage->text(), one);
}

void TestDeskClone::documentsAreThoseOfTheDisk()
{
    QSignalSpy arrived(m_stage->desk.get(), &Desk::documentsChanged);
    QVERIFY(m_stage->desk->useClone(m_stage->clones.path(u"clone"_s)));
    QTRY_COMPARE(m_stage->desk->files().size(), 1);
    QTRY_COMPARE(m_stage->desk->documents().value(DeskStage::ci()).source(), one);
    m_stage->clones.write(inClone(), "name: Longer than before\n");
    QTRY_COMPARE(m_stage->desk->documents().value(DeskStage::ci()).source(), "name: Longer than before\n"_ba);
    QVERIFY(arrived.count() >= 2);
}

void TestDeskClone::editsComeBackIntoTheirClone()
{
    openClone();
    m_stage->type(edit);
    m_stage->restart();
    m_stage->desk->setClient(nullptr);
    QTRY_COMPARE(m_stage->recovered->count(), 1);
    QCOMPARE(m_stage->text(), one + edit);
    QSignalSpy saved(m_stage->desk.get(), &Desk::saved);
    m_stage->desk->save(DeskStage::ci());
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(disk(), one + edit);
}

void TestDeskClone::editsOfAGoneCloneComeBack()
{
    openClone();
    m_stage->type(edit);
    m_stage->restart();
    const QByteArray head = m_stage->clones.git(u"clone"_s, {u"rev-parse"_s, u"HEAD"_s});
    m_stage->github.on("GET", "/contents/.github/workflows/ci.yml?ref=" + head).answer(404, R"({"message":"None"})");
    QVERIFY(QDir(m_stage->clones.path(u"clone"_s)).removeRecursively());
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c1"));
    m_stage->branch("c1", {{u"ci.yml"_s, "name: At GitHub\n"}});
    m_stage->reading("ci.yml", "c1");
    m_stage->signIn();
    QTRY_COMPARE((m_stage->later(), m_stage->recovered->count()), 1);
    QCOMPARE(m_stage->text(), one + edit);
    QCOMPARE(m_stage->noticed->count(), 1);
    m_stage->look();
}

QTEST_GUILESS_MAIN(TestDeskClone)

#include "test_desk_clone.moc"
