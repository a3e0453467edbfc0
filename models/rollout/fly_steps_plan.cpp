// Replacing machines: canary, rolling, immediate.
#include "rollout/fly_steps_plan.h"

#include "rollout/counting.h"
#include "rollout/fly_calls.h"
#include "rollout/fly_pools.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

using operations::StepSpec;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyPlan)
};

QString versionOf(const FlyMachine &machine)
{
    return machine.releaseVersion.isEmpty() ? tagOf(machine.image) : u'v' + machine.releaseVersion;
}

QJsonObject updateInput(const FlyPlanning &planning, const FlyMachine &machine, bool waits)
{
    return {{u"machine"_s, machine.id},
            {u"instance"_s, machine.instanceId},
            {u"image"_s, planning.facts.image},
            {u"warm"_s, machine.isWarm},
            {u"waits"_s, waits},
            {u"previousImage"_s, machine.image},
            {u"previousVersion"_s, machine.releaseVersion}};
}

QString headingOf(const FlyFacts &facts)
{
    const auto count = static_cast<int>(facts.machines.size());
    const int pool = warmPool(count);
    if (pool <= 1)
        return counted(count, Words::tr("Replace 1 machine"), Words::tr("Replace %1 machines, one at a time"));
    return Words::tr("Replace %1 machines, the first alone, then %2 at a time").arg(count).arg(pool);
}

QString addUpdate(FlyPlanning &planning, const FlyMachine &machine, const QStringList &after, bool waits)
{
    const QString id = u"machine/%1/update"_s.arg(machine.id);
    StepSpec &step = planning.add(id, u"fly.update-machine"_s, updateInput(planning, machine, waits),
                                  Words::tr("Replace machine %1").arg(machine.id));
    step.detail = Words::tr("%1, %2 → %3").arg(machine.region, versionOf(machine), planning.facts.toVersion);
    if (!machine.isWarm)
        step.detail += Words::tr("; it is off and stays off");
    step.after = after;
    step.expected = machine.isWarm && waits ? milliseconds(expectedOfMachine) : 5s;
    step.calls = {updateCall(planning.facts, machine.id, !machine.isWarm)};
    step.canRevert = true;
    step.revertWords = Words::tr("Puts the image of %1 back on machine %2; its config stays as it is then.")
                           .arg(versionOf(machine), machine.id);
    return id;
}

/// The first alone, then the others from a pool.
QStringList addSet(FlyPlanning &planning, const QList<FlyMachine> &machines, const QStringList &after,
                   const QString &pool, int width)
{
    QStringList ids;
    for (const FlyMachine &machine : machines) {
        const QStringList first = ids.isEmpty() ? after : QStringList{ids.first()};
        ids.append(addUpdate(planning, machine, first, true));
        StepSpec &step = planning.plan.steps.last();
        step.heading = headingOf(planning.facts);
        step.pool = pool;
    }
    planning.plan.pools.insert(pool, width);
    return ids;
}

} // namespace

StepSpec &FlyPlanning::add(const QString &id, const QString &kind, QJsonObject input, const QString &title)
{
    input.insert(u"app"_s, facts.app);
    StepSpec step;
    step.id = id;
    step.kind = kind;
    step.input = input;
    step.title = title;
    plan.steps.append(step);
    return plan.steps.last();
}

QStringList addCanaries(FlyPlanning &planning, const QStringList &after)
{
    QStringList ids;
    const QStringList groups = planning.facts.groups();
    for (const QString &group : groups) {
        const QList<FlyMachine> warm = planning.facts.set(group, true);
        if (warm.isEmpty())
            continue;
        const QString id = u"canary/"_s + group;
        StepSpec &step = planning.add(
            id, u"fly.canary"_s,
            QJsonObject{{u"like"_s, warm.first().id}, {u"group"_s, group}, {u"image"_s, planning.facts.image}},
            Words::tr("Try one extra machine of “%1”").arg(group));
        step.detail = Words::tr("1 of %1 machines then runs %2; it may get public requests. Removed when healthy.")
                          .arg(QString::number(warm.size() + 1), planning.facts.toVersion);
        step.after = after;
        step.expected = expectedOfMachine;
        step.calls = {createCall(planning.facts, {{u"config.metadata.fly_canary"_s, u"true"_s}}),
                      machineCall(planning.facts, u"DELETE"_s, u"{canary}"_s, u"?force=true"_s)};
        step.canRevert = true;
        step.revertWords = Words::tr("Removes the extra machine, if it is still there.");
        ids.append(id);
    }
    return ids.isEmpty() ? after : ids;
}

QStringList addRolling(FlyPlanning &planning, const QStringList &after)
{
    QStringList ids;
    const QStringList groups = planning.facts.groups();
    QStringList gate = after;
    for (qsizetype index = 0; index < groups.size(); ++index) {
        // At most so many groups side by side: the next ones wait for these.
        if (index > 0 && index % mostGroups == 0)
            gate = ids;
        const QString &group = groups.at(index);
        const QList<FlyMachine> warm = planning.facts.set(group, true);
        ids += addSet(planning, warm, gate, u"warm/"_s + group, warmPool(warm.size()));
        const QList<FlyMachine> cold = planning.facts.set(group, false);
        if (!cold.isEmpty())
            ids += addSet(planning, cold, gate, u"cold/"_s + group, coldPool);
    }
    return ids;
}

QStringList addImmediate(FlyPlanning &planning, const QStringList &after)
{
    QStringList ids;
    const auto count = static_cast<int>(planning.facts.machines.size());
    for (const FlyMachine &machine : std::as_const(planning.facts.machines)) {
        ids.append(addUpdate(planning, machine, after, false));
        planning.plan.steps.last().pool = u"immediate"_s;
        planning.plan.steps.last().heading =
            counted(count, Words::tr("Replace 1 machine"), Words::tr("Replace %1 machines at once"));
    }
    planning.plan.pools.insert(u"immediate"_s, immediatePool);
    StepSpec &step = planning.add(u"machines/verify"_s, u"fly.verify"_s, {}, Words::tr("See what every machine took"));
    step.detail =
        Words::tr("One that refused does not keep the others back, and is named here; a retry asks only those again.");
    step.after = ids;
    step.expected = 1s;
    step.canRevert = true;
    step.revertWords = Words::tr("The machines are put back one by one.");
    return {u"machines/verify"_s};
}

} // namespace slipway::rollout
