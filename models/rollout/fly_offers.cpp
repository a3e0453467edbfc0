// What a person can choose about a deploy to Fly.io.
#include "rollout/counting.h"
#include "rollout/fly_draft.h"
#include "rollout/fly_pools.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyOffers)
};

bool anyVolume(const FlyFacts &facts)
{
    return std::ranges::any_of(facts.machines, &FlyMachine::hasVolume);
}

QString canaryObstacle(const FlyFacts &facts)
{
    if (anyVolume(facts))
        return Words::tr("A canary cannot share a volume.");
    return facts.fromRelease.isEmpty() ? Words::tr("The first deploy of an app has nothing to compare with.")
                                       : QString();
}

QString blueGreenObstacle(const FlyFacts &facts)
{
    if (anyVolume(facts))
        return Words::tr("Needs machines without volumes.");
    if (std::ranges::none_of(facts.machines, &FlyMachine::hasChecks))
        return Words::tr("Needs at least one health check.");
    QStringList digests;
    for (const FlyMachine &machine : facts.machines)
        digests.append(machine.digest);
    digests.removeDuplicates();
    return digests.size() > 1 ? Words::tr("Needs one image on all machines; %1 run now.").arg(digests.size())
                              : QString();
}

} // namespace

QList<Offer> flyStrategies(const FlyFacts &facts)
{
    const int count = static_cast<int>(facts.machines.size());
    return {{.id = u"rolling"_s,
             .title = Words::tr("Rolling"),
             .words = Words::tr("No downtime. Stops if a machine fails its checks, and leaves both versions running."),
             .expected = expectedRolling(facts),
             .obstacle = {}},
            {.id = u"immediate"_s,
             .title = Words::tr("Immediate"),
             .words = Words::tr("All at once, without waiting for checks. Some requests fail for a few seconds."),
             .expected = 5s + 10s * ((count + immediatePool - 1) / immediatePool),
             .obstacle = {}},
            {.id = u"canary"_s,
             .title = Words::tr("Canary"),
             .words = Words::tr("One extra machine first; it is removed when healthy, then rolling."),
             .expected = expectedRolling(facts) + expectedOfMachine,
             .obstacle = canaryObstacle(facts)},
            {.id = u"bluegreen"_s,
             .title = Words::tr("Blue-green"),
             .words = Words::tr("New machines first, then switch. Needs room for %1 more.").arg(count),
             .expected = 2 * expectedOfMachine + 40s + 20s * ((count + greenPool(facts) - 1) / greenPool(facts)),
             .obstacle = blueGreenObstacle(facts)}};
}

QList<Offer> flyOptions(const FlyFacts &facts)
{
    QList<Offer> options;
    const auto add = [&options](const QString &id, const QString &title, const QString &words) {
        options.append({.id = id, .title = title, .words = words, .obstacle = {}});
    };
    if (!facts.releaseCommand.isEmpty())
        add(u"skip-release-command"_s, Words::tr("Skip the release command"),
            Words::tr("“%1” would run on the schema of today.").arg(facts.releaseCommand));
    add(u"watch"_s, Words::tr("Watch for %1 minutes").arg(facts.watchMinutes),
        Words::tr("Errors, latency and the health path against before."));
    add(u"arm-revert"_s, Words::tr("Go back by itself if the watch fails"),
        Words::tr("Puts %1 back on every machine; Fly.io does not do that by itself.").arg(facts.fromVersion));
    add(u"hold-others"_s, Words::tr("Hold other deploys"),
        Words::tr("Slipway starts no other deploy here until the watch has ended. Pushes and other tools are not "
                  "held."));
    return options;
}

QList<Offer> flySchemaOffers(const FlyFacts &facts)
{
    if (facts.migrations.isEmpty())
        return {};
    return {{.id = u"keep"_s,
             .title = Words::tr("Keep the schema"),
             .words = Words::tr("%1 must run on it: nobody has proved that here.").arg(facts.toVersion),
             .obstacle = {}},
            {.id = u"down"_s,
             .title = Words::tr("Migrate down first"),
             .words = counted(facts.migrations.size(), Words::tr("1 step; what it added is lost."),
                              Words::tr("%1 steps; what they added is lost.")),
             .obstacle = {}},
            {.id = u"restore"_s,
             .title = Words::tr("Restore backup…"),
             .words = Words::tr("By the runbook, before this. All writes since then are lost."),
             .obstacle = {}}};
}

} // namespace slipway::rollout
