#include "github_stage.h"
#include "pipelines/catalogue.h"
#include "pipelines/catalogue_rows.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QPersistentModelIndex>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::pipelines;
using namespace slipway::test;
using State = base::Freshness::State;

namespace {

const QString ciPath = u".github/workflows/ci.yml"_s;
const QString deployPath = u".github/workflows/deploy.yml"_s;

QByteArray treeJson(const QByteArray &items)
{
    return R"({"sha":"t","truncated":false,"tree":[)" + items + "]}";
}

QByteArray item(const QByteArray &path, const QByteArray &type, const QByteArray &sha)
{
    return R"({"path":")" + path + R"(","mode":"100644","type":")" + type + R"(","sha":")" + sha + R"("})";
}

QByteArray workflowJson(int id, const QByteArray &name, const QByteArray &path, const QByteArray &state)
{
    return R"({"id":)" + QByteArray::number(id) + R"(,"name":")" + name + R"(","path":")" + path + R"(","state":")"
        + state + R"(","html_url":"https://github.com/x"})";
}

} // namespace

class TestCatalogue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsTheBranchsWorkflows();
    void asksForFilesOnlyWhenTheBranchMoved();
    void failureKeepsTheRows();
    void repositoryWithoutWorkflowsIsEmpty();
    void anotherBranchIsAskedAnew();
    void addsTheClonesFiles();
    void joiningKeepsToTheWorkflowsFolder();
    void opensAFileWithWhatItUses();
    void opensAFileWhoseUsesCannotBeRead();
    void localUsesAreFound();
    void callsInCirclesEnd();
    void rowsKeepTheirIdentity();
    void sourceOutlivesTheModel();

private:
    void scriptHead(const QByteArray &sha = "c1");
    void scriptFiles(const QByteArray &commit = "c1");
    void scriptWorkflows(const QByteArray &state = "active");
    void refresh(bool isFine = true);

    std::unique_ptr<GitHubStage> m_stage;
    std::unique_ptr<WorkflowCatalogue> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestCatalogue::init()
{
    m_stage = std::make_unique<GitHubStage>();
    m_model = std::make_unique<WorkflowCatalogue>(
        WorkflowCatalogue::Setup{m_stage->client, m_stage->name, u"main"_s, std::nullopt, m_stage->calls.clock});
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestCatalogue::cleanup()
{
    m_tester.reset();
    m_model.reset();
    QCOMPARE(m_stage->mistakes(), QStringList());
    m_stage.reset();
}

void TestCatalogue::scriptHead(const QByteArray &sha)
{
    m_stage->on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", sha));
}

void TestCatalogue::scriptFiles(const QByteArray &commit)
{
    m_stage->on("GET", "/git/trees/" + commit)
        .answer(200, treeJson(item(".github", "tree", "g") + ',' + item("apps", "tree", "a")));
    m_stage->on("GET", "/git/trees/g").answer(200, treeJson(item("workflows", "tree", "w")));
    m_stage->on("GET", "/git/trees/w")
        .answer(200,
                treeJson(item("ci.yml", "blob", "1") + ',' + item("deploy.yml", "blob", "2") + ','
                         + item("README.md", "blob", "3") + ',' + item("old.yml", "tree", "4")));
}

void TestCatalogue::scriptWorkflows(const QByteArray &state)
{
    m_stage->on("GET", "/actions/workflows?per_page=100")
        .answer(200,
                R"({"total_count":3,"workflows":[)"
                    + workflowJson(1, "Patient Graph CI/CD", ".github/workflows/ci.yml", "active") + ','
                    + workflowJson(2, "Deploy", ".github/workflows/deploy.yml", state) + ','
                    + workflowJson(3, "CodeQL", "dynamic/github-code-scanning/codeql", "active") + "]}");
}

void TestCatalogue::refresh(bool isFine)
{
    const Outcome<bool> outcome(m_model->refresh({}));
    QTRY_VERIFY((m_stage->later(), outcome.isDone()));
    QCOMPARE(outcome.isValue(), isFine);
}

void TestCatalogue::listsTheBranchsWorkflows()
{
    scriptHead();
    scriptFiles();
    scriptWorkflows("disabled_manually");
    refresh();
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->index(0).data().toString(), u"Deploy"_s);
    QCOMPARE(m_model->index(0).data(WorkflowCatalogue::StateRole).toString(), u"Disabled by hand"_s);
    QCOMPARE(m_model->entry(ciPath)->name, u"Patient Graph CI/CD"_s);
    QCOMPARE(m_model->entry(ciPath)->id, 1);
    QVERIFY(m_model->entry(ciPath)->isAtGitHub && !m_model->entry(ciPath)->isOnDisk);
    QCOMPARE(m_model->commit(), u"c1"_s);
    QCOMPARE(m_model->freshness().state, State::Fresh);
}

void TestCatalogue::asksForFilesOnlyWhenTheBranchMoved()
{
    scriptHead();
    scriptFiles();
    scriptWorkflows();
    refresh();
    scriptHead();
    scriptWorkflows("disabled_inactivity");
    refresh();
    QCOMPARE(m_model->rowCount(), 2);
    QVERIFY(!m_model->entry(deployPath)->disabledBecause.isEmpty());
}

void TestCatalogue::failureKeepsTheRows()
{
    scriptHead();
    scriptFiles();
    scriptWorkflows();
    refresh();
    m_stage->on("GET", "/git/ref/heads/main").answer(403, "{}");
    refresh(false);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->freshness().state, State::Forbidden);
    QVERIFY(m_model->freshness().hasValue());
}

void TestCatalogue::repositoryWithoutWorkflowsIsEmpty()
{
    scriptHead();
    m_stage->on("GET", "/git/trees/c1").answer(200, treeJson(item("apps", "tree", "a")));
    m_stage->on("GET", "/actions/workflows?per_page=100").answer(200, R"({"total_count":0,"workflows":[]})");
    refresh();
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->freshness().state, State::Fresh);
}

void TestCatalogue::anotherBranchIsAskedAnew()
{
    scriptHead();
    scriptFiles();
    scriptWorkflows();
    refresh();
    m_model->setBranch({});
    m_stage->on("GET", "").answer(200, R"({"id":1,"full_name":"loop-health/platform","default_branch":"trunk",
        "html_url":"https://x","private":true})");
    m_stage->on("GET", "/git/ref/heads/trunk").answer(200, referenceJson("heads/trunk", "c9"));
    m_stage->on("GET", "/git/trees/c9").answer(200, treeJson({}));
    scriptWorkflows();
    refresh();
    QCOMPARE(m_model->branch(), u"trunk"_s);
    QCOMPARE(m_model->rowCount(), 0);
}

void TestCatalogue::addsTheClonesFiles()
{
    const QTemporaryDir folder;
    QProcess git;
    git.setWorkingDirectory(folder.path());
    git.start(u"git"_s, {u"init"_s, u"-q"_s});
    QVERIFY(git.waitForFinished());
    QDir(folder.path()).mkpath(u".github/workflows"_s);
    const auto write = [&folder](const QString &path, const QByteArray &bytes) {
        QFile file(folder.filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    write(ciPath, "name: CI of the clone\non: push\n");
    write(u".github/workflows/broken.yml"_s, "name: [\xff");
    scriptHead();
    scriptFiles();
    scriptWorkflows();
    refresh();
    m_model->setClone(checkout::Clone::around(folder.path()).value());
    QTRY_COMPARE(m_model->rowCount(), 3);
    QCOMPARE(m_model->entry(ciPath)->name, u"CI of the clone"_s);
    QVERIFY(m_model->entry(ciPath)->isOnDisk && m_model->entry(ciPath)->isAtGitHub);
    QCOMPARE(m_model->entry(u".github/workflows/broken.yml"_s)->name, u"broken.yml"_s);
    QVERIFY(!m_model->entry(u".github/workflows/broken.yml"_s)->isAtGitHub);
    m_model->setClone(std::nullopt);
    QTRY_COMPARE(m_model->rowCount(), 2);
}

void TestCatalogue::joiningKeepsToTheWorkflowsFolder()
{
    GitHubFilesList list;
    list.files = {ciPath};
    github::Workflow foreign;
    foreign.path = u"dynamic/x"_s;
    github::Workflow nameless;
    nameless.path = ciPath;
    nameless.name = ciPath;
    list.workflows = {foreign, nameless};
    const auto entries = joinEntries(list, {});
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first().name, u"ci.yml"_s);
}

void TestCatalogue::opensAFileWithWhatItUses()
{
    const QByteArray text = "jobs:\n  a:\n    steps:\n      - uses: ./actions/setup\n"
                            "  b:\n    uses: ./.github/workflows/part.yml\n";
    const QByteArray setup = "runs:\n  using: composite\n  steps:\n    - uses: ./actions/inner\n";
    scriptHead();
    const auto at = [this](const QByteArray &path) -> Script & {
        return m_stage->on("GET", "/contents/" + path + "?ref=c1");
    };
    at(".github/workflows/ci.yml").answer(200, fileJson("ci.yml", text));
    at("actions/setup/action.yml").answer(404, "{}");
    at("actions/setup/action.yaml").answer(200, fileJson("action.yaml", setup));
    at("actions/inner/action.yml").answer(200, fileJson("action.yml", "name: Inner\n"));
    at(".github/workflows/part.yml").answer(200, fileJson("part.yml", "on: workflow_call\njobs: {}\n"));
    const Outcome<OpenedFile> opened(m_model->open(ciPath, {}));
    QTRY_VERIFY((m_stage->later(), opened.isDone()));
    QVERIFY(opened.isValue());
    QCOMPARE(opened.value().bytes, text);
    QCOMPARE(opened.value().commit, u"c1"_s);
    QVERIFY(opened.value().repository);
    QVERIFY(opened.value().repository->action("./actions/setup").value()->isComposite());
    QCOMPARE(opened.value().repository->action("./actions/inner").value()->name.text(), "Inner");
    QVERIFY(opened.value().repository->workflow("./.github/workflows/part.yml"));
    QVERIFY(!opened.value().repository->file("actions/other/action.yml"));
}

void TestCatalogue::opensAFileWhoseUsesCannotBeRead()
{
    scriptHead();
    m_stage->on("GET", "/contents/.github/workflows/ci.yml?ref=c1")
        .answer(200, fileJson("ci.yml", "jobs:\n  b:\n    uses: ./.github/workflows/part.yml\n"));
    m_stage->on("GET", "/contents/.github/workflows/part.yml?ref=c1").answer(403, "{}");
    const Outcome<OpenedFile> opened(m_model->open(ciPath, {}));
    QTRY_VERIFY((m_stage->later(), opened.isDone()));
    QVERIFY(opened.isValue());
    QVERIFY(!opened.value().repository);
}

void TestCatalogue::localUsesAreFound()
{
    const auto document = workflow::Document::open("jobs:\n"
                                                   "  a:\n    steps:\n"
                                                   "      - uses: ./x/\n"
                                                   "      - uses: ./x\n"
                                                   "      - uses: ./../../etc\n"
                                                   "      - uses: actions/checkout@v4\n"
                                                   "  b:\n    uses: ./.github/workflows/p.yml\n"
                                                   "  c: [\n");
    QCOMPARE(localUses(document).actions, QStringList{u"x"_s});
    QCOMPARE(localUses(document).workflows, QStringList{u".github/workflows/p.yml"_s});
}

void TestCatalogue::callsInCirclesEnd()
{
    const QByteArray circle = "jobs:\n  b:\n    uses: ./.github/workflows/circle.yml\n";
    m_stage->on("GET", "/contents/.github/workflows/circle.yml?ref=c1").answer(200, fileJson("c", circle));
    const GitHubFiles files(m_stage->client, m_stage->name, u"c1"_s);
    const auto document = workflow::Document::open(circle, ciPath);
    const Outcome<std::shared_ptr<const workflow::Repository>> first(files.around(document, {}));
    QTRY_VERIFY(first.isDone());
    const Outcome<std::shared_ptr<const workflow::Repository>> again(files.around(document, {}));
    QTRY_VERIFY(again.isDone());
    QVERIFY(first.isValue() && again.isValue());
    QCOMPARE(m_stage->asked().size(), 1);
}

void TestCatalogue::rowsKeepTheirIdentity()
{
    scriptHead();
    scriptFiles();
    scriptWorkflows();
    refresh();
    const QPersistentModelIndex ci(m_model->index(1));
    QCOMPARE(ci.data(WorkflowCatalogue::PathRole).toString(), ciPath);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    scriptHead("c2");
    m_stage->on("GET", "/git/trees/c2").answer(200, treeJson(item(".github", "tree", "g2")));
    m_stage->on("GET", "/git/trees/g2").answer(200, treeJson(item("workflows", "tree", "w2")));
    m_stage->on("GET", "/git/trees/w2")
        .answer(200, treeJson(item("ci.yml", "blob", "1") + ',' + item("a.yml", "blob", "2")));
    scriptWorkflows();
    refresh();
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(ci.data(WorkflowCatalogue::PathRole).toString(), ciPath);
    QCOMPARE(m_model->index(0).data(WorkflowCatalogue::PathRole).toString(), u".github/workflows/a.yml"_s);
    QCOMPARE(reset.count(), 0);
}

void TestCatalogue::sourceOutlivesTheModel()
{
    const refresh::Source source = m_model->source();
    m_tester.reset();
    m_model.reset();
    const Outcome<bool> outcome(source.fetch({}));
    QTRY_VERIFY(outcome.isDone());
    QVERIFY(outcome.isValue());
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
