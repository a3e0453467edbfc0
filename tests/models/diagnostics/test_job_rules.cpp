#include "rule_findings.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Rules about jobs: needs, ids, runners, shells, matrices, permissions.
class TestJobRules : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void showsTheWayRoundACycle();
    void survivesALongCycle();
    void offersTheNearestWord();
    void offersMachinesLikeThoseShutDown();
    void writesTheFilesOwnLineEnds();
    void addsBlanksBehindDashes();
    void keepsWhatIsNeeded();
    void wrapsWhatYamlTakesForATag();
};

namespace {

QByteArray job(const QByteArray &settings)
{
    return "on: push\njobs:\n  build:\n" + settings + "    steps:\n      - run: make\n";
}

QByteArray longCycle(int length)
{
    QByteArray source = "on: push\njobs:\n";
    for (int i = 0; i < length; ++i) {
        source += "  job" + QByteArray::number(i) + ":\n    needs: job" + QByteArray::number((i + 1) % length)
            + "\n    runs-on: ubuntu-latest\n    steps: [{run: make}]\n";
    }
    return source;
}

} // namespace

void TestJobRules::findsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("found");

    const auto add = [](const char *name, const char *rule, const QByteArray &source, const QStringList &found) {
        QTest::newRow(name) << QByteArray(rule) << source << found;
    };
    add("unknown need in a flow list", "needs-unknown", job("    needs: [build, test]\n    runs-on: ubuntu-latest\n"),
        {u"4: test"_s});
    add("case of a need does not matter", "needs-unknown", job("    needs: BUILD\n    runs-on: ubuntu-latest\n"), {});
    add("job that needs itself", "needs-cycle", job("    needs: build\n    runs-on: ubuntu-latest\n"), {u"4: build"_s});
    add("need twice in another case", "needs-duplicate", job("    needs: [a, A]\n    runs-on: ubuntu-latest\n"),
        {u"4: A"_s});
    add("all jobs need others", "needs-no-start", job("    needs: build\n    runs-on: ubuntu-latest\n"),
        {u"3: build"_s});
    add("need of no job", "needs-no-start", job("    needs: a\n    runs-on: ubuntu-latest\n"), {});
    add("need by an expression", "needs-unknown", job("    needs: ${{ a.b }}\n    runs-on: ubuntu-latest\n"), {});
    add("no start by an expression", "needs-no-start", job("    needs: ${{ a.b }}\n    runs-on: ubuntu-latest\n"), {});
    add("two things in a step", "step-kind", withSteps("- run: make\n  uses: a/b@v1\n"), {u"6: run"_s});
    add("two things in two steps", "step-kind", withSteps("- run: a\n  uses: a/b@v1\n- run: b\n  uses: a/b@v1\n"),
        {u"6: run"_s, u"8: run"_s});
    add("dash without a blank", "wrong-type", "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      -run: a\n",
        {u"6: -run"_s});
    const QByteArray inserted = withSteps("- run: make\n  env:\n    ${{ insert }}: ${{ fromJSON(vars.X) }}\n");
    add("entries inserted into a map", "expression-in-key", inserted, {});
    add("word that inserts entries", "expression-name", inserted, {});
    add("entries inserted into a step", "expression-in-key",
        withSteps("- run: make\n  ${{ insert }}: ${{ fromJSON(vars.X) }}\n"), {u"7: ${{ insert }}"_s});
    add("alias of nothing", "wrong-type", withSteps("- *nope\n"), {});
    add("alias of nothing, said once", "yaml-anchor", withSteps("- *nope\n"), {u"6: *nope"_s});
    add("unknown runner", "runner-label", job("    runs-on: ubuntu-lastest\n"), {u"4: ubuntu-lastest"_s});
    add("runner of the matrix", "runner-label",
        job("    strategy:\n      matrix:\n        os: [ubuntu-latest, macos-9]\n    runs-on: ${{ matrix.os }}\n"),
        {u"6: macos-9"_s});
    add("runner that only the run knows", "runner-label", job("    runs-on: ${{ inputs.os }}\n"), {});
    add("runners of two systems", "runner-conflict", job("    runs-on: [ubuntu-latest, windows-latest]\n"),
        {u"4: windows-latest"_s});
    add("labels of one image", "runner-conflict", job("    runs-on: [self-hosted, linux, x64]\n"), {});
    add("shell of another system", "shell-name",
        job("    runs-on: windows-latest\n    defaults:\n      run:\n        shell: sh\n"), {u"7: sh"_s});
    add("shell with a command line", "shell-name",
        job("    runs-on: ubuntu-latest\n    defaults:\n      run:\n        shell: perl {0}\n"), {});
    add("shell of a matrix of systems", "shell-name",
        job("    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest]\n    runs-on: ${{ matrix.os }}\n"
            "    defaults:\n      run:\n        shell: powershell\n"),
        {});
    add("value twice in a row", "matrix-duplicate",
        job("    strategy:\n      matrix:\n        v: [{a: 1}, {a: 2}, {a: 1}]\n    runs-on: ubuntu-latest\n"),
        {u"6: {a: 1}"_s});
    const auto matrix = [](const QByteArray &values, const QByteArray &more = {}) {
        return job("    strategy:\n      matrix:\n        v: " + values + "\n" + more + "    runs-on: ubuntu-latest\n");
    };
    add("map twice in another order", "matrix-duplicate", matrix("[{a: 1, b: 2}, {b: 2, a: 1}]"),
        {u"6: {b: 2, a: 1}"_s});
    add("number twice in other digits", "matrix-duplicate", matrix("[1.1, 1.10]"), {u"6: 1.10"_s});
    add("versions in quotes", "matrix-duplicate", matrix("['1.1', '1.10']"), {});
    add("words in other letters", "matrix-duplicate", matrix("[a, A]"), {});
    add("exclusion in other letters", "matrix-exclude", matrix("[a, B]", "        exclude: [{v: b}]\n"), {});
    add("exclusion of a map in another order", "matrix-exclude",
        matrix("[{a: 1, b: X}]", "        exclude: [{v: {b: x, a: 1}}]\n"), {});
    add("exclusion of a number in quotes", "matrix-exclude", matrix("[3.10]", "        exclude: [{v: '3.10'}]\n"), {});
    add("exclusion of a part of a value", "matrix-exclude",
        job("    strategy:\n      matrix:\n        v: [{a: 1, b: 1}]\n        exclude:\n          - v: {a: 1}\n"
            "          - v: {a: 3}\n    runs-on: ubuntu-latest\n"),
        {u"9: {a: 3}"_s});
    add("exclusion of a row that is not there", "matrix-exclude",
        job("    strategy:\n      matrix:\n        v: [1]\n        exclude:\n          - w: 1\n"
            "    runs-on: ubuntu-latest\n"),
        {u"8: w"_s});
    add("exclusion from a matrix of the run", "matrix-exclude",
        job("    strategy:\n      matrix:\n        v: ${{ fromJSON(vars.V) }}\n        exclude:\n          - v: 1\n"
            "    runs-on: ubuntu-latest\n"),
        {});
    add("level that a scope does not have", "permission-scope",
        job("    permissions:\n      id-token: read\n      contents: execute\n    runs-on: ubuntu-latest\n"),
        {u"5: read"_s, u"6: execute"_s});
    add("word for all permissions", "permission-scope", job("    permissions: write\n    runs-on: ubuntu-latest\n"),
        {u"4: write"_s});
    add("password in plain text", "plain-credentials",
        job("    runs-on: ubuntu-latest\n    services:\n      db:\n        image: db\n        credentials:\n"
            "          username: a\n          password: hunter2\n"),
        {u"10: hunter2"_s});
    add("password with a secret in it", "plain-credentials",
        job("    runs-on: ubuntu-latest\n    container:\n      image: a\n      credentials:\n"
            "        username: a\n        password: pre-${{ secrets.X }}\n"),
        {});
    add("name with a blank", "env-name", job("    runs-on: ubuntu-latest\n    env:\n      A B: 1\n"), {u"6: A B"_s});
    add("job id with a dot", "id-format", "on: push\njobs:\n  a.b:\n    runs-on: ubuntu-latest\n", {u"3: a.b"_s});
    add("job id of GitHub's own", "id-format", "on: push\njobs:\n  __a:\n    runs-on: ubuntu-latest\n", {u"3: __a"_s});
}

void TestJobRules::findsWhatIsWrong()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, source);
    QFETCH(QStringList, found);
    QCOMPARE(findingsOf(rule.constData(), source), found);
}

void TestJobRules::showsTheWayRoundACycle()
{
    const QStringList messages = messagesOf("needs-cycle", longCycle(3));
    QCOMPARE(messages.size(), 1);
    QVERIFY2(messages.first().contains(u"job0 → job1 → job2 → job0"_s), qPrintable(messages.first()));
}

void TestJobRules::survivesALongCycle()
{
    const QStringList messages = messagesOf("needs-cycle", longCycle(5000));
    QCOMPARE(messages.size(), 1);
    QVERIFY2(messages.first().contains(u"4992"_s), qPrintable(messages.first()));
    QVERIFY(messages.first().size() < 300);
}

void TestJobRules::offersTheNearestWord()
{
    QCOMPARE(fixedBy("runner-label", job("    runs-on: 'ubuntu-lastest'\n")), job("    runs-on: 'ubuntu-latest'\n"));
    QCOMPARE(fixedBy("runner-label", job("    runs-on: the-big-one\n")), QByteArray());
    QCOMPARE(fixedBy("runner-label", job("    runs-on: ubuntu-24.04-16core\n")), QByteArray());
}

void TestJobRules::keepsWhatIsNeeded()
{
    QCOMPARE(fixedBy("empty-section", job("    env:\n    runs-on: ubuntu-latest\n")),
             job("    runs-on: ubuntu-latest\n"));
    const QByteArray jobs = "jobs:\n  a:\n    runs-on: x\n    steps:\n      - run: x\n";
    for (const QByteArray &source :
         {"on:\n" + jobs, "on: push\njobs:\n" + QByteArray("env: {A: b}\n"),
          QByteArray("on: push\njobs:\n  a:\n    runs-on: x\n    steps:\nenv: {A: b}\n"),
          "on:\n  workflow_dispatch:\n    inputs:\n      b:\n        type: string\n      a:\n" + jobs,
          "on: push\npermissions:\n" + jobs, withSteps("- name: a\n  run:\n- run: b")}) {
        QVERIFY2(!findingsOf("empty-section", source).isEmpty(), source.constData());
        QCOMPARE(fixedBy("empty-section", source), QByteArray());
    }
}

void TestJobRules::wrapsWhatYamlTakesForATag()
{
    QCOMPARE(fixedBy("empty-section", withSteps("- name: a\n  if: !cancelled()\n  run: b")),
             withSteps("- name: a\n  if: ${{ !cancelled() }}\n  run: b"));
    QCOMPARE(fixedBy("empty-section", withSteps("- name: !important\n  run: b")), QByteArray());
    for (const char *condition : {"!contains(github.ref, 'x')", "!inputs.a || inputs.b", "!startsWith(a,'b')"}) {
        const QStringList messages = messagesOf("yaml-syntax", withSteps("- run: a\n  if: " + QByteArray(condition)));
        QCOMPARE(messages.size(), 1);
        QVERIFY2(messages.first().contains(u"YAML tag"_s), qPrintable(messages.first()));
    }
}

void TestJobRules::offersMachinesLikeThoseShutDown()
{
    QCOMPARE(messagesOf("runner-label", job("    runs-on: macos-13\n")),
             QStringList{u"GitHub has shut `macos-13` down: the job would wait for ever. Take `macos-15-intel`."_s});
}

void TestJobRules::writesTheFilesOwnLineEnds()
{
    const QByteArray before = "on: push\njobs:\n  build:\n    steps:\n      - run: make\n";
    const QByteArray after = "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
    QCOMPARE(fixedBy("missing-key", before), after);
    QCOMPARE(fixedBy("missing-key", QByteArray(before).replace("\n", "\r\n")), QByteArray(after).replace("\n", "\r\n"));
}

void TestJobRules::addsBlanksBehindDashes()
{
    const QByteArray head = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n";
    QCOMPARE(fixedBy("wrong-type", head + "      -run: a\n      -uses: b/c@v1\n"),
             head + "      - run: a\n      - uses: b/c@v1\n");
}

QTEST_GUILESS_MAIN(TestJobRules)
#include "test_job_rules.moc"
