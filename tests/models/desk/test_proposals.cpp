#include "desk/proposals.h"
#include "desk_stage.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::test;
using desk::Proposals;
using pipelines::Journal;
using pipelines::Plan;
using State = pipelines::Proposer::State;

namespace {

Plan plan(const QString &path)
{
    return {.repository = {u"loop-health"_s, u"platform"_s},
            .baseBranch = u"main"_s,
            .baseCommit = u"c1"_s,
            .branch = u"slipway/ci"_s,
            .title = u"Change"_s,
            .description = {},
            .isDraft = false,
            .files = {{path, "a\n", "b\n"}},
            .updates = {}};
}

} // namespace

class TestProposals final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsHowFarEachGot();
    void damagedOnesArePutAside();
    void forgottenOnesAreGone();
    void oneUnderWayGoesOnWithAnotherSignIn();
    void saysOnceThatNothingCanBeKept();

private:
    CloneFixture m_folder;
};

void TestProposals::keepsHowFarEachGot()
{
    const QString folder = m_folder.path(u"kept"_s);
    {
        Proposals proposals(folder);
        // Without anybody signed in it fails at once, and what was to be done is kept.
        proposals.of(u"a.yml"_s).start(plan(u"a.yml"_s));
        proposals.of(u"b.yml"_s).start(plan(u"b.yml"_s));
        QTRY_COMPARE(proposals.of(u"b.yml"_s).state(), State::Failed);
        QCOMPARE(&proposals.of(u"a.yml"_s), &proposals.of(u"a.yml"_s));
    }
    const Proposals again(folder);
    QCOMPARE(again.journal(u"a.yml"_s)->plan, plan(u"a.yml"_s));
    QCOMPARE(again.journal(u"b.yml"_s)->plan, plan(u"b.yml"_s));
    QVERIFY(!again.journal(u"c.yml"_s));
}

void TestProposals::damagedOnesArePutAside()
{
    m_folder.write(u"damaged/x.json"_s, "{");
    m_folder.write(u"damaged/y.json"_s, "{}");
    const Proposals proposals(m_folder.path(u"damaged"_s));
    QCOMPARE(QDir(m_folder.path(u"damaged"_s)).entryList({u"*.damaged"_s}).size(), 2);
}

void TestProposals::forgottenOnesAreGone()
{
    const QString folder = m_folder.path(u"forgotten"_s);
    Proposals proposals(folder);
    proposals.of(u"a.yml"_s).start(plan(u"a.yml"_s));
    QTRY_COMPARE(proposals.of(u"a.yml"_s).state(), State::Failed);
    QSignalSpy changed(&proposals, &Proposals::changed);
    proposals.forget(u"a.yml"_s);
    QCOMPARE(changed.count(), 1);
    QVERIFY(!proposals.journal(u"a.yml"_s));
    QCOMPARE(proposals.of(u"a.yml"_s).state(), State::Idle);
    QVERIFY(!Proposals(folder).journal(u"a.yml"_s));
}

void TestProposals::oneUnderWayGoesOnWithAnotherSignIn()
{
    GitHubStage stage;
    Proposals proposals(m_folder.path(u"working"_s));
    proposals.setClient(stage.client);
    stage.on("GET", "/git/ref/heads/main").held().answer(403, R"({"message":"No"})");
    pipelines::Proposer *working = &proposals.of(u"a.yml"_s);
    working->start(plan(u"a.yml"_s));
    QTRY_COMPARE(stage.calls.server.held(), 1);
    proposals.setClient(nullptr);
    QCOMPARE(&proposals.of(u"a.yml"_s), working);
    stage.calls.server.release();
    QTRY_COMPARE((stage.later(), working->state()), State::Failed);
    QCOMPARE(stage.mistakes(), QStringList());
}

void TestProposals::saysOnceThatNothingCanBeKept()
{
    m_folder.write(u"file"_s, "in the way");
    Proposals proposals(m_folder.path(u"file/below"_s));
    QSignalSpy failed(&proposals, &Proposals::failed);
    proposals.of(u"a.yml"_s).start(plan(u"a.yml"_s));
    proposals.of(u"b.yml"_s).start(plan(u"b.yml"_s));
    QCOMPARE(failed.count(), 1);
    QVERIFY(proposals.journal(u"a.yml"_s));
    QTRY_COMPARE(proposals.of(u"b.yml"_s).state(), State::Failed);
}

QTEST_GUILESS_MAIN(TestProposals)

#include "test_proposals.moc"
