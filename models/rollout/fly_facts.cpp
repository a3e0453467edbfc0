#include "rollout/fly_facts.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

using State = fly::Machine::State;

QJsonObject toJson(const FlyMachine &machine)
{
    return {{u"id"_s, machine.id},
            {u"region"_s, machine.region},
            {u"instance"_s, machine.instanceId},
            {u"group"_s, machine.group},
            {u"warm"_s, machine.isWarm},
            {u"volume"_s, machine.hasVolume},
            {u"checks"_s, machine.hasChecks},
            {u"image"_s, machine.image},
            {u"digest"_s, machine.digest},
            {u"release"_s, machine.releaseId},
            {u"version"_s, machine.releaseVersion}};
}

FlyMachine machineOf(const QJsonObject &json)
{
    const auto text = [&json](QLatin1StringView key) { return json.value(key).toString(); };
    const auto flag = [&json](QLatin1StringView key) { return json.value(key).toBool(); };
    return {.id = text("id"_L1),
            .region = text("region"_L1),
            .instanceId = text("instance"_L1),
            .group = text("group"_L1),
            .isWarm = flag("warm"_L1),
            .hasVolume = flag("volume"_L1),
            .hasChecks = flag("checks"_L1),
            .image = text("image"_L1),
            .digest = text("digest"_L1),
            .releaseId = text("release"_L1),
            .releaseVersion = text("version"_L1)};
}

QStringList textsOf(const QJsonValue &value)
{
    return value.toVariant().toStringList();
}

bool hasChecks(const QJsonObject &config)
{
    const QJsonArray services = config.value("services"_L1).toArray();
    const bool inServices = std::ranges::any_of(
        services, [](const QJsonValue &service) { return !service.toObject().value("checks"_L1).toArray().isEmpty(); });
    return inServices || !config.value("checks"_L1).toObject().isEmpty();
}

} // namespace

QStringList FlyFacts::regions() const
{
    QStringList names;
    for (const FlyMachine &machine : machines) {
        if (!names.contains(machine.region))
            names.append(machine.region);
    }
    return names;
}

QList<FlyMachine> FlyFacts::set(const QString &group, bool isWarm) const
{
    QList<FlyMachine> chosen;
    for (const FlyMachine &machine : machines) {
        if (machine.group == group && machine.isWarm == isWarm)
            chosen.append(machine);
    }
    std::ranges::sort(chosen, {}, &FlyMachine::id);
    return chosen;
}

QStringList FlyFacts::groups() const
{
    QStringList names;
    for (const FlyMachine &machine : machines) {
        if (!names.contains(machine.group))
            names.append(machine.group);
    }
    names.sort();
    return names;
}

QJsonObject toJson(const FlyFacts &facts)
{
    QJsonArray machines;
    for (const FlyMachine &machine : facts.machines)
        machines.append(toJson(machine));
    return {{u"provider"_s, u"fly"_s},
            {u"app"_s, facts.app},
            {u"appId"_s, facts.appId},
            {u"environment"_s, facts.environment},
            {u"act"_s, facts.act},
            {u"machines"_s, machines},
            {u"leftAlone"_s, QJsonArray::fromStringList(facts.leftAlone)},
            {u"image"_s, facts.image},
            {u"digest"_s, facts.digest},
            {u"fromVersion"_s, facts.fromVersion},
            {u"toVersion"_s, facts.toVersion},
            {u"fromRelease"_s, facts.fromRelease},
            {u"toRelease"_s, facts.toRelease},
            {u"toSha"_s, facts.toSha},
            {u"nextVersion"_s, facts.nextVersion},
            {u"releaseCommand"_s, facts.releaseCommand},
            {u"migrations"_s, QJsonArray::fromStringList(facts.migrations)},
            {u"isSpanUnknown"_s, facts.isSpanUnknown},
            {u"changedSecrets"_s, QJsonArray::fromStringList(facts.changedSecrets)},
            {u"areSecretsUnknown"_s, facts.areSecretsUnknown},
            {u"freezeWords"_s, facts.freezeWords},
            {u"isProduction"_s, facts.isProduction},
            {u"isHotfix"_s, facts.isHotfix},
            {u"isImageGone"_s, facts.isImageGone},
            {u"sentryOrganization"_s, facts.sentryOrganization},
            {u"sentryVersion"_s, facts.sentryVersion},
            {u"slackChannel"_s, facts.slackChannel},
            {u"watchMinutes"_s, facts.watchMinutes}};
}

FlyFacts flyFactsOf(const QJsonObject &json)
{
    const auto text = [&json](QLatin1StringView key) { return json.value(key).toString(); };
    FlyFacts facts;
    facts.app = text("app"_L1);
    facts.appId = text("appId"_L1);
    facts.environment = text("environment"_L1);
    facts.act = text("act"_L1);
    const QJsonArray machines = json.value("machines"_L1).toArray();
    for (const QJsonValue &machine : machines)
        facts.machines.append(machineOf(machine.toObject()));
    facts.leftAlone = textsOf(json.value("leftAlone"_L1));
    facts.image = text("image"_L1);
    facts.digest = text("digest"_L1);
    facts.fromVersion = text("fromVersion"_L1);
    facts.toVersion = text("toVersion"_L1);
    facts.fromRelease = text("fromRelease"_L1);
    facts.toRelease = text("toRelease"_L1);
    facts.toSha = text("toSha"_L1);
    facts.nextVersion = json.value("nextVersion"_L1).toInteger();
    facts.releaseCommand = text("releaseCommand"_L1);
    facts.migrations = textsOf(json.value("migrations"_L1));
    facts.isSpanUnknown = json.value("isSpanUnknown"_L1).toBool();
    facts.changedSecrets = textsOf(json.value("changedSecrets"_L1));
    facts.areSecretsUnknown = json.value("areSecretsUnknown"_L1).toBool();
    facts.freezeWords = text("freezeWords"_L1);
    facts.isProduction = json.value("isProduction"_L1).toBool();
    facts.isHotfix = json.value("isHotfix"_L1).toBool();
    facts.isImageGone = json.value("isImageGone"_L1).toBool();
    facts.sentryOrganization = text("sentryOrganization"_L1);
    facts.sentryVersion = text("sentryVersion"_L1);
    facts.slackChannel = text("slackChannel"_L1);
    facts.watchMinutes = json.value("watchMinutes"_L1).toInt(15);
    return facts;
}

bool isTouched(const fly::Machine &machine)
{
    static const QSet<QString> notApps{u"fly_app_release_command"_s, u"fly_app_console"_s,
                                       u"fly_app_test_machine_command"_s};
    const bool isOver = machine.state == State::Destroyed || machine.state == State::Destroying;
    return machine.metadata.value(u"fly_platform_version"_s) == "v2"_L1 && !isOver
        && !notApps.contains(machine.processGroup());
}

FlyMachine factsOf(const fly::Machine &machine)
{
    const bool isCold =
        machine.state == State::Stopped || machine.state == State::Suspended || machine.state == State::Created;
    return {.id = machine.id,
            .region = machine.region,
            .instanceId = machine.instanceId,
            .group = machine.processGroup().isEmpty() ? u"app"_s : machine.processGroup(),
            .isWarm = !isCold,
            .hasVolume = !machine.config.value("mounts"_L1).toArray().isEmpty(),
            .hasChecks = hasChecks(machine.config),
            .image = machine.config.value("image"_L1).toString(),
            .digest = machine.image.digest,
            .releaseId = machine.releaseId(),
            .releaseVersion = machine.metadata.value(u"fly_release_version"_s)};
}

QString tagOf(const QString &image)
{
    const QString name = image.section(u'@', 0, 0).section(u'/', -1);
    return name.contains(u':') ? name.section(u':', 1) : name;
}

QString digestOf(const QString &image)
{
    return image.section(u'@', 1);
}

} // namespace slipway::rollout
