#include "workflow/repository.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using base::Error;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray calling(const QByteArray &path)
{
    return "on: workflow_call\njobs:\n  go: {uses: ./.github/workflows/" + path + "}\n";
}

std::string workflowPath(const std::string &name)
{
    return ".github/workflows/" + name;
}

int depthOf(const std::vector<workflow::Call> &calls)
{
    return calls.empty() ? 0 : 1 + depthOf(calls.front().calls);
}

} // namespace

class TestRepository : public QObject
{
    Q_OBJECT

private slots:
    void pathsStayInTheRepository_data();
    void pathsStayInTheRepository();
    void readsFilesOfACheckout();
    void findsTheRootAbove_data();
    void findsTheRootAbove();
    void followsNoLinkOut();
    void readsActions_data();
    void readsActions();
    void readsACompositeAction();
    void readsEachFileOnce();
    void resolvesCallsWithinCalls();
    void endsACycleOfCalls();
    void endsAtGitHubsDepth();
    void leavesOutWhatIsNotThere();
};

void TestRepository::pathsStayInTheRepository_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("plain");
    const QString refused = u"refused"_s;
    QTest::newRow("plain") << "a/b.yml"_ba << u"a/b.yml"_s;
    QTest::newRow("with a dot") << "./a/./b.yml"_ba << u"a/b.yml"_s;
    QTest::newRow("slashes too many") << "a//b/"_ba << u"a/b"_s;
    QTest::newRow("up and down") << "a/../b"_ba << u"b"_s;
    QTest::newRow("the root") << "./"_ba << QString();
    QTest::newRow("above the root") << "../b"_ba << refused;
    QTest::newRow("above the root on the way") << "a/../../a/b"_ba << refused;
    QTest::newRow("absolute") << "/etc/passwd"_ba << refused;
    QTest::newRow("backslashes") << "..\\b"_ba << refused;
    QTest::newRow("a drive") << "c:/b"_ba << refused;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << refused;
}

void TestRepository::pathsStayInTheRepository()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QString, plain);
    const auto found = workflow::plainPath({path.constData(), size_t(path.size())});
    QCOMPARE(QString::fromStdString(found.value_or("refused")), plain);
    const workflow::MemoryRepository repository({{"b", "x"}});
    if (!found)
        QCOMPARE(repository.file({path.constData(), size_t(path.size())}).error().kind, Error::Kind::InvalidInput);
}

void TestRepository::readsFilesOfACheckout()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"actions/x/action.yml"_s), "name: X\n"_ba);
    const workflow::DiskRepository repository(folder.path());
    QCOMPARE(repository.file("./actions/x/action.yml").value(), "name: X\n"_ba);
    QCOMPARE(repository.file("absent").error().kind, Error::Kind::NotFound);
    QCOMPARE(repository.file("actions").error().kind, Error::Kind::NotFound);
    QCOMPARE(repository.file("../x").error().kind, Error::Kind::InvalidInput);
}

void TestRepository::findsTheRootAbove_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("from");
    QTest::newRow("a clone") << u".git/config"_s << u"a/b"_s;
    QTest::newRow("a worktree") << u".git"_s << u"a/b"_s;
    QTest::newRow("settings alone") << u".github/workflows/x.yml"_s << u".github/workflows"_s;
}

void TestRepository::findsTheRootAbove()
{
    QFETCH(const QString, file);
    QFETCH(const QString, from);
    const QTemporaryDir folder;
    write(folder.filePath(file), "x"_ba);
    write(folder.filePath(from + u"/ci.yml"_s), "x"_ba);
    const auto repository = workflow::DiskRepository::around(folder.filePath(from + u"/ci.yml"_s));
    QVERIFY(repository);
    QVERIFY(repository->file(from.toStdString() + "/ci.yml"));
}

void TestRepository::followsNoLinkOut()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"secret"_s), "x"_ba);
    QVERIFY(QDir().mkdir(folder.filePath(u"root"_s)));
    QVERIFY(QFile::link(folder.filePath(u"secret"_s), folder.filePath(u"root/link"_s)));
    QVERIFY(QFile::link(folder.path(), folder.filePath(u"root/up"_s)));
    const workflow::DiskRepository repository(folder.filePath(u"root"_s));
    QCOMPARE(repository.file("link").error().kind, Error::Kind::InvalidInput);
    QCOMPARE(repository.file("up/secret").error().kind, Error::Kind::InvalidInput);
}

void TestRepository::readsActions_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("runtime");
    QTest::newRow("action.yml") << "a/action.yml"_ba << "runs: {using: node20, main: x.js}"_ba << "node20"_ba;
    QTest::newRow("action.yaml") << "a/action.yaml"_ba << "runs: {using: docker, image: x}"_ba << "docker"_ba;
    QTest::newRow("a Dockerfile alone") << "a/Dockerfile"_ba << "FROM x\n"_ba << "docker"_ba;
    QTest::newRow("broken") << "a/action.yml"_ba << "runs: [using"_ba << ""_ba;
    QTest::newRow("empty") << "a/action.yml"_ba << ""_ba << ""_ba;
}

void TestRepository::readsActions()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, runtime);
    const workflow::MemoryRepository repository({{file.toStdString(), bytes}});
    const auto action = repository.action("./a");
    QVERIFY(action);
    QCOMPARE((*action)->runtime, runtime.toStdString());
    QCOMPARE((*action)->path, file.toStdString());
    QCOMPARE(repository.action("./b").error().kind, Error::Kind::NotFound);
}

void TestRepository::readsACompositeAction()
{
    const auto action = workflow::readAction(R"(name: Setup
inputs:
  version: {description: Which, required: true}
  cache: {default: "yes", deprecationMessage: gone}
outputs:
  path: {value: "${{ steps.x.outputs.p }}"}
runs:
  using: composite
  steps:
    - id: x
      run: echo
      shell: bash
)"_ba);
    QVERIFY(action.isComposite());
    QCOMPARE(action.steps.size(), 1U);
    QVERIFY(action.input("VERSION")->isRequired());
    QCOMPARE(action.input("cache")->deprecation.text(), std::string_view("gone"));
    QVERIFY(action.output("path")->value.isDynamic());
    QVERIFY(!action.input("absent"));
}

void TestRepository::readsEachFileOnce()
{
    const workflow::MemoryRepository repository({{"a/action.yml", "name: A\n"}, {workflowPath("x.yml"), "name: X\n"}});
    QCOMPARE(repository.action("./a")->get(), repository.action("a/")->get());
    const auto one = repository.workflow("./.github/workflows/x.yml");
    QVERIFY(one->isSame(*repository.workflow(workflowPath("x.yml"))));
    QCOMPARE(one->path(), u".github/workflows/x.yml"_s);
}

void TestRepository::resolvesCallsWithinCalls()
{
    const workflow::MemoryRepository repository(
        {{workflowPath("b.yml"), calling("c.yml")}, {workflowPath("c.yml"), "jobs: {last: {}}\n"}});
    const auto document = workflow::Document::open("jobs:\n  own: {}\n  far: {uses: o/r/x.yml@v1}\n"
                                                   "  near: {uses: ./.github/workflows/b.yml}\n"_ba,
                                                   u".github/workflows/a.yml"_s);
    const auto calls = workflow::resolveCalls(document, repository);
    QCOMPARE(calls.size(), 1U);
    QCOMPARE(calls[0].job, 2);
    QCOMPARE(calls[0].calls.size(), 1U);
    QVERIFY(calls[0].calls[0].document.workflow().job("last"));
}

void TestRepository::endsACycleOfCalls()
{
    const workflow::MemoryRepository repository(
        {{workflowPath("a.yml"), calling("b.yml")}, {workflowPath("b.yml"), calling("a.yml")}});
    const auto document = repository.workflow(workflowPath("a.yml"));
    QCOMPARE(depthOf(workflow::resolveCalls(*document, repository)), 1);
}

void TestRepository::endsAtGitHubsDepth()
{
    workflow::MemoryRepository::Files files;
    for (int at = 0; at < 20; ++at)
        files[workflowPath(std::to_string(at) + ".yml")] = calling(QByteArray::number(at + 1) + ".yml");
    const workflow::MemoryRepository repository(files);
    const auto document = repository.workflow(workflowPath("0.yml"));
    QCOMPARE(1 + depthOf(workflow::resolveCalls(*document, repository)), workflow::deepestCall);
}

void TestRepository::leavesOutWhatIsNotThere()
{
    const workflow::MemoryRepository repository({});
    QVERIFY(workflow::resolveCalls(workflow::Document::open(calling("x.yml")), repository).empty());
}

QTEST_GUILESS_MAIN(TestRepository)
#include "test_repository.moc"
