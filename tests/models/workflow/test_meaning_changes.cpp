#include "workflow/meaning_changes.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::workflow;

namespace {

const QByteArray text = R"(name: CI
on:
  push:
    branches: [main]
  schedule:
    - cron: '0 5 * * 1'
permissions:
  contents: read
env:
  NODE: 20
jobs:
  ci:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - name: Checkout
        uses: actions/checkout@v4
      - name: Build
        run: make
        env:
          MODE: fast
      - run: make test
  deploy:
    needs: ci
    environment: production
    runs-on: ubuntu-latest
    strategy:
      matrix:
        region: [ams, fra]
    steps:
      - run: ship ${{ needs.ci.result }}
      - name: Tell
        run: tell
)"_ba;

QStringList sentences(const QByteArray &before, const QByteArray &after)
{
    QStringList all;
    for (const MeaningChange &change : meaningChanges(Document::open(before), Document::open(after)))
        all += change.sentence;
    return all;
}

using Kind = MeaningChange::Kind;

} // namespace

class TestMeaningChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreSaidInWords_data();
    void changesAreSaidInWords();
    void otherSpellingsMeanTheSame_data();
    void otherSpellingsMeanTheSame();
    void equalTextsHaveNoChanges();
    void eachChangeHasItsPlace();
    void partsThatAreGoneNameTheirOldPlace();
    void hostileNamesStayOnOneShortLine();
    void brokenAndEmptyTextsAreCompared();
    void manyStepsAreComparedAtOnce();
    void markdownShowsNamesAsText_data();
    void markdownShowsNamesAsText();
};

void TestMeaningChanges::changesAreSaidInWords_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, const char *from, const char *to, const QStringList &words) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << words;
    };
    row("a time limit added", "    environment: production\n", "    environment: production\n    timeout-minutes: 20\n",
        {u"job deploy: timeout 20 minutes added"_s});
    row("a time limit changed", "minutes: 15", "minutes: 1", {u"job ci: timeout changed from 15 to 1 minute"_s});
    row("a time limit removed", "    timeout-minutes: 15\n", "", {u"job ci: timeout 15 minutes removed"_s});
    row("a command", "run: make\n", "run: make all\n", {u"step Build of ci: command changed"_s});
    row("an unnamed step's command", "run: make test\n", "run: make check\n",
        {u"step make check of ci: command changed"_s});
    row("an action's version", "checkout@v4", "checkout@v5",
        {u"step Checkout of ci: action changed from actions/checkout@v4 to actions/checkout@v5"_s});
    row("an input", "checkout@v4\n", "checkout@v4\n        with: {fetch-depth: 0}\n",
        {u"step Checkout of ci: input fetch-depth 0 added"_s});
    row("a variable of a step", "MODE: fast", "MODE: slow",
        {u"step Build of ci: variable MODE changed from fast to slow"_s});
    row("a variable of the workflow", "  NODE: 20\n", "  NODE: 22\n",
        {u"workflow: variable NODE changed from 20 to 22"_s});
    row("a branch", "[main]", "[main, next]", {u"trigger push: branch next added"_s});
    row("a branch for another", "[main]", "[next]",
        {u"trigger push: branch main removed"_s, u"trigger push: branch next added"_s});
    row("a schedule", "0 5 * * 1'", "0 6 * * 1'",
        {u"trigger schedule: time 0 5 * * 1 removed"_s, u"trigger schedule: time 0 6 * * 1 added"_s});
    row("a trigger added", "  schedule:\n", "  pull_request:\n  schedule:\n", {u"trigger pull_request added"_s});
    row("a trigger removed", "  schedule:\n    - cron: '0 5 * * 1'\n", "", {u"trigger schedule removed"_s});
    row("a permission", "contents: read", "contents: write",
        {u"workflow: permission contents changed from read to write"_s});
    row("permissions for all", "permissions:\n  contents: read\n", "permissions: read-all\n",
        {u"workflow: permission changed"_s});
    row("the workflow's name", "name: CI\n", "name: Tests\n", {u"workflow: name changed from CI to Tests"_s});
    row("a need", "needs: ci", "needs: [ci, lint]", {u"job deploy: needs lint added"_s});
    row("no need any more", "    needs: ci\n", "", {u"job deploy: needs ci removed"_s});
    row("the runner", "  ci:\n    runs-on: ubuntu-latest", "  ci:\n    runs-on: macos-latest",
        {u"job ci: runner ubuntu-latest removed"_s, u"job ci: runner macos-latest added"_s});
    row("an environment", "environment: production", "environment: staging",
        {u"job deploy: environment changed from production to staging"_s});
    row("an environment's address", "environment: production", "environment: {name: production, url: 'https://x'}",
        {u"job deploy: environment url https://x added"_s});
    row("a concurrency group", "    needs: ci\n",
        "    needs: ci\n    concurrency: {group: live, cancel-in-progress: true}\n",
        {u"job deploy: concurrency live added"_s, u"job deploy: concurrency cancel-in-progress true added"_s});
    row("a condition", "    needs: ci\n", "    needs: ci\n    if: github.ref == 'x'\n",
        {u"job deploy: condition github.ref == 'x' added"_s});
    row("a matrix value", "[ams, fra]", "[ams, lhr, fra]", {u"job deploy: matrix region lhr added"_s});
    row("a matrix row", "        region: [ams, fra]\n", "        region: [ams, fra]\n        size: [1]\n",
        {u"job deploy: matrix size 1 added"_s});
    row("a service", "    needs: ci\n", "    needs: ci\n    services: {db: {image: 'postgres:16'}}\n",
        {u"job deploy: service db image postgres:16 added"_s});
    row("a step added", "      - run: make test\n", "      - name: Lint\n        run: lint\n      - run: make test\n",
        {u"step Lint of ci added"_s});
    row("a step removed", "      - run: make test\n", "", {u"step make test of ci removed"_s});
    row("a step moved",
        "      - name: Build\n        run: make\n        env:\n          MODE: fast\n      - run: make test\n",
        "      - run: make test\n      - name: Build\n        run: make\n        env:\n          MODE: fast\n",
        {u"step make test of ci moved up"_s});
    row("a step moved to another job",
        "      - run: make test\n  deploy:", "  deploy:", {u"step make test of ci removed"_s});
    row("a job removed",
        "  deploy:\n    needs: ci\n    environment: production\n    runs-on: ubuntu-latest\n"
        "    strategy:\n      matrix:\n        region: [ams, fra]\n    steps:\n      - run: ship ${{ needs.ci.result "
        "}}\n"
        "      - name: Tell\n        run: tell\n",
        "", {u"job deploy removed"_s});
    row("a job added", "  deploy:\n", "  lint: {runs-on: x, steps: [{run: y}]}\n  deploy:\n", {u"job lint added"_s});
    row("an unknown key", "    needs: ci\n", "    needs: ci\n    colour: red\n", {u"job deploy: colour red added"_s});
}

void TestMeaningChanges::changesAreSaidInWords()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QCOMPARE(text.count(from), 1);
    QByteArray changed = text;
    changed.replace(from, to);
    QTEST(sentences(text, changed), "words");
}

void TestMeaningChanges::otherSpellingsMeanTheSame_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("a comment") << "needs: ci\n"_ba << "needs: ci # first\n"_ba;
    QTest::newRow("a blank line") << "  deploy:\n"_ba << "\n  deploy:\n"_ba;
    QTest::newRow("a list of one") << "needs: ci\n"_ba << "needs: [ci]\n"_ba;
    QTest::newRow("quotes") << "NODE: 20\n"_ba << "NODE: '20'\n"_ba;
    QTest::newRow("an environment as a map") << "environment: production"_ba << "environment: {name: production}"_ba;
    QTest::newRow("another list style") << "    branches: [main]\n"_ba << "    branches:\n      - main\n"_ba;
    QTest::newRow("another order of keys") << "    needs: ci\n    environment: production\n"_ba
                                           << "    environment: production\n    needs: ci\n"_ba;
    QTest::newRow("another block style") << "run: tell\n"_ba << "run: >-\n          tell\n"_ba;
}

void TestMeaningChanges::otherSpellingsMeanTheSame()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray changed = text;
    changed.replace(from, to);
    QVERIFY(changed != text);
    const auto changes = meaningChanges(Document::open(text), Document::open(changed));
    QCOMPARE(changes.size(), size_t(1));
    QCOMPARE(changes.front().sentence, u"only comments or layout changed"_s);
    QCOMPARE(changes.front().kind, Kind::Layout);
}

void TestMeaningChanges::equalTextsHaveNoChanges()
{
    QVERIFY(sentences(text, text).isEmpty());
}

void TestMeaningChanges::eachChangeHasItsPlace()
{
    QByteArray changed = text;
    changed.replace("  ci:\n", "  test:\n").replace("needs: ci", "needs: test").replace("needs.ci", "needs.test");
    changed.replace("      - run: make test\n", "")
        .replace("      - name: Tell", "      - run: make test\n      - name: Tell");
    changed.replace("[main]", "[main, x]");
    const auto changes = meaningChanges(Document::open(text), Document::open(changed));
    QCOMPARE(changes.size(), size_t(3));
    QCOMPARE(changes[0].trigger, "push");
    QCOMPARE(changes[1].kind, Kind::Renamed);
    QCOMPARE(changes[1].sentence, u"job ci renamed to test"_s);
    QCOMPARE(changes[1].job, "test");
    QCOMPARE(changes[2].kind, Kind::Moved);
    QCOMPARE(changes[2].sentence, u"step make test moved from test to deploy"_s);
    QCOMPARE(changes[2].job, "deploy");
    QCOMPARE(changes[2].step, 1);
}

void TestMeaningChanges::partsThatAreGoneNameTheirOldPlace()
{
    QByteArray changed = text;
    changed.replace("      - run: make test\n", "");
    const auto changes = meaningChanges(Document::open(text), Document::open(changed));
    QCOMPARE(changes.front().kind, Kind::Removed);
    QCOMPARE(changes.front().job, "ci");
    QCOMPARE(changes.front().step, 2);
}

void TestMeaningChanges::hostileNamesStayOnOneShortLine()
{
    for (const QString &name : {u"<b>x</b> %1"_s, u"a\\nb\\t\\u202Ec"_s, QString(10'000, QChar(0x301))}) {
        QByteArray changed = text;
        changed.replace("      - run: make test\n", "      - name: \"" + name.toUtf8() + "\"\n        run: new\n");
        for (const QString &sentence : sentences(text, changed)) {
            QVERIFY(sentence.size() < 300);
            QVERIFY(!sentence.contains(u'\n') && !sentence.contains(QChar(0x202E)));
        }
    }
}

void TestMeaningChanges::brokenAndEmptyTextsAreCompared()
{
    QCOMPARE(sentences({}, "on: push\njobs: {a: {steps: []}}\n"),
             (QStringList{u"trigger push added"_s, u"job a added"_s}));
    QVERIFY(!sentences(text, {}).isEmpty());
    for (qsizetype size = 0; size < text.size(); size += 7)
        QVERIFY(!sentences(text, text.first(size)).isEmpty());
    QCOMPARE(sentences("- a\n", "- b\n"), QStringList{u"only comments or layout changed"_s});
    QByteArray bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
    for (char c = 'b'; c < 'k'; ++c)
        bomb += QByteArray(1, c) + ": &" + c + " [*" + char(c - 1) + QByteArray(", *").append(char(c - 1)).repeated(9)
            + "]\n";
    QCOMPARE(sentences(text, bomb).size(), 1);
}

void TestMeaningChanges::manyStepsAreComparedAtOnce()
{
    QByteArray many = "jobs:\n  a:\n    steps:\n";
    QByteArray others = many;
    for (int step = 0; step < 3'000; ++step) {
        many += "      - run: one " + QByteArray::number(step) + '\n';
        others += "      - run: other " + QByteArray::number(step) + '\n';
    }
    QCOMPARE(sentences(many, others).size(), 3'000);
}

void TestMeaningChanges::markdownShowsNamesAsText_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("markdown");
    QTest::newRow("plain") << u"ci"_s << u"ci"_s;
    QTest::newRow("a tag") << u"<img src=x>"_s << u"\\<img src=x\\>"_s;
    QTest::newRow("emphasis") << u"a*b_c`d`"_s << u"a\\*b\\_c\\`d\\`"_s;
    QTest::newRow("a link") << u"[x](y)"_s << u"\\[x\\]\\(y\\)"_s;
    QTest::newRow("a mention") << u"@team"_s << u"@\u200Bteam"_s;
    QTest::newRow("an issue") << u"#12"_s << u"\\#\u200B12"_s;
    QTest::newRow("an address") << u"https://x"_s << u"https:\u200B//x"_s;
    QTest::newRow("a host") << u"www.x"_s << u"www\u200B\\.x"_s;
    QTest::newRow("lines") << u"a\n\n# b"_s << u"a \\#\u200B b"_s;
}

void TestMeaningChanges::markdownShowsNamesAsText()
{
    QFETCH(QString, name);
    QTEST(markdownEscaped(name), "markdown");
    QCOMPARE(markdownList({{.sentence = name}, {.sentence = u"b"_s}}), u"- "_s + markdownEscaped(name) + u"\n- b\n"_s);
}

QTEST_GUILESS_MAIN(TestMeaningChanges)
#include "test_meaning_changes.moc"
