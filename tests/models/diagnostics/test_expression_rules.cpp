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
    void rewritesCommands();
    void rewritesConditions();
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
    add("old command in a block", "deprecated-command", withSteps("- run: |\n    echo ::add-path::b"), {u"6: |"_s});
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
}

void TestExpressionRules::rewritesConditions()
{
    QCOMPARE(
        fixedBy("if-constant", withSteps("- run: make\n  if: startsWith(github.ref, 'a') && ${{ github.base_ref }}")),
        withSteps("- run: make\n  if: startsWith(github.ref, 'a') && github.base_ref"));
    QCOMPARE(fixedBy("if-constant", withSteps("- run: make\n  if: |\n    ${{ github.ref == 'a' }}")),
             withSteps("- run: make\n  if: |\n    github.ref == 'a'"));
    QCOMPARE(fixedBy("if-constant", withSteps("- run: make\n  if: \"! ${{ github.ref }}\"")), QByteArray());
}

QTEST_GUILESS_MAIN(TestExpressionRules)
#include "test_expression_rules.moc"
