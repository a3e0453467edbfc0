#include "offered.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::workflow;

class TestKeysAndValues final : public QObject
{
    Q_OBJECT

private slots:
    void offersWhatFits_data();
    void offersWhatFits();
    void offersNothingWhereNothingIsKnown_data();
    void offersNothingWhereNothingIsKnown();
    void writesIntoTheText_data();
    void writesIntoTheText();
    void putsWhatBeginsWithTheWordFirst();
    void explains();
    void knowsTheCallersNames();
    void readsLocalActionsAndWorkflows();
    void survivesEveryPlaceOfABrokenFile();
};

void TestKeysAndValues::offersWhatFits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("unwanted");
    const auto row = [](const char *name, const char *text, const char *wanted, const char *unwanted = "") {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(wanted) << QString::fromUtf8(unwanted);
    };
    row("an empty file", "^", "name on jobs permissions env", "steps");
    row("a key at the top", "on: push\nper^\njobs:\n", "permissions", "on jobs name");
    row("keys that are there are left out", "on: push\n^\njobs:\n  a:\n", "name env", "on jobs");
    row("event as a word", "on: pu^\njobs:\n", "push public pull_request", "schedule");
    row("events in brackets", "on: [push, pull^]\n", "pull_request pull_request_target", "push");
    row("events in open brackets", "on: [push, ^\njobs:\n  a:\n", "pull_request workflow_dispatch");
    row("events as items", "on:\n  - ^\n", "push pull_request");
    row("events as keys", "on:\n  push:\n  ^\njobs:\n", "pull_request schedule", "push");
    row("the first event as a key", "on:\n  ^\njobs:\n", "push schedule");
    row("filters of push", "on:\n  push:\n    ^\n", "branches tags paths branches-ignore", "types workflows");
    row("filters of issues", "on:\n  issues:\n    ^\n", "types", "branches paths");
    row("filters that exclude each other", "on:\n  push:\n    branches: [a]\n    ^\n", "tags paths", "branches-ignore");
    row("types", "on:\n  pull_request:\n    types: [opened, re^]\n", "reopened review_requested", "opened");
    row("types as items", "on:\n  issues:\n    types:\n      - ^\n", "opened labeled", "synchronize");
    row("inputs of a dispatch", "on:\n  workflow_dispatch:\n    inputs:\n      a:\n        ^\n",
        "type options default");
    row("type of an input", "on:\n  workflow_dispatch:\n    inputs:\n      a:\n        type: ^\n",
        "boolean choice string", "array");
    row("default of a choice",
        "on:\n  workflow_dispatch:\n    inputs:\n      a:\n        default: ^\n        options: [one, two]\n",
        "one two");
    row("keys of a job", "jobs:\n  a:\n    ^\n", "runs-on steps needs uses if timeout-minutes");
    row("keys of a job with steps", "jobs:\n  a:\n    ^\n    steps: []\n", "runs-on needs", "uses with secrets steps");
    row("keys of a job that calls", "jobs:\n  a:\n    uses: ./x\n    ^\n", "with secrets needs", "runs-on steps");
    row("needs", "jobs:\n  a:\n  b:\n    needs: ^\n  c:\n", "a c", "b");
    row("needs in brackets", "jobs:\n  a:\n  b:\n    needs: [a, ^]\n  c:\n", "c", "a b");
    row("needs in open brackets", "jobs:\n  a:\n  b:\n    needs: [a, ^\n  c:\n    needs: a\n", "c", "a b");
    row("needs as items", "jobs:\n  a:\n  b:\n    needs:\n      - a\n      - ^\n  c:\n", "c", "a b");
    row("runner", "jobs:\n  a:\n    runs-on: ub^\n", "ubuntu-latest ubuntu-24.04", "windows-latest");
    row("runners in brackets", "jobs:\n  a:\n    runs-on: [^]\n", "self-hosted ubuntu-latest");
    row("permission scopes", "permissions:\n  ^\n", "contents id-token packages");
    row("permission scopes of a job", "jobs:\n  a:\n    permissions:\n      contents: read\n      ^\n", "packages",
        "contents");
    row("access", "permissions:\n  contents: ^\n", "read write none");
    row("access of a token", "permissions:\n  id-token: ^\n", "write none", "read");
    row("access for all", "permissions: ^\n", "read-all write-all {}");
    row("keys of a step", "jobs:\n  a:\n    steps:\n      - ^\n", "run uses name id");
    row("further keys of a script", "jobs:\n  a:\n    steps:\n      - run: x\n        ^\n", "shell working-directory",
        "uses with run");
    row("further keys of an action", "jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        ^\n",
        "with env", "run shell");
    row("keys of a step before others", "jobs:\n  a:\n    steps:\n      - ^\n        run: x\n", "name shell", "uses");
    row("actions", "jobs:\n  a:\n    steps:\n      - uses: actions/ch^\n", "actions/checkout@v4", "actions/cache@v4");
    row("inputs of an action",
        "jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: x\n          ^\n",
        "fetch-depth submodules", "ref");
    row("the first input of an action",
        "jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          fe^\n", "fetch-depth");
    row("steps that run side by side",
        "jobs:\n  a:\n    steps:\n      - parallel:\n          - uses: actions/checkout@v4\n            with:\n"
        "              ^\n",
        "fetch-depth");
    row("shell", "jobs:\n  a:\n    steps:\n      - run: x\n        shell: ^\n", "bash pwsh python");
    row("steps in the background",
        "jobs:\n  a:\n    steps:\n      - run: x\n        id: db\n        background: true\n      - wait: ^\n", "db");
    row("truth", "jobs:\n  a:\n    continue-on-error: ^\n", "true false");
    row("queue", "concurrency:\n  group: a\n  queue: ^\n", "single max");
    row("keys of a matrix", "jobs:\n  a:\n    strategy:\n      ^\n", "matrix fail-fast");
    row("excluded values",
        "jobs:\n  a:\n    strategy:\n      matrix:\n        os: [x]\n        exclude:\n          - ^\n", "os");
    row("keys of a service", "jobs:\n  a:\n    services:\n      db:\n        ^\n", "image ports env");
    row("secrets of a call", "jobs:\n  a:\n    uses: ./x\n    secrets: ^\n", "inherit");
    row("lines that end with CR", "on: push\r\n^\r\njobs:\r\n", "name env", "on");
    row("letters beyond ASCII before it", "name: Größe\non: pu^\n", "push");
}

void TestKeysAndValues::offersWhatFits()
{
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QFETCH(QString, unwanted);
    const QStringList labels = offered::labels(offered::at(text));
    QVERIFY2(offered::difference(labels, wanted, unwanted).isEmpty(),
             qPrintable(offered::difference(labels, wanted, unwanted) + u" of "_s + labels.join(u' ')));
    QVERIFY(!labels.contains(u"slipway_cursor"_s));
}

void TestKeysAndValues::offersNothingWhereNothingIsKnown_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("name") << u"name: ^\n"_s;
    QTest::newRow("script") << u"jobs:\n  a:\n    steps:\n      - run: |\n          na^\n"_s;
    QTest::newRow("comment") << u"on: push\n# na^\n"_s;
    QTest::newRow("a job's id") << u"jobs:\n  ^\n"_s;
    QTest::newRow("variables") << u"env:\n  ^\n"_s;
    QTest::newRow("inputs of an unknown action")
        << u"jobs:\n  a:\n    steps:\n      - uses: a/b@c\n        with:\n          ^\n"_s;
    QTest::newRow("below an unknown key") << u"jobz:\n  a:\n    ^\n"_s;
}

void TestKeysAndValues::offersNothingWhereNothingIsKnown()
{
    QFETCH(QString, text);
    QCOMPARE(offered::labels(offered::at(text)), QStringList());
}

void TestKeysAndValues::writesIntoTheText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("after");
    QTest::newRow("key of a text") << u"jobs:\n  a:\n    ru^\n"_s << u"runs-on"_s << u"jobs:\n  a:\n    runs-on: \n"_s;
    QTest::newRow("key of a mapping") << u"jo^\n"_s << u"jobs"_s << u"jobs:\n"_s;
    QTest::newRow("key with its colon") << u"jobs:\n  a:\n    ru^n: x\n"_s << u"runs-on"_s
                                        << u"jobs:\n  a:\n    runs-on: x\n"_s;
    QTest::newRow("in the midst of a value") << u"jobs:\n  a:\n    runs-on: ubu^nt # x\n"_s << u"ubuntu-latest"_s
                                             << u"jobs:\n  a:\n    runs-on: ubuntu-latest # x\n"_s;
    QTest::newRow("in quotes") << u"on: ['pu^']\n"_s << u"push"_s << u"on: ['push']\n"_s;
    QTest::newRow("in quotes not closed") << u"on: ['pu^\n"_s << u"push"_s << u"on: ['push\n"_s;
    QTest::newRow("before a comma") << u"on: [pu^, issues]\n"_s << u"push"_s << u"on: [push, issues]\n"_s;
    QTest::newRow("action with a slash") << u"jobs:\n  a:\n    steps:\n      - uses: actions/checkout@^\n"_s
                                         << u"actions/checkout@v4"_s
                                         << u"jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n"_s;
}

void TestKeysAndValues::writesIntoTheText()
{
    QFETCH(QString, text);
    QFETCH(QString, label);
    QFETCH(QString, after);
    QCOMPARE(offered::taken(text, label.toStdString()), after);
}

void TestKeysAndValues::putsWhatBeginsWithTheWordFirst()
{
    const auto candidates = offered::at(u"jobs:\n  a:\n    ti^\n"_s);
    QVERIFY(candidates.size() > 1);
    QCOMPARE(candidates.front().label, std::string("timeout-minutes"));
}

void TestKeysAndValues::explains()
{
    const auto keys = offered::at(u"jobs:\n  a:\n    ^\n"_s);
    QVERIFY(!offered::find(keys, "needs")->documentation.isEmpty());
    QCOMPARE(offered::find(keys, "needs")->kind, CandidateKind::Key);
    QCOMPARE(offered::find(keys, "runs-on")->detail, u"required"_s);
    const auto needs = offered::at(u"jobs:\n  a:\n    name: Build it\n  b:\n    needs: ^\n"_s);
    QCOMPARE(offered::find(needs, "a")->documentation, u"Build it"_s);
    QCOMPARE(offered::find(needs, "a")->kind, CandidateKind::Job);
}

void TestKeysAndValues::knowsTheCallersNames()
{
    const KnownNames known{.environments = {"production", "staging"}, .runnerLabels = {"our-big-one"}};
    const auto environments = offered::at(u"jobs:\n  a:\n    environment: pr^\n"_s, known);
    QCOMPARE(offered::labels(environments), QStringList{u"production"_s});
    const auto named = offered::at(u"jobs:\n  a:\n    environment:\n      name: ^\n"_s, known);
    QCOMPARE(named.size(), size_t(2));
    const auto runners = offered::at(u"jobs:\n  a:\n    runs-on: [self-hosted, our^]\n"_s, known);
    QCOMPARE(offered::labels(runners), QStringList{u"our-big-one"_s});
}

void TestKeysAndValues::readsLocalActionsAndWorkflows()
{
    const MemoryRepository repository({
        {"actions/x/action.yml",
         "name: X\ninputs:\n  path:\n    description: Where to\n    required: true\nruns:\n  using: node20\n  main: "
         "a.js\n"},
        {".github/workflows/call.yml",
         "on:\n  workflow_call:\n    inputs:\n      level:\n        type: string\n        description: How far\n"
         "    secrets:\n      KEY:\n        required: true\n"},
    });
    const auto inputs = offered::at(
        u"jobs:\n  a:\n    steps:\n      - uses: ./actions/x\n        with:\n          ^\n"_s, {}, &repository);
    QCOMPARE(offered::labels(inputs), QStringList{u"path"_s});
    QCOMPARE(inputs.front().documentation, u"Where to"_s);
    QCOMPARE(inputs.front().detail, u"required"_s);
    const auto job = u"jobs:\n  a:\n    uses: ./.github/workflows/call.yml\n"_s;
    QCOMPARE(offered::labels(offered::at(job + u"    with:\n      ^\n"_s, {}, &repository)), QStringList{u"level"_s});
    const auto secrets = offered::labels(offered::at(job + u"    secrets:\n      ^\n"_s, {}, &repository));
    QCOMPARE(secrets, (QStringList{u"KEY"_s, u"inherit"_s}));
}

void TestKeysAndValues::survivesEveryPlaceOfABrokenFile()
{
    const QByteArray text = "on: [push\njobs:\n a: {needs: [\n  \"x: ${{ needs.\n  - if: 'a\n\t|\n&x *y : ? -\n";
    const Document document = Document::open(text);
    for (quint32 offset = 0; offset <= quint32(text.size()) + 2; ++offset)
        for (const Candidate &candidate : complete(document, offset))
            QVERIFY(candidate.replaced.end <= quint32(text.size()));
}

QTEST_GUILESS_MAIN(TestKeysAndValues)
#include "test_keys_and_values.moc"
