#include "documents.h"

#include "editing/anchors.h"
#include "editing/place.h"

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::Place;

namespace {

const QByteArray text = R"(name: CI # all of it
on:
  push:
    branches: [main]
  workflow_dispatch:

jobs:
  ci:
    runs-on: ubuntu-latest

    steps:
      - name: Checkout
        uses: actions/checkout@v4

      - run: |
          make
          make test
  deploy:
    needs: ci
    environment:
      name: production
    runs-on: ubuntu-latest
    steps:
      - run: ship
)"_ba;

} // namespace

class TestPlace final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theInnermostPartIsFound_data();
    void theInnermostPartIsFound();
    void eachPartIsFoundWhereItIsWritten();
    void jobsOnOneLineAreToldApart();
    void brokenTextHasPlaces();
    void missingPartsHaveNoRange();
    void placesAreNamedForPeople();
    void anchorsFollowTheText();
};

void TestPlace::theInnermostPartIsFound_data()
{
    QTest::addColumn<QByteArray>("at");
    QTest::addColumn<int>("ahead");
    QTest::addColumn<QString>("words");
    QTest::newRow("the name") << "CI # all"_ba << 0 << u"the workflow"_s;
    QTest::newRow("a trigger") << "push:"_ba << 2 << u"trigger push"_s;
    QTest::newRow("a trigger's filter") << "main]"_ba << 0 << u"trigger push"_s;
    QTest::newRow("a trigger without settings") << "workflow_dispatch:"_ba << 18 << u"trigger workflow_dispatch"_s;
    QTest::newRow("a job's id") << "ci:\n"_ba << 0 << u"job ci"_s;
    QTest::newRow("a job's indentation") << "  deploy:"_ba << 0 << u"job deploy"_s;
    QTest::newRow("a job's key") << "runs-on"_ba << 4 << u"job ci"_s;
    QTest::newRow("a step's dash") << "- name: Checkout"_ba << 0 << u"step 1 of ci"_s;
    QTest::newRow("a step's indentation") << "      - run: |"_ba << 2 << u"step 2 of ci"_s;
    QTest::newRow("a script") << "make test"_ba << 3 << u"step 2 of ci"_s;
    QTest::newRow("the end of a step's line") << "checkout@v4\n"_ba << 11 << u"step 1 of ci"_s;
    QTest::newRow("an environment") << "production"_ba << 3 << u"gate production before deploy"_s;
    QTest::newRow("the last step") << "ship"_ba << 4 << u"step 1 of deploy"_s;
}

void TestPlace::theInnermostPartIsFound()
{
    QFETCH(QByteArray, at);
    QFETCH(int, ahead);
    const auto document = workflow::Document::open(text);
    const auto offset = quint32(text.indexOf(at) + ahead);
    QTEST(editing::words(document, editing::placeAt(document, offset)), "words");
}

void TestPlace::eachPartIsFoundWhereItIsWritten()
{
    for (const auto &[name, source] : editing::loopHealth()) {
        const auto document = workflow::Document::open(source);
        for (const auto &trigger : document.workflow().on.events) {
            const Place place = Place::trigger(std::string(trigger.text()));
            QCOMPARE(editing::placeAt(document, rangeOf(document, place).begin), place);
        }
        for (const auto &job : document.workflow().jobs) {
            const std::string id(job.id());
            QCOMPARE(editing::placeAt(document, rangeOf(document, Place::ofJob(id)).begin), Place::ofJob(id));
            for (int step = 0; step < int(job.steps.size()); ++step) {
                const Place place = Place::ofStep(id, step);
                const yaml::Range range = rangeOf(document, place);
                QVERIFY(document.tree()->text(range).starts_with("- "));
                QCOMPARE(editing::placeAt(document, range.begin), place);
                QCOMPARE(editing::placeAt(document, range.end), place);
            }
        }
    }
}

void TestPlace::jobsOnOneLineAreToldApart()
{
    const QByteArray flow =
        "on: [push, pull_request]\njobs: {a: {steps: [{run: x}, {run: y}]}, b: {steps: [{run: z}]}}\n"_ba;
    const auto document = workflow::Document::open(flow);
    const auto at = [&](const char *word) { return editing::placeAt(document, quint32(flow.indexOf(word))); };
    QCOMPARE(at("push"), Place::trigger("push"));
    QCOMPARE(at("pull"), Place::trigger("pull_request"));
    QCOMPARE(at("x}"), Place::ofStep("a", 0));
    QCOMPARE(at("y}"), Place::ofStep("a", 1));
    QCOMPARE(at("z}"), Place::ofStep("b", 0));
}

void TestPlace::brokenTextHasPlaces()
{
    const QByteArray broken = text + "  \t- \"unended\n: : [\n";
    const auto document = workflow::Document::open(broken);
    for (quint32 offset = 0; offset <= quint32(broken.size()); ++offset)
        editing::placeAt(document, offset);
    QCOMPARE(editing::placeAt(document, quint32(broken.indexOf("make test"))), Place::ofStep("ci", 1));
    QCOMPARE(editing::placeAt(workflow::Document(), 0), Place::file());
}

void TestPlace::missingPartsHaveNoRange()
{
    const auto document = workflow::Document::open(text);
    for (const Place &place : {Place::trigger("schedule"), Place::ofJob("none"), Place::ofStep("ci", 2),
                               Place::ofStep("ci", -1), Place::gate("ci")}) {
        QVERIFY(!editing::holds(document, place));
        QVERIFY(editing::rangeOf(document, place).isEmpty());
    }
    QVERIFY(editing::holds(document, Place::file()));
}

void TestPlace::placesAreNamedForPeople()
{
    const auto document = workflow::Document::open(text);
    QCOMPARE(editing::words(document, Place::ofStep("deploy", 2)), u"step 3 of deploy"_s);
    QCOMPARE(editing::words(document, Place::gate("ci")), u"gate before ci"_s);
    const std::string hostile = "<b>%1</b>";
    QCOMPARE(editing::words(document, Place::ofStep(hostile, 0)), u"step 1 of <b>%1</b>"_s);
}

void TestPlace::anchorsFollowTheText()
{
    const auto document = workflow::Document::open(text);
    editing::Anchors anchors;
    anchors.hold(document, {Place::ofJob("deploy"), Place::ofStep("ci", 1), Place::ofStep("ci", 0)});
    const auto begin = quint32(text.indexOf("      - name: Checkout"));
    const auto end = quint32(text.indexOf("\n      - run: |"));
    const auto id = quint32(text.indexOf("deploy:"));
    const yaml::Patches patches{{{begin, end}, ""}, {{id + 6, id + 6}, "-all"}};
    anchors.move(patches);
    const auto places = anchors.places(document.edited(patches));
    QCOMPARE(places.size(), size_t(3));
    QCOMPARE(places[0], Place::ofJob("deploy-all"));
    QCOMPARE(places[1], Place::ofStep("ci", 0));
}

QTEST_GUILESS_MAIN(TestPlace)
#include "test_place.moc"
