#include "offered.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::workflow;

class TestExpressions final : public QObject
{
    Q_OBJECT

private slots:
    void offersWhatFits_data();
    void offersWhatFits();
    void writesIntoTheText_data();
    void writesIntoTheText();
    void explains();
    void knowsTheCallersNames();
};

namespace {

/// A workflow with `line` in the place of the second step of its second job.
QString workflow(const QString &line)
{
    return uR"(on:
  workflow_dispatch:
    inputs:
      level:
        description: How far
        type: string
env:
  TOP: 1
jobs:
  build:
    name: Build it
    runs-on: ubuntu-latest
    outputs:
      version: ${{ steps.v.outputs.v }}
    steps:
      - run: x
  other:
    runs-on: ubuntu-latest
  test:
    needs: [build]
    runs-on: ubuntu-latest
    env:
      JOB: 2
    strategy:
      matrix:
        os: [linux, macos]
        node: [20]
    steps:
      - uses: actions/cache@v4
        id: store
      - %1
      - run: y
        id: later
)"_s.arg(line);
}

} // namespace

void TestExpressions::offersWhatFits_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("unwanted");
    const auto row = [](const char *name, const char *line, const char *wanted, const char *unwanted = "") {
        QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(wanted) << QString::fromUtf8(unwanted);
    };
    row("contexts and functions", "run: echo ${{ ^ }}", "github needs secrets contains hashFiles toJSON",
        "always success jobs");
    row("not closed", "run: echo ${{ ^", "github needs secrets", "always");
    row("a word begun", "run: echo ${{ gi^ }}", "github", "needs");
    row("in an if", "if: ^", "github always success steps", "secrets jobs");
    row("in an if, begun", "if: ste^", "steps", "github");
    row("in an if with braces", "if: ${{ ^ }}", "github always", "secrets");
    row("in an if in quotes", "if: \"^\"", "github always", "secrets");
    row("behind an operator", "if: github.ref == 'x' && ^", "github always", "secrets");
    row("within a call", "run: ${{ contains(^", "github needs", "always");
    row("second argument", "run: ${{ contains(github.ref, ^) }}", "github fromJSON");
    row("properties", "run: ${{ github.^ }}", "ref sha event actor", "github");
    row("properties begun", "run: ${{ github.re^f }}", "ref repository", "sha");
    row("properties in an if", "if: github.^", "ref event_name");
    row("properties, not closed", "run: echo ${{ github.^", "ref sha");
    row("properties in brackets", "run: ${{ matrix['^'] }}", "os node");
    row("needs", "run: ${{ needs.^ }}", "build", "other test");
    row("a need", "run: ${{ needs.build.^ }}", "outputs result");
    row("outputs of a need", "run: ${{ needs.build.outputs.^ }}", "version");
    row("of all needs", "run: ${{ needs.*.^ }}", "outputs result");
    row("steps so far", "run: ${{ steps.^ }}", "store", "later");
    row("a step", "run: ${{ steps.store.^ }}", "outputs outcome conclusion");
    row("outputs of an action", "run: ${{ steps.store.outputs.^ }}", "cache-hit");
    row("matrix", "run: ${{ matrix.^ }}", "os node");
    row("inputs", "run: ${{ inputs.^ }}", "level");
    row("variables of the file", "run: ${{ env.^ }}", "TOP JOB");
    row("the token", "run: ${{ secrets.^ }}", "GITHUB_TOKEN");
    row("parts of the event", "run: ${{ github.event.^ }}", "inputs repository sender", "pull_request head_commit");
    row("parts of a part", "run: ${{ github.event.repository.^ }}", "default_branch owner", "repository");
    row("runner", "run: ${{ runner.^ }}", "os arch temp");
    row("within an index", "run: ${{ matrix[github.^] }}", "ref");
    row("property of a call", "run: ${{ fromJSON('{\"a\":{\"b\":1}}').a.^ }}", "b");
    row("nothing behind a value", "run: ${{ github.ref ^ }}", "", "github ref contains");
    row("nothing in a text", "run: ${{ format('^') }}", "", "github");
    row("events by name", "if: github.event_name == '^'", "push pull_request");
    row("results", "if: needs.build.result == '^'", "success failure skipped");
    row("systems", "if: runner.os != '^'", "Linux Windows macOS");
    row("several on a line", "run: ${{ github.ref }} ${{ needs.^ }}", "build");
    row("in a script of several lines", "run: |\n          echo\n          x ${{ needs.^ }}", "build");
    row("over several lines", "run: |\n          ${{ contains(\n            needs.^\n          ) }}", "build");
    row("in quotes", "run: \"${{ needs.^ }}\"", "build");
    row("after the braces", "run: ${{ github.ref }}^", "", "github");
}

void TestExpressions::offersWhatFits()
{
    QFETCH(QString, line);
    QFETCH(QString, wanted);
    QFETCH(QString, unwanted);
    const QStringList labels = offered::labels(offered::at(workflow(line)));
    QVERIFY2(offered::difference(labels, wanted, unwanted).isEmpty(),
             qPrintable(offered::difference(labels, wanted, unwanted) + u" of "_s + labels.join(u' ')));
    if (wanted.isEmpty())
        QCOMPARE(labels, QStringList());
}

void TestExpressions::writesIntoTheText_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("after");
    QTest::newRow("context") << u"run: ${{ gi^th }}"_s << u"github"_s << u"run: ${{ github }}"_s;
    QTest::newRow("function") << u"run: ${{ cont^ }}"_s << u"contains"_s << u"run: ${{ contains( }}"_s;
    QTest::newRow("function without arguments") << u"if: al^"_s << u"always"_s << u"if: always()"_s;
    QTest::newRow("property right behind the dot")
        << u"run: ${{needs.^}}"_s << u"build"_s << u"run: ${{needs.build}}"_s;
    QTest::newRow("right behind the braces") << u"run: ${{^}}"_s << u"github"_s << u"run: ${{github}}"_s;
}

void TestExpressions::writesIntoTheText()
{
    QFETCH(QString, line);
    QFETCH(QString, label);
    QFETCH(QString, after);
    QCOMPARE(offered::taken(workflow(line), label.toStdString()), workflow(after));
}

void TestExpressions::explains()
{
    const auto explained = [](const QString &line, std::string_view label) {
        const auto candidates = offered::at(workflow(line));
        const Candidate *found = offered::find(candidates, label);
        return found ? found->detail + u": "_s + found->documentation : QString();
    };
    QCOMPARE(explained(u"run: ${{ matrix.^ }}"_s, "os"), u"string: linux, macos"_s);
    QCOMPARE(explained(u"run: ${{ inputs.^ }}"_s, "level"), u"string: How far"_s);
    QCOMPARE(explained(u"run: ${{ needs.build.outputs.^ }}"_s, "version"), u"string: ${{ steps.v.outputs.v }}"_s);
    QCOMPARE(explained(u"run: ${{ env.^ }}"_s, "JOB"), u"string: 2"_s);
    QVERIFY(explained(u"run: ${{ needs.^ }}"_s, "build").endsWith(u": Build it"_s));
    QVERIFY(explained(u"run: ${{ steps.^ }}"_s, "store").endsWith(u": actions/cache@v4"_s));
    QVERIFY(!explained(u"run: ${{ github.^ }}"_s, "sha").endsWith(u": "_s));
    QVERIFY(!explained(u"run: ${{ steps.store.^ }}"_s, "outcome").endsWith(u": "_s));
    QVERIFY(explained(u"run: ${{ ^ }}"_s, "contains").startsWith(u"contains("_s));
}

void TestExpressions::knowsTheCallersNames()
{
    const KnownNames known{.secrets = {"DEPLOY_KEY"}, .variables = {"REGION"}};
    const auto secrets = offered::at(workflow(u"run: ${{ secrets.DEP^ }}"_s), known);
    QCOMPARE(offered::labels(secrets), QStringList{u"DEPLOY_KEY"_s});
    QCOMPARE(secrets.front().kind, CandidateKind::Secret);
    const auto variables = offered::at(workflow(u"run: ${{ vars.^ }}"_s), known);
    QCOMPARE(offered::labels(variables), QStringList{u"REGION"_s});
}

QTEST_GUILESS_MAIN(TestExpressions)
#include "test_expressions.moc"
