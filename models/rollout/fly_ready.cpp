#include "rollout/fly_ready.h"

#include "rollout/fly_facts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

using State = fly::Machine::State;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyReady)
};

/// How the program ended since the machine was last launched or updated, when that was not asked for.
const fly::MachineEvent *crash(const QList<fly::MachineEvent> &events)
{
    for (const fly::MachineEvent &event : events) {
        if (event.type == "update"_L1 || event.type == "launch"_L1)
            return nullptr;
        if (event.type != "exit"_L1)
            continue;
        const bool isFirstTry = event.isRestarting && event.restarts <= 1;
        const bool isBad = !event.wasRequested && !isFirstTry && event.exitCode.value_or(0) != 0;
        return isBad ? &event : nullptr;
    }
    return nullptr;
}

QString complaintsOf(const fly::Machine &machine)
{
    QStringList lines;
    for (const fly::Check &check : machine.checks) {
        if (!(check.state == fly::Check::State::Passing))
            lines.append(check.output.isEmpty() ? check.name : check.name + u": "_s + check.output.left(120));
    }
    return lines.join(u"; "_s);
}

} // namespace

QString checkWords(const fly::Machine &machine)
{
    if (machine.checks.isEmpty())
        return factsOf(machine).hasChecks ? Words::tr("no check has answered yet") : Words::tr("no checks");
    const auto passing = std::ranges::count_if(
        machine.checks, [](const fly::Check &check) { return check.state == fly::Check::State::Passing; });
    const QString count = Words::tr("%1 of %2 checks passing").arg(passing).arg(machine.checks.size());
    const QString complaints = complaintsOf(machine);
    return complaints.isEmpty() ? count : count + u" ("_s + complaints + u')';
}

Readiness readinessOf(const fly::Machine &machine, std::chrono::milliseconds upFor)
{
    using enum Readiness::State;
    if (machine.state == State::Failed || machine.state == State::LaunchFailed)
        return {Failed, Words::tr("the machine failed to start")};
    if (const fly::MachineEvent *event = crash(machine.events))
        return {Failed,
                event->wasOutOfMemory ? Words::tr("the program ran out of memory")
                                      : Words::tr("the program ended with code %1").arg(event->exitCode.value_or(0))};
    if (!(machine.state == State::Started))
        return {Waiting, machine.state.text};
    if (upFor < smokeTime)
        return {Waiting, Words::tr("started, %1").arg(checkWords(machine))};
    const bool arePassing = std::ranges::all_of(
        machine.checks, [](const fly::Check &check) { return check.state == fly::Check::State::Passing; });
    const bool isHealthy = !factsOf(machine).hasChecks || (!machine.checks.isEmpty() && arePassing);
    return {isHealthy ? Ready : Waiting, checkWords(machine)};
}

} // namespace slipway::rollout
