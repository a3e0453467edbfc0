#include "archive/pack.h"
#include "runs/run_artifacts.h"
#include "runs/run_logs.h"
#include "runs/workflow_files.h"
#include "runs_demo/facts.h"
#include "runs_demo/fake_actions.h"
#include "test_support/outcome.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;
using State = ArtifactRow::State;

namespace {

const QByteArray log = "2024-03-21T14:11:46.0000000Z Checked out\n2024-03-21T14:11:50.0000000Z ##[error]No\n";

struct Bench {
    QTemporaryDir folder;
    std::shared_ptr<demo::FakeActions> github = std::make_shared<demo::FakeActions>();
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();

    Bench()
    {
        github->log = log;
        github->knownArtifacts = {{.id = 5, .name = u"patient/../graph"_s, .bytes = 900},
                                  {.id = 6, .name = u"old"_s, .isExpired = true}};
        github->zip = archive::packed({{"dist/a.js", "let a"}});
    }
};

} // namespace

/// What a run leaves behind: logs, artifacts, the file it was made of.
class TestRunFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLogComesOnceTheJobHasEnded();
    void aLogThatIsThereIsNotFetchedAgain();
    void aLogThatIsGoneSaysSo();
    void anArtifactIsUnpackedIntoAFolderOfItsOwn();
    void artifactsOfOneNameGetFoldersOfTheirOwn();
    void anArtifactThatLeavesItsFolderIsRefused();
    void anExpiredArtifactIsNotAskedFor();
    void namesOfOthersMakeSafeFolders_data();
    void namesOfOthersMakeSafeFolders();
    void calledWorkflowsComeWithTheFile();
};

void TestRunFiles::aLogComesOnceTheJobHasEnded()
{
    Bench bench;
    RunLogs logs(bench.github, bench.folder.filePath(u"logs"_s));
    logs.setRun(demo::running().run);
    logs.setJobs(demo::running().jobs);
    logs.want(2);
    QVERIFY(bench.github->asked.isEmpty());
    QSignalSpy changed(&logs, &RunLogs::changed);
    logs.want(1);
    logs.want(1);
    QTRY_VERIFY(logs.freshness(1).hasValue());
    QCOMPARE(bench.github->asked, QStringList{u"log 1"_s});
    QCOMPARE(logs.log()->jobs(), QStringList{u"Continuous Integration"_s});
    QVERIFY(logs.log()->sectionOf(u"Continuous Integration"_s, u"Checkout"_s) >= 0);
    QVERIFY(changed.count() >= 2);
}

void TestRunFiles::aLogThatIsThereIsNotFetchedAgain()
{
    Bench bench;
    for (int times = 0; times < 2; ++times) {
        RunLogs logs(bench.github, bench.folder.path());
        logs.setRun(demo::running().run);
        logs.setJobs(demo::running().jobs);
        logs.want(1);
        QTRY_VERIFY(logs.freshness(1).hasValue());
    }
    QCOMPARE(bench.github->asked, QStringList{u"log 1"_s});
}

void TestRunFiles::aLogThatIsGoneSaysSo()
{
    Bench bench;
    bench.github->readingFails = base::makeError(base::Error::Kind::NotFound, u"The log has expired."_s);
    RunLogs logs(bench.github, bench.folder.path());
    logs.setRun(demo::running().run);
    logs.setJobs(demo::running().jobs);
    logs.want(1);
    QTRY_COMPARE(logs.freshness(1).state, base::Freshness::State::Failed);
    bench.github->readingFails.reset();
    logs.want(1);
    QTRY_VERIFY(logs.freshness(1).hasValue());
}

void TestRunFiles::anArtifactIsUnpackedIntoAFolderOfItsOwn()
{
    Bench bench;
    RunArtifacts artifacts(bench.github, bench.clock, bench.folder.filePath(u"cache"_s));
    QAbstractItemModelTester tester(&artifacts);
    artifacts.setRun(1287);
    QTRY_COMPARE(artifacts.rowCount(), 2);
    const QString target = bench.folder.filePath(u"target"_s);
    QDir().mkpath(target + u"/patient_.._graph"_s);
    artifacts.download(5, target);
    QTRY_COMPARE(artifacts.rows().first().state, State::Ready);
    QCOMPARE(artifacts.rows().first().folder, target + u"/patient_.._graph 2"_s);
    QVERIFY(QFile::exists(artifacts.rows().first().folder + u"/dist/a.js"_s));
    QVERIFY(QDir(bench.folder.filePath(u"cache"_s)).isEmpty());
}

void TestRunFiles::artifactsOfOneNameGetFoldersOfTheirOwn()
{
    Bench bench;
    bench.github->knownArtifacts = {{.id = 5, .name = u"report"_s}, {.id = 7, .name = u"Report"_s}};
    RunArtifacts artifacts(bench.github, bench.clock, bench.folder.filePath(u"cache"_s));
    artifacts.setRun(1287);
    QTRY_COMPARE(artifacts.rowCount(), 2);
    const QString target = bench.folder.filePath(u"target"_s);
    artifacts.download(5, target);
    artifacts.download(7, target);
    QTRY_COMPARE(artifacts.rows().first().state, State::Ready);
    QTRY_COMPARE(artifacts.rows().last().state, State::Ready);
    // On some computers upper and lower case are one.
    QCOMPARE(artifacts.rows().first().folder, target + u"/report"_s);
    QCOMPARE(artifacts.rows().last().folder, target + u"/Report 2"_s);
}

void TestRunFiles::anArtifactThatLeavesItsFolderIsRefused()
{
    Bench bench;
    bench.github->zip = archive::packed({{"../../evil.sh", "x"}});
    RunArtifacts artifacts(bench.github, bench.clock, bench.folder.filePath(u"cache"_s));
    artifacts.setRun(1287);
    QTRY_COMPARE(artifacts.rowCount(), 2);
    artifacts.download(5, bench.folder.filePath(u"a/b"_s));
    QTRY_COMPARE(artifacts.rows().first().state, State::Failed);
    QVERIFY(!artifacts.rows().first().error->message.isEmpty());
    QVERIFY(QDir(bench.folder.filePath(u"a/b"_s)).isEmpty());
    QVERIFY(!QFile::exists(bench.folder.filePath(u"evil.sh"_s)));
}

void TestRunFiles::anExpiredArtifactIsNotAskedFor()
{
    Bench bench;
    RunArtifacts artifacts(bench.github, bench.clock, bench.folder.path());
    artifacts.setRun(1287);
    QTRY_COMPARE(artifacts.rowCount(), 2);
    artifacts.download(6, bench.folder.path());
    QCOMPARE(bench.github->asked, QStringList{u"artifacts"_s});
    QCOMPARE(artifacts.rows().last().state, State::Remote);
}

void TestRunFiles::namesOfOthersMakeSafeFolders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folder");
    QTest::newRow("plain") << u"build-1.2_x"_s << u"build-1.2_x"_s;
    QTest::newRow("a way out") << u"../../etc"_s << u"_.._etc"_s;
    QTest::newRow("nothing") << u"..."_s << u"artifact"_s;
    QTest::newRow("marks") << u"a\u202e<b>"_s << u"a__b_"_s;
}

void TestRunFiles::namesOfOthersMakeSafeFolders()
{
    QFETCH(QString, name);
    QTEST(folderNameFor(name), "folder");
}

void TestRunFiles::calledWorkflowsComeWithTheFile()
{
    Bench bench;
    bench.github->knownFiles = {
        {u".github/workflows/a.yml"_s, "on: push\njobs:\n  x:\n    uses: ./.github/workflows/b.yml\n"_ba},
        {u".github/workflows/b.yml"_s,
         "on: workflow_call\njobs:\n  y:\n    uses: ./.github/workflows/a.yml\n  z:\n    uses: ./.github/workflows/gone.yml\n"_ba}};
    test::Outcome<WorkflowFiles> files(fetchWorkflowFiles(bench.github, u".github/workflows/a.yml"_s, u"main"_s, {}));
    QTRY_VERIFY(files.isValue());
    QVERIFY(files.value().repository->read(".github/workflows/b.yml"));
    QVERIFY(!files.value().repository->read(".github/workflows/gone.yml"));
    QVERIFY(bench.github->asked.size() <= 4);
    test::Outcome<WorkflowFiles> none(fetchWorkflowFiles(bench.github, u"x.yml"_s, u"main"_s, {}));
    QTRY_VERIFY(none.isError());
}

QTEST_GUILESS_MAIN(TestRunFiles)
#include "test_files.moc"
