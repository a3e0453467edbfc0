#include "workspace/schema.h"

#include "workspace/workspace.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

namespace {

constexpr bool required = true;
constexpr bool optional = false;

using enum ValueType;

QList<Key> teamKeys()
{
    return {
        {u"version"_s, Whole, required, {}, 1, 1},
        {u"workspace"_s, Map, required, {}},
        {u"workspace.name"_s, Text, required, {}},
        {u"workspace.people"_s, MapList, optional, {}},
        {u"workspace.people[].name"_s, Text, required, {}},
        {u"workspace.people[].github"_s, Text, required, {}},
        {u"providers"_s, Map, required, {}},
        {u"providers.github"_s, Map, required, {}},
        {u"providers.github.repository"_s, Repository, required, {}},
        {u"providers.fly"_s, Map, optional, {}},
        {u"providers.fly.organization"_s, Text, required, {}},
        {u"providers.vercel"_s, Map, optional, {}},
        {u"providers.vercel.team"_s, Text, required, {}},
        {u"providers.sentry"_s, Map, optional, {}},
        {u"providers.sentry.organization"_s, Text, required, {}},
        {u"providers.slack"_s, Map, optional, {}},
        {u"providers.slack.channels"_s, TextList, optional, {}},
        {u"branches"_s, Map, optional, {}},
        {u"branches.production"_s, Text, optional, u"main"_s},
        {u"branches.staging"_s, Text, optional, u"as production"_s},
    };
}

QList<Key> appKeys()
{
    QList<Key> keys{
        {u"apps"_s, MapList, required, {}},
        {u"apps[].id"_s, Text, required, {}},
        {u"apps[].name"_s, Text, optional, u"the id"_s},
        {u"apps[].description"_s, Text, optional, {}},
        {u"apps[].workflow"_s, Text, optional, {}},
        {u"apps[].tag"_s, TagPattern, optional, {}},
        {u"apps[].migrations"_s, Text, optional, {}},
        {u"apps[].docs"_s, TextList, optional, {}},
    };
    for (const Environment environment : environments()) {
        const QString place = u"apps[]."_s + environmentId(environment);
        keys += {
            {place, Map, optional, {}},
            {place + u".fly"_s, Text, optional, {}},
            {place + u".vercel"_s, Text, optional, {}},
            {place + u".branch"_s, Text, optional, u"as branches"_s},
            {place + u".health"_s, Url, optional, {}},
            {place + u".sentry"_s, Text, optional, {}},
        };
    }
    return keys + QList<Key>{{u"workflows"_s, TextList, optional, {}}};
}

QList<Key> secretAndAlertKeys()
{
    return {
        {u"secrets"_s, MapList, optional, {}},
        {u"secrets[].name"_s, Text, required, {}},
        {u"secrets[].owner"_s, Text, optional, {}},
        {u"secrets[].rotate"_s, Rotation, optional, u"on breach"_s},
        {u"secrets[].places"_s, SecretPlaces, required, {}},
        {u"alerts"_s, Map, optional, {}},
        {u"alerts.error-spike"_s, Map, optional, {}},
        {u"alerts.error-spike.times"_s, Number, optional, u"5"_s, 1, 1000},
        {u"alerts.error-spike.notify"_s, Text, optional, u"page"_s},
        {u"alerts.slower"_s, Map, optional, {}},
        {u"alerts.slower.percent"_s, Number, optional, u"20"_s, 1, 1000},
        {u"alerts.slower.notify"_s, Text, optional, u"team"_s},
        {u"alerts.slow-deploy"_s, Map, optional, {}},
        {u"alerts.slow-deploy.minutes"_s, Whole, optional, u"10"_s, 1, 1440},
        {u"alerts.slow-deploy.notify"_s, Text, optional, u"team"_s},
        {u"alerts.watch"_s, Duration, optional, u"15 min"_s},
    };
}

QList<Key> guardrailKeys()
{
    return {
        {u"guardrails"_s, Map, optional, {}},
        {u"guardrails.freeze"_s, MapList, optional, {}},
        {u"guardrails.freeze[].days"_s, Weekdays, required, {}},
        {u"guardrails.freeze[].from"_s, TimeOfDay, optional, u"the whole day"_s},
        {u"guardrails.freeze[].until"_s, TimeOfDay, optional, u"the whole day"_s},
        {u"guardrails.freeze[].zone"_s, Zone, optional, u"UTC"_s},
        {u"guardrails.freeze[].except"_s, Text, optional, {}},
        {u"guardrails.hotfix-branches"_s, Text, optional, {}},
        {u"guardrails.most-files"_s, Whole, optional, u"any number"_s, 1, 100'000},
        {u"branch-policy"_s, MapOfMaps, optional, {}},
        {u"branch-policy.*.pull-request"_s, YesNo, optional, u"false"_s},
        {u"branch-policy.*.approvals"_s, Whole, optional, u"0"_s, 0, 6},
        {u"branch-policy.*.code-owners"_s, YesNo, optional, u"false"_s},
        {u"branch-policy.*.checks"_s, TextList, optional, {}},
        {u"branch-policy.*.up-to-date"_s, YesNo, optional, u"false"_s},
        {u"branch-policy.*.linear-history"_s, YesNo, optional, u"false"_s},
        {u"branch-policy.*.signed-commits"_s, YesNo, optional, u"false"_s},
        {u"branch-policy.*.force-pushes"_s, YesNo, optional, u"false"_s},
        {u"budgets"_s, Map, optional, {}},
        {u"budgets.lighthouse"_s, Map, optional, {}},
        {u"budgets.lighthouse.performance"_s, Whole, optional, {}, 0, 100},
        {u"budgets.lighthouse.accessibility"_s, Whole, optional, {}, 0, 100},
        {u"budgets.lighthouse.best-practices"_s, Whole, optional, {}, 0, 100},
        {u"budgets.lighthouse.seo"_s, Whole, optional, {}, 0, 100},
        {u"diagnostics"_s, Map, optional, {}},
        {u"diagnostics.rules"_s, MapOfLevels, optional, {}},
        {u"diagnostics.runner-labels"_s, TextList, optional, {}},
        {u"diagnostics.deploy-commands"_s, TextList, optional, {}},
        {u"advice"_s, MapList, optional, {}},
        {u"advice[].match"_s, Text, required, {}},
        {u"advice[].says"_s, Text, required, {}},
        {u"advice[].do"_s, Text, required, {}},
        {u"advice[].workflows"_s, TextList, optional, u"all"_s},
    };
}

} // namespace

QString typeWords(ValueType type)
{
    switch (type) {
    case Map: return u"map"_s;
    case MapList: return u"list of maps"_s;
    case MapOfMaps: return u"maps by name"_s;
    case MapOfLevels: return u"levels by name"_s;
    case Text: return u"text"_s;
    case TextList: return u"list of texts"_s;
    case Whole: return u"whole number"_s;
    case Number: return u"number"_s;
    case YesNo: return u"true or false"_s;
    case Url: return u"web address"_s;
    case Duration: return u"duration"_s;
    case Rotation: return u"duration in days, or on breach"_s;
    case Weekdays: return u"list of weekdays"_s;
    case TimeOfDay: return u"time of day"_s;
    case Zone: return u"time zone"_s;
    case Repository: return u"owner/name"_s;
    case TagPattern: return u"text with {version}"_s;
    case SecretPlaces: return u"list of places"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

const QList<Key> &schema()
{
    static const QList<Key> keys = teamKeys() + appKeys() + secretAndAlertKeys() + guardrailKeys();
    return keys;
}

const QList<Key> &keysBelow(const QString &path)
{
    static const QHash<QString, QList<Key>> children = [] {
        QHash<QString, QList<Key>> byParent;
        for (const Key &key : schema())
            byParent[key.path.section(u'.', 0, -2)].append(key);
        return byParent;
    }();
    static const QList<Key> none;
    const auto found = children.constFind(path);
    return found == children.cend() ? none : *found;
}

} // namespace slipway::workspace
