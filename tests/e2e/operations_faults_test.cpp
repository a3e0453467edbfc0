#include "deaths.h"
#include "e2e_releases/releases_hand.h"

#include "composition/session.h"
#include "github/client.h"
#include "rollout/github_specs.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::Carrier;
using e2e::dieEverywhere;
using e2e::planned;
using e2e::ReleasesHand;
using e2e::Stage;
using operations::OperationState;
using operations::Plan;
using rollout::Wish;

namespace {

const QString api = u"patient-graph-api"_s;
const QString repository = u"loop-health/platform"_s;
const github::RepositoryName platform{u"loop-health"_s, u"platform"_s};

Plan approval(Carrier &carrier)
{
    const github::Client &client = *carrier.setup().clients.github;
    github::RunFilter waiting;
    waiting.status = u"waiting"_s;
    const auto runs = carrier.wait(client.runs(platform, waiting, {}));
    if (!runs || runs->isEmpty())
        qFatal("nothing waits");
    const auto gates = carrier.wait(client.pendingDeployments(platform, runs->first().id, {}));
    rollout::Review review{.repository = repository, .run = runs->first().id, .comment = u"Looks safe"_s};
    for (const github::PendingDeployment &gate : gates.value_or(QList<github::PendingDeployment>())) {
        review.environmentIds += gate.environmentId;
        review.environments += gate.environment;
    }
    Plan plan;
    plan.kind = u"approve"_s;
    plan.title = u"Approve a run"_s;
    plan.targets = {{api, u"production"_s}};
    plan.steps = {rollout::reviewSpec(u"review"_s, review)};
    return plan;
}

} // namespace

/// Real operations on the demo's providers: the program dies before and after every write to its journal, another one
/// takes up what it left, and nothing happens twice.
class OperationsFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vercelRollBackSurvivesEveryDeath();
    void approvalSurvivesEveryDeath();
    void migrationSurvivesEveryDeath();
    void windowGoesOnWithWhatWasLeft();
};

void OperationsFaultsTest::vercelRollBackSurvivesEveryDeath()
{
    dieEverywhere({.plan =
                       [](Carrier &carrier) {
                           const operations::Target portal{u"my.loop.health"_s, u"production"_s};
                           return planned(carrier, {.act = Wish::Act::RollBack, .target = portal});
                       },
                   .effects = {{u"project.rollback"_s, 1}}});
}

void OperationsFaultsTest::approvalSurvivesEveryDeath()
{
    dieEverywhere({.plan = approval, .effects = {{u"deployment.approved"_s, 1}}, .leastPoints = 5});
}

void OperationsFaultsTest::migrationSurvivesEveryDeath()
{
    dieEverywhere({.plan =
                       [](Carrier &carrier) {
                           return planned(carrier, {.act = Wish::Act::Migrate, .target = {api, u"staging"_s}});
                       },
                   .effects = {{u"workflow.dispatched"_s, 1}}});
}

void OperationsFaultsTest::windowGoesOnWithWhatWasLeft()
{
    Stage stage;
    ReleasesHand hand(stage);
    const auto updates = [&stage] { return stage.providers().ledger().count(u"machine.updated"_s); };
    QVERIFY(stage.start() && hand.openPage());
    QVERIFY(hand.until([&hand] { return !hand.live(api, u"production"_s).id.isEmpty(); }));
    QVERIFY(hand.select(api, u"production"_s));
    QVERIFY(hand.openSheet(u"Ctrl+Shift+B"_s));
    QVERIFY(hand.tick(u"watch"_s, false));
    QVERIFY(hand.fill(u"reason/migrations-crossed"_s, u"0042 only adds a column"_s));
    QVERIFY(hand.fill(u"typeToConfirm"_s, api));
    const QString id = hand.start();
    QVERIFY(!id.isEmpty());
    QVERIFY(hand.until([&updates] { return updates() == 2; }));

    stage.addFault({{u"kind"_s, u"expired-token"_s}});
    stage.end();
    QTest::qWait(5);
    stage.clearFaults();
    QVERIFY(stage.start());
    QVERIFY(hand.until([&hand, &id] { return hand.operation(id); }));
    QVERIFY(hand.untilRested(id));
    QVERIFY(hand.openActivity());
    QVERIFY2(hand.operation(id)->state == OperationState::Succeeded, qPrintable(hand.activity()));
    QCOMPARE(updates(), 3);
    QCOMPARE(stage.providers().ledger().count(u"release.created"_s), 1);
    QCOMPARE(stage.providers().ledger().count(u"release.complete"_s), 1);
}

QTEST_MAIN(OperationsFaultsTest)
#include "operations_faults_test.moc"
