#include "github_stage.h"
#include "pipelines/proposer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::pipelines;
using namespace slipway::test;
using Kind = base::Error::Kind;
using State = Proposer::State;

namespace {

const QString file = u".github/workflows/ci.yml"_s;
const QByteArray contents = "/contents/.github/workflows/ci.yml?ref=";
const QByteArray before = "name: CI\non: push\njobs:\n  a: {}\n  b: {}\n";
const QByteArray after = "name: CI\non: push\njobs:\n  a: {}\n  b: {timeout-minutes: 5}\n";

Plan planOf()
{
    return {.repository = {u"loop-health"_s, u"platform"_s},
            .baseBranch = u"main"_s,
            .baseCommit = u"c1"_s,
            .branch = u"slipway/ci"_s,
            .title = u"Limit job b"_s,
            .description = u"- Job b: timeout 5 minutes added\n"_s,
            .isDraft = false,
            .files = {{file, before, after}},
            .updates = std::nullopt};
}

QByteArray failure(const QByteArray &message)
{
    return R"({"message":")" + message + R"("})";
}

} // namespace

/// A plan, a GitHub that answers as written, and the journal between them.
class TestProposing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void proposes();
    void draftsAreDrafts();
    void newFileIsAdded();
    void branchThatMovedElsewhereIsBuiltUpon();
    void fileChangedOnBothSidesIsMergedAfterAsking();
    void conflictIsRefusedWithBothTexts();
    void fileRemovedThereIsAConflict();
    void changeThatIsThereAlreadyIsSaid();
    void takenNameGetsANumber();
    void ownBranchOfALostAttemptIsTakenOver();
    void openRequestIsTakenOver();
    void lostAnswerOfTheBranchIsLookedFor();
    void lostAnswerOfTheRequestIsLookedFor();
    void goesOnWhereItStopped_data();
    void goesOnWhereItStopped();
    void goesOnAfterAQuit();
    void missingRightsAreNamed_data();
    void missingRightsAreNamed();
    void goneBaseIsSaid();
    void rejectedRequestKeepsTheBranch();
    void updatesAnOwnProposal();
    void updateThatSomebodyOvertookLooksAgain();
    void neverForces();
    void cancelledStopsAndGoesOn();
    void otherBranchNameAfterARefusal();
    void otherTextAfterTheBranchWasMade();

private:
    void scriptLook(const QByteArray &head = "c1");
    void scriptBuild(const QByteArray &head = "c1");
    void scriptBranch(const QByteArray &name = "slipway/ci");
    void scriptRequest();
    void waitFor(State state);

    std::unique_ptr<GitHubStage> m_stage;
    std::unique_ptr<Proposer> m_proposer;
};

void TestProposing::init()
{
    m_stage = std::make_unique<GitHubStage>();
    m_proposer = std::make_unique<Proposer>(m_stage->client);
}

void TestProposing::cleanup()
{
    m_proposer.reset();
    QCOMPARE(m_stage->mistakes(), QStringList());
    m_stage.reset();
}

void TestProposing::scriptLook(const QByteArray &head)
{
    m_stage->on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", head));
}

void TestProposing::scriptBuild(const QByteArray &head)
{
    m_stage->on("POST", "/git/blobs").answer(201, shaJson("b1"));
    m_stage->on("GET", "/git/commits/" + head).answer(200, commitJson(head, "t0", "c0"));
    m_stage->on("POST", "/git/trees").answer(201, shaJson("t1"));
    m_stage->on("POST", "/git/commits").answer(201, shaJson("n1"));
}

void TestProposing::scriptBranch(const QByteArray &name)
{
    m_stage->on("POST", "/git/refs").answer(201, referenceJson("heads/" + name, "n1"));
}

void TestProposing::scriptRequest()
{
    m_stage->on("POST", "/pulls").answer(201, pullJson(77, "slipway/ci", "n1"));
}

void TestProposing::waitFor(State state)
{
    QTRY_VERIFY2((m_stage->later(), m_proposer->state() != State::Working), "still working");
    const QString why = m_proposer->error() ? base::sentence(*m_proposer->error()) : u"no error"_s;
    QVERIFY2(m_proposer->state() == state, qPrintable(why));
}

void TestProposing::proposes()
{
    scriptLook();
    scriptBuild();
    scriptBranch();
    scriptRequest();
    QSignalSpy kept(m_proposer.get(), &Proposer::journalChanged);
    m_proposer->start(planOf());
    waitFor(State::Done);
    QCOMPARE(m_proposer->request()->number, 77);
    QCOMPARE(m_proposer->journal().step(), Journal::Step::Done);
    QVERIFY(kept.count() >= 6);
    const QJsonObject blob = m_stage->sent("POST", "/git/blobs");
    QCOMPARE(QByteArray::fromBase64(blob["content"_L1].toString().toLatin1()), after);
    const QJsonObject tree = m_stage->sent("POST", "/git/trees");
    QCOMPARE(tree["base_tree"_L1].toString(), u"t0"_s);
    QCOMPARE(tree["tree"_L1].toArray().first()["path"_L1].toString(), file);
    const QJsonObject commit = m_stage->sent("POST", "/git/commits");
    QCOMPARE(commit["message"_L1].toString(), u"Limit job b"_s);
    QCOMPARE(commit["parents"_L1].toArray(), QJsonArray{u"c1"_s});
    QCOMPARE(m_stage->sent("POST", "/git/refs")["ref"_L1].toString(), u"refs/heads/slipway/ci"_s);
    const QJsonObject request = m_stage->sent("POST", "/pulls");
    QCOMPARE(request["base"_L1].toString(), u"main"_s);
    QCOMPARE(request["body"_L1].toString(), planOf().description);
}

void TestProposing::draftsAreDrafts()
{
    scriptLook();
    scriptBuild();
    scriptBranch();
    scriptRequest();
    Plan plan = planOf();
    plan.isDraft = true;
    m_proposer->start(plan);
    waitFor(State::Done);
    QVERIFY(m_stage->sent("POST", "/pulls")["draft"_L1].toBool());
}

void TestProposing::newFileIsAdded()
{
    Plan plan = planOf();
    plan.files.first().opened.reset();
    plan.baseCommit.clear();
    scriptLook();
    m_stage->on("GET", contents + "c1").answer(404, failure("Not Found"));
    scriptBuild();
    scriptBranch();
    scriptRequest();
    m_proposer->start(plan);
    waitFor(State::Done);
}

void TestProposing::branchThatMovedElsewhereIsBuiltUpon()
{
    scriptLook("c2");
    m_stage->on("GET", contents + "c2").answer(200, fileJson(".github/workflows/ci.yml", before));
    scriptBuild("c2");
    scriptBranch();
    scriptRequest();
    m_proposer->start(planOf());
    waitFor(State::Done);
    QCOMPARE(m_stage->sent("POST", "/git/commits")["parents"_L1].toArray(), QJsonArray{u"c2"_s});
}

void TestProposing::fileChangedOnBothSidesIsMergedAfterAsking()
{
    const QByteArray theirs = "name: Checks\non: push\njobs:\n  a: {}\n  b: {}\n";
    scriptLook("c2");
    m_stage->on("GET", contents + "c2").answer(200, fileJson(".github/workflows/ci.yml", theirs));
    m_proposer->start(planOf());
    waitFor(State::Moved);
    QVERIFY(m_proposer->moved()->isClean());
    QCOMPARE(m_proposer->moved()->files.first().theirs, theirs);
    scriptLook("c2");
    scriptBuild("c2");
    scriptBranch();
    scriptRequest();
    m_proposer->acceptMerge();
    waitFor(State::Done);
    const QString sent = m_stage->sent("POST", "/git/blobs")["content"_L1].toString();
    QCOMPARE(QByteArray::fromBase64(sent.toLatin1()),
             "name: Checks\non: push\njobs:\n  a: {}\n  b: {timeout-minutes: 5}\n"_ba);
}

void TestProposing::conflictIsRefusedWithBothTexts()
{
    const QByteArray theirs = "name: CI\non: push\njobs:\n  a: {}\n  b: {timeout-minutes: 9}\n";
    scriptLook("c2");
    m_stage->on("GET", contents + "c2").answer(200, fileJson(".github/workflows/ci.yml", theirs));
    m_proposer->start(planOf());
    waitFor(State::Moved);
    QVERIFY(!m_proposer->moved()->isClean());
    QCOMPARE(m_proposer->moved()->files.first().mine, after);
    QCOMPARE(m_proposer->moved()->files.first().theirs, theirs);
    m_proposer->acceptMerge();
    QCOMPARE(m_proposer->state(), State::Moved);
    QCOMPARE(m_stage->asked().size(), 2);
}

void TestProposing::fileRemovedThereIsAConflict()
{
    scriptLook("c2");
    m_stage->on("GET", contents + "c2").answer(404, failure("Not Found"));
    m_proposer->start(planOf());
    waitFor(State::Moved);
    QVERIFY(!m_proposer->moved()->isClean());
    QVERIFY(!m_proposer->moved()->files.first().theirs);
}

void TestProposing::changeThatIsThereAlreadyIsSaid()
{
    scriptLook("c2");
    m_stage->on("GET", contents + "c2").answer(200, fileJson(".github/workflows/ci.yml", after));
    m_proposer->start(planOf());
    waitFor(State::Failed);
    QVERIFY(m_proposer->error()->message.contains("already"_L1));
}

void TestProposing::takenNameGetsANumber()
{
    scriptLook();
    scriptBuild();
    m_stage->on("POST", "/git/refs").answer(422, failure("Reference already exists"));
    m_stage->on("GET", "/git/ref/heads/slipway/ci").answer(200, referenceJson("heads/slipway/ci", "other"));
    m_stage->on("GET", "/git/commits/other").answer(200, commitJson("other", "t9", "c1"));
    m_stage->on("POST", "/git/refs").answer(201, referenceJson("heads/slipway/ci-2", "n1"));
    scriptRequest();
    m_proposer->start(planOf());
    waitFor(State::Done);
    QCOMPARE(m_proposer->journal().branch, u"slipway/ci-2"_s);
    QCOMPARE(m_stage->sent("POST", "/pulls")["head"_L1].toString(), u"slipway/ci-2"_s);
}

void TestProposing::ownBranchOfALostAttemptIsTakenOver()
{
    scriptLook();
    scriptBuild();
    m_stage->on("POST", "/git/refs").answer(422, failure("Reference already exists"));
    m_stage->on("GET", "/git/ref/heads/slipway/ci").answer(200, referenceJson("heads/slipway/ci", "mine"));
    m_stage->on("GET", "/git/commits/mine").answer(200, commitJson("mine", "t1", "c1"));
    m_stage->on("GET", "/pulls?state=open&head=loop-health%3Aslipway%2Fci")
        .answer(200, "[" + pullJson(70, "slipway/ci", "mine") + "]");
    m_proposer->start(planOf());
    waitFor(State::Done);
    QCOMPARE(m_proposer->request()->number, 70);
    QCOMPARE(m_proposer->journal().commit, u"mine"_s);
}

void TestProposing::openRequestIsTakenOver()
{
    scriptLook();
    scriptBuild();
    scriptBranch();
    m_stage->on("POST", "/pulls").answer(422, failure("A pull request already exists for loop-health:slipway/ci."));
    m_stage->on("GET", "/pulls?state=open&head=loop-health%3Aslipway%2Fci")
        .answer(200, "[" + pullJson(71, "slipway/ci", "n1") + "]");
    m_proposer->start(planOf());
    waitFor(State::Done);
    QCOMPARE(m_proposer->request()->number, 71);
}

void TestProposing::lostAnswerOfTheBranchIsLookedFor()
{
    scriptLook();
    scriptBuild();
    m_stage->on("POST", "/git/refs").breakOff("{\"ref\":", 200);
    m_stage->on("GET", "/git/ref/heads/slipway/ci").answer(200, referenceJson("heads/slipway/ci", "n1"));
    m_stage->on("GET", "/pulls?state=open&head=loop-health%3Aslipway%2Fci").answer(200, "[]");
    scriptRequest();
    m_proposer->start(planOf());
    waitFor(State::Done);
}

void TestProposing::lostAnswerOfTheRequestIsLookedFor()
{
    scriptLook();
    scriptBuild();
    scriptBranch();
    m_stage->on("POST", "/pulls").breakOff("{\"number\":", 200);
    m_stage->on("GET", "/pulls?state=open&head=loop-health%3Aslipway%2Fci")
        .answer(200, "[" + pullJson(72, "slipway/ci", "n1") + "]");
    m_proposer->start(planOf());
    waitFor(State::Done);
    QCOMPARE(m_proposer->request()->number, 72);
    const auto asked = m_stage->asked();
    QCOMPARE(asked.count("POST /pulls"), 1);
}

void TestProposing::goesOnWhereItStopped_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<int>("step");
    QTest::newRow("while looking") << "GET"_ba << "/git/ref/heads/main"_ba << int(Journal::Step::Look);
    QTest::newRow("while making the commit") << "POST"_ba << "/git/commits"_ba << int(Journal::Step::Commit);
    QTest::newRow("while making the branch") << "POST"_ba << "/git/refs"_ba << int(Journal::Step::Branch);
    QTest::newRow("while opening the request") << "POST"_ba << "/pulls"_ba << int(Journal::Step::Request);
}

void TestProposing::goesOnWhereItStopped()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, call);
    QFETCH(int, step);
    const bool isLook = step == int(Journal::Step::Look);
    const bool isCommit = step == int(Journal::Step::Commit);
    const bool isBranch = step == int(Journal::Step::Branch);
    const bool isRequest = step == int(Journal::Step::Request);
    if (!isLook)
        scriptLook();
    if (isCommit) {
        m_stage->on("POST", "/git/blobs").answer(201, shaJson("b1"));
        m_stage->on("GET", "/git/commits/c1").answer(200, commitJson("c1", "t0", "c0"));
        m_stage->on("POST", "/git/trees").answer(201, shaJson("t1"));
    } else if (!isLook) {
        scriptBuild();
    }
    if (isRequest)
        scriptBranch();
    m_stage->on(method, call).often().answer(400, failure("Problems parsing JSON"));
    if (isBranch)
        m_stage->on("GET", "/git/ref/heads/slipway/ci").answer(404, failure("Not Found"));
    if (isRequest)
        m_stage->on("GET", "/pulls?state=open&head=loop-health%3Aslipway%2Fci").answer(200, "[]");
    m_proposer->start(planOf());
    waitFor(State::Failed);
    QCOMPARE(int(m_proposer->journal().step()), step);
    QVERIFY(!m_proposer->error()->advice.isEmpty());

    // GitHub is itself again.
    const auto kept = readJournal(toBytes(m_proposer->journal()));
    const qsizetype wrote = m_stage->asked().count("POST /git/blobs");
    m_proposer.reset();
    QCOMPARE(m_stage->mistakes(), QStringList());
    m_stage = std::make_unique<GitHubStage>();
    m_proposer = std::make_unique<Proposer>(m_stage->client);
    if (isLook || isCommit)
        scriptLook();
    if (isLook)
        scriptBuild();
    if (isCommit)
        m_stage->on("POST", "/git/commits").answer(201, shaJson("n1"));
    if (!isRequest)
        scriptBranch();
    if (isRequest)
        m_stage->on("GET", "/pulls?state=open&head=loop-health%3Aslipway%2Fci").answer(200, "[]");
    scriptRequest();
    m_proposer->resume(*kept);
    waitFor(State::Done);
    QCOMPARE(wrote + m_stage->asked().count("POST /git/blobs"), 1);
}

void TestProposing::goesOnAfterAQuit()
{
    scriptLook();
    scriptBuild();
    m_stage->on("POST", "/git/refs").held().answer(201, referenceJson("heads/slipway/ci", "n1"));
    m_proposer->start(planOf());
    QTRY_COMPARE((m_stage->later(), m_stage->calls.server.held()), 1);
    const auto kept = readJournal(toBytes(m_proposer->journal()));
    m_proposer = std::make_unique<Proposer>(m_stage->client);
    // The branch was made after all.
    m_stage->on("POST", "/git/refs").answer(422, failure("Reference already exists"));
    m_stage->on("GET", "/git/ref/heads/slipway/ci").answer(200, referenceJson("heads/slipway/ci", "n1"));
    m_stage->on("GET", "/pulls?state=open&head=loop-health%3Aslipway%2Fci").answer(200, "[]");
    scriptRequest();
    m_proposer->resume(*kept);
    waitFor(State::Done);
    QCOMPARE(m_stage->asked().count("POST /git/commits"), 1);
}

void TestProposing::missingRightsAreNamed_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("word");
    QTest::newRow("no right to write") << "/git/blobs"_ba << 404 << "Not Found"_ba << u"Contents: write"_s;
    QTest::newRow("token reads only") << "/git/blobs"_ba << 403 << "Resource not accessible by personal access token"_ba
                                      << u"Contents: write"_s;
    QTest::newRow("archived") << "/git/blobs"_ba << 403 << "Repository was archived so is read-only."_ba
                              << u"archive"_s;
    QTest::newRow("no commit yet") << "/git/blobs"_ba << 409 << "Git Repository is empty."_ba << u"first commit"_s;
    QTest::newRow("no workflow scope") << "/git/trees"_ba << 404 << "Not Found"_ba << u"workflow"_s;
    QTest::newRow("no pull requests") << "/pulls"_ba << 403 << "Resource not accessible by integration"_ba
                                      << u"Pull requests: write"_s;
}

void TestProposing::missingRightsAreNamed()
{
    QFETCH(QByteArray, call);
    QFETCH(int, status);
    QFETCH(QByteArray, message);
    QFETCH(QString, word);
    scriptLook();
    if (call == "/git/trees") {
        m_stage->on("POST", "/git/blobs").answer(201, shaJson("b1"));
        m_stage->on("GET", "/git/commits/c1").answer(200, commitJson("c1", "t0", "c0"));
    }
    if (call == "/pulls") {
        scriptBuild();
        scriptBranch();
    }
    m_stage->on("POST", call).answer(status, failure(message));
    m_proposer->start(planOf());
    waitFor(State::Failed);
    QVERIFY2(base::sentence(*m_proposer->error()).contains(word), qPrintable(base::sentence(*m_proposer->error())));
    QCOMPARE(m_proposer->error()->status, status);
}

void TestProposing::goneBaseIsSaid()
{
    m_stage->on("GET", "/git/ref/heads/main").answer(404, failure("Not Found"));
    m_proposer->start(planOf());
    waitFor(State::Failed);
    QCOMPARE(m_proposer->error()->kind, Kind::NotFound);
}

void TestProposing::rejectedRequestKeepsTheBranch()
{
    scriptLook();
    scriptBuild();
    scriptBranch();
    m_stage->on("POST", "/pulls").answer(422, failure("Draft pull requests are not supported in this repository."));
    const QByteArray open = "/pulls?state=open&head=loop-health%3Aslipway%2Fci";
    m_stage->on("GET", open).answer(200, "[]");
    Plan plan = planOf();
    plan.isDraft = true;
    m_proposer->start(plan);
    waitFor(State::Failed);
    QVERIFY(m_proposer->error()->message.contains("not supported"_L1));
    m_stage->on("GET", open).answer(200, "[]");
    scriptRequest();
    plan.isDraft = false;
    m_proposer->retry(plan);
    waitFor(State::Done);
    QCOMPARE(m_stage->asked().count("POST /git/refs"), 1);
    QVERIFY(!m_stage->sent("POST", "/pulls")["draft"_L1].toBool());
}

void TestProposing::updatesAnOwnProposal()
{
    Plan plan = planOf();
    plan.updates = 77;
    m_stage->on("GET", "/git/ref/heads/slipway/ci").answer(200, referenceJson("heads/slipway/ci", "c1"));
    scriptBuild();
    m_stage->on("PATCH", "/git/refs/heads/slipway/ci").answer(200, referenceJson("heads/slipway/ci", "n1"));
    m_stage->on("GET", "/pulls/77").answer(200, pullJson(77, "slipway/ci", "n1"));
    m_proposer->start(plan);
    waitFor(State::Done);
    QCOMPARE(m_proposer->request()->number, 77);
}

void TestProposing::updateThatSomebodyOvertookLooksAgain()
{
    Plan plan = planOf();
    plan.updates = 77;
    const QByteArray look = "/git/ref/heads/slipway/ci";
    m_stage->on("GET", look).answer(200, referenceJson("heads/slipway/ci", "c1"));
    scriptBuild();
    m_stage->on("PATCH", "/git/refs/heads/slipway/ci").answer(422, failure("Update is not a fast forward"));
    m_stage->on("GET", look).times(2).answer(200, referenceJson("heads/slipway/ci", "c5"));
    m_stage->on("GET", contents + "c5").answer(200, fileJson(".github/workflows/ci.yml", before));
    m_stage->on("GET", "/git/commits/c5").answer(200, commitJson("c5", "t5", "c1"));
    m_stage->on("POST", "/git/trees").answer(201, shaJson("t6"));
    m_stage->on("POST", "/git/commits").answer(201, shaJson("n2"));
    m_stage->on("PATCH", "/git/refs/heads/slipway/ci").answer(200, referenceJson("heads/slipway/ci", "n2"));
    m_stage->on("GET", "/pulls/77").answer(200, pullJson(77, "slipway/ci", "n2"));
    m_proposer->start(plan);
    waitFor(State::Done);
    QCOMPARE(m_stage->sent("POST", "/git/commits")["parents"_L1].toArray(), QJsonArray{u"c5"_s});
}

void TestProposing::neverForces()
{
    updatesAnOwnProposal();
    QCOMPARE(m_stage->sent("PATCH", "/git/refs/heads/slipway/ci")["force"_L1], QJsonValue(false));
}

void TestProposing::cancelledStopsAndGoesOn()
{
    scriptLook();
    m_stage->on("POST", "/git/blobs").held().answer(201, shaJson("b1"));
    m_proposer->start(planOf());
    QTRY_COMPARE((m_stage->later(), m_stage->calls.server.held()), 1);
    m_proposer->cancel();
    waitFor(State::Failed);
    QCOMPARE(m_proposer->error()->kind, Kind::Cancelled);
    scriptLook();
    scriptBuild();
    scriptBranch();
    scriptRequest();
    m_proposer->retry();
    waitFor(State::Done);
}

void TestProposing::otherBranchNameAfterARefusal()
{
    scriptLook();
    scriptBuild();
    m_stage->on("POST", "/git/refs").answer(422, failure("Reference name is not available"));
    m_stage->on("GET", "/git/ref/heads/slipway/ci").answer(404, failure("Not Found"));
    m_proposer->start(planOf());
    waitFor(State::Failed);
    QVERIFY(m_proposer->error()->advice.contains("branch name"_L1));
    m_stage->on("POST", "/git/refs").answer(201, referenceJson("heads/priya/ci", "n1"));
    scriptRequest();
    Plan plan = planOf();
    plan.branch = u"priya/ci"_s;
    m_proposer->retry(plan);
    waitFor(State::Done);
    QCOMPARE(m_stage->sent("POST", "/git/refs")["ref"_L1].toString(), u"refs/heads/priya/ci"_s);
    QCOMPARE(m_stage->asked().count("POST /git/commits"), 1);
}

void TestProposing::otherTextAfterTheBranchWasMade()
{
    scriptLook();
    scriptBuild();
    scriptBranch();
    m_stage->on("POST", "/pulls").answer(403, failure("Resource not accessible by integration"));
    m_proposer->start(planOf());
    waitFor(State::Failed);
    scriptLook();
    m_stage->on("POST", "/git/blobs").answer(201, shaJson("b2"));
    m_stage->on("GET", "/git/commits/c1").answer(200, commitJson("c1", "t0", "c0"));
    m_stage->on("POST", "/git/trees").answer(201, shaJson("t2"));
    m_stage->on("POST", "/git/commits").answer(201, shaJson("n2"));
    m_stage->on("POST", "/git/refs").answer(422, failure("Reference already exists"));
    m_stage->on("GET", "/git/ref/heads/slipway/ci").answer(200, referenceJson("heads/slipway/ci", "n1"));
    m_stage->on("GET", "/git/commits/n1").answer(200, commitJson("n1", "t1", "c1"));
    m_stage->on("POST", "/git/refs").answer(201, referenceJson("heads/slipway/ci-2", "n2"));
    scriptRequest();
    Plan plan = planOf();
    plan.files.first().bytes += "# more\n";
    m_proposer->retry(plan);
    waitFor(State::Done);
    QCOMPARE(m_stage->sent("POST", "/pulls")["head"_L1].toString(), u"slipway/ci-2"_s);
}

QTEST_GUILESS_MAIN(TestProposing)
#include "test_proposing.moc"
