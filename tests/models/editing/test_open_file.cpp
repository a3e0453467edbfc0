#include "documents.h"

#include "diagnostics/shellcheck.h"
#include "editing/open_file.h"

#include <QSignalSpy>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::OpenFile;
using editing::Place;

namespace {

const QByteArray text = "on: push\njobs:\n  ci:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    steps:\n"
                        "      - run: make\n      - run: make test\n"_ba;

OpenFile::Setup setup(const QByteArray &source, const std::shared_ptr<base::Clock> &clock = nullptr)
{
    OpenFile::Setup setup;
    setup.origin.path = u".github/workflows/ci.yml"_s;
    setup.text = source;
    setup.base = source;
    setup.rules.off = {u"shellcheck"_s};
    setup.clock = clock ? clock : std::make_shared<base::ManualClock>();
    return setup;
}

void type(OpenFile &file, const QByteArray &source)
{
    QVERIFY(file.history().apply(yaml::difference(file.document().source(), source), u"Type"_s));
}

bool speaksOf(const OpenFile &file, std::string_view rule)
{
    return std::ranges::any_of(file.findings(), [rule](const auto &finding) { return finding.rule == rule; });
}

} // namespace

class TestOpenFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDrawnIsTheLastGoodState();
    void aFileThatNeverWasGoodIsDrawnAsFarAsItGoes();
    void severalOperationsAreOneStep();
    void aRefusedOperationChangesNothing();
    void brokenTextRefusesOperationsWithItsLine();
    void findingsFollowTheText();
    void findingsStayUntilTheNextOnesArrive();
    void longTextsAreCheckedWhenTypingPauses();
    void findingsOfScriptsMoveWithTheText();
    void factsChangeFindings();
    void stateTellsWhatIsUnsaved();
    void aNewFileIsChanged();
    void selectionFollowsARenamedJob();
    void selectionFollowsAStepThatGoesDown();
    void selectionFollowsAStepThatIsTakenElsewhere();
    void whatIsGoneIsNotSelected();
    void aFileCanCloseWhileItIsChecked();
};

void TestOpenFile::whatIsDrawnIsTheLastGoodState()
{
    OpenFile file(setup(text));
    QVERIFY(file.brokenBecause().isEmpty());
    QVERIFY(file.drawable().isSame(file.document()));
    type(file, text + "  \"deploy\n");
    QVERIFY2(file.brokenBecause().startsWith(u"Line 9: "_s), qPrintable(file.brokenBecause()));
    QCOMPARE(file.drawable().source(), text);
    file.history().stack().undo();
    QVERIFY(file.brokenBecause().isEmpty());
    QVERIFY(file.drawable().isSame(file.document()));
}

void TestOpenFile::aFileThatNeverWasGoodIsDrawnAsFarAsItGoes()
{
    OpenFile file(setup(text + "\"\n"));
    QVERIFY(!file.brokenBecause().isEmpty());
    QCOMPARE(file.drawable().workflow().jobs.size(), size_t(1));
}

void TestOpenFile::severalOperationsAreOneStep()
{
    OpenFile file(setup(text));
    QSignalSpy changes(&file, &OpenFile::changed);
    QVERIFY(file.perform({workflow::DuplicateJob{"ci", "deploy"}, workflow::AddNeed{"deploy", "ci"}}, u"Copy"_s));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(file.history().stack().count(), 1);
    QCOMPARE(file.history().stack().undoText(), u"Copy"_s);
    QCOMPARE(file.document().workflow().jobs.size(), size_t(2));
    QVERIFY(file.document().workflow().jobs[1].needs.contains("ci"));
    file.history().stack().undo();
    QCOMPARE(file.document().source(), text);
}

void TestOpenFile::aRefusedOperationChangesNothing()
{
    OpenFile file(setup(text));
    const auto done = file.perform({workflow::DuplicateJob{"ci", "deploy"}, workflow::AddNeed{"none", "ci"}}, u"x"_s);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, base::Error::Kind::InvalidInput);
    QCOMPARE(file.document().source(), text);
    QCOMPARE(file.history().stack().count(), 0);
}

void TestOpenFile::brokenTextRefusesOperationsWithItsLine()
{
    OpenFile file(setup(text + "  \"deploy\n"));
    const auto done = file.perform(workflow::AddNeed{"ci", "x"}, u"x"_s);
    QVERIFY(!done);
    QVERIFY(done.error().message.contains(u"line 9"_s));
}

void TestOpenFile::findingsFollowTheText()
{
    OpenFile file(setup(text));
    QCOMPARE(file.checkedRevision(), -1);
    QTRY_COMPARE(file.checkedRevision(), file.document().revision());
    QVERIFY(!speaksOf(file, "needs-unknown-job"));
    QByteArray changed = text;
    changed.replace("    timeout", "    needs: none\n    timeout");
    type(file, changed);
    QTRY_COMPARE(file.checkedRevision(), file.document().revision());
    QVERIFY(
        std::ranges::any_of(file.findings(), [](const auto &finding) { return finding.message.contains(u"none"_s); }));
}

void TestOpenFile::findingsStayUntilTheNextOnesArrive()
{
    QByteArray wrong = text;
    wrong.replace("    timeout", "    needs: none\n    timeout");
    OpenFile file(setup(wrong));
    QTRY_COMPARE(file.checkedRevision(), file.document().revision());
    const auto before = file.findings();
    QVERIFY(!before.empty());
    const int revision = file.checkedRevision();
    type(file, text);
    QCOMPARE(file.findings(), before);
    QCOMPARE(file.checkedRevision(), revision);
    QTRY_COMPARE(file.checkedRevision(), file.document().revision());
    QVERIFY(file.findings() != before);
}

void TestOpenFile::longTextsAreCheckedWhenTypingPauses()
{
    const auto clock = std::make_shared<base::ManualClock>();
    QByteArray longText = text;
    while (longText.size() < 70'000)
        longText += "      - run: make something long enough to count for more than a line\n";
    OpenFile file(setup(longText, clock));
    QTRY_COMPARE(file.checkedRevision(), file.document().revision());
    type(file, longText + "      - run: x\n");
    const int typed = file.document().revision();
    QVERIFY(file.checkedRevision() < typed);
    clock->advance(std::chrono::milliseconds(200));
    QTRY_COMPARE(file.checkedRevision(), typed);
}

void TestOpenFile::findingsOfScriptsMoveWithTheText()
{
    QVERIFY2(diagnostics::hasShellcheck(), "packaging/packages.txt names it");
    const auto clock = std::make_shared<base::ManualClock>();
    QByteArray script = text;
    script.replace("- run: make test\n", "- run: |\n          files=$(ls)\n          rm $files\n");
    auto withScripts = setup(script, clock);
    withScripts.rules.off.clear();
    OpenFile file(withScripts);
    QTRY_COMPARE(file.checkedRevision(), file.document().revision());
    QVERIFY(!speaksOf(file, "shellcheck"));
    clock->advance(std::chrono::seconds(1));
    QTRY_VERIFY_WITH_TIMEOUT(speaksOf(file, "shellcheck"), 30'000);
    const auto ofScript = [&file] {
        return *std::ranges::find(file.findings(), std::string_view("shellcheck"), &diagnostics::Finding::rule);
    };
    const auto before = ofScript();
    type(file, "# above\n" + script);
    QTRY_COMPARE(file.checkedRevision(), file.document().revision());
    QVERIFY(speaksOf(file, "shellcheck"));
    QCOMPARE(ofScript().range.begin, before.range.begin + 8);
    QCOMPARE(ofScript().message, before.message);
}

void TestOpenFile::factsChangeFindings()
{
    QByteArray secret = text;
    secret.replace("make test\n", "make test\n        env:\n          KEY: ${{ secrets.NOWHERE }}\n");
    OpenFile file(setup(secret));
    QTRY_COMPARE(file.checkedRevision(), file.document().revision());
    const auto before = file.findings();
    diagnostics::Facts facts;
    facts.secrets = QSet<QString>{u"KNOWN"_s};
    file.setFacts(facts);
    QTRY_VERIFY(file.findings() != before);
}

void TestOpenFile::stateTellsWhatIsUnsaved()
{
    OpenFile file(setup(text));
    QSignalSpy states(&file, &OpenFile::stateChanged);
    QVERIFY(!file.isChanged());
    QVERIFY(!file.isUnsaved());
    type(file, text + "# end\n");
    QVERIFY(file.isChanged());
    QVERIFY(file.isUnsaved());
    QCOMPARE(states.size(), 1);
    file.setSaved(file.document().source());
    QVERIFY(file.isChanged());
    QVERIFY(!file.isUnsaved());
    QCOMPARE(states.size(), 2);
    file.setBase(file.document().source(), u"abc"_s);
    QVERIFY(!file.isChanged());
    QCOMPARE(file.origin().commit, u"abc"_s);
    QCOMPARE(states.size(), 3);
}

void TestOpenFile::aNewFileIsChanged()
{
    auto fresh = setup(text);
    fresh.base.clear();
    fresh.origin.isNew = true;
    OpenFile file(fresh);
    QVERIFY(file.isChanged());
    QVERIFY(file.isUnsaved());
}

void TestOpenFile::selectionFollowsARenamedJob()
{
    OpenFile file(setup(text));
    file.selection().set(Place::ofStep("ci", 1));
    QVERIFY(file.perform(workflow::RenameJob{"ci", "test"}, u"Rename"_s));
    QCOMPARE(file.selection().current(), Place::ofStep("test", 1));
    file.history().stack().undo();
    QCOMPARE(file.selection().current(), Place::ofStep("ci", 1));
}

void TestOpenFile::selectionFollowsAStepThatGoesDown()
{
    OpenFile file(setup(text));
    file.selection().set({Place::ofStep("ci", 0), Place::ofStep("ci", 1)}, Place::ofStep("ci", 0));
    QVERIFY(file.perform(workflow::AddStep{"ci", 0, yaml::makeMap({{"run", yaml::makeText("first")}})}, u"Add"_s));
    QCOMPARE(file.selection().current(), Place::ofStep("ci", 1));
    QCOMPARE(file.selection().all(), (QList<Place>{Place::ofStep("ci", 1), Place::ofStep("ci", 2)}));
}

void TestOpenFile::selectionFollowsAStepThatIsTakenElsewhere()
{
    OpenFile file(setup(text + "  deploy:\n    steps:\n      - run: ship\n"));
    file.selection().set(Place::ofStep("ci", 0));
    QVERIFY(file.perform(workflow::MoveStep{"ci", 0, 1, {}}, u"Move"_s));
    QCOMPARE(file.selection().current(), Place::ofStep("ci", 1));
    QVERIFY(file.perform(workflow::MoveStep{"ci", 1, 0, "deploy"}, u"Move"_s));
    QCOMPARE(file.selection().current(), Place::ofStep("deploy", 0));
    file.history().stack().undo();
    QCOMPARE(file.selection().current(), Place::ofStep("ci", 1));
}

void TestOpenFile::whatIsGoneIsNotSelected()
{
    OpenFile file(setup(text));
    file.selection().set(Place::ofStep("ci", 0));
    QVERIFY(file.perform(workflow::RemoveStep{"ci", 0}, u"Remove"_s));
    QCOMPARE(file.selection().current(), Place::file());
    QVERIFY(file.selection().all().isEmpty());
}

void TestOpenFile::aFileCanCloseWhileItIsChecked()
{
    for (int round = 0; round < 20; ++round)
        OpenFile file(setup(text));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestOpenFile)
#include "test_open_file.moc"
