#include "fly_stage.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::test;
using operations::OperationState;

namespace {

const QString updated = u"machine.updated"_s;

QStringList all(const QString &tag, int count)
{
    return QStringList(count, tag);
}

} // namespace

/// Deploys to Fly.io that something happens to: over sockets, against the sandbox.
class TestFlyFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { stage = std::make_unique<FlyStage>(); }
    void cleanup() { stage.reset(); }
    void anAbortLeavesTheTruth();
    void aForeignLeaseIsNamedAndNotBroken();
    void aMachineChangedMeanwhileIsNotTouched();
    void aLostAnswerMakesNothingTwice_data();
    void aLostAnswerMakesNothingTwice();
    void aLostLeaseStopsWhatFollows();
    void anArmedRevertGoesBackByItself();
    void anUndoIsRecordedOnce_data();
    void anUndoIsRecordedOnce();
    void anUndoneSwitchIsRecorded();
    void aRetryAsksOnlyThoseThatRefused();
    void aReleaseCommandThatFailedRunsAgainOnAWordOnly();
    void aRevokedTokenParks();
    void aNewProgramGoesOn_data();
    void aNewProgramGoesOn();

private:
    /// The newest record names the image of before, and every machine belongs to it.
    bool isRecordedAsBefore();
    std::unique_ptr<FlyStage> stage;
};

bool TestFlyFaults::isRecordedAsBefore()
{
    const auto &record = stage->newestRecord();
    const qint64 now = stage->platform->now();
    return record.image == stage->newImage.reference() && record.status == "complete"_L1
        && std::ranges::all_of(stage->app().machines, [&](const auto &machine) {
               const QJsonObject metadata = machine.config().value("metadata"_L1).toObject();
               return machine.state(now) == "destroyed"_L1 || metadata.value("fly_release_id"_L1) == record.id;
           });
}

void TestFlyFaults::anAbortLeavesTheTruth()
{
    const QString id = stage->start(stage->plan(u"rolling"_s));
    QVERIFY(stage->until([this] { return stage->count(updated) == 2; }, 5));
    stage->runner->abort(id, u"priya"_s);
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QStringList tags = stage->tags();
    tags.sort();
    QCOMPARE(tags, (QStringList{u"new"_s, u"old"_s, u"old"_s}));
    QVERIFY(!stage->isAnyLeased());
    QCOMPARE(stage->newestRecord().status, u"interrupted"_s);
}

void TestFlyFaults::aForeignLeaseIsNamedAndNotBroken()
{
    const auto plan = stage->plan(u"rolling"_s);
    stage->platform->takeLease(stage->app(), stage->app().machines.at(1), u"jonas@loop.health"_s, {}, 600'000);
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(stage->troubleOf(id).contains("jonas@loop.health"_L1), qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->count(updated), qsizetype(0));
    QCOMPARE(stage->app().machines.at(1).lease(stage->platform->now())->owner, u"jonas@loop.health"_s);
    QVERIFY(!stage->app().machines.at(0).lease(stage->platform->now()));
}

void TestFlyFaults::aMachineChangedMeanwhileIsNotTouched()
{
    const auto plan = stage->plan(u"rolling"_s);
    auto &machine = stage->app().machines.at(2);
    const QJsonObject config = machine.config();
    stage->platform->update(stage->app(), machine, config, true);
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(stage->troubleOf(id).contains(machine.id), qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->count(updated), qsizetype(1));
    QVERIFY(!stage->isAnyLeased());
    QVERIFY(stage->draft().obstacle.isEmpty());
    QVERIFY(stage->plan(u"rolling"_s).fingerprint != plan.fingerprint);
}

void TestFlyFaults::aLostAnswerMakesNothingTwice_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("path");
    const QString machines = u"/v1/apps/api-prod/machines"_s;
    for (const auto &kind : {u"error-after"_s, u"reset-after"_s}) {
        QTest::addRow("release record, %s", qPrintable(kind)) << u"rolling"_s << kind << u"/api/v1/releases"_s;
        QTest::addRow("update, %s", qPrintable(kind)) << u"rolling"_s << kind << machines + u"/??????????????"_s;
        QTest::addRow("green, %s", qPrintable(kind)) << u"bluegreen"_s << kind << machines;
        QTest::addRow("canary, %s", qPrintable(kind)) << u"canary"_s << kind << machines;
    }
}

void TestFlyFaults::aLostAnswerMakesNothingTwice()
{
    QFETCH(QString, strategy);
    const qsizetype records = stage->count(u"release.created"_s);
    const auto plan = stage->plan(strategy);
    QFETCH(QString, kind);
    QFETCH(QString, path);
    stage->fault(
        {{u"provider"_s, u"fly"_s}, {u"method"_s, u"POST"_s}, {u"path"_s, path}, {u"kind"_s, kind}, {u"count"_s, 1}});
    const QString id = stage->start(plan);
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == OperationState::Succeeded, qPrintable(stage->troubleOf(id)));
    QVERIFY(stage->until([this] { return stage->tags() == all(u"old"_s, 3); }, 1));
    QCOMPARE(stage->count(u"release.created"_s), records + 1);
    QCOMPARE(stage->count(updated), strategy == "bluegreen"_L1 ? qsizetype(0) : qsizetype(3));
    QCOMPARE(stage->count(u"machine.created"_s),
             strategy == "bluegreen"_L1    ? qsizetype(3)
                 : strategy == "canary"_L1 ? qsizetype(1)
                                           : qsizetype(0));
}

void TestFlyFaults::aLostLeaseStopsWhatFollows()
{
    const QString id = stage->start(stage->plan(u"rolling"_s));
    QVERIFY(stage->until([this] { return stage->count(updated) == 1; }, 5));
    auto &machines = stage->app().machines;
    auto &last = *std::ranges::max_element(machines, {}, [](const auto &machine) { return machine.id; });
    last.setLease(sandbox::fly::Lease{.nonce = u"of jonas"_s,
                                      .owner = u"jonas@loop.health"_s,
                                      .description = {},
                                      .expiresAt = stage->platform->now() + 600'000});
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY2(stage->troubleOf(id).contains(last.id), qPrintable(stage->troubleOf(id)));
    QCOMPARE(last.image.tag, u"deployment-new"_s);
    QCOMPARE(last.lease(stage->platform->now())->owner, u"jonas@loop.health"_s);
}

void TestFlyFaults::anArmedRevertGoesBackByItself()
{
    stage->isWatchBad = true;
    stage->restart();
    const qsizetype records = stage->count(u"release.created"_s);
    const QString id = stage->start(stage->plan(u"rolling"_s, {u"watch"_s, u"arm-revert"_s}));
    QVERIFY(stage->until([this] { return stage->tags() == all(u"old"_s, 3); }));
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == OperationState::Compensated, qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->tags(), all(u"new"_s, 3));
    QCOMPARE(stage->count(updated), qsizetype(6));
    QVERIFY(stage->until([this] { return !stage->isAnyLeased(); }, 1));
    QCOMPARE(stage->count(u"release.created"_s), records + 2);
    QVERIFY(isRecordedAsBefore());
}

void TestFlyFaults::anUndoIsRecordedOnce_data()
{
    QTest::addColumn<QString>("effect");
    QTest::addColumn<qsizetype>("times");
    QTest::newRow("not killed") << QString() << qsizetype(0);
    // Two of the past, the release's own and this one.
    QTest::newRow("killed when the record is made") << u"release.created"_s << qsizetype(4);
    QTest::newRow("killed in the midst of the machines") << updated << qsizetype(4);
    QTest::newRow("killed when the record is closed") << u"release.complete"_s << qsizetype(2);
}

void TestFlyFaults::anUndoIsRecordedOnce()
{
    QFETCH(QString, effect);
    QFETCH(qsizetype, times);
    stage->isWatchBad = true;
    stage->restart();
    const qsizetype records = stage->count(u"release.created"_s);
    const QString id = stage->start(stage->plan(u"rolling"_s, {u"watch"_s}));
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QCOMPARE(stage->newestRecord().status, u"complete"_s);
    QVERIFY(stage->wait(stage->runner->compensate(id, u"priya"_s, u"it does badly"_s)));
    if (!effect.isEmpty()) {
        QVERIFY(stage->until([&] { return stage->count(effect) == times; }));
        stage->restart();
        QVERIFY(stage->wait(stage->runner->resume()));
    }
    QVERIFY2(stage->ended(id).state == OperationState::Compensated, qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->tags(), all(u"new"_s, 3));
    QCOMPARE(stage->count(updated), qsizetype(6));
    QCOMPARE(stage->count(u"release.created"_s), records + 2);
    QCOMPARE(stage->count(u"release.complete"_s), qsizetype(2));
    QVERIFY(isRecordedAsBefore());
}

void TestFlyFaults::anUndoneSwitchIsRecorded()
{
    const QString id = stage->start(stage->plan(u"bluegreen"_s));
    QVERIFY(stage->until([this] { return stage->count(u"machine.uncordoned"_s) == 3; }, 5));
    stage->runner->abort(id, u"priya"_s);
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QVERIFY(stage->wait(stage->runner->compensate(id, u"priya"_s, u"it does badly"_s)));
    QVERIFY2(stage->ended(id).state == OperationState::Compensated, qPrintable(stage->troubleOf(id)));
    QVERIFY(stage->until([this] { return stage->tags() == all(u"new"_s, 3); }, 1));
    QVERIFY(isRecordedAsBefore());
}

void TestFlyFaults::aRetryAsksOnlyThoseThatRefused()
{
    const auto plan = stage->plan(u"immediate"_s);
    const QString refusing = stage->app().machines.at(1).id;
    stage->fault({{u"provider"_s, u"fly"_s},
                  {u"method"_s, u"POST"_s},
                  {u"path"_s, u"/v1/apps/api-prod/machines/"_s + refusing},
                  {u"kind"_s, u"expired-token"_s},
                  {u"count"_s, 1}});
    const QString id = stage->start(plan);
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QVERIFY2(stage->troubleOf(id).contains(refusing), qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->tags(), (QStringList{u"old"_s, u"new"_s, u"old"_s}));
    QCOMPARE(stage->newestRecord().status, u"failed"_s);

    QVERIFY(stage->wait(stage->runner->retry(id, u"priya"_s)));
    QVERIFY2(stage->ended(id).state == OperationState::Succeeded, qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->tags(), all(u"old"_s, 3));
    QCOMPARE(stage->count(updated), qsizetype(3));
    QCOMPARE(stage->newestRecord().status, u"complete"_s);
    QVERIFY(!stage->isAnyLeased());
}

void TestFlyFaults::aReleaseCommandThatFailedRunsAgainOnAWordOnly()
{
    stage->giveReleaseCommand(3);
    const QString id = stage->start(stage->plan(u"rolling"_s));
    QVERIFY(stage->until([this] { return stage->count(u"machine.started"_s) == 1; }, 1));
    stage->restart();
    // It ends while nobody looks.
    stage->clock->advance(std::chrono::minutes(1));
    QVERIFY(stage->wait(stage->runner->resume()));
    QCOMPARE(stage->ended(id).state, OperationState::Parked);
    QVERIFY2(stage->troubleOf(id).contains("code 3"_L1), qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->count(u"machine.started"_s), qsizetype(1));
    QCOMPARE(stage->newestRecord().status, u"failed"_s);

    stage->platform->describeReleaseCommand(stage->oldImage.commit, 0);
    QVERIFY(stage->wait(stage->runner->retry(id, u"priya"_s)));
    QVERIFY2(stage->ended(id).state == OperationState::Succeeded, qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->count(u"machine.started"_s), qsizetype(2));
    QCOMPARE(stage->count(u"machine.created"_s), qsizetype(2));
    QCOMPARE(stage->tags(), all(u"old"_s, 3));
}

void TestFlyFaults::aRevokedTokenParks()
{
    const QString id = stage->start(stage->plan(u"rolling"_s));
    QVERIFY(stage->until([this] { return stage->count(updated) == 1; }, 5));
    stage->fault({{u"provider"_s, u"fly"_s}, {u"kind"_s, u"expired-token"_s}});
    const auto &operation = stage->ended(id);
    QCOMPARE(operation.state, OperationState::Parked);
    QVERIFY(!operation.next.isEmpty());
    QVERIFY(operation.remedies.contains(operations::Remedy::Retry));

    stage->simulation->faults().clear();
    // What was held meanwhile runs out.
    QVERIFY(stage->until([this] { return !stage->isAnyLeased(); }, 1));
    QVERIFY(stage->wait(stage->runner->retry(id, u"priya"_s)));
    QVERIFY2(stage->ended(id).state == OperationState::Succeeded, qPrintable(stage->troubleOf(id)));
    QCOMPARE(stage->tags(), all(u"old"_s, 3));
    QCOMPARE(stage->count(updated), qsizetype(3));
}

void TestFlyFaults::aNewProgramGoesOn_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("effect");
    QTest::newRow("after the record") << u"rolling"_s << u"release.running"_s;
    QTest::newRow("after the leases") << u"rolling"_s << u"machine.leased"_s;
    QTest::newRow("in the midst of an update") << u"rolling"_s << updated;
    QTest::newRow("in the midst of the canary") << u"canary"_s << u"machine.created"_s;
    QTest::newRow("in the midst of the greens") << u"bluegreen"_s << u"machine.created"_s;
    QTest::newRow("in the midst of the switch") << u"bluegreen"_s << u"machine.uncordoned"_s;
    QTest::newRow("in the midst of removing") << u"bluegreen"_s << u"machine.destroyed"_s;
}

void TestFlyFaults::aNewProgramGoesOn()
{
    QFETCH(QString, strategy);
    QFETCH(QString, effect);
    const qsizetype records = stage->count(u"release.created"_s);
    const QString id = stage->start(stage->plan(strategy));
    QVERIFY(stage->until([&] { return stage->count(effect) > 0; }, 5));
    stage->restart();
    QVERIFY(stage->wait(stage->runner->resume()));
    const auto &operation = stage->ended(id);
    QVERIFY2(operation.state == OperationState::Succeeded, qPrintable(stage->troubleOf(id)));
    QVERIFY(stage->until([this] { return stage->tags() == all(u"old"_s, 3); }, 1));
    QCOMPARE(stage->count(u"release.created"_s), records + 1);
    QCOMPARE(stage->count(updated), strategy == "bluegreen"_L1 ? qsizetype(0) : qsizetype(3));
}

QTEST_GUILESS_MAIN(TestFlyFaults)

#include "test_fly_faults.moc"
