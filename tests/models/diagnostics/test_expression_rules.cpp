#include "rule_findings.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Rules about expressions and scripts, and the types that expressions find at their places.
class TestExpressionRules : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void takesNamesThatAreThere_data();
    void takesNamesThatAreThere();
    void saysThatAStepComesLater();
    void rewritesCommands();
    void rewritesConditions();
    void isAsSevereAsTheRun_data();
    void isAsSevereAsTheRun();
};

namespace {

QByteArray run(const QByteArray &expression)
{
    return withSteps("- run: echo ${{ " + expression + " }}");
}

constexpr auto names = R"(on:
  workflow_dispatch:
    inputs:
      stage: {type: choice, options: [a, b]}
  workflow_call:
    inputs:
      retries: {type: number}
    outputs:
      version: {value: "${{ OUTPUT }}"}
jobs:
  first:
    runs-on: ubuntu-latest
    outputs:
      hit: ${{ steps.cache.outputs.cache-hit }}
    steps:
      - id: cache
        uses: actions/cache@v5
        with: {path: a, key: b}
      - id: own
        run: make
  second:
    needs: first
    strategy:
      matrix:
        os: [a, b]
        include:
          - os: a
            fast: true
            node: {major: 20}
    runs-on: ubuntu-latest
    steps:
      - run: echo ${{ EXPRESSION }}
)";

QByteArray withExpression(const QByteArray &expression)
{
    return QByteArray(names).replace("EXPRESSION", expression).replace("OUTPUT", "jobs.first.outputs.hit");
}

/// Comparisons of an input with a value of another type.
void addComparisons()
{
    const auto add = [](const char *name, const QByteArray &condition, bool isWrong,
                        const QByteArray &event = "push:") {
        const QByteArray source = "on:\n  " + event
            + "\n  workflow_dispatch:\n    inputs: {b: {type: boolean}, s: {type: string}}\njobs:\n  a:\n"
              "    runs-on: x\n    steps:\n      - run: make\n        if: "
            + condition + "\n";
        const QStringList found = isWrong ? QStringList{u"10: "_s + QString::fromUtf8(condition)} : QStringList();
        QTest::newRow(name) << "comparison-never-true"_ba << source << found;
    };
    add("boolean input and a text", "inputs.b == 'true'", true);
    add("text and a boolean input", "('false' != inputs.b)", true);
    add("boolean input and a boolean", "inputs.b == true", false);
    add("boolean input and a text that is a number", "inputs.b == '1'", false);
    add("text input and a text", "inputs.s == 'true'", false);
    add("text of the event and a boolean", "github.event.inputs.b == true", true);
    add("text of the event and a text", "github.event.inputs.b == 'true'", false);
    // Without a dispatch it is null, which equals false.
    add("text of the event and false", "github.event.inputs.b == false", false);
    add("input of unknown type of a call", "inputs.b == 'true'", false, "workflow_call: {inputs: {b: {type: string}}}");
}

} // namespace

void TestExpressionRules::findsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("found");

    const auto add = [](const char *name, const char *rule, const QByteArray &source, const QStringList &found) {
        QTest::newRow(name) << QByteArray(rule) << source << found;
    };
    add("one equals sign", "expression-syntax", withSteps("- run: make\n  if: github.ref = 'a'"), {u"7: ="_s});
    add("no end", "expression-syntax", withSteps("- run: echo ${{ github.ref"), {u"6: ${{ github.ref"_s});
    add("no end of a text", "expression-syntax", withSteps("- run: echo ${{ github.event.commits['x }}"), {u"6: 'x"_s});
    addComparisons();
    add("unknown input", "expression-name", withExpression("inputs.stag"), {u"32: stag"_s});
    add("unknown value of the matrix", "expression-name", withExpression("matrix.node.minor"), {u"32: minor"_s});
    add("output that the needed job lacks", "expression-name", withExpression("needs.first.outputs.miss"),
        {u"32: miss"_s});
    add("job that is not needed", "expression-name", withExpression("needs.second.result"), {u"32: second"_s});
    add("step of another job", "expression-name", withExpression("steps.cache.outputs.cache-hit"), {u"32: cache"_s});
    add("output that the action lacks", "expression-name",
        QByteArray(withExpression("github.ref")).replace("outputs.cache-hit", "outputs.hit"), {u"14: hit"_s});
    add("output of a job that is not there", "expression-name",
        QByteArray(names).replace("EXPRESSION", "github.ref").replace("OUTPUT", "jobs.third.outputs.a"),
        {u"9: third"_s});
    add("input of the event", "expression-name",
        "on:\n  workflow_dispatch:\n    inputs:\n      a: {type: string}\njobs:\n  build:\n    runs-on: ubuntu-latest\n"
        "    steps:\n      - run: echo ${{ github.event.inputs.a }} ${{ github.event.inputs.b }}\n",
        {u"9: b"_s});
    add("too few arguments", "function-arguments", run("startsWith(github.ref)"), {u"6: startsWith(github.ref)"_s});
    add("place without an argument", "function-arguments", run("format('{0}{1}', github.ref)"), {u"6: '{0}{1}'"_s});
    add("secrets in a condition", "context-availability", withSteps("- run: make\n  if: secrets.A == 'a'"),
        {u"7: secrets"_s});
    add("steps in a job's condition", "context-availability",
        "on: push\njobs:\n  a:\n    if: steps.x.outcome\n    runs-on: ubuntu-latest\n    steps: [{run: make}]\n",
        {u"4: steps"_s});
    add("text for a number of minutes", "expression-type",
        withSteps("- run: make\n  timeout-minutes: ${{ github.ref }}"), {u"7: github.ref"_s});
    add("object in a text", "expression-type", run("job"), {u"6: job"_s});
    add("title of an issue", "untrusted-input", run("github.event.issue.title"), {u"6: github.event.issue.title"_s});
    add("in a line of its own", "untrusted-input", withSteps("- run: |\n    make\n    echo ${{ github.head_ref }}"),
        {u"8: github.head_ref"_s});
    add("script of github-script", "untrusted-input",
        withSteps("- uses: actions/github-script@v8\n  with:\n    script: f('${{ github.head_ref }}')"),
        {u"8: github.head_ref"_s});
    add("only compared", "untrusted-input", run("github.head_ref == 'a' && 'b'"), {});
    add("given to another action", "untrusted-input",
        withSteps("- uses: a/b@v1\n  with:\n    script: f('${{ github.head_ref }}')"), {});
    add("text around a condition", "if-constant", withSteps("- run: make\n  if: ${{ github.ref }} == 'a'"),
        {u"7: ${{ github.ref }} == 'a'"_s});
    add("never", "if-constant", withSteps("- run: make\n  if: false"), {u"7: false"_s});
    add("depends on the run", "if-constant", withSteps("- run: make\n  if: always()"), {});
    add("old command", "deprecated-command", withSteps("- run: echo '::set-env name=a::b'"),
        {u"6: echo '::set-env name=a::b'"_s});
    add("old commands in a block", "deprecated-command",
        withSteps("- run: |\n    make\n    echo ::add-path::b\n    echo ::set-output name=a::b"),
        {u"8: echo ::add-path::b"_s, u"9: echo ::set-output name=a::b"_s});
    add("old command in a comment", "deprecated-command",
        withSteps("- run: |\n    # echo ::add-path::b\n    make # echo '::set-env name=a::b'"), {});
    add("condition behind a tag", "expression-syntax", withSteps("- run: make\n  if: !inputs.a == 'b'"),
        {u"7: !inputs.a == 'b'"_s});
    add("half a condition behind a tag", "expression-syntax", withSteps("- run: make\n  if: !cancelled() && inputs.a"),
        {u"7: !cancelled() && inputs.a"_s});
    add("condition of nothing", "expression-syntax", withSteps("- run: make\n  if: ''"), {});
    add("commit of the called workflow", "expression-name", run("github.job_workflow_sha"),
        {u"6: github.job_workflow_sha"_s});
    add("a word that looks like one", "deprecated-command", withSteps("- run: echo '::set-output is gone'"), {});
}

void TestExpressionRules::findsWhatIsWrong()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, source);
    QFETCH(QStringList, found);
    QCOMPARE(findingsOf(rule.constData(), source), found);
}

void TestExpressionRules::takesNamesThatAreThere_data()
{
    QTest::addColumn<QByteArray>("expression");
    for (const char *expression :
         {"inputs.stage", "inputs.retries", "inputs.STAGE", "matrix.os", "matrix.fast", "matrix.node.major",
          "needs.first.outputs.hit", "needs.first.result", "secrets.ANY", "vars.ANY", "env.ANY",
          "github.event.any.thing", "github.actor", "runner.os", "job.status", "strategy.job-index", "toJSON(matrix)"})
        QTest::newRow(expression) << QByteArray(expression);
}

void TestExpressionRules::takesNamesThatAreThere()
{
    QFETCH(QByteArray, expression);
    QCOMPARE(messagesOf("expression-name", withExpression(expression)), QStringList());
    QCOMPARE(messagesOf("expression-type", withExpression(expression)), QStringList());
}

void TestExpressionRules::rewritesCommands()
{
    QCOMPARE(
        fixedBy("deprecated-command", withSteps("- run: |\n    make\n    echo \"::set-output name=a::$(b)\"\n    c")),
        withSteps("- run: |\n    make\n    echo \"a=$(b)\" >> \"$GITHUB_OUTPUT\"\n    c"));
    QCOMPARE(fixedBy("deprecated-command", withSteps("- run: echo ::add-path::/opt/bin")),
             withSteps("- run: echo /opt/bin >> \"$GITHUB_PATH\""));
    QCOMPARE(fixedBy("deprecated-command", withSteps("- run: echo ::set-output name=a::b\n  shell: pwsh")),
             QByteArray());
    QCOMPARE(fixedBy("deprecated-command", withSteps("- run: |\n    echo ::set-output name=a::b%0Ac")), QByteArray());
}

void TestExpressionRules::rewritesConditions()
{
    QCOMPARE(
        fixedBy("if-constant", withSteps("- run: make\n  if: startsWith(github.ref, 'a') && ${{ github.base_ref }}")),
        withSteps("- run: make\n  if: startsWith(github.ref, 'a') && github.base_ref"));
    QCOMPARE(fixedBy("if-constant", withSteps("- run: make\n  if: |\n    ${{ github.ref == 'a' }}")),
             withSteps("- run: make\n  if: |\n    github.ref == 'a'"));
    QCOMPARE(fixedBy("if-constant", withSteps("- run: make\n  if: ${{ github.ref || 'a' }} == 'b' || ${{ always() }}")),
             withSteps("- run: make\n  if: (github.ref || 'a') == 'b' || always()"));
    QCOMPARE(fixedBy("if-constant", withSteps("- run: make\n  if: always() && ${{ (github.ref || 'a') }}")),
             withSteps("- run: make\n  if: always() && (github.ref || 'a')"));
    QCOMPARE(fixedBy("if-constant", withSteps("- run: make\n  if: a${{ github.ref }}")), QByteArray());
    QCOMPARE(fixedBy("if-constant", withSteps("- run: make\n  if: ${{ github.ref == '}}' }} && always()")),
             QByteArray());
    QCOMPARE(fixedBy("if-constant", withSteps("- run: make\n  if: \"! ${{ github.ref }}\"")), QByteArray());
}

void TestExpressionRules::isAsSevereAsTheRun_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("severity");

    const auto add = [](const char *name, const char *rule, const QByteArray &source, const char *severity) {
        QTest::newRow(name) << QByteArray(rule) << source << QString::fromLatin1(severity);
    };
    add("command that still works", "deprecated-command", withSteps("- run: echo ::save-state name=a::b"), "warning");
    add("command that is refused", "deprecated-command", withSteps("- run: echo ::set-env name=a::b"), "error");
    add("command that a variable allows", "deprecated-command",
        withSteps("- run: echo ::set-env name=a::b\n  env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: true}"), "warning");
    add("name with a default", "expression-name", withExpression("matrix.none || 'a'"), "warning");
    add("name without one", "expression-name", withExpression("'a' || matrix.none"), "error");
    add("name in a call with a default", "expression-name", withExpression("format('{0}', matrix.none) || 'a'"),
        "error");
    add("value that format() does not need", "function-arguments", run("format('{0}', 'a', 'b')"), "warning");
    add("value that format() needs", "function-arguments", run("format('{0}{1}', 'a')"), "error");
    add("action that fails", "action-outdated", withSteps("- uses: actions/cache@v2"), "error");
    add("action that is old", "action-outdated", withSteps("- uses: actions/checkout@v2"), "warning");
    add("no jobs", "empty-section", "on: push\njobs: {}\n", "error");
    add("no steps", "empty-section", "on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n", "error");
    add("matrix without a value", "empty-section",
        "on: push\njobs:\n  a:\n    runs-on: x\n    strategy: {matrix: {a: []}}\n    steps: [{run: x}]\n", "error");
    add("no environment", "empty-section", "on: push\nenv:\njobs: {a: {uses: ./.github/workflows/b.yml}}\n", "error");
    add("condition of nothing", "empty-section", withSteps("- run: make\n  if: ''"), "warning");
    add("script of nothing", "empty-section", withSteps("- run: \"\""), "warning");
}

void TestExpressionRules::isAsSevereAsTheRun()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, source);
    QFETCH(QString, severity);
    QCOMPARE(severitiesOf(rule.constData(), source), QStringList{severity});
}

void TestExpressionRules::saysThatAStepComesLater()
{
    const QByteArray steps = "- run: echo ${{ steps.late.outputs.a }}\n- run: make\n  id: late\n";
    QVERIFY(messagesOf("expression-name", withSteps(steps)).value(0).contains(u"`late` comes later"_s));
    const QByteArray own = "- run: echo ${{ steps.late.outputs.a }}\n  id: late\n";
    QVERIFY(messagesOf("expression-name", withSteps(own)).value(0).contains(u"this step itself"_s));
    QVERIFY(!messagesOf("expression-name", withSteps("- run: echo ${{ steps.no.outputs.a }}\n"))
                 .value(0)
                 .contains(u"later"_s));
}

QTEST_GUILESS_MAIN(TestExpressionRules)
#include "test_expression_rules.moc"
