#include "pane.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::Place;

namespace {

const QStringList files{u"patient-graph-ci-cd.yml"_s, u"vercel-deploy.yml"_s,
                        u"migrations.yml"_s,          u"security.yml"_s,
                        u"lighthouse-ci.yml"_s,       u"api-docs-validation.yml"_s};

QList<Place> placesOf(const workflow::Document &document)
{
    QList<Place> places{Place::file()};
    for (const workflow::Trigger &trigger : document.workflow().on.events)
        places.append(Place::trigger(std::string(trigger.text())));
    for (const workflow::Job &job : document.workflow().jobs) {
        const std::string id(job.id());
        places.append(Place::ofJob(id));
        if (job.environment)
            places.append(Place::gate(id));
        for (int at = 0; at < std::ssize(job.steps); ++at)
            places.append(Place::ofStep(id, at));
    }
    return places;
}

} // namespace

class TestInspectorEdits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldWritesItsLineAlone_data();
    void fieldWritesItsLineAlone();
    void lookingEverywhereChangesNothing_data();
    void lookingEverywhereChangesNothing();
    void typingIsOneStep();
    void noKeyIsLost_data();
    void noKeyIsLost();
    void escapeTakesBackWhatIsNotWritten();
    void emptiedFieldTakesItsKeyAndItsMap();
    void filterThatIsEmptiedLeavesTheEvent();
    void kindIsSwitchedAndTakenBack();
    void conditionIsChosenFromTheList();
    void variableIsAddedInOneStep();
    void branchIsAddedToItsList();
    void renamedJobIsFollowedByItsReferences();
    void needIsTakenAwayByItsBox();
    void scopeOfPermissionsIsSet();
    void valueOfAMatrixIsAdded();
    void severalStepsAreRemovedAtOnce();
    void copyKeepsItsComments();
    void scriptIsEditedOverSeveralLines();
    void changeElsewhereIsFollowed();
};

void TestInspectorEdits::fieldWritesItsLineAlone_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<Place>("place");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("changed");

    const auto row = [](const char *name, const char *file, const Place &place, const char *field, const char *typed,
                        const QStringList &changed) {
        QTest::newRow(name) << QString::fromLatin1(file) << place << QString::fromLatin1(field)
                            << QString::fromLatin1(typed) << changed;
    };
    row("name of the file", "patient-graph-ci-cd.yml", Place::file(), "Name", "Patient Graph",
        {u"-name: Patient Graph CI/CD"_s, u"+name: Patient Graph"_s});
    row("new time limit of a job", "patient-graph-ci-cd.yml", Place::ofJob("deploy"), "Time limit in minutes", "20",
        {u"+    timeout-minutes: 20"_s});
    row("condition of a job", "patient-graph-ci-cd.yml", Place::ofJob("deploy"), "Runs when",
        "github.ref_name == 'main'",
        {u"-    if: github.ref == 'refs/heads/main'"_s, u"+    if: github.ref_name == 'main'"_s});
    row("working directory", "patient-graph-ci-cd.yml", Place::ofStep("deploy", 2), "Working directory", "apps/graph",
        {u"-        working-directory: apps/patient-graph"_s, u"+        working-directory: apps/graph"_s});
    row("version of an action", "patient-graph-ci-cd.yml", Place::ofStep("deploy", 1), "Action",
        "superfly/flyctl-actions/setup-flyctl@v1",
        {u"-        uses: superfly/flyctl-actions/setup-flyctl@master"_s,
         u"+        uses: superfly/flyctl-actions/setup-flyctl@v1"_s});
    row("input with a comment behind it", "patient-graph-ci-cd.yml", Place::ofStep("ci", 0), "Value of fetch-depth",
        "1",
        {u"-          fetch-depth: 0 # Full history for Sentry releases"_s,
         u"+          fetch-depth: 1 # Full history for Sentry releases"_s});
    row("schedule with a comment behind it", "security.yml", Place::trigger("schedule"),
        "Minute, hour, day, month, weekday", "0 7 * * 1",
        {u"-    - cron: '0 6 * * *' # Daily at 6am UTC"_s, u"+    - cron: '0 7 * * 1' # Daily at 6am UTC"_s});
    row("address of a new environment", "migrations.yml", Place::ofJob("migrate"), "Name", "Migrate",
        {u"-    name: Run migrations"_s, u"+    name: Migrate"_s});
    row("environment of a gate", "migrations.yml", Place::gate("migrate"), "Environment", "production",
        {u"-    environment: ${{ github.event.inputs.environment }}"_s, u"+    environment: production"_s});
    row("description of an input", "migrations.yml", Place::trigger("workflow_dispatch"), "Description", "Where to",
        {u"-        description: 'Target environment'"_s, u"+        description: 'Where to'"_s});
    row("condition of a step", "vercel-deploy.yml", Place::ofStep("deploy", 2), "Condition",
        "github.event_name == 'push'",
        {u"-        if: github.event_name == 'pull_request'"_s, u"+        if: github.event_name == 'push'"_s});
    row("pattern of a filter", "lighthouse-ci.yml", Place::trigger("pull_request"), "Changed files, entry 2", "libs/**",
        {u"-      - 'packages/**'"_s, u"+      - 'libs/**'"_s});
    row("name of a step", "api-docs-validation.yml", Place::ofStep("validate", 2), "Name", "Look for breaking changes",
        {u"-      - name: Check for breaking changes"_s, u"+      - name: Look for breaking changes"_s});
}

void TestInspectorEdits::fieldWritesItsLineAlone()
{
    QFETCH(QString, file);
    QFETCH(Place, place);
    QFETCH(QString, field);
    QFETCH(QString, typed);
    Pane pane(loopHealth(file));
    pane.select(place);
    QLineEdit *line = pane.line(field);
    QVERIFY(line);
    pane.write(line, typed);
    QTEST(changedLines(pane.before, pane.text()), "changed");
    QCOMPARE(pane.file.history().stack().count(), 1);
    pane.undoAll();
    QCOMPARE(pane.text(), pane.before);
}

void TestInspectorEdits::lookingEverywhereChangesNothing_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file;
}

void TestInspectorEdits::lookingEverywhereChangesNothing()
{
    QFETCH(QString, file);
    Pane pane(loopHealth(file));
    QVERIFY(!pane.before.isEmpty());
    const auto places = placesOf(pane.file.document());
    for (const Place &place : places) {
        pane.select(place);
        pane.widget.focusFirst();
        for (int tab = 0; tab < 40 && QApplication::focusWidget(); ++tab)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        pane.clock->advance(base::milliseconds(2000));
    }
    QCOMPARE(pane.text(), pane.before);
    QCOMPARE(pane.file.history().stack().count(), 0);
}

void TestInspectorEdits::typingIsOneStep()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofStep("deploy", 0));
    QLineEdit *name = pane.line(u"Name"_s);
    QVERIFY(name);
    Pane::enter(name);
    name->end(false);
    QTest::keyClicks(name, u" it"_s);
    pane.clock->advance(base::milliseconds(1000));
    QVERIFY(pane.text().contains("name: Checkout it\n"));
    QTest::keyClicks(name, u" all"_s);
    pane.clock->advance(base::milliseconds(1000));
    QVERIFY(pane.text().contains("name: Checkout it all\n"));
    QCOMPARE(pane.file.history().stack().count(), 1);
    pane.file.history().stack().undo();
    QCOMPARE(pane.text(), pane.before);
}

void TestInspectorEdits::noKeyIsLost_data()
{
    QTest::addColumn<int>("leaving");
    QTest::newRow("another part is selected") << 0;
    QTest::newRow("the file is closed") << 1;
    QTest::newRow("the pane is hidden") << 2;
}

void TestInspectorEdits::noKeyIsLost()
{
    QFETCH(int, leaving);
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofStep("deploy", 0));
    QLineEdit *name = pane.line(u"Name"_s);
    QVERIFY(name);
    Pane::enter(name);
    QTest::keyClicks(name, u"!"_s);
    QCOMPARE(pane.text(), pane.before);
    if (leaving == 0)
        pane.select(Place::ofJob("ci"));
    else if (leaving == 1)
        pane.widget.setFile(nullptr);
    else
        pane.widget.hide();
    QVERIFY(pane.text() != pane.before);
}

void TestInspectorEdits::escapeTakesBackWhatIsNotWritten()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofStep("deploy", 0));
    QLineEdit *name = pane.line(u"Name"_s);
    Pane::enter(name);
    QTest::keyClicks(name, u"xyz"_s);
    QTest::keyClick(name, Qt::Key_Escape);
    QCOMPARE(name->text(), u"Checkout"_s);
    pane.clock->advance(base::milliseconds(2000));
    QCOMPARE(pane.text(), pane.before);
}

void TestInspectorEdits::emptiedFieldTakesItsKeyAndItsMap()
{
    Pane pane(
        "on: push\ndefaults:\n  run:\n    shell: bash\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: true\n");
    pane.write(pane.line(u"Shell"_s), {});
    QCOMPARE(pane.text(), "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: true\n"_ba);
}

void TestInspectorEdits::filterThatIsEmptiedLeavesTheEvent()
{
    Pane pane("on:\n  push:\n    branches: [main]\njobs: {}\n");
    pane.select(Place::trigger("push"));
    pane.write(pane.line(u"Branches, entry 1"_s), {});
    QCOMPARE(pane.text(), "on:\n  push:\njobs: {}\n"_ba);
}

void TestInspectorEdits::kindIsSwitchedAndTakenBack()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofStep("deploy", 2));
    auto *use = pane.find<QAbstractButton>(u"Use action"_s);
    QVERIFY(use);
    QTest::mouseClick(use, Qt::LeftButton);
    QVERIFY(pane.line(u"Action"_s));
    QVERIFY(!pane.text().contains("flyctl deploy"));
    QVERIFY(pane.text().contains("FLY_API_TOKEN: ${{ secrets.FLY_API_TOKEN }}"));
    QCOMPARE(pane.file.history().stack().count(), 1);
    pane.undoAll();
    QCOMPARE(pane.text(), pane.before);
    QVERIFY(!pane.line(u"Action"_s));
}

void TestInspectorEdits::conditionIsChosenFromTheList()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofStep("deploy", 3));
    pane.choose(pane.find<QComboBox>(u"Runs when"_s), u"Only after a failure"_s);
    QCOMPARE(changedLines(pane.before, pane.text()), QStringList{u"+        if: failure()"_s});
    pane.choose(pane.find<QComboBox>(u"Runs when"_s), u"All earlier steps succeed"_s);
    QCOMPARE(pane.text(), pane.before);
}

void TestInspectorEdits::variableIsAddedInOneStep()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofStep("deploy", 3));
    QTest::mouseClick(pane.find<QPushButton>(u"Add variable"_s), Qt::LeftButton);
    QWidget *name = QApplication::focusWidget();
    QVERIFY(name);
    QTest::keyClicks(name, u"LEVEL"_s);
    QTest::keyClick(name, Qt::Key_Tab);
    QWidget *value = QApplication::focusWidget();
    QCOMPARE(value->accessibleName(), u"Value of LEVEL"_s);
    QTest::keyClicks(value, u"debug"_s);
    QTest::keyClick(value, Qt::Key_Return);
    const QStringList added{u"+        env:"_s, u"+          LEVEL: debug"_s};
    QCOMPARE(changedLines(pane.before, pane.text()), added);
    QCOMPARE(pane.file.history().stack().count(), 1);
    pane.undoAll();
    QCOMPARE(pane.text(), pane.before);
}

void TestInspectorEdits::branchIsAddedToItsList()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::trigger("push"));
    QTest::mouseClick(pane.find<QPushButton>(u"Add branch"_s), Qt::LeftButton);
    QTest::keyClicks(QApplication::focusWidget(), u"release/**"_s);
    QVERIFY(pane.shows(u"Matches: everything below release"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    const QStringList changed{u"-    branches: [main]"_s, u"+    branches: [main, release/**]"_s};
    QCOMPARE(changedLines(pane.before, pane.text()), changed);
}

void TestInspectorEdits::renamedJobIsFollowedByItsReferences()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofJob("ci"));
    pane.write(pane.line(u"Id"_s), u"checks"_s);
    QVERIFY(pane.text().contains("\n  checks:\n"));
    QVERIFY(pane.text().contains("needs: checks\n"));
    QCOMPARE(pane.file.selection().current(), Place::ofJob("checks"));
    pane.undoAll();
    QCOMPARE(pane.text(), pane.before);
}

void TestInspectorEdits::needIsTakenAwayByItsBox()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofJob("deploy"));
    auto *box = pane.find<QCheckBox>(u"ci"_s);
    QVERIFY(box && box->isChecked());
    QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
    QCOMPARE(changedLines(pane.before, pane.text()), QStringList{u"-    needs: ci"_s});
    pane.undoAll();
    QCOMPARE(pane.text(), pane.before);
    QVERIFY(pane.find<QCheckBox>(u"ci"_s)->isChecked());
}

void TestInspectorEdits::scopeOfPermissionsIsSet()
{
    Pane pane(loopHealth(files.first()));
    QTest::mouseClick(pane.find<QAbstractButton>(u"Permissions"_s), Qt::LeftButton);
    pane.choose(pane.find<QComboBox>(u"The token of the run may"_s), u"What is chosen below"_s);
    pane.choose(pane.find<QComboBox>(u"deployments"_s), u"Write"_s);
    QVERIFY2(pane.text().contains("permissions:\n  contents: read\n  deployments: write\n"), pane.text());
}

void TestInspectorEdits::valueOfAMatrixIsAdded()
{
    Pane pane("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    strategy:\n      matrix:\n        node: [18, 20] "
              "# long-term\n"
              "    steps:\n      - run: true\n");
    pane.select(Place::ofJob("a"));
    QVERIFY(pane.shows(u"2 jobs: (18), (20)"_s));
    pane.write(pane.line(u"Add value to Values"_s), u"22"_s);
    QVERIFY2(pane.text().contains("node: [18, 20, 22] # long-term\n"), pane.text());
    QVERIFY(pane.shows(u"3 jobs: (18), (20), (22)"_s));
}

void TestInspectorEdits::severalStepsAreRemovedAtOnce()
{
    Pane pane(loopHealth(files.first()));
    pane.file.selection().set({Place::ofStep("ci", 2), Place::ofStep("ci", 4)}, Place::ofStep("ci", 2));
    QTest::mouseClick(pane.find<QPushButton>(u"Remove 2 steps"_s), Qt::LeftButton);
    QVERIFY(!pane.text().contains("Enable Corepack"));
    QVERIFY(!pane.text().contains("Type-check"));
    QVERIFY(pane.text().contains("Install dependencies"));
    QCOMPARE(pane.file.history().stack().count(), 1);
    pane.undoAll();
    QCOMPARE(pane.text(), pane.before);
}

void TestInspectorEdits::copyKeepsItsComments()
{
    Pane pane(
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      # Why.\n      - id: 'b' # id\n        run: c\n"_ba);
    pane.select(Place::ofStep("a", 0));
    QTest::mouseClick(pane.find<QToolButton>(u"More actions"_s), Qt::LeftButton);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(pane.text(), pane.before + "      # Why.\n      - id: 'b-2' # id\n        run: c\n");
    QCOMPARE(pane.file.selection().current(), Place::ofStep("a", 1));
    QCOMPARE(pane.file.history().stack().count(), 1);
}

void TestInspectorEdits::scriptIsEditedOverSeveralLines()
{
    Pane pane(loopHealth(u"lighthouse-ci.yml"_s));
    pane.select(Place::ofStep("lighthouse", 5));
    auto *script = pane.find<QPlainTextEdit>(u"Command"_s);
    QVERIFY(script);
    Pane::enter(script);
    script->moveCursor(QTextCursor::End);
    QTest::keyClick(script, Qt::Key_Return);
    QTest::keyClicks(script, u"echo done"_s);
    pane.widget.setFocus();
    pane.select(Place::file());
    QCOMPARE(changedLines(pane.before, pane.text()), QStringList{u"+          echo done"_s});
    pane.undoAll();
    QCOMPARE(pane.text(), pane.before);
}

void TestInspectorEdits::changeElsewhereIsFollowed()
{
    Pane pane(loopHealth(files.first()));
    pane.select(Place::ofStep("deploy", 2));
    QLineEdit *typed = pane.line(u"Working directory"_s);
    Pane::enter(typed);
    QTest::keyClicks(typed, u"/x"_s);
    const QString half = typed->text();
    QVERIFY(
        pane.file.perform(workflow::Set{{"jobs", "deploy", "steps", 2, "name"}, yaml::makeText("Ship")}, u"Rename"_s));
    QCOMPARE(pane.line(u"Name"_s)->text(), u"Ship"_s);
    QCOMPARE(typed->text(), half);
    QTest::keyClick(typed, Qt::Key_Return);
    QVERIFY(pane.text().contains(half.toUtf8()));
    QVERIFY(pane.text().contains("name: Ship\n"));
}

QTEST_MAIN(TestInspectorEdits)
#include "test_inspector_edits.moc"
