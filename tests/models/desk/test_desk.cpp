#include "desk_stage.h"
#include "pipelines/proposer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using namespace slipway::test;

namespace {

const QByteArray one = "name: CI\non: push\njobs: {}\n";
const QByteArray two = "name: CI\non: pull_request\njobs: {}\n";
const QByteArray edit = "# mine\n";

} // namespace

/// Files of GitHub's, with a branch that moves under them.
class TestDesk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensWhatTheBranchHas();
    void opensOnceWhileAsked();
    void failureToOpenIsSaidAndCanBeTriedAgain();
    void waitsUntilSomebodySignsIn();
    void signingOutWhileOpeningIsSaid();
    void answersToSomebodyElseAreDropped();
    void mayEndWhileOpening();
    void fileWithoutEditsFollowsTheBranch();
    void followingKeepsWhatCanBeRedone();
    void fileWithEditsKeepsWhatItBeganFrom();
    void editsThatTheBranchHasAreNoChange();
    void discardingGoesToWhatTheBranchHas();
    void removedFileCloses();
    void removedFileWithEditsBecomesNew();
    void unreachableBranchChangesNothing();
    void documentsHoldAllWorkflows();
    void documentsAreReadOnceForEachCommit();
    void documentsThatFailAreReadWhenGitHubIsBack();
    void listsInTheTeamsOrder();
    void newFileGetsAFreeName();
    void discardedNewFileIsGone();
    void editsComeBackToTheirOwnCommit();
    void editsOfAGoneCommitAreToldOf();
    void editsOfARemovedFileComeBackAsNewFile();
    void newFileComesBack();
    void editsWaitForTheSignIn();
    void damagedEditsAreSaid();
    void draftsAProposal();
    void nothingIsDraftedOfAClosedFile();

private:
    void open(const QByteArray &text = one);
    void leave(const QByteArray &text = one);

    std::unique_ptr<DeskStage> m_stage;
};

void TestDesk::init()
{
    m_stage = std::make_unique<DeskStage>();
}

void TestDesk::cleanup()
{
    const QStringList mistakes = m_stage->mistakes();
    m_stage.reset();
    QCOMPARE(mistakes, QStringList());
}

/// Signed in, with ci.yml of commit c1 open.
void TestDesk::open(const QByteArray &text)
{
    m_stage->signIn();
    m_stage->branch("c1", {{u"ci.yml"_s, text}});
    m_stage->look();
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c1"));
    m_stage->reading("ci.yml", "c1");
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE((m_stage->later(), m_stage->opened->count()), 1);
}

/// The program ends with an edit of ci.yml.
void TestDesk::leave(const QByteArray &text)
{
    open(text);
    m_stage->type(edit);
    m_stage->restart();
}

void TestDesk::opensWhatTheBranchHas()
{
    open();
    const editing::OpenFile *file = m_stage->desk->file(DeskStage::ci());
    QCOMPARE(file->document().source(), one);
    QCOMPARE(file->base(), one);
    QCOMPARE(file->origin().commit, u"c1"_s);
    QCOMPARE(file->origin().repository, u"loop-health/platform"_s);
    QVERIFY(!file->isChanged() && !file->isUnsaved());
    m_stage->desk->open(DeskStage::ci());
    QCOMPARE(m_stage->opened->count(), 2);
    QCOMPARE(m_stage->entry().name, u"CI"_s);
}

void TestDesk::opensOnceWhileAsked()
{
    m_stage->signIn();
    m_stage->branch("c1", {{u"ci.yml"_s, one}});
    m_stage->look();
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c1"));
    m_stage->reading("ci.yml", "c1");
    m_stage->desk->open(DeskStage::ci());
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE((m_stage->later(), m_stage->opened->count()), 1);
}

void TestDesk::failureToOpenIsSaidAndCanBeTriedAgain()
{
    m_stage->signIn();
    m_stage->github.on("GET", "/git/ref/heads/main").answer(403, R"({"message":"Forbidden"})");
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE((m_stage->later(), m_stage->failed->count()), 1);
    QCOMPARE(m_stage->failed->first().first().toString(), DeskStage::ci());
    QVERIFY(!m_stage->desk->file(DeskStage::ci()));
    m_stage->failed->clear();
    m_stage->branch("c1", {{u"ci.yml"_s, one}});
    m_stage->look();
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c1"));
    m_stage->reading("ci.yml", "c1");
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE((m_stage->later(), m_stage->text()), one);
}

void TestDesk::waitsUntilSomebodySignsIn()
{
    m_stage->desk->open(DeskStage::ci());
    QCOMPARE(m_stage->failed->count(), 0);
    m_stage->desk->setClient(nullptr);
    QTRY_COMPARE(m_stage->failed->count(), 1);
    QCOMPARE(m_stage->failed->first().at(1).value<base::Error>().kind, base::Error::Kind::Unauthorized);
    m_stage->branch("c1", {{u"ci.yml"_s, one}});
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c1"));
    m_stage->reading("ci.yml", "c1");
    m_stage->signIn();
    QTRY_COMPARE((m_stage->later(), m_stage->text()), one);
    m_stage->look();
}

void TestDesk::signingOutWhileOpeningIsSaid()
{
    m_stage->signIn();
    m_stage->github.on("GET", "/git/ref/heads/main").held().answer(200, referenceJson("heads/main", "c1"));
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE(m_stage->github.calls.server.held(), 1);
    m_stage->desk->setClient(nullptr);
    QTRY_COMPARE(m_stage->failed->count(), 1);
    QCOMPARE(m_stage->failed->first().at(1).value<base::Error>().kind, base::Error::Kind::Unauthorized);
    QVERIFY(!m_stage->desk->file(DeskStage::ci()));
}

void TestDesk::answersToSomebodyElseAreDropped()
{
    m_stage->signIn();
    m_stage->github.on("GET", "/git/ref/heads/main").held().answer(200, referenceJson("heads/main", "c0"));
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE(m_stage->github.calls.server.held(), 1);
    m_stage->branch("c1", {{u"ci.yml"_s, one}});
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c1"));
    m_stage->reading("ci.yml", "c1");
    m_stage->signIn();
    QTRY_COMPARE((m_stage->later(), m_stage->opened->count()), 1);
    QCOMPARE(m_stage->desk->file(DeskStage::ci())->origin().commit, u"c1"_s);
    QCOMPARE(m_stage->failed->count(), 0);
    m_stage->look();
}

void TestDesk::mayEndWhileOpening()
{
    m_stage->signIn();
    m_stage->github.on("GET", "/git/ref/heads/main").held().answer(200, referenceJson("heads/main", "c1"));
    m_stage->desk->open(DeskStage::ci());
    QTRY_COMPARE(m_stage->github.calls.server.held(), 1);
    m_stage->desk.reset();
    m_stage->github.calls.server.release();
    QCoreApplication::processEvents();
    QCOMPARE(m_stage->opened->count(), 0);
}

void TestDesk::fileWithoutEditsFollowsTheBranch()
{
    open();
    m_stage->branch("c2", {{u"ci.yml"_s, two}});
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    QTRY_COMPARE((m_stage->later(), m_stage->text()), two);
    const editing::OpenFile *file = m_stage->desk->file(DeskStage::ci());
    QCOMPARE(file->base(), two);
    QCOMPARE(file->origin().commit, u"c2"_s);
    QVERIFY(!file->isChanged() && !file->isUnsaved());
    QCOMPARE(m_stage->closing->count(), 0);
}

void TestDesk::followingKeepsWhatCanBeRedone()
{
    open();
    m_stage->type(edit);
    QUndoStack &stack = m_stage->desk->file(DeskStage::ci())->history().stack();
    stack.undo();
    m_stage->branch("c2", {{u"ci.yml"_s, two}});
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    QTRY_COMPARE((m_stage->later(), m_stage->text()), two);
    QVERIFY(stack.canUndo());
    stack.undo();
    QCOMPARE(m_stage->text(), one);
    QVERIFY(m_stage->desk->file(DeskStage::ci())->isChanged());
}

void TestDesk::fileWithEditsKeepsWhatItBeganFrom()
{
    open();
    m_stage->type(edit);
    m_stage->branch("c2", {{u"ci.yml"_s, two}});
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    QTRY_VERIFY((m_stage->later(), m_stage->mistakes().isEmpty()));
    const editing::OpenFile *file = m_stage->desk->file(DeskStage::ci());
    QCOMPARE(file->document().source(), one + edit);
    QCOMPARE(file->base(), one);
    const pipelines::Plan plan = m_stage->desk->draftProposal(DeskStage::ci());
    QCOMPARE(plan.files.first().opened, std::optional(one));
    QCOMPARE(plan.baseCommit, u"c1"_s);
}

void TestDesk::editsThatTheBranchHasAreNoChange()
{
    open();
    m_stage->type(edit);
    m_stage->branch("c2", {{u"ci.yml"_s, one + edit}});
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    QTRY_COMPARE((m_stage->later(), m_stage->desk->file(DeskStage::ci())->base()), one + edit);
    QVERIFY(!m_stage->desk->file(DeskStage::ci())->isChanged());
    QVERIFY(!m_stage->desk->hasUnsaved());
}

void TestDesk::discardingGoesToWhatTheBranchHas()
{
    open();
    m_stage->type(edit);
    m_stage->branch("c2", {{u"ci.yml"_s, two}});
    m_stage->reading("ci.yml", "c2").often();
    m_stage->look();
    QTRY_VERIFY((m_stage->later(), m_stage->mistakes().isEmpty()));
    m_stage->desk->discard(DeskStage::ci());
    QTRY_COMPARE((m_stage->later(), m_stage->text()), two);
    QVERIFY(!m_stage->entry().isChanged);
}

void TestDesk::removedFileCloses()
{
    open();
    m_stage->branch("c2", {});
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    QTRY_COMPARE((m_stage->later(), m_stage->closing->count()), 1);
    QVERIFY(!m_stage->desk->file(DeskStage::ci()));
    QVERIFY(m_stage->noticed->first().first().value<base::Error>().message.contains("removed from main"_L1));
    QVERIFY(m_stage->desk->files().isEmpty());
}

void TestDesk::removedFileWithEditsBecomesNew()
{
    open();
    m_stage->type(edit);
    m_stage->branch("c2", {});
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    QTRY_COMPARE((m_stage->later(), m_stage->noticed->count()), 1);
    QCOMPARE(m_stage->text(), one + edit);
    QVERIFY(m_stage->entry().isNew);
    QCOMPARE(m_stage->desk->draftProposal(DeskStage::ci()).files.first().opened, std::nullopt);
    m_stage->desk->discard(DeskStage::ci());
    QVERIFY(m_stage->desk->files().isEmpty());
}

void TestDesk::unreachableBranchChangesNothing()
{
    open();
    m_stage->branch("c2", {{u"ci.yml"_s, two}});
    m_stage->github.on("GET", "/contents/.github/workflows/ci.yml?ref=c2").answer(403, R"({"message":"No"})");
    m_stage->look();
    QTRY_VERIFY((m_stage->later(), m_stage->mistakes().isEmpty()));
    QCOMPARE(m_stage->text(), one);
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    QTRY_COMPARE((m_stage->later(), m_stage->text()), two);
}

void TestDesk::documentsHoldAllWorkflows()
{
    open();
    m_stage->type(edit);
    QSignalSpy arrived(m_stage->desk.get(), &desk::Desk::documentsChanged);
    m_stage->branch("c2", {{u"ci.yml"_s, two}, {u"deploy.yml"_s, "name: Deploy\n"}});
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    m_stage->reading("deploy.yml", "c2");
    QCOMPARE(m_stage->desk->documents().keys(), QStringList{DeskStage::ci()});
    QTRY_COMPARE((m_stage->later(), arrived.count()), 1);
    const auto documents = m_stage->desk->documents();
    QCOMPARE(documents.value(u".github/workflows/deploy.yml"_s).source(), "name: Deploy\n"_ba);
    QCOMPARE(documents.value(DeskStage::ci()).source(), one + edit);
}

void TestDesk::documentsAreReadOnceForEachCommit()
{
    m_stage->signIn();
    m_stage->branch("c1", {{u"ci.yml"_s, one}});
    m_stage->look();
    QSignalSpy arrived(m_stage->desk.get(), &desk::Desk::documentsChanged);
    m_stage->reading("ci.yml", "c1");
    (void)m_stage->desk->documents();
    (void)m_stage->desk->documents();
    QTRY_COMPARE((m_stage->later(), arrived.count()), 1);
    (void)m_stage->desk->documents();
    m_stage->branch("c2", {{u"ci.yml"_s, two}});
    m_stage->look();
    m_stage->reading("ci.yml", "c2");
    QCOMPARE(m_stage->desk->documents().value(DeskStage::ci()).source(), one);
    QTRY_COMPARE((m_stage->later(), arrived.count()), 2);
    QCOMPARE(m_stage->desk->documents().value(DeskStage::ci()).source(), two);
}

void TestDesk::documentsThatFailAreReadWhenGitHubIsBack()
{
    m_stage->signIn();
    m_stage->branch("c1", {{u"ci.yml"_s, one}});
    m_stage->look();
    m_stage->github.on("GET", "/contents/.github/workflows/ci.yml?ref=c1").answer(403, R"({"message":"No"})");
    QVERIFY(m_stage->desk->documents().isEmpty());
    QTRY_VERIFY((m_stage->later(), m_stage->mistakes().isEmpty()));
    QVERIFY(m_stage->desk->documents().isEmpty());
    m_stage->reading("ci.yml", "c1");
    m_stage->signIn();
    (void)m_stage->desk->documents();
    QTRY_COMPARE((m_stage->later(), m_stage->desk->documents().value(DeskStage::ci()).source()), one);
}

void TestDesk::listsInTheTeamsOrder()
{
    m_stage->workspace->workflows = {u"z.yml"_s, u"ci.yml"_s};
    m_stage->signIn();
    m_stage->branch("c1", {{u"a.yml"_s, "a: 1\n"}, {u"ci.yml"_s, one}, {u"z.yml"_s, "z: 1\n"}});
    m_stage->look();
    QStringList names;
    for (const desk::FileEntry &file : m_stage->desk->files())
        names.append(file.path.section(u'/', -1));
    QCOMPARE(names, (QStringList{u"z.yml"_s, u"ci.yml"_s, u"a.yml"_s}));
}

void TestDesk::newFileGetsAFreeName()
{
    open();
    const editing::OpenFile *file = m_stage->desk->create(u"CI.yml"_s, "name: Mine\n");
    QCOMPARE(file->origin().path, u".github/workflows/CI-2.yml"_s);
    QVERIFY(file->origin().isNew && file->isUnsaved());
    QCOMPARE(m_stage->desk->create(u"ci.yml"_s, {})->origin().path, u".github/workflows/ci-3.yml"_s);
    QCOMPARE(m_stage->entry(u".github/workflows/CI-2.yml"_s).name, u"Mine"_s);
    QVERIFY(m_stage->entry(u".github/workflows/CI-2.yml"_s).isNew);
}

void TestDesk::discardedNewFileIsGone()
{
    m_stage->desk->create(u"new.yml"_s, "name: New\n");
    QVERIFY(m_stage->desk->hasUnsaved());
    m_stage->desk->discard(u".github/workflows/new.yml"_s);
    QCOMPARE(m_stage->closing->count(), 1);
    QVERIFY(m_stage->desk->files().isEmpty());
    m_stage->restart();
    m_stage->desk->setClient(nullptr);
    QVERIFY(m_stage->desk->files().isEmpty());
}

void TestDesk::editsComeBackToTheirOwnCommit()
{
    leave();
    m_stage->branch("c1", {{u"ci.yml"_s, one}});
    m_stage->reading("ci.yml", "c1");
    m_stage->signIn();
    QTRY_COMPARE((m_stage->later(), m_stage->recovered->count()), 1);
    QCOMPARE(m_stage->recovered->first().first().toStringList(), QStringList{DeskStage::ci()});
    QCOMPARE(m_stage->text(), one + edit);
    QCOMPARE(m_stage->desk->file(DeskStage::ci())->base(), one);
    QCOMPARE(m_stage->noticed->count(), 0);
    QVERIFY(m_stage->desk->hasUnsaved());
    m_stage->look();
}

void TestDesk::editsOfAGoneCommitAreToldOf()
{
    leave();
    m_stage->github.on("GET", "/contents/.github/workflows/ci.yml?ref=c1").answer(404, R"({"message":"No commit"})");
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c2"));
    m_stage->branch("c2", {{u"ci.yml"_s, two}});
    m_stage->reading("ci.yml", "c2");
    m_stage->signIn();
    QTRY_COMPARE((m_stage->later(), m_stage->recovered->count()), 1);
    QCOMPARE(m_stage->text(), one + edit);
    QCOMPARE(m_stage->desk->file(DeskStage::ci())->base(), two);
    QCOMPARE(m_stage->noticed->count(), 1);
    m_stage->look();
}

void TestDesk::editsOfARemovedFileComeBackAsNewFile()
{
    leave();
    m_stage->github.on("GET", "/contents/.github/workflows/ci.yml?ref=c1").answer(404, R"({"message":"No commit"})");
    m_stage->github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", "c2"));
    m_stage->branch("c2", {});
    m_stage->reading("ci.yml", "c2");
    m_stage->signIn();
    QTRY_COMPARE((m_stage->later(), m_stage->recovered->count()), 1);
    QCOMPARE(m_stage->text(), one + edit);
    QVERIFY(m_stage->entry().isNew);
    QCOMPARE(m_stage->failed->count(), 0);
    m_stage->reading("ci.yml", "c2");
    m_stage->look();
    QTRY_VERIFY((m_stage->later(), m_stage->mistakes().isEmpty()));
    QVERIFY(m_stage->entry().isNew);
}

void TestDesk::newFileComesBack()
{
    m_stage->desk->create(u"new.yml"_s, "name: New\n");
    m_stage->restart();
    m_stage->desk->setClient(nullptr);
    QTRY_COMPARE(m_stage->recovered->count(), 1);
    QCOMPARE(m_stage->text(u".github/workflows/new.yml"_s), "name: New\n"_ba);
    QVERIFY(m_stage->entry(u".github/workflows/new.yml"_s).isNew);
}

void TestDesk::editsWaitForTheSignIn()
{
    leave();
    m_stage->desk->setClient(nullptr);
    QCoreApplication::processEvents();
    QCOMPARE(m_stage->recovered->count() + m_stage->failed->count(), 0);
    m_stage->branch("c3", {{u"ci.yml"_s, one}});
    m_stage->reading("ci.yml", "c1");
    m_stage->signIn();
    QTRY_COMPARE((m_stage->later(), m_stage->recovered->count()), 1);
    QCOMPARE(m_stage->text(), one + edit);
    m_stage->reading("ci.yml", "c3");
    m_stage->look();
    QTRY_VERIFY((m_stage->later(), m_stage->mistakes().isEmpty()));
}

void TestDesk::damagedEditsAreSaid()
{
    m_stage->clones.write(u"work/edits/x.journal"_s, "not a journal");
    m_stage->restart();
    QTRY_COMPARE(m_stage->noticed->count(), 1);
    QVERIFY(m_stage->noticed->first().first().value<base::Error>().advice.contains("x.journal.damaged"_L1));
}

void TestDesk::draftsAProposal()
{
    open();
    m_stage->type(edit);
    const pipelines::Plan plan = m_stage->desk->draftProposal(DeskStage::ci());
    QCOMPARE(plan.repository, m_stage->github.name);
    QCOMPARE(plan.baseBranch, u"main"_s);
    QCOMPARE(plan.files.first().bytes, one + edit);
    QCOMPARE(pipelines::planProblem(plan), QString());
    QVERIFY(!m_stage->desk->proposal(DeskStage::ci()));
}

void TestDesk::nothingIsDraftedOfAClosedFile()
{
    QVERIFY(m_stage->desk->draftProposal(DeskStage::ci()).files.isEmpty());
    QVERIFY(m_stage->desk->changesInWords(DeskStage::ci()).isEmpty());
    m_stage->desk->save(DeskStage::ci());
    m_stage->desk->discard(DeskStage::ci());
    QCOMPARE(m_stage->failed->count(), 0);
}

QTEST_GUILESS_MAIN(TestDesk)

#include "test_desk.moc"
