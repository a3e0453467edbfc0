#include "rollout/fly_plan.h"

#include "rollout/counting.h"
#include "rollout/fly_calls.h"
#include "rollout/fly_pools.h"
#include "rollout/fly_steps_plan.h"
#include "rollout/telling.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

using operations::Plan;
using operations::StepSpec;
using operations::StepTime;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyPlan)
};

bool has(const Choices &choices, QLatin1StringView option)
{
    return choices.options.contains(option);
}

/// Of what the plan rests on: another one means that something moved since.
QString fingerprintOf(const FlyFacts &facts)
{
    QByteArray text = facts.image.toUtf8() + '|' + QByteArray::number(facts.nextVersion);
    for (const FlyMachine &machine : facts.machines)
        text += '|' + machine.id.toLatin1() + '@' + machine.instanceId.toLatin1() + (machine.isWarm ? '+' : '-');
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(16));
}

/// As Releases names it: by the app's name at Fly.io.
QString foreseenId(const FlyFacts &facts)
{
    return u"fly/%1/%2"_s.arg(facts.app, QString::number(facts.nextVersion));
}

QString addRelease(FlyPlanning &planning, const Choices &choices)
{
    const FlyFacts &facts = planning.facts;
    const QString title = facts.act == "deploy"_L1 ? Words::tr("Open a release for %1").arg(facts.toVersion)
                                                   : Words::tr("Release the %1 image again").arg(facts.toVersion);
    StepSpec &step = planning.add(u"release"_s, u"fly.create-release"_s,
                                  QJsonObject{{u"image"_s, facts.image}, {u"strategy"_s, planning.strategy}}, title);
    step.detail = Words::tr("Fly.io records it as v%1.").arg(facts.nextVersion);
    if (has(choices, "hold-others"_L1))
        step.detail += u' ' + Words::tr("Slipway holds other deploys here; pushes and other tools are not held.");
    step.expected = 3s;
    step.calls = {releaseCall(facts, planning.strategy), closeCall(u"running"_s)};
    step.revertWords = Words::tr("The record stays in the app’s history; what is put back gets one of its own.");
    return step.id;
}

QString addCommand(FlyPlanning &planning, const QString &after)
{
    const FlyFacts &facts = planning.facts;
    StepSpec &step = planning.add(u"release-command"_s, u"fly.release-command"_s,
                                  QJsonObject{{u"image"_s, facts.image},
                                              {u"command"_s, facts.releaseCommand},
                                              {u"like"_s, facts.machines.first().id}},
                                  Words::tr("Run the release command"));
    step.detail =
        Words::tr("“%1”, on a machine of its own. If it fails, nothing else is changed.").arg(facts.releaseCommand);
    step.after = {after};
    step.expected = 30s;
    step.calls = {createCall(facts, {{u"skip_launch"_s, u"true"_s}}),
                  machineCall(facts, u"POST"_s, u"{command}"_s, u"/start"_s)};
    step.revertWords = Words::tr("What it did to the database stays.");
    return step.id;
}

QString addLease(FlyPlanning &planning, const QStringList &after)
{
    QJsonObject expected;
    for (const FlyMachine &machine : std::as_const(planning.facts.machines))
        expected.insert(machine.id, machine.instanceId);
    const QString title =
        counted(planning.facts.machines.size(), Words::tr("Lease 1 machine"), Words::tr("Lease %1 machines"));
    StepSpec &step = planning.add(u"leases"_s, u"fly.lease"_s, QJsonObject{{u"machines"_s, expected}}, title);
    step.detail = Words::tr("Nobody else can change them meanwhile. Stops if one changed since this plan was made.");
    step.after = after;
    step.expected = 2s;
    step.isEphemeral = true;
    step.canRevert = true;
    step.revertWords = Words::tr("Frees the machines.");
    for (const FlyMachine &machine : std::as_const(planning.facts.machines))
        step.calls.append(machineCall(planning.facts, u"POST"_s, machine.id, u"/lease?ttl=13"_s));
    return step.id;
}

void addFreeing(FlyPlanning &planning, const QString &id, StepTime time, const QStringList &after)
{
    StepSpec &step = planning.add(id, u"fly.free-leases"_s, {}, Words::tr("Free the machines"));
    step.time = time;
    step.after = after;
    step.expected = 1s;
    for (const FlyMachine &machine : std::as_const(planning.facts.machines))
        step.calls.append(machineCall(planning.facts, u"DELETE"_s, machine.id, u"/lease"_s));
}

void addClosing(FlyPlanning &planning, const QString &id, StepTime time, const QStringList &after)
{
    StepSpec &step = planning.add(id, u"fly.close-release"_s, {}, Words::tr("Close the release record"));
    step.time = time;
    step.after = after;
    step.expected = 1s;
    step.calls = {closeCall(time == StepTime::Normal ? u"complete"_s : u"complete, failed or interrupted"_s)};
}

/// Failing to tell never fails a release.
void addTelling(FlyPlanning &planning)
{
    const FlyFacts &facts = planning.facts;
    if (!facts.sentryOrganization.isEmpty() && !facts.sentryVersion.isEmpty())
        planning.plan.steps.append(sentryDeploySpec(u"tell/sentry"_s, facts.sentryOrganization, facts.sentryVersion,
                                                    facts.environment, u'v' + QString::number(facts.nextVersion)));
    if (!facts.isProduction || facts.slackChannel.isEmpty())
        return;
    const QString text = facts.act == "rollback"_L1
        ? Words::tr("%1 was rolled back from %2 to %3.").arg(facts.appId, facts.fromVersion, facts.toVersion)
        : Words::tr("%1 now runs %2 in production.").arg(facts.appId, facts.toVersion);
    planning.plan.steps.append(slackPostSpec(u"tell/slack"_s, facts.slackChannel, text, StepTime::OnSuccess));
}

void addWatch(FlyPlanning &planning, const QStringList &after)
{
    const FlyFacts &facts = planning.facts;
    StepSpec &step = planning.add(u"watch"_s, u"health.watch"_s,
                                  QJsonObject{{u"environment"_s, facts.environment},
                                              {u"release"_s, foreseenId(facts)},
                                              {u"flyApp"_s, facts.app},
                                              {u"minutes"_s, facts.watchMinutes}},
                                  Words::tr("Watch for %1 minutes").arg(facts.watchMinutes));
    // The watch speaks of the workspace's app, not of Fly.io's.
    step.input.insert(u"app"_s, facts.appId);
    step.detail = planning.plan.facts.value("armedRevert"_L1).toBool()
        ? Words::tr("If it fails, %1 is put back by itself.").arg(facts.fromVersion)
        : Words::tr("If it fails, going back is offered; nothing happens by itself.");
    step.after = after;
    step.mutates = false;
    step.expected = std::chrono::minutes(facts.watchMinutes);
}

/// Everything after the machines: before the watch the machines are free again and the record says how it went.
void addEnd(FlyPlanning &planning, const Choices &choices, const QStringList &replaced)
{
    if (has(choices, "watch"_L1)) {
        addFreeing(planning, u"leases/return"_s, StepTime::Normal, replaced);
        addClosing(planning, u"release/complete"_s, StepTime::Normal, {u"leases/return"_s});
        addWatch(planning, {u"release/complete"_s});
    }
    addFreeing(planning, u"leases/free"_s, StepTime::Always, {});
    addClosing(planning, u"release/close"_s, StepTime::Always, {u"leases/free"_s});
    addTelling(planning);
}

void addSteps(FlyPlanning &planning, const Choices &choices)
{
    const FlyFacts &facts = planning.facts;
    QString last = addRelease(planning, choices);
    if (!facts.releaseCommand.isEmpty() && !has(choices, "skip-release-command"_L1))
        last = addCommand(planning, last);
    QStringList before{last};
    if (planning.strategy == "canary"_L1)
        before = addCanaries(planning, before);
    const QStringList leased{addLease(planning, before)};
    QStringList replaced;
    if (planning.strategy == "bluegreen"_L1)
        replaced = addBlueGreen(planning, leased);
    else if (planning.strategy == "immediate"_L1)
        replaced = addImmediate(planning, leased);
    else
        replaced = addRolling(planning, leased);
    addEnd(planning, choices, replaced);
}

QString verbOf(const FlyFacts &facts)
{
    if (facts.act == "rollback"_L1)
        return Words::tr("Roll back to %1").arg(facts.toVersion);
    if (facts.act == "promote"_L1)
        return Words::tr("Promote %1").arg(facts.toVersion);
    return facts.act == "redeploy"_L1 ? Words::tr("Release %1 again").arg(facts.toVersion)
                                      : Words::tr("Deploy %1").arg(facts.toVersion);
}

QString abortWordsOf(const QString &strategy)
{
    if (strategy == "bluegreen"_L1)
        return Words::tr(
            "Before the switch the new machines are removed and nothing changed; after it both may serve.");
    if (strategy == "immediate"_L1)
        return Words::tr("Machines under way finish; the app may then run both versions.");
    return Words::tr("The machine under way finishes, the others stay as they are: both versions run.");
}

/// Steps before the machines and after them one after the other, the machines as the strategy has them.
milliseconds expectedOf(const Plan &plan, const Draft &draft, const QString &strategy)
{
    milliseconds total{0};
    for (const StepSpec &step : plan.steps) {
        const bool isReplacing = step.heading.isEmpty() ? step.kind == "fly.canary"_L1 : true;
        if (!isReplacing && step.time != StepTime::OnFailure && step.kind != "health.watch"_L1)
            total += step.expected;
    }
    for (const Offer &offer : draft.strategies) {
        if (offer.id == strategy)
            total += offer.expected;
    }
    return total;
}

QString obstacleOf(const Draft &draft, const Choices &choices)
{
    if (!draft.obstacle.isEmpty())
        return draft.obstacle;
    if (choices.schema == "restore"_L1)
        return Words::tr("Restore the backup by its runbook first; then roll back and keep the schema.");
    for (const Offer &offer : draft.strategies) {
        if (offer.id == choices.strategy)
            return offer.obstacle;
    }
    return Words::tr("Choose how machines are replaced.");
}

} // namespace

Plan planOfFly(const Draft &draft, const Choices &choices)
{
    FlyPlanning planning;
    planning.facts = flyFactsOf(draft.basis);
    const FlyFacts &facts = planning.facts;
    planning.strategy = choices.strategy;
    Plan &plan = planning.plan;
    plan.kind = u"fly-"_s + facts.act;
    plan.title =
        facts.act == "rollback"_L1 ? Words::tr("Roll back %1 to %2").arg(facts.appId, facts.toVersion) : draft.title;
    plan.verb = verbOf(facts);
    plan.isDangerous = facts.isProduction;
    plan.typeToConfirm = facts.isProduction ? facts.appId : QString();
    plan.targets = {draft.wish.target};
    plan.madeAt = draft.madeAt;
    plan.obstacle = obstacleOf(draft, choices);
    plan.fingerprint = fingerprintOf(facts);
    plan.facts = QJsonObject{{u"provider"_s, u"fly"_s},
                             {u"act"_s, facts.act},
                             {u"from"_s, facts.fromRelease},
                             {u"to"_s, facts.toRelease},
                             {u"release"_s, foreseenId(facts)},
                             {u"image"_s, facts.image},
                             {u"digest"_s, facts.digest},
                             {u"strategy"_s, choices.strategy},
                             {u"armedRevert"_s, has(choices, "arm-revert"_L1) && has(choices, "watch"_L1)}};
    plan.guards = flyGuards(facts, choices);
    plan.reverts = draft.reverts;
    plan.stays = draft.stays + draft.drift;
    plan.abortWords = abortWordsOf(choices.strategy);
    plan.command = u"flyctl deploy --image %1 --strategy %2 -a %3"_s.arg(facts.image, choices.strategy, facts.app);
    if (!facts.machines.isEmpty())
        addSteps(planning, choices);
    plan.expected = expectedOf(plan, draft, choices.strategy);
    return plan;
}

} // namespace slipway::rollout
