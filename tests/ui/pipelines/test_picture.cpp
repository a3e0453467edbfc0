#include "loop_health.h"
#include "pipelines_page/graph_picture.h"
#include "pipelines_page/step_words.h"
#include "pipelines_page/trigger_words.h"
#include "workflow/repository.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::pipelines_page;
using namespace slipway::test;
using canvas::Card;
using canvas::CardKind;
using editing::Place;
using workflow::Document;

namespace {

const Card *card(const WorkflowPicture &drawn, const QString &title)
{
    const auto found = std::ranges::find(drawn.picture.cards, title, &Card::title);
    return found == drawn.picture.cards.end() ? nullptr : &*found;
}

const Card &cardAt(const WorkflowPicture &drawn, const Place &place)
{
    static const Card none;
    const QString id = drawn.spotOf(place).card;
    const auto found = std::ranges::find(drawn.picture.cards, id, &Card::id);
    return found == drawn.picture.cards.end() ? none : *found;
}

Document document(const QByteArray &text)
{
    return Document::open(text, u".github/workflows/x.yml"_s);
}

} // namespace

/// What of a workflow is drawn, and what a screen reader says of it.
class TestPicture final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsEachPartOfTheSix_data();
    void drawsEachPartOfTheSix();
    void drawsTheDesignsWorkflow();
    void placesLeadToSpotsAndBack();
    void marksWhatIsWrong();
    void gatesSayWhoApproves();
    void conditionsArePills();
    void matricesAreCountedAndOpen();
    void calledWorkflowsOpenInPlace();
    void foldedCardsKeepTheirRows();
    void foreignNamesStayText_data();
    void foreignNamesStayText();
    void brokenFilesAreDrawnAsFarAsTheyCan_data();
    void brokenFilesAreDrawnAsFarAsTheyCan();
    void stepsAreCalledByWhatTheyDo_data();
    void stepsAreCalledByWhatTheyDo();
    void triggersAreCalledByWhatStartsThem_data();
    void triggersAreCalledByWhatStartsThem();
};

void TestPicture::drawsEachPartOfTheSix_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : loopHealthNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestPicture::drawsEachPartOfTheSix()
{
    QFETCH(QString, name);
    const Document workflow = document(loopHealth(name));
    QVERIFY(!workflow.workflow().jobs.empty());
    const WorkflowPicture drawn = drawWorkflow(workflow);
    for (const workflow::Job &job : workflow.workflow().jobs) {
        const Card drawnJob = cardAt(drawn, Place::ofJob(std::string(job.id())));
        QVERIFY(!drawnJob.id.isEmpty());
        if (drawnJob.kind == CardKind::Job)
            QCOMPARE(drawnJob.rows.size(), job.steps.size());
        for (const canvas::Row &row : drawnJob.rows)
            QVERIFY(!row.text.isEmpty() && row.spoken.contains(row.text) && !row.icon.isEmpty());
    }
    for (const workflow::Trigger &trigger : workflow.workflow().on.events)
        QVERIFY(!drawn.spotOf(Place::trigger(std::string(trigger.text()))).isNull());
    QSet<QString> ids;
    for (const Card &one : drawn.picture.cards) {
        QVERIFY(!one.title.isEmpty() && !one.spoken.isEmpty() && !one.icon.isEmpty());
        QVERIFY(one.parent.isEmpty() || ids.contains(one.parent));
        QVERIFY(!ids.contains(one.id));
        ids.insert(one.id);
    }
    for (const canvas::Link &link : drawn.picture.links)
        QVERIFY(ids.contains(link.from) && ids.contains(link.to));
}

void TestPicture::drawsTheDesignsWorkflow()
{
    const WorkflowPicture drawn = drawWorkflow(document(loopHealth(u"patient-graph-ci-cd.yml"_s)));
    QCOMPARE(card(drawn, u"Push to main"_s)->subtitle, u"6 path filters"_s);
    QCOMPARE(card(drawn, u"Manual run"_s)->kind, CardKind::Trigger);
    const Card ci = cardAt(drawn, Place::ofJob("ci"));
    QCOMPARE(ci.title, u"Continuous Integration"_s);
    QCOMPARE(ci.subtitle, u"ci · ubuntu-latest · limit 15 min"_s);
    QCOMPARE(ci.spoken, u"job Continuous Integration, 9 steps"_s);
    QCOMPARE(ci.rows.front().note, u"@v4"_s);
    QCOMPARE(ci.rows.front().spoken, u"step 1, Checkout, action actions/checkout"_s);
    const Card deploy = cardAt(drawn, Place::ofJob("deploy"));
    QCOMPARE(deploy.pill, u"ref == 'refs/heads/main'"_s);
    QVERIFY(deploy.spoken.startsWith("job Deploy to Fly.io, needs ci"_L1));
    QVERIFY(deploy.rows[2].marks.contains(u"node-secret"_s));
    QVERIFY(deploy.rows[2].spoken.contains("uses a secret"_L1));
    QVERIFY(!deploy.rows[0].marks.contains(u"node-secret"_s));
    const auto cut = std::ranges::count_if(drawn.picture.links, &canvas::Link::canCut);
    QCOMPARE(cut, 1);
    const auto said = std::ranges::count(drawn.picture.links, u"needs"_s, &canvas::Link::words);
    QCOMPARE(said, 1);
}

void TestPicture::placesLeadToSpotsAndBack()
{
    const WorkflowPicture drawn = drawWorkflow(document(loopHealth(u"patient-graph-ci-cd.yml"_s)));
    for (const Place &place : {Place::ofJob("ci"), Place::ofStep("ci", 0), Place::ofStep("deploy", 3),
                               Place::trigger("push"), Place::trigger("workflow_dispatch")}) {
        const canvas::Spot spot = drawn.spotOf(place);
        QVERIFY(!spot.isNull());
        QCOMPARE(drawn.placeOf(spot), place);
    }
    QVERIFY(drawn.spotOf(Place::file()).isNull());
    QVERIFY(drawn.spotOf(Place::ofJob("nowhere")).isNull());
    QCOMPARE(drawn.spotOf(Place::ofStep("ci", 99)), drawn.spotOf(Place::ofJob("ci")));
    QCOMPARE(drawn.placeOf({u"nothing"_s, 2}), Place::file());
    QCOMPARE(drawn.placeOf({}), Place::file());
}

void TestPicture::marksWhatIsWrong()
{
    const QByteArray text = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: one\n      - run: two\n";
    const Document workflow = document(text);
    const auto begin = quint32(text.indexOf("run: two"));
    const std::vector<diagnostics::Finding> findings{{.rule = "x",
                                                      .severity = diagnostics::Severity::Warning,
                                                      .message = {},
                                                      .range = {begin, begin + 8},
                                                      .fix = {}}};
    const WorkflowPicture drawn = drawWorkflow(workflow, {.findings = &findings});
    const Card a = cardAt(drawn, Place::ofJob("a"));
    QCOMPARE(a.mark, u"status-warning"_s);
    QCOMPARE(a.spoken, u"job a, 2 steps, 1 problem"_s);
    QVERIFY(a.rows[0].marks.isEmpty());
    QVERIFY(a.rows[1].marks.contains(u"status-warning"_s));
    QVERIFY(a.rows[1].spoken.endsWith("1 problem"_L1));
    const Card *push = card(drawn, u"Push"_s);
    QVERIFY(push && push->mark.isEmpty());
}

void TestPicture::gatesSayWhoApproves()
{
    const Document workflow = document("on: push\njobs:\n  d:\n    runs-on: x\n    environment: production\n"
                                       "    steps:\n      - run: a\n");
    const WorkflowPicture drawn =
        drawWorkflow(workflow, {.environmentWords = [](const QString &name) { return name + u": 1 reviewer"_s; }});
    const Card gate = cardAt(drawn, Place::gate("d"));
    QCOMPARE(gate.kind, CardKind::Gate);
    QCOMPARE(gate.title, u"production"_s);
    QCOMPARE(gate.subtitle, u"production: 1 reviewer"_s);
    QCOMPARE(gate.spoken, u"gate production before d · production: 1 reviewer"_s);
    QVERIFY(cardAt(drawn, Place::ofJob("d")).spoken.contains("after gate production"_L1));
}

void TestPicture::conditionsArePills()
{
    const QByteArray longOne = "github.ref == 'x' && " + QByteArray(200, 'y');
    const Document workflow =
        document("on: push\njobs:\n  a:\n    runs-on: x\n    if: ${{ github.actor == 'me' }}\n"
                 "    steps:\n      - run: a\n        if: always()\n  b:\n    runs-on: x\n    if: "
                 + longOne + "\n    steps: []\n");
    const WorkflowPicture drawn = drawWorkflow(workflow);
    const Card a = cardAt(drawn, Place::ofJob("a"));
    QCOMPARE(a.pill, u"actor == 'me'"_s);
    QCOMPARE(a.rows[0].chip, u"always()"_s);
    QVERIFY(a.rows[0].spoken.contains("if always()"_L1));
    const Card b = cardAt(drawn, Place::ofJob("b"));
    QVERIFY(b.pill.size() <= 60 && b.pill.endsWith(u'…'));
}

void TestPicture::matricesAreCountedAndOpen()
{
    const Document workflow = document("on: push\njobs:\n  t:\n    runs-on: x\n    strategy:\n      matrix:\n"
                                       "        node: [18, 20, 22]\n    steps:\n      - run: a\n");
    const WorkflowPicture closed = drawWorkflow(workflow);
    const Card t = cardAt(closed, Place::ofJob("t"));
    QVERIFY(t.subtitle.contains("3 jobs"_L1));
    QCOMPARE(t.rows.size(), std::size_t(1));
    QVERIFY(closed.groups.contains(t.id));
    const WorkflowPicture open = drawWorkflow(workflow, {.folded = {}, .open = {t.id}});
    const Card group = cardAt(open, Place::ofJob("t"));
    QCOMPARE(group.kind, CardKind::Group);
    const auto inside = std::ranges::count(open.picture.cards, group.id, &Card::parent);
    QCOMPARE(inside, 3);
    for (const Card &one : open.picture.cards) {
        if (one.parent == group.id)
            QCOMPARE(one.subtitle, u"one of a matrix"_s);
    }
    // A place leads to the group itself, not to one of its combinations.
    QCOMPARE(open.spotOf(Place::ofJob("t")).card, group.id);
}

void TestPicture::calledWorkflowsOpenInPlace()
{
    const workflow::MemoryRepository repository(
        {{".github/workflows/other.yml",
          "on: workflow_call\njobs:\n  deep:\n    runs-on: x\n    steps:\n      - run: a\n"}});
    const Document workflow = document("on: push\njobs:\n  c:\n    uses: ./.github/workflows/other.yml\n");
    const WorkflowPicture closed = drawWorkflow(workflow, {.repository = &repository});
    const QString id = closed.spotOf(Place::ofJob("c")).card;
    QVERIFY(closed.groups.contains(id));
    QVERIFY(cardAt(closed, Place::ofJob("c")).subtitle.contains("calls other.yml"_L1));
    const WorkflowPicture open = drawWorkflow(workflow, {.folded = {}, .open = {id}, .repository = &repository});
    const auto inside = std::ranges::find(open.picture.cards, id, &Card::parent);
    QVERIFY(inside != open.picture.cards.end());
    QCOMPARE(inside->subtitle, u"in the called workflow"_s);
    // It is another file's.
    QCOMPARE(open.placeOf({inside->id, -1}), Place::file());
}

void TestPicture::foldedCardsKeepTheirRows()
{
    const Document workflow = document(loopHealth(u"patient-graph-ci-cd.yml"_s));
    const QString id = drawWorkflow(workflow).spotOf(Place::ofJob("ci")).card;
    const WorkflowPicture drawn = drawWorkflow(workflow, {.folded = {id}});
    QVERIFY(cardAt(drawn, Place::ofJob("ci")).isFolded && cardAt(drawn, Place::ofJob("ci")).canFold);
    QVERIFY(!cardAt(drawn, Place::ofJob("deploy")).isFolded);
    QCOMPARE(cardAt(drawn, Place::ofJob("ci")).rows.size(), std::size_t(9));
}

void TestPicture::foreignNamesStayText_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("HTML") << u"<b>bold</b><img src=x>"_s;
    QTest::newRow("right to left") << u"\u202Eevil\u202C name"_s;
    QTest::newRow("combining characters") << u"a"_s + QString(10'000, QChar(0x0301));
    QTest::newRow("place marks") << u"%1 %2 %n"_s;
}

void TestPicture::foreignNamesStayText()
{
    QFETCH(QString, name);
    const QByteArray quoted = '"' + name.toUtf8() + '"';
    const Document workflow =
        document("on: push\njobs:\n  a:\n    name: " + quoted + "\n    runs-on: x\n    environment: " + quoted
                 + "\n    steps:\n      - name: " + quoted + "\n        run: a\n");
    const WorkflowPicture drawn =
        drawWorkflow(workflow, {.environmentWords = [](const QString &environment) { return environment; }});
    const Card a = cardAt(drawn, Place::ofJob("a"));
    QCOMPARE(a.title, name);
    QVERIFY(a.spoken.contains(name));
    QVERIFY(name.startsWith(a.rows[0].text));
    QVERIFY(a.rows[0].text.size() <= 200);
    QCOMPARE(cardAt(drawn, Place::gate("a")).title, name);
}

void TestPicture::brokenFilesAreDrawnAsFarAsTheyCan_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("hasJob");
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("no map") << "- a\n- b\n"_ba << false;
    QTest::newRow("jobs is a word") << "on: push\njobs: yes\n"_ba << false;
    QTest::newRow("job is a word") << "on: push\njobs:\n  a: yes\n"_ba << true;
    QTest::newRow("steps is a word") << "on: push\njobs:\n  a:\n    steps: yes\n"_ba << true;
    QTest::newRow("needs itself") << "on: push\njobs:\n  a:\n    needs: a\n    steps: []\n"_ba << true;
    QTest::newRow("needs in a circle")
        << "on: push\njobs:\n  a:\n    needs: b\n    steps: []\n  b:\n    needs: a\n    steps: []\n"_ba << true;
    QTest::newRow("broken YAML") << "on: push\njobs:\n  a:\n    steps:\n      - run: 'x\n"_ba << true;
    QTest::newRow("bytes") << "\xff\xfe\x00\x01"_ba << false;
}

void TestPicture::brokenFilesAreDrawnAsFarAsTheyCan()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, hasJob);
    const WorkflowPicture drawn = drawWorkflow(document(text));
    QCOMPARE(!drawn.spotOf(Place::ofJob("a")).isNull(), hasJob);
    for (const canvas::Link &link : drawn.picture.links) {
        for (const QString &end : {link.from, link.to})
            QVERIFY(std::ranges::find(drawn.picture.cards, end, &Card::id) != drawn.picture.cards.end());
    }
}

void TestPicture::stepsAreCalledByWhatTheyDo_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("kind");
    QTest::newRow("name") << "name: Build\n        run: make"_ba << u"Build"_s << QString() << u"run command"_s;
    QTest::newRow("command") << "run: |\n          \n          make all\n          make test"_ba << u"make all"_s
                             << QString() << u"run command"_s;
    QTest::newRow("action") << "uses: actions/checkout@v4"_ba << u"actions/checkout"_s << u"@v4"_s
                            << u"action actions/checkout"_s;
    QTest::newRow("commit") << "uses: a/b@0123456789abcdef0123456789ABCDEF01234567"_ba << u"a/b"_s << u"@0123456"_s
                            << u"action a/b"_s;
    QTest::newRow("forty letters that are no commit")
        << "uses: a/b@g123456789abcdef0123456789abcdef01234567"_ba << u"a/b"_s
        << u"@g123456789abcdef0123456789abcdef01234567"_s << u"action a/b"_s;
    QTest::newRow("local action") << "uses: ./x"_ba << u"./x"_s << QString() << u"action ./x"_s;
    QTest::newRow("neither") << "id: x"_ba << u"Empty step"_s << QString() << u"step"_s;
}

void TestPicture::stepsAreCalledByWhatTheyDo()
{
    QFETCH(QByteArray, step);
    const Document workflow = document("on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - " + step + '\n');
    const workflow::Step &read = workflow.workflow().jobs.front().steps.front();
    QTEST(stepTitle(read), "title");
    QTEST(stepVersion(read), "version");
    QTEST(stepKindWords(read), "kind");
}

void TestPicture::triggersAreCalledByWhatStartsThem_data()
{
    QTest::addColumn<QByteArray>("on");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("detail");
    QTest::newRow("push") << "  push:\n"_ba << u"Push"_s << u"push"_s;
    QTest::newRow("two branches") << "  push:\n    branches: [main, next]\n"_ba << u"Push to main, next"_s << u"push"_s;
    QTest::newRow("three branches") << "  push:\n    branches: [a, b, c]\n"_ba << u"Push to 3 branches"_s << u"push"_s;
    QTest::newRow("tags") << "  push:\n    tags: ['v*']\n"_ba << u"Push to v*"_s << u"push"_s;
    QTest::newRow("branch of a hostile name")
        << "  push:\n    branches: ['%1<b>']\n"_ba << u"Push to %1<b>"_s << u"push"_s;
    QTest::newRow("one path") << "  pull_request:\n    paths: [a]\n"_ba << u"Pull request"_s << u"1 path filter"_s;
    QTest::newRow("inputs") << "  workflow_dispatch:\n    inputs:\n      a:\n      b:\n"_ba << u"Manual run"_s
                            << u"2 inputs"_s;
    QTest::newRow("schedule") << "  schedule:\n    - cron: '0 5 * * 1'\n"_ba << u"Schedule"_s << u"0 5 * * 1"_s;
    QTest::newRow("schedules") << "  schedule:\n    - cron: '0 5 * * 1'\n    - cron: '0 6 * * 1'\n"_ba << u"Schedule"_s
                               << u"2 times"_s;
    QTest::newRow("after") << "  workflow_run:\n    workflows: [CI]\n"_ba << u"After another workflow"_s << u"CI"_s;
    QTest::newRow("types") << "  release:\n    types: [published]\n"_ba << u"Release"_s << u"published"_s;
    QTest::newRow("others") << "  repository_dispatch:\n"_ba << u"Repository dispatch"_s << u"repository_dispatch"_s;
}

void TestPicture::triggersAreCalledByWhatStartsThem()
{
    QFETCH(QByteArray, on);
    const Document workflow = document("on:\n" + on + "jobs: {}\n");
    const workflow::Trigger &trigger = workflow.workflow().on.events.front();
    QTEST(triggerTitle(trigger), "title");
    QTEST(triggerDetail(trigger), "detail");
    QVERIFY(triggerIcon(trigger.text()).startsWith("node-trigger-"_L1));
}

QTEST_MAIN(TestPicture)

#include "test_picture.moc"
