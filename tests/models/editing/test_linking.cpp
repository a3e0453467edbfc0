#include "documents.h"

#include "editing/linking.h"

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::Place;

namespace {

const QByteArray text = R"(on: push
jobs:
  ci:
    runs-on: x
    outputs: {tag: '${{ steps.a.outputs.b }}'}
  build:
    needs: ci # first
    runs-on: x
  deploy:
    needs: [build]
    environment: production
    runs-on: x
    steps:
      - run: echo ${{ needs.build.result }}
  other:
    runs-on: x
)"_ba;

Place job(const char *id)
{
    return Place::ofJob(id);
}

} // namespace

class TestLinking final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void joinedJobsWait();
    void aGateStandsForItsJob();
    void aCutLeavesTheRest();
    void aCutWarnsOfWhatIsStillUsed();
};

void TestLinking::refusalsSayWhy_data()
{
    QTest::addColumn<Place>("from");
    QTest::addColumn<Place>("to");
    QTest::addColumn<QString>("words");
    QTest::newRow("fine") << job("ci") << job("other") << QString();
    QTest::newRow("itself") << job("ci") << job("ci") << u"A job cannot wait for itself."_s;
    QTest::newRow("already") << job("ci") << job("build") << u"ci and build are joined already."_s;
    QTest::newRow("a cycle of two") << job("build") << job("ci") << u"build already waits for ci."_s;
    QTest::newRow("a longer cycle") << job("deploy") << job("ci") << u"deploy already waits for ci, by way of build."_s;
    QTest::newRow("a trigger waits") << job("ci") << Place::trigger("push") << u"A trigger waits for nothing."_s;
    QTest::newRow("waiting for a trigger") << Place::trigger("push") << job("ci")
                                           << u"Each job that waits for no other starts with the triggers already."_s;
    QTest::newRow("from a gate") << Place::gate("deploy") << job("other")
                                 << u"A gate stands before its job alone. Draw from the job instead."_s;
    QTest::newRow("a job that is gone") << job("ci") << job("none") << u"There is no job none."_s;
}

void TestLinking::refusalsSayWhy()
{
    QFETCH(Place, from);
    QFETCH(Place, to);
    const auto document = workflow::Document::open(text);
    QTEST(editing::refusalToConnect(document, from, to), "words");
}

void TestLinking::joinedJobsWait()
{
    const auto document = workflow::Document::open(text);
    const auto planned = editing::connectJobs(document, job("other"), job("build"));
    QVERIFY(planned);
    QCOMPARE(planned->name, u"Connect other to build"_s);
    QVERIFY(editing::after(document, *planned).contains("    needs: [ci, other] # first\n"));
    QVERIFY(!editing::connectJobs(document, job("deploy"), job("ci")));
}

void TestLinking::aGateStandsForItsJob()
{
    const auto document = workflow::Document::open(text);
    const auto planned = editing::connectJobs(document, job("ci"), Place::gate("deploy"));
    QVERIFY(planned);
    QVERIFY(editing::after(document, *planned).contains("    needs: [build, ci]\n"));
}

void TestLinking::aCutLeavesTheRest()
{
    const auto document = workflow::Document::open(text);
    QCOMPARE(editing::refusalToCut(document, job("ci"), job("other")), u"other does not wait for ci."_s);
    QVERIFY(!editing::refusalToCut(document, Place::trigger("push"), job("ci")).isEmpty());
    QVERIFY(!editing::refusalToCut(document, Place::gate("deploy"), job("deploy")).isEmpty());
    const auto planned = editing::cutJobs(document, job("ci"), job("build"));
    QVERIFY(planned);
    QByteArray expected = text;
    expected.replace("    needs: ci # first\n", "");
    QCOMPARE(editing::after(document, *planned), expected);
    QVERIFY(planned->warnings.isEmpty());
}

void TestLinking::aCutWarnsOfWhatIsStillUsed()
{
    const auto document = workflow::Document::open(text);
    const auto planned = editing::cutJobs(document, job("build"), Place::gate("deploy"));
    QVERIFY(planned);
    QCOMPARE(planned->warnings, QStringList{u"Expressions in job deploy still use results of build."_s});
}

QTEST_GUILESS_MAIN(TestLinking)
#include "test_linking.moc"
