#include "rollout/fly_plan.h"
#include "rollout/freeze_guard.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using operations::Guard;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlyGuards)
};

Guard freeze(const FlyFacts &facts)
{
    if (!facts.freezeWords.isEmpty() && !facts.isHotfix)
        return freezeGuard(facts.freezeWords);
    if (!facts.freezeWords.isEmpty())
        return {u"freeze"_s, Guard::Level::Pass, Words::tr("A freeze holds; hotfixes pass"), facts.freezeWords, {}};
    return {u"freeze"_s, Guard::Level::Pass, Words::tr("No freeze holds"), {}, {}};
}

Guard migrations(const FlyFacts &facts, const Choices &choices)
{
    const QString id = u"migrations-crossed"_s;
    if (facts.isSpanUnknown)
        return {id, Guard::Level::Ask, Words::tr("Migrations in between are not known"),
                Words::tr("GitHub could not tell what lies between. The code may not fit today’s schema."),
                Words::tr("the check for migrations in between")};
    if (facts.migrations.isEmpty())
        return {id, Guard::Level::Pass, Words::tr("No migration lies in between"), {}, {}};
    const QString names = facts.migrations.join(u", "_s);
    if (facts.act != "rollback"_L1)
        return {id,
                Guard::Level::Warn,
                Words::tr("A migration comes with it"),
                Words::tr("%1 must have run before this code does.").arg(names),
                {}};
    if (choices.schema == "down"_L1)
        return {id, Guard::Level::Ask, Words::tr("Migrate down first"),
                Words::tr("Take %1 back with a plan of its own, or with one over both, before this one.").arg(names),
                Words::tr("the check that the migration was taken back")};
    return {id, Guard::Level::Ask, Words::tr("A migration lies in between"),
            Words::tr("%1 stays in the database. Nobody has proved that %2 runs on it.").arg(names, facts.toVersion),
            Words::tr("the guard for migrations in between")};
}

Guard secrets(const FlyFacts &facts)
{
    const QString id = u"secrets-drift"_s;
    if (facts.areSecretsUnknown)
        return {id,
                Guard::Level::Warn,
                Words::tr("Secrets are not known"),
                Words::tr("Fly.io did not tell which changed since; the old image gets today’s values."),
                {}};
    if (facts.changedSecrets.isEmpty())
        return {id, Guard::Level::Pass, Words::tr("Secrets are the same"), {}, {}};
    return {id,
            Guard::Level::Warn,
            Words::tr("Secrets changed since"),
            Words::tr("%1: the old image gets today’s values.").arg(facts.changedSecrets.join(u", "_s)),
            {}};
}

Guard image(const FlyFacts &facts)
{
    const QString id = u"image"_s;
    if (facts.isImageGone)
        return {id,
                Guard::Level::Block,
                Words::tr("The image cannot serve again"),
                Words::tr("It failed, or the registry does not keep it any more."),
                {}};
    return {id, Guard::Level::Pass, Words::tr("The image is in the history"), facts.digest, {}};
}

} // namespace

QList<Guard> flyGuards(const FlyFacts &facts, const Choices &choices)
{
    QList<Guard> guards{image(facts), freeze(facts), migrations(facts, choices), secrets(facts)};
    if (!facts.leftAlone.isEmpty())
        guards.append({u"left-alone"_s,
                       Guard::Level::Warn,
                       Words::tr("Some machines are left alone"),
                       facts.leftAlone.join(u' '),
                       {}});
    return guards;
}

} // namespace slipway::rollout
