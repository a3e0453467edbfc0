#include "documents.h"

#include "diagnostics/checker.h"
#include "editing/blocks.h"

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::Place;

namespace {

const QByteArray text = R"(on:
  push:
    branches: [main]

jobs:
  ci:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - name: Checkout
        uses: actions/checkout@v4
      - run: make

  deploy:
    needs: ci
    environment: production
    runs-on: ubuntu-latest
    timeout-minutes: 5
    if: github.ref == 'refs/heads/main'
    steps:
      - run: ship

  remote:
    uses: ./.github/workflows/other.yml
)"_ba;

const QStringList allBlocks{u"job"_s,
                            u"step.run"_s,
                            u"step.action"_s,
                            u"gate"_s,
                            u"condition"_s,
                            u"matrix"_s,
                            u"artifact"_s,
                            u"trigger"_s,
                            u"trigger.push"_s,
                            u"trigger.pull_request"_s,
                            u"trigger.workflow_dispatch"_s,
                            u"trigger.schedule"_s,
                            u"trigger.workflow_call"_s};

Place placeNamed(const QString &name)
{
    const QStringList parts = name.split(u' ');
    if (parts.first() == "job"_L1)
        return Place::ofJob(parts.last().toStdString());
    if (parts.first() == "step"_L1)
        return Place::ofStep(parts.last().toStdString(), parts.at(1).toInt());
    if (parts.first() == "trigger"_L1)
        return Place::trigger(parts.last().toStdString());
    return parts.first() == "gate"_L1 ? Place::gate(parts.last().toStdString()) : Place::file();
}

int errorsIn(const QByteArray &source)
{
    const auto document = workflow::Document::open(source);
    int count = 0;
    for (const auto &finding : diagnostics::check({document, {}}))
        count += finding.severity == diagnostics::Severity::Error;
    return count;
}

} // namespace

class TestBlocks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksDoWhatTheySay_data();
    void blocksDoWhatTheySay();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void whatIsAddedPassesTheCheck();
    void aWorkflowGrowsFromNothing();
    void anArtifactThatIsThereIsTaken();
    void plainTriggersTakeTheNextUsualEvent();
};

void TestBlocks::blocksDoWhatTheySay_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QByteArray>("added");
    QTest::newRow("a job of its own") << u"job"_s << u"file"_s << -1 << u"job build"_s
                                      << "\n  build:\n    runs-on: ubuntu-latest\n    timeout-minutes: 15\n    steps:\n"
                                         "      - name: Checkout\n        uses: actions/checkout@v4\n"_ba;
    QTest::newRow("a job behind a job") << u"job"_s << u"job ci"_s << -1 << u"job build"_s
                                        << "  build:\n    needs: ci\n    runs-on: ubuntu-latest\n"_ba;
    QTest::newRow("a command at the end") << u"step.run"_s << u"job ci"_s << -1 << u"step 2 ci"_s
                                          << "      - run: make\n      - name: Run a command\n        run:"_ba;
    QTest::newRow("a command before a step")
        << u"step.run"_s << u"job ci"_s << 1 << u"step 1 ci"_s << "checkout@v4\n      - name: Run a command\n"_ba;
    QTest::newRow("a command behind a step")
        << u"step.run"_s << u"step 0 ci"_s << -1 << u"step 1 ci"_s << "checkout@v4\n      - name: Run a command\n"_ba;
    QTest::newRow("an action where there is a checkout")
        << u"step.action"_s << u"job ci"_s << -1 << u"step 2 ci"_s << "uses: actions/setup-node@v"_ba;
    QTest::newRow("an action where there is none") << u"step.action"_s << u"job deploy"_s << 0 << u"step 0 deploy"_s
                                                   << "uses: actions/checkout@v4\n      - run: ship"_ba;
    QTest::newRow("a gate") << u"gate"_s << u"job ci"_s << -1 << u"gate ci"_s << "    environment: production\n"_ba;
    QTest::newRow("a condition of a job")
        << u"condition"_s << u"job ci"_s << -1 << u"job ci"_s << "    if: github.ref == 'refs/heads/main'\n"_ba;
    QTest::newRow("a condition of a step") << u"condition"_s << u"step 1 ci"_s << -1 << u"step 1 ci"_s
                                           << "      - if: github.ref == 'refs/heads/main'\n        run: make\n"_ba;
    QTest::newRow("a matrix") << u"matrix"_s << u"job ci"_s << -1 << u"job ci"_s
                              << "      matrix:\n        os: [ubuntu-latest, macos-latest]\n"_ba;
    QTest::newRow("a matrix is used") << u"matrix"_s << u"job ci"_s << -1 << u"job ci"_s
                                      << "    runs-on: ${{ matrix.os }}\n"_ba;
    QTest::newRow("an artifact is downloaded")
        << u"artifact"_s << u"job deploy"_s << -1 << u"step 2 ci"_s << "download-artifact@v"_ba;
    QTest::newRow("an artifact is uploaded") << u"artifact"_s << u"job deploy"_s << -1 << u"step 2 ci"_s
                                             << "          name: ci-output\n          path: dist\n"_ba;
    QTest::newRow("a trigger") << u"trigger.schedule"_s << u"file"_s << -1 << u"trigger schedule"_s
                               << "  schedule:\n    - cron: '0 5 * * 1'\n"_ba;
    QTest::newRow("a trigger with the branch that is usual here")
        << u"trigger.pull_request"_s << u"job ci"_s << -1 << u"trigger pull_request"_s
        << "  pull_request:\n    branches: [main]\n"_ba;
}

void TestBlocks::blocksDoWhatTheySay()
{
    QFETCH(QString, block);
    QFETCH(QString, target);
    QFETCH(int, index);
    QFETCH(QByteArray, added);
    const auto document = workflow::Document::open(text);
    QCOMPARE(editing::refusal(document, block, placeNamed(target), index), QString());
    const auto planned = editing::operationsFor(document, block, placeNamed(target), index);
    QVERIFY(planned);
    const QByteArray changed = editing::after(document, *planned);
    QVERIFY2(changed.contains(added), changed.constData());
    QFETCH(QString, place);
    QCOMPARE(planned->places.constFirst(), placeNamed(place));
    for (const Place &one : planned->places)
        QVERIFY(editing::holds(workflow::Document::open(changed), one));
    QVERIFY(!planned->name.isEmpty());
}

void TestBlocks::refusalsSayWhy_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("words");
    QTest::newRow("a step outside of jobs") << u"step.run"_s << u"file"_s << u"A step belongs into a job."_s;
    QTest::newRow("a step on a trigger") << u"step.run"_s << u"trigger push"_s << u"A step belongs into a job."_s;
    QTest::newRow("a step in a call") << u"step.action"_s << u"job remote"_s
                                      << u"remote calls another workflow and has no steps of its own."_s;
    QTest::newRow("a second gate") << u"gate"_s << u"job deploy"_s << u"deploy has a gate already."_s;
    QTest::newRow("a second condition") << u"condition"_s << u"job deploy"_s
                                        << u"There is a condition already. Change it in the form."_s;
    QTest::newRow("an artifact without a way")
        << u"artifact"_s << u"job remote"_s
        << u"Files go from a job to one that waits for it. Connect the job first."_s;
    QTest::newRow("a trigger twice") << u"trigger.push"_s << u"file"_s << u"This workflow starts by push already."_s;
    QTest::newRow("a job that is gone") << u"gate"_s << u"job none"_s << u"job none is not there any more."_s;
    QTest::newRow("no block") << u"trigger.nonsense"_s << u"file"_s << u"This is no block of a workflow."_s;
}

void TestBlocks::refusalsSayWhy()
{
    QFETCH(QString, block);
    QFETCH(QString, target);
    const auto document = workflow::Document::open(text);
    QTEST(editing::refusal(document, block, placeNamed(target)), "words");
    const auto planned = editing::operationsFor(document, block, placeNamed(target));
    QVERIFY(!planned);
    QCOMPARE(planned.error().kind, base::Error::Kind::InvalidInput);
    QTEST(planned.error().message, "words");
}

void TestBlocks::whatIsAddedPassesTheCheck()
{
    for (const auto &[name, source] : editing::loopHealth()) {
        const auto document = workflow::Document::open(source);
        QList<Place> targets{Place::file()};
        for (const auto &job : document.workflow().jobs)
            targets << Place::ofJob(std::string(job.id())) << Place::ofStep(std::string(job.id()), 0);
        for (const QString &block : allBlocks) {
            for (const Place &target : targets) {
                if (!editing::refusal(document, block, target).isEmpty())
                    continue;
                const auto planned = editing::operationsFor(document, block, target);
                QVERIFY(planned);
                const QByteArray changed = editing::after(document, *planned);
                QVERIFY2(errorsIn(changed) <= errorsIn(source), changed.constData());
            }
        }
    }
}

void TestBlocks::aWorkflowGrowsFromNothing()
{
    auto document = workflow::Document::open({});
    for (const char *block : {"trigger.push", "job", "trigger.schedule", "job"}) {
        const auto planned = editing::operationsFor(document, QString::fromLatin1(block), Place::file());
        QVERIFY(planned);
        document = workflow::Document::open(editing::after(document, *planned));
    }
    QCOMPARE(document.workflow().jobs.size(), size_t(2));
    QCOMPARE(document.workflow().jobs[1].id(), "job-2");
    QVERIFY2(errorsIn(document.source()) == 0, document.source().constData());
}

void TestBlocks::anArtifactThatIsThereIsTaken()
{
    QByteArray source = text;
    source.replace("      - run: make\n",
                   "      - uses: actions/upload-artifact@v4\n        with: {name: site, path: out}\n");
    const auto document = workflow::Document::open(source);
    const auto planned = editing::operationsFor(document, u"artifact"_s, Place::ofJob("deploy"));
    QVERIFY(planned);
    QCOMPARE(planned->operations.size(), size_t(1));
    const auto changed = workflow::Document::open(editing::after(document, *planned));
    QVERIFY(changed.source().contains("          name: site\n"));
    QCOMPARE(editing::refusal(changed, u"artifact"_s, Place::ofJob("deploy")),
             u"deploy already takes the artifact site from ci."_s);
}

void TestBlocks::plainTriggersTakeTheNextUsualEvent()
{
    auto document = workflow::Document::open(text);
    QStringList events;
    while (editing::refusal(document, u"trigger"_s, Place::file()).isEmpty()) {
        const auto planned = editing::operationsFor(document, u"trigger"_s, Place::file());
        events += QString::fromStdString(planned->places.constFirst().event);
        document = workflow::Document::open(editing::after(document, *planned));
    }
    QCOMPARE(events.join(u' '), u"pull_request workflow_dispatch schedule workflow_call"_s);
}

QTEST_GUILESS_MAIN(TestBlocks)
#include "test_blocks.moc"
