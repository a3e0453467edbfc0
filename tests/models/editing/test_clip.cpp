#include "documents.h"

#include "editing/clip.h"

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::Place;

namespace {

const QByteArray text = R"(name: CI
on:
  push:
    branches: [main] # trunk
  workflow_dispatch:

jobs:
  # Everything at once.
  ci:
    runs-on: ubuntu-latest
    steps:
      # First of all.
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # all

      - id: build
        run: |
          make

          make test
  deploy:
    needs: ci
    runs-on: ubuntu-latest
    steps: [{run: ship}, {run: tell}]
  remote:
    uses: ./.github/workflows/x.yml
)"_ba;

QString copied(const QList<Place> &places)
{
    return editing::copyText(workflow::Document::open(text), places);
}

QByteArray pasted(const QString &clip, const Place &target, int index = -1)
{
    const auto document = workflow::Document::open(text);
    const auto planned = editing::paste(document, clip, target, index);
    if (!planned)
        return "refused: " + base::sentence(planned.error()).toUtf8();
    return editing::after(document, *planned);
}

QByteArray withInserted(const QByteArray &before, const QByteArray &added)
{
    QByteArray changed = text;
    return changed.replace(before, before + added);
}

} // namespace

class TestClip final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAreCopiedAsWritten_data();
    void partsAreCopiedAsWritten();
    void aliasesAreCopiedAsWhatTheyStandFor();
    void textOfAnyOriginIsPasted_data();
    void textOfAnyOriginIsPasted();
    void whatIsPastedStaysAsWritten_data();
    void whatIsPastedStaysAsWritten();
    void takenIdsAreMadeFreshAndNeedsFollow();
    void idsChangeInTheTextAsWritten();
    void pastingSelectsWhatCame();
    void pastingWarns();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void whatIsCopiedCanBePasted();
};

void TestClip::partsAreCopiedAsWritten_data()
{
    QTest::addColumn<QList<Place>>("places");
    QTest::addColumn<QString>("copy");
    QTest::newRow("a step with its comment")
        << QList{Place::ofStep("ci", 0)}
        << u"# First of all.\n- uses: actions/checkout@v4\n  with:\n    fetch-depth: 0 # all\n"_s;
    QTest::newRow("steps in the file's order, with a script")
        << QList{Place::ofStep("ci", 1), Place::ofStep("ci", 0)}
        << u"# First of all.\n- uses: actions/checkout@v4\n  with:\n    fetch-depth: 0 # all\n"
           "- id: build\n  run: |\n    make\n\n    make test\n"_s;
    QTest::newRow("steps in brackets") << QList{Place::ofStep("deploy", 0), Place::ofStep("deploy", 1)}
                                       << u"- {run: ship}\n- {run: tell}\n"_s;
    QTest::newRow("a job, its steps but once")
        << QList{Place::ofJob("deploy"), Place::ofStep("deploy", 1)}
        << u"deploy:\n  needs: ci\n  runs-on: ubuntu-latest\n  steps: [{run: ship}, {run: tell}]\n"_s;
    QTest::newRow("triggers") << QList{Place::trigger("workflow_dispatch"), Place::trigger("push")}
                              << u"on:\n  push:\n    branches: [main] # trunk\n  workflow_dispatch:\n"_s;
    QTest::newRow("a trigger and a job")
        << QList{Place::trigger("workflow_dispatch"), Place::ofJob("remote")}
        << u"on:\n  workflow_dispatch:\n\njobs:\n  remote:\n    uses: ./.github/workflows/x.yml\n"_s;
    QTest::newRow("nothing that can be copied") << QList{Place::file(), Place::ofJob("none")} << QString();
}

void TestClip::partsAreCopiedAsWritten()
{
    QFETCH(QList<Place>, places);
    QTEST(copied(places), "copy");
}

void TestClip::aliasesAreCopiedAsWhatTheyStandFor()
{
    const auto document = workflow::Document::open(R"(on: push
jobs:
  a:
    runs-on: &os x
    steps:
      - &first
        uses: actions/checkout@v4
      - run: b
  b:
    runs-on: *os
    steps:
      - *first
)"_ba);
    const QString step = u"- uses: actions/checkout@v4\n"_s;
    QCOMPARE(editing::copyText(document, {Place::ofStep("b", 0)}), step);
    QCOMPARE(editing::copyText(document, {Place::ofJob("b")}),
             u"b:\n  runs-on: x\n  steps:\n    - uses: actions/checkout@v4\n"_s);
    QVERIFY(editing::refusalToPaste(document, step, Place::ofJob("b")).isEmpty());
}

void TestClip::textOfAnyOriginIsPasted_data()
{
    QTest::addColumn<QString>("clip");
    QTest::addColumn<Place>("target");
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("after");
    const QByteArray end = "    uses: ./.github/workflows/x.yml\n"_ba;
    const QByteArray checkout = "          fetch-depth: 0 # all\n"_ba;
    const QByteArray lint = "  lint:\n    runs-on: x\n    steps:\n      - run: y\n"_ba;
    QTest::newRow("a job") << u"lint:\n  runs-on: x\n  steps:\n  - run: y\n"_s << Place::file() << -1
                           << withInserted(end, lint);
    QTest::newRow("a job out of a file") << u"  lint:\n      runs-on: x\n      steps: \n        - run: y"_s
                                         << Place::file() << -1 << withInserted(end, lint);
    QTest::newRow("a job with Windows line ends")
        << u"lint:\r\n  runs-on: x\r\n  steps:\r\n  - run: y\r\n"_s << Place::file() << -1 << withInserted(end, lint);
    QTest::newRow("a jobs block") << u"jobs:\n  lint:\n    runs-on: x\n    steps: \n      - run: y\n"_s << Place::file()
                                  << -1 << withInserted(end, lint);
    QTest::newRow("one step") << u"run: new"_s << Place::ofStep("ci", 0) << -1
                              << withInserted(checkout, "\n      - run: new\n");
    QTest::newRow("a list of steps") << u"- run: new\n- run: newer\n"_s << Place::ofStep("ci", 0) << -1
                                     << withInserted(checkout, "\n      - run: new\n\n      - run: newer\n");
    QTest::newRow("a steps block") << u"    steps:\n    - run: new\n"_s << Place::ofJob("ci") << 1
                                   << withInserted(checkout, "\n      - run: new\n");
    QTest::newRow("an event") << u"pull_request:\n"_s << Place::file() << -1
                              << withInserted("  workflow_dispatch:\n", "  pull_request:\n");
    QTest::newRow("an on block") << u"on: [push, pull_request]\n"_s << Place::ofJob("ci") << -1
                                 << withInserted("  workflow_dispatch:\n", "  pull_request:\n");
}

void TestClip::textOfAnyOriginIsPasted()
{
    QFETCH(QString, clip);
    QFETCH(Place, target);
    QFETCH(int, index);
    QTEST(pasted(clip, target, index), "after");
}

void TestClip::whatIsPastedStaysAsWritten_data()
{
    QTest::addColumn<QString>("clip");
    QTest::addColumn<Place>("target");
    QTest::addColumn<QByteArray>("after");
    const QByteArray end = "    uses: ./.github/workflows/x.yml\n"_ba;
    const QByteArray checkout = "          fetch-depth: 0 # all\n"_ba;
    const Place step = Place::ofStep("ci", 0);
    QTest::newRow("a step with comments, quotes and a script")
        << u"# Above.\n- name: \"Say\" # beside\n  run: |\n    one\n\n      two\n"_s << step
        << withInserted(checkout,
                        "\n      # Above.\n      - name: \"Say\" # beside\n        run: |\n          one\n\n"
                        "            two\n");
    QTest::newRow("a step without a dash") << u"# Above.\nrun: 'one' # beside\n# Below.\nshell: bash\n"_s << step
                                           << withInserted(checkout,
                                                           "\n      # Above.\n      - run: 'one' # beside\n"
                                                           "        # Below.\n        shell: bash\n");
    QTest::newRow("comments between steps, from deep in a file")
        << u"      steps:\n      # First.\n\n      - run: a\n      # Second.\n\n      - run: b\n      # Last.\n"_s
        << step
        << withInserted(checkout,
                        "\n      # First.\n\n      - run: a\n\n      # Second.\n\n      - run: b\n"
                        "      # Last.\n");
    QTest::newRow("a script without a line end")
        << u"- run: | # beside\n    one"_s << step
        << withInserted(checkout, "\n      - run: | # beside\n          one\n");
    QTest::newRow("a job with Windows line ends")
        << u"# Above.\r\nlint: # beside\r\n    runs-on: x\r\n\r\n    steps: [{run: y}]\r\n"_s << Place::file()
        << withInserted(end, "  # Above.\n  lint: # beside\n      runs-on: x\n\n      steps: [{run: y}]\n");
    QTest::newRow("a job without an id")
        << u"# Above.\nruns-on: x # beside\nsteps: [{run: y}]\n"_s << Place::file()
        << withInserted(end, "  build:\n    # Above.\n    runs-on: x # beside\n    steps: [{run: y}]\n");
    QTest::newRow("an event") << u"on:\n  # Above.\n  pull_request: # beside\n    branches:\n      - 'main'\n"_s
                              << Place::file()
                              << withInserted("  workflow_dispatch:\n",
                                              "  # Above.\n  pull_request: # beside\n"
                                              "    branches:\n      - 'main'\n");
    QTest::newRow("an anchor is of its own file") << u"- run: &x a # beside\n- run: *x\n"_s << step
                                                  << withInserted(checkout, "\n      - run: a\n\n      - run: a\n");
}

void TestClip::whatIsPastedStaysAsWritten()
{
    QFETCH(QString, clip);
    QFETCH(Place, target);
    QTEST(pasted(clip, target), "after");
}

void TestClip::idsChangeInTheTextAsWritten()
{
    const QString clip = u"# One.\nci: # first\n  runs-on: x\n  steps: [{run: a}]\n\n# Two.\nlint:\n"
                         "  needs: [ci, 'remote'] # both\n  if: needs.ci.result == 'success'\n  runs-on: x\n"
                         "  steps:\n    - id: a # id\n      run: b\n"_s;
    QCOMPARE(pasted(clip, Place::file()),
             text
                 + "  # One.\n  ci-2: # first\n    runs-on: x\n    steps: [{run: a}]\n  # Two.\n  lint:\n"
                   "    needs: [ci-2, 'remote'] # both\n    if: needs.ci-2.result == 'success'\n    runs-on: x\n"
                   "    steps:\n      - id: a # id\n        run: b\n");
    QCOMPARE(pasted(u"- id: 'build' # id\n  run: x\n"_s, Place::ofStep("ci", 0)),
             withInserted("          fetch-depth: 0 # all\n", "\n      - id: 'build-2' # id\n        run: x\n"));
}

void TestClip::takenIdsAreMadeFreshAndNeedsFollow()
{
    const QString clip = u"ci:\n  runs-on: x\n  steps: [{run: a}]\nci-2:\n  needs: [ci, remote]\n  runs-on: x\n"
                         "  if: needs.ci.result == 'success'\n  steps: [{id: build, run: b}]\n"_s;
    const auto document = workflow::Document::open(pasted(clip, Place::file()));
    const auto &jobs = document.workflow().jobs;
    QCOMPARE(jobs.size(), size_t(5));
    QCOMPARE(jobs[3].id(), "ci-3");
    QCOMPARE(jobs[4].id(), "ci-2");
    QVERIFY(jobs[4].needs.contains("ci-3") && jobs[4].needs.contains("remote"));
    QCOMPARE(jobs[4].condition.text(), "needs.ci-3.result == 'success'");
    const auto steps = workflow::Document::open(pasted(u"- id: build\n  run: x\n"_s, Place::ofJob("ci")));
    QCOMPARE(steps.workflow().jobs[0].steps[2].id.text(), "build-2");
}

void TestClip::pastingSelectsWhatCame()
{
    const auto document = workflow::Document::open(text);
    const auto steps = editing::paste(document, u"- run: a\n- run: b\n"_s, Place::ofJob("ci"), 1);
    QCOMPARE(steps->places, (QList{Place::ofStep("ci", 1), Place::ofStep("ci", 2)}));
    QCOMPARE(steps->name, u"Paste 2 parts"_s);
    const auto job = editing::paste(document, u"ci: {runs-on: x, steps: []}"_s, Place::ofJob("ci"));
    QCOMPARE(job->places, QList{Place::ofJob("ci-2")});
    QVERIFY(editing::after(document, *job).indexOf("ci-2:") < editing::after(document, *job).indexOf("deploy:"));
}

void TestClip::pastingWarns()
{
    const auto document = workflow::Document::open(text);
    const auto planned =
        editing::paste(document, u"on: [push, schedule]\njobs: {x: {needs: [ci, gone], runs-on: y}}"_s, {});
    QCOMPARE(planned->warnings,
             (QStringList{u"The trigger push is there already and stays as it is."_s,
                          u"Job x waits for gone, which is not in this workflow."_s}));
}

void TestClip::refusalsSayWhy_data()
{
    QTest::addColumn<QString>("clip");
    QTest::addColumn<Place>("target");
    QTest::addColumn<QString>("words");
    const QString nothing = u"The clipboard holds no job, step or trigger of a workflow."_s;
    QTest::newRow("nothing") << u" \n"_s << Place::file() << u"The clipboard holds no text."_s;
    QTest::newRow("prose") << u"Dear all, see you at noon."_s << Place::file() << nothing;
    QTest::newRow("another map") << u"a: 1\nb: 2\n"_s << Place::file() << nothing;
    QTest::newRow("a list of words") << u"- a\n- b\n"_s << Place::ofJob("ci") << nothing;
    QTest::newRow("a step without a job")
        << u"- run: x\n"_s << Place::file() << u"Steps belong into a job. Select the job first."_s;
    QTest::newRow("a step into a call") << u"- run: x\n"_s << Place::ofJob("remote")
                                        << u"remote calls another workflow and has no steps of its own."_s;
    QTest::newRow("into what is gone") << u"- run: x\n"_s << Place::ofJob("none")
                                       << u"job none is not there any more."_s;
    QTest::newRow("too long") << QString(2'000'000, u'a') << Place::file()
                              << u"The text on the clipboard is too long for a part of a workflow."_s;
}

void TestClip::refusalsSayWhy()
{
    QFETCH(QString, clip);
    QFETCH(Place, target);
    const auto document = workflow::Document::open(text);
    QTEST(editing::refusalToPaste(document, clip, target), "words");
    QVERIFY(!editing::paste(document, clip, target));
    QVERIFY(
        editing::refusalToPaste(document, u"a: \"b"_s, target).startsWith(u"The text on the clipboard is no YAML"_s));
}

void TestClip::whatIsCopiedCanBePasted()
{
    for (const auto &[name, source] : editing::loopHealth()) {
        const auto document = workflow::Document::open(source);
        for (const auto &job : document.workflow().jobs) {
            const std::string id(job.id());
            const auto copy = editing::copyText(document, {Place::ofJob(id)});
            const auto planned = editing::paste(document, copy, Place::ofJob(id));
            QVERIFY2(planned, qPrintable(name + copy));
            QVERIFY(!editing::after(document, *planned).isEmpty());
            for (int step = 0; step < int(job.steps.size()); ++step) {
                const Place place = Place::ofStep(id, step);
                const auto again = editing::paste(document, editing::copyText(document, {place}), place);
                QVERIFY(again);
                const auto after = workflow::Document::open(editing::after(document, *again));
                const auto &steps = after.workflow().job(id)->steps;
                QVERIFY(yaml::areEqual(*yaml::valueOf(steps[size_t(step)].node),
                                       *yaml::valueOf(steps[size_t(step) + 1].node)));
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestClip)
#include "test_clip.moc"
