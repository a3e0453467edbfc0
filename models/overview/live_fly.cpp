#include "overview/live_fly.h"

#include "base/format.h"
#include "fly/machines.h"
#include "fly/releases.h"
#include "overview/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using base::Status;
using State = fly::Machine::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("overview", text);
}

bool counts(const fly::Machine &machine)
{
    static const QList<State> gone{State::Destroying, State::Destroyed, State::Replaced, State::Migrated};
    const QString group = machine.processGroup();
    return !gone.contains(machine.state.meaning) && group != "fly_app_release_command"_L1
        && group != "fly_app_console"_L1;
}

QString versionName(qint64 version)
{
    return version > 0 ? u"v%1"_s.arg(version) : QString();
}

/// What the machines of the newest release have in common.
void takeNewest(FlyFacts &facts, const QList<fly::Machine> &machines, qint64 newest)
{
    qint64 older = 0;
    for (const fly::Machine &machine : machines) {
        if (machine.releaseVersion() != newest) {
            older = std::max(older, machine.releaseVersion());
            continue;
        }
        ++facts.onNewest;
        facts.isCanary |= machine.metadata.value(u"fly_canary"_s) == "true"_L1;
        if (facts.release.commit.isEmpty())
            facts.release.commit = machine.commit().toLower();
        if (!facts.release.since.isValid() || machine.updatedAt < facts.release.since)
            facts.release.since = machine.updatedAt;
    }
    facts.olderVersion = versionName(older);
    facts.isCanary &= facts.onNewest < facts.machines;
}

void takeRelease(FlyFacts &facts, const QList<fly::Release> &releases, qint64 newest)
{
    const auto found = std::ranges::find(releases, newest, &fly::Release::version);
    if (found == releases.end())
        return;
    facts.release.since = found->createdAt;
    facts.release.author = found->user;
    facts.isRollingOut = found->isInProgress || found->state == fly::Release::State::Running;
}

void takeChecks(FlyFacts &facts, const QList<fly::Machine> &machines)
{
    for (const fly::Machine &machine : machines) {
        for (const fly::Check &check : machine.checks) {
            ++facts.checks;
            if (check.status() == Status::Success)
                continue;
            if (check.state.isEmpty() || check.state == fly::Check::State::Unknown)
                continue;
            ++facts.failingChecks;
            if (check.updatedAt && (!facts.failingSince.isValid() || *check.updatedAt < facts.failingSince))
                facts.failingSince = *check.updatedAt;
        }
    }
}

bool isDown(const QList<fly::Machine> &machines)
{
    return std::ranges::none_of(machines, [](const fly::Machine &machine) {
        return machine.state == State::Started || machine.state == State::Stopped || machine.state == State::Suspended
            || machine.status() == Status::Running;
    });
}

Status statusOf(const FlyFacts &facts, const QList<fly::Machine> &machines)
{
    if (machines.isEmpty())
        return Status::Unknown;
    if (isDown(machines) || (facts.checks > 0 && facts.failingChecks == facts.checks))
        return Status::Failure;
    if (facts.failingChecks > 0)
        return Status::Warning;
    if (facts.onNewest == facts.machines)
        return facts.isRollingOut ? Status::Running : Status::Success;
    // Nobody is rolling out any more: two versions serve, and will until somebody acts.
    return facts.isRollingOut || facts.isCanary ? Status::Running : Status::Warning;
}

QString spread(const FlyFacts &facts)
{
    return tr("%1 of %2 machines").arg(facts.onNewest).arg(facts.machines);
}

QString noteOf(const FlyFacts &facts)
{
    QStringList parts;
    if (facts.isCanary)
        parts += tr("Canary on %1").arg(spread(facts));
    else if (facts.onNewest < facts.machines)
        parts += tr("On %1, the rest runs %2").arg(spread(facts), facts.olderVersion);
    if (facts.failingChecks > 0)
        parts += tr("%1 of %2 probes fail").arg(facts.failingChecks).arg(facts.checks);
    return parts.join(u", "_s);
}

} // namespace

FlyFacts fromFly(const QList<fly::Machine> &machines, const QList<fly::Release> &releases, const QUrl &page)
{
    QList<fly::Machine> counted;
    std::ranges::copy_if(machines, std::back_inserter(counted), counts);
    qint64 newest = 0;
    for (const fly::Machine &machine : counted)
        newest = std::max(newest, machine.releaseVersion());

    FlyFacts facts;
    facts.machines = counted.size();
    facts.release.version = versionName(newest);
    facts.release.page = page;
    takeNewest(facts, counted, newest);
    takeRelease(facts, releases, newest);
    takeChecks(facts, counted);
    facts.release.status = statusOf(facts, counted);
    facts.release.note = noteOf(facts);
    facts.release.isCanary = facts.isCanary;
    if (facts.release.status == Status::Running && facts.machines > 0) {
        const QString kind = facts.isCanary ? tr("Canary %1") : tr("Rolling out, %1");
        facts.release.progress = Progress{kind.arg(spread(facts)), std::nullopt};
    }
    return facts;
}

} // namespace slipway::overview
