#include "pipelines/journal.h"
#include "pipelines/moved.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::pipelines;

namespace {

const QString file = u".github/workflows/patient-graph-ci-cd.yml"_s;

DraftFor draftFor(const QStringList &changes, bool isNew = false)
{
    return {{u"loop-health"_s, u"platform"_s},
            u"main"_s,
            u"c41d9e2"_s,
            {{file, isNew ? std::nullopt : std::optional("a\n"_ba), "b\n"}},
            changes};
}

} // namespace

class TestPlan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draftSaysWhatChanges_data();
    void draftSaysWhatChanges();
    void descriptionMentionsNobody();
    void longDescriptionsEnd();
    void branchNamesAsGitTakesThem_data();
    void branchNamesAsGitTakesThem();
    void draftedBranchesAreTaken_data();
    void draftedBranchesAreTaken();
    void nextNameCounts();
    void planThatCannotBeCarriedOutSaysWhy_data();
    void planThatCannotBeCarriedOutSaysWhy();
    void callsAreSaidInWords();
    void journalSurvives();
    void journalOfOthersIsRefused();
    void stepsFollow();
    void changesElsewhereDoNotDisturb();
    void bothSidesMerge();
    void conflictsAreNotClean();
};

void TestPlan::draftSaysWhatChanges_data()
{
    QTest::addColumn<QStringList>("changes");
    QTest::addColumn<bool>("isNew");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("branch");
    QTest::newRow("one change") << QStringList{u"job deploy: timeout 20 minutes added"_s} << false
                                << u"Job deploy: timeout 20 minutes added"_s
                                << u"slipway/patient-graph-ci-cd-job-deploy-timeout-20"_s;
    QTest::newRow("two changes") << QStringList{u"a"_s, u"b"_s} << false
                                 << u"Change patient-graph-ci-cd.yml: 2 changes"_s << u"slipway/patient-graph-ci-cd"_s;
    QTest::newRow("comments alone") << QStringList() << false << u"Change patient-graph-ci-cd.yml"_s
                                    << u"slipway/patient-graph-ci-cd"_s;
    QTest::newRow("a new file") << QStringList{u"job ci added"_s} << true << u"Add patient-graph-ci-cd.yml"_s
                                << u"slipway/patient-graph-ci-cd-job-ci-added"_s;
    QTest::newRow("endless change") << QStringList{QString(500, u'x')} << false << u"Change patient-graph-ci-cd.yml"_s
                                    << u"slipway/patient-graph-ci-cd"_s;
}

void TestPlan::draftSaysWhatChanges()
{
    QFETCH(QStringList, changes);
    QFETCH(bool, isNew);
    const Plan plan = draftPlan(draftFor(changes, isNew));
    QTEST(plan.title, "title");
    QTEST(plan.branch, "branch");
    QVERIFY(plan.description.contains(isNew ? "Adds"_L1 : "Changes"_L1));
    for (const QString &change : changes)
        QVERIFY(plan.description.contains(change.sliced(1).left(3)));
}

void TestPlan::descriptionMentionsNobody()
{
    const QString sly = u"job @aiko: fixes #12 <img src=x> [x](http://y) `z`\n# big"_s;
    const QString words = draftDescription({}, {sly});
    QVERIFY(!words.contains(u'@'));
    QVERIFY(!words.contains(u" #12"_s));
    QVERIFY(!words.contains("<img"_L1) || words.contains("\\<img"_L1));
    QVERIFY(!words.contains("\n#"_L1));
    QVERIFY(words.contains("\\[x\\]\\("_L1));
}

void TestPlan::longDescriptionsEnd()
{
    QStringList many;
    for (int i = 0; i < 5'000; ++i)
        many.append(u"job j%1 added"_s.arg(i));
    const QString words = draftDescription({}, many);
    QVERIFY(words.size() < 5'000);
    QVERIFY(words.contains("4950 more"_L1));
}

void TestPlan::branchNamesAsGitTakesThem_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("plain") << u"fix-ci"_s << true;
    QTest::newRow("with a slash") << u"priya/fix"_s << true;
    QTest::newRow("umlauts") << u"größe"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("a space") << u"fix ci"_s << false;
    QTest::newRow("two dots") << u"a..b"_s << false;
    QTest::newRow("a dot first") << u"a/.b"_s << false;
    QTest::newRow("lock") << u"a.lock"_s << false;
    QTest::newRow("slashes") << u"a//b"_s << false;
    QTest::newRow("a slash last") << u"a/"_s << false;
    QTest::newRow("a wildcard") << u"a*"_s << false;
    QTest::newRow("a backslash") << u"a\\b"_s << false;
    QTest::newRow("at brace") << u"a@{1}"_s << false;
    QTest::newRow("an option") << u"-f"_s << false;
    QTest::newRow("a line end") << u"a\nb"_s << false;
    QTest::newRow("endless") << QString(300, u'a') << false;
}

void TestPlan::branchNamesAsGitTakesThem()
{
    QFETCH(QString, name);
    QFETCH(bool, isTaken);
    QCOMPARE(branchNameProblem(name).isEmpty(), isTaken);
}

void TestPlan::draftedBranchesAreTaken_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("html") << u"<b>x</b>"_s;
    QTest::newRow("right to left") << u"\u202Eevil"_s;
    QTest::newRow("nothing that is plain") << u"…/…"_s;
    QTest::newRow("combining") << u'a' + QString(10'000, QChar(0x0301));
}

void TestPlan::draftedBranchesAreTaken()
{
    QFETCH(QString, words);
    DraftFor what = draftFor({words});
    what.files.first().path = words;
    QCOMPARE(branchNameProblem(draftPlan(what).branch), QString());
    QVERIFY(!draftPlan(what).title.isEmpty());
}

void TestPlan::nextNameCounts()
{
    QCOMPARE(nextBranchName(u"slipway/ci"_s), u"slipway/ci-2"_s);
    QCOMPARE(nextBranchName(u"slipway/ci-2"_s), u"slipway/ci-3"_s);
    QCOMPARE(nextBranchName(u"v-20240321"_s), u"v-20240321-2"_s);
}

void TestPlan::planThatCannotBeCarriedOutSaysWhy_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<bool>("isFine");
    QTest::newRow("as drafted") << 0 << true;
    QTest::newRow("no change") << 1 << false;
    QTest::newRow("no title") << 2 << false;
    QTest::newRow("odd branch") << 3 << false;
    QTest::newRow("the base itself") << 4 << false;
}

void TestPlan::planThatCannotBeCarriedOutSaysWhy()
{
    QFETCH(int, fault);
    QFETCH(bool, isFine);
    Plan plan = draftPlan(draftFor({}));
    if (fault == 1)
        plan.files.first().bytes = *plan.files.first().opened;
    if (fault == 2)
        plan.title = u"  "_s;
    if (fault == 3)
        plan.branch = u"a b"_s;
    if (fault == 4)
        plan.branch = u"main"_s;
    QCOMPARE(planProblem(plan).isEmpty(), isFine);
}

void TestPlan::callsAreSaidInWords()
{
    Plan plan = draftPlan(draftFor({}));
    const auto calls = plannedCalls(plan);
    QCOMPARE(calls.size(), 6);
    QCOMPARE(calls.first().call, u"GET /repos/loop-health/platform/git/ref/heads/main"_s);
    QCOMPARE(calls.last().call, u"POST /repos/loop-health/platform/pulls"_s);
    plan.updates = 12;
    QVERIFY(plannedCalls(plan).last().call.startsWith("PATCH"_L1));
}

void TestPlan::journalSurvives()
{
    Journal journal = Journal::of(draftPlan(draftFor({u"x"_s})));
    journal.plan.files.append({u"new.yml"_s, std::nullopt, QByteArray("\xff\0\xfe", 3)});
    journal.plan.isDraft = true;
    journal.plan.updates = 3;
    journal.head = u"h"_s;
    journal.blobs.insert(file, u"b"_s);
    journal.tree = u"t"_s;
    journal.commit = u"c"_s;
    journal.isBranchMade = true;
    journal.isRequestAsked = true;
    journal.request = 7;
    journal.page = QUrl(u"https://github.com/x/y/pull/7"_s);
    const auto read = readJournal(toBytes(journal));
    QVERIFY(read);
    QCOMPARE(*read == journal, true);
}

void TestPlan::journalOfOthersIsRefused()
{
    for (const QByteArray &bytes : {""_ba, "{}"_ba, "[]"_ba, "{\"plan\":3}"_ba})
        QVERIFY(!readJournal(bytes));
}

void TestPlan::stepsFollow()
{
    using Step = Journal::Step;
    Journal journal = Journal::of(draftPlan(draftFor({})));
    QCOMPARE(journal.step(), Step::Look);
    journal.head = u"h"_s;
    QCOMPARE(journal.step(), Step::Upload);
    journal.blobs.insert(file, u"b"_s);
    QCOMPARE(journal.step(), Step::Tree);
    journal.tree = u"t"_s;
    QCOMPARE(journal.step(), Step::Commit);
    journal.commit = u"c"_s;
    QCOMPARE(journal.step(), Step::Branch);
    journal.isBranchMade = true;
    QCOMPARE(journal.step(), Step::Request);
    journal.request = 1;
    QCOMPARE(journal.step(), Step::Done);
    journal.request.reset();
    journal.startOver();
    QCOMPARE(journal.step(), Step::Look);
}

void TestPlan::changesElsewhereDoNotDisturb()
{
    const ProposedFile changed{file, "a\n", "b\n"};
    QVERIFY(!movedFile(changed, "a\n"));
    QVERIFY(!movedFile(changed, "b\n"));
    QVERIFY(!movedFile({file, std::nullopt, "b\n"}, std::nullopt));
}

void TestPlan::bothSidesMerge()
{
    const ProposedFile changed{file, "1\n2\n3\n4\n5\n", "1\n2\n3\n4\nfive\n"};
    const auto moved = movedFile(changed, "one\n2\n3\n4\n5\n");
    QVERIFY(moved && moved->isClean());
    Journal journal = Journal::of(draftPlan(draftFor({})));
    journal.plan.files = {changed};
    journal.head = u"old"_s;
    journal.blobs.insert(file, u"b"_s);
    const Journal next = withMerge(journal, {u"new"_s, {*moved}});
    QCOMPARE(next.plan.files.first().bytes, "one\n2\n3\n4\nfive\n"_ba);
    QCOMPARE(next.plan.files.first().opened, "one\n2\n3\n4\n5\n"_ba);
    QCOMPARE(next.plan.baseCommit, u"new"_s);
    QCOMPARE(next.step(), Journal::Step::Look);
    QVERIFY(next.blobs.isEmpty());
}

void TestPlan::conflictsAreNotClean()
{
    QVERIFY(!movedFile({file, "a\n", "b\n"}, "c\n")->isClean());
    QVERIFY(!movedFile({file, "a\n", "b\n"}, std::nullopt)->isClean());
    QVERIFY(!movedFile({file, std::nullopt, "b\n"}, "c\n")->isClean());
}

QTEST_GUILESS_MAIN(TestPlan)
#include "test_plan.moc"
