#include "deaths.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::Carrier;
using rollout::Wish;

/// A rolling roll-back of three machines: the program dies before and after every write to its journal, another one
/// takes up what it left, and nothing happens twice.
class OperationsFaultsFlyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rollBackSurvivesEveryDeath();
};

void OperationsFaultsFlyTest::rollBackSurvivesEveryDeath()
{
    e2e::dieEverywhere({.plan =
                            [](Carrier &carrier) {
                                return e2e::planned(
                                    carrier,
                                    {.act = Wish::Act::RollBack, .target = {u"patient-graph-api"_s, u"production"_s}});
                            },
                        .effects = {{u"machine.updated"_s, 3}, {u"release.created"_s, 1}, {u"release.complete"_s, 1}},
                        .leastPoints = 20});
}

QTEST_MAIN(OperationsFaultsFlyTest)
#include "operations_faults_fly_test.moc"
