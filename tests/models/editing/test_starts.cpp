#include "documents.h"

#include "editing/changes.h"
#include "editing/starts.h"

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

std::vector<editing::Candidate> candidates()
{
    std::vector<editing::Candidate> all;
    for (const auto &[name, source] : editing::loopHealth())
        all.push_back({name, workflow::Document::open(source)});
    return all;
}

workflow::Event push(const std::string &branch, const std::string &path)
{
    workflow::Event event;
    event.name = "push";
    event.branch = branch;
    event.changedPaths = std::vector{path};
    return event;
}

QString starting(const std::vector<editing::WorkflowStart> &starts)
{
    QStringList names;
    for (const auto &start : starts) {
        if (start.verdict.answer == workflow::Answer::Yes)
            names += start.path;
    }
    return names.join(u' ');
}

} // namespace

class TestStarts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStartsComesFirstWithItsJobs();
    void whatDoesNotStartSaysWhy();
    void allEventsAreOffered();
    void changesComeAsLinesAndInWords();
    void equalTextsHaveNoChanges();
};

void TestStarts::whatStartsComesFirstWithItsJobs()
{
    const auto starts = editing::whatWouldStart(candidates(), push("main", "apps/patient-graph/src/index.ts"));
    QCOMPARE(starts.size(), size_t(6));
    QVERIFY(starting(starts).contains(u"patient-graph-ci-cd.yml"_s));
    QCOMPARE(starts.front().verdict.answer, workflow::Answer::Yes);
    QCOMPARE(starts.back().verdict.answer, workflow::Answer::No);
    const auto found = std::ranges::find(starts, u"patient-graph-ci-cd.yml"_s, &editing::WorkflowStart::path);
    QCOMPARE(found->name, u"Patient Graph CI/CD"_s);
    QCOMPARE(found->jobs.size(), size_t(2));
    QCOMPARE(found->jobs[1].id, "deploy");
    QCOMPARE(found->jobs[1].name, u"Deploy to Fly.io"_s);
    QCOMPARE(found->jobs[1].verdict.answer, workflow::Answer::Yes);
}

void TestStarts::whatDoesNotStartSaysWhy()
{
    const auto starts = editing::whatWouldStart(candidates(), push("feature", "README.md"));
    const auto found = std::ranges::find(starts, u"patient-graph-ci-cd.yml"_s, &editing::WorkflowStart::path);
    QCOMPARE(found->verdict.answer, workflow::Answer::No);
    QVERIFY(!found->verdict.reason.isEmpty());
    QVERIFY(found->jobs.empty());
}

void TestStarts::allEventsAreOffered()
{
    const QStringList events = editing::eventsOf(candidates());
    QVERIFY(events.contains(u"push"_s) && events.contains(u"pull_request"_s));
    QCOMPARE(QSet<QString>(events.begin(), events.end()).size(), events.size());
}

void TestStarts::changesComeAsLinesAndInWords()
{
    const QByteArray before = editing::contents(editing::sandboxFolder() + u"/patient-graph-ci-cd.yml"_s);
    QByteArray after = before;
    after.replace("    needs: ci\n    runs-on: ubuntu-latest\n",
                  "    needs: ci\n    runs-on: ubuntu-latest\n    timeout-minutes: 20\n");
    const auto changes = editing::changesBetween(before, workflow::Document::open(after));
    QCOMPARE(changes.counts.added, 1);
    QCOMPARE(changes.counts.removed, 0);
    QCOMPARE(changes.meaning.size(), size_t(1));
    QCOMPARE(changes.meaning[0].sentence, u"job deploy: timeout 20 minutes added"_s);
    QVERIFY(std::ranges::any_of(changes.rows, [](const auto &row) {
        return row.kind == textdiff::DiffRow::Kind::Added && row.text == "    timeout-minutes: 20"_L1;
    }));
}

void TestStarts::equalTextsHaveNoChanges()
{
    const auto document = workflow::Document::open("on: push\n");
    QVERIFY(editing::changesBetween(document.source(), document).isEmpty());
}

QTEST_GUILESS_MAIN(TestStarts)
#include "test_starts.moc"
