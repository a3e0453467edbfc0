#include "diagnostics/checker.h"
#include "diagnostics/explanation.h"

#include <QTest>

#include <algorithm>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

const QByteArray job = "jobs:\n"
                       "  build:\n"
                       "    runs-on: ubuntu-latest\n"
                       "    timeout-minutes: 10\n"
                       "    steps:\n"
                       "      - run: make\n"_ba;

/// "LINE:COLUMN RULE" of each finding of these rules; of all rules when there are none.
QStringList found(const QByteArray &source, const QStringList &rules, const diagnostics::Settings &settings = {})
{
    const diagnostics::Facts facts;
    const auto document = workflow::Document::open(source);
    QStringList list;
    for (const diagnostics::Finding &finding : diagnostics::check({document, facts}, settings)) {
        const auto rule = QString::fromLatin1(finding.rule.data(), qsizetype(finding.rule.size()));
        if (!rules.isEmpty() && !rules.contains(rule))
            continue;
        const yaml::Place place = document.tree()->place(finding.range.begin);
        list << u"%1:%2 %3"_s.arg(place.line).arg(place.column).arg(rule);
    }
    return list;
}

const QStringList schemaRules = {
    u"duplicate-key"_s, u"empty-section"_s,     u"expression-in-key"_s, u"expression-not-allowed"_s,
    u"misplaced-key"_s, u"missing-key"_s,       u"number-range"_s,      u"step-kind"_s,
    u"step-target"_s,   u"unknown-key"_s,       u"unknown-value"_s,     u"whole-expression"_s,
    u"wrong-type"_s,    u"yaml-anchor"_s,       u"yaml-syntax"_s,       u"dispatch-inputs"_s,
    u"call-inputs"_s,   u"concurrency-queue"_s, u"runner-group"_s,      u"concurrency-deadlock"_s,
};

} // namespace

class TestChecker : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatDiffersFromTheSyntax_data();
    void findsWhatDiffersFromTheSyntax();
    void findingsComeInTheOrderOfTheFile();
    void silencedRuleStaysSilent();
    void severityIsTheTeams();
    void commentsSilence_data();
    void commentsSilence();
    void unreadableTextGetsNoOtherFindings();
    void aliasedPartIsReportedOnce();
    void rulesHaveDifferentIds();
    void unknownRuleHasNoExplanation();
    void endsSoonOnBadInput_data();
    void endsSoonOnBadInput();
};

void TestChecker::findsWhatDiffersFromTheSyntax_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("findings");

    const auto row = [](const char *name, const QByteArray &source, const QStringList &findings) {
        QTest::newRow(name) << source << findings;
    };
    row("nothing wrong", "on: push\n" + job, {});
    row("empty file", "", {u"1:1 empty-section"_s});
    row("only a comment", "# later\n", {u"1:1 empty-section"_s});
    row("a list instead of a workflow", "- on\n", {u"1:1 wrong-type"_s});
    row("no trigger", job, {u"1:1 missing-key"_s});
    row("no jobs", "on: push\n", {u"1:1 missing-key"_s});
    row("unknown key at the top", "on: push\nsteps: []\n" + job, {u"2:1 unknown-key"_s});
    row("job that is a list", "on: push\njobs:\n  a: [b]\n", {u"3:6 wrong-type"_s});
    row("job without anything", "on: push\njobs:\n  a:\n", {u"3:5 empty-section"_s});
    row("job without a machine", "on: push\njobs:\n  a:\n    steps:\n      - run: x\n", {u"3:3 missing-key"_s});
    row("job without steps", "on: push\njobs:\n  a:\n    runs-on: x\n", {u"3:3 missing-key"_s});
    row("call with steps", "on: push\njobs:\n  a:\n    uses: ./x.yml\n    steps:\n      - run: x\n",
        {u"5:5 misplaced-key"_s});
    row("inputs without a call", "on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{run: x}]\n    with: {a: b}\n",
        {u"6:5 misplaced-key"_s});
    row("inputs of a script",
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: x\n        with: {a: b}\n",
        {u"7:9 misplaced-key"_s});
    row("script and action",
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: x\n        uses: a/b@v1\n",
        {u"6:9 step-kind"_s});
    row("step with a name alone", "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - name: x\n",
        {u"6:9 step-kind"_s});
    row("step that is a word", "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - make\n",
        {u"6:9 wrong-type"_s});
    row("steps within parallel steps",
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - parallel:\n          - run: x\n            sell: "
        "y\n",
        {u"8:13 unknown-key"_s});
    row("waiting", "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - wait-all:\n      - wait-all: false\n",
        {u"7:19 step-target"_s});
    row("waiting for a later step",
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - wait: b\n      - id: b\n        run: x\n",
        {u"6:15 step-target"_s});
    row("waiting with a condition",
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - wait-all:\n        if: always()\n",
        {u"7:9 misplaced-key"_s});
    row("boolean as a word",
        "on: push\njobs:\n  a:\n    runs-on: x\n    continue-on-error: yes\n    steps: [{run: x}]\n",
        {u"5:24 wrong-type"_s});
    row("boolean from text and expression",
        "on: push\njobs:\n  a:\n    runs-on: x\n    continue-on-error: not ${{ true }}\n    steps: [{run: x}]\n",
        {u"5:24 wrong-type"_s});
    row("boolean from an expression",
        "on: push\njobs:\n  a:\n    runs-on: x\n    continue-on-error: ${{ true }}\n    steps: [{run: x}]\n", {});
    row("no time at all", "on: push\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: 0\n    steps: [{run: x}]\n",
        {u"5:22 number-range"_s});
    row("matrix row as a word",
        "on: push\njobs:\n  a:\n    strategy: {matrix: {os: linux}}\n    runs-on: x\n    steps: [{run: x}]\n",
        {u"4:29 wrong-type"_s});
    row("matrix from an expression",
        "on: push\njobs:\n  a:\n    strategy:\n      matrix: ${{ fromJSON(needs.b.outputs.c) }}\n    runs-on: x\n    "
        "steps: [{run: x}]\n",
        {});
    row("environment from text", "on: push\nenv: A=b\n" + job, {u"2:6 wrong-type"_s});
    row("environment from an expression",
        "on: push\njobs:\n  a:\n    env: ${{ fromJSON('{}') }}\n    runs-on: x\n    steps: [{run: x}]\n",
        {u"4:10 whole-expression"_s});
    row("same variable in two cases", "on: push\nenv:\n  A: x\n  a: y\n" + job, {u"4:3 duplicate-key"_s});
    row("same job in two cases", "on: push\n" + job + "  Build:\n    uses: ./x.yml\n", {u"8:3 duplicate-key"_s});
    row("expression as a key", "on: push\nenv:\n  ${{ github.actor }}: x\n" + job, {u"3:3 expression-in-key"_s});
    row("expression in a filter", "on:\n  push:\n    branches: ['${{ github.ref }}']\n" + job,
        {u"3:16 expression-not-allowed"_s});
    row("group name", "on: push\nconcurrency: {cancel-in-progress: true}\n" + job, {u"2:1 missing-key"_s});
    row("container without an image",
        "on: push\njobs:\n  a:\n    runs-on: x\n    container: {env: {A: b}}\n    steps: "
        "[{run: x}]\n",
        {u"5:5 missing-key"_s});
    row("entry point of a container",
        "on: push\njobs:\n  a:\n    runs-on: x\n    container: {image: x, entrypoint: y}\n    steps: [{run: x}]\n",
        {u"5:27 unknown-key"_s});
    row("entry point of a service",
        "on: push\njobs:\n  a:\n    runs-on: x\n    services: {b: {image: x, entrypoint: y}}\n    steps: [{run: x}]\n",
        {});
    row("cache mode", "on: push\ncache-mode: all\n" + job, {u"2:13 unknown-value"_s});
    row("secrets handed over", "on: push\njobs:\n  a:\n    uses: ./x.yml\n    secrets: inherited\n",
        {u"5:14 unknown-value"_s});
    row("input without a type", "on:\n  workflow_call:\n    inputs:\n      a:\n        required: true\n" + job,
        {u"4:7 missing-key"_s});
    row("boolean input with an empty default",
        "on:\n  workflow_call:\n    inputs:\n      a: {type: boolean, default: }\n" + job, {u"4:34 call-inputs"_s});
    row("text input with an empty default",
        "on:\n  workflow_call:\n    inputs:\n      a: {type: string, default: }\n" + job, {});
    row("anchor used", "on: push\nenv: &e\n  A: x\njobs:\n  a:\n    runs-on: x\n    env: *e\n    steps: [{run: x}]\n",
        {});
    row("merge key",
        "on: push\nenv: &e\n  A: x\njobs:\n  a:\n    runs-on: x\n    env:\n      <<: *e\n    steps: [{run: "
        "x}]\n",
        {u"8:7 yaml-anchor"_s});
    row("empty matrix value",
        "on: push\njobs:\n  a:\n    runs-on: x\n    strategy: {matrix: {a: []}}\n    steps: [{run: "
        "x}]\n",
        {u"5:28 empty-section"_s});
}

void TestChecker::findsWhatDiffersFromTheSyntax()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, findings);

    QCOMPARE(found(source, schemaRules), findings);
}

void TestChecker::findingsComeInTheOrderOfTheFile()
{
    const QStringList list = found("on: push\nenv:\njob: {}\n" + job, schemaRules);
    QCOMPARE(list, (QStringList{u"2:5 empty-section"_s, u"3:1 unknown-key"_s}));
}

void TestChecker::silencedRuleStaysSilent()
{
    const diagnostics::Settings settings{.off = {u"empty-section"_s}};
    QCOMPARE(found("on: push\nenv:\n" + job, schemaRules, settings), QStringList());
}

void TestChecker::severityIsTheTeams()
{
    const diagnostics::Settings settings{.severity = {{u"empty-section"_s, diagnostics::Severity::Hint}}};
    const auto document = workflow::Document::open("on: push\nenv:\n" + job);
    const diagnostics::Facts facts;
    const auto findings = diagnostics::check({document, facts}, settings);
    const auto empty = std::ranges::find(findings, "empty-section", &diagnostics::Finding::rule);
    QVERIFY(empty != findings.end());
    QCOMPARE(empty->severity, diagnostics::Severity::Hint);
}

void TestChecker::commentsSilence_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("findings");

    const QStringList both = {u"empty-section"_s, u"unknown-key"_s};
    QTest::newRow("at the line's end") << "on: push\nenv: # slipway: ignore empty-section\n" + job << QStringList();
    QTest::newRow("on the line above") << "on: push\n# slipway: ignore empty-section\nenv:\n" + job << QStringList();
    QTest::newRow("two comments above") << "on: push\n# slipway: ignore empty-section\n# because\nenv:\n" + job
                                        << QStringList();
    QTest::newRow("another rule") << "on: push\nenv: # slipway: ignore unknown-key\n" + job
                                  << QStringList{u"2:5 empty-section"_s};
    QTest::newRow("several rules") << "on: push\nenv: # slipway: ignore unknown-key, empty-section\n" + job
                                   << QStringList();
    QTest::newRow("another line") << "on: push # slipway: ignore empty-section\nenv:\n" + job
                                  << QStringList{u"2:5 empty-section"_s};
    QTest::newRow("the whole file") << "# slipway: ignore-file empty-section\non: push\nenv:\nenvs:\n" + job
                                    << QStringList{u"4:1 unknown-key"_s};
    QTest::newRow("not a comment") << "on: push\nname: 'slipway: ignore-file empty-section'\nenv:\n" + job
                                   << QStringList{u"3:5 empty-section"_s};
}

void TestChecker::commentsSilence()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, findings);

    QCOMPARE(found(source, schemaRules), findings);
}

void TestChecker::unreadableTextGetsNoOtherFindings()
{
    const QStringList list = found("on: push\njobs:\n  a: [\n", {});
    QVERIFY(!list.isEmpty());
    for (const QString &finding : list)
        QVERIFY2(finding.endsWith(" yaml-syntax"_L1), qPrintable(finding));
}

void TestChecker::aliasedPartIsReportedOnce()
{
    const QByteArray source = "on: push\n"
                              "jobs:\n"
                              "  a: &a\n"
                              "    runs-on: x\n"
                              "    steps:\n"
                              "      - name: x\n"
                              "  b: *a\n"_ba;
    QCOMPARE(found(source, {u"step-kind"_s}), QStringList{u"6:9 step-kind"_s});
}

void TestChecker::rulesHaveDifferentIds()
{
    std::vector<std::string_view> ids;
    for (const diagnostics::Rule *rule : diagnostics::allRules()) {
        QCOMPARE(diagnostics::findRule(rule->id), rule);
        ids.push_back(rule->id);
    }
    std::ranges::sort(ids);
    QVERIFY(std::ranges::adjacent_find(ids) == ids.end());
}

void TestChecker::unknownRuleHasNoExplanation()
{
    QVERIFY(!diagnostics::explanation("no-such-rule"));
    QVERIFY(!diagnostics::findRule(""));
}

void TestChecker::endsSoonOnBadInput_data()
{
    QTest::addColumn<QByteArray>("source");

    QByteArray bomb = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - &s0\n        run: x\n";
    for (int i = 1; i < 12; ++i) {
        bomb += "      - &s" + QByteArray::number(i) + "\n        parallel: [";
        for (int copy = 0; copy < 9; ++copy)
            bomb += "*s" + QByteArray::number(i - 1) + ", ";
        bomb += "{run: x}]\n";
    }
    QTest::newRow("aliases of aliases") << bomb;
    QTest::newRow("deep brackets") << "on: push\njobs: " + QByteArray(100'000, '[');
    QByteArray keys = "on: push\nenv:\n";
    for (int i = 0; i < 20'000; ++i)
        keys += "  K" + QByteArray::number(i) + ": x\n  k" + QByteArray::number(i) + ": y\n";
    QTest::newRow("many repeated keys") << keys + job;
    QTest::newRow("NUL bytes") << QByteArray("on: push\0\0\n", 11);
    QTest::newRow("not UTF-8") << QByteArray("on: \xff\xfe\n");
}

void TestChecker::endsSoonOnBadInput()
{
    QFETCH(QByteArray, source);

    QVERIFY(!found(source, {}).isEmpty());
}

QTEST_GUILESS_MAIN(TestChecker)
#include "test_checker.moc"
