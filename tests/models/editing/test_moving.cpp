#include "documents.h"

#include "editing/clip.h"
#include "editing/moving.h"
#include "editing/removing.h"
#include "editing/renaming.h"

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::NameKind;
using editing::Place;

namespace {

const QByteArray text = R"(name: All
on: [push, pull_request]
jobs:
  a:
    name: First
    runs-on: x
    steps:
      - run: a0
      - run: a1 # kept
      - id: two
        run: a2
      - run: echo ${{ steps.two.outputs.x }}
  b:
    needs: a
    environment:
      name: staging
    runs-on: x
    steps:
      - run: b0
      - run: b1 ${{ needs.a.result }}
  remote:
    uses: ./.github/workflows/x.yml
)"_ba;

/// "a0 a1 a2 …| b0 b1": the first word of each step by jobs.
QString order(const QByteArray &source)
{
    const auto document = workflow::Document::open(source);
    QStringList jobs;
    for (const auto &job : document.workflow().jobs) {
        QStringList steps;
        for (const auto &step : job.steps)
            steps += QString::fromUtf8(step.run.text().data(), 2);
        jobs += steps.join(u' ');
    }
    return jobs.join(u'|');
}

QList<Place> places(const QString &names)
{
    QList<Place> all;
    for (const QString &name : names.split(u' ', Qt::SkipEmptyParts))
        all += Place::ofStep(name.first(1).toStdString(), name.sliced(1).toInt());
    return all;
}

} // namespace

class TestMoving final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsGoWhereTheyAreDropped_data();
    void stepsGoWhereTheyAreDropped();
    void movedStepsKeepTheirComments();
    void movingWarnsOfLostResults();
    void stepsDoNotGoIntoCalls();
    void partsGoUpAndDown();
    void copiesHaveFreshNames();
    void copiesStayAsWritten();
    void copiesKeepAllCommentsOfRealFiles();
    void removalIsOneStep();
    void removalWarnsOfWhatIsStillUsed();
    void theLastTriggerStays();
    void namesChangeWhereTheyAreWritten_data();
    void namesChangeWhereTheyAreWritten();
    void namesThatCannotBeAreRefused();
};

void TestMoving::stepsGoWhereTheyAreDropped_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("job");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("selected");
    QTest::newRow("down by one") << u"a0"_s << u"a"_s << 2 << u"a1 a0 a2 ec|b0 b1|"_s << u"a1"_s;
    QTest::newRow("up") << u"a2"_s << u"a"_s << 0 << u"a2 a0 a1 ec|b0 b1|"_s << u"a0"_s;
    QTest::newRow("to the end") << u"a0"_s << u"a"_s << 9 << u"a1 a2 ec a0|b0 b1|"_s << u"a3"_s;
    QTest::newRow("onto itself") << u"a1"_s << u"a"_s << 1 << u"a0 a1 a2 ec|b0 b1|"_s << QString();
    QTest::newRow("right behind itself") << u"a1"_s << u"a"_s << 2 << u"a0 a1 a2 ec|b0 b1|"_s << QString();
    QTest::newRow("two down") << u"a0 a1"_s << u"a"_s << 3 << u"a2 a0 a1 ec|b0 b1|"_s << u"a1 a2"_s;
    QTest::newRow("two apart, between") << u"a0 a3"_s << u"a"_s << 2 << u"a1 a0 ec a2|b0 b1|"_s << u"a1 a2"_s;
    QTest::newRow("into another job") << u"a1"_s << u"b"_s << 1 << u"a0 a2 ec|b0 a1 b1|"_s << u"b1"_s;
    QTest::newRow("two into another job") << u"a2 a0"_s << u"b"_s << 0 << u"a1 ec|a0 a2 b0 b1|"_s << u"b0 b1"_s;
    QTest::newRow("of two jobs") << u"a0 b1"_s << u"b"_s << 1 << u"a1 a2 ec|b0 a0 b1|"_s << u"b1 b2"_s;
    QTest::newRow("to the end of another job") << u"a0"_s << u"b"_s << -1 << u"a1 a2 ec|b0 b1 a0|"_s << u"b2"_s;
}

void TestMoving::stepsGoWhereTheyAreDropped()
{
    QFETCH(QString, steps);
    QFETCH(QString, job);
    QFETCH(int, row);
    QFETCH(QString, selected);
    const auto document = workflow::Document::open(text);
    const auto planned = editing::moveSteps(document, places(steps), job.toStdString(), row);
    QVERIFY(planned);
    QTEST(order(editing::after(document, *planned)), "result");
    QCOMPARE(planned->places, places(selected));
}

void TestMoving::movedStepsKeepTheirComments()
{
    const auto document = workflow::Document::open(text);
    const auto planned = editing::moveSteps(document, places(u"a1"_s), "b", 2);
    QVERIFY(editing::after(document, *planned).contains("      - run: a1 # kept\n  remote:"));
    QCOMPARE(planned->name, u"Move step to b"_s);
}

void TestMoving::movingWarnsOfLostResults()
{
    const auto document = workflow::Document::open(text);
    QVERIFY(editing::moveSteps(document, places(u"a2"_s), "a", 0)->warnings.isEmpty());
    QCOMPARE(editing::moveSteps(document, places(u"a2"_s), "b", 0)->warnings,
             QStringList{u"Expressions in job a still use results of step two."_s});
    QVERIFY(editing::moveSteps(document, places(u"a2 a3"_s), "b", 0)->warnings.isEmpty());
}

void TestMoving::stepsDoNotGoIntoCalls()
{
    const auto document = workflow::Document::open(text);
    QCOMPARE(editing::refusalToMoveSteps(document, places(u"a0"_s), "remote"),
             u"remote calls another workflow and has no steps of its own."_s);
    QCOMPARE(editing::refusalToMoveSteps(document, {Place::ofJob("a")}, "b"), u"Only steps can go into a job."_s);
    QVERIFY(!editing::moveSteps(document, places(u"a9"_s), "b", 0));
}

void TestMoving::partsGoUpAndDown()
{
    const auto document = workflow::Document::open(text);
    const auto down = editing::moveBy(document, Place::ofStep("a", 0), 1);
    QCOMPARE(order(editing::after(document, *down)), u"a1 a0 a2 ec|b0 b1|"_s);
    QCOMPARE(down->places, places(u"a1"_s));
    QVERIFY(!editing::moveBy(document, Place::ofStep("a", 0), -1));
    const auto job = editing::moveBy(document, Place::ofJob("b"), -1);
    QCOMPARE(order(editing::after(document, *job)), u"b0 b1|a0 a1 a2 ec|"_s);
    QCOMPARE(editing::moveBy(document, Place::ofJob("remote"), 1).error().message, u"It is the last job."_s);
    QVERIFY(!editing::moveBy(document, Place::gate("b"), 1));
}

void TestMoving::copiesHaveFreshNames()
{
    const auto document = workflow::Document::open(text);
    const auto planned =
        editing::duplicate(document, {Place::ofJob("b"), Place::ofStep("a", 0), Place::ofStep("a", 2)});
    QVERIFY(planned);
    const auto changed = workflow::Document::open(editing::after(document, *planned));
    QCOMPARE(order(changed.source()), u"a0 a0 a1 a2 a2 ec|b0 b1|b0 b1|"_s);
    QCOMPARE(changed.workflow().jobs[0].steps[4].id.text(), "two-2");
    QCOMPARE(changed.workflow().jobs[2].id(), "b-2");
    QCOMPARE(planned->places, (QList<Place>{Place::ofJob("b-2"), Place::ofStep("a", 1), Place::ofStep("a", 4)}));
    QVERIFY(!editing::duplicate(document, {Place::gate("b")}));
}

void TestMoving::copiesStayAsWritten()
{
    const QByteArray before = R"(on: push
jobs:
  # About a.
  a: # beside
    runs-on: 'x'

    steps:
      # First.
      - id: "one" # id
        run: |
          # No comment.
          make
      - { run: b } # short

  b: {runs-on: y, steps: [{run: c}]}
)"_ba;
    const QByteArray job = "  # About a.\n  a-2: # beside\n    runs-on: 'x'\n\n    steps:\n      # First.\n"
                           "      - id: \"one\" # id\n        run: |\n          # No comment.\n          make\n"
                           "      - { run: b } # short\n"_ba;
    const auto document = workflow::Document::open(before);
    const auto jobs = editing::duplicate(document, {Place::ofJob("a")});
    QCOMPARE(editing::after(document, *jobs), QByteArray(before).replace("\n  b: {", "\n" + job + "\n  b: {"));
    const auto steps = editing::duplicate(document, {Place::ofStep("a", 0), Place::ofStep("a", 1)});
    QCOMPARE(editing::after(document, *steps),
             QByteArray(before).replace("      - { run: b } # short\n",
                                        "      # First.\n      - id: \"one-2\" # id\n        run: |\n"
                                        "          # No comment.\n          make\n      - { run: b } # short\n"
                                        "      - { run: b } # short\n"));
    const auto inBrackets = editing::duplicate(document, {Place::ofStep("b", 0)});
    QVERIFY(editing::after(document, *inBrackets).contains("steps: [{run: c}, {run: c}]"));
}

void TestMoving::copiesKeepAllCommentsOfRealFiles()
{
    for (const auto &[name, source] : editing::loopHealth()) {
        const auto document = workflow::Document::open(source);
        QList<Place> all;
        for (const auto &job : document.workflow().jobs) {
            all.append(Place::ofJob(std::string(job.id())));
            for (int step = 0; step < int(job.steps.size()); ++step)
                all.append(Place::ofStep(std::string(job.id()), step));
        }
        for (const Place &place : all) {
            const QString copy = editing::copyText(document, {place});
            const auto own = yaml::Tree::parse(copy.toUtf8());
            const auto planned = editing::duplicate(document, {place});
            QVERIFY(planned);
            const auto after = yaml::Tree::parse(editing::after(document, *planned));
            QVERIFY2(after->comments().size() == document.tree()->comments().size() + own->comments().size(),
                     qPrintable(name + u'\n' + copy));
        }
    }
}

void TestMoving::removalIsOneStep()
{
    const auto document = workflow::Document::open(text);
    const auto planned = editing::removePlaces(document,
                                               {Place::ofStep("b", 0), Place::ofJob("a"), Place::ofStep("a", 1),
                                                Place::gate("b"), Place::trigger("push"), Place::ofStep("b", 1)});
    QVERIFY(planned);
    const QByteArray changed = editing::after(document, *planned);
    QCOMPARE(changed,
             "name: All\non: [pull_request]\njobs:\n  b:\n    runs-on: x\n    steps: []\n"
             "  remote:\n    uses: ./.github/workflows/x.yml\n"_ba);
}

void TestMoving::removalWarnsOfWhatIsStillUsed()
{
    const auto document = workflow::Document::open(text);
    const auto planned = editing::removePlaces(document, {Place::ofJob("a")});
    QCOMPARE(planned->name, u"Remove job a"_s);
    QCOMPARE(planned->warnings, QStringList{u"Expressions in job b still use results of a."_s});
    QVERIFY(editing::removePlaces(document, {Place::ofJob("a"), Place::ofJob("b")})->warnings.isEmpty());
    QCOMPARE(editing::removePlaces(document, {Place::ofStep("a", 2)})->warnings.size(), 1);
}

void TestMoving::theLastTriggerStays()
{
    const auto document = workflow::Document::open(text);
    const auto planned = editing::removePlaces(document, {Place::trigger("push"), Place::trigger("pull_request")});
    QVERIFY(!planned);
    QCOMPARE(planned.error().message, u"A workflow needs something that starts it."_s);
    QVERIFY(!editing::removePlaces(document, {Place::file()}));
}

void TestMoving::namesChangeWhereTheyAreWritten_data()
{
    QTest::addColumn<Place>("place");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a job's name") << Place::ofJob("a") << 0 << u"First"_s << u"Second: one"_s
                                  << "    name: 'Second: one'\n"_ba;
    QTest::newRow("a job's id") << Place::ofJob("a") << 1 << u"a"_s << u"test"_s << "    needs: test\n"_ba;
    QTest::newRow("a job's id in expressions")
        << Place::ofJob("a") << 1 << u"a"_s << u"test"_s << "b1 ${{ needs.test.result }}"_ba;
    QTest::newRow("a job without a name")
        << Place::ofJob("b") << 0 << u"b"_s << u"Ship it"_s << "    name: Ship it\n"_ba;
    QTest::newRow("a step's name") << Place::ofStep("b", 0) << 0 << QString() << u"Go"_s
                                   << "- name: Go\n        run: b0\n"_ba;
    QTest::newRow("a step's id") << Place::ofStep("a", 2) << 1 << u"two"_s << u"build"_s << "- id: build\n"_ba;
    QTest::newRow("a gate's environment")
        << Place::gate("b") << 0 << u"staging"_s << u"production"_s << "      name: production\n"_ba;
    QTest::newRow("the workflow's name") << Place::file() << 0 << u"All"_s << u"Some"_s << "name: Some\n"_ba;
    QTest::newRow("no name any more") << Place::ofJob("a") << 0 << u"First"_s << u" "_s << "  a:\n    runs-on: x\n"_ba;
}

void TestMoving::namesChangeWhereTheyAreWritten()
{
    QFETCH(Place, place);
    QFETCH(int, kind);
    QFETCH(QString, name);
    QFETCH(QByteArray, written);
    const auto document = workflow::Document::open(text);
    const auto before = editing::nameOf(document, place, NameKind(kind));
    QVERIFY(before);
    QTEST(*before, "before");
    const auto planned = editing::rename(document, place, name, NameKind(kind));
    QVERIFY(planned);
    const QByteArray changed = editing::after(document, *planned);
    QVERIFY2(changed.contains(written), changed.constData());
    for (const Place &one : planned->places)
        QVERIFY(editing::holds(workflow::Document::open(changed), one));
    QVERIFY(editing::rename(document, place, *before, NameKind(kind))->operations.empty());
}

void TestMoving::namesThatCannotBeAreRefused()
{
    const auto document = workflow::Document::open(text);
    const auto words = [&](const Place &place, const QString &name, NameKind kind) {
        const auto planned = editing::rename(document, place, name, kind);
        return planned ? QString() : planned.error().message;
    };
    QCOMPARE(words(Place::ofJob("a"), u"B"_s, NameKind::Id), u"There is a job b already."_s);
    QVERIFY(words(Place::ofJob("a"), u"two words"_s, NameKind::Id).startsWith(u"An id has letters"_s));
    QVERIFY(words(Place::ofJob("a"), u""_s, NameKind::Id).startsWith(u"An id has letters"_s));
    QVERIFY(words(Place::ofJob("a"), u"1st"_s, NameKind::Id).startsWith(u"An id has letters"_s));
    QCOMPARE(words(Place::ofStep("a", 0), u"TWO"_s, NameKind::Id), u"There is a step with the id TWO already."_s);
    QVERIFY(!words(Place::gate("b"), {}, NameKind::Shown).isEmpty());
    QCOMPARE(words(Place::ofJob("a"), u"x\ny"_s, NameKind::Shown), u"A name stands on one line."_s);
    QVERIFY(!editing::nameOf(document, Place::trigger("push")));
}

QTEST_GUILESS_MAIN(TestMoving)
#include "test_moving.moc"
