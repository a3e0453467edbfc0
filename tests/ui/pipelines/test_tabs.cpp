#include "loop_health.h"
#include "pipelines_page/changes_tab.h"
#include "pipelines_page/diff_view.h"
#include "pipelines_page/editor_dock.h"
#include "pipelines_page/problems_tab.h"
#include "pipelines_page/starts_tab.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using namespace slipway::pipelines_page;
using namespace slipway::test;
using editing::OpenFile;

namespace {

/// Its job has no time limit, which a rule mends.
const QByteArray unlimited = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: one\n";

QTreeWidgetItem *line(const QTreeWidget &tree, const QString &name)
{
    const auto found = tree.findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? nullptr : found.first();
}

void append(OpenFile &file, const QByteArray &words)
{
    const QByteArray before = file.document().source();
    QVERIFY(file.history().apply(yaml::difference(before, before + words), u"Type"_s));
}

} // namespace

/// The panel below the canvas.
class TestTabs final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_clock = std::make_shared<base::ManualClock>(); }
    void problemsAreListedAndMended();
    void enterGoesToAProblem();
    void fixOfAnOlderTextIsRefused();
    void noFileHasNoProblems();
    void changesAreSaidInWordsAndLines();
    void lineOfAChangeIsGoneTo();
    void diffSaysWhatEachLineIs();
    void startsSayWhyAndWhyNot();
    void changedFilesDecide();
    void startsAreAskedForOnlyInSight();
    void chosenEventAndBranchStay();
    void expectedTimesAreSaid();
    void dockFoldsAndCounts();
    void dockOpensWithAClickOnATab();

private:
    void check(OpenFile &file);

    std::shared_ptr<base::ManualClock> m_clock;
};

/// Until the findings are those of the text.
void TestTabs::check(OpenFile &file)
{
    QTRY_VERIFY((m_clock->advance(100ms), file.checkedRevision() == file.document().revision()));
}

void TestTabs::problemsAreListedAndMended()
{
    OpenFile file(opened(unlimited, m_clock));
    ProblemsTab tab;
    QSignalSpy counted(&tab, &ProblemsTab::countChanged);
    tab.setFile(&file);
    tab.resize(900, 300);
    tab.show();
    check(file);
    QTRY_VERIFY(tab.count() > 0);
    QCOMPARE(counted.last().first().toInt(), tab.count());
    auto *list = tab.findChild<QListView *>();
    QVERIFY(!list->accessibleName().isEmpty());
    const int before = tab.count();
    const auto fixable =
        std::ranges::find_if(file.findings(), [](const auto &finding) { return finding.fix.has_value(); });
    QVERIFY(fixable != file.findings().end());
    const QModelIndex row = list->model()->index(int(fixable - file.findings().begin()), 0);
    // The fix stands before the place, at the right.
    const QRect rect = list->visualRect(row);
    for (int x = rect.right() - 200; x > rect.left() && !file.history().stack().canUndo(); x -= 20)
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(x, rect.center().y()));
    QVERIFY(file.history().stack().canUndo());
    QCOMPARE(file.history().stack().count(), 1);
    check(file);
    QTRY_VERIFY(tab.count() < before);
    tab.setFile(nullptr);
    QCOMPARE(tab.count(), 0);
}

void TestTabs::enterGoesToAProblem()
{
    OpenFile file(opened(unlimited, m_clock));
    ProblemsTab tab;
    tab.setFile(&file);
    tab.show();
    check(file);
    QTRY_VERIFY(tab.count() > 0);
    QSignalSpy wanted(&tab, &ProblemsTab::goToRequested);
    auto *list = tab.findChild<QListView *>();
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().value<yaml::Range>(), file.findings().front().range);
    tab.setFile(nullptr);
}

void TestTabs::fixOfAnOlderTextIsRefused()
{
    OpenFile file(opened(unlimited, m_clock));
    ProblemsTab tab;
    tab.setFile(&file);
    tab.resize(900, 300);
    tab.show();
    check(file);
    QTRY_VERIFY(tab.count() > 0);
    append(file, "# more\n");
    const QByteArray text = file.document().source();
    QSignalSpy refused(&tab, &ProblemsTab::refused);
    auto *list = tab.findChild<QListView *>();
    for (int row = 0; row < tab.count(); ++row) {
        const QRect rect = list->visualRect(list->model()->index(row, 0));
        for (int x = rect.right() - 200; x > rect.left(); x -= 20)
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(x, rect.center().y()));
    }
    QVERIFY(refused.count() > 0);
    QCOMPARE(file.document().source(), text);
    tab.setFile(nullptr);
}

void TestTabs::noFileHasNoProblems()
{
    ProblemsTab tab;
    tab.show();
    tab.setFile(nullptr);
    QCOMPARE(tab.count(), 0);
}

void TestTabs::changesAreSaidInWordsAndLines()
{
    OpenFile file(opened(unlimited, m_clock));
    ChangesTab tab(m_clock.get());
    QSignalSpy counted(&tab, &ChangesTab::countChanged);
    tab.setFile(&file);
    tab.show();
    auto *words = tab.findChild<QListWidget *>(u"meaning"_s);
    QCOMPARE(words->count(), 0);
    QVERIFY(file.history().apply(
        yaml::difference(unlimited, QByteArray(unlimited).replace("runs-on", "timeout-minutes: 20\n    runs-on")),
        u"Limit"_s));
    append(file, "      - run: two\n");
    QTRY_VERIFY((m_clock->advance(100ms), words->count() == 2));
    QCOMPARE(counted.last().first().toInt(), 2);
    QVERIFY(words->item(0)->text().contains("timeout"_L1) || words->item(1)->text().contains("timeout"_L1));
    QVERIFY(words->isVisible());
    file.history().stack().setIndex(0);
    QTRY_COMPARE((m_clock->advance(100ms), words->count()), 0);
    QVERIFY(!words->isVisible());
    tab.setFile(nullptr);
}

void TestTabs::lineOfAChangeIsGoneTo()
{
    OpenFile file(opened(unlimited, m_clock));
    ChangesTab tab(m_clock.get());
    tab.setFile(&file);
    append(file, "      - run: two\n");
    tab.show();
    auto *diff = tab.findChild<DiffView *>();
    QTRY_VERIFY((m_clock->advance(100ms), diff->model()->rowCount() > 0));
    QSignalSpy wanted(&tab, &ChangesTab::goToRequested);
    diff->setFocus();
    diff->setCurrentIndex(diff->model()->index(diff->model()->rowCount() - 1, 0));
    QTest::keyClick(diff, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().value<yaml::Range>().begin, quint32(unlimited.size()));
    tab.setFile(nullptr);
}

void TestTabs::diffSaysWhatEachLineIs()
{
    DiffView view;
    QByteArray before;
    for (int at = 0; at < 20; ++at)
        before += "line " + QByteArray::number(at) + '\n';
    const QByteArray longest = QByteArray(5000, 'x') + "<b>";
    view.setRows(textdiff::diffRows(before, "new " + longest + '\n' + before.chopped(8)));
    const QAbstractItemModel *model = view.model();
    QStringList said;
    for (int row = 0; row < model->rowCount(); ++row)
        said.append(model->index(row, 0).data(Qt::AccessibleTextRole).toString());
    QVERIFY(said.first().startsWith("added: new "_L1));
    QVERIFY(said.first().size() < 500);
    QVERIFY(said.last().startsWith("removed: line 19"_L1));
    QVERIFY(said.filter(u"lines the same"_s).size() == 1);
    view.resize(400, 200);
    view.show();
    QVERIFY(!view.grab().isNull());
    QSignalSpy chosen(&view, &DiffView::lineChosen);
    view.setFocus();
    view.setCurrentIndex(model->index(model->rowCount() - 1, 0));
    QTest::keyClick(&view, Qt::Key_Return);
    // What was removed has no line any more.
    QCOMPARE(chosen.count(), 0);
    view.setCurrentIndex(model->index(0, 0));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toInt(), 0);
}

void TestTabs::startsSayWhyAndWhyNot()
{
    StartsTab tab;
    tab.resize(800, 300);
    tab.setWorkflows([] {
        std::vector<editing::Candidate> all;
        for (const QString &name : loopHealthNames()) {
            const QString path = u".github/workflows/"_s + name;
            all.push_back({path, workflow::Document::open(loopHealth(name), path)});
        }
        return all;
    });
    tab.show();
    auto *tree = tab.findChild<QTreeWidget *>(u"starts"_s);
    QCOMPARE(tree->topLevelItemCount(), 6);
    auto *event = tab.findChild<QComboBox *>(u"startsEvent"_s);
    QCOMPARE(event->currentText(), u"push"_s);
    QVERIFY(event->findText(u"workflow_dispatch"_s) >= 0);
    auto *branch = tab.findChild<QComboBox *>(u"startsBranch"_s);
    branch->setFocus();
    branch->lineEdit()->selectAll();
    QTest::keyClicks(branch->lineEdit(), u"feature"_s);
    const QTreeWidgetItem *main = line(*tree, u"Patient Graph CI/CD"_s);
    QVERIFY(main);
    QCOMPARE(main->text(1), u"does not run"_s);
    QVERIFY(!main->text(2).isEmpty());
    QVERIFY(!main->isExpanded());
    QSignalSpy chosen(&tab, &StartsTab::workflowChosen);
    tree->setFocus();
    tree->setCurrentItem(line(*tree, u"Patient Graph CI/CD"_s));
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), u".github/workflows/patient-graph-ci-cd.yml"_s);
}

void TestTabs::changedFilesDecide()
{
    StartsTab tab;
    tab.setWorkflows([] {
        return std::vector<editing::Candidate>{
            {u"a.yml"_s, workflow::Document::open(loopHealth(u"patient-graph-ci-cd.yml"_s), u"a.yml"_s)}};
    });
    tab.show();
    auto *tree = tab.findChild<QTreeWidget *>(u"starts"_s);
    auto *paths = tab.findChild<QLineEdit *>(u"startsPaths"_s);
    QCOMPARE(tree->topLevelItem(0)->text(1), u"may run"_s);
    paths->setFocus();
    QTest::keyClicks(paths, u"docs/readme.md"_s);
    QCOMPARE(tree->topLevelItem(0)->text(1), u"does not run"_s);
    QTest::keyClicks(paths, u", apps/patient-graph/src/x.ts"_s);
    QCOMPARE(tree->topLevelItem(0)->text(1), u"runs"_s);
    QVERIFY(tree->topLevelItem(0)->isExpanded());
    QVERIFY(line(*tree, u"Continuous Integration"_s));
}

void TestTabs::startsAreAskedForOnlyInSight()
{
    StartsTab tab;
    int asked = 0;
    tab.setWorkflows([&asked] {
        ++asked;
        return std::vector<editing::Candidate>();
    });
    tab.refresh();
    QCOMPARE(asked, 0);
    tab.show();
    QCOMPARE(asked, 1);
    tab.refresh();
    QCOMPARE(asked, 2);
}

void TestTabs::chosenEventAndBranchStay()
{
    StartsTab tab;
    std::vector<editing::Candidate> all{
        {u"a.yml"_s, workflow::Document::open("on: [push, workflow_dispatch]\njobs: {}\n", {})}};
    tab.setWorkflows([&all] { return all; });
    tab.show();
    auto *event = tab.findChild<QComboBox *>(u"startsEvent"_s);
    event->setFocus();
    event->setCurrentText(u"workflow_dispatch"_s);
    auto *branch = tab.findChild<QComboBox *>(u"startsBranch"_s);
    QCOMPARE(branch->currentText(), u"main"_s);
    branch->setCurrentText(u"mine"_s);
    tab.setBranches({u"main"_s, u"next"_s});
    QCOMPARE(branch->currentText(), u"mine"_s);
    QCOMPARE(branch->count(), 2);
    all.push_back({u"b.yml"_s, workflow::Document::open("on: pull_request\njobs: {}\n", {})});
    tab.refresh();
    QCOMPARE(event->currentText(), u"workflow_dispatch"_s);
    QVERIFY(event->findText(u"pull_request"_s) >= 0);
    all = {{u"b.yml"_s, workflow::Document::open("on: [pull_request, push]\njobs: {}\n", {})}};
    tab.refresh();
    QCOMPARE(event->currentText(), u"push"_s);
}

void TestTabs::expectedTimesAreSaid()
{
    StartsTab tab;
    tab.setWorkflows(
        [] { return std::vector<editing::Candidate>{{u"a.yml"_s, workflow::Document::open(unlimited, u"a.yml"_s)}}; });
    tab.setExpectations([](const QString &path) { return u"about 6 min for %1"_s.arg(path); });
    tab.show();
    auto *tree = tab.findChild<QTreeWidget *>(u"starts"_s);
    QVERIFY(tree->topLevelItem(0)->text(2).endsWith("about 6 min for a.yml"_L1));
}

void TestTabs::dockFoldsAndCounts()
{
    EditorDock dock;
    auto *content = new QLabel(u"x"_s);
    const int first = dock.addTab(u"YAML"_s, content);
    const int second = dock.addTab(u"Problems"_s, new QLabel);
    dock.resize(800, 300);
    dock.show();
    dock.setCount(second, 12, base::Status::Warning);
    auto *tabs = dock.findChild<QTabBar *>(u"dockTabs"_s);
    QCOMPARE(tabs->accessibleTabName(second), u"Problems, 12"_s);
    dock.setCount(second, 0);
    QCOMPARE(tabs->accessibleTabName(second), u"Problems"_s);
    QSignalSpy folded(&dock, &EditorDock::foldedChanged);
    const QString words = u"Hide the panel"_s;
    const auto buttons = dock.findChildren<QToolButton *>();
    const auto found = std::ranges::find(buttons, words, &QToolButton::accessibleName);
    QVERIFY(found != buttons.end());
    QToolButton *button = *found;
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(dock.isFolded() && !content->isVisible());
    QVERIFY(button->accessibleName() != words);
    QVERIFY(dock.maximumHeight() < 100);
    dock.setCurrent(first);
    QVERIFY(!dock.isFolded() && content->isVisible());
    QCOMPARE(folded.count(), 2);
}

void TestTabs::dockOpensWithAClickOnATab()
{
    EditorDock dock;
    dock.addTab(u"YAML"_s, new QLabel);
    const int second = dock.addTab(u"Changes"_s, new QLabel);
    dock.resize(800, 300);
    dock.show();
    dock.setFolded(true);
    QSignalSpy current(&dock, &EditorDock::currentChanged);
    auto *tabs = dock.findChild<QTabBar *>(u"dockTabs"_s);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(second).center());
    QVERIFY(!dock.isFolded());
    QCOMPARE(dock.current(), second);
    QCOMPARE(current.count(), 1);
}

QTEST_MAIN(TestTabs)

#include "test_tabs.moc"
