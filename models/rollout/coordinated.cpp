#include "rollout/draft.h"
#include "rollout/fingerprint.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using operations::Guard;
using operations::Plan;
using operations::StepSpec;
using operations::StepTime;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::Coordinated)
};

struct Part {
    QString app;
    /// Before every id: "patient-graph-api/production:".
    QString prefix;
    Plan plan;
    bool isMigration = false;
};

bool isMigration(const Draft &draft)
{
    return draft.wish.act == Wish::Act::Migrate || draft.wish.act == Wish::Act::MigrateDown;
}

/// Members that name another step end in "From": they follow it to its new name.
QJsonValue renamed(const QString &key, const QJsonValue &value, const QString &prefix)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            *member = renamed(member.key(), *member, prefix);
        return object;
    }
    return value.isString() && key.endsWith("From"_L1) && !value.toString().isEmpty()
        ? QJsonValue(prefix + value.toString())
        : value;
}

StepSpec moved(StepSpec step, const Part &part)
{
    step.id = part.prefix + step.id;
    for (QString &before : step.after)
        before = part.prefix + before;
    step.input = renamed({}, step.input, part.prefix).toObject();
    if (!step.pool.isEmpty())
        step.pool = part.prefix + step.pool;
    step.heading = part.app + u": "_s + (step.heading.isEmpty() ? step.title : step.heading);
    return step;
}

/// Its normal steps that nothing of the part comes after, or that come after nothing.
QStringList ends(const Plan &plan, const QString &prefix, bool isFirst)
{
    QStringList followed;
    for (const StepSpec &step : plan.steps) {
        if (step.time == StepTime::Normal)
            followed += step.after;
    }
    QStringList ids;
    for (const StepSpec &step : plan.steps) {
        const bool isEnd = isFirst ? step.after.isEmpty() : !followed.contains(step.id);
        if (step.time == StepTime::Normal && isEnd)
            ids.append(prefix + step.id);
    }
    return ids;
}

void append(Plan &whole, const Part &part, const QStringList &before)
{
    const QStringList firsts = ends(part.plan, part.prefix, true);
    for (const StepSpec &step : part.plan.steps) {
        StepSpec one = moved(step, part);
        if (firsts.contains(one.id))
            one.after += before;
        whole.steps.append(one);
    }
    for (auto pool = part.plan.pools.begin(); pool != part.plan.pools.end(); ++pool)
        whole.pools.insert(part.prefix + pool.key(), *pool);
    for (Guard guard : part.plan.guards) {
        guard.id = part.prefix + guard.id;
        guard.title = part.app + u": "_s + guard.title;
        whole.guards.append(guard);
    }
    const auto named = [&part](const QString &line) { return part.app + u": "_s + line; };
    std::ranges::transform(part.plan.reverts, std::back_inserter(whole.reverts), named);
    std::ranges::transform(part.plan.stays, std::back_inserter(whole.stays), named);
    for (const operations::Target &target : part.plan.targets) {
        if (!whole.targets.contains(target))
            whole.targets.append(target);
    }
    if (!part.plan.obstacle.isEmpty() && whole.obstacle.isEmpty())
        whole.obstacle = named(part.plan.obstacle);
    whole.isDangerous = whole.isDangerous || part.plan.isDangerous;
    whole.expected += part.plan.expected;
    if (!part.plan.command.isEmpty())
        whole.command += (whole.command.isEmpty() ? QString() : u"\n"_s) + part.plan.command;
}

QList<Part> partsOf(const QList<std::pair<Draft, Choices>> &parts)
{
    QList<Part> list;
    for (const auto &[draft, choices] : parts)
        list.append({draft.appName, draft.wish.target.key() + u':', planOf(draft, choices), isMigration(draft)});
    // Two acts on one target, a migration and its roll-out, are told apart by their order.
    std::ranges::stable_partition(list, &Part::isMigration);
    for (qsizetype at = 0; at < list.size(); ++at) {
        const auto same = std::ranges::count(list.first(at), list.at(at).prefix, &Part::prefix);
        if (same > 0)
            list[at].prefix = list.at(at).prefix.chopped(1) + u'#' + QString::number(same + 1) + u':';
    }
    return list;
}

} // namespace

Plan coordinated(const QString &title, const QList<std::pair<Draft, Choices>> &parts)
{
    Plan whole;
    whole.kind = u"coordinated"_s;
    whole.title = title;
    whole.verb = title;
    const QList<Part> list = partsOf(parts);
    QStringList before;
    QString seen;
    QJsonArray facts;
    for (const Part &part : list) {
        append(whole, part, before);
        const QStringList lasts = ends(part.plan, part.prefix, false);
        if (!lasts.isEmpty())
            before = lasts;
        seen += part.plan.fingerprint + u'\n';
        facts.append(part.plan.facts);
        if (!whole.madeAt.isValid() || part.plan.madeAt < whole.madeAt)
            whole.madeAt = part.plan.madeAt;
        if (whole.typeToConfirm.isEmpty())
            whole.typeToConfirm = part.plan.typeToConfirm;
    }
    whole.fingerprint = fingerprintOf(seen.toUtf8());
    whole.facts = {{u"parts"_s, facts}};
    whole.abortWords =
        Words::tr("Parts that are done stay done; parts that have not begun are left out. What is done can "
                  "be taken back from the Activity page.");
    return whole;
}

} // namespace slipway::rollout
