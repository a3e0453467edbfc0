// Replacing machines: blue-green, in the order of delivery-semantics A3.
#include "rollout/counting.h"
#include "rollout/fly_calls.h"
#include "rollout/fly_pools.h"
#include "rollout/fly_steps_plan.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

using operations::StepSpec;
using operations::StepTime;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyGreenPlan)
};

QStringList addGreens(FlyPlanning &planning, const QStringList &after)
{
    QStringList ids;
    const auto count = static_cast<int>(planning.facts.machines.size());
    for (const FlyMachine &blue : std::as_const(planning.facts.machines)) {
        const QString id = u"green/%1/create"_s.arg(blue.id);
        StepSpec &step = planning.add(
            id, u"fly.create-green"_s,
            QJsonObject{{u"blue"_s, blue.id}, {u"image"_s, planning.facts.image}, {u"warm"_s, blue.isWarm}},
            Words::tr("Create a new machine like %1").arg(blue.id));
        step.detail = Words::tr("%1, %2; without traffic").arg(blue.region, planning.facts.toVersion);
        step.heading = counted(count, Words::tr("Create 1 new machine"), Words::tr("Create %1 new machines"));
        step.after = after;
        step.pool = u"greens"_s;
        step.expected = 10s;
        step.calls = {createCall(planning.facts, {{u"skip_service_registration"_s, u"true"_s}})};
        step.canRevert = true;
        step.revertWords = Words::tr("Removes the new machine, as long as the old one serves.");
        ids.append(id);
    }
    planning.plan.pools.insert(u"greens"_s, greenPool(planning.facts));
    return ids;
}

/// One step for each old machine.
QStringList addEach(FlyPlanning &planning, const QString &idPattern, const QString &kind, const QString &heading,
                    const QStringList &after)
{
    QStringList ids;
    for (const FlyMachine &blue : std::as_const(planning.facts.machines)) {
        const QString id = idPattern.arg(blue.id);
        StepSpec &step = planning.add(id, kind, QJsonObject{{u"blue"_s, blue.id}, {u"warm"_s, blue.isWarm}},
                                      Words::tr("Machine %1").arg(blue.id));
        step.heading = heading;
        step.after = after;
        step.pool = u"switch"_s;
        step.expected = 2s;
        ids.append(id);
    }
    planning.plan.pools.insert(u"switch"_s, immediatePool);
    return ids;
}

/// How each of the steps just added is taken back, and what it asks Fly.io.
void describe(FlyPlanning &planning, qsizetype first, const QString &method, const QString &verb,
              const QString &revertWords, bool canRevert)
{
    for (qsizetype i = first; i < planning.plan.steps.size(); ++i) {
        StepSpec &step = planning.plan.steps[i];
        const QString blue = step.input.value("blue"_L1).toString();
        const QString machine = step.kind == "fly.uncordon"_L1 ? u"{green}"_s : blue;
        step.calls = {machineCall(planning.facts, method, machine, verb)};
        step.canRevert = canRevert;
        step.revertWords = revertWords;
    }
}

QString addPause(FlyPlanning &planning, const QString &id, const QString &title, const QStringList &after)
{
    StepSpec &step = planning.add(id, u"fly.pause"_s, QJsonObject{{u"seconds"_s, 10}}, title);
    step.after = after;
    step.mutates = false;
    step.expected = 10s;
    return id;
}

QString addReady(FlyPlanning &planning, const QStringList &after)
{
    StepSpec &step = planning.add(u"greens/ready"_s, u"fly.await-greens"_s, {},
                                  Words::tr("Wait until all new machines are healthy"));
    step.detail = Words::tr("For 5 minutes at most. If one is not, all new machines are removed again.");
    step.after = after;
    step.mutates = false;
    step.expected = expectedOfMachine;
    return step.id;
}

void addCleaning(FlyPlanning &planning)
{
    StepSpec &step = planning.add(u"greens/destroy"_s, u"fly.destroy-greens"_s, {},
                                  Words::tr("Remove the new machines if the switch was not made"));
    step.time = StepTime::OnFailure;
    step.calls = {machineCall(planning.facts, u"DELETE"_s, u"{green}"_s, u"?force=true"_s)};
}

} // namespace

QStringList addBlueGreen(FlyPlanning &planning, const QStringList &after)
{
    auto &steps = planning.plan.steps;
    const QString ready = addReady(planning, addGreens(planning, after));
    qsizetype first = steps.size();
    const QStringList uncordoned = addEach(planning, u"green/%1/uncordon"_s, u"fly.uncordon"_s,
                                           Words::tr("Send traffic to the new machines"), {ready});
    describe(planning, first, u"POST"_s, u"/uncordon"_s,
             Words::tr("Takes traffic away again, while the old one serves."), true);
    first = steps.size();
    const QStringList tagged = addEach(planning, u"blue/%1/tag"_s, u"fly.tag-blue"_s,
                                       Words::tr("Mark the old machines as done with"), uncordoned);
    describe(planning, first, u"POST"_s, u"/metadata/fly_bluegreen_deployment_tag"_s, {}, false);
    const QString settled = addPause(planning, u"settle/new"_s, Words::tr("Let both serve for 10 seconds"), tagged);
    first = steps.size();
    const QStringList cordoned = addEach(planning, u"blue/%1/cordon"_s, u"fly.cordon"_s,
                                         Words::tr("Take traffic from the old machines"), {settled});
    describe(planning, first, u"POST"_s, u"/cordon"_s, Words::tr("Sends traffic to the old machine again."), true);
    const QString drained =
        addPause(planning, u"settle/old"_s, Words::tr("Let requests under way end, 10 seconds"), cordoned);
    first = steps.size();
    const QStringList stopped =
        addEach(planning, u"blue/%1/stop"_s, u"fly.stop"_s, Words::tr("Stop the old machines"), {drained});
    describe(planning, first, u"POST"_s, u"/stop"_s, Words::tr("Starts the old machine again."), true);
    first = steps.size();
    const QStringList destroyed =
        addEach(planning, u"blue/%1/destroy"_s, u"fly.destroy"_s, Words::tr("Remove the old machines"), stopped);
    describe(planning, first, u"DELETE"_s, u"?force=true"_s,
             Words::tr("A removed machine does not come back: roll back with a new release."), false);
    addCleaning(planning);
    return destroyed;
}

} // namespace slipway::rollout
